"""Products over many rows and few columns, in pieces.

A matrix of 25,000 rows and 60 columns is so thin that the threads of the linear algebra library wait for one another
longer than they compute: on a busy machine thirty times as long. Pieces of 64 rows are below the size at which it
starts threads.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]

PIECE: Final = 64


def crossed(first: Array, second: Array) -> Array:
    """(p, q): first' second, of (n, p) and (n, q)."""
    whole = len(first) // PIECE * PIECE
    by_piece = np.swapaxes(_pieces(first[:whole]), 1, 2) @ _pieces(second[:whole])
    return np.asarray(by_piece.sum(0) + first[whole:].T @ second[whole:])


def scored(values: Array, weights: Array) -> Array:
    """(n, k): values weights, of (n, p) and (p, k)."""
    whole = len(values) // PIECE * PIECE
    return np.concatenate(
        [(_pieces(values[:whole]) @ weights).reshape(whole, weights.shape[1]), values[whole:] @ weights]
    )


def standardised(values: Array) -> Array:
    """(n, p): every column with mean 0 and variance 1 (n - 1)."""
    return np.asarray((values - values.mean(0)) / values.std(0, ddof=1))


def correlated(scores: Array) -> Array:
    """(p, p): correlations of columns (n, p) with mean 0 and variance 1 (n - 1)."""
    return crossed(scores, scores) / (len(scores) - 1)


def _pieces(rows: Array) -> Array:
    return rows.reshape(-1, PIECE, rows.shape[1])

"""Answers to items as the tests of reliability and of factors use them: drawn from a fixed seed, or Holzinger's.

`python -m tests.scoring.analysis.item_data FOLDER` writes them as CSV, which `psych/items.R` reads.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]

HOLZINGER = Path(__file__).parent / "data" / "HolzingerSwineford1939.csv"


@dataclass(frozen=True)
class Answers:
    """Rows × items, NaN where missing, of so many scales of equal length, one after the other."""

    values: Array
    scales: int

    @property
    def names(self) -> list[str]:
        return [f"v{at}" for at in range(self.values.shape[1])]

    def by_scale(self) -> dict[str, list[str]]:
        length = len(self.names) // self.scales
        return {f"s{at}": self.names[at * length : (at + 1) * length] for at in range(self.scales)}


@cache
def every() -> Mapping[str, Answers]:
    """All data sets by name: of widely different size, unit, number of categories and share of gaps."""
    draw = np.random.default_rng(1939)
    return {
        "holzinger": Answers(np.genfromtxt(HOLZINGER, delimiter=",", skip_header=1)[:, _holzinger_columns()], 3),
        "two": Answers(_drawn(draw, 200, 5, 2, 0.4), 2),
        "likert": Answers(_categories(_drawn(draw, 150, 4, 3, 0.2), 5), 3),
        "units": Answers(_drawn(draw, 90, 6, 1, 0.0) * 10.0 ** draw.uniform(-3, 3, 6), 1),
        "gaps": Answers(_gaps(draw, _categories(_drawn(draw, 400, 5, 3, 0.3), 4), 0.05), 3),
        "reversed": Answers(_categories(_drawn(draw, 300, 4, 2, 0.5), 7) * np.tile([-1, 1, 1, 1], 2) + 8, 2),
        "small": Answers(_drawn(draw, 40, 3, 2, 0.3), 2),
        "three": Answers(_drawn(draw, 120, 3, 1, 0.0), 1),
        "many": Answers(_categories(_drawn(draw, 600, 8, 5, 0.35), 5), 5),
        "yes or no": Answers(_categories(_drawn(draw, 250, 10, 1, 0.0), 2) - 1, 1),
    }


def _holzinger_columns() -> list[int]:
    header = HOLZINGER.read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(",")
    return [header.index(f"x{at}") for at in range(1, 10)]


def _drawn(draw: np.random.Generator, n: int, length: int, factors: int, related: float) -> Array:
    loadings = np.zeros((length * factors, factors))
    for at in range(factors):
        loadings[at * length : (at + 1) * length, at] = draw.uniform(0.45, 0.85, length)
    between = np.full((factors, factors), related) + (1 - related) * np.eye(factors)
    scores = draw.standard_normal((n, factors)) @ np.linalg.cholesky(between).T
    unique = np.sqrt(1 - (loadings**2).sum(axis=1))
    drawn: Array = scores @ loadings.T + draw.standard_normal((n, length * factors)) * unique
    return drawn


def _categories(values: Array, count: int) -> Array:
    """Categories from 1 on, of uneven size."""
    return np.digitize(values, np.linspace(-1.4, 1.0, count - 1)) + 1.0


def _gaps(draw: np.random.Generator, values: Array, share: float) -> Array:
    return np.where(draw.random(values.shape) < share, np.nan, values)


if __name__ == "__main__":
    for name, answers in every().items():
        np.savetxt(
            Path(sys.argv[1]) / f"{name}.csv",
            answers.values,
            delimiter=",",
            fmt="%.17g",
            header=",".join(answers.names),
            comments="",
        )

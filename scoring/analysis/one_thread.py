"""Linear algebra on one thread.

OpenBLAS sets every core to work on a matrix of a few hundred rows, and its threads then wait for each other: beside any
other busy process a factorisation of 1 ms takes 300. Fitting a model is thousands of such small steps, so they stay on
one thread. What is large is cut into pieces for `processors()` threads of our own: those do not wait for each other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

# Its libraries must be there before threadpoolctl looks for them.
import numpy  # noqa: F401
import scipy.linalg  # noqa: F401
from threadpoolctl import ThreadpoolController


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it numpy and scipy compute on one thread."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()

"""Linear algebra on one thread.

OpenBLAS sets every core to work on a matrix of a few hundred rows, and its threads then wait for each other: beside any
other busy process a factorisation of 1 ms takes 300. Fitting a model is thousands of such small steps, so they stay on
one thread.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import scipy


@dataclass(frozen=True, slots=True)
class _Library:
    read: Callable[[], int]
    write: Callable[[int], None]


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it numpy and scipy compute on one thread; nothing changes where they came without their own OpenBLAS."""
    before = [(library, library.read()) for library in _libraries()]
    try:
        for library, _ in before:
            library.write(1)
        yield
    finally:
        for library, count in before:
            library.write(count)


@cache
def _libraries() -> tuple[_Library, ...]:
    found = []
    for package in (np, scipy):
        folder = Path(str(package.__file__)).parent.parent / f"{package.__name__}.libs"
        for path in sorted(folder.glob("libscipy_openblas*")):
            loaded = ctypes.CDLL(str(path))
            for ending in ("64_", ""):
                read = getattr(loaded, f"scipy_openblas_get_num_threads{ending}", None)
                write = getattr(loaded, f"scipy_openblas_set_num_threads{ending}", None)
                if read is not None and write is not None:
                    found.append(_Library(read, write))
                    break
    return tuple(found)

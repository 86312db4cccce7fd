"""How a group's percents are spread: the median and the quartiles, which a few very high or low ones do not move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scoring.smallgroups import FEWEST

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Of `n` values a quarter lies at or below `q1`, half at or below `median`, three quarters at or below `q3`."""

    n: int
    q1: float
    median: float
    q3: float


def quartiles(values: Sequence[float] | np.ndarray[Any, Any]) -> Quartiles | None:
    """Median and quartiles in the unit of `values`; those that are nan are left out. None for fewer than `FEWEST`.

    Between two values it lies on the straight line from one to the other: type 7 of Hyndman & Fan (1996, Am Stat
    50:361-365), as in R, numpy and the spreadsheets' QUARTILE.INC.
    """
    import numpy as np

    given = np.asarray(values, dtype=np.float64)
    given = given[~np.isnan(given)]
    if given.size < FEWEST:
        return None
    q1, median, q3 = np.quantile(given, [0.25, 0.5, 0.75])
    return Quartiles(int(given.size), float(q1), float(median), float(q3))

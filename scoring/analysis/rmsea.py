"""Root mean square error of approximation, its 90 % interval, and the test of close fit (RMSEA at most 0.05).

The interval is that of the noncentrality of chi2 (Browne & Cudeck 1992); over G groups all is multiplied by the square
root of G (Steiger 1998, Struct Equ Modeling 5:411-419). `factor`: of a robust RMSEA, what chi2 was divided by.
"""

from __future__ import annotations

import numpy as np
from scipy.special import chndtr, chndtrinc

CLOSE = 0.05


def with_interval(chi2: float, df: float, rows: float, groups: int) -> dict[str, float | None]:
    """ "rmsea", "rmsea_lo", "rmsea_hi", "rmsea_p"."""
    low, high = interval(chi2, df, rows, groups)
    return {
        "rmsea": rmsea(chi2, df, rows, groups),
        "rmsea_lo": low,
        "rmsea_hi": high,
        "rmsea_p": close_fit(chi2, df, rows, groups),
    }


def rmsea(chi2: float, df: float, rows: float, groups: int, factor: float = 1.0) -> float | None:
    """None without degrees of freedom."""
    if not df > 0:
        return None
    return float(np.sqrt(max(chi2 / rows / df - factor / rows, 0.0) * groups))


def interval(
    chi2: float, df: float, rows: float, groups: int, factor: float = 1.0
) -> tuple[float, float] | tuple[None, None]:
    """The 90 % interval."""
    if not df > 0 or not np.isfinite(chi2):
        return None, None
    low, high = (_noncentrality(chi2, df, share, max(rows, 4 * chi2)) for share in (0.95, 0.05))
    return _as_rmsea(low, df, rows, groups, factor), _as_rmsea(high, df, rows, groups, factor)


def close_fit(chi2: float, df: float, rows: float, groups: int, factor: float = 1.0) -> float | None:
    """The probability of such a chi2 or a larger one where RMSEA is 0.05."""
    if not df > 0 or not np.isfinite(chi2):
        return None
    return 1 - float(chndtr(chi2, df, rows * df / factor * CLOSE**2 / groups))


def _as_rmsea(noncentrality: float, df: float, rows: float, groups: int, factor: float) -> float:
    return float(np.sqrt(factor * noncentrality / (rows * df) * groups))


def _noncentrality(chi2: float, df: float, share: float, most: float) -> float:
    """With which chi2 is the quantile `share`; 0 where it is above that even without any, or beyond `most`, where
    lavaan stops looking."""
    if df < 1 or chndtr(chi2, df, 0.0) < share or chndtr(chi2, df, most) > share:
        return 0.0
    return float(chndtrinc(chi2, df, share))

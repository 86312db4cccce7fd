"""How sure one may be of a share or a mean that few people's answers gave: two intervals, chosen for 20 to 60 people.

Shares: Wilson's score interval, which stays within 0 and 1 and keeps its promise where few were asked (Wilson 1927,
J Am Stat Assoc 22:209-212; compared with six others by Newcombe 1998, Stat Med 17:857-872). Means: Efron's bootstrap
with the bias and the skewness corrected, BCa (Efron 1987, J Am Stat Assoc 82:171-185), because scores pile up at the
upper end of their scale, where mean ± 2 standard errors reaches beyond 100.

Both speak of a sample. Where everybody was asked and everybody has answered there is nothing to be unsure of: then the
caller shows no interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

FEWEST_FOR_MEAN = 20
"""From so many people on a mean gets an interval: resampling fewer promises more than it can keep."""

MANY = 2000
"""From so many people on the ends are worked out without resampling: what differs is less than resampling's noise."""

SEED = 2020_0087
"""The same answers give the same interval, today and tomorrow; the number itself means nothing."""

_NORMAL = NormalDist()


def wilson(count: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """The shares (0 to 1) between which the true one lies, when `count` out of `of` were found.

    ValueError unless 0 <= count <= of, of >= 1 and 0 < confidence < 1.
    """
    if of < 1 or not 0 <= count <= of:
        raise ValueError(f"{count} out of {of} is impossible")
    z = _z(confidence)
    share = count / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    below = 1 + z * z / of
    # At the ends the formula gives 0 and 1 but for the last digit.
    low = 0.0 if count == 0 else (middle - half) / below
    high = 1.0 if count == of else (middle + half) / below
    return low, high


def bca_mean(
    values: Sequence[float] | np.ndarray[Any, Any],
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = SEED,
) -> tuple[float, float] | None:
    """The BCa interval of the mean, in the unit of `values`; those that are nan are left out.

    None for fewer than `FEWEST_FOR_MEAN` values, and where all are equal: resampling them could never show anything
    else, however little is known. ValueError unless 0 < confidence < 1.

    A resample is drawn as how often each *distinct* value comes (multinomial), which is the same as drawing people one
    by one. From `MANY` people on the ends are those that the resamples tend to (Hall 1992, The Bootstrap and Edgeworth
    Expansion, 3.10): mean + s/√n · (z + (2z² + 1) · g / 6√n), with the standard deviation s and the skewness g.
    """
    import numpy as np

    tail = (1 - _confident(confidence)) / 2
    given = np.asarray(values, dtype=np.float64)
    given = given[~np.isnan(given)]
    distinct, counts = np.unique(given, return_counts=True)
    if given.size < FEWEST_FOR_MEAN or distinct.size < 2:
        return None
    mean = float(counts @ distinct) / given.size
    apart = distinct - mean
    squares, cubes = float(counts @ apart**2), float(counts @ apart**3)
    # Leaving one person out moves the mean against that person's distance from it; the common factor cancels. This is
    # the acceleration, and g / 6√n besides.
    skew = cubes / (6 * squares**1.5)
    if given.size >= MANY:
        error = sqrt(squares) / given.size
        ends = [mean + error * (z + (2 * z * z + 1) * skew) for z in (_NORMAL.inv_cdf(tail), _NORMAL.inv_cdf(1 - tail))]
        return ends[0], ends[1]
    means = _resampled(distinct, counts, resamples, seed)
    # Resamples that give the very mean count half to each side; with whole scores there are many.
    nearly = 1e-9 * float(distinct[-1] - distinct[0])
    below = float((means < mean - nearly).mean() + (means <= mean + nearly).mean()) / 2
    bias = _NORMAL.inv_cdf(min(max(below, 0.5 / resamples), 1 - 0.5 / resamples))
    low, high = (_corrected(_NORMAL.inv_cdf(share), bias, skew) for share in (tail, 1 - tail))
    found = np.quantile(means, [low, high])
    return float(found[0]), float(found[1])


def _resampled(
    distinct: np.ndarray[Any, Any], counts: np.ndarray[Any, Any], resamples: int, seed: int
) -> np.ndarray[Any, Any]:
    """The means of that many resamples."""
    import numpy as np

    people = int(counts.sum())
    drawn = np.random.default_rng(seed).multinomial(people, counts / people, size=resamples)
    means: np.ndarray[Any, Any] = drawn @ distinct / people
    return means


def _corrected(z: float, bias: float, skew: float) -> float:
    """At which share of the resamples the end lies that would be at `z` without bias and skewness (Efron 1987)."""
    return _NORMAL.cdf(bias + (bias + z) / (1 - skew * (bias + z)))


def _z(confidence: float) -> float:
    return _NORMAL.inv_cdf((1 + _confident(confidence)) / 2)


def _confident(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, not at {confidence}")
    return confidence

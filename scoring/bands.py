"""The five effectiveness bands, as data, and the one rule that puts a percent into a band.

Source: 001 (Udiati & Tursilarini 2020), method section, after Riduan 2011. Misprint there: "kurang efektif"
is printed as 56-70, the range of the band above it. The only range left for it is 41-55, which is used
here.

Rule for what lies between the printed integers (40-41, 55-56, 70-71, 85-86): the lower bounds, on the
unrounded percent. At or above 86, 71, 56, 41, and the lowest band for the rest: 85.5 is "efektif", 40.5
"tidak efektif". The reasons are in docs/decisions/0001-band-boundaries.md.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Band:
    """One band. `lower` and `upper` are the printed bounds in percent; only `lower` decides.

    `key` is the field's own term, for storage and for looking up a text; it never changes.
    """

    key: str
    lower: int
    upper: int


BANDS: tuple[Band, ...] = (
    Band("sangat_efektif", 86, 100),
    Band("efektif", 71, 85),
    Band("cukup_efektif", 56, 70),
    Band("kurang_efektif", 41, 55),
    Band("tidak_efektif", 0, 40),
)
"""Highest first. The last one begins at 0, so that every percent has a band."""


def band_of(percent: Fraction | Decimal | int | float) -> Band:
    """The band of an unrounded `percent`.

    A float is taken at its exact binary value. ValueError outside 0 to 100, for NaN and for infinity.
    """
    if not 0 <= percent <= 100:  # NaN fails every comparison, so it ends here too
        raise ValueError(f"a percent lies between 0 and 100, not at {percent}")
    return next(band for band in BANDS if percent >= band.lower)


def raw_minimum(band: Band, maximum: int) -> int:
    """The lowest whole raw score that reaches `band` when `maximum` is the highest raw score possible.

    ValueError for a maximum below 1.
    """
    if maximum < 1:
        raise ValueError(f"the highest raw score must be at least 1, not {maximum}")
    return -(-band.lower * maximum // 100)

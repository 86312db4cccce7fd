"""The figures of a report: for all readers, and region by region in the order of their size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.announcement_report import RegionRow

# The states that a copy can be in, as they are counted; the sum of them is the number of readers.
STATES = ("sent", "uncertain", "failed", "unreachable", "cancelled", "waiting")
_COUNTED = ("copies", *STATES)


@dataclass(frozen=True, slots=True)
class Regions:
    """The largest regions, the largest first, and all `others` (so many) together in `rest`."""

    shown: tuple[RegionRow, ...]
    rest: RegionRow | None
    others: int


def total(rows: Iterable[RegionRow], province: str = "", regency: str = "") -> RegionRow:
    """Regions taken together, under the code of what they are together."""
    counts = dict.fromkeys(_COUNTED, 0)
    answered: dict[str, int] = {}
    for row in rows:
        for name in _COUNTED:
            counts[name] += getattr(row, name)
        for answer, count in row.answered.items():
            answered[answer] = answered.get(answer, 0) + count
    return RegionRow(province, regency, **counts, answered=answered)


def answers(row: RegionRow) -> int:
    """How many have answered, whatever it was."""
    return sum(row.answered.values())


def share(part: int, whole: int) -> float:
    """`part` of `whole` in percent; 0 where there is no whole, and 100 at most."""
    return min(100.0, 100 * part / whole) if whole else 0.0


def by_region(rows: Sequence[RegionRow], most: int) -> Regions:
    """Provinces, or the regencies where all readers are of one province: the largest, `most` with the rest."""
    provinces = {row.province for row in rows if row.province}
    if len(provinces) > 1:
        found = [total([r for r in rows if r.province == code], code) for code in sorted({r.province for r in rows})]
    else:
        found = list(rows)
    largest = sorted(found, key=lambda row: (-row.copies, row.province, row.regency))
    if len(largest) <= most:
        return Regions(tuple(largest), None, 0)
    others = largest[most - 1 :]
    return Regions(tuple(largest[: most - 1]), total(others), len(others))

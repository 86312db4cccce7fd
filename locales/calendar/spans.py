"""Parts of a local day as spans of minutes, and the arithmetic on them.

A span is (start, end) in minutes since local midnight, 0 <= start < end <= 1440; the start belongs to it, the end does
not. `Spans` are in order and do not touch or overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]

DAY = 24 * 60
WHOLE_DAY: Spans = ((0, DAY),)

_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")


def minutes(text: str) -> int:
    """The minutes since midnight of "07.30" or "07:30"; "24.00" is the end of the day. ValueError for all else."""
    found = _CLOCK.fullmatch(text.strip())
    if found:
        hour, minute = int(found[1]), int(found[2])
        if minute < 60 and hour * 60 + minute <= DAY:
            return hour * 60 + minute
    raise ValueError(f"{text!r} is no time of day: write it as 07.30")


def clock(minute: int) -> str:
    """The other way round: 450 is "07.30"."""
    return f"{minute // 60:02}.{minute % 60:02}"


def joined(spans: Iterable[Span]) -> Spans:
    """In order, with what touches or overlaps made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def without(spans: Spans, holes: Iterable[Span]) -> Spans:
    """What is left of `spans` when `holes` are cut out."""
    for from_, to in holes:
        pieces = [(start, min(end, from_)) for start, end in spans] + [(max(start, to), end) for start, end in spans]
        spans = tuple(sorted((start, end) for start, end in pieces if start < end))
    return spans


def over_midnight(start: int, end: int) -> Spans:
    """From `start` to `end`, on the next day where `end` is not later: 20.00 to 07.00 is two spans of each day."""
    if start < end:
        return ((start, end),)
    return tuple(span for span in ((0, end), (start, DAY)) if span[0] < span[1])


def contain(spans: Spans, minute: int) -> bool:
    """Whether `minute` lies in one of them."""
    return any(start <= minute < end for start, end in spans)

"""Months side by side: who had ever finished at the end of each, reports on time, and the median where it is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.digest.figures import TrendMonth
from handlers.digest.gather_crowd import MOST_NAMED, Crowd, micros, midnight
from handlers.digest.gather_reports import NOT_DUE, ON_TIME, Filing
from handlers.digest.gather_results import Scored
from handlers.reminding.rhythm import Every
from scoring.smallgroups import FEWEST
from storage.visibility import Viewer

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]


async def trend(
    conn: AsyncConnection,
    viewer: Viewer,
    crowd: Crowd,
    filing: Filing,
    scored: Scored | None,
    end: date,
    zone: str,
    months: int,
) -> tuple[TrendMonth, ...]:
    """The last ``months`` months up to that of ``end``, of those who are counted now; none before anything was there.

    ``scored``: all results that there are; None where results are not told.
    """
    found = []
    forms = [one for one, rhythm in filing.rhythms.items() if with_daily(crowd) or rhythm.every is not Every.DAILY]
    for first, last in _months(end, months):
        due = on_time = 0
        # Month by month, so that a country's reports need not be held all at once.
        for form_id in forms:
            await filing.read(conn, viewer, form_id, first, last)
            for outcome in filing.outcomes(form_id, first, last):
                due += int((outcome.what != NOT_DUE).sum())
                on_time += int((outcome.what == ON_TIME).sum())
        until = micros(midnight(last + timedelta(days=1), zone))
        finished = int(((crowd.finished_at > 0) & (crowd.finished_at < until)).sum())
        median = None if scored is None else _median(scored, until)
        found.append(TrendMonth(f"{first:%Y-%m}", finished, on_time, due, median))
    there = (number for number, one in enumerate(found) if one.finished or one.due)
    return tuple(found[next(there, months - 1) :])


def with_daily(crowd: Crowd) -> bool:
    """Whether daily reports are counted: a large region has millions of them in a year, too many to count in a chat."""
    return len(crowd) <= MOST_NAMED


def _months(end: date, count: int) -> list[tuple[date, date]]:
    """First and last day of each, in order."""
    found: list[tuple[date, date]] = []
    after = (end.replace(day=1) + timedelta(days=31)).replace(day=1)
    for _ in range(count):
        last = after - timedelta(days=1)
        after = last.replace(day=1)
        found.append((after, last))
    return found[::-1]


def _median(scored: Scored, until: int) -> float | None:
    """The median of everybody's latest overall percent before a moment; None under ten people."""
    import numpy as np

    there = np.flatnonzero(scored.sent_at < until)
    # By person, the latest (the least far back) first.
    there = there[np.lexsort((scored.back[there], scored.who[there]))]
    _, first = np.unique(scored.who[there], return_index=True)
    percents = scored.percents[there[first], -1]
    percents = percents[~np.isnan(percents)]
    return float(np.median(percents)) if len(percents) >= FEWEST else None

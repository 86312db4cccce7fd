"""What went well, first: at most three true things, each with its numbers. Worded elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handlers.digest.figures import CaseFigures, GoodNews, Participation, ReportFigures
from scoring.smallgroups import FEWEST

MOST = 3
# In percentage points: what rises by no more than that is no news, and could be the same whole percent. Our own choice.
LEAST_RISE = 1.0


def good_news(
    participation: Participation,
    newly_finished: int,
    reports: Sequence[ReportFigures],
    before: Sequence[ReportFigures] | None,
    cases: CaseFigures,
    medians: Iterable[tuple[str, int, float, float]],
    *,
    whole: bool,
) -> tuple[GoodNews, ...]:
    """The first three that hold. ``medians``: (part, people who have two results, median before, median now), of what
    rose by more than chance (``gather_results.paired_medians``).
    """
    found = (
        *_filed(reports, before, whole=whole),
        *_finished(participation, newly_finished),
        *_cases(cases),
        *_rise(medians),
        *_nobody_waits(cases),
    )
    return found[:MOST]


def _filed(
    reports: Sequence[ReportFigures], before: Sequence[ReportFigures] | None, *, whole: bool
) -> Iterator[GoodNews]:
    due, on_time = sum(one.due for one in reports), sum(one.on_time for one in reports)
    if due and not any(one.missing for one in reports):
        yield GoodNews("all_filed", due)
        return
    was_due, was_on_time = sum(one.due for one in before or ()), sum(one.on_time for one in before or ())
    # A week that is not over is not compared with one that is.
    if whole and min(due, was_due) >= FEWEST:
        now, then = 100 * on_time / due, 100 * was_on_time / was_due
        if now - then > LEAST_RISE:
            yield GoodNews("more_on_time", now, then, n=due)


def _finished(participation: Participation, newly: int) -> Iterator[GoodNews]:
    # Of one person it would be news about that person.
    if participation.companions > 1 and participation.finished == participation.companions:
        yield GoodNews("all_finished", participation.finished)
    elif newly:
        yield GoodNews("newly_finished", newly)


def _cases(cases: CaseFigures) -> Iterator[GoodNews]:
    if cases.closed:
        yield GoodNews("cases_closed", cases.closed)


def _rise(medians: Iterable[tuple[str, int, float, float]]) -> Iterator[GoodNews]:
    rises = [(now - before, part, n, before, now) for part, n, before, now in medians if now - before > LEAST_RISE]
    if rises:
        _, part, n, before, now = max(rises, key=lambda rise: rise[0])
        yield GoodNews("median_up", now, before, part, n)


def _nobody_waits(cases: CaseFigures) -> Iterator[GoodNews]:
    if cases.open and not cases.ageing:
        yield GoodNews("nobody_waits", cases.open)

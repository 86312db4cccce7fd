"""One digest, counted: a region and programme over a week, in a few statements whatever its size.

What stands (participation, results, families, open cases) stands as of the moment of asking; what happened (who was
active, reports whose deadline passed, cases closed) happened in the week. A companion in two programmes counts in each
of them, and once where no programme is asked for; so programmes do not add up, and regions do. Cases and obstacles stay
where they were filed; everything else goes with the companion.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.digest.figures import CaseFigures, Digest, Participation, ReportFigures, Share, Workload
from handlers.digest.gather_children import OVERLOADED, children_of
from handlers.digest.gather_crowd import Crowd, crowd, micros, midnight
from handlers.digest.gather_guard import may_be_told, sees_each
from handlers.digest.gather_reports import LATE, MISSING, ON_TIME, Filing, Outcome
from handlers.digest.gather_results import ALL, TWO, overall, paired_medians, parts_of, scored, share, weakest_of
from handlers.digest.gather_trend import trend, with_daily
from handlers.digest.good_news import good_news
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import local_day
from handlers.shelf import FormShelf
from scoring.smallgroups import FEWEST
from storage import digest_cases, digest_people, digest_reports
from storage.digest_cases import Counted
from storage.digest_people import Where
from storage.visibility import Viewer

WEEK = timedelta(days=7)
OBSTACLE_DAYS = 28
MONTHS = 12


def last_full_week(at: datetime, zone: str) -> date:
    """The Monday of the last week that is over, in a zone."""
    today = local_day(at, zone)
    return today - timedelta(days=today.weekday()) - WEEK


async def gather(
    conn: AsyncConnection,
    shelf: FormShelf,
    viewer: Viewer,
    region: str,
    programme: str,
    at: datetime,
    zone: str,
    week: date | None = None,
    *,
    months: int = MONTHS,
) -> Digest:
    """Everything for one reader, in whose zone the week begins and ends. ``region``: "" (the country), "13", "13.76";
    ``programme``: "" for all. ``week``: its Monday; None: the last full one. ``months``: of the trend; 0 leaves it out,
    which spares a large region most of the work.

    Counted is who the viewer may see (``storage.visibility``); nothing for anybody else.
    """
    start = last_full_week(at, zone) if week is None else week
    end = start + WEEK - timedelta(days=1)
    since, until = midnight(start, zone), midnight(start + WEEK, zone)
    where = Where(region, programme)
    people = await crowd(conn, shelf, viewer, where, since, until)
    told = await may_be_told(conn, viewer, people)
    results = await scored(conn, shelf, viewer, people, ALL if months else TWO) if told else None
    filing = await Filing.begin(conn, shelf, await almanacs.load(conn), people, at)
    outcomes, earlier = await _outcomes(conn, viewer, filing, start)
    reports, before = _reports(filing, outcomes), _reports(filing, earlier)
    cases = await digest_cases.cases(conn, viewer, where, now=at, since=since, until=until)
    counted = _cases(cases, at)
    participation = _participation(people, since)
    by_region = results is not None and (not programme or sees_each(people))
    latest = overall(results, len(people)) if results is not None and by_region else None
    children, merged = children_of(people, outcomes, cases, latest)
    today = local_day(at, zone)
    obstacles_from = today - timedelta(days=OBSTACLE_DAYS - 1)
    newly = (people.finished_at >= micros(since)) & (people.finished_at < micros(until))
    return Digest(
        region=region,
        programme=programme,
        start=start,
        end=end,
        whole=until <= at,
        participation=participation,
        parts=() if results is None else parts_of(results, len(people), singly=sees_each(people)),
        weakest=() if results is None else weakest_of(results),
        reports=reports,
        reports_before=before or None,
        workload=_workload(people),
        cases=counted,
        obstacles=tuple(await digest_reports.obstacles(conn, viewer, where, obstacles_from, today)),
        good=good_news(
            participation,
            int(newly.sum()),
            reports,
            before,
            counted,
            () if results is None else paired_medians(results, len(people), micros(since), micros(until)),
            whole=until <= at,
        ),
        children=children,
        merged=merged,
        trend=await trend(conn, viewer, people, filing, results, end, zone, months),
        trend_with_daily=with_daily(people),
        asked_anew=await digest_people.asked_anew(conn, viewer, where),
    )


async def _outcomes(
    conn: AsyncConnection, viewer: Viewer, filing: Filing, start: date
) -> tuple[list[Outcome], list[Outcome]]:
    """Of the week, and of the week before."""
    now: list[Outcome] = []
    before: list[Outcome] = []
    for form_id in filing.rhythms:
        await filing.read(conn, viewer, form_id, start - WEEK, start + WEEK - timedelta(days=1))
        now += filing.outcomes(form_id, start, start + WEEK - timedelta(days=1))
        before += filing.outcomes(form_id, start - WEEK, start - timedelta(days=1))
    return now, before


def _reports(filing: Filing, outcomes: list[Outcome]) -> tuple[ReportFigures, ...]:
    """Form by form; those of which nothing was due are left out."""
    found = []
    for form_id in filing.rhythms:
        of_form = [outcome.what for outcome in outcomes if outcome.form_id == form_id]
        on_time, late, missing = (
            sum(int((what == outcome).sum()) for what in of_form) for outcome in (ON_TIME, LATE, MISSING)
        )
        if due := on_time + late + missing:
            found.append(ReportFigures(form_id, due, on_time, late, missing))
    return tuple(found)


def _participation(people: Crowd, since: datetime) -> Participation:
    finished = people.finished_at > 0
    then = micros(since)
    were_there = people.joined < then
    had_finished = finished & (people.finished_at < then)
    count, there = int(finished.sum()), int(were_there.sum())
    return Participation(
        companions=len(people),
        active=int(people.active.sum()),
        finished=count,
        started=int(people.started.sum()),
        untouched=int(people.untouched.sum()),
        share=Share(count, len(people)),
        before=Share(int((had_finished & were_there).sum()), there) if there else None,
        since=Share(int((finished & were_there).sum()), there) if there else None,
    )


def _workload(people: Crowd) -> Workload:
    known = people.kpm >= 0
    n, total = int(known.sum()), int(people.kpm[known].sum())
    over = int((people.kpm > OVERLOADED).sum())
    return Workload(n, total, total / n if n >= FEWEST else None, share(over, n, len(people)))


def _cases(found: list[Counted], at: datetime) -> CaseFigures:
    oldest = min((one.oldest for one in found if one.oldest is not None), default=None)
    days = None if oldest is None else int((micros(at) - oldest) // (24 * 3600 * 1_000_000))
    return CaseFigures(
        sum(one.open for one in found), sum(one.ageing for one in found), days, sum(one.closed for one in found)
    )

"""Lists for who may know these people by name: who has not begun, who needs a talk and why, everybody.

By name, never by a figure: nobody is ranked. A list says what a digest counts, person by person. Of those who need a
talk, who has asked or waits comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.digest.figures import REASONS, Companion, NeedsTalk
from handlers.digest.gather_children import OVERLOADED
from handlers.digest.gather_crowd import Crowd, crowd
from handlers.digest.gather_reports import MISSING, NOT_DUE, Filing
from handlers.digest.gather_results import overall, scored
from handlers.digest.gathering import OBSTACLE_DAYS
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import local_day
from handlers.reminding.rhythm import Every
from handlers.shelf import FormShelf
from scoring.bands import BANDS
from storage import digest_cases, digest_people, digest_reports
from storage.digest_people import Where
from storage.visibility import Viewer

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

# Days since joining after which one who has not begun is asked in person rather than reminded. Our own choice.
NOT_STARTED_AFTER = 28
# So many reports in a row without one are a reason to talk; of daily ones a working week. Our own choice.
IN_A_ROW, DAILY_IN_A_ROW = 2, 5
# Of forms that are due once a month or less two must be missing, of the others one. Our own choice.
OFTEN, MOST_RARE = (Every.DAILY, Every.WEEKLY), 1
# What more than half have not sent, of so many people or more, is no one person's matter. Our own choice.
MOST_MISSING, OF_PEOPLE = 0.5, 5
# What a talk does not change is told beside another reason; the digest counts it for everybody.
BESIDE = frozenset({"workload"})
# How far back they are looked for: past any run of days off.
DAYS_BACK = {Every.DAILY: 45, Every.WEEKLY: 45, Every.MONTHLY: 100, Every.QUARTERLY: 290}
LONGEST_BACK = 800
EFFECTIVE = next(band.lower for band in BANDS if band.key == "efektif")


async def everybody(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, region: str, programme: str, at: datetime
) -> list[Companion]:
    """All companions whom the viewer may see by name."""
    people = await _crowd(conn, shelf, viewer, region, programme, at)
    return await _named(conn, viewer, people, range(len(people)))


async def by_programme(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, region: str, programme: str, at: datetime
) -> dict[str, int]:
    """How many companions work in each programme; who works in two counts in both."""
    people = await _crowd(conn, shelf, viewer, region, programme, at)
    found: Counter[str] = Counter()
    for number in people.programmes:
        found.update(people.programme_sets[number])
    return dict(found)


async def untouched(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, region: str, programme: str, at: datetime
) -> list[Companion]:
    """Those who have neither sent nor opened the competency form."""
    import numpy as np

    people = await _crowd(conn, shelf, viewer, region, programme, at)
    return await _named(conn, viewer, people, np.flatnonzero(people.untouched))


async def needs_talk(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, region: str, programme: str, at: datetime, zone: str
) -> list[NeedsTalk]:
    """Those with a reason to be called, each with all reasons in the order of ``figures.REASONS``; who waits first."""
    people = await _crowd(conn, shelf, viewer, region, programme, at)
    every = [int(one) for one in people.ids]
    today = local_day(at, zone)
    since = today - timedelta(days=OBSTACLE_DAYS - 1)
    wishes = await digest_people.wish_for_mentor(conn, viewer, every)
    missing = await _missing(conn, shelf, viewer, people, at, today)
    found: dict[str, Mapping[int, int]] = {
        "help_asked": await digest_reports.help_asked(conn, viewer, every, since, today),
        "case_waits": await digest_cases.late_by_person(conn, viewer, every, at),
        "asks_mentor": dict.fromkeys(wishes, 0),
        "missing_twice": {person_id: len(forms) for person_id, forms in missing.items()},
        "not_started": _not_started(people, today),
        "below_effective": await _below_effective(conn, shelf, viewer, people),
        "workload": _by_id(people, people.kpm > OVERLOADED, lambda row: int(people.kpm[row])),
    }
    reasons = {
        person_id: told
        for person_id in every
        if (told := tuple((reason, found[reason][person_id]) for reason in REASONS if person_id in found[reason]))
        and not {reason for reason, _ in told} <= BESIDE
    }
    rows = [row for row, person_id in enumerate(every) if person_id in reasons]
    named = await _named(conn, viewer, people, rows)
    talks = [NeedsTalk(one, reasons[one.person_id], missing.get(one.person_id, ())) for one in named]
    return sorted(talks, key=lambda one: not one.waits)


async def _crowd(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, region: str, programme: str, at: datetime
) -> Crowd:
    return await crowd(conn, shelf, viewer, Where(region, programme), at, at)


async def _named(conn: AsyncConnection, viewer: Viewer, people: Crowd, rows: Iterable[int]) -> list[Companion]:
    by_id = {int(people.ids[row]): int(row) for row in rows}
    names = await digest_people.names(conn, viewer, by_id)
    last = await digest_reports.last_days(conn, viewer, by_id)
    found = []
    for person_id, name in names.items():
        row = by_id[person_id]
        province, _, _ = (place := people.places[people.place[row]]).partition(".")
        state = "finished" if people.finished_at[row] else "started" if people.begun[row] else "untouched"
        day = last.get(person_id)
        kpm = int(people.kpm[row])
        found.append(
            Companion(
                person_id,
                name,
                state,
                None if day is None else date.fromisoformat(day),
                None if kpm < 0 else kpm,
                province,
                place if "." in place else "",
            )
        )
    return sorted(found, key=lambda one: (one.name.casefold(), one.person_id))


def _by_id(people: Crowd, mask: Array, number: Callable[[int], int]) -> dict[int, int]:
    import numpy as np

    return {int(people.ids[row]): number(int(row)) for row in np.flatnonzero(mask)}


def _not_started(people: Crowd, today: date) -> dict[int, int]:
    since = today.toordinal() - people.joined_day
    return _by_id(people, people.untouched & (since >= NOT_STARTED_AFTER), lambda row: int(since[row]))


async def _below_effective(conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, people: Crowd) -> dict[int, int]:
    """Only of those whose results the viewer may see one by one."""
    if not people.may_see.any():
        return {}
    results = await scored(conn, shelf, viewer, people, 0)
    if results is None:
        return {}
    percents = overall(results, len(people))
    return _by_id(people, people.may_see & (percents < EFFECTIVE), lambda _: 0)


async def _missing(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, people: Crowd, at: datetime, today: date
) -> dict[int, tuple[str, ...]]:
    """Of which forms the last reports that were due have not come, so many in a row: those due often first."""
    import numpy as np

    filing = await Filing.begin(conn, shelf, await almanacs.load(conn), people, at)
    often: dict[int, list[str]] = {}
    rare: dict[int, list[str]] = {}
    for form_id, rhythm in filing.rhythms.items():
        back = timedelta(days=DAYS_BACK.get(rhythm.every, LONGEST_BACK))
        wanted = DAILY_IN_A_ROW if rhythm.every is Every.DAILY else IN_A_ROW
        await filing.read(conn, viewer, form_id, today - back, today)
        due, missing = np.zeros((2, len(people)), dtype=np.int64)
        for outcome in reversed(list(filing.outcomes(form_id, today - back, today))):
            counts = (outcome.what != NOT_DUE) & (due < wanted)
            due += counts
            missing += counts & (outcome.what == MISSING)
        forms, asked, none = often if rhythm.every in OFTEN else rare, due == wanted, missing == wanted
        if asked.sum() >= OF_PEOPLE and none.sum() > MOST_MISSING * asked.sum():
            continue
        for row in np.flatnonzero(none):
            forms.setdefault(int(people.ids[row]), []).append(form_id)
    return {
        person_id: (*often.get(person_id, ()), *rare.get(person_id, ()))
        for person_id in {*often, *rare}
        if person_id in often or len(rare[person_id]) > MOST_RARE
    }

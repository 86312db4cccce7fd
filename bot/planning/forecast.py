"""What the schedule will do, for the command line: `pendamping schedule preview`. Nothing is written.

Reminders come from `handlers.reminding.outlook`, which asks what the planner asks; tips and announcements are added
here, because their plans are made in the program.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.reminding import almanac as almanacs
from handlers.reminding import outlook
from handlers.reminding.almanac import Almanac, local_day
from handlers.reminding.outlook import PROVIDERS, Planned
from handlers.shelf import FormShelf
from locales.formats import DEFAULT_ZONE, ZONE_NAMES
from storage import announcements, audience, people
from storage.database import Database

# A preview of more than this would be read by nobody.
MOST_DAYS = 92
# What the reasons of a preview mean, by kind: the words of `Planned.why`, in the order in which they are explained.
MEANINGS = {
    "reminder": {
        "due:0": "ahead of the due day",
        "due:1": "due that day",
        "due:2": "up to three days past it",
        "due:3": "longer past it",
        "unfinished": "never finished, no due day",
        "draft": "begun and not sent",
        "asked": "to be reminded again, by the person",
    },
    "tip": {
        "weekly": "the tip of the week",
        "biweekly": "the tip of every second week",
        "tried": "whether a tip that was found useful has been tried",
    },
    "digest": {
        "weekly": "the digest of the week",
        "biweekly": "the digest of every second week",
        "monthly": "the digest of a month's first week",
    },
    "mentor": {"week": "the word of a week to one of a learning pair"},
    "announcement": {"duty": "to all whom it is for", "news": "to those of them who have not switched news off"},
}


async def forecast(
    database: Database, shelf: FormShelf, start: date, end: date, *, now: datetime, person_id: int | None = None
) -> AsyncIterator[Planned]:
    """Everything that would go on the readers' local days `start` to `end`, as things stand now; in no order."""
    async with database.reading() as connection:
        almanac = await almanacs.load(connection)
        async for planned in outlook.everything(connection, shelf, almanac, now, start, end, person_id=person_id):
            yield planned


async def preview(
    database: Database,
    shelf: FormShelf,
    start: date,
    end: date,
    *,
    now: datetime,
    person_id: int | None = None,
    as_json: bool = False,
) -> list[str]:
    """The lines of `pendamping schedule preview`, by time; below them their number, and what the reasons mean.

    ValueError for days that cannot be previewed, and for the number of a person whom there is not.
    """
    if end < start:
        raise ValueError(f"--to {end} is before --from {start}: turn them round")
    if (end - start).days >= MOST_DAYS:
        raise ValueError(f"{start} to {end} are more than {MOST_DAYS} days: ask for fewer")
    if person_id is not None:
        async with database.reading() as connection:
            if await people.person_by_id(connection, person_id) is None:
                raise ValueError(
                    f"there is no person with the number {person_id}: leave --person out to see who there is"
                )
    found = [one async for one in forecast(database, shelf, start, end, now=now, person_id=person_id)]
    found.sort(key=lambda one: (one.at, one.person_id or 0, one.kind))
    if as_json:
        return [json.dumps(_as_json(one), ensure_ascii=False) for one in found]
    lines = [_line(one) for one in found]
    messages = _counted(sum(one.people for one in found), "message", "messages")
    return [*lines, f"{messages} from {start} to {end}, if nothing changes until then", *_legend(found)]


def _line(one: Planned) -> str:
    local = one.at.astimezone(ZoneInfo(one.zone))
    whom = _counted(one.people, "person", "people") if one.person_id is None else f"{one.person_id} {one.name}".rstrip()
    when = f"{local:%Y-%m-%d %H.%M} {ZONE_NAMES.get(one.zone, one.zone)}"
    return f"{when}  {one.kind:<12}  {whom}  ({one.why})"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _legend(found: Iterable[Planned]) -> list[str]:
    """A line that says what the reasons above it mean, those that occur; none where there are none."""
    there = {(one.kind, word) for one in found for word in one.why.replace(",", "").split()}
    said = [
        f"{word} = {says}" for kind, words in MEANINGS.items() for word, says in words.items() if (kind, word) in there
    ]
    return [f"Reasons: {'; '.join(said)}"] if said else []


def _as_json(one: Planned) -> dict[str, object]:
    return {
        "at": one.at.astimezone(UTC).isoformat(),
        "local": one.at.astimezone(ZoneInfo(one.zone)).isoformat(),
        "person": one.person_id,
        "name": one.name,
        "kind": one.kind,
        "why": one.why,
        "people": one.people,
    }


async def scheduled_announcements(
    conn: AsyncConnection, shelf: FormShelf, almanac: Almanac, now: datetime, start: date, end: date
) -> Iterable[Planned]:
    """Announcements that wait for their time, each with the number of its people; local ones by western time."""
    found = []
    for one in await announcements.open_ones(conn):
        if one.state != "scheduled" or one.send_at is None:
            continue
        at = one.send_at
        if one.local:
            at = one.send_at.replace(tzinfo=ZoneInfo(DEFAULT_ZONE)).astimezone(UTC)
        # The eastern zones reach a wall time up to two hours earlier; the day is the same.
        if start <= local_day(at, DEFAULT_ZONE) <= end and at > now - timedelta(hours=2):
            people = await audience.count(conn, one.audience)
            kind = "duty" if one.duty else "news"
            found.append(Planned(at, DEFAULT_ZONE, None, "", "announcement", f"{kind}, number {one.id}", people))
    return found


PROVIDERS["announcement"] = scheduled_announcements

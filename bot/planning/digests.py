"""Plans the digests: to each coordinator one for each duty, to admins the country's, in the rhythm that they chose.

When one may go: `handlers.digest.rhythm`. A row holds for five days; what a stop of the program has kept
from going goes in the next hours of work. Planning twice is once: the key has the week that the digest is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.planning.reminders import Planning
from handlers.digest.rhythm import Occasion, Rhythm, occasion
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import Almanac, local_day
from handlers.reminding.outlook import PROVIDERS, Planned
from handlers.shelf import FormShelf
from locales.formats import DEFAULT_ZONE
from storage import digests_due, due, outbox
from storage.digests_due import KIND, Reader
from storage.outbox import Letter, Priority

# A row is written so long before it may go, not earlier: a day that is made a holiday until then still counts.
AHEAD = timedelta(hours=1)
# Who has more duties than that opens the others in the chat.
MOST_DUTIES = 5
# The most that one transaction of planning writes, in rows: taps wait for it.
CHUNK = 500
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class _Due:
    """One digest of one reader."""

    reader: Reader
    rhythm: Rhythm
    zone: str
    occasion: Occasion

    @property
    def key(self) -> str:
        one = self.reader
        return f"{KIND}:{one.person_id}:{one.region or '-'}:{one.programme or '-'}:{self.occasion.week}"

    def letter(self, now: datetime) -> Letter:
        one, found = self.reader, self.occasion
        data = {"region": one.region, "programme": one.programme, "week": found.week.isoformat()}
        return Letter(self.key, KIND, one.person_id, max(now, found.at), data, Priority.DIGEST, found.until)


async def plan(program: Planning, now: datetime) -> int:
    """Put into the outbox what is due at `now`, and what will be within `AHEAD`; gives the number of letters.

    May be run at any time, twice, and late.
    """
    async with program.database.reading() as connection:
        almanac = await almanacs.load(connection)
        found = [
            one
            for one in await _all(connection, program.shelf, almanac, now)
            if one.occasion.at - AHEAD <= now < one.occasion.until
        ]
        there = await due.letters_there(connection, [one.key for one in found], now)
    letters = [one.letter(now) for one in found if one.key not in there]
    for first in range(0, len(letters), CHUNK):
        async with program.database.writing() as connection:
            await outbox.add(connection, letters[first : first + CHUNK], now)
    return len(letters)


async def foretell(
    connection: AsyncConnection, shelf: FormShelf, almanac: Almanac, now: datetime, start: date, end: date
) -> list[Planned]:
    """What would go on the readers' local days `start` to `end`; `why` is the rhythm."""
    found: dict[str, Planned] = {}
    moment = now
    while (moment - _WEEK).date() <= end:
        for one in await _all(connection, shelf, almanac, moment):
            at = max(now, one.occasion.at)
            if now < one.occasion.until and start <= local_day(at, one.zone) <= end:
                reader = one.reader
                found[one.key] = Planned(at, one.zone, reader.person_id, reader.name or "", KIND, one.rhythm.every)
        moment += _WEEK
    there = await due.letters_there(connection, list(found), now)
    return [one for key, one in found.items() if there.get(key, "queued") == "queued"]


async def _all(connection: AsyncConnection, shelf: FormShelf, almanac: Almanac, at: datetime) -> list[_Due]:
    """The digests of the week in which `at` lies, and of the one before, which holidays may have moved into it."""
    found = []
    for _, duties in groupby(await digests_due.readers(connection), key=lambda one: one.person_id):
        for reader in list(duties)[:MOST_DUTIES]:
            found += list(_of_reader(reader, shelf, almanac, at))
    return found


def _of_reader(reader: Reader, shelf: FormShelf, almanac: Almanac, at: datetime) -> Iterable[_Due]:
    province = reader.province or reader.region.partition(".")[0] or None
    zone = shelf.zone_of(province) if province else DEFAULT_ZONE
    rhythm = Rhythm.read(reader.chosen, reader.role)
    for moment in (at - _WEEK, at):
        one = occasion(rhythm, almanac.hours, local_day(moment, zone), zone, province)
        # Who joins later begins with the next one.
        if one is not None and reader.joined_at <= one.nominal:
            yield _Due(reader, rhythm, zone, one)


PROVIDERS[KIND] = foretell

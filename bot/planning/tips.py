"""Plans the tips: one a week (or every second) for who wants them, and later the question whether one was tried.

When in the week they may go: `handlers.tipping.occasions`. What a stop of the program has kept from going is made up
for within its week, never after it. A row holds until its span of allowed hours ends, so that nothing that had to wait
in the outbox comes at night; the next run plans it anew for the next span.

The question is asked once, of a tip that was found useful, and nobody has two of them open at a time. `outbox.forget`
must keep settled letters for `ASK_UNTIL_WEEKS` weeks: it is by their keys that a question is known to have been asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.logs import log
from bot.planning.reminders import Planning
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import Almanac
from handlers.reminding.outlook import PROVIDERS, Planned
from handlers.shelf import FormShelf
from handlers.tipping import TIP, TRIED, evidence
from handlers.tipping.occasions import SETTING, Occasion, Slot, question_occasion, tip_occasion
from handlers.tipping.rhythm import is_even
from locales.calendar import Hours
from locales.formats import DEFAULT_ZONE
from scoring.tips import ASK_TRIED_AFTER
from storage import day_settings, outbox, tips_due
from storage.outbox import Letter, Priority
from storage.tips_due import Due

_log = log("planning")

# A row is written so long before it may go, not earlier: a day that is made a holiday until then still counts.
AHEAD = timedelta(hours=1)
# In their first week people have enough that is new.
FIRST_AFTER = timedelta(days=7)
# After so many weeks a tip is no longer asked for: what was done then is forgotten.
ASK_UNTIL_WEEKS = 6
# A question that nobody answers is open so long; then another one may be asked.
OPEN_FOR = timedelta(weeks=4)
# The most that one transaction of planning writes, in rows: taps wait for it (some 40 ms).
CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Turn:
    """A week's turn of the people of some provinces ("" for those without one) in a zone, at a time of planning."""

    kind: str
    occasion: Occasion
    zone: str
    provinces: tuple[str, ...]
    now: datetime
    window: tuple[datetime, datetime]

    @property
    def at(self) -> datetime:
        return max(self.now, self.window[0])


async def plan(program: Planning, now: datetime) -> int:
    """Put into the outbox what is due at `now`, and what will be within `AHEAD`; gives the number of letters.

    May be run at any time, twice, and late. Its transactions are short: at most `CHUNK` rows each.
    """
    async with program.database.reading() as connection:
        hours = (await almanacs.load(connection)).hours
        turns = await _turns(connection, program.shelf, hours, now)
    planned = 0
    for turn in turns:
        after = 0
        while now >= turn.window[0] - AHEAD and await _is_anybody_left(program, turn, after):
            async with program.database.writing() as connection:
                due = await _due(connection, turn, after)
                letters = [_letter(turn, one) for one in _one_each(due)]
                await outbox.add(connection, letters, now)
            planned += len(letters)
            after = due[-1].person_id if due else after
    return planned


async def foretell(
    connection: AsyncConnection, shelf: FormShelf, almanac: Almanac, now: datetime, start: date, end: date
) -> list[Planned]:
    """What would go on the readers' local days `start` to `end`: what waits in the outbox, and what will be planned.

    `why` is the rhythm, or `tried` with the tip. No answer is guessed: a question is foretold of what was said so far.
    """
    found: list[Planned] = []
    asked: dict[int, list[tuple[datetime, str]]] = {}
    moment = now
    while (moment - timedelta(weeks=1)).date() <= end:
        for turn in await _turns(connection, shelf, almanac.hours, moment, now):
            day = turn.at.astimezone(ZoneInfo(turn.zone)).date()
            # Questions before `start` are looked at all the same: those of later depend on them.
            if day > end or (turn.kind == TIP and day < start):
                continue
            after = 0
            while due := await _due(connection, turn, after, waiting=True):
                for one in _one_each([each for each in due if _may_be_asked(each, turn, asked)]):
                    why = one.about
                    if turn.kind == TRIED:
                        asked.setdefault(one.person_id, []).append((turn.at, one.about))
                        why = f"{TRIED} {one.about}"
                    if day >= start:
                        found.append(Planned(turn.at, turn.zone, one.person_id, one.name or "", TIP, why))
                after = due[-1].person_id
        moment += timedelta(weeks=1)
    return found


async def _is_anybody_left(program: Planning, turn: _Turn, after: int) -> bool:
    """Looked for beside the writer: most runs find nobody, and hold up nobody."""
    async with program.database.reading() as connection:
        found = bool(await _due(connection, turn, after, most=1))
        if found and turn.kind == TIP and not after:
            # The letters of this round choose by what was said up to now.
            await evidence(program.shelf).refresh(connection)
        return found


async def _turns(
    connection: AsyncConnection, shelf: FormShelf, hours: Hours, at: datetime, now: datetime | None = None
) -> list[_Turn]:
    """The turns of the week in which `at` lies (in each zone its own), as far as they are not over at `now`."""
    now = now or at
    slot = await _slot(connection)
    provinces: dict[tuple[str, Occasion, str], list[str]] = {}
    for code in await tips_due.provinces(connection):
        zone = shelf.zone_of(code) if code else DEFAULT_ZONE
        day = at.astimezone(ZoneInfo(zone)).date()
        for kind, occasion_of in ((TIP, tip_occasion), (TRIED, question_occasion)):
            occasion = occasion_of(hours, day, zone, code or None, slot)
            if occasion is not None:
                provinces.setdefault((kind, occasion, zone), []).append(code)
    return [
        _Turn(kind, occasion, zone, tuple(codes), now, window)
        for (kind, occasion, zone), codes in provinces.items()
        if (window := occasion.window(now)) is not None
    ]


async def _slot(connection: AsyncConnection) -> Slot:
    stored = await day_settings.get(connection, SETTING)
    try:
        return Slot.of_setting(stored.value if stored else None)
    except ValueError as error:
        _log.warning("the slot of tips cannot be used, the usual one holds", says=str(error))
        return Slot()


async def _due(
    connection: AsyncConnection, turn: _Turn, after: int, *, most: int = CHUNK, waiting: bool = False
) -> list[Due]:
    """Who is to get the turn's letter and has not, from the id `after` on; see `storage.tips_due`."""
    if turn.kind == TIP:
        return await tips_due.tips(
            connection,
            week=turn.occasion.week,
            even=is_even(turn.occasion.week),
            provinces=turn.provinces,
            joined_until=turn.occasion.slot - FIRST_AFTER,
            now=turn.now,
            after=after,
            most=most,
            waiting=waiting,
        )
    return await tips_due.questions(
        connection,
        given_since=turn.at - timedelta(weeks=ASK_UNTIL_WEEKS),
        given_until=turn.at - timedelta(weeks=ASK_TRIED_AFTER),
        open_since=turn.at - OPEN_FOR,
        provinces=turn.provinces,
        now=turn.now,
        after=after,
        most=most,
        waiting=waiting,
    )


def _one_each(due: Iterable[Due]) -> list[Due]:
    """The first of each person: of several tips the one that they got first."""
    return [next(of_one) for _, of_one in groupby(due, key=lambda one: one.person_id)]


def _may_be_asked(one: Due, turn: _Turn, asked: Mapping[int, Sequence[tuple[datetime, str]]]) -> bool:
    """Whether the questions that are expected before leave room for this one; tips always have."""
    before = asked.get(one.person_id, ()) if turn.kind == TRIED else ()
    return all(tip != one.about and at <= turn.at - OPEN_FOR for at, tip in before)


def _letter(turn: _Turn, one: Due) -> Letter:
    opens, closes = turn.window
    if turn.kind == TIP:
        # An expired row keeps its key; the new one is named after its span, so that planning twice is once.
        key = tips_due.tip_key(one.person_id, turn.occasion.week, f"{opens:%d%H%M}" if one.again else "")
        data = {"week": turn.occasion.week}
    else:
        key, data = tips_due.question_key(one.person_id, one.about), {"tip": one.about}
    return Letter(key, turn.kind, one.person_id, turn.at, data, Priority.TIP, closes)


PROVIDERS[TIP] = foretell

"""Looks after pairs: a word a week, the look back after three months, the change once it is measured, and the end of
pairs that cannot go on (one has withdrawn, or is no companion any more) or never came about.

Safe to run at any time, twice, or late: letters have keys, and each step holds only in the state that it leads from.
What a stop of the program has kept from going in a pair's hours of the week is not made up for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.planning.reminders import Planning
from handlers.mentoring import letters, matching
from handlers.mentoring.figures import AFTER, changes
from handlers.mentoring.matching import SHORT_FORM
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import Almanac, local_day
from handlers.reminding.outlook import PROVIDERS, Planned
from handlers.shelf import FormShelf
from handlers.tipping.occasions import Occasion, Slot, tip_occasion
from locales.calendar import Hours
from locales.formats import DEFAULT_ZONE
from storage import due, mentor_pairs, mentors_due, outbox
from storage.mentor_pairs import ACTIVE, YES
from storage.mentors_due import Due
from storage.outbox import Letter

# When the week's word comes: to mentors on Monday, to those who learn on Tuesday (holidays move it).
SLOTS = {"mentor": Slot(1, time(9)), "mentee": Slot(2, time(9))}
# A letter is written so long before it may go, as for tips.
AHEAD = timedelta(hours=1)
# In the first days the two have just heard of each other.
FIRST_AFTER = timedelta(days=3)
LOOK_BACK_AFTER = timedelta(days=91)
# After the look back a word every fourth week is enough.
WEEKLY_FOR, THEN_EVERY = 13, 4
# A short form that was sent sooner after the beginning tells nothing of what the time together has changed.
MEASURED_AFTER = timedelta(days=60)
MEASURED_WITHIN = timedelta(days=365)
# Who has not answered by then is not waited for.
ANSWER_WITHIN = timedelta(days=14)
# The most that one transaction looks after.
CHUNK = 200


async def plan(program: Planning, now: datetime) -> int:
    """Do what is due at `now`; gives the number of letters."""
    count = 0
    for some in (_of_left, _of_unheard, _of_look_back, _of_measured):
        count += await _while_any(program, now, some)
    return count + await _of_week(program, now)


Step = Callable[[AsyncConnection, Planning, datetime, bool], Awaitable[tuple[int, list[Letter]]]]


async def _while_any(program: Planning, now: datetime, step: Step) -> int:
    """A handful at a time, as long as there is something: most of the time there is nothing to write."""
    count = 0
    while True:
        async with program.database.reading() as connection:
            found, _ = await step(connection, program, now, False)
        if not found:
            return count
        async with program.database.writing() as connection:
            _, posted = await step(connection, program, now, True)
            await outbox.add(connection, posted, now)
            count += len(posted)


async def _of_left(conn: AsyncConnection, program: Planning, now: datetime, act: bool) -> tuple[int, list[Letter]]:
    """Pairs that cannot go on: who is left of them is told, if they knew of it."""
    found = await mentors_due.left(conn, CHUNK)
    posted: list[Letter] = []
    for pair in found if act else []:
        await mentor_pairs.end(conn, pair.id, now)
        about = letters.OVER if pair.state == ACTIVE else letters.DECLINED
        readers = (pair.mentor, pair.mentee) if pair.decided_at is not None else ()
        posted += await letters.of_event(conn, program.shelf.zone_of, pair, about, readers, now)
    return len(found), posted


async def _of_unheard(conn: AsyncConnection, program: Planning, now: datetime, act: bool) -> tuple[int, list[Letter]]:
    """Pairs that one has not answered for: who said yes is told that it has not come about, and the coordinator."""
    found = await mentors_due.unheard(conn, now - ANSWER_WITHIN, CHUNK)
    posted: list[Letter] = []
    for pair in found if act else []:
        await mentor_pairs.end(conn, pair.id, now)
        said = {pair.mentor: pair.mentor_said, pair.mentee: pair.mentee_said}
        willing = [person for person, word in said.items() if word == YES]
        zone_of = program.shelf.zone_of
        posted += await letters.of_event(conn, zone_of, pair, letters.DECLINED, willing, now)
        posted += await letters.of_event(conn, zone_of, pair, letters.HEARD, [pair.decided_by], now)
    return len(found), posted


async def _of_look_back(conn: AsyncConnection, program: Planning, now: datetime, act: bool) -> tuple[int, list[Letter]]:
    """After three months both are asked what it was good for."""
    found = await mentors_due.to_look_back(conn, now - LOOK_BACK_AFTER, CHUNK)
    posted: list[Letter] = []
    for pair in found if act else []:
        await mentor_pairs.look_back(conn, pair.id, now)
        both = (pair.mentor, pair.mentee)
        posted += await letters.of_event(conn, program.shelf.zone_of, pair, letters.BACK, both, now)
    return len(found), posted


async def _of_measured(conn: AsyncConnection, program: Planning, now: datetime, act: bool) -> tuple[int, list[Letter]]:
    """The mentee has filled in the short form again: the change is kept, and told to them alone."""
    apart = MEASURED_AFTER // timedelta(microseconds=1)
    since = now - MEASURED_WITHIN
    found = await mentors_due.measured(conn, SHORT_FORM, apart_us=apart, since=since, most=CHUNK)
    posted: list[Letter] = []
    for pair, items, sent_at in found if act else []:
        after = matching.figures(items, pair.theme)
        change = changes(pair.baseline, {AFTER: after})
        outcome = {**pair.outcome, AFTER: after, "change": change, "measured_at": sent_at.isoformat()}
        await mentor_pairs.note(conn, pair.id, outcome)
        if change:
            posted += await letters.of_event(conn, program.shelf.zone_of, pair, letters.MEASURED, [pair.mentee], now)
    return len(found), posted


@dataclass(frozen=True, slots=True)
class _Word:
    """The word of a week for one of two: from when until when it may go."""

    pair_id: int
    week: str
    person_id: int
    name: str
    zone: str
    opens: datetime
    closes: datetime

    def letter(self, now: datetime) -> Letter:
        about = f"{letters.WEEK}:{self.week}"
        return letters.letter_to(self.pair_id, about, self.person_id, max(now, self.opens), self.closes)


class _Weeks:
    """When this week's words may go, by role, zone and province; each worked out once."""

    def __init__(self, shelf: FormShelf, hours: Hours, at: datetime) -> None:
        self.at = at
        self._shelf = shelf
        self._hours = hours
        self._known: dict[tuple[str, str, str], Occasion | None] = {}

    def words(self, pair: Due) -> Iterator[_Word]:
        """The words of the week in which `at` lies for a pair."""
        sides = (
            ("mentor", pair.mentor, pair.mentor_name, pair.mentor_province),
            ("mentee", pair.mentee, pair.mentee_name, pair.mentee_province),
        )
        for role, person, name, province in sides:
            zone = self._shelf.zone_of(province) if province else DEFAULT_ZONE
            occasion = self._occasion(role, zone, province)
            if occasion is not None and _has_word(pair, occasion.windows[0][0]):
                yield _Word(pair.pair_id, occasion.week, person, name, zone, *occasion.windows[0])

    def _occasion(self, role: str, zone: str, province: str) -> Occasion | None:
        key = (role, zone, province)
        if key not in self._known:
            day = local_day(self.at, zone)
            self._known[key] = tip_occasion(self._hours, day, zone, province or None, SLOTS[role])
        return self._known[key]


def _has_word(pair: Due, at: datetime) -> bool:
    """Whether the pair's rhythm has a word in the week of `at`."""
    number = (at - pair.begun_at) // timedelta(weeks=1)
    return at - pair.begun_at >= FIRST_AFTER and (number < WEEKLY_FOR or number % THEN_EVERY == 0)


async def _of_week(program: Planning, now: datetime) -> int:
    """A word for each of the two, in the first span of hours that the week has for it."""
    count, after = 0, 0
    async with program.database.reading() as connection:
        weeks = _Weeks(program.shelf, (await almanacs.load(connection)).hours, now)
    while True:
        async with program.database.reading() as connection:
            pairs = await mentors_due.active(connection, now, after=after, most=CHUNK)
            words = [word for pair in pairs for word in weeks.words(pair)]
            found = [word.letter(now) for word in words if word.opens - AHEAD <= now < word.closes]
            there = await due.letters_there(connection, [letter.key for letter in found], now)
        new = [letter for letter in found if letter.key not in there]
        if new:
            async with program.database.writing() as connection:
                await outbox.add(connection, new, now)
            count += len(new)
        if len(pairs) < CHUNK:
            return count
        after = pairs[-1].pair_id


async def foretell(
    connection: AsyncConnection, shelf: FormShelf, almanac: Almanac, now: datetime, start: date, end: date
) -> list[Planned]:
    """The weekly words that would go on the readers' local days `start` to `end`, as things stand now."""
    found: dict[str, Planned] = {}
    moment = now
    while (moment - timedelta(weeks=1)).date() <= end:
        weeks, after = _Weeks(shelf, almanac.hours, moment), 0
        while pairs := await mentors_due.active(connection, now, after=after, most=CHUNK):
            for word in (word for pair in pairs for word in weeks.words(pair)):
                at = max(now, word.opens)
                if now < word.closes and start <= local_day(at, word.zone) <= end:
                    key = word.letter(now).key
                    found[key] = Planned(at, word.zone, word.person_id, word.name, letters.KIND, letters.WEEK)
            after = pairs[-1].pair_id
        moment += timedelta(weeks=1)
    there = await due.letters_there(connection, list(found), now)
    return [one for key, one in found.items() if there.get(key, "queued") == "queued"]


PROVIDERS[letters.KIND] = foretell

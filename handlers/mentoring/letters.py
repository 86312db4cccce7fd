"""Letters about pairs: who is written to when something happens, and when.

Every letter is of the kind "mentor" and has the key `mentor:{pair}:{about}:{reader}` (the weekly ones with the week),
so that posting twice is posting once. Its words are found when it goes out (`handlers.mentoring.letter_words`), by what
is true then. None tells one of the two what the other has scored, nor lets it be guessed.

Buttons under the letters: `l:men:{verb}:{pair}[:{week}]`, see `handlers.mentoring.by_letter`. All of it can wait: the
letters keep the hours of reminders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.mentoring import matching
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import REMINDER
from handlers.turn import Turn
from locales.formats import DEFAULT_ZONE
from storage import mentor_pairs, people
from storage.mentor_pairs import ACTIVE, ASKED, NO, PROPOSED, Pair
from storage.outbox import Letter, Priority

KIND: Final = "mentor"
PREFIX: Final = "l:men"
# What a letter is about.
QUESTION, BEGUN, DECLINED, OVER, HEARD = "question", "begun", "declined", "over", "heard"
WEEK, BACK, MEASURED = "week", "back", "measured"

ZoneOf = Callable[[str], str]


async def of_event(
    conn: AsyncConnection, zone_of: ZoneOf, pair: Pair, about: str, readers: Iterable[int | None], at: datetime
) -> list[Letter]:
    """The letters of one happening, to companions and coordinators who are still there."""
    hours = (await almanacs.load(conn)).hours
    found = []
    for reader in readers:
        one = await people.person_by_id(conn, reader) if reader is not None else None
        if one is not None and one.consent is not None:
            province = one.province or None
            zone = zone_of(province) if province else DEFAULT_ZONE
            found.append(letter_to(pair.id, about, one.id, hours.next_moment(at, zone, province, REMINDER)))
    return found


def letter_to(pair_id: int, about: str, reader: int, moment: datetime, until: datetime | None = None) -> Letter:
    """One letter. `about`: as above, or `week:2026-W48` for a weekly one."""
    key = f"{KIND}:{pair_id}:{about}:{reader}"
    return Letter(key, KIND, reader, moment, {"pair": pair_id, "about": about}, Priority.REMINDER, until)


async def post(turn: Turn, pair: Pair, about: str, *readers: int | None) -> None:
    """Post the letters of what has just happened."""
    connection = await turn.work.connection()
    for letter in await of_event(connection, turn.shelf.zone_of, pair, about, readers, turn.at):
        await turn.post(letter)


async def answer(turn: Turn, pair: Pair, said: str) -> bool:
    """One of the two says whether they are willing, and what follows from it; False where that was settled before."""
    connection = await turn.work.connection()
    if not await mentor_pairs.say(connection, pair, turn.person.id, said):
        return False
    if said == NO:
        # Whether the other had said anything yet makes no difference to them.
        await post(turn, pair, DECLINED, pair.other(turn.person.id))
        await post(turn, pair, HEARD, pair.decided_by)
    elif await mentor_pairs.begin(connection, pair.id, await matching.baseline(turn, pair), turn.at):
        await post(turn, pair, BEGUN, pair.mentor, pair.mentee)
        await post(turn, pair, HEARD, pair.decided_by)
    return True


async def end(turn: Turn, pair: Pair) -> bool:
    """The pair is over by the will of who acts; those who know of it are told, each neutrally."""
    if not await mentor_pairs.end(await turn.work.connection(), pair.id, turn.at):
        return False
    told = [one for one in (pair.mentor, pair.mentee) if one != turn.person.id and pair.state != PROPOSED]
    await post(turn, pair, OVER if pair.state == ACTIVE else DECLINED, *told)
    return True


async def leaving(turn: Turn) -> None:
    """The person is about to erase the own data, and the pairs with them: who knew of one is told that it is over."""
    connection = await turn.work.connection()
    for pair in await mentor_pairs.of_person(connection, turn.viewer, turn.person.id):
        if pair.state in (ASKED, ACTIVE):
            await end(turn, pair)

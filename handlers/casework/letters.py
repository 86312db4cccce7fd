"""Letters about cases: who is written to when something happens, and when.

Each function here posts all letters of one happening, within the turn that makes it happen (or, for what the program
does by itself, gives them to be posted). Every letter is of the kind "case" and has the key
`case:{case}:{message or event}:{reader}`, so that posting twice is posting once. Its words are found when it goes out
(`handlers.casework.letter_words`), by what is true then, and only for who may see the case then.

Buttons under the letters: `l:case:{verb}:{case}:{message}`, with the verbs

- `read`: the case, below; of a restricted case only its heading, before it is opened;
- `reply`: the same, and the next words or file are the reply;
- `take`: the case becomes the reader's;
- `name`: (admins) to the naming of people for restricted cases.

`message` is the id of what the letter brings, 0 for none. A letter may be a photo or a recording with words below it:
give it other buttons (`turn.relabel`), never other words. A letter of a restricted case has no content and only `read`.

When: an urgent case ("segera") passes the quiet hours, the others wait for the morning; see `deadlines.first_moment`.
Letters about what does not go on are in `handlers.casework.late_letters`.
A message with a file goes when the file is kept (`bot.attachments` calls `kept`): nobody is sent the original with what
it tells of place and phone. Where it cannot be had, `lost` tells the writer, and the reader gets the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.casework.deadlines import ZoneOf, first_moment
from handlers.turn import Turn
from storage import cases, outbox, people
from storage.cases import WAITING, Case, Message
from storage.outbox import Letter, Priority
from storage.people import Person
from storage.visibility import PROGRAM

KIND: Final = "case"
PREFIX: Final = "l:case"
READ, REPLY, TAKE, NAME = "read", "reply", "take", "name"
# What a letter is about.
OPENED, RELEASED, TAKEN, HANDED, ESCALATED = "opened", "released", "taken", "handed", "escalated"
SAID, ASKED, CLOSED, REOPENED = "said", "asked", "closed", "reopened"
UNNAMED, LOST, WAITS, RECALLED = "unnamed", "lost", "waits", "recalled"
TAKEN_OVER, ERASED = "taken-over", "erased"


async def opened(turn: Turn, case: Case) -> None:
    """A new case: to all who are to answer it; where nobody is named for a restricted one, admins learn only that."""
    connection = await turn.work.connection()
    await _post(turn, await of_new(connection, turn.shelf.zone_of, case, turn.at))


async def said(turn: Turn, case: Case, message: Message, *, asked: bool = False) -> None:
    """A message, also that of an answer, or of a question (`asked`): to the other side. One with a file goes when that
    is kept. Who had the case in hand before learns who has it now.
    """
    await _taken_over(turn, case)
    if message.attachment is not None and message.attachment.state == "wanted":
        return
    connection = await turn.work.connection()
    await _post(turn, await of_message(connection, turn.shelf.zone_of, case, message, turn.at, asked=asked))


async def taken(turn: Turn, case: Case) -> None:
    """Somebody has it in hand now: the companion learns who, and so does who had it before."""
    await _tell(turn, case, TAKEN, [case.person_id])
    await _taken_over(turn, case)


async def released(turn: Turn, case: Case) -> None:
    """Nobody has it in hand any more: all who are to answer it learn that."""
    await _tell(turn, case, RELEASED, [one.id for one in await desk(await turn.work.connection(), case)])


async def handed_over(turn: Turn, case: Case) -> None:
    """It has another holder: they and the companion learn it."""
    await _tell(turn, case, HANDED, [case.holder, case.person_id])


async def closed(turn: Turn, case: Case) -> None:
    """It is at its end: the other side learns of it, the companion with its outcome and lesson; of a case that nobody
    has in hand, or that went up unheard, all who were asked to answer it.
    """
    if turn.person.id != case.person_id:
        await _tell(turn, case, CLOSED, [case.person_id])
        await _taken_over(turn, case)
        return
    connection = await turn.work.connection()
    holder = await cases.in_charge(connection, case)
    readers = [holder] if holder is not None else []
    if holder is None or await cases.went_unheard(connection, case.id):
        readers += await cases.told(connection, case)
    await _tell(turn, case, CLOSED, [one.id for one in readers])


async def reopened(turn: Turn, case: Case) -> None:
    """It goes on: the other side learns of it."""
    if turn.person.id != case.person_id:
        await _tell(turn, case, REOPENED, [case.person_id])
    else:
        await _tell(turn, case, REOPENED, [one.id for one in await desk(await turn.work.connection(), case)])


async def erased(turn: Turn) -> int:
    """The companion is about to erase the own data, and the cases with them: who has them in hand, or was asked to
    answer, learns their numbers and nothing else. Gives how many cases go on.
    """
    connection = await turn.work.connection()
    found: list[Letter] = []
    going_on = await going_on_of(turn)
    for case in going_on:
        holder = await cases.in_charge(connection, case)
        readers = [holder] if holder is not None else await cases.told(connection, case)
        found += await letters_to(connection, turn.shelf.zone_of, case, ERASED, 0, readers, turn.at)
    await _post(turn, found)
    return len(going_on)


async def going_on_of(turn: Turn) -> list[Case]:
    """The person's own cases that are not closed."""
    connection = await turn.work.connection()
    count = await cases.own_count(connection, turn.viewer)
    return await cases.own(connection, turn.viewer, most=count) if count else []


async def desk(conn: AsyncConnection, case: Case) -> list[Person]:
    """Who is written to on the coordinators' side: the holder, or all who are to answer while nobody holds it, or who
    does cannot be reached or may not see it any more.
    """
    holder = await cases.in_charge(conn, case)
    return [holder] if holder is not None else await cases.responsible(conn, case)


async def of_new(conn: AsyncConnection, zone_of: ZoneOf, case: Case, at: datetime) -> list[Letter]:
    """The letters of a case that is there for anybody to take, to all who are to answer it: once for each time that it
    was opened or given back.
    """
    event = await cases.offered_event(conn, case.id)
    readers = await cases.responsible(conn, case)
    if readers:
        return await letters_to(conn, zone_of, case, OPENED, event, readers, at)
    if not case.restricted:
        return []
    return await letters_to(conn, zone_of, case, UNNAMED, event, await cases.admins(conn, case), at)


async def of_message(
    conn: AsyncConnection, zone_of: ZoneOf, case: Case, message: Message, at: datetime, *, asked: bool
) -> list[Letter]:
    """The letters that bring a message to the other side (and to the holder what another of the desk has written)."""
    readers: list[Person] = []
    if message.author == case.person_id:
        readers = await desk(conn, case)
    else:
        for reader in (case.person_id, case.holder):
            found = await people.person_by_id(conn, reader) if reader is not None else None
            readers += [found] if found is not None else []
    readers = [one for one in readers if one.id != message.author]
    return await letters_to(conn, zone_of, case, ASKED if asked else SAID, message.id, readers, at)


async def kept(conn: AsyncConnection, zone_of: ZoneOf, message_id: int, at: datetime) -> list[Letter]:
    """The file of a message is kept: its letters, which have waited for it."""
    message = await cases.message(conn, PROGRAM, message_id)
    case = await cases.get(conn, PROGRAM, message.case_id) if message is not None else None
    if message is None or case is None:
        return []
    asked = case.state == WAITING and message.author != case.person_id
    return await of_message(conn, zone_of, case, message, at, asked=asked)


async def lost(conn: AsyncConnection, zone_of: ZoneOf, message_id: int, at: datetime) -> list[Letter]:
    """The file of a message cannot be had: its writer is told, its readers get the words that came with it."""
    message = await cases.message(conn, PROGRAM, message_id)
    case = await cases.get(conn, PROGRAM, message.case_id) if message is not None else None
    if message is None or case is None or message.author is None:
        return []
    writer = await people.person_by_id(conn, message.author)
    told = [writer] if writer is not None else []
    return [
        *await letters_to(conn, zone_of, case, LOST, message.id, told, at),
        *await kept(conn, zone_of, message_id, at),
    ]


async def _taken_over(turn: Turn, case: Case) -> None:
    """Somebody has just taken the case over from another, by whatever they did with it: that one is told."""
    event = await cases.last_event(await turn.work.connection(), case.id)
    message = await cases.message(await turn.work.connection(), PROGRAM, event) if event else None
    if message is None or message.author != turn.person.id or message.at != turn.at:
        return
    word, former = message.event
    if former and word in ("taken", "asked", "answered", "closed"):
        await _tell(turn, case, TAKEN_OVER, [former])


async def _tell(turn: Turn, case: Case, about: str, readers: Iterable[int | None]) -> None:
    """Letters about what has just happened, but not to who did it."""
    connection = await turn.work.connection()
    wanted = [reader for reader in dict.fromkeys(readers) if reader is not None and reader != turn.person.id]
    found = [person for one in wanted if (person := await people.person_by_id(connection, one)) is not None]
    event = await cases.last_event(connection, case.id)
    await _post(turn, await letters_to(connection, turn.shelf.zone_of, case, about, event, found, turn.at))


async def letters_to(
    conn: AsyncConnection,
    zone_of: ZoneOf,
    case: Case,
    about: str,
    number: int,
    readers: Iterable[Person],
    at: datetime,
    *,
    hours: str = "",
) -> list[Letter]:
    """One to each reader about something (`number`: of the message or event), at a moment that suits them. `hours`: by
    which of the file's; "" by the case's urgency.
    """
    found = {}
    for reader in readers:
        moment = await first_moment(conn, zone_of, reader.province, hours or case.urgency, at)
        # Who is told that nobody is named may be the one who is named then.
        of = f"{number}.{about}" if about in (UNNAMED, LOST, WAITS, ERASED) else str(number)
        found[reader.id] = letter_to(case, about, number, reader, moment, of)
    return list(found.values())


def letter_to(case: Case, about: str, number: int, reader: Person, moment: datetime, of: str) -> Letter:
    """One letter at a moment; `of`: how what it is about is told apart from others in its key."""
    key = f"{KIND}:{case.id}:{of}:{reader.id}"
    return Letter(key, KIND, reader.id, moment, {"case": case.id, "message": number, "about": about}, Priority.CASE)


async def _post(turn: Turn, found: list[Letter]) -> None:
    if found:
        await outbox.add(await turn.work.connection(), found, turn.at)
        turn.work.posted = True

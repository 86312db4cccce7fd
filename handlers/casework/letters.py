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
from storage.cases import TOP, WAITING, Case, Message
from storage.outbox import Letter, Priority
from storage.people import Person
from storage.visibility import PROGRAM

KIND: Final = "case"
PREFIX: Final = "l:case"
READ, REPLY, TAKE, NAME = "read", "reply", "take", "name"
# What a letter is about.
OPENED, RELEASED, TAKEN, HANDED, ESCALATED = "opened", "released", "taken", "handed", "escalated"
SAID, ASKED, CLOSED, REOPENED = "said", "asked", "closed", "reopened"
UNNAMED, LOST, WAITS = "unnamed", "lost", "waits"


async def opened(turn: Turn, case: Case) -> None:
    """A new case: to all who are to answer it; where nobody is named for a restricted one, admins learn only that."""
    connection = await turn.work.connection()
    await _post(turn, await of_new(connection, turn.shelf.zone_of, case, turn.at))


async def said(turn: Turn, case: Case, message: Message, *, asked: bool = False) -> None:
    """A message, also that of an answer, or of a question (`asked`): to the other side. One with a file goes when that
    is kept.
    """
    if message.attachment is not None and message.attachment.state == "wanted":
        return
    connection = await turn.work.connection()
    await _post(turn, await of_message(connection, turn.shelf.zone_of, case, message, turn.at, asked=asked))


async def taken(turn: Turn, case: Case) -> None:
    """Somebody has it in hand now: the companion learns who."""
    await _tell(turn, case, TAKEN, [case.person_id])


async def released(turn: Turn, case: Case) -> None:
    """Nobody has it in hand any more: all who are to answer it learn that."""
    await _tell(turn, case, RELEASED, [one.id for one in await desk(await turn.work.connection(), case)])


async def handed_over(turn: Turn, case: Case) -> None:
    """It has another holder: they and the companion learn it."""
    await _tell(turn, case, HANDED, [case.holder, case.person_id])


async def closed(turn: Turn, case: Case) -> None:
    """It is at its end: the other side learns of it, the companion with its outcome and lesson."""
    await _tell(turn, case, CLOSED, [case.holder if turn.person.id == case.person_id else case.person_id])


async def reopened(turn: Turn, case: Case) -> None:
    """It goes on: the other side learns of it."""
    if turn.person.id != case.person_id:
        await _tell(turn, case, REOPENED, [case.person_id])
    else:
        await _tell(turn, case, REOPENED, [one.id for one in await desk(await turn.work.connection(), case)])


async def desk(conn: AsyncConnection, case: Case) -> list[Person]:
    """Who is written to on the coordinators' side: the holder, or all who are to answer while nobody holds it, or who
    does cannot be reached.
    """
    holder = await people.person_by_id(conn, case.holder) if case.holder is not None else None
    if holder is None or holder.consent is None or holder.blocked_at is not None or holder.role == "companion":
        return await cases.responsible(conn, case)
    return [holder]


async def of_new(conn: AsyncConnection, zone_of: ZoneOf, case: Case, at: datetime) -> list[Letter]:
    """The letters of a new case to all who are to answer it, by its first event."""
    event = await cases.first_event(conn, case.id)
    readers = await cases.responsible(conn, case)
    if readers:
        return await _letters(conn, zone_of, case, OPENED, event, readers, at)
    if not case.restricted:
        return []
    return await _letters(conn, zone_of, case, UNNAMED, event, await cases.admins(conn, case), at)


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
    return await _letters(conn, zone_of, case, ASKED if asked else SAID, message.id, readers, at)


async def of_escalation(
    conn: AsyncConnection, zone_of: ZoneOf, case: Case, event: Message, at: datetime
) -> list[Letter]:
    """A deadline is over: to all who are to answer now, the holder and the companion; at the last level to admins too,
    who of a restricted case learn only that somebody must be named, if nobody is.
    """
    readers = await cases.responsible(conn, case)
    if case.holder is not None and (holder := await people.person_by_id(conn, case.holder)) is not None:
        readers = [*readers, holder]
    nobody = not readers
    if case.level == TOP and not case.restricted:
        readers = [*readers, *await cases.admins(conn, case)]
    companion = await people.person_by_id(conn, case.person_id)
    readers += [companion] if companion is not None else []
    found = await _letters(conn, zone_of, case, ESCALATED, event.id, readers, at)
    if nobody and case.restricted:
        found += await _letters(conn, zone_of, case, UNNAMED, event.id, await cases.admins(conn, case), at)
    return found


async def of_waiting(conn: AsyncConnection, zone_of: ZoneOf, case: Case, at: datetime) -> list[Letter]:
    """The companion was asked and has not answered: called to mind once for each time that they were asked."""
    companion = await people.person_by_id(conn, case.person_id)
    event = await cases.last_event(conn, case.id)
    return await _letters(conn, zone_of, case, WAITS, event, [companion] if companion is not None else [], at)


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
        *await _letters(conn, zone_of, case, LOST, message.id, told, at),
        *await kept(conn, zone_of, message_id, at),
    ]


async def _tell(turn: Turn, case: Case, about: str, readers: Iterable[int | None]) -> None:
    """Letters about what has just happened, but not to who did it."""
    connection = await turn.work.connection()
    wanted = [reader for reader in dict.fromkeys(readers) if reader is not None and reader != turn.person.id]
    found = [person for one in wanted if (person := await people.person_by_id(connection, one)) is not None]
    event = await cases.last_event(connection, case.id)
    await _post(turn, await _letters(connection, turn.shelf.zone_of, case, about, event, found, turn.at))


async def _letters(
    conn: AsyncConnection,
    zone_of: ZoneOf,
    case: Case,
    about: str,
    number: int,
    readers: Iterable[Person],
    at: datetime,
) -> list[Letter]:
    found = {}
    for reader in readers:
        moment = await first_moment(conn, zone_of, reader.province, case.urgency, at)
        # Who is told that nobody is named may be the one who is named then.
        of = f"{number}.{about}" if about in (UNNAMED, LOST, WAITS) else str(number)
        key = f"{KIND}:{case.id}:{of}:{reader.id}"
        data = {"case": case.id, "message": number, "about": about}
        found[key] = Letter(key, KIND, reader.id, moment, data, Priority.CASE)
    return list(found.values())


async def _post(turn: Turn, found: list[Letter]) -> None:
    if found:
        await outbox.add(await turn.work.connection(), found, turn.at)
        turn.work.posted = True

"""A country's companions in a database, an announcement to all of them, and what became of it by both books."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.playground import Playground
from bot.playground.world import FIRST_CROWD_ID
from bot.running import ADMIN
from handlers.announcing.content import TEXT, Content
from handlers.announcing.copies import ACK
from handlers.announcing.dispatch import ONE
from handlers.announcing.kept import Kept, to_json
from handlers.shelf import FormShelf
from handlers.welcome import CONSENT_FORM
from storage import announcements, people, schema
from storage.announcement_copies import COPY

# As many companions as study 003 counts in the country; all of them are written to.
EVERYBODY = 32_472
# Of each zone one: western, central and eastern Indonesia.
PROVINCES = ("13", "51", "94")
PER_SECOND = 30.0
MARKER = "Notice"
LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)
_WORDS = (
    "Until the end of this month every companion checks the data of the families in their care. "
    "Where a family has moved, or a child has changed school, please say so in the form below; it takes five minutes. "
    "Who has no signal in the village may do so later: nothing is lost, and nobody is asked twice. "
    "Questions go to the coordinator of your regency."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one announcement, by the playground's own record.

    `rate_used`: messages a second between the first and the last of it, of all messages in that time, by what is
    allowed. `missing`: readers without a copy; `doubled`: copies that a reader had already; `disagreeing`: readers of
    whom the database says something else than the playground.
    """

    readers: int
    delivered: int
    missing: int
    doubled: int
    disagreeing: int
    books: dict[str, int]
    too_many: int
    most_in_one_second: int
    seconds: float
    rate_used: float


async def settle(connection: AsyncConnection, shelf: FormShelf, count: int, first_id: int = FIRST_CROWD_ID) -> None:
    """An admin, and that many companions with a consent in force, in the three zones."""
    version = shelf.current(CONSENT_FORM).version
    rows = [_person(1, ADMIN.user_id, "admin", "31", version)]
    rows += [_person(n + 2, first_id + n, "companion", PROVINCES[n % 3], version) for n in range(count)]
    consents = [
        {"person_id": p["id"], "version": version, "language": "id", "accepted": True, "at": LONG_AGO} for p in rows
    ]
    await connection.execute(insert(schema.person), rows)
    await connection.execute(insert(schema.chat), [{"person_id": p["id"], "place": "menu"} for p in rows])
    await connection.execute(insert(schema.consent), consents)


def _person(number: int, telegram_id: int, role: str, province: str, consent: str) -> dict[str, Any]:
    return {
        "id": number,
        "telegram_id": telegram_id,
        "language": "id",
        "role": role,
        "province": province,
        "joined_at": LONG_AGO,
        "consent": consent,
    }


def marker(name: str) -> str:
    """What stands in each copy of the announcement of this name, and nowhere else (its first words are its title)."""
    return f"{MARKER} {name}"


def words(name: str) -> str:
    """What it says, without the signature of its author."""
    return f"{_WORDS}\n\n{marker(name)}"


async def announce(connection: AsyncConnection, name: str) -> int:
    """An announcement to all companions with a button to acknowledge it, ready to go; gives its number."""
    entities = ({"type": "bold", "offset": 0, "length": len("Until the end of this month")},)
    [admin] = await people.with_role(connection, "admin")
    number = await announcements.add(
        connection,
        made_by=admin.id,
        at=LONG_AGO,
        content=to_json(Kept(Content(TEXT, words(name), entities))),
        audience={"role": "companion"},
        ask={"kind": ACK},
    )
    # Above the limit another admin has to agree; that is not what is measured.
    await announcements.change(connection, number, approved_by=admin.id)
    await announcements.move(connection, number, to="scheduled", from_=["draft"], at=LONG_AGO)
    return number


async def watch(connection: AsyncConnection, number: int) -> None:
    """Its author has the screen of its progress open (it is owed to them, and drawn at the next look)."""
    known = (await people.load(connection, [ADMIN.user_id]))[ADMIN.user_id]
    known.chat.place, known.chat.owed, known.chat.owed_at = f"{ONE}:{number}", 1, LONG_AGO
    await people.write_chats(connection, [known.chat])


async def books(connection: AsyncConnection, number: int) -> dict[int, str]:
    """The state of each reader's copy by the database, by Telegram's number of the reader."""
    found = await connection.execute(
        text(
            "SELECT person.telegram_id, outbox.state FROM outbox JOIN person ON person.id = outbox.person_id "
            "WHERE outbox.lane = :lane AND outbox.kind = :kind"
        ),
        {"lane": number, "kind": COPY},
    )
    return {row.telegram_id: row.state for row in found}


def tally(readers: set[int], written: dict[int, str], playground: Playground, name: str) -> Tally:
    """Compare the database's book of the announcement of this name with the playground's."""
    copies = playground.record(marker(name))
    everything = playground.record(since=copies.first)
    later = playground.record(since=math.nextafter(copies.last or 0.0, math.inf))
    messages = everything.messages - later.messages
    states: dict[str, int] = {}
    for state in written.values():
        states[state] = states.get(state, 0) + 1
    seconds = (copies.last or 0.0) - (copies.first or 0.0)
    return Tally(
        readers=len(readers),
        delivered=copies.messages,
        missing=len(readers - copies.by_chat.keys()),
        doubled=sum(count - 1 for count in copies.by_chat.values()),
        disagreeing=sum((written.get(reader) == "sent") != (reader in copies.by_chat) for reader in readers),
        books=states,
        too_many=sum(everything.too_many.values()),
        most_in_one_second=everything.most_in_one_second,
        seconds=seconds,
        rate_used=(messages - 1) / seconds / PER_SECOND if seconds else 0.0,
    )

"""The people of the chat, and where each of them is in it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.drafts import DRAFT, Draft
from storage.prepared import Prepared, each, json_array

# The place of a person who has only just come, or who has erased everything.
START = "start"

CHANGEABLE = frozenset({"language", "role", "name", "gender", "province", "regency", "blocked_at"})


@dataclass(slots=True)
class Person:
    """A person; ``role`` is companion, coordinator or admin; ``province`` and ``regency`` are region codes.

    ``consent`` is the version of the accepted consent text, None while there is none. It is written by
    ``storage.consents`` alone.
    """

    id: int
    telegram_id: int
    language: str
    role: str
    name: str | None
    gender: str | None
    province: str | None
    regency: str | None
    joined_at: datetime
    blocked_at: datetime | None
    consent: str | None = None


@dataclass(slots=True)
class Chat:
    """Where a person is: the screen, the message that shows it, the draft being filled in, and the reply owed.

    ``owed`` is the update_id whose reply has not been handed to Telegram yet, ``owed_at`` since when. The screen
    itself can be rendered again; ``owed_notes`` are the messages before it that can not (JSON, see ``bot.intake``).
    """

    person_id: int
    place: str
    message_id: int | None = None
    draft_id: int | None = None
    owed: int | None = None
    owed_at: datetime | None = None
    owed_notes: str | None = None


@dataclass(slots=True)
class Known:
    """All that is needed to answer a person: ``draft`` is the row that ``chat.draft_id`` points to."""

    person: Person
    chat: Chat
    draft: Draft | None = None

    @property
    def consented(self) -> bool:
        """Whether a consent is in force; which one is in ``person.consent``."""
        return self.person.consent is not None


PERSON = tuple(schema.person.c[field.name] for field in fields(Person))
CHAT = tuple(schema.chat.c[field.name] for field in fields(Chat))

_KNOWN = (
    select(*PERSON, *CHAT, *DRAFT)
    .join_from(schema.person, schema.chat, schema.chat.c.person_id == schema.person.c.id)
    .outerjoin(schema.draft, schema.draft.c.id == schema.chat.c.draft_id)
)
_LOAD = Prepared(_KNOWN.where(schema.person.c.telegram_id.in_(select(each("ids").c.value))))
_OWED = Prepared(
    _KNOWN.where(
        schema.chat.c.owed.is_not(None),
        schema.chat.c.owed_at < bindparam("before"),
        schema.person.c.blocked_at.is_(None),
    )
    .order_by(schema.chat.c.owed_at)
    .limit(bindparam("limit", type_=Integer))
)
_BY_ROLE = Prepared(select(*PERSON).where(schema.person.c.role == bindparam("role")).order_by(PERSON[0]))
_BY_ID = Prepared(select(*PERSON).where(schema.person.c.id == bindparam("id")))
_ADD = Prepared(
    insert(schema.person)
    .values({name: bindparam(name) for name in ("telegram_id", "language", "role", "joined_at")})
    .returning(schema.person.c.id)
)
_ADD_CHAT = Prepared(insert(schema.chat).values({name: bindparam(name) for name in ("person_id", "place")}))
_WRITE_CHAT = Prepared(
    update(schema.chat)
    .where(schema.chat.c.person_id == bindparam("of"))
    .values({column.name: bindparam(column.name) for column in CHAT[1:]})
)
_MARK_SHOWN = Prepared(
    update(schema.chat)
    .where(schema.chat.c.person_id == bindparam("of"), schema.chat.c.owed == bindparam("shown"))
    .values(
        owed=None,
        owed_at=None,
        owed_notes=None,
        message_id=func.coalesce(bindparam("message", type_=schema.chat.c.message_id.type), CHAT[2]),
    )
)
_ON_PLACE = Prepared(
    select(schema.person.c.telegram_id)
    .join_from(schema.person, schema.chat, schema.chat.c.person_id == schema.person.c.id)
    .where(
        # Few have another role, and an index of them: only they have places that change by themselves.
        text("person.role <> 'companion'"),
        schema.chat.c.place == bindparam("place"),
    )
)
_MARK_BLOCKED = Prepared(
    update(schema.person)
    .where(schema.person.c.telegram_id == bindparam("of"))
    .values(blocked_at=bindparam("blocked_at"))
)


async def load(conn: AsyncConnection, telegram_ids: Collection[int]) -> dict[int, Known]:
    """Those of the people who are known, by telegram id, in one statement; unknown ones are left out."""
    found = await _LOAD.rows(conn, ids=json_array(telegram_ids))
    return {row[1]: _known(row) for row in found}


async def add_person(
    conn: AsyncConnection, *, telegram_id: int, language: str, at: datetime, role: str = "companion"
) -> Known:
    """A new person with a chat at ``START``; IntegrityError if the telegram id is known already."""
    row = await _ADD.first(conn, telegram_id=telegram_id, language=language, role=role, joined_at=at)
    assert row is not None
    chat = Chat(person_id=row[0], place=START)
    await _ADD_CHAT.run(conn, person_id=chat.person_id, place=chat.place)
    person = await person_by_id(conn, chat.person_id)
    assert person is not None
    return Known(person, chat)


async def change_person(conn: AsyncConnection, person_id: int, **columns: Any) -> None:
    """Set some of ``CHANGEABLE``; any other name is a ValueError."""
    if unknown := columns.keys() - CHANGEABLE:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    if columns:
        await conn.execute(update(schema.person).where(schema.person.c.id == person_id).values(columns))


async def with_role(conn: AsyncConnection, role: str) -> list[Person]:
    """Everyone with the role, oldest first."""
    return [Person(*row) for row in await _BY_ROLE.rows(conn, role=role)]


async def person_by_id(conn: AsyncConnection, person_id: int) -> Person | None:
    """The person of our own id (not Telegram's)."""
    row = await _BY_ID.first(conn, id=person_id)
    return Person(*row) if row else None


async def write_chats(conn: AsyncConnection, chats: Sequence[Chat]) -> None:
    """Write the whole row of each chat; the last of several for one person stands."""
    await _WRITE_CHAT.many(
        conn,
        [
            {
                "of": chat.person_id,
                "place": chat.place,
                "message_id": chat.message_id,
                "draft_id": chat.draft_id,
                "owed": chat.owed,
                "owed_at": chat.owed_at,
                "owed_notes": chat.owed_notes,
            }
            for chat in chats
        ],
    )


async def mark_shown(conn: AsyncConnection, shown: Iterable[tuple[int, int, int | None]]) -> None:
    """Note replies that were handed over, as (person_id, update_id, message_id or None for "the same message").

    A chat that meanwhile owes the reply to another update is left alone: that one is still to come.
    """
    await _MARK_SHOWN.many(
        conn,
        [{"of": person_id, "shown": update_id, "message": message_id} for person_id, update_id, message_id in shown],
    )


async def owed(conn: AsyncConnection, before: datetime, limit: int = 500) -> list[Known]:
    """The people whose reply has been owed since before that time, longest first; not those who blocked the bot."""
    return [_known(row) for row in await _OWED.rows(conn, before=before, limit=limit)]


async def on_place(conn: AsyncConnection, place: str) -> list[int]:
    """The telegram ids of the people who are on this place of the chat."""
    return [row[0] for row in await _ON_PLACE.rows(conn, place=place)]


async def mark_blocked(conn: AsyncConnection, telegram_id: int, at: datetime | None) -> None:
    """Note since when the person has blocked the bot; None: no longer."""
    await _MARK_BLOCKED.run(conn, of=telegram_id, blocked_at=at)


def _known(row: tuple[Any, ...]) -> Known:
    chat_from, draft_from = len(PERSON), len(PERSON) + len(CHAT)
    return Known(
        Person(*row[:chat_from]),
        Chat(*row[chat_from:draft_from]),
        Draft(*row[draft_from:]) if row[draft_from] is not None else None,
    )

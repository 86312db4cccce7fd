"""What was said in a case, by both sides, and what happened in it. Nothing is changed afterwards."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import Integer, Text, and_, bindparam, delete, func, insert, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import attachments, schema
from storage.case_rows import EVENT, EVENTS, MEDIA, MESSAGE, Message
from storage.moments import Whole
from storage.prepared import Prepared
from storage.visibility import PROGRAM, Viewer, case_seen


class File(Protocol):
    """A file as Telegram keeps it (``CaseFile``, or ``handlers.turn.SentFile``)."""

    @property
    def file_id(self) -> str: ...
    @property
    def unique_id(self) -> str: ...
    @property
    def size(self) -> int | None: ...
    @property
    def mime(self) -> str: ...
    @property
    def name(self) -> str: ...


_message, _case = schema.case_message, schema.case_record
_ADD = Prepared(
    insert(_message).values({column.name: bindparam(column.name) for column in MESSAGE[1:]}).returning(*MESSAGE)
)
_REMOVE = Prepared(delete(_message).where(_message.c.id == bindparam("of", type_=Whole)))
_before = bindparam("before", type_=Whole)
_SEEN = Prepared(
    select(*MESSAGE)
    .join_from(_message, _case, _case.c.id == _message.c.case_id)
    .where(
        _message.c.case_id == bindparam("of", type_=Whole),
        or_(_before == literal(0, Whole), _message.c.id < _before),
        case_seen(),
    )
    .order_by(_message.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_ONE = Prepared(
    select(*MESSAGE)
    .join_from(_message, _case, _case.c.id == _message.c.case_id)
    .where(_message.c.id == bindparam("of", type_=Whole), case_seen())
)
_COUNT = Prepared(
    select(func.count())
    .select_from(_message)
    .join(_case, _case.c.id == _message.c.case_id)
    .where(
        _message.c.case_id == bindparam("of", type_=Whole),
        _message.c.kind != literal(EVENT, Text),
        case_seen(),
    )
)

_GIVEN_BACK = ("released", "freed")
_OFFERED = ("opened", *_GIVEN_BACK)
_is_event = and_(_message.c.case_id == bindparam("of", type_=Whole), _message.c.kind == literal(EVENT, Text))
_LAST_EVENT = Prepared(select(func.max(_message.c.id)).where(_is_event))
_OFFERED_EVENT = Prepared(
    select(func.max(_message.c.id)).where(_is_event, _message.c.text.in_([literal(word, Text) for word in _OFFERED]))
)
_NEWEST_EVENTS = Prepared(select(*MESSAGE).where(_is_event).order_by(_message.c.id.desc()))


async def note(conn: AsyncConnection, case_id: int, author: int | None, event: str, at: datetime) -> Message:
    """Something happened: one of ``EVENTS``, perhaps with a number ("handed:7"). ValueError for any other word."""
    if event.partition(":")[0] not in EVENTS:
        raise ValueError(f"no event of a case: {event!r}")
    return await add(conn, case_id, author, EVENT, event, at)


async def add(conn: AsyncConnection, case_id: int, author: int | None, kind: str, text: str, at: datetime) -> Message:
    """A new message; who may write it is for the caller to know."""
    row = await _ADD.first(conn, case_id=case_id, author=author, kind=kind, text=text, at=at)
    assert row is not None
    return Message(*row)


async def add_file(conn: AsyncConnection, message: Message, file: File) -> Message:
    """The message's file is to be fetched. Raises ``attachments.NotWanted``."""
    if message.kind not in MEDIA or message.author is None:
        raise ValueError(f"a message of the kind {message.kind!r} has no file")
    await attachments.want(
        conn,
        person_id=message.author,
        case_message_id=message.id,
        item="",
        kind=message.kind,
        file_id=file.file_id,
        file_unique_id=file.unique_id,
        size=file.size,
        mime=file.mime or None,
        original=file.name or None,
        at=message.at,
    )
    [with_file] = await _with_files(conn, PROGRAM, [message])
    return with_file


async def remove(conn: AsyncConnection, message: Message) -> None:
    """Take back a message whose file turned out not to be wanted, in the transaction that wrote it."""
    await _REMOVE.run(conn, of=message.id)


async def messages(
    conn: AsyncConnection, viewer: Viewer, case_id: int, *, before: int = 0, most: int = 6
) -> list[Message]:
    """What was said and done in the case, newest first, with their files; ``before``: an id, for what is older."""
    rows = await _SEEN.rows(conn, of=case_id, viewer=viewer.person_id, before=before, limit=most)
    return await _with_files(conn, viewer, [Message(*row) for row in rows])


async def message(conn: AsyncConnection, viewer: Viewer, message_id: int) -> Message | None:
    """One message with its file; None where the viewer may not see it."""
    row = await _ONE.first(conn, of=message_id, viewer=viewer.person_id)
    return (await _with_files(conn, viewer, [Message(*row)]))[0] if row else None


async def message_count(conn: AsyncConnection, viewer: Viewer, case_id: int) -> int:
    """How many messages there are, what happened not counted."""
    row = await _COUNT.first(conn, of=case_id, viewer=viewer.person_id)
    return int(row[0]) if row else 0


async def last_event(conn: AsyncConnection, case_id: int) -> int:
    """The id of the last thing that happened in the case, 0 for none: letters are posted once for each."""
    row = await _LAST_EVENT.first(conn, of=case_id)
    return int(row[0]) if row and row[0] is not None else 0


async def offered_event(conn: AsyncConnection, case_id: int) -> int:
    """The id of the last time that the case was there for anybody to take: when it was opened, or given back; 0 for
    none.
    """
    row = await _OFFERED_EVENT.first(conn, of=case_id)
    return int(row[0]) if row and row[0] is not None else 0


async def last_of(conn: AsyncConnection, case_id: int, word: str) -> Message | None:
    """The last event with this word ("escalated")."""
    found = await _newest_events(conn, case_id)
    return next((one for one in found if one.event[0] == word), None)


async def went_unheard(conn: AsyncConnection, case_id: int) -> bool:
    """Whether a deadline was missed, and nobody on the coordinators' side has acted since; also for a closed case, with
    its closing left aside.
    """
    for one in await _newest_events(conn, case_id):
        word = one.event[0]
        if word not in ("closed", *_GIVEN_BACK):
            return word in ("escalated", "reminded")
    return False


async def _newest_events(conn: AsyncConnection, case_id: int) -> list[Message]:
    return [Message(*row) for row in await _NEWEST_EVENTS.rows(conn, of=case_id)]


async def _with_files(conn: AsyncConnection, viewer: Viewer, found: list[Message]) -> list[Message]:
    files = await attachments.of_messages(conn, viewer, [one.id for one in found if one.kind in MEDIA])
    return [replace(one, attachment=files.get(one.id)) for one in found]

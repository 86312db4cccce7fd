"""Photos, recordings and files that were sent: what is to be fetched from Telegram, and what is kept of it.

A row is *wanted* as soon as the answer, or the message in a case, is stored; a background task (``bot.attachments``)
fetches it and says where it went: *kept*, *refused* (for good), or *failed* (tried for days). A row that belongs to no
draft, submission or message any more is an *orphan*: it goes, and its file with it where no other row has the same.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Integer, and_, bindparam, case, delete, exists, func, insert, literal, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.attachment_names import file_name
from storage.moments import Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import PROGRAM, VIEWER, Viewer, case_seen, submission_seen

MOST_BYTES: Final = 20 * 1024 * 1024
"""Larger files a bot cannot fetch (https://core.telegram.org/bots/api#getfile)."""

MOST_OF_A_DRAFT: Final = 300
"""So many files one draft may send, those that were replaced among them: a limit for who would fill the disk."""

MOST_OF_A_CASE = 300
"""So many files one person may send in one case, for the same reason."""


class NotWanted(Exception):  # noqa: N818 - it says what happened
    """The file cannot be taken. ``reason``: "too_large" or "too_many"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Attachment:
    """``item``: the key of the question that it answers ("" in a case); ``file_name``: the answer. ``size`` in bytes;
    ``sha256`` (hex) of what is kept. ``attempts``: how often it was tried to fetch it; ``next_at``: when it is tried
    again.
    """

    id: int
    person_id: int
    draft_id: int | None
    submission_id: int | None
    case_message_id: int | None
    item: str
    file_name: str
    kind: str
    file_id: str
    file_unique_id: str
    size: int | None
    mime: str | None
    sha256: str | None
    state: str
    reason: str | None
    attempts: int
    next_at: datetime | None
    at: datetime


_table = schema.attachment
ATTACHMENT = tuple(_table.c[name] for name in Attachment.__slots__)
_HOMES = ("draft_id", "case_message_id")
_NEW = ("person_id", *_HOMES, "item", "file_name", "kind", "file_id", "file_unique_id", "size", "mime", "at")
_is_wanted = _table.c.state == "wanted"
# By the index of submissions, of which few rows have none: the pluses keep SQLite from the other two indexes, of which
# most have none.
_is_orphan = and_(
    text("+attachment.draft_id IS NULL"),
    text("+attachment.case_message_id IS NULL"),
    _table.c.submission_id.is_(None),
)
_has_a_home = or_(
    _table.c.draft_id.is_not(None), _table.c.submission_id.is_not(None), _table.c.case_message_id.is_not(None)
)

_WANT = Prepared(
    insert(_table).values({name: bindparam(name) for name in _NEW} | {"state": "wanted", "next_at": bindparam("at")})
)
_COUNT = Prepared(select(func.count()).where(_table.c.draft_id == bindparam("draft")))
_message, _case = schema.case_message, schema.case_record
_this = _message.alias("this")
_COUNT_OF_CASE = Prepared(
    select(func.count())
    .select_from(_table)
    .join(_message, _message.c.id == _table.c.case_message_id)
    .where(
        _message.c.case_id.in_(select(_this.c.case_id).where(_this.c.id == bindparam("message", type_=Whole))),
        _table.c.person_id == bindparam("person", type_=Whole),
    )
)
_NAMES = Prepared(select(_table.c.file_name).where(_table.c.draft_id == bindparam("draft")))
_HAND_OVER = Prepared(
    update(_table)
    .where(_table.c.draft_id == bindparam("draft"), _table.c.file_name == bindparam("name"))
    .values(draft_id=None, submission_id=bindparam("submission"), item=bindparam("key"))
)
_DUE = Prepared(
    select(*ATTACHMENT)
    .where(_is_wanted, _table.c.next_at <= bindparam("now"), _has_a_home)
    .order_by(_table.c.next_at, _table.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_KEEP = Prepared(
    update(_table)
    .where(_table.c.id == bindparam("number"), _is_wanted)
    .values(state="kept", sha256=bindparam("sha"), size=bindparam("bytes"), reason=None, next_at=None)
)
_GIVE_UP = Prepared(
    update(_table)
    .where(_table.c.id == bindparam("number"), _is_wanted)
    .values(state=bindparam("to"), reason=bindparam("why"), next_at=None, attempts=_table.c.attempts + text("1"))
)
_LATER = Prepared(
    update(_table)
    .where(_table.c.id == bindparam("number"), _is_wanted)
    .values(
        reason=bindparam("why"),
        next_at=bindparam("again"),
        attempts=_table.c.attempts + bindparam("more", type_=Integer),
    )
)
_ORPHANS = Prepared(
    select(_table.c.id, _table.c.sha256)
    .where(_is_orphan)
    .order_by(_table.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_DELETE = Prepared(delete(_table).where(_table.c.id.in_(select(each("ids").c.value)), _is_orphan))
_USED = Prepared(select(_table.c.sha256).distinct().where(_table.c.sha256.in_(select(each("shas").c.value))))
_this = schema.submission
_version, _other_version = schema.report_version, schema.report_version.alias()
# A correction keeps the files that it does not change: their rows stay with the version that they were sent with.
_versions = (
    select(_other_version.c.submission_id)
    .join(_version, _version.c.report_id == _other_version.c.report_id)
    .where(_version.c.submission_id == bindparam("submission"))
)
_OF_SUBMISSION = Prepared(
    select(*ATTACHMENT)
    .where(
        exists().where(_this.c.id == bindparam("submission"), submission_seen(_this)),
        or_(
            _table.c.submission_id == bindparam("submission"),
            and_(
                _table.c.submission_id.in_(_versions),
                _table.c.file_name.in_(
                    select(schema.submission_answer.c.value).where(
                        schema.submission_answer.c.submission_id == bindparam("submission")
                    )
                ),
            ),
        ),
    )
    .order_by(_table.c.id)
)
_is_own = or_(literal(PROGRAM.person_id) == VIEWER, _table.c.person_id == VIEWER)
_OF_DRAFT = Prepared(select(*ATTACHMENT).where(_table.c.draft_id == bindparam("draft"), _is_own).order_by(_table.c.id))
_OF_MESSAGES = Prepared(
    select(*ATTACHMENT)
    .join_from(_table, _message, _message.c.id == _table.c.case_message_id)
    .join(_case, _case.c.id == _message.c.case_id)
    .where(_table.c.case_message_id.in_(select(each("ids").c.value)), case_seen())
    .order_by(_table.c.id)
)
_FORGET = Prepared(
    update(_table)
    .where(_table.c.person_id == bindparam("person"), _table.c.case_message_id.is_(None))
    .values(
        draft_id=None, submission_id=None, item="", file_name="", file_id="", file_unique_id="", mime=None, reason=None
    )
)
_given_up = case((_is_wanted, literal("failed")), else_=_table.c.state)
# What somebody said in the case of another stays with that case, as the words do; it is fetched no more.
_FORGET_IN_CASES = Prepared(
    update(_table)
    .where(_table.c.person_id == bindparam("person"), _table.c.case_message_id.is_not(None))
    .values({"file_id": "", "file_unique_id": "", **dict.fromkeys(("mime", "reason", "next_at")), "state": _given_up})
)


async def want(
    conn: AsyncConnection,
    *,
    person_id: int,
    draft_id: int | None = None,
    case_message_id: int | None = None,
    item: str,
    kind: str,
    file_id: str,
    file_unique_id: str,
    at: datetime,
    size: int | None = None,
    mime: str | None = None,
    original: str | None = None,
) -> str:
    """A file was sent, as an answer in a draft or in a case: note that it is to be fetched; gives the name that is the
    answer.

    ``kind``: as Telegram names it ("photo", "voice", "document" …); ``original``: the name that it had on the phone,
    of which only the ending is kept. Raises ``NotWanted``.
    """
    if size is not None and size > MOST_BYTES:
        raise NotWanted("too_large")
    if draft_id is not None:
        row, most = await _COUNT.first(conn, draft=draft_id), MOST_OF_A_DRAFT
    else:
        row, most = await _COUNT_OF_CASE.first(conn, message=case_message_id, person=person_id), MOST_OF_A_CASE
    if row is not None and row[0] >= most:
        raise NotWanted("too_many")
    name = file_name(kind, mime, original)
    new = {"person_id": person_id, "draft_id": draft_id, "case_message_id": case_message_id, "item": item}
    new |= {"file_name": name, "kind": kind}
    await _WANT.run(conn, **new, file_id=file_id, file_unique_id=file_unique_id, size=size, mime=mime, at=at)
    return name


async def hand_over(conn: AsyncConnection, draft_id: int, submission_id: int, answers: Mapping[str, str]) -> None:
    """The draft's attachments that are among the answers become the submission's; the others will be orphans."""
    names = {row[0] for row in await _NAMES.rows(conn, draft=draft_id)}
    if not names:
        return
    await _HAND_OVER.many(
        conn,
        [
            {"draft": draft_id, "name": value, "submission": submission_id, "key": key}
            for key, value in answers.items()
            if value in names
        ],
    )


async def due(conn: AsyncConnection, now: datetime, limit: int) -> list[Attachment]:
    """What is to be fetched now, the longest waiting first."""
    return [Attachment(*row) for row in await _DUE.rows(conn, now=now, limit=limit)]


async def keep(conn: AsyncConnection, number: int, *, sha256: str, size: int) -> bool:
    """It was fetched and stands under this hash; False if nobody wants it any more."""
    return bool(await _KEEP.run(conn, number=number, sha=sha256, bytes=size))


async def give_up(conn: AsyncConnection, number: int, *, state: str, reason: str) -> None:
    """It cannot be had: ``state`` "refused" (Telegram will never give it) or "failed" (tried often enough)."""
    await _GIVE_UP.run(conn, number=number, to=state, why=reason)


async def try_again(conn: AsyncConnection, number: int, *, at: datetime, reason: str, counts: bool = True) -> None:
    """Try again at that time; ``counts``: this time counts as an attempt."""
    await _LATER.run(conn, number=number, again=at, why=reason, more=int(counts))


async def orphans(conn: AsyncConnection, limit: int) -> list[tuple[int, str | None]]:
    """Rows that nothing refers to any more: their ids, and the hashes of their files."""
    return [(row[0], row[1]) for row in await _ORPHANS.rows(conn, limit=limit)]


async def delete_orphans(conn: AsyncConnection, numbers: Collection[int]) -> None:
    """Delete these rows, where they are orphans."""
    await _DELETE.run(conn, ids=json_array(numbers))


async def used(conn: AsyncConnection, hashes: Collection[str]) -> set[str]:
    """Which of these hashes some row has."""
    return {row[0] for row in await _USED.rows(conn, shas=json_array(hashes))}


async def of_submission(conn: AsyncConnection, viewer: Viewer, submission_id: int) -> list[Attachment]:
    """The submission's attachments, in the order in which they were sent."""
    found = await _OF_SUBMISSION.rows(conn, submission=submission_id, viewer=viewer.person_id)
    return [Attachment(*row) for row in found]


async def of_draft(conn: AsyncConnection, viewer: Viewer, draft_id: int) -> list[Attachment]:
    """The draft's attachments in the order in which they were sent, those that were replaced among them."""
    return [Attachment(*row) for row in await _OF_DRAFT.rows(conn, draft=draft_id, viewer=viewer.person_id)]


async def of_messages(conn: AsyncConnection, viewer: Viewer, message_ids: Collection[int]) -> dict[int, Attachment]:
    """The files of messages in cases, by the message's id; without those that the viewer may not see."""
    found = await _OF_MESSAGES.rows(conn, ids=json_array(message_ids), viewer=viewer.person_id)
    files = [Attachment(*row) for row in found]
    return {file.case_message_id: file for file in files if file.case_message_id is not None}


async def forget(conn: AsyncConnection, person_id: int) -> None:
    """The person's attachments are orphans without names now (erasure): ``bot.attachments`` deletes rows and files.

    Their own cases must be gone before. Files that they sent in the case of another stay with it.
    """
    await _FORGET.run(conn, person=person_id)
    await _FORGET_IN_CASES.run(conn, person=person_id)

"""What a person may ask for under UU PDP 27/2022: all that is stored about them, and its erasure."""

import dataclasses
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, delete, exists, func, literal, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import attachments, audit, consents, drafts, fieldwork_privacy, invites, learning_privacy, schema
from storage.moments import Whole
from storage.people import CHAT, START, Chat, person_by_id, write_chats
from storage.prepared import Prepared
from storage.submissions import SUBMISSION, Submission
from storage.visibility import Viewer

_submission, _inbox = schema.submission, schema.inbox

_CHAT = Prepared(select(*CHAT).where(schema.chat.c.person_id == bindparam("person")))
_SUBMISSIONS = Prepared(
    select(*SUBMISSION)
    .where(_submission.c.person_id == bindparam("person"))
    .order_by(_submission.c.sent_at, _submission.c.id)
)
_draft_answer, _sent_answer = schema.draft_answer, schema.submission_answer
_DRAFT_ANSWERS = Prepared(
    select(_draft_answer.c.item, _draft_answer.c.version, _draft_answer.c.value, _draft_answer.c.at)
    .where(_draft_answer.c.draft_id == bindparam("of"))
    .order_by(_draft_answer.c.at, _draft_answer.c.item)
)
_SENT_ANSWERS = Prepared(
    select(_sent_answer.c.item, _sent_answer.c.version, _sent_answer.c.value, _sent_answer.c.at)
    .where(_sent_answer.c.submission_id == bindparam("of"))
    .order_by(_sent_answer.c.at, _sent_answer.c.item)
)
_mentions = (_inbox.c.state == "aside", func.instr(_inbox.c.payload, bindparam("telegram_id", type_=Text)) > 0)
_ASIDE = Prepared(
    select(_inbox.c.update_id, _inbox.c.received_at, _inbox.c.reason, _inbox.c.payload)
    .where(*_mentions)
    .order_by(_inbox.c.update_id)
)
_CLEAR_ASIDE = Prepared(update(_inbox).where(*_mentions).values(payload=None))
_ERASE_DRAFTS = Prepared(delete(schema.draft).where(schema.draft.c.person_id == bindparam("person")))
# The one deletion that the triggers of migration 0001 let through: a submission as a whole.
_ERASE_SUBMISSIONS = Prepared(delete(_submission).where(_submission.c.person_id == bindparam("person")))
_FORGET_SENT = Prepared(delete(_submission).where(_submission.c.sent_at < bindparam("before")))
_FORGET_DRAFTS = Prepared(delete(schema.draft).where(schema.draft.c.changed_at < bindparam("before")))
_FORGET_ASIDE = Prepared(delete(_inbox).where(_inbox.c.state == "aside", _inbox.c.received_at < bindparam("before")))
# A profile is a submission too: when the last one is gone, so is what the person's row repeats of it.
_FORGET_PEOPLE = Prepared(
    update(schema.person)
    .where(
        schema.person.c.joined_at < bindparam("before"),
        schema.person.c.role == "companion",
        ~exists().where(_submission.c.person_id == schema.person.c.id),
        ~exists().where(schema.draft.c.person_id == schema.person.c.id),
    )
    .values(name=None, gender=None, province=None, regency=None, consent=None)
)
_outbox, _announcement, _segment = schema.outbox, schema.announcement, schema.segment
_said, _tip, _preference = schema.announcement_answer, schema.tip_given, schema.preference
_person = bindparam("person", type_=Whole)
# Everything else that is stored about a person, or was made by them as an admin: columns as they are, JSON read.
_HELD = {
    "letters": select(
        *(_outbox.c[name] for name in ("kind", "lane", "state", "reason", "not_before", "changed_at")),
        *(_outbox.c[name] for name in ("chat_id", "data", "message_ids")),
    )
    .where(_outbox.c.person_id == _person)
    .order_by(_outbox.c.id),
    "announcement_answers": select(_said.c.announcement_id, _said.c.answer, _said.c.at)
    .where(_said.c.person_id == _person)
    .order_by(_said.c.announcement_id),
    "scores": select(*(column for column in schema.latest_score.c if column.name != "person_id"))
    .where(schema.latest_score.c.person_id == _person)
    .order_by(schema.latest_score.c.form_id, schema.latest_score.c.part),
    "preferences": select(_preference.c.kind, _preference.c.value, _preference.c.at)
    .where(_preference.c.person_id == _person)
    .order_by(_preference.c.kind),
    "tips": select(*(column for column in _tip.c if column.name != "person_id"))
    .where(_tip.c.person_id == _person)
    .order_by(_tip.c.given_at, _tip.c.tip_id),
    "announcements": select(
        *(_announcement.c[name] for name in ("id", "made_by", "made_at", "approved_by", "state", "content", "ask"))
    )
    .where(or_(_announcement.c.made_by == _person, _announcement.c.approved_by == _person))
    .order_by(_announcement.c.id),
    "segments": select(_segment.c.name, _segment.c.audience, _segment.c.made_at)
    .where(_segment.c.made_by == _person)
    .order_by(_segment.c.id),
    "settings": select(schema.setting.c.name, schema.setting.c.value, schema.setting.c.changed_at)
    .where(schema.setting.c.changed_by == _person)
    .order_by(schema.setting.c.name),
    "attachments": select(
        *(
            schema.attachment.c[name]
            for name in (
                "item",
                "file_name",
                "kind",
                "size",
                "mime",
                "state",
                "sha256",
                "draft_id",
                "submission_id",
                "at",
            )
        )
    )
    .where(schema.attachment.c.person_id == _person)
    .order_by(schema.attachment.c.id),
    "uploads": select(
        *(
            schema.upload.c[name]
            for name in ("file_name", "size", "state", "form_id", "version", "made_at", "changed_at")
        )
    )
    .where(schema.upload.c.person_id == _person)
    .order_by(schema.upload.c.id),
    "publications": select(
        *(
            schema.publication.c[name]
            for name in ("form_id", "version", "state", "audience", "rhythm", "made_at", "published_at", "retired_at")
        )
    )
    .where(schema.publication.c.made_by == _person)
    .order_by(schema.publication.c.id),
    "special_days": select(*(column for column in schema.special_day.c if column.name != "changed_by"))
    .where(schema.special_day.c.changed_by == _person)
    .order_by(schema.special_day.c.day, schema.special_day.c.province),
    **fieldwork_privacy.HELD,
    **learning_privacy.HELD,
}
_HELD_ROWS = {name: ([column.name for column in held.selected_columns], Prepared(held)) for name, held in _HELD.items()}
_HELD_JSON = {("letters", "data"), ("letters", "message_ids"), ("announcements", "content"), ("announcements", "ask")}
_HELD_JSON |= {("segments", "audience"), ("settings", "value"), ("publications", "audience")}
_HELD_JSON |= {("mentor_pairs", "baseline"), ("mentor_pairs", "outcome"), ("exports", "request")}
# An announcement's number of copies is the number of their rows (`storage.announcement_report`).
_of_this_person = (_outbox.c.person_id == _person, _outbox.c.kind == literal("announcement", Text))
_TAKE_OUT_OF_COPIES = Prepared(
    update(_announcement)
    .where(_announcement.c.id.in_(select(_outbox.c.lane).where(*_of_this_person)))
    .values(
        copies=_announcement.c.copies
        - select(func.count())
        .where(*_of_this_person, _outbox.c.lane == _announcement.c.id)
        .correlate(_announcement)
        .scalar_subquery()
    )
)
_ERASE_ROWS = [
    Prepared(delete(table).where(table.c.person_id == _person))
    for table in (schema.duty, _outbox, _said, schema.latest_score, _preference, _tip, schema.upload)
]
_FORGET_COPIES = Prepared(
    delete(_outbox).where(
        _outbox.c.lane != literal_column("0"),
        _outbox.c.lane.in_(select(_announcement.c.id).where(_announcement.c.ended_at < bindparam("before"))),
    )
)
_FORGET_ANSWERS = Prepared(delete(_said).where(_said.c.at < bindparam("before")))
_FORGET_TIPS = Prepared(delete(_tip).where(_tip.c.given_at < bindparam("before")))
_FORGET_PREFERENCES = Prepared(
    delete(_preference).where(
        _preference.c.at < bindparam("before"),
        exists().where(schema.person.c.id == _preference.c.person_id, schema.person.c.consent.is_(None)),
    )
)
_ERASE_PERSON = Prepared(
    update(schema.person)
    .where(schema.person.c.id == bindparam("person"))
    .values(role="companion", name=None, gender=None, province=None, regency=None, consent=None, blocked_at=None)
)


async def export(conn: AsyncConnection, person_id: int) -> dict[str, Any]:
    """Everything stored about the person, as JSON-able values: times in ISO 8601, UTC.

    Also what an admin has made: announcements (made or approved), segments, settings, special days, published forms.
    A submission's XML says what its answers say; files that were sent are listed, their bytes are in the chat.
    LookupError if there is no such person.
    """
    person = await person_by_id(conn, person_id)
    if person is None:
        raise LookupError(f"person {person_id}")
    chat = await _CHAT.first(conn, person=person_id)
    open_drafts = await drafts.open_drafts(conn, Viewer(person_id))
    sent = [Submission(*row) for row in await _SUBMISSIONS.rows(conn, person=person_id)]
    everything = {
        "person": dataclasses.asdict(person),
        "chat": dataclasses.asdict(Chat(*chat)) if chat else None,
        "consents": [dataclasses.asdict(one) for one in await consents.history(conn, person_id)],
        "duties": [dataclasses.asdict(one) for one in await invites.duties(conn, person_id)],
        "drafts": [
            dataclasses.asdict(draft) | {"answers": await _answers(conn, _DRAFT_ANSWERS, draft.id)}
            for draft in open_drafts
        ],
        "submissions": [
            dataclasses.asdict(one) | {"answers": await _answers(conn, _SENT_ANSWERS, one.id)} for one in sent
        ],
        "set_aside": [
            {"update_id": row[0], "received_at": row[1], "reason": row[2], "payload": row[3]}
            for row in await _ASIDE.rows(conn, telegram_id=str(person.telegram_id))
            if _sent_by(row[3], person.telegram_id)
        ],
        "audit": [dataclasses.asdict(one) for one in await audit.by_actor(conn, person_id)],
    }
    for name, (columns, statement) in _HELD_ROWS.items():
        everything[name] = [
            {column: _plain(name, column, value) for column, value in zip(columns, row, strict=True)}
            for row in await statement.rows(conn, person=person_id)
        ]
    plain: dict[str, Any] = json.loads(json.dumps(everything, default=datetime.isoformat))
    return plain


async def erase(conn: AsyncConnection, person_id: int, at: datetime) -> None:
    """Erase all but what shows that the law was kept: telegram id, consents (now withdrawn), audit, invites.

    What an admin has made for all (announcements, segments, settings, special days, published forms) stays under that
    number, as the audit does: it is the institution's, and others were sent it. The person's own copies of
    announcements go, and are in no count any more. A letter that is in hand at this moment may still arrive.
    Kept with them: the language to answer in, and when the person first came. The person is a companion without
    a consent again, at ``START``; a coordinator's or admin's rights are gone. Updates that were set aside lose
    their payload wherever it holds the telegram id. For the disk's sake call ``Database.checkpoint`` afterwards.
    """
    person = await person_by_id(conn, person_id)
    if person is None:
        return
    await consents.withdraw(conn, person_id, at)
    await _CLEAR_ASIDE.run(conn, telegram_id=str(person.telegram_id))
    await _ERASE_DRAFTS.run(conn, person=person_id)
    await _ERASE_SUBMISSIONS.run(conn, person=person_id)
    await _TAKE_OUT_OF_COPIES.run(conn, person=person_id)
    for statement in _ERASE_ROWS:
        await statement.run(conn, person=person_id)
    await fieldwork_privacy.erase(conn, person_id)
    await learning_privacy.erase(conn, person_id)
    await attachments.forget(conn, person_id)
    await _ERASE_PERSON.run(conn, person=person_id)
    await write_chats(conn, [Chat(person_id=person_id, place=START)])


async def forget_sent(conn: AsyncConnection, before: datetime) -> int:
    """Erase what was stored before a time, when it has been kept as long as the consent says.

    Submissions (with their scores) and drafts, and then the profile, consent and preferences of companions of whom
    nothing else is left; who was sent an announcement that ended before that time, the answers to announcements, and
    the tips. Letters go much sooner (``outbox.forget``). Gives the number of submissions.
    """
    sent = await _FORGET_SENT.run(conn, before=before)
    await _FORGET_DRAFTS.run(conn, before=before)
    await fieldwork_privacy.forget(conn, before)
    await learning_privacy.forget(conn, before)
    await _FORGET_PEOPLE.run(conn, before=before)
    for statement in (_FORGET_COPIES, _FORGET_ANSWERS, _FORGET_TIPS, _FORGET_PREFERENCES):
        await statement.run(conn, before=before)
    return sent


async def forget_set_aside(conn: AsyncConnection, before: datetime) -> None:
    """Erase updates that were set aside before a time."""
    await _FORGET_ASIDE.run(conn, before=before)


async def _answers(conn: AsyncConnection, statement: Prepared, of: int) -> list[dict[str, Any]]:
    return [
        {"item": item, "version": version, "value": value, "at": at}
        for item, version, value, at in await statement.rows(conn, of=of)
    ]


def _plain(name: str, column: str, value: Any) -> Any:
    return json.loads(value) if value is not None and (name, column) in _HELD_JSON else value


def _sent_by(payload: str, telegram_id: int) -> bool:
    """Whether the update was the person's own: another's update may quote the same number."""
    try:
        update_ = json.loads(payload)
    except ValueError:
        return False
    parts = update_.values() if isinstance(update_, dict) else ()
    senders = [part.get("from") for part in parts if isinstance(part, dict)]
    return any(isinstance(sender, dict) and sender.get("id") == telegram_id for sender in senders)

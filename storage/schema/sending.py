"""Tables of what comes in and goes out: updates, letters, announcements, and when anything may go."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Table, Text, text

from storage.moments import Moment, Whole
from storage.schema.base import metadata

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", Whole, primary_key=True, autoincrement=False),
    Column("received_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("payload", Text),
    CheckConstraint("state IN ('done', 'aside')", name="state"),
)
Index("ix_inbox_aside", inbox.c.update_id, sqlite_where=text("state = 'aside'"))

# Everything that is sent and is not the immediate reply to an update (docs/decisions/0007).
outbox = Table(
    "outbox",
    metadata,
    Column("id", Whole, primary_key=True),
    # What makes planning twice the same as once: kind, what it is about, period, person.
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    # NULL: the person's own chat; else a group that the person answers for.
    Column("chat_id", Whole),
    # 0: a letter of its own; else the number of the announcement that this is a copy of.
    Column("lane", Whole, nullable=False),
    # JSON for the letter's template; NULL once it is no longer needed.
    Column("data", Text),
    Column("priority", Whole, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("attempts", Whole, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    # Which running program has it in hand (state `sending`), see `sender`.
    Column("sender", Text),
    Column("changed_at", Moment, nullable=False),
    # The messages that arrived, JSON array of message ids: an announcement can be more than one.
    Column("message_ids", Text),
    # Which revision of the announcement the person's copy shows.
    Column("revision", Whole),
    CheckConstraint(
        "state IN ('queued', 'sending', 'sent', 'uncertain', 'failed', 'expired', 'cancelled')",
        name="state",
    ),
    sqlite_autoincrement=True,
)
# The next to be sent: of letters (0) and of each announcement apart, so that a paused one is not even looked at.
Index(
    "ix_outbox_queued",
    outbox.c.lane,
    outbox.c.priority,
    outbox.c.not_before,
    outbox.c.id,
    sqlite_where=text("state = 'queued'"),
)
Index("ix_outbox_in_hand", outbox.c.sender, sqlite_where=text("state = 'sending'"))
Index(
    "ix_outbox_lane",
    outbox.c.lane,
    outbox.c.kind,
    outbox.c.state,
    outbox.c.reason,
    sqlite_where=text("lane <> 0"),
)
Index("ix_outbox_expires_at", outbox.c.expires_at, sqlite_where=text("state = 'queued'"))

# The programs that send, and until when each is known to be alive: what a dead one had in hand is uncertain.
sender = Table(
    "sender",
    metadata,
    Column("name", Text, primary_key=True),
    Column("alive_until", Moment, nullable=False),
)

announcement = Table(
    "announcement",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("made_by", Whole, ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    # JSON, see `handlers.announcing.content`; a correction raises the revision.
    Column("content", Text, nullable=False),
    Column("revision", Whole, nullable=False),
    # JSON, see `storage.audience`.
    Column("audience", Text, nullable=False),
    # What the reader is asked: JSON, NULL for nothing.
    Column("ask", Text),
    # News may be switched off by the reader, duty may not.
    Column("duty", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    # NULL: as soon as it is let go. With `local`, that wall time in each person's own zone (kept as UTC wall time).
    Column("send_at", Moment),
    Column("local", Boolean, nullable=False),
    Column("approved_by", Whole, ForeignKey("person.id")),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    # People up to this id have their copy in the outbox: where planning goes on after a stop.
    Column("planned_to", Whole, nullable=False),
    Column("copies", Whole, nullable=False),
    CheckConstraint(
        "state IN ('draft', 'waiting', 'scheduled', 'sending', 'paused', 'stopped', 'done', 'deleted')",
        name="state",
    ),
    sqlite_autoincrement=True,
)
Index(
    "ix_announcement_open",
    announcement.c.state,
    sqlite_where=text("state IN ('waiting', 'scheduled', 'sending', 'paused')"),
)

announcement_answer = Table(
    "announcement_answer",
    metadata,
    Column("announcement_id", Whole, ForeignKey("announcement.id"), primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_announcement_answer_person_id", "person_id"),
    sqlite_with_rowid=False,
)

# A saved choice of people.
segment = Table(
    "segment",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("audience", Text, nullable=False),
    Column("made_by", Whole, ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
)

# What an admin has set: working hours, the limits of reminders, forms' rhythms. Without a row the file's value holds.
setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed_by", Whole, ForeignKey("person.id")),
    Column("changed_at", Moment, nullable=False),
)

# Days that an admin has entered: the government moves holidays by decree.
special_day = Table(
    "special_day",
    metadata,
    Column("day", Text, primary_key=True),
    # A province's code, "" for all.
    Column("province", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("changed_by", Whole, ForeignKey("person.id")),
    Column("changed_at", Moment, nullable=False),
    CheckConstraint("kind IN ('holiday', 'leave', 'workday', 'silent')", name="kind"),
    sqlite_with_rowid=False,
)

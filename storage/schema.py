"""The tables, as the newest migration leaves them (a test compares the two)."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from storage.moments import Moment, Whole

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

person = Table(
    "person",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("telegram_id", Whole, nullable=False, unique=True),
    Column("language", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text),
    Column("gender", Text),
    Column("province", Text),
    Column("regency", Text),
    # The version of the consent text that is in force; NULL: none, so nothing more may be stored.
    Column("consent", Text),
    Column("joined_at", Moment, nullable=False),
    Column("blocked_at", Moment),
    CheckConstraint("role IN ('companion', 'coordinator', 'admin')", name="role"),
    # Ids are never used again: an old button or log line must not come to mean someone else.
    sqlite_autoincrement=True,
)
Index("ix_person_role_not_companion", person.c.role, sqlite_where=text("role <> 'companion'"))

draft = Table(
    "draft",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("position", Text),
    Column("step", Whole, nullable=False),
    Column("to_review", Boolean, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    # "uuid:..." as OpenRosa has it, made when the draft is begun; "" in drafts from before migration 0003.
    Column("instance_id", Text, nullable=False, server_default=""),
    # The submission that the draft corrects. No foreign key, as in `submission`.
    Column("replaces", Whole),
    # One open draft for a person and form; its index also finds a person's drafts.
    Index("uq_draft_person_id_form_id", "person_id", "form_id", unique=True),
    sqlite_autoincrement=True,
)

draft_answer = Table(
    "draft_answer",
    metadata,
    Column("draft_id", Whole, ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

chat = Table(
    "chat",
    metadata,
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    Column("place", Text, nullable=False),
    Column("message_id", Whole),
    Column("draft_id", Whole, ForeignKey("draft.id", ondelete="SET NULL"), index=True),
    Column("owed", Whole),
    Column("owed_at", Moment),
    Column("owed_notes", Text),
)
Index("ix_chat_owed_at", chat.c.owed_at, sqlite_where=text("owed IS NOT NULL"))

submission = Table(
    "submission",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("instance_id", Text, nullable=False, server_default=""),
    # The submission that this one corrects. No foreign key: that one may be erased (its id never comes again), and the
    # triggers of migration 0001 let nobody take the number out of this row.
    Column("replaces", Whole),
    Index("ix_submission_person_id_form_id_sent_at", "person_id", "form_id", "sent_at"),
)

submission_answer = Table(
    "submission_answer",
    metadata,
    # Deferred: the answers go in before the row that seals them (see the triggers of migration 0001).
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    ),
    Column("item", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# The same submission as an OpenRosa instance. Goes in before the row that seals it, as the answers do.
submission_xml = Table(
    "submission_xml",
    metadata,
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("xml", Text, nullable=False),
)

# A photo, recording or file that answers a question: fetched from Telegram by a background task, kept as a file.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    # With neither draft nor submission nothing refers to it any more: row and file may go.
    Column("draft_id", Whole, ForeignKey("draft.id", ondelete="SET NULL"), index=True),
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="SET NULL", deferrable=True, initially="DEFERRED"),
        index=True,
    ),
    Column("item", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("file_id", Text, nullable=False),
    Column("file_unique_id", Text, nullable=False),
    Column("size", Whole),
    Column("mime", Text),
    # Of what is kept; also where: files are stored by it, and several rows may share one.
    Column("sha256", Text, index=True),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Whole, nullable=False, server_default="0"),
    Column("next_at", Moment),
    Column("at", Moment, nullable=False),
    CheckConstraint("state IN ('wanted', 'kept', 'failed', 'refused')", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_attachment_wanted", attachment.c.next_at, sqlite_where=text("state = 'wanted'"))

# A submission's id must be known before its row exists, and never come again after an erasure.
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("last", Whole, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

form_version = Table(
    "form_version",
    metadata,
    Column("form_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("converted", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
)

# The file that a version was published from, as it was sent; forms of the library have none.
form_source = Table(
    "form_source",
    metadata,
    Column("form_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# CSV files and media sent along with a version.
form_file = Table(
    "form_file",
    metadata,
    Column("form_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# Who is asked to fill in a version, from when and how often. A form of the library has no row: it is for everybody,
# on demand. `replaced`: a newer version is published, open drafts go on; `retired`: open drafts are asked to move.
publication = Table(
    "publication",
    metadata,
    # Rides in buttons, where a form's id may be too long.
    Column("id", Whole, primary_key=True),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("state", Text, nullable=False),
    # JSON, see `storage.audience`.
    Column("audience", Text, nullable=False),
    # NULL: at once.
    Column("from_at", Moment),
    Column("until_at", Moment),
    Column("rhythm", Text, nullable=False),
    Column("made_by", Whole, ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("retired_at", Moment),
    CheckConstraint("state IN ('published', 'replaced', 'retired')", name="state"),
    CheckConstraint("rhythm IN ('once', 'daily', 'weekly', 'monthly', 'on_demand')", name="rhythm"),
    Index("uq_publication_form_id_version", "form_id", "version", unique=True),
    sqlite_autoincrement=True,
)

# A form that an admin has sent: fetched and checked by a background task, then shown, tried and published.
upload = Table(
    "upload",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    Column("file_id", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("size", Whole),
    # `lacking`: files named in the form have not been sent yet.
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Whole, nullable=False, server_default="0"),
    Column("next_at", Moment),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("content", LargeBinary),
    Column("form_id", Text),
    Column("version", Text),
    # What the form engine loads, and the digest of the file with those sent along.
    Column("converted", Text),
    Column("digest", Text),
    # JSON: what was found wrong; the files that the form names.
    Column("problems", Text),
    Column("missing", Text),
    # As in `publication`, while the admin decides.
    Column("audience", Text, nullable=False),
    Column("from_at", Moment),
    Column("until_at", Moment),
    Column("rhythm", Text, nullable=False),
    CheckConstraint(
        "state IN ('wanted', 'faulty', 'lacking', 'ready', 'failed', 'published', 'dropped')", name="state"
    ),
    sqlite_autoincrement=True,
)
Index("ix_upload_wanted", upload.c.next_at, sqlite_where=text("state = 'wanted'"))

# A CSV or media file sent along with an upload; without content it is still to be fetched.
upload_file = Table(
    "upload_file",
    metadata,
    Column("upload_id", Whole, ForeignKey("upload.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("content", LargeBinary),
)

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

invite = Table(
    "invite",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("programme", Text, nullable=False),
    Column("made_by", Whole, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", Whole, ForeignKey("person.id")),
    Column("used_at", Moment),
    CheckConstraint("role IN ('companion', 'coordinator', 'admin')", name="role"),
)

duty = Table(
    "duty",
    metadata,
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    Column("region", Text, primary_key=True),
    Column("programme", Text, primary_key=True),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Whole, ForeignKey("person.id")),
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

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

# The percents of each person's latest result, so that people can be chosen by band; worked out again from answers.
latest_score = Table(
    "latest_score",
    metadata,
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    Column("form_id", Text, primary_key=True),
    # A dimension's name, or `scoring.competency.OVERALL`.
    Column("part", Text, primary_key=True),
    # NULL where too few items were answered (docs/decisions/0002).
    Column("percent", Float),
    Column("band", Text),
    Column("weakest", Boolean, nullable=False),
    Column("submission_id", Whole, ForeignKey("submission.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# What a person does not want, by kind (`reminder:kompetensi`, `tip`, `news`), and how often they want tips.
preference = Table(
    "preference",
    metadata,
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# One tip that a person was sent, and what they said of it.
tip_given = Table(
    "tip_given",
    metadata,
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    Column("tip_id", Text, primary_key=True),
    Column("given_at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    # `useful` or `less`; NULL while nothing was said.
    Column("verdict", Text),
    Column("kept", Boolean, nullable=False),
    Column("case_choice", Whole),
    # `yes`, `not_yet`; NULL while not asked or not answered.
    Column("tried", Text),
    Index("ix_tip_given_tip_id", "tip_id", "verdict"),
    sqlite_with_rowid=False,
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

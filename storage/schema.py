"""The tables, as the newest migration leaves them (a test compares the two)."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
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

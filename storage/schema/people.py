"""Tables of people: who they are, where they are in the chat, what they agreed to and wish."""

from sqlalchemy import Boolean, CheckConstraint, Column, Float, ForeignKey, Index, Table, Text, text

from storage.moments import Moment, Whole
from storage.schema.base import metadata

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

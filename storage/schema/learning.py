"""Tables of learning: packed results, whom an interview is about, learning plans, mentors, and exports of all of it."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, LargeBinary, Table, Text, text

from storage.moments import Moment, Whole
from storage.schema.base import metadata

# A sent instrument (a form with scored items) in one row, so that a country can be counted without touching its
# answers: a copy, worked out from `submission_answer`.
result = Table(
    "result",
    metadata,
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    # 0: the person's latest of the form; 1: the one before it, and so on.
    Column("back", Whole, nullable=False),
    # One byte an item, in the order of the form's version: its score, 255 where it was left out.
    Column("items", LargeBinary, nullable=False),
    Index("ix_result_form_id_back", "form_id", "back", "person_id"),
    Index("ix_result_person_id", "person_id", "form_id", "back"),
)

# Whom a submission is about, where that is not its sender: an interview is the coordinator's, about a companion.
about = Table(
    "about",
    metadata,
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    # What the person said of it, in their own words.
    Column("remark", Text),
    Column("remarked_at", Moment),
    Index("ix_about_person_id", "person_id", "submission_id"),
)

# What a companion means to learn; the newest row counts, earlier ones tell how it came.
learning_plan = Table(
    "learning_plan",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    # The group by performance (003 Tabel 3.3); NULL while the short form was not filled in.
    Column("group_name", Text),
    Column("focus", Text, nullable=False),
    # Of the tips.
    Column("track", Text, nullable=False),
    # The person's own wishes; NULL where nothing was said.
    Column("training", Text),
    Column("mentor", Text),
    Column("words", Text),
    CheckConstraint("mentor IN ('yes', 'no')", name="mentor"),
    Index("ix_learning_plan_person_id", "person_id", "id"),
    sqlite_autoincrement=True,
)

mentor_wish = Table(
    "mentor_wish",
    metadata,
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    # '' where nothing was said.
    Column("as_mentor", Text, nullable=False),
    Column("as_mentee", Text, nullable=False),
    # How many at once.
    Column("capacity", Whole, nullable=False),
    # " indonesia jawa ", with a blank around each; "" for none.
    Column("languages", Text, nullable=False),
    # Whether a mentor may know the theme (never scores).
    Column("shares", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint("as_mentor IN ('yes', 'no', '')", name="as_mentor"),
    CheckConstraint("as_mentee IN ('yes', 'no', '')", name="as_mentee"),
)

mentor_pair = Table(
    "mentor_pair",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("mentor", Whole, ForeignKey("person.id"), nullable=False),
    Column("mentee", Whole, ForeignKey("person.id"), nullable=False),
    Column("programme", Text, nullable=False),
    Column("state", Text, nullable=False),
    # JSON: why they were put together, worded when it is read.
    Column("why", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("decided_by", Whole, ForeignKey("person.id"), index=True),
    Column("decided_at", Moment),
    Column("mentor_said", Text),
    Column("mentee_said", Text),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    # The construct that they work on.
    Column("theme", Text, nullable=False),
    # JSON: the mentee's own figures at the beginning, and what came of it after three months.
    Column("baseline", Text),
    Column("looked_back_at", Moment),
    Column("outcome", Text),
    CheckConstraint("state IN ('proposed', 'asked', 'active', 'declined', 'rejected', 'ended')", name="state"),
    CheckConstraint("mentor_said IN ('yes', 'no')", name="mentor_said"),
    CheckConstraint("mentee_said IN ('yes', 'no')", name="mentee_said"),
    Index("ix_mentor_pair_mentor", "mentor", "state"),
    Index("ix_mentor_pair_mentee", "mentee", "state"),
    Index("ix_mentor_pair_state", "state", "id"),
    sqlite_autoincrement=True,
)
# Nobody has two mentors, or is promised to two.
Index(
    "uq_mentor_pair_mentee",
    mentor_pair.c.mentee,
    unique=True,
    sqlite_where=text("state IN ('proposed', 'asked', 'active')"),
)

# An export that was asked for in the chat: done by a program of its own, its files sent and then removed.
export_job = Table(
    "export_job",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    # JSON: what is exported, and how.
    Column("request", Text, nullable=False),
    Column("state", Text, nullable=False),
    # Rows written, of how many.
    Column("done", Whole, nullable=False),
    Column("total", Whole, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    # JSON: names of the files below the data folder.
    Column("files", Text),
    Column("reason", Text),
    CheckConstraint("state IN ('wanted', 'running', 'done', 'failed', 'cancelled')", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_export_job_open", export_job.c.id, sqlite_where=text("state IN ('wanted', 'running')"))

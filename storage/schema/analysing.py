"""Tables of the analysis of instruments: what was asked for, and models in their authors' own words."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text, text

from storage.moments import Moment, Whole
from storage.schema.base import metadata

# An analysis that was asked for in the chat: done by a program of its own, like an export (`export_job`).
analysis_job = Table(
    "analysis_job",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    # JSON: what is analysed, and how, with the text of the model.
    Column("request", Text, nullable=False),
    Column("state", Text, nullable=False),
    # Steps done, of how many.
    Column("done", Whole, nullable=False),
    Column("total", Whole, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    # JSON: names of the files below the data folder.
    Column("files", Text),
    Column("reason", Text),
    # JSON: a list of sentences that say what came of it, in the language in which it was asked for.
    Column("outcome", Text),
    CheckConstraint("state IN ('wanted', 'running', 'done', 'failed', 'cancelled')", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_analysis_job_open", analysis_job.c.id, sqlite_where=text("state IN ('wanted', 'running')"))

# The text of a model that somebody has written for an instrument, or sent as a file that is still to be fetched.
analysis_model = Table(
    "analysis_model",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    Column("form_id", Text, nullable=False),
    # NULL while the file was not read.
    Column("text", Text),
    # Of a file, as Telegram names it; NULL of what was typed, and of what was read.
    Column("file_id", Text),
    # Why the file could not be read.
    Column("problem", Text),
    Column("attempts", Whole, nullable=False),
    Column("made_at", Moment, nullable=False),
    CheckConstraint("problem IN ('too-large', 'not-text', 'not-fetched')", name="problem"),
    sqlite_autoincrement=True,
)
Index("ix_analysis_model_unread", analysis_model.c.id, sqlite_where=text("file_id IS NOT NULL"))

"""Tables of field work: reports and what became of them, cases and the talk about them, lessons drawn from cases."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Table, Text, text

from storage.moments import Moment, Whole
from storage.schema.base import metadata

# A field report: its number is that of the submission it began with, `submission_id` the newest version of it. Region
# and programmes are the sender's at the time of sending, so that a report stays where it was filed.
report = Table(
    "report",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    # The submission goes (erasure, five years), and its report with it.
    Column("submission_id", Whole, ForeignKey("submission.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("regency", Text, nullable=False),
    # " pkh bpnt ", with a blank around each; "" for none.
    Column("programmes", Text, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    # What tells several series of one form apart: the group of a P2K2 report.
    Column("key", Text, nullable=False),
    # "2026-11-20": what it is about, as the form says (setting `day`), else where and when it was first sent.
    Column("day", Text, nullable=False),
    Column("first_sent_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("versions", Whole, nullable=False),
    Column("state", Text, nullable=False),
    Column("remark", Text),
    Column("reviewer", Whole, ForeignKey("person.id")),
    Column("reviewed_at", Moment),
    CheckConstraint("state IN ('new', 'returned', 'accepted')", name="state"),
    # Lists are read from their newest end: by region, by person, by form.
    Index("ix_report_person_id_day", "person_id", "day", "id"),
    # Few are restricted: who is named for them need not walk through all others.
    Index("ix_report_restricted", "day", "id", sqlite_where=text("restricted = 1")),
    Index("ix_report_person_id_form_id", "person_id", "form_id", "key", "id"),
    Index("ix_report_person_id_form_id_day", "person_id", "form_id", "day"),
    Index("ix_report_regency_state", "regency", "state", "day", "id"),
    Index("ix_report_province_state", "province", "state", "day", "id"),
    Index("ix_report_state", "state", "day", "id"),
    Index("ix_report_regency_form_id", "regency", "form_id", "day", "id"),
    Index("ix_report_form_id", "form_id", "day", "id"),
)

# A report in each of its sender's programmes: who answers for a rare one in a large region finds its reports at once.
# A trigger of migration 0004 keeps state and day those of the report.
report_programme = Table(
    "report_programme",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("report_id", Whole, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("province", Text, nullable=False),
    Index("ix_report_programme_province", "programme", "province", "state", "day", "report_id"),
    sqlite_with_rowid=False,
)

# Every version of a report: corrections are submissions of their own.
report_version = Table(
    "report_version",
    metadata,
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("report_id", Whole, nullable=False, index=True),
    Column("number", Whole, nullable=False),
)

# Who is named for restricted cases and reports of a region ("" for all, "13", "13.76").
restricted_duty = Table(
    "restricted_duty",
    metadata,
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True),
    Column("region", Text, primary_key=True),
    sqlite_with_rowid=False,
)

case_record = Table(
    "case_record",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    # The form that it was opened with, and the report that it was opened from: they may be erased before it.
    Column("submission_id", Whole, ForeignKey("submission.id", ondelete="SET NULL"), index=True),
    Column("report_id", Whole, index=True),
    Column("kind", Text, nullable=False),
    Column("urgency", Text, nullable=False),
    Column("restricted", Boolean, nullable=False),
    # A local code of the family, never a NIK or KK.
    Column("kpm", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("tried", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("regency", Text, nullable=False),
    Column("programmes", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("holder", Whole, ForeignKey("person.id"), index=True),
    # How far it has been escalated: 0 regency, 1 province, 2 country.
    Column("level", Whole, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    # When the coordinators' side must have answered; NULL while the companion is asked, and when it is closed.
    Column("due_at", Moment),
    Column("escalated_at", Moment),
    Column("closed_at", Moment),
    Column("outcome", Text),
    Column("lesson", Text),
    CheckConstraint("state IN ('new', 'open', 'waiting', 'closed')", name="state"),
    CheckConstraint("urgency IN ('segera', 'tinggi', 'biasa')", name="urgency"),
    CheckConstraint("level IN (0, 1, 2)", name="level"),
    Index("ix_case_record_person_id", "person_id", "id"),
    Index("ix_case_record_state", "state", "id"),
    Index("ix_case_record_regency", "regency", "state", "id"),
    Index("ix_case_record_province", "province", "state", "id"),
    sqlite_autoincrement=True,
)
Index("ix_case_record_due_at", case_record.c.due_at, sqlite_where=text("due_at IS NOT NULL"))

# What was said and done in a case, by either side or (author NULL) by the program; never changed.
case_message = Table(
    "case_message",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("case_id", Whole, ForeignKey("case_record.id", ondelete="CASCADE"), nullable=False),
    Column("author", Whole, ForeignKey("person.id"), index=True),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint("kind IN ('text', 'photo', 'voice', 'audio', 'video', 'document', 'event')", name="kind"),
    Index("ix_case_message_case_id", "case_id", "id"),
    sqlite_autoincrement=True,
)

# Who was named for one case: it was handed over to them, or they were added.
case_viewer = Table(
    "case_viewer",
    metadata,
    Column("case_id", Whole, ForeignKey("case_record.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# What a closed case taught, offered as a tip; it is sent to others after an admin's yes.
lesson = Table(
    "lesson",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("case_id", Whole, ForeignKey("case_record.id", ondelete="SET NULL"), index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("to_try", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("made_by", Whole, ForeignKey("person.id")),
    Column("made_at", Moment, nullable=False),
    Column("decided_by", Whole, ForeignKey("person.id")),
    Column("decided_at", Moment),
    # Why it was declined, in the admin's words.
    Column("reason", Text),
    CheckConstraint("state IN ('offered', 'accepted', 'declined')", name="state"),
    sqlite_autoincrement=True,
)
# A case is a tip once; one that was declined may be worded anew.
Index("uq_lesson_case_id", lesson.c.case_id, unique=True, sqlite_where=text("state IN ('offered', 'accepted')"))

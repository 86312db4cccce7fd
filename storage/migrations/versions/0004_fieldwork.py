"""Field work: reports, cases and the talk about them, who is named for restricted ones; several drafts of one form.

`attachment` is made anew: ALTER TABLE ADD COLUMN cannot give a foreign key its name. The ids that were given out are
remembered.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "report",
    "report_programme",
    "report_version",
    "restricted_duty",
    "case_record",
    "case_message",
    "case_viewer",
    "lesson",
)


def upgrade() -> None:
    op.drop_index("uq_draft_person_id_form_id", "draft")
    op.create_index("ix_draft_person_id_form_id", "draft", ["person_id", "form_id"])
    _reports()
    _cases()
    _talk()
    _attachments(case_message=True)


def _reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("submission_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("regency", sa.Text(), nullable=False),
        sa.Column("programmes", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("first_sent_at", WHOLE, nullable=False),
        sa.Column("sent_at", WHOLE, nullable=False),
        sa.Column("versions", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text()),
        sa.Column("reviewer", WHOLE),
        sa.Column("reviewed_at", WHOLE),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("submission_id", name="uq_report_submission_id"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_report_submission_id_submission", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_report_person_id_person"),
        sa.ForeignKeyConstraint(["reviewer"], ["person.id"], name="fk_report_reviewer_person"),
        sa.CheckConstraint("state IN ('new', 'returned', 'accepted')", name=op.f("ck_report_state")),
    )
    op.create_index("ix_report_person_id_day", "report", ["person_id", "day", "id"])
    op.create_index("ix_report_person_id_form_id", "report", ["person_id", "form_id", "key", "id"])
    op.create_index("ix_report_person_id_form_id_day", "report", ["person_id", "form_id", "day"])
    op.create_index("ix_report_regency_state", "report", ["regency", "state", "day", "id"])
    op.create_index("ix_report_province_state", "report", ["province", "state", "day", "id"])
    op.create_index("ix_report_state", "report", ["state", "day", "id"])
    op.create_index("ix_report_regency_form_id", "report", ["regency", "form_id", "day", "id"])
    op.create_index("ix_report_form_id", "report", ["form_id", "day", "id"])
    op.create_index("ix_report_restricted", "report", ["day", "id"], sqlite_where=sa.text("restricted = 1"))
    op.create_table(
        "report_programme",
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("report_id", WHOLE, nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "state", "day", "report_id", name="pk_report_programme"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_report_programme_report_id_report", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(
        """CREATE TRIGGER report_programme_place AFTER UPDATE OF state, day ON report
        BEGIN UPDATE report_programme SET state = NEW.state, day = NEW.day WHERE report_id = NEW.id; END"""
    )
    op.create_index("ix_report_programme_report_id", "report_programme", ["report_id"])
    op.create_index(
        "ix_report_programme_province", "report_programme", ["programme", "province", "state", "day", "report_id"]
    )
    op.create_table(
        "report_version",
        sa.Column("submission_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("report_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_report_version"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_report_version_submission_id_submission", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_report_version_report_id", "report_version", ["report_id"])
    op.create_table(
        "restricted_duty",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "region", name="pk_restricted_duty"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_restricted_duty_person_id_person"),
        sqlite_with_rowid=False,
    )


def _cases() -> None:
    op.create_table(
        "case_record",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("submission_id", WHOLE),
        sa.Column("report_id", WHOLE),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("kpm", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("regency", sa.Text(), nullable=False),
        sa.Column("programmes", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("holder", WHOLE),
        sa.Column("level", WHOLE, nullable=False),
        sa.Column("opened_at", WHOLE, nullable=False),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.Column("due_at", WHOLE),
        sa.Column("escalated_at", WHOLE),
        sa.Column("closed_at", WHOLE),
        sa.Column("outcome", sa.Text()),
        sa.Column("lesson", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_case_record"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_record_person_id_person"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_case_record_submission_id_submission", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["holder"], ["person.id"], name="fk_case_record_holder_person"),
        sa.CheckConstraint("state IN ('new', 'open', 'waiting', 'closed')", name=op.f("ck_case_record_state")),
        sa.CheckConstraint("urgency IN ('segera', 'tinggi', 'biasa')", name=op.f("ck_case_record_urgency")),
        sa.CheckConstraint("level IN (0, 1, 2)", name=op.f("ck_case_record_level")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_record_person_id", "case_record", ["person_id", "id"])
    op.create_index("ix_case_record_submission_id", "case_record", ["submission_id"])
    op.create_index("ix_case_record_report_id", "case_record", ["report_id"])
    op.create_index("ix_case_record_holder", "case_record", ["holder"])
    op.create_index("ix_case_record_state", "case_record", ["state", "id"])
    op.create_index("ix_case_record_regency", "case_record", ["regency", "state", "id"])
    op.create_index("ix_case_record_province", "case_record", ["province", "state", "id"])
    op.create_index("ix_case_record_due_at", "case_record", ["due_at"], sqlite_where=sa.text("due_at IS NOT NULL"))


def _talk() -> None:
    op.create_table(
        "case_message",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("case_id", WHOLE, nullable=False),
        sa.Column("author", WHOLE),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_message"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name="fk_case_message_case_id_case_record", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name="fk_case_message_author_person"),
        sa.CheckConstraint(
            "kind IN ('text', 'photo', 'voice', 'audio', 'video', 'document', 'event')",
            name=op.f("ck_case_message_kind"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_message_case_id", "case_message", ["case_id", "id"])
    op.create_index("ix_case_message_author", "case_message", ["author"])
    op.create_table(
        "case_viewer",
        sa.Column("case_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_id", name="pk_case_viewer"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name="fk_case_viewer_case_id_case_record", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_viewer_person_id_person"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_viewer_person_id", "case_viewer", ["person_id"])
    op.create_table(
        "lesson",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("case_id", WHOLE),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("to_try", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_by", WHOLE),
        sa.Column("made_at", WHOLE, nullable=False),
        sa.Column("decided_by", WHOLE),
        sa.Column("decided_at", WHOLE),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_lesson"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name="fk_lesson_case_id_case_record", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_lesson_made_by_person"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="fk_lesson_decided_by_person"),
        sa.CheckConstraint("state IN ('offered', 'accepted', 'declined')", name=op.f("ck_lesson_state")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_lesson_case_id", "lesson", ["case_id"])
    op.create_index("ix_lesson_state", "lesson", ["state"])
    one_a_case = sa.text("state IN ('offered', 'accepted')")
    op.create_index("uq_lesson_case_id", "lesson", ["case_id"], unique=True, sqlite_where=one_a_case)


def _attachments(*, case_message: bool) -> None:
    """The table with or without the column for messages of cases, its rows as they are."""
    op.rename_table("attachment", "attachment_before")
    homes = ["draft_id", "submission_id", *(["case_message_id"] if case_message else [])]
    op.create_table(
        "attachment",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        *(sa.Column(home, WHOLE) for home in homes),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("item", "file_name", "kind")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("file_id", "file_unique_id")),
        sa.Column("size", WHOLE),
        sa.Column("mime", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("attempts", WHOLE, server_default="0", nullable=False),
        sa.Column("next_at", WHOLE),
        sa.Column("at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.CheckConstraint("state IN ('wanted', 'kept', 'failed', 'refused')", name=op.f("ck_attachment_state")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attachment_person_id_person"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_attachment_draft_id_draft", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_attachment_submission_id_submission",
            ondelete="SET NULL",
            deferrable=True,
            initially="DEFERRED",
        ),
        *(
            [
                sa.ForeignKeyConstraint(
                    ["case_message_id"],
                    ["case_message.id"],
                    name="fk_attachment_case_message_id_case_message",
                    ondelete="SET NULL",
                )
            ]
            if case_message
            else []
        ),
        sqlite_autoincrement=True,
    )
    columns = "id, person_id, draft_id, submission_id, item, file_name, kind, file_id, file_unique_id, size, mime, "
    columns += "sha256, state, reason, attempts, next_at, at"
    op.execute(f"INSERT INTO attachment ({columns}) SELECT {columns} FROM attachment_before")
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'attachment'")
    op.execute(
        "INSERT INTO sqlite_sequence SELECT 'attachment', seq FROM sqlite_sequence WHERE name = 'attachment_before'"
    )
    op.drop_table("attachment_before")
    for column in ("person_id", *homes, "sha256"):
        op.create_index(f"ix_attachment_{column}", "attachment", [column])
    op.create_index("ix_attachment_wanted", "attachment", ["next_at"], sqlite_where=sa.text("state = 'wanted'"))


def downgrade() -> None:
    _attachments(case_message=False)
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_draft_person_id_form_id", "draft")
    # Of several drafts of one form the one that was changed last stays.
    op.execute(
        """DELETE FROM draft WHERE id NOT IN (SELECT id FROM (SELECT id, row_number() OVER (
        PARTITION BY person_id, form_id ORDER BY changed_at DESC, id DESC) AS place FROM draft) WHERE place = 1)"""
    )
    op.create_index("uq_draft_person_id_form_id", "draft", ["person_id", "form_id"], unique=True)

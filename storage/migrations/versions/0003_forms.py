"""Forms that admins publish: their files, audiences and rhythms; instances as XML, attachments.

Columns are added by SQLite's own ALTER TABLE ADD COLUMN: Alembic's batch mode copies the table, which loses the
triggers that seal a submission, and the memory of which ids of drafts were given out.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("form_source", "form_file", "publication", "upload", "upload_file", "submission_xml", "attachment")
RHYTHMS = "rhythm IN ('once', 'daily', 'weekly', 'monthly', 'on_demand')"

SEALED = {
    "submission_xml_kept": """BEFORE UPDATE ON submission_xml
        BEGIN SELECT RAISE(ABORT, 'the XML of a submission is immutable'); END""",
    "submission_xml_sealed": """BEFORE INSERT ON submission_xml
        WHEN EXISTS (SELECT 1 FROM submission WHERE id = NEW.submission_id)
        BEGIN SELECT RAISE(ABORT, 'the submission is sealed: no XML can be added'); END""",
    "submission_xml_whole": """BEFORE DELETE ON submission_xml
        WHEN EXISTS (SELECT 1 FROM submission WHERE id = OLD.submission_id)
        BEGIN SELECT RAISE(ABORT, 'the submission is sealed: erase it whole'); END""",
}


def upgrade() -> None:
    for table in ("draft", "submission"):
        op.add_column(table, sa.Column("instance_id", sa.Text(), server_default="", nullable=False))
        op.add_column(table, sa.Column("replaces", WHOLE))
    _forms()
    _uploads()
    _submissions()
    for name, body in SEALED.items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def _forms() -> None:
    op.create_table(
        "form_source",
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("form_id", "version", name="pk_form_source"),
    )
    op.create_table(
        "form_file",
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("form_id", "version", "name", name="pk_form_file"),
    )
    op.create_table(
        "publication",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("from_at", WHOLE),
        sa.Column("until_at", WHOLE),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("made_by", WHOLE, nullable=False),
        sa.Column("made_at", WHOLE, nullable=False),
        sa.Column("published_at", WHOLE, nullable=False),
        sa.Column("retired_at", WHOLE),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_publication_made_by_person"),
        sa.CheckConstraint("state IN ('published', 'replaced', 'retired')", name=op.f("ck_publication_state")),
        sa.CheckConstraint(RHYTHMS, name=op.f("ck_publication_rhythm")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_publication_form_id_version", "publication", ["form_id", "version"], unique=True)


def _uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", WHOLE),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("attempts", WHOLE, server_default="0", nullable=False),
        sa.Column("next_at", WHOLE),
        sa.Column("made_at", WHOLE, nullable=False),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("form_id", sa.Text()),
        sa.Column("version", sa.Text()),
        sa.Column("converted", sa.Text()),
        sa.Column("digest", sa.Text()),
        sa.Column("problems", sa.Text()),
        sa.Column("missing", sa.Text()),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("from_at", WHOLE),
        sa.Column("until_at", WHOLE),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('wanted', 'faulty', 'lacking', 'ready', 'failed', 'published', 'dropped')",
            name=op.f("ck_upload_state"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_upload_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_upload_person_id", "upload", ["person_id"])
    op.create_index("ix_upload_wanted", "upload", ["next_at"], sqlite_where=sa.text("state = 'wanted'"))
    op.create_table(
        "upload_file",
        sa.Column("upload_id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("upload_id", "name", name="pk_upload_file"),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name="fk_upload_file_upload_id_upload", ondelete="CASCADE"
        ),
    )


def _submissions() -> None:
    op.create_table(
        "submission_xml",
        sa.Column("submission_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("xml", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_submission_xml"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_xml_submission_id_submission",
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_table(
        "attachment",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("draft_id", WHOLE),
        sa.Column("submission_id", WHOLE),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("file_unique_id", sa.Text(), nullable=False),
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
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "draft_id", "submission_id", "sha256"):
        op.create_index(f"ix_attachment_{column}", "attachment", [column])
    op.create_index("ix_attachment_wanted", "attachment", ["next_at"], sqlite_where=sa.text("state = 'wanted'"))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    for table in ("draft", "submission"):
        for column in ("replaces", "instance_id"):
            op.drop_column(table, column)

"""The first tables, and the triggers that keep a submission as it was sent.

How a submission is sealed: its answers are inserted first, under an id taken from ``counter`` (the foreign key
is deferred to the commit), and its own row last. From then on no answer can be added, changed or taken out, nor
the row changed; what is left is to delete the row, which takes its answers along: that is erasure.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PEOPLE_ROLES = "role IN ('companion', 'coordinator', 'admin')"

SEALED = {
    "submission_kept": """BEFORE UPDATE ON submission
        BEGIN SELECT RAISE(ABORT, 'a submission is immutable'); END""",
    # INSERT OR REPLACE would otherwise be an UPDATE by the back door.
    "submission_once": """BEFORE INSERT ON submission
        WHEN EXISTS (SELECT 1 FROM submission WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a submission is immutable'); END""",
    "submission_answer_kept": """BEFORE UPDATE ON submission_answer
        BEGIN SELECT RAISE(ABORT, 'the answers of a submission are immutable'); END""",
    "submission_answer_sealed": """BEFORE INSERT ON submission_answer
        WHEN EXISTS (SELECT 1 FROM submission WHERE id = NEW.submission_id)
        BEGIN SELECT RAISE(ABORT, 'the submission is sealed: no answer can be added'); END""",
    "submission_answer_whole": """BEFORE DELETE ON submission_answer
        WHEN EXISTS (SELECT 1 FROM submission WHERE id = OLD.submission_id)
        BEGIN SELECT RAISE(ABORT, 'the submission is sealed: erase it whole'); END""",
}


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("telegram_id", WHOLE, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("gender", sa.Text()),
        sa.Column("province", sa.Text()),
        sa.Column("regency", sa.Text()),
        sa.Column("consent", sa.Text()),
        sa.Column("joined_at", WHOLE, nullable=False),
        sa.Column("blocked_at", WHOLE),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("telegram_id", name="uq_person_telegram_id"),
        sa.CheckConstraint(PEOPLE_ROLES, name=op.f("ck_person_role")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_role_not_companion", "person", ["role"], sqlite_where=sa.text("role <> 'companion'"))
    op.create_table(
        "draft",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("position", sa.Text()),
        sa.Column("step", WHOLE, nullable=False),
        sa.Column("to_review", sa.Boolean(), nullable=False),
        sa.Column("begun_at", WHOLE, nullable=False),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_draft_person_id_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_draft_person_id_form_id", "draft", ["person_id", "form_id"], unique=True)
    op.create_table(
        "draft_answer",
        sa.Column("draft_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "item", name="pk_draft_answer"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_draft_answer_draft_id_draft", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chat",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("message_id", WHOLE),
        sa.Column("draft_id", WHOLE),
        sa.Column("owed", WHOLE),
        sa.Column("owed_at", WHOLE),
        sa.Column("owed_notes", sa.Text()),
        sa.PrimaryKeyConstraint("person_id", name="pk_chat"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_chat_person_id_person"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_chat_draft_id_draft", ondelete="SET NULL"),
    )
    op.create_index("ix_chat_draft_id", "chat", ["draft_id"])
    op.create_index("ix_chat_owed_at", "chat", ["owed_at"], sqlite_where=sa.text("owed IS NOT NULL"))
    op.create_table(
        "submission",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("begun_at", WHOLE, nullable=False),
        sa.Column("sent_at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_submission_person_id_person"),
    )
    op.create_index("ix_submission_person_id_form_id_sent_at", "submission", ["person_id", "form_id", "sent_at"])
    op.create_table(
        "submission_answer",
        sa.Column("submission_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", "item", name="pk_submission_answer"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_answer_submission_id_submission",
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        sqlite_with_rowid=False,
    )
    counter = op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.bulk_insert(counter, [{"name": "submission", "last": 0}])
    op.create_table(
        "consent",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.Column("withdrawn_at", WHOLE),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_consent_person_id_person"),
    )
    op.create_index("ix_consent_person_id", "consent", ["person_id"])
    op.create_table(
        "form_version",
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("converted", sa.Text(), nullable=False),
        sa.Column("published_at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("form_id", "version", name="pk_form_version"),
    )
    op.create_table(
        "inbox",
        sa.Column("update_id", WHOLE, nullable=False),
        sa.Column("received_at", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("payload", sa.Text()),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
        sa.CheckConstraint("state IN ('done', 'aside')", name=op.f("ck_inbox_state")),
    )
    op.create_index("ix_inbox_aside", "inbox", ["update_id"], sqlite_where=sa.text("state = 'aside'"))
    op.create_table(
        "invite",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("made_by", WHOLE),
        sa.Column("made_at", WHOLE, nullable=False),
        sa.Column("expires_at", WHOLE, nullable=False),
        sa.Column("used_by", WHOLE),
        sa.Column("used_at", WHOLE),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invite"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_invite_made_by_person"),
        sa.ForeignKeyConstraint(["used_by"], ["person.id"], name="fk_invite_used_by_person"),
        sa.CheckConstraint(PEOPLE_ROLES, name=op.f("ck_invite_role")),
    )
    op.create_table(
        "duty",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "region", "programme", name="pk_duty"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_duty_person_id_person"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.Column("actor", WHOLE),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["actor"], ["person.id"], name="fk_audit_actor_person"),
    )
    for name, body in SEALED.items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def downgrade() -> None:
    for table in (
        *("audit", "duty", "invite", "inbox", "form_version", "consent", "counter"),
        *("submission_answer", "submission", "chat", "draft_answer", "draft", "person"),
    ):
        op.drop_table(table)

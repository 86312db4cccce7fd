"""The outbox, announcements, and what reminders and tips need to know."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "sender",
    "announcement",
    "outbox",
    "preference",
    "segment",
    "setting",
    "special_day",
    "tip_given",
    "announcement_answer",
    "latest_score",
)


def upgrade() -> None:
    op.create_table(
        "sender",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alive_until", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sender"),
    )
    op.create_table(
        "announcement",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("made_by", WHOLE, nullable=False),
        sa.Column("made_at", WHOLE, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text()),
        sa.Column("duty", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("send_at", WHOLE),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("approved_by", WHOLE),
        sa.Column("begun_at", WHOLE),
        sa.Column("ended_at", WHOLE),
        sa.Column("planned_to", WHOLE, nullable=False),
        sa.Column("copies", WHOLE, nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'waiting', 'scheduled', 'sending', 'paused', 'stopped', 'done', 'deleted')",
            name=op.f("ck_announcement_state"),
        ),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name="fk_announcement_approved_by_person"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_announcement_made_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_announcement_open",
        "announcement",
        ["state"],
        sqlite_where=sa.text("state IN ('waiting', 'scheduled', 'sending', 'paused')"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("chat_id", WHOLE),
        sa.Column("lane", WHOLE, nullable=False),
        sa.Column("data", sa.Text()),
        sa.Column("priority", WHOLE, nullable=False),
        sa.Column("not_before", WHOLE, nullable=False),
        sa.Column("expires_at", WHOLE),
        sa.Column("attempts", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("sender", sa.Text()),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.Column("message_ids", sa.Text()),
        sa.Column("revision", WHOLE),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'uncertain', 'failed', 'expired', 'cancelled')",
            name=op.f("ck_outbox_state"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outbox_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_expires_at", "outbox", ["expires_at"], sqlite_where=sa.text("state = 'queued'"))
    op.create_index("ix_outbox_in_hand", "outbox", ["sender"], sqlite_where=sa.text("state = 'sending'"))
    op.create_index("ix_outbox_lane", "outbox", ["lane", "kind", "state", "reason"], sqlite_where=sa.text("lane <> 0"))
    op.create_index("ix_outbox_person_id", "outbox", ["person_id"])
    op.create_index(
        "ix_outbox_queued", "outbox", ["lane", "priority", "not_before", "id"], sqlite_where=sa.text("state = 'queued'")
    )
    op.create_table(
        "preference",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_preference_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", "kind", name="pk_preference"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "segment",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("made_by", WHOLE, nullable=False),
        sa.Column("made_at", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_segment_made_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_segment"),
        sa.UniqueConstraint("name", name="uq_segment_name"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_by", WHOLE),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name="fk_setting_changed_by_person"),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "special_day",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("changed_by", WHOLE),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.CheckConstraint("kind IN ('holiday', 'leave', 'workday', 'silent')", name=op.f("ck_special_day_kind")),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name="fk_special_day_changed_by_person"),
        sa.PrimaryKeyConstraint("day", "province", name="pk_special_day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tip_given",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("tip_id", sa.Text(), nullable=False),
        sa.Column("given_at", WHOLE, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("case_choice", WHOLE),
        sa.Column("tried", sa.Text()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_tip_given_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", "tip_id", name="pk_tip_given"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tip_given_tip_id", "tip_given", ["tip_id", "verdict"])
    op.create_table(
        "announcement_answer",
        sa.Column("announcement_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcement.id"], name="fk_announcement_answer_announcement_id_announcement"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_announcement_answer_person_id_person"),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name="pk_announcement_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_announcement_answer_person_id", "announcement_answer", ["person_id"])
    op.create_table(
        "latest_score",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("percent", sa.Float()),
        sa.Column("band", sa.Text()),
        sa.Column("weakest", sa.Boolean(), nullable=False),
        sa.Column("submission_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_latest_score_person_id_person"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_latest_score_submission_id_submission", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "form_id", "part", name="pk_latest_score"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_latest_score_submission_id", "latest_score", ["submission_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)

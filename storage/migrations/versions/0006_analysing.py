"""Analysis of instruments: what was asked for, and models in their authors' own words."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "analysis_job",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("done", "total", "made_at", "changed_at")),
        *(sa.Column(name, sa.Text()) for name in ("files", "reason", "outcome")),
        sa.PrimaryKeyConstraint("id", name="pk_analysis_job"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_analysis_job_person_id_person"),
        sa.CheckConstraint(
            "state IN ('wanted', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_analysis_job_state")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_analysis_job_person_id", "analysis_job", ["person_id"])
    still_open = sa.text("state IN ('wanted', 'running')")
    op.create_index("ix_analysis_job_open", "analysis_job", ["id"], sqlite_where=still_open)
    op.create_table(
        "analysis_model",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("text", "file_id", "problem")),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("attempts", "made_at")),
        sa.PrimaryKeyConstraint("id", name="pk_analysis_model"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_analysis_model_person_id_person"),
        sa.CheckConstraint(
            "problem IN ('too-large', 'not-text', 'not-fetched')", name=op.f("ck_analysis_model_problem")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_analysis_model_person_id", "analysis_model", ["person_id"])
    unread = sa.text("file_id IS NOT NULL")
    op.create_index("ix_analysis_model_unread", "analysis_model", ["id"], sqlite_where=unread)


def downgrade() -> None:
    for table in ("analysis_model", "analysis_job"):
        op.drop_table(table)

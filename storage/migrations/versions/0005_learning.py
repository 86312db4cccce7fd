"""Learning: packed results, whom an interview is about, learning plans, mentors; and exports.

`result` starts empty: the program fills it from the answers at its next start (`bot.catching_up`), because only the
forms say what an answer scores.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("result", "about", "learning_plan", "mentor_wish", "mentor_pair", "export_job")


def upgrade() -> None:
    _results()
    _plans()
    _mentors()
    op.create_table(
        "export_job",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("done", "total", "made_at", "changed_at")),
        sa.Column("files", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_export_job"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_export_job_person_id_person"),
        sa.CheckConstraint(
            "state IN ('wanted', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_export_job_state")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_export_job_person_id", "export_job", ["person_id"])
    still_open = sa.text("state IN ('wanted', 'running')")
    op.create_index("ix_export_job_open", "export_job", ["id"], sqlite_where=still_open)


def _of_submission(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_submission_id_submission"
    return sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=name, ondelete="CASCADE")


def _results() -> None:
    op.create_table(
        "result",
        sa.Column("submission_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("sent_at", WHOLE, nullable=False),
        sa.Column("back", WHOLE, nullable=False),
        sa.Column("items", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_result"),
        _of_submission("result"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_result_person_id_person"),
    )
    op.create_index("ix_result_form_id_back", "result", ["form_id", "back", "person_id"])
    op.create_index("ix_result_person_id", "result", ["person_id", "form_id", "back"])
    op.create_table(
        "about",
        sa.Column("submission_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("remark", sa.Text()),
        sa.Column("remarked_at", WHOLE),
        sa.PrimaryKeyConstraint("submission_id", name="pk_about"),
        _of_submission("about"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_about_person_id_person"),
    )
    op.create_index("ix_about_person_id", "about", ["person_id", "submission_id"])


def _plans() -> None:
    op.create_table(
        "learning_plan",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.Column("group_name", sa.Text()),
        sa.Column("focus", sa.Text(), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("training", "mentor", "words")),
        sa.PrimaryKeyConstraint("id", name="pk_learning_plan"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_learning_plan_person_id_person"),
        sa.CheckConstraint("mentor IN ('yes', 'no')", name=op.f("ck_learning_plan_mentor")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_learning_plan_person_id", "learning_plan", ["person_id", "id"])


def _mentors() -> None:
    op.create_table(
        "mentor_wish",
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("as_mentor", sa.Text(), nullable=False),
        sa.Column("as_mentee", sa.Text(), nullable=False),
        sa.Column("capacity", WHOLE, nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("shares", sa.Boolean(), nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_mentor_wish"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_mentor_wish_person_id_person"),
        sa.CheckConstraint("as_mentor IN ('yes', 'no', '')", name=op.f("ck_mentor_wish_as_mentor")),
        sa.CheckConstraint("as_mentee IN ('yes', 'no', '')", name=op.f("ck_mentor_wish_as_mentee")),
    )
    op.create_table(
        "mentor_pair",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("mentor", WHOLE, nullable=False),
        sa.Column("mentee", WHOLE, nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", WHOLE, nullable=False),
        sa.Column("decided_by", WHOLE),
        sa.Column("decided_at", WHOLE),
        sa.Column("mentor_said", sa.Text()),
        sa.Column("mentee_said", sa.Text()),
        sa.Column("begun_at", WHOLE),
        sa.Column("ended_at", WHOLE),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Text()),
        sa.Column("looked_back_at", WHOLE),
        sa.Column("outcome", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_mentor_pair"),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=f"fk_mentor_pair_{name}_person")
            for name in ("mentor", "mentee", "decided_by")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'asked', 'active', 'declined', 'rejected', 'ended')",
            name=op.f("ck_mentor_pair_state"),
        ),
        sa.CheckConstraint("mentor_said IN ('yes', 'no')", name=op.f("ck_mentor_pair_mentor_said")),
        sa.CheckConstraint("mentee_said IN ('yes', 'no')", name=op.f("ck_mentor_pair_mentee_said")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mentor_pair_mentor", "mentor_pair", ["mentor", "state"])
    op.create_index("ix_mentor_pair_mentee", "mentor_pair", ["mentee", "state"])
    op.create_index("ix_mentor_pair_state", "mentor_pair", ["state", "id"])
    op.create_index("ix_mentor_pair_decided_by", "mentor_pair", ["decided_by"])
    alive = sa.text("state IN ('proposed', 'asked', 'active')")
    op.create_index("uq_mentor_pair_mentee", "mentor_pair", ["mentee"], unique=True, sqlite_where=alive)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)

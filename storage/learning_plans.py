"""Learning plans: what was proposed to a companion, and what they said they want. Rows are added, the newest counts."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Whole
from storage.prepared import Prepared
from storage.visibility import Viewer, result_seen

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """``group_name``: by performance (``scoring.short_form``), None without the short form. ``focus`` and ``track``: a
    theme of ``scoring.learning``. ``training``: a name of ``diklat_tema.csv`` that is wished for; ``mentor``: "yes" or
    "no"; ``words``: the person's own. None where nothing was said.
    """

    person_id: int
    at: datetime
    group_name: str | None
    focus: str
    track: str
    training: str | None = None
    mentor: str | None = None
    words: str | None = None


_plan, _person = schema.learning_plan, schema.person
_PLAN = tuple(_plan.c[field.name] for field in fields(LearningPlan))
_ADD = Prepared(insert(_plan).values({column.name: bindparam(column.name) for column in _PLAN}))
_LATEST = Prepared(
    select(*_PLAN)
    .join_from(_plan, _person, _person.c.id == _plan.c.person_id)
    .where(_plan.c.person_id == bindparam("person", type_=Whole), result_seen(_person))
    .order_by(_plan.c.id.desc())
    .limit(literal(1))
)
_FORGET = Prepared(delete(_plan).where(_plan.c.person_id == bindparam("person", type_=Whole)))
# What a person may ask for under UU PDP (see `storage.privacy`).
HELD = {
    "learning_plans": select(*(column for column in _PLAN if column.name != "person_id"))
    .where(_plan.c.person_id == bindparam("person", type_=Whole))
    .order_by(_plan.c.id)
}


async def add(conn: AsyncConnection, plan: LearningPlan) -> None:
    """The person's plan from now on."""
    await _ADD.run(conn, **{field.name: getattr(plan, field.name) for field in fields(LearningPlan)})


async def latest(conn: AsyncConnection, viewer: Viewer, person_id: int) -> LearningPlan | None:
    """The plan that counts; None without one, and for who may not see it (as ``storage.results``)."""
    row = await _LATEST.first(conn, person=person_id, viewer=viewer.person_id)
    return LearningPlan(*row) if row else None


async def forget(conn: AsyncConnection, person_id: int) -> None:
    """The person has their data erased."""
    await _FORGET.run(conn, person=person_id)

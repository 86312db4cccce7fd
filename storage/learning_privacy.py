"""Learning in what a person may ask for under UU PDP 27/2022: interviews, plans, mentors, exports, analyses.

An interview is about the companion, so it is theirs to read and goes with them, whoever filled it in. A pair of mentor
and companion is nobody's alone: it goes when either goes.
"""

from datetime import datetime

from sqlalchemy import Text, bindparam, case, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import about, learning_plans, schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared

INTERVIEW, WHOM = "wawancara_sikap", "pendamping"
"""The form of interviews, and the item of a draft that says whom it is about."""

_about, _plan, _wish, _pair = schema.about, schema.learning_plan, schema.mentor_wish, schema.mentor_pair
_job, _result = schema.export_job, schema.result
_analysis, _model = schema.analysis_job, schema.analysis_model
_person = bindparam("person", type_=Whole)

HELD = {
    # What each item scored stands with the submissions' answers.
    "results": select(_result.c.submission_id, _result.c.form_id, _result.c.version, _result.c.sent_at)
    .where(_result.c.person_id == _person)
    .order_by(_result.c.submission_id),
    **about.HELD,
    **learning_plans.HELD,
    "mentor_wishes": select(*(column for column in _wish.c if column.name != "person_id")).where(
        _wish.c.person_id == _person
    ),
    # The other one's figures (baseline, outcome) are not one's own.
    "mentor_pairs": select(
        *(_pair.c[name] for name in ("id", "programme", "state", "made_at", "begun_at", "ended_at")),
        case((_pair.c.mentor == _person, literal("mentor", Text)), else_=literal("mentee", Text)).label("as"),
        case((_pair.c.mentee == _person, _pair.c.baseline)).label("baseline"),
        # What a mentee needs, a mentor may not have been allowed to know; what each said of the other is their own.
        case((_pair.c.mentee == _person, _pair.c.theme)).label("theme"),
        case((_pair.c.mentee == _person, func.json_remove(_pair.c.outcome, "$.mentor"))).label("outcome"),
        case((_pair.c.mentor == _person, func.json_extract(_pair.c.outcome, "$.mentor"))).label("my_answer"),
    )
    .where(or_(_pair.c.mentor == _person, _pair.c.mentee == _person))
    .order_by(_pair.c.id),
    "exports": select(*(_job.c[name] for name in ("id", "request", "state", "made_at", "changed_at")))
    .where(_job.c.person_id == _person)
    .order_by(_job.c.id),
    "analyses": select(*(_analysis.c[name] for name in ("id", "request", "state", "made_at", "changed_at")))
    .where(_analysis.c.person_id == _person)
    .order_by(_analysis.c.id),
    "analysis_models": select(*(_model.c[name] for name in ("id", "form_id", "text", "made_at")))
    .where(_model.c.person_id == _person)
    .order_by(_model.c.id),
}

_ERASE = [
    Prepared(delete(_pair).where(or_(_pair.c.mentor == _person, _pair.c.mentee == _person))),
    Prepared(update(_pair).where(_pair.c.decided_by == _person).values(decided_by=None)),
    *(
        Prepared(delete(table).where(table.c.person_id == _person))
        for table in (_plan, _wish, _job, _analysis, _model, _result, _about)
    ),
]
_before = bindparam("before", type_=Moment)
_over = [literal(state, Text) for state in ("declined", "rejected", "ended")]
_FORGET = [
    Prepared(delete(_plan).where(_plan.c.at < _before)),
    Prepared(delete(_pair).where(_pair.c.state.in_(_over), _pair.c.made_at < _before)),
    Prepared(delete(_job).where(_job.c.changed_at < _before)),
    Prepared(delete(_analysis).where(_analysis.c.changed_at < _before)),
    Prepared(delete(_model).where(_model.c.made_at < _before)),
]


async def erase(conn: AsyncConnection, person_id: int) -> None:
    """Erase all of it that is about the person, and their name from what they decided for others."""
    await about.forget(conn, person_id, INTERVIEW, WHOM)
    for statement in _ERASE:
        await statement.run(conn, person=person_id)


async def forget(conn: AsyncConnection, before: datetime) -> None:
    """Erase plans, pairs that are over, exports and analyses from before a time."""
    for statement in _FORGET:
        await statement.run(conn, before=before)

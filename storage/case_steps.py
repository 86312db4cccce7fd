"""What may follow on what in a case, as one table, and the doing of it.

Each step notes an event in the talk of the case, and what a coordinator or admin does also in the audit, without a
word of what the case is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Text, bindparam, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import audit, schema
from storage.case_people import in_charge, may_take_over
from storage.case_rows import CASE, CLOSED, NEW, OPEN, WAITING, Case
from storage.case_talk import note
from storage.moments import Moment, Whole
from storage.prepared import Prepared
from storage.visibility import VIEWER, Viewer, case_seen

COMPANION, HOLDER, FREE, ONLOOKER = "companion", "holder", "free", "onlooker"


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done with a case: by which sides, from which state into which. ``act``: what the audit calls it.

    Sides: the ``companion`` who opened it; its ``holder``; a coordinator or admin who sees it while it is ``free``
    (nobody holds it, who does cannot be reached, or an escalation has not been heard); an ``onlooker`` sees it while
    another has it in hand.
    "open" is "new" where nobody holds the case.
    """

    act: str
    by: frozenset[str]
    leads: Mapping[str, str]


_desk = frozenset({HOLDER, FREE})
_unclosed = (NEW, OPEN, WAITING)
_stays: Final = {NEW: OPEN, OPEN: OPEN, WAITING: WAITING}
STEPS: Final[Mapping[str, Step]] = {
    "taken": Step("case taken", frozenset({FREE}), _stays),
    "released": Step("case released", frozenset({HOLDER}), {OPEN: OPEN, WAITING: OPEN}),
    "handed": Step("case handed over", _desk, _stays),
    "asked": Step("case asked back", _desk, dict.fromkeys(_unclosed, WAITING)),
    "answered": Step("case answered", _desk, dict.fromkeys(_unclosed, OPEN)),
    "closed": Step("case closed", _desk | {COMPANION}, dict.fromkeys(_unclosed, CLOSED)),
    "reopened": Step("case reopened", _desk | {COMPANION}, {CLOSED: OPEN}),
}
"""By event (see ``storage.case_rows.EVENTS``)."""

_table, _viewers, _person = schema.case_record, schema.case_viewer, schema.person
_of = bindparam("of", type_=Whole)
_GET = Prepared(select(*CASE).where(_table.c.id == _of, case_seen()))
_WRITE = Prepared(
    update(_table)
    .where(_table.c.id == _of)
    .values(
        {
            "state": bindparam("to", type_=Text),
            "holder": bindparam("by", type_=Whole),
            "changed_at": bindparam("at", type_=Moment),
            "due_at": bindparam("due", type_=Moment),
            "escalated_at": bindparam("unheard", type_=Moment),
            "closed_at": bindparam("ended", type_=Moment),
            "outcome": bindparam("came_of_it", type_=Text),
            "lesson": bindparam("taught", type_=Text),
        }
    )
    .returning(*CASE)
)
_NAME = Prepared(
    upsert(_viewers).values({column.name: bindparam(column.name) for column in _viewers.c}).on_conflict_do_nothing()
)
_ON_DESK = Prepared(
    select(_person.c.id).where(
        _person.c.id == VIEWER,
        or_(_person.c.role == literal("coordinator"), _person.c.role == literal("admin")),
        _person.c.consent.is_not(None),
    )
)


async def get(conn: AsyncConnection, viewer: Viewer, case_id: int) -> Case | None:
    """One case; None where there is none, or the viewer may not see it."""
    row = await _GET.first(conn, of=case_id, viewer=viewer.person_id)
    return Case(*row) if row else None


async def side(conn: AsyncConnection, viewer: Viewer, case: Case) -> str:
    """On which side of a case that they see the viewer is (see ``Step``); "" for a companion who sees another's."""
    if case.person_id == viewer.person_id:
        return COMPANION
    if await _ON_DESK.first(conn, viewer=viewer.person_id) is None:
        return ""
    if case.holder == viewer.person_id:
        return HOLDER
    is_held = case.escalated_at is None and await in_charge(conn, case) is not None
    return ONLOOKER if is_held else FREE


async def may(conn: AsyncConnection, viewer: Viewer, case: Case) -> frozenset[str]:
    """What the viewer can do with a case that they see: names in ``STEPS``, so that no button leads nowhere."""
    of = await side(conn, viewer, case)
    return frozenset(name for name, step in STEPS.items() if of in step.by and case.state in step.leads)


async def take(conn: AsyncConnection, viewer: Viewer, case_id: int, at: datetime) -> Case | None:
    """A coordinator takes a case that is free: they are its holder now. The deadline stays."""
    return await _step(conn, viewer, case_id, "taken", at, holder=viewer.person_id)


async def release(
    conn: AsyncConnection, viewer: Viewer, case_id: int, at: datetime, *, due_at: datetime
) -> Case | None:
    """The holder gives it back: it is new again, whatever was answered or asked, and anybody may take it. A deadline
    that stands, stands; else ``due_at`` is one.
    """
    return await _step(conn, viewer, case_id, "released", at, holder=None, due_at=due_at)


async def hand_over(conn: AsyncConnection, viewer: Viewer, case_id: int, to: int, at: datetime) -> Case | None:
    """Hand it to one of ``may_take_over``, who sees it from now on. The deadline stays."""
    if to not in {person.id for person in await may_take_over(conn, viewer, case_id)}:
        return None
    case = await _step(conn, viewer, case_id, "handed", at, holder=to, number=to)
    if case is not None:
        await _NAME.run(conn, case_id=case_id, person_id=to)
    return case


async def ask_back(conn: AsyncConnection, viewer: Viewer, case_id: int, at: datetime) -> Case | None:
    """The companion is asked: nothing is owed by the coordinators' side until they write. The words go by ``say``,
    in the same transaction. Who asks in a free case holds it from now on; so with ``answer`` and ``close``.
    """
    return await _step(conn, viewer, case_id, "asked", at, holder=viewer.person_id)


async def answer(conn: AsyncConnection, viewer: Viewer, case_id: int, at: datetime) -> Case | None:
    """The case is answered, with the words of a ``say`` in the same transaction: nothing is owed until the companion
    writes again.
    """
    return await _step(conn, viewer, case_id, "answered", at, holder=viewer.person_id)


async def close(
    conn: AsyncConnection, viewer: Viewer, case_id: int, outcome: str, lesson: str, at: datetime
) -> Case | None:
    """It is at its end, for the desk or the companion (who changes no holder); "" where nothing is to be said of it."""
    return await _step(conn, viewer, case_id, "closed", at, holder=viewer.person_id, outcome=outcome, lesson=lesson)


async def reopen(conn: AsyncConnection, viewer: Viewer, case_id: int, at: datetime, *, due_at: datetime) -> Case | None:
    """It goes on, with whom it was; what was said of its end stays until it is closed again."""
    return await _step(conn, viewer, case_id, "reopened", at, due_at=due_at)


def held_by(holder: int | None) -> str:
    """The state of a case that something is owed in, by who holds it."""
    return NEW if holder is None else OPEN


async def _step(
    conn: AsyncConnection,
    viewer: Viewer,
    case_id: int,
    name: str,
    at: datetime,
    *,
    holder: int | None = 0,
    number: int = 0,
    due_at: datetime | None = None,
    outcome: str | None = None,
    lesson: str | None = None,
) -> Case | None:
    """Do one of ``STEPS``; ``holder`` 0: as before. ``number``: of the event; where a case that another holds is taken,
    asked, answered or closed, it is that one's.
    """
    case, step = await get(conn, viewer, case_id), STEPS[name]
    if case is None:
        return None
    of = await side(conn, viewer, case)
    if of not in step.by or case.state not in step.leads:
        return None
    if of == COMPANION or holder == 0:
        holder = case.holder
    detail: dict[str, Any] = {"to": number} if number else {}
    if of == FREE and case.holder is not None and not number:
        number = case.holder
        detail = {"from": number}
    state = step.leads[case.state]
    state = held_by(holder) if state == OPEN else state
    owed = name in ("taken", "handed", "released", "reopened") and state not in (WAITING, CLOSED)
    changed = await write(
        conn,
        case,
        state,
        holder,
        at,
        (case.due_at or due_at) if owed else None,
        # Only to hand it back is not to hear it.
        unheard=case.escalated_at if name == "released" else None,
        ended=at if state == CLOSED else None,
        outcome=outcome if outcome is not None else case.outcome,
        lesson=lesson if lesson is not None else case.lesson,
    )
    await note(conn, case_id, viewer.person_id, f"{name}:{number}" if number else name, at)
    if of != COMPANION:
        await audit.note(conn, at=at, actor=viewer.person_id, act=step.act, subject=f"case {case_id}", detail=detail)
    return changed


async def write(
    conn: AsyncConnection,
    case: Case,
    state: str,
    holder: int | None,
    at: datetime,
    due_at: datetime | None,
    *,
    unheard: datetime | None,
    ended: datetime | None = None,
    outcome: str | None = None,
    lesson: str | None = None,
) -> Case:
    """Write what changes in a case; whether that may be is for the caller to know."""
    row = await _WRITE.first(
        conn,
        of=case.id,
        to=state,
        by=holder,
        at=at,
        due=due_at,
        unheard=unheard,
        ended=ended,
        came_of_it=outcome if outcome is not None else case.outcome,
        taught=lesson if lesson is not None else case.lesson,
    )
    assert row is not None
    return Case(*row)

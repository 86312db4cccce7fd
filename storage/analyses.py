"""What an analysis reads: one row of scores a person, of whoever may be counted, without names.

Whose: companions with a consent in force whom the viewer may count (``visibility.person_seen``); what coordinators and
admins try out is nobody's result. ``Answers`` is for a process of its own: plain ``sqlite3``, read only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, LargeBinary, Select, Text, bindparam, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.exports import Source
from storage.moments import Whole
from storage.prepared import Prepared
from storage.results import LEFT_OUT
from storage.visibility import Viewer, person_seen

LATEST, FIRST = "latest", "first"
"""Which of a person's submissions counts: the last, or the first."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Of which form, and ``which`` of a person's: ``LATEST`` or ``FIRST``."""

    form_id: str
    which: str = LATEST


@dataclass(frozen=True, slots=True)
class Count:
    """How many people have a result, and of how many no item is missing."""

    people: int
    complete: int


_result, _person = schema.result, schema.person
_form = bindparam("form", type_=Text)
_items = _result.c["items"]
_gap = func.instr(_items, literal(bytes([LEFT_OUT]), LargeBinary))
_complete = func.sum(case((_gap == literal(0, Integer), literal(1, Integer)), else_=literal(0, Integer)))


def _counted(which: str) -> ColumnElement[bool]:
    last = _result.c.back == literal(0, Whole)
    if which == LATEST:
        return last
    # The first: nobody's is further back than theirs.
    other = _result.alias()
    return (
        select(func.max(other.c.back))
        .where(other.c.person_id == _result.c.person_id, other.c.form_id == _form)
        .correlate(_result)
        .scalar_subquery()
        == _result.c.back
    )


def _of(which: str, *columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns)
        .join_from(_result, _person, _person.c.id == _result.c.person_id)
        .where(
            _result.c.form_id == _form,
            _counted(which),
            _person.c.role == literal("companion", Text),
            person_seen(_person),
        )
    )


_ROWS = {
    which: Prepared(_of(which, _result.c.version, _items).order_by(_result.c.submission_id))
    for which in (LATEST, FIRST)
}
_COUNTS = {which: Prepared(_of(which, func.count(), _complete)) for which in (LATEST, FIRST)}
_BY_FORM = Prepared(
    select(_result.c.form_id, func.count())
    .join_from(_result, _person, _person.c.id == _result.c.person_id)
    .where(
        _result.c.back == literal(0, Whole),
        _person.c.role == literal("companion", Text),
        person_seen(_person),
    )
    .group_by(_result.c.form_id)
)


async def count(conn: AsyncConnection, viewer: Viewer, whose: Whose) -> Count:
    """How many people an analysis would have."""
    given = {"viewer": viewer.person_id, "form": whose.form_id}
    row = await _COUNTS[whose.which].first(conn, **given)
    return Count(int(row[0]), int(row[1] or 0)) if row else Count(0, 0)


async def by_form(conn: AsyncConnection, viewer: Viewer) -> Mapping[str, int]:
    """How many people have sent each instrument, by form id."""
    return {form_id: int(people) for form_id, people in await _BY_FORM.rows(conn, viewer=viewer.person_id)}


class Answers(Source):
    """The database file as it is at this moment; see ``storage.exports.Source``."""

    def scores(self, whose: Whose) -> dict[str, list[bytes]]:
        """By version of the form: a byte an item for each person, ``LEFT_OUT`` where there is none."""
        statement = _ROWS[whose.which]
        given = {"viewer": self._viewer.person_id, "form": whose.form_id}
        found: dict[str, list[bytes]] = {}
        for version, items in self._rows(statement, **given):
            found.setdefault(version, []).append(items)
        return found

"""What an analysis reads: one row of scores a person, of whoever may be counted, without names.

Whose: companions with a consent in force whom the viewer may count (``visibility.person_seen``); what coordinators and
admins try out is nobody's result. ``Answers`` is for a process of its own: plain ``sqlite3``, read only.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    LargeBinary,
    Select,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    true,
)
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
    """How many people have a result, and of how many no item is missing (of those that are asked for)."""

    people: int
    complete: int


_result, _person = schema.result, schema.person
_form = bindparam("form", type_=Text)
_items = _result.c["items"]
_MISSING = literal(bytes([LEFT_OUT]), LargeBinary)


def _complete(places: Sequence[int] | None) -> ColumnElement[int]:
    """How many have no gap in these places of their row; None: in any."""
    if places is None:
        whole = func.instr(_items, _MISSING) == literal(0, Integer)
    else:
        # A run at a time: most dimensions stand together.
        found = [func.instr(func.substr(_items, begin + 1, length), _MISSING) for begin, length in _runs(places)]
        whole = and_(true(), *(at == literal(0, Integer) for at in found))
    return func.sum(case((whole, literal(1, Integer)), else_=literal(0, Integer)))


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """First place and length of what stands together."""
    found: list[tuple[int, int]] = []
    for at in sorted(set(places)):
        if found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((at, 1))
    return found


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
_COUNTS = {which: Prepared(_of(which, func.count(), _complete(None))) for which in (LATEST, FIRST)}
_answer = schema.submission_answer
# Of a test: which questions were drawn, and what was chosen (`handlers.testing.results.asked`).
_asked = or_(_answer.c.item == literal("undian", Text), _answer.c.item.like("soal[%]/jawab"))
_TESTS = {
    which: Prepared(
        _of(
            which,
            _result.c.version,
            _items,
            func.json_group_object(_answer.c.item, _answer.c.value, type_=Text),
        )
        .join(_answer, _answer.c.submission_id == _result.c.submission_id)
        .where(_asked)
        .group_by(_result.c.submission_id)
        .order_by(_result.c.submission_id)
    )
    for which in (LATEST, FIRST)
}
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


async def count(conn: AsyncConnection, viewer: Viewer, whose: Whose, places: Sequence[int] | None = None) -> Count:
    """How many people an analysis would have; ``places``: of its items in a row of scores, None for all."""
    given = {"viewer": viewer.person_id, "form": whose.form_id}
    counts = _COUNTS[whose.which]
    if places is not None:
        counts = Prepared(_of(whose.which, func.count(), _complete(places)))
    row = await counts.first(conn, **given)
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

    def tests(self, whose: Whose) -> Iterator[tuple[str, bytes, dict[str, str]]]:
        """Of each person's test: version, points of each question of the bank, and the answers of the draw."""
        given = {"viewer": self._viewer.person_id, "form": whose.form_id}
        for version, points, answers in self._rows(_TESTS[whose.which], **given):
            yield version, points, json.loads(answers)

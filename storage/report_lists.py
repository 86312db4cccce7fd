"""Lists of reports: a companion's own, and what has come in for a coordinator. Pages, newest first.

What a viewer may see is ANDed to every statement (``storage.visibility``). Where a viewer's duties are known, each of
them only says where to look: an index walk from the newest end, whose cost is that of the page and not of the country.
"""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Text,
    TextClause,
    bindparam,
    func,
    literal,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Whole
from storage.prepared import Prepared, each, json_array
from storage.reports import ACCEPTED, NEW, REPORT, RETURNED, Report
from storage.visibility import VIEWER, Viewer, report_seen

STATES = (NEW, RETURNED, ACCEPTED)
# So many of the newest that wait are looked at when people are counted.
MOST_COUNTED = 500


@dataclass(frozen=True, slots=True)
class Which:
    """Which reports; "" and 0: any. Days as "2026-11-20", both included."""

    state: str = ""
    form_id: str = ""
    person_id: int = 0
    day_from: str = ""
    day_to: str = ""


_table, _person, _duty = schema.report, schema.person, schema.duty
_programme = schema.report_programme
_of, _most = bindparam("of", type_=Whole), bindparam("most", type_=Integer)
_newest_first = (_table.c.day.desc(), _table.c.id.desc())
_seen = report_seen()
_form = _table.c.form_id == bindparam("form", type_=Text)


def _days_in(table: FromClause) -> tuple[ColumnElement[bool], ...]:
    return table.c.day >= bindparam("day_from", type_=Text), table.c.day <= bindparam("day_to", type_=Text)


def _below_in(day: ColumnElement[str], number: ColumnElement[int]) -> ColumnElement[bool]:
    """Below the last of the page before; a page without one before begins above everything."""
    return tuple_(day, number) < tuple_(bindparam("day", type_=Text), bindparam("before", type_=Whole))


_days, _below = _days_in(_table), _below_in(_table.c.day, _table.c.id)
_own = (_table.c.person_id == VIEWER, _seen)
_others = (_table.c.person_id != VIEWER, _seen)
_FIRST, _LAST = "0000-00-00", "9999-99-99"
_TOP = 2**62

_DAY = Prepared(select(_table.c.day).where(_table.c.id == _of))
_OWN = Prepared(select(*REPORT).where(*_own, *_days, _below).order_by(*_newest_first).limit(_most))
_month = func.substr(_table.c.day, literal(1), literal(7))
_MONTHS = Prepared(select(_month.label("month"), func.count()).where(*_own).group_by(_month).order_by(_month.desc()))
_LATEST = Prepared(select(*REPORT).where(*_own, _form).order_by(_table.c.id.desc()).limit(literal(1)))
_LATEST_OF_KEY = Prepared(
    select(*REPORT)
    .where(*_own, _form, _table.c.key == bindparam("series", type_=Text))
    .order_by(_table.c.id.desc())
    .limit(literal(1))
)
_newest_of_key = (
    select(func.max(_table.c.id))
    .where(_table.c.person_id == VIEWER, _form, _table.c.key != literal(""))
    .group_by(_table.c.key)
    .scalar_subquery()
)
_KEYS = Prepared(
    select(*REPORT).where(_table.c.id.in_(_newest_of_key), _seen).order_by(_table.c.id.desc()).limit(_most)
)
_DUTIES = Prepared(
    select(_person.c.role, _duty.c.region, _duty.c.programme)
    .join_from(_person, _duty, _duty.c.person_id == _person.c.id, isouter=True)
    .where(_person.c.id == VIEWER)
)
_NAMED = Prepared(
    select(schema.restricted_duty.c.region).where(schema.restricted_duty.c.person_id == VIEWER).limit(literal(1))
)
_SENDERS = Prepared(
    select(_table.c.person_id, func.coalesce(_person.c.name, literal("")), func.count())
    .join_from(_table, _person, _person.c.id == _table.c.person_id)
    .where(_table.c.id.in_(select(each("ids").c.value)))
    .group_by(_table.c.person_id, _person.c.name)
    .order_by(func.count().desc(), _table.c.person_id)
    .limit(_most)
)


async def own(
    conn: AsyncConnection, viewer: Viewer, *, month: str = "", before: int = 0, most: int = 8
) -> list[Report]:
    """The viewer's own; ``month``: "2026-11"; ``before``: the last one of the page before."""
    rows = await _OWN.rows(
        conn,
        viewer=viewer.person_id,
        day_from=f"{month}-00" if month else _FIRST,
        day_to=f"{month}-99" if month else _LAST,
        day=await _day_of(conn, before),
        before=before or _TOP,
        most=most,
    )
    return [Report(*row) for row in rows]


async def own_months(conn: AsyncConnection, viewer: Viewer) -> list[tuple[str, int]]:
    """The months ("2026-11") of the viewer's own reports, and how many there are; the newest first."""
    return [(month, count) for month, count in await _MONTHS.rows(conn, viewer=viewer.person_id)]


async def own_last(conn: AsyncConnection, viewer: Viewer, form_id: str, key: str = "") -> Report | None:
    """The viewer's newest report of a form (of that series of it)."""
    given = {"viewer": viewer.person_id, "form": form_id}
    row = await _LATEST_OF_KEY.first(conn, **given, series=key) if key else await _LATEST.first(conn, **given)
    return Report(*row) if row else None


async def own_keys(conn: AsyncConnection, viewer: Viewer, form_id: str, most: int = 8) -> list[Report]:
    """The newest report of each series that the viewer has filed of a form, the newest first."""
    rows = await _KEYS.rows(conn, viewer=viewer.person_id, form=form_id, most=most)
    return [Report(*row) for row in rows]


async def incoming(
    conn: AsyncConnection, viewer: Viewer, which: Which, *, before: int = 0, most: int = 8
) -> list[Report]:
    """What others have filed and the viewer may see; ``before``: the last one of the page before."""
    found: dict[int, Report] = {}
    day = await _day_of(conn, before)
    for place in await _places(conn, viewer, which):
        for state in (which.state,) if which.state or _is_narrow(place, which) else STATES:
            rows = await _incoming(place.way, place.column, bool(state), bool(which.form_id)).rows(
                conn,
                viewer=viewer.person_id,
                day_from=which.day_from or _FIRST,
                day_to=which.day_to or _LAST,
                day=day,
                before=before or _TOP,
                most=most,
                **({"region": place.region} if place.region else {}),
                **({"programme": place.programme} if place.way == "programme" else {}),
                **({"person": which.person_id} if place.way == "person" else {}),
                **({"state": state} if state else {}),
                **({"form": which.form_id} if which.form_id else {}),
            )
            found |= {row[0]: Report(*row) for row in rows}
    return sorted(found.values(), key=lambda report: (report.day, report.id), reverse=True)[:most]


async def incoming_count(conn: AsyncConnection, viewer: Viewer, which: Which, most: int = 100) -> int:
    """How many there are, ``most`` at most."""
    return len(await incoming(conn, viewer, which, most=most))


async def incoming_people(
    conn: AsyncConnection, viewer: Viewer, which: Which, most: int = 50
) -> list[tuple[int, str, int]]:
    """Id and name of who has filed them and how many, the most first; of the newest ``MOST_COUNTED`` reports.

    What is restricted is left out: a list says nothing of who sent it.
    """
    found = [one for one in await incoming(conn, viewer, which, most=MOST_COUNTED) if not one.restricted]
    rows = await _SENDERS.rows(conn, ids=json_array([one.id for one in found]), most=most)
    return [(person_id, name, count) for person_id, name, count in rows]


async def incoming_forms(conn: AsyncConnection, viewer: Viewer, which: Which) -> list[tuple[str, int]]:
    """The forms of which there are any and how many, the most first; of the newest ``MOST_COUNTED`` reports."""
    counted: dict[str, int] = {}
    for one in await incoming(conn, viewer, which, most=MOST_COUNTED):
        counted[one.form_id] = counted.get(one.form_id, 0) + 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


async def _day_of(conn: AsyncConnection, report_id: int) -> str:
    row = await _DAY.first(conn, of=report_id) if report_id else None
    return row[0] if row else _LAST


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a list is walked: ``way`` is "region", "programme", "person" or "restricted"; "" for everywhere."""

    way: str
    region: str = ""
    programme: str = ""

    @property
    def column(self) -> str:
        """The column of the region; "" where it is not looked at."""
        return ("regency" if "." in self.region else "province") if self.region else ""


async def _places(conn: AsyncConnection, viewer: Viewer, which: Which) -> list[_Place]:
    if which.person_id:
        return [_Place("person")]
    duties = await _DUTIES.rows(conn, viewer=viewer.person_id)
    if not duties or any(role == "admin" for role, *_ in duties):
        return [_Place("region")]
    mine = {(region, programme) for role, region, programme in duties if role == "coordinator" and region is not None}
    found = set()
    for region, programme in mine:
        around = {"", region.partition(".")[0]} - {region}
        if any((wider, every) in mine for wider in around for every in ("", programme)) or (
            programme and (region, "") in mine
        ):
            continue  # looked through with a wider one anyhow
        # A regency is small: whatever its reports are, they are few.
        found.add(_Place("programme" if programme and "." not in region else "region", region, programme))
    places = sorted(found, key=lambda place: (place.region, place.programme))
    if await _NAMED.first(conn, viewer=viewer.person_id) is not None:
        places.append(_Place("restricted"))
    return places


def _is_narrow(place: _Place, which: Which) -> bool:
    """Whether an index without the state leads there in order of time."""
    return place.way in ("person", "restricted") or (place.way == "region" and bool(which.form_id))


@cache
def _incoming(way: str, column: str, state: bool, form: bool) -> Prepared:
    statement = select(*REPORT)
    conditions: list[ColumnElement[bool] | TextClause] = [*_others, *_days, _below]
    order = _newest_first
    of_state = _table.c.state
    if way == "programme":
        # Walked by the programme's own list, in whose order the page is.
        statement = statement.join_from(_programme, _table, _table.c.id == _programme.c.report_id)
        conditions = [*_others, *_days_in(_programme), _below_in(_programme.c.day, _programme.c.report_id)]
        conditions.append(_programme.c.programme == bindparam("programme", type_=Text))
        order = (_programme.c.day.desc(), _programme.c.report_id.desc())
        of_state = _programme.c.state
        if column:
            conditions.append(_programme.c.province == bindparam("region", type_=Text))
    elif way == "person":
        conditions.append(_table.c.person_id == bindparam("person", type_=Whole))
    elif way == "restricted":
        conditions.append(text("report.restricted = 1"))
    elif column:
        conditions.append(_table.c[column] == bindparam("region", type_=Text))
    if state:
        conditions.append(of_state == bindparam("state", type_=Text))
    if form:
        conditions.append(_form)
    return Prepared(statement.where(*conditions).order_by(*order).limit(_most))

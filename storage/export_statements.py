"""Which sent forms an export has: one statement for each kind of form, with who may see them and the filters in it.

People without a consent in force are in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Text,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    type_coerce,
)

from storage import schema
from storage.moments import Whole
from storage.visibility import (
    PROFILE_FORM,
    PROGRAMME_ITEM,
    case_seen,
    covers,
    person_seen,
    place_of,
    report_seen,
    result_seen,
)

REPORTS, CASES, SCORES, FORMS = "reports", "cases", "scores", "forms"
"""What a form is: a report, a case, one that says what somebody scored, any other."""

WESTERN_HOURS: Final = 7
_HOUR: Final = 3_600_000_000

_sent, _person, _about = schema.submission, schema.person, schema.about
_report, _case = schema.report, schema.case_record
_form = bindparam("form", type_=Text)
_none = literal("")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sent forms. ``kind``: one of the four; ``since``, ``until``: days ("2026-11-20"), "" for no bound.

    ``hours``: of provinces whose clocks differ, how far they are ahead of UTC. ``names``: the export says who they are.
    """

    form_id: str
    kind: str
    names: bool
    since: str = ""
    until: str = ""
    region: str = ""
    programme: str = ""
    state: str = ""
    hours: tuple[tuple[str, int], ...] = ()


def parameters(selection: Selection) -> dict[str, str]:
    """The values of the parameters that the statement has."""
    given = {
        name: value
        for name in ("since", "until", "region", "programme", "state")
        if (value := getattr(selection, name)) and (name != "state" or selection.kind in (REPORTS, CASES))
    }
    return {**given, "form": selection.form_id}


def sent_forms(selection: Selection) -> Select[Any]:
    """The columns of ``storage.exports.Record`` up to ``month``, of whatever the viewer may see of the selection."""
    if selection.kind == REPORTS:
        return _filtered(_of_reports(), _report, selection, _report.c.day)
    if selection.kind == CASES:
        return _filtered(_of_cases(), _case, selection, _local_day(_case.c.opened_at, selection))
    return _of_people(selection)


def people_by_place(selection: Selection) -> Select[Any]:
    """How many people, and sent forms, there are of each place, programmes and month: ``storage.exports.ByPlace``."""
    found = sent_forms(selection).subquery()
    where = (found.c.province, found.c.regency, found.c.programmes, found.c.month)
    people = func.count(found.c.person_id.distinct())
    return select(*where, func.sum(found.c.latest), people, func.count()).group_by(*where)


def _columns(*more: ColumnElement[Any]) -> Select[Any]:
    return select(
        _sent.c.id,
        *more[:1],
        _sent.c.version,
        _sent.c.begun_at,
        _sent.c.sent_at,
        _sent.c.instance_id,
        func.coalesce(_person.c.name, _none).label("name"),
        *more[1:],
    )


def _of_reports() -> Select[Any]:
    table = _report.c
    columns = (table.person_id, table.province, table.regency, table.programmes, table.id.label("number"))
    return (
        _columns(*columns, table.state, table.day)
        .join_from(_report, _sent, _sent.c.id == table.submission_id)
        .join(_person, _person.c.id == table.person_id)
        .where(table.form_id == _form, report_seen(_report), _person.c.consent.is_not(None))
    )


def _of_cases() -> Select[Any]:
    table = _case.c
    columns = (table.person_id, table.province, table.regency, table.programmes, table.id.label("number"))
    return (
        _columns(*columns, table.state, _none.label("day"))
        .join_from(_case, _sent, _sent.c.id == table.submission_id)
        .join(_person, _person.c.id == table.person_id)
        .where(_sent.c.form_id == _form, case_seen(_case), _person.c.consent.is_not(None))
    )


def _filtered(statement: Select[Any], table: FromClause, selection: Selection, day: ColumnElement[str]) -> Select[Any]:
    """With the filters of reports and cases, which keep where and of which programmes they were filed."""
    wanted = _wanted(selection, day, place_of(table), table.c.programmes)
    if selection.state:
        wanted.append(table.c.state == bindparam("state", type_=Text))
    return statement.where(*wanted)


def _of_people(selection: Selection) -> Select[Any]:
    """All other forms: where and of which programmes their people are now. What a correction replaced is left out."""
    seen = result_seen if selection.kind == SCORES and selection.names else person_seen
    replaced = schema.submission.alias()
    programmes = _programmes()
    columns = (_person.c.id.label("person_id"), func.coalesce(_person.c.province, _none).label("province"))
    place = func.coalesce(_person.c.regency, _none)
    lives = func.coalesce(_person.c.regency, _person.c.province, _none)
    nothing = (null().label("number"), _none.label("state"), _none.label("day"))
    # What coordinators and admins try out is nobody's result; the digest does not count it either.
    month = func.substr(_local_day(_sent.c.sent_at, selection), 1, 7).label("month")
    companions = [_person.c.role == literal("companion")] if selection.kind == SCORES else []
    return (
        _columns(*columns, place.label("regency"), programmes.label("programmes"), *nothing, _latest(), month)
        .select_from(_sent)
        .join(_about, _about.c.submission_id == _sent.c.id, isouter=True)
        .join(_person, _person.c.id == func.coalesce(_about.c.person_id, _sent.c.person_id))
        .where(
            _sent.c.form_id == _form,
            seen(_person),
            *companions,
            _person.c.consent.is_not(None),
            _sent.c.id.not_in(select(replaced.c.replaces).where(replaced.c.replaces.is_not(None))),
            *_wanted(selection, _local_day(_sent.c.sent_at, selection), lives, programmes),
        )
    )


def _latest() -> ColumnElement[int]:
    """1 for the last that its sender has sent of this form, 0 for what was sent before it."""
    later = schema.submission.alias()
    return case(
        (
            select(later.c.id)
            .where(
                later.c.person_id == _sent.c.person_id,
                later.c.form_id == _form,
                tuple_(later.c.sent_at, later.c.id) > tuple_(_sent.c.sent_at, _sent.c.id),
            )
            .exists(),
            literal(0),
        ),
        else_=literal(1),
    ).label("latest")


def _programmes() -> ColumnElement[str]:
    """What the latest profile names, with blanks between."""
    profile, answer = schema.submission.alias(), schema.submission_answer.alias()
    latest = (
        select(profile.c.id)
        .where(profile.c.person_id == _person.c.id, profile.c.form_id == literal(PROFILE_FORM))
        .order_by(profile.c.sent_at.desc(), profile.c.id.desc())
        .limit(literal(1))
        .correlate(_person)
        .scalar_subquery()
    )
    named = select(answer.c.value).where(answer.c.submission_id == latest, answer.c.item == literal(PROGRAMME_ITEM))
    return func.coalesce(named.correlate(_person).scalar_subquery(), _none)


def _wanted(
    selection: Selection, day: ColumnElement[str], place: ColumnElement[str], programmes: ColumnElement[str]
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    blank = literal(" ")
    if selection.since:
        wanted.append(day >= bindparam("since", type_=Text))
    if selection.until:
        wanted.append(day <= bindparam("until", type_=Text))
    if selection.region:
        wanted.append(covers(bindparam("region", type_=Text), place))
    if selection.programme:
        programme = bindparam("programme", type_=Text)
        wanted.append(func.instr(blank + programmes + blank, blank + programme + blank) > literal(0))
    return wanted


def _local_day(moment: ColumnElement[Any], selection: Selection) -> ColumnElement[str]:
    """The day of a moment where the person is."""
    by_hours: dict[int, list[str]] = {}
    for province, hours in selection.hours:
        if hours != WESTERN_HOURS:
            by_hours.setdefault(hours, []).append(province)
    lives = func.coalesce(_person.c.province, _none)
    ways = [
        (or_(*(lives == literal(code) for code in codes)), literal(hours * _HOUR, Whole))
        for hours, codes in sorted(by_hours.items())
    ]
    ahead = case(*ways, else_=literal(WESTERN_HOURS * _HOUR, Whole)) if ways else literal(WESTERN_HOURS * _HOUR, Whole)
    seconds = (type_coerce(moment, Whole) + ahead) // literal(1_000_000, Whole)
    return func.date(seconds, literal("unixepoch"))

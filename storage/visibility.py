"""Who may see what people have sent: decided here, in SQL, and nowhere else.

Every read of reports, cases, submissions, their answers and their files takes a ``Viewer``, and ANDs one of the
conditions below to its own. What a viewer may see follows from the database as it is at that moment: the role, the
consent, the duties (``storage.invites``), who is named for what is restricted.

- Everybody sees their own.
- A coordinator sees what is not restricted, of the regions and programmes of the own duties.
- An admin sees everything that is not restricted.
- What is restricted is seen by who sent it and by those named for it: for its region (``restricted_duty``), or for
  that one case (``case_viewer``).
- A case is also seen by whom it was handed over to, and by its holder.
- An interview is seen by whom it is about.
- What a companion scored is seen by the companion and the coordinator in charge alone: an admin gets counts.

Without a consent in force nobody sees anything.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, bindparam, case, exists, func, literal, or_, select
from sqlalchemy.sql.elements import BindParameter

from storage import schema
from storage.moments import Whole


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever asks, by their own id in ``person``."""

    person_id: int


PROGRAM = Viewer(-1)
"""The program itself, at work in the background: it sees everything and shows it to nobody."""

VIEWER: BindParameter[int] = bindparam("viewer", type_=Whole)

_blank = literal(" ")

OUTDATED = ("2026112001",)
"""Versions of the consent whose text said that coordinators see numbers of participation only. Who has agreed to no
other is asked anew at the next contact (``handlers.welcome``); until then no coordinator sees a name or a result."""

# Where a companion's programmes are said: an item of the profile form, names separated by spaces.
PROFILE_FORM = "profil"
PROGRAMME_ITEM = "program"


def report_seen(table: FromClause = schema.report) -> ColumnElement[bool]:
    """The condition on ``schema.report`` (or an alias of it), with the parameter ``viewer``."""
    return _or_program(_own(table), _by_duty(table), _by_name(table))


def case_seen(table: FromClause = schema.case_record) -> ColumnElement[bool]:
    """The condition on ``schema.case_record`` (or an alias of it), with the parameter ``viewer``."""
    handed_over = schema.case_viewer.alias()
    handed = exists().where(
        handed_over.c.case_id == table.c.id, handed_over.c.person_id == VIEWER, _has_role("coordinator", "admin")
    )
    held = and_(table.c.holder == VIEWER, table.c.restricted.is_(False), _has_role("coordinator", "admin"))
    return _or_program(_own(table), _by_duty(table), _by_name(table), handed, held)


def submission_seen(table: FromClause = schema.submission) -> ColumnElement[bool]:
    """The condition on ``schema.submission``: one's own, any version of a report or the form of a case that is seen."""
    version, report, record = schema.report_version.alias(), schema.report.alias(), schema.case_record.alias()
    of_report = exists().where(
        version.c.submission_id == table.c.id, report.c.id == version.c.report_id, report_seen(report)
    )
    of_case = exists().where(record.c.submission_id == table.c.id, case_seen(record))
    meant = schema.about.alias()
    of_me = exists().where(meant.c.submission_id == table.c.id, meant.c.person_id == VIEWER, _consents())
    return _or_program(_own(table), of_report, of_case, of_me)


def person_seen(table: FromClause = schema.person) -> ColumnElement[bool]:
    """The condition on ``schema.person``: oneself, and the companions whom the viewer answers for, by name.

    A coordinator answers for those of the own regions and programmes (of the latest profile), an admin for all; only
    companions with a consent in force.
    """
    by_role = or_(_has_role("admin"), and_(_has_role("coordinator"), _in_charge(table)))
    return _or_program(_oneself(table), and_(_is_companion(table), by_role))


def result_seen(table: FromClause = schema.person) -> ColumnElement[bool]:
    """The condition on ``schema.person``: those whose scores the viewer may see, one person at a time.

    The companion and the coordinator in charge alone (DESIGN.md, Promises): not admins.
    """
    in_charge = and_(_is_companion(table), _has_role("coordinator"), _in_charge(table))
    return _or_program(_oneself(table), in_charge)


def works_in(table: FromClause, programme: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a person's latest profile names the programme."""
    profile, answer = schema.submission.alias(), schema.submission_answer.alias()
    latest = (
        select(profile.c.id)
        .where(profile.c.person_id == table.c.id, profile.c.form_id == literal(PROFILE_FORM))
        .order_by(profile.c.sent_at.desc(), profile.c.id.desc())
        .limit(literal(1))
        .correlate(table)
        .scalar_subquery()
    )
    return exists().where(
        answer.c.submission_id == latest,
        answer.c.item == literal(PROGRAMME_ITEM),
        func.instr(_blank + answer.c.value + _blank, _blank + programme + _blank) > literal(0),
    )


def covers(region: ColumnElement[str], regency: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a region ("" for all, "13", "13.76") holds a regency. Whole parts of a code only: "1" is not the province
    of "13.76".
    """
    return or_(
        region == literal(""),
        region == regency,
        func.substr(regency, literal(1), func.length(region) + literal(1)) == region + literal("."),
    )


def place_of(table: FromClause) -> ColumnElement[str]:
    """Where a report or a case is filed: the regency, or the province of somebody without one."""
    return case((table.c.regency == literal(""), table.c.province), else_=table.c.regency)


def _or_program(*ways: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(literal(PROGRAM.person_id, Whole) == VIEWER, *ways)


def _own(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.person_id == VIEWER, _consents())


def _oneself(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.id == VIEWER, table.c.consent.is_not(None))


def _is_companion(table: FromClause) -> ColumnElement[bool]:
    agreed = and_(*(table.c.consent != literal(version) for version in OUTDATED))
    return and_(table.c.role == literal("companion"), table.c.consent.is_not(None), agreed)


def _consents() -> ColumnElement[bool]:
    viewer = schema.person.alias()
    return exists().where(viewer.c.id == VIEWER, viewer.c.consent.is_not(None))


def _in_charge(table: FromClause) -> ColumnElement[bool]:
    """A person of a duty of the viewer."""
    duty = schema.duty.alias()
    lives = func.coalesce(table.c.regency, table.c.province, literal(""))
    return exists().where(
        duty.c.person_id == VIEWER,
        covers(duty.c.region, lives),
        or_(duty.c.programme == literal(""), works_in(table, duty.c.programme)),
    )


def _has_role(*roles: str) -> ColumnElement[bool]:
    """The viewer has one of these roles, and a consent in force."""
    viewer = schema.person.alias()
    one_of = or_(*(viewer.c.role == literal(role) for role in roles))
    return exists().where(viewer.c.id == VIEWER, one_of, viewer.c.consent.is_not(None))


def _by_duty(table: FromClause) -> ColumnElement[bool]:
    duty = schema.duty.alias()
    in_duty = exists().where(
        duty.c.person_id == VIEWER,
        covers(duty.c.region, place_of(table)),
        or_(
            duty.c.programme == literal(""),
            func.instr(table.c.programmes, _blank + duty.c.programme + _blank) > literal(0),
        ),
    )
    by_role = or_(_has_role("admin"), and_(_has_role("coordinator"), in_duty))
    return and_(table.c.restricted.is_(False), by_role)


def _by_name(table: FromClause) -> ColumnElement[bool]:
    duty = schema.restricted_duty.alias()
    named = exists().where(duty.c.person_id == VIEWER, covers(duty.c.region, place_of(table)))
    return and_(table.c.restricted.is_(True), named, _has_role("coordinator", "admin"))

"""Field reports: what a companion has filed, its versions, and what a coordinator has said of it.

A report keeps the number of the submission that it began with; corrections are submissions of their own and become its
newest version. Only ``file`` writes a new one; a state changes by ``accept`` and ``give_back`` and by a correction,
which makes it new again. The lists are in ``storage.report_lists``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Integer, Text, bindparam, exists, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import audit, schema
from storage.moments import Moment, Whole
from storage.people import Person
from storage.prepared import Prepared, each, json_array
from storage.submissions import Submission
from storage.visibility import VIEWER, Viewer, covers, place_of, report_seen

NEW, RETURNED, ACCEPTED = "new", "returned", "accepted"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``id``: its number, for good; ``submission_id``: its newest version, of ``versions``.

    ``province``, ``regency``, ``programmes`` (a blank around each): the sender's at the first sending. ``day``
    ("2026-11-20"): what it is about. ``key``: which series of the form it belongs to, "" for none. ``restricted``: seen
    only by those named for it. ``remark``: what the last reviewer said.
    """

    id: int
    submission_id: int
    person_id: int
    form_id: str
    province: str
    regency: str
    programmes: str
    restricted: bool
    name: str
    key: str
    day: str
    first_sent_at: datetime
    sent_at: datetime
    versions: int
    state: str
    remark: str | None
    reviewer: int | None
    reviewed_at: datetime | None


_table, _version = schema.report, schema.report_version
REPORT = tuple(_table.c[name] for name in Report.__slots__)
_ADD = Prepared(insert(_table).values({column.name: bindparam(column.name) for column in REPORT}))
_ADD_VERSION = Prepared(insert(_version).values({column.name: bindparam(column.name) for column in _version.c}))
_CORRECT = Prepared(
    update(_table)
    .where(_table.c.id == bindparam("of", type_=Whole))
    .values(
        submission_id=bindparam("submission", type_=Whole),
        sent_at=bindparam("at", type_=Moment),
        versions=_table.c.versions + literal(1, Integer),
        name=bindparam("called", type_=Text),
        key=bindparam("series", type_=Text),
        day=bindparam("about", type_=Text),
        state=literal(NEW, Text),
    )
    .returning(*REPORT)
)
_OF_VERSION = Prepared(
    select(_version.c.report_id).where(_version.c.submission_id == bindparam("submission", type_=Whole))
)
_seen = report_seen()
_GET = Prepared(select(*REPORT).where(_table.c.id == bindparam("of", type_=Whole), _seen))
_OF_SUBMISSION = Prepared(
    select(*REPORT)
    .join_from(_table, _version, _version.c.report_id == _table.c.id)
    .where(_version.c.submission_id == bindparam("submission", type_=Whole), _seen)
)
_VERSIONS = Prepared(
    select(_version.c.number, _version.c.submission_id, schema.submission.c.sent_at)
    .join_from(_version, schema.submission, schema.submission.c.id == _version.c.submission_id)
    .join(_table, _table.c.id == _version.c.report_id)
    .where(_version.c.report_id == bindparam("of", type_=Whole), _seen)
    .order_by(_version.c.number.desc())
)
_named, _reader = schema.restricted_duty, schema.person
_NAMED_FOR = Prepared(
    select(_table.c.id).where(
        _table.c.id == bindparam("of", type_=Whole),
        exists().where(
            _named.c.person_id == _reader.c.id,
            _reader.c.id != _table.c.person_id,
            or_(_reader.c.role == literal("coordinator"), _reader.c.role == literal("admin")),
            _reader.c.consent.is_not(None),
            _reader.c.blocked_at.is_(None),
            covers(_named.c.region, place_of(_table)),
        ),
    )
)
_programme = schema.report_programme
_ADD_PROGRAMME = Prepared(insert(_programme).values({column.name: bindparam(column.name) for column in _programme.c}))
_judged = {"reviewer": VIEWER, "reviewed_at": bindparam("at", type_=Moment)}
_may_judge = (
    _table.c.person_id != VIEWER,
    _seen,
    _table.c.state == literal(NEW, Text),
)
_ACCEPT = Prepared(
    update(_table)
    .where(_table.c.id.in_(select(each("ids").c.value)), *_may_judge)
    .values({"state": literal(ACCEPTED, Text), "remark": None, **_judged})
    .returning(*REPORT)
)
_GIVE_BACK = Prepared(
    update(_table)
    .where(
        _table.c.id == bindparam("of", type_=Whole),
        _table.c.person_id != VIEWER,
        _seen,
        _table.c.state != literal(RETURNED, Text),
    )
    .values({"state": literal(RETURNED, Text), "remark": bindparam("words", type_=Text), **_judged})
    .returning(*REPORT)
)


async def file(
    conn: AsyncConnection,
    submission: Submission,
    *,
    person: Person,
    programmes: Collection[str],
    name: str,
    key: str,
    day: date,
    restricted: bool,
) -> Report:
    """What was just sent is a report, or the newest version of the report that it corrects.

    ``programmes``: the sender's; ``day``: what it is about. A correction keeps the report's place (region, programmes)
    and its restriction.
    """
    old = submission.replaces
    row = None if old is None else await _OF_VERSION.first(conn, submission=old)
    if row is not None:
        corrected = await _CORRECT.first(
            conn,
            of=row[0],
            submission=submission.id,
            at=submission.sent_at,
            called=name,
            series=key,
            about=day.isoformat(),
        )
        if corrected is not None:
            report = Report(*corrected)
            await _ADD_VERSION.run(conn, submission_id=submission.id, report_id=report.id, number=report.versions)
            return report
    report = Report(
        id=submission.id,
        submission_id=submission.id,
        person_id=person.id,
        form_id=submission.form_id,
        province=person.province or "",
        regency=person.regency or "",
        programmes=f" {' '.join(programmes)} " if programmes else "",
        restricted=restricted,
        name=name,
        key=key,
        day=day.isoformat(),
        first_sent_at=submission.sent_at,
        sent_at=submission.sent_at,
        versions=1,
        state=NEW,
        remark=None,
        reviewer=None,
        reviewed_at=None,
    )
    await _ADD.run(conn, **{column.name: getattr(report, column.name) for column in REPORT})
    await _ADD_VERSION.run(conn, submission_id=submission.id, report_id=report.id, number=1)
    where = {"report_id": report.id, "state": report.state, "day": report.day, "province": report.province}
    await _ADD_PROGRAMME.many(conn, [{"programme": programme, **where} for programme in sorted(set(programmes))])
    return report


async def get(conn: AsyncConnection, viewer: Viewer, report_id: int) -> Report | None:
    """The report, if the viewer may see it."""
    row = await _GET.first(conn, of=report_id, viewer=viewer.person_id)
    return Report(*row) if row else None


async def of_submission(conn: AsyncConnection, viewer: Viewer, submission_id: int) -> Report | None:
    """The report that a submission is a version of."""
    row = await _OF_SUBMISSION.first(conn, submission=submission_id, viewer=viewer.person_id)
    return Report(*row) if row else None


async def has_named_reader(conn: AsyncConnection, report_id: int) -> bool:
    """Whether somebody who can be reached is named for a restricted report's place."""
    return await _NAMED_FOR.first(conn, of=report_id) is not None


async def versions(conn: AsyncConnection, viewer: Viewer, report_id: int) -> list[tuple[int, int, datetime]]:
    """Number, submission and time of sending of each version, the newest first."""
    rows = await _VERSIONS.rows(conn, of=report_id, viewer=viewer.person_id)
    return [(number, submission_id, sent_at) for number, submission_id, sent_at in rows]


async def accept(conn: AsyncConnection, viewer: Viewer, report_ids: Collection[int], at: datetime) -> list[Report]:
    """Accept those of them that are new and the viewer may see; gives them. Nobody accepts their own."""
    rows = await _ACCEPT.rows(conn, ids=json_array(report_ids), viewer=viewer.person_id, at=at)
    accepted = sorted((Report(*row) for row in rows), key=lambda report: report.id)
    await _note(conn, viewer, "accept report", accepted, at)
    return accepted


async def give_back(conn: AsyncConnection, viewer: Viewer, report_id: int, remark: str, at: datetime) -> Report | None:
    """Return a new or an accepted report with a remark; None where that is not the viewer's, or is done already."""
    rows = await _GIVE_BACK.rows(conn, of=report_id, viewer=viewer.person_id, words=remark, at=at)
    returned = [Report(*row) for row in rows]
    await _note(conn, viewer, "return report", returned, at)
    return returned[0] if returned else None


async def _note(conn: AsyncConnection, viewer: Viewer, act: str, reports: Sequence[Report], at: datetime) -> None:
    for report in reports:
        await audit.note(
            conn,
            at=at,
            actor=viewer.person_id,
            act=act,
            subject=f"report {report.id}",
            detail={"form": report.form_id, "version": report.versions},
        )

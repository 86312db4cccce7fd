"""The percents and bands of each person's latest result, so that people can be chosen by them.

A copy for looking up, worked out from the answers by ``scoring``; the answers are what counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import SupportsFloat

from sqlalchemy import Integer, Text, and_, bindparam, delete, exists, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared
from storage.submissions import SUBMISSION, Submission


@dataclass(frozen=True, slots=True)
class Score:
    """One part of a result, or all of it (``scoring.competency.OVERALL``).

    ``percent``: 0 to 100, unrounded but a float; it and ``band`` (a key of ``scoring.bands``) are None where too few
    items were answered. ``weakest``: of the person's parts, this is the weakest.
    """

    part: str
    percent: float | None
    band: str | None
    weakest: bool
    submission_id: int


_score = schema.latest_score
_SCORE = tuple(_score.c[name] for name in Score.__slots__)
_of_person = (_score.c.person_id == bindparam("person"), _score.c.form_id == bindparam("form"))

_FORGET = Prepared(delete(_score).where(*_of_person))
_KEEP = Prepared(insert(_score).values({column.name: bindparam(column.name) for column in _score.c}))
_LATEST = Prepared(select(*_SCORE).where(*_of_person).order_by(_score.c.part))

_later = schema.submission.alias("later")
_MISSING = Prepared(
    select(*SUBMISSION)
    .where(
        schema.submission.c.form_id == bindparam("form", type_=Text),
        ~exists().where(
            _later.c.person_id == schema.submission.c.person_id,
            _later.c.form_id == schema.submission.c.form_id,
            or_(
                _later.c.sent_at > schema.submission.c.sent_at,
                and_(_later.c.sent_at == schema.submission.c.sent_at, _later.c.id > schema.submission.c.id),
            ),
        ),
        ~exists().where(_score.c.submission_id == schema.submission.c.id),
    )
    .order_by(schema.submission.c.id)
    .limit(bindparam("limit", type_=Integer))
)


async def keep(
    conn: AsyncConnection,
    person_id: int,
    form_id: str,
    submission_id: int,
    parts: Iterable[tuple[str, SupportsFloat | None, str | None, bool]],
) -> None:
    """Keep the result of the person's latest submission, as (part, percent, band, weakest), in place of an earlier one.

    Which submission is the latest is for the caller to say. No parts: the form has no result (any more).
    """
    await _FORGET.run(conn, person=person_id, form=form_id)
    of = {"person_id": person_id, "form_id": form_id, "submission_id": submission_id}
    await _KEEP.many(
        conn,
        [
            {"part": part, "percent": None if percent is None else float(percent), "band": band, "weakest": weakest}
            | of
            for part, percent, band, weakest in parts
        ],
    )


async def missing(conn: AsyncConnection, form_id: str, limit: int) -> list[Submission]:
    """Latest submissions of the form whose scores are not kept, of up to ``limit`` people."""
    return [Submission(*row) for row in await _MISSING.rows(conn, form=form_id, limit=limit)]


async def latest(conn: AsyncConnection, person_id: int, form_id: str) -> list[Score]:
    """The parts of the latest result, by name; empty if there is none."""
    return [Score(*row) for row in await _LATEST.rows(conn, person=person_id, form=form_id)]

"""Exports that were asked for in the chat, and how far each is.

A job waits as ``wanted``; the program takes one at a time (``running``). What a killed program had in hand is wanted
again at the next start: a file is made anew as a whole.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Text, bindparam, func, insert, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import Viewer

WANTED, RUNNING, DONE, FAILED, CANCELLED = "wanted", "running", "done", "failed", "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One export: ``request`` as JSON; ``done`` of ``total`` rows are written (0 of 0: it has not begun); ``files``:
    their names, in the order in which they are sent; ``reason``: why it failed.
    """

    id: int
    person_id: int
    request: str
    state: str
    done: int
    total: int
    made_at: datetime
    changed_at: datetime
    files: tuple[str, ...]
    reason: str | None


_job = schema.export_job
_JOB = tuple(_job.c[field.name] for field in fields(Job))
_open = (text("state IN ('wanted', 'running')"),)
_ADD = Prepared(
    insert(_job)
    .values(
        {
            **{name: bindparam(name) for name in ("person_id", "request", "made_at", "changed_at")},
            "state": literal(WANTED, Text),
            "done": literal(0, Integer),
            "total": literal(0, Integer),
        }
    )
    .returning(_job.c.id)
)
_GET = Prepared(
    select(*_JOB).where(_job.c.id == bindparam("id", type_=Whole), _job.c.person_id == bindparam("viewer", type_=Whole))
)
_LATEST = Prepared(
    select(*_JOB)
    .where(_job.c.person_id == bindparam("viewer", type_=Whole))
    .order_by(_job.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_NEXT = Prepared(select(*_JOB).where(*_open).order_by(_job.c.id).limit(1))
_AHEAD = Prepared(select(func.count()).where(*_open, _job.c.id < bindparam("id", type_=Whole)))
_MOVE = Prepared(
    update(_job)
    .where(
        _job.c.id == bindparam("of", type_=Whole),
        _job.c.state.in_(select(each("states").c.value)),
    )
    .values(
        state=bindparam("became", type_=Text),
        reason=bindparam("why", type_=Text),
        files=func.coalesce(bindparam("names", type_=Text), _job.c.files),
        changed_at=bindparam("now", type_=Moment),
    )
)
_PROGRESS = Prepared(
    update(_job)
    .where(_job.c.id == bindparam("of", type_=Whole), _job.c.state == literal(RUNNING, Text))
    .values(done=bindparam("rows", type_=Whole), total=bindparam("all", type_=Whole))
)
_WITH_FILES = Prepared(select(*_JOB).where(_job.c.state == literal(DONE, Text), _job.c.files.is_not(None)))
_TAKEN_AWAY = Prepared(update(_job).where(_job.c.id == bindparam("of", type_=Whole)).values(files=None))


async def add(conn: AsyncConnection, person_id: int, request: str, at: datetime) -> int:
    """A new job, wanted; gives its number."""
    row = await _ADD.first(conn, person_id=person_id, request=request, made_at=at, changed_at=at)
    assert row is not None
    return int(row[0])


async def get(conn: AsyncConnection, viewer: Viewer, job_id: int) -> Job | None:
    """One's own job; None for anybody else's."""
    row = await _GET.first(conn, id=job_id, viewer=viewer.person_id)
    return _made(row) if row else None


async def latest(conn: AsyncConnection, viewer: Viewer, most: int = 5) -> list[Job]:
    """One's own jobs, the newest first."""
    return [_made(row) for row in await _LATEST.rows(conn, viewer=viewer.person_id, most=most)]


async def ahead(conn: AsyncConnection, job_id: int) -> int:
    """How many jobs, of whomever, are to be done before this one."""
    row = await _AHEAD.first(conn, id=job_id)
    return int(row[0]) if row else 0


async def next_open(conn: AsyncConnection) -> Job | None:
    """The oldest job that is wanted, or that somebody has in hand (or had, when the program was stopped)."""
    row = await _NEXT.first(conn)
    return _made(row) if row else None


async def move(
    conn: AsyncConnection,
    job_id: int,
    *,
    to: str,
    from_: Sequence[str],
    at: datetime,
    reason: str | None = None,
    files: Sequence[str] | None = None,
) -> bool:
    """Bring a job from one of these states into another; False if it is in none of them (any more)."""
    names = None if files is None else json.dumps(list(files), ensure_ascii=False)
    states = json_array(from_)
    return bool(await _MOVE.run(conn, of=job_id, states=states, became=to, why=reason, names=names, now=at))


async def progress(conn: AsyncConnection, job_id: int, done: int, total: int) -> bool:
    """Note how many rows of how many are written; False: nobody wants it any more."""
    return bool(await _PROGRESS.run(conn, of=job_id, rows=done, all=total))


async def with_files(conn: AsyncConnection) -> list[Job]:
    """Jobs that are done and whose files are still kept."""
    return [_made(row) for row in await _WITH_FILES.rows(conn)]


async def taken_away(conn: AsyncConnection, job_id: int) -> None:
    """The files of a job are no longer kept."""
    await _TAKEN_AWAY.run(conn, of=job_id)


def _made(row: tuple[Any, ...]) -> Job:
    number, person_id, request, state, done, total, made_at, changed_at, files, reason = row
    names = tuple(json.loads(files)) if files else ()
    return Job(number, person_id, request, state, done, total, made_at, changed_at, names, reason)

"""Work that was asked for in the chat and is done by a program of its own, and how far each piece is.

A job waits as ``wanted``; the program takes one at a time (``running``). What a killed program had in hand is wanted
again at the next start: a file is made anew as a whole. Exports and analyses have a table each, of one shape.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Table, Text, bindparam, func, insert, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import Viewer

WANTED, RUNNING, DONE, FAILED, CANCELLED = "wanted", "running", "done", "failed", "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: ``request`` as JSON; ``done`` of ``total`` is done (0 of 0: it has not begun); ``files``:
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


class Jobs:
    """The jobs of one table."""

    def __init__(self, table: Table) -> None:
        columns = tuple(table.c[field.name] for field in fields(Job))
        open_ = (text("state IN ('wanted', 'running')"),)
        of, viewer = bindparam("of", type_=Whole), bindparam("viewer", type_=Whole)
        self._add = Prepared(
            insert(table)
            .values(
                {
                    **{name: bindparam(name) for name in ("person_id", "request", "made_at", "changed_at")},
                    "state": literal(WANTED, Text),
                    "done": literal(0, Integer),
                    "total": literal(0, Integer),
                }
            )
            .returning(table.c.id)
        )
        self._get = Prepared(select(*columns).where(table.c.id == of, table.c.person_id == viewer))
        self._latest = Prepared(
            select(*columns)
            .where(table.c.person_id == viewer)
            .order_by(table.c.id.desc())
            .limit(bindparam("most", type_=Integer))
        )
        self._next = Prepared(select(*columns).where(*open_).order_by(table.c.id).limit(1))
        self._ahead = Prepared(select(func.count()).select_from(table).where(*open_, table.c.id < of))
        self._move = Prepared(
            update(table)
            .where(table.c.id == of, table.c.state.in_(select(each("states").c.value)))
            .values(
                state=bindparam("became", type_=Text),
                reason=bindparam("why", type_=Text),
                files=func.coalesce(bindparam("names", type_=Text), table.c.files),
                changed_at=bindparam("now", type_=Moment),
            )
        )
        self._progress = Prepared(
            update(table)
            .where(table.c.id == of, table.c.state == literal(RUNNING, Text))
            .values(done=bindparam("so_far", type_=Whole), total=bindparam("all", type_=Whole))
        )
        self._with_files = Prepared(
            select(*columns).where(table.c.state == literal(DONE, Text), table.c.files.is_not(None))
        )
        self._taken_away = Prepared(update(table).where(table.c.id == of).values(files=None))

    async def add(self, conn: AsyncConnection, person_id: int, request: str, at: datetime) -> int:
        """A new job, wanted; gives its number."""
        row = await self._add.first(conn, person_id=person_id, request=request, made_at=at, changed_at=at)
        assert row is not None
        return int(row[0])

    async def get(self, conn: AsyncConnection, viewer: Viewer, job_id: int) -> Job | None:
        """One's own job; None for anybody else's."""
        row = await self._get.first(conn, of=job_id, viewer=viewer.person_id)
        return _made(row) if row else None

    async def latest(self, conn: AsyncConnection, viewer: Viewer, most: int = 5) -> list[Job]:
        """One's own jobs, the newest first."""
        return [_made(row) for row in await self._latest.rows(conn, viewer=viewer.person_id, most=most)]

    async def ahead(self, conn: AsyncConnection, job_id: int) -> int:
        """How many jobs, of whomever, are to be done before this one."""
        row = await self._ahead.first(conn, of=job_id)
        return int(row[0]) if row else 0

    async def next_open(self, conn: AsyncConnection) -> Job | None:
        """The oldest job that is wanted, or that somebody has in hand (or had, when the program was stopped)."""
        row = await self._next.first(conn)
        return _made(row) if row else None

    async def move(
        self,
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
        return bool(await self._move.run(conn, of=job_id, states=states, became=to, why=reason, names=names, now=at))

    async def progress(self, conn: AsyncConnection, job_id: int, done: int, total: int) -> bool:
        """Note how much of how much is done; False: nobody wants it any more."""
        return bool(await self._progress.run(conn, of=job_id, so_far=done, all=total))

    async def with_files(self, conn: AsyncConnection) -> list[Job]:
        """Jobs that are done and whose files are still kept."""
        return [_made(row) for row in await self._with_files.rows(conn)]

    async def taken_away(self, conn: AsyncConnection, job_id: int) -> None:
        """The files of a job are no longer kept."""
        await self._taken_away.run(conn, of=job_id)


def _made(row: tuple[Any, ...]) -> Job:
    number, person_id, request, state, done, total, made_at, changed_at, files, reason = row
    names = tuple(json.loads(files)) if files else ()
    return Job(number, person_id, request, state, done, total, made_at, changed_at, names, reason)

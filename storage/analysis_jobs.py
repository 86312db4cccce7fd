"""Analyses that were asked for in the chat, and how far each is (``storage.jobs``), with what came of them in words."""

import json
from collections.abc import Sequence

from sqlalchemy import Text, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.jobs import CANCELLED, DONE, FAILED, RUNNING, WANTED, Job, Jobs
from storage.moments import Whole
from storage.prepared import Prepared
from storage.visibility import Viewer

JOBS = Jobs(schema.analysis_job)

add, get, latest, ahead = JOBS.add, JOBS.get, JOBS.latest, JOBS.ahead
move, progress = JOBS.move, JOBS.progress

_job = schema.analysis_job
_of = bindparam("of", type_=Whole)
_TELL = Prepared(update(_job).where(_job.c.id == _of).values(outcome=bindparam("told", type_=Text)))
_TOLD = Prepared(select(_job.c.outcome).where(_job.c.id == _of, _job.c.person_id == bindparam("viewer", type_=Whole)))


async def tell(conn: AsyncConnection, job_id: int, sentences: Sequence[str]) -> None:
    """Keep what came of it, sentence by sentence, the most important first."""
    await _TELL.run(conn, of=job_id, told=json.dumps(list(sentences), ensure_ascii=False))


async def told(conn: AsyncConnection, viewer: Viewer, job_id: int) -> list[str]:
    """What came of one's own job; nothing where it has not ended, and of anybody else's."""
    row = await _TOLD.first(conn, of=job_id, viewer=viewer.person_id)
    return [str(one) for one in json.loads(row[0])] if row and row[0] else []


__all__ = [
    "CANCELLED",
    "DONE",
    "FAILED",
    "JOBS",
    "RUNNING",
    "WANTED",
    "Job",
    "add",
    "ahead",
    "get",
    "latest",
    "move",
    "progress",
    "tell",
    "told",
]

"""Exports, written in the background (`bot.jobs`). Their files are kept until the letters with them have gone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.exporting_process import writing
from bot.job_process import Progress, Written
from bot.jobs import Ended, Worker
from handlers.exporting.letters import EXPORTED, key_of
from handlers.exporting.request import Request
from handlers.exporting.running import PLACE
from storage import audit, export_jobs
from storage.export_jobs import Job

FILES_KEPT: Final = timedelta(days=1)


class Exports(Worker):
    """See the module."""

    jobs = export_jobs.JOBS
    place = PLACE
    letter = EXPORTED
    kept = FILES_KEPT
    until_delivered = True
    key_of = staticmethod(key_of)

    def _at_work(self, job: Job, folder: Path) -> AbstractAsyncContextManager[AsyncIterator[Progress | Written]]:
        request = Request.loads(job.request)
        return writing(self._database.path, request, folder, self._clock.now(), self.bounds)

    async def _note(self, connection: AsyncConnection, job: Job, ended: Ended, now: datetime) -> None:
        """Each export is in the audit log: what, how, with names or not, what came of it."""
        request = json.loads(job.request)
        detail = {name: value for name, value in request.items() if value not in (None, "") and name != "viewer"}
        detail |= {"job": job.id, "state": ended.state} | ({"reason": ended.reason} if ended.reason else {})
        if ended.written is not None:
            detail |= {"files": len(ended.written.files), "rows": ended.written.rows}
        await audit.note(
            connection,
            at=now,
            actor=job.person_id,
            act="submissions exported",
            subject=f"form {request['form_id']}",
            detail=detail,
        )

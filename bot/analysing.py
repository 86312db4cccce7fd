"""Analyses, computed in the background (`bot.jobs`), and the models that are sent for them as files."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.analysing_models import ModelFiles
from bot.api import Api
from bot.clock import Clock
from bot.intake.intake import Intake
from bot.job_process import Bounds, Progress, Written, asked_for, at_work
from bot.jobs import Ended, Worker
from handlers.analysing.dispatch import JOB
from handlers.analysing.letters import ANALYSIS, LETTERS_APART, key_of
from handlers.analysing.models import named_items
from storage import analysis_jobs, audit
from storage.database import Database
from storage.jobs import Job

_COMMAND: Final = (sys.executable, "-s", "-P", "-m", "bot.analysing_child")

FILES_KEPT: Final = timedelta(days=30)
SECONDS: Final = 600


class Analyses(Worker):
    """See the module."""

    jobs = analysis_jobs.JOBS
    place = JOB
    letter = ANALYSIS
    kept = FILES_KEPT
    until_delivered = False
    apart = LETTERS_APART
    key_of = staticmethod(key_of)

    def __init__(
        self, database: Database, folder: Path, intake: Intake, clock: Clock, posted: Callable[[], None], api: Api
    ) -> None:
        super().__init__(database, folder, intake, clock, posted)
        self.bounds = Bounds(seconds=SECONDS)
        self._models = ModelFiles(database, intake, api)

    def start(self) -> None:
        super().start()
        self._models.start()

    async def stop(self) -> None:
        await self._models.stop()
        await super().stop()

    def wake(self) -> None:
        """Look at once."""
        super().wake()
        self._models.wake()

    async def look(self) -> None:
        """Read the models that were sent as files, then do what is due."""
        await self._models.look()
        await super().look()

    def _at_work(self, job: Job, folder: Path) -> AbstractAsyncContextManager[AsyncIterator[Progress | Written]]:
        asked = asked_for(self._database.path, job.request, folder, self._clock.now(), self.bounds)
        return at_work(_COMMAND, asked, folder, self.bounds)

    async def _note(self, connection: AsyncConnection, job: Job, ended: Ended, now: datetime) -> None:
        """What came of it in sentences; and each analysis is in the audit log."""
        if ended.told:
            await analysis_jobs.tell(connection, job.id, ended.told)
        request = json.loads(job.request)
        detail = {name: request[name] for name in ("kind", "which", "estimator", "part") if request.get(name)}
        detail |= (
            _model(request) | {"job": job.id, "state": ended.state} | ({"reason": ended.reason} if ended.reason else {})
        )
        if ended.written is not None:
            detail["people"] = ended.written.rows
        await audit.note(
            connection,
            at=now,
            actor=job.person_id,
            act="answers analysed",
            subject=f"form {request['form_id']}",
            detail=detail,
        )


def _model(request: dict[str, Any]) -> dict[str, str]:
    """Of a model in one's own words: which items it had, and by which it can be told from another. Its text belongs to
    whom wrote it, and goes with them; what is written down here stays."""
    if not (text := request.get("model")):
        return {}
    found = {"model": hashlib.sha256(text.encode()).hexdigest()[:12]}
    if items := named_items(text):
        found["items"] = " ".join(items)
    return found

"""The process that writes an export, as seen by who starts it: `bot.exporting`, or the command line."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.job_process import Bounds, Progress, Written, asked_for, at_work
from handlers.exporting.request import Request

_COMMAND: Final = (sys.executable, "-s", "-P", "-m", "bot.exporting_child")


def writing(
    database: Path, request: Request, folder: Path, now: datetime, bounds: Bounds
) -> AbstractAsyncContextManager[AsyncIterator[Progress | Written]]:
    """Start it (`bot.job_process.at_work`).

    `JobFailedError`: `too-large`, `nothing`, `disk`, `broken`, or `refused-…` (`handlers.exporting.request.Refusal`).
    """
    return at_work(_COMMAND, asked_for(database, request.dumps(), folder, now, bounds), folder, bounds)

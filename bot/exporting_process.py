"""The process that writes an export, as seen by who starts it: `bot.exporting`, or the command line."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.exporting_child import EXIT_MEMORY
from bot.logs import log
from handlers.exporting.request import Request

_log = log("exports")
_ROOT: Final = Path(__file__).parents[1]
_COMMAND: Final = (sys.executable, "-s", "-P", "-m", "bot.exporting_child")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one export may use. `seconds`: from its start to its last word; `memory`: bytes of address space."""

    seconds: float = 3600
    # A country's answers need a tenth of it; importing what writes SPSS files most of the rest.
    memory: int = 3 * 1024**3


class ExportFailedError(RuntimeError):
    """Why an export came to nothing: `too-large`, `nothing`, `disk`, `broken`, or `refused-…` (`request.Refusal`)."""


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the files, in the order in which they are to be sent, and how many sent forms they hold."""

    files: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Progress:
    """So many sent forms of so many are written."""

    done: int
    total: int


@contextlib.asynccontextmanager
async def writing(
    database: Path, request: Request, folder: Path, now: datetime, bounds: Bounds
) -> AsyncIterator[AsyncIterator[Progress | Written]]:
    """Start the process; gives what it says, `Written` last. It is killed where it has not ended when this is left.

    `ExportFailedError` where it comes to nothing, whatever the reason.
    """
    asked = _asked(database, request, folder, now, bounds)
    child = await asyncio.create_subprocess_exec(
        *_COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(bounds.seconds), contextlib.aclosing(_said(child, asked, folder)) as said:
            yield said
    except TimeoutError:
        raise ExportFailedError("too-large") from None
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
        await child.wait()


def _asked(database: Path, request: Request, folder: Path, now: datetime, bounds: Bounds) -> dict[str, Any]:
    """See `bot.exporting_child`."""
    return {
        "database": str(database.absolute()),
        "request": request.dumps(),
        "folder": str(folder.absolute()),
        "now": now.isoformat(),
        "memory": bounds.memory,
    }


async def _said(
    child: asyncio.subprocess.Process, asked: dict[str, Any], folder: Path
) -> AsyncGenerator[Progress | Written, None]:
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        # It stays open: where we are gone, the process ends too.
        child.stdin.write(json.dumps(asked).encode() + b"\n")
        await child.stdin.drain()
    try:
        while line := await child.stdout.readline():
            word = _read(json.loads(line), folder)
            yield word
            if isinstance(word, Written):
                return
    except (ValueError, KeyError, TypeError, AttributeError):
        _log.warning("an export's process says what nobody understands")
        raise ExportFailedError("broken") from None
    status = await child.wait()
    _log.warning("an export's process ended early", status=status)
    raise ExportFailedError("too-large" if status == EXIT_MEMORY else "broken")


def _read(said: dict[str, Any], folder: Path) -> Progress | Written:
    """One line of it. `ExportFailedError` for a reason why not; other errors for what means nothing."""
    if "done" in said:
        return Progress(int(said["done"]), int(said["total"]))
    if "files" in said:
        files = tuple(str(name) for name in said["files"])
        if not files or not all((folder / name).is_file() for name in files):
            raise ValueError("files that are not there")
        return Written(files, int(said["rows"]))
    if "refused" in said:
        raise ExportFailedError(f"refused-{said['refused']}")
    if "nothing" in said:
        raise ExportFailedError("nothing")
    _log.warning("an export failed", error=str(said["failed"]), where=str(said.get("where", "")))
    raise ExportFailedError("disk" if said.get("disk") else "broken")


def _environment() -> dict[str, str]:
    """No settings, no secrets: only what Python needs to start."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")}
    # One thread: each would reserve memory of its own.
    return {**kept, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}

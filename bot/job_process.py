"""A process that does one job (``bot.job_child``), as seen by who starts it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.job_child import EXIT_MEMORY
from bot.logs import log

_log = log("jobs")
_ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may use. `seconds`: from its start to its last word; `memory`: bytes of address space."""

    seconds: float = 3600
    # A country's answers need a tenth of it; importing what writes SPSS files most of the rest.
    memory: int = 3 * 1024**3


class JobFailedError(RuntimeError):
    """Why a job came to nothing: `too-large`, `nothing`, `disk`, `broken`, or `refused-…`, as the process says.

    `told`: the same in sentences, where the process has any.
    """

    def __init__(self, reason: str, told: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.told = tuple(told)


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the files, in the order in which they are to be sent, and how many sent forms they rest on.

    `told`: what came of it in sentences, where the process has any.
    """

    files: tuple[str, ...]
    rows: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """So much of so much is done."""

    done: int
    total: int


def asked_for(database: Path, request: str, folder: Path, now: datetime, bounds: Bounds) -> dict[str, Any]:
    """What the process reads. `request`: JSON, as it is kept with the job."""
    return {
        "database": str(database.absolute()),
        "request": request,
        "folder": str(folder.absolute()),
        "now": now.isoformat(),
        "memory": bounds.memory,
    }


@contextlib.asynccontextmanager
async def at_work(
    command: Sequence[str], asked: dict[str, Any], folder: Path, bounds: Bounds
) -> AsyncIterator[AsyncIterator[Progress | Written]]:
    """Start the process; gives what it says, `Written` last. It is killed where it has not ended when this is left.

    `JobFailedError` where it comes to nothing, whatever the reason.
    """
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(bounds.seconds), contextlib.aclosing(_said(child, asked, folder)) as said:
            yield said
    except TimeoutError:
        raise JobFailedError("too-large") from None
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
        await child.wait()


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
        _log.warning("a process says what nobody understands")
        raise JobFailedError("broken") from None
    status = await child.wait()
    _log.warning("a process ended early", status=status)
    raise JobFailedError("too-large" if status == EXIT_MEMORY else "broken")


def _read(said: dict[str, Any], folder: Path) -> Progress | Written:
    """One line of it. `JobFailedError` for a reason why not; other errors for what means nothing."""
    if "done" in said:
        return Progress(int(said["done"]), int(said["total"]))
    told = tuple(str(one) for one in said.get("told", ()))
    if "files" in said:
        files = tuple(str(name) for name in said["files"])
        if not files or not all((folder / name).is_file() for name in files):
            raise ValueError("files that are not there")
        return Written(files, int(said["rows"]), told)
    if "refused" in said:
        raise JobFailedError(f"refused-{said['refused']}", told)
    if "nothing" in said:
        raise JobFailedError("nothing")
    _log.warning("a job failed", error=str(said["failed"]), where=str(said.get("where", "")))
    raise JobFailedError("disk" if said.get("disk") else "broken")


def _environment() -> dict[str, str]:
    """No settings, no secrets: only what Python needs to start."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")}
    # One thread: each would reserve memory of its own.
    return {**kept, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}

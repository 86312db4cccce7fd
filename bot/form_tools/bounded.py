"""A form from outside, checked in a process of its own that may use so much time and memory, and no more.

The process (``bot.form_tools.child``) opens no file but Python's own and no connection. Whatever becomes of it, the
bot goes on. What it says is read as data: JSON, no larger than ``ANSWER_BYTES``.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from forms.errors import FormError, Problem, problem
from forms.sheets.limits import FILE_BYTES
from forms.source import NO_SETTINGS, Converted

SECONDS: Final = 20
MEMORY_BYTES: Final = 512 * 1024 * 1024
ANSWER_BYTES: Final = 96 * 1024 * 1024
FILES_BYTES: Final = 4 * FILE_BYTES
"""Of all CSVs sent along with a form."""

_ROOT: Final = Path(__file__).parents[2]
NO_FILES: Final[Mapping[str, bytes]] = {}


async def check_upload(
    name: str,
    data: bytes,
    files: Mapping[str, bytes] = NO_FILES,
    *,
    lenient: bool = False,
    given: Mapping[str, str] = NO_SETTINGS,
    seconds: float = SECONDS,
    memory: int = MEMORY_BYTES,
) -> Converted:
    """Convert a form and compile it, once, for its faults; ``files``: the CSVs that were sent along, by name.

    ``lenient``: it needs neither a form_id nor a version; never for what is to be published. ``given``: form_id and
    version for a form whose settings have none.
    Raises ``FormError`` with everything that is wrong, ``takes_too_long`` and ``needs_too_much`` among it. Where
    files are missing, and nothing else is wrong, every problem is a ``file_missing`` with the name of the file in
    ``details["file"]``. What comes back has been compiled within ``seconds`` (and in at most ``memory`` bytes).
    """
    request = _request(name, data, files, lenient=lenient, given=given, seconds=seconds, memory=memory)
    child = await asyncio.create_subprocess_exec(
        *_COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        limit=2**16,
    )
    try:
        async with asyncio.timeout(seconds):
            answer = await _talk(child, request)
            status = await child.wait() if answer is not None else 0
    except TimeoutError:
        raise FormError([_too_long(seconds)]) from None
    finally:
        await _end(child)
    return _understood(answer or b"", status, seconds)


def check_file(name: str, data: bytes, beside: Mapping[str, bytes], *, seconds: float = SECONDS) -> Converted:
    """The same where no event loop runs, on the command line: the form is at hand, so it needs no version.

    ``beside``: what lies beside the form; only those files that the form asks for are read.
    """
    try:
        return asyncio.run(check_upload(name, data, lenient=True, seconds=seconds))
    except FormError as error:
        asked = [str(found.details.get("file")) for found in error.problems if found.code == "file_missing"]
        files = {file: beside[file] for file in asked if file in beside}
        if not files:
            raise
    return asyncio.run(check_upload(name, data, files, lenient=True, seconds=seconds))


_COMMAND: Final = (sys.executable, "-s", "-P", "-m", "bot.form_tools.child")


def _environment() -> dict[str, str]:
    """No settings, no secrets: only what Python needs to start."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")}
    # one thread: each would reserve memory of its own
    return {**kept, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}


def _request(
    name: str,
    data: bytes,
    files: Mapping[str, bytes],
    *,
    lenient: bool,
    given: Mapping[str, str],
    seconds: float,
    memory: int,
) -> bytes:
    if sum(map(len, files.values())) > FILES_BYTES:
        limit = f"{FILES_BYTES // 1_000_000} MB"
        raise FormError([problem("file_too_large", details={"limit": limit})])
    if len(data) > FILE_BYTES:
        raise FormError([problem("file_too_large", details={"limit": f"{FILE_BYTES // 1_000_000} MB"})])
    asked = {
        "name": name,
        "data": base64.b64encode(data).decode(),
        "files": {file: base64.b64encode(content).decode() for file, content in files.items()},
        "lenient": lenient,
        "given": dict(given),
        "seconds": seconds,
        "memory": memory,
    }
    return json.dumps(asked).encode()


async def _end(child: asyncio.subprocess.Process) -> None:
    """Kill it where it has not ended. What it had written is read off first: asyncio counts a process as ended
    only when its pipes are empty.
    """
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
    assert child.stdout is not None
    while await child.stdout.read(2**20):
        pass
    await child.wait()


async def _talk(child: asyncio.subprocess.Process, request: bytes) -> bytes | None:
    """All that it says; None where that is too much."""
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(request)
        await child.stdin.drain()
        child.stdin.close()
    except (BrokenPipeError, ConnectionResetError):
        # it has ended already; its status says why
        pass
    pieces: list[bytes] = []
    total = 0
    while piece := await child.stdout.read(2**20):
        total += len(piece)
        if total > ANSWER_BYTES:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def _too_long(seconds: float) -> Problem:
    return problem("takes_too_long", details={"limit": f"{seconds:g} s"})


def _understood(answer: bytes, status: int, seconds: float) -> Converted:
    if status == -signal.SIGXCPU:
        raise FormError([_too_long(seconds)])
    try:
        said: dict[str, Any] = json.loads(answer)
    except ValueError:
        # it ended without a word: killed for its memory, by itself or by the system
        raise FormError([problem("needs_too_much")]) from None
    if "problems" in said:
        raise FormError(Problem(**found) for found in said["problems"])
    converted = Converted(**said["converted"])
    return replace(converted, assumed=tuple(converted.assumed))

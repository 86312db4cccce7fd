"""What every process has that does one job of the chat's: an export, an analysis (``bot.job_process`` starts them).

It reads one request, a line of JSON, from standard input, and says on standard output how far it is, a JSON object a
line; the last one says what came of it. It ends when its standard input does: nobody waits for it any more.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

Say: TypeAlias = Callable[[dict[str, Any]], None]
Work: TypeAlias = Callable[[dict[str, Any], Say], dict[str, Any]]
"""What is asked for, and how to say how far it is; gives the last word."""

SECONDS_BETWEEN_WORDS: Final = 0.5
# Taps are answered first.
NICE: Final = 10
EXIT_MEMORY: Final = 3


def keep_within(memory: int) -> None:
    """Let the system refuse memory beyond this, and let everything else go first; files are for this user alone."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    with contextlib.suppress(OSError):
        os.nice(NICE)


def end_with(stream: int) -> None:
    """End this process when nothing more can come from there."""

    def wait() -> None:
        while os.read(stream, 4096):
            pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def now_and_then(say: Say) -> Callable[[int, int], None]:
    """Says how much of how much is done, not oftener than anybody would read it."""
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_WORDS:
            last = now
            say({"done": done, "total": total})

    return progress


def _failed(error: Exception) -> dict[str, Any]:
    """What went wrong, without the error's text, which may quote a person."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place is not None else ""
    return {"failed": type(error).__name__, "where": where, "disk": isinstance(error, OSError)}


def run(work: Work) -> int:
    """Do what is asked for; the exit status is 0 where that was answered, whatever the answer."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = sys.stderr

    def say(what: dict[str, Any]) -> None:
        out.write(json.dumps(what) + "\n")
        out.flush()

    asked = json.loads(sys.stdin.buffer.readline())
    keep_within(asked["memory"])
    end_with(sys.stdin.fileno())
    try:
        say(work(asked, say))
    except MemoryError:
        return EXIT_MEMORY
    except Exception as error:
        say(_failed(error))
    return 0

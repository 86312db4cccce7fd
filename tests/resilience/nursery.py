"""Programs that start in no time: a process that has imported the bot, and forks whenever one is wanted.

A program that is started anew some thirty times spends most of its time importing; what is tested begins after that. A
forked one is a process of its own with nothing but the imports: it opens the database itself, and is killed alone.
`tests/bot/test_cli.py` starts programs the ordinary way.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Nursery:
    """One a test process; it ends with it."""

    def __init__(self) -> None:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.resilience.nursery"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self._parent.kill)

    def start(self, environment: dict[str, str], folder: Path, log: Path) -> int:
        """`python -m bot run` with this environment, in this folder; its process number."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps([environment, str(folder), str(log)]) + "\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())


@cache
def nursery() -> Nursery:
    """This process's own."""
    return Nursery()


def wait_for_the_end(number: int, seconds: float) -> None:
    """Until there is no such process any more; `TimeoutError` if there still is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        time.sleep(0.002)
    raise TimeoutError(number)


def _serve() -> None:
    import bot.cli
    import bot.program

    # Those that have ended leave nothing behind to be waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        environment, folder, log = json.loads(line)
        number = os.fork()
        if number:
            print(number, flush=True)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        os.chdir(folder)
        quiet, said = os.open(os.devnull, os.O_RDWR), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for theirs, ours in ((quiet, 0), (quiet, 1), (said, 2)):
            os.dup2(theirs, ours)
        sys.argv = ["bot", "run"]
        bot.cli.main()
        return


if __name__ == "__main__":
    _serve()

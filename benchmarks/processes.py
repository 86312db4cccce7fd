"""A bot in a process of its own, on a core of its own, and what that process has used."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.running import PLAYGROUND_TOKEN

ROOT = Path(__file__).parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")
# The playground has the first core, the bot that is measured the second.
PLAYGROUND_CORE, BOT_CORE = 0, 1


class BotFailedError(RuntimeError):
    """A bot ended by itself; shows the end of what it wrote."""


class BotProcess:
    """See the module. `last_signal`: what it is told at the end."""

    def __init__(
        self, command: Sequence[str], folder: Path, env: Mapping[str, str], last_signal: signal.Signals
    ) -> None:
        self._last_signal = last_signal
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `stop`
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *command],
            # Away from the `.env` of whoever runs this.
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            stdout=subprocess.DEVNULL,
            stderr=self._log,
        )
        on_core(BOT_CORE, self._process.pid)

    @property
    def cpu_seconds(self) -> float:
        """What all its threads have used so far, in steps of 0.01 s."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def resident_bytes(self) -> int:
        """Memory in use now (VmRSS)."""
        lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

    def check(self) -> None:
        """Raise `BotFailedError` if it has ended."""
        if self._process.poll() is not None:
            self._log.seek(0)
            raise BotFailedError(self._log.read().decode(errors="replace")[-3000:])

    def stop(self) -> None:
        """Tell it to end, and see to it."""
        self._process.send_signal(self._last_signal)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def on_core(core: int, process: int = 0) -> None:
    """Keep a process on one core, where there are two (a machine without that call is left alone)."""
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(process, {core})


@contextlib.contextmanager
def running(
    command: Sequence[str], folder: Path, last_signal: signal.Signals = signal.SIGKILL, **env: str
) -> Iterator[BotProcess]:
    """A bot for the length of a block.

    PTB's polling says goodbye to the Bot API, which cannot answer while this process waits: hence SIGKILL.
    """
    bot = BotProcess(command, folder, env, last_signal)
    try:
        yield bot
        bot.check()
    finally:
        bot.stop()


def ours(address: str, data: Path) -> contextlib.AbstractContextManager[BotProcess]:
    """Our bot as `pendamping run` starts it; its pacing is set out of the way, the others have none."""
    return running(
        ["-m", "bot", "run"],
        data,
        signal.SIGTERM,
        BOT_TOKEN=PLAYGROUND_TOKEN,
        TELEGRAM_API_URL=address,
        DATA=str(data),
        MESSAGES_PER_SECOND="1000",
        CHAT_MESSAGES_PER_SECOND="100",
        LOG_LEVEL="error",
        WEBHOOK_URL="",
    )


def bare(address: str, folder: Path) -> contextlib.AbstractContextManager[BotProcess]:
    """See `benchmarks.bots.bare`."""
    return running(["-m", "benchmarks.bots.bare", address, str(folder / "screens.json")], folder)


def ordinary(address: str, folder: Path) -> contextlib.AbstractContextManager[BotProcess]:
    """See `benchmarks.bots.ordinary`."""
    arguments = [address, str(folder / "screens.json"), str(folder / "ordinary.sqlite3")]
    return running(["-m", "benchmarks.bots.ordinary", *arguments], folder)

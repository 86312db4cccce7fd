"""From the start of the process to its first getUpdates, beside `import telegram.ext` alone in the same run."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import prepared, processes
from benchmarks.crowd import playing
from benchmarks.processes import BOT_CORE, ROOT, on_core
from benchmarks.report import Figure, Report, middle

ROUNDS = 5
FRESH, EXISTING, IMPORT = "a new database", "an existing database", "import telegram.ext"


async def measure() -> Report:
    """The three in turns."""
    runs: dict[str, list[float]] = {FRESH: [], EXISTING: [], IMPORT: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await prepared.fill(folder / "pendamping.sqlite3", 100)
        for number in range(ROUNDS):
            runs[IMPORT].append(await _import(folder))
            fresh, existing = folder / f"fresh{number}", folder / f"existing{number}"
            fresh.mkdir()
            existing.mkdir()
            shutil.copy(folder / "pendamping.sqlite3", existing)
            runs[EXISTING].append(await _start(existing))
            runs[FRESH].append(await _start(fresh))
    mid = {what: middle(seconds) for what, seconds in runs.items()}
    figures = [
        Figure(f"start with {EXISTING}", mid[EXISTING], "s", at_most=2.0),
        Figure(f"start with {FRESH} (forms compiled, schema made)", mid[FRESH], "s"),
        Figure(IMPORT, mid[IMPORT], "s"),
        Figure(f"start with {EXISTING} / {IMPORT}", mid[EXISTING] / mid[IMPORT], "times"),
        Figure(f"start with {FRESH} / {IMPORT}", mid[FRESH] / mid[IMPORT], "times"),
    ]
    return Report("startup", figures, runs)


async def _start(folder: Path) -> float:
    async with playing() as crowd:
        with processes.ours(crowd.url, folder) as bot:
            return await crowd.first_poll(bot)


async def _import(folder: Path) -> float:
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import telegram.ext", cwd=folder, env={"PYTHONPATH": str(ROOT)}
    )
    on_core(BOT_CORE, process.pid)
    if await process.wait():
        raise RuntimeError("telegram.ext cannot be imported")
    return time.perf_counter() - begun

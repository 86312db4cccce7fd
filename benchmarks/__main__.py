"""`python -m benchmarks`: every measurement; `python -m benchmarks NAME …`: these."""

from __future__ import annotations

import asyncio
import sys
import time
from importlib import import_module

from benchmarks.processes import PLAYGROUND_CORE, on_core
from benchmarks.report import Report, as_table, write

NAMES = (
    *("engine", "javarosa", "startup", "answers", "openloop", "memory", "reports", "digest"),
    *("export", "mentoring", "cfa", "wlsmv", "pls", "simulations"),
    *("announcement", "announcement_real"),
)


def main(names: list[str]) -> int:
    """Run them one after the other; 0 if all could be measured, whatever the figures say."""
    if unknown := set(names) - set(NAMES):
        print(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    on_core(PLAYGROUND_CORE)
    reports = []
    for name in names or NAMES:
        begun = time.perf_counter()
        report: Report = asyncio.run(import_module(f"benchmarks.{name}").measure())
        print(as_table(report), flush=True)
        print(f"  ({time.perf_counter() - begun:.0f} s)", flush=True)
        reports.append(report)
        write([report])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The simulation studies of the tests with many samples: intervals of 95 %, true models rejected at 5 %."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

from benchmarks.report import Figure, Report
from tests.scoring.analysis import simulating
from tests.scoring.analysis.simulating import Outcome

STUDIES: dict[str, Callable[[], Outcome]] = {
    "normal, n 300": partial(simulating.normal_theory, 2_000, 300, 1, skewed=False),
    "far from normal, n 800": partial(simulating.normal_theory, 2_000, 800, 2, skewed=True),
    "ordinal, WLSMV, n 500": partial(simulating.ordinal_items, 1_500, 500, 3),
    "missing at random, FIML, n 300": partial(simulating.missing_at_random, 800, 300, 4),
    "PLS, 500 bootstraps, n 200": partial(simulating.composites, 600, 200, 500, 5),
    "alpha, Feldt, n 80": partial(simulating.alphas, 4_000, 80, 6),
}


async def measure() -> Report:
    """One study after the other; shares in percent, with the standard error that a share of 5 % has."""
    figures: list[Figure] = []
    raw: dict[str, dict[str, float]] = {}
    for name, study in STUDIES.items():
        begun = time.perf_counter()
        outcome = await asyncio.to_thread(study)
        raw[name] = {**outcome.figures, "samples": outcome.samples, "seconds": time.perf_counter() - begun}
        for what, value in outcome.figures.items():
            share = what.endswith(("covers", "rejects"))
            figures.append(Figure(f"{name}: {what}", 100 * value if share else value, "%" if share else ""))
        error = simulating.tolerance(0.05, outcome.samples, errors=1.0)
        figures.append(Figure(f"{name}: standard error of a rejection", 100 * error, "%"))
    return Report("simulations", figures, raw)

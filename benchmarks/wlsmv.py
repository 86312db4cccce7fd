"""WLSMV of a country: 87 items of five categories, 25,048 people, three factors, from raw answers to the result.

Polychoric correlations, their covariance (4,089 by 4,089), estimates, standard errors and corrected tests, without and
with the search for modifications. Beside it R's lavaan on a part of it (30 items, 2,000 people), where R is there: of
the whole it would hold several matrices of a gigabyte. Each is a child program with all processors.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from benchmarks.processes import ROOT
from benchmarks.report import Figure, Report, middle

Array: TypeAlias = np.ndarray[Any, Any]
Run: TypeAlias = dict[str, float]

PEOPLE, ITEMS, FACTORS, ROUNDS = 25_048, 87, 3, 3
PART_PEOPLE, PART_ITEMS = 2_000, 30
MOST_SECONDS, MOST_MEMORY_MB = 15, 1024
_PATIENCE = 1800

_LAVAAN = """
suppressMessages(library(lavaan))
given <- commandArgs(trailingOnly = TRUE)
data <- read.csv(given[1]); model <- readLines(given[2])
begun <- proc.time()[["elapsed"]]
fit <- cfa(model, data, ordered = TRUE, estimator = "WLSMV")
figures <- fitMeasures(fit, c("chisq.scaled", "cfi.scaled"))
cat(sprintf('{"whole": %f, "chi2": %.10f}', proc.time()[["elapsed"]] - begun, figures[["chisq.scaled"]]))
"""


def answers(people: int, items: int) -> Array:
    """(people, items): answers of 1 to 5, more of them high than low, as companions answer."""
    chance = np.random.default_rng(87)
    scores = chance.standard_normal((people, FACTORS)) + 0.8 * chance.standard_normal((people, 1))
    latent = chance.uniform(0.5, 1.0, items) * scores[:, np.arange(items) * FACTORS // items]
    latent = (latent + 0.8 * chance.standard_normal((people, items))) / 1.3
    return np.digitize(latent, [-2.2, -1.4, -0.6, 0.6]) + 1.0


def text(items: int) -> str:
    belongs = np.arange(items) * FACTORS // items
    return "\n".join(
        f"f{factor + 1} =~ " + " + ".join(f"i{item + 1}" for item in range(items) if belongs[item] == factor)
        for factor in range(FACTORS)
    )


def ours(people: int, items: int, modifications: int, rounds: int) -> Run:
    """The middle of some rounds, in seconds."""
    from scoring.analysis.sem import sem

    values = answers(people, items)
    columns = {f"i{place + 1}": values[:, place].copy() for place in range(items)}
    before = _peak()
    seconds, processor = [], []
    for _ in range(rounds):
        begun, used = time.perf_counter(), time.process_time()
        result = sem(text(items), columns, ordinal="all", modifications=modifications)
        seconds.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    chi2 = result.fit["chi2"]
    assert chi2 is not None
    found = {"whole": middle(seconds), "processor": middle(processor), "chi2": chi2}
    return found | {"megabytes": _peak(), "more": _peak() - before}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def measure() -> Report:
    """One after the other, each in a process of its own."""
    return await asyncio.to_thread(_measure)


def _measure() -> Report:
    whole = _child(_own(PEOPLE, ITEMS, 0, ROUNDS))
    searched = _child(_own(PEOPLE, ITEMS, 20, 1))
    part = _child(_own(PART_PEOPLE, PART_ITEMS, 0, ROUNDS))
    figures = [
        Figure("the whole", whole["whole"], "s", at_most=MOST_SECONDS),
        Figure("the whole, processor time", whole["processor"], "s"),
        Figure("the whole with modification indices", searched["whole"], "s"),
        Figure("peak memory of the process", whole["megabytes"], "MB", at_most=MOST_MEMORY_MB),
        Figure("peak memory above the answers", whole["more"], "MB"),
        Figure(f"{PART_ITEMS} items, {PART_PEOPLE:,} people", part["whole"], "s"),
    ]
    raw = {"whole": whole, "searched": searched, "part": part}
    if shutil.which("Rscript") is None:
        print("  lavaan: NOT MEASURED, Rscript is not here", file=sys.stderr)
        return Report("wlsmv", figures, raw)
    raw["lavaan"] = theirs = _lavaan()
    # Two programs that have not found the same are not to be compared.
    assert abs(theirs["chi2"] / part["chi2"] - 1) < 1e-4, (theirs["chi2"], part["chi2"])
    title = f"{PART_ITEMS} items, {PART_PEOPLE:,} people: lavaan"
    figures.append(Figure(title, theirs["whole"], "s"))
    figures.append(Figure(f"{title} / ours", theirs["whole"] / part["whole"], "times"))
    return Report("wlsmv", figures, raw)


def _own(people: int, items: int, modifications: int, rounds: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.wlsmv", *map(str, (people, items, modifications, rounds))]


def _lavaan() -> Run:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        header = ",".join(f"i{place + 1}" for place in range(PART_ITEMS))
        values = answers(PART_PEOPLE, PART_ITEMS)
        np.savetxt(folder / "answers.csv", values, fmt="%d", delimiter=",", header=header, comments="")
        (folder / "model.txt").write_text(text(PART_ITEMS) + "\n")
        (folder / "beside.R").write_text(_LAVAAN)
        return _child(["Rscript", *(str(folder / each) for each in ("beside.R", "answers.csv", "model.txt"))])


def _child(command: list[str]) -> Run:
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, timeout=_PATIENCE, cwd=ROOT, preexec_fn=_everywhere
    )
    found: Run = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _everywhere() -> None:
    """The other measurements stay on one processor; this one may use all."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))


if __name__ == "__main__":
    print(json.dumps(ours(*map(int, sys.argv[1:5]))))

"""Factor analysis of a country: 87 items of 25,048 people, three and nine factors, by ML and MLM.

From the raw answers to estimates, standard errors and figures of fit. Beside it in the same run: semopy 2.3.11 in an
environment of its own that is made for it, and R's lavaan where R is there. Each is a child program, so that its peak
memory is its own; what is not there is said to be NOT MEASURED. Only the fit is timed, neither imports nor reading.
"""

from __future__ import annotations

import asyncio
import json
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

PEOPLE, ITEMS, ROUNDS = 25_048, 87, 5
FACTORS = (3, 9)
SEMOPY = "semopy==2.3.11"
MOST_SECONDS, MOST_MEMORY_MB, TIMES_SEMOPY = 0.1, 1024, 10
_PATIENCE = 900

_SEMOPY = """
import json, resource, sys, time
import numpy, pandas, semopy
values = numpy.load(sys.argv[1])
frame = pandas.DataFrame(values, columns=[f"i{place + 1}" for place in range(values.shape[1])])
begun = time.perf_counter()
model = semopy.Model(open(sys.argv[2]).read())
model.fit(frame)
fitted = time.perf_counter()
rows = model.inspect()
figures = semopy.calc_stats(model)
print(json.dumps({"fit": fitted - begun, "whole": time.perf_counter() - begun, "chi2": float(figures["chi2"].iloc[0]),
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""
_LAVAAN = """
suppressMessages(library(lavaan))
given <- commandArgs(trailingOnly = TRUE)
data <- read.csv(given[1]); model <- readLines(given[2])
begun <- proc.time()[["elapsed"]]
fit <- cfa(model, data, estimator = given[3])
figures <- fitMeasures(fit)
whole <- proc.time()[["elapsed"]] - begun
memory <- sub("[^0-9]*([0-9]+).*", "\\\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))
cat(sprintf('{"whole": %f, "chi2": %f, "megabytes": %f}', whole, figures[["chisq"]], as.numeric(memory) / 1024))
"""


def answers(factors: int) -> Array:
    """(people, items): answers of 1 to 5."""
    chance = np.random.default_rng(87)
    scores = chance.standard_normal((PEOPLE, factors)) + 0.6 * chance.standard_normal((PEOPLE, 1))
    items = chance.uniform(0.4, 1.0, ITEMS) * scores[:, _belongs(factors)] + chance.standard_normal((PEOPLE, ITEMS))
    return np.clip(np.round(3.5 + 0.6 * items), 1.0, 5.0)


def text(factors: int) -> str:
    """Each item on one factor."""
    belongs = _belongs(factors)
    return "\n".join(
        f"f{factor + 1} =~ " + " + ".join(f"i{item + 1}" for item in range(ITEMS) if belongs[item] == factor)
        for factor in range(factors)
    )


def _belongs(factors: int) -> Array:
    return np.arange(ITEMS) * factors // ITEMS


def ours(factors: int, estimator: str) -> Run:
    """The first and the middle of some rounds, in seconds."""
    from scoring.analysis.sem import sem

    values, model = answers(factors), text(factors)
    columns = {f"i{place + 1}": values[:, place].copy() for place in range(ITEMS)}
    before = _peak()
    seconds, processor = [], []
    for _ in range(ROUNDS):
        begun, used = time.perf_counter(), time.process_time()
        result = sem(model, columns, estimator=estimator, modifications=0)
        seconds.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    chi2 = result.fit.get("chi2_naive") or result.fit["chi2"]
    assert chi2 is not None
    found = {"first": seconds[0], "whole": middle(seconds), "processor": middle(processor), "chi2": chi2}
    return found | {"megabytes": _peak(), "more": _peak() - before}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def measure() -> Report:
    """In turns, each in a process of its own."""
    return await asyncio.to_thread(_measure)


def _measure() -> Report:
    figures: list[Figure] = []
    raw: dict[str, Run] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = _semopy_environment()
        for factors in FACTORS:
            _write(folder, factors)
            for estimator in ("ML", "MLM"):
                mine = _child([sys.executable, "-m", "benchmarks.cfa", str(factors), estimator])
                assert mine is not None
                raw[f"ours, {factors}, {estimator}"] = mine
                figures += _ours(mine, factors, estimator)
                lavaan = _lavaan(folder, estimator) if factors == FACTORS[0] and estimator == "ML" else None
                semopy = _semopy(python, folder) if estimator == "ML" else None
                figures += _beside("lavaan", lavaan, mine, factors, raw) + _beside("semopy", semopy, mine, factors, raw)
    return Report("cfa", figures, raw)


def _ours(mine: Run, factors: int, estimator: str) -> list[Figure]:
    title = f"{estimator}, {factors} factors"
    most = MOST_SECONDS if estimator == "ML" else None
    return [
        Figure(f"{title}: the whole", mine["whole"], "s", at_most=most),
        Figure(f"{title}: the whole, processor time", mine["processor"], "s"),
        Figure(f"{title}: the first time", mine["first"], "s"),
        Figure(f"{title}: peak memory of the process", mine["megabytes"], "MB", at_most=MOST_MEMORY_MB),
        Figure(f"{title}: peak memory above the answers", mine["more"], "MB"),
    ]


def _beside(name: str, theirs: Run | None, mine: Run, factors: int, raw: dict[str, Run]) -> list[Figure]:
    if theirs is None:
        return []
    raw[f"{name}, {factors}"] = theirs
    # Two programs that have not found the same minimum are not to be compared.
    assert abs(theirs["chi2"] / mine["chi2"] - 1) < 1e-3, (name, theirs["chi2"], mine["chi2"])
    seconds = theirs.get("fit", theirs["whole"])
    least = TIMES_SEMOPY if name == "semopy" else None
    return [
        Figure(f"ML, {factors} factors: {name}", seconds, "s"),
        Figure(f"ML, {factors} factors: {name} / ours", seconds / mine["whole"], "times", at_least=least),
        Figure(f"ML, {factors} factors: {name}, peak memory of the process", theirs["megabytes"], "MB"),
    ]


def _write(folder: Path, factors: int) -> None:
    values = answers(factors)
    np.save(folder / "answers.npy", values)
    header = ",".join(f"i{place + 1}" for place in range(ITEMS))
    np.savetxt(folder / "answers.csv", values, fmt="%d", delimiter=",", header=header, comments="")
    (folder / "model.txt").write_text(text(factors) + "\n")


def _semopy(python: Path | None, folder: Path) -> Run | None:
    if python is None:
        return None
    script = folder / "beside_semopy.py"
    script.write_text(_SEMOPY)
    return _child([str(python), str(script), str(folder / "answers.npy"), str(folder / "model.txt")])


def _lavaan(folder: Path, estimator: str) -> Run | None:
    if shutil.which("Rscript") is None:
        print("  lavaan: NOT MEASURED, Rscript is not here", file=sys.stderr)
        return None
    script = folder / "beside_lavaan.R"
    script.write_text(_LAVAAN)
    return _child(["Rscript", str(script), str(folder / "answers.csv"), str(folder / "model.txt"), estimator])


def _semopy_environment() -> Path | None:
    """A Python that has semopy; made once a machine."""
    place = Path(tempfile.gettempdir()) / "benchmark-semopy-2.3.11"
    python = place / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True)
        install = [str(python), "-m", "pip", "install", "--quiet", SEMOPY]
        subprocess.run(install, check=True, capture_output=True, timeout=_PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"  semopy: NOT MEASURED, it could not be installed ({error})", file=sys.stderr)
        return None
    return python


def _child(command: list[str]) -> Run | None:
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE, cwd=ROOT)
    except subprocess.SubprocessError as error:
        said = getattr(error, "stderr", "") or ""
        print(
            f"  {Path(command[0]).name} {Path(command[1]).name}: NOT MEASURED, {error} {said[-300:]}", file=sys.stderr
        )
        return None
    found: Run = json.loads(done.stdout.strip().splitlines()[-1])
    return found


if __name__ == "__main__":
    print(json.dumps(ours(int(sys.argv[1]), sys.argv[2])))

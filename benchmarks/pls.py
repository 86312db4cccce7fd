"""PLS-SEM of a country: 60 items of 25,048 people, 5,000 bootstrap samples.

Beside it in the same run: the ordinary way, a loop that takes the drawn rows and runs a plain numpy PLS on them, for a
few samples, extrapolated to all. Each is a child program, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from typing import Any, TypeAlias

import numpy as np

from benchmarks.report import Figure, Report

Array: TypeAlias = np.ndarray[Any, Any]

PEOPLE, CONSTRUCTS, ITEMS_EACH, SAMPLES = 25_048, 10, 6, 5_000
PLAIN_SAMPLES = 20
MOST_SECONDS, MOST_MEMORY_MB = 30.0, 1024


def text() -> str:
    """Ten reflective constructs; each from the fourth on is led to by the three before it."""
    blocks = [f"c{c} =~ " + " + ".join(f"c{c}i{i}" for i in range(ITEMS_EACH)) for c in range(CONSTRUCTS)]
    paths = [f"c{c} ~ c{c - 3} + c{c - 2} + c{c - 1}" for c in range(3, CONSTRUCTS)]
    return "\n".join([*blocks, *paths])


def answers(seed: int = 7) -> Array:
    """(people, items): answers of 1 to 5 that follow the model."""
    chance = np.random.default_rng(seed)
    scores = np.zeros((PEOPLE, CONSTRUCTS))
    for c in range(CONSTRUCTS):
        scores[:, c] = chance.normal(size=PEOPLE) + (0.3 * scores[:, c - 3 : c].sum(1) if c > 2 else 0.0)
    scores /= scores.std(0)
    items = 0.8 * np.repeat(scores, ITEMS_EACH, axis=1) + 0.6 * chance.normal(size=(PEOPLE, CONSTRUCTS * ITEMS_EACH))
    return np.clip(np.round(items + 3.0), 1.0, 5.0)


def ours(samples: int) -> dict[str, float]:
    """Seconds and figures of the whole analysis."""
    from scoring.analysis.model_syntax import parse
    from scoring.analysis.pls import pls
    from scoring.analysis.pls_model import PlsModel

    values, model = answers(), PlsModel.of(parse(text()))
    begun = time.perf_counter()
    plain = pls(values, model.items, model)
    once = time.perf_counter() - begun
    begun = time.perf_counter()
    result = pls(values, model.items, model, bootstraps=samples, seed=1)
    spread = result.paths[0].spread
    assert spread is not None
    assert result.paths[0].coefficient == plain.paths[0].coefficient
    return {
        "once": once,
        "seconds": time.perf_counter() - begun,
        "coefficient": result.paths[0].coefficient,
        "se": spread.se,
    }


def in_a_loop(samples: int) -> dict[str, float]:
    """Seconds a sample of taking the rows and estimating the paths, without effects, HTMT or intervals."""
    values = answers()
    replicates = []
    chance = np.random.default_rng(1)
    begun = time.perf_counter()
    for _ in range(samples):
        replicates.append(plain_paths(values[chance.integers(0, PEOPLE, PEOPLE)])[0])
    seconds = (time.perf_counter() - begun) / samples
    return {"a sample": seconds, "coefficient": plain_paths(values)[0], "se": float(np.std(replicates, ddof=1))}


def plain_paths(rows: Array) -> list[float]:
    """The path coefficients of the model above by the textbook's steps, on scores."""
    items = (rows - rows.mean(0)) / rows.std(0, ddof=1)
    blocks = [slice(c * ITEMS_EACH, (c + 1) * ITEMS_EACH) for c in range(CONSTRUCTS)]
    weights = np.ones(items.shape[1])
    while True:
        scores = np.column_stack([items[:, block] @ weights[block] for block in blocks])
        scores /= scores.std(0, ddof=1)
        between = np.corrcoef(scores.T)
        inner = np.zeros((CONSTRUCTS, CONSTRUCTS))
        for c in range(CONSTRUCTS):
            if c > 2:
                inner[c - 3 : c, c] = np.linalg.solve(between[c - 3 : c, c - 3 : c], between[c - 3 : c, c])
            targets = slice(max(c + 1, 3), min(c + 4, CONSTRUCTS))
            inner[targets, c] = between[targets, c]
        proxies = scores @ inner
        fresh = np.concatenate([items[:, block].T @ proxies[:, c] for c, block in enumerate(blocks)]) / len(rows)
        for block in blocks:
            fresh[block] /= (items[:, block] @ fresh[block]).std(ddof=1)
        change = float(np.abs(fresh - weights).sum())
        weights = fresh
        if change < 1e-7:
            break
    scores = np.column_stack([items[:, block] @ weights[block] for block in blocks])
    between = np.corrcoef(scores.T)
    solved = [np.linalg.solve(between[c - 3 : c, c - 3 : c], between[c - 3 : c, c]) for c in range(3, CONSTRUCTS)]
    return [float(each) for each in np.concatenate(solved)]


def _child(which: str, samples: int, **env: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.pls", which, str(samples)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | env)
    found: dict[str, float] = json.loads(done.stdout)
    return found


async def measure() -> Report:
    """Ours, then the loop."""
    # The loop's thin matrices are slower with threads, which wait for one another.
    mine, loop = _child("ours", SAMPLES), _child("loop", PLAIN_SAMPLES, OPENBLAS_NUM_THREADS="1")
    whole = loop["a sample"] * SAMPLES
    figures = [
        Figure("items x people", CONSTRUCTS * ITEMS_EACH, f"x {PEOPLE:,}"),
        Figure("estimates, Q², prediction, importance", mine["once"], "s"),
        Figure(f"with {SAMPLES:,} bootstrap samples", mine["seconds"], "s", at_most=MOST_SECONDS),
        Figure("peak memory, all of the program", mine["peak"], "MB", at_most=MOST_MEMORY_MB),
        Figure(f"a loop over rows, {PLAIN_SAMPLES} samples, a sample", loop["a sample"], "s"),
        Figure(f"a loop over rows, {SAMPLES:,} samples, extrapolated", whole, "s"),
        Figure("loop / ours", whole / mine["seconds"], "times"),
        Figure("first path, ours - loop", mine["coefficient"] - loop["coefficient"], ""),
        Figure("its standard error, ours", mine["se"], ""),
        Figure(f"its standard error, loop ({PLAIN_SAMPLES} samples)", loop["se"], ""),
    ]
    return Report("pls", figures)


if __name__ == "__main__":
    # The measurements' parent keeps to one core; this one may use all, as an analysis does.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    answer = ours(int(sys.argv[2])) if sys.argv[1] == "ours" else in_a_loop(int(sys.argv[2]))
    answer["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(answer))

"""An announcement to the whole country, in virtual time: every limit of the Bot API on, every message counted."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from random import Random
from typing import TypeVar

from benchmarks import country, limited, sending
from benchmarks.bots.limited import AVAILABLE
from benchmarks.country import Tally
from benchmarks.report import Figure, Report, percentile
from benchmarks.sending import MEGABYTE, Cost
from benchmarks.virtual import Network, jittery, run_virtually, steady

T = TypeVar("T")

# So many for each of the slow networks, and for the comparison with PTB's limiter.
SOME = 1200
FEW = 600
SEED = 20261119
# How PTB's limiter is used: one message after the other, or all together; with retries, or without (its default).
WAYS = (("a loop", False, 3), ("gather", True, 3), ("gather without retries", True, 0))


def networks() -> dict[str, Network]:
    """The networks beside the one without delay; the jitter is the same in every run."""
    draw = Random(SEED).uniform
    made = (steady(100), steady(500), jittery(200, draw))
    return {network.name: network for network in made}


def whole_country() -> tuple[Tally, Cost]:
    """The announcement to everybody."""
    return run_virtually(lambda loop: sending.send(loop, country.EVERYBODY))


def over(name: str) -> tuple[Tally, Cost]:
    """The same to some people over a slow network."""
    return run_virtually(lambda loop: sending.send(loop, SOME), networks()[name])


def few(name: str) -> tuple[Tally, Cost]:
    """Ours, as `benchmarks.limited` has PTB's limiter do it."""
    return run_virtually(lambda loop: sending.send(loop, FEW), networks().get(name))


def theirs(name: str, at_once: bool, retries: int) -> Tally:
    """PTB's limiter."""
    return run_virtually(lambda loop: limited.send(loop, FEW, at_once=at_once, retries=retries), networks().get(name))


async def measure() -> Report:
    """Each run in a process of its own, so that its memory is its own."""
    tally, cost = await apart(whole_country)
    figures = [*_figures("everybody", tally), *_costs(cost)]
    raw = {"everybody": _raw(tally, cost)}
    for name in networks():
        tally, cost = await apart(over, name)
        figures += _figures(f"{name} round trip", tally, aims=False)
        raw[name] = _raw(tally, cost)
    for name in ("no delay", "100 ms"):
        tally, cost = await apart(few, name)
        figures += _figures(f"beside PTB, {name}: ours", tally, aims=False)
        raw[f"ours, {name}"] = _raw(tally, cost)
        if AVAILABLE:
            for how, at_once, retries in WAYS:
                tally = await apart(theirs, name, at_once, retries)
                figures += _figures(f"beside PTB, {name}: AIORateLimiter, {how}", tally, aims=False)
                raw[f"AIORateLimiter, {how}, {name}"] = asdict(tally)
    if not AVAILABLE:
        print(
            "== NOT MEASURED: PTB's AIORateLimiter. It needs aiolimiter, which is no dependency of the bot; in an "
            "environment of its own: pip install -r requirements.txt aiolimiter==1.2.1",
            flush=True,
        )
    return Report("announcement", figures, raw)


async def apart(work: Callable[..., T], *given: object) -> T:
    """Do this in a new process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, work, *given)


def _figures(name: str, tally: Tally, *, aims: bool = True) -> list[Figure]:
    """The aims are those of the announcement to everybody."""
    return [
        Figure(f"{name}: share of the allowed rate", 100 * tally.rate_used, "%", at_least=98 if aims else None),
        Figure(f"{name}: refused with 429", tally.too_many, "calls", at_most=0 if aims else None),
        Figure(f"{name}: without a copy", tally.missing, "people", at_most=0 if aims else None),
        Figure(f"{name}: copies too many", tally.doubled, "copies", at_most=0 if aims else None),
        Figure(f"{name}: database and playground disagree", tally.disagreeing, "people", at_most=0 if aims else None),
        Figure(f"{name}: most in any second", tally.most_in_one_second, "messages", at_most=30 if aims else None),
        Figure(f"{name}: from the first to the last", tally.seconds, "s"),
    ]


def _costs(cost: Cost) -> list[Figure]:
    """Real seconds and bytes."""
    before = cost.resident[0.0]
    quarter = next(size for share, size in sorted(cost.resident.items()) if share >= 0.25)
    _, end = max(cost.resident.items())
    return [
        Figure("everybody: all rows planned, in real time", cost.planning, "s", at_most=5),
        Figure("everybody: longest transaction of planning", cost.longest_chunk * 1000, "ms"),
        Figure("everybody: longest transaction", max(cost.transactions) * 1000, "ms"),
        Figure("everybody: transactions, p99", percentile(cost.transactions, 0.99) * 1000, "ms"),
        Figure("everybody: memory before", before / MEGABYTE, "MB"),
        Figure("everybody: memory when a quarter is sent", quarter / MEGABYTE, "MB"),
        Figure("everybody: memory when all is sent", end / MEGABYTE, "MB"),
        Figure("everybody: memory, all / a quarter", end / quarter, "times", at_most=1.1),
        Figure("everybody: memory when its author has the report", cost.after_report / MEGABYTE, "MB"),
        Figure("everybody: screens of progress drawn", cost.progress, "edits"),
        Figure("everybody: the run, in real time", cost.lasted, "s"),
    ]


def _raw(tally: Tally, cost: Cost) -> dict[str, object]:
    memory = {f"{share:.2f}": size for share, size in sorted(cost.resident.items())}
    return {**asdict(tally), "planning": cost.planning, "resident": memory}

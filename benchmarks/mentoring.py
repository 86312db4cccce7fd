"""Mentor pairs for a whole country: the optimal assignment beside a greedy one over the same costs, in the same run.

32,472 companions (as many as study 003 counts) over 38 provinces of unequal size: the share of the k-th falls as 1 / k,
so that the largest has 7,700 of them. Of ten people two may train others (one to three each), three may learn; one of
four does not wish to.
"""

from __future__ import annotations

import gc
import time
import tracemalloc
from dataclasses import replace
from random import Random

import numpy as np

from benchmarks.report import Figure, Report, middle
from scoring import mentor_assignment
from scoring.mentoring import NO, THEMES, Mentee, Mentor, assign

PEOPLE = 32_472
PROVINCES, REGENCIES = 38, 514
ROUNDS = 3
LANGUAGES = ("jawa", "sunda", "madura", "minang", "bugis", "batak", "bali", "banjar")
MOST_MEMORY_MB = 1024


def country(seed: int = 3) -> tuple[list[Mentor], list[Mentee]]:
    """The mentors and mentees among `PEOPLE` companions."""
    chance = Random(seed)
    shares = [1 / k for k in range(1, PROVINCES + 1)]
    mentors: list[Mentor] = []
    mentees: list[Mentee] = []
    for number in range(PEOPLE):
        province = chance.choices(range(PROVINCES), shares)[0]
        regency = f"{province}.{chance.randrange(REGENCIES // PROVINCES)}"
        programmes = frozenset(["pkh", *chance.choices(("bpnt", "kube"), k=chance.choice((0, 0, 1)))])
        languages = frozenset(chance.choices(LANGUAGES, k=chance.choice((0, 1, 1, 2))))
        wish = chance.choice(("yes", "", "", "no"))
        role = chance.choices((Mentor, Mentee, None), (2, 3, 5))[0]
        themes = chance.sample(THEMES, 3)
        if role is Mentor:
            room = chance.randint(1, 3)
            strengths = frozenset(["peran", *themes])
            mentors.append(Mentor(number, str(province), regency, programmes, room, languages, wish, strengths))
        elif role is Mentee:
            mentees.append(Mentee(number, str(province), regency, programmes, languages, wish, tuple(themes)))
    return mentors, mentees


def greedy(mentors: list[Mentor], mentees: list[Mentee]) -> tuple[int, float]:
    """Everybody in turn takes the cheapest mentor that is left: the number of pairs, and what they cost in all."""
    count, total = 0, 0.0
    for some_mentors, some_mentees in mentor_assignment.parts(mentors, mentees):
        costs = mentor_assignment.costs_of(some_mentors, some_mentees, ())
        room = np.array([mentor.capacity for mentor in some_mentors])
        for row in costs:
            open_ = np.where(room > 0, row, np.inf)
            best = int(open_.argmin())
            if np.isfinite(open_[best]):
                room[best] -= 1
                count, total = count + 1, total + float(row[best])
    return count, total


def peak_of(mentors: list[Mentor], mentees: list[Mentee]) -> float:
    """The most memory that one assignment takes beside the people themselves, in MB; `tracemalloc` makes it slower."""
    tracemalloc.start()
    try:
        assign(mentors, mentees)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def in_one_province(mentors: list[Mentor], mentees: list[Mentee]) -> tuple[list[Mentor], list[Mentee]]:
    """The worst that could be: nothing to take apart, so that the matrix is solved in steps."""
    return [replace(one, province="1") for one in mentors], [replace(one, province="1") for one in mentees]


async def measure() -> Report:
    """Both ways in turns, then the memory."""
    mentors, mentees = country()
    willing = [one for one in mentors if one.wish != NO], [one for one in mentees if one.wish != NO]
    worst = in_one_province(mentors, mentees)
    runs: dict[str, list[float]] = {"optimal": [], "greedy": [], "one province": []}
    gc.collect()
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        pairs = assign(mentors, mentees)
        runs["optimal"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        count, cost = greedy(*willing)
        runs["greedy"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        assign(*worst)
        runs["one province"].append(time.perf_counter() - begun)
    mid = {what: middle(seconds) for what, seconds in runs.items()}
    figures = [
        Figure("people", PEOPLE, "people"),
        Figure("may train others / may learn", len(mentors), f"/ {len(mentees)}"),
        Figure("optimal", mid["optimal"], "s"),
        Figure("greedy", mid["greedy"], "s"),
        Figure("optimal / greedy", mid["optimal"] / mid["greedy"], "times"),
        Figure("pairs, optimal", len(pairs), "pairs"),
        Figure("pairs, greedy", count, "pairs"),
        Figure("cost of a pair, optimal", sum(each.cost for each in pairs) / len(pairs), "points"),
        Figure("cost of a pair, greedy", cost / count, "points"),
        Figure("peak memory", peak_of(mentors, mentees), "MB", at_most=MOST_MEMORY_MB),
        Figure("as if one province", mid["one province"], "s"),
        Figure("as if one province, peak memory", peak_of(*worst), "MB", at_most=MOST_MEMORY_MB),
    ]
    return Report("mentoring", figures, runs)

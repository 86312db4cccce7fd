"""As many companions as study 003 counts, with its margins (`tests.studies.margins`): who they are and what they score.

One tendency a person runs through all answers, with noise; everything else is drawn for itself, so that nothing is true
of these people but the margins. The same on every call: the seeds are fixed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.publishing import library_files
from handlers.instruments import Instrument
from storage.results import LEFT_OUT
from tests.studies import margins
from tests.studies.margins import Line
from tests.studies.sharing import counted

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many people; each array has one entry a person. `tendency`: towards high scores, mean 0 and variance 1."""

    gender: Array
    born: Array
    education: Array
    field: Array
    training: Array
    families: Array
    regency: Array
    tendency: Array

    def __len__(self) -> int:
        return len(self.gender)


def crowd(people: int = margins.PEOPLE, seed: int = 2025) -> Crowd:
    """People with 003's margins: exactly with its own number of people, else as near as whole people allow."""
    random = np.random.default_rng(seed)
    places = counted(people, margins.PLACE)
    regencies = np.concatenate(
        [_spread(random, names, count) for names, count in zip(_regencies(), places, strict=True)]
    )
    return Crowd(
        _drawn(random, people, margins.GENDER),
        _born(random, people),
        _drawn(random, people, margins.EDUCATION),
        _drawn(random, people, margins.FIELD),
        _drawn(random, people, margins.TRAINING),
        _families(random, people),
        random.permutation(regencies),
        random.standard_normal(people),
    )


def answered(instrument: Instrument, tendency: Array, seed: int = 87) -> Array:
    """What they score on the questionnaire, a row a person and a byte an item; 3 answers of 1,000 are left out."""
    random = np.random.default_rng(seed)
    items = len(instrument.items)
    ease = random.normal(0.0, 0.35, items) + np.array([0.0, 0.1, 0.45])[np.array(instrument.part_of) % 3]
    drawn = random.standard_normal((len(tendency), items), dtype=np.float32)
    drawn += (0.8 * tendency[:, None] + ease).astype(np.float32)
    scores = np.ones(drawn.shape, dtype=np.uint8)
    for bound in (-3.0, -1.4, 0.5):
        scores += drawn > bound
    scores[random.random(drawn.shape, dtype=np.float32) < 0.003] = LEFT_OUT
    return scores


def short_form(tendency: Array, seed: int = 36) -> Array:
    """What they score on the short form: four items for each construct of `margins.GROUPS`, from 1 to 4.

    A construct is high from 12 points on (a mean of 3), middle from 8 on; its groups have exactly the printed shares.
    """
    random = np.random.default_rng(seed)
    people = len(tendency)
    return np.concatenate([_construct(random, people, tendency, name) for name in margins.GROUPS], axis=1)


def group_sizes(people: int, construct: str) -> list[int]:
    """How many are high, middle and low: the printed percents in tenths, rounded, the last one takes what is left."""
    high, middle, _ = (round(people * share / 100) for share in margins.GROUPS[construct])
    return [high, middle, people - high - middle]


def _construct(random: np.random.Generator, people: int, tendency: Array, name: str) -> Array:
    order = np.argsort(-(0.7 * tendency + 0.7 * random.standard_normal(people)), kind="stable")
    high, middle, low = group_sizes(people, name)
    sums = np.empty(people, dtype=np.int64)
    sums[order] = np.concatenate(
        [np.linspace(16.99, 12, high).astype(int), np.linspace(11.99, 8, middle).astype(int), np.full(low, 7)]
    )
    # What a whole number of points an item leaves over goes to items in turn, beginning anywhere.
    turn = (np.arange(4)[None, :] + random.integers(0, 4, people)[:, None]) % 4
    scores: Array = (sums[:, None] // 4 + (turn < (sums % 4)[:, None])).astype(np.uint8)
    return scores


def _drawn(random: np.random.Generator, people: int, lines: Sequence[Line]) -> Array:
    codes: list[str] = []
    for size, (_, of) in zip(counted(people, [count for count, _ in lines]), lines, strict=True):
        for code, number in zip(of, counted(size, list(of.values())), strict=True):
            codes += [code] * number
    return random.permutation(np.array(codes))


def _born(random: np.random.Generator, people: int) -> Array:
    sizes = counted(people, [count for count, _ in margins.AGE])
    ages = [random.integers(low, high + 1, size) for size, (_, (low, high)) in zip(sizes, margins.AGE, strict=True)]
    return random.permutation(margins.ASKED_IN - np.concatenate(ages))


def _families(random: np.random.Generator, people: int) -> Array:
    over, within = counted(people, margins.WORKLOAD)
    return random.permutation(np.concatenate([random.integers(201, 401, over), random.integers(70, 201, within)]))


def _regencies() -> tuple[list[str], list[str]]:
    """Codes of the 98 kota and of the 416 kabupaten."""
    rows = csv.DictReader(io.StringIO(library_files()["regencies.csv"].decode("utf-8-sig")))
    names = [row["name"] for row in rows]
    towns = [name for name in names if int(name.partition(".")[2]) >= margins.FIRST_TOWN]
    return towns, [name for name in names if name not in set(towns)]


def _spread(random: np.random.Generator, names: Sequence[str], people: int) -> Array:
    """So many people over these regencies: some have hundreds, some only a few."""
    weights = np.ceil(1000 * random.lognormal(0.0, 0.9, len(names))).astype(int)
    return np.repeat(np.array(names), counted(people, weights.tolist()))

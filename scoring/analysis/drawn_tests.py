"""What a test says about the questions of its bank where each person has drawn some of them.

Difficulty and discrimination are those of `scoring.reliability`, which also says which coefficient fits a draw; here
are the options that were chosen, and what is to be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.item_gates import SMALL_N
from scoring.analysis.item_problems import TEST_FEW_PEOPLE, error, remark
from scoring.analysis.knowledge_tests import DISCRIMINATES, EXTREME, UNUSED
from scoring.analysis.problems import Remark
from scoring.analysis.reliability_results import OptionFigures, QuestionFigures, TestAnalysis
from scoring.digest import MISSING
from scoring.reliability import FEWEST, ItemFigures, item_figures, reliability
from scoring.smallgroups import FEWEST as FEWEST_SHOWN
from scoring.smallgroups import SHOWN_FROM

Array: TypeAlias = np.ndarray[Any, Any]

DRAWN_NOBODY: Final = "drawn-nobody"
DRAWN_FEW: Final = "drawn-few"
DRAWN_FEW_EACH: Final = "drawn-few-each"
DRAWN_WEAK: Final = "drawn-weak"
DRAWN_KEY: Final = "drawn-key-doubtful"
DRAWN_UNUSED: Final = "drawn-distractor-unused"
DRAWN_NO_COEFFICIENT: Final = "drawn-no-coefficient"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a bank: its `options` by name, the `key` among them, and the `domain` that it is drawn for."""

    name: str
    domain: str
    key: str
    options: tuple[str, ...]


def analyse_drawn(
    points: Array, chosen: Mapping[str, Sequence[str]], questions: Sequence[Question], highest: int
) -> TestAnalysis:
    """`points`: people × questions, a byte each, `MISSING` where a question was not drawn; a question without an answer
    has 0 points, as in the score. `chosen`: by question, what each person chose, "" for nothing.

    Questions that fewer than ten people had are named and left out, options are told from twenty on, what those know
    who took one from five on (`scoring.smallgroups`). AnalysisError where nobody had any.
    """
    there = points != MISSING
    had = there.any(axis=1)
    if not had.any():
        raise error(DRAWN_NOBODY)
    reached, counts = np.where(there, points, 0).sum(axis=1), there.sum(axis=1)
    numbers, people = np.unique(counts[had], return_counts=True)
    k = int(numbers[people.argmax()])
    totals = k * reached[had] / counts[had]
    found = reliability(points[had], highest, [one.domain for one in questions])
    sd = float(totals.std(ddof=1)) if had.sum() > 1 else 0.0

    def others(at: int) -> Array:
        """What those who had this question reach on k - 1 others."""
        mine = there[:, at]
        return np.asarray((k - 1) * (reached[mine] - points[mine, at]) / np.maximum(counts[mine] - 1, 1))

    figures = list(enumerate(zip(questions, item_figures(points, highest), strict=True)))
    told = tuple(
        _question(one, figure, points[:, at], np.asarray(chosen[one.name], dtype=str), others(at), highest)
        for at, (one, figure) in figures
        if figure.n >= FEWEST_SHOWN
    )
    few = [one.name for _, (one, figure) in figures if figure.n < FEWEST_SHOWN]
    return TestAnalysis(
        n=int(had.sum()),
        k=k,
        mean=float(totals.mean()),
        sd=sd,
        coefficient=found[0] if found else "",
        reliability=found[1] if found else None,
        reliability_lo=None,
        reliability_hi=None,
        sem=None if found is None else sd * float(np.sqrt(1 - min(max(found[1], 0.0), 1.0))),
        questions=told,
        remarks=_remarks(int(had.sum()), told, few, found is not None),
        bank=len(questions),
    )


def _question(
    one: Question, figure: ItemFigures, points: Array, chosen: Array, rest: Array, highest: int
) -> QuestionFigures:
    """`points` and `chosen`: of everybody, on this question; `rest`: of those who had it, their points on others."""
    had = points != MISSING
    mine = points[had].astype(np.float64)
    size = max(1, round(EXTREME * len(mine)))
    order = np.argsort(-rest, kind="stable")
    upper, lower = order[:size], order[-size:]
    apart = float(mine[upper].mean() - mine[lower].mean()) / highest if figure.n >= FEWEST else None
    # Of fewer people an option stands for one or two of them, whose scores are theirs.
    shown = one.options if figure.n >= FEWEST else ()
    options = tuple(_option(name, one.key, chosen[had], rest, upper, lower) for name in shown)
    return QuestionFigures(
        name=one.name,
        n=figure.n,
        missing=int((chosen[had] == "").sum()),
        difficulty=figure.difficulty / 100,
        item_rest=figure.discrimination,
        upper_lower=apart,
        alpha_if_dropped=None,
        options=options,
        remarks=(),
    )


def _option(name: str, key: str, chosen: Array, rest: Array, upper: Array, lower: Array) -> OptionFigures:
    took = chosen == name
    number = int(took.sum())
    return OptionFigures(
        option=name,
        is_key=name == key,
        n=number,
        share=number / max(int((chosen != "").sum()), 1),
        mean_rest=float(rest[took].mean()) if number >= SHOWN_FROM else None,
        upper=float(took[upper].mean()),
        lower=float(took[lower].mean()),
    )


def _remarks(n: int, told: Sequence[QuestionFigures], few: Sequence[str], known: bool) -> tuple[Remark, ...]:
    """One remark a matter, with all the questions that it concerns: a bank has many."""
    found = []
    if n < SMALL_N:
        found.append(remark(TEST_FEW_PEOPLE, grave=True, n=n, wanted=SMALL_N))
    if not known:
        found.append(remark(DRAWN_NO_COEFFICIENT, grave=True, wanted=FEWEST))
    # Of fewer people neither the key nor a wrong option can be judged.
    judged = [one for one in told if one.n >= FEWEST]
    if doubtful := [one.name for one in judged if _key_is_doubtful(one)]:
        found.append(remark(DRAWN_KEY, doubtful, grave=True))
    weak = [one.name for one in judged if one.item_rest is not None and one.item_rest < DISCRIMINATES]
    if weak := [name for name in weak if name not in doubtful]:
        found.append(remark(DRAWN_WEAK, weak))
    if unused := [f"{one.name} ({', '.join(some)})" for one in judged if (some := _unused(one))]:
        found.append(remark(DRAWN_UNUSED, unused))
    if few:
        found.append(remark(DRAWN_FEW, few, wanted=FEWEST_SHOWN))
    if told and len(judged) < len(told):
        found.append(remark(DRAWN_FEW_EACH, [one.name for one in told if one.n < FEWEST], wanted=FEWEST))
    return tuple(found)


def _key_is_doubtful(one: QuestionFigures) -> bool:
    """Those who took a wrong option, and are not just a few, know more of the rest than those who took the key."""
    right = next(option.mean_rest for option in one.options if option.is_key)
    wrong = [option.mean_rest for option in one.options if not option.is_key and option.mean_rest is not None]
    return right is not None and any(mean > right for mean in wrong)


def _unused(one: QuestionFigures) -> list[str]:
    return [option.option for option in one.options if not option.is_key and option.share < UNUSED]

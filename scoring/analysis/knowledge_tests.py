"""What a test of knowledge says about its questions: difficulty, discrimination, distractors, reliability.

Everybody has the same questions here; for tests whose questions are drawn per person see `scoring.reliability`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.item_gates import SMALL_N
from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import Remark
from scoring.analysis.reliability_results import OptionFigures, QuestionFigures, TestAnalysis
from scoring.analysis.scale_reliability import alpha_if_dropped, cronbach, item_rest, total_varies
from scoring.analysis.tail_areas import feldt

Array: TypeAlias = np.ndarray[Any, Any]

LEVEL = 0.95
EXTREME = 0.27
"""Share of the people in the upper and the lower group (Kelley 1939, J Educ Psychol 30:17-24)."""
UNUSED = 0.05
"""A wrong option that fewer take does not distract (Haladyna & Downing 1993, Educ Psychol Meas 53:999-1010)."""
DISCRIMINATES = 0.2
"""Ebel 1965, Measuring Educational Achievement: below, a question needs revision."""


def analyse_test(
    points: Array,
    names: Sequence[str],
    *,
    highest: float | Mapping[str, float] = 1.0,
    options: Mapping[str, Sequence[str]] | None = None,
    key: Mapping[str, str] | None = None,
) -> TestAnalysis:
    """Of people × questions in points from 0 to `highest`; a missing answer (NaN) has 0 points, as in the score.

    `options`: per question what each person chose, "" where nothing; with `key` the right option of each.
    AnalysisError: fewer than two questions, nobody, no key for a question, no answers to one.
    """
    missing = np.isnan(points)
    scored = np.where(missing, 0.0, points)
    n, k = scored.shape
    _refuse(missing, names, options, key)
    most = np.array([highest[name] if isinstance(highest, Mapping) else highest for name in names], dtype=np.float64)
    total = scored.sum(axis=1)
    covariance = np.atleast_2d(np.cov(scored, rowvar=False))
    varies = total_varies(covariance)
    alpha = cronbach(covariance) if varies else None
    interval = (None, None) if alpha is None else feldt(alpha, n, k, LEVEL)
    upper, lower = _extremes(total)
    rest, dropped = item_rest(covariance), alpha_if_dropped(covariance)
    questions = []
    for at, name in enumerate(names):
        share = scored[:, at] / most[at]
        chosen = _options(options, key, name, total - scored[:, at], upper, lower)
        apart = float(share[upper].mean() - share[lower].mean()) if varies else None
        found = _remarks(name, rest[at], chosen, float(share.mean()))
        gaps = int(missing[:, at].sum())
        questions.append(
            QuestionFigures(name, n - gaps, gaps, float(share.mean()), rest[at], apart, dropped[at], chosen, found)
        )
    sd = float(total.std(ddof=1))
    return TestAnalysis(
        n=n,
        k=k,
        mean=float(total.mean()),
        sd=sd,
        coefficient="KR-20" if bool(np.isin(scored, (0.0, 1.0)).all()) and bool((most == 1).all()) else "alpha",
        reliability=alpha,
        reliability_lo=interval[0],
        reliability_hi=interval[1],
        sem=None if alpha is None else sd * float(np.sqrt(1 - min(alpha, 1.0))),
        questions=tuple(questions),
        remarks=_of_test(n, varies),
    )


def points_of(options: Mapping[str, Sequence[str]], key: Mapping[str, str]) -> Array:
    """People × questions: 1 where the key was chosen, 0 for another option, NaN for none. AnalysisError as above."""
    without = [name for name in options if name not in key]
    if without:
        raise error(codes.TEST_NO_KEY, without)
    columns = [[np.nan if not one else float(one == key[name]) for one in chosen] for name, chosen in options.items()]
    return np.array(columns, dtype=np.float64).T


def _refuse(
    missing: Array, names: Sequence[str], options: Mapping[str, Sequence[str]] | None, key: Mapping[str, str] | None
) -> None:
    n, k = missing.shape
    if k != len(names):
        raise ValueError(f"{k} questions, {len(names)} names")
    if k < 2:
        raise error(codes.TEST_FEW_QUESTIONS, questions=k)
    if n < 2:
        raise error(codes.FEW_ROWS, rows=n)
    empty = [name for at, name in enumerate(names) if missing[:, at].all()]
    if empty:
        raise error(codes.EMPTY, empty)
    without = [name for name in options or {} if name not in (key or {})]
    if without:
        raise error(codes.TEST_NO_KEY, without)


def _extremes(total: Array) -> tuple[Array, Array]:
    """Places of the upper and the lower 27 %, at least one person each; of equal totals those who come first."""
    size = max(1, round(EXTREME * len(total)))
    order = np.argsort(-total, kind="stable")
    return order[:size], order[-size:]


def _options(
    options: Mapping[str, Sequence[str]] | None,
    key: Mapping[str, str] | None,
    name: str,
    rest: Array,
    upper: Array,
    lower: Array,
) -> tuple[OptionFigures, ...]:
    if options is None or key is None or name not in options:
        return ()
    chosen = np.asarray(options[name], dtype=str)
    answered = max(int((chosen != "").sum()), 1)
    found = []
    for option in sorted({*chosen.tolist(), key[name]} - {""}):
        took = chosen == option
        number = int(took.sum())
        found.append(
            OptionFigures(
                option=option,
                is_key=option == key[name],
                n=number,
                share=number / answered,
                mean_rest=float(rest[took].mean()) if number else None,
                upper=float(took[upper].mean()),
                lower=float(took[lower].mean()),
            )
        )
    return tuple(found)


def _remarks(
    name: str, discrimination: float | None, options: Sequence[OptionFigures], difficulty: float
) -> tuple[Remark, ...]:
    found = []
    if discrimination is None or difficulty in (0.0, 1.0):
        return (remark(codes.TEST_SAME_POINTS, name=name),)
    right = next((one for one in options if one.is_key), None)
    better = [one.option for one in options if right and not one.is_key and _above(one, right)]
    if better:
        found.append(remark(codes.TEST_KEY_DOUBTFUL, better, grave=True, name=name))
    elif discrimination < DISCRIMINATES:
        found.append(remark(codes.TEST_NOT_DISCRIMINATING, name=name, value=round(discrimination, 2)))
    unused = [one.option for one in options if not one.is_key and one.share < UNUSED]
    if unused:
        found.append(remark(codes.TEST_DISTRACTOR_UNUSED, unused, name=name))
    return tuple(found)


def _above(option: OptionFigures, right: OptionFigures) -> bool:
    """Those who took a wrong option, and are not just a few, know more of the rest than those who took the key."""
    if option.share < UNUSED or option.mean_rest is None:
        return False
    return right.mean_rest is None or option.mean_rest > right.mean_rest


def _of_test(n: int, varies: bool) -> tuple[Remark, ...]:
    found = []
    if not varies:
        found.append(remark(codes.TEST_NO_DIFFERENCES, grave=True))
    if n < SMALL_N:
        found.append(remark(codes.TEST_FEW_PEOPLE, grave=True, n=n, wanted=SMALL_N))
    return tuple(found)

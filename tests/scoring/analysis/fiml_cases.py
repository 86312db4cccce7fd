"""Data with gaps and the models that `lavaan/fiml.R` fits to them.

``python -m tests.scoring.analysis.fiml_cases FOLDER`` writes them out for R; the tests draw the same ones.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]
Columns: TypeAlias = dict[str, Array]

DATA: Final = Path(__file__).with_name("data")

THREE_FACTORS: Final = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
POLITICAL: Final = """ind60 =~ x1 + x2 + x3
dem60 =~ y1 + a*y2 + b*y3 + c*y4
dem65 =~ y5 + a*y6 + b*y7 + c*y8
dem60 ~ ind60
dem65 ~ ind60 + dem60
y1 ~~ y5
y2 ~~ y4 + y6
y3 ~~ y7
y4 ~~ y8
y6 ~~ y8"""
MEDIATION: Final = "m ~ a*x + z\ny ~ b*m + c*x\nindirect := a*b\ntotal := c + a*b"


@dataclass(frozen=True)
class FimlCase:
    """`columns`: numbers, NaN where missing; `group`: labels of rows."""

    columns: Columns
    model: str
    kind: str = "cfa"
    group: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()


def stored(name: str) -> tuple[Columns, dict[str, list[str]]]:
    """Columns of numbers, and those of words, of a data set beside the tests."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers: Columns = {}
    words: dict[str, list[str]] = {}
    for key in rows[0]:
        try:
            numbers[key] = np.array([float(row[key]) for row in rows])
        except ValueError:
            words[key] = [row[key] for row in rows]
    return numbers, words


def _pierced(columns: Mapping[str, Array], share: float, seed: int) -> Columns:
    draw = np.random.default_rng(seed)
    return {name: np.where(draw.random(len(each)) < share, np.nan, each) for name, each in columns.items()}


def _schoolchildren() -> tuple[Columns, tuple[str, ...]]:
    columns, words = stored("HolzingerSwineford1939")
    return {name: columns[name] for name in (f"x{place}" for place in range(1, 10))}, tuple(words["school"])


def at_random() -> FimlCase:
    """Gaps anywhere."""
    return FimlCase(_pierced(_schoolchildren()[0], 0.12, 1), THREE_FACTORS)


def by_another() -> FimlCase:
    """Gaps where another answer is low, in two groups without anything equal."""
    columns, school = _schoolchildren()
    draw = np.random.default_rng(2)
    for item, other in (("x2", "x1"), ("x5", "x4"), ("x8", "x7"), ("x9", "x7")):
        low = columns[other] < np.quantile(columns[other], 0.4)
        columns[item] = np.where(low & (draw.random(len(low)) < 0.7), np.nan, columns[item])
    return FimlCase(columns, THREE_FACTORS, group=school)


def equal_groups() -> FimlCase:
    """Two groups with loadings and intercepts equal."""
    columns, school = _schoolchildren()
    return FimlCase(_pierced(columns, 0.08, 3), THREE_FACTORS, group=school, equal=("loadings", "intercepts"))


def complete() -> FimlCase:
    """No gaps at all: the standard errors are of the observed information nevertheless."""
    return FimlCase(_schoolchildren()[0], THREE_FACTORS)


def democracy() -> FimlCase:
    """Structural equations with equal loadings and correlated residuals, 75 countries."""
    columns, _ = stored("PoliticalDemocracy")
    return FimlCase(_pierced(columns, 0.07, 4), POLITICAL, kind="sem")


def mediation() -> FimlCase:
    """Observed variables alone; rows without a predictor are left out."""
    draw = np.random.default_rng(5)
    x, z = draw.standard_normal((2, 260))
    m = 0.5 * x + 0.3 * z + draw.standard_normal(260)
    y = 20 + 8 * m + 3 * x + 10 * draw.standard_normal(260)
    whole = {"x": x + 3, "z": z + 0.4 * x, "m": m, "y": y}
    return FimlCase(_pierced(whole, 0.1, 6), MEDIATION, kind="sem")


def second_order() -> FimlCase:
    """Different scales, a negative loading, a factor of factors."""
    draw = np.random.default_rng(7)
    above = draw.standard_normal(400)
    columns: Columns = {}
    for factor in range(3):
        score = 0.8 * above + 0.6 * draw.standard_normal(400)
        for item in range(3):
            place = 3 * factor + item
            loading = (-0.7 if place == 4 else 0.75) * 10.0 ** (place % 3 - 1)
            columns[f"x{place + 1}"] = loading * score + abs(loading) * draw.standard_normal(400) + 5 * place
    return FimlCase(_pierced(columns, 0.15, 8), f"{THREE_FACTORS}\ng =~ visual + textual + speed")


def three_forms() -> FimlCase:
    """Planned gaps: everybody answers a common block and two of three others."""
    draw = np.random.default_rng(9)
    factors = draw.standard_normal((450, 2)) @ np.array([[1.0, 0.5], [0.0, 0.85]])
    columns: Columns = {}
    form = np.arange(450) % 3
    for item in range(12):
        answers = 0.7 * factors[:, item % 2] + 0.7 * draw.standard_normal(450)
        columns[f"i{item + 1}"] = np.where((form == item // 3) & (item < 9), np.nan, answers)
    odd, even = (" + ".join(f"i{item}" for item in range(first, 13, 2)) for first in (1, 2))
    return FimlCase(columns, f"f =~ {odd}\ng =~ {even}")


def few() -> FimlCase:
    """Forty-five people, four items, a quarter missing."""
    draw = np.random.default_rng(10)
    score = draw.standard_normal(45)
    columns = {f"a{item}": 0.8 * score + 0.6 * draw.standard_normal(45) + item for item in range(4)}
    return FimlCase(_pierced(columns, 0.25, 11), "f =~ a0 + a1 + a2 + a3")


CASES: Final[dict[str, Callable[[], FimlCase]]] = {
    each.__name__: each
    for each in (
        *(at_random, by_another, equal_groups, complete, democracy),
        *(mediation, second_order, three_forms, few),
    )
}


def main(folder: Path) -> None:
    """Each case as data.csv, model.txt and options.json in a folder of its name."""
    for name, drawn in CASES.items():
        case, where = drawn(), folder / name
        where.mkdir(parents=True, exist_ok=True)
        with (where / "data.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*case.columns, *(["group"] if case.group else [])])
            for row, values in enumerate(zip(*case.columns.values(), strict=True)):
                cells = ["" if value != value else repr(float(value)) for value in values]
                writer.writerow([*cells, *([case.group[row]] if case.group else [])])
        (where / "model.txt").write_text(case.model, encoding="utf-8")
        options = {key: value for key, value in asdict(case).items() if key in ("kind", "equal")}
        (where / "options.json").write_text(json.dumps({**options, "group": bool(case.group)}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

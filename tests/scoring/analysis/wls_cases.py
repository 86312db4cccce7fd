"""Models of ordinal items and data for them, for `lavaan/wls.R` and the tests that compare with it.

Classic: the nine tests of Holzinger & Swineford (1939), cut into categories. The others are drawn with fixed seeds.
`python -m tests.scoring.analysis.wls_cases FOLDER` writes what the script reads.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]

HERE = Path(__file__).parent
THREE = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
TWO = "f =~ a0 + a1 + a2 + a3\ng =~ b0 + b1 + b2"


@dataclass(frozen=True)
class Case:
    """`group`: the column that tells groups apart, or "" (then `equal` is empty)."""

    model: str
    columns: dict[str, Array]
    ordinal: tuple[str, ...]
    group: str = ""
    equal: tuple[str, ...] = ()
    standardise: bool = False


def holzinger(cuts: int, items: int = 9) -> dict[str, Array]:
    """The first `items` tests cut at their quantiles into `cuts` categories; school 1 Pasteur, 2 Grant-White."""
    with (HERE / "data" / "HolzingerSwineford1939.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    found: dict[str, Array] = {}
    for at in range(1, 10):
        values = np.array([float(row[f"x{at}"]) for row in rows])
        shares = np.linspace(0, 1, cuts + 1)[1:-1]
        found[f"x{at}"] = np.digitize(values, np.quantile(values, shares)) + 1.0 if at <= items else values
    found["school"] = np.array([1.0 if row["school"] == "Pasteur" else 2.0 for row in rows])
    return found


def drawn(
    seed: int, n: int, loadings: Sequence[Sequence[float]], correlation: float, cuts: Sequence[float]
) -> dict[str, Array]:
    """Items "a0", "a1" … of the first factor, "b0" … of the second, cut where `cuts` says."""
    random = np.random.default_rng(seed)
    size = len(loadings)
    between = np.full((size, size), correlation) + (1 - correlation) * np.eye(size)
    factors = random.normal(size=(n, size)) @ np.linalg.cholesky(between).T
    found: dict[str, Array] = {}
    for at, own in enumerate(loadings):
        for place, loading in enumerate(own):
            y = loading * factors[:, at] + np.sqrt(1 - loading**2) * random.normal(size=n)
            found[f"{'abcdefgh'[at]}{place}"] = np.digitize(y, cuts) + 1.0
    return found


def with_covariates() -> dict[str, Array]:
    """Two factors that depend on age, sex and income; "w" is a continuous outcome."""
    random = np.random.default_rng(11)
    n = 300
    age, sex = random.normal(40, 10, n), random.integers(0, 2, n).astype(float)
    income = np.exp(random.normal(0, 0.5, n)) * 1000
    f = 0.03 * (age - 40) + 0.5 * sex + random.normal(size=n)
    g = 0.5 * f + 0.0003 * income + random.normal(size=n)
    found: dict[str, Array] = {}
    for at in range(4):
        found[f"a{at}"] = np.digitize(0.8 * f + 0.6 * random.normal(size=n), [-1.2, -0.2, 0.9]) + 1.0
    for at in range(3):
        found[f"b{at}"] = np.digitize((-1) ** at * 0.7 * g + 0.7 * random.normal(size=n), [0.1 * at]) + 1.0
    found["w"] = 50 + 12 * (0.4 * f + 0.3 * g + random.normal(size=n))
    return found | {"age": age, "sex": sex, "income": income}


def cases() -> dict[str, Case]:
    nine = tuple(f"x{at}" for at in range(1, 10))
    skewed = drawn(2, 200, [[0.8, 0.7, 0.6, 0.75], [0.9, 0.5, 0.65]], 0.5, [-2.1, -1.8, -1.2, -0.6])
    four = drawn(7, 500, [[0.8, 0.7, 0.6], [0.9, -0.5, 0.65], [0.7, 0.7, 0.7], [0.6, 0.8, 0.55]], 0.45, [-1, 0, 0.7])
    binary = drawn(3, 150, [[0.8, -0.7, 0.6, -0.75, 0.6]], 0.0, [0.3])
    many = drawn(5, 600, [[0.5 + 0.03 * at for at in range(10)] for _ in range(3)], 0.6, [-1.5, -0.7, 0.2, 1.0])
    groups = {
        **drawn(9, 500, [[0.8, 0.7, 0.6, 0.75], [0.9, 0.5, 0.65]], 0.5, [-0.8, 0.3]),
        "region": np.arange(500) % 3 + 1.0,
    }
    weak = drawn(13, 400, [[0.05, 0.8, 0.7, -0.75], [-0.1, 0.6, 0.9, 0.7]], 0.4, [-1, 0, 1.2])
    people = with_covariates()
    answers = tuple(name for name in people if name[0] in "ab" and len(name) == 2)
    blocks = "f1 =~ a0 + a1 + a2\nf2 =~ b0 + b1 + b2\nf3 =~ c0 + c1 + c2\nf4 =~ d0 + d1 + d2"
    thirty = "\n".join(f"f{k} =~ " + " + ".join(f"{k}{at}" for at in range(10)) for k in "abc")
    mediated = "f4 ~ a*f3 + c*f1\nf3 ~ b*f1 + f2\nab := a*b\ntotal := ab + c"
    return {
        "binary-nine": Case(THREE, holzinger(2), nine),
        "three-nine": Case(THREE, holzinger(3), nine),
        "five-nine": Case(THREE, holzinger(5), nine),
        "mixed": Case(THREE, holzinger(4, 5), nine[:5]),
        "second-order": Case(f"{blocks}\nG =~ f1 + f2 + f3 + f4", four, tuple(four)),
        "mediation": Case(f"{blocks}\n{mediated}", four, tuple(four)),
        "skewed": Case(f"{TWO}\na0 ~~ b0", skewed, tuple(skewed)),
        "equal-loadings": Case("f =~ a0 + l*a1 + l*a2 + a3\ng =~ b0 + b1 + b2\nf ~~ 0*g", skewed, tuple(skewed)),
        "weak-first-items": Case("f =~ a0 + a1 + a2 + a3\ng =~ b0 + b1 + b2 + b3", weak, tuple(weak)),
        "binary-negative": Case("f =~ a0 + a1 + a2 + a3 + a4", binary, tuple(binary)),
        "thirty": Case(thirty, many, tuple(many), standardise=True),
        "schools": Case(THREE, holzinger(3), nine, "school"),
        "schools-scalar": Case(THREE, holzinger(4, 5), nine[:5], "school", ("loadings", "thresholds", "intercepts")),
        "three-groups-metric": Case(TWO, groups, tuple(groups)[:7], "region", ("loadings",)),
        "three-groups-scalar": Case(TWO, groups, tuple(groups)[:7], "region", ("loadings", "thresholds")),
        "covariates": Case(f"{TWO}\nw ~ f + g + age\ng ~ a*f + income\nf ~ b*age + sex\nab := a*b", people, answers),
        "covariate-groups": Case("f =~ a0 + a1 + a2 + a3\nf ~ age", people, answers[:4], "sex", ("loadings",)),
    }


def main(folder: Path) -> None:
    for name, case in cases().items():
        own = folder / name
        own.mkdir(parents=True)
        (own / "model.txt").write_text(case.model)
        options = {"ordinal": case.ordinal, "group": case.group, "equal": case.equal, "standardise": case.standardise}
        (own / "options.json").write_text(json.dumps(options))
        with (own / "data.csv").open("w", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(case.columns)
            writer.writerows(zip(*(map(repr, map(float, column)) for column in case.columns.values()), strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

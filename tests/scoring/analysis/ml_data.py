"""Made-up data for the comparison with lavaan, drawn anew each time from fixed seeds.

`python -m tests.scoring.analysis.ml_data FOLDER` writes them as CSV for `lavaan/ml.R`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]
HERE = Path(__file__).parent / "data"


@cache
def columns(name: str) -> Mapping[str, Array]:
    """A data set: a classic one of `data/`, or a drawn one. Text columns are arrays of objects."""
    return DRAWN[name]() if name in DRAWN else _read(HERE / f"{name}.csv")


def _read(path: Path) -> dict[str, Array]:
    with path.open(newline="") as file:
        names, *rows = csv.reader(file)
    found: dict[str, Array] = {}
    for place, name in enumerate(names):
        texts = [row[place] for row in rows]
        try:
            found[name] = np.array([float("nan") if text == "NA" else float(text) for text in texts])
        except ValueError:
            found[name] = np.array(texts, dtype=object)
    return found


def _names(values: Array, letter: str = "y") -> dict[str, Array]:
    return {f"{letter}{place + 1}": values[:, place] for place in range(values.shape[1])}


def wide() -> dict[str, Array]:
    """87 items of nine correlated factors, 600 people."""
    draw = np.random.default_rng(87)
    factors = draw.standard_normal((600, 9)) + 0.8 * draw.standard_normal((600, 1))
    loading = draw.uniform(0.4, 1.0, 87)
    belongs = np.arange(87) * 9 // 87
    return _names(3 + loading * factors[:, belongs] + draw.standard_normal((600, 87)) * draw.uniform(0.6, 1.2, 87), "i")


def scales() -> dict[str, Array]:
    """Two factors, items in units that differ by hundreds, some turned round, one factor hardly related."""
    draw = np.random.default_rng(3)
    first = draw.standard_normal(220)
    second = 0.2 * first + draw.standard_normal(220)
    units = np.array([0.05, 1.0, 30.0, 20.0, 5.0, 0.1, 1.0, 3.0])
    signs = np.array([1, -1, 1, 1, -1, 1, 1, -1])
    common = np.column_stack([first] * 4 + [second] * 4) * signs * draw.uniform(0.5, 1.0, 8)
    return _names((common + 0.7 * draw.standard_normal((220, 8))) * units + 4 * units)


def mediation() -> dict[str, Array]:
    """Two predictors, a mediator, two outcomes; skewed residuals."""
    draw = np.random.default_rng(4)
    x1 = draw.gamma(2.0, 1.0, 180)
    x2 = 0.3 * x1 + draw.integers(0, 2, 180)
    m = 0.5 * x1 - 0.3 * x2 + draw.exponential(1.0, 180)
    y1 = 0.6 * m + 0.2 * x1 + draw.standard_normal(180)
    y2 = 0.4 * m + 0.3 * y1 + draw.exponential(0.8, 180)
    return {"x1": x1, "x2": x2, "m": m, "y1": y1, "y2": y2}


def mimic() -> dict[str, Array]:
    """Two factors of three skewed items each on two predictors, in three groups of unequal size."""
    draw = np.random.default_rng(5)
    group = np.repeat(["utara", "tengah", "selatan"], [90, 140, 70])
    shift = np.repeat([0.0, 0.3, -0.2], [90, 140, 70])
    age, task = draw.standard_normal(300), draw.integers(0, 2, 300).astype(float)
    f = 0.4 * age + 0.5 * task + shift + draw.standard_normal(300)
    g = 0.5 * f - 0.2 * age + draw.standard_normal(300)
    noise = draw.gamma(1.5, 0.6, (300, 6))
    items = np.column_stack([f, 0.8 * f, 0.6 * f, g, 0.9 * g, 0.7 * g]) + noise
    return {**_names(items), "age": age, "task": task, "region": group.astype(object)}


def few() -> dict[str, Array]:
    """Forty people, five items, hardly one factor: an impossible estimate."""
    draw = np.random.default_rng(23)
    factor = draw.standard_normal((40, 1))
    return _names(factor * np.array([0.9, 0.8, 0.3, 0.3, 0.2]) + draw.standard_normal((40, 5)) * [0.3, 0.5, 1, 1, 1])


DRAWN: dict[str, Callable[[], dict[str, Array]]] = {
    "wide": wide,
    "scales": scales,
    "mediation": mediation,
    "mimic": mimic,
    "few": few,
}


def main(folder: Path) -> None:
    for name in DRAWN:
        found = columns(name)
        with (folder / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(found)
            writer.writerows(zip(*(list(column) for column in found.values()), strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Made-up data with models that fit them more or less, as different from each other as an institute's may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Case:
    """`model` in lavaan's language; the other fields as the command line names them."""

    name: str
    data: pd.DataFrame
    model: str
    estimator: str = "ML"
    kind: str = "cfa"
    ordinal: tuple[str, ...] = ()
    missing: str = "listwise"
    convention: str = "normal"
    group: str | None = None
    equal: tuple[str, ...] = field(default=())


def _factors(draw: np.random.Generator, n: int, count: int) -> Array:
    """Correlated factors (n, count) of variance one."""
    mixing = np.eye(count) + draw.uniform(0.2, 0.7) * np.ones((count, count))
    scores = draw.standard_normal((n, count)) @ mixing.T
    return np.asarray((scores - scores.mean(0)) / scores.std(0))


def _measured(
    draw: np.random.Generator, scores: Array, each: int, *, like: int | None = None, skew: bool = False
) -> tuple[Array, list[list[str]]]:
    """Items (n, each * factors) of the factors, with their names by factor; a few negative loadings, a few crossed.
    `like`: a seed for the loadings alone, so that groups measure alike.
    """
    shape = draw if like is None else np.random.default_rng(like)
    n, count = scores.shape
    columns, names = [], []
    for factor in range(count):
        names.append([f"x{factor * each + item + 1}" for item in range(each)])
        for item in range(each):
            loading = shape.uniform(0.45, 0.9) * (-1 if item > 0 and shape.random() < 0.12 else 1)
            noise = draw.gamma(1.5, 1.0, n) - 1.5 if skew else draw.standard_normal(n)
            score = loading * scores[:, factor] + np.sqrt(1 - loading**2) * noise
            if shape.random() < 0.15:
                score = score + shape.uniform(0.05, 0.3) * scores[:, (factor + 1) % count]
            columns.append(score)
    return np.column_stack(columns), names


def _text(names: list[list[str]]) -> str:
    return "\n".join(f"f{place + 1} =~ {' + '.join(items)}" for place, items in enumerate(names)) + "\n"


def _frame(values: Array, names: list[list[str]]) -> pd.DataFrame:
    return pd.DataFrame(values, columns=[name for items in names for name in items])


def _scaled(draw: np.random.Generator, values: Array) -> Array:
    return np.asarray(values * 10.0 ** draw.uniform(-1, 1.3, values.shape[1]) + draw.uniform(-5, 50, values.shape[1]))


def continuous(draw: np.random.Generator) -> Case:
    """Factors of continuous items by ML or MLM, of many scales."""
    count = int(draw.integers(1, 5))
    each = int(draw.integers(4 if count == 1 else 3, 8))
    values, names = _measured(draw, _factors(draw, int(draw.integers(90, 1500)), count), each, skew=draw.random() < 0.5)
    model = _text(names)
    if draw.random() < 0.4:
        model += f"{names[0][0]} ~~ {names[0][-1]}\n"
    if draw.random() < 0.3:
        model += f"{names[0][1]} ~~ {names[-1][-1]}\n" if count > 1 else ""
    return Case(
        "continuous",
        _frame(_scaled(draw, values), names),
        model,
        str(draw.choice(["ML", "MLM"])),
        convention=str(draw.choice(["normal", "lisrel"])),
    )


def second_order(draw: np.random.Generator) -> Case:
    """A factor of three or four factors."""
    count, n = int(draw.integers(3, 5)), int(draw.integers(200, 900))
    above = draw.standard_normal(n)
    scores = np.column_stack([0.75 * above + 0.66 * draw.standard_normal(n) for _ in range(count)])
    values, names = _measured(draw, scores, 4)
    model = _text(names) + "g =~ " + " + ".join(f"f{place + 1}" for place in range(count)) + "\n"
    return Case("second order", _frame(values, names), model, str(draw.choice(["ML", "MLM"])))


def structural(draw: np.random.Generator) -> Case:
    """Factors on factors and on an observed predictor, with labels, equal loadings and defined effects."""
    n = int(draw.integers(150, 1200))
    z = draw.standard_normal(n)
    first = draw.standard_normal(n) + 0.3 * z
    second = 0.5 * first + 0.2 * z + 0.8 * draw.standard_normal(n)
    third = 0.4 * second + 0.2 * first + 0.8 * draw.standard_normal(n)
    values, names = _measured(draw, np.column_stack([first, second, third]), int(draw.integers(3, 6)))
    model = _text(names)
    if draw.random() < 0.5:
        model = model.replace("f1 =~ x1 + x2 + x3", "f1 =~ x1 + l*x2 + l*x3")
    model += "f2 ~ a*f1" + (" + z\n" if draw.random() < 0.6 else "\n")
    model += "f3 ~ b*f2 + c*f1\nindirect := a*b\ntotal := c + a*b\n"
    if draw.random() < 0.3:
        model = model.replace("f1 =~ x1", "f1 =~ NA*x1") + "f1 ~~ 1*f1\n"
    data = _frame(values, names)
    data["z"] = z
    return Case("structural", data, model, str(draw.choice(["ML", "MLM"])), kind="sem")


def paths(draw: np.random.Generator) -> Case:
    """Observed variables alone."""
    n = int(draw.integers(80, 800))
    x1, x2 = draw.standard_normal(n), draw.standard_normal(n)
    m = 0.5 * x1 + 0.1 * x2 + draw.standard_normal(n)
    y = 0.4 * m + 0.3 * x2 + draw.standard_normal(n)
    w = 0.3 * m + draw.standard_normal(n)
    model = "m ~ a*x1 + x2\ny ~ b*m + x2\nw ~ m\nab := a*b\n"
    if draw.random() < 0.5:
        model += "y ~~ 0*w\n"
    return Case("paths", pd.DataFrame({"x1": x1, "x2": x2 * 3, "m": m, "y": y, "w": w}), model, kind="sem")


def grouped(draw: np.random.Generator) -> Case:
    """Two or three groups with nothing, loadings, or loadings and intercepts equal."""
    parts, names = [], [[""]]
    each, count, groups = int(draw.integers(3, 6)), int(draw.integers(1, 4)), int(draw.integers(2, 4))
    state = int(draw.integers(2**31))
    for group in range(groups):
        scores = _factors(draw, int(draw.integers(120, 500)), count) * draw.uniform(0.8, 1.3) + 0.3 * group
        values, names = _measured(draw, scores, max(each, 4) if count == 1 else each, like=state)
        part = _frame(values, names)
        part["place"] = f"g{groups - group}"
        parts.append(part)
    data = pd.concat(parts).sample(frac=1, random_state=int(draw.integers(2**31)))
    equal: tuple[tuple[str, ...], ...] = (
        (),
        ("loadings",),
        ("loadings", "intercepts"),
        ("loadings", "intercepts", "residuals"),
    )
    return Case(
        "groups",
        data.reset_index(drop=True),
        _text(names),
        str(draw.choice(["ML", "MLM"])),
        group="place",
        equal=equal[int(draw.integers(len(equal)))],
    )


def _cut(draw: np.random.Generator, values: Array, categories: int, *, skew: bool) -> Array:
    cut = np.empty_like(values)
    for item in range(values.shape[1]):
        low, high = (-2.0, 0.4) if skew else (-1.4, 1.4)
        edges = np.sort(np.linspace(low, high, categories - 1) + draw.uniform(-0.2, 0.2, categories - 1))
        cut[:, item] = np.digitize((values[:, item] - values[:, item].mean()) / values[:, item].std(), edges) + 1
    return cut


def ordinal(draw: np.random.Generator) -> Case:
    """Items of 2 to 7 categories by WLSMV, some with continuous ones among them."""
    count = int(draw.integers(1, 4))
    each = int(draw.integers(4 if count == 1 else 3, 7))
    values, names = _measured(draw, _factors(draw, int(draw.integers(250, 1500)), count), each)
    categories = int(draw.choice([2, 3, 4, 5, 7]))
    data = _frame(_cut(draw, values, categories, skew=draw.random() < 0.5), names)
    items = [name for group in names for name in group]
    if draw.random() < 0.3:
        for place in range(0, len(items), 3):
            data[items[place]] = values[:, place] * 2 + 1
        items = [name for place, name in enumerate(items) if place % 3]
    model = _text(names)
    kind = "cfa"
    if count > 2 and draw.random() < 0.5:
        model, kind = model + "f2 ~ a*f1\nf3 ~ b*f2 + f1\nab := a*b\n", "sem"
    return Case("ordinal", data, model, "WLSMV", kind, tuple(items))


def ordinal_groups(draw: np.random.Generator) -> Case:
    """Two groups of ordinal items."""
    parts, names = [], [[""]]
    state = int(draw.integers(2**31))
    count, categories = int(draw.integers(1, 3)), int(draw.choice([3, 4, 5]))
    for group in range(2):
        scores = _factors(draw, int(draw.integers(300, 700)), count)
        values, names = _measured(draw, scores, 5, like=state)
        part = _frame(_cut(np.random.default_rng(state + 1), values, categories, skew=False), names)
        part["place"] = "ab"[group]
        parts.append(part)
    equal: tuple[tuple[str, ...], ...] = ((), ("loadings",), ("loadings", "thresholds"))
    items = tuple(name for group in names for name in group)
    return Case(
        "ordinal groups",
        pd.concat(parts, ignore_index=True),
        _text(names),
        "WLSMV",
        ordinal=items,
        group="place",
        equal=equal[int(draw.integers(len(equal)))],
    )


def holes(draw: np.random.Generator) -> Case:
    """Missing answers, by FIML."""
    count = int(draw.integers(1, 4))
    values, names = _measured(draw, _factors(draw, int(draw.integers(150, 900)), count), 4)
    values = _scaled(draw, values) if draw.random() < 0.5 else values
    gone = draw.random(values.shape) < draw.uniform(0.02, 0.2)
    data = _frame(np.where(gone, np.nan, values), names)
    model, kind, group, equal = _text(names), "cfa", None, ()
    if count == 3 and draw.random() < 0.5:
        model, kind = model + "f3 ~ f1 + f2\n", "sem"
    if draw.random() < 0.3:
        data["place"] = np.where(draw.random(len(data)) < 0.5, "u", "s")
        group = "place"
    return Case("holes", data, model, "ML", kind, missing="fiml", group=group, equal=equal)


def means(draw: np.random.Generator) -> Case:
    """Means of factors: growth over four to six times, or the first item's intercept fixed at nought."""
    n = int(draw.integers(120, 700))
    missing = str(draw.choice(["listwise", "fiml"]))
    if draw.random() < 0.5:
        times = int(draw.integers(4, 7))
        level, slope = draw.normal(5, 1, n), draw.normal(0.6, 0.4, n)
        values = np.column_stack([level + slope * at + draw.normal(0, 0.8, n) for at in range(times)])
        names = [[f"x{at + 1}" for at in range(times)]]
        items = names[0]
        model = "i =~ " + " + ".join(f"1*{item}" for item in items) + "\n"
        model += "s =~ " + " + ".join(f"{at}*{item}" for at, item in enumerate(items)) + "\n"
        model += " + ".join(items) + " ~ 0*1\ni + s ~ 1\n"
    else:
        values, names = _measured(draw, _factors(draw, n, 2), 4)
        values = values * draw.uniform(0.5, 4) + draw.uniform(-3, 30)
        model = _text(names) + f"{names[0][0]} + {names[1][0]} ~ 0*1\nf1 + f2 ~ 1\n"
    if missing == "fiml":
        values = np.where(draw.random(values.shape) < 0.08, np.nan, values)
    return Case("means", _frame(values, names), model, kind="sem", missing=missing)


KINDS: Final[dict[str, Callable[[np.random.Generator], Case]]] = {
    each.__name__: each
    for each in (continuous, second_order, structural, paths, grouped, ordinal, ordinal_groups, holes, means)
}

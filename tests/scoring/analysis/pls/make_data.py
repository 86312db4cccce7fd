"""Draws the data sets that the other programs were run on: `python make_data.py FOLDER` writes NAME.csv, NAME.txt
and NAME.folds.

The tests draw the same again from the same seeds; no data set is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]
Drawn: TypeAlias = tuple[str, list[str], Array]

MEDIATORS = """\
A =~ a1 + a2 + a3
B =~ b1 + b2
C =~ c1 + c2 + c3 + c4
D =~ d1
E =~ e1 + e2 + e3
B ~ A
C ~ A + B
D ~ C
E ~ A + B + C + D
"""

FORMATIVE = """\
F <~ f1 + f2 + f3
G <~ g1 + g2 + g3 + g4
H =~ h1 + h2 + h3
K =~ k1 + k2 + k3
H ~ F + G
K ~ H + F
"""

FACTORS = """\
X =~ x1 + x2 + x3
Y =~ y1 + y2 + y3 + y4
Z =~ z1 + z2 + z3
Y ~ X
Z ~ X + Y
"""

SMALL = """\
P =~ p1 + p2
Q =~ q1 + q2
Q ~ P
"""

STAR = """\
S1 <~ s1 + s2
S2 =~ t1 + t2 + t3
S3 =~ u1 + u2
S4 <~ v1 + v2 + v3
T =~ w1 + w2 + w3 + w4
U =~ r1 + r2
T ~ S1 + S2 + S3 + S4
U ~ T + S4
"""


def mediators(n: int = 141, seed: int = 11) -> Drawn:
    """Four steps, a single item, seven-point answers, one item turned round."""
    chance = np.random.default_rng(seed)
    a = chance.normal(size=n)
    b = 0.5 * a + chance.normal(size=n)
    c = 0.3 * a + 0.4 * b + chance.normal(size=n)
    d = 0.6 * c + chance.normal(size=n)
    e = 0.2 * a - 0.3 * b + 0.4 * c + 0.3 * d + chance.normal(size=n)
    columns = _noisy(chance, {"a": (a, 3), "b": (b, 2), "c": (c, 4), "d": (d, 1), "e": (e, 3)})
    columns["e2"] = -columns["e2"]
    return MEDIATORS, list(columns), np.clip(np.round(np.column_stack(list(columns.values())) + 4), 1, 7)


def formative(n: int = 150, seed: int = 12) -> Drawn:
    """Formative blocks, scales from 0.001 to 1000, one weight below zero."""
    chance = np.random.default_rng(seed)
    f, g = chance.normal(size=(n, 3)), chance.normal(size=(n, 4))
    f[:, 1] += 0.5 * f[:, 0]
    h = f @ [0.6, 0.3, -0.4] + g @ [0.2, 0.5, 0.0, 0.4] + chance.normal(size=n)
    k = 0.5 * h + 0.3 * f[:, 0] + chance.normal(size=n)
    columns = {**{f"f{i + 1}": f[:, i] for i in range(3)}, **{f"g{i + 1}": g[:, i] for i in range(4)}}
    columns |= _noisy(chance, {"h": (h, 3), "k": (k, 3)})
    scales = 10.0 ** np.linspace(-3, 3, len(columns))
    return FORMATIVE, list(columns), np.column_stack(list(columns.values())) * scales + 5.0


def factors(n: int = 300, seed: int = 13) -> Drawn:
    """Three common factors, for consistent PLS."""
    chance = np.random.default_rng(seed)
    x = chance.normal(size=n)
    y = 0.5 * x + np.sqrt(0.75) * chance.normal(size=n)
    z = 0.3 * x + 0.4 * y + 0.8 * chance.normal(size=n)
    columns = _noisy(chance, {"x": (x, 3), "y": (y, 4), "z": (z, 3)})
    return FACTORS, list(columns), np.column_stack(list(columns.values()))


def small(n: int = 14, seed: int = 14) -> Drawn:
    """The smallest model, few rows."""
    chance = np.random.default_rng(seed)
    p = chance.normal(size=n)
    columns = _noisy(chance, {"p": (p, 2), "q": (0.7 * p + chance.normal(size=n), 2)})
    return SMALL, list(columns), np.column_stack(list(columns.values()))


def star(n: int = 90, seed: int = 15) -> Drawn:
    """Both modes lead to one construct; skewed amounts beside answers of two categories."""
    chance = np.random.default_rng(seed)
    s = chance.exponential(size=(n, 2)) * 1000.0
    t, u, v = chance.normal(size=n), chance.normal(size=n), chance.normal(size=(n, 3))
    w = 0.0004 * s[:, 0] + 0.5 * t - 0.3 * u + v @ [0.3, 0.2, -0.3] + chance.normal(size=n)
    r = 0.6 * w + 0.2 * v[:, 0] + chance.normal(size=n)
    columns = {"s1": s[:, 0], "s2": s[:, 1], **{f"v{i + 1}": v[:, i] for i in range(3)}}
    columns |= _noisy(chance, {"t": (t, 3), "u": (u, 2), "w": (w, 4), "r": (r, 2)})
    columns["u2"] = (columns["u2"] > 0.0).astype(float)
    return STAR, list(columns), np.column_stack(list(columns.values()))


DRAWN: Mapping[str, Callable[[], Drawn]] = {
    "mediators": mediators,
    "formative": formative,
    "factors": factors,
    "small": small,
    "star": star,
}


def _noisy(chance: np.random.Generator, blocks: Mapping[str, tuple[Array, int]]) -> dict[str, Array]:
    return {
        f"{letter}{item + 1}": scores + chance.uniform(0.4, 1.0) * chance.normal(size=len(scores))
        for letter, (scores, count) in blocks.items()
        for item in range(count)
    }


def folds_of(rows: int) -> Array:
    """The fold of each row, as `pls_prediction` draws them for the default seed."""
    return np.random.default_rng((20_250_721, 10)).permutation(rows) % 10


def main(folder: Path) -> None:
    for name, draw in DRAWN.items():
        text, names, values = draw()
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        np.savetxt(folder / f"{name}.folds", folds_of(len(values)), fmt="%d")
        np.savetxt(folder / f"{name}.csv", values, delimiter=",", header=",".join(names), comments="", fmt="%.17g")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

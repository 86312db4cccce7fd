"""People whose answers have the effects that 003 printed: f² of Gambar 4.1 and the mediated effects of Tabel 4.1.

003 published neither its items nor their correlations, so that only its figures can be targets. What it does not print
is chosen: supports correlate by 0.35, what is left of the competences by 0.3, every item loads 0.85 on its construct,
the other supports have f² of 0.025 to 0.05. From that follow the correlations of the constructs' scores, and with equal
loadings, whose PLS weights are equal, those of the items: exactly what PLS gives back.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.model_syntax import parse
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.study_models import STUDY_003

Array: TypeAlias = np.ndarray[Any, Any]

SUPPORTS: Final = ("peran", "lingkungan", "belajar", "dtsen")
COMPETENCES: Final = ("personal", "sosial", "mengajar", "komunikasi")
OUTCOME: Final = "kinerja"

F2_OF_COMPETENCES: Final = {"personal": 0.025, "sosial": 0.029, "mengajar": 0.128, "komunikasi": 0.074}
"""003 chapter 4 A: of each competence on performance."""

F2_OF_SUPPORTS: Final = {
    "personal": {"peran": 0.05, "lingkungan": 0.04, "belajar": 0.03, "dtsen": 0.025},
    "sosial": {"peran": 0.04, "lingkungan": 0.097, "belajar": 0.025, "dtsen": 0.025},
    "mengajar": {"peran": 0.05, "lingkungan": 0.04, "belajar": 0.025, "dtsen": 0.025},
    "komunikasi": {"peran": 0.04, "lingkungan": 0.05, "belajar": 0.025, "dtsen": 0.03},
}
"""Printed is 0.097, the largest (003 chapter 4 B). peran -> mengajar and belajar -> personal follow from
`MEDIATED`: the first is said to be the largest mediated effect, the second the smallest."""

MEDIATED: Final = {("peran", "mengajar"): 0.088, ("belajar", "personal"): 0.019}
"""003 Tabel 4.1: the effect of a support on performance over a competence."""

LOADING: Final = 0.85
_SUPPORTS_CORRELATE, _REST_CORRELATES = 0.35, 0.3


def model() -> PlsModel:
    """003's model with the items of the short form."""
    return PlsModel.of(parse(STUDY_003))


def coefficients_for(f2: Array, correlations: Array) -> Array:
    """The standardised coefficients (k) that have these f² (k), all positive, for predictors that correlate so (k, k).

    f² = b² / (VIF (1 - R²)) makes b = s u with u = sqrt(f² VIF) and s² = 1 - R² = 1 - s² u'Cu.
    """
    u = np.sqrt(f2 * np.diag(np.linalg.inv(correlations)))
    return np.asarray(u / np.sqrt(1.0 + u @ correlations @ u))


def score_correlations() -> Array:
    """(9, 9) of the constructs' scores: supports, competences, performance."""
    supports = np.full((4, 4), _SUPPORTS_CORRELATE)
    np.fill_diagonal(supports, 1.0)
    f2 = np.array([[F2_OF_SUPPORTS[to][source] for source in SUPPORTS] for to in COMPETENCES])
    of_competences = np.array([F2_OF_COMPETENCES[each] for each in COMPETENCES])
    # The mediated effects hang on the coefficients of both steps, which settle in a few rounds.
    for _ in range(200):
        first = np.array([coefficients_for(row, supports) for row in f2])
        explained = first @ supports @ first.T
        rest = np.sqrt(1.0 - np.diag(explained))
        competences = explained + _REST_CORRELATES * np.outer(rest, rest)
        np.fill_diagonal(competences, 1.0)
        second = coefficients_for(of_competences, competences)
        for (source, over), wanted in MEDIATED.items():
            row, column = COMPETENCES.index(over), SUPPORTS.index(source)
            f2[row, column] *= (wanted / (first[row, column] * second[row])) ** 2
    crossed = supports @ first.T
    return np.block(
        [
            [supports, crossed, (crossed @ second)[:, None]],
            [crossed.T, competences, (competences @ second)[:, None]],
            [(crossed @ second)[None], (competences @ second)[None], np.ones((1, 1))],
        ]
    )


def item_correlations() -> Array:
    """(36, 36), in the order of `model().items`."""
    of = model()
    order = [(*SUPPORTS, *COMPETENCES, OUTCOME).index(name) for name in of.names]
    sizes = [len(each.items) for each in of.constructs]
    scores = score_correlations()[np.ix_(order, order)]
    # A score of k items that load l correlates with its construct by the root of k l² / (k l² + 1 - l²).
    quality = np.array([np.sqrt(k * LOADING**2 / (k * LOADING**2 + 1.0 - LOADING**2)) for k in sizes])
    constructs = scores / np.outer(quality, quality)
    np.fill_diagonal(constructs, 1.0)
    found = LOADING**2 * np.repeat(np.repeat(constructs, sizes, axis=0), sizes, axis=1)
    np.fill_diagonal(found, 1.0)
    return np.asarray(found)


def draw(people: int, seed: int) -> Array:
    """(people, 36): answers on a fine scale, mean 0 and variance 1, in the order of `model().items`."""
    root = np.linalg.cholesky(item_correlations())
    return np.asarray(np.random.default_rng(seed).normal(size=(people, len(root))) @ root.T)

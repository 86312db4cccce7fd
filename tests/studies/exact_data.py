"""Made-up answers that have exactly what a study printed, for who wants to run the commands of `docs/studi`.

`python -m tests.studies.exact_data` writes the files anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.study_models import STUDY_003
from tests.studies import pls003
from tests.studies.recomputed_000 import COMPETENCE, MODEL_000, PEOPLE_000

Array: TypeAlias = np.ndarray[Any, Any]

FOLDER: Final = Path(__file__).parents[2] / "docs" / "studi"


def exact_sample(correlations: Array, people: int, seed: int) -> Array:
    """(people, p): normal answers whose correlations (divided by n) are these to the last digit."""
    raw = np.random.default_rng(seed).standard_normal((people, len(correlations)))
    raw -= raw.mean(axis=0)
    own = np.linalg.cholesky(raw.T @ raw / people)
    return np.asarray(np.linalg.solve(own, raw.T).T @ np.linalg.cholesky(correlations).T)


def data_000() -> str:
    """000-tabel-1.csv: 150 made-up people who have the loadings of Tabel 1."""
    loadings = [each for each, _ in COMPETENCE.values()]
    correlations = np.outer(loadings, loadings)
    np.fill_diagonal(correlations, 1.0)
    return _csv(tuple(COMPETENCE), exact_sample(correlations, PEOPLE_000, 0))


def data_003() -> str:
    """003-tiruan.csv: 300 made-up people who have the f² and mediated effects of 003."""
    return _csv(pls003.model().items, exact_sample(pls003.item_correlations(), 300, 3))


def _csv(names: Sequence[str], values: Array) -> str:
    lines = [",".join(names), *(",".join(f"{value:.4f}" for value in row) for row in values)]
    return "\n".join(lines) + "\n"


def files() -> dict[str, str]:
    """The text of each file, by name."""
    return {
        "000-tabel-1.txt": MODEL_000,
        "000-tabel-1.csv": data_000(),
        "003-model.txt": STUDY_003,
        "003-tiruan.csv": data_003(),
    }


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")

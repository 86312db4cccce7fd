"""Alpha and omega of the answers that stand behind ordinal categories, from polychoric correlations.

They speak of normal answers that nobody has seen (Chalmers 2018, Educ Psychol Meas 78:1056-1071): with few categories
they show how much the categories cost, and are not the reliability of the sum that is reported. Zumbo, Gadermann &
Zeisser 2007, J Mod Appl Stat Methods 6:21-29; loadings by minimum residuals, as a polychoric matrix need not be
positive definite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.factor_extraction import minimum_residual
from scoring.analysis.item_moments import complete
from scoring.analysis.item_problems import remark
from scoring.analysis.ordinal_coding import code
from scoring.analysis.polychoric import cells_of, matrix
from scoring.analysis.problems import AnalysisError, Remark
from scoring.analysis.reliability_results import ScaleReliability
from scoring.analysis.scale_reliability import OneFactor, composite, cronbach

Array: TypeAlias = np.ndarray[Any, Any]


def with_ordinal(scale: ScaleReliability, values: Array) -> ScaleReliability:
    """`scale` with `ordinal_alpha` and `ordinal_omega` of rows × its items, of the rows without a gap; None, with the
    reason, where the answers are no categories."""
    names = [item.name for item in scale.items]
    try:
        correlation = polychoric_of(complete(values), names)
    except AnalysisError as problem:
        return _saying(scale, Remark(problem.code, problem.facts))
    alpha = cronbach(correlation)
    if len(names) < 3:
        return replace(scale, ordinal_alpha=alpha)
    try:
        found = minimum_residual(correlation, 1)
    except AnalysisError:
        return replace(_saying(scale, remark(codes.OMEGA_NOT_FOUND, grave=True, scale=scale.name)), ordinal_alpha=alpha)
    model = OneFactor(found.loadings[:, 0], found.uniquenesses, None)
    return replace(scale, ordinal_alpha=alpha, ordinal_omega=composite(model, np.ones(len(names))))


def polychoric_of(rows: Array, names: Sequence[str]) -> Array:
    """Polychoric correlations (p, p) of rows without gaps. AnalysisError where the answers are no categories."""
    coded = code([rows], names).groups[0]
    return matrix(cells_of(coded), len(names))


def _saying(scale: ScaleReliability, said: Remark) -> ScaleReliability:
    return replace(scale, remarks=(*scale.remarks, said))

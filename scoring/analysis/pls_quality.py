"""Quality of one sample's blocks and of the whole: alpha, rho_C, AVE, item VIF, and SRMR.

rho_C = (sum l)² / ((sum l)² + sum(1 - l²)), AVE = mean l² (Fornell & Larcker 1981, J Mark Res 18:39-50). SRMR: root of
the mean squared difference of observed and implied correlations of the items, diagonal included (Henseler et al. 2014,
Organ Res Methods 17:182-209). Implied: within a block of PLSc's reflective constructs the product of the loadings,
within composites what was observed; between blocks loading x correlation of the constructs x loading, where
"saturated" takes the constructs' own correlations and "estimated" those that the paths imply.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.pls_estimates import Estimates
from scoring.analysis.pls_weights import Layout

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of a reflective block."""

    alpha: float
    rho_a: float
    rho_c: float
    ave: float


def reliability(correlations: Array, estimates: Estimates, layout: Layout, number: int) -> Reliability | None:
    """Of construct `number` in the only sample; None for formative blocks and single items."""
    block = layout.blocks[number]
    loadings = estimates.loadings[0, block]
    count = len(loadings)
    if layout.formative[number] or count == 1:
        return None
    total = float(correlations[block, block].sum())
    alpha = count / (count - 1) * (1.0 - count / total) if total else float("nan")
    squared = float(loadings.sum()) ** 2
    rho_c = squared / (squared + float((1.0 - loadings**2).sum()))
    return Reliability(alpha, float(estimates.rho_a[0, number]), rho_c, float((loadings**2).mean()))


def item_vif(correlations: Array, block: slice) -> list[float | None]:
    """Variance inflation of each item among its block's items; None for all where they repeat one another."""
    within = correlations[block, block]
    if len(within) == 1:
        return [1.0]
    if np.linalg.matrix_rank(within) < len(within):
        return [None] * len(within)
    return [float(each) for each in np.diag(np.linalg.inv(within))]


def implied_correlations(estimates: Estimates, layout: Layout) -> Array:
    """(J, J): correlations of constructs that follow from the paths and those of the constructs without sources."""
    between = estimates.correlations[0]
    coefficients = estimates.direct[0]
    names = layout.model.names
    free = [number for number, sources in enumerate(layout.sources) if not sources]
    implied = np.eye(len(names))
    implied[np.ix_(free, free)] = between[np.ix_(free, free)]
    known = list(free)
    for target in (names.index(name) for name in layout.model.order):
        if target in free:
            continue
        implied[target, known] = implied[known, target] = implied[np.ix_(known, known)] @ coefficients[known, target]
        known.append(target)
    return implied


def srmr(correlations: Array, estimates: Estimates, layout: Layout, between: Array, *, consistent: bool) -> float:
    """Between these correlations of the items (p, p) and those that follow from the constructs' (J, J)."""
    by_construct = layout.mask * estimates.loadings[0][:, None]
    implied = by_construct @ between @ by_construct.T
    for block, formative in zip(layout.blocks, layout.formative, strict=True):
        if formative or not consistent:
            implied[block, block] = correlations[block, block]
    np.fill_diagonal(implied, 1.0)
    lower = np.tril_indices(len(implied))
    return float(np.sqrt(np.mean((correlations - implied)[lower] ** 2)))

"""From weights to estimates: loadings, paths, explained variance, effects, reliability, for many samples at once.

Consistent PLS (PLSc): Dijkstra & Henseler (2015), MIS Quarterly 39:297-316: correlations of reflective constructs are
divided by the roots of their rho_A, loadings are the weights times sqrt(rho_A) / w'w. f²: Cohen (1988),
(R² - R² without the source) / (1 - R²), which is coefficient² / (VIF (1 - R²)). HTMT: Henseler, Ringle & Sarstedt
(2015), J Acad Mark Sci 43:115-135, of absolute correlations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.pls_weights import Layout, Weighed, solve

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Estimates:
    """Of b samples: `weights`, `loadings` (b, p); `correlations` (b, J, J) of constructs; `rho_a` (b, J), 1 for
    formative constructs and single items; `paths`, `vif`, `f2` (b, paths); `r2` (b, J), 0 where nothing explains;
    `direct`, `total` (b, J, J): effects of rows on columns; `htmt` (b, J, J).
    """

    weights: Array
    loadings: Array
    correlations: Array
    rho_a: Array
    paths: Array
    vif: Array
    f2: Array
    r2: Array
    direct: Array
    total: Array
    htmt: Array

    @property
    def finite(self) -> Array:
        """(b): whether everything that a sample must have could be computed."""
        return np.asarray(np.isfinite(self.paths).all(1) & np.isfinite(self.loadings).all(1))


def estimate(correlations: Array, weighed: Weighed, layout: Layout, *, consistent: bool) -> Estimates:
    """The estimates of each sample from its items' correlations (b, p, p) and what `iterate` found."""
    weights = (weighed.weights * layout.mask).sum(2)
    loadings = (weighed.cross * layout.mask).sum(2)
    rho_a = reliability_a(correlations, weights, layout)
    between = weighed.correlations
    if consistent:
        between = _corrected(between, rho_a)
        loadings = _consistent_loadings(weights, loadings, rho_a, layout)
    paths, vif, r2 = _regressions(between, layout)
    with np.errstate(invalid="ignore", divide="ignore"):
        f2 = paths**2 / (vif * (1.0 - r2[:, [target for _, target in layout.paths]]))
    direct = np.zeros_like(between)
    for number, (source, target) in enumerate(layout.paths):
        direct[:, source, target] = paths[:, number]
    total = total_effects(direct)
    return Estimates(
        weights, loadings, between, rho_a, paths, vif, f2, r2, direct, total, heterotrait(correlations, layout)
    )


def reliability_a(correlations: Array, weights: Array, layout: Layout) -> Array:
    """(b, J): rho_A = (w'w)² w'(S - diag S)w / w'(ww' - diag ww')w of reflective blocks of at least two items."""
    rho = np.ones((len(correlations), len(layout.blocks)))
    for number, (block, formative) in enumerate(zip(layout.blocks, layout.formative, strict=True)):
        w = weights[:, block]
        if formative or w.shape[1] == 1:
            continue
        squares = (w**2).sum(1)
        off = np.einsum("bi,bij,bj->b", w, correlations[:, block, block], w) - squares
        with np.errstate(invalid="ignore", divide="ignore"):
            rho[:, number] = squares**2 * off / (squares**2 - (w**4).sum(1))
    return rho


def _corrected(between: Array, rho: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        root = np.sqrt(rho)
        corrected = between / (root[:, :, None] * root[:, None, :])
    diagonal = np.arange(between.shape[1])
    corrected[:, diagonal, diagonal] = 1.0
    return np.asarray(corrected)


def _consistent_loadings(weights: Array, loadings: Array, rho: Array, layout: Layout) -> Array:
    changed = loadings.copy()
    for number, (block, formative) in enumerate(zip(layout.blocks, layout.formative, strict=True)):
        w = weights[:, block]
        if formative or w.shape[1] == 1:
            continue
        with np.errstate(invalid="ignore"):
            changed[:, block] = w * (np.sqrt(rho[:, number]) / (w**2).sum(1))[:, None]
    return changed


def _regressions(between: Array, layout: Layout) -> tuple[Array, Array, Array]:
    """Coefficients and VIF (b, paths), R² (b, J)."""
    size = len(between)
    paths, vif = np.empty((size, len(layout.paths))), np.ones((size, len(layout.paths)))
    r2 = np.zeros((size, between.shape[1]))
    for target, sources in enumerate(layout.sources):
        if not sources:
            continue
        places = [layout.paths.index((source, target)) for source in sources]
        among = between[:, sources, :][:, :, sources]
        with_target = between[:, sources, target]
        inverse = solve(among, np.broadcast_to(np.eye(len(sources)), among.shape))
        coefficients = (inverse @ with_target[:, :, None])[:, :, 0]
        paths[:, places] = coefficients
        vif[:, places] = np.diagonal(inverse, axis1=1, axis2=2)
        r2[:, target] = (coefficients * with_target).sum(1)
    return paths, vif, r2


def total_effects(direct: Array) -> Array:
    """Sum of all ways from rows to columns of a model without cycles: direct + direct² + …"""
    total, power = direct.copy(), direct
    for _ in range(direct.shape[1] - 2):
        power = power @ direct
        total += power
    return total


def heterotrait(correlations: Array, layout: Layout) -> Array:
    """(b, J, J): mean absolute correlation between two blocks over the geometric mean of those within them. A single
    item counts as correlating 1 with itself.
    """
    counts = layout.mask.sum(0)
    sums = layout.mask.T @ np.abs(correlations) @ layout.mask
    within = np.diagonal(sums, axis1=1, axis2=2) - counts
    pairs = counts * (counts - 1.0)
    mean_within = np.where(pairs > 0, within / np.where(pairs > 0, pairs, 1.0), 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(sums / np.outer(counts, counts) / np.sqrt(mean_within[:, :, None] * mean_within[:, None, :]))

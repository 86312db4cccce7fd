"""PLS-SEM: a path model of composites, as SmartPLS estimates it, from rows or from a correlation matrix.

Conventions (also in `PlsResult.conventions`): items standardised with n - 1; path weighting, equal starting weights,
no change of signs; alpha of standardised items; f² without new weights; normal p values; intervals by percentile and
bias-corrected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis import pls_gates
from scoring.analysis.pls_bootstrap import Progress, bootstrap
from scoring.analysis.pls_estimates import estimate
from scoring.analysis.pls_importance import importance
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.pls_moments import correlated, standardised
from scoring.analysis.pls_named import Fit, named, with_spreads
from scoring.analysis.pls_prediction import omission_distance, predictions, stone_geisser
from scoring.analysis.pls_results import PlsResult, Scheme
from scoring.analysis.pls_weights import MOST_ITERATIONS, STOP, Layout, iterate
from scoring.analysis.problems import AnalysisError

Array: TypeAlias = np.ndarray[Any, Any]

SEED: Final = 20_250_721
"""The first day of 003's questionnaire, for who asks for no seed."""

Bounds: TypeAlias = Mapping[str, tuple[float, float]]
"""The lowest and highest answer that an item allows."""


def pls(
    values: Array,
    names: Sequence[str],
    model: PlsModel,
    *,
    scheme: Scheme = "path",
    stop: float = STOP,
    max_iterations: int = MOST_ITERATIONS,
    consistent: bool = False,
    bootstraps: int = 0,
    seed: int = SEED,
    level: float = 0.95,
    bounds: Bounds | None = None,
    progress: Progress | None = None,
) -> PlsResult:
    """From answers (rows, columns) without missing ones, whose columns have these names.

    `consistent`: PLSc, correcting reflective constructs for unreliability. `bootstraps`: 0 or the number of samples
    (5,000 for a report). `bounds`: of items for the importance-performance map, by default as observed.
    AnalysisError where it cannot be done.
    """
    if bootstraps < 0 or not 0.0 < level < 1.0:
        raise AnalysisError("pls-bootstraps", bootstraps=bootstraps, level=level)
    chosen = np.asarray(values, dtype=float)[:, pls_gates.places_of(names, model)]
    pls_gates.check_values(chosen, model)
    rows = len(chosen)
    scores = standardised(chosen)
    fit = _fit(correlated(scores), model, scheme, stop, max_iterations, consistent)
    result = named(fit, rows)
    q2 = stone_geisser(scores, fit.layout, scheme, stop, max_iterations)
    lowest, highest = _bounds(chosen, model, bounds or {})
    result = replace(
        result,
        constructs=tuple(replace(each, q2=value) for each, value in zip(result.constructs, q2, strict=True)),
        predictions=predictions(chosen, fit.layout, scheme, stop, max_iterations, seed),
        importance=importance(chosen, fit.estimates, fit.layout, lowest, highest),
        conventions={**result.conventions, "omission": str(omission_distance(rows)), "seed": str(seed)},
    )
    if bootstraps:
        resampled = bootstrap(
            chosen,
            fit.layout,
            scheme=scheme,
            stop=stop,
            most=max_iterations,
            consistent=consistent,
            samples=bootstraps,
            seed=seed,
            level=level,
            progress=progress,
        )
        result = with_spreads(result, resampled)
    return replace(result, remarks=pls_gates.remarks(result))


def pls_of_correlations(
    correlations: Array,
    rows: int,
    names: Sequence[str],
    model: PlsModel,
    *,
    scheme: Scheme = "path",
    stop: float = STOP,
    max_iterations: int = MOST_ITERATIONS,
    consistent: bool = False,
) -> PlsResult:
    """From the correlations of items (p, p) of so many rows, as they are printed in an article: everything that needs
    no rows (no Q², predictions, importance, bootstrap). AnalysisError where it cannot be done.
    """
    places = pls_gates.places_of(names, model)
    chosen = np.asarray(correlations, dtype=float)[np.ix_(places, places)]
    pls_gates.check_size(rows, model)
    result = named(_fit(chosen, model, scheme, stop, max_iterations, consistent), rows)
    return replace(result, remarks=pls_gates.remarks(result))


def _fit(correlations: Array, model: PlsModel, scheme: Scheme, stop: float, most: int, consistent: bool) -> Fit:
    layout = Layout.of(model)
    pls_gates.check_correlations(correlations, layout)
    batch = correlations[None]
    weighed = iterate(batch, layout, scheme, stop, most)
    pls_gates.check_scores(weighed.correlations[0], layout)
    estimates = estimate(batch, weighed, layout, consistent=consistent)
    if not estimates.finite[0]:
        raise AnalysisError("pls-inadmissible" if consistent else "pls-no-solution")
    return Fit(correlations, weighed, estimates, layout, scheme, consistent)


def _bounds(values: Array, model: PlsModel, bounds: Bounds) -> tuple[Array, Array]:
    lowest, highest = values.min(0), values.max(0)
    for place, item in enumerate(model.items):
        if item not in bounds:
            continue
        low, high = bounds[item]
        if low > lowest[place] or high < highest[place]:
            raise AnalysisError("pls-bounds", item=item, lowest=float(lowest[place]), highest=float(highest[place]))
        lowest[place], highest[place] = low, high
    return lowest, highest

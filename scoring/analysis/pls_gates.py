"""Where PLS refuses, and what its reader is warned of.

Bounds: ten rows for each indicator of the largest formative block or each path to one construct (Barclay et al. 1995),
AVE 0.5 (Fornell & Larcker 1981), HTMT 0.9 (Henseler et al. 2015), VIF 5 (Hair et al. 2011).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.pls_model import PlsModel, nearest
from scoring.analysis.pls_results import PlsResult
from scoring.analysis.pls_weights import Layout
from scoring.analysis.problems import AnalysisError, Fact, Remark

Array: TypeAlias = np.ndarray[Any, Any]

ROWS_EACH: Final = 10
LEAST_AVE: Final = 0.5
MOST_HTMT: Final = 0.9
MOST_VIF: Final = 5.0
SINGULAR: Final = 1e-10
"""Smallest eigenvalue of a correlation matrix that is taken for more than rounding."""


def places_of(names: Sequence[str], model: PlsModel) -> list[int]:
    """Where the model's items stand among these columns. AnalysisError for an item that is not there."""
    there = {name: place for place, name in enumerate(names)}
    for item in model.items:
        if item not in there:
            raise AnalysisError("pls-unknown-item", item=item, nearest=nearest(item, names) or "-")
    return [there[item] for item in model.items]


def check_values(values: Array, model: PlsModel) -> None:
    """AnalysisError for missing values, too few rows and items without variance (n, p)."""
    rows = len(values)
    if lost := int((~np.isfinite(values)).any(axis=1).sum()):
        raise AnalysisError("pls-missing", rows=lost)
    check_size(rows, model)
    lowest, highest = values.min(0), values.max(0)
    for item, low, high in zip(model.items, lowest, highest, strict=True):
        if low == high:
            raise AnalysisError("pls-constant-item", item=item)


def check_size(rows: int, model: PlsModel) -> None:
    """AnalysisError where no regression of the model leaves anything to estimate from."""
    if rows < (needed := fewest_rows(largest(model))):
        raise AnalysisError("pls-too-few-rows", n=rows, needed=needed)


def fewest_rows(predictors: int) -> int:
    """So many rows a regression on `predictors` needs to leave anything over."""
    return predictors + 2


def check_correlations(correlations: Array, layout: Layout) -> None:
    """AnalysisError where the items of a formative block repeat one another, or correlations are none."""
    valid = np.isfinite(correlations).all() and np.allclose(correlations, correlations.T, atol=1e-8)
    if not valid or np.abs(correlations).max() > 1.0 + 1e-8 or not np.allclose(np.diag(correlations), 1.0, atol=1e-6):
        raise AnalysisError("pls-not-correlations")
    for construct, block in zip(layout.model.constructs, layout.blocks, strict=True):
        if construct.mode == "B" and np.linalg.eigvalsh(correlations[block, block])[0] < SINGULAR:
            raise AnalysisError("pls-collinear", construct=construct.name)


def check_scores(between: Array, layout: Layout) -> None:
    """AnalysisError where the sources of a construct repeat one another (correlations of constructs J, J)."""
    for target, sources in enumerate(layout.sources):
        if len(sources) < 2:
            continue
        among = between[np.ix_(sources, sources)]
        if not np.isfinite(among).all() or np.abs(np.linalg.eigvalsh(among)).min() < SINGULAR:
            raise AnalysisError("pls-collinear-sources", construct=layout.model.names[target])


def largest(model: PlsModel) -> int:
    """The most predictors in one regression of the model: items of a formative block, or paths to a construct."""
    paths = [len(model.sources(name)) for name in model.endogenous]
    items = [len(each.items) for each in model.constructs if each.mode == "B"]
    return max(*paths, *items, 1)


def remarks(result: PlsResult) -> tuple[Remark, ...]:
    """Everything that a reader of this result must know, the gravest first."""
    found = [*_of_size(result), *_of_items(result), *_of_constructs(result), *_of_resampling(result)]
    return tuple(sorted(found, key=lambda each: not each.grave))


def _of_size(result: PlsResult) -> Iterator[Remark]:
    if not result.converged:
        yield Remark("pls-not-converged", {"iterations": result.iterations}, grave=True)
    if result.n < (needed := ROWS_EACH * largest(result.model)):
        yield Remark("pls-few-rows", {"n": result.n, "needed": needed}, grave=True)
    if not result.routes and any(effect.indirect for effect in result.effects):
        yield Remark("pls-many-routes")


def _of_items(result: PlsResult) -> Iterator[Remark]:
    if below := [each.item for each in result.items if each.mode == "A" and each.weight < 0.0]:
        yield Remark("pls-negative-weight", {"names": ", ".join(below)}, grave=True)
    if alike := [each.item for each in result.items if each.mode == "B" and each.vif and each.vif > MOST_VIF]:
        yield Remark("pls-item-vif", {"names": ", ".join(alike), "most": MOST_VIF})


def _of_constructs(result: PlsResult) -> Iterator[Remark]:
    if result.consistent and (above := [each.name for each in result.constructs if (each.rho_a or 0.0) > 1.0]):
        yield Remark("pls-heywood", {"names": ", ".join(above)}, grave=True)
    if low := [each.name for each in result.constructs if each.ave is not None and each.ave < LEAST_AVE]:
        yield Remark("pls-ave", {"names": ", ".join(low), "least": LEAST_AVE})
    for (row, first), (column, second) in combinations(enumerate(result.model.names), 2):
        if abs(result.correlations[row, column]) > 1.0:
            yield Remark("pls-correlation-above-one", {"first": first, "second": second}, grave=True)
    for target in result.model.endogenous:
        if alike := [each.source for each in result.paths if each.target == target and each.vif > MOST_VIF]:
            yield Remark("pls-vif", {"names": ", ".join(alike), "target": target, "most": MOST_VIF})
    # The ratio says nothing about items that need not go together.
    formative = {each.name for each in result.constructs if each.mode == "B"}
    for pair in result.htmt:
        if pair.value <= MOST_HTMT or {pair.first, pair.second} & formative:
            continue
        facts: dict[str, Fact] = {"first": pair.first, "second": pair.second, "value": pair.value}
        if pair.spread is None:
            yield Remark("pls-htmt", facts)
        else:
            yield Remark("pls-htmt-interval", {**facts, "lo": pair.spread.lo, "hi": pair.spread.hi})


def _of_resampling(result: PlsResult) -> Iterator[Remark]:
    resampling = result.resampling
    if resampling is None:
        return
    if resampling.used < resampling.asked:
        lost = resampling.asked - resampling.used
        facts = {"lost": lost, "asked": resampling.asked}
        yield Remark("pls-lost-samples", facts, grave=lost * 20 > resampling.asked)
    if resampling.inadmissible:
        facts = {"count": resampling.inadmissible, "asked": resampling.asked}
        yield Remark("pls-inadmissible-samples", facts)

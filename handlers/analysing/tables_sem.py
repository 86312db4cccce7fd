"""The tables of CFA and SEM."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from handlers.analysing.tables import Column, Grid, Value, named, square, text
from handlers.analysing.words import Writing
from scoring.analysis.factor_reliability import FactorReliability
from scoring.analysis.solution import Estimate, SemResult

MOST_SHOWN: Final = 10
WEAK_LOADING: Final = 0.5
"""Hair, Black, Babin & Anderson 2019, Multivariate Data Analysis: standardised loadings of at least 0.5."""

_FIGURES: Final = (
    Column("anr-c-est"),
    Column("anr-c-se"),
    Column("anr-c-z", "two"),
    Column("anr-c-p", "p"),
    Column("anr-c-std", "three"),
)


def parameter_grids(result: SemResult) -> Iterator[Grid]:
    """Loadings, paths, covariances, variances, intercepts, scales, defined effects, thresholds; each where there is."""
    rows = result.estimates
    variables = {*result.table.observed, *result.table.latent}
    loadings = [row for row in rows if row.op == "=~"]
    yield from _parameters(
        result, "anr-s-loadings", "anr-t-loadings", ("anr-c-factor", "anr-c-item"), loadings, weak=WEAK_LOADING
    )
    paths = [row for row in rows if row.op == "~" and row.rhs in variables]
    yield from _parameters(result, "anr-s-paths", "anr-t-paths", ("anr-c-outcome", "anr-c-predictor"), paths)
    yield from _parameters(
        result, "anr-s-defined", "anr-t-defined", ("anr-c-effect", "anr-c-formula"), [r for r in rows if r.op == ":="]
    )
    both = [row for row in rows if row.op == "~~" and row.lhs != row.rhs]
    yield from _parameters(result, "anr-s-covariances", "anr-t-covariances", ("anr-c-name", "anr-c-with"), both)
    own = [row for row in rows if row.op == "~~" and row.lhs == row.rhs]
    yield from _parameters(result, "anr-s-variances", "anr-t-variances", ("anr-c-name",), own)
    means = [row for row in rows if row.op == "~1"]
    yield from _parameters(result, "anr-s-intercepts", "anr-t-intercepts", ("anr-c-name",), means)
    scales = [row for row in rows if row.op == "~*~"]
    yield from _parameters(result, "anr-s-scales", "anr-t-scales", ("anr-c-item",), scales)
    if thresholds := [row for row in rows if row.op == "|"]:
        yield _thresholds(result, thresholds)


def _parameters(
    result: SemResult, sheet: str, title: str, names: tuple[str, ...], rows: Sequence[Estimate], weak: float = 0.0
) -> Iterator[Grid]:
    if not rows:
        return
    grouped, labelled = len(result.groups) > 1, any(row.label for row in rows if row.op != ":=")
    columns = [*([text("anr-c-group")] if grouped else []), *(text(name) for name in names)]
    columns += [*([text("anr-c-label")] if labelled else []), *_FIGURES]
    cells = tuple(
        (
            *([row.group] if grouped else []),
            *(row.lhs, row.rhs)[: len(names)],
            *([row.label] if labelled else []),
            *(row.est, row.se, row.z, row.p, row.std),
        )
        for row in rows
    )
    flagged = frozenset(at for at, row in enumerate(rows) if abs(row.std) < weak)
    # Intercepts and scales that are all fixed tell nothing.
    told = any(row.free for row in rows) or title not in ("anr-t-intercepts", "anr-t-scales")
    yield Grid(sheet, title, tuple(columns), cells, flagged=flagged, on_paper=told)


def _thresholds(result: SemResult, rows: Sequence[Estimate]) -> Grid:
    """One row an item, one column a threshold."""
    grouped = len(result.groups) > 1
    items: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows:
        items.setdefault((row.group, row.lhs), {})[row.rhs] = row.est
    names = sorted({row.rhs for row in rows}, key=lambda name: (len(name), name))
    columns = [*([text("anr-c-group")] if grouped else []), text("anr-c-item")]
    cells: tuple[tuple[Value, ...], ...] = tuple(
        (*([group] if grouped else []), item, *(found.get(name) for name in names))
        for (group, item), found in items.items()
    )
    return Grid("anr-s-thresholds", "anr-t-thresholds", (*columns, *(named(name, "figure") for name in names)), cells)


def all_parameters(result: SemResult) -> Grid:
    """Every parameter in one sheet, fixed ones too; for who computes on."""
    columns = [text("anr-c-lhs"), text("anr-c-op"), text("anr-c-rhs"), text("anr-c-group"), text("anr-c-label")]
    columns += [text("anr-c-free"), *_FIGURES, Column("anr-c-lo"), Column("anr-c-hi"), Column("anr-c-std-latent")]
    cells = tuple(
        (
            *(r.lhs, r.op, r.rhs, r.group, r.label, "1" if r.free else "0"),
            *(r.est, r.se, r.z, r.p, r.std, r.lo, r.hi, r.std_latent),
        )
        for r in result.estimates
    )
    return Grid("anr-s-parameters", "anr-t-parameters", tuple(columns), cells, on_paper=False)


def reliability_grids(found: Sequence[FactorReliability], grouped: bool) -> Iterator[Grid]:
    """How consistent the items of each factor are."""
    if not found:
        return
    columns = [*([text("anr-c-group")] if grouped else []), text("anr-c-factor"), Column("anr-c-items", "count")]
    columns += [Column("anr-c-cr", "figure"), Column("anr-c-ave", "figure"), Column("anr-c-omega", "figure")]
    rows = tuple(
        (*([one.group] if grouped else []), one.factor, len(one.items), one.composite, one.ave, one.omega)
        for one in found
    )
    flagged = frozenset(
        at
        for at, one in enumerate(found)
        if (one.composite or 1.0) < 0.7 or (1.0 if one.ave is None else one.ave) < 0.5
    )
    yield Grid("anr-s-consistency", "anr-t-consistency", tuple(columns), rows, flagged=flagged)


def factor_correlations(result: SemResult, found: Sequence[FactorReliability]) -> Iterator[Grid]:
    """Fornell–Larcker: correlations of the factors, and the root of AVE on the diagonal."""
    for number, group in enumerate(result.groups, 1):
        names, values = correlations_of(result, number)
        if len(names) < 2:
            continue
        ave = {one.factor: one.ave for one in found if one.group == group}
        shown: list[list[float | str | None]] = [
            [float(values[row, column]) if column < row else "" for column in range(len(names))]
            for row in range(len(names))
        ]
        for at, name in enumerate(names):
            own = ave.get(name)
            shown[at][at] = None if own is None or own < 0 else own**0.5
        yield square("anr-s-factors", "anr-t-factors", names, shown, label=group if len(result.groups) > 1 else "")


def correlations_of(result: SemResult, group: int) -> tuple[tuple[str, ...], np.ndarray]:
    """Names of the latent variables and their correlations as the model implies them, in a group (from 1); NaN
    beside a variance that is none."""
    from scoring.analysis.factor_reliability import latent_covariance

    names, covariance = latent_covariance(result, group)
    variances = np.diag(covariance)
    spread = np.sqrt(np.where(variances > 0, variances, np.nan))
    return names, covariance / np.outer(spread, spread)


def explained(result: SemResult) -> Iterator[Grid]:
    """R² of what the model explains."""
    grouped = len(result.groups) > 1
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (*([group] if grouped else []), name, value)
        for group, found in result.r2.items()
        for name, value in found.items()
    )
    if rows:
        columns = [*([text("anr-c-group")] if grouped else []), text("anr-c-name"), Column("anr-c-r2", "figure")]
        yield Grid("anr-s-r2", "anr-t-r2", tuple(columns), rows)


def residuals(result: SemResult) -> Iterator[Grid]:
    """Pairs of items whose correlation the model leaves unexplained, largest first."""
    grouped, names = len(result.groups) > 1, result.table.observed
    pairs: list[tuple[str, str, str, float]] = []
    for group, matrix in result.residuals.items():
        rows, columns = np.tril_indices(len(names), -1)
        values = matrix[rows, columns]
        for at in np.argsort(-np.abs(values), kind="stable")[:200]:
            pairs.append((group, names[columns[at]], names[rows[at]], float(values[at])))
    pairs = [pair for pair in pairs if abs(pair[3]) > 1e-6]
    if pairs:
        pairs.sort(key=lambda pair: -abs(pair[3]))
        columns_ = [*([text("anr-c-group")] if grouped else []), text("anr-c-name"), text("anr-c-with")]
        yield Grid(
            "anr-s-residuals",
            "anr-t-residuals",
            (*columns_, Column("anr-c-residual", "figure")),
            tuple(pair if grouped else pair[1:] for pair in pairs),
            most=MOST_SHOWN,
        )


def modifications(result: SemResult, w: Writing) -> Iterator[Grid]:
    """What freeing one more parameter would gain, with a warning."""
    if not result.modifications:
        return
    grouped = len(result.groups) > 1
    columns = [*([text("anr-c-group")] if grouped else []), text("anr-c-lhs"), text("anr-c-op")]
    columns += [text("anr-c-rhs"), Column("anr-c-mi", "two"), Column("anr-c-epc"), Column("anr-c-epc-std")]
    rows: Iterable[tuple[Value, ...]] = (
        (*([m.group] if grouped else []), m.lhs, m.op, m.rhs, m.index, m.change, m.std_change)
        for m in sorted(result.modifications, key=lambda one: -one.index)
    )
    yield Grid(
        "anr-s-modifications",
        "anr-t-modifications",
        tuple(columns),
        tuple(rows),
        note=w.plain("anr-modification-warning"),
        most=MOST_SHOWN,
    )


def groups(result: SemResult) -> Grid:
    """How many people each group has."""
    columns = (text("anr-c-group"), Column("anr-c-n", "count"))
    return Grid("anr-s-groups", "anr-t-groups", columns, tuple(result.groups.items()))


def fit_grid(result: SemResult) -> Grid:
    """Every figure of fit by its name, as it was computed."""
    rows = tuple((name, value) for name, value in result.fit.items())
    return Grid("anr-s-fit", "anr-t-fit-all", (text("anr-c-index"), Column("anr-c-value")), rows, on_paper=False)

"""Confirmatory factor analysis and structural equations from a model's text and columns of data: the one entry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np

from scoring.analysis import data, ml
from scoring.analysis.fit_indices import fit_indices
from scoring.analysis.gates import SMALL_GROUP
from scoring.analysis.model_syntax import parse
from scoring.analysis.modification import modifications
from scoring.analysis.one_thread import one_thread
from scoring.analysis.problems import AnalysisError, Remark
from scoring.analysis.residual_indices import residual_correlations
from scoring.analysis.sem_gates import remarks_of
from scoring.analysis.solution import Moments, SemResult, Solution
from scoring.analysis.standardised import estimates, r_squared
from scoring.analysis.table import Table
from scoring.analysis.table_building import Equal, table_of

if TYPE_CHECKING:
    from scoring.analysis.ordinal_data import OrdinalData

Array: TypeAlias = np.ndarray[Any, Any]
Estimator: TypeAlias = Literal["ML", "MLM", "WLSMV"]
Progress: TypeAlias = Callable[[float], None]

NOT_CONVERGED: Final = "sem-not-converged"
NOT_CONVERGED_GROUP: Final = "sem-not-converged-group"
IMPOSSIBLE: Final = "sem-impossible-values"
MANY_THRESHOLDS: Final = "sem-many-thresholds"
NO_ORDINAL: Final = "sem-wlsmv-without-ordinal"
ORDINAL_NEEDS_WLSMV: Final = "sem-ordinal-needs-wlsmv"
UNKNOWN_ORDINAL: Final = "sem-unknown-ordinal"
FIML_NEEDS_ML: Final = "sem-fiml-needs-ml"
NORMAL_ONLY: Final = "sem-convention-normal-only"

Group: TypeAlias = tuple[str, Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class Choices:
    """How to fit: `estimator` None is WLSMV where items are ordinal, otherwise ML. `ordinal`: "all" items of the model
    or some. `group`: a column's name and each row's label. `equal` across groups as lavaan's `group.equal`.
    `convention` "wishart": n - 1, as LISREL. `modifications`: how many modification indices are kept, 0 for none.
    """

    estimator: Estimator | None = None
    ordinal: Literal["all"] | Collection[str] = ()
    missing: Literal["listwise", "fiml"] = "listwise"
    group: Group | None = None
    equal: Collection[Equal] = ()
    convention: ml.Convention = "normal"
    standardise_latent: bool = False
    modifications: int = 20
    fixed_x: bool = True
    even_if_not_found: bool = False


def sem(text: str, columns: Mapping[str, Array], *, progress: Progress | None = None, **choices: Any) -> SemResult:
    """Fit the model of `text` (lavaan's language) to `columns` (numbers, NaN where missing) by the `Choices` named.

    `progress`: told the share done, 0 to 1. AnalysisError for what is wrong with text, data or choices, for a model
    that is not identified, and where no solution was found (unless `even_if_not_found`).
    """
    told = progress or _nobody
    study = Study(text, columns, Choices(**choices))
    told(0.2)
    solution = study.solve()
    told(0.8)
    result = study.result(solution)
    told(1.0)
    return result


class Study:
    """A text and the rows that it speaks of, ready to be fitted with these or those equalities across groups."""

    def __init__(self, text: str, columns: Mapping[str, Array], choices: Choices) -> None:
        self.choices = choices
        self._statements, self._known = parse(text), tuple(columns)
        labels = list(choices.group[1]) if choices.group else None
        named = self._table(_names(labels), means=None, ordered=())
        wanted = named.observed if choices.ordinal == "all" else choices.ordinal
        unknown = [name for name in wanted if name not in columns]
        if unknown:
            raise AnalysisError(UNKNOWN_ORDINAL, names=", ".join(unknown))
        ordered = tuple(
            name
            for name in named.observed
            if (name in wanted and name not in named.predictors) or name in named.ordered
        )
        self.estimator = _estimator(choices, ordered)
        with one_thread():
            self.prepared = data.prepare(
                columns,
                named.observed,
                group=labels,
                missing=choices.missing,
                ordered=ordered,
                predictors=named.predictors,
            )
        self._ordered = ordered
        with one_thread():
            self._items = self._ordinal_data(named) if ordered else None

    def solve(self, equal: Collection[Equal] | None = None) -> Solution:
        """With the author's choice of equalities, or other ones. AnalysisError where nothing was found, unless the
        author wants it anyway."""
        groups = tuple(group.name for group in self.prepared.groups)
        means = True if self.choices.missing == "fiml" else None
        table = self._table(groups, means=means, ordered=self._ordered, equal=equal)
        self._check_thresholds(table)
        with one_thread():
            solution = self._fit(table)
        if not np.isfinite(solution.test.chi2):
            raise AnalysisError(IMPOSSIBLE)
        if not solution.converged and not self.choices.even_if_not_found:
            raise self._not_found(solution)
        return solution

    def _not_found(self, solution: Solution) -> AnalysisError:
        """Where a small group may be why, it is named."""
        for remark in self.prepared.remarks:
            if remark.code == SMALL_GROUP:
                small = {name: remark.facts[name] for name in ("group", "rows")}
                return AnalysisError(NOT_CONVERGED_GROUP, iterations=solution.iterations, **small)
        return AnalysisError(NOT_CONVERGED, iterations=solution.iterations)

    def result(self, solution: Solution) -> SemResult:
        """The answer of a solution."""
        noticed = self._items.remarks if self._items is not None else ()
        with one_thread():
            return assemble(solution, self.prepared, self.estimator, self.choices, noticed)

    def _table(
        self,
        groups: tuple[str, ...],
        *,
        means: bool | None,
        ordered: Sequence[str],
        equal: Collection[Equal] | None = None,
    ) -> Table:
        return table_of(
            self._statements,
            known=self._known,
            groups=groups,
            equal=self.choices.equal if equal is None else equal,
            means=means,
            ordered=ordered,
            categories=self._items.thresholds if ordered and self._items is not None else None,
            standardise_latent=self.choices.standardise_latent,
            fixed_x=self.choices.fixed_x,
        )

    def _ordinal_data(self, named: Table) -> OrdinalData:
        from scoring.analysis.ordinal_data import ordinal_data

        return ordinal_data(named.observed, self._ordered, self.prepared.groups, predictors=named.predictors)

    def _check_thresholds(self, table: Table) -> None:
        """The author may write thresholds, but no more than there are between the answers."""
        for row in table.rows:
            if row.op == "|" and self._items is not None and int(row.rhs[1:]) > self._items.thresholds[row.lhs]:
                raise AnalysisError(
                    MANY_THRESHOLDS, name=row.lhs, threshold=row.rhs, there=self._items.thresholds[row.lhs]
                )

    def _fit(self, table: Table) -> Solution:
        groups = self.prepared.groups
        if self._items is not None:
            from scoring.analysis.wls import fit_moments

            return fit_moments(table, self._items.groups)
        if self.choices.missing == "fiml":
            from scoring.analysis.fiml import fit_fiml

            return fit_fiml(table, groups)
        values = [group.values for group in groups]
        moments = [Moments(len(group.values), _there(group.mean), _there(group.covariance)) for group in groups]
        robust = self.estimator == "MLM"
        return ml.fit_ml(table, moments, values=values, robust=robust, convention=self.choices.convention)


def _names(labels: Sequence[object] | None) -> tuple[str, ...]:
    """Of the groups, once each; as many as `data.prepare` finds among all rows."""
    found = dict.fromkeys(
        str(int(label)) if isinstance(label, float | np.floating) and label == int(label) else str(label).strip()
        for label in labels or ()
        if label is not None and label == label
    )
    return tuple(name for name in found if name) or ("",)


def _there(moments: Array | None) -> Array:
    assert moments is not None
    return moments


def assemble(
    solution: Solution,
    prepared: data.Prepared,
    estimator: Estimator,
    choices: Choices,
    noticed: Sequence[Remark] = (),
) -> SemResult:
    """The answer of a solution; `noticed`: what was said of its ordinal items."""
    n = sum(sample.n for sample in solution.sample)
    by_n_less_one = choices.convention == "wishart" or estimator == "WLSMV"
    found = estimates(solution)
    indices = modifications(solution, choices.modifications) if choices.modifications and solution.converged else ()
    groups = solution.table.groups
    return SemResult(
        n=n,
        n_given=prepared.n_given,
        groups={name: sample.n for name, sample in zip(groups, solution.sample, strict=True)},
        estimator=estimator,
        missing=choices.missing,
        convention=choices.convention,
        converged=solution.converged,
        iterations=solution.iterations,
        saturated=not solution.test.df,
        fit=fit_indices(solution, n - len(groups) if by_n_less_one else n),
        estimates=found,
        r2=r_squared(solution),
        residuals={
            name: residual_correlations(sample, implied)
            for name, sample, implied in zip(groups, solution.sample, solution.implied, strict=True)
        },
        modifications=indices,
        ordinal=solution.table.ordered,
        remarks=(*prepared.remarks, *noticed, *solution.remarks, *remarks_of(solution, found)),
        table=solution.table,
        solution=solution,
    )


def _estimator(choices: Choices, ordinal: Collection[str]) -> Estimator:
    """AnalysisError where the choices do not go together."""
    estimator: Estimator = choices.estimator or ("WLSMV" if ordinal else "ML")
    if estimator == "WLSMV" and not ordinal:
        raise AnalysisError(NO_ORDINAL)
    if ordinal and estimator != "WLSMV":
        raise AnalysisError(ORDINAL_NEEDS_WLSMV, estimator=estimator)
    if choices.missing == "fiml" and estimator != "ML":
        raise AnalysisError(FIML_NEEDS_ML, estimator=estimator)
    if choices.convention == "wishart" and (estimator == "WLSMV" or choices.missing == "fiml"):
        raise AnalysisError(NORMAL_ONLY)
    return estimator


def _nobody(share: float) -> None:
    pass

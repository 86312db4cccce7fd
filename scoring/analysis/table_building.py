"""From statements to the parameter table, completed as lavaan's `cfa()` and `sem()` complete it.

Of lavaan 0.6 are the rules and the order of the rows: first loading 1, (residual) variances free, exogenous latent
variables correlated, final outcomes correlated, moments of observed predictors fixed at the sample's (fixed.x), the
single indicator of a factor without residual, thresholds free with variances and scales of ordinal items at 1 (delta
parameterisation), intercepts free and latent means 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, Literal, TypeAlias, cast

from scoring.analysis.model_syntax import Statement, Term
from scoring.analysis.problems import AnalysisError
from scoring.analysis.table import Operator, Table
from scoring.analysis.table_building_checks import (
    check_identified,
    check_known,
    check_statements,
    defined_of,
)
from scoring.analysis.table_building_equal import Draft, constraints_of, numbered
from scoring.analysis.table_building_names import Names, Written, names_of, reordered

Equal: TypeAlias = Literal[
    "loadings",
    "intercepts",
    "means",
    "thresholds",
    "regressions",
    "residuals",
    "residual.covariances",
    "lv.variances",
    "lv.covariances",
]

WRONG_GROUPS: Final = "model-modifier-groups"


def table_of(
    statements: Sequence[Statement],
    *,
    ordered: Collection[str] = (),
    groups: Sequence[str] = ("",),
    equal: Collection[str] = (),
    means: bool | None = None,
    standardise_latent: bool = False,
    categories: Mapping[str, int] | None = None,
    fixed_x: bool = True,
    known: Collection[str] | None = None,
) -> Table:
    """`ordered`: ordinal items; those that only predict are taken as numbers. `categories`: how many thresholds each
    has. `equal`: what is equal across groups, as lavaan's `group.equal`. `means`: whether means are part of the model;
    None: where the text speaks of them, items are ordinal or there are groups. `known`: names of the data's columns,
    to refuse others.

    `AnalysisError` with `line`, `column` and `name` for what the text asks in vain, and for a model that cannot be
    identified whatever the data.
    """
    check_statements(statements)
    relations = [each for each in statements if each.op not in (":=", "==")]
    written = reordered([relation for each in relations for relation in _written(each)])
    terms = [term for each in relations for term in each.terms]
    names = names_of(written)
    if known is not None:
        check_known(statements, names, known)
    with_thresholds = {row.lhs for row in written if row.op == "|"}
    ordinal = tuple(name for name in names.inner if name in with_thresholds or name in ordered)
    if means is None:
        means = bool(ordinal) or len(groups) > 1 or any(row.op == "~1" for row in written)
    if ordinal and {"thresholds", "intercepts"} & set(equal):
        # Of ordinal items the ones mean nothing without the others; lavaan adds them likewise.
        equal = (*equal, "thresholds", "intercepts")
    build = _Building(names, ordinal, dict(categories or {}), means, standardise_latent, fixed_x)
    rows = [draft for number in range(1, len(groups) + 1) for draft in build.group(written, number, frozenset(equal))]
    _modify(rows, len(written), terms, len(groups))
    table = Table(
        rows=numbered(rows, names, ordinal, frozenset(equal), constraints_of(statements)),
        observed=names.observed,
        latent=names.latent,
        ordered=ordinal,
        predictors=names.predictors if fixed_x else (),
        groups=tuple(groups),
        means=means,
        defined=defined_of(statements, rows),
    )
    check_identified(table)
    return table


def _written(statement: Statement) -> Iterable[Written]:
    for term in statement.terms:
        intercept = statement.op == "~" and term.name == "1"
        yield Written(statement.lhs, "~1", "") if intercept else Written(statement.lhs, statement.op, term.name)


class _Building:
    """The rows of a group before anybody's modifiers."""

    def __init__(
        self,
        names: Names,
        ordinal: tuple[str, ...],
        categories: Mapping[str, int],
        means: bool,
        standardise_latent: bool,
        fixed_x: bool,
    ) -> None:
        self._names, self._ordinal, self._categories = names, ordinal, categories
        self._means, self._standardise, self._fixed_x = means, standardise_latent, fixed_x

    def group(self, written: Sequence[Written], number: int, equal: frozenset[str]) -> list[Draft]:
        there = set(written)
        rows = [_draft(each, number, by_author=True) for each in written]
        rows += [_draft(each, number, by_author=False) for each in self._added() if each not in there]
        self._scale(rows)
        self._fix_single_indicators(rows)
        self._fix_means(rows)
        self._fix_predictors(rows)
        self._fix_ordinal(rows)
        if number > 1:
            self._free_for_comparison(rows, equal)
        return rows

    def _added(self) -> Iterable[Written]:
        names = self._names
        inner = names.inner
        for name in self._ordinal:
            for place in range(1, self._categories.get(name, 0) + 1):
                yield Written(name, "|", f"t{place}")
        for name in inner + names.latent:
            yield Written(name, "~~", name)
        for first, second in combinations(names.exogenous_latent, 2):
            yield Written(first, "~~", second)
        for first, second in combinations(names.outcomes, 2):
            yield Written(first, "~~", second)
        # Without fixed.x the moments of the predictors are parameters like others.
        for place, first in enumerate(names.predictors):
            for second in names.predictors[place:]:
                yield Written(first, "~~", second)
        for name in self._ordinal:
            yield Written(name, "~*~", name)
        if self._means:
            for name in names.observed + names.latent:
                yield Written(name, "~1", "")

    def _scale(self, rows: list[Draft]) -> None:
        """Each factor's unit: its first loading 1, or its variance."""
        if self._standardise:
            for row in rows:
                if row.op == "~~" and row.lhs == row.rhs and row.lhs in self._names.latent:
                    row.fix(1.0)
            return
        seen: set[str] = set()
        for row in rows:
            if row.op == "=~" and row.lhs not in seen:
                seen.add(row.lhs)
                row.fix(1.0)

    def _fix_single_indicators(self, rows: list[Draft]) -> None:
        loadings = [row for row in rows if row.op == "=~"]
        count_of = [row.lhs for row in loadings]
        uses_of = [row.rhs for row in loadings]
        single = {row.rhs for row in loadings if count_of.count(row.lhs) == 1 and uses_of.count(row.rhs) == 1}
        for row in rows:
            if row.op == "~~" and row.lhs == row.rhs and row.lhs in single and not row.written:
                row.fix(0.0)

    def _fix_means(self, rows: list[Draft]) -> None:
        for row in rows:
            if row.op == "~1" and not row.written and (row.lhs in self._ordinal or row.lhs in self._names.latent):
                row.fix(0.0)

    def _fix_predictors(self, rows: list[Draft]) -> None:
        if not self._fixed_x:
            return
        predictors = set(self._names.predictors)
        for row in rows:
            moment = row.op == "~1" or (row.op == "~~" and row.rhs in predictors)
            if moment and row.lhs in predictors and not row.written:
                row.fix(None)
                row.exogenous = True

    def _fix_ordinal(self, rows: list[Draft]) -> None:
        for row in rows:
            if row.lhs in self._ordinal and row.lhs == row.rhs and row.op in ("~~", "~*~") and not row.written:
                row.fix(1.0)

    def _free_for_comparison(self, rows: list[Draft], equal: frozenset[str]) -> None:
        """What equality across groups makes comparable is free from the second group on."""
        latent = set(self._names.latent)
        for row in rows:
            of_latent = row.lhs in latent and not row.written
            free_mean = {"intercepts", "thresholds"} & equal and "means" not in equal
            free_variance = self._standardise and "loadings" in equal and "lv.variances" not in equal
            if (
                (row.op == "~1" and of_latent and self._means and free_mean)
                or (row.op == "~~" and row.lhs == row.rhs and of_latent and free_variance)
                or (row.op == "~*~" and "thresholds" in equal)
            ):
                row.free, row.value = True, None


def _draft(each: Written, group: int, *, by_author: bool) -> Draft:
    return Draft(each.lhs, cast(Operator, each.op), each.rhs, group, written=by_author)


def _modify(rows: list[Draft], written: int, terms: Sequence[Term], groups: int) -> None:
    """Apply what stands before the terms; the written rows come first in each group, in the terms' order."""
    size = len(rows) // groups
    for group in range(groups):
        for row, term in zip(rows[group * size : group * size + written], terms, strict=True):
            for modifier in term.modifiers:
                if len(modifier.values) not in (1, groups):
                    raise AnalysisError(
                        WRONG_GROUPS,
                        line=modifier.line,
                        column=modifier.column,
                        name=term.name,
                        given=len(modifier.values),
                        groups=groups,
                    )
                row.modify(modifier, modifier.values[group if len(modifier.values) > 1 else 0])

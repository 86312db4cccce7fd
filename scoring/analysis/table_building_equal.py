"""Which parameters are the same one: by label, across groups, by "a == b"; and their numbers (lavaan's
`lav_partable_labels` and the equalities of `lavaanify`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from scoring.analysis.model_modifiers import Modifier
from scoring.analysis.model_syntax import Statement
from scoring.analysis.problems import AnalysisError
from scoring.analysis.table import FIXED, Operator, Row
from scoring.analysis.table_building_names import Names

CONSTRAINT_TOO_FREE: Final = "model-constraint"
UNKNOWN_EQUAL: Final = "model-equal-unknown"
CONTRADICTION: Final = "model-constraint-contradiction"

_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_LABEL: Final = re.compile(r"[^\W\d][\w.]*|\.[\w.]*")


@dataclass(slots=True)
class Draft:
    """A row that is being made. `same_as`: the label of another row that it shall equal, as "f=~x1"."""

    lhs: str
    op: Operator
    rhs: str
    group: int
    free: bool = True
    value: float | None = None
    label: str = ""
    same_as: tuple[str, int, int] | None = field(default=None)
    written: bool = True
    exogenous: bool = False

    def fix(self, value: float | None) -> None:
        self.free, self.value = False, value

    def modify(self, modifier: Modifier, value: float | str | None) -> None:
        if modifier.kind == "fixed":
            self.free, self.value = value is None, None if value is None else float(value)
        elif modifier.kind == "start" and isinstance(value, float):
            # As in lavaan, the start of a loading that is fixed as the factor's unit is the value it is fixed at.
            self.value = value
        elif modifier.kind == "label":
            self.label = str(value or "")
        elif modifier.kind == "equal":
            self.same_as = (str(value), modifier.line, modifier.column)

    @property
    def own_label(self) -> str:
        return f"{self.lhs}{self.op}{self.rhs}" + (f".g{self.group}" if self.group > 1 else "")


@dataclass(frozen=True, slots=True)
class Constraints:
    """`same`: pairs of labels that are one; `fixed`: labels with their value; `places`: where each label stands."""

    same: tuple[tuple[str, str], ...]
    fixed: Mapping[str, float]
    places: Mapping[str, tuple[int, int]]


def constraints_of(statements: Iterable[Statement]) -> Constraints:
    """All "==" of a text. `AnalysisError` "model-constraint" for more than two labels or a label and a number."""
    same: list[tuple[str, str]] = []
    fixed: dict[str, float] = {}
    places: dict[str, tuple[int, int]] = {}
    for each in statements:
        if each.op != "==":
            continue
        sides = (each.lhs.strip(), each.terms[0].name.strip())
        labels = [side for side in sides if _LABEL.fullmatch(side)]
        numbers = [float(side) for side in sides if _NUMBER.fullmatch(side)]
        if len(labels) + len(numbers) < 2 or not labels:
            raise AnalysisError(CONSTRAINT_TOO_FREE, line=each.line, column=each.column, found=" == ".join(sides))
        places |= {label: (each.line, each.column) for label in labels if label not in places}
        if numbers:
            if fixed.setdefault(labels[0], numbers[0]) != numbers[0]:
                raise AnalysisError(CONTRADICTION, line=each.line, column=each.column, name=labels[0])
        else:
            same.append((labels[0], labels[1]))
    return Constraints(tuple(same), fixed, places)


def numbered(
    rows: Sequence[Draft], names: Names, ordinal: Sequence[str], equal: frozenset[str], constraints: Constraints
) -> tuple[Row, ...]:
    """The rows with their numbers. Where one of several equal parameters is fixed, all are, at the first one's value.

    `AnalysisError` "model-equal-unknown" for the label of a parameter that is not there.
    """
    keys = _keys(rows, names, ordinal, equal, constraints)
    fixed = _fixed(rows, keys, constraints)
    numbers: dict[str, int] = {}
    made: list[Row] = []
    for row, key in zip(rows, keys, strict=True):
        if key in fixed:
            number, value = FIXED, fixed[key]
        else:
            number, value = numbers.setdefault(key, len(numbers) + 1), row.value
        made.append(Row(row.lhs, row.op, row.rhs, row.group, number, value, row.label, row.written, row.exogenous))
    return tuple(made)


def _keys(
    rows: Sequence[Draft], names: Names, ordinal: Sequence[str], equal: frozenset[str], constraints: Constraints
) -> list[str]:
    """For each row what it is known by; equal ones share it."""
    first = {(row.lhs, row.op, row.rhs): row for row in rows if row.group == 1}
    keys = []
    for row in rows:
        model = first[row.lhs, row.op, row.rhs]
        key = model.own_label if row.group > 1 and _is_equal(model, names, ordinal, equal) else row.own_label
        keys.append(row.label or key)
    there = set(keys) | {row.own_label for row in rows}
    by_own_label = {row.own_label: key for row, key in zip(rows, keys, strict=True)}
    for place, row in enumerate(rows):
        if row.same_as is not None:
            label, line, column = row.same_as
            if label not in there:
                raise AnalysisError(UNKNOWN_EQUAL, line=line, column=column, name=label)
            keys[place] = by_own_label.get(label, label)
    for label, (line, column) in constraints.places.items():
        if label not in keys:
            raise AnalysisError(UNKNOWN_EQUAL, line=line, column=column, name=label)
    merged: dict[str, str] = {}
    for one, other in constraints.same:
        root, leaf = _root(merged, one), _root(merged, other)
        if root != leaf:
            merged[leaf] = root
    return [_root(merged, key) for key in keys]


def _root(merged: Mapping[str, str], key: str) -> str:
    while key in merged:
        key = merged[key]
    return key


def _is_equal(row: Draft, names: Names, ordinal: Sequence[str], equal: frozenset[str]) -> bool:
    inner, latent, alone = row.lhs in names.inner, row.lhs in names.latent, row.lhs == row.rhs
    return (
        ("loadings" in equal and row.op == "=~")
        or ("intercepts" in equal and row.op == "~1" and inner)
        or ("thresholds" in equal and row.op == "|" and row.lhs in ordinal)
        or ("means" in equal and row.op == "~1" and latent)
        or ("regressions" in equal and row.op == "~")
        or ("residuals" in equal and row.op == "~~" and inner and alone)
        or ("residual.covariances" in equal and row.op == "~~" and inner and not alone)
        or ("lv.variances" in equal and row.op == "~~" and latent and alone)
        or ("lv.covariances" in equal and row.op == "~~" and latent and not alone)
    )


def _fixed(rows: Sequence[Draft], keys: Sequence[str], constraints: Constraints) -> dict[str, float | None]:
    fixed: dict[str, float | None] = {}
    by_label = {row.label: key for row, key in zip(rows, keys, strict=True) if row.label}
    for label, value in constraints.fixed.items():
        key = by_label.get(label, label)
        if key in fixed and fixed[key] != value:
            line, column = constraints.places[label]
            raise AnalysisError(CONTRADICTION, line=line, column=column, name=label)
        fixed[key] = value
    for row, key in zip(rows, keys, strict=True):
        if not row.free:
            fixed.setdefault(key, row.value)
    return fixed

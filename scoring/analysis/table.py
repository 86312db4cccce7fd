"""The parameter table: what a model's text says, written out parameter by parameter, as every method reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Operator: TypeAlias = Literal["=~", "~", "~~", "~1", "|", "~*~"]
"""Loads on, regressed on, (co)variance, intercept or mean (`rhs` ""), threshold (`rhs` "t1", "t2" ...), scale of an
ordinal item's latent response in the delta parameterisation (`rhs` = `lhs`)."""

FIXED: Final = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter of one group.

    `free`: 0 where it is fixed, otherwise its number from 1; parameters held equal share a number. `value`: where it
    is fixed, or the start that the author gave; None: to be found (a fixed exogenous moment takes the sample's).
    `written`: by the author; otherwise added as lavaan's `cfa()` and `sem()` add it. `exogenous`: a moment of an
    observed predictor, fixed at the sample's (fixed.x).
    """

    lhs: str
    op: Operator
    rhs: str
    group: int = 1
    free: int = FIXED
    value: float | None = None
    label: str = ""
    written: bool = True
    exogenous: bool = False


@dataclass(frozen=True, slots=True)
class Defined:
    """`name := expression`, with names of labels in it; `evaluate` in `defined.py` reads the expression."""

    name: str
    expression: str


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` of all groups in order, first those of group 1. `observed`: in the order in which the model names them,
    `latent` likewise. `ordered`: the observed ones that are ordinal. `groups`: their names, one "" without groups.
    `means`: whether means are part of the model. `predictors`: observed ones that only predict (fixed.x).
    """

    rows: tuple[Row, ...]
    observed: tuple[str, ...]
    latent: tuple[str, ...]
    ordered: tuple[str, ...] = ()
    predictors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ("",)
    means: bool = False
    defined: tuple[Defined, ...] = ()

    @property
    def size(self) -> int:
        """How many different free parameters there are."""
        return max((row.free for row in self.rows), default=0)

    def of_group(self, group: int) -> tuple[Row, ...]:
        """The rows of the group with this number, from 1."""
        return tuple(row for row in self.rows if row.group == group)

    def labelled(self) -> Mapping[str, Row]:
        """The first row of each label."""
        found: dict[str, Row] = {}
        for row in self.rows:
            if row.label:
                found.setdefault(row.label, row)
        return found

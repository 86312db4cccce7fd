"""Which variables of a model are latent, observed, predictors or outcomes: in lavaan's order (`lavNames`), which
decides the order of the parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Written(NamedTuple):
    """One relation as the author wrote it, a variable on either side."""

    lhs: str
    op: str
    rhs: str


@dataclass(frozen=True, slots=True)
class Names:
    """`latent` in the order of their "=~"; `observed`: indicators, then outcomes, then predictors, then what only has
    a (co)variance, intercept or threshold. `predictors`: observed ones that only predict, with no moment written.
    `exogenous_latent`: neither predicted nor an indicator. `outcomes`: last in their chain, latent ones first.
    """

    latent: tuple[str, ...]
    observed: tuple[str, ...]
    predictors: tuple[str, ...]
    exogenous_latent: tuple[str, ...]
    outcomes: tuple[str, ...]

    @property
    def inner(self) -> tuple[str, ...]:
        """The observed ones without the predictors."""
        return _without(self.observed, self.predictors)


def names_of(rows: Sequence[Written]) -> Names:
    """`rows`: all that was written with "=~", "~", "~~", "~1", "|" or "~*~"."""
    latent = _unique(row.lhs for row in rows if row.op == "=~")
    indicators = _unique(row.rhs for row in rows if row.op == "=~")
    outcomes = _unique(row.lhs for row in rows if row.op == "~")
    causes = _unique(row.rhs for row in rows if row.op == "~")
    observed_indicators = _without(indicators, latent)
    observed_outcomes = _without(outcomes, latent + observed_indicators)
    observed_causes = _without(causes, latent + observed_indicators + observed_outcomes)
    covariances = [row for row in rows if row.op == "~~"]
    intercepts = [row.lhs for row in rows if row.op in ("~1", "|")]
    with_moment = [row.lhs for row in covariances] + [row.rhs for row in covariances] + intercepts
    observed = _unique(
        observed_indicators + observed_outcomes + observed_causes + _without(_unique(with_moment), latent)
    )
    given = {row.lhs for row in rows if row.op == "~1"} | {name for row in covariances for name in (row.lhs, row.rhs)}
    last = set(outcomes) - set(indicators) - set(causes)
    return Names(
        latent,
        observed,
        _without(observed_causes, given),
        _without(latent, indicators + outcomes),
        tuple(name for name in latent + observed if name in last),
    )


def reordered(rows: Sequence[Written]) -> list[Written]:
    """The same, each covariance with that variable first that comes first among the latent, then the observed."""
    names = names_of(rows)
    rank = {name: place for place, name in enumerate(names.latent + names.observed)}
    return [
        Written(row.rhs, row.op, row.lhs) if row.op == "~~" and rank[row.lhs] > rank[row.rhs] else row for row in rows
    ]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _without(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    gone = set(others)
    return tuple(name for name in names if name not in gone)

"""An audience as an admin builds it: conditions, each of which can be turned round ("except").

Conditions of the same kind are joined by "or", different kinds by "and", and what is excepted is always left out.
The result is an expression of `storage.audience`, and can be read back from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Leaf = dict[str, Any]
Expression = dict[str, Any]

EVERYONE: Expression = {"all": []}
# What is asked for by which key of an expression. A province and a regency are both a region.
KINDS = {
    "role": "role",
    "province": "region",
    "regency": "region",
    "programme": "programme",
    "band": "band",
    "gap": "gap",
    "filed": "filed",
    "language": "language",
    "joined_since": "joined",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """`code`: its leaf as it rides in a button, such as `role.companion`, `regency.13.76`, `gap.kompetensi.sikap`."""

    code: str
    negated: bool = False

    @property
    def key(self) -> str:
        return self.code.partition(".")[0]

    @property
    def value(self) -> str:
        return self.code.partition(".")[2]

    @property
    def kind(self) -> str:
        return KINDS[self.key]


Conditions = tuple[Condition, ...]


def is_code(code: str) -> bool:
    """Whether this is the code of a condition that can be made here (its values may still be unknown)."""
    key, _, value = code.partition(".")
    parts = {"band": 3, "gap": 2}.get(key, 0)
    return key in KINDS and bool(value) and (not parts or len(value.split(".")) == parts)


def leaf_of(code: str) -> Leaf:
    """The leaf of a code."""
    key, _, value = code.partition(".")
    match key:
        case "band":
            form, part, band = value.split(".")
            return {"band": {"form": form, "part": part, "bands": [band]}}
        case "gap":
            form, part = value.split(".")
            return {"gap": {"form": form, "part": part}}
        case "filed":
            return {"filed": {"form": value, "since": None}}
    return {key: value}


def code_of(leaf: Mapping[str, Any]) -> str | None:
    """The code of a leaf; `None` for one that is not made here."""
    [(key, value)] = leaf.items()
    match key, value:
        case "band", {"form": form, "part": part, "bands": [band]}:
            return f"band.{form}.{part}.{band}"
        case "gap", {"form": form, "part": part}:
            return f"gap.{form}.{part}"
        case "filed", {"form": form, **rest} if not rest.get("since"):
            return f"filed.{form}"
        case _, str() if key in KINDS:
            return f"{key}.{value}"
    return None


def to_audience(conditions: Iterable[Condition]) -> Expression:
    """The expression; everyone, where there are no conditions."""
    wanted: dict[str, list[Leaf]] = {}
    excepted = []
    for condition in conditions:
        leaf = leaf_of(condition.code)
        if condition.negated:
            excepted.append({"not": leaf})
        else:
            wanted.setdefault(condition.kind, []).append(leaf)
    joined = [leaves[0] if len(leaves) == 1 else {"any": leaves} for leaves in wanted.values()]
    return {"all": [*joined, *excepted]}


def from_audience(expression: Mapping[str, Any]) -> Conditions | None:
    """The conditions of an expression; `None` for one that was not built here."""
    found: list[Condition] = []
    for part in expression.get("all", [None]):
        leaves, negated = _leaves(part)
        codes = [code_of(leaf) for leaf in leaves]
        if not codes or None in codes:
            return None
        found += [Condition(code, negated) for code in codes if code is not None]
    conditions = tuple(found)
    return conditions if to_audience(conditions) == dict(expression) else None


def _leaves(part: Any) -> tuple[Sequence[Mapping[str, Any]], bool]:
    match part:
        case {"any": [*leaves]}:
            return leaves, False
        case {"not": dict(leaf)} if len(leaf) == 1:
            return [leaf], True
        case dict(leaf) if len(leaf) == 1:
            return [leaf], False
    return [], False


def with_condition(conditions: Conditions, new: Condition) -> Conditions:
    """The conditions with this one added, or turned round where it is there; of dates only one can stand."""
    if any(c.code == new.code for c in conditions):
        return tuple(replace(c, negated=new.negated) if c.code == new.code else c for c in conditions)
    if new.kind == "joined":
        conditions = tuple(c for c in conditions if c.kind != "joined")
    return (*conditions, new)


def without(conditions: Conditions, code: str) -> Conditions:
    """The conditions without the one of this code."""
    return tuple(c for c in conditions if c.code != code)


def in_order(conditions: Conditions) -> Conditions:
    """As they are read aloud: by kind in the order chosen, what is excepted last."""
    kinds = list(dict.fromkeys(c.kind for c in conditions))
    return tuple(sorted(conditions, key=lambda c: (c.negated, kinds.index(c.kind))))

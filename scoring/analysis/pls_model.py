"""A PLS path model: constructs with their items, and the paths between them, from text or built directly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final, Literal, Protocol, TypeAlias

from scoring.analysis.problems import AnalysisError

Mode: TypeAlias = Literal["A", "B"]
Path: TypeAlias = tuple[str, str]

MODES: Final[dict[str, Mode]] = {"=~": "A", "<~": "B"}
"""Reflective blocks are weighed by mode A (correlations), formative ones by mode B (regression)."""

MOST_ROUTES: Final = 2000
"""More ways through a model than a person can read are not listed one by one."""


class Named(Protocol):
    """A term of a statement: what `model_syntax.Term` has and this reads of it."""

    @property
    def name(self) -> str: ...
    @property
    def modifiers(self) -> Sequence[object]: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Said(Protocol):
    """A statement of a model's text: what `model_syntax.Statement` has and this reads of it."""

    @property
    def lhs(self) -> str: ...
    @property
    def op(self) -> str: ...
    @property
    def terms(self) -> Sequence[Named]: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Construct:
    """A construct and the items that stand for it. Mode A: reflective, mode B: formative."""

    name: str
    mode: Mode
    items: tuple[str, ...]


@dataclass(frozen=True)
class PlsModel:
    """Constructs and (from, to) paths of a recursive model; each item belongs to one construct.

    AnalysisError ("pls-…") where such a model cannot be estimated; `of` adds line and column of the text.
    """

    constructs: tuple[Construct, ...]
    paths: tuple[Path, ...]

    def __post_init__(self) -> None:
        _check_constructs(self.constructs)
        _check_paths(self)

    @classmethod
    def of(cls, statements: Iterable[Said]) -> PlsModel:
        """From the statements of a text: `C =~ a + b`, `C <~ a + b`, `Y ~ X1 + X2`."""
        blocks: dict[str, tuple[Mode, list[str]]] = {}
        paths: list[Path] = []
        owners: dict[str, str] = {}
        terms_by_item: dict[str, Named] = {}
        written: dict[Path, Named] = {}
        for statement in statements:
            terms = [_plain(term) for term in statement.terms]
            if mode := MODES.get(statement.op):
                there, items = blocks.setdefault(statement.lhs, (mode, []))
                if there != mode:
                    raise AnalysisError(
                        "pls-two-modes", construct=statement.lhs, line=statement.line, column=statement.column
                    )
                for term in terms:
                    _own(owners, term, statement.lhs)
                    terms_by_item[term.name] = term
                    items.append(term.name)
            elif statement.op == "~":
                for term in terms:
                    path = (term.name, statement.lhs)
                    if path in written:
                        raise AnalysisError(
                            "pls-path-twice", source=path[0], target=path[1], line=term.line, column=term.column
                        )
                    written[path] = term
                    paths.append(path)
            else:
                raise AnalysisError("pls-operator", operator=statement.op, line=statement.line, column=statement.column)
        _check_written(blocks, written, terms_by_item)
        return cls(tuple(Construct(name, mode, tuple(items)) for name, (mode, items) in blocks.items()), tuple(paths))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The constructs' names, in the order of the model."""
        return tuple(each.name for each in self.constructs)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """All items, construct by construct."""
        return tuple(item for each in self.constructs for item in each.items)

    def sources(self, target: str) -> tuple[str, ...]:
        """The constructs that have a path to this one, in the order of the paths."""
        return tuple(source for source, to in self.paths if to == target)

    @cached_property
    def endogenous(self) -> tuple[str, ...]:
        """The constructs that are explained by others, in the order of the model."""
        return tuple(name for name in self.names if self.sources(name))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All constructs, each after those that lead to it. AnalysisError where a path leads back."""
        done: list[str] = []
        left = list(self.names)
        while left:
            ready = [name for name in left if all(source in done for source in self.sources(name))]
            if not ready:
                raise AnalysisError("pls-cycle", constructs=", ".join(left))
            done += ready
            left = [name for name in left if name not in ready]
        return tuple(done)

    @cached_property
    def routes(self) -> tuple[tuple[str, ...], ...]:
        """Every way through the model over at least one construct between, shortest first; none where there are more
        than `MOST_ROUTES`."""
        found: list[tuple[str, ...]] = []
        for route in self._walks():
            if len(found) == MOST_ROUTES:
                return ()
            found.append(route)
        return tuple(sorted(found, key=len))

    def _walks(self) -> Iterator[tuple[str, ...]]:
        targets = {name: [to for source, to in self.paths if source == name] for name in self.names}
        waiting: list[tuple[str, ...]] = [(name,) for name in reversed(self.names)]
        while waiting:
            walk = waiting.pop()
            if len(walk) > 2:
                yield walk
            waiting += [(*walk, to) for to in reversed(targets[walk[-1]])]


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one; "" where none is."""
    return next(iter(get_close_matches(name, list(known), n=1)), "")


def _plain(term: Named) -> Named:
    if term.modifiers or term.name == "1":
        raise AnalysisError("pls-modifier", name=term.name, line=term.line, column=term.column)
    return term


def _own(owners: dict[str, str], term: Named, construct: str) -> None:
    if term.name in owners:
        raise AnalysisError(
            "pls-item-twice",
            item=term.name,
            first=owners[term.name],
            second=construct,
            line=term.line,
            column=term.column,
        )
    owners[term.name] = construct


def _check_written(
    blocks: dict[str, tuple[Mode, list[str]]], written: dict[Path, Named], by_item: dict[str, Named]
) -> None:
    for item, term in by_item.items():
        if item in blocks:
            raise AnalysisError("pls-second-order", item=item, line=term.line, column=term.column)
    for (source, target), term in written.items():
        for name in (source, target):
            if name not in blocks:
                raise AnalysisError(
                    "pls-unknown-construct",
                    name=name,
                    nearest=nearest(name, blocks) or "-",
                    line=term.line,
                    column=term.column,
                )


def _check_constructs(constructs: Sequence[Construct]) -> None:
    names = [each.name for each in constructs]
    owners: dict[str, str] = {}
    for each in constructs:
        if names.count(each.name) > 1:
            raise AnalysisError("pls-construct-twice", construct=each.name)
        if not each.items:
            raise AnalysisError("pls-no-items", construct=each.name)
        for item in each.items:
            if item in names:
                raise AnalysisError("pls-second-order", item=item, line=0, column=0)
            if item in owners:
                raise AnalysisError("pls-item-twice", item=item, first=owners[item], second=each.name, line=0, column=0)
            owners[item] = each.name


def _check_paths(model: PlsModel) -> None:
    if not model.paths:
        raise AnalysisError("pls-no-paths")
    for source, target in model.paths:
        for name in (source, target):
            if name not in model.names:
                raise AnalysisError(
                    "pls-unknown-construct", name=name, nearest=nearest(name, model.names) or "-", line=0, column=0
                )
        if source == target:
            raise AnalysisError("pls-cycle", constructs=source)
        if model.paths.count((source, target)) > 1:
            raise AnalysisError("pls-path-twice", source=source, target=target, line=0, column=0)
    on_paths = {name for path in model.paths for name in path}
    for name in model.names:
        if name not in on_paths:
            raise AnalysisError("pls-isolated", construct=name)
    assert model.order

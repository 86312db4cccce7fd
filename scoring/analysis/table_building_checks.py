"""What a model's text asks in vain, said with its place; and what no data could ever identify."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from scoring.analysis.defined import read
from scoring.analysis.model_syntax import Statement, Term
from scoring.analysis.model_words import shown
from scoring.analysis.problems import AnalysisError
from scoring.analysis.table import Defined, Row, Table
from scoring.analysis.table_building_equal import Draft
from scoring.analysis.table_building_names import Names

FORMATIVE: Final = "model-formative"
INEQUALITY: Final = "model-inequality"
TWICE: Final = "model-twice"
ITSELF: Final = "model-itself"
SCALE_OF_OTHER: Final = "model-scale"
THRESHOLD_NAME: Final = "model-threshold"
NOTHING_TO_FIT: Final = "model-no-relation"
UNKNOWN_ITEM: Final = "model-unknown-item"
UNKNOWN_ITEM_NEAR: Final = "model-unknown-item-near"
LATENT_IS_COLUMN: Final = "model-latent-is-column"
UNKNOWN_LABEL: Final = "model-unknown-label"
UNKNOWN_LABEL_NEAR: Final = "model-unknown-label-near"
DEFINED_TWICE: Final = "model-defined-twice"
TOO_MANY: Final = "model-too-many-parameters"
TOO_MANY_IN_FACTOR: Final = "model-factor-too-few-items"
NOTHING_OBSERVED: Final = "model-nothing-observed"
NO_UNIT: Final = "model-factor-without-unit"

_ITEMS_OF_FACTOR: Final = 3
"""So many identify a factor by themselves."""
_THRESHOLD: Final = re.compile(r"t[1-9]\d*")


def check_statements(statements: Sequence[Statement]) -> None:
    """What can be seen without data: what is not read, doubled, or about itself."""
    latent = {each.lhs for each in statements if each.op == "=~"}
    seen: set[tuple[str, str, str]] = set()
    for each in statements:
        if each.op == "<~":
            raise _at(FORMATIVE, each, each.lhs)
        if each.op in ("<", ">", "<=", ">="):
            raise _at(INEQUALITY, each, each.lhs)
        if each.op in (":=", "=="):
            continue
        for term in each.terms:
            _check_term(each, term, latent)
            pair = sorted((each.lhs, term.name)) if each.op == "~~" else (each.lhs, term.name)
            if (relation := (each.op, *pair)) in seen:
                raise _at(TWICE, term, f"{each.lhs} {each.op} {term.name}")
            seen.add(relation)
    if not seen:
        raise AnalysisError(NOTHING_TO_FIT)


def _check_term(statement: Statement, term: Term, latent: Collection[str]) -> None:
    alone = statement.lhs == term.name
    if statement.op in ("=~", "~") and alone:
        raise _at(ITSELF, term, term.name)
    if statement.op == "~*~" and not alone:
        raise _at(SCALE_OF_OTHER, term, term.name)
    if statement.op == "|" and not _THRESHOLD.fullmatch(term.name):
        raise _at(THRESHOLD_NAME, term, term.name)
    if statement.op in ("|", "~*~") and statement.lhs in latent:
        raise _at(SCALE_OF_OTHER, statement, statement.lhs)


def check_known(statements: Sequence[Statement], names: Names, known: Collection[str]) -> None:
    """Each observed variable is a column of the data, and no latent one is."""
    for name in names.latent:
        if name in known:
            raise _at(LATENT_IS_COLUMN, _place_of(statements, name), name)
    for name in names.observed:
        if name not in known:
            near = nearest(name, [*known, *names.latent])
            code = UNKNOWN_ITEM_NEAR if near else UNKNOWN_ITEM
            raise _at(code, _place_of(statements, name), name, near=near)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was most likely meant, "" where none is near."""
    by_lower = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(name.casefold(), by_lower, n=1, cutoff=0.5)
    return by_lower[near[0]] if near else ""


def _place_of(statements: Iterable[Statement], name: str) -> Statement | Term:
    for each in statements:
        if each.op not in (":=", "==") and each.lhs == name:
            return each
        for term in each.terms:
            if term.name == name:
                return term
    raise KeyError(name)


def defined_of(statements: Iterable[Statement], rows: Iterable[Draft]) -> tuple[Defined, ...]:
    """All ":=" in order, their labels known."""
    labels = {row.label for row in rows if row.label}
    found: dict[str, Defined] = {}
    for each in statements:
        if each.op != ":=":
            continue
        if each.lhs in found or each.lhs in labels:
            raise _at(DEFINED_TWICE, each, each.lhs)
        term = each.terms[0]
        for label, (line, column) in read(term.name, term.line, term.column).labels.items():
            if label not in labels and label not in found:
                near = nearest(label, [*labels, *found])
                code = UNKNOWN_LABEL_NEAR if near else UNKNOWN_LABEL
                raise AnalysisError(code, line=line, column=column, name=shown(label), near=near)
        found[each.lhs] = Defined(each.lhs, term.name)
    return tuple(found.values())


def check_identified(table: Table) -> None:
    """Refuse a factor without a unit, one with too few items, and a model with more parameters than moments.

    `AnalysisError` with the name of the factor, or with `known` and `asked`. What only the numbers can tell is for
    the estimator.
    """
    if not table.observed:
        raise AnalysisError(NOTHING_OBSERVED, name=table.latent[0])
    for name in table.latent:
        if not _has_unit(table, name):
            raise AnalysisError(NO_UNIT, name=name)
    _check_islands(table)
    _check_upper(table)
    known = known_moments(table)
    if (asked := table.size) > known:
        raise AnalysisError(TOO_MANY, known=known, asked=asked)


def known_moments(table: Table) -> int:
    """How many moments the data give: what the free parameters are held against."""
    inner = [name for name in table.observed if name not in table.predictors]
    numbers = len([name for name in inner if name not in table.ordered])
    size = len(inner)
    given = size * (size - 1) // 2 + numbers + size * len(table.predictors)
    given += sum(row.op == "|" for row in table.of_group(1)) + (numbers if table.means else 0)
    return given * len(table.groups)


def _has_unit(table: Table, name: str) -> bool:
    """In the first group: by its variance, or by a fixed or equal loading or slope."""
    uses = _uses(table)
    for row in table.of_group(1):
        if row.op == "~~" and row.lhs == row.rhs == name and (_is_given(row) or uses[row.free] > 1):
            return True
        gives = row.lhs == name if row.op == "=~" else row.op == "~" and row.rhs == name
        if gives and (_is_given(row) or uses[row.free] > 1):
            return True
    return False


def _is_given(row: Row) -> bool:
    return not row.free and bool(row.value)


def _uses(table: Table) -> Mapping[int, int]:
    uses: dict[int, int] = {0: 0}
    for row in table.rows:
        uses[row.free] = uses.get(row.free, 0) + 1
    return uses


def _check_islands(table: Table) -> None:
    """Variables that are related to each other and to no others must identify their own covariances."""
    rows = [row for row in table.of_group(1) if row.op in ("=~", "~", "~~")]
    for members in _together(table.observed + table.latent, rows):
        items = [name for name in table.observed if name in members]
        plain = not any(row.op == "~" for row in rows if row.lhs in members)
        latent = [name for name in table.latent if name in members] if plain else []
        known = len(items) * (len(items) - 1) // 2 + sum(name not in table.ordered for name in items)
        _compare(table, rows, members, known, latent, len(items))


def _check_upper(table: Table) -> None:
    """What relates factors must be identified by their covariances, however well each of them is measured."""
    measured = [row for row in table.of_group(1) if row.op == "=~" and row.rhs not in table.latent]
    indicators = {row.rhs for row in measured}
    rows = [
        row
        for row in table.of_group(1)
        if row.op in ("=~", "~", "~~") and row not in measured and not indicators & {row.lhs, row.rhs}
    ]
    names = [name for name in table.observed + table.latent if name not in indicators]
    for members in _together(names, rows):
        visible = [name for name in members if name in table.observed or any(row.lhs == name for row in measured)]
        with_unit = [
            name for name in visible if name in table.observed or any(_is_given(r) for r in measured if r.lhs == name)
        ]
        hidden = [name for name in table.latent if name in members and name not in visible]
        known = len(visible) * (len(visible) - 1) // 2 + len(with_unit)
        if hidden and not any(row.lhs in members and row.rhs in indicators for row in _paths(table)):
            _compare(table, rows, members, known, hidden, len(visible))


def _paths(table: Table) -> list[Row]:
    """Relations beside loadings, in either direction."""
    there = [row for row in table.of_group(1) if row.op in ("~", "~~") and row.lhs != row.rhs]
    return there + [replace(row, lhs=row.rhs, rhs=row.lhs) for row in there]


def _together(names: Iterable[str], rows: Iterable[Row]) -> list[set[str]]:
    """The names in sets of those that the rows relate."""
    island = {name: {name} for name in names}
    for row in rows:
        if (row.free or row.value or row.exogenous) and island[row.lhs] is not island[row.rhs]:
            island[row.lhs] |= island[row.rhs]
            for name in island[row.rhs]:
                island[name] = island[row.lhs]
    return list({id(members): members for members in island.values()}.values())


def _compare(
    table: Table, rows: Iterable[Row], members: Collection[str], known: int, latent: Sequence[str], items: int
) -> None:
    """Whether so many moments are enough for the parameters that these members share with nobody."""
    uses = _uses(table)
    own = {row.free for row in rows if row.free and row.lhs in members and uses[row.free] == 1}
    if len(own) <= known:
        return
    # With three items it is another relation that asks too much.
    if len(latent) == 1 and items < _ITEMS_OF_FACTOR:
        raise AnalysisError(TOO_MANY_IN_FACTOR, name=latent[0], items=items)
    raise AnalysisError(TOO_MANY, known=known, asked=len(own))


def _at(code: str, place: Statement | Term, name: str, **more: str) -> AnalysisError:
    return AnalysisError(code, line=place.line, column=place.column, name=shown(name), **more)

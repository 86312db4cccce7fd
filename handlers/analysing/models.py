"""Models as text: of an instrument's own dimensions, of study 003, and what is wrong with one's own.

What reads a model is imported when it is first needed: nobody else has to wait for it at the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from handlers.instruments import Instrument

if TYPE_CHECKING:
    from scoring.analysis.model_syntax import Statement
    from scoring.analysis.problems import Fact

MOST_LETTERS: Final = 20_000
"""Far above any model that one can still read."""
_NOT_A_NAME: Final = re.compile(r"[^0-9A-Za-z_]+")
_MOST_QUOTED: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a model cannot be used: ``code`` names the text `analysis-<code>`; ``line`` and ``column`` from 1, 0 where it
    is nowhere in particular; ``quoted``: the line as it was written.
    """

    code: str
    facts: Mapping[str, Fact]
    line: int
    column: int
    quoted: str

    @property
    def marked(self) -> str:
        """The line, and a mark below the place; of a long line what is around it."""
        begin = max(0, self.column - _MOST_QUOTED // 2) if len(self.quoted) > _MOST_QUOTED else 0
        shown = self.quoted[begin : begin + _MOST_QUOTED].replace("\t", " ")
        return f"{shown}\n{' ' * (max(self.column, 1) - 1 - begin)}^"


@dataclass(frozen=True, slots=True)
class Examined:
    """A text as it was understood. ``latent``: what it measures; ``items``: of the instrument, those that it uses."""

    latent: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    paths: int = 0
    formative: bool = False
    fault: Fault | None = field(default=None)


def own_dimensions(instrument: Instrument) -> str:
    """Each dimension measured by its own items."""
    return measured(named_scales(instrument))


def measured(scales: Mapping[str, Sequence[str]]) -> str:
    """Each of these measured by its items."""
    return "\n".join(f"{name} =~ {' + '.join(items)}" for name, items in scales.items())


def named_scales(instrument: Instrument, part: str = "") -> dict[str, tuple[str, ...]]:
    """The items of each dimension (or of this one alone), by a name that a model can have."""
    names = latent_names(instrument.parts, instrument.items)
    return {names[one]: items for one, items in scales_of(instrument).items() if part in ("", one)}


def scales_of(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """The items of each dimension."""
    return {
        part: tuple(item for item, of in zip(instrument.items, instrument.part_of, strict=True) if of == number)
        for number, part in enumerate(instrument.parts)
    }


def latent_names(parts: Sequence[str], items: Iterable[str]) -> dict[str, str]:
    """For each dimension a name that a model can have: letters and digits, and no item's."""
    taken = set(items)
    names = {}
    for part in parts:
        name = _NOT_A_NAME.sub("_", part).strip("_") or "dimensi"
        name = name if name[0].isalpha() else f"d_{name}"
        while name in taken:
            name += "_"
        taken.add(name)
        names[part] = name
    return names


def study_model() -> str:
    """The model of study 003, in the items of the short form."""
    from scoring.analysis.study_models import STUDY_003

    return STUDY_003


def items_of_study() -> list[str]:
    """The items that it names."""
    return items_of(study_model())


def items_of(text: str) -> list[str]:
    """The items that a text names: what is measured with, and what is measured by nothing. AnalysisError."""
    from scoring.analysis.model_syntax import parse

    statements = parse(text)
    return _items(statements, _latent(statements))


def measures(text: str, most: int = 4) -> list[str]:
    """The first of what a text measures; nothing for one that cannot be read (any more)."""
    from scoring.analysis.model_syntax import parse
    from scoring.analysis.problems import AnalysisError

    try:
        names = _latent(parse(text))
    except AnalysisError:
        return []
    return names if len(names) <= most else [*names[:most], "…"]


def named_items(text: str) -> list[str]:
    """As `items_of`; nothing for a text that cannot be read (any more)."""
    from scoring.analysis.problems import AnalysisError

    try:
        return items_of(text)
    except AnalysisError:
        return []


def is_formative(text: str) -> bool:
    """Whether a text has "<~": then only PLS can estimate it. AnalysisError."""
    from scoring.analysis.model_syntax import parse

    return any(one.op == "<~" for one in parse(text))


def examined(text: str, items: Sequence[str], *, pls: bool = False) -> Examined:
    """What a text says, and what is wrong with it where something is. ``items``: those of the instrument. ``pls``: it
    is meant for PLS though it has no "<~".
    """
    from scoring.analysis.model_syntax import parse
    from scoring.analysis.problems import AnalysisError

    try:
        statements = parse(text)
        formative = any(one.op == "<~" for one in statements)
        if formative or pls:
            from scoring.analysis.pls_model import PlsModel

            PlsModel.of(statements)
            _known(statements, items)
        else:
            from scoring.analysis.table_building import table_of

            table_of(statements, known=items)
    except AnalysisError as error:
        return Examined(fault=_fault(error.code, error.facts, text))
    latent = _latent(statements)
    paths = sum(len(one.terms) for one in statements if one.op == "~")
    return Examined(tuple(latent), tuple(_items(statements, latent)), paths, formative)


def _latent(statements: Sequence[Statement]) -> list[str]:
    return list(dict.fromkeys(one.lhs for one in statements if one.op in ("=~", "<~")))


def _items(statements: Sequence[Statement], latent: Sequence[str]) -> list[str]:
    relations = [one for one in statements if one.op in ("=~", "<~", "~", "~~", "|", "~*~")]
    named = [name for one in relations for name in (one.lhs, *(term.name for term in one.terms))]
    others = {term.name for one in relations if one.op in ("|", "~*~") for term in one.terms} | {"1", "0"}
    return [name for name in dict.fromkeys(named) if name not in latent and name not in others]


def _known(statements: Sequence[Statement], items: Sequence[str]) -> None:
    from scoring.analysis.problems import AnalysisError
    from scoring.analysis.table_building_checks import UNKNOWN_ITEM, UNKNOWN_ITEM_NEAR, nearest

    latent = _latent(statements)
    for one in statements:
        for term in one.terms if one.op in ("=~", "<~", "~") else ():
            if term.name in items or term.name in latent:
                continue
            near = nearest(term.name, [*items, *latent])
            facts: dict[str, Fact] = {"name": term.name, "line": term.line, "column": term.column}
            if near:
                raise AnalysisError(UNKNOWN_ITEM_NEAR, **facts, near=near)
            raise AnalysisError(UNKNOWN_ITEM, **facts)


def _fault(code: str, facts: Mapping[str, Fact], text: str) -> Fault:
    line, column = (int(facts[name]) if name in facts else 0 for name in ("line", "column"))
    lines = text.splitlines()
    quoted = lines[line - 1] if 0 < line <= len(lines) else ""
    told = {
        name: f"{fact[:_MOST_QUOTED]}…" if isinstance(fact, str) and len(fact) > _MOST_QUOTED else fact
        for name, fact in facts.items()
    }
    return Fault(code, told, line, column, quoted)

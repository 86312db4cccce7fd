"""What one version of a form asks and works out, as the fields that a table has columns for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

import forms
from forms import Kind
from forms.nodes import Node
from handlers.instruments import instrument_of


class Type(Enum):
    """What a field's values are, as they are stored and as a table writes them."""

    TEXT = "text"
    WHOLE = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    """"2026-11-20"."""
    TIME = "time"
    MOMENT = "datetime"
    ONE = "select_one"
    MANY = "select_multiple"
    """Names with blanks between."""
    RANK = "rank"
    POINT = "geopoint"
    LINE = "geotrace"
    AREA = "geoshape"
    MEDIA = "file"
    """The name of a file."""
    FLAG = "flag"
    """0 or 1; of a table's own columns, never of a field."""


DROPPED, YEAR = "drop", "year"
IDENTITY: Final = "identity"
"""Survey column of ours: ``name`` (left out of exports without names) or ``birth`` (only its year is kept)."""

_TYPES: Final = {
    Kind.SELECT_ONE: Type.ONE,
    Kind.SELECT_MULTIPLE: Type.MANY,
    Kind.RANK: Type.RANK,
    Kind.INTEGER: Type.WHOLE,
    Kind.DECIMAL: Type.DECIMAL,
    Kind.DATE: Type.DATE,
    Kind.TIME: Type.TIME,
    Kind.DATETIME: Type.MOMENT,
    Kind.GEOPOINT: Type.POINT,
    Kind.GEOTRACE: Type.LINE,
    Kind.GEOSHAPE: Type.AREA,
    Kind.IMAGE: Type.MEDIA,
    Kind.AUDIO: Type.MEDIA,
    Kind.VIDEO: Type.MEDIA,
    Kind.FILE: Type.MEDIA,
}
_BY_BIND: Final = {
    "int": Type.WHOLE,
    "integer": Type.WHOLE,
    "decimal": Type.DECIMAL,
    "date": Type.DATE,
    "time": Type.TIME,
    "dateTime": Type.MOMENT,
    "geopoint": Type.POINT,
    "geotrace": Type.LINE,
    "geoshape": Type.AREA,
    "binary": Type.MEDIA,
}
# What a form can know of the person or the phone by itself.
_OF_A_PERSON: Final = frozenset(
    {"property:" + name for name in ("deviceid", "username", "email", "phonenumber", "subscriberid", "simserial")}
)
_SAYS_WHO: Final = re.compile(r"(?:person|profile\(\s*nama\s*\))(?:\(.*\))?")
# Of the library's own forms: names, and numbers of people and of what they have sent.
_NAMES: Final = {
    "profil": frozenset({"nama"}),
    "wawancara_sikap": frozenset({"nama", "pendamping"}),
    "kasus": frozenset({"laporan"}),
}
_META: Final = "meta"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its name, its label, and its ``score`` where the form gives one."""

    name: str
    label: str
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A place for values in one version. ``pattern``: "age", "kids[]/age"; ``repeat``: that of the innermost repeat
    around it ("kids[]"), "" outside any.

    ``always``: nothing in the form can hide it; ``asked``: a person answers it. ``identity``: what becomes of it in an
    export without names: ``DROPPED``, ``YEAR`` or "". ``dimension``: of a scored item.
    """

    pattern: str
    repeat: str
    type: Type
    label: str
    options: tuple[Option, ...] = ()
    always: bool = False
    asked: bool = True
    identity: str = ""
    dimension: str = ""
    path: str = ""


def fields_of(form: forms.Form, language: str) -> list[Field]:
    """The fields of a version in the order of the form; ``meta`` and mere notes have none."""
    own = form.language(language)
    identities = _identities(form)
    scored = instrument_of(form)
    dimensions = {} if scored is None else dict(zip(scored.items, scored.part_of, strict=True))
    found = []
    for node in sorted(form.nodes.values(), key=lambda one: one.number):
        question = _question(form, node)
        if node.children or _in_meta(node) or (question is None and form.asking.get(node) and not _filled(form, node)):
            continue
        columns = form.columns.get(node.pattern, {})
        label = (question.label(language) if question else "") or form.short_name(node.pattern, own)
        part = dimensions.get(node.pattern)
        found.append(
            Field(
                pattern=node.pattern,
                repeat=node.repeats[-1].pattern if node.repeats else "",
                type=_TYPES.get(question.kind, _typed(node)) if question else _worked_out(node, columns),
                label=" ".join(_plain(label).split()) or node.name,
                options=_options(question, own) if question else (),
                always=not form.plan.conditional[node],
                asked=question is not None,
                identity=identities.get(node, ""),
                dimension=scored.parts[part] if scored is not None and part is not None else "",
                path=node.path,
            )
        )
    return found


def repeats_of(form: forms.Form, language: str) -> dict[str, str]:
    """The repeats by pattern ("homes[]/kids[]"), in the order of the form, and what each is called."""
    own = form.language(language)
    found = sorted((loop.node for loop in form.loops.values()), key=lambda one: one.number)
    titles = {loop.node: loop.text.render(own) for loop in form.loops.values()}
    return {node.pattern: " ".join(_plain(titles[node]).split()) or node.name for node in found}


def _question(form: forms.Form, node: Node) -> forms.Question | None:
    return next((one for one in form.asking.get(node, ()) if one.countable), None)


def _filled(form: forms.Form, node: Node) -> bool:
    """Whether a node that is only shown has a value all the same: a calculation that can be read."""
    return node in form.plan.calculated or bool(node.text)


def _in_meta(node: Node) -> bool:
    parent = node.parent
    return parent is not None and parent.name == _META and parent.parent is not None and parent.parent.parent is None


def _typed(node: Node) -> Type:
    return _BY_BIND.get(node.type, Type.TEXT)


def _worked_out(node: Node, columns: Mapping[str, str]) -> Type:
    """A calculation is a text to the form; a column ``sum`` or ``format`` says that it is a number."""
    counted = columns.get("sum", "").strip().lower() in ("yes", "money")
    counted = counted or columns.get("format", "").strip().lower() in ("money", "percent")
    return Type.DECIMAL if counted and _typed(node) is Type.TEXT else _typed(node)


def _options(question: forms.Question, language: str) -> tuple[Option, ...]:
    """Every choice of the list, the first of each name; none where choices come from answers."""
    if question.kind is Kind.RANGE or question.choices is None:
        return ()
    return tuple(
        Option(name, " ".join(_plain(choice.label(language)).split()) or name, _score(choice.columns))
        for name, choice in question.choices.by_name.items()
    )


def _score(columns: Mapping[str, str]) -> int | None:
    written = columns.get("score", "").strip()
    return int(written) if written.isascii() and written.isdigit() else None


def _plain(label: str) -> str:
    """A label without the marks of HTML and Markdown that forms may carry; "< 5 and > 3" is no mark."""
    return _BOLD.sub(r"\g<text>", _TAG.sub(" ", label))


_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_BOLD: Final = re.compile(r"(?P<mark>\*\*|\b__)(?=\S)(?P<text>.+?)(?<=\S)(?P=mark)")


def _identities(form: forms.Form) -> dict[Node, str]:
    """The nodes that tell who somebody is, and what is worked out from them."""
    found: dict[Node, str] = {}
    for pattern, columns in form.columns.items():
        said = columns.get(IDENTITY, "").strip().lower()
        if said:
            found[form.nodes[pattern]] = YEAR if said == "birth" else DROPPED
    for pattern in _NAMES.get(form.id, ()):
        if pattern in form.nodes:
            found[form.nodes[pattern]] = DROPPED
    for pattern, rule in form.prefills.items():
        if _SAYS_WHO.fullmatch(rule.strip()) and pattern in form.nodes:
            found[form.nodes[pattern]] = DROPPED
    for preset in (*form.presets, *(one for some in form.presets_of.values() for one in some)):
        if preset.preload in _OF_A_PERSON:
            found[preset.node] = DROPPED
    return _with_readers(form, found)


def _with_readers(form: forms.Form, found: dict[Node, str]) -> dict[Node, str]:
    """With the calculations that read them, over any number of steps."""
    cells = [cell for cell in form.plan.cells if not cell.is_relevance]
    while True:
        names = {node for node, kept in found.items() if kept == DROPPED}
        more = [one.node for one in cells if one.node not in names and not names.isdisjoint(one.compiled.reads)]
        if not more:
            return found
        found |= dict.fromkeys(more, DROPPED)

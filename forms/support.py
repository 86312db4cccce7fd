"""What the parts of an XForm are to us: kinds of questions, what fills itself in, and what a chat cannot do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from forms.model import Kind, Range
from forms.xform import RawControl, RawForm, RawGroup

_INPUTS: Final = {
    "string": Kind.TEXT,
    "": Kind.TEXT,
    "int": Kind.INTEGER,
    "integer": Kind.INTEGER,
    "long": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "double": Kind.DECIMAL,
    "float": Kind.DECIMAL,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "dateTime": Kind.DATETIME,
    "geopoint": Kind.GEOPOINT,
    "geotrace": Kind.GEOTRACE,
    "geoshape": Kind.GEOSHAPE,
    "barcode": Kind.BARCODE,
    "binary": Kind.FILE,
}
_CONTROLS: Final = {
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
    "trigger": Kind.ACKNOWLEDGE,
    "range": Kind.RANGE,
}
_UPLOADS: Final = {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}
_WHOLE: Final = frozenset({"int", "integer", "long"})

FIRST_LOAD: Final = frozenset({"odk-instance-first-load", "xforms-ready", "odk-instance-load"})
NEW_REPEAT: Final = frozenset({"odk-new-repeat", "jr-insert"})
VALUE_CHANGED: Final = frozenset({"xforms-value-changed"})
EVENTS: Final = FIRST_LOAD | NEW_REPEAT | VALUE_CHANGED


def kind_of(control: RawControl, given: dict[str, str]) -> Kind | None:
    """The kind of a control by its tag and the type of its bind; None where there is none for it.

    What is read-only throughout is a note, whatever else it is.
    """
    kind: Kind | None
    if control.tag in ("input", "secret"):
        kind = _INPUTS.get(given.get("type", "").rpartition(":")[2], Kind.TEXT)
    elif control.tag == "upload":
        kind = _UPLOADS.get(control.given.get("mediatype", "").partition("/")[0], Kind.FILE)
    else:
        kind = _CONTROLS.get(control.tag)
    return Kind.NOTE if kind is not None and given.get("readonly", "").strip() == "true()" else kind


def range_of(control: RawControl, given: dict[str, str]) -> Range | None:
    """The range that a control offers, by default from 1 to 10 in steps of 1 (XLSForm reference); None where its
    numbers cannot be used.
    """
    if control.tag != "range":
        return None
    try:
        start, end, step = (Decimal(control.given.get(name, usual)) for name, usual in _RANGE)
    except InvalidOperation:
        return None
    if not all(number.is_finite() for number in (start, end, step)) or step == 0 or start == end:
        return None
    return Range(start, end, abs(step), given.get("type", "").rpartition(":")[2] in _WHOLE)


_RANGE: Final = (("start", "1"), ("end", "10"), ("step", "1"))


def preload_of(given: dict[str, str]) -> str | None:
    """What a node fills itself in with: "start", "end", "today", "uid", "property:username"; None for nothing."""
    preload, parameters = given.get("preload", ""), given.get("preloadParams", "")
    if preload == "timestamp" and parameters in ("start", "end"):
        return parameters
    if preload == "date" and parameters == "today":
        return "today"
    if preload == "property":
        return f"property:{parameters}"
    return "uid" if preload == "uid" else None


def controls(parts: Iterable[RawGroup | RawControl]) -> Iterator[RawControl]:
    """All controls in the order they are asked, each repeat taken once."""
    for part in parts:
        if isinstance(part, RawControl):
            yield part
        else:
            yield from controls(part.children)


def groups(parts: Iterable[RawGroup | RawControl]) -> Iterator[RawGroup]:
    for part in parts:
        if isinstance(part, RawGroup):
            yield part
            yield from groups(part.children)


Unsupported = tuple[str, str, str, str]
"""Path below the root, what it is, column, code of the catalogue."""


def unsupported(raw: RawForm) -> Iterator[Unsupported]:
    """Everything in the form that a chat cannot do; left out only where a form is merely walked through.

    What a chat merely lacks is no reason to refuse a form: a place or a recording that the phone would add by itself
    stays empty, an answer that another application would give is typed.
    """
    root = raw.data.tag.rpartition("}")[2]
    for control in controls(raw.body):
        path = "/".join(control.steps[1:])
        appearance = control.given.get("appearance", "")
        if "query" in control.given:
            yield path, "select_one_external", "type", "type_not_supported"
        elif kind_of(control, raw.binds.get(control.steps, {})) is None:
            yield path, control.tag, "type", "type_not_supported"
        elif control.tag == "range" and range_of(control, raw.binds.get(control.steps, {})) is None:
            yield path, "this range", "parameters", "feature_not_supported"
        if "search(" in appearance:
            yield path, "search()", "appearance", "feature_not_supported"
    for steps, given in raw.binds.items():
        if "preload" in given and preload_of(given) is None:
            yield "/".join(steps[1:]), given["preload"], "type", "type_not_supported"
    if any(steps[:3] == (root, "meta", "entity") for steps in raw.binds):
        yield "meta/entity", "entities", "", "entities_not_supported"

"""Which parts of ODK's forms can be walked so far. What cannot is an error, never left out silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from forms.errors import Problem, problem
from forms.model import Kind
from forms.source import Converted
from forms.xform import RawControl, RawForm, RawGroup, RawText

_INPUTS: Final = {
    "string": Kind.TEXT,
    "": Kind.TEXT,
    "int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
}
_CONTROLS: Final = {
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MULTIPLE,
    "trigger": Kind.ACKNOWLEDGE,
}
_PRELOADS: Final = {("timestamp", "start"): "start", ("timestamp", "end"): "end", ("date", "today"): "today"}
_META: Final = frozenset({"instanceID", "instanceName"})
_TEXT_FORMS: Final = frozenset({"", "guidance"})
FIRST_LOAD: Final = "odk-instance-first-load"


def kind_of(control: RawControl, bind: dict[str, str]) -> Kind | None:
    """The kind of a control by its tag and the type of its bind; None where it cannot be asked yet."""
    if control.query:
        return None
    kind = _INPUTS.get(bind.get("type", "")) if control.tag == "input" else _CONTROLS.get(control.tag)
    return Kind.NOTE if kind is not None and bind.get("readonly") == "true()" else kind


def preload_of(bind: dict[str, str]) -> str | None:
    """ "start", "end" or "today" for a question that fills itself in."""
    return _PRELOADS.get((bind.get("preload", ""), bind.get("preloadParams", "")))


def controls(parts: Iterable[RawGroup | RawControl]) -> Iterator[RawControl]:
    """All controls in the order they are asked, but for those inside a repeat."""
    for part in parts:
        if isinstance(part, RawControl):
            yield part
        elif not part.repeated:
            yield from controls(part.children)


def groups(parts: Iterable[RawGroup | RawControl]) -> Iterator[RawGroup]:
    for part in parts:
        if isinstance(part, RawGroup):
            yield part
            yield from groups(part.children)


def unsupported(raw: RawForm, converted: Converted) -> list[Problem]:
    """Everything in the form that the engine cannot walk yet."""
    types, rows = converted.types, converted.rows

    def of_type(name: str, tag: str) -> Problem:
        kind = types.get(name, tag)
        return problem(
            "type_not_supported",
            sheet="survey",
            row=rows.get(name),
            column="type",
            details={"name": name, "type": kind},
        )

    def feature(name: str, text: str, column: str, sheet: str = "survey", row: int | None = None) -> Problem:
        place = rows.get(name) if row is None else row
        return problem(
            "feature_not_supported",
            sheet=sheet,
            row=place,
            column=column,
            details={"name": name, "feature": text},
        )

    problems: list[Problem] = []
    for group in groups(raw.body):
        if group.repeated:
            problems.append(of_type(group.name, "repeat"))
        problems += [feature(group.name, form, form) for form in _strange_forms(group.label)]
    for control in controls(raw.body):
        name, bind = control.name, raw.binds.get(control.steps, {})
        kind = kind_of(control, bind)
        if kind is None:
            problems.append(of_type(name, control.tag))
            continue
        if "calculate" in bind and kind is not Kind.NOTE:
            problems.append(feature(name, "a calculation on a question that is asked", "calculation"))
        if control.itemset is not None and control.itemset.nodeset.startswith("randomize("):
            problems.append(feature(name, "randomize", "parameters"))
        if "search(" in control.appearance:
            problems.append(feature(name, "search()", "appearance"))
        for text in (control.label, control.hint):
            problems += [feature(name, form, form) for form in _strange_forms(text)]
    for steps, bind in raw.binds.items():
        if "preload" in bind and preload_of(bind) is None and bind["preload"] != "uid":
            problems.append(of_type(steps[-1], bind["preload"]))
    for action in raw.actions:
        if action.tag != "setvalue":
            problems.append(of_type(action.steps[-1], action.tag))
        elif FIRST_LOAD not in action.event.split():
            problems.append(feature(action.steps[-1], "trigger", "trigger"))
    for name in raw.meta:
        if name == "audit":
            problems.append(of_type(name, name))
        elif name not in _META:
            problems.append(feature(name, name, "", "entities" if name == "entity" else "settings"))
    for name, address in raw.files.items():
        if not address.startswith("jr://file-csv/"):
            problems.append(of_type(name, address))
    problems += _in_lists(raw, converted)
    return sorted(problems, key=lambda found: found.row or 0)


def _strange_forms(text: RawText | None) -> list[str]:
    forms = set() if text is None else {form for forms in text.by_language.values() for form in forms}
    return sorted(forms - _TEXT_FORMS)


def _in_lists(raw: RawForm, converted: Converted) -> list[Problem]:
    problems = []
    for name, rows in raw.lists.items():
        forms = {form for row in rows if "itextId" in row for form in _strange_forms(raw.texts.get(row["itextId"]))}
        problems += [
            problem(
                "feature_not_supported",
                sheet="choices",
                row=converted.list_rows.get(name),
                column=form,
                details={"name": name, "feature": form},
            )
            for form in sorted(forms)
        ]
    return problems

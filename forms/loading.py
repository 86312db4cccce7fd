"""A stored form made ready to be walked: every expression compiled, every list read, every fault reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from forms.assembly import Assembly
from forms.compiling import column_of, origin
from forms.data_tree import DataTree, data_tree
from forms.errors import FormError, Problem, problem
from forms.lists import FileError, read_list
from forms.model import Form
from forms.nodes import Item, Node
from forms.sheet import MOST_VALUES
from forms.source import Converted, convert
from forms.support import VALUE_CHANGED, controls, groups, unsupported
from forms.xform import DEPTH, RawForm, Steps, read

NO_FILES: Final[Mapping[str, bytes]] = {}
FIRST_ENTRY: Final = 2
"""Row of a sheet's first entry: the heading is row 1."""

LAST_SAVED: Final = "jr://instance/last-saved"


def compile_form(source: bytes | str, *, name: str = "form", files: Mapping[str, bytes] = NO_FILES) -> Form:
    """``convert`` and ``load`` in one."""
    return load(convert(source, name=name), files=files)


def load(converted: Converted, *, files: Mapping[str, bytes] = NO_FILES, lenient: bool = False) -> Form:
    """A form from what is stored of it. ``files``: by name, the lists that the form looks things up in.

    ``lenient``: the form is merely walked through, so what only a chat cannot do (entities, the phone's own
    applications) is passed over, and a missing file is an empty list.

    Raises ``FormError`` with everything that is wrong, and ``ValueError`` where it is no XForm at all.
    """
    try:
        raw = read(converted.xform, literal=lenient)
    except RecursionError:
        raise FormError([problem("too_deep", details={"limit": DEPTH})]) from None
    unasked = [] if lenient else _not_for_a_chat(raw, converted)
    if any(found.code == "entities_not_supported" for found in unasked):
        # what else they ask for goes with them
        raise FormError(unasked)
    repeats = {group.steps for group in groups(raw.body) if group.repeated and len(group.steps) > 1}
    types = {steps: given.get("type", "").rpartition(":")[2] for steps, given in raw.binds.items()}
    tree = data_tree(raw.data, repeats, types)
    if len(tree.first) > MOST_VALUES:
        raise FormError([problem("xml_too_large", details={"limit": MOST_VALUES, "what": "values"})])
    misplaced = _misplaced(raw, converted, tree.nodes)
    if misplaced:
        raise FormError(unasked + misplaced)
    lists, missing, problems = _lists(raw, converted, files, tree, lenient)
    assembly = Assembly(raw, converted, tree, lists, missing=missing, lenient=lenient)
    assembly.problems += unasked + problems
    return assembly.form()


def row_of(converted: Converted, path: str) -> int | None:
    """The row of the survey sheet for a path below the root."""
    return converted.rows.get(path, converted.rows.get(path.rpartition("/")[2]))


def _not_for_a_chat(raw: RawForm, converted: Converted) -> list[Problem]:
    problems = []
    for path, what, column, code in unsupported(raw):
        name = path.rpartition("/")[2]
        kind = converted.types.get(path, converted.types.get(name, what))
        sheet = "entities" if code == "entities_not_supported" else "survey"
        details = {"name": name, "type": kind, "feature": what}
        row = FIRST_ENTRY if sheet == "entities" and converted.rows else row_of(converted, path)
        problems.append(problem(code, sheet=sheet, row=row, column=column or None, details=details))
    return sorted(problems, key=lambda found: found.row or 0)


def _misplaced(raw: RawForm, converted: Converted, nodes: Mapping[Steps, Node]) -> list[Problem]:
    """Controls, groups and actions that refer to a place that the data do not have."""
    problems = []
    places = [(control.steps, control.tag) for control in controls(raw.body)]
    found = groups(raw.body)
    places += [
        (group.steps, "repeat" if group.repeated else "group") for group in found if group.steps or group.repeated
    ]
    for steps, tag in places:
        if steps not in nodes or (tag == "repeat" and len(steps) == 1):
            path = "/" + "/".join(steps)
            row = row_of(converted, "/".join(steps[1:]))
            problems.append(problem("place_unknown", sheet="survey", row=row, details={"path": path, "tag": tag}))
    return problems


def _lists(
    raw: RawForm, converted: Converted, files: Mapping[str, bytes], tree: DataTree, lenient: bool
) -> tuple[dict[str, Item], set[str], list[Problem]]:
    lists = dict(raw.lists)
    missing: set[str] = set()
    problems: list[Problem] = []
    for name, address in raw.files.items():
        if address == LAST_SAVED:
            lists[name] = _blank(tree.root)
            continue
        file = address.rpartition("/")[2]
        user, column = _user_of(raw, converted, tree, name)
        try:
            if file not in files:
                raise FileError("file_missing", file=file)
            needed = () if lenient else _needed_columns(raw, name, files[file])
            lists[name] = read_list(files[file], file=file, needed=needed)
        except FileError as error:
            lists[name] = Item("root")
            missing.add(name)
            if not lenient:
                details = {"name": user.rpartition("/")[2], **error.details}
                row = row_of(converted, user) or row_of(converted, name)
                problems.append(problem(error.code, sheet="survey", row=row, column=column, details=details))
    return lists, missing, problems


def _user_of(raw: RawForm, converted: Converted, tree: DataTree, name: str) -> tuple[str, str]:
    """The first place that asks for a file: path below the root, and column."""
    if converted.types.get(name, "").endswith("-external"):
        return name, "type"
    asks = f"instance('{name}')", f"'{name}'", f'"{name}"'
    for control in controls(raw.body):
        nodeset = "" if control.itemset is None else control.itemset.nodeset
        if any(asked in nodeset for asked in asks):
            filtered = asks[0] not in nodeset.partition("[")[0]
            return "/".join(control.steps[1:]), "choice_filter" if filtered else "type"
    for steps, given in raw.binds.items():
        key = next((key for key, text in given.items() if any(asked in text for asked in asks)), None)
        if key is not None:
            steps, column = origin(converted, tree, steps, column_of(key))
            return "/".join(steps[1:]), column
    actions = [*raw.actions, *(action for control in controls(raw.body) for action in control.actions)]
    actions += [action for group in groups(raw.body) for action in group.actions]
    for action in actions:
        if any(asked in action.value for asked in asks):
            column = "calculation" if action.events & VALUE_CHANGED else "default"
            return "/".join(action.steps[1:]), column
    return "", "type"


def _needed_columns(raw: RawForm, name: str, content: bytes) -> list[str]:
    """The columns that choices are read from."""
    needed = []
    heading = content.partition(b"\n")[0].decode("utf-8-sig", "replace")
    for control in controls(raw.body):
        if control.itemset is None or f"instance('{name}')" not in control.itemset.nodeset.partition("[")[0]:
            continue
        for column in (control.itemset.value, control.itemset.label):
            by_language = any(f"{column}::{language}" in heading for language in raw.languages)
            if not by_language and column.isidentifier():
                needed.append(column)
    return needed


def _blank(node: Node) -> Item:
    """The last sent form, while there is none: the same places, all empty."""
    return Item(node.name, "", tuple(_blank(child) for child in node.children))

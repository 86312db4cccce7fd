"""A stored form made ready to be walked: every expression compiled, every list read, every fault reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from forms.assembly import Assembly
from forms.data_tree import data_tree
from forms.errors import FormError, Problem, problem
from forms.lists import FileError, read_list
from forms.model import Form
from forms.nodes import Item, Node
from forms.source import Converted, convert
from forms.support import controls, groups, unsupported
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
    problems = [] if lenient else _not_for_a_chat(raw, converted)
    if problems:
        raise FormError(problems)
    repeats = {group.steps for group in groups(raw.body) if group.repeated and len(group.steps) > 1}
    types = {steps: given.get("type", "").rpartition(":")[2] for steps, given in raw.binds.items()}
    tree = data_tree(raw.data, repeats, types)
    problems = _misplaced(raw, converted, tree.nodes)
    if problems:
        raise FormError(problems)
    lists, missing, problems = _lists(raw, converted, files, tree.root, lenient)
    assembly = Assembly(raw, converted, tree, lists, missing=missing, lenient=lenient)
    assembly.problems += problems
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
    raw: RawForm, converted: Converted, files: Mapping[str, bytes], root: Node, lenient: bool
) -> tuple[dict[str, Item], set[str], list[Problem]]:
    lists = dict(raw.lists)
    missing: set[str] = set()
    problems: list[Problem] = []
    for name, address in raw.files.items():
        if address == LAST_SAVED:
            lists[name] = _blank(root)
            continue
        file = address.rpartition("/")[2]
        user, columns = _user_of(raw, name, files.get(file, b""))
        try:
            if file not in files:
                raise FileError("file_missing", file=file)
            lists[name] = read_list(files[file], file=file, needed=() if lenient else columns)
        except FileError as error:
            lists[name] = Item("root")
            missing.add(name)
            if not lenient:
                details = {"name": user.rpartition("/")[2], **error.details}
                row = row_of(converted, user) or row_of(converted, name)
                problems.append(problem(error.code, sheet="survey", row=row, column="type", details=details))
    return lists, missing, problems


def _user_of(raw: RawForm, name: str, content: bytes) -> tuple[str, list[str]]:
    """The first control that asks for a file, and the columns that are needed of it."""
    user, needed = "", []
    heading = content.partition(b"\n")[0].decode("utf-8-sig", "replace")
    for control in controls(raw.body):
        if control.itemset is None or name not in control.itemset.nodeset:
            continue
        if f"instance('{name}')" in control.itemset.nodeset:
            user = user or "/".join(control.steps[1:])
            for column in (control.itemset.value, control.itemset.label):
                by_language = any(f"{column}::{language}" in heading for language in raw.languages)
                if not by_language and column.isidentifier():
                    needed.append(column)
    if not user and name in {steps[-1] for steps in raw.binds}:
        user = name
    if not user:
        user = next(
            ("/".join(steps[1:]) for steps, given in raw.binds.items() if f"'{name}'" in "".join(given.values())), ""
        )
    return user, needed


def _blank(node: Node) -> Item:
    """The last sent form, while there is none: the same places, all empty."""
    return Item(node.name, "", tuple(_blank(child) for child in node.children))

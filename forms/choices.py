"""The choices of a question: from the form's own lists or from a file, filtered by earlier answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.texts import Text
from forms.xpath import Chain, Closure, Compiled, Moment, Path, Scope, Tree, compile_tree

Row = Mapping[str, str]


class FileError(Exception):
    """A file of choices that cannot be used: a code of the catalogue in ``forms.errors`` and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """``columns``: the author's own columns of the choices sheet or of the file, such as ``score``."""

    name: str
    text: Text
    columns: Row
    row: Row
    """As an expression sees it."""

    def label(self, language: str, moment: Moment | None = None) -> str:
        """``language`` is the form's own name of the language."""
        return self.text.render(language, moment)


@dataclass(frozen=True, slots=True)
class Key:
    """A filter that asks for one value of one column: found by index, not by looking through all rows."""

    column: str
    value: Closure


class ChoiceList:
    """The choices of one question. ``reads``: names of the nodes its filter depends on."""

    __slots__ = ("_condition", "_indexed", "_key", "all", "by_name", "reads")

    def __init__(self, choices: Sequence[Choice], condition: Compiled | None = None, key: Key | None = None) -> None:
        self.all = tuple(choices)
        self.by_name: dict[str, Choice] = {}
        for choice in choices:
            self.by_name.setdefault(choice.name, choice)
        self.reads = frozenset() if condition is None else condition.reads
        self._condition = condition
        self._key = key
        self._indexed: dict[str, tuple[Choice, ...]] = {}
        if key is not None:
            for choice in choices:
                cell = choice.row.get(key.column, "")
                self._indexed[cell] = (*self._indexed.get(cell, ()), choice)

    @property
    def filtered(self) -> bool:
        return self._condition is not None

    def at(self, moment: Moment) -> tuple[Choice, ...]:
        """The choices that are open now, in the order of the list."""
        if self._condition is None:
            return self.all
        candidates = self.all
        if self._key is not None:
            wanted = self._key.value(moment)
            # a number equals texts of several spellings ("1", "1.0"), so only a text is looked up
            if isinstance(wanted, str):
                candidates = self._indexed.get(wanted, ())
        open_now = []
        for choice in candidates:
            moment.item = choice.row
            if self._condition.true(moment):
                open_now.append(choice)
        moment.item = {}
        return tuple(open_now)

    def allows(self, name: str, moment: Moment) -> bool:
        if self._condition is None:
            return name in self.by_name
        return name in self.by_name and any(choice.name == name for choice in self.at(moment))


def key_of(conditions: Sequence[Tree], scope: Scope) -> Key | None:
    """The index that serves ``[column = something else]``, if the first condition has that shape."""
    match conditions:
        case [Chain(first, (("=", second),)), *_]:
            for column, value in ((first, second), (second, first)):
                if isinstance(column, Path) and column.start == "." and len(column.steps) == 1:
                    if column.steps[0] in (".", "..") or not isinstance(value, Path):
                        continue
                    if value.start == "." and len(value.steps) == 1:
                        continue
                    return Key(column.steps[0], compile_tree(value, scope, "").evaluate)
    return None


def read_file(content: bytes, *, file: str, needed: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV with a heading row, in UTF-8 (a byte order mark is allowed).

    ``needed`` are the columns that must be there; the first must be filled in. Raises ``FileError``.
    """
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        headings = [heading.strip() for heading in reader.fieldnames or ()]
        reader.fieldnames = headings
        rows = [{head: (text or "").strip() for head, text in row.items() if head is not None} for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise FileError("file_unreadable", file=file, detail=str(error)) from error
    for column in needed:
        if column not in headings:
            raise FileError("file_column_missing", file=file, column=column)
    for number, row in enumerate(rows, 2):
        if needed and not row[needed[0]]:
            raise FileError("file_unreadable", file=file, detail=f"row {number} has no {needed[0]}")
    return rows

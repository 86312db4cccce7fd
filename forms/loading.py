"""A stored form made ready to be walked: every expression compiled, every list read, every fault reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from forms.choices import Choice, ChoiceList, FileError, key_of, read_file
from forms.dependencies import NO_BIT, Cell, CircleError, Dependencies
from forms.errors import FormError, Problem, problem
from forms.model import Form, Group, Kind, Preset, Question
from forms.source import Converted, convert
from forms.support import controls, groups, kind_of, preload_of, unsupported
from forms.texts import NO_TEXT, Template, Text
from forms.xform import Output, Pieces, RawControl, RawForm, RawItemset, RawText, Steps, read, text_of
from forms.xpath import (
    Closure,
    Compiled,
    Lookup,
    Moment,
    Scope,
    XPathError,
    compile_expression,
    compile_tree,
    parse,
)
from forms.xpath.values import to_date, to_number

_NUMBERS: Final = frozenset({"int", "decimal"})
_COLUMNS: Final = {"relevant": "relevant", "calculate": "calculation", "readonly": "read_only"}
NO_FILES: Final[Mapping[str, bytes]] = {}


def compile_form(source: bytes | str, *, name: str = "form", files: Mapping[str, bytes] = NO_FILES) -> Form:
    """``convert`` and ``load`` in one."""
    return load(convert(source, name=name), files=files)


def load(converted: Converted, *, files: Mapping[str, bytes] = NO_FILES) -> Form:
    """A form from what is stored of it. ``files``: by name, the CSVs that ``select_one_from_file`` names.

    Raises ``FormError`` with everything that is wrong, and ``ValueError`` where it is no XForm at all.
    """
    raw = read(converted.xform)
    problems = _names_twice(raw, converted) or unsupported(raw, converted)
    if problems:
        raise FormError(problems)
    return _Loader(raw, converted, files).form()


def _names_twice(raw: RawForm, converted: Converted) -> list[Problem]:
    # a repeat is a group inside a group of the same place
    places = {*raw.leaves, *(group.steps for group in groups(raw.body))}
    names = sorted(steps[-1] for steps in places if steps)
    return [
        problem(
            "name_twice",
            sheet="survey",
            row=converted.repeated.get(name),
            column="name",
            details={"name": name},
        )
        for name, times in Counter(names).items()
        if times > 1
    ]


class _Loader:
    def __init__(self, raw: RawForm, converted: Converted, files: Mapping[str, bytes]) -> None:
        self._raw, self._converted, self._files = raw, converted, files
        self._problems: list[Problem] = []
        self._controls = tuple(controls(raw.body))
        self._names = {steps: steps[-1] for steps in raw.leaves}
        asked = dict.fromkeys(control.steps for control in self._controls)
        rest = [steps for steps in (*raw.leaves, *(group.steps for group in groups(raw.body))) if steps not in asked]
        self._bits = {steps[-1]: bit for bit, steps in enumerate((*asked, *rest))}
        self._lists = self._read_lists()
        self._choices: dict[str, ChoiceList] = {}
        self._shared: dict[RawItemset, ChoiceList] = {}
        self._readers = {steps[-1]: self._reader(steps) for steps in raw.leaves}

    def form(self) -> Form:
        raw = self._raw
        if not self._controls:
            self._problems.append(problem("nothing_to_ask", sheet="survey"))
        found = self._groups()
        cells = self._cells()
        questions = self._questions(found, cells)
        presets = self._presets()
        if self._problems:
            raise FormError(sorted(self._problems, key=lambda found: found.row or 0))
        filters = {question.name: question.choices.reads for question in questions if question.choices}
        try:
            dependencies = Dependencies(cells, self._bits, filters)
        except CircleError as circle:
            raise FormError([self._circle(circle)]) from circle
        titles = self._converted.titles
        return Form(
            id=raw.form_id,
            version=raw.version,
            titles={language or raw.default_language: title for language, title in titles.items()},
            languages=raw.languages,
            default_language=raw.default_language,
            questions=tuple(questions),
            groups=found,
            nodes=tuple(self._readers),
            presets=presets,
            dependencies=dependencies,
        )

    def _blame(self, code: str, name: str, blamed: str, **details: object) -> None:
        row = self._converted.rows.get(name)
        texts = {"name": name, **details}
        self._problems.append(problem(code, sheet="survey", row=row, column=blamed, details=texts))

    def _circle(self, circle: CircleError) -> Problem:
        first = circle.cells[0]
        return problem(
            "cycle",
            sheet="survey",
            row=self._converted.rows.get(first.name),
            column="relevant" if first.is_relevance else "calculation",
            details={"names": ", ".join(dict.fromkeys(cell.name for cell in circle.cells))},
        )

    def _read_lists(self) -> dict[str, list[dict[str, str]]]:
        lists = dict(self._raw.lists)
        needed: dict[str, list[str]] = {name: [] for name in self._raw.files}
        users = {name: name for name in needed}
        for control in self._controls:
            for name in needed:
                if control.itemset and f"instance('{name}')" in control.itemset.nodeset:
                    needed[name] += [control.itemset.value, control.itemset.label]
                    users[name] = control.name
        for name, address in self._raw.files.items():
            file = address.rpartition("/")[2]
            if file not in self._files:
                self._blame("file_missing", users[name], "type", file=file)
                continue
            try:
                plain = [column for column in needed[name] if not self._translated(file, column)]
                lists[name] = read_file(self._files[file], file=file, needed=plain)
            except FileError as error:
                self._blame(error.code, users[name], "type", **error.details)
        return lists

    def _translated(self, file: str, column: str) -> bool:
        """The file has the column by language only: ``label::English (en)``."""
        heading = self._files[file].partition(b"\n")[0].decode("utf-8-sig", "replace")
        return any(f"{column}::{language}" in heading for language in self._raw.languages)

    def _conditional(self, steps: Steps) -> bool:
        return any("relevant" in self._raw.binds.get(steps[:length], {}) for length in range(2, len(steps) + 1))

    def _reader(self, steps: Steps) -> Closure:
        name, bind = steps[-1], self._raw.binds.get(steps, {})
        plain = _calculated(name) if "calculate" in bind else _answered(name)
        if self._conditional(steps):
            plain = _while_relevant(plain, self._bits[name])
        if bind.get("type") in _NUMBERS:
            return _as_number(plain)
        return _as_date(plain) if bind.get("type") in ("date", "dateTime") else plain

    def _scope(self, steps: Steps, *, candidate: bool = False, in_list: bool = False) -> Scope:
        return Scope(self._names, self._readers, self._lists, self._choice_label, steps, candidate, in_list)

    def _choice_label(self, name: str, value: str, moment: Moment) -> str:
        choices = self._choices.get(name)
        choice = choices.by_name.get(value) if choices else None
        return choice.label(moment.language, moment) if choice else value

    def _compiled(self, steps: Steps, expression: str | None, column: str, **where: bool) -> Compiled | None:
        if expression is None:
            return None
        try:
            return compile_expression(expression, self._scope(steps, **where))
        except XPathError as error:
            self._blame(error.code, steps[-1], column, **error.details)
            return None

    def _bind(self, steps: Steps, key: str, *, candidate: bool = False) -> Compiled | None:
        expression = self._raw.binds.get(steps, {}).get(key)
        return self._compiled(steps, expression, _COLUMNS.get(key, key), candidate=candidate)

    def _text(self, raw: RawText | None, steps: Steps, column: str, form: str = "") -> Text:
        by_language: dict[str, Template] = {}
        for language, forms in (raw.by_language if raw else {}).items():
            if form in forms:
                by_language[language] = self._template(forms[form], steps, column)
        return Text(by_language, self._raw.default_language) if by_language else NO_TEXT

    def _template(self, pieces: Pieces, steps: Steps, column: str) -> Template:
        if all(isinstance(piece, str) for piece in pieces):
            return "".join(str(piece) for piece in pieces).strip()
        compiled = [
            self._compiled(steps, piece.expression, column) if isinstance(piece, Output) else piece for piece in pieces
        ]
        return tuple(piece for piece in compiled if piece is not None)

    def _groups(self) -> dict[str, Group]:
        raw = self._raw
        return {
            group.name: Group(
                group.name,
                group.steps[-2] if len(group.steps) > 2 else None,
                self._text(group.label, group.steps, "label"),
                raw.languages,
                raw.default_language,
            )
            for group in groups(raw.body)
        }

    def _cells(self) -> list[Cell]:
        cells: list[Cell] = []
        places = [*(group.steps for group in groups(self._raw.body)), *self._raw.leaves]
        for steps in places:
            if self._conditional(steps):
                above = steps[:-1]
                children = tuple(place[-1] for place in places if place[:-1] == steps)
                bit = self._bits[above[-1]] if self._conditional(above) else NO_BIT
                compiled = self._bind(steps, "relevant")
                cells.append(Cell(steps[-1], compiled, self._bits[steps[-1]], bit, children))
            if "calculate" in self._raw.binds.get(steps, {}):
                cells.append(Cell(steps[-1], self._bind(steps, "calculate")))
        return cells

    def _questions(self, found: Mapping[str, Group], cells: list[Cell]) -> list[Question]:
        relevants = {cell.name: cell.compiled for cell in cells if cell.is_relevance}
        questions: list[Question] = []
        number = 0
        for index, control in enumerate(self._controls):
            bind = self._raw.binds.get(control.steps, {})
            kind = kind_of(control, bind)
            assert kind is not None, "what cannot be asked was reported before"
            number += kind is not Kind.NOTE
            questions.append(
                Question(
                    name=control.name,
                    path="/" + "/".join(control.steps),
                    kind=kind,
                    index=index,
                    number=None if kind is Kind.NOTE else number,
                    group=found.get(control.steps[-2]) if len(control.steps) > 2 else None,
                    appearance=frozenset(control.appearance.split()),
                    columns=self._converted.columns.get(control.name, {}),
                    text=self._label(control),
                    hint_text=self._text(control.hint, control.steps, "hint"),
                    guidance_text=self._text(control.hint, control.steps, "guidance_hint", "guidance"),
                    choices=self._choice_list(control) if control.tag in ("select", "select1") else None,
                    required=self._bind(control.steps, "required"),
                    readonly=self._bind(control.steps, "readonly"),
                    constraint=self._bind(control.steps, "constraint", candidate=True),
                    relevant=relevants.get(control.name),
                    required_text=self._message(control, "requiredMsg", "required_message"),
                    constraint_text=self._message(control, "constraintMsg", "constraint_message"),
                    languages=self._raw.languages,
                    default_language=self._raw.default_language,
                )
            )
        return questions

    def _label(self, control: RawControl) -> Text:
        text = self._text(control.label, control.steps, "label")
        if not text:
            self._blame("label_missing", control.name, "label")
        return text

    def _message(self, control: RawControl, key: str, column: str) -> Text:
        reference = self._raw.binds.get(control.steps, {}).get(key)
        if reference is None:
            return NO_TEXT
        return self._text(text_of(reference, self._raw.texts, self._raw.default_language), control.steps, column)

    def _choice_list(self, control: RawControl) -> ChoiceList:
        itemset, name = control.itemset, control.name
        if itemset is not None and itemset in self._shared:
            self._choices[name] = self._shared[itemset]
            return self._shared[itemset]
        try:
            lookup = None if itemset is None else parse(itemset.nodeset)
            if itemset is None or not isinstance(lookup, Lookup):
                raise XPathError("choices_missing")
            rows = self._lists.get(lookup.list_name)
            if rows is None and lookup.list_name in self._raw.files:
                # the file is to blame, and was blamed before
                return ChoiceList(())
            if rows is None:
                raise XPathError("list_unknown", list=lookup.list_name, expression=itemset.nodeset)
            if not rows:
                raise XPathError("choices_missing")
            scope = self._scope(control.steps, in_list=True)
            condition = None
            for tree in lookup.conditions:
                condition = _both(condition, compile_tree(tree, scope, itemset.nodeset))
            key = key_of(lookup.conditions, scope)
        except XPathError as error:
            details = {"expression": itemset.nodeset if itemset else "", **error.details}
            self._blame(error.code, name, "choice_filter", **details)
            return ChoiceList(())
        choices = ChoiceList(self._choices_of(lookup.list_name, itemset, rows), condition, key)
        self._choices[name] = choices
        if not choices.filtered:
            self._shared[itemset] = choices
        return choices

    def _choices_of(self, list_name: str, itemset: RawItemset, rows: list[dict[str, str]]) -> list[Choice]:
        hidden = {"itextId", itemset.value, itemset.label}
        choices = []
        for row in rows:
            columns = {head: cell for head, cell in row.items() if head.partition("::")[0] not in hidden}
            choices.append(Choice(row.get(itemset.value, ""), self._choice_text(row, itemset.label), columns, row))
        return choices

    def _choice_text(self, row: Mapping[str, str], label: str) -> Text:
        if "itextId" in row:
            return self._text(self._raw.texts.get(row["itextId"]), (next(iter(self._names))[0],), "label")
        # a plain column serves every language that has none of its own
        by_language: dict[str, Template] = {}
        for language in self._raw.languages:
            text = row.get(f"{label}::{language}") or row.get(label)
            if text:
                by_language[language] = text
        return Text(by_language, self._raw.default_language)

    def _presets(self) -> tuple[Preset, ...]:
        presets = [Preset(steps[-1], fixed=text) for steps, text in self._raw.leaves.items() if text]
        for action in self._raw.actions:
            formula = self._compiled(action.steps, action.value, "default")
            presets.append(Preset(action.steps[-1], formula=formula))
        for steps, bind in self._raw.binds.items():
            preload = preload_of(bind)
            if preload and steps in self._names:
                presets.append(Preset(steps[-1], preload=preload))
        return tuple(presets)


def _both(first: Compiled | None, second: Compiled) -> Compiled:
    if first is None:
        return second
    return Compiled(
        second.expression,
        lambda moment: first.true(moment) and second.true(moment),
        first.reads | second.reads,
        first.volatile or second.volatile,
    )


def _answered(name: str) -> Closure:
    return lambda moment: moment.answers.get(name, "")


def _calculated(name: str) -> Closure:
    return lambda moment: moment.calculated.get(name, "")


def _while_relevant(plain: Closure, bit: int) -> Closure:
    return lambda moment: plain(moment) if moment.relevance >> bit & 1 else ""


def _as_number(plain: Closure) -> Closure:
    return lambda moment: to_number(text) if (text := plain(moment)) != "" else ""


def _as_date(plain: Closure) -> Closure:
    return lambda moment: to_date(str(text)) or text if (text := plain(moment)) != "" else ""

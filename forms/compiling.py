"""What the author of a form wrote, compiled where it stands, and the blame for what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from forms.data_tree import DataTree
from forms.errors import Problem, problem
from forms.model import Question
from forms.nodes import Item, Node, Positions
from forms.source import Converted
from forms.texts import NO_TEXT, Template, Text
from forms.xform import RawForm, Steps
from forms.xform_texts import Output, Pieces, RawText, text_of
from forms.xpath import Compiled, Moment, Scope, XPathError, compile_expression

_COLUMNS: Final = {"calculate": "calculation", "readonly": "read_only", "count": "repeat_count"}
_MEDIA: Final = ("image", "audio", "video", "big-image")


def column_of(key: str) -> str:
    """The column of the survey sheet that an attribute of a bind comes from."""
    return _COLUMNS.get(key, key)


def origin(converted: Converted, tree: DataTree, steps: Steps, column: str) -> tuple[Steps, str]:
    """Where the author wrote what stands in a node: pyxform keeps a repeat's count in one of its own beside it."""
    repeat = (*steps[:-1], steps[-1].removesuffix("_count"))
    node = tree.nodes.get(repeat)
    made = "/".join(steps[1:]) not in converted.types and "/".join(repeat[1:]) in converted.types
    if column == "calculation" and made and node is not None and node.repeat:
        return repeat, "repeat_count"
    return steps, column


class Compiling:
    """Compiles expressions and texts. ``problems``: everything that is wrong, in any order. ``questions_of``: the
    questions of each node, known when answers are read.
    """

    def __init__(
        self, raw: RawForm, converted: Converted, tree: DataTree, lists: Mapping[str, Item], *, lenient: bool
    ) -> None:
        self._raw, self._converted, self._tree = raw, converted, tree
        self._lenient = lenient
        self.problems: list[Problem] = []
        self._questions_of: dict[Node, list[Question]] = {}
        self._itexts: dict[str, Text | None] = {}
        self._everywhere = Scope(
            context=tree.root,
            root=tree.root,
            lists=lists,
            texts=self._renderer,
            choice_label=self._choice_label,
            version=raw.version,
            strict=not lenient,
        )

    def _blame(self, code: str, steps: Steps, blamed: str, **details: object) -> None:
        steps, blamed = origin(self._converted, self._tree, steps, blamed)
        path = "/".join(steps[1:])
        row = self._converted.rows.get(path, self._converted.rows.get(steps[-1]))
        texts = {"name": steps[-1], **details}
        self.problems.append(problem(code, sheet="survey", row=row, column=blamed, details=texts))

    def _scope(self, node: Node, *, candidate: bool = False) -> Scope:
        # all share what lookups in lists have sorted
        return replace(self._everywhere, context=node, candidate=candidate)

    def _compiled(
        self,
        steps: Steps,
        expression: str | None,
        column: str,
        *,
        candidate: bool = False,
        blamed: Steps | None = None,
    ) -> Compiled | None:
        """``steps``: where it is computed; ``blamed``: where it was written, if elsewhere."""
        if expression is None or not expression.strip():
            return None
        try:
            return compile_expression(expression, self._scope(self._tree.nodes[steps], candidate=candidate))
        except XPathError as error:
            self._blame(error.code, blamed or steps, column, **{"expression": expression, **error.details})
            return None

    def _bind(self, steps: Steps, key: str, *, candidate: bool = False) -> Compiled | None:
        expression = self._raw.binds.get(steps, {}).get(key)
        return self._compiled(steps, expression, column_of(key), candidate=candidate)

    def _renderer(self, name: str) -> Callable[[Moment, Positions], str] | None:
        """What ``jr:itext('name')`` reads."""
        text = self._itext(name)
        if text is None:
            return None
        return lambda moment, positions: text.render(moment.language, moment, positions)

    def _itext(self, name: str) -> Text | None:
        if name not in self._itexts:
            raw = self._raw.texts.get(name)
            self._itexts[name] = None if raw is None else self._list_text(raw)
        return self._itexts[name]

    def _choice_label(self, node: Node, value: str, moment: Moment, positions: Positions) -> str:
        question = next(iter(self._questions_of.get(node, ())), None)
        if question is None or question.choices is None:
            return ""
        choice = question.choices.find(value, moment, positions)
        return choice.label(moment.language, moment, positions) if choice else ""

    def _list_text(self, raw: RawText | None) -> Text:
        """The text of a choice or of the catalogue: what it quotes is seen from the root."""
        return self._text(raw, (self._tree.root.name,), "label")

    def _text(self, raw: RawText | None, steps: Steps, column: str, form: str = "") -> Text:
        by_language: dict[str, Template] = {}
        given = raw.by_language if raw else {}
        for language, forms in given.items():
            if form in forms:
                by_language[language] = self._template(forms[form], steps, column)
        media: dict[str, Text] = {}
        if not form:
            kinds = {kind for forms in given.values() for kind in forms if kind in _MEDIA}
            media = {kind: self._text(raw, steps, kind, kind) for kind in sorted(kinds)}
        return Text(by_language, self._raw.default_language, media) if by_language or media else NO_TEXT

    def _template(self, pieces: Pieces, steps: Steps, column: str) -> Template:
        if all(isinstance(piece, str) for piece in pieces):
            return "".join(str(piece) for piece in pieces).strip()
        compiled = [
            self._compiled(steps, piece.expression, column) if isinstance(piece, Output) else piece for piece in pieces
        ]
        return tuple(piece for piece in compiled if piece is not None)

    def _message(self, steps: Steps, key: str, column: str) -> Text:
        reference = self._raw.binds.get(steps, {}).get(key)
        if reference is None:
            return NO_TEXT
        return self._text(text_of(reference, self._raw.texts, self._raw.default_language), steps, column)

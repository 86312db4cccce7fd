"""A form, ready to be walked: what the engine and the views read, never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from forms.texts import Text, match_language
from forms.xpath import Compiled, Moment

if TYPE_CHECKING:
    from forms.choices import ChoiceList
    from forms.dependencies import Dependencies


class Kind(Enum):
    """What a question wants to have."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    """Only read; also every other question that is read-only throughout."""


@dataclass(frozen=True, slots=True)
class Group:
    """A titled part of the form. ``parent``: name of the group around it."""

    name: str
    parent: str | None
    text: Text
    languages: tuple[str, ...]
    default_language: str

    def label(self, language: str | None = None, moment: Moment | None = None) -> str:
        return self.text.render(match_language(language, self.languages, self.default_language), moment)


@dataclass(frozen=True, eq=False)
class Question:
    """One asked control. ``index``: its place among all asked, notes included, from 0.

    ``number``: its place among those that want an answer, from 1 (None for a note), if all were relevant.
    ``own``: its ``relevant`` stands in ``Dependencies``.
    """

    name: str
    path: str
    kind: Kind
    index: int
    number: int | None
    group: Group | None
    appearance: frozenset[str]
    columns: Mapping[str, str]
    text: Text
    hint_text: Text
    guidance_text: Text
    choices: ChoiceList | None
    required: Compiled | None
    readonly: Compiled | None
    constraint: Compiled | None
    relevant: Compiled | None
    required_text: Text
    constraint_text: Text
    languages: tuple[str, ...]
    default_language: str

    @property
    def countable(self) -> bool:
        """It wants an answer: everything but notes."""
        return self.kind is not Kind.NOTE

    def label(self, language: str | None = None, moment: Moment | None = None) -> str:
        return self.text.render(match_language(language, self.languages, self.default_language), moment)

    def hint(self, language: str | None = None, moment: Moment | None = None) -> str:
        return self.hint_text.render(match_language(language, self.languages, self.default_language), moment)

    def is_required(self, moment: Moment) -> bool:
        return self.required is not None and self.required.true(moment)

    def is_readonly(self, moment: Moment) -> bool:
        return self.kind is Kind.NOTE or (self.readonly is not None and self.readonly.true(moment))


@dataclass(frozen=True, slots=True)
class Preset:
    """A value set when the form is begun: a fixed one, a formula, or ``preload`` "start", "end", "today"."""

    name: str
    fixed: str = ""
    formula: Compiled | None = None
    preload: str | None = None


@dataclass(frozen=True, eq=False)
class Form:
    """A form. ``questions``: asked controls in order; ``nodes``: names of all that can hold a value."""

    id: str
    version: str
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    default_language: str
    questions: tuple[Question, ...]
    groups: Mapping[str, Group]
    nodes: tuple[str, ...]
    presets: tuple[Preset, ...]
    dependencies: Dependencies
    _tags: dict[str | None, str] = field(default_factory=dict, repr=False)

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in self.questions}

    @cached_property
    def countable_mask(self) -> int:
        """One bit for each question that wants an answer, by ``index``."""
        return sum(1 << question.index for question in self.questions if question.countable)

    @cached_property
    def asked_mask(self) -> int:
        """One bit for each question, by ``index``."""
        return (1 << len(self.questions)) - 1

    def items(self) -> tuple[Question, ...]:
        """The questions that want an answer, in order."""
        return tuple(question for question in self.questions if question.countable)

    def language(self, tag: str | None) -> str:
        """The form's own name of the language for a tag such as "id"; the default language if it has none."""
        found = self._tags.get(tag)
        if found is None:
            found = match_language(tag, self.languages, self.default_language)
            # callers hand in a few tags; anything may come, so what is kept is bounded
            if len(self._tags) < 32:
                self._tags[tag] = found
        return found

    def title(self, language: str | None = None) -> str:
        default = match_language(self.default_language, tuple(self.titles), next(iter(self.titles), ""))
        return self.titles.get(match_language(language, tuple(self.titles), default), "")

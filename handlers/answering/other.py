"""The choice "Other" and the question "Specify other." that `or_other` adds to a form, in the person's language.

pyxform writes both in English, whatever the language of the form. They are known by all that it writes: the label in
every language, the name, the place at the end of the list, and the condition as nobody writes it by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import forms
from forms import Kind
from forms.choices import ChoiceList
from forms.model import SEVERAL, Question
from forms.sheet import Sheet
from forms.texts import Text
from locales import texts

_NAME, _LABEL = "other", "Other"
_SUFFIX, _QUESTION = "_other", "Specify other."


@dataclass(frozen=True, slots=True)
class _Added:
    """What was added to a form: the questions, and the lists that have the choice."""

    questions: frozenset[Question]
    lists: frozenset[ChoiceList]


_known: WeakKeyDictionary[forms.Form, _Added] = WeakKeyDictionary()


def question_view(form: forms.Form, state: forms.State, language: str) -> forms.QuestionView:
    """As `forms.question_view`."""
    return _told(form, forms.question_view(form, state, language), language)


def view_of(form: forms.Form, state: forms.State, key: str, language: str) -> forms.QuestionView:
    """As `forms.view_of`."""
    return _told(form, forms.view_of(form, state, key, language), language)


def answer_label(form: forms.Form, key: str, value: str, language: str, sheet: Sheet | None = None) -> str:
    """As `forms.answer_label`."""
    question = form.question(key)
    if question is not None and question.choices in _added(form).lists:
        names = value.split() if question.kind in SEVERAL else [value]
        if _NAME in names:
            label = texts(language).plain("other-choice")
            return ", ".join(
                label if name == _NAME else forms.answer_label(form, key, name, language, sheet) for name in names
            )
    return forms.answer_label(form, key, value, language, sheet)


def label_of(question: Question, sheet: Sheet, positions: forms.Positions, language: str) -> str:
    """What a question says, in one line and without the mark at its end. `language`: of the person."""
    if question in _added(sheet.form).questions:
        return texts(language).plain("other-specify").rstrip("?:. ")
    return " ".join(question.text.render(sheet.language, sheet, positions).split()).rstrip("?:. ")


def _told(form: forms.Form, q: forms.QuestionView, language: str) -> forms.QuestionView:
    added = _added(form)
    if q.definition in added.questions:
        return replace(q, label=texts(language).plain("other-specify"))
    if q.definition is not None and q.definition.choices in added.lists:
        label = texts(language).plain("other-choice")
        return replace(q, choices=tuple(replace(c, label=label) if c.name == _NAME else c for c in q.choices))
    return q


def _added(form: forms.Form) -> _Added:
    found = _known.get(form)
    if found is None:
        pairs = [
            (question, asked)
            for question in form.questions
            if question.choices is not None
            and (asked := form.by_name.get(question.name + _SUFFIX)) is not None
            and _asks(asked, question)
            and _ends_with_it(question.choices, form.languages)
        ]
        # The choice stands in the list, so every question with this list has it.
        names = {_names(question.choices) for question, _ in pairs if question.choices is not None}
        lists = frozenset(
            question.choices
            for question in form.questions
            if names and question.choices is not None
            if _ends_with_it(question.choices, form.languages) and _names(question.choices) in names
        )
        found = _Added(frozenset(asked for _, asked in pairs), lists)
        _known[form] = found
    return found


def _asks(asked: Question, question: Question) -> bool:
    return (
        asked.kind is Kind.TEXT
        and asked.relevant is not None
        and asked.relevant.expression == f"selected(../{question.node.name}, '{_NAME}')"
        and _says(asked.text, asked.languages, _QUESTION)
    )


def _ends_with_it(choices: ChoiceList, languages: Iterable[str]) -> bool:
    last = choices.all[-1] if choices.all else None
    return last is not None and last.name == _NAME and not last.columns and _says(last.text, languages, _LABEL)


def _says(text: Text, languages: Iterable[str], words: str) -> bool:
    return all(text.render(language) == words for language in languages)


def _names(choices: ChoiceList) -> tuple[str, ...]:
    return tuple(choice.name for choice in choices.all)

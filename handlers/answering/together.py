"""Several questions on one screen (`field-list`), where that fits: few, each answered by a word or a few buttons.

What does not fit is asked one question after the other, as everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import forms
from forms import Kind
from handlers.answering import other
from handlers.answering.fitting import clipped, length
from handlers.answering.values import in_words
from handlers.answering.windows import Window
from handlers.screens import Button
from handlers.tokens import form_button, mark
from locales import Texts

MOST_QUESTIONS = 4
MOST_CHOICES = 4
# The words of all questions together, and of each answer, that they stay one message.
MOST_WORDS, MOST_ANSWER = 2400, 120
# Together the labels of one row, each with the number of its question before it.
IN_A_ROW = 22
TYPED = frozenset({Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.BARCODE})
_FEW = TYPED | {Kind.NOTE, Kind.ACKNOWLEDGE, Kind.SELECT_ONE}


def screen_of(
    form: forms.Form, state: forms.State, q: forms.QuestionView, language: str
) -> tuple[forms.QuestionView, ...]:
    """The questions that share the screen with this one, itself included; none where it stands alone."""
    if len(q.screen) < 2 or len(q.screen) > 2 * MOST_QUESTIONS:
        return ()
    views = tuple(q if key == q.name else other.view_of(form, state, key, language) for key in q.screen)
    asked = [view for view in views if view.kind is not Kind.NOTE]
    if not 1 < len(asked) <= MOST_QUESTIONS or not all(_fits(view) for view in views):
        return ()
    if sum(length(view.label) + length(view.hint) for view in views) > MOST_WORDS:
        return ()
    return views


def _fits(q: forms.QuestionView) -> bool:
    if q.kind is not Kind.SELECT_ONE:
        return q.kind in _FEW
    return len(q.choices) <= MOST_CHOICES and sum(len(c.label) + 2 for c in q.choices) <= IN_A_ROW


def alone(form: forms.Form, state: forms.State, event: forms.Event, language: str) -> forms.Event:
    """The event; of a question that does not fit one screen with its others, as of one that stands alone."""
    question = form.question(state.position) if state.position is not None else None
    if question is None or len(question.together) < 2 or not isinstance(event, forms.Answer | forms.Done):
        return event
    q = other.question_view(form, state, language)
    return event if screen_of(form, state, q, language) else replace(event, alone=True)


def typed_into(views: Sequence[forms.QuestionView], position: str, window: Window) -> forms.QuestionView | None:
    """Which of the questions typed words answer: the one that was tapped, the one that is asked, the first open one."""
    typed = [view for view in views if view.kind in TYPED]
    if window.letter == "q":
        for view in typed:
            if mark(view.name) == window.number:
                return view
    for view in typed:
        if view.name == position:
            return view
    return next((view for view in typed if not view.current), None)


def lines(
    texts: Texts, form: forms.Form, views: Sequence[forms.QuestionView], into: forms.QuestionView | None
) -> list[str]:
    """The questions with their answers; an arrow before the one that typed words answer."""
    shown = []
    for view in views:
        label = escape(view.label, quote=False)
        if view.kind is Kind.NOTE:
            shown.append(label)
            continue
        arrow = "▸ " if into is not None and view.name == into.name else ""
        answer = ""
        if view.current and view.kind is not Kind.SELECT_ONE:
            words = in_words(texts, form, view.name, view.kind, view.appearance, view.current)
            answer = f" <b>{escape(clipped(words, MOST_ANSWER), quote=False)}</b>"
        shown.append(f"{arrow}{view.number}. {label}{answer}")
        if view.hint and arrow:
            shown.append(f"<i>{escape(view.hint, quote=False)}</i>")
    if into is not None:
        shown += ["", texts("how-typed-into", number=into.number)]
    return shown


def rows(
    texts: Texts, views: Sequence[forms.QuestionView], into: forms.QuestionView | None, draft_id: int
) -> list[list[Button]]:
    """The buttons, question by question; each says with a number whose it is."""
    made: list[list[Button]] = []
    pens = []
    for view in views:
        key = mark(view.name)
        if view.kind is Kind.SELECT_ONE:
            made.append(
                [
                    form_button(
                        f"{'✓ ' if c.chosen else ''}{view.number}. {c.label or c.name}",
                        draft_id,
                        view.step,
                        "a",
                        f"{c.index}.{key}",
                    )
                    for c in view.choices
                ]
            )
        elif view.kind is Kind.ACKNOWLEDGE:
            sign = "✓ " if view.current else ""
            label = f"{sign}{view.number}. {texts.plain('button-acknowledge')}"
            made.append([form_button(label, draft_id, view.step, "a", f"0.{key}")])
        elif view.kind in TYPED and (into is None or view.name != into.name):
            pens.append(form_button(f"✎ {view.number}", draft_id, view.step, "w", f"q{key}"))
    if pens:
        made.append(pens)
    made.append([form_button(texts.plain("button-next"), draft_id, views[0].step, "d")])
    return made


def named(views: Sequence[forms.QuestionView], wanted: int | None) -> forms.QuestionView | None:
    """The question with this mark."""
    return next((view for view in views if mark(view.name) == wanted), None)

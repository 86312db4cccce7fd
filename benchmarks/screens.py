"""The 87 screens of the questionnaire as a companion sees them, for the bots beside ours: same words, same buttons."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import forms
from bot.publishing import library_files, library_forms
from handlers.question import question_screen
from locales import texts

QUESTIONNAIRE = "kompetensi"
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Question:
    """One screen: HTML, and the labels of its buttons by row."""

    text: str
    rows: tuple[tuple[str, ...], ...]

    def keyboard(self, data: Callable[[int], str]) -> list[list[dict[str, str]]]:
        """The buttons as the Bot API has them; `data(n)` is what the n-th button carries."""
        numbers = iter(range(100))
        return [[{"text": label, "callback_data": data(next(numbers))} for label in row] for row in self.rows]


def questionnaire() -> forms.Form:
    """The questionnaire of the library, compiled."""
    return forms.compile_form(library_forms()[QUESTIONNAIRE], name=QUESTIONNAIRE, files=library_files())


def all_questions(form: forms.Form) -> list[Question]:
    """Walk the form to its end and keep each screen on the way."""
    questions = []
    state = forms.begin(form, NOON)
    while state.position is not None:
        screen = question_screen(texts("id"), form, state, 1)
        questions.append(Question(screen.text, tuple(tuple(b.label for b in row) for row in screen.rows)))
        view = forms.question_view(form, state)
        state = forms.step(form, state, forms.Answer(state.step, view.choices[-1].name), NOON).state
    return questions


def save(questions: list[Question], file: Path) -> None:
    """Write them where a bot in another process reads them."""
    file.write_text(json.dumps([[q.text, q.rows] for q in questions], ensure_ascii=False), encoding="utf-8")


def read(file: Path) -> list[Question]:
    """What `save` wrote."""
    given = json.loads(file.read_text(encoding="utf-8"))
    return [Question(text, tuple(tuple(row) for row in rows)) for text, rows in given]

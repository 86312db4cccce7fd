"""The files of answers, and a form filled in with one as in the chat: tap by tap, counted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import forms
from forms import Kind, QuestionView, State
from forms.walking_through import path_of
from tests.oracle.theirs import NOW

LIBRARY: Final = Path(forms.__file__).parent / "library"
FILES: Final = {path.name: path.read_bytes() for path in sorted(LIBRARY.glob("*.csv"))}
FOLDER: Final = Path(__file__).parent / "answers"
ORDINARY: Final = "biasa"
"""The case of a form that is the ordinary day."""
MOST_STEPS: Final = 400

Given = dict[str, list[str] | int]
"""As ``forms.walking_through.walk`` takes them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file of answers: the form's name, the case's, and what is answered."""

    form: str
    name: str
    path: Path = field(compare=False)

    def __str__(self) -> str:
        return self.path.stem

    @property
    def answers(self) -> dict[str, list[str]]:
        """As they stand in the file, all as lists of texts."""
        read = json.loads(self.path.read_text("utf-8"))
        return {
            path: [str(one) for one in (given if isinstance(given, list) else [given])] for path, given in read.items()
        }

    def given(self, form: forms.Form) -> Given:
        """The same for a walk: for a repeat the number of its instances."""
        repeats = {node.path for node in form.root.walk() if node.repeat}
        return {
            path: int(given[0]) if forms.pattern_of(path)[0].replace("[]", "") in repeats else given
            for path, given in self.answers.items()
        }


CASES: Final = [
    Case(form, name, path) for path in sorted(FOLDER.glob("*-*.json")) for form, name in [path.stem.split("-", 1)]
]
FORMS: Final = sorted(path.stem for path in LIBRARY.glob("*.md") if path.stem != "README")


def cases_of(name: str) -> list[Case]:
    """The files of answers of a form."""
    return [case for case in CASES if case.form == name]


@cache
def converted(name: str) -> forms.Converted:
    """A form of the library, converted."""
    return forms.convert((LIBRARY / f"{name}.md").read_bytes(), name=name)


@cache
def form_of(name: str, *, lenient: bool = False) -> forms.Form:
    """A form of the library; ``lenient``: as JavaRosa opens it."""
    return forms.load(converted(name), files=FILES, lenient=lenient)


@dataclass(slots=True)
class Filled:
    """A form filled in to its end. ``taps``: taps and typed or sent answers, *Kirim* included, refused ones not."""

    state: State
    taps: int = 0
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    sent: Mapping[str, str] | None = None
    missing: tuple[str, ...] = ()


def filled_in(form: forms.Form, given: Given, known: Mapping[str, str]) -> Filled:
    """Fill in the form event by event; what no answer is given for is kept or skipped. ``known``: by key, what the
    form begins with. An ``AssertionError`` says which answer was not taken, or should not have been.
    """
    filled = Filled(forms.begin(form, NOW, prefill=known, instance_id="uuid:00000000-0000-4000-8000-000000000000"))
    for _ in range(MOST_STEPS):
        if filled.state.position is None:
            break
        _answer(form, filled, question := forms.question_view(form, filled.state, "id"), _tries(form, question, given))
    else:
        raise AssertionError(f"no end after {MOST_STEPS} questions, at {filled.state.position}")
    sprint = forms.step(form, filled.state, forms.Submit(), NOW)
    filled.taps += 1
    for effect in sprint.effects:
        if isinstance(effect, forms.Submitted):
            filled.sent = effect.answers
        if isinstance(effect, forms.Incomplete):
            filled.missing = effect.missing
    return filled


def _tries(form: forms.Form, question: QuestionView, given: Given) -> list[str] | int:
    if question.definition is None:
        assert question.repeat is not None
        pattern, around = forms.pattern_of(question.repeat.name)
        node = form.loops[pattern].node
        return given.get(path_of(node, around), given.get(node.path, 0))
    node = question.definition.node
    positions = forms.pattern_of(question.name)[1]
    return given.get(path_of(node, positions), given.get(node.path, []))


def _answer(form: forms.Form, filled: Filled, question: QuestionView, tries: list[str] | int) -> None:
    number = filled.state.step
    if isinstance(tries, int):
        assert question.repeat is not None
        _do(form, filled, forms.AddInstance(number) if question.repeat.number < tries else forms.Done(number))
        return
    filled.asked.append(question.name)
    if question.kind is Kind.NOTE:
        _do(form, filled, forms.Done(number))
        return
    for wrong in tries[:-1]:
        before = filled.state
        [effect] = forms.step(form, before, forms.Answer(number, wrong), NOW).effects
        assert isinstance(effect, forms.Refused), f"{question.name}: {wrong!r} was taken"
        filled.refused.append(question.name)
    right = tries[-1] if tries else ""
    if right and question.kind is Kind.SELECT_MULTIPLE:
        there = (question.current or "").split()
        for choice in set(there) ^ set(right.split()):
            _do(form, filled, forms.Toggle(filled.state.step, choice))
        _do(form, filled, forms.Done(filled.state.step))
    elif right and right != question.current:
        _do(form, filled, forms.Answer(number, right))
    elif question.current:
        _do(form, filled, forms.Done(number))
    else:
        _do(form, filled, forms.Skip(number))


def _do(form: forms.Form, filled: Filled, event: forms.Event) -> None:
    at = filled.state.position
    sprint = forms.step(form, filled.state, event, NOW)
    refused = [effect for effect in sprint.effects if isinstance(effect, forms.Refused | forms.Stale)]
    assert not refused, f"{at}: {event} came to {refused}"
    filled.state = sprint.state
    filled.taps += 1

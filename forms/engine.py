"""The walk through a form: ``(form, state, event) → (state, effects)``.

It writes nowhere and knows no clock: the caller keeps the state and carries out the effects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forms.answers import ACKNOWLEDGED, judged, refusal
from forms.dependencies import Computed, calculated_text
from forms.events import (
    Answer,
    AtStart,
    Back,
    Cleared,
    Done,
    Effect,
    Event,
    Incomplete,
    Jump,
    Moved,
    Reason,
    Refused,
    Review,
    Saved,
    Skip,
    Stale,
    Submit,
    Submitted,
    Toggle,
)
from forms.model import Form, Kind, Question
from forms.state import State, computed_of
from forms.xpath import Moment

NO_PREFILL: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Sprint:
    """What one event came to."""

    state: State
    effects: tuple[Effect, ...]


def begin(form: Form, at: datetime, *, prefill: Mapping[str, str] = NO_PREFILL) -> State:
    """A form at its first question. ``at``: now, in the person's own time zone.

    Defaults of the form are filled in, then ``prefill``; what of it is no answer to this form (a choice that
    is no longer offered, a name that is gone) is left out.
    """
    computed = form.dependencies.from_scratch({}, at, form.default_language)
    turn = _Turn(form, State(form.id, form.version, None, 0, False, {}, at, computed), at)
    for preset in form.presets:
        if preset.preload == "start":
            turn.put(preset.name, at.isoformat(timespec="milliseconds"))
        elif preset.preload == "today":
            turn.put(preset.name, at.date().isoformat())
        elif preset.preload is None:
            value = calculated_text(preset.formula.evaluate(turn.moment())) if preset.formula else preset.fixed
            question = form.by_name.get(preset.name)
            is_date = question is not None and question.kind is Kind.DATE
            turn.put(preset.name, value[:10] if is_date else value)
    for question in form.questions:
        value = prefill.get(question.name, "")
        kept = judged(form, question, value, turn.moment()) if value and question.countable else ""
        if isinstance(kept, str) and kept:
            turn.put(question.name, kept)
    return turn.state(turn.next_after(-1), False, step=0)


def step(form: Form, state: State, event: Event, at: datetime) -> Sprint:
    """Carry out one event. ``at``: now, in the person's own time zone; it counts as one moment throughout.

    An event for another step changes nothing (``Stale``), nor does a refused one: the same state comes back.
    """
    if isinstance(event, (Jump, Review, Submit)):
        turn = _Turn(form, state, at)
        if isinstance(event, Jump):
            return turn.jump(event.name)
        return turn.go(None, False) if isinstance(event, Review) else turn.submit()
    question = None if state.position is None else form.by_name.get(state.position)
    if event.step != state.step or (question is None and not isinstance(event, Back)):
        return Sprint(state, (Stale(event.step),))
    turn = _Turn(form, state, at)
    if question is None or isinstance(event, Back):
        return turn.back(question)
    match event:
        case Answer(_, value):
            return turn.answer(question, value)
        case Toggle(_, choice):
            return turn.toggle(question, choice)
        case Done():
            return turn.done(question)
        case Skip():
            return turn.skip(question)


class _Turn:
    """One event being carried out: the answers on their way from one state to the next."""

    __slots__ = ("_answers", "_before", "_cleared", "_computed", "_effects", "_form", "at")

    def __init__(self, form: Form, before: State, at: datetime) -> None:
        self._form = form
        self._before = before
        self.at = at
        self._answers: dict[str, str] = dict(before.answers)
        self._effects: list[Effect] = []
        self._cleared: list[str] = []
        self._computed: Computed = computed_of(form, before)
        if form.dependencies.cells:
            self._follow(())

    def moment(self) -> Moment:
        computed = self._computed
        return Moment(self._answers, computed.calculated, computed.relevance, self.at, self._form.default_language)

    def state(self, position: str | None, returning: bool, step: int) -> State:
        form = self._form
        return State(form.id, form.version, position, step, returning, self._answers, self.at, self._computed)

    def put(self, name: str, value: str) -> None:
        """Keep an answer, or with an empty value take it away, and let follow what follows."""
        if value:
            self._answers[name] = value
            self._effects.append(Saved(name, value))
        elif self._answers.pop(name, ""):
            self._effects.append(Cleared(name))
        else:
            return
        self._follow((name,))

    def _follow(self, changed: Iterable[str]) -> None:
        dependencies = self._form.dependencies
        waiting = set(changed)
        while True:
            self._computed, also = dependencies.after(
                self._computed, self._answers, waiting, self.at, self._form.default_language
            )
            for name in dependencies.keeping:
                value = self._computed.calculated.get(name, "")
                if value and name not in self._answers:
                    self._answers[name] = value
                    self._effects.append(Saved(name, value))
            waiting = self._drop_closed_choices(waiting | also)
            if not waiting:
                return

    def _drop_closed_choices(self, changed: set[str]) -> set[str]:
        """Answers that a filter no longer offers are taken away; returns their names."""
        filtered_by = self._form.dependencies.filtered_by
        dropped: set[str] = set()
        if not filtered_by:
            return dropped
        for name in sorted({name for read in changed for name in filtered_by.get(read, ())}):
            question, value = self._form.by_name[name], self._answers.get(name)
            if value is None or question.choices is None:
                continue
            moment = self.moment()
            names = value.split() if question.kind is Kind.SELECT_MULTIPLE else [value]
            left = [choice for choice in names if question.choices.allows(choice, moment)]
            if left == names:
                continue
            dropped.add(name)
            self._cleared.append(name)
            if left:
                self._answers[name] = " ".join(left)
                self._effects.append(Saved(name, self._answers[name]))
            else:
                del self._answers[name]
                self._effects.append(Cleared(name))
        return dropped

    # where the walk goes

    def _shown(self) -> int:
        return self._computed.relevance & self._form.asked_mask

    def next_after(self, index: int) -> str | None:
        """The next relevant question; None at the end. ``index`` -1 for the first."""
        ahead = self._shown() >> (index + 1)
        return self._form.questions[index + (ahead & -ahead).bit_length()].name if ahead else None

    def _last_before(self, index: int) -> str | None:
        behind = self._shown() & ((1 << index) - 1)
        return self._form.questions[behind.bit_length() - 1].name if behind else None

    def go(self, position: str | None, returning: bool) -> Sprint:
        self._effects.append(Moved(position))
        return self._stay(position, returning)

    def _stay(self, position: str | None, returning: bool) -> Sprint:
        return Sprint(self.state(position, returning, self._before.step + 1), tuple(self._effects))

    def _unchanged(self, *effects: Effect) -> Sprint:
        return Sprint(self._before, effects)

    def _forward(self, question: Question) -> Sprint:
        if not self._before.returning:
            return self.go(self.next_after(question.index), False)
        # who changes the province from the review is asked for the regency next, which was lost by it
        shown = self._shown()
        lost = [self._form.by_name[name] for name in self._cleared]
        open_ones = sorted(lost_one.index for lost_one in lost if shown >> lost_one.index & 1)
        position = self._form.questions[open_ones[0]].name if open_ones else None
        return self.go(position, position is not None)

    # what the person does

    def _refuse(self, question: Question, reason: Reason) -> Sprint:
        return self._unchanged(refusal(self._form, question, reason, self.moment()))

    def answer(self, question: Question, value: str) -> Sprint:
        moment = self.moment()
        if question.is_readonly(moment):
            return self._refuse(question, Reason.READ_ONLY)
        kept = judged(self._form, question, value, moment)
        if isinstance(kept, Refused):
            return self._unchanged(kept)
        if not kept:
            return self.skip(question)
        self.put(question.name, kept)
        return self._forward(question)

    def toggle(self, question: Question, choice: str) -> Sprint:
        moment = self.moment()
        if question.is_readonly(moment):
            return self._refuse(question, Reason.READ_ONLY)
        if question.kind is not Kind.SELECT_MULTIPLE or question.choices is None:
            return self._refuse(question, Reason.NOT_A_CHOICE)
        open_now = [one.name for one in question.choices.at(moment)]
        if choice not in open_now:
            return self._refuse(question, Reason.NOT_A_CHOICE)
        chosen = set(self._answers.get(question.name, "").split()) ^ {choice}
        self.put(question.name, " ".join(dict.fromkeys(name for name in open_now if name in chosen)))
        return self._stay(question.name, self._before.returning)

    def done(self, question: Question) -> Sprint:
        moment = self.moment()
        if question.is_readonly(moment):
            return self._forward(question)
        if question.kind is Kind.ACKNOWLEDGE:
            self.put(question.name, ACKNOWLEDGED)
            return self._forward(question)
        value = self._answers.get(question.name, "")
        if not value:
            return self.skip(question)
        kept = judged(self._form, question, value, moment)
        return self._unchanged(kept) if isinstance(kept, Refused) else self._forward(question)

    def skip(self, question: Question) -> Sprint:
        moment = self.moment()
        if not question.is_readonly(moment):
            if question.is_required(moment):
                return self._refuse(question, Reason.REQUIRED)
            self.put(question.name, "")
        return self._forward(question)

    def back(self, question: Question | None) -> Sprint:
        if question is not None and self._before.returning:
            return self.go(None, False)
        index = len(self._form.questions) if question is None else question.index
        before = self._last_before(index)
        return self._unchanged(AtStart()) if before is None else self.go(before, False)

    def jump(self, name: str) -> Sprint:
        question = self._form.by_name.get(name)
        if question is None or not self._shown() >> question.index & 1:
            return self._unchanged(Refused(name, Reason.NOT_ASKED))
        return self.go(name, True)

    def submit(self) -> Sprint:
        form, moment, shown = self._form, self.moment(), self._shown()
        relevant = [question for question in form.items() if shown >> question.index & 1]
        missing = [
            question.name
            for question in relevant
            if question.name not in self._answers and question.is_required(moment)
        ]
        if missing:
            return self._unchanged(Incomplete(tuple(missing)))
        answered = [question for question in relevant if question.name in self._answers]
        verdicts = [judged(form, question, self._answers[question.name], moment) for question in answered]
        refused = [verdict for verdict in verdicts if isinstance(verdict, Refused)]
        if refused:
            return self._unchanged(*refused)
        for preset in form.presets:
            if preset.preload == "end":
                self.put(preset.name, self.at.isoformat(timespec="milliseconds"))
        bits = form.dependencies.bits
        gone = [name for name in self._answers if name in bits and not self._computed.relevance >> bits[name] & 1]
        for name in gone:
            self.put(name, "")
        values = {**self._answers, **self._computed.calculated}
        relevance = self._computed.relevance
        sent = {name: values[name] for name in form.nodes if values.get(name) and relevance >> bits[name] & 1}
        self._effects.append(Submitted(sent))
        state = self.state(None, False, self._before.step)
        return Sprint(state, tuple(self._effects))

"""One event being carried out: the answers on their way from one state to the next."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from forms import sending
from forms.answers import ACKNOWLEDGED, judged, on_earth, point_as_kept, refusal
from forms.events import AtStart, Cleared, Effect, Incomplete, Moved, Reason, Refused, Saved, Submitted
from forms.model import SEVERAL, Form, Kind, Loop, Question
from forms.nodes import Node, Positions, pattern_of
from forms.route import (
    Place,
    added,
    after,
    before,
    is_shown,
    last,
    make_counted,
    past_quiet,
    place_of,
    position_of,
    walk,
    wanted,
)
from forms.sheet import Sheet
from forms.state import State

Outcome = tuple[State, tuple[Effect, ...]]

_GROWING: Final = frozenset({Kind.GEOTRACE, Kind.GEOSHAPE})


class Turn:
    """See the module. ``place``: where the person is, None at the end."""

    def __init__(self, form: Form, state: State, at: datetime, sheet: Sheet | None = None) -> None:
        self._form, self._before = form, state
        self._effects: list[Effect] = []
        self._given: set[str] = set()
        self._cleared: list[tuple[Question, Positions]] = []
        self.sheet = Sheet(form, state, at, form.default_language, self._watch) if sheet is None else sheet
        if form.plan.volatile and at != state.at:
            self.sheet.refresh()
            self._drop_closed_choices()
        self.place: Place | None = None if state.position is None else place_of(self.sheet, state.position)
        # only while a correction from the review is under way
        self._shown_before = {position_of(place) for place in walk(self.sheet)} if state.returning else set()

    @classmethod
    def of(cls, sheet: Sheet) -> Turn:
        """The answers of a form that was just opened, to be changed outside a chat; its effects are nobody's."""
        form = sheet.form
        return cls(form, State(form.id, form.version, None, 0, False, {}, sheet.at), sheet.at, sheet)

    def _watch(self, key: str, value: str) -> None:
        self._effects.append(Saved(key, value) if value else Cleared(key))

    # where the walk goes

    def _go(self, place: Place | None, returning: bool) -> Outcome:
        position = position_of(place)
        self._effects.append(Moved(position))
        return self._stay(position, returning)

    def _stay(self, position: str | None, returning: bool) -> Outcome:
        state = self.sheet.state(position, returning, self._before.step + 1)
        return state, self._told()

    def _told(self) -> tuple[Effect, ...]:
        """Of several changes of one value the last counts, and only where it is another value than before."""
        final = {effect.name: effect for effect in self._effects if isinstance(effect, (Saved, Cleared))}
        before = self._before.answers
        told: list[Effect] = []
        for effect in self._effects:
            if isinstance(effect, (Saved, Cleared)):
                value = effect.value if isinstance(effect, Saved) else ""
                same = before.get(effect.name, "") == value and effect.name not in self._given
                if final[effect.name] is not effect or same:
                    continue
            told.append(effect)
        return tuple(told)

    def _unchanged(self, *effects: Effect) -> Outcome:
        return self._before, effects

    def _forward(self, question: Question, positions: Positions, *, alone: bool = False) -> Outcome:
        if self._before.returning:
            return self._back_to_review()
        together = () if alone else question.together
        for other in together:
            if other is not question and self._is_open(other, positions):
                return self._go((other, positions), False)
        return self._visit(after(self.sheet, (together[-1] if together else question, positions)))

    def _visit(self, place: Place | None) -> Outcome:
        """Go there, past what need not be asked; what is chosen there and no longer offered is gone, as in JavaRosa."""
        place = past_quiet(self.sheet, place)
        if place is not None and isinstance(place[0], Question):
            self.drop_closed(place[0], place[1])
        return self._go(place, False)

    def _back_to_review(self, chosen: Node | None = None) -> Outcome:
        """First to what the correction has opened: who changes the province is asked for the regency next.

        ``chosen``: a node whose choices were ticked one after the other, so that what they opened was shown before.
        """
        opened_by = self._conditions_on(chosen) if chosen is not None else frozenset()
        opened = [
            (question, positions)
            for question, positions in self._cleared
            if is_shown(self.sheet, (question, positions)) and not self.sheet.kept(question.node.key(positions))
        ]
        for place in walk(self.sheet):
            question, positions = place
            if not isinstance(question, Question):
                continue
            if position_of(place) in self._shown_before and opened_by.isdisjoint(
                question.stretch.conditions[question.place]
            ):
                continue
            if self._is_open(question, positions):
                opened.append((question, positions))
        if not opened:
            make_counted(self.sheet)
            return self._go(None, False)
        opened.sort(key=lambda place: (place[0].index, place[1]))
        return self._go(opened[0], True)

    def _conditions_on(self, node: Node) -> frozenset[Node]:
        """The nodes whose relevance depends on this one, through calculations too."""
        readers, found, ahead = self._form.plan.readers, set[Node](), [node]
        seen = {node}
        while ahead:
            for cell, _ in readers.get(ahead.pop(), ()):
                if cell.is_relevance:
                    found.add(cell.node)
                elif cell.node not in seen:
                    seen.add(cell.node)
                    ahead.append(cell.node)
        return frozenset(found)

    def _is_open(self, question: Question, positions: Positions) -> bool:
        """It is relevant, wants an answer and has none."""
        return (
            question.countable
            and not self.sheet.kept(question.node.key(positions))
            and is_shown(self.sheet, (question, positions))
            and not self.sheet.is_readonly(question, positions)
        )

    # what changes

    def put(self, question: Question, positions: Positions, value: str) -> None:
        """Keep an answer and let follow what follows: calculations, ``setvalue``, choices no longer offered."""
        key, old = question.node.key(positions), self.sheet.text(question.node, positions)
        self.sheet.put(question.node, positions, value)
        if value and value == old:
            # given once more: the same value, but an answer of now
            self._effects.append(Saved(key, value))
            self._given.add(key)
        if self.sheet.text(question.node, positions) != old:
            self.sheet.set_off(question.node, positions)
        self._drop_closed_choices()

    def _drop_closed_choices(self) -> None:
        filtered_by = self._form.filtered_by
        touched, self.sheet.touched = self.sheet.touched, []
        if not filtered_by or self.sheet.faithful:
            # JavaRosa drops them only when the question is seen again
            return
        while touched:
            affected: dict[tuple[Question, Positions], None] = {}
            for node, positions in touched:
                for part in node.walk() if node.children else (node,):
                    for question, shared in filtered_by.get(part, ()):
                        for found in self.sheet.instances(question.node, positions[:shared]):
                            affected[question, found] = None
            for question, found in affected:
                self.drop_closed(question, found)
            touched, self.sheet.touched = self.sheet.touched, []

    def drop_closed(self, question: Question, positions: Positions) -> None:
        """Choices that a filter no longer offers are taken out of an answer."""
        choices = question.choices
        value = self.sheet.kept(question.node.key(positions)) if choices is not None and choices.filtered else ""
        if choices is None or not value:
            return
        names = value.split() if question.kind in SEVERAL else [value]
        open_now = {choice.name for choice in choices.at(self.sheet, positions)}
        left = [name for name in names if name in open_now]
        if left != names:
            self._cleared.append((question, positions))
            self.sheet.put(question.node, positions, " ".join(left))

    # what the person does

    def _refuse(self, question: Question, positions: Positions, reason: Reason) -> Outcome:
        return self._unchanged(refusal(question, reason, self.sheet, positions))

    def answer(
        self, question: Question, positions: Positions, value: str, key: str | None, *, alone: bool = False
    ) -> Outcome:
        if key is not None:
            other = self._form.question(key)
            if other is None or pattern_of(key)[1] != positions or other not in (question, *question.together):
                return self._unchanged(Refused(key, Reason.NOT_ASKED))
            question = other
        if not is_shown(self.sheet, (question, positions)):
            return self._refuse(question, positions, Reason.NOT_ASKED)
        if self.sheet.is_readonly(question, positions):
            return self._refuse(question, positions, Reason.READ_ONLY)
        kept = judged(question, value, self.sheet, positions)
        if isinstance(kept, Refused):
            return self._unchanged(kept)
        if not kept:
            return self.skip(question, positions)
        self.put(question, positions, kept)
        return self._forward(question, positions, alone=alone)

    def keep(self, key: str, value: str) -> Outcome:
        """An answer for another question; the one that is asked stays, as long as it is relevant."""
        question, positions = self._form.question(key), pattern_of(key)[1]
        if question is None or not is_shown(self.sheet, (question, positions)):
            return self._unchanged(Refused(key, Reason.NOT_ASKED))
        if self.sheet.is_readonly(question, positions):
            return self._refuse(question, positions, Reason.READ_ONLY)
        kept = judged(question, value, self.sheet, positions)
        if isinstance(kept, Refused):
            return self._unchanged(kept)
        if not kept:
            return self._refuse(question, positions, Reason.REQUIRED)
        self.put(question, positions, kept)
        if self.place is not None and not is_shown(self.sheet, self.place):
            return self._visit(after(self.sheet, self.place))
        return self._stay(self._before.position, self._before.returning)

    def toggle(self, question: Question, positions: Positions, choice: str) -> Outcome:
        if self.sheet.is_readonly(question, positions):
            return self._refuse(question, positions, Reason.READ_ONLY)
        given = self.sheet.kept(question.node.key(positions))
        if question.kind in _GROWING:
            points = [point for point in given.split(";") if point]
            point = point_as_kept(choice) if choice else ""
            if point is None or (point and not on_earth(point)):
                return self._refuse(question, positions, Reason.NOT_A_PLACE)
            points = [*points, point] if point else points[:-1]
            self.put(question, positions, ";".join(points))
            return self._stay(question.key(positions), self._before.returning)
        open_now = [] if question.choices is None else [one.name for one in question.choices.at(self.sheet, positions)]
        if question.kind not in SEVERAL or choice not in open_now:
            return self._refuse(question, positions, Reason.NOT_A_CHOICE)
        if question.kind is Kind.RANK:
            names = [name for name in given.split() if name != choice]
            chosen = names if choice in given.split() else [*names, choice]
        else:
            ticked = set(given.split()) ^ {choice}
            chosen = list(dict.fromkeys(name for name in open_now if name in ticked))
        self.put(question, positions, " ".join(chosen))
        return self._stay(question.key(positions), self._before.returning)

    def done(self, question: Question, positions: Positions, *, alone: bool = False) -> Outcome:
        if self.sheet.is_readonly(question, positions):
            return self._forward(question, positions, alone=alone)
        if question.kind is Kind.ACKNOWLEDGE:
            self.put(question, positions, ACKNOWLEDGED)
            return self._forward(question, positions, alone=alone)
        if len(question.together) > 1 and not alone:
            return self._leave_screen(question, positions)
        value = self.sheet.kept(question.node.key(positions))
        if not value:
            return self.skip(question, positions)
        if question.kind is Kind.GEOSHAPE:
            value = closed(value)
            self.put(question, positions, value)
        kept = judged(question, value, self.sheet, positions)
        if isinstance(kept, Refused):
            return self._unchanged(kept)
        if self._before.returning and question.kind in SEVERAL:
            return self._back_to_review(question.node)
        return self._forward(question, positions, alone=alone)

    def _leave_screen(self, question: Question, positions: Positions) -> Outcome:
        for other in question.together:
            if not is_shown(self.sheet, (other, positions)) or self.sheet.is_readonly(other, positions):
                continue
            value = self.sheet.kept(other.node.key(positions))
            if value:
                kept = judged(other, value, self.sheet, positions)
                if isinstance(kept, Refused):
                    return self._unchanged(kept)
            elif self.sheet.is_required(other, positions):
                return self._refuse(other, positions, Reason.REQUIRED)
        if self._before.returning:
            return self._back_to_review()
        return self._visit(after(self.sheet, (question.together[-1], positions)))

    def skip(self, question: Question, positions: Positions) -> Outcome:
        if not self.sheet.is_readonly(question, positions):
            if self.sheet.is_required(question, positions):
                return self._refuse(question, positions, Reason.REQUIRED)
            self.put(question, positions, "")
        if self._before.returning:
            return self._back_to_review()
        return self._visit(after(self.sheet, (question, positions)))

    def leave(self, place: Place) -> Outcome:
        """On from the offer of one more instance, without it."""
        return self._go(None, False) if self._before.returning else self._visit(after(self.sheet, place))

    def add(self, loop: Loop, around: Positions) -> Outcome:
        if not self.sheet.add_instance(loop, around):
            return self._unchanged(Refused(loop.node.pattern, Reason.TOO_MANY_INSTANCES))
        self._drop_closed_choices()
        return self._visit(added(self.sheet, loop, around))

    def remove(self, key: str) -> Outcome:
        pattern, positions = pattern_of(key)
        loop = self._form.loops.get(pattern)
        if loop is None or len(positions) != len(loop.node.repeats):
            return self._unchanged(Refused(key, Reason.NOT_ASKED))
        around, there = positions[:-1], self.sheet.count(loop.node, positions[:-1])
        if not 1 <= positions[-1] <= there:
            return self._unchanged(Refused(key, Reason.NOT_ASKED))
        if not loop.open and there <= wanted(self.sheet, loop, around):
            # the number is the answer to another question: it would come again
            return self._unchanged(Refused(key, Reason.READ_ONLY))
        if there <= self._form.least(loop):
            return self._unchanged(Refused(key, Reason.READ_ONLY))
        stem = loop.node.count_key(around)[: -len("]")]
        inside = (self._before.position or "").startswith(stem)
        self.sheet.remove_instance(loop, positions)
        self._drop_closed_choices()
        if not inside:
            return self._stay(self._before.position, self._before.returning)
        offer: Place = (loop, around)
        return self._go(offer, self._before.returning) if loop.open else self._visit(after(self.sheet, offer))

    def review(self) -> Outcome:
        """To the end; instances that a count asks for are made, so that they are seen to be missing."""
        make_counted(self.sheet)
        return self._go(None, False)

    def back(self) -> Outcome:
        if self.place is not None and self._before.returning:
            return self._go(None, False)
        place = last(self.sheet) if self.place is None else before(self.sheet, self.place)
        return self._unchanged(AtStart()) if place is None else self._go(place, False)

    def jump(self, name: str) -> Outcome:
        place = place_of(self.sheet, name)
        if place is None or not is_shown(self.sheet, place):
            return self._unchanged(Refused(name, Reason.NOT_ASKED))
        return self._go(place, True)

    def submit(self) -> Outcome:
        """Send the form, if nothing that is required is missing and every answer holds."""
        make_counted(self.sheet)
        missing, refused = sending.faults(self.sheet)
        if missing:
            return self._unchanged(Incomplete(missing))
        if refused:
            return self._unchanged(*refused)
        self.end()
        sending.prune(self.sheet)
        self._effects.append(Submitted(sending.sent(self.sheet)))
        state = self.sheet.state(None, False, self._before.step)
        return state, self._told()

    def end(self) -> None:
        """Fill in the time at which the form was ended."""
        sending.end(self.sheet)


def closed(points: str) -> str:
    """An area ends where it begins."""
    corners = points.split(";")
    return points if len(corners) < 3 or corners[0] == corners[-1] else f"{points};{corners[0]}"

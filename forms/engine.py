"""The walk through a form: ``(form, state, event) → (state, effects)``.

It writes nowhere and knows no clock: the caller keeps the state and carries out the effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forms.answers import judged
from forms.casting import default_as_kept
from forms.data import MOST_WORK
from forms.events import (
    AddInstance,
    Answer,
    Back,
    Done,
    Effect,
    Event,
    Jump,
    Keep,
    Reason,
    Refused,
    RemoveInstance,
    Review,
    Skip,
    Stale,
    Submit,
    Toggle,
)
from forms.model import Form, Loop
from forms.nodes import NO_POSITIONS, pattern_of
from forms.route import first, past_quiet, position_of
from forms.sheet import Sheet
from forms.state import State
from forms.turn import Turn

NO_PREFILL: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Sprint:
    """What one event came to."""

    state: State
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who fills in the form, as far as forms may ask for it (ODK XForms specification, ``jr:preload="property"``)."""

    username: str = ""
    deviceid: str = ""
    phonenumber: str = ""
    email: str = ""

    def properties(self) -> dict[str, str]:
        return {
            "username": self.username,
            "deviceid": self.deviceid,
            "phonenumber": self.phonenumber,
            "email": self.email,
        }


NOBODY: Final = Person()


def opened(
    form: Form, at: datetime, *, instance_id: str = "", person: Person = NOBODY, language: str | None = None
) -> Sheet:
    """The form as it is when it is begun: first instances, defaults, what fills itself in, and what follows."""
    sheet = Sheet(
        form, State(form.id, form.version, None, 0, False, {}, at, instance_id), at, form.language(language), fresh=True
    )
    sheet.know(person.properties())
    for key, value in form.first.items():
        place = form.place(key)
        sheet.hold(key, value if place is None else default_as_kept(place[0].type, value, at))
    for preset in form.presets:
        for positions in sheet.instances(preset.node, NO_POSITIONS):
            sheet.preset(preset.preload or "", preset.node, positions)
    for action in form.on_load:
        for positions in sheet.instances(action.target, NO_POSITIONS):
            sheet.act(action, positions)
    sheet.work_out(anew=True)
    return sheet


def begin(
    form: Form,
    at: datetime,
    *,
    prefill: Mapping[str, str] = NO_PREFILL,
    instance_id: str = "",
    person: Person = NOBODY,
) -> State:
    """A form at its first question. ``at``: now, in the person's own time zone. ``instance_id``: "uuid:…".

    Defaults of the form are filled in, then ``prefill`` by key (numbers of instances first: "kids[]"); what of it is
    no answer to this form (a choice that is no longer offered, a name that is gone) is left out.
    """
    sheet = opened(form, at, instance_id=instance_id, person=person)
    for key, value in sorted(prefill.items(), key=lambda given: given[0].count("[")):
        if key.endswith("[]"):
            _instances(form, sheet, key, value)
    places = {key: form.place(key) for key in prefill}
    known = sorted((place[0].number, place[1], key) for key, place in places.items() if place is not None)
    for _, positions, key in known:
        place = places[key]
        assert place is not None, "only places that were found are in the list"
        node, value = place[0], prefill[key]
        if not sheet.has(node, positions) or not value:
            continue
        question = next((one for one in form.asking.get(node, ()) if one.countable), None)
        if question is not None:
            kept = judged(question, value, sheet, positions)
            if isinstance(kept, str) and kept:
                sheet.put(node, positions, kept)
        elif not node.children and node not in form.plan.calculated:
            sheet.put(node, positions, value)
    return sheet.state(position_of(past_quiet(sheet, first(sheet))), False, 0)


def _instances(form: Form, sheet: Sheet, key: str, value: str) -> None:
    pattern, around = pattern_of(key)
    loop = form.loops.get(pattern)
    if loop is None or not value.isdigit() or len(around) != len(loop.node.repeats) - 1:
        return
    while sheet.count(loop.node, around) < int(value[:6]) and sheet.add_instance(loop, around):
        pass


def step(form: Form, state: State, event: Event, at: datetime) -> Sprint:
    """Carry out one event. ``at``: now, in the person's own time zone; it counts as one moment throughout.

    An event for another step changes nothing (``Stale``), nor does a refused one: the same state comes back.
    """
    turn = Turn(form, state, at)
    sprint = _carried_out(turn, state, event)
    if turn.sheet.work > MOST_WORK:
        # the rest of what follows is unknown: nothing is kept of it
        return Sprint(state, (Refused(state.position or "", Reason.TOO_MUCH_WORK),))
    return sprint


def _carried_out(turn: Turn, state: State, event: Event) -> Sprint:
    match event:
        case Jump(name):
            return Sprint(*turn.jump(name))
        case Keep(other, value):
            return Sprint(*turn.keep(other, value))
        case Review():
            return Sprint(*turn.review())
        case Submit():
            return Sprint(*turn.submit())
        case RemoveInstance(instance):
            return Sprint(*turn.remove(instance))
    place = turn.place
    if event.step != state.step or (place is None and not isinstance(event, Back)):
        return Sprint(state, (Stale(event.step),))
    if place is None or isinstance(event, Back):
        return Sprint(*turn.back())
    entry, positions = place
    if isinstance(entry, Loop):
        match event:
            case AddInstance():
                return Sprint(*turn.add(entry, positions))
            case Done() | Skip():
                return Sprint(*turn.leave(place))
        return Sprint(state, (Stale(event.step),))
    match event:
        case Answer(_, value, key, alone):
            return Sprint(*turn.answer(entry, positions, value, key, alone=alone))
        case Toggle(_, choice):
            return Sprint(*turn.toggle(entry, positions, choice))
        case Done(_, alone):
            return Sprint(*turn.done(entry, positions, alone=alone))
        case Skip():
            return Sprint(*turn.skip(entry, positions))
    return Sprint(state, (Stale(event.step),))

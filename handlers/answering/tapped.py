"""What a tapped button of a form's screen means: an event for the engine."""

from __future__ import annotations

from datetime import datetime

import forms
from forms import Kind
from forms.answers import ACKNOWLEDGED
from handlers.answering import other, together
from handlers.answering.instances import instance_marked, offers
from handlers.answering.values import points_of, tapped_value
from handlers.tokens import FormTap, mark
from locales import texts


def event_of(form: forms.Form, state: forms.State, tap: FormTap, language: str, now: datetime) -> forms.Event | None:
    """What the button comes to; `None` for one that this screen does not have."""
    match tap.verb:
        case "b":
            return forms.Back(tap.step)
        case "s":
            return forms.Skip(tap.step)
        case "d":
            # also "keep": the answer that is there stays
            return forms.Done(tap.step)
        case "k":
            return forms.Submit()
        case "r":
            return forms.Review()
        case "n":
            return forms.AddInstance(tap.step)
        case "j":
            keys = forms.relevant_keys(form, state)
            return forms.Jump(keys[tap.number]) if tap.number < len(keys) else None
        case "e":
            missing = forms.review_view(form, state, language).missing
            return forms.Jump(missing[0]) if missing else None
        case "y":
            wanted = [key for key, _ in offers(texts(language), form, state) if mark(key) == tap.number]
            return forms.Jump(wanted[0]) if wanted else None
        case "u" if tap.number:
            found = instance_marked(form, state, tap.number, language)
            return forms.RemoveInstance(found[0]) if found else None
        case "a" | "v" | "u" if state.position is not None:
            return _answer(form, state, tap, language, now)
    return None


def _answer(form: forms.Form, state: forms.State, tap: FormTap, language: str, now: datetime) -> forms.Event | None:
    """A choice, a value, or the last point taken back; a choice may belong to another question of the screen."""
    q = other.question_view(form, state, language)
    if tap.verb == "u":
        return forms.Toggle(tap.step, "") if points_of(q.current) else None
    if tap.verb == "v":
        value = tapped_value(q, tap.argument, now)
        return None if value is None else forms.Answer(tap.step, value)
    key = None
    if tap.second is not None:
        found = together.named(together.screen_of(form, state, q, language), tap.second)
        if found is None:
            return None
        q, key = found, found.name
    if q.kind is Kind.ACKNOWLEDGE:
        return forms.Answer(tap.step, ACKNOWLEDGED, key)
    return forms.Answer(tap.step, q.choices[tap.number].name, key) if tap.number < len(q.choices) else None

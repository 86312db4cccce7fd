"""A form as a table in the test, and a walk through it as a text that reads like what a person would see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from forms import (
    AtStart,
    Cleared,
    Effect,
    Event,
    Form,
    Incomplete,
    Moved,
    Refused,
    Saved,
    Stale,
    State,
    Submitted,
    compile_form,
    question_view,
    step,
)

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

SETTINGS = """
| settings |
| | form_id | version | form_title | default_language |
| | trial   | 1       | Trial      | English (en)     |
"""


def table(survey: str, choices: str = "", settings: str = SETTINGS) -> str:
    """An XLSForm of the rows given; the headings are in the rows too."""
    sheets = f"| survey |\n{survey}\n{settings}"
    return f"{sheets}\n| choices |\n{choices}\n" if choices else sheets


def trial(survey: str, choices: str = "", files: Mapping[str, bytes] | None = None) -> Form:
    return compile_form(table(survey, choices), files=files or {})


def told(effect: Effect) -> str:
    match effect:
        case Saved(name, value):
            return f"saved {name}={value}"
        case Cleared(name):
            return f"cleared {name}"
        case Refused(name, reason):
            return f"refused {name} {reason.value}" + (f": {effect.message('en')}" if effect.message() else "")
        case Stale(number):
            return f"stale {number}"
        case Moved(position):
            return f"to {position or 'the end'}"
        case Submitted(answers):
            return "sent " + " ".join(f"{name}={value}" for name, value in answers.items())
        case Incomplete(missing):
            return "incomplete " + " ".join(missing)
        case AtStart():
            return "at the start"


def shown(form: Form, state: State) -> str:
    if state.position is None:
        return "| the end"
    view = question_view(form, state, "en")
    choices = " ".join(f"[{'x ' if choice.chosen else ''}{choice.name}]" for choice in view.choices)
    return f"| {view.number}/{view.total} {view.label} {choices}".rstrip()


def walk(form: Form, state: State, *events: Event, at: datetime = AT) -> tuple[State, str]:
    """Carry out the events; the transcript has for each what came of it and what is shown then."""
    lines = [shown(form, state)]
    for event in events:
        sprint = step(form, state, event, at)
        state = sprint.state
        lines.append(", ".join(told(effect) for effect in sprint.effects) or "-")
        lines.append(shown(form, state))
    return state, "\n".join(lines)

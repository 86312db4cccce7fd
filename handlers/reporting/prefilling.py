"""What a report begins with: what the bot knows already is typed by nobody twice.

A form's author says in the survey column `prefill` where a field's value comes from (docs/forms.md). Pure: answers in,
answers out; what of it is no answer to the form any more, the engine leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import forms

_RULE = re.compile(r"(?P<source>[a-z]+)(?:\(\s*(?P<name>[^()\s]*)\s*\))?")
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a report is begun, all by field: the answers of the `last` report (of the same series), those
    of the `profile`, what was `given` by who begins it, of the `person` (`name`), and the `key` that was chosen.
    """

    last: Mapping[str, str] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    person: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


def prefilled(form: forms.Form, known: Known) -> dict[str, str]:
    """Field → value for every field whose source has one. Fields of repeats are not filled: each instance is new."""
    found = {pattern: _value(rule, pattern, known) for pattern, rule in form.prefills.items() if "[" not in pattern}
    return {pattern: value for pattern, value in found.items() if value}


def _value(rule: str, pattern: str, known: Known) -> str:
    matched = _RULE.fullmatch(rule.strip())
    if matched is None:
        return ""
    source = matched["source"]
    if source == "key":
        return known.key
    answers = {
        "last": known.last,
        "suggest": known.last,
        "profile": known.profile,
        "person": known.person,
        "given": known.given,
        "case": known.given,
    }.get(source, _NOTHING)
    return _field(answers, matched["name"] or pattern)


def _field(answers: Mapping[str, str], name: str) -> str:
    """The answer to a field by its key, or by its own name where that is enough to tell it."""
    if name in answers:
        return answers[name]
    own = name.rpartition("/")[2]
    found = [value for key, value in answers.items() if "[" not in key and key.rpartition("/")[2] == own]
    return found[0] if len(found) == 1 else ""

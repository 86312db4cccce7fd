"""Whether a value can be the answer to a question, and how it is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final

from forms.events import Reason, Refused
from forms.model import Form, Kind, Question
from forms.texts import Text
from forms.xpath import Moment, Value
from forms.xpath.values import to_date, to_number

TEXT_LENGTH: Final = 2_000
"""Longest text answer in characters: our own limit, half of a Telegram message (4096)."""

INTEGER_DIGITS: Final = 9
"""Most digits of a whole number: JavaRosa keeps 32 bits (ODK XForms specification, data types)."""

DECIMAL_DIGITS: Final = 15
"""Most digits of a decimal number: what a 64-bit float keeps exactly."""

ACKNOWLEDGED: Final = "OK"
"""Value of an acknowledged question (ODK XForms specification, trigger)."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def kept_as(question: Question, value: str, moment: Moment) -> str | Reason:
    """The value as it is kept ("" for none), or why it cannot be an answer; its constraint apart."""
    match question.kind:
        case Kind.SELECT_ONE:
            choices = question.choices
            if choices is not None and choices.allows(value, moment):
                return value
            return Reason.NOT_A_CHOICE if value.strip() else ""
        case Kind.SELECT_MULTIPLE:
            return _several(question, value.split(), moment)
        case Kind.ACKNOWLEDGE:
            return value if value in (ACKNOWLEDGED, "") else Reason.NOT_A_CHOICE
        case Kind.NOTE:
            return Reason.READ_ONLY
        case Kind.INTEGER:
            return _integer(value.strip())
        case Kind.DECIMAL:
            return _decimal(value.strip())
        case Kind.DATE:
            return _date(value.strip())
        case Kind.TEXT:
            return _text(value)


def _several(question: Question, names: list[str], moment: Moment) -> str | Reason:
    if question.choices is None:
        return Reason.NOT_A_CHOICE
    open_now = [choice.name for choice in question.choices.at(moment)]
    if not set(names) <= set(open_now):
        return Reason.NOT_A_CHOICE
    return " ".join(dict.fromkeys(name for name in open_now if name in names))


def _integer(text: str) -> str | Reason:
    if not text:
        return ""
    if not _INTEGER.fullmatch(text):
        return Reason.NOT_A_WHOLE_NUMBER if _DECIMAL.fullmatch(text) else Reason.NOT_A_NUMBER
    digits = text.lstrip("+-").lstrip("0")
    return Reason.TOO_LARGE if len(digits) > INTEGER_DIGITS else str(int(text))


def _decimal(text: str) -> str | Reason:
    if not text:
        return ""
    if not _DECIMAL.fullmatch(text):
        return Reason.NOT_A_NUMBER
    whole, _, part = text.lstrip("+-").partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    if len(whole) + len(part) > DECIMAL_DIGITS:
        return Reason.TOO_LARGE
    number = f"{whole}.{part}" if part else whole
    return f"-{number}" if text.startswith("-") and number != "0" else number


def _date(text: str) -> str | Reason:
    if not text:
        return ""
    return text if _ISO_DATE.fullmatch(text) and to_date(text) is not None else Reason.NOT_A_DATE


def _text(value: str) -> str | Reason:
    if len(value) > 4 * TEXT_LENGTH:
        return Reason.TOO_LONG
    # control characters and lone surrogates cannot be stored or shown; a line break is meant
    signs = (sign for sign in value if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
    text = "".join(signs).strip()
    return Reason.TOO_LONG if len(text) > TEXT_LENGTH else text


def holds(question: Question, value: str, moment: Moment) -> bool:
    """Whether the constraint allows a value that is kept already; an empty one it always allows."""
    if question.constraint is None or not value:
        return True
    moment.own = _typed(question.kind, value)
    return question.constraint.true(moment)


def _typed(kind: Kind, value: str) -> Value:
    if kind in (Kind.INTEGER, Kind.DECIMAL):
        return to_number(value)
    moment: date | None = to_date(value) if kind is Kind.DATE else None
    return value if moment is None else moment


def judged(form: Form, question: Question, value: str, moment: Moment) -> str | Refused:
    """The value as it is kept ("" for none), or the refusal with the form's own message."""
    kept = kept_as(question, value, moment)
    if isinstance(kept, Reason):
        return refusal(form, question, kept, moment)
    if not holds(question, kept, moment):
        return refusal(form, question, Reason.CONSTRAINT, moment)
    return kept


def refusal(form: Form, question: Question, reason: Reason, moment: Moment) -> Refused:
    """A refusal; what the form says of it, with quoted answers filled in, in all its languages."""
    text: Text | None = None
    if reason is Reason.REQUIRED:
        text = question.required_text
    elif reason is Reason.CONSTRAINT:
        text = question.constraint_text
    messages: Mapping[str, str] = {}
    if text:
        messages = {language: text.render(language, moment) for language in form.languages}
    return Refused(question.name, reason, messages, form.default_language)

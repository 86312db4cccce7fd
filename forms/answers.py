"""Whether a value can be the answer to a question, and how it is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from forms.casting import default_as_kept
from forms.events import Reason, Refused
from forms.model import CHOOSING, MEDIA, Kind, Question
from forms.nodes import Positions
from forms.sheet import MOST_INSTANCES, Sheet
from forms.texts import Text
from forms.xpath import EvaluationError, typed

TEXT_LENGTH: Final = 2_000
"""Longest text answer in characters: our own limit, half of a Telegram message (4096)."""

LARGEST_INTEGER: Final = 2**31 - 1
"""JavaRosa keeps 32 bits (ODK XForms specification, data types)."""

INTEGER_DIGITS: Final = 9
"""So many digits of a whole number always fit below ``LARGEST_INTEGER``."""

DECIMAL_DIGITS: Final = 15
"""Most digits of a decimal number: what a 64-bit float keeps exactly."""

ACKNOWLEDGED: Final = "OK"
"""Value of an acknowledged question (ODK XForms specification, trigger)."""

MOST_POINTS: Final = 1_000
"""Most points of a line or an area: our own limit."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_FRACTION: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?")
_FILE: Final = re.compile(r"[^/\\\x00-\x1f]{1,200}")
_FEWEST: Final = {Kind.GEOTRACE: 2, Kind.GEOSHAPE: 3}
_NOT_A_MOMENT: Final = {
    Kind.DATE: Reason.NOT_A_DATE,
    Kind.TIME: Reason.NOT_A_TIME,
    Kind.DATETIME: Reason.NOT_A_DATETIME,
}
_PLACES: Final = frozenset({Kind.GEOPOINT, Kind.GEOTRACE, Kind.GEOSHAPE})


def kept_as(question: Question, value: str, sheet: Sheet, positions: Positions) -> str | Reason:
    """The value as it is kept ("" for none), or why it cannot be an answer; its constraint apart."""
    kind = question.kind
    if kind in CHOOSING:
        return _chosen(question, value, sheet, positions)
    if kind in MEDIA:
        return value if not value or _FILE.fullmatch(value) else Reason.NOT_A_FILE
    text = value.strip()
    match kind:
        case Kind.ACKNOWLEDGE:
            return value if value in (ACKNOWLEDGED, "") else Reason.NOT_A_CHOICE
        case Kind.NOTE | Kind.REPEAT:
            return Reason.READ_ONLY
        case Kind.TEXT | Kind.BARCODE:
            return _text(value)
    if not text:
        return ""
    match kind:
        case Kind.INTEGER:
            return _integer(text)
        case Kind.DECIMAL:
            return _decimal(text)
        case Kind.RANGE:
            return _integer(text) if question.range is None or question.range.whole else _decimal(text)
        case Kind.DATE:
            return text if is_date(text) else Reason.NOT_A_DATE
        case Kind.TIME:
            return _time(text, sheet)
        case Kind.DATETIME:
            return _moment(text, sheet)
        case Kind.GEOPOINT:
            point = point_as_kept(text)
            return Reason.NOT_A_PLACE if point is None else point
    return _points(text)


def _chosen(question: Question, value: str, sheet: Sheet, positions: Positions) -> str | Reason:
    choices = question.choices
    if choices is None:
        return Reason.NOT_A_CHOICE
    if question.kind is Kind.SELECT_ONE:
        if choices.allows(value, sheet, positions):
            return value
        return Reason.NOT_A_CHOICE if value.strip() else ""
    names = value.split()
    if not set(names) <= {choice.name for choice in choices.at(sheet, positions)}:
        return Reason.NOT_A_CHOICE
    return " ".join(dict.fromkeys(names))


def incomplete(question: Question, kept: str, sheet: Sheet, positions: Positions) -> Reason | None:
    """What is still missing of an answer that grows tap by tap, or what a range does not allow: a chat is stricter
    here than JavaRosa, whose own screens leave no other way.
    """
    if not kept:
        return None
    if question.kind is Kind.RANK and question.choices is not None:
        ranked = set(kept.split())
        left = [choice for choice in question.choices.at(sheet, positions) if choice.name not in ranked]
        return Reason.NOT_ALL_RANKED if left else None
    if question.kind in _PLACES:
        points = kept.split(";")
        enough = len(points) >= _FEWEST.get(question.kind, 1)
        return None if enough and all(map(on_earth, points)) else Reason.NOT_A_PLACE
    if question.kind is Kind.RANGE and question.range is not None:
        span, number = question.range, Decimal(kept)
        inside = min(span.start, span.end) <= number <= max(span.start, span.end)
        return None if inside and (number - span.start) % span.step == 0 else Reason.NOT_IN_RANGE
    return None


def _integer(text: str) -> str | Reason:
    if not _INTEGER.fullmatch(text):
        return Reason.NOT_A_WHOLE_NUMBER if _FRACTION.fullmatch(text) else Reason.NOT_A_NUMBER
    if len(text.lstrip("+-").lstrip("0")) > INTEGER_DIGITS + 1:
        return Reason.TOO_LARGE
    number = int(text)
    return str(number) if -LARGEST_INTEGER - 1 <= number <= LARGEST_INTEGER else Reason.TOO_LARGE


def _decimal(text: str) -> str | Reason:
    if not _DECIMAL.fullmatch(text):
        return Reason.NOT_A_NUMBER
    number = Decimal(text)
    if number == 0:
        return "0"
    if not -20 <= number.adjusted() <= 20:
        return Reason.TOO_LARGE
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    digits = written.lstrip("-").replace(".", "").lstrip("0")
    return Reason.TOO_LARGE if len(digits) > DECIMAL_DIGITS else written


def is_date(text: str) -> bool:
    """A day of the calendar as ISO 8601 writes it."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _time(text: str, sheet: Sheet) -> str | Reason:
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
        return Reason.NOT_A_TIME
    fraction = (match[4] or "").ljust(3, "0")[:3]
    zone = match[5]
    if zone is None:
        local = f"{sheet.at:%z}"
        zone = f"{local[:3]}:{local[3:5]}" if local else ""
    elif len(zone) == 3:
        zone = f"{zone}:00"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{match[1]}:{match[2]}:{match[3] or '00'}.{fraction}{zone}"


def _moment(text: str, sheet: Sheet) -> str | Reason:
    day, mark, rest = text.partition("T")
    if not is_date(day):
        return Reason.NOT_A_DATETIME
    if not mark:
        rest = "00:00"
    hour = _time(rest, sheet)
    if isinstance(hour, Reason):
        return Reason.NOT_A_DATETIME
    given = _TIME.fullmatch(rest)
    if given is not None and given[5] is None:
        # without a zone it is local, with the offset of that day
        offset = datetime.fromisoformat(f"{day}T{hour[:12]}").replace(tzinfo=sheet.at.tzinfo).strftime("%z")
        hour = hour[:12] + (f"{offset[:3]}:{offset[3:5]}" if offset else "")
    return f"{day}T{hour}"


def point_as_kept(text: str) -> str | None:
    """ "lat lon alt accuracy" from two to four numbers; None for anything else."""
    parts = text.split()
    if not 2 <= len(parts) <= 4 or not all(_DECIMAL.fullmatch(part) for part in parts):
        return None
    numbers = [float(part) for part in parts] + [0.0] * (4 - len(parts))
    return " ".join(_figure(number) for number in numbers)


def on_earth(point: str) -> bool:
    """Whether a latitude and a longitude are such."""
    latitude, longitude = point.split()[:2]
    return abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180


def _figure(number: float) -> str:
    return str(int(number)) if number == int(number) else format(Decimal(repr(number)), "f")


def _points(text: str) -> str | Reason:
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    if not pieces or len(pieces) > MOST_POINTS:
        return Reason.NOT_A_PLACE
    points = [point_as_kept(piece) for piece in pieces]
    if any(point is None for point in points):
        return Reason.NOT_A_PLACE
    return ";".join(point for point in points if point is not None)


def _text(value: str) -> str | Reason:
    if len(value) > 4 * TEXT_LENGTH:
        return Reason.TOO_LONG
    # control characters and lone surrogates cannot be stored or shown; a line break is meant
    signs = (sign for sign in value if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
    text = "".join(signs).strip()
    return Reason.TOO_LONG if len(text) > TEXT_LENGTH else text


def holds(question: Question, value: str, sheet: Sheet, positions: Positions) -> bool:
    """Whether the constraint allows a value that is kept already; an empty one it always allows."""
    if question.constraint is None or not value:
        return True
    sheet.candidate = typed(question.node.type, value, sheet.at)
    try:
        return question.constraint.true(sheet, positions)
    except EvaluationError:
        # a condition that cannot be asked must not hold the person up
        return True
    finally:
        sheet.candidate = None


def judged(question: Question, value: str, sheet: Sheet, positions: Positions, *, strict: bool = True) -> str | Refused:
    """The value as it is kept ("" for none), or the refusal with the form's own message.

    ``strict``: as a chat takes it: what is typed is trimmed, an answer that is not whole yet is refused too (see
    ``incomplete``). Otherwise as JavaRosa casts it.
    """
    kept = kept_as(question, value, sheet, positions) if strict else cast(question, value, sheet, positions)
    if isinstance(kept, Reason):
        return refusal(question, kept, sheet, positions)
    if strict and (missing := incomplete(question, kept, sheet, positions)) is not None:
        return refusal(question, missing, sheet, positions)
    if strict and question.kind is Kind.SELECT_MULTIPLE and question.choices is not None:
        # ticked in any order; JavaRosa keeps the order that it is given
        ticked = set(kept.split())
        kept = " ".join(choice.name for choice in question.choices.at(sheet, positions) if choice.name in ticked)
    if strict and question.node in sheet.form.counters and Decimal(kept or 0) > MOST_INSTANCES:
        return refusal(question, Reason.TOO_LARGE, sheet, positions)
    if not holds(question, kept, sheet, positions):
        return refusal(question, Reason.CONSTRAINT, sheet, positions)
    return kept


def cast(question: Question, value: str, sheet: Sheet, positions: Positions) -> str | Reason:
    """The value as JavaRosa's ``IAnswerData.cast`` takes it: texts as they are, whole numbers without blanks, days
    and times in any spelling that it can read.
    """
    match question.kind:
        case Kind.TEXT | Kind.BARCODE | Kind.ACKNOWLEDGE:
            return value
        case Kind.SELECT_MULTIPLE | Kind.RANK:
            kept = kept_as(question, value, sheet, positions)
            return kept if isinstance(kept, Reason) else " ".join(value.split())
        case Kind.INTEGER if value != value.strip():
            return Reason.NOT_A_WHOLE_NUMBER
        case Kind.DATE | Kind.TIME | Kind.DATETIME if value:
            written = default_as_kept(question.node.type, value, sheet.at)
            return written or _NOT_A_MOMENT[question.kind]
    return kept_as(question, value, sheet, positions)


def refusal(question: Question, reason: Reason, sheet: Sheet, positions: Positions) -> Refused:
    """A refusal; what the form says of it, with quoted answers filled in, in all its languages."""
    text: Text | None = None
    if reason is Reason.REQUIRED:
        text = question.required_text
    elif reason is Reason.CONSTRAINT:
        text = question.constraint_text
    messages: Mapping[str, str] = {}
    form = sheet.form
    if text:
        messages = {language: text.render(language, sheet, positions) for language in form.languages}
    return Refused(question.key(positions), reason, messages, form.default_language)

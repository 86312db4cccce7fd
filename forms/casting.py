"""Values on their way in and out of a form's data: fixed defaults as answers, answers as XML."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from forms.xpath import EvaluationError, Value, as_written, typed
from forms.xpath.values import java_text

MOST_DAYS: Final = 700_000
"""So far from 1970 a day can still be told: the years 54 to 3886."""

_CAST: Final = frozenset({"int", "integer", "long", "decimal", "double", "float", "date", "time", "dateTime"})
_DECIMALS: Final = frozenset({"decimal", "double", "float"})
_PLACES: Final = frozenset({"geopoint", "geotrace", "geoshape"})


def default_as_kept(kind: str, text: str, at: datetime) -> str:
    """A fixed default by the type of its bind, "" where it is none of it (JavaRosa's ``XFormAnswerDataParser``).

    ``at``: the moment the form is begun, in the person's zone: times are put into it.
    """
    if kind not in _CAST:
        return text
    try:
        return as_written(kind, typed(kind, text, at), zone=at.tzinfo or UTC)
    except EvaluationError:
        return ""


def as_a_day(kind: str, value: Value) -> Value:
    """A number of days since 1970-01-01 as the date that it is, for a date question: what ``today() - 1`` comes to.

    JavaRosa cannot open a form with such a default.
    """
    if kind != "date" or not isinstance(value, float) or not abs(value) < MOST_DAYS:
        return value
    return date(1970, 1, 1) + timedelta(days=int(value))


def in_xml(kind: str, text: str) -> str:
    """An answer as JavaRosa's ``XFormAnswerDataSerializer`` writes it: "5" of a decimal question is "5.0", and so are
    the figures of places.
    """
    if kind in _DECIMALS:
        value = typed(kind, text)
        if isinstance(value, float):
            return java_text(value)
    if kind in _PLACES:
        value = typed(kind, text)
        return value if isinstance(value, str) and value else text
    return text

"""Values on their way in and out of a form's data: fixed defaults as answers, answers as XML."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from forms.xpath import EvaluationError, as_written, typed
from forms.xpath.values import java_text

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

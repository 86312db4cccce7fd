"""The answers of an analysis as columns: one row a person, one column an item of the instrument as it is asked now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import forms
from handlers.exporting.reading import versions_of
from handlers.instruments import Instrument, instrument_of
from storage.analyses import Answers, Whose
from storage.results import LEFT_OUT

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

MOST_WORDS = 120
"""Letters of an item's wording that a report needs to tell which one it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """``columns``: by item, NaN without an answer; scores as the form gives them, turned items turned already.
    ``title``: of the form; ``words``: what each item asks. ``versions``: how many of the form were answered.
    """

    instrument: Instrument
    title: str
    words: Mapping[str, str]
    columns: Mapping[str, Array]
    people: int
    versions: int


def read(source: Answers, whose: Whose, language: str) -> Data | None:
    """None where there is no such instrument (any more). Items that an older version did not ask are missing in it."""
    import numpy as np

    scores = source.scores(whose)
    versions = versions_of(source, whose.form_id, scores)
    newest = versions[-1] if versions else None
    instrument = instrument_of(newest.form) if newest is not None else None
    if newest is None or instrument is None:
        return None
    of_version = {one.number: instrument_of(one.form) for one in versions}
    people = sum(len(rows) for rows in scores.values())
    values = np.full((people, len(instrument.items)), np.nan)
    begin = 0
    for number, rows in scores.items():
        asked = of_version.get(number)
        end = begin + len(rows)
        if asked is not None:
            packed = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), len(asked.items))
            place = {item: at for at, item in enumerate(asked.items)}
            for at, item in enumerate(instrument.items):
                if item in place:
                    column = packed[:, place[item]]
                    values[begin:end, at] = np.where(column == LEFT_OUT, np.nan, column)
        begin = end
    columns = {item: np.ascontiguousarray(values[:, at]) for at, item in enumerate(instrument.items)}
    words = words_of(newest.form, instrument, language)
    return Data(instrument, newest.form.title(language), words, columns, people, len(scores))


def words_of(form: forms.Form, instrument: Instrument, language: str) -> dict[str, str]:
    """What each item asks, in one line."""
    asked = {question.name: question for question in form.items()}
    return {
        item: shortened(" ".join(asked[item].label(language).split())) for item in instrument.items if item in asked
    }


def shortened(words: str) -> str:
    """A wording in the length of a line or two."""
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1].rstrip()}…"

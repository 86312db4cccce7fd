"""The answers of an analysis as columns: one row a person, one column an item of the instrument as it is asked now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from handlers.exporting.reading import versions_of
from handlers.instruments import Instrument, instrument_of
from storage.analyses import Answers, Whose
from storage.results import LEFT_OUT

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """``columns``: by item, NaN without an answer; scores as the form gives them, turned items turned already.
    ``title``: of the form. ``versions``: how many of the form were answered.
    """

    instrument: Instrument
    title: str
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
    return Data(instrument, newest.form.title(language), columns, people, len(scores))

"""What an instrument scored, as columns: the percent of each part and overall, and its band or group.

Percents as in docs/decisions/0002-missing-answers.md, with four decimals. Bands: ``scoring.bands``; groups of the short
form: ``scoring.short_form`` (which bears one item left out where a percent does not); checklists have percents only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from handlers.exporting.columns import Value, Written
from handlers.exporting.fields import Option, Type
from handlers.exporting.reading import Version
from handlers.instruments import BANDS as BY_BANDS
from handlers.instruments import CHECKLIST, GROUPS, Instrument, instrument_of, scores_of
from scoring import short_form
from scoring.bands import BANDS
from scoring.competency import OVERALL
from storage.exports import Record

if TYPE_CHECKING:
    from scoring.digest import Shape

PERCENT, LEVEL = "persen", "kategori"
_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    instrument: Instrument
    shape: Shape


class Scores:
    """``versions``: of one form; any may be an instrument. ``levels``: the words of bands and groups by key."""

    def __init__(self, versions: Sequence[Version], levels: Mapping[str, str]) -> None:
        from scoring.digest import shape_of

        found = {one.number: instrument_of(one.form) for one in versions}
        self._scored = {
            number: _Scored(one, shape_of(one.part_of, one.maximum, None, len(one.parts)))
            for number, one in found.items()
            if one is not None
        }
        newest = [one.instrument for one in self._scored.values()]
        self.levels = newest[-1].levels if newest else BY_BANDS
        parts = dict.fromkeys(part for one in reversed(newest) for part in one.parts)
        self.parts = (*parts, OVERALL) if parts else ()
        keys = short_form.GROUPS if self.levels == GROUPS else [band.key for band in reversed(BANDS)]
        # Lowest first: the codes of an SPSS file rise with the level.
        self._options = tuple(Option(key, levels.get(key, key), number + 1) for number, key in enumerate(keys))

    @property
    def columns(self) -> list[Written]:
        """For each part: its percent, and its level where there are any."""
        written = []
        for part in self.parts:
            written.append(Written(f"{PERCENT}_{part}", Type.DECIMAL, part=part))
            if self._has_level(part):
                written.append(Written(f"{LEVEL}_{part}", Type.ONE, options=self._options, part=part))
        return written

    def cells(self, records: Sequence[Record]) -> list[list[Value]]:
        """The cells of each record."""
        found: list[list[Value]] = [[] for _ in records]
        if not self.parts:
            return found
        by_version: dict[str, list[int]] = {}
        for index, record in enumerate(records):
            by_version.setdefault(record.version, []).append(index)
        for version, indexes in by_version.items():
            rows = self._rows(version, [records[index] for index in indexes])
            for index, row in zip(indexes, rows, strict=True):
                found[index] = row
        return found

    def _has_level(self, part: str) -> bool:
        if self.levels == CHECKLIST:
            return False
        # Nine constructs have no common group: they are not one thing.
        return self.levels != GROUPS or part != OVERALL

    def _rows(self, version: str, records: Sequence[Record]) -> list[list[Value]]:
        import numpy as np

        from scoring.digest import percents

        scored = self._scored.get(version)
        if scored is None:
            return [[None] * len(self.columns) for _ in records]
        instrument = scored.instrument
        items = [_items(instrument, record) for record in records]
        matrix: Any = np.frombuffer(b"".join(items), dtype=np.uint8).reshape(len(records), -1)
        table = percents(matrix, scored.shape)
        by_part = dict(zip((*instrument.parts, OVERALL), table.T, strict=True))
        if instrument.weights:
            by_part[OVERALL] = _weighted(instrument, table)
        groups = [_groups(instrument, one) for one in items] if self.levels == GROUPS else []
        columns: list[list[Value]] = []
        for part in self.parts:
            found = by_part.get(part, np.full(len(records), np.nan))
            columns.append(_or_none(np.round(found, _DECIMALS)))
            if self._has_level(part):
                columns.append([one.get(part) for one in groups] if self.levels == GROUPS else _bands(found))
        return [list(row) for row in zip(*columns, strict=True)]


def _items(instrument: Instrument, record: Record) -> bytes:
    """As they were kept for counting; from the answers where that was not done yet."""
    if record.scores is not None and len(record.scores) == len(instrument.items):
        return record.scores
    return scores_of(instrument, dict(zip(json.loads(record.items), json.loads(record.values), strict=True)))


def _or_none(numbers: Any) -> list[Value]:
    """Floats as Python has them, None for nan."""
    import numpy as np

    held = numbers.astype(object)
    held[np.isnan(numbers)] = None
    found: list[Value] = held.tolist()
    return found


def _bands(percents: Any) -> list[Value]:
    """The band of each percent (``scoring.digest`` says why floats are exact enough), None for nan."""
    import numpy as np

    rising = BANDS[::-1]
    keys = np.array([*(band.key for band in rising), None], dtype=object)
    reached = np.searchsorted([band.lower for band in rising], percents, side="right") - 1
    found: list[Value] = keys[np.where(np.isnan(percents), len(rising), reached)].tolist()
    return found


def _groups(instrument: Instrument, items: bytes) -> Mapping[str, str]:
    if instrument.parts == short_form.CONSTRUCTS and len(items) == len(short_form.CONSTRUCTS) * short_form.ITEMS_EACH:
        return dict(short_form.groups(items))
    return {}


def _weighted(instrument: Instrument, table: Any) -> Any:
    """The mean of the parts by their weights; nan where a part is."""
    import numpy as np

    weights = np.array([float(weight) for weight in instrument.weights or ()])
    return np.minimum(table[:, :-1] @ weights / weights.sum(), 100.0)

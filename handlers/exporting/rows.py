"""From sent forms to rows: a row of the form's table for each, and one for each instance of its repeats.

Submissions of one version with the same items answered have one *shape*: where each value goes is worked out once for
all of them. That, and not the writing, is what makes an export of two million answers a matter of seconds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from forms import Positions, pattern_of
from handlers.exporting.columns import Sheet, Value, cells
from handlers.exporting.pseudonyms import Pseudonyms
from handlers.exporting.reading import Regions
from handlers.exporting.scores import Scores
from storage.exports import Record

MOST_SHAPES: Final = 2_000
"""Kept at once: forms with many repeats have as many as submissions."""

Row = list[Value]
_Pick = Callable[[Sequence[Any]], tuple[Any, ...]]


@dataclass(slots=True)
class Batch:
    """The rows of some records by sheet, and of each row the record and the positions that it comes from."""

    records: Sequence[Record]
    rows: list[list[Row]]
    origins: list[list[tuple[Record, Positions]]]


@dataclass(slots=True)
class _Shape:
    """Where the values of a record go. ``children``: by sheet and positions, in order; ``counts``: index of the value
    that says how many instances there are, of which sheet, and around which positions.
    """

    main: _Pick
    children: dict[tuple[int, Positions], _Pick] = field(default_factory=dict)
    counts: list[tuple[int, int, Positions]] = field(default_factory=list)


class Rows:
    """``sheets``: that of the form first."""

    def __init__(self, sheets: Sequence[Sheet], pseudonyms: Pseudonyms, regions: Regions, scores: Scores) -> None:
        self._sheets = sheets
        self._pseudonyms, self._regions, self._scores = pseudonyms, regions, scores
        self._about = tuple(written.name for written in sheets[0].about)
        self._shapes: dict[str, _Shape] = {}
        self._sheet_of = {sheet.table.repeat: number for number, sheet in enumerate(sheets)}
        self._blank = [(None,) * len(sheet.picked) for sheet in sheets]

    def batch(self, records: Sequence[Record]) -> Batch:
        """The rows of these records, in their order."""
        scores = self._scores.cells(records)
        made = Batch(records, [[] for _ in self._sheets], [[] for _ in self._sheets])
        main, origins = made.rows[0], made.origins[0]
        for record, about, scored in zip(records, self._abouts(records), scores, strict=True):
            shape = self._shapes.get(record.items) or self._shape(record.items)
            values: list[str | None] = json.loads(record.values)
            values.append(None)
            main.append([*about, *self._cells(0, shape.main(values), record.version), *scored])
            origins.append((record, ()))
            if shape.children or shape.counts:
                self._instances(made, record, shape, values, str(about[0]))
        return made

    def _cells(self, sheet: int, values: tuple[Any, ...], version: str) -> Any:
        return values if self._sheets[sheet].makes is None else cells(self._sheets[sheet], values, version)

    def _instances(self, made: Batch, record: Record, shape: _Shape, values: Sequence[str | None], key: str) -> None:
        there = dict.fromkeys(shape.children)
        for index, sheet, around in shape.counts:
            for number in range(1, _whole(values[index]) + 1):
                there.setdefault((sheet, (*around, number)))
        for sheet, positions in sorted(there):
            pick = shape.children.get((sheet, positions))
            repeat = self._sheets[sheet].table.repeat
            row = self._cells(sheet, self._blank[sheet] if pick is None else pick(values), record.version)
            made.rows[sheet].append([*_keys(key, repeat, positions), *row])
            made.origins[sheet].append((record, positions))

    def _shape(self, items: str) -> _Shape:
        if len(self._shapes) >= MOST_SHAPES:
            self._shapes.clear()
        held: dict[tuple[int, Positions], dict[str, int]] = {}
        counts = []
        names: list[str] = json.loads(items)
        for index, name in enumerate(names):
            pattern, positions = pattern_of(name)
            if pattern.endswith("[]") and pattern in self._sheet_of:
                counts.append((index, self._sheet_of[pattern], positions))
                continue
            sheet = self._sheet_of.get(pattern[: pattern.rfind("[]") + 2] if positions else "")
            if sheet is not None:
                held.setdefault((sheet, positions), {})[pattern] = index
        nothing = len(names)
        picks = {place: self._pick(place[0], found, nothing) for place, found in held.items() if place[0]}
        shape = _Shape(self._pick(0, held.get((0, ()), {}), nothing), picks, counts)
        self._shapes[items] = shape
        return shape

    def _pick(self, sheet: int, found: Mapping[str, int], nothing: int) -> _Pick:
        """Takes the sheet's picked columns out of a record's values; ``nothing``: the index of None."""
        columns = self._sheets[sheet].table.columns
        indexes = [found.get(columns[one].field.pattern, nothing) for one in self._sheets[sheet].picked]
        if len(indexes) > 1:
            return itemgetter(*indexes)
        return lambda values: tuple(values[index] for index in indexes)

    def _abouts(self, records: Sequence[Record]) -> Iterable[tuple[Value, ...]]:
        """The first cells of each record's row."""
        of_provinces = self._regions.clocks
        clocks = [of_provinces.get(record.province) or of_provinces[""] for record in records]
        hours = [ahead for ahead, _ in clocks]
        names, pseudonyms = self._regions.names, self._pseudonyms
        people = pseudonyms.people([record.person_id for record in records])
        held: dict[str, list[Any]] = {
            "meta_kunci": pseudonyms.records([record.id for record in records]),
            "meta_pseudonim": people,
            "meta_orang": people,
            "meta_nama": [record.name for record in records],
            "meta_provinsi": [record.province for record in records],
            "meta_nama_provinsi": [names.get(record.province) for record in records],
            "meta_kabupaten": [record.regency for record in records],
            "meta_nama_kabupaten": [names.get(record.regency) for record in records],
            "meta_program": [record.programmes.strip() for record in records],
            "meta_versi": [record.version for record in records],
            "meta_dimulai": local([record.begun_at for record in records], hours),
            "meta_dikirim": local([record.sent_at for record in records], hours),
            "meta_zona": [zone for _, zone in clocks],
            "meta_tanggal": [record.day for record in records],
            "meta_status": [record.state for record in records],
            "meta_bulan": [record.month for record in records],
            "meta_terbaru": [record.latest for record in records],
            "meta_nomor": [record.number for record in records],
        }
        return zip(*(held[name] for name in self._about), strict=True)


def local(micros: Sequence[int], hours: Sequence[int]) -> list[str]:
    """Moments as clocks show them that are so many hours ahead of UTC, to the second: "2026-11-20T16:30:00"."""
    import numpy as np

    seconds = np.array(micros, dtype=np.int64) // 1_000_000 + np.array(hours, dtype=np.int64) * 3600
    found: list[str] = np.datetime_as_string(seconds.astype("datetime64[s]")).tolist()
    return found


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _keys(key: str, repeat: str, positions: Positions) -> Row:
    """Of an instance: its own key ("K7QW2ZLM4A/kids[2]"), that of what it is in, and which one it is there."""
    steps = repeat.split("[]")[:-1]
    numbered = [f"{step}[{number}]" for step, number in zip(steps, positions, strict=True)]
    own = f"{key}/{''.join(numbered)}"
    around = f"{key}/{''.join(numbered[:-1])}" if len(numbered) > 1 else key
    return [own, around, positions[-1]]

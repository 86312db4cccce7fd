"""GeoJSON (RFC 7946): a feature for each place, line and area that was answered, with what else was said beside it.

Longitude before latitude, WGS 84, areas closed and counter-clockwise (section 3.1.6). A line of less than two points or
an area of less than three corners has no geometry, and keeps its properties (section 3.2). Without names there are
points only, rounded to two decimals of a degree.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from handlers.exporting.columns import PLACES, ROUGH_DECIMALS, Sheet, Written
from handlers.exporting.csv_files import write_pages
from handlers.exporting.fields import DROPPED, Type
from handlers.exporting.packing import ROOM
from handlers.exporting.pages import Page
from handlers.exporting.rows import Batch, Row
from handlers.exporting.values import is_number, number_of

_HEAD, _TAIL = '{"type":"FeatureCollection","features":[\n', "\n]}\n"

Point = tuple[float, ...]


class GeoJsonWriter:
    """Writes ``stem.geojson`` into ``folder``, then ``stem-2.geojson`` and so on, each a whole collection."""

    def __init__(self, folder: Path, stem: str, sheets: Sequence[Sheet], limit: int, *, names: bool) -> None:
        self._folder, self._stem, self._most = folder, stem, int(limit * ROOM)
        self._names = names
        # Of what a place in a repeat was sent with: who, where, when.
        self._form, self._about = sheets[0], _Properties(sheets[0], len(sheets[0].about))
        self._sheets = [(sheet, _Properties(sheet), _places(sheet, names=names)) for sheet in sheets]
        self._paths: list[Path] = []
        self._open: IO[bytes] | None = None
        self._empty = True
        self._begin()

    def add(self, batch: Batch) -> None:
        of_forms = {row[0]: row for row in batch.rows[0]}
        for (sheet, properties, places), rows in zip(self._sheets, batch.rows, strict=True):
            for row in rows if places else ():
                around = {} if sheet is self._form else self._about.of(of_forms[str(row[0]).partition("/")[0]])
                for place in places:
                    self._feature(around | properties.of(row), place, row)

    def close(self, pages: Sequence[Page]) -> list[Path]:
        """The files, and the pages as CSV."""
        self._end()
        return self._paths + write_pages(self._folder, pages)

    def abandon(self) -> None:
        self._end()

    def _feature(self, properties: dict[str, Any], place: _Place, row: Row) -> None:
        texts = row[place.first : place.first + place.cells]
        if texts[0] in (None, ""):
            return
        geometry = place.geometry([str(text) for text in texts if text is not None])
        feature = {
            "type": "Feature",
            "id": f"{row[0]}/{place.name}",
            "geometry": geometry,
            "properties": {"meta_pertanyaan": place.name, "meta_label": place.label, **properties},
        }
        self._put(json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode())

    def _put(self, feature: bytes) -> None:
        assert self._open is not None
        if self._open.tell() + len(feature) > self._most:
            self._end()
            self._begin()
        assert self._open is not None
        self._open.write(feature if self._empty else b",\n" + feature)
        self._empty = False

    def _begin(self) -> None:
        number = f"-{len(self._paths) + 1}" if self._paths else ""
        self._paths.append(self._folder / f"{self._stem}{number}.geojson")
        self._open = self._paths[-1].open("wb")
        self._open.write(_HEAD.encode())
        self._empty = True

    def _end(self) -> None:
        if self._open is not None and not self._open.closed:
            self._open.write(_TAIL.encode())
            self._open.close()


class _Properties:
    """What a row says beside its places: every column but those of places and of single choices of a list."""

    def __init__(self, sheet: Sheet, most: int | None = None) -> None:
        """``most``: so many columns, None for all."""
        self._columns = [
            (index, written.name, is_number(written))
            for index, written in enumerate(sheet.written[:most])
            if written.option is None and (written.column is None or written.column.field.type not in PLACES)
        ]

    def of(self, row: Row) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for index, name, number in self._columns:
            value = row[index]
            if value is not None and value != "":
                as_number = number_of(value) if number else None
                found[name] = value if as_number is None else as_number
        return found


class _Place:
    """A question for a place: which cells of a row it has, and how they are a geometry."""

    def __init__(self, written: Written, first: int, cells: int, *, exact: bool) -> None:
        assert written.column is not None, "a place is an answer"
        self.name, self.label = written.column.name, written.label
        self.first, self.cells, self._exact = first, cells, exact
        self._type = written.column.field.type

    def geometry(self, texts: Sequence[str]) -> dict[str, Any] | None:
        """None for what is no place on earth."""
        if self._type is Type.POINT:
            point = _position(texts[:3], exact=self._exact)
            return None if point is None else {"type": "Point", "coordinates": point}
        points = [_position(one.split()[:3], exact=self._exact) for one in texts[0].split(";") if one.strip()]
        if None in points:
            return None
        found = [point for point in points if point is not None]
        if self._type is Type.LINE:
            return {"type": "LineString", "coordinates": found} if len(found) > 1 else None
        return _polygon(found)


def _places(sheet: Sheet, *, names: bool) -> list[_Place]:
    found: dict[int, _Place] = {}
    seen: set[str] = set()
    for index, written in enumerate(sheet.written):
        column = written.column
        if column is None or column.field.type not in PLACES or column.field.identity == DROPPED:
            continue
        if column.field.pattern not in seen:
            seen.add(column.field.pattern)
            cells = sum(one.column is column for one in sheet.written)
            found[index] = _Place(written, index, cells, exact=names)
    return list(found.values())


def _position(parts: Sequence[str], *, exact: bool) -> list[float] | None:
    """Longitude, latitude, and the altitude where it was measured."""
    numbers = [number_of(part) for part in parts]
    if len(numbers) < 2 or None in numbers[:2]:
        return None
    latitude, longitude = float(numbers[0] or 0), float(numbers[1] or 0)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    if not exact:
        return [round(longitude, ROUGH_DECIMALS), round(latitude, ROUGH_DECIMALS)]
    altitude = numbers[2] if len(numbers) > 2 else None
    return [longitude, latitude, float(altitude)] if altitude else [longitude, latitude]


def _polygon(points: list[list[float]]) -> dict[str, Any] | None:
    ring = points if points[:1] == points[-1:] else [*points, points[0]]
    if len({tuple(point[:2]) for point in ring}) < 3:
        return None
    # Twice the area with its sign (the shoelace formula): positive is counter-clockwise.
    area = sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring))
    return {"type": "Polygon", "coordinates": [ring if area >= 0 else ring[::-1]]}

"""Lists beside a form: CSV, XML and GeoJSON files that choices and ``pulldata`` are looked up in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, Final
from xml.etree import ElementTree

from forms.nodes import Item
from forms.xform import item_of

MOST_ROWS: Final = 200_000
"""Most rows of one file: our own limit; Indonesia has some 84,000 villages."""


class FileError(Exception):
    """A file of choices that cannot be used: a code of the catalogue in ``forms.errors`` and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def read_list(content: bytes, *, file: str, needed: Sequence[str] = ()) -> Item:
    """The file as the root of a list; which kind it is, its name says. Raises ``FileError``.

    ``needed``: columns that a CSV must have; the first must be filled in.
    """
    ending = file.rpartition(".")[2].lower()
    if ending == "xml":
        return _read_xml(content, file)
    if ending in ("geojson", "json"):
        return _read_geojson(content, file)
    rows = read_rows(content, file=file, needed=needed)
    return Item("root", "", tuple(Item.row(row) for row in rows))


def read_rows(content: bytes, *, file: str, needed: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a CSV with a heading row, in UTF-8 (a byte order mark is allowed), with commas or semicolons."""
    try:
        text = content.decode("utf-8-sig")
        heading = text.partition("\n")[0]
        mark = ";" if heading.count(";") > heading.count(",") else ","
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=mark)
        headings = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = headings
        rows = []
        for row in reader:
            rows.append({head: (cell or "").strip() for head, cell in row.items() if head})
            if len(rows) > MOST_ROWS:
                raise FileError("file_unreadable", file=file, detail=f"it has more than {MOST_ROWS} rows")
    except (UnicodeDecodeError, csv.Error) as error:
        raise FileError("file_unreadable", file=file, detail=str(error)) from error
    for column in needed:
        if column not in headings:
            raise FileError("file_column_missing", file=file, column=column)
    for number, row in enumerate(rows, 2):
        if needed and not row[needed[0]]:
            raise FileError("file_unreadable", file=file, detail=f"row {number} has no {needed[0]}")
    return rows


def _read_xml(content: bytes, file: str) -> Item:
    try:
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise FileError("file_unreadable", file=file, detail="it declares a document type")
        return item_of(ElementTree.fromstring(content))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise FileError("file_unreadable", file=file, detail=str(error)) from error


def _read_geojson(content: bytes, file: str) -> Item:
    """Features as items: ``geometry`` as forms write places, ``id``, and the properties as columns."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
        features = found["features"]
        if found.get("type") != "FeatureCollection" or not isinstance(features, list):
            raise ValueError("it is not a FeatureCollection")
        return Item("root", "", tuple(_feature(feature) for feature in features[:MOST_ROWS]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileError("file_unreadable", file=file, detail=str(error) or "it is not GeoJSON") from error


def _feature(feature: dict[str, Any]) -> Item:
    cells = {"geometry": _geometry(feature["geometry"])}
    for name, value in (feature.get("properties") or {}).items():
        if isinstance(value, (str, int, float)):
            cells[str(name)] = str(value)
    if "id" in feature:
        cells["id"] = str(feature["id"])
    return Item.row(cells)


def _geometry(geometry: dict[str, Any]) -> str:
    kind, places = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return _place(places)
    if kind == "LineString":
        return "; ".join(_place(place) for place in places)
    if kind == "Polygon":
        return "; ".join(_place(place) for place in places[0])
    raise ValueError(f"a geometry of type {kind} cannot be used")


def _place(place: Sequence[float]) -> str:
    """GeoJSON has the longitude first, forms the latitude."""
    return f"{place[1]} {place[0]} 0 0"

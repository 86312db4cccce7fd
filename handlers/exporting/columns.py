"""The columns that are written for a table: about the row first, then each field, then what an instrument scored.

What a pseudonymous export leaves out is decided here, for all formats alike: names and what is worked out from them,
days of birth but for the year, places but for two decimals of a degree (1.1 km), lines and areas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handlers.exporting.fields import DROPPED, YEAR, Option, Type
from handlers.exporting.versions import Column, Merged, Table, unique

Value = str | float | int | None
"""A cell: numbers of answers are texts as they were stored; None for an empty one."""

Values = tuple[Value, ...]
Make = Callable[[str | None], Values]
"""The cells of a field's value."""

MOST_FLAGS: Final = 200
"""A list with more choices gets no column of 0 and 1 for each."""

ROUGH_DECIMALS: Final = 2
"""Of a degree, in exports without names: about 1.1 km."""


@dataclass(frozen=True, slots=True)
class Written:
    """A column as it is written. ``label``: a text of the form; "" for columns of ours, whose name has its words in
    the catalogue (``handlers.exporting.labels``). ``column``: the field that it comes from; ``option``: of a flag.
    """

    name: str
    type: Type
    label: str = ""
    options: tuple[Option, ...] = ()
    column: Column | None = None
    option: Option | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is written: ``about`` the row, ``fields``, ``scores``. ``makes``: how each field's value becomes
    its cells, None where every value is one cell as it is; ``picked``: the indexes of the table's columns that are
    written at all.
    """

    table: Table
    about: tuple[Written, ...]
    fields: tuple[Written, ...]
    scores: tuple[Written, ...]
    picked: tuple[int, ...]
    makes: tuple[Make, ...] | None

    @property
    def written(self) -> tuple[Written, ...]:
        return (*self.about, *self.fields, *self.scores)


def sheets_of(merged: Merged, about: Sequence[Written], scores: Sequence[Written], *, names: bool) -> list[Sheet]:
    """The sheets in the order of ``merged.tables``; only that of the form has ``scores``."""
    child = (Written("meta_kunci", Type.TEXT), Written("meta_induk", Type.TEXT), Written("meta_urutan", Type.WHOLE))
    return [
        _sheet(table, child if table.repeat else tuple(about), () if table.repeat else tuple(scores), names=names)
        for table in merged.tables
    ]


def about_columns(*, names: bool, dated: bool, states: tuple[Option, ...], of_others: bool) -> list[Written]:
    """Of the form's own table. ``dated``: it is about a day; ``states``: that it may have, of reports and cases;
    ``of_others``: who sent it is not whom it is about.
    """
    who = ("orang", "nama") if names else ("pseudonim",)
    found = [Written(f"meta_{name}", Type.TEXT) for name in ("kunci", *who)]
    texts = ("provinsi", "nama_provinsi", "kabupaten", "nama_kabupaten", "program", "versi")
    found += [Written(f"meta_{name}", Type.TEXT) for name in texts]
    found += [
        Written("meta_dimulai", Type.MOMENT),
        Written("meta_dikirim", Type.MOMENT),
        Written("meta_zona", Type.TEXT),
    ]
    if dated:
        found.append(Written("meta_tanggal", Type.DATE))
    if states:
        found.append(Written("meta_status", Type.ONE, options=states))
        if names:
            found.append(Written("meta_nomor", Type.WHOLE))
    if of_others:
        found.append(Written("meta_pengirim", Type.TEXT))
    return found


def _sheet(table: Table, about: tuple[Written, ...], scores: tuple[Written, ...], *, names: bool) -> Sheet:
    taken = {one.name for one in (*about, *scores)}
    picked: list[int] = []
    makes: list[Make] = []
    fields: list[Written] = []
    plain = True
    for index, column in enumerate(table.columns):
        for_it = _written(column, names=names)
        if not for_it:
            continue
        picked.append(index)
        make = _make(column, names=names)
        plain = plain and make is _as_it_is
        makes.append(make)
        for one in for_it:
            name = unique(one.name, taken)
            taken.add(name)
            fields.append(replace(one, name=name, column=column))
    return Sheet(table, about, tuple(fields), scores, tuple(picked), None if plain else tuple(makes))


def _written(column: Column, *, names: bool) -> list[Written]:
    """The columns of a field, () where it is left out."""
    field, name = column.field, column.name
    if not names and (field.identity == DROPPED or field.type in (Type.LINE, Type.AREA)):
        return []
    if not names and field.identity == YEAR:
        return [Written(name, Type.WHOLE, field.label)]
    if field.type is Type.POINT:
        parts = _PLACE if names else _PLACE[:2]
        return [Written(f"{name}/{part}", Type.DECIMAL, field.label, part=part) for part in parts]
    found = [Written(name, field.type, field.label, field.options)]
    if _has_flags(column):
        found += [Written(f"{name}/{option.name}", Type.FLAG, field.label, option=option) for option in field.options]
    return found


_PLACE: Final = ("lat", "lon", "alt", "akurasi")


def _has_flags(column: Column) -> bool:
    return column.field.type is Type.MANY and len(column.field.options) <= MOST_FLAGS


def _make(column: Column, *, names: bool) -> Make:
    field = column.field
    if not names and field.identity == YEAR:
        return _year
    if field.type is Type.POINT:
        return _place if names else _rough_place
    if _has_flags(column):
        chosen = [option.name for option in field.options]
        return lambda value: _flags(chosen, value)
    return _as_it_is


def _as_it_is(value: str | None) -> Values:
    return (value,)


def _year(value: str | None) -> Values:
    return (value[:4] if value else None,)


def _flags(options: Iterable[str], value: str | None) -> Values:
    if not value:
        return (value, *(None for _ in options))
    given = set(value.split())
    return (value, *("1" if option in given else "0" for option in options))


def _place(value: str | None) -> Values:
    parts = (value or "").split()[:4]
    return (*parts, *(None for _ in range(4 - len(parts))))


def _rough_place(value: str | None) -> Values:
    latitude, longitude, *_ = _place(value)
    return rough(latitude), rough(longitude)


def rough(degrees: Value) -> str | None:
    """Degrees with two decimals."""
    try:
        return None if degrees is None else f"{float(degrees):.{ROUGH_DECIMALS}f}"
    except ValueError:
        return None


def cells(sheet: Sheet, values: Sequence[str | None]) -> Iterator[Value]:
    """The cells of the picked values of a row, where ``makes`` says how."""
    assert sheet.makes is not None
    for make, value in zip(sheet.makes, values, strict=True):
        yield from make(value)

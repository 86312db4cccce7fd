"""The columns that are written for a table: about the row first, then each field, then what an instrument scored.

What a pseudonymous export leaves out is decided here, for all formats alike: names and what is worked out from them,
days of birth but for the year, places but for two decimals of a degree (1.1 km), lines and areas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handlers.exporting.fields import DROPPED, YEAR, Field, Option, Type
from handlers.exporting.versions import Column, Merged, Table, unique

Value = str | float | int | None
"""A cell: numbers of answers are texts as they were stored; None for an empty one."""

Values = tuple[Value, ...]
Make = Callable[[str | None, str], Values]
"""The cells of a field's value in a version."""

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


@dataclass(frozen=True, slots=True)
class Privacy:
    """``names``: the export says who people are; ``guarded``: nobody may find it out by it (``.crowds``)."""

    names: bool
    guarded: bool = False

    def drops(self, field: Field) -> bool:
        """Whether the field is left out."""
        if self.guarded and (field.type in PLACES or (field.type is Type.MOMENT and not field.asked)):
            return True
        return not self.names and (field.identity == DROPPED or field.type in (Type.LINE, Type.AREA))


PLACES: Final = frozenset({Type.POINT, Type.LINE, Type.AREA})


def sheets_of(merged: Merged, about: Sequence[Written], scores: Sequence[Written], privacy: Privacy) -> list[Sheet]:
    """The sheets in the order of ``merged.tables``; only that of the form has ``scores``."""
    child = (Written("meta_kunci", Type.TEXT), Written("meta_induk", Type.TEXT), Written("meta_urutan", Type.WHOLE))
    return [
        _sheet(table, child if table.repeat else tuple(about), () if table.repeat else tuple(scores), privacy)
        for table in merged.tables
    ]


def about_columns(privacy: Privacy, *, dated: bool, states: tuple[Option, ...]) -> list[Written]:
    """Of the form's own table. ``dated``: it is about a day; ``states``: that it may have, of reports and cases."""
    who = ("orang", "nama") if privacy.names else ("pseudonim",)
    found = [Written(f"meta_{name}", Type.TEXT) for name in ("kunci", *who)]
    texts = ("provinsi", "nama_provinsi", "kabupaten", "nama_kabupaten", "program", "versi")
    found += [Written(f"meta_{name}", Type.TEXT) for name in texts]
    moments = (("dimulai", Type.MOMENT), ("dikirim", Type.MOMENT), ("zona", Type.TEXT))
    # The moment would say who it was, and the clock roughly where.
    found += [Written(f"meta_{name}", kind) for name, kind in ((("bulan", Type.TEXT),) if privacy.guarded else moments)]
    if not states:
        found.append(Written("meta_terbaru", Type.FLAG))
    if dated:
        found.append(Written("meta_tanggal", Type.DATE))
    if states:
        found.append(Written("meta_status", Type.ONE, options=states))
        if privacy.names:
            found.append(Written("meta_nomor", Type.WHOLE))
    return found


def _sheet(table: Table, about: tuple[Written, ...], scores: tuple[Written, ...], privacy: Privacy) -> Sheet:
    taken = {one.name for one in (*about, *scores)}
    picked: list[int] = []
    makes: list[Make] = []
    fields: list[Written] = []
    plain = True
    for index, column in enumerate(table.columns):
        for_it = [] if privacy.drops(column.field) else _written(column, names=privacy.names)
        if not for_it:
            continue
        picked.append(index)
        make = _make(column, names=privacy.names)
        plain = plain and make is _as_it_is
        makes.append(make)
        for one in for_it:
            name = unique(one.name, taken)
            taken.add(name)
            fields.append(replace(one, name=name, column=column))
    return Sheet(table, about, tuple(fields), scores, tuple(picked), None if plain else tuple(makes))


def _written(column: Column, *, names: bool) -> list[Written]:
    """The columns of a field."""
    field, name = column.field, column.name
    if not names and field.identity == YEAR:
        return [Written(name, Type.WHOLE, field.label)]
    if field.type is Type.POINT:
        parts = _PLACE if names else _PLACE[:2]
        return [Written(f"{name}/{part}", Type.DECIMAL, field.label, part=part) for part in parts]
    found = [Written(name, field.type, field.label, field.options)]
    if field.type is Type.MOMENT:
        found.append(Written(f"{name}/zona", Type.TEXT, field.label, part="zona"))
    if column.scores:
        found.append(Written(f"{name}/skor", Type.WHOLE, field.label, part="skor"))
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
    if field.type is Type.MOMENT:
        return _moment
    if scores := column.scores:
        return lambda value, version: (value, scores.get(version, {}).get(value or ""))
    if _has_flags(column):
        chosen = [option.name for option in field.options]
        return lambda value, _version: _flags(chosen, value)
    return _as_it_is


def _as_it_is(value: str | None, _version: str) -> Values:
    return (value,)


def _year(value: str | None, _version: str) -> Values:
    return (value[:4] if value else None,)


def _moment(value: str | None, _version: str) -> Values:
    """What clocks showed where it was answered, and how far they are ahead of UTC."""
    found = _MOMENT.fullmatch(value or "")
    if found is None:
        return (value, None)
    return found["clock"], "+00:00" if found["offset"] == "Z" else found["offset"]


_MOMENT: Final = re.compile(r"(?P<clock>[0-9-]+T[0-9:.]+)(?P<offset>Z|[+-][0-9:]+)")


def _flags(options: Iterable[str], value: str | None) -> Values:
    if not value:
        return (value, *(None for _ in options))
    given = set(value.split())
    return (value, *("1" if option in given else "0" for option in options))


def _place(value: str | None, _version: str = "") -> Values:
    parts = (value or "").split()[:4]
    return (*parts, *(None for _ in range(4 - len(parts))))


def _rough_place(value: str | None, _version: str) -> Values:
    latitude, longitude, *_ = _place(value)
    return rough(latitude), rough(longitude)


def rough(degrees: Value) -> str | None:
    """Degrees with two decimals."""
    try:
        return None if degrees is None else f"{float(degrees):.{ROUGH_DECIMALS}f}"
    except ValueError:
        return None


def cells(sheet: Sheet, values: Sequence[str | None], version: str) -> Iterator[Value]:
    """The cells of the picked values of a row in a version, where ``makes`` says how."""
    assert sheet.makes is not None
    for make, value in zip(sheet.makes, values, strict=True):
        yield from make(value, version)

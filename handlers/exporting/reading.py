"""What an export needs beside its rows: all versions of the form, as they were published, and the names of regions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import forms
from locales.formats import DEFAULT_ZONE, ZONE_NAMES
from storage.exports import Source
from storage.moments import from_micros

_LIBRARY: Final = Path(forms.__file__).parent / "library"
_NAMED: Final = re.compile(r"jr://[a-z-]+/([^\"'<>]+)")
_SOME_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A version of a form that was published ``at``, ready to be read. ``files``: those that its definition names."""

    number: str
    at: datetime
    form: forms.Form
    converted: forms.Converted
    files: Mapping[str, bytes]


def versions_of(source: Source, form_id: str, wanted: Collection[str], known: Sequence[Version] = ()) -> list[Version]:
    """The versions with these numbers, and the newest in any case; in the order in which they were published.

    ``known``: those that were read before.
    """
    read = {one.number: one for one in known}
    library = {file.name: file.read_bytes() for file in _LIBRARY.glob("*.csv")}
    published = source.versions(form_id)
    found = []
    for number, text, at in published:
        if number in read:
            found.append(read[number])
        elif number in wanted or number == published[-1][0]:
            converted = forms.Converted.loads(text)
            files = {**library, **source.files(form_id, number)}
            named = {name: files[name] for name in _NAMED.findall(converted.xform) if name in files}
            found.append(Version(number, from_micros(at), _loaded(converted, files), converted, named))
    return found


def _loaded(converted: forms.Converted, files: Mapping[str, bytes]) -> forms.Form:
    try:
        return forms.load(converted, files=files)
    except forms.FormError:
        # Published by an older program, which took what this one refuses: it is only read here.
        return forms.load(converted, files=files, lenient=True)


def hours_of(provinces: bytes) -> dict[str, int]:
    """Of the provinces in the library's list (``provinces.csv``): how many hours their clocks are ahead of UTC.

    There is no summer time in Indonesia (Keppres 41/1987).
    """
    return {row["name"]: _ahead(row["zone"]) for row in _rows(provinces)}


class Regions:
    """Names and clocks of provinces and regencies, as the library's lists have them."""

    @cached_property
    def hours(self) -> Mapping[str, int]:
        return hours_of((_LIBRARY / "provinces.csv").read_bytes())

    @cached_property
    def names(self) -> Mapping[str, str]:
        """By code."""
        files = ("provinces.csv", "regencies.csv")
        return {row["name"]: row["label"] for file in files for row in _rows((_LIBRARY / file).read_bytes())}

    @cached_property
    def zones(self) -> Mapping[str, str]:
        """Of provinces: ``WIB``, ``WITA``, ``WIT``."""
        rows = _rows((_LIBRARY / "provinces.csv").read_bytes())
        return {row["name"]: ZONE_NAMES[row["zone"]] for row in rows}

    @cached_property
    def clocks(self) -> Mapping[str, tuple[int, str]]:
        """Of provinces: hours ahead of UTC, and what the time there is called; "" stands for Jakarta's."""
        known = {province: (hours, self.zones[province]) for province, hours in self.hours.items()}
        return {"": (_ahead(DEFAULT_ZONE), ZONE_NAMES[DEFAULT_ZONE]), **known}


def _ahead(zone: str) -> int:
    offset = ZoneInfo(zone).utcoffset(_SOME_DAY.replace(tzinfo=None))
    return 0 if offset is None else int(offset.total_seconds()) // 3600


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

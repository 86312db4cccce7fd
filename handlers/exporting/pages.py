"""What stands beside the data in every export: the codebook, what changed between versions, and what the export is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.exporting.columns import Sheet, Written
from handlers.exporting.fields import YEAR, Type
from handlers.exporting.labels import label_of, type_of
from handlers.exporting.request import Request
from handlers.exporting.versions import Change, Merged
from locales import Texts

MOST_VALUES: Final = 600
"""Of a list in the codebook: all 514 regencies; the 80,000 villages of another list are counted."""

_CHANGED: Final = {
    "added": "expf-changed-added",
    "removed": "expf-changed-removed",
    "type": "expf-changed-type",
    "label": "expf-changed-label",
    "option-added": "expf-changed-option-added",
    "option-removed": "expf-changed-option-removed",
    "option-label": "expf-changed-option-label",
    "option-score": "expf-changed-option-score",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A table of words. ``name``: of its sheet or file."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Shown = Callable[[Sheet], Sequence[tuple[str, str]]]
"""Of each column of a sheet: its name and its values, as the files have them."""


def codebook(t: Texts, sheets: Sequence[Sheet], *, names: bool, shown: Shown | None = None) -> Page:
    """A row for each column of each sheet. ``shown``: for formats with names and values of their own."""

    def as_stored(sheet: Sheet) -> Sequence[tuple[str, str]]:
        return [
            (one.name, listed(t, [f"{option.name} = {option.label}" for option in one.options]))
            for one in sheet.written
        ]

    headings = ("table", "name", "label", "type", "values", "versions", "note")
    rows = tuple(
        (
            sheet.table.name,
            name,
            label_of(t, written),
            type_of(t, written.type),
            values,
            ", ".join(written.column.versions) if written.column is not None else "",
            _note(t, written, names=names),
        )
        for sheet in sheets
        for written, (name, values) in zip(sheet.written, (shown or as_stored)(sheet), strict=True)
    )
    return Page(t.plain("expf-sheet-codebook"), tuple(t.plain(_COLUMNS[one]) for one in headings), rows)


_COLUMNS: Final = {
    "table": "expf-col-table",
    "name": "expf-col-name",
    "label": "expf-col-label",
    "type": "expf-col-type",
    "values": "expf-col-values",
    "versions": "expf-col-versions",
    "note": "expf-col-note",
}


def listed(t: Texts, values: Sequence[str]) -> str:
    """``1 = Tidak memahami; 2 = ...``, of a long list the beginning."""
    shown = [*values[:MOST_VALUES]]
    if left := len(values) - len(shown):
        shown.append(t.plain("expf-note-more", count=left))
    return "; ".join(shown)


def changes(t: Texts, merged: Merged) -> Page:
    """What each version changed; where nothing did, that is said."""
    headings = tuple(
        t.plain(key)
        for key in ("expf-col-version", "expf-col-name", "expf-col-what", "expf-col-before", "expf-col-after")
    )
    rows = tuple(_changed(t, change) for change in merged.changes)
    return Page(t.plain("expf-sheet-changes"), headings, rows or (("", "", t.plain("expf-changed-nothing"), "", ""),))


def _changed(t: Texts, change: Change) -> tuple[str, ...]:
    sides = [change.before, change.after]
    if change.what == "type":
        sides = [type_of(t, Type(one)) for one in sides]
    return change.version, change.column, t.plain(_CHANGED[change.what]), *sides


def _note(t: Texts, written: Written, *, names: bool) -> str:
    column = written.column
    if column is None:
        return ""
    notes = []
    if column.mixed:
        notes.append(t.plain("expf-note-mixed"))
    if not names and column.field.type is Type.POINT:
        notes.append(t.plain("expf-note-rough"))
    if not names and column.field.identity == YEAR:
        notes.append(t.plain("expf-note-year"))
    if not column.field.asked:
        notes.append(t.plain("expf-note-worked-out"))
    return " ".join(notes)


def about(t: Texts, request: Request, known: Mapping[str, str]) -> Page:
    """What the export is. ``known``: ``form``, ``versions``, ``made``, ``rows``, ``region``, in words.

    ``guarded``: "" or anything else (``handlers.exporting.crowds``).
    """
    everything = t.plain("expf-about-all")
    days = [day.isoformat() if day else "…" for day in (request.since, request.until)]
    rows = (
        ("expf-about-form", known["form"]),
        ("expf-about-versions", known["versions"]),
        ("expf-about-made", known["made"]),
        ("expf-about-rows", known["rows"]),
        ("expf-about-days", " – ".join(days) if request.since or request.until else everything),
        ("expf-about-region", known["region"] or everything),
        ("expf-about-programme", request.programme or everything),
        ("expf-about-state", request.state or everything),
        ("expf-about-who", t.plain("expf-about-named" if request.names else "expf-about-pseudonyms")),
        *((("expf-about-guard", t.plain("expf-about-guarded")),) if known["guarded"] else ()),
        ("expf-about-parts", t.plain("expf-about-split")),
    )
    headings = (t.plain("expf-col-matter"), t.plain("expf-col-content"))
    return Page(t.plain("expf-sheet-about"), headings, tuple((t.plain(key), text) for key, text in rows))

"""An export, from the database file to files that can be sent: what a process of its own does, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.exporting.asked import Asked
from handlers.exporting.columns import Privacy, Sheet, about_columns, sheets_of
from handlers.exporting.crowds import Crowd, crowd_of, everybody, whole_months
from handlers.exporting.csv_files import CsvWriter
from handlers.exporting.geojson import GeoJsonWriter
from handlers.exporting.labels import levels, states
from handlers.exporting.odk import OdkWriter
from handlers.exporting.packing import LIMIT, packed
from handlers.exporting.pages import Page, about, changes, codebook
from handlers.exporting.pseudonyms import Pseudonyms
from handlers.exporting.reading import Regions, Version, versions_of
from handlers.exporting.request import RefusedError, Request, is_guarded, refusal, selection_of, space_of
from handlers.exporting.rows import Batch, Rows
from handlers.exporting.sav import SavWriter, shown
from handlers.exporting.scores import Scores
from handlers.exporting.values import is_plain_number
from handlers.exporting.versions import Merged, calculations, counted, merged
from handlers.exporting.xlsx import XlsxWriter
from locales import Texts, texts
from locales.formats import DEFAULT_ZONE
from storage.export_statements import REPORTS, Selection
from storage.exports import Record, Source
from storage.visibility import Viewer

Progress = Callable[[int, int], None]
"""Told how many sent forms are written, and of how many; what it raises ends the export."""

WORDS = ("casework.ftl", "chat.ftl", "export_files.ftl", "reporting.ftl")
"""The texts that a file needs: parsing all of them would take as long as writing a small file."""
_NOT_A_NAME = re.compile(r"[^0-9A-Za-z_-]+")


class NothingError(LookupError):
    """There is nothing to export: no sent form is left after the filters, of those that the viewer may see."""


class _Writer(Protocol):
    def add(self, batch: Batch) -> None: ...

    def close(self, pages: Sequence[Page]) -> list[Path]: ...

    def abandon(self) -> None: ...


def write(
    database: Path, request: Request, folder: Path, progress: Progress, *, now: datetime, limit: int = LIMIT
) -> list[Path]:
    """Write the export into ``folder``; gives the files to be sent, in order, each of at most ``limit`` bytes.

    The database is only read, in one snapshot. ``now``: aware; its day in Jakarta is in the files' names. Raises
    RefusedError, NothingError, ``storage.exports.NoSecretError``, and what ``progress`` raises; files are left behind
    then, for whoever removes the folder.
    """
    with Source(database, Viewer(request.viewer)) as source:
        newest = versions_of(source, request.form_id, ())
        if not newest:
            raise RefusedError("form")
        form = newest[0].form
        asker = source.asker()
        if (reason := refusal(asker, request, form)) is not None:
            raise RefusedError(reason)
        regions = Regions()
        selection = selection_of(request, form, regions.hours)
        crowd = None
        if is_guarded(asker, form):
            crowd = crowd_of(source.by_place(everybody(selection)), selection)
            selection = whole_months(selection)
        counts = source.by_version(selection)
        total = sum(counts.values()) if crowd is None else crowd.forms(source.by_place(selection))
        if not total:
            raise NothingError(request.form_id)
        versions = versions_of(source, request.form_id, counts, newest)
        pseudonyms = Pseudonyms(source.secret(), space_of(asker, request, form))
        export = _Export(source, request, selection, crowd, versions, regions, pseudonyms, folder, limit, now)
        return export.write(progress, total)


@dataclass(frozen=True, slots=True)
class _Export:
    source: Source
    request: Request
    selection: Selection
    crowd: Crowd | None
    versions: Sequence[Version]
    regions: Regions
    pseudonyms: Pseudonyms
    folder: Path
    limit: int
    now: datetime

    def write(self, progress: Progress, total: int) -> list[Path]:
        t = texts(self.request.language, *WORDS)
        tables = merged(self.versions, self.request.language)
        if self.request.format != "odk" and (texts_of := calculations(tables)):
            tables = counted(tables, self.source.where_all(self.selection, texts_of, is_plain_number))
        scores = Scores(self.versions, levels(t))
        kind = self.selection.kind
        about_row = about_columns(self._privacy, dated=kind == REPORTS, states=states(t, kind))
        sheets = sheets_of(tables, about_row, scores.columns, self._privacy)
        writer = self._writer(t, sheets)
        with ExitStack() as undo:
            undo.callback(writer.abandon)
            rows = Rows(sheets, self.pseudonyms, self.regions, scores)
            done = 0
            for records in self.source.records(self.selection):
                told = records if self.crowd is None else self.crowd.told(records)
                writer.add(self._batch(rows, told))
                done += len(told)
                progress(done, total)
            undo.pop_all()
        files = writer.close(self._pages(t, tables, sheets, total))
        return packed(files, self.folder, self._stem, self.limit)

    def _batch(self, rows: Rows, records: Sequence[Record]) -> Batch:
        return Batch(records, [], []) if self.request.format == "odk" else rows.batch(records)

    def _pages(self, t: Texts, tables: Merged, sheets: Sequence[Sheet], total: int) -> list[Page]:
        told = about(t, self.request, self._about(t, total))
        if self.request.format == "odk":
            return [changes(t, tables), told]
        if self.request.format == "geojson":
            return [changes(t, tables)] if tables.changes else []
        how = partial(shown, t) if self.request.format == "sav" else None
        return [codebook(t, sheets, names=self.request.names, shown=how), changes(t, tables), told]

    def _about(self, t: Texts, total: int) -> Mapping[str, str]:
        request, names = self.request, self.regions.names
        return {
            "form": f"{self.versions[-1].form.title(request.language)} ({request.form_id})",
            "versions": ", ".join(version.number for version in self.versions),
            "made": f"{self.now.astimezone(ZoneInfo(DEFAULT_ZONE)):%Y-%m-%d %H:%M}",
            "rows": str(total),
            "region": names.get(request.region, request.region),
            "guarded": "yes" if self._privacy.guarded else "",
        }

    @property
    def _privacy(self) -> Privacy:
        return Privacy(self.request.names, self.crowd is not None)

    @property
    def _stem(self) -> str:
        day = self.now.astimezone(ZoneInfo(DEFAULT_ZONE)).date()
        return f"{_NOT_A_NAME.sub('_', self.request.form_id)}-{day:%Y-%m-%d}"

    def _writer(self, t: Texts, sheets: Sequence[Sheet]) -> _Writer:
        folder, limit, names = self.folder, self.limit, self.request.names
        match self.request.format:
            case "csv":
                return CsvWriter(folder, sheets, limit)
            case "xlsx":
                return XlsxWriter(folder, self._stem, sheets, limit)
            case "sav":
                return SavWriter(folder, sheets, t, Asked(self.versions, self.source.xml))
            case "geojson":
                return GeoJsonWriter(folder, self._stem, sheets, limit, names=names)
            case "odk":
                hidden = None if names else self.pseudonyms
                return OdkWriter(folder, self._stem, self.versions, self._privacy, hidden, self.source.xml, limit)

"""An .xlsx looked through before anything unpacks it: its size, its parts, its rows, its formulas.

An .xlsx is a zip of XML parts. Sizes are those of the zip's own directory; ``zipfile`` never unpacks more of an
entry than its directory says, so that a directory which lies only damages its own file.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

from forms.errors import FormError, problem
from forms.sheets.kinds import not_a_form
from forms.sheets.limits import (
    ARCHIVE_BYTES,
    ARCHIVE_ENTRIES,
    ARCHIVE_RATIO,
    PART_ELEMENTS,
    RATIO_FROM,
    SHEET_ELEMENTS,
    XML_DEPTH,
)
from forms.sheets.parts import FoundFormula, SheetScan
from forms.sheets.xml import Bounds, look_through

_XML: Final = (".xml", ".rels", ".vml")
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_OFFICE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_READ_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    struct.error,
)
_SHARED: Final = "sharedStrings.xml"


@dataclass(slots=True)
class Looked:
    """What was seen of an .xlsx: ``names`` of its sheets in order, ``formulas`` in the sheets that count."""

    names: list[str] = field(default_factory=list)
    formulas: list[FoundFormula] = field(default_factory=list)


def _damaged(error: Exception) -> FormError:
    return FormError([problem("file_damaged", details={"detail": f"{str(error) or type(error).__name__}."})])


def _entries(archive: zipfile.ZipFile, *, macros: bool) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > ARCHIVE_ENTRIES:
        raise FormError([problem("file_unpacks_too_large", details={"detail": f"{len(entries)} parts"})])
    total = sum(entry.file_size for entry in entries)
    if total > ARCHIVE_BYTES:
        raise FormError([problem("file_unpacks_too_large", details={"detail": f"{total // 1_000_000} MB"})])
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise FormError([problem("file_encrypted")])
        if entry.compress_type not in _METHODS:
            raise FormError([problem("file_damaged", details={"detail": "a part is packed in an unusual way."})])
        if entry.file_size > RATIO_FROM and entry.file_size > ARCHIVE_RATIO * max(entry.compress_size, 1):
            ratio = entry.file_size // max(entry.compress_size, 1)
            raise FormError([problem("file_unpacks_too_large", details={"detail": f"{ratio} times its size"})])
        if not macros and entry.filename.lower().rpartition("/")[2].startswith("vbaproject"):
            raise FormError([problem("file_macros")])
    names = {entry.filename for entry in entries}
    if "xl/workbook.bin" in names:
        raise not_a_form("it is a binary workbook (.xlsb); save it as .xlsx.")
    if "mimetype" in names and "content.xml" in names:
        raise not_a_form("it is an OpenDocument file (.ods); save it as .xlsx.")
    if "[Content_Types].xml" not in names:
        raise not_a_form("it is an archive, but no workbook.")
    return entries


def look_at_archive(data: bytes, *, macros: bool = False) -> Looked:
    """Look through every part of an .xlsx. ``macros``: a workbook with macros may pass; they never run.

    Raises ``FormError`` for what is too large, damaged or not allowed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _entries(archive, macros=macros)
            looked, names = Looked(), _sheet_names(archive)
            looked.names = list(names.values())
            for entry in entries:
                if not entry.filename.lower().endswith(_XML):
                    continue
                with archive.open(entry) as part:
                    if entry.filename in names:
                        scan = SheetScan(names[entry.filename], only=len(names) == 1)
                        look_through(part.read, Bounds(SHEET_ELEMENTS, XML_DEPTH), scan)
                        looked.formulas += scan.formulas
                    elif "worksheets/" in entry.filename or entry.filename.endswith(_SHARED):
                        look_through(part.read, Bounds(SHEET_ELEMENTS, XML_DEPTH))
                    else:
                        look_through(part.read, Bounds(PART_ELEMENTS, XML_DEPTH))
            return looked
    except FormError:
        raise
    except _READ_ERRORS as error:
        raise _damaged(error) from error


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part → name of the sheet, in the order of the workbook; empty where the workbook does not say."""
    trees = []
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        try:
            with archive.open(name) as part:
                look_through(part.read, Bounds(PART_ELEMENTS, XML_DEPTH))
            trees.append(ElementTree.fromstring(archive.read(name)))
        except (KeyError, ElementTree.ParseError):
            return {}
    book, relations = trees
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    names = {}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet":
            target = targets.get(element.get(_OFFICE, ""), "")
            place = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            names[place] = element.get("name", "")
    return names

"""Workbooks and archives as nobody's spreadsheet program would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)

Row = Iterable[object]
SETTINGS: list[Row] = [["form_id", "version"], ["uji", "1"]]
SURVEY: list[Row] = [["type", "name", "label"], ["text", "a", "A"]]


def _sheet(rows: Iterable[Row]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            "<c/>" if cell is None else f'<c t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>' for cell in row
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def workbook(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    """An honest .xlsx, written without a file in between."""
    kinds, relations, names, parts = [], [], [], {}
    fixed = [("styles", "<styleSheet xmlns='{}'/>"), ("sharedStrings", "<sst xmlns='{}'><si><t>x</t></si></sst>")]
    for name, text in fixed:
        parts[f"xl/{name}.xml"] = text.format(MAIN)
        kinds.append(f'<Override PartName="/xl/{name}.xml" ContentType="{_KIND}.{name}+xml"/>')
        relations.append(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>')
    for number, (name, rows) in enumerate(sheets.items(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows)
        kind = f'PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}.worksheet+xml"'
        kinds.append(f"<Override {kind}/>")
        target = f"worksheets/sheet{number}.xml"
        relations.append(f'<Relationship Id="r{number}" Type="{_OFFICE}/worksheet" Target="{target}"/>')
        names.append(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"/>')
    kinds.append(f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>')
    parts["[Content_Types].xml"] = f'<Types xmlns="{_PACKAGE}/content-types">{_DEFAULTS}{"".join(kinds)}</Types>'
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(names)}</sheets></workbook>'
    )
    outer = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    for name, inside in (("_rels/.rels", outer), ("xl/_rels/workbook.xml.rels", "".join(relations))):
        parts[name] = f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
    return archive_of({name: text.encode() for name, text in parts.items()})


def good() -> bytes:
    return workbook({"survey": SURVEY, "settings": SETTINGS})


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed, or added."""
    read, written = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in read.infolist():
            content = read.read(entry)
            archive.writestr(entry.filename, change(content) if entry.filename == name else content)
        if name not in read.namelist():
            archive.writestr(name, change(b""))
    return written.getvalue()


def archive_of(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def flagged(data: bytes) -> bytes:
    """The same archive with every entry marked as encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def markdown(*rows: str, columns: str = "type | name | label", settings: bool = True) -> str:
    lines = ["| survey |", f"| | {columns} |", *(f"| | {row} |" for row in rows)]
    if settings:
        lines += ["| settings |", "| | form_id | version |", "| | uji | 1 |"]
    return "\n".join(lines)


XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Uji</h:title><model><instance><data id="uji" version="1">{data}</data></instance>
{binds}</model></h:head><h:body>{body}</h:body></h:html>"""


def xform(data: str = "<a/>", binds: str = "", body: str = '<input ref="/data/a"><label>A</label></input>') -> str:
    return XFORM.format(data=data, binds=binds, body=body)

"""Spreadsheets and tables that are too large, broken, or hold what no form needs."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable

import pytest

from forms.errors import FormError, Problem
from forms.sheets.limits import (
    ARCHIVE_BYTES,
    ARCHIVE_ENTRIES,
    CELL_CHARACTERS,
    COLUMNS,
    FILE_BYTES,
    NESTING,
    PART_ELEMENTS,
    SURVEY_ROWS,
    XML_DEPTH,
)
from forms.source import convert, read_form_file
from tests.hostile.makers import (
    MAIN,
    SETTINGS,
    SURVEY,
    archive_of,
    flagged,
    good,
    markdown,
    with_part,
    workbook,
)

pytestmark = pytest.mark.usefixtures("doors")

STRINGS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"
MANY = dict.fromkeys(map(str, range(ARCHIVE_ENTRIES + 1)), b"")
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def first(data: bytes) -> Problem:
    with pytest.raises(FormError) as raised:
        read_form_file("form", data)
    found = raised.value.problems[0]
    assert found.message
    assert found.remedy
    return found


def sheet_of(rows: str) -> Callable[[bytes], bytes]:
    return lambda _: f"<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>".encode()


def row(number: int, cells: str = '<c t="inlineStr"><is><t>x</t></is></c>') -> str:
    return f'<row r="{number}">{cells}</row>'


FILES: list[tuple[str, str, Callable[[], bytes]]] = [
    ("nothing", "not_a_form", lambda: b""),
    ("blanks", "not_a_form", lambda: b" \n" * 1000),
    ("a letter", "not_a_form", lambda: b"Selamat pagi, ini formulirnya."),
    ("a picture", "not_a_form", lambda: b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    ("zeros", "not_a_form", lambda: bytes(1000)),
    ("zeros in a table", "not_a_form", lambda: b"| survey |\n| | type | name |\n| | text | a\x00b |"),
    ("too many bytes", "file_too_large", lambda: b"| x " * (FILE_BYTES // 4 + 1)),
    ("half a workbook", "file_damaged", lambda: good()[:-300]),
    ("a workbook with bytes changed", "file_damaged", lambda: good()[:40] + b"\xff" * 200 + good()[240:]),
    ("a zip that is none", "file_damaged", lambda: b"PK\x03\x04" + bytes(500)),
    ("some other archive", "not_a_form", lambda: archive_of({"a.txt": b"hello"})),
    ("an OpenDocument file", "not_a_form", lambda: archive_of({"mimetype": b"x", "content.xml": b"<a/>"})),
    ("a binary workbook", "not_a_form", lambda: archive_of({"xl/workbook.bin": b"x"})),
    ("an old office file of zeros", "file_damaged", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    ("a password", "file_encrypted", lambda: flagged(good())),
    ("macros", "file_macros", lambda: with_part(good(), "xl/vbaProject.bin", lambda _: b"macro")),
    (
        "too many parts",
        "file_unpacks_too_large",
        lambda: archive_of(dict.fromkeys(map(str, range(ARCHIVE_ENTRIES + 1)), b"")),
    ),
    ("a bomb", "file_unpacks_too_large", lambda: archive_of({"a.xml": bytes(ARCHIVE_BYTES + 1)})),
    ("a smaller bomb", "file_unpacks_too_large", lambda: archive_of({"a.xml": bytes(ARCHIVE_BYTES // 2)})),
    ("an unusual way of packing", "file_damaged", lambda: archive_of({"a.xml": b"<a/>"}, zipfile.ZIP_LZMA)),
    (
        "entities",
        "xml_not_allowed",
        lambda: with_part(good(), "xl/sharedStrings.xml", lambda _: LAUGHS + b"<a>&b;</a>"),
    ),
    ("entities in a sheet", "xml_not_allowed", lambda: with_part(good(), SHEET, lambda _: LAUGHS + b"<a>&b;</a>")),
    (
        "a file of the machine",
        "xml_not_allowed",
        lambda: with_part(good(), "xl/workbook.xml", lambda _: b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
    ),
    ("XML that breaks off", "xml_malformed", lambda: with_part(good(), "xl/styles.xml", lambda part: part[:-20])),
    (
        "styles without end",
        "xml_too_large",
        lambda: with_part(good(), "xl/styles.xml", lambda _: b"<a>" + b"<b/>" * (PART_ELEMENTS + 1) + b"</a>"),
    ),
    (
        "a staircase",
        "xml_too_large",
        lambda: with_part(good(), SHEET, lambda _: b"<a>" * (XML_DEPTH + 1) + b"</a>" * (XML_DEPTH + 1)),
    ),
    ("latin letters", "encoding_wrong", lambda: "survey,,,\n,type,name,label\n,text,a,café\n".encode("cp1252")),
    ("a heading twice", "column_twice", lambda: workbook({"survey": [["type", "label", "label"], ["text", "a", "b"]]})),
    ("a sheet that begins twice", "not_a_form", lambda: markdown("text | a | A\n| survey | b | c | d |").encode()),
    ("a cell without an end", "not_a_form", lambda: b'survey,,,\n,type,name,"' + b"x" * 200_000),
]


@pytest.mark.parametrize(("code", "make"), [found[1:] for found in FILES], ids=[found[0] for found in FILES])
def test_a_file_that_is_no_form_is_refused(code: str, make: Callable[[], bytes]) -> None:
    assert first(make()).code == code


def test_a_hundred_thousand_rows_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_part(good(), SHEET, sheet_of("".join(row(number) for number in range(1, 100_001))))
    monkeypatch.setattr("openpyxl.reader.excel.ExcelReader.read", lambda _: pytest.fail("the workbook was read"))
    found = first(data)
    assert (found.code, found.sheet, found.row) == ("too_many_rows", "survey", SURVEY_ROWS + 2)
    assert str(SURVEY_ROWS) in found.message


def test_rows_are_counted_in_every_kind_of_file() -> None:
    rows = [f"text | q{number} | Q" for number in range(SURVEY_ROWS + 1)]
    assert first(markdown(*rows).encode()).code == "too_many_rows"
    table = "survey,,,\n,type,name,label\n" + "".join(f",text,q{number},Q\n" for number in range(SURVEY_ROWS + 1))
    assert first(table.encode()).code == "too_many_rows"


def test_a_sheet_with_a_million_empty_rows_is_a_small_sheet() -> None:
    rows = [*SURVEY[0:1], ["text", "a", "A"]]
    data = workbook({"survey": rows, "settings": SETTINGS})
    last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>end</t></is></c></row></sheetData>'
    far = with_part(data, SHEET, lambda part: part.replace(b"</sheetData>", last.encode()))
    assert convert(far).rows == {"a": 2}


def test_columns_and_cells_are_bounded() -> None:
    wide = [["type", "name", "label", *(f"c{number}" for number in range(COLUMNS))], ["text", "a", "A"]]
    assert first(workbook({"survey": wide, "settings": SETTINGS})).code == "too_many_columns"
    assert first(markdown("text | a | " + "x" * (CELL_CHARACTERS + 1)).encode()).code == "cell_too_long"
    found = first(markdown("text | a | A\x0bB").encode())
    assert (found.code, found.row, found.column) == ("character_not_allowed", 2, "label")


def test_groups_are_nested_so_deep_and_no_deeper() -> None:
    def nested(depth: int) -> bytes:
        begins = [f"begin_group | g{number} | G" for number in range(depth)]
        return markdown(*begins, "text | a | A", *["end_group | | "] * depth).encode()

    assert convert(nested(NESTING)).rows["g0"] == 2
    found = first(nested(NESTING + 1))
    assert (found.code, found.row, found.column) == ("too_deep", NESTING + 2, "type")
    assert first(nested(SURVEY_ROWS // 2 - 1)).code == "too_deep"


@pytest.mark.parametrize(
    "row",
    [
        "text | a | " + "#" * 32_000,
        "text | a | " + "${" * 16_000,
        "text | a | " + "${a} " * 6_000,
        "text | a | " + "}" * 32_000,
        "text | " + "a" * 32_000 + " | A",
        "text | a" + "\\" * 32_000 + " | A",
        "select_one " + "x " * 16_000 + " | a | A",
        "begin_repeat over " + "x" * 32_000 + " | a | A",
        "text | a | " + "<output value='/data/a'/>" * 1_000,
        "text | a | ]]>&lt;&#0;<![CDATA[",
        "calculate | a | " + "(" * 32_000,
    ],
    ids=range(11),
)
def test_a_long_row_is_read_once_through(row: str) -> None:
    """Whether it is a form or not: it is decided, in time that grows with its length alone."""
    with contextlib.suppress(FormError):
        convert(markdown(row))


def test_a_directory_that_lies_harms_its_own_file_alone() -> None:
    """The archive says that a part is small; it is not."""
    data = archive_of({"[Content_Types].xml": b"<a/>", "a.xml": b"<a>" + b" " * 3_000_000 + b"</a>"})
    small = (100).to_bytes(4, "little")
    size = len(b"<a>" + b" " * 3_000_000 + b"</a>").to_bytes(4, "little")
    assert first(data.replace(size, small)).code in ("file_damaged", "xml_malformed")


def test_a_workbook_inside_a_workbook_is_not_opened() -> None:
    inner = archive_of({"b.xml": bytes(40_000_000)})
    assert convert(with_part(good(), "xl/embeddings/book.xlsx", lambda _: inner)).rows == {"a": 2}
    assert zipfile.is_zipfile(io.BytesIO(inner))

"""The same form in every kind of file, and what is read of it where it is at hand and not sent."""

import csv
import importlib
import io
import re
import zipfile
from collections.abc import Callable, Sequence

import pytest
from pyxform.xls2json_backends import csv_to_dict, md_to_dict

from forms.errors import FormError
from forms.sheets import FileKind, kind_of_file, read_sheets
from forms.source import Converted, convert, convert_xform, read_form_file

openpyxl = importlib.import_module("openpyxl")

Sheets = dict[str, list[list[str | None]]]

FORM: Sheets = {
    "survey": [
        ["type", "name", "label", "hint"],
        ["begin_group", "g", "Rumah | tangga", None],
        ["select_one yn", "a", "Sudah, belum?", "#pilih"],
        ["end_group", None, None, None],
        ["text", "b", "Catatan; bebas", None],
    ],
    "choices": [["list_name", "name", "label"], ["yn", "y", "Ya"], ["yn", "n", "Tidak"]],
    "settings": [["form_id", "version"], ["uji", "7"]],
}


def as_xlsx(form: Sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in form.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def as_csv(form: Sheets, mark: str = ",") -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=mark)
    for name, rows in form.items():
        writer.writerow([name])
        writer.writerows(["", *row] for row in rows)
    return text.getvalue()


def as_markdown(form: Sheets) -> str:
    lines = []
    for name, rows in form.items():
        lines.append(f"| {name} |")
        for row in rows:
            lines.append("| | " + " | ".join((cell or "").replace("|", r"\|") for cell in row) + " |")
    return "\n".join(lines)


WRITERS: list[tuple[str, FileKind, Callable[[Sheets], bytes]]] = [
    ("xlsx", FileKind.XLSX, as_xlsx),
    ("csv", FileKind.CSV, lambda form: as_csv(form).encode()),
    ("csv by ;", FileKind.CSV, lambda form: as_csv(form, ";").encode()),
    ("csv by tabs, UTF-16", FileKind.CSV, lambda form: as_csv(form, "\t").encode("utf-16")),
    ("csv with a byte order mark", FileKind.CSV, lambda form: as_csv(form).encode("utf-8-sig")),
    ("markdown", FileKind.MARKDOWN, lambda form: as_markdown(form).encode()),
    ("markdown with \\r", FileKind.MARKDOWN, lambda form: as_markdown(form).replace("\n", "\r\n").encode()),
]


@pytest.mark.parametrize(("kind", "write"), [found[1:] for found in WRITERS], ids=[found[0] for found in WRITERS])
def test_the_same_form_comes_out_of_every_file(kind: FileKind, write: Callable[[Sheets], bytes]) -> None:
    data = write(FORM)
    assert kind_of_file(data) is kind
    converted = read_form_file("uji.any", data)
    assert converted.xform == convert(as_markdown(FORM), name="uji").xform
    assert converted.rows == {"g": 2, "a": 3, "g/a": 3, "b": 5}


def test_tables_are_read_as_pyxform_reads_them() -> None:
    markdown, table = as_markdown(FORM), as_csv(FORM)
    commented = f"# first\n{markdown}\n  # last\n| | uji2 | 8 | # why\n|---|---|\n"
    for text, theirs in ((markdown, md_to_dict), (commented, md_to_dict), (table, csv_to_dict)):
        read = theirs(io.BytesIO(text.encode()))
        book = read_sheets(text.encode())
        for name in FORM:
            assert book.sheets[name] == read[name]
            assert list(book.headings[name]) == [heading for heading in read[f"{name}_header"][0] if heading]


def test_a_workbook_with_one_sheet_of_any_name_is_a_survey() -> None:
    sheets: Sheets = {"Lembar1": FORM["survey"][:1] + FORM["survey"][4:]}
    for data in (as_xlsx(sheets), as_csv(sheets).encode(), as_markdown(sheets).encode()):
        assert convert(data, lenient=True).rows == {"b": 2}


def test_an_xform_is_taken_as_it_is() -> None:
    xform = convert(as_markdown(FORM)).xform
    again = read_form_file("uji.xml", ('<?xml version="1.0" encoding="utf-8"?>\n' + xform).encode())
    assert again == Converted(xform, {})
    encoded = xform.replace("Rumah", "R\xfcmah")
    for encoding in ("utf-16", "iso-8859-1"):
        data = f'<?xml version="1.0" encoding="{encoding}"?>{encoded}'.encode(encoding)
        assert convert_xform(data).xform == encoded


def test_a_form_at_hand_needs_no_version_and_is_called_as_its_file() -> None:
    sheets = {name: rows for name, rows in FORM.items() if name != "settings"}
    converted = read_form_file("kunjungan.md", as_markdown(sheets).encode(), lenient=True)
    assert 'id="kunjungan"' in converted.xform
    assert "version=" not in converted.xform.partition("<instance>")[2].partition("</instance>")[0]
    with pytest.raises(FormError):
        read_form_file("kunjungan.md", as_markdown(sheets).encode())


def with_formula() -> bytes:
    """As a spreadsheet program leaves it: the formula, and what it came to."""
    data = as_xlsx({**FORM, "survey": [*FORM["survey"], ["text", "c", "C", "=1+1"]]})
    read, written = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in read.infolist():
            part = re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", read.read(entry))
            archive.writestr(entry.filename, part)
    return written.getvalue()


def test_a_formula_counts_as_what_it_came_to_where_the_file_is_at_hand() -> None:
    assert read_sheets(with_formula(), formulas=True).sheets["survey"][-1]["hint"] == "2"
    with pytest.raises(FormError) as raised:
        convert(with_formula())
    [found] = raised.value.problems
    assert (found.code, found.sheet, found.row, found.column) == ("formula", "survey", 6, "hint")
    assert "D6" in found.message


def test_formulas_on_the_authors_own_sheets_are_nobodys_business() -> None:
    sheets: Sheets = {**FORM, "catatan": [["=1+1"]]}
    assert convert(as_xlsx(sheets)).xform == convert(as_xlsx(FORM)).xform


def test_choices_kept_outside_the_form_become_its_file() -> None:
    sheets: Sheets = {
        **FORM,
        "survey": [
            ["type", "name", "label", "choice_filter"],
            ["text", "b", "B", None],
            ["select_one_external desa", "d", "Desa", "kota=${b}"],
        ],
        "external_choices": [["list_name", "name", "label", "kota"], ["desa", "1", None, "x"]],
    }
    assert convert(as_xlsx(sheets)).itemsets.splitlines() == [
        '"list_name","name","label","kota"',
        '"desa","1","","x"',
    ]


def rows_of(problems: Sequence[object]) -> list[object]:
    return [getattr(found, "row", None) for found in problems]


def test_everything_is_told_at_once() -> None:
    sheets: Sheets = {
        "survey": [
            ["type", "name", "label", "relevant", "constraint"],
            ["begin_group", "g", "G", None, None],
            ["textt", "a b", "A", "${nobody} = 1", "${a"],
            ["select_one none", "c", None, None, None],
            ["begin_repeat", "r", "R", None, None],
            ["text", "q", "Q", "=SUM(A1)", None],
            ["end_group", None, None, None, None],
            ["end_repeat", None, None, None, None],
            ["text", None, "no name", None, None],
            ["text", "g", "again", None, None],
            [None, "t", "no type", None, None],
            [None, None, None, "a remark", None],
            ["calculate", "k", None, None, None],
            ["end_repeat", None, None, None, None],
            ["select_multiple yn", "q", "Q", "${q} = 1", None],
            ["begin_group", "open", "O", None, None],
        ],
        "choices": [
            ["list_name", "name", "label"],
            ["yn", "y z", "Y"],
            ["yn", None, "${nobody}"],
            ["yn", "n", "N"],
            ["yn", "n", "N"],
        ],
    }
    with pytest.raises(FormError) as raised:
        convert(as_csv(sheets))
    assert [(found.code, found.sheet, found.row, found.column) for found in raised.value.problems] == [
        ("form_id_missing", "settings", 2, "form_id"),
        ("version_missing", "settings", 2, "version"),
        ("name_invalid", "survey", 3, "name"),
        ("type_unknown", "survey", 3, "type"),
        ("reference_unknown", "survey", 3, "relevant"),
        ("reference_malformed", "survey", 3, "constraint"),
        ("list_missing", "survey", 4, "type"),
        ("label_missing", "survey", 4, "label"),
        ("formula", "survey", 6, "relevant"),
        ("group_crossed", "survey", 7, "type"),
        ("name_missing", "survey", 9, "name"),
        ("name_twice", "survey", 10, "name"),
        ("type_missing", "survey", 11, "type"),
        ("calculation_missing", "survey", 13, "calculation"),
        ("group_not_begun", "survey", 14, "type"),
        ("reference_ambiguous", "survey", 15, "relevant"),
        ("group_not_ended", "survey", 16, "type"),
        ("choice_name_spaced", "choices", 2, "name"),
        ("choice_name_missing", "choices", 3, "name"),
        ("reference_unknown", "choices", 3, "label"),
        ("choice_twice", "choices", 5, "name"),
    ]
    assert all(found.message and found.remedy for found in raised.value.problems)


def test_settings_that_pyxform_allows_are_allowed() -> None:
    sheets: Sheets = {
        **FORM,
        "choices": [*FORM["choices"], ["yn", "n", "Tidak"]],
        "settings": [["form_id", "version", "allow_choice_duplicates"], ["uji", "7", "yes"]],
    }
    assert convert(as_markdown(sheets)).list_rows == {"yn": 2}

"""From an XLSForm to what is stored of it."""

import importlib
import io
from pathlib import Path

import pytest

from forms import Converted, FormError, compile_form, convert, load
from tests.forms.transcripts import table

openpyxl = importlib.import_module("openpyxl")

SURVEY = """
| | type | name | label::Indonesia (id) | label::English (en) | dimension | short::English (en) |
| | begin_group | part | Bagian | Part | | |
| | select_one yn | k1 | Satu | One | head | first |
| | end_group | | | | | |
| | text | t1 | Dua | | hand | |
"""
CHOICES = """
| | list_name | name | label::Indonesia (id) | label::English (en) | score |
| | yn | y | Ya | Yes | 1 |
| | yn | n | Tidak | No | 0 |
"""
SETTINGS = """
| settings |
| | form_id | version | form_title::Indonesia (id) | form_title::English (en) | default_language |
| | trial | 7 | Uji | Trial | Indonesia (id) |
"""
MARKDOWN = table(SURVEY, CHOICES, SETTINGS)


def workbook() -> bytes:
    """The same form as a spreadsheet, with an empty row in between."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for block in MARKDOWN.split("| survey |")[1:]:
        lines = ["| survey |", *block.strip().splitlines()]
        sheet = None
        for line in lines:
            cells = [cell.strip() or None for cell in line.strip().strip("|").split("|")]
            if len(cells) == 1 and cells[0]:
                sheet = book.create_sheet(cells[0])
            elif sheet is not None and len(cells) > 1:
                sheet.append(cells[1:])
                if cells[1] == "end_group":
                    sheet.append([None])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_plain_columns_are_kept_by_question() -> None:
    own = {"dimension": "head", "short::English (en)": "first"}
    assert convert(MARKDOWN).columns == {"k1": own, "part/k1": own, "t1": {"dimension": "hand"}}


def test_rows_are_those_of_the_sheet() -> None:
    assert convert(MARKDOWN).rows == {"part": 2, "k1": 3, "part/k1": 3, "t1": 5}
    assert convert(workbook()).rows == {"part": 2, "k1": 3, "part/k1": 3, "t1": 6}
    assert convert(MARKDOWN).choice_rows == {"yn": {"y": 2, "n": 3}}
    assert convert(MARKDOWN).list_rows == {"yn": 2}


def test_names_that_repeat_are_told_apart_by_their_path() -> None:
    converted = convert(
        table(
            """
| | type | name | label | dimension |
| | begin_group | home | Home | |
| | text | name | Name | head |
| | begin_repeat | kids | Kids | |
| | text | name | Name | hand |
| | end_repeat | | | |
| | end_group | | | |
| | select_one yn or_other | fruit | Fruit | |
""",
            CHOICES,
        )
    )
    assert converted.rows == {
        "home": 2,
        "home/name": 3,
        "home/kids": 4,
        "kids": 4,
        "home/kids_count": 4,
        "kids_count": 4,
        "home/kids/name": 5,
        "fruit": 8,
        "fruit_other": 8,
    }
    assert converted.repeated == {"name": 5}
    assert converted.columns == {"home/name": {"dimension": "head"}, "home/kids/name": {"dimension": "hand"}}
    assert converted.row("home/kids/name") == 5
    assert converted.row("home/kids/made_by_pyxform") == 4
    assert converted.row("nowhere") is None


def test_what_was_stored_before_there_were_more_columns_is_still_read() -> None:
    old = '{"columns":{"a":{"x":"1"}},"list_rows":{},"repeated":{},"rows":{"a":2},"titles":{},"types":{},"xform":""}'
    assert Converted.loads(old).rows == {"a": 2}
    assert Converted.loads(old).choice_rows == {}


def test_a_spreadsheet_and_its_markdown_are_the_same_form() -> None:
    assert convert(workbook()).xform == convert(MARKDOWN).xform


def test_what_is_stored_comes_back_the_same() -> None:
    converted = convert(MARKDOWN)
    assert Converted.loads(converted.dumps()) == converted
    assert convert(MARKDOWN).dumps() == converted.dumps()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"xform": "", "columns": {}, "odd": 1}'])
def test_what_was_not_stored_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Converted.loads(text)


@pytest.mark.parametrize("xform", ["", "<a/>", "<a", "<a><model/><body/></a>"])
def test_what_is_not_an_xform_is_refused(xform: str) -> None:
    with pytest.raises(ValueError, match="not"):
        load(Converted(xform, {}))


def test_a_source_is_never_taken_for_the_path_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(MARKDOWN)
    with pytest.raises(FormError):
        convert(str(path))


def test_titles_labels_and_choices_by_language() -> None:
    form = compile_form(MARKDOWN)
    question = form.by_name["k1"]
    assert (form.id, form.version, form.languages) == ("trial", "7", ("Indonesia (id)", "English (en)"))
    assert [form.title(tag) for tag in ("id", "en", "fr", None)] == ["Uji", "Trial", "Uji", "Uji"]
    assert [question.label(tag) for tag in ("id", "en-GB", "English (en)", "fr")] == [
        "Satu",
        "One",
        "One",
        "Satu",
    ]
    assert form.by_name["t1"].label("en") == "Dua", "what English lacks is read in the default language"
    assert question.group is not None
    assert question.group.label("en") == "Part"
    assert question.columns["dimension"] == "head"
    assert question.choices is not None
    assert [(choice.name, choice.columns) for choice in question.choices.all] == [
        ("y", {"score": "1"}),
        ("n", {"score": "0"}),
    ]


def test_a_plain_title_and_plain_labels() -> None:
    form = compile_form(table("| | type | name | label |\n| | text | a | Ask |"))
    assert (form.title("id"), form.questions[0].label("id")) == ("Trial", "Ask")


@pytest.mark.parametrize(
    ("settings", "assumed", "made"),
    [
        ("", ("form_id", "version"), ("rumah", "5")),
        ("| settings |\n| | form_title |\n| | Rumah |", ("form_id", "version"), ("rumah", "5")),
        ("| settings |\n| | id_string | version |\n| | r | |", ("version",), ("r", "5")),
        ("| settings |\n| | form_id | version |\n| | r | 7 |", (), ("r", "7")),
    ],
)
def test_settings_that_are_missing_may_be_given(settings: str, assumed: tuple[str, ...], made: tuple[str, str]) -> None:
    source = table("| | type | name | label |\n| | text | a | A |", settings=settings)
    converted = convert(source, given={"form_id": "rumah", "version": "5"})
    form = load(converted)
    assert (converted.assumed, (form.id, form.version)) == (assumed, made)
    assert Converted.loads(converted.dumps()) == converted

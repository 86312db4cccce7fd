"""Each code of the catalogue, by one bad form, at the right place."""

from collections.abc import Mapping

import pytest

from forms import FormError, compile_form, load
from forms.errors import CATALOGUE, Problem
from forms.loading import NO_FILES
from forms.source import convert_xform
from tests.forms.transcripts import table
from tests.hostile.makers import xform
from tests.hostile.test_workbooks import FILES
from tests.hostile.test_xforms import DOCUMENTS

CHOICES = "| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |"


def survey(row: str, column: str = "relevant") -> str:
    """A good first question in row 2, and the row under test, with one more column, in row 3."""
    return f"| | type | name | label | {column} |\n| | text | good | Good | |\n| | {row} |"


CROSSED = "begin_group | g | G | |\n| | begin_repeat | r | R | |\n| | end_group | | | |\n| | end_repeat | | |"
AMBIGUOUS = "begin_group | g | G | |\n| | text | good | G | |\n| | end_group | | | |\n| | text | b | B | ${good} = 1"
DEEP = "begin_group | bad | G | " + "|\n| | begin_group | g | G | " * 60 + "|\n| | end_group | | | " * 61

BAD_ROWS: list[tuple[str, str, str, int | None, str | None]] = [
    # code, column, row of the sheet, place of the problem: row and column
    ("conversion_failed", "parameters", "range | bad | Bad | start=one", 3, "parameters"),
    ("conversion_failed", "relevant", "audit | bad | |", 3, None),
    ("type_unknown", "relevant", "nonsense | bad | Bad |", 3, "type"),
    ("type_missing", "relevant", " | bad | Bad |", 3, "type"),
    ("type_not_supported", "bind::jr:preload", "text | bad | Bad | context |", 3, "type"),
    ("feature_not_supported", "appearance", "select_one yn | bad | Bad | search('a')", 3, "appearance"),
    ("name_missing", "relevant", "text | | Bad |", 3, "name"),
    ("name_invalid", "relevant", "text | so bad | Bad |", 3, "name"),
    ("name_twice", "relevant", "text | good | Bad |", 3, "name"),
    ("label_missing", "relevant", "text | bad | |", 3, "label"),
    (
        "at_least_invalid",
        "at_least",
        "begin_group | bad | Bad | one |\n| | text | q | Q | |\n| | end_group | | |",
        3,
        "at_least",
    ),
    ("score_missing", "dimension | weight", "select_one yn | bad | Bad | sikap | 1", 3, "type"),
    ("weight_invalid", "dimension | weight", "select_one yn | bad | Bad | sikap | berat", 3, "weight"),
    ("weight_invalid", "dimension | weight", "select_one yn | bad | Bad | sikap | 0.0", 3, "weight"),
    ("prefill_unknown", "prefill", "text | bad | Bad | yesterday", 3, "prefill"),
    ("prefill_unknown", "prefill", "text | bad | Bad | last(a, b)", 3, "prefill"),
    ("prefill_unknown", "prefill", "text | bad | Bad | Last", 3, "prefill"),
    ("key_twice", "prefill", "text | first | First | key |\n| | text | bad | Bad | key", 4, "prefill"),
    ("group_not_begun", "relevant", "end_group | | |", 3, "type"),
    ("group_not_ended", "relevant", "begin_group | bad | Bad |", 3, "type"),
    ("group_crossed", "relevant", CROSSED, 5, "type"),
    ("too_deep", "relevant", DEEP, 63, "type"),
    ("calculation_missing", "calculation", "calculate | bad | |", 3, "calculation"),
    ("list_missing", "relevant", "select_one nn | bad | Bad |", 3, "type"),
    ("list_name_missing", "relevant", "select_one | bad | Bad |", 3, "type"),
    ("reference_unknown", "relevant", "text | bad | Bad | ${nobody} = 1", 3, "relevant"),
    ("reference_malformed", "relevant", "text | bad | Bad | ${good = 1", 3, "relevant"),
    ("reference_ambiguous", "relevant", AMBIGUOUS, 6, "relevant"),
    ("formula", "relevant", "text | bad | Bad | =B3", 3, "relevant"),
    ("character_not_allowed", "relevant", "text | bad | Ba\x07d |", 3, "label"),
    ("cell_too_long", "relevant", f"text | bad | {'x' * 32_768} |", 3, "label"),
    ("expression_malformed", "relevant", "text | bad | Bad | ${good} => 1", 3, "relevant"),
    ("expression_malformed", "constraint", "text | bad | Bad | . >", 3, "constraint"),
    ("expression_malformed", "required", "text | bad | Bad | 1 1", 3, "required"),
    ("expression_malformed", "read_only", "text | bad | Bad | )", 3, "read_only"),
    ("expression_malformed", "calculation", "calculate | bad | | (1", 3, "calculation"),
    ("expression_malformed", "default", "text | bad | Bad | concat(today(), ", 3, "default"),
    ("expression_malformed", "choice_filter", "select_one yn | bad | Bad | name =", 3, "choice_filter"),
    ("choice_column_unknown", "choice_filter", "select_one yn | bad | Bad | kab = ${good}", 3, "choice_filter"),
    ("expression_not_supported", "relevant", "text | bad | Bad | //good = 1", 3, "relevant"),
    ("function_not_supported", "relevant", "text | bad | Bad | chosen(${good})", 3, "relevant"),
    ("function_arguments", "relevant", "text | bad | Bad | selected(${good})", 3, "relevant"),
    ("path_unknown", "constraint", "text | bad | Bad | . < today", 3, "constraint"),
    ("regex_invalid", "constraint", "text | bad | Bad | regex(., '(')", 3, "constraint"),
    ("cycle", "relevant", "text | bad | Bad | ${bad} = 1", 3, "relevant"),
    ("cycle", "calculation", "calculate | bad | | ${x} |\n| | calculate | x | | ${bad}", 3, "calculation"),
    ("cycle", "relevant", "text | bad | Bad | ${x} = 1 |\n| | text | x | X | ${bad} = 1", 3, "relevant"),
    ("list_unknown", "relevant", "text | bad | Bad | instance('z')/root/item/name = 1", 3, "relevant"),
]

BAD_FILES: list[tuple[str, str, dict[str, bytes], str]] = [
    # code, type of the question, files, column of the problem
    ("file_missing", "select_one_from_file a.csv", {}, "type"),
    ("file_unreadable", "select_one_from_file a.csv", {"a.csv": b"name,label\n\xff\xfe,x\n"}, "type"),
    ("file_unreadable", "select_one_from_file a.csv", {"a.csv": b"name,label\n,x\n"}, "type"),
    ("file_column_missing", "select_one_from_file a.csv", {"a.csv": b"name,title\na,x\n"}, "type"),
    ("choices_missing", "select_one_from_file a.csv", {"a.csv": b"name,label\n"}, "choice_filter"),
]

BAD_CHOICES: list[tuple[str, str, int, str]] = [
    # code, row of the choices sheet in place of the last, place of the problem
    ("choice_name_missing", "yn | | No", 3, "name"),
    ("choice_twice", "yn | y | Yes", 3, "name"),
    ("choice_name_spaced", "yn | y n | No", 3, "name"),
]

BAD_SETTINGS: list[tuple[str, str, str]] = [
    # code, setting, value
    ("setting_invalid", "name", "so bad"),
    ("purpose_unknown", "purpose", "laporan"),
    ("levels_unknown", "levels", "tingkat"),
    ("restricted_invalid", "restricted", "maybe"),
    ("day_unknown", "day", "tanggal"),
    ("correct_within_invalid", "correct_within", "2 days"),
    ("correct_within_invalid", "correct_within", "-1"),
    ("correct_within_invalid", "Correct_Within", "1.5"),
]

IN_THE_SETTINGS = {"form_id_missing", "version_missing"}
OF_THE_WHOLE = {"nothing_to_ask", "survey_missing", "column_missing"}
OF_AN_XFORM = {"place_unknown", "entities_not_supported"}
IN_BOUNDS = {
    # each has its hostile file in tests/hostile
    *(code for _, code, _ in FILES),
    *(code for _, code, _ in DOCUMENTS),
    "too_many_rows",
    "too_many_columns",
    "takes_too_long",
    "needs_too_much",
}


def first(rows: str, files: Mapping[str, bytes] = NO_FILES) -> Problem:
    with pytest.raises(FormError) as raised:
        compile_form(table(rows, CHOICES), files=files)
    found = raised.value.problems[0]
    assert found.message
    assert found.remedy
    return found


@pytest.mark.parametrize(("code", "column", "cells", "row", "blamed"), BAD_ROWS)
def test_problem_and_place(code: str, column: str, cells: str, row: int | None, blamed: str | None) -> None:
    found = first(survey(cells, column))
    assert (found.code, found.row, found.column) == (code, row, blamed)
    assert found.sheet == ("survey" if row else None)


@pytest.mark.parametrize(("code", "kind", "files", "blamed"), BAD_FILES)
def test_problem_with_a_file(code: str, kind: str, files: dict[str, bytes], blamed: str) -> None:
    found = first(survey(f"{kind} | bad | Bad |"), files)
    assert (found.code, found.sheet, found.row, found.column) == (code, "survey", 3, blamed)


@pytest.mark.parametrize(("code", "row", "blamed", "column"), BAD_CHOICES)
def test_problem_with_a_choice(code: str, row: str, blamed: int, column: str) -> None:
    choices = f"| | list_name | name | label |\n| | yn | y | Yes |\n| | {row} |"
    with pytest.raises(FormError) as raised:
        compile_form(table(survey("select_multiple yn | bad | Bad |"), choices))
    [found] = raised.value.problems
    assert (found.code, found.sheet, found.row, found.column) == (code, "choices", blamed, column)


def test_sheets_and_columns_that_are_missing() -> None:
    one = "| | type | name | label |\n| | text | a | A |"
    with pytest.raises(FormError) as raised:
        compile_form(table(one).replace("| survey |", "| surveys |"))
    [found] = raised.value.problems
    assert (found.code, found.sheet) == ("survey_missing", "survey")
    assert "surveys" in found.message
    assert first("| | kind | name | label |\n| | text | a | A |").code == "column_missing"
    with pytest.raises(FormError) as raised:
        compile_form(table(survey("select_one yn | bad | Bad |"), "| | list_name | nama | label |\n| | yn | y | Yes |"))
    [found] = raised.value.problems
    assert (found.code, found.sheet, found.row, found.column) == ("column_missing", "choices", 1, "name")


@pytest.mark.parametrize(("code", "setting", "value"), BAD_SETTINGS)
def test_a_setting_that_cannot_be(code: str, setting: str, value: str) -> None:
    settings = f"| settings |\n| | form_id | version | {setting} |\n| | a | 1 | {value} |"
    with pytest.raises(FormError) as raised:
        compile_form(table("| | type | name | label |\n| | text | a | A |", settings=settings))
    [found] = raised.value.problems
    assert (found.code, found.sheet, found.row, found.column) == (code, "settings", 2, setting)
    assert value in found.message


def test_a_question_without_a_place_in_the_data() -> None:
    with pytest.raises(FormError) as raised:
        load(convert_xform(xform(body='<input ref="/data/z"><label>Z</label></input>')))
    assert [found.code for found in raised.value.problems] == ["place_unknown"]


def test_entities_are_refused_with_a_clear_word() -> None:
    entities = "| entities |\n| | list_name | label |\n| | trees | ${a} |\n"
    settings = f"{entities}| settings |\n| | form_id | version |\n| | a | 1 |"
    with pytest.raises(FormError) as raised:
        compile_form(table("| | type | name | label | save_to |\n| | text | a | A | kind |", settings=settings))
    assert {(found.code, found.sheet) for found in raised.value.problems} == {("entities_not_supported", "entities")}


def test_a_form_that_asks_nothing() -> None:
    assert first("| | type | name | calculation |\n| | calculate | bad | 1 |").code == "nothing_to_ask"


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ("", ["form_id_missing", "version_missing"]),
        ("| settings |\n| | form_id |\n| | a |", ["version_missing"]),
        ("| settings |\n| | version |\n| | 1 |", ["form_id_missing"]),
    ],
)
def test_settings_that_are_missing(settings: str, codes: list[str]) -> None:
    with pytest.raises(FormError) as raised:
        compile_form(table("| | type | name | label |\n| | text | a | A |", settings=settings))
    assert [(found.code, found.sheet, found.row) for found in raised.value.problems] == [
        (code, "settings", 2) for code in codes
    ]


@pytest.mark.parametrize("source", ["", "hello", b"", b"PK\x03\x04", b"\x00\xff" * 50, "a,b,c,d,e\n1,2,3,4,5"])
def test_what_is_no_form_at_all(source: str | bytes) -> None:
    with pytest.raises(FormError):
        compile_form(source)


def test_every_problem_is_reported_at_once() -> None:
    rows = survey("text | bad | Bad | foo() |\n| | text | worse | Worse | ${good} +")
    with pytest.raises(FormError) as raised:
        compile_form(table(rows))
    assert [(found.code, found.row) for found in raised.value.problems] == [
        ("function_not_supported", 3),
        ("expression_malformed", 4),
    ]
    assert "survey row 3, relevant:" in str(raised.value)


def test_every_code_of_the_catalogue_has_a_bad_form() -> None:
    covered = {code for code, *_ in [*BAD_ROWS, *BAD_FILES, *BAD_CHOICES, *BAD_SETTINGS]}
    assert covered | IN_THE_SETTINGS | OF_THE_WHOLE | OF_AN_XFORM | IN_BOUNDS == set(CATALOGUE)

"""Each code of the catalogue, by one bad form, at the right place."""

from collections.abc import Mapping

import pytest

from forms import FormError, compile_form
from forms.errors import CATALOGUE, Problem
from forms.loading import NO_FILES
from tests.forms.transcripts import table

CHOICES = "| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |"


def survey(row: str, column: str = "relevant") -> str:
    """A good first question in row 2, and the row under test, with one more column, in row 3."""
    return f"| | type | name | label | {column} |\n| | text | good | Good | |\n| | {row} |"


REPEAT = "begin_repeat | bad | Bad | |\n| | text | in | In | |\n| | end_repeat | | | "
GROUP = "begin_group | g | G | |\n| | text | good | Again | |\n| | end_group | | | "

BAD_ROWS: list[tuple[str, str, str, int | None, str | None]] = [
    # code, column, row of the sheet, place of the problem: row and column
    ("conversion_failed", "relevant", "nonsense | bad | Bad |", None, None),
    ("conversion_failed", "relevant", "text | bad | Bad | ${nobody} = 1", 3, None),
    ("conversion_failed", "relevant", "text | good | Bad |", 3, None),
    ("type_not_supported", "relevant", "image | bad | Bad |", 3, "type"),
    ("type_not_supported", "relevant", "geopoint | bad | Bad |", 3, "type"),
    ("type_not_supported", "relevant", "time | bad | Bad |", 3, "type"),
    ("type_not_supported", "relevant", "dateTime | bad | Bad |", 3, "type"),
    ("type_not_supported", "relevant", "barcode | bad | Bad |", 3, "type"),
    ("type_not_supported", "relevant", "range | bad | Bad |", 3, "type"),
    ("type_not_supported", "relevant", "rank yn | bad | Bad |", 3, "type"),
    ("type_not_supported", "relevant", "audit | audit | |", 3, "type"),
    ("type_not_supported", "relevant", "deviceid | bad | |", 3, "type"),
    ("type_not_supported", "relevant", "start-geopoint | bad | |", 3, "type"),
    ("type_not_supported", "relevant", "xml-external | bad | |", 3, "type"),
    ("type_not_supported", "relevant", REPEAT, 3, "type"),
    ("feature_not_supported", "parameters", "select_one yn | bad | Bad | randomize=true", 3, "parameters"),
    ("feature_not_supported", "appearance", "select_one yn | bad | Bad | search('a')", 3, "appearance"),
    ("feature_not_supported", "media::image", "text | bad | Bad | a.png", 3, "image"),
    ("feature_not_supported", "trigger | calculation", "calculate | bad | | ${good} | 1", 3, "trigger"),
    ("feature_not_supported", "calculation", "text | bad | Bad | 1 + 1", 3, "calculation"),
    ("name_twice", "relevant", GROUP, 4, "name"),
    ("label_missing", "hint", "text | bad | | Hint", 3, "label"),
    ("expression_malformed", "relevant", "text | bad | Bad | ${good} => 1", 3, "relevant"),
    ("expression_malformed", "constraint", "text | bad | Bad | . >", 3, "constraint"),
    ("expression_malformed", "required", "text | bad | Bad | 1 1", 3, "required"),
    ("expression_malformed", "read_only", "text | bad | Bad | )", 3, "read_only"),
    ("expression_malformed", "calculation", "calculate | bad | | (1", 3, "calculation"),
    ("expression_malformed", "default", "text | bad | Bad | concat(today(), ", 3, "default"),
    ("expression_malformed", "choice_filter", "select_one yn | bad | Bad | name =", 3, "choice_filter"),
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

OTHERS = {"form_id_missing", "version_missing", "nothing_to_ask"}


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
    assert {code for code, *_ in [*BAD_ROWS, *BAD_FILES]} | OTHERS == set(CATALOGUE)

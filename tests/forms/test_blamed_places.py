"""The place that a fault is told at is the one that its author wrote, not one that pyxform made of it."""

from __future__ import annotations

import pytest

from forms import FormError, compile_form, load
from forms.source import convert
from tests.forms.transcripts import table

CHOICES = """
| | list_name | name | label | kab |
| | yn | y | Yes | 1 |
| | yn | n | No | 2 |
"""
DESA = b"kode,nama,kab\n1,Sukamaju,2\n"


def first(survey: str, **files: bytes) -> tuple[str, str | None, int | None, str | None]:
    with pytest.raises(FormError) as raised:
        compile_form(table(survey, CHOICES), files={f"{name}.csv": content for name, content in files.items()})
    found = raised.value.problems[0]
    return found.code, found.sheet, found.row, found.column


@pytest.mark.parametrize(
    ("count", "code"),
    [("foo(${a})", "function_not_supported"), ("nope + 1", "path_unknown"), ("${a} +", "expression_malformed")],
)
def test_a_fault_in_a_count(count: str, code: str) -> None:
    survey = f"""
| | type | name | label | repeat_count |
| | integer | a | A | |
| | begin_group | g | G | |
| | begin_repeat | r | R | {count} |
| | text | x | X | |
| | end_repeat | | | |
| | end_group | | | |
"""
    assert first(survey) == (code, "survey", 4, "repeat_count")


def test_a_calculation_of_the_authors_own_is_blamed_as_such() -> None:
    survey = "| | type | name | label | calculation |\n| | text | a | A | |\n| | calculate | a_count | | foo(1) |"
    assert first(survey) == ("function_not_supported", "survey", 3, "calculation")


def test_a_list_from_a_repeat_that_is_not_there() -> None:
    survey = "| | type | name | label |\n| | text | a | A |\n| | select_one ${zz} | b | B |"
    assert first(survey) == ("reference_unknown", "survey", 3, "type")


@pytest.mark.parametrize(
    ("column", "kind", "cell"),
    [
        ("calculation", "text", "pulldata('desa', 'nama', 'kode', ${a})"),
        ("relevant", "text", "pulldata('desa', 'nama', 'kode', ${a}) = 'x'"),
        ("constraint", "text", "pulldata('desa', 'nama', 'kode', .) = 'x'"),
        ("required", "text", "pulldata('desa', 'nama', 'kode', ${a}) = 'x'"),
        ("default", "text", "pulldata('desa', 'nama', 'kode', '1')"),
        ("choice_filter", "select_one yn", "kab = pulldata('desa', 'kab', 'kode', '1')"),
        ("repeat_count", "begin_repeat", "pulldata('desa', 'kab', 'kode', ${a})"),
    ],
)
def test_a_file_is_asked_for_where_it_is_named(column: str, kind: str, cell: str) -> None:
    ending = "| | text | x | X | |\n| | end_repeat | | | |" if kind == "begin_repeat" else ""
    survey = f"| | type | name | label | {column} |\n| | text | a | A | |\n| | {kind} | b | B | {cell} |\n{ending}"
    assert first(survey) == ("file_missing", "survey", 3, column)
    compile_form(table(survey, CHOICES), files={"desa.csv": DESA})


def test_a_file_that_choices_come_from_is_named_in_the_type() -> None:
    survey = """
| | type | name | label | choice_filter |
| | text | a | A | |
| | select_one_from_file desa.csv | b | B | kab = ${a} |
"""
    assert first(survey) == ("file_missing", "survey", 3, "type")


def filtered(by: str, kind: str = "select_one yn", parameters: str = "") -> str:
    return f"""
| | type | name | label | choice_filter | parameters |
| | text | a | A | | |
| | {kind} | b | B | {by} | {parameters} |
"""


@pytest.mark.parametrize(
    ("by", "column"),
    [
        ("desa = ${a}", "desa"),
        ("kab = 1 and ./desa = ${a}", "desa"),
        ("contains(concat(desa, 'x'), ${a})", "desa"),
        ("not(kab = desa)", "desa"),
    ],
)
def test_a_filter_by_a_column_that_the_list_does_not_have(by: str, column: str) -> None:
    with pytest.raises(FormError) as raised:
        compile_form(table(filtered(by), CHOICES))
    [found] = raised.value.problems
    place = (found.code, found.sheet, found.row, found.column)
    assert place == ("choice_column_unknown", "survey", 3, "choice_filter")
    assert f"'{column}'" in found.message
    assert "name, label, kab" in found.message


def test_the_columns_of_a_file_are_known_when_it_is_there() -> None:
    survey = filtered("desa = ${a}", "select_one_from_file desa.csv", "value=kode label=nama")
    assert first(survey, desa=DESA) == ("choice_column_unknown", "survey", 3, "choice_filter")
    assert first(survey) == ("file_missing", "survey", 3, "type")


def test_the_columns_of_a_list_in_several_languages() -> None:
    choices = "| | list_name | name | label::A (aa) | label::B (bb) |\n| | yn | y | Yes | Ya |"
    with pytest.raises(FormError) as raised:
        compile_form(table(filtered("desa = ${a}"), choices))
    [found] = raised.value.problems
    assert found.message.endswith("it has: name.")


@pytest.mark.parametrize(
    "by", ["true()", "kab = ${a}", "name != ${a}", "./kab = 1", "position() = 1", "selected(${a}, name)", "${a} = ''"]
)
def test_filters_that_are_right(by: str) -> None:
    compile_form(table(filtered(by), CHOICES))
    compile_form(table(filtered(by, parameters="randomize=true"), CHOICES))


def test_a_form_that_is_only_walked_through_may_filter_by_any_column() -> None:
    load(convert(table(filtered("desa = ${a}"), CHOICES)), lenient=True)

"""A form with many faults of many kinds: as many are told in one go as can be known, and none that is not there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from forms import FormError
from forms.checking import check_form
from forms.loading import NO_FILES
from tests.forms.transcripts import table

Told = list[tuple[str, str | None, int | None, str | None]]

CHOICES = """
| | list_name | name | label | kab |
| | yn | y | Yes | 1 |
| | yn | n | No | 2 |
"""


def told(survey: str, choices: str = CHOICES, files: Mapping[str, bytes] = NO_FILES) -> Told:
    """Everything that is told of a form: code, sheet, row, column."""
    try:
        check_form("uji.md", table(survey, choices).encode(), files)
    except FormError as error:
        return [(found.code, found.sheet, found.row, found.column) for found in error.problems]
    return []


def test_expressions_are_checked_though_references_lead_nowhere() -> None:
    assert told(
        """
| | type | name | label | relevant | constraint | choice_filter |
| | text | a | A | | | |
| | intejer | b | B | foo(1) | | |
| | text | c | C | ${nobody} = 1 | . > | |
| | select_one nn | d | D | 1 + | | |
| | text | | E | if(1) | | |
| | select_one yn | f | | | | desa = ${a} |
| | note | g | G ${nowhere} | ${f} = | | |
"""
    ) == [
        ("type_unknown", "survey", 3, "type"),
        ("function_not_supported", "survey", 3, "relevant"),
        ("reference_unknown", "survey", 4, "relevant"),
        ("expression_malformed", "survey", 4, "constraint"),
        ("list_missing", "survey", 5, "type"),
        ("expression_malformed", "survey", 5, "relevant"),
        ("name_missing", "survey", 6, "name"),
        ("function_arguments", "survey", 6, "relevant"),
        ("label_missing", "survey", 7, "label"),
        ("choice_column_unknown", "survey", 7, "choice_filter"),
        ("reference_unknown", "survey", 8, "label"),
        ("expression_malformed", "survey", 8, "relevant"),
    ]


def test_what_only_pyxform_refuses_does_not_hide_the_rest() -> None:
    assert told(
        """
| | type | name | label | parameters | relevant |
| | range | a | A | start=one | |
| | range | b | B | start=two | |
| | text | c | C | | foo(1) |
| | text | d | D | | ${a} > |
"""
    ) == [
        ("conversion_failed", "survey", 2, "parameters"),
        ("conversion_failed", "survey", 3, "parameters"),
        ("function_not_supported", "survey", 4, "relevant"),
        ("expression_malformed", "survey", 5, "relevant"),
    ]


def test_what_a_chat_cannot_do_does_not_hide_the_rest() -> None:
    assert told(
        """
| | type | name | label | appearance | relevant | bind::jr:preload |
| | select_one yn | a | A | search('a') | | |
| | text | b | B | | | context |
| | text | c | C | | foo(1) | |
| | select_one_from_file desa.csv | d | D | | | |
"""
    ) == [
        ("feature_not_supported", "survey", 2, "appearance"),
        ("type_not_supported", "survey", 3, "type"),
        ("function_not_supported", "survey", 4, "relevant"),
        ("file_missing", "survey", 5, "type"),
    ]


def test_every_circle_is_told_beside_other_faults() -> None:
    assert told(
        """
| | type | name | label | relevant | calculation |
| | text | a | A | ${a} = 1 | |
| | calculate | b | | | ${c} |
| | calculate | c | | | ${b} |
| | text | d | D | 1 + | |
"""
    ) == [
        ("cycle", "survey", 2, "relevant"),
        ("cycle", "survey", 3, "calculation"),
        ("expression_malformed", "survey", 5, "relevant"),
    ]


@pytest.mark.parametrize(
    ("survey", "codes"),
    [
        # each fault alone: what is left aside of it makes no faults of its own
        ("| text | a | A | =B2 |", ["formula"]),
        ("| =B2 | a | A | |\n| | text | b | B | ${a} = 1 |", ["formula"]),
        ("| text | =B2 | A | |", ["formula"]),
        ("| text | a | =B2 | |", ["formula"]),
        ("|  | a | A | |\n| | text | b | B | |", ["type_missing"]),
        ("| text | a | A | |\n| | text | a | A | |", ["name_twice"]),
        ("| text | so bad | A | |", ["name_invalid"]),
        ("| text | a | | |", ["label_missing"]),
        ("| calculate | a | | |\n| | text | b | B | |", ["calculation_missing"]),
        ("| begin_group | g | G | |\n| | text | a | A | |", ["group_not_ended"]),
        ("| begin_repeat | g | G | |\n| | begin_group | h | H | |\n| | text | a | A | |", ["group_not_ended"] * 2),
        ("| text | a | A | |\n| | end_group | | | |", ["group_not_begun"]),
        ("| select_one | a | A | |", ["list_name_missing"]),
        ("| select_one nn | a | A | |\n| | text | b | B | ${a} = 'y' |", ["list_missing"]),
        ("| select_one ${zz} | a | A | |", ["reference_unknown"]),
        ("| intejer | a | A | |\n| | text | b | B | ${a} > 1 |", ["type_unknown"]),
    ],
)
def test_one_fault_is_told_once(survey: str, codes: list[str]) -> None:
    found = told(f"| | type | name | label | relevant |\n| {survey}")
    assert [code for code, *_ in found] == codes


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ("yn | | No |", "choice_name_missing"),
        ("yn | y | No |", "choice_twice"),
        ("yn | n o | No |", "choice_name_spaced"),
    ],
)
def test_faults_of_choices_and_of_expressions(choice: str, code: str) -> None:
    found = told(
        "| | type | name | label | relevant |\n| | select_multiple yn | a | A | |\n| | text | b | B | foo(${a}) |",
        f"| | list_name | name | label |\n| | yn | y | Yes |\n| | {choice}",
    )
    assert found == [("function_not_supported", "survey", 3, "relevant"), (code, "choices", 3, "name")]


def test_settings_that_are_missing_do_not_hide_the_rest() -> None:
    source = "| survey |\n| | type | name | label | relevant |\n| | text | a | A | foo(1) |"
    with pytest.raises(FormError) as raised:
        check_form("uji.md", source.encode())
    assert [found.code for found in raised.value.problems] == [
        "form_id_missing",
        "version_missing",
        "function_not_supported",
    ]


def test_a_form_without_fault_is_given_back() -> None:
    source = table("| | type | name | label |\n| | text | a | A |")
    assert check_form("uji.md", source.encode()).rows == {"a": 2}

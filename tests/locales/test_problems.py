"""What is wrong with a form reads well in both languages, with everything that the catalogue says."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

import pytest

from forms import FormError, compile_form
from forms.errors import CATALOGUE, Problem, problem
from forms.xpath.parser import parse
from forms.xpath.tree import XPathError
from handlers.publishing.problems import FAULTS, OWN_PROBLEMS, problem_parts
from locales import LANGUAGES, texts
from tests.forms.test_error_catalogue import BAD_ROWS, CHOICES, survey
from tests.forms.transcripts import table
from tests.locales.catalogue import messages, strings

FILE = "problems.ftl"


def names(sentence: str) -> frozenset[str]:
    """The details that a sentence of the catalogue uses."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def samples(code: str) -> dict[str, object]:
    return {name: f"<{name}>" for sentence in CATALOGUE[code] for name in names(sentence)}


def said(found: Problem, language: str) -> str:
    """As it is stored, and shown."""
    kept: dict[str, Any] = {name: getattr(found, name) for name in ("code", "sheet", "row", "column")}
    return problem_parts(texts(language), {**kept, "details": dict(found.details)})[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_both_texts_with_the_details_of_the_catalogue(language: str) -> None:
    expected: dict[str, frozenset[str]] = {}
    for code, (message, remedy) in CATALOGUE.items():
        name = code.replace("_", "-")
        expected |= {f"problem-{name}": names(message), f"remedy-{name}": names(remedy)}
    there = messages(language, FILE)
    assert {key: used for key, used in there.items() if not key.startswith("fault-")} == expected


@pytest.mark.parametrize("code", CATALOGUE)
def test_english_is_the_catalogue_word_for_word(code: str) -> None:
    found = problem(code, details=samples(code))
    assert said(found, "en") == found.says


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_problem_can_be_said_in_indonesian(code: str) -> None:
    found = problem(code, details=samples(code))
    text = said(found, "id")
    for name in samples(code):
        assert f"<{name}>" in text, name
    assert text != found.says
    assert text.endswith((".", "2026112001.")) or text.endswith(": kompetensi.")
    assert not re.search(r"\b(the|is|of|and|not|with)\b", text)


def test_details_of_ours_have_the_names_of_their_texts_in_both_languages() -> None:
    own = {key: names(template) for template, key in FAULTS.items()}
    for language in LANGUAGES:
        there = messages(language, FILE)
        assert {key: used for key, used in there.items() if key.startswith("fault-")} == {
            **own,
            "fault-quoted": frozenset({"text"}),
        }


@pytest.mark.parametrize("template", FAULTS)
def test_details_that_are_told_are_those_that_the_forms_give(template: str) -> None:
    code = [text for _, text in strings("forms")]
    # The parser puts the end of a formula where it else names what it has found.
    for words, *_ in Formatter().parse(template.replace("the end", "{end}the end")):
        assert any(words.strip("'") in text for text in code), words


@pytest.mark.parametrize(
    ("code", "details", "says"),
    [
        ("too_deep", {"limit": 60}, "Group dan repeat bertingkat lebih dari 60. "),
        ("too_deep", {"limit": "a few dozen"}, "bertingkat lebih dari beberapa puluh tingkat. "),
        ("cell_too_long", {"limit": 32767}, "Isi sel lebih dari 32.767 huruf. "),
        (
            "xml_too_large",
            {"limit": 1000, "what": "elements inside each other"},
            "lebih dari 1.000 elemen bertingkat. ",
        ),
        ("xml_not_allowed", {"detail": "an entity"}, "Berkas memuat entitas (ENTITY), dan itu"),
        ("not_a_form", {"detail": "it is empty."}, "Ini bukan formulir yang dapat dibaca: isinya kosong. Kirim"),
        ("file_unpacks_too_large", {"detail": "4096 parts"}, "(4096 bagian). "),
        ("file_damaged", {"detail": "Bad magic number."}, "Berkas rusak: “Bad magic number”. Buka"),
        ("survey_missing", {"detail": ""}, "Tidak ada lembar bernama survey. Beri"),
        ("survey_missing", {"detail": " Found: 'surveys'."}, "bernama survey. “Found: 'surveys'”. Beri"),
        ("label_missing", {"name": "row 5"}, "“baris 5” tidak punya label. "),
        ("label_missing", {"name": "an entity"}, "“an entity” tidak punya label. "),
        (
            "function_arguments",
            {"expression": "round()", "function": "round", "given": 0, "expected": "1 to 2"},
            "Rumus “round()” memberi 0 argumen kepada “round”, padahal seharusnya 1 sampai 2. ",
        ),
        (
            "function_arguments",
            {"expression": "f(1)", "function": "f", "given": 1, "expected": "an even number, at least 2"},
            "padahal seharusnya bilangan genap, sedikitnya 2. ",
        ),
    ],
)
def test_details_in_the_sentence(code: str, details: dict[str, object], says: str) -> None:
    assert says in said(problem(code, details=details), "id")


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("(1", "kurang “)” di akhir"),
        ("(1 2", "kurang “)” sebelum “2”"),
        ("1 +", "rumusnya terputus di akhir"),
        ("1 1", "“1” tidak pada tempatnya"),
        ("1 )", "“)” tidak pada tempatnya"),
    ],
)
def test_what_the_parser_finds(expression: str, says: str) -> None:
    with pytest.raises(XPathError) as raised:
        parse(expression)
    found = problem(raised.value.code, details={"expression": expression, **raised.value.details})
    assert said(found, "id").startswith(f"Rumus “{expression}” tidak dapat dipahami: {says}. Periksa tanda kurung")


@pytest.mark.parametrize(("code", "column", "row"), [bad[:3] for bad in BAD_ROWS])
def test_problems_of_real_forms(code: str, column: str, row: str) -> None:
    """Each has all the details that the sentences need: nothing falls back to English."""
    with pytest.raises(FormError) as raised:
        compile_form(table(survey(row, column), CHOICES))
    for found in raised.value.problems:
        bare = Problem(found.code, found.sheet, found.row, found.column, "", "", found.details)
        assert said(bare, "en")
        assert said(bare, "id") not in ("", said(bare, "en"))


def test_what_another_version_has_stored_is_said_in_its_words() -> None:
    kept = {"sheet": "survey", "row": 4, "column": "type", "message": "'int' is no type", "remedy": "Check it."}
    for stored in ({**kept, "code": "type_unknown"}, {**kept, "code": "unheard_of", "details": {}}):
        assert problem_parts(texts("id"), stored) == (
            "Lembar survey, baris 4, kolom type",
            "'int' is no type. Check it.",
        )


@pytest.mark.parametrize("code", OWN_PROBLEMS)
def test_problems_that_a_form_has_only_here(code: str) -> None:
    assert problem_parts(texts("id"), {"code": code})[1].endswith(".")

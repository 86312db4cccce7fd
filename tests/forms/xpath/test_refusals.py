"""What is refused when a form is read, so that nobody meets it while answering."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forms.errors import CATALOGUE, problem
from forms.xpath import NAMES, EvaluationError, XPathError, compile_expression, parse
from tests.forms.xpath.world import scope, shown


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("", "expression_malformed"),
        ("1 +", "expression_malformed"),
        ("(1", "expression_malformed"),
        ("1)", "expression_malformed"),
        ("1 2", "expression_malformed"),
        ("'open", "expression_malformed"),
        ("age >= ", "expression_malformed"),
        ("age => 3", "expression_malformed"),
        ("age == 3", "expression_malformed"),
        ("selected(langs 'a')", "expression_malformed"),
        ("selected(langs, )", "expression_malformed"),
        ("age & 1", "expression_malformed"),
        ("$x", "expression_malformed"),
        ("string(1e5)", "expression_malformed"),
        ("1.5.2", "expression_malformed"),
        ("kids[", "expression_malformed"),
        ("kids[]", "expression_malformed"),
        ("(" * 200 + "1" + ")" * 200, "expression_malformed"),
        ("not(" * 200 + "1" + ")" * 200, "expression_malformed"),
        ("kids[" * 200 + "1" + "]" * 200, "expression_malformed"),
        ("1 + " * 6000 + "1", "expression_malformed"),
        ("count(5)", "expression_malformed"),
        ("sum('a')", "expression_malformed"),
        ("randomize(5)", "expression_malformed"),
        ("geofence(here, 'a')", "expression_malformed"),
        ("indexed-repeat('a', kids, 1)", "expression_malformed"),
        ("indexed-repeat(name, kids, 1)", "expression_malformed"),
        ("indexed-repeat(/data/kids/name, 5, 1)", "expression_malformed"),
        ("/", "expression_not_supported"),
        ("//age", "expression_not_supported"),
        ("/data//age", "expression_not_supported"),
        ("ancestor::kids", "expression_not_supported"),
        ("self::age", "expression_not_supported"),
        ("age/text()", "expression_not_supported"),
        (".[1]", "expression_not_supported"),
        ("(age)[1]", "expression_not_supported"),
        ("concat('a')/b", "expression_not_supported"),
        ("age | word", "expression_not_supported"),
        ("instance(name)/root/item/label", "expression_not_supported"),
        ("instance('towns')", "expression_not_supported"),
        ("jr:choice-name(age, name)", "expression_not_supported"),
        ("pulldata(name, 'a', 'b', 'c')", "expression_not_supported"),
        ("digest('a', 'MD4')", "expression_not_supported"),
        ("digest('a', 'MD5', 'base32')", "expression_not_supported"),
        ("format-date(today(), '%A')", "expression_not_supported"),
        ("format-date(today(), '100%')", "expression_not_supported"),
        ("frobnicate(1)", "function_not_supported"),
        ("last()", "function_not_supported"),
        ("selected(langs)", "function_arguments"),
        ("today(1)", "function_arguments"),
        ("if(1, 2)", "function_arguments"),
        ("coalesce(1, 2, 3)", "function_arguments"),
        ("indexed-repeat(name, kids)", "function_arguments"),
        ("indexed-repeat(name, kids, 1, kids)", "function_arguments"),
        ("weighted-checklist(1, 2, 3)", "function_arguments"),
        ("uuid(1, 2)", "function_arguments"),
        ("/data/nobody", "path_unknown"),
        ("/other/age", "path_unknown"),
        ("../../../../x", "path_unknown"),
        ("nobody", "path_unknown"),
        ("age-1", "path_unknown"),
        ("current()/../nobody", "path_unknown"),
        ("kids[nobody = 1]", "path_unknown"),
        ("instance('towns')/root/item[name = /data/nobody]", "path_unknown"),
        ("jr:itext('nobody')", "path_unknown"),
        ("jr:choice-name(age, '/data/nobody')", "path_unknown"),
        ("regex(age, '(')", "regex_invalid"),
        ("regex(age, '[a')", "regex_invalid"),
        ("regex(age, '*')", "regex_invalid"),
        ("regex(age, '(a)\\1')", "regex_invalid"),
        ("regex(age, 'a{5000}')", "regex_invalid"),
        ("instance('kab')/root/item/label", "list_unknown"),
        ("pulldata('kab', 'a', 'b', 'c')", "list_unknown"),
        ("pulldata('towns', 'label', 'kode', 'c')", "file_column_missing"),
    ],
)
def test_what_cannot_be_compiled(expression: str, code: str) -> None:
    with pytest.raises(XPathError, match=re.escape(code)) as raised:
        compile_expression(expression, scope())
    assert raised.value.details["expression"] == expression.strip()
    # and every detail that the message of the catalogue needs is there
    assert code in CATALOGUE
    assert expression.strip() in problem(code, details=raised.value.details).message or code == "file_column_missing"


def test_without_strictness_an_unknown_place_is_empty_as_in_javarosa() -> None:
    assert shown("count(/data/nobody)", strict=False) == 0.0
    assert shown("nobody = ''", strict=False) is True
    assert shown("kids[nobody = '']/name", strict=False) == ["Ani", "Budi", ""]
    assert shown("join(',', ../data/kids/name)", strict=False) == "Ani,Budi,"
    assert shown("jr:itext('nobody')", strict=False) == "[itext:nobody]"
    assert shown("pulldata('kab', 'a', 'b', 'c')", strict=False) == ""
    assert shown("pulldata('towns', 'label', 'kode', 'c')", strict=False) == ""


@pytest.mark.parametrize(
    "call", ["frobnicate(1)", "today(1)", "count(5)", "regex(age, '(')", "format-date(today(), '%A')"]
)
def test_without_strictness_a_wrong_call_fails_only_where_it_is_computed(call: str) -> None:
    assert shown(f"if(false(), {call}, 'a')", strict=False) == "a"
    with pytest.raises(EvaluationError):
        shown(call, strict=False)


def test_every_function_of_the_specification_is_known() -> None:
    specified = """
        string concat join substr substring-before substring-after translate string-length normalize-space contains
        starts-with ends-with uuid digest pulldata if coalesce once true false boolean boolean-from-string not regex
        checklist weighted-checklist number random int sum max min round pow log log10 abs sin cos tan asin acos atan
        atan2 sqrt exp exp10 pi count count-non-empty position randomize today now format-date format-date-time date
        decimal-date-time decimal-time selected selected-at count-selected jr:choice-name jr:itext indexed-repeat area
        distance base64-decode
    """
    assert set(specified.split()) <= NAMES


def refusal(expression: str, *, whole: bool) -> str:
    """The code of what is wrong, "" where nothing is."""
    try:
        if whole:
            compile_expression(expression, scope())
        else:
            parse(expression)
    except XPathError as error:
        return error.code
    return ""


@given(st.text(max_size=80))
@example("\ud800")
@example("a" * 50_000)
@example("-" * 10_000)
@example("[" * 1000)
def test_no_text_makes_the_parser_fail_in_any_other_way(expression: str) -> None:
    assert refusal(expression, whole=False) in ("", "expression_malformed", "expression_not_supported")


PIECES = """( ) [ ] / // . .. @ , * + - = != < | and or div mod 1 2.5 'a' age kids /data/kids name count( sum( if(
    instance('towns')/root/item current()/ position() regex( today()"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join))
def test_no_puzzle_of_pieces_makes_the_compiler_fail_in_any_other_way(expression: str) -> None:
    assert refusal(expression, whole=True) in {"", *CATALOGUE}

"""What expressions come to."""

import math
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from forms.xpath import EvaluationError, compile_expression
from forms.xpath.shuffle import seed_of, seeded, shuffled
from forms.xpath.values import java_text, number_text
from tests.forms.xpath.cases import CASES, ERROR, Expected
from tests.forms.xpath.world import AT, WIB, compiled, scope, shown, value, world

ALL = [(context, expression, expected) for context, cases in CASES.items() for expression, expected in cases]


@pytest.mark.parametrize(("context", "expression", "expected"), ALL)
def test_an_expression_comes_to_what_javarosa_computes(context: str, expression: str, expected: Expected) -> None:
    if expected is ERROR:
        with pytest.raises(EvaluationError):
            shown(expression, context)
        return
    found = shown(expression, context)
    assert type(found) is type(expected)
    if isinstance(expected, float) and isinstance(found, float):
        assert (math.isnan(found) and math.isnan(expected)) or math.isclose(found, expected, rel_tol=1e-12)
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # XPath 1.0 that JavaRosa does not have
        ("floor(-1.5)", -2.0),
        ("ceiling(1.2)", 2.0),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('12345', -1 div 0)", "12345"),
        # what needs the person or the form
        ("property('deviceid')", "tg:1"),
        ("property('unheard of')", ""),
        ("version()", "7"),
        ("once(5)", 5.0),
        # extremes never fail
        ("substr(name, 0 - 1 div 0, 1 div 0)", "Sari Dewi"),
        ("substr(name, nothing)", "Sari Dewi"),
        ("substr('😀x', 2)", "x"),
        ("string-length('😀')", 2.0),
        ("round(1 div 0)", math.inf),
        ("round(" + "9" * 300 + ", 15) > 1", True),
        ("pow(10, 9999)", math.inf),
        ("pow(-10, 9999)", -math.inf),
        ("pow(0, -1)", math.inf),
        ("exp(10000)", math.inf),
        ("1 div 3 * 3 = 1", True),
        ("0.1 + 0.2 = 0.3", True),
        ("- - 3", 3.0),
        ("base64-decode('****')", ""),
        ("extract-signed('', '')", ""),
        ("uuid(0)", ""),
    ],
)
def test_values_that_are_ours(expression: str, expected: object) -> None:
    assert shown(expression) == expected


def test_a_signed_message_is_taken_out_only_where_the_signature_fits() -> None:
    # RFC 8032, section 7.1, test 2: the signature with its message (the letter r), and the public key
    signed = "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAHI="
    key = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="
    assert value(f"extract-signed('{signed}', '{key}')") == "r"
    assert value(f"extract-signed('{signed.replace('kqAJ', 'kqAK')}', '{key}')") == ""
    assert value(f"extract-signed('{signed[:-4]}AHM=', '{key}')") == ""
    assert value(f"extract-signed('{signed}', '{key[:20]}')") == ""


def test_times_are_those_of_the_person() -> None:
    jayapura = replace(world(), at=datetime(2026, 11, 21, 1, 0, tzinfo=ZoneInfo("Asia/Jayapura")))
    assert value("today()", moment=jayapura) == date(2026, 11, 21)
    jakarta = replace(world(), at=jayapura.at.astimezone(WIB))
    assert value("today()", moment=jakarta) == date(2026, 11, 20)
    # the same point in time, in another zone
    assert shown("format-date-time(met, '%H:%M')", moment=jayapura) == "09:30"
    assert value("decimal-date-time(met)", moment=jayapura) == value("decimal-date-time(met)")
    assert value("decimal-time(date-time('2026-11-07T12:00:00'))", moment=jayapura) == 0.5


def test_now_has_milliseconds_and_today_no_time() -> None:
    moment = replace(world(), at=AT.replace(microsecond=123_987))
    assert value("now()", moment=moment) == AT.replace(microsecond=123_000)
    assert value("today()", moment=moment) == AT.date()


def test_what_is_by_chance_stays_the_same_for_the_same_draft_and_differs_within_an_expression() -> None:
    assert value("random()") == value("random()")
    assert value("random() = random()") is False
    assert isinstance(value("uuid()"), str)
    assert str(value("uuid()"))[14] == "4"
    assert value("uuid() = uuid()") is False
    assert len(str(value("uuid(12)"))) == 12
    assert sorted(shown("randomize(kids/name)")) == ["", "Ani", "Budi"]  # type: ignore[call-overload]


def test_a_seed_gives_the_same_order_as_in_other_openrosa_clients() -> None:
    # the last two as in JavaRosa's own tests: a text that is no number counts by its hash
    for letters, seed, order in (
        ("ABCDEF", 42, "AFCBDE"),
        ("ABCDEF", -42, "EDAFBC"),
        ("abcdefgh", seed_of("1234"), "gfedahbc"),
        ("abcdefgh", seed_of("foo"), "eadbhgcf"),
    ):
        assert "".join(shuffled(letters, seeded(seed))) == order


def test_the_own_node_of_a_constraint_is_the_answer_that_is_tried() -> None:
    moment = replace(world(), candidate=12.0)
    assert value(". > 10", "/data/age", moment=moment, candidate=True) is True
    assert value("/data/age", "/data/age", moment=moment, candidate=False).found  # type: ignore[union-attr]
    assert value("/data/age > 40", "/data/age", moment=moment, candidate=True) is False
    assert value("../minus", "/data/age", moment=moment, candidate=True).values() == [-7.0]  # type: ignore[union-attr]
    # among others of its kind
    assert value("sum(/data/kids/age)", "/data/kids[2]/age", moment=moment, candidate=True) == 12.0
    assert value("sum(../../kids/age)", "/data/kids[2]/age", moment=moment, candidate=True) == 7.0 + 12.0 + 12.0
    assert value("string-length()", "/data/age", moment=moment, candidate=True) == 2.0
    # JavaRosa also takes what indexed-repeat() finds, and the node a predicate looks at, for the one under test
    first = "indexed-repeat(/data/kids/age, /data/kids, 1)"
    assert value(first, "/data/kids[2]/age", moment=moment, candidate=True) == 12.0
    assert value("count(../../kids/age[. = 12])", "/data/kids[2]/age", moment=moment, candidate=True) == 3.0


def test_an_error_says_which_expression_it_was() -> None:
    with pytest.raises(EvaluationError, match="repeated"):
        compiled("kids/age + 1").evaluate(world())
    with pytest.raises(EvaluationError, match="distance"):
        compiled("distance(name)").evaluate(world())
    with pytest.raises(EvaluationError, match="node-set"):
        compiled("age + 1").nodes(world())


def test_the_readings_of_a_compiled_expression() -> None:
    found = compiled("kids/age")
    assert [positions for _, positions in found.nodes(world())] == [(1,), (2,), (3,)]  # type: ignore[misc]
    assert compiled("age > 1").true(world())
    assert compiled("age").text(world()) == "41"
    assert compiled("age").value(world()) == 41.0


def test_a_long_chain_is_not_nested() -> None:
    assert value(" or ".join(["age = 1"] * 900 + ["age = 41"])) is True
    assert value("+".join(["1"] * 2000)) == 2000.0
    assert value(" and ".join(["1"] * 2000)) is True


def test_a_part_that_does_not_matter_is_not_computed() -> None:
    assert value("true() or date('no date') > 1") is True
    assert value("false() and date('no date') > 1") is False
    assert shown("if(true(), 'a', date('no date'))") == "a"
    assert shown("coalesce('a', date('no date'))") == "a"


def test_a_label_and_a_text_come_from_the_form() -> None:
    more = scope(
        "/data/kids/age",
        texts=lambda name: (lambda moment, positions: f"{name}/{moment.language}/{positions}") if name == "t" else None,
        choice_label=lambda node, choice, moment, positions: f"{node.path} {choice} {positions}",
    )

    def run(expression: str) -> object:
        return compile_expression(expression, more).evaluate(world(), (2,))

    assert run("jr:itext('t')") == "t/id/(2,)"
    assert run("jr:itext(concat('', 't'))") == "t/id/(2,)"
    assert run("jr:itext(concat('', 'u'))") == "[itext:u]"
    assert run("jr:choice-name('x', ' /data/kids/name ')") == "/data/kids/name x (2,)"
    assert run("jr:choice-name(../name, '../name')") == "/data/kids/name Budi (2,)"
    # a repeat that this does not lie in: the first one
    assert run("jr:choice-name('x', '/data/kids/toys/toy')") == "/data/kids/toys/toy x (2, 1)"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.5, "1.5"),
        (0.001, "0.001"),
        (0.0001, "1.0E-4"),
        (1234567.5, "1234567.5"),
        (12345678.5, "1.23456785E7"),
        (1e21, "1.0E21"),
        (-2.5e-7, "-2.5E-7"),
        (100.0, "100.0"),
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (math.inf, "Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_numbers_are_written_as_java_writes_them(number: float, text: str) -> None:
    assert java_text(number) == text


def test_whole_numbers_have_no_point_within_32_bits() -> None:
    assert number_text(2_147_483_647.0) == "2147483647"
    assert number_text(3_000_000_000.0) == "3.0E9"
    assert number_text(1e-13) == "0"


def test_a_day_is_a_day_also_where_clocks_change() -> None:
    moment = replace(world(), at=datetime(2026, 3, 29, 12, 0, tzinfo=ZoneInfo("Europe/Berlin")))
    assert value("date('2026-03-30') - date('2026-03-28')", moment=moment) == 2.0
    assert value("today() + 1 = date('2026-03-30')", moment=moment) is True

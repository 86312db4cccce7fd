"""``regex()``: Java's patterns, in bounded time."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.xpath import EvaluationError
from forms.xpath.parts import PatternError
from forms.xpath.regex import check, matches


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("", [""], ["a"]),
        ("abc", ["abc"], ["ab", "abcd", "xabc"]),
        ("a|b|", ["a", "b", ""], ["ab"]),
        ("[0-9]{16}", ["3201010101010001"], ["320101010101000", "32010101010100011", "320101010101000a"]),
        (r"\d{3}-?\d{2,4}", ["123-45", "1234567"], ["12-45", "123-45678"]),
        (r"08\d{8,11}", ["0812345678", "0812345678901"], ["081234567", "08123456789012"]),
        (r"[A-Z]\p{L}+( \p{Lu}\p{Ll}*)*", ["Dæwi", "Dewi Lestari"], ["dewi", "D3"]),
        (r"\p{Alpha}+\p{Punct}", ["abc!"], ["äbc!", "abc"]),
        (r"\P{Digit}*", ["abc", ""], ["a1"]),
        (r"[^@\s]+@[^@\s]+\.[a-z]{2,}", ["a@b.id"], ["a b@c.id", "a@b", "@b.id"]),
        ("^abc$", ["abc"], ["abcd"]),
        (r"\Aabc\z", ["abc"], ["xabc"]),
        (r"\bsatu\b.*", ["satu dua", "satu"], ["satuan"]),
        (r"a\Bb", ["ab"], ["a b"]),
        (".+", ["a b"], ["a\nb", ""]),
        ("(?s).+", ["a\nb"], [""]),
        ("(?i)AbC[d-f]", ["abcD", "ABCF"], ["abcg"]),
        ("a(?i:b)c", ["abc", "aBc"], ["aBC"]),
        ("(?<tahun>[0-9]{4})", ["2026"], ["26"]),
        ("(?:ab)+?", ["ab", "abab"], ["aba"]),
        ("(?=.*[A-Z])(?=.*[0-9]).{8,}", ["Abcdefg1"], ["abcdefg1", "Abcdefgh", "Abc1"]),
        ("(?!.*x).*", ["abc"], ["axc"]),
        ("a(?<=a)b(?<!a)", ["ab"], ["b"]),
        ("[a-z&&[^aeiou]]+", ["bcd"], ["abc"]),
        ("[a-c[x-z]]+", ["axz"], ["m"]),
        ("[]a]+", ["a]"], ["b"]),
        ("[^]]+", ["ab"], ["a]"]),
        (r"[\w-]+", ["a-b_1"], ["a b"]),
        ("[a-]+", ["a-"], ["b"]),
        (r"\Qa.b\E+", ["a.b", "a.bb"], ["axb"]),
        (r"\x41\u0042\x{43}\0104\t", ["ABCD\t"], ["ABCD"]),
        (r"\h\v\R", [" \n\r\n", "\t\n\n"], ["a\n\n"]),
        ("[0-9]++", ["123"], ["a"]),
        ("[0-9]*+1", [], ["1", "11"]),
        ("a?+a", ["aa"], ["a"]),
        ("a{1,2}+a", ["aaa"], ["aa", "a"]),
        ("(a*)*", ["", "aaa"], ["b"]),
        ("(a|ab)(c|bcd)", ["abcd", "ac", "abc"], ["ab"]),
        ("😀+", ["😀😀"], ["x"]),
        ("a{0}b", ["b"], ["ab"]),
        ("x{2,}", ["xx", "xxxx"], ["x"]),
        (r"[\d.,]+", ["1.000,5"], ["1a"]),
        (r"\.", ["."], ["x"]),
    ],
)
def test_a_pattern_matches_the_whole_text_as_in_java(pattern: str, yes: list[str], no: list[str]) -> None:
    for text in yes:
        assert matches(pattern, text), text
    for text in no:
        assert not matches(pattern, text), text


@pytest.mark.parametrize(
    "pattern",
    [
        *["(", ")", "[", "[z-a]", "*a", "a{2,1}", "a{", "a{x}", r"\y", r"\p{Klingon}", r"\p{", "(?<1", "(?P<a>b)"],
        *[r"\x4", "a\\", r"(a)\1", "(?>a)", "(?x)a", "(ab)*+", r"\k<a>", "a{9999}", "((a{1000}){1000}){1000}"],
        "(" * 80 + ")" * 80,
    ],
)
def test_a_pattern_that_cannot_be_used_is_told_beforehand(pattern: str) -> None:
    with pytest.raises(PatternError):
        check(pattern)
    with pytest.raises(EvaluationError):
        matches(pattern, "a")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+b", "a" * 4_000),
        ("(a|a)*b", "a" * 4_000),
        ("(a*)*b", "a" * 4_000),
        ("(.*)*(.*)*(.*)*x", "a" * 4_000),
        ("a*a*a*a*a*a*b", "a" * 4_000),
        ("(?=(a+)+b)a*", "a" * 4_000),
        ("(?<=(a+)+b).*|a*b", "a" * 4_000),
        ("(a?){1000}a{1000}", "a" * 999),
    ],
)
def test_no_pattern_runs_away(pattern: str, text: str) -> None:
    begun = time.perf_counter()
    # either it is found out quickly, or given up
    with suppress(EvaluationError):
        assert not matches(pattern, text)
    assert time.perf_counter() - begun < 10


def test_what_would_take_too_much_work_is_an_error_not_a_wait() -> None:
    with pytest.raises(EvaluationError, match="too long"):
        matches(r"((?<=.*a.*b).|a)*", "a" * 4_000)


ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\d", r"\w", "(?:ab|b)", "c"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "+?"])).map(lambda p: f"(?:{p[0]}){p[1]}"),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text("abc1 ", max_size=8))
def test_it_finds_what_pythons_own_patterns_find(pattern: str, text: str) -> None:
    assert matches(pattern, text) == (re.fullmatch(pattern, text, re.ASCII) is not None)

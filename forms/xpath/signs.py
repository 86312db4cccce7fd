"""Kinds of signs in Java's patterns: tests of one sign (a code point)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

Test = Callable[[str], bool]

CONTROLS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}

_LINE_ENDS: Final = frozenset("\n\r\u0085\u2028\u2029")
_SPACES: Final = frozenset(" \t\n\x0b\f\r")
_VERTICAL: Final = frozenset("\n\x0b\f\r\u0085\u2028\u2029")
_HORIZONTAL: Final = frozenset(" \t\xa0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
_DIGITS: Final = frozenset("0123456789")
_LOWER: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_UPPER: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_WORD: Final = _LOWER | _UPPER | _DIGITS | {"_"}
_GRAPH: Final = _WORD | _PUNCTUATION

_SETS: Final = {
    "Lower": _LOWER,
    "Upper": _UPPER,
    "ASCII": frozenset(map(chr, range(128))),
    "Alpha": _LOWER | _UPPER,
    "Digit": _DIGITS,
    "Alnum": _LOWER | _UPPER | _DIGITS,
    "Punct": _PUNCTUATION,
    "Graph": _GRAPH,
    "Print": _GRAPH | {" "},
    "Blank": frozenset(" \t"),
    "Cntrl": frozenset(map(chr, [*range(32), 127])),
    "XDigit": _DIGITS | frozenset("abcdefABCDEF"),
    "Space": _SPACES,
}
_TESTS: Final[dict[str, Test]] = {
    "IsAlphabetic": str.isalpha,
    "IsLetter": str.isalpha,
    "IsDigit": lambda sign: unicodedata.category(sign) == "Nd",
    "IsLowercase": str.islower,
    "IsUppercase": str.isupper,
    "IsWhite_Space": str.isspace,
    "IsWhiteSpace": str.isspace,
    "IsPunctuation": lambda sign: unicodedata.category(sign).startswith("P"),
    "javaLetter": str.isalpha,
    "javaDigit": lambda sign: unicodedata.category(sign) == "Nd",
    "javaLetterOrDigit": lambda sign: sign.isalpha() or unicodedata.category(sign) == "Nd",
    "javaLowerCase": str.islower,
    "javaUpperCase": str.isupper,
    "javaWhitespace": str.isspace,
}
_GROUPS: Final = {"L": "ultmo", "M": "nce", "N": "dlo", "P": "cdseifo", "S": "mcko", "Z": "slp", "C": "cfson"}
_CATEGORIES: Final = frozenset(_GROUPS) | {group + kind for group, kinds in _GROUPS.items() for kind in kinds}


def anything(_: str) -> bool:
    return True


def no_line_end(sign: str) -> bool:
    return sign not in _LINE_ENDS


def in_word(sign: str) -> bool:
    """What ``\\b`` takes for a part of a word: in Java 17 every letter and digit, not only those of ASCII."""
    return sign.isalnum() or sign == "_"


def one(wanted: str, any_case: bool) -> Test:
    if any_case and wanted.isascii():
        both = {wanted.lower(), wanted.upper()}
        return lambda sign: sign in both
    return lambda sign: sign == wanted


def between(low: str, high: str, any_case: bool) -> Test:
    if any_case:
        return lambda sign: (
            low <= sign <= high or (sign.isascii() and (low <= sign.lower() <= high or low <= sign.upper() <= high))
        )
    return lambda sign: low <= sign <= high


def not_(test: Test) -> Test:
    return lambda sign: not test(sign)


def any_of(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda sign: any(test(sign) for test in tests)


def all_of(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda sign: all(test(sign) for test in tests)


def of_category(name: str) -> Test:
    r"""``\d``, ``\w``, ``\s``, ``\h``, ``\v``; a capital letter for all other signs."""
    members = {"d": _DIGITS, "w": _WORD, "s": _SPACES, "h": _HORIZONTAL, "v": _VERTICAL}[name.lower()]
    return members.__contains__ if name.islower() else (lambda sign: sign not in members)


def of_property(name: str, any_case: bool) -> Test | None:
    r"""``\p{…}``: of POSIX (ASCII), of Java, or a general category; None for an unknown one (scripts, blocks)."""
    if name in _SETS:
        members = _SETS["Alpha"] if any_case and name in ("Lower", "Upper") else _SETS[name]
        return members.__contains__
    if name in _TESTS:
        return _TESTS[name]
    category = name.removeprefix("Is").removeprefix("gc=").removeprefix("general_category=")
    if category == "LC":
        return lambda sign: unicodedata.category(sign) in ("Lu", "Ll", "Lt")
    if category in _CATEGORIES:
        return lambda sign: unicodedata.category(sign).startswith(category)
    return None

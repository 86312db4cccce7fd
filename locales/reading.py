"""Reading what a person typed: numbers and money as Indonesians write them, words regardless of case and marks."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_MONEY = re.compile(
    r"(?i)^\s*(?:rp\.?|idr)?\s*(?P<figure>[-+]?[\d.,\s]*\d)\s*(?P<times>ribu|rb|juta|jt|miliar|milyar)?"
    r"\s*(?:,-|\.-|,–|rupiah)?\s*$"
)
# "1,5 jt" is one and a half million; beside such a word a point is always the decimal sign ("1.5 juta").
_TIMES = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9}
_SHORT_FIGURE = re.compile(r"[-+]?\d{1,9}(?:[.,]\d{1,9})?")
_GROUPED_POINT = re.compile(r"^[-+]?\d{1,3}(?:\.\d{3})+$")
_GROUPED_SPACE = re.compile(r"^[-+]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$")
_GROUPED_COMMA = re.compile(r"^[-+]?\d{1,3}(?:,\d{3}){2,}$")


def read_number(typed: str) -> Decimal | None:
    """The number meant by `1.234,5`, `Rp 500.000,-`, `2,5`, `2.5`, `12 000`, `1,5 jt`; `None` where it is none.

    A point followed by exactly three digits groups thousands, as written here (`1.234` is 1234); otherwise a point
    or a comma alone is the decimal sign (DOMAIN.md part 3, Formats).
    """
    found = _MONEY.match(typed)
    if found is None:
        return None
    figure = found["figure"]
    if found["times"]:
        if not _SHORT_FIGURE.fullmatch(figure):
            return None
        return Decimal(figure.replace(",", ".")).scaleb(_TIMES[found["times"].casefold()])
    if re.search(r"\s", figure):
        # Spaces group thousands; two numbers beside each other are not one.
        if not _GROUPED_SPACE.match(figure):
            return None
        figure = re.sub(r"\s", "", figure)
    if "." in figure and "," in figure:
        decimal_mark = max(".", ",", key=figure.rfind)
        group_mark = "," if decimal_mark == "." else "."
        if figure.count(decimal_mark) > 1:
            return None
        whole, _, part = figure.rpartition(decimal_mark)
        if not re.fullmatch(rf"[-+]?\d{{1,3}}(?:{re.escape(group_mark)}\d{{3}})+", whole):
            return None
        figure = whole.replace(group_mark, "") + "." + part
    elif _GROUPED_POINT.match(figure) or _GROUPED_COMMA.match(figure):
        figure = figure.replace(".", "").replace(",", "")
    else:
        figure = figure.replace(",", ".")
    if not re.fullmatch(r"[-+]?\d{1,18}(?:\.\d{1,9})?", figure):
        return None
    return Decimal(figure)


def number_as_xform(value: Decimal) -> str:
    """The number as an XForm writes it: a point, no groups, no needless zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


# Everyday spellings of names that official lists write otherwise.
_SPELLINGS = {
    "sumatra": "sumatera",
    "jogja": "yogyakarta",
    "jogjakarta": "yogyakarta",
    "yogya": "yogyakarta",
    "kab": "kabupaten",
}


def folded(words: str) -> str:
    """Words made alike for searching: lower case, without accents and marks, single spaces."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(_SPELLINGS.get(word, word) for word in letters.split())


# Sixteen digits, also in groups as people and keyboards break long numbers up ("1371 0101 0190 0001"): a NIK or a KK
# number. Longer runs of digits hold one too. Whatever is neither letter nor digit may stand between the groups; a new
# line ends a number, and "+62" begins a telephone number.
_GAP = r"(?:(?!\+62)[^\w\r\n]|_){0,3}"
_SIXTEEN = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{15,}}")


# Short groups may also stand below each other, as a NIK that was written line by line.
_GROUPS = re.compile(r"(?<!\d)\d{1,6}(?:\s+\d{1,6}){2,}(?!\d)")
_DIGITS = 16
# What stands beside other digits in ordinary messages: dates, and telephone numbers at the beginning (neither a NIK nor
# a KK number begins with 0: the first two digits are a province's).
_DAY = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
# By themselves or beside other dates: with more digits on a side ("1371-01-01-1990-0001") it is no date.
_DATE = re.compile(rf"(?<!\d)(?<!\d[/.-]){_DAY}(?:\W{{1,3}}{_DAY})*(?![/.-]\d)")
# Two coordinates, each with its decimals: a place, of which maps write up to seventeen digits (locales.reading_places).
_COORDINATES = re.compile(
    r"(?<!\d)\d{1,3}\.\d{2,15}°?(?:,| \|)\s?-?\d{1,3}\.\d{2,15}(?!\d)"
    r"|(?<!\d)\d{1,3},\d{2,15}°?[;\s]\s?-?\d{1,3},\d{2,15}(?!\d)"
)
# What is nothing but times (07.30-09.00), or figures that are listed or reckoned up (500.000 + 300.000 = 800.000). A
# NIK that was broken up with points alone is neither: between two of them stands something else.
_TIMES_ALONE = re.compile(r"(?:[^\w.:]*(?<![.:\d])(?:[01]?\d|2[0-3])[.:][0-5]\d)+[^\w.:]*")
_FIGURE = r"(?:\d{1,3}(?:\.\d{3}){1,3}(?:,\d\d)?|\d{1,9}00)"
_FIGURES_ALONE = re.compile(rf"\s*{_FIGURE}(?:(?:\s[^\w\s.]|[,;])\s{_FIGURE})+\s*")
# Two long numbers, one after the other.
_LISTED = re.compile(r"\s*\d{7,15}(?:;\s\d{7,15})+\s*")
_TELEPHONE = re.compile(r"^\D*0[2-9]\d(?:[ .()-]{0,2}\d){6,10}(?!\d)")


def has_identity_number(typed: str) -> bool:
    """Whether the text holds sixteen digits in a row, as a NIK or a KK does (UU PDP; the promise "No NIK, no KK").

    Digits of any script count: a full-width NIK is still a NIK.
    """
    return without_identity_numbers(typed) != unicodedata.normalize("NFKC", typed)


def without_identity_numbers(typed: str) -> str:
    """The text with every such number taken out."""
    kept = _SIXTEEN.sub(_unless_ordinary, unicodedata.normalize("NFKC", typed))
    return _GROUPS.sub(lambda found: "[…]" if sum(map(str.isdigit, found[0])) >= _DIGITS else found[0], kept)


def _unless_ordinary(found: re.Match[str]) -> str:
    """The run of digits itself where it is only dates, times, places, figures, telephone numbers beside each other."""
    rest = _COORDINATES.sub(" ", _DATE.sub(" ", found[0]))
    while (shorter := _TELEPHONE.sub("", rest)) != rest:
        rest = shorter
    if sum(map(str.isdigit, rest)) < _DIGITS:
        return found[0]
    ordinary = any(kind.fullmatch(rest) for kind in (_TIMES_ALONE, _FIGURES_ALONE, _LISTED))
    return found[0] if ordinary else "[…]"

"""Whether a lesson points to a person or a place: what is offered to everybody must not.

Pure: names, codes and regions are handed in. It finds what it is told of and what looks like a number of somebody; the
admin who says yes reads the text all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from locales.reading import folded

PERSON, CODE, NUMBER, REGION = "person", "code", "number", "region"
# Shorter parts of names ("S", "Al") are parts of many words.
SHORTEST_NAME = 3
_NUMBER = re.compile(r"\d(?:[ .,/-]?\d){4,}")
# Not numbers of somebody: an amount of money, a figure in thousands ("12.000.000"), years ("2024-2025").
_FIGURE = r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\%d\d{3})%s(?:[.,]\d{1,2})?"
_HARMLESS = re.compile(
    r"(?<![^\W_])(?:"
    rf"Rp\.? ?(?:{_FIGURE % (1, '{0,3}')}|[1-9]\d{{0,8}})(?![.,]?\d)"
    rf"|(?<!\d[ .,/]){_FIGURE % (2, '?')}(?![ .,/]?\d)"
    r"|(?<!\d[ .,/-])(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d(?![ .,/-]?\d)"
    r")",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ENDS_SENTENCE = '.!?:“"\n'
# What stands before the name of a regency in the list of regions.
_KINDS = ("kabupaten administrasi", "kota administrasi", "kabupaten", "kota")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What must not be there: `what` is one of `PERSON`, `CODE`, `NUMBER`, `REGION`; `words` as they stand there."""

    what: str
    words: str


def pointers(
    text: str,
    *,
    names: Iterable[str] = (),
    codes: Iterable[str] = (),
    regions: Iterable[str] = (),
    ordinary: Collection[str] = (),
) -> list[Pointer]:
    """What in the text points to somebody: people, local codes, numbers of five digits or more (but not amounts of
    money, figures in thousands and years), regions, in this order.

    `names`: people's names; each part counts. `regions`: as the list of regions has them ("Kota Payakumbuh").
    `ordinary`: regions' names in small letters that are words too; they count only with a capital within a sentence.
    """
    words = [(folded(found[0]), found) for found in _WORD.finditer(text)]
    parts = {part for name in names for part in folded(name).split() if len(part) >= SHORTEST_NAME}
    found = [Pointer(PERSON, match[0]) for word, match in words if word in parts]
    found += [Pointer(CODE, code) for code in codes if _holds_code(text, code)]
    found += [Pointer(NUMBER, match[0]) for match in _NUMBER.finditer(_HARMLESS.sub("#", text))]
    return _once([*found, *_regions(text, regions, ordinary)])


def _regions(text: str, regions: Iterable[str], ordinary: Collection[str]) -> Iterable[Pointer]:
    line = f" {folded(text)} "
    for region in regions:
        full = folded(region)
        bare = next((full.removeprefix(f"{kind} ") for kind in _KINDS if full.startswith(f"{kind} ")), full)
        if bare in ordinary:
            # "Kota Batu" is a place whatever its letters; "batu" is a stone.
            if full != bare and f" {full} " in line:
                yield Pointer(REGION, region)
            elif _with_capital(text, bare):
                yield Pointer(REGION, bare.title())
        elif f" {bare} " in line:
            yield Pointer(REGION, bare.title())


def _with_capital(text: str, bare: str) -> bool:
    """Whether the word stands there with a capital, and not because a sentence begins with it."""
    for match in re.finditer(rf"\b{re.escape(bare)}\b", text, re.IGNORECASE):
        before = text[: match.start()].rstrip(" ")
        if match[0][0].isupper() and before and before[-1] not in _ENDS_SENTENCE:
            return True
    return False


def _holds_code(text: str, code: str) -> bool:
    """Whether a local code stands there, however it is put together: "KPM 014" is "kpm-014"."""
    letters = [re.escape(c) for c in code if c.isalnum()]
    if len(letters) < 2:
        return False
    return bool(re.search(rf"(?<![^\W_]){'[^A-Za-z0-9]?'.join(letters)}(?![^\W_])", text, re.IGNORECASE))


def _once(found: Iterable[Pointer]) -> list[Pointer]:
    return list(dict.fromkeys(found))

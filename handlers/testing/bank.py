"""The bank behind a test: three lists beside its form, `…_butir.csv`, `…_pilihan.csv` and `…_bidang.csv`.

An institute that publishes a version of its own sends its own lists along. Names of items are kept for good: what a
person has seen, and what a sent test is explained by, goes by them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from handlers.shelf import FormShelf

KNOWLEDGE, CASES = "uji_pengetahuan", "uji_kasus"
HIGHEST: Mapping[str, int] = {KNOWLEDGE: 1, CASES: 2}
"""The points of the best choice of an item, by form."""


class BankError(ValueError):
    """Lists that no test can be drawn from."""


Words = Mapping[str, str]
"""By language, "id" and "en"."""


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    label: Words
    points: int


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    domain: str
    text: Words
    explanation: Words
    source: Words
    choices: tuple[Choice, ...]

    @property
    def key(self) -> Choice:
        """The best choice."""
        return max(self.choices, key=lambda choice: choice.points)

    def points(self, given: str | None) -> int:
        """The points of an answer; 0 without one."""
        return next((choice.points for choice in self.choices if choice.name == given), 0)


@dataclass(frozen=True, slots=True)
class Domain:
    """`wanted`: how many items of it a test has. `earliest`: the first place, from 1, where one of them may stand."""

    name: str
    label: Words
    wanted: int
    earliest: int = 1


@dataclass(frozen=True, slots=True)
class Bank:
    """`highest`: the points of the best choice of each item. `places`: where an item stands in `items`."""

    items: tuple[Item, ...]
    domains: tuple[Domain, ...]
    highest: int
    places: Mapping[str, int]

    @property
    def wanted(self) -> int:
        """How many items a test has."""
        return sum(domain.wanted for domain in self.domains)

    def item(self, name: str) -> Item | None:
        place = self.places.get(name)
        return None if place is None else self.items[place]


def bank_of(shelf: FormShelf, form_id: str, version: str) -> Bank | None:
    """The bank of a version of a test; `None` where its lists are missing, or no test can be drawn from them."""
    media = shelf.media(form_id, version)
    return bank_from(
        form_id, {name: content for name in lists_of(form_id) if (content := media.get(name) or shelf.files.get(name))}
    )


def lists_of(form_id: str) -> list[str]:
    """The names of a test's three lists."""
    return [f"{form_id}_{part}.csv" for part in ("butir", "pilihan", "bidang")]


def bank_from(form_id: str, files: Mapping[str, bytes]) -> Bank | None:
    """The bank that these files hold; `None` as above."""
    try:
        return _read(HIGHEST[form_id], *[files.get(name, b"") for name in lists_of(form_id)])
    except BankError:
        return None


@lru_cache(maxsize=16)
def _read(highest: int, items: bytes, choices: bytes, domains: bytes) -> Bank:
    try:
        by_item: dict[str, list[Choice]] = {}
        for row in _rows(choices):
            choice = Choice(row["name"], _words(row, "label", "label::English (en)"), int(row["score"]))
            by_item.setdefault(row["butir"], []).append(choice)
        made = tuple(_item(row, tuple(by_item.get(row["name"], ()))) for row in _rows(items))
        asked = tuple(_domain(row) for row in _rows(domains))
    except (KeyError, ValueError, TypeError, AttributeError, csv.Error) as error:
        raise BankError(str(error)) from error
    bank = Bank(made, asked, highest, {item.name: place for place, item in enumerate(made)})
    _check(bank)
    return bank


def _check(bank: Bank) -> None:
    if len(bank.places) != len(bank.items) or bank.wanted < 1:
        raise BankError("an item comes twice, or nothing is asked")
    for item in bank.items:
        best = [choice for choice in item.choices if choice.points == bank.highest]
        if len(best) != 1 or any(not 0 <= choice.points <= bank.highest for choice in item.choices):
            raise BankError(f"{item.name} needs one choice with {bank.highest} points, and none with more")
    for domain in bank.domains:
        if domain.wanted > sum(item.domain == domain.name for item in bank.items):
            raise BankError(f"{domain.name} has fewer than {domain.wanted} items")


def _domain(row: Mapping[str, str]) -> Domain:
    label = _words(row, "label", "label::English (en)")
    return Domain(row["name"], label, int(row["soal"]), int(row.get("paling_awal") or 1))


def _item(row: Mapping[str, str], choices: tuple[Choice, ...]) -> Item:
    return Item(
        row["name"],
        row["bidang"],
        _words(row, "teks", "teks_en"),
        _words(row, "pembahasan", "pembahasan_en"),
        _words(row, "sumber", "sumber_en"),
        choices,
    )


def _words(row: Mapping[str, str], indonesian: str, english: str) -> Words:
    return {"id": row[indonesian], "en": row.get(english) or row[indonesian]}


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))

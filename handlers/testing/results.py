"""What a sent test scored: kept as a byte for each item of the bank, and read again for who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.testing.bank import CASES, HIGHEST, KNOWLEDGE, Bank
from scoring.knowledge import Score, score
from storage import results
from storage.results import LEFT_OUT
from storage.visibility import Viewer

NAMES: Mapping[str, str] = MappingProxyType({"pengetahuan": KNOWLEDGE, "kasus": CASES})
"""Forms of the tests by their short names."""


@dataclass(frozen=True, slots=True)
class TestResult:
    """`percent`, `low` and `high` from 0 to 100: the score, and where it would lie with other items (95 %).

    `at`: when it was sent. `items`: how many questions it had.
    """

    percent: float
    low: float
    high: float
    at: datetime
    items: int


def packed(bank: Bank, answers: Mapping[str, str]) -> bytes:
    """The points of each item of the bank; `LEFT_OUT` for those that were not drawn, 0 for those without an answer."""
    row = bytearray([LEFT_OUT] * len(bank.items))
    for name, given in asked(answers):
        if (place := bank.places.get(name)) is not None:
            row[place] = bank.items[place].points(given)
    return bytes(row)


def asked(answers: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """The items of a sent test in the order in which they were asked, and what was answered."""
    drawn = answers.get("undian", "").split()
    return [(name, answers.get(f"soal[{number}]/jawab")) for number, name in enumerate(drawn, 1)]


def score_of(form_id: str, items: bytes) -> Score | None:
    """The score of a kept test; `None` where none of its items was asked."""
    points = [one for one in items if one != LEFT_OUT]
    return score(points, HIGHEST[form_id]) if points else None


def seen_items(bank: Bank | None, items: bytes) -> list[str]:
    """The items that a kept test had; none where its bank is gone."""
    there = () if bank is None else bank.items
    return [item.name for item, one in zip(there, items, strict=False) if one != LEFT_OUT]


async def latest(connection: AsyncConnection, viewer: Viewer, person_id: int) -> Mapping[str, TestResult]:
    """The person's latest tests by short name ("pengetahuan", "kasus"), as far as there are any that the viewer may
    see: the person, and the coordinator in charge.
    """
    found: dict[str, TestResult] = {}
    for name, form_id in NAMES.items():
        kept = await results.of_person(connection, viewer, person_id, form_id)
        scored = score_of(form_id, kept[0].items) if kept else None
        if scored is not None:
            found[name] = TestResult(float(scored.percent), scored.low, scored.high, kept[0].sent_at, scored.items)
    return found

"""Instruments: forms whose answers are scored, and what they scored as it is kept.

An instrument is any form with a ``dimension`` at its questions (``forms.sheets.scored``), the library's as well as
one that an institution has published. What it says is worked out by ``scoring``; what is common to all is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from storage import results
from storage.results import LEFT_OUT
from storage.submissions import Submission

if TYPE_CHECKING:
    from handlers.shelf import FormShelf

BANDS, GROUPS, WEIGHTED, CHECKLIST = "bands", "groups", "weighted", "checklist"


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is scored of a form: ``items`` by name, in the order in which they are asked.

    ``parts``: the dimensions, in the order of their first items; ``part_of``: for each item the index of its part;
    ``maximum``: for each item the highest score of its choices. ``weights``: one for each part, from the column
    ``weight`` of its first item; None where no item has one. ``levels``: how a result is said (setting ``levels``).
    """

    form_id: str
    version: str
    items: tuple[str, ...]
    parts: tuple[str, ...]
    part_of: tuple[int, ...]
    maximum: tuple[int, ...]
    weights: tuple[Fraction, ...] | None
    levels: str
    points: tuple[Mapping[str, int], ...]


@lru_cache(maxsize=64)
def instrument_of(form: forms.Form) -> Instrument | None:
    """None for a form of which nothing is scored."""
    items: list[str] = []
    parts: list[str] = []
    part_of: list[int] = []
    points: list[Mapping[str, int]] = []
    weights: dict[str, Fraction] = {}
    for question in form.items():
        dimension = question.columns.get("dimension", "").strip()
        # One in a repeat has no place of its own in a row of items.
        if not dimension or question.choices is None or "[" in question.name:
            continue
        if dimension not in parts:
            parts.append(dimension)
            weights[dimension] = Fraction(question.columns.get("weight", "").strip() or 1)
        items.append(question.name)
        part_of.append(parts.index(dimension))
        points.append({choice.name: int(choice.columns["score"]) for choice in question.choices.all})
    if not items:
        return None
    given = any(weight != 1 for weight in weights.values())
    return Instrument(
        form.id,
        form.version,
        tuple(items),
        tuple(parts),
        tuple(part_of),
        tuple(max(scores.values()) for scores in points),
        tuple(weights.values()) if given else None,
        form.settings.get("levels", "") or BANDS,
        tuple(points),
    )


def scores_of(instrument: Instrument, answers: Mapping[str, str]) -> bytes:
    """The score of each item, a byte each; ``storage.results.LEFT_OUT`` without an answer."""
    return bytes(
        points.get(answers.get(item, ""), LEFT_OUT)
        for item, points in zip(instrument.items, instrument.points, strict=True)
    )


async def keep(
    connection: AsyncConnection, form: forms.Form, submission: Submission, answers: Mapping[str, str]
) -> bool:
    """Keep what a sent form scored; False for a form of which nothing is scored."""
    instrument = instrument_of(form)
    if instrument is None:
        return False
    await results.keep(connection, submission, scores_of(instrument, answers))
    return True


def instruments(shelf: FormShelf) -> list[Instrument]:
    """Those that can be filled in now, by form id."""
    found = [instrument_of(form) for form in shelf.published()]
    return [instrument for instrument in found if instrument is not None]

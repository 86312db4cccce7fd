"""The competency questionnaire: 87 items in three parts; what it is when it is sent is a result."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from handlers import filling
from handlers.turn import Turn
from scoring.competency import Competency, ItemScore, competency
from storage import scores
from storage.submissions import Submission

FORM = "kompetensi"


async def begin(turn: Turn) -> None:
    """Begin, or go on at the same item."""
    await filling.begin(turn, FORM)


async def keep_scores(
    connection: AsyncConnection, form: forms.Form, submission: Submission, answers: Mapping[str, str]
) -> None:
    """Keep the parts of the person's latest result where people are looked up by them (audiences, tips)."""
    scored = competency_of(form, answers)
    reported = [part for part in scored.parts if part.percent is not None]
    weakest = min(reported, key=lambda part: part.percent or 0, default=None)
    # In a result without differences no part is the weakest.
    differ = len({part.percent for part in reported}) > 1
    parts = [
        (
            part.dimension,
            None if part.percent is None else float(part.percent),
            part.band.key if part.band else None,
            differ and part is weakest,
        )
        for part in (*scored.parts, scored.overall)
    ]
    await scores.keep(connection, submission.person_id, submission.form_id, submission.id, parts)


def competency_of(form: forms.Form, answers: Mapping[str, str]) -> Competency:
    """Score the answers: each item with a `dimension` column, by the `score` column of its choices."""
    items = []
    dimensions: list[str] = []
    for question in form.items():
        dimension = question.columns.get("dimension")
        if not dimension:
            continue
        if dimension not in dimensions:
            dimensions.append(dimension)
        points = {c.name: int(c.columns["score"]) for c in question.choices.all} if question.choices else {}
        given = answers.get(question.name)
        items.append(ItemScore(question.name, dimension, points[given] if given else None, max(points.values())))
    return competency(items, dimensions)


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    form = turn.shelf.version(submission.form_id, submission.version)
    await keep_scores(await turn.work.connection(), form, submission, answers)
    turn.go(f"result:{submission.id}")


filling.AFTER_SENDING[FORM] = _sent

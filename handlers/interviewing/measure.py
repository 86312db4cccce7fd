"""What an interview comes to: the levels of its indicators, and their percent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import forms
from handlers.interviewing.dispatch import FORM
from handlers.turn import Turn
from scoring.rubric import HIGHEST, Attitude, attitude
from storage import about, submissions
from storage.about import About

# The column that names the indicator of the long questionnaire (T18) that a question looks at.
INDICATOR = "indicator"
LEVELS = frozenset(str(level) for level in range(1, HIGHEST + 1))


@dataclass(frozen=True, slots=True)
class Interviewed:
    """The latest interview with somebody, and what it comes to."""

    interview: About
    attitude: Attitude

    @property
    def at(self) -> datetime:
        return self.interview.sent_at


def attitude_of(form: forms.Form, answers: Mapping[str, str]) -> Attitude:
    """The levels that were chosen, by question. An institution's own form may have questions of another kind beside
    them, or choices without a level: they count for nothing.
    """
    levels: dict[str, int | None] = {}
    for question in form.items():
        if question.columns.get(INDICATOR) and question.choices is not None:
            points = {choice.name: choice.columns.get("score", "") for choice in question.choices.all}
            levels[question.name] = _level(points.get(answers.get(question.name, ""), ""))
    return attitude(levels)


def _level(score: str) -> int | None:
    return int(score) if score in LEVELS else None


async def latest(turn: Turn, person_id: int) -> Interviewed | None:
    """The latest interview about a person, for who may see it: the two who had it."""
    connection = await turn.work.connection()
    found = await about.of_person(connection, turn.viewer, person_id, FORM)
    if not found or not turn.shelf.has(found[0].form_id, found[0].version):
        return None
    form = turn.shelf.version(found[0].form_id, found[0].version)
    answers = await submissions.answers(connection, turn.viewer, [found[0].submission_id])
    return Interviewed(found[0], attitude_of(form, answers[found[0].submission_id]))

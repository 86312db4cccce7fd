"""Which tip somebody gets this week, from their latest result and from what they and others have said of tips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import forms
import scoring.tips
from handlers import questionnaire
from handlers.learning.following import followed
from handlers.tipping.evidence import evidence
from handlers.tipping.library import find, library
from handlers.tipping.rhythm import week_at
from handlers.turn import Turn
from locales.tips import Tip, tips
from scoring.competency import Competency
from scoring.tips import Offer, Reason, Verdict, performance_group
from storage import preferences, submissions
from storage.preferences import TipGiven

_VERDICTS = {"useful": Verdict.USEFUL, "less": Verdict.LESS}
_SECONDS_A_WEEK = 7 * 24 * 60 * 60


@cache
def offers() -> tuple[Offer, ...]:
    """The program's own tips, as the choice sees them."""
    return tuple(_offer(each) for each in tips())


def _offer(each: Tip) -> Offer:
    return Offer(each.id, each.competence, each.track, each.items, each.groups)


def _all_offers(there: Mapping[str, Tip]) -> list[Offer]:
    """Those, and what came from the field."""
    own = {each.id for each in offers()}
    return [*offers(), *(_offer(each) for each in there.values() if each.id not in own)]


async def tip_of_week(turn: Turn, week: str, seed: str) -> tuple[TipGiven, bool] | None:
    """The reader's tip of a week, and whether it is the first that they ever got; chosen and stored if it was not.

    The same again if it is asked for again (a letter that has to be sent once more), also where the reader's result
    has changed in between. `None`: there is no tip for them now.
    """
    connection = await turn.work.connection()
    had = await preferences.given(connection, turn.person.id)
    there = await library(turn)
    for each in had:
        if week_at(each.given_at, turn.zone) == week and each.tip_id in there:
            return each, len(had) == 1
    found = evidence(turn.shelf)
    choice = scoring.tips.choose(_all_offers(there), await _person(turn, had), await found.records(connection), seed)
    if choice is None:
        return None
    await preferences.give(
        connection, person_id=turn.person.id, tip_id=choice.id, why=as_why(choice.reason), at=turn.at
    )
    found.shown(choice.id)
    given = await given_tip(turn, choice.id)
    return (given, not had) if given else None


async def given_tip(turn: Turn, tip_id: str) -> TipGiven | None:
    """The reader's own tip of that id; `None` if they never got it, or if the library has it no more."""
    if await find(turn, tip_id) is None:
        return None
    had = await preferences.given(await turn.work.connection(), turn.person.id)
    return next((each for each in had if each.tip_id == tip_id), None)


async def _person(turn: Turn, had: Sequence[TipGiven]) -> scoring.tips.Person:
    """What is known of the reader: gaps of their latest result, group and plan, and the tips that they had."""
    connection = await turn.work.connection()
    seen = {each.tip_id: max(0.0, (turn.at - each.given_at).total_seconds() / _SECONDS_A_WEEK) for each in had}
    verdicts = {each.tip_id: _VERDICTS[each.verdict] for each in had if each.verdict in _VERDICTS}
    sent = await submissions.latest(connection, turn.viewer, turn.person.id, questionnaire.FORM)
    plan = await followed(turn)
    if sent is None:
        return scoring.tips.Person(
            group=plan.group, track=plan.track, seen=seen, verdicts=verdicts, number=turn.person.id
        )
    form = turn.shelf.version(sent.form_id, sent.version)
    answers = (await submissions.answers(connection, turn.viewer, [sent.id]))[sent.id]
    score = questionnaire.competency_of(form, answers)
    return scoring.tips.Person(
        gaps=gaps(form, answers),
        weakest=weakest_first(score),
        # The short form asks for performance itself; the long questionnaire only stands in for it.
        group=plan.group or performance_group(score.overall.percent),
        track=plan.track,
        seen=seen,
        verdicts=verdicts,
        number=turn.person.id,
    )


def gaps(form: forms.Form, answers: Mapping[str, str]) -> dict[str, float]:
    """How far each answered item is from the best answer, 0 to 1: on four points an answer of 2 is a gap of 0.5."""
    found = {}
    for question in form.items():
        given = answers.get(question.name)
        if given and question.columns.get("dimension") and question.choices:
            scores = {choice.name: int(choice.columns["score"]) for choice in question.choices.all}
            found[question.name] = 1 - scores[given] / max(scores.values())
    return found


def weakest_first(score: Competency) -> tuple[str, ...]:
    """The parts that can be reported, the lowest percent first; equal ones in the order of the questionnaire."""
    percents = [(part.percent, part.dimension) for part in score.parts if part.percent is not None]
    return tuple(dimension for _, dimension in sorted(percents, key=lambda each: each[0]))


def as_why(reason: Reason) -> str:
    """The reason as it is stored with the tip: `gap:S27`, `trial:`, `group:`."""
    return f"{reason.why}:{reason.item or ''}"

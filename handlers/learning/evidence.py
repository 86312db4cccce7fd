"""All that a learning plan rests on: self-assessment, tests, interview, the short form, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from handlers import interviewing, questionnaire, testing
from handlers.instruments import instrument_of
from handlers.interviewing.measure import Interviewed
from handlers.testing.results import TestResult
from handlers.turn import Turn
from scoring.learning import Plan, plan
from scoring.short_form import CONSTRUCTS, ITEMS_EACH, Profile, profile
from scoring.side_by_side import Gap, Line, Measure, part_percents, side_by_side
from storage import learning_plans, mentor_pairs, mentoring, results
from storage.learning_plans import LearningPlan
from storage.mentor_pairs import ACTIVE, Pair

SHORT_FORM = "ringkas36"
INTERVIEW = "wawancara"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`lines`: see `scoring.side_by_side`; `own_at`: when the self-assessment was sent.

    `short`: the short form's profile, None without one. `proposed`: what 003's rules come to; `stored`: what the person
    has said. `mentor`: whether they want one ("yes", "no"), by what they said last, here or where pairs are looked for;
    `pair`: with whom they learn now.
    """

    lines: tuple[Line, ...]
    own_at: datetime | None
    tests: Mapping[str, TestResult]
    interview: Interviewed | None
    short: Profile | None
    proposed: Plan
    stored: LearningPlan | None
    mentor: str | None
    pair: Pair | None

    def at(self, way: str) -> datetime | None:
        """When another way than the self-assessment has looked last."""
        if way == INTERVIEW:
            return self.interview.at if self.interview is not None else None
        return self.tests[way].at if way in self.tests else None


async def gather(turn: Turn, person_id: int) -> Evidence:
    """For the person, or for who answers for them (which the caller has asked); an interview only for who had it."""
    connection = await turn.work.connection()
    own, own_at = await _own(turn, person_id)
    tests = await testing.latest(connection, turn.viewer, person_id)
    interview = await interviewing.latest(turn, person_id)
    others = {way: Measure(found.percent, found.low, found.high) for way, found in tests.items()}
    if interview is not None and interview.attitude.percent is not None:
        others[INTERVIEW] = Measure(interview.attitude.percent)
    short = await short_form(turn, person_id)
    stored = await learning_plans.latest(connection, turn.viewer, person_id)
    wish = await mentoring.wish(connection, person_id)
    said = wish.as_mentee if wish is not None else ""
    pairs = await mentor_pairs.of_person(connection, turn.viewer, person_id)
    lines = side_by_side(own, others)
    return Evidence(
        lines=lines,
        own_at=own_at,
        tests=tests,
        interview=interview,
        short=short,
        proposed=plan(short, own, [line.part for line in lines if line.gap is Gap.HIGHER]),
        stored=stored,
        mentor=said or (stored.mentor if stored is not None else None),
        pair=next((one for one in pairs if one.mentee == person_id and one.state == ACTIVE), None),
    )


async def short_form(turn: Turn, person_id: int) -> Profile | None:
    """The profile of the latest short form."""
    kept = await results.of_person(await turn.work.connection(), turn.viewer, person_id, SHORT_FORM)
    if not kept or len(kept[0].items) != len(CONSTRUCTS) * ITEMS_EACH:
        return None
    return profile(kept[0].items)


async def _own(turn: Turn, person_id: int) -> tuple[dict[str, Fraction | None], datetime | None]:
    """The percents of the latest long questionnaire by part, and when it was sent."""
    kept = await results.of_person(await turn.work.connection(), turn.viewer, person_id, questionnaire.FORM)
    if not kept or not turn.shelf.has(kept[0].form_id, kept[0].version):
        return {}, None
    instrument = instrument_of(turn.shelf.version(kept[0].form_id, kept[0].version))
    if instrument is None or len(instrument.items) != len(kept[0].items):
        return {}, None
    percents = part_percents(kept[0].items, instrument.part_of, instrument.maximum, instrument.parts)
    return percents, kept[0].sent_at

"""From what companions have sent and said to mentors and mentees, and from these to proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from handlers.turn import Turn
from scoring import mentoring, short_form
from scoring.learning import plan
from scoring.mentoring import MENTEE, MENTOR, NO, OVERLOADED, THEMES, YES, Mentee, Mentor
from storage import mentor_pairs, results
from storage import mentoring as stored
from storage import people as persons
from storage.mentor_pairs import PROPOSED, New, Pair
from storage.mentoring import Learner
from storage.visibility import PROGRAM

SHORT_FORM = "ringkas36"
# Who has said no to a pair is left in peace for so long.
REST = timedelta(days=90)
# Who has said nothing of how many gets one at a time.
USUAL_CAPACITY = 1
# Everybody speaks it, and "another" may be any.
_NO_HELP = frozenset({"indonesia", "lainnya"})


class Lapsed(StrEnum):
    """Why a proposal holds no longer."""

    WISH = "wish"  # one of the two does not want it now
    PLACE = "place"  # another region or programme
    ROOM = "room"  # the mentor has enough to do
    OTHER = "other"  # one is no companion any more, or has filled in the short form anew


@dataclass(frozen=True, slots=True)
class People:
    """Who can be put together: mentors with room, and mentees without a mentor; `known`: what is stored of them."""

    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]
    known: Mapping[int, Learner]


async def people(turn: Turn, keep: int | None = None, province: str = "") -> People:
    """The companions of the coordinator's regions and programmes.

    `keep`: a mentee who counts though they have a pair; `province`: of that one only.
    """
    connection = await turn.work.connection()
    found = await stored.learners(connection, turn.viewer, SHORT_FORM, turn.at - REST, province)
    rested = [one for one in found if not one.declined]
    mentors = [_mentor(one, one.carries) for one in rested if not _has_enough(one)]
    mentees = [_mentee(one) for one in rested if not one.has_mentor or one.person_id == keep]
    return People(
        tuple(one for one in mentors if one is not None),
        tuple(one for one in mentees if one is not None),
        {one.person_id: one for one in rested},
    )


async def propose(turn: Turn) -> int:
    """Put the best pairs down as proposals; gives how many there are."""
    connection, found = await turn.work.connection(), await people(turn)
    apart = await stored.apart(connection, [one.id for one in found.mentees])
    pairs = mentoring.assign(found.mentors, found.mentees, apart)
    await mentor_pairs.propose(connection, [_new(pair, found.known) for pair in pairs], turn.at)
    return len(pairs)


async def others(turn: Turn, pair: Pair) -> list[New]:
    """Who else could be this mentee's mentor, the best first; not who is now proposed."""
    connection = await turn.work.connection()
    someone = await persons.person_by_id(connection, pair.mentee)
    if someone is None or not someone.province:
        return []
    found = await people(turn, pair.mentee, someone.province)
    mentee = next((one for one in found.mentees if one.id == pair.mentee), None)
    if mentee is None:
        return []
    apart = await stored.apart(connection, [mentee.id])
    return [_new(each, found.known) for each in mentoring.candidates(found.mentors, mentee, apart)]


async def look_again(turn: Turn, pairs: Iterable[Pair]) -> list[tuple[Pair, Lapsed]]:
    """Look at proposals by what is true now: themes and reasons follow it, what lapsed is taken back and given.

    Where a mentor has no room for all of them, the earlier ones stay.
    """
    connection, open_ = await turn.work.connection(), [pair for pair in pairs if pair.state == PROPOSED]
    asked = {one for pair in open_ for one in (pair.mentor, pair.mentee)}
    found = await stored.learners_among(connection, PROGRAM, SHORT_FORM, turn.at - REST, asked) if asked else []
    known = {one.person_id: one for one in found}
    taken: Counter[int] = Counter()
    lapsed: list[tuple[Pair, Lapsed]] = []
    for pair in open_:
        now = _as_of_now(known.get(pair.mentor), known.get(pair.mentee), taken[pair.mentor])
        if isinstance(now, Lapsed):
            if await mentor_pairs.take_back(connection, pair.id):
                lapsed.append((pair, now))
            continue
        taken[pair.mentor] += 1
        if now != New(pair.mentor, pair.mentee, pair.programme, pair.theme, pair.why):
            await mentor_pairs.change_mentor(connection, pair.id, now)
    return lapsed


def _as_of_now(mentor: Learner | None, mentee: Learner | None, more: int) -> New | Lapsed:
    """The pair as it would be proposed now, the mentor having `more` mentees than those that were decided."""
    if mentor is None or mentee is None:
        return Lapsed.OTHER
    if NO in (mentor.as_mentor, mentee.as_mentee) or mentor.declined or mentee.declined:
        return Lapsed.WISH
    teaches, learns = _mentor(mentor, mentor.decided + more), _mentee(mentee)
    if teaches is None or learns is None:
        return Lapsed.OTHER
    if not teaches.capacity or _has_enough(mentor):
        return Lapsed.ROOM
    if not mentoring.may_pair(teaches, learns):
        return Lapsed.PLACE
    return _new(mentoring.pair(teaches, learns), {one.person_id: one for one in (mentor, mentee)})


async def baseline(turn: Turn, pair: Pair) -> dict[str, float]:
    """The mentee's percents now, of all themes: the pair's may become another on the way."""
    found = await results.of_person(await turn.work.connection(), PROGRAM, pair.mentee, SHORT_FORM)
    return figures(found[0].items, *THEMES) if found else {}


def figures(items: bytes, *themes: str) -> dict[str, float]:
    """Percents (0 to 100) of the role and of these themes, as far as they can be told, from a short form's items."""
    profile = _profile(items)
    if profile is None:
        return {}
    percents = _percents(profile)
    return {part: percents[part] for part in dict.fromkeys((mentoring.ROLE, *themes)) if part in percents}


def _is_overloaded(one: Learner) -> bool:
    return one.families is not None and one.families > OVERLOADED


def _has_enough(one: Learner) -> bool:
    """Who has many families is a mentor only if they have offered it themselves."""
    return _is_overloaded(one) and one.as_mentor != YES


def _mentor(one: Learner, carries: int) -> Mentor | None:
    """As a mentor who has so many already; None for who is none."""
    profile = _profile(one.items)
    if profile is None or mentoring.role_of(profile.groups) != MENTOR:
        return None
    room = (one.capacity or USUAL_CAPACITY) if one.as_mentor == YES else USUAL_CAPACITY
    return Mentor(
        one.person_id,
        one.province,
        one.regency,
        frozenset(one.programmes.split()),
        max(0, room - carries),
        frozenset(one.languages.split()) - _NO_HELP,
        one.as_mentor,
        mentoring.strengths_of(profile.groups),
    )


def _mentee(one: Learner) -> Mentee | None:
    """As a mentee, whose first need is the theme of the learning plan; None for who is none. Who asks for a mentor is
    one, also if they could teach.
    """
    profile = _profile(one.items)
    role = mentoring.role_of(profile.groups) if profile is not None else None
    if profile is None or role is None or (role != MENTEE and one.as_mentee != YES):
        return None
    needs = mentoring.needs_of(profile.groups, _percents(profile))
    return Mentee(
        one.person_id,
        one.province,
        one.regency,
        frozenset(one.programmes.split()),
        frozenset(one.languages.split()) - _NO_HELP,
        one.as_mentee,
        mentoring.led_by(one.focus or plan(profile, {}).focus.name, needs),
    )


def _profile(items: bytes) -> short_form.Profile | None:
    """None for a version of the form that has other items."""
    try:
        return short_form.profile(items)
    except ValueError:
        return None


def _percents(profile: short_form.Profile) -> Mapping[str, float]:
    return {each.name: float(each.percent) for each in profile.constructs if each.percent is not None}


def _new(pair: mentoring.Pair, known: Mapping[int, Learner]) -> New:
    mentor, mentee = known[pair.mentor], known[pair.mentee]
    why: dict[str, Any] = {
        "near": pair.same_regency,
        "region": mentee.regency if pair.same_regency else mentee.province,
        "languages": list(pair.languages),
        "asked": pair.asked,
        "offered": pair.offered,
        # Where neither has filled in what they wish.
        "unsaid": mentor.capacity is None and mentee.capacity is None,
        # In the role every mentor is strong.
        "strong": pair.strong and pair.theme != mentoring.ROLE,
    }
    if _is_overloaded(mentor):
        why["families"] = mentor.families
    return New(pair.mentor, pair.mentee, pair.programmes[0], pair.theme, why)

"""From what companions have sent and said to mentors and mentees, and from these to proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handlers.turn import Turn
from scoring import mentoring, short_form
from scoring.mentoring import MENTOR, ON_REQUEST, YES, Mentee, Mentor
from storage import mentor_pairs, results
from storage import mentoring as stored
from storage.mentor_pairs import New, Pair
from storage.mentoring import Learner
from storage.visibility import PROGRAM

SHORT_FORM = "ringkas36"
# Who has said no to a pair is left in peace for so long.
REST = timedelta(days=90)
# Who has said nothing of how many gets one at a time.
USUAL_CAPACITY = 1
# Everybody speaks it, and "another" may be any.
_NO_HELP = frozenset({"indonesia", "lainnya"})


@dataclass(frozen=True, slots=True)
class People:
    """Who can be put together: mentors with room, and mentees without a mentor."""

    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]


async def people(turn: Turn, keep: int | None = None) -> People:
    """The companions of the coordinator's regions and programmes.

    `keep`: a mentee who counts though they have a pair.
    """
    connection = await turn.work.connection()
    mentors: list[Mentor] = []
    mentees: list[Mentee] = []
    for one in await stored.learners(connection, turn.viewer, SHORT_FORM, turn.at - REST):
        profile = _profile(one.items)
        role = mentoring.role_of(profile.groups) if profile is not None else None
        if profile is None or role is None or one.declined:
            continue
        if role == MENTOR:
            mentors.append(_mentor(one, profile))
        elif (role != ON_REQUEST or one.as_mentee == YES) and (not one.has_mentor or one.person_id == keep):
            mentees.append(_mentee(one, profile))
    return People(tuple(mentors), tuple(mentees))


async def propose(turn: Turn) -> int:
    """Put the best pairs down as proposals; gives how many there are."""
    connection, found = await turn.work.connection(), await people(turn)
    apart = await stored.apart(connection, [one.id for one in found.mentees])
    pairs = mentoring.assign(found.mentors, found.mentees, apart)
    await mentor_pairs.propose(connection, [_new(pair) for pair in pairs], turn.at)
    return len(pairs)


async def others(turn: Turn, pair: Pair) -> list[New]:
    """Who else could be this mentee's mentor, the best first; not who is now proposed."""
    connection, found = await turn.work.connection(), await people(turn, keep=pair.mentee)
    mentee = next((one for one in found.mentees if one.id == pair.mentee), None)
    if mentee is None:
        return []
    apart = await stored.apart(connection, [mentee.id])
    return [_new(each) for each in mentoring.candidates(found.mentors, mentee, apart)]


async def baseline(turn: Turn, pair: Pair) -> dict[str, float]:
    """The mentee's percents now: of the role and of the theme, as far as they can be told."""
    found = await results.of_person(await turn.work.connection(), PROGRAM, pair.mentee, SHORT_FORM)
    return figures(found[0].items, pair.theme) if found else {}


def figures(items: bytes, theme: str) -> dict[str, float]:
    """Percents (0 to 100) of the role and of the theme, by part, from the items of a short form."""
    profile = _profile(items)
    if profile is None:
        return {}
    percents = _percents(profile)
    return {part: percents[part] for part in dict.fromkeys((mentoring.ROLE, theme)) if part in percents}


def _mentor(one: Learner, profile: short_form.Profile) -> Mentor:
    room = (one.capacity or USUAL_CAPACITY) if one.as_mentor == YES else USUAL_CAPACITY
    return Mentor(
        one.person_id,
        one.province,
        one.regency,
        frozenset(one.programmes.split()),
        max(0, room - one.carries),
        frozenset(one.languages.split()) - _NO_HELP,
        one.as_mentor,
        mentoring.strengths_of(profile.groups),
    )


def _mentee(one: Learner, profile: short_form.Profile) -> Mentee:
    return Mentee(
        one.person_id,
        one.province,
        one.regency,
        frozenset(one.programmes.split()),
        frozenset(one.languages.split()) - _NO_HELP,
        one.as_mentee,
        mentoring.needs_of(profile.groups, _percents(profile)),
    )


def _profile(items: bytes) -> short_form.Profile | None:
    """None for a version of the form that has other items."""
    try:
        return short_form.profile(items)
    except ValueError:
        return None


def _percents(profile: short_form.Profile) -> Mapping[str, float]:
    return {each.name: float(each.percent) for each in profile.constructs if each.percent is not None}


def _new(pair: mentoring.Pair) -> New:
    why: dict[str, Any] = {
        "near": pair.same_regency,
        "languages": list(pair.languages),
        "asked": pair.asked,
        "offered": pair.offered,
    }
    return New(pair.mentor, pair.mentee, pair.programmes[0], pair.theme, why)

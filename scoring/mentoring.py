"""Mentor pairs: who may learn with whom, and why the one pair is better than another.

003 (Pilar 3) lets companions with a high performance and a high understanding of their role train those whose
understanding is low. Who is which follows from the short form (`scoring.short_form`): `role_of`. The assignment itself
is in `scoring.mentor_assignment`. The weights of the cost are ours; no study gives any.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

LOW, MIDDLE, HIGH = "rendah", "sedang", "tinggi"
PERFORMANCE, ROLE = "kinerja", "peran"
MENTOR: Final = "mentor"
MENTEE: Final = "mentee"
ON_REQUEST: Final = "on request"
THEMES: Final = ("peran", "personal", "sosial", "mengajar", "komunikasi", "belajar", "dtsen")
"""Parts of the short form that one companion can learn from another; performance and surroundings are not taught."""

YES: Final = "yes"
NO: Final = "no"
MOST_MENTEES: Final = 5
"""How many a mentor may have at once, whatever they say."""

OVERLOADED: Final = 200
"""Families (KPM) above which a companion has too many already (study 003) to be put forward as a mentor unasked."""

OTHER_REGENCY: Final = 4
NO_COMMON_LANGUAGE: Final = 2
NEED_NOT_A_STRENGTH: Final = 1
NOT_ASKED_FOR: Final = 1
ONE_MORE: Final = 1
"""What makes a pair dearer: another regency of the same province; no regional language in common; each of the mentee's
first two needs that is no strength of the mentor; each of the two who has said nothing of wanting it; each mentee that
the mentor gets before this one in the same assignment (so that few carry many)."""
NEEDS_COUNTED: Final = 2

Role = Literal["mentor", "mentee", "on request"]


@dataclass(frozen=True, slots=True)
class Mentor:
    """Who may train others. `regency` and `province` are codes of regions; `capacity`: how many more at once (a number
    above 5 counts as 5); `languages`: regional ones, Indonesian left out; `wish`: yes, no or "" (not said);
    `strengths`: of `THEMES`.
    """

    id: int
    province: str
    regency: str
    programmes: frozenset[str]
    capacity: int
    languages: frozenset[str]
    wish: str
    strengths: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mentee:
    """Who may learn from others. `needs`: of `THEMES`, the most urgent first, which is the pair's theme; else as
    `Mentor`.
    """

    id: int
    province: str
    regency: str
    programmes: frozenset[str]
    languages: frozenset[str]
    wish: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor and a mentee, what the pair costs (fewer is better), and the reasons, to be put into words elsewhere.

    `theme`: what they work on, the mentee's first need; `strong`: it is a strength of the mentor. `programmes`,
    `languages`: what they have in common, by name. `asked`: the mentee has asked for a mentor; `offered`: the mentor
    has offered to be one.
    """

    mentor: int
    mentee: int
    cost: int
    theme: str
    strong: bool
    same_regency: bool
    programmes: tuple[str, ...]
    languages: tuple[str, ...]
    asked: bool
    offered: bool


def role_of(groups: Mapping[str, str]) -> Role | None:
    """What a person with these groups (part → rendah, sedang, tinggi) may be; None: neither, or too few answers.

    A mentor: performance and role understanding are high. A mentee: one of them is low. Between these, a mentee if they
    ask for it (`ON_REQUEST`). Source: 003, Pilar 3; what lies between is ours.
    """
    performance, role = groups.get(PERFORMANCE), groups.get(ROLE)
    if performance == HIGH and role == HIGH:
        return "mentor"
    if LOW in (performance, role):
        return "mentee"
    return "on request" if performance is not None and role is not None else None


def strengths_of(groups: Mapping[str, str]) -> frozenset[str]:
    """The themes in which the person is in the highest group."""
    return frozenset(theme for theme in THEMES if groups.get(theme) == HIGH)


def needs_of(groups: Mapping[str, str], percents: Mapping[str, float]) -> tuple[str, ...]:
    """The themes that can be strengthened, most urgent first: the lowest group before the middle one, the lower percent
    before the higher; role understanding leads where it is low (003, Pilar 3). `percents`: 0 to 100, by part.
    """
    order = {LOW: 0, MIDDLE: 1}
    open_ = [theme for theme in THEMES if groups.get(theme) in order]
    first = (ROLE,) if groups.get(ROLE) == LOW else ()
    rest = [theme for theme in open_ if theme not in first]
    rest.sort(key=lambda theme: (order[groups[theme]], percents.get(theme, 100.0), THEMES.index(theme)))
    return (*first, *rest)


def led_by(theme: str, needs: tuple[str, ...]) -> tuple[str, ...]:
    """The needs with the theme of the learning plan before them, so that the pair works on what the plan says."""
    return tuple(dict.fromkeys((theme, *needs))) if theme in THEMES else needs


def may_pair(mentor: Mentor, mentee: Mentee, apart: Collection[tuple[int, int]] = ()) -> bool:
    """The hard conditions: two people, one province, a common programme, nobody unwilling, room for one more, and not
    `apart` (mentor, mentee): together before, or turned down.
    """
    return (
        mentor.id != mentee.id
        and mentor.province == mentee.province != ""
        and bool(mentor.programmes & mentee.programmes)
        and NO not in (mentor.wish, mentee.wish)
        and mentor.capacity > 0
        and (mentor.id, mentee.id) not in apart
    )


def cost_of(mentor: Mentor, mentee: Mentee) -> int:
    """What the pair costs as the mentor's first (see `ONE_MORE`), for two who may be paired."""
    missing = sum(need not in mentor.strengths for need in mentee.needs[:NEEDS_COUNTED])
    return (
        OTHER_REGENCY * (mentor.regency != mentee.regency)
        + NO_COMMON_LANGUAGE * (not mentor.languages & mentee.languages)
        + NEED_NOT_A_STRENGTH * missing
        + NOT_ASKED_FOR * ((mentor.wish != YES) + (mentee.wish != YES))
    )


def pair(mentor: Mentor, mentee: Mentee) -> Pair:
    """The two as a pair, with its reasons."""
    theme = mentee.needs[0] if mentee.needs else ROLE
    return Pair(
        mentor.id,
        mentee.id,
        cost_of(mentor, mentee),
        theme,
        theme in mentor.strengths,
        mentor.regency == mentee.regency != "",
        tuple(sorted(mentor.programmes & mentee.programmes)),
        tuple(sorted(mentor.languages & mentee.languages)),
        mentee.wish == YES,
        mentor.wish == YES,
    )


def candidates(mentors: Iterable[Mentor], mentee: Mentee, apart: Collection[tuple[int, int]] = ()) -> list[Pair]:
    """All who may be this mentee's mentor, the best first, equal ones by id."""
    found = [pair(mentor, mentee) for mentor in mentors if may_pair(mentor, mentee, apart)]
    return sorted(found, key=lambda each: (each.cost, each.mentor))


def assign(mentors: Sequence[Mentor], mentees: Sequence[Mentee], apart: Collection[tuple[int, int]] = ()) -> list[Pair]:
    """As many pairs as there can be, and of all ways to have so many the one that costs least; by id of the mentee.

    The same people give the same pairs, in whatever order they are handed in. See `scoring.mentor_assignment`.
    """
    from scoring import mentor_assignment  # numpy and scipy take a while, and few turns need them

    by_mentor = {mentor.id: mentor for mentor in mentors}
    by_mentee = {mentee.id: mentee for mentee in mentees}
    matched = mentor_assignment.assigned(mentors, mentees, frozenset(apart))
    return [pair(by_mentor[mentor], by_mentee[mentee]) for mentee, mentor in sorted(matched.items())]

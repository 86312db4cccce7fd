"""What to learn next, by study 003: from the group by performance and the own answers to a theme, a training, a mentor.

003 wants training that fits the group by performance instead of the same for all (Pilar 1; Tabel 3.3 and 5.1):

- *tinggi*: advanced social strengthening: mediation, advocacy with local wisdom, cultural sensitivity;
- *sedang*: facilitation of P2K2, persuasive and formal communication, digital literacy, reporting;
- *rendah*: the fundamentals and coaching. (A second look at the contract, which the table names as well, is no matter
  of a self-assessment.) The fundamentals begin with the understanding of the role, which 003 wants clear before any
  technical training (Tabel 4.1);
- everybody: DTSEN (Pilar 2); companions with high performance and role understanding teach those with a low one
  (Pilar 3).

What the table says holds for groups, not for a person: who calls the group's theme high already, and another
competence lower, begins with that one. Of equal competences the one with the larger effect on performance comes first
(003, f²: mengajar 0.128, komunikasi 0.074, sosial 0.029, personal 0.025).

Which training goes with which theme, and which theme with a part of the long questionnaire, is ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.short_form import Group, Profile

THEMES = ("personal", "sosial", "mengajar", "komunikasi", "peran", "dtsen")
"""What can be learnt: the tracks of the tips (`locales.tips.TRACKS`)."""

BY_EFFECT = ("mengajar", "komunikasi", "sosial", "personal")
"""The four competences, that with the largest direct effect on performance first (003, f²)."""

FOR_ALL = "dtsen"

TRAINING: Mapping[str, str] = {
    "sosial": "komunikasi",
    "mengajar": "p2k2",
    "komunikasi": "komunikasi",
    "personal": "etika",
    "peran": "etika",
    "dtsen": "data",
}
"""Theme → the training (a name of `forms/library/diklat_tema.csv`) that comes nearest: mediation and advocacy stand
with communication there, understanding of the role with the basics of social work."""

OF_PART: Mapping[str, str] = {"pengetahuan": "peran", "keterampilan": "mengajar", "sikap": "personal"}
"""Where the short form was not filled in: part of the long questionnaire → theme. For skill the competence with the
largest effect."""


class Why(StrEnum):
    """Why a theme comes, each to be told in one sentence."""

    GROUP = "group"  # 003 advises it for the group
    LOWEST = "lowest"  # of the own competences it is the lowest
    PART = "part"  # the weakest part of the long questionnaire leads to it
    START = "start"  # there is no result yet, so this is where to begin
    FOR_ALL = "for-all"  # 003 advises it for everybody


class Mentoring(StrEnum):
    """What a person might be asked."""

    MENTEE = "mentee"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme and the reason for it."""

    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class Plan:
    """`themes`: in the order in which they come, none twice, the last one for everybody. `training`: see `TRAINING`."""

    group: Group | None
    themes: tuple[Theme, ...]
    training: str
    mentoring: Mentoring | None

    @property
    def focus(self) -> Theme:
        """What to begin with."""
        return self.themes[0]


def plan(profile: Profile | None, parts: Mapping[str, Fraction | None]) -> Plan:
    """The plan that 003's rules come to.

    `profile`: of the short form; `parts`: percents of the long questionnaire, used where the short form says nothing of
    performance.
    """
    group = profile.performance if profile is not None else None
    themes = [_of_parts(parts)] if profile is None or group is None else _of_group(profile, group)
    themes.append(Theme(FOR_ALL, Why.FOR_ALL))
    once = {theme.name: theme for theme in reversed(themes)}
    ordered = tuple(once[name] for name in dict.fromkeys(theme.name for theme in themes))
    return Plan(group, ordered, TRAINING[ordered[0].name], _mentoring(profile))


def _of_group(profile: Profile, group: Group) -> list[Theme]:
    """The group's theme and the own lowest competence, in the order that fits the person."""
    percents = {each.name: each.percent for each in profile.constructs if each.percent is not None}
    if group == "tinggi":
        name = "sosial"
    elif group == "sedang":
        # Without an answer to one of them it is not known to be lower.
        name = min(("mengajar", "komunikasi"), key=lambda one: percents.get(one, Fraction(101)))
    else:
        name = "peran"
    usual = Theme(name, Why.GROUP)
    lowest = next((Theme(one, Why.LOWEST) for one in BY_EFFECT if one in profile.weakest), None)
    if lowest is None or lowest.name == name:
        return [usual]
    already = profile.groups.get(name) == "tinggi" and profile.groups.get(lowest.name) != "tinggi"
    return [lowest, usual] if already else [usual, lowest]


def _of_parts(parts: Mapping[str, Fraction | None]) -> Theme:
    known = {part: percent for part, percent in parts.items() if percent is not None and part in OF_PART}
    if len(set(known.values())) < 2:
        return Theme("peran", Why.START)
    return Theme(OF_PART[min(known, key=lambda part: known[part])], Why.PART)


def _mentoring(profile: Profile | None) -> Mentoring | None:
    """003 Pilar 3: high performance and role understanding teach; a low one of either learns."""
    known = profile.groups if profile is not None else {}
    performance, role = known.get("kinerja"), known.get("peran")
    if performance == role == "tinggi":
        return Mentoring.MENTOR
    return Mentoring.MENTEE if "rendah" in (performance, role) else None

"""What to learn next, by study 003: from the group by performance and the own answers to a theme, a training, a mentor.

003 wants training that fits the group by performance instead of the same for all (Pilar 1; Tabel 3.3 and 5.1):

- *tinggi*: advanced social strengthening: mediation, advocacy with local wisdom, cultural sensitivity;
- *sedang*: facilitation of P2K2, persuasive and formal communication, digital literacy, reporting;
- *rendah*: the fundamentals and coaching. (A second look at the contract, which the table names as well, is no matter
  of a self-assessment.) The fundamentals begin with the understanding of the role, which 003 wants clear before any
  technical training (Tabel 4.1): whoever calls it low begins there, in any group;
- everybody: DTSEN (Pilar 2); companions with high performance and role understanding teach those with a low one
  (Pilar 3).

What the table says (`scoring.short_form.PATTERNS`) holds for groups, not for a person: who calls the group's theme
high already, and another competence or the own role lower, begins with that one. Of equal competences the one with the
larger effect on performance comes first (003, f²: mengajar 0.128, komunikasi 0.074, sosial 0.029, personal 0.025).

Where a test or an interview (001) clearly lies below the self-assessment, the theme of that part comes after these.

Which training goes with which theme, and which theme with a part of the long questionnaire, is ours.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring import mentoring
from scoring.mentoring import Role
from scoring.short_form import PATTERNS, Group, Profile

THEMES = ("personal", "sosial", "mengajar", "komunikasi", "peran", "dtsen")
"""What can be learnt: the tracks of the tips (`locales.tips.TRACKS`)."""

BY_EFFECT = ("mengajar", "komunikasi", "sosial", "personal")
"""The four competences, that with the largest direct effect on performance first (003, f²)."""

ROLE, FOR_ALL = "peran", "dtsen"

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
"""Part of the long questionnaire → theme, for who has not filled in the short form and for gaps. For skill the
competence with the largest effect."""


class Why(StrEnum):
    """Why a theme comes, each to be told in one sentence."""

    GROUP = "group"  # 003 advises it for the group
    ROLE = "role"  # the own understanding of the role is low, and the rest rests on it
    LOWEST = "lowest"  # of the own competences and the role it is the lowest
    PART = "part"  # the weakest part of the long questionnaire leads to it
    START = "start"  # there is no result yet, so this is where to begin
    GAP = "gap"  # a test or an interview found less than the self-assessment
    FOR_ALL = "for-all"  # 003 advises it for everybody


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme and the reason for it."""

    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class Plan:
    """`themes`: in the order in which they come, none twice, the last one for everybody. `training`: see `TRAINING`;
    `mentoring`: see `scoring.mentoring.role_of`.
    """

    group: Group | None
    themes: tuple[Theme, ...]
    training: str
    mentoring: Role | None

    @property
    def focus(self) -> Theme:
        """What to begin with."""
        return self.themes[0]


def plan(profile: Profile | None, parts: Mapping[str, Fraction | None], gaps: Collection[str] = ()) -> Plan:
    """The plan that 003's rules come to.

    `profile`: of the short form; `parts`: percents of the long questionnaire, used where the short form says nothing of
    performance; `gaps`: its parts in which a test or an interview clearly found less (`scoring.side_by_side`). The
    theme to begin with follows from the self-assessment alone, so that the pair of mentor and mentee has the same one.
    """
    group = profile.performance if profile is not None else None
    groups = profile.groups if profile is not None else {}
    themes = [Theme(ROLE, Why.ROLE)] if groups.get(ROLE) == "rendah" else []
    themes += [_of_parts(parts)] if profile is None or group is None else _of_group(profile, group)
    themes += [Theme(theme, Why.GAP) for part, theme in OF_PART.items() if part in gaps]
    themes.append(Theme(FOR_ALL, Why.FOR_ALL))
    once = {theme.name: theme for theme in reversed(themes)}
    ordered = tuple(once[name] for name in dict.fromkeys(theme.name for theme in themes))
    return Plan(group, ordered, TRAINING[ordered[0].name], mentoring.role_of(groups))


def _of_group(profile: Profile, group: Group) -> list[Theme]:
    """The group's theme and the own lowest one, in the order that fits the person."""
    percents = {each.name: each.percent for each in profile.constructs if each.percent is not None}
    # The fundamentals, for the group of which the table names no weakness, begin with the role.
    weak = [name for name in BY_EFFECT if name in PATTERNS[group].weak] or [ROLE]
    # Without an answer to one of them it is not known to be lower.
    usual = Theme(min(weak, key=lambda name: percents.get(name, Fraction(101))), Why.GROUP)
    # Where the role leads anyway, the lowest competence is looked for beside it.
    leads = usual.name == ROLE or profile.groups.get(ROLE) == "rendah"
    own_ones = BY_EFFECT if leads else (ROLE, *BY_EFFECT)
    lowest = _lowest({name: percents[name] for name in own_ones if name in percents})
    if lowest is None or lowest == usual.name:
        return [usual]
    own = Theme(lowest, Why.LOWEST)
    already = profile.groups.get(usual.name) == "tinggi" and profile.groups.get(lowest) != "tinggi"
    return [own, usual] if already else [usual, own]


def _lowest(percents: Mapping[str, Fraction]) -> str | None:
    """The first of those with the lowest percent; None where all are alike."""
    if len(set(percents.values())) < 2:
        return None
    return min(percents, key=lambda name: percents[name])


def _of_parts(parts: Mapping[str, Fraction | None]) -> Theme:
    known = {part: percent for part, percent in parts.items() if percent is not None and part in OF_PART}
    if len(set(known.values())) < 2:
        return Theme("peran", Why.START)
    return Theme(OF_PART[min(known, key=lambda part: known[part])], Why.PART)

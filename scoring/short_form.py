"""The short form after study 003: nine constructs of four statements each, and the groups low, middle and high.

Of the ten statements that were composed for each construct the form takes the four that rest most directly on
what 003 itself names for it, that differ most from one another, and that a companion can answer for themselves:

- personal: integrity, initiative, dedication under a heavy workload, adaptation to the families. Not self-control,
  seeing a task through or working hours, which come from 001 and 002.
- sosial: empathy, mediation, advocacy, cultural sensitivity: the needs of Tabel 3.3 and 5.1.
- mengajar: change of behaviour rather than telling, reading the context, independence, interactive methods. "Drawing
  families in" (MGJ04) says nearly the same as interactive methods.
- komunikasi: persuasive, formal, digital, and new media, since the construct is communication and innovation. Reports
  on time (KOM03) are asked under kinerja.
- peran: purpose of the programme, facilitator of change, temporary aid, how P2K2, advocacy and graduation belong
  together: what Pilar 3 has mentors teach.
- lingkungan: support of the coordinator, supervision that builds up, atmosphere, tools.
- belajar: a training in the last two years, real cases, fit with the role, guidance by experienced colleagues.
- dtsen: using it, ground check, technical trouble, explaining deciles.
- kinerja: verification, P2K2, reports, and evidence of the quality of P2K2 (003 Penutup). Not graduations, which a
  companion does not decide alone.

**The cut-offs are ours.** 003 prints shares of low, middle and high, and neither items nor scale nor cut-offs. We take
thirds of the range that a mean of answers from 1 to 4 can have: below 2 *rendah*, below 3 *sedang*, from 3 on
*tinggi*; in percent of the maximum 50 and 75. Groups must therefore not be compared with the shares that 003 prints.
They are decided on exact fractions. One of four answers may be missing; with two missing there is no group. (A percent
by docs/decisions/0002-missing-answers.md needs all four: the coarser groups bear one gap.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from scoring.percent import percent_of_maximum

Group = Literal["rendah", "sedang", "tinggi"]

GROUPS: tuple[Group, ...] = ("rendah", "sedang", "tinggi")
"""Lowest first, in the terms of 003."""

CONSTRUCTS = ("personal", "sosial", "mengajar", "komunikasi", "peran", "lingkungan", "belajar", "dtsen", "kinerja")
"""In the order of the form."""

COMPETENCES = CONSTRUCTS[:4]
"""The four competences; then come four supports, and the performance that both are for."""

PERFORMANCE = "kinerja"

ITEMS_EACH = 4
FEWEST = 3
"""So many of a construct's four must be answered: three quarters."""

HIGHEST = 4
"""Answers go from 1 to 4."""

MISSING = 255
"""Stands for an item without an answer, as results are kept."""

MIDDLE_FROM, HIGH_FROM = 50, 75
"""Percents of the maximum from which on a construct is *sedang* and *tinggi*: means of 2 and 3 out of 4."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of 003 Tabel 3.3: what is usual in a performance group of its companions, not a finding about a person.

    `strong`, `weak`: competences; `need`: codes of what 003 would have strengthened.
    """

    group: Group
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    need: tuple[str, ...]


PATTERNS: Mapping[Group, Pattern] = {
    "tinggi": Pattern("tinggi", ("komunikasi",), ("sosial",), ("empati", "mediasi", "advokasi")),
    "sedang": Pattern("sedang", ("sosial",), ("komunikasi", "mengajar"), ("p2k2", "komunikasi_resmi", "pelaporan")),
    "rendah": Pattern("rendah", ("personal", "komunikasi"), (), ("dasar", "pembimbingan")),
}
"""003 Tabel 3.3. For the lowest group it prints one entry, under strengths, and no weakness. Its third need for them, a
second look at the contract, is left out: a self-assessment must not lead there."""


@dataclass(frozen=True, slots=True)
class Construct:
    """One construct: how many of its items are answered and, if they suffice, percent of the maximum and group."""

    name: str
    answered: int
    items: int
    percent: Fraction | None
    group: Group | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a filled in short form says, by the person's own answers.

    `strongest`, `weakest`: of the four competences those with the highest and the lowest percent, in the order of the
    form; both are empty where fewer than two can be told or all are alike.
    """

    constructs: tuple[Construct, ...]
    strongest: tuple[str, ...]
    weakest: tuple[str, ...]

    @property
    def groups(self) -> dict[str, Group]:
        """The group of each construct that has one."""
        return {each.name: each.group for each in self.constructs if each.group is not None}

    @property
    def performance(self) -> Group | None:
        """The group by performance, which 003 sorts companions by."""
        return self.groups.get(PERFORMANCE)

    @property
    def pattern(self) -> Pattern | None:
        """What 003 found usual in that group."""
        return pattern(self.groups)


def group_of(percent: Fraction | Decimal | int | float) -> Group:
    """The group for a percent of the maximum, unrounded. ValueError outside 0 to 100."""
    if not 0 <= percent <= 100:
        raise ValueError(f"a percent lies between 0 and 100, not at {percent}")
    if percent >= HIGH_FROM:
        return "tinggi"
    return "sedang" if percent >= MIDDLE_FROM else "rendah"


def groups(items: bytes) -> dict[str, Group]:
    """The group of each construct with enough answers, from the 36 items in the order of the form (see `profile`)."""
    return profile(items).groups


def pattern(by_construct: Mapping[str, Group]) -> Pattern | None:
    """The row of 003 Tabel 3.3 for the group in `kinerja`; None without one."""
    performance = by_construct.get(PERFORMANCE)
    return None if performance is None else PATTERNS[performance]


def profile(items: bytes) -> Profile:
    """The profile from one byte an item, 1 to 4 or `MISSING`, four for each construct in the order of `CONSTRUCTS`.

    ValueError for another number of items or a higher score.
    """
    if len(items) != len(CONSTRUCTS) * ITEMS_EACH:
        raise ValueError(f"{len(items)} items, not {len(CONSTRUCTS) * ITEMS_EACH}")
    constructs = tuple(
        construct(name, items[number * ITEMS_EACH : (number + 1) * ITEMS_EACH])
        for number, name in enumerate(CONSTRUCTS)
    )
    return Profile(constructs, *extremes([each for each in constructs if each.name in COMPETENCES]))


# Four items have few patterns, and a country has many people.
@lru_cache(maxsize=1 << 14)
def construct(name: str, items: bytes, highest: int = HIGHEST) -> Construct:
    """A construct from its items, each up to `highest`, or `MISSING`. ValueError for a higher score."""
    scores = [score for score in items if score != MISSING]
    if not scores or len(scores) * ITEMS_EACH < FEWEST * len(items):
        return Construct(name, len(scores), len(items), None, None)
    percent = percent_of_maximum(sum(scores), highest * len(scores))
    return Construct(name, len(scores), len(items), percent, group_of(percent))


def extremes(constructs: Sequence[Construct]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of those with the highest percent and of those with the lowest; none where nothing differs."""
    percents = {each.name: each.percent for each in constructs if each.percent is not None}
    if len(set(percents.values())) < 2:
        return (), ()
    highest, lowest = max(percents.values()), min(percents.values())
    return (
        tuple(name for name, percent in percents.items() if percent == highest),
        tuple(name for name, percent in percents.items() if percent == lowest),
    )

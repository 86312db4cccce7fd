"""From results to a plan: rubric, results side by side, and 003's rules."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.learning import THEMES, TRAINING, Theme, Why, plan
from scoring.mentoring import THEMES as OF_PAIRS
from scoring.mentoring import Role
from scoring.rubric import attitude
from scoring.short_form import CONSTRUCTS, Group, profile
from scoring.side_by_side import Gap, Measure, part_percents, side_by_side
from tests.forms.library.following import FILES

FOR_ALL = Theme("dtsen", Why.FOR_ALL)


def short(levels: str) -> bytes:
    """The short form with the same answer to the four statements of each construct; "-" for none."""
    return bytes(255 if level == "-" else int(level) for level in levels for _ in range(4))


@pytest.mark.parametrize(
    ("levels", "percent", "strong", "next_"),
    [
        # 3+3+4+2+3+4+3 of 28; the eighth was not asked, seven of eight are enough.
        ([3, 3, 4, 2, 3, 4, 3, None], Fraction(2200, 28), ("2", "5"), ("3",)),
        ([3, 3, 4, 2, 3, 4, None, None], None, ("2", "5"), ("3",)),
        # No example told says nothing: it counts as not asked.
        ([1] * 8, None, (), ()),
        ([2] * 8, Fraction(50), (), ()),
        ([1, 3, 4, 2, 3, 4, 1, 3], None, ("2", "5"), ("3",)),
        ([4] * 8, Fraction(100), tuple("01234567"), ()),
        ([3, 1, 2, 2, 2, 2, 2, 2], Fraction(1500, 28), ("0",), tuple("234567")),
        ([None] * 8, None, (), ()),
    ],
)
def test_attitude(
    levels: list[int | None], percent: Fraction | None, strong: tuple[str, ...], next_: tuple[str, ...]
) -> None:
    found = attitude({str(number): level for number, level in enumerate(levels)})
    assert (found.percent, found.strong, found.next) == (percent, strong, next_)


def test_a_level_that_there_is_none_of() -> None:
    with pytest.raises(ValueError, match="between 1 and 4, not at 5"):
        attitude({"a": 5})


@pytest.mark.parametrize(
    ("own", "other", "gap"),
    [
        # Beside a test its interval decides, bounds included.
        (Fraction(84), Measure(70.0, 48.0, 85.0), Gap.ALIKE),
        (Fraction(85), Measure(70.0, 48.0, 85.0), Gap.ALIKE),
        (Fraction(86), Measure(70.0, 48.0, 85.0), Gap.HIGHER),
        (Fraction(47), Measure(70.0, 48.0, 85.0), Gap.LOWER),
        # Beside an interview half a level does.
        (Fraction(80), Measure(Fraction(135, 2)), Gap.HIGHER),
        (Fraction(79), Measure(Fraction(135, 2)), Gap.ALIKE),
        (Fraction(55), Measure(Fraction(135, 2)), Gap.LOWER),
        (None, Measure(70.0), None),
        (Fraction(80), None, None),
    ],
)
def test_a_gap_is_told_where_it_is_clear(own: Fraction | None, other: Measure | None, gap: Gap | None) -> None:
    *_, line = side_by_side({"sikap": own}, {} if other is None else {"wawancara": other})
    assert (line.part, line.gap) == ("sikap", gap)
    if own is not None and other is not None:
        assert line.points == float(own) - float(other.percent)


def test_each_part_stands_beside_its_own_way() -> None:
    own = {part: Fraction(50) for part in ("pengetahuan", "keterampilan", "sikap")}
    others = {"pengetahuan": Measure(50, 40, 60), "kasus": Measure(90, 80, 95), "wawancara": Measure(30)}
    assert [line.gap for line in side_by_side(own, others)] == [Gap.ALIKE, Gap.LOWER, Gap.HIGHER]


def test_percents_of_parts_from_a_kept_result() -> None:
    # Two parts of five items; in the second two were left out, which is more than a fifth.
    items = bytes([4, 3, 3, 255, 2, 1, 1, 255, 255, 1])
    found = part_percents(items, [0] * 5 + [1] * 5, [4] * 10, ["pengetahuan", "sikap"])
    assert found == {"pengetahuan": Fraction(1200, 16), "sikap": None}


@pytest.mark.parametrize(
    ("levels", "group", "themes", "mentoring"),
    [
        # personal, sosial, mengajar, komunikasi, peran, lingkungan, belajar, dtsen, kinerja
        ("333233332", "sedang", (Theme("komunikasi", Why.GROUP),), "on request"),
        # Equal: what has the larger effect comes first.
        ("332233332", "sedang", (Theme("mengajar", Why.GROUP),), "on request"),
        # The group's theme, then the own lowest competence.
        ("232333332", "sedang", (Theme("mengajar", Why.GROUP),), "on request"),
        ("133233332", "sedang", (Theme("komunikasi", Why.GROUP), Theme("personal", Why.LOWEST)), "on request"),
        # Who calls the group's theme high already begins with what is lower.
        ("443343333", "tinggi", (Theme("sosial", Why.GROUP), Theme("mengajar", Why.LOWEST)), "mentor"),
        ("442343333", "tinggi", (Theme("mengajar", Why.LOWEST), Theme("sosial", Why.GROUP)), "mentor"),
        ("323333333", "tinggi", (Theme("sosial", Why.GROUP),), "mentor"),
        # The role is lower than the group's theme, which is called high already.
        ("333323333", "tinggi", (Theme("peran", Why.LOWEST), Theme("sosial", Why.GROUP)), "on request"),
        ("332223332", "sedang", (Theme("mengajar", Why.GROUP), Theme("peran", Why.LOWEST)), "on request"),
        ("333333331", "rendah", (Theme("peran", Why.GROUP),), "mentee"),
        ("333213331", "rendah", (Theme("peran", Why.ROLE), Theme("komunikasi", Why.LOWEST)), "mentee"),
        # Whoever calls the role low begins there, in any group.
        ("333313333", "tinggi", (Theme("peran", Why.ROLE), Theme("sosial", Why.GROUP)), "mentee"),
        ("332213332", "sedang", (Theme("peran", Why.ROLE), Theme("mengajar", Why.GROUP)), "mentee"),
        ("332213331", "rendah", (Theme("peran", Why.ROLE), Theme("mengajar", Why.LOWEST)), "mentee"),
        # Not known to be lower, so not the first.
        ("33-233332", "sedang", (Theme("komunikasi", Why.GROUP),), "on request"),
    ],
)
def test_plan_by_group(levels: str, group: Group, themes: tuple[Theme, ...], mentoring: Role | None) -> None:
    found = plan(profile(short(levels)), {})
    assert (found.group, found.themes, found.mentoring) == (group, (*themes, FOR_ALL), mentoring)
    assert found.training == TRAINING[themes[0].name]


def test_a_gap_beside_a_test_or_an_interview_comes_after_the_own_themes() -> None:
    found = plan(profile(short("333213331")), {}, ["pengetahuan", "keterampilan", "sikap"])
    named = [(theme.name, theme.why) for theme in found.themes]
    # The role is there already.
    assert named == [
        ("peran", Why.ROLE),
        ("komunikasi", Why.LOWEST),
        ("mengajar", Why.GAP),
        ("personal", Why.GAP),
        ("dtsen", Why.FOR_ALL),
    ]


@pytest.mark.parametrize(
    ("parts", "theme"),
    [
        ({"pengetahuan": 84, "keterampilan": 79, "sikap": 96}, Theme("mengajar", Why.PART)),
        ({"pengetahuan": 70, "keterampilan": 79, "sikap": None}, Theme("peran", Why.PART)),
        ({"pengetahuan": 90, "keterampilan": 79, "sikap": 60}, Theme("personal", Why.PART)),
        ({"pengetahuan": 80, "keterampilan": 80, "sikap": 80}, Theme("peran", Why.START)),
        ({}, Theme("peran", Why.START)),
    ],
)
@pytest.mark.parametrize("levels", [None, "33333333-"])
def test_plan_without_a_group(levels: str | None, parts: dict[str, int | None], theme: Theme) -> None:
    percents = {part: None if percent is None else Fraction(percent) for part, percent in parts.items()}
    found = plan(None if levels is None else profile(short(levels)), percents)
    assert (found.group, found.themes) == (None, (theme, FOR_ALL))


@given(st.lists(st.sampled_from([1, 2, 3, 4, 255]), min_size=36, max_size=36))
def test_a_plan_is_always_whole(items: list[int]) -> None:
    found = plan(profile(bytes(items)), {})
    names = [theme.name for theme in found.themes]
    assert set(names) <= set(THEMES) <= set(OF_PAIRS)
    assert len(set(names)) == len(names)
    assert "dtsen" in names
    assert found.group in (None, *get_args(Group))
    assert len(CONSTRUCTS) * 4 == len(items)


def test_every_training_is_in_the_list() -> None:
    listed = {line.split(",")[0] for line in FILES["diklat_tema.csv"].decode().splitlines()[1:]}
    assert set(TRAINING) == set(THEMES)
    assert set(TRAINING.values()) <= listed

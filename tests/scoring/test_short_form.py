"""The short form: groups by thirds of the range, told from bytes as results are kept."""

from fractions import Fraction

import pytest

from scoring.short_form import (
    COMPETENCES,
    CONSTRUCTS,
    GROUPS,
    MISSING,
    PATTERNS,
    Group,
    construct,
    group_of,
    groups,
    pattern,
    profile,
)
from tests.forms.library.following import form_of

# Of 4 to 16 points a third of the way is 8, two thirds 12; with three answers 6 and 9 of 3 to 12.
OF_FOUR: dict[Group, tuple[int, ...]] = {"rendah": (4, 7), "sedang": (8, 11), "tinggi": (12, 16)}
OF_THREE: dict[Group, tuple[int, ...]] = {"rendah": (3, 5), "sedang": (6, 8), "tinggi": (9, 12)}


def answers(total: int, of: int) -> bytes:
    """So many answers from 1 to 4 with this sum, as even as can be, filled up to four."""
    low, more = divmod(total, of)
    return bytes([low + 1] * more + [low] * (of - more)) + bytes([MISSING] * (4 - of))


def items(**of: str) -> bytes:
    """The 36 items, 3 for each that is not given; "-" leaves one out."""
    return b"".join(
        bytes(MISSING if each == "-" else int(each) for each in of.get(name, "3333")) for name in CONSTRUCTS
    )


@pytest.mark.parametrize(("of", "table"), [(4, OF_FOUR), (3, OF_THREE)])
def test_the_groups_are_thirds_of_what_a_mean_can_be(of: int, table: dict[Group, tuple[int, ...]]) -> None:
    found = {total: construct("kinerja", answers(total, of)).group for total in range(of, 4 * of + 1)}
    for group, (first, last) in ((group, (sums[0], sums[-1])) for group, sums in table.items()):
        assert {found[total] for total in range(first, last + 1)} == {group}
    # The same from a percent, exact or as a float: 100 · total / (4 · answers).
    for total, its in found.items():
        assert group_of(Fraction(100 * total, 4 * of)) == group_of(100 * total / (4 * of)) == its


def test_one_answer_may_be_missing_and_not_two() -> None:
    assert groups(items(peran="4-44", dtsen="--44", belajar="----")) == {
        name: "tinggi" for name in CONSTRUCTS if name not in ("dtsen", "belajar")
    }


@pytest.mark.parametrize("wrong", [-0.01, 100.01, float("nan")])
def test_a_percent_outside_has_no_group(wrong: float) -> None:
    with pytest.raises(ValueError, match="percent"):
        group_of(wrong)


def test_other_items_are_no_short_form() -> None:
    with pytest.raises(ValueError, match="35 items"):
        profile(items()[1:])
    with pytest.raises(ValueError, match="impossible"):
        profile(items(personal="5555"))


def test_strongest_and_weakest_are_competences_only_and_ties_are_told_together() -> None:
    told = profile(items(personal="4433", sosial="2233", mengajar="4433", lingkungan="1111", kinerja="4444"))
    assert (told.strongest, told.weakest) == (("personal", "mengajar"), ("sosial",))
    assert told.performance == "tinggi"
    assert profile(items(kinerja="4444")).strongest == ()
    # One competence alone is neither.
    assert profile(items(sosial="----", mengajar="----", komunikasi="----")).weakest == ()


def test_the_pattern_of_a_performance_group_is_that_of_the_table() -> None:
    """003 Tabel 3.3: high is strong in communication and weak in the social one, middle the other way round."""
    high, middle, low = (pattern({"kinerja": group}) for group in reversed(GROUPS))
    assert high is not None
    assert middle is not None
    assert low is not None
    assert (high.strong, high.weak) == (("komunikasi",), ("sosial",))
    assert (middle.strong, middle.weak) == (("sosial",), ("komunikasi", "mengajar"))
    assert (low.weak, low.need) == ((), ("dasar", "pembimbingan"))
    assert all({*each.strong, *each.weak} <= set(COMPETENCES) for each in PATTERNS.values())
    assert pattern({"peran": "tinggi"}) is None


def test_the_form_asks_four_items_for_each_construct_in_this_order() -> None:
    form = form_of("ringkas36")
    dimensions = [question.columns["dimension"] for question in form.items()]
    assert dimensions == [name for name in CONSTRUCTS for _ in range(4)]
    assert all(question.group and question.group.name == question.columns["dimension"] for question in form.items())
    scores = {tuple(c.columns["score"] for c in question.choices.all) for question in form.items() if question.choices}
    assert scores == {("1", "2", "3", "4")}

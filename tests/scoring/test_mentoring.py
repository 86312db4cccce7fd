"""Mentor pairs against every possibility tried out, and the rules of who is which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from scoring import mentor_assignment
from scoring.mentoring import (
    ONE_MORE,
    THEMES,
    Mentee,
    Mentor,
    assign,
    candidates,
    cost_of,
    may_pair,
    needs_of,
    role_of,
    strengths_of,
)

CASES = 300


def people(chance: Random) -> tuple[list[Mentor], list[Mentee], frozenset[tuple[int, int]]]:
    """Up to four of each in two provinces, with everything that can differ; some are both, some are kept apart."""
    ids = chance.sample(range(1, 9), 8)

    def lives() -> tuple[str, str]:
        province = chance.choice(("13", "13", "51"))
        return province, f"{province}.{chance.choice(('01', '02'))}"

    def some(*names: str) -> frozenset[str]:
        return frozenset(chance.sample(names, chance.randint(0, len(names))))

    def wish() -> str:
        return chance.choice(("yes", "", "", "no"))

    mentors = [
        Mentor(
            each,
            *lives(),
            some("pkh", "tksk") or frozenset({"psm"}),
            chance.randint(0, 3),
            some("jawa", "sunda"),
            wish(),
            some(*THEMES[:3]),
        )
        for each in ids[: chance.randint(1, 4)]
    ]
    mentees = [
        Mentee(
            each,
            *lives(),
            some("pkh", "tksk") or frozenset({"psm"}),
            some("jawa", "sunda"),
            wish(),
            tuple(chance.sample(THEMES[:4], chance.randint(0, 3))),
        )
        for each in chance.sample(range(1, 9), chance.randint(1, 4))
    ]
    apart = frozenset((mentor.id, mentee.id) for mentor in mentors for mentee in mentees if chance.random() < 0.1)
    return mentors, mentees, apart


def carried(of: list[int]) -> int:
    """What it costs that mentors have more than one."""
    return sum(ONE_MORE * n for mentor in set(of) for n in range(of.count(mentor)))


def ways(
    mentors: list[Mentor], mentees: list[Mentee], apart: frozenset[tuple[int, int]], taken: tuple[int, ...] = ()
) -> Iterator[tuple[int, int]]:
    """Every way to pair them: minus the number of pairs, and what they cost."""
    if not mentees:
        yield -len(taken), carried(list(taken))
        return
    first, rest = mentees[0], mentees[1:]
    yield from ways(mentors, rest, apart, taken)
    for mentor in mentors:
        if may_pair(mentor, first, apart) and taken.count(mentor.id) < mentor.capacity:
            for count, cost in ways(mentors, rest, apart, (*taken, mentor.id)):
                yield count, cost + cost_of(mentor, first)


def test_no_other_way_has_more_pairs_or_as_many_for_less() -> None:
    counts = set()
    for seed in range(CASES):
        chance = Random(seed)
        mentors, mentees, apart = people(chance)
        found = assign(mentors, mentees, apart)
        chosen = [each.mentor for each in found]
        assert all(
            may_pair(
                next(one for one in mentors if one.id == each.mentor),
                next(one for one in mentees if one.id == each.mentee),
                apart,
            )
            for each in found
        )
        assert all(chosen.count(one.id) <= one.capacity for one in mentors)
        assert len({each.mentee for each in found}) == len(found)
        got = -len(found), sum(each.cost for each in found) + carried(chosen)
        assert got == min(ways(mentors, mentees, apart)), seed
        chance.shuffle(mentors)
        chance.shuffle(mentees)
        assert assign(mentors, mentees, apart) == found
        counts.add(len(found))
    assert counts == {0, 1, 2, 3, 4}


def test_a_part_that_is_too_large_is_solved_in_steps_within_the_rules() -> None:
    chance = Random(7)
    mentors = [
        Mentor(n, "13", "13.01", frozenset({"pkh"}), 2, frozenset(), "yes", frozenset({"peran"})) for n in range(5)
    ]
    mentees = [
        Mentee(n, "13", "13.01", frozenset({"pkh"}), frozenset(), chance.choice(("yes", "")), ("peran",))
        for n in range(10, 30)
    ]
    found = mentor_assignment.assigned(mentors, mentees, (), most_cells=40)
    assert len(found) == 10
    assert all(list(found.values()).count(one.id) == 2 for one in mentors)
    asked = {one.id for one in mentees if one.wish == "yes"}
    # Who asked comes first.
    assert len(asked & found.keys()) == min(10, len(asked))


HIGH = dict.fromkeys((*THEMES, "kinerja", "lingkungan"), "tinggi")


@pytest.mark.parametrize(
    ("performance", "role", "expected"),
    [
        ("tinggi", "tinggi", "mentor"),
        ("tinggi", "sedang", "on request"),
        ("tinggi", "rendah", "mentee"),
        ("sedang", "tinggi", "on request"),
        ("sedang", "sedang", "on request"),
        ("sedang", "rendah", "mentee"),
        ("rendah", "tinggi", "mentee"),
        ("rendah", "sedang", "mentee"),
        ("rendah", "rendah", "mentee"),
        ("tinggi", None, None),
    ],
)
def test_who_may_be_what(performance: str, role: str | None, expected: str | None) -> None:
    groups = {"kinerja": performance} | ({"peran": role} if role else {})
    assert role_of(groups) == expected


def test_needs_begin_with_the_role_where_it_is_low_then_with_the_lowest() -> None:
    groups = {
        **HIGH,
        "peran": "rendah",
        "dtsen": "rendah",
        "sosial": "rendah",
        "belajar": "sedang",
        "kinerja": "rendah",
    }
    percents = {"peran": 50.0, "dtsen": 31.25, "sosial": 43.75, "belajar": 62.5}
    assert needs_of(groups, percents) == ("peran", "dtsen", "sosial", "belajar")
    assert needs_of({**groups, "peran": "sedang"}, {**percents, "peran": 56.25}) == (
        "dtsen",
        "sosial",
        "peran",
        "belajar",
    )
    assert strengths_of(groups) == {"personal", "mengajar", "komunikasi"}
    assert needs_of(HIGH, {}) == ()


def test_candidates_come_with_their_reasons_the_best_first() -> None:
    pkh = frozenset({"pkh"})
    near = Mentor(1, "13", "13.76", pkh, 1, frozenset({"minang"}), "yes", frozenset({"peran", "dtsen"}))
    far = Mentor(2, "13", "13.01", pkh, 1, frozenset(), "", frozenset({"peran"}))
    unwilling = replace(near, id=3, wish="no")
    mentee = Mentee(9, "13", "13.76", frozenset({"pkh", "tksk"}), frozenset({"minang"}), "yes", ("dtsen", "sosial"))
    first, second = candidates([far, unwilling, near], mentee)
    assert (first.mentor, first.cost, first.theme, first.same_regency) == (1, 1, "dtsen", True)
    assert (first.programmes, first.languages, first.asked, first.offered) == (("pkh",), ("minang",), True, True)
    # Regency 4, language 2, both needs 2, nothing said 1; the theme is the mentee's all the same.
    assert (second.mentor, second.cost, second.theme, second.same_regency) == (2, 9, "dtsen", False)
    assert candidates([near, far], mentee, {(1, 9)})[0].mentor == 2

"""Tips follow the learning plan: its theme comes every other time, whatever the group and the gaps."""

from __future__ import annotations

from scoring.tips import Choice, Offer, Person, Reason, Why, choose

DTSEN = Offer("dtsen-1", "pengetahuan", "dtsen", ("K20",), ("rendah", "sedang", "tinggi"))
SOCIAL = Offer("sosial-1", "keterampilan", "sosial", ("S30",), ("tinggi",))
SOCIAL_TOO = Offer("sosial-2", "keterampilan", "sosial", ("S31",), ("tinggi",))
TEACHING = Offer("mengajar-1", "keterampilan", "mengajar", ("S05",), ("sedang",))
ALL = (DTSEN, SOCIAL, SOCIAL_TOO, TEACHING)


def test_the_theme_of_the_plan_comes_first_and_then_every_other_time() -> None:
    person = Person(gaps={"S05": 0.75}, group="sedang", track="sosial", number=1)
    first = choose(ALL, person, [], 1)
    assert first is not None
    assert first.id.startswith("sosial")
    assert first.reason == Reason(Why.PLAN, None, "sedang")
    had = Person(gaps=person.gaps, group="sedang", track="sosial", seen={first.id: 1.0}, number=1)
    assert choose(ALL, had, [], 1) == Choice("mengajar-1", Reason(Why.GAP, "S05", "sedang"))
    both = Person(gaps=person.gaps, group="sedang", track="sosial", seen={first.id: 2.0, "mengajar-1": 1.0}, number=1)
    third = choose(ALL, both, [], 1)
    assert third is not None
    assert third.id in {"sosial-1", "sosial-2"} - {first.id}


def test_without_a_plan_nothing_changes() -> None:
    person = Person(gaps={"S05": 0.75}, group="sedang", number=1)
    assert choose(ALL, person, [], 1) == Choice("mengajar-1", Reason(Why.GAP, "S05", "sedang"))

"""Which tip for whom, in tables: the group, what fits, the reason, what comes again, what others found useful."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.tips import (
    AGAIN_AFTER,
    CLEAR_GAP,
    CYCLE,
    SHORTLIST,
    Choice,
    Offer,
    Person,
    Reason,
    Record,
    Verdict,
    Why,
    choose,
    fits,
    performance_group,
    should_ask_tried,
)
from tests.scoring.shelf import SHELF, known, tip


def chosen(offers: Iterable[Offer], person: Person, records: Iterable[Record] | None = None) -> set[str]:
    """Every tip that comes out with some seed."""
    offers = list(offers)
    records = known(*offers) if records is None else list(records)
    choices = [choose(offers, person, records, seed) for seed in range(60)]
    return {choice.id for choice in choices if choice}


def only(offers: Iterable[Offer], person: Person) -> Choice:
    """The choice among tips that everybody knows."""
    offers = list(offers)
    choice = choose(offers, person, known(*offers), 1)
    assert choice is not None
    return choice


# --- The group, and the question after some weeks ---


@pytest.mark.parametrize(
    ("percent", "group"),
    [
        (100, "tinggi"),
        (86, "tinggi"),
        (Fraction(8599, 100), "sedang"),
        (Decimal("71"), "sedang"),
        (70.5, "sedang"),
        (56, "sedang"),
        (Fraction(5599, 100), "rendah"),
        (41, "rendah"),
        (0, "rendah"),
        (None, None),
    ],
)
def test_group_by_the_bands(percent: Fraction | Decimal | float | None, group: str | None) -> None:
    assert performance_group(percent) == group


def test_no_group_for_an_impossible_percent() -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        performance_group(101)


@pytest.mark.parametrize(
    ("weeks", "verdict", "asked"),
    [
        (2.9, Verdict.USEFUL, False),
        (3, Verdict.USEFUL, True),
        (9, Verdict.USEFUL, True),
        (9, Verdict.LESS, False),
        (9, None, False),
    ],
)
def test_sudah_dicoba_is_asked_of_useful_tips_after_three_weeks(
    weeks: float, verdict: Verdict | None, asked: bool
) -> None:
    assert should_ask_tried(weeks, verdict) is asked


# --- What fits ---


@pytest.mark.parametrize(
    ("offer", "person", "expected"),
    [
        (tip("a", groups=["tinggi"]), Person(group="tinggi"), True),
        (tip("a", groups=["tinggi"]), Person(group="sedang"), False),
        # DTSEN is for all
        (tip("a", "dtsen", groups=["tinggi"]), Person(group="rendah"), True),
        # a clear gap counts more than the group, a small one does not
        (tip("a", items=["S27"], groups=["sedang"]), Person({"S27": 2 / 3}, group="tinggi"), True),
        (tip("a", items=["S27"], groups=["sedang"]), Person({"S27": CLEAR_GAP}, group="tinggi"), True),
        (tip("a", items=["S27"], groups=["sedang"]), Person({"S27": 1 / 3}, group="tinggi"), False),
        # without a result: what suits the middle or the low group
        (tip("a", groups=["sedang"]), Person(), True),
        (tip("a", groups=["rendah"]), Person(), True),
        (tip("a", groups=["tinggi"]), Person(), False),
    ],
)
def test_what_fits(offer: Offer, person: Person, expected: bool) -> None:
    assert fits(offer, person) is expected


@pytest.mark.parametrize(
    ("group", "tracks"),
    [
        ("tinggi", {"sosial", "dtsen"}),
        ("sedang", {"komunikasi", "mengajar", "dtsen"}),
        ("rendah", {"peran", "personal", "dtsen"}),
        (None, {"peran", "personal", "dtsen"}),
    ],
)
def test_without_clear_gaps_the_focus_of_the_group_comes_first(group: str | None, tracks: set[str]) -> None:
    assert {name.split("-")[0] for name in chosen(SHELF, Person(group=group))} == tracks


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        # the widest alone, then those as wide, then what is advised for the group
        ({"peran1": 1.0, "sosial1": 2 / 3, "mengajar1": 2 / 3}, {"peran-1"}),
        ({"peran1": 2 / 3, "sosial1": 0.66, "mengajar1": 0.5}, {"peran-1", "sosial-1"}),
        ({"peran1": 1 / 3, "sosial1": 1 / 3}, {f"{track}-{n}" for track in ("sosial", "dtsen") for n in range(6)}),
    ],
)
def test_the_widest_clear_gap_comes_first_whatever_the_group(gaps: dict[str, float], expected: set[str]) -> None:
    assert chosen(SHELF, Person(gaps, group="tinggi")) == expected


def test_among_equals_the_weakest_competence_comes_first() -> None:
    offers = [
        replace(tip(f"{competence}-{n}"), competence=competence)
        for competence in ("pengetahuan", "keterampilan", "sikap")
        for n in range(SHORTLIST)
    ]
    person = Person(weakest=("sikap", "keterampilan", "pengetahuan"), group="tinggi")
    assert {name.split("-")[0] for name in chosen(offers, person)} == {"sikap"}


def test_a_small_gap_decides_within_the_focus() -> None:
    smaller = {f"sosial{n}": 1 / 3 for n in range(SHORTLIST)}
    assert chosen(SHELF, Person(smaller, group="tinggi")) == {f"sosial-{n}" for n in range(SHORTLIST)}


# --- The reason ---


@pytest.mark.parametrize(
    ("offer", "person", "reason"),
    [
        (
            tip("a", items=["S01", "S27"]),
            Person({"S01": 0.6, "S27": 1.0}, group="sedang"),
            Reason(Why.GAP, "S27", "sedang"),
        ),
        (tip("a", items=["S27"]), Person({"S27": 1 / 3}, group="tinggi"), Reason(Why.GROUP, None, "tinggi")),
        (tip("a", "dtsen"), Person(group="rendah"), Reason(Why.EVERYONE, None, "rendah")),
        (tip("a", "peran"), Person(), Reason(Why.START)),
    ],
)
def test_the_reason_can_be_told(offer: Offer, person: Person, reason: Reason) -> None:
    assert only([offer], person) == Choice("a", reason)


def test_a_trial_says_so_and_still_names_the_gap() -> None:
    person = Person({"S27": 1.0}, group="sedang", number=CYCLE - 1)
    assert choose([tip("a", items=["S27"])], person, [], 1) == Choice("a", Reason(Why.TRIAL, "S27", "sedang"))


# --- Not twice, and varied ---


def test_the_same_track_comes_twice_only_when_there_is_no_other() -> None:
    offers = [tip("mediasi-1"), tip("mediasi-2"), tip("data-1", "dtsen")]
    person = Person(group="tinggi", seen={"mediasi-1": 1})
    assert chosen(offers, person) == {"data-1"}
    assert chosen(offers, replace(person, seen={"data-1": 2, "mediasi-1": 1})) == {"mediasi-2"}


def test_a_tip_that_left_the_library_restricts_nothing() -> None:
    assert chosen([tip("a"), tip("b", "dtsen")], Person(group="tinggi", seen={"gone": 1})) == {"a", "b"}


@pytest.mark.parametrize(
    ("seen", "verdicts", "expected"),
    [
        ({"a": AGAIN_AFTER, "b": 1}, {}, {"a"}),
        ({"a": AGAIN_AFTER - 0.1, "b": 1}, {}, set()),
        ({"a": AGAIN_AFTER, "b": 1}, {"a": Verdict.USEFUL}, {"a"}),
        ({"a": AGAIN_AFTER, "b": 1}, {"a": Verdict.LESS}, set()),
        ({"a": AGAIN_AFTER}, {}, {"b"}),  # one that was never had comes before every repetition
    ],
)
def test_a_tip_comes_again_after_half_a_year(
    seen: Mapping[str, float], verdicts: Mapping[str, Verdict], expected: set[str]
) -> None:
    person = Person(group="tinggi", seen=seen, verdicts=verdicts)
    assert chosen([tip("a"), tip("b", "dtsen")], person) == expected


# --- What others found useful ---


def frequency(offers: list[Offer], person: Person, records: list[Record], turns: int = 400) -> Counter[str]:
    choices = (choose(offers, person, records, f"seed {turn}") for turn in range(turns))
    return Counter(choice.id for choice in choices if choice)


def test_of_two_well_known_tips_the_more_useful_comes_nearly_always() -> None:
    offers = [tip("a"), tip("b")]
    records = [Record("a", 400, 180, 20), Record("b", 400, 100, 100)]
    assert frequency(offers, Person(group="tinggi"), records)["a"] == 400


def test_a_tip_without_answers_has_a_real_chance_beside_an_ordinary_one() -> None:
    offers = [tip("a"), tip("b")]
    share = frequency(offers, Person(group="tinggi"), [Record("a", 400, 140, 60)])["b"] / 400
    assert 0.35 < share < 0.75


def test_silence_is_no_verdict() -> None:
    """A tip shown a thousand times without an answer stands where one stands that nobody has had."""
    offers, person = [tip("a"), tip("b")], Person(group="tinggi")
    answered = Record("a", 400, 140, 60)
    silent = [choose(offers, person, [answered, Record("b", 1000, 0, 0)], seed) for seed in range(200)]
    assert silent == [choose(offers, person, [answered], seed) for seed in range(200)]
    assert {choice.id for choice in silent if choice} == {"a", "b"}


# --- What is refused ---


@pytest.mark.parametrize(
    ("offers", "person", "records", "message"),
    [
        ([tip("a"), tip("a", "dtsen")], Person(), [], "tip a comes twice"),
        ([tip("a")], Person(), [Record("a", 1, 0, 0), Record("a", 2, 0, 0)], "record of tip a comes twice"),
        ([tip("a")], Person(), [Record("a", 1, -1, 0)], "negative count"),
        ([tip("a")], Person(group="hebat"), [], "unknown group 'hebat'; known are tinggi, sedang, rendah"),
        ([tip("a")], Person({"S27": 1.5}), [], "gap of item S27"),
        ([tip("a")], Person({"S27": float("nan")}), [], "gap of item S27"),
    ],
)
def test_impossible_input_is_refused(offers: list[Offer], person: Person, records: list[Record], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        choose(offers, person, records, 1)

"""Which tip for whom: rules that hold for all inputs, and that no tip starves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.tips import (
    AGAIN_AFTER,
    CLEAR_GAP,
    CYCLE,
    GROUPS,
    ON_TRIAL,
    TRIAL_TURNS,
    Offer,
    Person,
    Record,
    Verdict,
    Why,
    choose,
    fits,
)
from tests.scoring.shelf import SHELF, TRACKS, WINDOW, known, tip, weeks_ago

# --- Rules that hold for all inputs ---

ITEMS = ("K01", "S27", "T05")
names = st.sampled_from([f"tip-{n}" for n in range(8)])
offer = st.builds(
    Offer,
    names,
    st.sampled_from(["pengetahuan", "keterampilan", "sikap"]),
    st.sampled_from(TRACKS),
    st.lists(st.sampled_from(ITEMS), max_size=2, unique=True).map(tuple),
    st.sets(st.sampled_from(GROUPS)),
)
libraries = st.lists(offer, max_size=8, unique_by=lambda each: each.id)
people = st.builds(
    Person,
    st.dictionaries(st.sampled_from(ITEMS), st.floats(0, 1)),
    st.permutations(["pengetahuan", "keterampilan", "sikap"]).map(tuple),
    st.sampled_from([None, *GROUPS]),
    st.dictionaries(names, st.integers(0, 60)),
    st.dictionaries(names, st.sampled_from(list(Verdict))),
    st.integers(0, 99),
)
records = st.lists(
    st.builds(Record, names, st.integers(0, 90), st.integers(0, 40), st.integers(0, 40)),
    unique_by=lambda each: each.id,
)
seeds = st.one_of(st.integers(), st.text(max_size=12))


def allowed(offers: Iterable[Offer], person: Person) -> set[str]:
    """The rule in plain words: what fits and was never had; else what came long ago and was not found less useful."""
    fitting = {each.id for each in offers if fits(each, person)}
    return fitting - person.seen.keys() or {
        name for name in fitting if person.seen[name] >= AGAIN_AFTER and person.verdicts.get(name) != Verdict.LESS
    }


@given(libraries, people, records, seeds)
def test_something_comes_whenever_anything_is_allowed_and_nothing_else(
    offers: list[Offer], person: Person, records: list[Record], seed: int | str
) -> None:
    choice = choose(offers, person, records, seed)
    names = allowed(offers, person)
    if not names:
        assert choice is None
        return
    assert choice is not None
    assert choice.id in names
    tracks = {each.id: each.track for each in offers}
    last = min(person.seen.values(), default=None)
    just_had = {tracks.get(name) for name, weeks in person.seen.items() if weeks == last}
    if tracks[choice.id] in just_had:
        assert {tracks[name] for name in names} <= just_had
    gap = person.gaps.get(choice.reason.item, 0) if choice.reason.item else None
    assert gap is None or gap >= CLEAR_GAP
    assert choice.reason.why is not Why.GAP or gap is not None


@given(libraries, people, records, seeds, st.randoms(use_true_random=False))
def test_the_same_choice_in_any_order(
    offers: list[Offer], person: Person, records: list[Record], seed: int | str, order: Random
) -> None:
    first = choose(offers, person, records, seed)
    shuffled_offers, shuffled_records = list(offers), list(records)
    order.shuffle(shuffled_offers)
    order.shuffle(shuffled_records)
    seen, gaps = list(person.seen.items()), list(person.gaps.items())
    mixed = replace(person, seen=dict(seen[::-1]), gaps=dict(gaps[::-1]))
    assert choose(shuffled_offers, mixed, shuffled_records, seed) == first


def test_the_same_choice_in_every_process() -> None:
    """Written down once: a seed that rested on Python's own hashing would differ from run to run."""
    choices = [choose(SHELF, Person(group="tinggi"), known(*SHELF), seed) for seed in ("2026-W47:17", 17)]
    assert [choice.id for choice in choices if choice] == ["dtsen-3", "dtsen-0"]


@given(libraries, people, records, st.integers(0, 99))
def test_nothing_comes_again_before_all_that_fits_was_had(
    offers: list[Offer], person: Person, records: list[Record], seed: int
) -> None:
    person = replace(person, seen={})
    fitting = {each.id for each in offers if fits(each, person)}
    had: list[str] = []
    for week in range(len(fitting)):
        choice = choose(offers, replace(person, seen=weeks_ago(had, week)), records, f"{seed}:{week}")
        assert choice is not None
        had.append(choice.id)
    assert sorted(had) == sorted(fitting)


# --- No tip starves ---


@pytest.mark.parametrize("number", range(CYCLE))
def test_two_of_ten_tips_in_a_row_are_trials(number: int) -> None:
    had: list[str] = []
    trials = []
    for week in range(2 * CYCLE):
        person = Person(group="sedang", seen=weeks_ago(had, week), number=number)
        choice = choose(SHELF, person, [], week)
        assert choice is not None
        had.append(choice.id)
        trials.append(choice.reason.why is Why.TRIAL)
    assert sum(trials[:CYCLE]) == sum(trials[CYCLE:]) == TRIAL_TURNS


@pytest.mark.parametrize("number", range(CYCLE))
@pytest.mark.parametrize("track", TRACKS)
def test_a_new_tip_reaches_the_first_person_within_eleven_tips(track: str, number: int) -> None:
    """It fits worst of all, and all others are known and loved: only a trial turn can bring it."""
    others = [each for each in SHELF if each.track != "dtsen"] if track == "dtsen" else SHELF
    person = Person({each.items[0]: 1.0 for each in others}, group="tinggi", number=number)
    offers = [*others, tip("new", track)]
    records = known(*others, useful=5000, less=1)
    had: list[str] = []
    for week in range(WINDOW):
        choice = choose(offers, replace(person, seen=weeks_ago(had, week)), records, week)
        assert choice is not None
        had.append(choice.id)
    assert "new" in had


@settings(max_examples=30)
@given(st.integers(1, 8), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_promise_for_new_tips(new: int, companions: int, chance: Random) -> None:
    """A tip that nobody has had is shown before the people whom it fits have had, between them, as many runs of
    eleven tips as there are such tips. People come in any order, and each choice is counted. The other tips fit
    better, and are either loved or on trial themselves."""
    offers = [tip(f"new-{n}", chance.choice(TRACKS), groups=[chance.choice(GROUPS)]) for n in range(new)]
    others = [tip(f"old-{n:02}", chance.choice(TRACKS), [f"S{n:02}"]) for n in range(45)]
    records = {each.id: Record(each.id, chance.choice([1, 10, ON_TRIAL]), 20, 0) for each in others}
    records |= {each.id: Record(each.id, 0, 0, 0) for each in offers}
    gaps = {each.items[0]: 1.0 for each in others}
    group = [Person(gaps, group=chance.choice(GROUPS), number=chance.randrange(99)) for _ in range(companions)]
    had: list[list[str]] = [[] for _ in group]
    waited: dict[str, Counter[int]] = {each.id: Counter() for each in offers}
    for turn in range(companions * 45):
        who = chance.randrange(companions)
        person = replace(group[who], seen=weeks_ago(had[who], len(had[who])))
        choice = choose([*offers, *others], person, records.values(), turn)
        if choice is None:  # this person has had all that fits
            continue
        had[who].append(choice.id)
        records[choice.id] = replace(records[choice.id], shown=records[choice.id].shown + 1)
        waited.pop(choice.id, None)
        for each in offers:
            if each.id in waited and fits(each, person):
                waited[each.id][who] += 1
                assert sum(turns // WINDOW for turns in waited[each.id].values()) < new

"""Which tip for whom: tables, rules that hold for all inputs, and a simulated district that learns."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
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
    SHORTLIST,
    TRIAL_TURNS,
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

TRACKS = ("personal", "sosial", "mengajar", "komunikasi", "peran", "dtsen")
WINDOW = CYCLE + 1
"""Any eleven tips in a row of one person hold two neighbouring trial turns."""


def tip(name: str, track: str = "sosial", items: Iterable[str] = (), groups: Iterable[str] = GROUPS) -> Offer:
    return Offer(name, "keterampilan", track, tuple(items), tuple(groups))


def known(*offers: Offer, useful: int = 60, less: int = 40) -> list[Record]:
    """Records that end every trial."""
    return [Record(offer.id, ON_TRIAL + useful + less, useful, less) for offer in offers]


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


SHELF = [tip(f"{track}-{n}", track, [f"{track}{n}"]) for track in TRACKS for n in range(SHORTLIST)]
"""As many tips of each track as fit on a shortlist, each for an item of its own, for all groups."""


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


def weeks_ago(had: list[str], now: int) -> dict[str, float]:
    """One tip a week, the first in week 0."""
    return {name: now - week for week, name in enumerate(had)}


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


# --- A district that learns (seeded; the figures stand in docs/decisions/0006-which-tip.md) ---

SUITS = {
    "personal": ("rendah", "sedang"),
    "peran": ("rendah", "sedang"),
    "sosial": ("tinggi",),
    "mengajar": ("sedang", "tinggi"),
    "komunikasi": ("sedang",),
    "dtsen": GROUPS,
}
SHARES = {"tinggi": 0.57, "sedang": 0.40, "rendah": 0.03}
"""About the groups of 003 (57.3, 42.4 and 0.3 %), with enough of the low group to see it."""
ANSWERS = 0.5
"""Every second person taps Bermanfaat or Kurang, whichever it is."""
CERTAIN = 10**6

Truth = dict[tuple[str, str], float]
Policy = Callable[[list[Offer], Person, dict[str, Record], str], str | None]


@dataclass
class District:
    """Companions, a library, and how useful each tip truly is to each group."""

    offers: list[Offer]
    truth: Truth
    people: list[Person]

    @classmethod
    def made(cls, seed: int, tips_a_track: int = 12, companions: int = 200) -> "District":
        random = Random(seed)
        offers = [
            tip(f"{track}-{n:02}", track, [f"{track}{n}"], groups)
            for track, groups in SUITS.items()
            for n in range(tips_a_track)
        ]
        made = cls(offers, {}, [])
        for each in offers:
            made.reveal(each, random.uniform(0.25, 0.95), random)
        items = [each.items[0] for each in offers]
        for number in range(companions):
            group = random.choices(list(SHARES), list(SHARES.values()))[0]
            clear = {"tinggi": 0, "sedang": 3, "rendah": 8}[group]
            gaps = dict.fromkeys(random.sample(items, 20), 1 / 3) | dict.fromkeys(random.sample(items, clear), 2 / 3)
            made.people.append(Person(gaps, group=group, number=number))
        return made

    def reveal(self, offer: Offer, usefulness: float, random: Random) -> None:
        """The groups differ a little in what is useful to them."""
        for group in GROUPS:
            self.truth[offer.id, group] = min(0.98, max(0.02, usefulness + random.uniform(-0.1, 0.1)))


@dataclass
class Shown:
    week: int
    tip: str
    useful: float


def simulate(
    district: District, policy: Policy, seed: int, weeks: int = 16, added: Mapping[int, list[Offer]] | None = None
) -> list[Shown]:
    """One tip a week for everybody; each choice and answer is counted before the next person's turn."""
    random = Random(seed)
    offers = list(district.offers)
    records = {each.id: Record(each.id, 0, 0, 0) for each in offers}
    had: list[list[str]] = [[] for _ in district.people]
    shown: list[Shown] = []
    for week in range(weeks):
        for new in (added or {}).get(week, []):
            offers.append(new)
            records[new.id] = Record(new.id, 0, 0, 0)
        for number, person in enumerate(district.people):
            name = policy(
                offers, replace(person, seen=weeks_ago(had[number], week)), records, f"{seed}:{number}:{week}"
            )
            assert name is not None
            assert person.group is not None
            had[number].append(name)
            useful = district.truth[name, person.group]
            shown.append(Shown(week, name, useful))
            record = replace(records[name], shown=records[name].shown + 1)
            if random.random() < ANSWERS:
                liked = random.random() < useful
                record = replace(record, useful=record.useful + liked, less=record.less + (not liked))
            records[name] = record
    return shown


def learning(offers: list[Offer], person: Person, records: dict[str, Record], seed: str) -> str | None:
    choice = choose(offers, person, records.values(), seed)
    return choice.id if choice else None


def at_random(offers: list[Offer], person: Person, records: dict[str, Record], seed: str) -> str | None:
    """Any tip that fits and was not had."""
    return Random(seed).choice([each.id for each in offers if fits(each, person) and each.id not in person.seen])


def deaf(offers: list[Offer], person: Person, records: dict[str, Record], seed: str) -> str | None:
    """The same rules, but no answer is heard."""
    return learning(offers, person, {name: Record(name, each.shown, 0, 0) for name, each in records.items()}, seed)


def all_knowing(district: District) -> Policy:
    """The same rules, with the truth for the person's own group instead of the answers, and nothing to try out."""
    truth = {
        group: {
            each.id: Record(each.id, CERTAIN, round(CERTAIN * useful), round(CERTAIN * (1 - useful)))
            for each in district.offers
            for useful in [district.truth[each.id, group]]
        }
        for group in GROUPS
    }
    return lambda offers, person, _, seed: learning(offers, person, truth[person.group or ""], seed)


def mean(shown: Iterable[Shown]) -> float:
    values = [each.useful for each in shown]
    return sum(values) / len(values)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_shown_gets_more_useful(seed: int) -> None:
    district = District.made(seed)
    learned = simulate(district, learning, seed)
    uniform = mean(simulate(district, at_random, seed))
    best = mean(simulate(district, all_knowing(district), seed))
    unheard = mean(simulate(district, deaf, seed))
    assert len(learned) == 3200
    assert mean(learned) > uniform + 0.06
    assert mean(learned) > unheard + 0.06  # so it is the answers that do it, not the fit
    assert best - mean(learned) < 0.6 * (best - uniform)
    assert {each.tip for each in learned} == {each.id for each in district.offers}


def test_a_new_tip_gets_its_share_and_rises_if_it_is_good() -> None:
    """Two tips join a library that is known by then. Both are for the high group, and fit as others do."""
    district = District.made(4)
    district.people = [replace(person, gaps={}) for person in district.people]
    good, poor = tip("new-good", groups=["tinggi"]), tip("new-poor", groups=["tinggi"])
    district.reveal(good, 0.85, Random(1))
    district.reveal(poor, 0.3, Random(1))
    shown = simulate(district, learning, 4, added={8: [good, poor]})
    suited = sum(person.group == "tinggi" for person in district.people)
    by_week = {name: [0] * 16 for name in (good.id, poor.id)}
    for each in shown:
        if each.tip in by_week:
            by_week[each.tip][each.week] += 1
    for weeks in by_week.values():
        assert sum(weeks[8:11]) >= ON_TRIAL / 2  # its share, before anybody can know how good it is
    assert sum(by_week[good.id]) > 0.9 * suited
    assert sum(by_week[poor.id]) < 0.4 * suited
    assert sum(by_week[poor.id]) < 2 * ON_TRIAL

"""Which tip for whom: a simulated district that learns (seeded; its figures: docs/decisions/0006-which-tip.md)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random

import pytest

from scoring.tips import GROUPS, ON_TRIAL, Offer, Person, Record, choose, fits
from tests.scoring.shelf import tip, weeks_ago

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
CHECKED_EACH = 37
"""Every 37th choice is made twice: of the tips that fit, and of the whole library."""

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
    district: District,
    policy: Policy,
    seed: int,
    weeks: int = 16,
    added: Mapping[int, list[Offer]] | None = None,
    answers: float = ANSWERS,
) -> list[Shown]:
    """One tip a week for everybody; each choice and answer is counted before the next person's turn.

    What fits a person is looked for once, not every week, and only that is handed in: it takes a tenth less time.
    Now and then it is made sure that the whole library leads to the same choice.
    """
    random = Random(seed)
    offers = list(district.offers)
    fitting = [[each for each in offers if fits(each, person)] for person in district.people]
    records = {each.id: Record(each.id, 0, 0, 0) for each in offers}
    had: list[list[str]] = [[] for _ in district.people]
    shown: list[Shown] = []
    for week in range(weeks):
        for new in (added or {}).get(week, []):
            offers.append(new)
            records[new.id] = Record(new.id, 0, 0, 0)
            for known, person in zip(fitting, district.people, strict=True):
                known += [new] if fits(new, person) else []
        for number, person in enumerate(district.people):
            now = replace(person, seen=weeks_ago(had[number], week))
            name = policy(fitting[number], now, records, f"{seed}:{number}:{week}")
            assert name is not None
            assert person.group is not None
            if len(shown) % CHECKED_EACH == 0:
                assert policy(offers, now, records, f"{seed}:{number}:{week}") == name
            had[number].append(name)
            useful = district.truth[name, person.group]
            shown.append(Shown(week, name, useful))
            record, liked, less = records[name], 0, 0
            if random.random() < answers:
                liked = random.random() < useful
                less = not liked
            records[name] = Record(name, record.shown + 1, record.useful + liked, record.less + less)
    return shown


def learning(offers: list[Offer], person: Person, records: dict[str, Record], seed: str) -> str | None:
    choice = choose(offers, person, records.values(), seed)
    return choice.id if choice else None


def at_random(offers: list[Offer], person: Person, records: dict[str, Record], seed: str) -> str | None:
    """Any tip that fits and was not had."""
    return Random(seed).choice([each.id for each in offers if fits(each, person) and each.id not in person.seen])


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
    unheard = mean(simulate(district, learning, seed, answers=0))
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

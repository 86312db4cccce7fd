"""Which tip a companion gets next: what fits the person first, then what others found useful.

In words: of the tips that fit this person and that they have not had, take those of the theme in their learning
plan; without any, or when the last one was of that theme, those for the widest clear gap; without any, those that
study 003 advises for the person's group; without any, the rest. Of the half dozen
that fit best, the one that companions mark *Bermanfaat* more often gets the better chance. A tip with few
answers is still uncertain, so it gets chances too, and two tips in ten are kept for tips that hardly
anybody has had yet.

The reasons, the guarantee for new tips and the measured effect: docs/decisions/0006-which-tip.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from random import Random

from scoring.bands import band_of

HIGH, MIDDLE, LOW = GROUPS = ("tinggi", "sedang", "rendah")
"""The performance groups of 003, in its own terms."""

FOCUS: Mapping[str | None, frozenset[str]] = {
    HIGH: frozenset({"sosial"}),
    MIDDLE: frozenset({"komunikasi", "mengajar"}),
    LOW: frozenset({"peran", "personal"}),
    None: frozenset({"peran", "personal"}),
}
"""The tracks that come first for a group. Source: 003 Tabel 5.1 (high: mediation, advocacy, cultural
sensitivity; middle: persuasive communication, interactive facilitation, digital literacy) and Tabel 3.3
(low: the fundamentals). Without a result (None) the fundamentals come first as well."""

FOR_ALL = "dtsen"
"""The track that suits every group: 003 advises more training on DTSEN for all companions."""

CLEAR_GAP = 0.5
"""From this gap on an item counts as something to strengthen, and its tips fit whatever the group. On four
points that is an answer of 1 or 2, both for 1 - score / 4 and for (4 - score) / 3."""

SHORTLIST = 6
"""Without a clear gap so many tips, and those that fit as well as the last, compete for being useful: enough
to choose among, and few enough that the fit still counts."""

AGAIN_AFTER = 26
"""Weeks until a tip may come again, once a person has had all that fit."""

ON_TRIAL = 25
"""A tip shown less often than this is on trial. If every second person answers, 25 showings bring about 12
answers, which tell a good tip from a poor one and not more."""

CYCLE, TRIAL_TURNS = 10, 2
"""Of every ten tips that a person gets, two in a row are trial turns. In a row, because the rule against the
same track twice can keep a tip from one of two neighbouring turns, but never from both."""

PRIOR_ANSWERS = 4
"""What is believed of a tip before anybody has answered weighs as much as four answers."""

ASK_TRIED_AFTER = 3
"""Weeks after which a person is asked whether they have tried a tip."""


class Verdict(StrEnum):
    """What a person said of a tip. No answer is no verdict: it never counts against a tip."""

    USEFUL = "bermanfaat"
    LESS = "kurang"


class Why(StrEnum):
    """Why a tip was chosen, each to be told in one sentence."""

    GAP = "gap"  # it strengthens `item`, which the person rated low
    PLAN = "plan"  # it is of the theme in the person's learning plan
    GROUP = "group"  # it suits `group`
    EVERYONE = "everyone"  # it is meant for every companion
    START = "start"  # there is no result yet, so this is where to begin
    TRIAL = "trial"  # few people have had it: this person's verdict helps the next ones


@dataclass(frozen=True, slots=True)
class Offer:
    """A tip of the library: `items` of the questionnaire that it strengthens, `groups` that it suits."""

    id: str
    competence: str
    track: str
    items: tuple[str, ...]
    groups: Collection[str]


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person when a tip is chosen.

    `gaps`: for each answered item how far it is from the best answer, 0 (none) to 1. `weakest`: competences,
    the weakest first. `group`: one of `GROUPS`, None without a result. `track`: the theme of their learning plan,
    None without one; its tips fit whatever the group, and come every other time. `seen`: for *every* tip this person
    ever had, how many weeks ago it last came (fractions allowed). `verdicts`: this person's own. `number`:
    any whole number that stays with the person, such as their id; it spreads the trial turns, so that they do
    not fall into the same week for all.
    """

    gaps: Mapping[str, float] = field(default_factory=dict)
    weakest: Sequence[str] = ()
    group: str | None = None
    seen: Mapping[str, float] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    number: int = 0
    track: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """How a tip went with all people: how often it was shown, found useful, found less useful."""

    id: str
    shown: int
    useful: int
    less: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this tip: `item` is the clear gap that it strengthens, if there is one (on a trial too)."""

    why: Why
    item: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen tip and the reason."""

    id: str
    reason: Reason


def performance_group(overall: Fraction | Decimal | int | float | None) -> str | None:
    """The group for an overall percent: from 86 tinggi, from 56 sedang, below rendah; None without one.

    003 groups companions by performance and publishes no cut-offs. These are our own: the bands of 001, with
    *sangat efektif* as high and *efektif* and *cukup efektif* as middle. They rest on a self-assessment, so
    the group says which tips come first and nothing else. ValueError outside 0 to 100.
    """
    if overall is None:
        return None
    return {"sangat_efektif": HIGH, "efektif": MIDDLE, "cukup_efektif": MIDDLE}.get(band_of(overall).key, LOW)


def fits(offer: Offer, person: Person) -> bool:
    """Whether a tip is for this person at all: by group, by plan, as one for everybody, or because of a clear gap.

    Somebody without a result gets what suits the middle or the low group.
    """
    if offer.track in (FOR_ALL, person.track) or _clear_gap(offer, person)[1] is not None:
        return True
    if person.group is None:
        return MIDDLE in offer.groups or LOW in offer.groups
    return person.group in offer.groups


def choose(offers: Iterable[Offer], person: Person, records: Iterable[Record], seed: int | str) -> Choice | None:
    """The next tip for `person`; None if none fits, or all that fit were had and none may come again.

    A tip may come again after `AGAIN_AFTER` weeks, unless the person found it less useful.

    The same arguments give the same choice, in any order of `offers` and `records` and in every process. A
    tip without a record counts as never shown. Whoever chooses for many people in one run counts each choice
    into `records` before the next, or a whole country tries the same new tip at once.

    ValueError for a tip or a record that comes twice, an unknown group, a gap outside 0 to 1, or a record with
    a negative count.
    """
    library = _library(offers)
    known = _known(records)
    _check(person)
    fresh = [each for each in library.values() if each.id not in person.seen and fits(each, person)]
    again = (each for each in library.values() if _may_come_again(each, person) and fits(each, person))
    candidates = _varied(fresh or list(again), library, person)
    if not candidates:
        return None
    random = Random(str(seed))
    trial = fresh and _trial_turn(person)
    if on_trial := [offer for offer in candidates if trial and _record(offer, known).shown < ON_TRIAL]:
        tried = _least_shown(on_trial, person, known, random)
        return Choice(tried.id, Reason(Why.TRIAL, _clear_gap(tried, person)[1], person.group))
    likely = _most_useful(_shortlist(candidates, person), known, random)
    return Choice(likely.id, _reason(likely, person))


def should_ask_tried(weeks: float, verdict: Verdict | None) -> bool:
    """Whether to ask "sudah dicoba?" of a tip shown `weeks` ago: only if it was found useful, after 3 weeks.

    It does not know whether the question was asked before; the caller asks once.
    """
    return verdict == Verdict.USEFUL and weeks >= ASK_TRIED_AFTER


def _library(offers: Iterable[Offer]) -> dict[str, Offer]:
    library: dict[str, Offer] = {}
    for offer in offers:
        if offer.id in library:
            raise ValueError(f"tip {offer.id} comes twice")
        library[offer.id] = offer
    return dict(sorted(library.items()))


def _known(records: Iterable[Record]) -> dict[str, Record]:
    known: dict[str, Record] = {}
    for record in records:
        if record.id in known:
            raise ValueError(f"the record of tip {record.id} comes twice")
        if record.shown < 0 or record.useful < 0 or record.less < 0:
            raise ValueError(f"the record of tip {record.id} has a negative count")
        known[record.id] = record
    return known


def _check(person: Person) -> None:
    if person.group is not None and person.group not in GROUPS:
        raise ValueError(f"unknown group {person.group!r}; known are {', '.join(GROUPS)}")
    for item, gap in person.gaps.items():
        if not 0 <= gap <= 1:  # NaN ends here too
            raise ValueError(f"the gap of item {item} lies between 0 and 1, not at {gap}")


def _may_come_again(offer: Offer, person: Person) -> bool:
    return person.seen.get(offer.id, 0) >= AGAIN_AFTER and person.verdicts.get(offer.id) != Verdict.LESS


def _varied(candidates: list[Offer], library: Mapping[str, Offer], person: Person) -> list[Offer]:
    """Those of another track than the last tip, if there are any. Tips of the same moment all count as last."""
    last = min(person.seen.values(), default=None)
    tracks = {library[tip].track for tip, weeks in person.seen.items() if weeks == last and tip in library}
    return [offer for offer in candidates if offer.track not in tracks] or candidates


def _trial_turn(person: Person) -> bool:
    # `seen` grows by one with every tip that is new to the person, and a trial needs one that is.
    return (len(person.seen) + person.number) % CYCLE >= CYCLE - TRIAL_TURNS


def _clear_gap(offer: Offer, person: Person) -> tuple[float, str | None]:
    """The widest gap among the tip's items, and the item's name if the gap is a clear one."""
    widest = (0.0, "")
    for item in offer.items:
        widest = max(widest, (person.gaps.get(item, 0.0), item))
    return widest[0], widest[1] if widest[0] >= CLEAR_GAP else None


def _fit(offer: Offer, person: Person) -> tuple[bool, float, bool, float, int]:
    """How well a tip fits, higher is better: in the plan, clear gap (to a tenth), in focus, any gap, weakness."""
    planned = offer.track == person.track
    gap, item = _clear_gap(offer, person)
    place = person.weakest.index(offer.competence) if offer.competence in person.weakest else len(person.weakest)
    if item is not None:
        return planned, round(gap, 1), False, 0.0, -place
    return planned, 0.0, offer.track == FOR_ALL or offer.track in FOCUS[person.group], gap, -place


def _shortlist(candidates: list[Offer], person: Person) -> list[Offer]:
    """The best-fitting ones. A tip for a clear gap competes with those for gaps as wide, one in focus with such."""
    tier = slice(0, 3)
    scores = [_fit(offer, person) for offer in candidates]
    ordered = sorted(scores, reverse=True)
    bar = [score for score in ordered if score[tier] == ordered[0][tier]][:SHORTLIST][-1]
    return [offer for offer, score in zip(candidates, scores, strict=True) if score >= bar]


def _record(offer: Offer, known: Mapping[str, Record]) -> Record:
    return known.get(offer.id) or Record(offer.id, 0, 0, 0)


def _least_shown(on_trial: list[Offer], person: Person, known: Mapping[str, Record], random: Random) -> Offer:
    """The one that fewest people have had; of several the best-fitting; of several still, any."""
    ranks = [(-_record(offer, known).shown, _fit(offer, person)) for offer in on_trial]
    first = max(ranks)
    return random.choice([offer for offer, rank in zip(on_trial, ranks, strict=True) if rank == first])


def _most_useful(shortlist: list[Offer], known: Mapping[str, Record], random: Random) -> Offer:
    """Thompson's rule (Biometrika 25, 1933): guess each tip's usefulness from its answers, take the best guess.

    A guess is drawn from a Beta distribution. Many answers make it narrow, few leave it wide, which is how a
    little-known tip gets its chances. Before any answer a tip is believed to be like the library as a whole.
    """
    useful = sum(record.useful for record in known.values())
    answers = useful + sum(record.less for record in known.values())
    usual = (useful + 1) / (answers + 2)
    guesses = []
    for offer in shortlist:
        record = _record(offer, known)
        for_it = PRIOR_ANSWERS * usual + record.useful
        against = PRIOR_ANSWERS * (1 - usual) + record.less
        guesses.append(random.betavariate(for_it, against))
    return shortlist[guesses.index(max(guesses))]


def _reason(offer: Offer, person: Person) -> Reason:
    _, item = _clear_gap(offer, person)
    if item is not None:
        return Reason(Why.GAP, item, person.group)
    if offer.track == person.track:
        return Reason(Why.PLAN, None, person.group)
    if offer.track == FOR_ALL:
        return Reason(Why.EVERYONE, None, person.group)
    return Reason(Why.START) if person.group is None else Reason(Why.GROUP, None, person.group)

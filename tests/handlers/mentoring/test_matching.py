"""Who counts as mentor or mentee by what they sent and said, and what a mentor is given to talk about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from handlers.mentoring import matching, points
from handlers.turn import Turn
from locales import texts
from scoring.mentoring import THEMES
from scoring.short_form import CONSTRUCTS
from storage import mentor_pairs, mentoring
from storage.mentor_pairs import New, Pair, of_row
from storage.mentoring import Learner


def learner(number: int, scores: Mapping[str, int], **changed: Any) -> Learner:
    """Somebody of Payakumbuh who has said nothing: all items of a construct with this score, 3 where none is given."""
    items = bytes(scores.get(part, 3) for part in CONSTRUCTS for _ in range(4))
    plain = Learner(number, "13", "13.76", "pkh", items, "", "", None, "", 0, False, False)
    return replace(plain, **changed)


NOW = datetime(2026, 11, 20, tzinfo=UTC)
STRONG = {"kinerja": 4, "peran": 4}
MIDDLE = {"kinerja": 2, "peran": 2}
LOW = {"kinerja": 3, "peran": 1}


async def found(monkeypatch: pytest.MonkeyPatch, *learners: Learner, keep: int | None = None) -> matching.People:
    async def there(*_: object) -> list[Learner]:
        return list(learners)

    monkeypatch.setattr(mentoring, "learners", there)
    return await matching.people(_turn(), keep)


def _turn() -> Turn:
    async def connection() -> None:
        return None

    work = SimpleNamespace(connection=connection)
    return cast(Turn, SimpleNamespace(work=work, viewer=None, at=NOW))


async def test_a_mentor_has_room_for_whom_they_offered_less_those_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = {"as_mentor": "yes", "capacity": 3}
    people = await found(
        monkeypatch,
        learner(1, STRONG),
        learner(2, STRONG, **offered, carries=1),
        learner(3, STRONG, carries=1),
        # How many was said once, but left to the coordinator since.
        learner(4, STRONG, capacity=3),
        learner(5, STRONG, declined=True),
        learner(6, STRONG, languages=" indonesia minang lainnya "),
    )
    assert [(one.id, one.capacity) for one in people.mentors] == [(1, 1), (2, 2), (3, 0), (4, 1), (6, 1)]
    assert people.mentors[-1].languages == {"minang"}
    assert people.mentees == ()


async def test_who_has_many_families_is_a_mentor_only_by_their_own_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    people = await found(
        monkeypatch,
        learner(1, STRONG, families=200),
        learner(2, STRONG, families=312),
        learner(3, STRONG, families=312, as_mentor="yes"),
    )
    assert [one.id for one in people.mentors] == [1, 3]
    assert people.known[3].families == 312


async def test_a_proposal_is_looked_at_by_what_is_true_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds is kept up to date, what does not is taken back, with the reason."""
    mentor, mentee = learner(1, STRONG), learner(2, LOW, has_mentor=True)
    changed: dict[matching.Lapsed | None, list[tuple[Learner, Learner]]] = {
        None: [
            (mentor, mentee),
            (replace(mentor, carries=1), mentee),
            (replace(mentor, families=312, as_mentor="yes"), mentee),
        ],
        matching.Lapsed.WISH: [
            (replace(mentor, as_mentor="no"), mentee),
            (mentor, replace(mentee, as_mentee="no")),
            (mentor, replace(mentee, declined=True)),
        ],
        matching.Lapsed.PLACE: [(mentor, replace(mentee, province="51")), (replace(mentor, programmes="tksk"), mentee)],
        matching.Lapsed.ROOM: [(replace(mentor, decided=1), mentee), (replace(mentor, families=312), mentee)],
        # The mentor's new short form says something else; the mentee is gone.
        matching.Lapsed.OTHER: [(replace(mentor, items=mentee.items), mentee), (mentor, replace(mentee, person_id=9))],
    }
    for why, cases in changed.items():
        for known in cases:
            assert await _looked_at(monkeypatch, known, [pair_of(7, 1, 2)]) == ([(7, why)] if why else [])
    # Room for one: the earlier proposal stays. The other theme of the plan is the pair's from now on.
    both = (mentor, replace(mentee, focus="dtsen"), learner(3, LOW, has_mentor=True))
    kept: list[New] = []
    lapsed = await _looked_at(monkeypatch, both, [pair_of(7, 1, 2), pair_of(8, 1, 3)], kept)
    assert lapsed == [(8, matching.Lapsed.ROOM)]
    assert [(new.mentor, new.mentee, new.theme) for new in kept] == [(1, 2, "dtsen")]
    # That somebody has many families is a reason to think twice, and is said.
    busy = replace(mentor, families=312, as_mentor="yes", capacity=2, languages=" jawa ")
    await _looked_at(monkeypatch, (busy, mentee), [pair_of(7, 1, 2)], kept)
    assert (kept[-1].why["families"], kept[-1].why["unsaid"], "families" in kept[0].why) == (312, False, False)


def pair_of(number: int, mentor: int, mentee: int) -> Pair:
    return of_row((number, mentor, mentee, "pkh", "proposed", "{}", NOW, *[None] * 6, "peran", None, None, None))


async def _looked_at(
    monkeypatch: pytest.MonkeyPatch, known: Sequence[Learner], pairs: Sequence[Pair], kept: list[New] | None = None
) -> list[tuple[int, matching.Lapsed]]:
    async def among(*_: object) -> list[Learner]:
        return list(known)

    async def take_back(*_: object) -> bool:
        return True

    async def change(connection: object, number: int, new: New) -> bool:
        if kept is not None:
            kept.append(new)
        return True

    monkeypatch.setattr(mentoring, "learners_among", among)
    monkeypatch.setattr(mentor_pairs, "take_back", take_back)
    monkeypatch.setattr(mentor_pairs, "change_mentor", change)
    return [(pair.id, why) for pair, why in await matching.look_again(_turn(), pairs)]


async def test_who_is_in_the_middle_learns_only_if_they_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = (
        learner(1, MIDDLE),
        learner(2, MIDDLE, as_mentee="yes"),
        learner(3, LOW),
        learner(4, LOW, has_mentor=True),
        learner(5, LOW, declined=True),
        # Another version of the form, with other items.
        replace(learner(6, LOW), items=bytes([1] * 20)),
    )
    people = await found(monkeypatch, *everybody)
    assert [one.id for one in people.mentees] == [2, 3]
    assert people.mentors == ()
    assert people.mentees[1].needs == ("peran",)
    # The theme of the plan leads: of the one that was agreed to, else of the one that is proposed.
    led = await found(monkeypatch, learner(3, LOW, focus="dtsen"), learner(4, {"kinerja": 1, "peran": 2, "dtsen": 1}))
    assert [one.needs for one in led.mentees] == [("dtsen", "peran"), ("peran", "dtsen")]
    # Whoever asks for a mentor learns, also who could teach.
    asking = [learner(7, {}, as_mentee="yes"), learner(8, {"kinerja": 2}, as_mentee="yes"), learner(9, {"kinerja": 2})]
    people = await found(monkeypatch, *asking)
    assert ([one.id for one in people.mentors], [one.id for one in people.mentees]) == ([7], [7, 8])
    assert [one.id for one in (await found(monkeypatch, *everybody, keep=4)).mentees] == [2, 3, 4]


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_that_may_not_be_known_is_never_talked_of(theme: str) -> None:
    of_role = set(points.POINTS["peran"])
    hidden = {points.point(theme, False, week) for week in range(52)}
    shared = {points.point(theme, True, week) for week in range(52)}
    assert hidden == of_role
    assert shared == of_role | set(points.POINTS[theme])


def test_there_are_a_dozen_points_and_more_each_of_its_own() -> None:
    every = [key for keys in points.POINTS.values() for key in keys]
    for language in ("id", "en"):
        said = {texts(language).plain(key) for key in (*every, *points.BROUGHT)}
        assert len(said) == len(every) + len(points.BROUGHT) >= 16
    assert points.POINTS.keys() == set(THEMES)

"""Who counts as mentor or mentee by what they sent and said, and what a mentor is given to talk about."""

from __future__ import annotations

from collections.abc import Mapping
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
from storage import mentoring
from storage.mentoring import Learner


def learner(number: int, scores: Mapping[str, int], **changed: Any) -> Learner:
    """Somebody of Payakumbuh who has said nothing: all items of a construct with this score, 3 where none is given."""
    items = bytes(scores.get(part, 3) for part in CONSTRUCTS for _ in range(4))
    plain = Learner(number, "13", "13.76", "pkh", items, "", "", None, "", 0, False, False)
    return replace(plain, **changed)


STRONG = {"kinerja": 4, "peran": 4}
MIDDLE = {"kinerja": 2, "peran": 2}
LOW = {"kinerja": 3, "peran": 1}


async def found(monkeypatch: pytest.MonkeyPatch, *learners: Learner, keep: int | None = None) -> matching.People:
    async def there(*_: object) -> list[Learner]:
        return list(learners)

    async def connection() -> None:
        return None

    monkeypatch.setattr(mentoring, "learners", there)
    work = SimpleNamespace(connection=connection)
    turn = SimpleNamespace(work=work, viewer=None, at=datetime(2026, 11, 20, tzinfo=UTC))
    return await matching.people(cast(Turn, turn), keep)


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

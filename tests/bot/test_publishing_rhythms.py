"""How often a published form is for somebody, and what reminders make of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handlers.publishing.offers import is_due
from handlers.reminding.almanac import make
from handlers.reminding.matters import open_matters
from handlers.reminding.published import rhythm_of
from handlers.reminding.rhythm import Every
from storage.due import Facts
from storage.publications import PUBLISHED, Publication

JAKARTA, JAYAPURA = "Asia/Jakarta", "Asia/Jayapura"
# Friday, 20 November 2026.
PUBLISHED_AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "sent", "now", "zone", "due"),
    [
        ("once", None, "2026-11-20 02:00", JAKARTA, True),
        ("once", "2025-01-01 02:00", "2026-11-20 02:00", JAKARTA, False),
        ("on_demand", "2026-11-20 01:59", "2026-11-20 02:00", JAKARTA, True),
        # A day ends at 17.00 UTC in the west, at 15.00 UTC in the east.
        ("daily", "2026-11-20 02:00", "2026-11-20 16:59", JAKARTA, False),
        ("daily", "2026-11-20 02:00", "2026-11-20 17:00", JAKARTA, True),
        ("daily", "2026-11-20 02:00", "2026-11-20 15:00", JAYAPURA, True),
        # Weeks begin on Monday; 22 November is a Sunday.
        ("weekly", "2026-11-16 02:00", "2026-11-22 16:59", JAKARTA, False),
        ("weekly", "2026-11-22 16:59", "2026-11-22 17:00", JAKARTA, True),
        ("monthly", "2026-11-01 02:00", "2026-11-30 16:59", JAKARTA, False),
        ("monthly", "2026-11-30 16:59", "2026-11-30 17:00", JAKARTA, True),
        ("monthly", "2025-11-20 02:00", "2026-11-20 02:00", JAKARTA, True),
    ],
)
def test_when_a_form_is_there_again(rhythm: str, sent: str | None, now: str, zone: str, due: bool) -> None:
    assert is_due(rhythm, None if sent is None else at(sent), at(now), zone) == due


def publication(rhythm: str, **terms: object) -> Publication:
    given = {"from_at": None, "until_at": None, "audience": {"all": []}, **terms}
    return Publication(
        1,
        "p2k2",
        "1",
        PUBLISHED,
        given["audience"],  # type: ignore[arg-type]
        given["from_at"],  # type: ignore[arg-type]
        given["until_at"],  # type: ignore[arg-type]
        rhythm,
        1,
        PUBLISHED_AT,
        PUBLISHED_AT,
        None,
    )


def open_on(day: date, one: Publication, **facts: object) -> list[str]:
    """The forms that somebody who joined long ago still has to file that day, with the due day."""
    person = Facts(7, "Sari", "id", "companion", "13", at("2020-01-01 02:00"), **facts)  # type: ignore[arg-type]
    matters = open_matters(make({}, published=[one]), person, day, JAKARTA)
    return [f"{matter.due:%d.%m}" for matter in matters if matter.form == "p2k2" and matter.due is not None]


@pytest.mark.parametrize(
    ("rhythm", "day", "open_"),
    [
        # Nobody is late on the day on which a form was published, however long they have been there.
        ("weekly", date(2026, 11, 20), []),
        ("weekly", date(2026, 11, 23), ["26.11"]),
        ("weekly", date(2026, 11, 27), ["26.11"]),
        ("daily", date(2026, 11, 23), ["23.11"]),
        ("monthly", date(2026, 11, 24), ["25.11"]),
        ("once", date(2026, 11, 24), ["26.11"]),
        ("on_demand", date(2026, 11, 24), []),
    ],
)
def test_what_is_due_of_a_published_form(rhythm: str, day: date, open_: list[str]) -> None:
    assert open_on(day, publication(rhythm)) == open_


def test_nothing_is_due_before_the_first_day_and_after_the_last() -> None:
    one = publication("daily", from_at=at("2026-11-30 17:00"), until_at=at("2026-12-02 17:00"))
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3)]
    assert [bool(open_on(day, one)) for day in days] == [False, True, True, False]


def test_what_was_filed_is_not_due() -> None:
    assert open_on(date(2026, 11, 24), publication("weekly"), filed={"p2k2": at("2026-11-23 02:00")}) == []
    assert open_on(date(2026, 11, 24), publication("weekly"), outside={"p2k2"}) == []


def test_a_trial_is_never_spoken_of() -> None:
    person = Facts(7, "Sari", "id", "admin", "13", at("2020-01-01 02:00"), drafts={"coba:3": at("2026-11-20 02:00")})
    for day in range(21, 31):
        assert all(matter.form != "coba:3" for matter in open_matters(make({}), person, date(2026, 11, day), JAKARTA))


def test_an_admin_may_say_more_exactly_when() -> None:
    one = publication("weekly", audience={"role": "companion"})
    stored = {"every": "weekly", "weekday": 2, "audience": {"role": "admin"}}
    found = rhythm_of(one, stored)
    assert found is not None
    assert (found.every, found.weekday, found.audience) == (Every.WEEKLY, 2, {"role": "companion"})
    assert make({"rhythm:p2k2": {"every": "never"}}, published=[one]).problems != ()

"""What a digest counts as due is what the reminders say is due, of whoever had joined before the period began."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from handlers.digest.gather_crowd import crowd
from handlers.digest.gather_reports import NOT_DUE, Filing, Outcome
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import Almanac
from handlers.reminding.matters import About, open_matters
from handlers.reminding.outlook import zone_of
from storage import due
from storage.digest_people import Where
from storage.due import Facts
from storage.publications import PUBLISHED, Publication
from storage.visibility import Viewer
from tests.handlers.digest.desk import SINCE, UNTIL, Desk
from tests.handlers.digest.district import AT, COORDINATOR, WEEK

VISIT = """
| survey |
| | type | name | label::Indonesia (id) |
| | text | kegiatan | Apa kegiatan hari ini? |

| settings |
| | form_id | version | form_title | default_language | purpose |
| | {form} | 1 | Kunjungan | Indonesia (id) | report |
"""
# From the middle of the week on, of people here and there; once, a week after it was published or one has joined.
PUBLISHED_FORMS: tuple[tuple[str, str, dict[str, Any], date, date | None], ...] = (
    ("mingguan", "weekly", {"all": [{"province": "13"}, {"not": {"programme": "psm"}}]}, date(2026, 11, 10), None),
    ("sekali", "once", {"all": []}, date(2026, 11, 3), None),
    ("berakhir", "weekly", {"all": []}, date(2026, 10, 1), date(2026, 11, 11)),
)


@pytest.mark.parametrize("published", [False, True], ids=["library", "published"])
def test_due_is_what_reminders_say_is_due(desk: Desk, published: bool) -> None:
    """On each day of the week, of everybody, if nobody had ever filed anything."""
    compared = desk.ask(_compare, desk, _almanac(desk) if published else None)
    expected = {"mingguan", "sekali"} if published else {"harian", "komitmen", "insentif"}
    assert {form_id for form_id, count in compared.items() if count > 1} >= expected
    assert not compared.get("berakhir")


def _almanac(desk: Desk) -> Almanac:
    made = []
    for number, (form_id, rhythm, audience, since, until) in enumerate(PUBLISHED_FORMS):
        form = forms.compile_form(VISIT.format(form=form_id))
        desk.shelf.put(form, current=True)
        begins, ends = _noon(since), None if until is None else _noon(until)
        made.append(
            Publication(number, form_id, "1", PUBLISHED, audience, begins, ends, rhythm, 2, begins, begins, None)
        )
    return almanacs.make({}, (), made)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


async def _compare(conn: AsyncConnection, desk: Desk, given: Almanac | None) -> dict[str, int]:
    """How many were compared, by form."""
    almanac = given or await almanacs.load(conn)
    facts = await due.facts(conn, forms=list(almanac.rhythms), audiences=almanac.audiences, most=1000)
    idle = {one.person_id: replace(one, filed={}, drafts={}) for one in facts}
    known = await crowd(conn, desk.shelf, Viewer(COORDINATOR), Where(), SINCE, UNTIL)
    filing = await Filing.begin(conn, desk.shelf, almanac, known, AT)
    compared: dict[str, int] = {}
    for form_id in filing.rhythms:
        await filing.read(conn, Viewer(COORDINATOR), form_id, WEEK, WEEK + timedelta(days=6))
        for outcome in filing.outcomes(form_id, WEEK, WEEK + timedelta(days=6)):
            for row, who in enumerate(known.ids):
                if outcome.period.first != date.min and known.joined_day[row] >= outcome.period.first.toordinal():
                    assert outcome.what[row] == NOT_DUE
                    continue
                ours = int(outcome.due[row]) if outcome.what[row] != NOT_DUE else None
                zone = zone_of(desk.shelf, idle[who])
                assert ours == _theirs(almanac, idle[who], zone, outcome), (form_id, who)
                compared[form_id] = compared.get(form_id, 0) + (ours is not None)
    return compared


def _theirs(almanac: Almanac, facts: Facts, zone: str, outcome: Outcome) -> Any:
    """The day on which the reminders would say: today."""
    for day in (WEEK + timedelta(days=n) for n in range(7)):
        for matter in open_matters(almanac, facts, day, zone, reminding=False):
            said = matter.form == outcome.form_id and matter.about is About.DUE and matter.level == 1
            if said and matter.period == outcome.period:
                return day.toordinal()
    return None

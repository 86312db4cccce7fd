"""What a digest counts for each kind of reader, held against the rule in plain Python (`tests.storage.seeing`)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from storage import digest_cases, digest_people, digest_reports
from storage.database import Database
from storage.digest_people import Where
from tests.storage.conftest import FRIDAY
from tests.storage.seeing import FORM, Country, Somebody, covers, sees, settle

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
WHERES = (Where(), Where("13"), Where("13.76"), Where("1"), Where("", "pkh"), Where("13", "bpnt"), Where("", "pk"))


async def test_everybody_counts_what_they_may_see(db: Database) -> None:
    async with db.writing() as conn:
        country = await settle(conn, FRIDAY)
    # All kinds of readers: roles, duties, who is named for what is restricted, with and without consent.
    readers = country.everybody[::3]
    counted = Counter[str]()
    async with db.reading() as conn:
        for number, who in enumerate(readers):
            rows = await digest_reports.filings(conn, who.viewer, FORM, None, FIRST, LAST)
            expected = Counter(thing.sender for thing in country.reports if not thing.restricted and sees(who, thing))
            assert Counter(row[0] for row in rows) == expected, who
            last = await digest_reports.last_days(conn, who.viewer, list(expected))
            assert last == dict.fromkeys(expected, FRIDAY.date().isoformat())
            where = WHERES[number % len(WHERES)]
            at = FRIDAY + timedelta(days=1)
            found = await digest_cases.cases(conn, who.viewer, where, now=at, since=FRIDAY, until=at)
            assert sum(one.open for one in found) == _open(country, who, where, "new", "open", "waiting"), (who, where)
            assert sum(one.ageing for one in found) == _open(country, who, where, "new", "open"), (who, where)
            named = await digest_people.names(conn, who.viewer, [one.person.id for one in country.everybody])
            assert set(named) == {one.person.id for one in country.everybody if _knows(who, one)}, who
            counted += Counter(reports=bool(rows), cases=bool(found), people=len(named) > 1)
    assert min(counted.values()) >= 10
    assert max(counted.values()) < len(readers) - 10


def _open(country: Country, who: Somebody, where: Where, *states: str) -> int:
    """Others' cases in the region and programme that the reader may see, and that are not restricted."""
    return sum(
        thing.state in states
        and thing.sender != who.person.id
        and not thing.restricted
        and covers(where.region, thing.place)
        and (not where.programme or where.programme in thing.programmes)
        and sees(who, thing)
        for thing in country.cases
    )


def _knows(who: Somebody, one: Somebody) -> bool:
    """Whether the reader may see the other by name. Nobody here has a profile, so nobody has a programme."""
    if not who.consents or not one.consents:
        return False
    if who.person.id == one.person.id:
        return True
    place = one.person.regency or one.person.province or ""
    in_charge = any(covers(region, place) and not programme for region, programme in who.duties)
    return one.role == "companion" and (who.role == "admin" or (who.role == "coordinator" and in_charge))

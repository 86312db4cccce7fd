"""When tips are planned, for whom, and that nobody gets two: the planner run on a real database, at frozen times."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.planning import tips
from bot.publishing import library_files
from handlers.reminding import almanac as almanacs
from handlers.reminding.outlook import Planned
from handlers.shelf import FormShelf
from handlers.tipping.occasions import HOURS_KIND, SETTING, Slot, question_occasion, tip_occasion
from handlers.tipping.rhythm import is_even, rhythm, week
from locales.calendar import Calendar, Hours, Override
from storage import consents, day_settings, outbox, people, preferences, schema
from storage.database import Database
from storage.migrating import migrate

JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
LONG_AGO = datetime(2026, 1, 5, 3, tzinfo=UTC)


def at(text: str, zone: str = JAKARTA) -> datetime:
    """`2026-11-18 10.00` in a zone."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def holiday(*days: str) -> list[Override]:
    return [Override(date.fromisoformat(day), None, "holiday", "Hari libur uji") for day in days]


class Office:
    """A database with people in it, and the planner."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.shelf = FormShelf(library_files())
        self._telegram_id = 7000

    async def person(
        self,
        province: str | None = "13",
        *,
        role: str = "companion",
        wants: str | None = None,
        joined: datetime = LONG_AGO,
        consent: bool = True,
        blocked: bool = False,
    ) -> int:
        self._telegram_id += 1
        async with self.database.writing() as conn:
            known = await people.add_person(conn, telegram_id=self._telegram_id, language="id", at=joined, role=role)
            who = known.person.id
            if consent:
                await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=joined)
            if province:
                await people.change_person(conn, who, province=province)
            if blocked:
                await people.mark_blocked(conn, self._telegram_id, joined)
            if wants:
                await preferences.put(conn, who, "tip", wants, joined)
        return who

    async def had(self, who: int, tip: str, when: datetime, verdict: str | None = "useful") -> None:
        async with self.database.writing() as conn:
            await preferences.give(conn, who, tip, "group:", when)
            if verdict:
                await preferences.verdict(conn, who, tip, verdict)

    async def plan(self, now: datetime) -> int:
        return await tips.plan(self, now)

    async def rows(self, kind: str = "tip") -> list[tuple[str, datetime, datetime, str]]:
        """Key, not before, expiry and state of every row of a kind, in the order in which they were planned."""
        async with self.database.reading() as conn:
            table = schema.outbox
            found = await conn.execute(table.select().where(table.c.kind == kind).order_by(table.c.id))
            return [(r.key, r.not_before, r.expires_at, r.state) for r in found]

    async def send(self, now: datetime) -> list[str]:
        """Send all that is due, as the sender does; gives the keys."""
        async with self.database.writing() as conn:
            taken = await outbox.claim(conn, by="test", now=now, most=10_000)
            await outbox.settle(conn, [outbox.Outcome(row.id, "sent", message_ids=((1,),)) for row in taken], now)
        return [row.key for row in taken]

    async def closed(self, *days: str) -> None:
        """An admin makes these days holidays."""
        async with self.database.writing() as conn:
            for day in days:
                await day_settings.put_day(
                    conn, date.fromisoformat(day), "", "holiday", "Hari libur uji", by=None, at=LONG_AGO
                )

    async def foretold(self, now: datetime, start: str, end: str) -> list[Planned]:
        async with self.database.reading() as conn:
            almanac = await almanacs.load(conn)
            first, last = date.fromisoformat(start), date.fromisoformat(end)
            return await tips.foretell(conn, self.shelf, almanac, now, first, last)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate(path)
    return path


@pytest.fixture
async def office(empty: Path, tmp_path: Path) -> AsyncIterator[Office]:
    database = Database(Path(shutil.copy(empty, tmp_path / "bot.db")))
    await database.open()
    yield Office(database)
    await database.close()


# The week of Monday 16 November 2026, in which Wednesday is the 18th.
MOVES: list[tuple[list[str], str, str, list[str] | None]] = [
    # closed days, province, zone, the tip's windows (local)
    ([], "13", JAKARTA, ["18 10.00-16.00", "19 08.00-16.00", "20 08.00-11.30", "20 13.00-16.00"]),
    ([], "51", MAKASSAR, ["18 10.00-16.00", "19 08.00-16.00", "20 08.00-11.30", "20 13.00-16.00"]),
    (["18"], "13", JAKARTA, ["19 10.00-16.00", "20 08.00-11.30", "20 13.00-16.00"]),
    (["18", "19"], "13", JAKARTA, ["20 10.00-11.30", "20 13.00-16.00"]),
    (["18", "19", "20"], "13", JAKARTA, ["17 10.00-16.00"]),
    (["17", "18", "19", "20"], "13", JAKARTA, ["16 10.00-16.00"]),
    (["16", "17", "18", "19", "20"], "13", JAKARTA, None),
]


@pytest.mark.parametrize(("closed", "province", "zone", "expected"), MOVES)
def test_holidays_move_the_slot_within_its_week(
    closed: list[str], province: str, zone: str, expected: list[str] | None
) -> None:
    hours = Hours(Calendar(file=holiday(*(f"2026-11-{day}" for day in closed))))
    found = tip_occasion(hours, date(2026, 11, 21), zone, province, Slot())
    assert (None if found is None else [_span(window, zone) for window in found.windows]) == expected
    if found:
        assert found.week == "2026-W47"
        assert found.slot == at("2026-11-18 10.00", zone)


def _span(window: tuple[datetime, datetime], zone: str) -> str:
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in window)
    return f"{start:%d %H.%M}-{end:%H.%M}"


def test_in_the_week_of_nyepi_and_idulfitri_it_comes_early_and_in_ramadan_hours() -> None:
    # 2026: leave on Wednesday 18 March, Nyepi on the 19th, leave on the 20th, Idulfitri on the 21st.
    found = tip_occasion(Hours(Calendar()), date(2026, 3, 18), JAKARTA, "13", Slot())
    assert found is not None
    assert [_span(window, JAKARTA) for window in found.windows] == ["17 10.00-15.00"]


@given(
    day=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    place=st.sampled_from([("13", JAKARTA), ("51", MAKASSAR), ("91", JAYAPURA), (None, JAKARTA)]),
    slot=st.builds(Slot, st.integers(1, 7), st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0))),
)
def test_every_window_is_allowed_and_lies_in_the_week(day: date, place: tuple[str | None, str], slot: Slot) -> None:
    province, zone = place
    found = tip_occasion(YEARS, day, zone, province, slot)
    if found is None:
        monday = day - timedelta(days=day.weekday())
        assert not any(YEARS.open_spans(monday + timedelta(days=n), province, HOURS_KIND) for n in range(7))
        return
    assert found.windows
    moments = [moment for window in found.windows for moment in window]
    assert moments == sorted(moments)
    for start, end in found.windows:
        assert YEARS.is_allowed(start, zone, province, HOURS_KIND)
        assert not YEARS.is_allowed(end, zone, province, HOURS_KIND)
        assert week(start.astimezone(ZoneInfo(zone)).date()) == found.week == week(day)
        # The windows are whole: no hour of silence lies inside.
        assert YEARS.next_moment(end - timedelta(minutes=1), zone, province, HOURS_KIND) < end
    question = question_occasion(YEARS, day, zone, province, slot)
    if question:
        days = {w[0].astimezone(ZoneInfo(zone)).date() for w in (found.windows[0], question.windows[0])}
        assert len(days) == 2


YEARS = Hours(Calendar())


@pytest.mark.parametrize(
    "stored",
    [
        3,
        "Wednesday",
        {},
        {"weekday": 8, "at": "10.00"},
        {"weekday": True, "at": "10.00"},
        {"weekday": 3, "at": "25.00"},
    ],
)
def test_a_slot_that_cannot_be_used_says_how_to_write_it(stored: object) -> None:
    with pytest.raises(ValueError, match=r"write it as .*10\.00"):
        Slot.of_setting(stored)


async def test_everyone_at_ten_in_their_own_zone(office: Office) -> None:
    padang, denpasar, jayapura = [await office.person(code) for code in ("13", "51", "91")]
    unknown = await office.person(None)
    # Seven in Jakarta is nine in Jayapura: an hour ahead, the row of Papua is written, and no other.
    assert await office.plan(at("2026-11-18 07.00")) == 1
    assert await office.plan(at("2026-11-18 07.59")) == 0
    assert await office.plan(at("2026-11-18 08.00")) == 1
    assert await office.plan(at("2026-11-18 09.00")) == 2
    assert [(key, start, end) for key, start, end, _ in await office.rows()] == [
        (f"tip:{who}:2026-W47", at("2026-11-18 10.00", zone), at("2026-11-18 16.00", zone))
        for who, zone in ((jayapura, JAYAPURA), (denpasar, MAKASSAR), (padang, JAKARTA), (unknown, JAKARTA))
    ]


async def test_planning_twice_or_every_quarter_hour_is_planning_once(office: Office) -> None:
    for _ in range(3):
        await office.person()
    assert await office.plan(at("2026-11-18 09.45")) == 3
    moment = at("2026-11-18 10.00")
    while moment < at("2026-11-25 09.00"):
        assert await office.plan(moment) == 0
        await office.send(moment)
        moment += timedelta(minutes=45)
    assert await office.plan(at("2026-11-25 09.30")) == 3
    assert len(await office.rows()) == 6


async def test_a_day_lost_is_made_up_for_in_the_same_week(office: Office) -> None:
    who = await office.person()
    await office.plan(at("2026-11-18 09.45"))
    # The program stops, and is back at night: nothing may go, the row of Wednesday is over.
    night = at("2026-11-18 23.00")
    assert await office.send(night) == []
    assert await office.plan(night) == 0
    assert await office.plan(at("2026-11-19 07.15")) == 1
    assert await office.plan(at("2026-11-19 07.30")) == 0
    assert await office.send(at("2026-11-19 07.59")) == []
    assert await office.send(at("2026-11-19 08.00")) == [f"tip:{who}:2026-W47:190100"]
    assert await office.plan(at("2026-11-20 09.00")) == 0
    assert [state for *_, state in await office.rows()] == ["expired", "sent"]


async def test_back_in_the_midst_of_allowed_hours_it_goes_at_once(office: Office) -> None:
    who = await office.person()
    now = at("2026-11-19 14.20")
    assert await office.plan(now) == 1
    assert await office.rows() == [(f"tip:{who}:2026-W47", now, at("2026-11-19 16.00"), "queued")]


async def test_last_weeks_tip_is_not_sent(office: Office) -> None:
    await office.person()
    await office.plan(at("2026-11-18 09.45"))
    for later in ("2026-11-20 16.00", "2026-11-21 09.00", "2026-11-22 23.59", "2026-11-23 09.00", "2026-11-24 12.00"):
        assert await office.plan(at(later)) == 0
        assert await office.send(at(later)) == []


WHO_GETS: list[tuple[str, str | None, bool, bool]] = [
    # role, preference, in odd weeks, in even weeks
    ("companion", None, True, True),
    ("companion", "weekly", True, True),
    ("companion", "biweekly", False, True),
    ("companion", "off", False, False),
    ("coordinator", None, False, False),
    ("coordinator", "weekly", True, True),
    ("coordinator", "biweekly", False, True),
    ("coordinator", "off", False, False),
    ("admin", None, False, False),
    ("admin", "weekly", True, True),
]


async def test_who_gets_tips_and_in_which_weeks(office: Office) -> None:
    everyone = {await office.person(role=who[0], wants=who[1]): who for who in WHO_GETS}
    for now, even in ((at("2026-11-18 10.00"), False), (at("2026-11-25 10.00"), True)):
        assert is_even(week(now.date())) is even
        await office.plan(now)
        sent = {int(key.split(":")[1]) for key in await office.send(now)}
        assert sent == {
            who for who, (*_, odd_weeks, even_weeks) in everyone.items() if (even_weeks if even else odd_weeks)
        }
        # The planner's own words in SQL say the same as the rule.
        for who, (role, wants, *_) in everyone.items():
            chosen = rhythm(wants, role)
            assert (who in sent) == (chosen == "weekly" or (chosen == "biweekly" and even))


async def test_nobody_without_consent_or_who_has_blocked_the_bot(office: Office) -> None:
    await office.person(consent=False)
    await office.person(blocked=True)
    assert await office.plan(at("2026-11-18 10.00")) == 0


@pytest.mark.parametrize(
    ("joined", "first"),
    [
        ("2026-11-11 10.00", "2026-11-18"),
        ("2026-11-11 10.01", "2026-11-25"),
        ("2026-11-17 08.00", "2026-11-25"),
        ("2026-11-18 08.00", "2026-11-25"),
    ],
)
async def test_the_first_comes_a_week_after_joining(office: Office, joined: str, first: str) -> None:
    await office.person(joined=at(joined))
    moment = at("2026-11-16 09.00")
    while not await office.plan(moment):
        moment += timedelta(hours=1)
    assert moment == at(f"{first} 09.00")


async def test_more_people_than_one_transaction_takes(office: Office) -> None:
    count = 2 * tips.CHUNK + 7
    async with office.database.writing() as conn:
        table = schema.person
        common = {"language": "id", "role": "companion", "joined_at": LONG_AGO, "consent": "1", "province": "13"}
        await conn.execute(table.insert(), [{"telegram_id": 9000 + n, **common} for n in range(count)])
    assert await office.plan(at("2026-11-18 10.00")) == count
    assert await office.plan(at("2026-11-18 10.00")) == 0
    assert len({key for key, *_ in await office.rows()}) == count


async def test_an_admin_has_set_another_slot(office: Office) -> None:
    await office.person()
    async with office.database.writing() as conn:
        await day_settings.put(conn, SETTING, {"weekday": 2, "at": "13.30"}, by=None, at=LONG_AGO)
    assert await office.plan(at("2026-11-17 12.29")) == 0
    assert await office.plan(at("2026-11-17 12.30")) == 1
    assert [(start, end) for _, start, end, _ in await office.rows()] == [
        (at("2026-11-17 13.30"), at("2026-11-17 16.00"))
    ]


async def test_a_tip_found_useful_is_asked_about_once_on_another_day(office: Office) -> None:
    who = await office.person()
    await office.had(who, "mediator-1", at("2026-10-28 10.00"))
    # Not yet three weeks on Monday the 16th; on the 23rd nearly four.
    assert await office.plan(at("2026-11-16 10.00")) == 0
    assert await office.plan(at("2026-11-23 09.00")) == 1
    assert await office.rows("tried") == [
        (f"tried:{who}:mediator-1", at("2026-11-23 10.00"), at("2026-11-23 16.00"), "queued")
    ]
    await office.send(at("2026-11-23 10.00"))
    for later in ("2026-11-23 12.00", "2026-11-30 10.00", "2026-12-07 10.00"):
        await office.plan(at(later))
    assert len(await office.rows("tried")) == 1


@pytest.mark.parametrize(
    ("verdict", "weeks_ago", "wants", "asked"),
    [
        ("useful", 3, None, True),
        ("useful", 5.9, None, True),
        ("useful", 5.9, "biweekly", True),
        ("useful", 2.9, None, False),
        ("useful", 6.1, None, False),
        ("useful", 3, "off", False),
        ("less", 3, None, False),
        (None, 3, None, False),
    ],
)
async def test_of_which_tips_is_asked(
    office: Office, verdict: str | None, weeks_ago: float, wants: str | None, asked: bool
) -> None:
    who = await office.person(wants=wants)
    monday = at("2026-11-23 10.00")
    await office.had(who, "mediator-1", monday - timedelta(weeks=weeks_ago), verdict)
    await office.plan(monday)
    assert bool(await office.rows("tried")) is asked


async def test_one_question_at_a_time_the_next_once_it_is_answered(office: Office) -> None:
    who = await office.person()
    for tip, weeks_ago in (("mediator-2", 3), ("mediator-1", 4), ("mediator-10", 3)):
        await office.had(who, tip, at("2026-11-23 10.00") - timedelta(weeks=weeks_ago))
    await office.plan(at("2026-11-23 10.00"))
    await office.send(at("2026-11-23 10.00"))
    # The oldest first. Its answer is open: no other question.
    assert [key for key, *_ in await office.rows("tried")] == [f"tried:{who}:mediator-1"]
    await office.plan(at("2026-11-30 10.00"))
    assert len(await office.rows("tried")) == 1
    async with office.database.writing() as conn:
        await preferences.tried(conn, who, "mediator-1", "not_yet")
    await office.plan(at("2026-11-30 10.15"))
    await office.send(at("2026-11-30 10.15"))
    assert len(await office.rows("tried")) == 2


async def test_an_unanswered_question_is_open_for_four_weeks(office: Office) -> None:
    who = await office.person()
    await office.had(who, "mediator-1", at("2026-11-02 09.00"))
    await office.plan(at("2026-11-23 10.00"))
    await office.send(at("2026-11-23 10.00"))
    await office.had(who, "mediator-2", at("2026-11-18 10.00"))
    for later, asked in (("2026-12-07 10.00", 1), ("2026-12-14 10.00", 1), ("2026-12-21 10.00", 2)):
        await office.plan(at(later))
        assert len(await office.rows("tried")) == asked


async def test_a_question_that_was_missed_is_not_made_up_for(office: Office) -> None:
    who = await office.person()
    await office.had(who, "mediator-1", at("2026-10-28 10.00"))
    await office.plan(at("2026-11-23 09.30"))
    assert await office.send(at("2026-11-23 22.00")) == []
    await office.plan(at("2026-11-24 10.00"))
    assert await office.send(at("2026-11-24 10.00")) == []


async def test_a_question_never_comes_on_the_day_of_the_tip(office: Office) -> None:
    # Monday and Tuesday are closed: the question's slot would move to Wednesday.
    await office.closed("2026-11-23", "2026-11-24")
    who = await office.person()
    await office.had(who, "mediator-1", at("2026-10-28 10.00"))
    for hour in range(24 * 7):
        await office.plan(at("2026-11-23 00.00") + timedelta(hours=hour))
        await office.send(at("2026-11-23 00.00") + timedelta(hours=hour))
    assert await office.rows("tried") == []
    assert len(await office.rows("tip")) == 1
    await office.plan(at("2026-11-30 10.00"))
    assert len(await office.rows("tried")) == 1


async def test_what_is_expected_is_what_then_goes(office: Office) -> None:
    """Four weeks with a holiday in them, planned and sent every hour, against what was foretold at their beginning."""
    await office.closed("2026-11-25")
    start, end = at("2026-11-16 06.00"), at("2026-12-14 06.00")
    crowd = [
        await office.person(code, role=role, wants=wants, joined=joined)
        for code, role, wants, joined in (
            ("13", "companion", None, LONG_AGO),
            ("51", "companion", "biweekly", LONG_AGO),
            ("91", "companion", None, at("2026-11-16 12.00")),
            ("91", "companion", "off", LONG_AGO),
            ("13", "coordinator", "weekly", LONG_AGO),
            ("13", "coordinator", None, LONG_AGO),
        )
    ]
    for tip, weeks in (("mediator-1", 2), ("mediator-2", 3), ("pembela-1", 5)):
        for who in crowd[:2]:
            await office.had(who, tip, start - timedelta(weeks=weeks))
    told = await office.foretold(start, "2026-11-16", "2026-12-13")
    sent = []
    moment = start
    while moment < end:
        await office.plan(moment)
        sent += [(moment, key) for key in await office.send(moment)]
        moment += timedelta(hours=1)
    assert sorted((each.at, _key(each)) for each in told) == sorted(sent)
    assert sum("tried" in each.why for each in told) == 2
    assert {each.why for each in told if each.person_id == crowd[1] and "tried" not in each.why} == {"biweekly"}
    # Asked for later days only, the same of these days, seen from the same moment.
    async with office.database.writing() as conn:
        await conn.execute(schema.outbox.delete())
    assert await office.foretold(start, "2026-11-30", "2026-12-06") == [
        each for each in told if date(2026, 11, 30) <= each.day <= date(2026, 12, 6)
    ]


async def test_what_waits_in_the_outbox_is_foretold_and_what_was_sent_is_not(office: Office) -> None:
    who = await office.person()
    now = at("2026-11-18 09.30")
    await office.plan(now)
    told = await office.foretold(now, "2026-11-18", "2026-11-20")
    assert [(each.person_id, each.at, each.zone) for each in told] == [(who, at("2026-11-18 10.00"), JAKARTA)]
    await office.send(at("2026-11-18 10.00"))
    assert await office.foretold(at("2026-11-18 10.05"), "2026-11-18", "2026-11-20") == []


def _key(planned: Planned) -> str:
    kind, _, tip = planned.why.partition(" ")
    year, number, _ = planned.day.isocalendar()
    return f"tried:{planned.person_id}:{tip}" if kind == "tried" else f"tip:{planned.person_id}:{year}-W{number:02d}"

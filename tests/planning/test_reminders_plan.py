"""The planner of reminders: twice, late, at the same time, in chunks; and the preview of what it will do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from bot.planning import reminders, run
from bot.planning.forecast import preview
from handlers.reminding import almanac
from handlers.reminding.matters import open_matters, reasons
from handlers.reminding.outlook import Planned
from storage import announcements, consents, day_settings, outbox, people, submissions
from storage.due import Facts
from tests.planning.office import Office

# Monday, 31 January 2028: the due day of the questionnaire. 08.30 in the west, where the slot is at 09.00.
MORNING = datetime(2028, 1, 31, 1, 30, tzinfo=UTC)
LONG_AGO = datetime(2027, 2, 1, 3, tzinfo=UTC)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    made = await Office.open(tmp_path, MORNING)
    yield made
    await made.database.close()


async def companions(office: Office, count: int, *, province: str = "13") -> None:
    async with office.database.writing() as conn:
        for number in range(count):
            known = await people.add_person(conn, telegram_id=9000 + number, language="id", at=LONG_AGO)
            who = known.person.id
            await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=LONG_AGO)
            await people.change_person(conn, who, name=f"Orang {number}", province=province)
            await submissions.add_finished(
                conn,
                person_id=who,
                form_id="profil",
                version="1",
                language="id",
                begun_at=LONG_AGO,
                sent_at=LONG_AGO,
                answers={"nama": "Orang"},
            )


async def rows(office: Office, sql: str) -> list[tuple[Any, ...]]:
    async with office.database.reading() as conn:
        return [tuple(row) for row in await conn.execute(text(sql))]


async def test_planned_once_however_often_it_is_planned(office: Office) -> None:
    await companions(office, 3)
    assert max(await asyncio.gather(office.plan(), office.plan(), office.plan())) == 3
    assert await office.plan() == 0
    keys = await rows(office, "SELECT key FROM outbox ORDER BY id")
    assert keys == [(f"reminder:{who}:2028-01-31:1",) for who in (1, 2, 3)]
    office.now = MORNING + timedelta(hours=1)
    assert len(await office.send_due()) == 3
    assert await office.plan() == 0
    assert await office.send_due() == []


async def test_everybody_has_a_minute_of_their_own_and_the_same_in_every_process(office: Office) -> None:
    await companions(office, 60)
    await office.plan()
    slot, minutes = datetime(2028, 1, 31, 2, tzinfo=UTC), set()
    for (micros,) in await rows(office, "SELECT not_before FROM outbox"):
        at = datetime.fromtimestamp(micros / 1e6, UTC)
        assert slot <= at < slot + timedelta(minutes=30)
        minutes.add(at.minute)
    # Sixty people on thirty minutes: a burst would show as a few values.
    assert len(minutes) > 15
    [(first,)] = await rows(office, "SELECT not_before FROM outbox WHERE person_id = 1")
    # The CRC-32 of "1:2028-01-31:1" is 2,096,394,119: 719 seconds within the half hour.
    assert datetime.fromtimestamp(first / 1e6, UTC) - slot == timedelta(seconds=719)


@pytest.mark.parametrize(
    ("hours", "planned"),
    [
        (-0.5, 0),  # 08.00: too early
        (-0.2, 1),  # 08.18
        (3, 1),  # 11.30, after a stop of the program
        (6.4, 1),  # 14.54: in Ramadan the day ends at 15.00
        (6.5, 0),
        (24, 1),  # the next day, the first after the due one, is planned for itself
        (48, 0),
    ],
)
async def test_early_and_late(office: Office, hours: float, planned: int) -> None:
    await companions(office, 1)
    office.now = MORNING + timedelta(hours=hours)
    assert await office.plan() == planned


async def test_what_waited_too_long_is_not_sent(office: Office) -> None:
    await companions(office, 1)
    await office.plan()
    office.now = MORNING + timedelta(hours=26)
    # Of yesterday nothing; of today, because yesterday's never came, what is due today.
    await office.plan()
    [letter] = await office.send_due()
    assert letter.key == "reminder:1:2028-02-01:1"
    assert await rows(office, "SELECT state FROM outbox ORDER BY id") == [("expired",), ("sent",)]


async def test_written_in_chunks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "AT_ONCE", 7)
    monkeypatch.setattr(reminders, "CHUNK", 20)
    written: list[int] = []
    add = outbox.add

    async def noted(conn: Any, letters: Any, at: datetime) -> None:
        written.append(len(letters))
        await add(conn, letters, at)

    monkeypatch.setattr(outbox, "add", noted)
    await companions(office, 33)
    assert await office.plan() == 33
    assert len(written) > 3
    assert max(written) <= 20
    assert await rows(office, "SELECT count(*) FROM outbox") == [(33,)]


async def test_one_planner_that_fails_keeps_no_other_from_its_work(office: Office) -> None:
    await companions(office, 1)

    async def fails(program: Any, now: datetime) -> int:
        raise RuntimeError("broken")

    planned = await run.run(office, MORNING, {"broken": fails, "reminder": reminders.plan})
    assert planned == {"reminder": 1}


async def test_counts_for_many_are_kept_for_the_schedule(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await companions(office, 3)
    assert not await run.refresh_outlook(office, MORNING)
    monkeypatch.setattr("handlers.reminding.seeing.LIVE_PEOPLE", 2)
    assert await run.refresh_outlook(office, MORNING)
    assert not await run.refresh_outlook(office, MORNING + timedelta(minutes=15))
    async with office.database.reading() as conn:
        kept = await day_settings.get(conn, "outlook")
    assert kept is not None
    assert kept.value["2028-01-31"]["reminder"] == 3
    assert kept.value["2028-02-01"]["reminder"] == 3
    assert "reminder" not in kept.value.get("2028-02-02", {})


@pytest.mark.parametrize(
    ("had", "asked", "goes"),
    [
        ([], [], True),
        (["2028-01-31"], [], True),  # the first working day after the due one is firm
        ([], ["2028-02-01"], False),  # none beside one that was asked for
        (["2028-01-28", "2028-01-31"], [], False),
        (["2028-01-31"], ["2028-01-28"], False),  # three in a row, whoever wanted them
        (["2028-01-28"], ["2028-01-31"], False),
        (["2028-01-28"], ["2028-01-27"], True),
    ],
)
def test_what_was_asked_for_counts_like_what_was_planned(had: list[str], asked: list[str], goes: bool) -> None:
    rules, day = almanac.make({}), date(2028, 2, 1)
    facts = Facts(1, "Sari", "id", "companion", "13", LONG_AGO)
    facts.filed["profil"] = LONG_AGO
    matters = open_matters(rules, facts, day, "Asia/Jakarta")
    days = {date.fromisoformat(one) for one in had}
    given = reasons(rules, facts, day, matters, 1, days.__contains__, {date.fromisoformat(one) for one in asked})
    assert bool(given) is goes


async def test_the_preview(office: Office) -> None:
    await companions(office, 2, province="91")
    async with office.database.writing() as conn:
        number = await announcements.add(conn, made_by=1, at=LONG_AGO, content={}, audience={"all": []})
        await announcements.change(conn, number, send_at=datetime(2028, 2, 1, 2, tzinfo=UTC), local=False)
        await announcements.move(conn, number, to="scheduled", from_=["draft"], at=LONG_AGO)
    now = datetime(2028, 1, 30, 3, tzinfo=UTC)
    first, last = date(2028, 1, 31), date(2028, 2, 1)
    lines = await preview(office.database, office.shelf, first, last, now=now)
    ours = [line for line in lines if "  tip" not in line]
    assert sorted(line[:10] + line[16:] for line in ours[:2]) == [
        "2028-01-31 WIT  reminder      1 Orang 0  (kompetensi due:1)",
        "2028-01-31 WIT  reminder      2 Orang 1  (kompetensi due:1)",
    ]
    assert "2028-02-01 09.00 WIB  announcement  2 people  (duty, number 1)" in ours
    said, legend = lines[-2:]
    assert said.endswith(" messages from 2028-01-31 to 2028-02-01, if nothing changes until then")
    assert legend == ("Reasons: due:1 = due that day; due:2 = up to three days past it; duty = to all whom it is for")
    told_all = await preview(office.database, office.shelf, first, last, now=now, as_json=True)
    moments = [json.loads(line)["at"] for line in told_all]
    assert moments == sorted(moments)
    one = await preview(office.database, office.shelf, first, first, now=now, person_id=2, as_json=True)
    [told] = [json.loads(line) for line in one if json.loads(line)["kind"] == "reminder"]
    assert (told["person"], told["why"], told["people"]) == (2, "kompetensi due:1", 1)
    assert told["local"].endswith("+09:00")
    # Nothing was written by all that.
    assert await rows(office, "SELECT count(*) FROM outbox") == [(0,)]


async def test_the_preview_for_one_person_and_for_nobody(office: Office) -> None:
    await companions(office, 1)
    day = date(2028, 1, 31)
    lines = await preview(office.database, office.shelf, day, day, now=MORNING, person_id=1)
    assert lines[0].endswith(" WIB  reminder      1 Orang 0  (kompetensi due:1)")
    assert lines[1:] == [
        "1 message from 2028-01-31 to 2028-01-31, if nothing changes until then",
        "Reasons: due:1 = due that day",
    ]
    sunday = date(2028, 2, 6)
    lines = await preview(office.database, office.shelf, sunday, sunday, now=MORNING, person_id=1)
    assert lines == ["0 messages from 2028-02-06 to 2028-02-06, if nothing changes until then"]
    with pytest.raises(ValueError, match="no person with the number 9999"):
        await preview(office.database, office.shelf, day, day, now=MORNING, person_id=9999)


async def test_every_reason_is_explained(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one kind beside each other, each once, whatever form they are about."""

    async def all_of_them(*_: Any, **__: Any) -> AsyncIterator[Planned]:
        for level in range(4):
            yield planned("reminder", f"kompetensi due:{level}, profil unfinished")
        for kind, why in (
            ("reminder", "p2k2 draft"),
            ("reminder", "asked for"),
            ("tip", "weekly"),
            ("tip", "biweekly"),
            ("tip", "tried draft"),
            ("announcement", "duty, number 7"),
            ("announcement", "news, number 8"),
        ):
            yield planned(kind, why)

    monkeypatch.setattr("bot.planning.forecast.forecast", all_of_them)
    *lines, legend = await preview(office.database, office.shelf, MORNING.date(), MORNING.date(), now=MORNING)
    assert lines[-1].startswith("11 messages from ")
    assert any("  1 person  (duty, number 7)" in line for line in lines)
    parts = legend.removeprefix("Reasons: ").split("; ")
    assert [part.partition(" = ")[0] for part in parts] == [
        *("due:0", "due:1", "due:2", "due:3", "unfinished", "draft", "asked"),
        *("weekly", "biweekly", "tried", "duty", "news"),
    ]


def planned(kind: str, why: str) -> Planned:
    return Planned(MORNING, "Asia/Jakarta", None if kind == "announcement" else 1, "", kind, why)


@pytest.mark.parametrize(("first", "last"), [("2028-02-01", "2028-01-31"), ("2028-01-01", "2028-06-01")])
async def test_days_that_cannot_be_previewed(first: str, last: str) -> None:
    nothing: Any = SimpleNamespace()
    with pytest.raises(ValueError, match=r"ask for fewer|turn them round"):
        await preview(nothing, nothing, date.fromisoformat(first), date.fromisoformat(last), now=MORNING)

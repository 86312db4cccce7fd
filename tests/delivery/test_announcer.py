"""The announcer: when an announcement begins, what a stop interrupts, when it ends, and when it pauses by itself."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.delivery.announcer import REFUSED_IN_A_ROW, Announcer
from bot.intake.intake import Intake
from handlers.announcing.content import Content, to_json
from storage import announcement_copies, announcements
from storage.announcement_copies import CORRECTION
from storage.announcements import Announcement
from storage.audience import EVERYONE
from storage.outbox import Priority
from tests.delivery.office import NOW, TEXT, Office, empty
from tests.intake.line import BLOCKED, Refusal

__all__ = ["empty"]
DONE, PAUSED = "announcement-done", "announcement-refused"
POISON = Refusal(400, "Bad Request: message is too long")


class NobodyLooks:
    """The screens of progress: which would have been drawn anew."""

    def __init__(self) -> None:
        self.places: list[str] = []

    async def refresh(self, place: str) -> None:
        self.places.append(place)


class Bureau(Office):
    """An office with an announcer that looks when it is told to."""

    announcer: Announcer

    async def open(self) -> Bureau:
        await super().open()
        self.looked = NobodyLooks()
        self.announcer = self.another()
        return self

    def another(self) -> Announcer:
        """A new one, as after a restart."""
        return Announcer(self.database, cast(Intake, self.looked), self.postman, self.shelf, self.clock, 500)

    async def write(self, content: Content = TEXT, state: str = "sending", **columns: Any) -> int:
        """An announcement to everybody, of which nothing is planned."""
        async with self.database.writing() as conn:
            number = await announcements.add(conn, made_by=1, at=NOW, content=to_json(content), audience=EVERYONE)
            await announcements.move(conn, number, to=state, from_=["draft"], at=NOW, **columns)
        return number

    async def read(self, number: int) -> Announcement:
        async with self.database.reading() as conn:
            found = await announcements.get(conn, number)
        assert found is not None
        return found

    async def words_to_author(self) -> list[str]:
        return [row.kind for row in await self.rows(lane=0)]


@pytest.fixture
async def bureau(empty: Path, tmp_path: Path) -> AsyncIterator[Bureau]:
    made = Bureau(Path(shutil.copy(empty, tmp_path / "bureau.sqlite3")))
    await made.open()
    yield made
    await made.close()


async def test_from_the_first_look_to_the_word_that_it_is_done(bureau: Bureau) -> None:
    await bureau.people(30)
    number = await bureau.write()
    await bureau.announcer.look()
    assert await bureau.counts(number) == {"queued": 30}
    assert (await bureau.read(number)).copies == 30
    await bureau.send()
    assert (await bureau.read(number)).state == "sending"
    await bureau.announcer.look()
    await bureau.announcer.look()
    done = await bureau.read(number)
    assert (done.state, done.ended_at) == ("done", NOW)
    assert await bureau.counts(number) == {"sent": 30}
    [word] = await bureau.rows(lane=0)
    assert (word.kind, word.person_id, word.priority) == (DONE, 1, Priority.ANSWER)
    assert f"announcement:{number}" in bureau.looked.places


@pytest.mark.parametrize("local", [False, True])
async def test_one_that_waits_for_its_time(bureau: Bureau, local: bool) -> None:
    """Local: 13.00 on everybody's own wall, which in Java is 06.00 UTC."""
    await bureau.people(2, province="31")
    at = NOW.replace(hour=13 if local else 6)
    number = await bureau.write(state="scheduled", send_at=at, local=local)
    await bureau.announcer.look()
    assert not await bureau.rows(lane=number) or local
    bureau.clock.advance(hours=2, minutes=59)
    await bureau.announcer.look()
    await bureau.send()
    assert not bureau.town.delivered
    bureau.clock.advance(minutes=1)
    await bureau.announcer.look()
    await bureau.send()
    assert await bureau.counts(number) == {"sent": 2}


async def test_planning_that_a_stop_interrupts_goes_on_where_it_was(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bureau.people(20)
    number = await bureau.write()
    plan, left = announcement_copies.plan, 2

    async def dies(*given: Any, **named: Any) -> int:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return await plan(*given, **named, most=7)

    monkeypatch.setattr(announcement_copies, "plan", dies)
    with pytest.raises(KeyboardInterrupt):
        await bureau.announcer.look()
    assert await bureau.counts(number) == {"queued": 14}
    monkeypatch.setattr(announcement_copies, "plan", plan)
    await bureau.send()
    again = bureau.another()
    await again.look()
    assert (await bureau.read(number)).state == "sending", "not done before all is planned"
    await bureau.send()
    await again.look()
    assert await bureau.counts(number) == {"sent": 20}
    assert set(bureau.town.delivered.values()) == {1}
    assert (await bureau.read(number)).state == "done"


async def test_two_announcers_see_it_to_one_end(bureau: Bureau) -> None:
    await bureau.people(10)
    number = await bureau.write()
    other = bureau.another()
    for announcer in (bureau.announcer, other):
        await announcer.look()
    await bureau.send()
    for announcer in (bureau.announcer, other):
        await announcer.look()
    assert await bureau.counts(number) == {"sent": 10}
    assert await bureau.words_to_author() == [DONE]


async def test_it_pauses_itself_when_nothing_gets_through(bureau: Bureau) -> None:
    await bureau.people(3 * REFUSED_IN_A_ROW)
    number = await bureau.write()
    await bureau.announcer.look()
    poisoned = [bureau.chat(n) for n in range(1, REFUSED_IN_A_ROW + 1)]
    bureau.town.always = dict.fromkeys(poisoned, POISON)
    await _hold_back(bureau)
    await bureau.send()
    await bureau.announcer.look()
    assert (await bureau.read(number)).state == "paused"
    [word] = await bureau.rows(lane=0)
    assert (word.kind, word.person_id, word.data) == (PAUSED, 1, f'{{"announcement": {number}}}')
    await bureau.later(hours=2)
    assert not bureau.town.delivered

    # The author corrects it and lets it go on: it is not paused again for what was refused before.
    async with bureau.database.writing() as conn:
        await announcements.change(conn, number, content=to_json(Content("text", "Singkat")), revision=2)
    await bureau.announcer.look()
    await bureau.move(number, "sending", "paused")
    await bureau.announcer.look()
    assert (await bureau.read(number)).state == "sending"
    bureau.town.always.clear()
    await bureau.send()
    await bureau.announcer.look()
    assert (await bureau.read(number)).state == "done"
    assert await bureau.counts(number) == {"failed": REFUSED_IN_A_ROW, "sent": 2 * REFUSED_IN_A_ROW}
    assert await bureau.words_to_author() == [PAUSED, DONE]


async def test_refused_again_it_says_so_again(bureau: Bureau) -> None:
    await bureau.people(2 * REFUSED_IN_A_ROW)
    number = await bureau.write()
    bureau.town.down["sendMessage"] = POISON
    await bureau.announcer.look()
    await _hold_back(bureau)
    for _ in range(2):
        await bureau.send()
        await bureau.announcer.look()
        assert (await bureau.read(number)).state == "paused"
        await bureau.move(number, "sending", "paused")
        await bureau.announcer.look()
        bureau.clock.advance(hours=2)
    assert await bureau.words_to_author() == [PAUSED, PAUSED, DONE], "in the end nobody is left"
    assert await bureau.counts(number) == {"failed": 2 * REFUSED_IN_A_ROW}


async def _hold_back(bureau: Bureau) -> None:
    """All but the first few get theirs an hour later."""
    later = f"UPDATE outbox SET not_before = not_before + 3600000000 WHERE person_id > {REFUSED_IN_A_ROW}"
    async with bureau.database.writing() as conn:
        await conn.exec_driver_sql(later)


@pytest.mark.parametrize(("refused", "reached"), [(REFUSED_IN_A_ROW - 1, 0), (REFUSED_IN_A_ROW, 1)])
async def test_some_refusals_are_no_reason_to_pause(bureau: Bureau, refused: int, reached: int) -> None:
    await bureau.people(refused + reached + 1)
    number = await bureau.write()
    bureau.town.always = {bureau.chat(n): POISON for n in range(1, refused + 1)}
    bureau.town.always[bureau.chat(refused + reached + 1)] = BLOCKED
    await bureau.announcer.look()
    await bureau.send()
    await bureau.announcer.look()
    assert (await bureau.read(number)).state == "done"
    counts = await bureau.counts(number)
    assert (counts["failed"], counts.get("sent", 0), counts["unreachable"]) == (refused, reached, 1)


async def test_who_blocked_us_is_no_refusal(bureau: Bureau) -> None:
    await bureau.people(3 * REFUSED_IN_A_ROW)
    number = await bureau.write()
    bureau.town.down["sendMessage"] = BLOCKED
    await bureau.announcer.look()
    await bureau.send()
    await bureau.announcer.look()
    assert (await bureau.read(number)).state == "done"
    assert await bureau.counts(number) == {"unreachable": 3 * REFUSED_IN_A_ROW}


async def test_a_paused_one_is_planned_and_rests(bureau: Bureau) -> None:
    await bureau.people(5)
    number = await bureau.write()
    await bureau.announcer.look()
    await bureau.move(number, "paused", "sending")
    await bureau.announcer.look()
    await bureau.send()
    assert await bureau.counts(number) == {"queued": 5}
    await bureau.move(number, "sending", "paused")
    await bureau.announcer.look()
    await bureau.send()
    await bureau.announcer.look()
    assert (await bureau.read(number)).state == "done"


@pytest.mark.parametrize("end", ["stopped", "deleted"])
async def test_an_ended_one_is_not_begun_again(bureau: Bureau, end: str) -> None:
    await bureau.people(5)
    number = await bureau.write()
    await bureau.move(number, end, "sending")
    await bureau.announcer.look()
    await bureau.send()
    assert await bureau.counts(number) == {}
    assert await bureau.words_to_author() == []


async def test_a_copy_in_hand_while_it_was_corrected_is_corrected_at_the_end(bureau: Bureau) -> None:
    await bureau.people(4)
    number = await bureau.write()
    await bureau.announcer.look()
    bureau.town.silent = {bureau.chat(n) for n in range(1, 5)}
    await bureau.until(lambda: len(bureau.town.order) == 4)
    async with bureau.database.writing() as conn:
        await announcements.change(conn, number, content=to_json(Content("text", "Ralat")), revision=2)
        assert await announcement_copies.plan_corrections(conn, number, 2, NOW) == 0
    bureau.town.speak.set()
    await bureau.send()
    await bureau.announcer.look()
    bureau.clock.advance(seconds=1)
    await bureau.announcer.look()
    await bureau.send()
    assert {row.state for row in await bureau.rows(kind=CORRECTION)} == {"sent"}
    assert all("Ralat" in text for _, text in bureau.town.texts[-4:])
    assert (await bureau.read(number)).ended_at == NOW + timedelta(0)


async def test_a_kill_right_after_the_end_loses_no_correction(bureau: Bureau) -> None:
    """What was in hand during the correction is planned in the transaction that ends the announcement."""
    await bureau.people(3)
    number = await bureau.write()
    await bureau.announcer.look()
    await bureau.send()
    async with bureau.database.writing() as conn:
        await announcements.change(conn, number, content=to_json(Content("text", "Ralat")), revision=2)
    await bureau.announcer.look()
    assert (await bureau.read(number)).state == "done"
    await bureau.send()
    assert [text.split("\n")[0] for _, text in bureau.town.texts[-3:]] == ["Ralat"] * 3

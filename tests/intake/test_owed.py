"""A screen that could not be handed over stays owed, and is shown once the Bot API can be reached again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery import courier
from tests.intake.desk import Desk
from tests.intake.line import BAD_GATEWAY, BLOCKED

SARI = 11


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "WAITS", (0.001, 0.001))


async def owed(desk: Desk) -> list[tuple[object, ...]]:
    return await desk.query("SELECT owed FROM chat WHERE owed IS NOT NULL")


async def at_first_item(desk: Desk) -> None:
    await desk.companion(SARI)
    await desk.take(desk.tap(SARI, "go:questionnaire"))
    await desk.intake.record_deliveries()


async def test_what_went_through_is_not_owed_and_not_sent_again(desk: Desk) -> None:
    await at_first_item(desk)
    assert await owed(desk) == []
    before = len(desk.line.calls)
    desk.clock.advance(minutes=5)
    await desk.schedule.owed()
    await desk.courier.idle()
    assert len(desk.line.calls) == before


async def test_what_failed_is_shown_again(desk: Desk) -> None:
    await at_first_item(desk)
    desk.line.down["editMessageText"] = BAD_GATEWAY
    await desk.take(desk.tap(SARI, desk.screen(SARI).buttons[3][1]))
    await desk.intake.record_deliveries()
    assert len(await owed(desk)) == 1
    assert await desk.answers() == {"K01": "4"}
    # Not yet: the bot is given some time to get it through by itself.
    tries = len(desk.line.made("editMessageText"))
    await desk.schedule.owed()
    await desk.courier.idle()
    assert len(desk.line.made("editMessageText")) == tries
    desk.clock.advance(seconds=30)
    await desk.schedule.owed()
    await desk.courier.idle()
    assert len(await owed(desk)) == 1
    del desk.line.down["editMessageText"]
    await desk.schedule.owed()
    await desk.courier.idle()
    assert "2 / 87" in desk.line.made("editMessageText")[-1].data["text"]
    await desk.intake.record_deliveries()
    assert await owed(desk) == []


async def test_after_a_restart_it_is_shown_too(desk: Desk) -> None:
    await at_first_item(desk)
    desk.line.down["editMessageText"] = BAD_GATEWAY
    await desk.take(desk.tap(SARI, desk.screen(SARI).buttons[0][1]))
    await desk.close()
    desk.clock.advance(seconds=2)

    again = Desk(desk.database.path, desk.shelf)
    again.clock.advance(seconds=2)
    await again.open()
    await again.schedule.owed(timedelta(0))
    await again.courier.idle()
    [shown] = again.line.made("editMessageText")
    assert "2 / 87" in shown.data["text"]
    assert shown.data["message_id"] == 5000
    await again.intake.record_deliveries()
    assert await owed(again) == []
    await again.close()
    await desk.open()


async def test_only_the_newest_screen_is_owed(desk: Desk) -> None:
    await at_first_item(desk)
    desk.line.down["editMessageText"] = BAD_GATEWAY
    for _ in range(3):
        await desk.take(desk.tap(SARI, desk.screen(SARI).buttons[0][1]))
    del desk.line.down["editMessageText"]
    before = len(desk.line.calls)
    desk.clock.advance(seconds=30)
    await desk.schedule.owed()
    await desk.courier.idle()
    assert ["4 / 87" in c.data["text"] for c in desk.line.calls[before:]] == [True]


async def test_who_blocked_the_bot_is_noted_and_unblocked_by_writing(desk: Desk) -> None:
    await at_first_item(desk)
    desk.line.will("editMessageText", BLOCKED)
    await desk.take(desk.tap(SARI, desk.screen(SARI).buttons[0][1]))
    await desk.intake.record_deliveries()
    assert await desk.query("SELECT count(*) FROM person WHERE blocked_at IS NOT NULL") == [(1,)]
    await desk.take(desk.text(SARI, "/start"))
    await desk.intake.record_deliveries()
    assert await desk.query("SELECT count(*) FROM person WHERE blocked_at IS NOT NULL") == [(0,)]


async def test_who_blocked_the_bot_is_not_shown_owed_screens(desk: Desk) -> None:
    await at_first_item(desk)
    desk.line.down["editMessageText"] = BLOCKED
    await desk.take(desk.tap(SARI, desk.screen(SARI).buttons[0][1]))
    await desk.intake.record_deliveries()
    before = len(desk.line.calls)
    for _ in range(3):
        desk.clock.advance(minutes=1)
        await desk.schedule.owed()
        await desk.courier.idle()
    assert len(desk.line.calls) == before


async def test_deliveries_that_could_not_be_recorded_are_recorded_later(desk: Desk) -> None:
    await desk.companion(SARI)
    await desk.take(desk.tap(SARI, "go:questionnaire"))
    desk.database.failures = 1
    await desk.schedule.deliveries()
    assert len(await owed(desk)) == 1
    await desk.schedule.deliveries()
    assert await owed(desk) == []

"""The postman stops, dies, or has a colleague: no row twice, and none in doubt that need not be."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from handlers import letters
from handlers.letters import Slip
from handlers.screens import Screen
from handlers.turn import Turn
from storage import outbox, senders
from storage.outbox import STOPPED_MIDWAY
from tests.delivery.office import NOW, Office, empty, office

__all__ = ["empty", "office"]
LETTER = "hello"


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters of a kind that no feature has."""

    async def write(turn: Turn, slip: Slip) -> Screen | None:
        return Screen(f"Halo {turn.person.name}")

    monkeypatch.setitem(letters._WRITERS, LETTER, write)


async def states(office: Office, **wanted: Any) -> list[tuple[str, str | None]]:
    return [(row.state, row.reason) for row in await office.rows(**wanted)]


async def test_a_polite_stop_puts_back_what_was_not_on_the_wire(office: Office) -> None:
    """And a stop is no try: who stops often gives up nobody."""
    await office.people(100)
    number = await office.announce()
    office.pacing._gap = 0.05
    await office.until(lambda: len(office.town.order) >= 5)
    await office.close()
    again = Office(office.database.path, office.town, office.clock)
    await again.open()
    counts = await again.counts(number)
    assert counts["sent"] == sum(office.town.delivered.values()) < 100
    assert counts == {"sent": counts["sent"], "queued": 100 - counts["sent"]}
    assert {row.attempts for row in await again.rows(state="queued")} == {0}
    await again.send()
    assert await again.counts(number) == {"sent": 100}
    assert set(office.town.delivered.values()) == {1}
    await again.close()
    await office.database.open()


async def test_a_stop_on_the_last_try_is_not_giving_up(office: Office) -> None:
    await office.people(1)
    await office.put(LETTER, 1)
    async with office.database.writing() as conn:
        await conn.exec_driver_sql("UPDATE outbox SET attempts = 5")
    office.pacing._halted_until = float("inf")
    await office.until(lambda: office.postman.in_hand == 1)
    await office.close()
    await office.database.open()
    assert await states(office) == [("queued", None)]


async def test_a_polite_stop_waits_for_what_is_on_the_wire(office: Office) -> None:
    await office.people(1)
    await office.put(LETTER, 1)
    office.town.silent = {office.chat(1)}
    await office.until(lambda: office.town.delivered[office.chat(1)] == 1)
    asyncio.get_running_loop().call_later(0.1, office.town.speak.set)
    await office.close()
    await office.database.open()
    assert await states(office) == [("sent", None)]


async def test_a_reply_still_goes_out_while_the_outbox_is_closed(office: Office) -> None:
    await office.people(1)
    await office.send()
    await office.postman.stop()
    await office.api.call("sendMessage", {"chat_id": office.chat(1), "text": "Terima kasih"})
    assert office.town.delivered[office.chat(1)] == 1


async def test_what_a_dead_one_had_in_hand_is_uncertain_after_its_lease(office: Office) -> None:
    await office.people(20)
    number = await office.announce()
    async with office.database.writing() as conn:
        await senders.keep_alive(conn, by="dead", now=NOW, until=NOW.replace(second=30))
        await outbox.claim(conn, by="dead", now=NOW, most=7, lanes=[number])
    await office.send()
    assert await office.counts(number) == {"sending": 7, "sent": 13}
    await office.later(seconds=16)
    assert await office.counts(number) == {"sending": 7, "sent": 13}, "it may be alive"
    await office.later(seconds=15)
    assert await office.counts(number) == {"uncertain": 7, "sent": 13}
    assert {reason for state, reason in await states(office) if state == "uncertain"} == {STOPPED_MIDWAY}


async def test_two_postmen_never_send_the_same(office: Office) -> None:
    await office.people(200)
    number = await office.announce()
    other = await Office(office.database.path, office.town, office.clock).open()
    await asyncio.gather(office.send(), other.send())
    counts = await office.counts(number)
    assert counts.pop("sending", 0) == 0
    assert counts == {"sent": 200}
    assert set(office.town.delivered.values()) == {1}
    await other.close()

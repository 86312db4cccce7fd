"""An announcement is paused, stopped, corrected or deleted while its copies are on their way."""

from __future__ import annotations

from bot.delivery.postman import HANDFUL
from handlers.announcing.content import Content, Item, to_json
from storage import announcement_copies, announcements, outbox
from storage.announcement_copies import CORRECTION, DELETION
from storage.outbox import NOT_NEEDED
from tests.delivery.office import Office, empty, office
from tests.intake.line import BAD_GATEWAY

__all__ = ["empty", "office"]
ALBUM = Content("album", items=(Item("photo", "a"), Item("photo", "b")))


async def test_a_paused_one_rests_and_goes_on(office: Office) -> None:
    await office.people(50)
    number = await office.announce()
    await office.until(lambda: sum(office.town.delivered.values()) >= 20)
    await office.move(number, "paused", "sending")
    await office.send()
    before = await office.counts(number)
    assert before["queued"] >= 50 - 20 - 2 * HANDFUL
    await office.later(hours=1)
    assert await office.counts(number) == before
    await office.move(number, "sending", "paused")
    await office.send()
    assert await office.counts(number) == {"sent": 50}
    assert set(office.town.delivered.values()) == {1}


async def test_a_stopped_one_sends_nothing_more_even_what_had_failed(office: Office) -> None:
    await office.people(50)
    number = await office.announce()
    for n in range(1, 51):
        office.town.answers[office.chat(n)].append(BAD_GATEWAY)
    office.town.silent = {office.chat(n) for n in range(1, 51)}
    await office.until(lambda: office.postman.in_hand >= 20)
    await office.move(number, "stopped", "sending")
    async with office.database.writing() as conn:
        await outbox.cancel_lane(conn, number, NOT_NEEDED, office.clock.now())
    office.town.speak.set()
    await office.send()
    await office.later(hours=1)
    assert await office.counts(number) == {"cancelled": 50}
    assert not office.town.delivered


async def test_a_corrected_one_shows_the_new_words_everywhere(office: Office) -> None:
    """Whether a copy had arrived, was in hand, or was still to come."""
    await office.people(50)
    number = await office.announce()
    office.town.silent = {office.chat(n) for n in range(15, 51)}
    await office.until(lambda: sum(office.town.delivered.values()) >= 20)
    new = Content("text", "Rapat hari Selasa")
    async with office.database.writing() as conn:
        assert await announcements.change(conn, number, content=to_json(new), revision=2)
        await announcement_copies.plan_corrections(conn, number, 2, office.clock.now())
    office.town.speak.set()
    await office.send()
    await office.move(number, "done", "sending")
    async with office.database.writing() as conn:
        await announcement_copies.plan_corrections(conn, number, 2, office.clock.now())
    await office.send()
    seen = dict(office.town.texts)
    assert await office.counts(number) == {"sent": 50}
    assert [n for n in range(1, 51) if "Selasa" not in seen[office.chat(n)]] == []
    assert len(await office.rows(kind=CORRECTION, state="sent")) >= 14


async def test_a_copy_in_hand_while_a_stopped_one_is_corrected_is_corrected_too(office: Office) -> None:
    await office.people(3)
    number = await office.announce()
    office.town.silent = {office.chat(3)}
    await office.until(lambda: sum(office.town.delivered.values()) >= 3)
    await office.move(number, "stopped", "sending")
    async with office.database.writing() as conn:
        await announcements.change(conn, number, content=to_json(Content("text", "Ralat")), revision=2)
        await announcement_copies.plan_corrections(conn, number, 2, office.clock.now())
    office.town.speak.set()
    await office.send()
    assert all("Ralat" in dict(office.town.texts)[office.chat(n)] for n in (1, 2, 3))


async def test_a_copy_that_arrived_in_two_revisions_is_corrected(office: Office) -> None:
    """Its album had arrived when the correction came, its signature had not."""
    await office.people(1)
    number = await office.announce(ALBUM)
    office.town.next_answers["sendMessage"].append(BAD_GATEWAY)
    await office.send()
    new = Content("album", items=(Item("photo", "a", "Ralat"), Item("photo", "b")))
    async with office.database.writing() as conn:
        await announcements.change(conn, number, content=to_json(new), revision=2)
    await office.later(seconds=5)
    assert (await office.row(1, lane=number)).revision == 1
    async with office.database.writing() as conn:
        assert await announcement_copies.plan_corrections(conn, number, 2, office.clock.now()) == 1


async def test_a_deleted_one_is_gone_from_every_chat(office: Office) -> None:
    """Also what was in hand, and half of what was to be tried again."""
    await office.people(40)
    number = await office.announce(ALBUM)
    office.town.silent = {office.chat(n) for n in range(5, 41)}
    office.town.next_answers["sendMessage"].append(BAD_GATEWAY)
    await office.until(lambda: sum(office.town.delivered.values()) >= 20)
    await office.move(number, "deleted", "sending")
    async with office.database.writing() as conn:
        await announcement_copies.plan_deletions(conn, number, office.clock.now())
    office.town.speak.set()
    await office.send()
    await office.later(hours=1)
    counts = await office.counts(number)
    assert sum(counts.values()) == 40
    assert set(counts) == {"sent", "cancelled"}
    deleted = {call.data["chat_id"] for call in office.town.made("deleteMessage")}
    assert deleted == set(office.town.delivered), "every chat that something had arrived in"
    assert {row.state for row in await office.rows(kind=DELETION)} == {"sent"}
    sent = [call.data["chat_id"] for call in office.town.made("sendMediaGroup", "sendMessage")]
    assert len(office.town.made("deleteMessage")) >= len(sent)

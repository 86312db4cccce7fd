"""The postman: what of the outbox arrives, in which order, and what stays undone when one row, or we, fail."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery.postman import HANDFUL, MOST_IN_HAND
from handlers import letters
from handlers.announcing.content import Content, Item, to_json
from handlers.letters import Slip
from handlers.screens import Screen
from handlers.turn import Turn
from storage import announcement_copies, announcements, outbox, people
from storage.announcement_copies import CORRECTION, DELETION
from storage.migrating import migrate
from storage.outbox import BLOCKED, LETTERS, NO_CONSENT, NOT_NEEDED, STOPPED_MIDWAY, Priority
from tests.delivery.office import LOST, NOW, Moved, Office
from tests.intake.line import BAD_GATEWAY, Refusal
from tests.intake.line import BLOCKED as FORBIDDEN

POISON = Refusal(400, "Bad Request: message is too long")
ALBUM = Content("album", items=(Item("photo", "a"), Item("photo", "b")))
LETTER = "hello"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    migrate(file)
    return file


@pytest.fixture
async def office(empty: Path, tmp_path: Path) -> AsyncIterator[Office]:
    made = await Office(Path(shutil.copy(empty, tmp_path / "office.sqlite3"))).open()
    yield made
    made.town.speak.set()
    await made.close()


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters of two kinds that no feature has."""

    async def write(turn: Turn, slip: Slip) -> Screen | None:
        if slip.data.get("stale"):
            return None
        if slip.data.get("broken"):
            raise LookupError("a template that is not there")
        if slip.data.get("statement"):
            raise OperationalError("SELECT nothing", None, sqlite3.OperationalError("no such column: nothing"))
        return Screen(f"Halo {turn.person.name}")

    monkeypatch.setitem(letters._WRITERS, LETTER, write)
    monkeypatch.setitem(letters._WRITERS, "other", write)


async def states(office: Office, **wanted: Any) -> list[tuple[str, str | None]]:
    return [(row.state, row.reason) for row in await office.rows(**wanted)]


# --- What arrives


async def test_everybody_gets_a_letter_once(office: Office) -> None:
    await office.put(LETTER, *await office.people(3 * HANDFUL + 1))
    await office.send()
    await office.send()
    assert sorted(office.town.delivered) == [office.chat(n) for n in range(1, 3 * HANDFUL + 2)]
    assert set(office.town.delivered.values()) == {1}
    assert office.town.texts[0][1] == "Halo Orang 1"
    assert {(row.state, row.data) for row in await office.rows()} == {("sent", None)}


async def test_a_copy_is_kept_with_its_messages_and_its_revision(office: Office) -> None:
    await office.people(2)
    number = await office.announce(ALBUM)
    await office.send()
    row = await office.row(2, lane=number)
    assert (row.state, row.revision, row.attempts) == ("sent", 1, 1)
    assert len(row.message_ids.split("]")) == 4, "two photos in one piece, the signature in another"
    assert office.town.methods().count("sendMediaGroup") == 2


async def test_the_more_urgent_goes_first(office: Office) -> None:
    await office.people(30)
    number = await office.announce()
    await office.put(LETTER, *range(1, 6), priority=Priority.TIP)
    await office.put("other", *range(6, 11), priority=Priority.REMINDER)
    await office.send()
    assert office.town.order[:10] == [office.chat(n) for n in (*range(6, 11), *range(1, 6))]
    assert await office.counts(number) == {"sent": 30}


async def test_a_letter_overtakes_an_announcement_that_is_under_way(office: Office) -> None:
    await office.people(100)
    number = await office.announce()
    office.town.silent = {office.chat(n) for n in range(1, 101)}
    await office.until(lambda: len(office.town.order) == MOST_IN_HAND)
    await office.put(LETTER, 100, priority=Priority.ANSWER)
    office.town.speak.set()
    await office.send()
    assert office.town.order[MOST_IN_HAND] == office.chat(100)
    assert await office.counts(number) == {"sent": 100}


async def test_never_more_in_hand_than_is_said(office: Office) -> None:
    """So many are uncertain after a kill, at most: here no call is answered at all."""
    await office.people(MOST_IN_HAND + 40)
    number = await office.announce()
    office.town.silent = {office.chat(n) for n in range(1, 200)}
    await office.until(lambda: len(office.town.order) == MOST_IN_HAND)
    await asyncio.sleep(0.1)
    assert (await office.counts(number))["sending"] == MOST_IN_HAND == office.postman.in_hand


async def test_not_before_its_time(office: Office) -> None:
    await office.people(1)
    await office.put(LETTER, 1, not_before=NOW.replace(hour=5))
    await office.later(hours=1, minutes=59)
    assert not office.town.delivered
    await office.later(minutes=1)
    assert office.town.delivered[office.chat(1)] == 1


async def test_what_is_too_late_is_not_sent(office: Office) -> None:
    await office.people(1)
    await office.put(LETTER, 1, expires_at=NOW.replace(hour=4))
    await office.later(hours=1)
    assert await states(office) == [("expired", None)]
    assert not office.town.delivered


async def test_without_consent_nothing_is_sent(office: Office) -> None:
    await office.people(1)
    await office.people(1, consent=None)
    await office.put(LETTER, 1, 2)
    await office.send()
    assert await states(office) == [("sent", None), ("cancelled", NO_CONSENT)]
    assert set(office.town.delivered) == {office.chat(1)}


async def test_many_letters_that_are_not_needed_hold_nobody_up(office: Office) -> None:
    await office.people(5 * HANDFUL)
    await office.put("other", *range(1, 4 * HANDFUL + 1), data={"stale": True})
    await office.put(LETTER, *range(4 * HANDFUL + 1, 5 * HANDFUL + 1))
    await office.send()
    assert await states(office, kind="other") == [("cancelled", NOT_NEEDED)] * (4 * HANDFUL)
    assert await states(office, kind=LETTER) == [("sent", None)] * HANDFUL


# --- What fails


async def test_what_certainly_failed_comes_again(office: Office) -> None:
    await office.people(2)
    await office.put(LETTER, 1, 2)
    office.town.answers[office.chat(1)].extend([BAD_GATEWAY, BAD_GATEWAY])
    await office.send()
    assert await states(office) == [("queued", "Bad Gateway"), ("sent", None)]
    await office.later(seconds=4.9)
    assert office.town.delivered[office.chat(1)] == 0
    await office.later(seconds=0.1)
    await office.later(seconds=30)
    assert await states(office) == [("sent", None)] * 2
    assert office.town.delivered[office.chat(1)] == 1


async def test_what_is_uncertain_never_comes_again(office: Office) -> None:
    await office.people(1)
    await office.put(LETTER, 1)
    office.town.answers[office.chat(1)].append(LOST)
    await office.send()
    await office.later(days=2)
    assert await states(office) == [("uncertain", "timed out")]
    assert office.town.delivered[office.chat(1)] == 1


async def test_the_pieces_that_have_arrived_do_not_come_again(office: Office) -> None:
    await office.people(1)
    number = await office.announce(ALBUM)
    office.town.next_answers["sendMessage"].append(BAD_GATEWAY)
    await office.send()
    assert await office.counts(number) == {"queued": 1}
    await office.later(seconds=5)
    assert await office.counts(number) == {"sent": 1}
    assert office.town.methods() == ["sendMediaGroup", "sendMessage", "sendMessage"]


async def test_who_has_blocked_us_gets_no_more_until_they_write_again(office: Office) -> None:
    await office.people(3)
    office.town.always[office.chat(2)] = FORBIDDEN
    await office.put(LETTER, 2)
    await office.send()
    number = await office.announce()
    await office.send()
    assert await states(office, person_id=2) == [("failed", BLOCKED)] * 2
    assert await office.blocked() == [2]
    assert await office.counts(number) == {"sent": 2, "unreachable": 1}
    assert len([call for call in office.town.made("sendMessage") if call.data["chat_id"] == office.chat(2)]) == 1
    del office.town.always[office.chat(2)]
    async with office.database.writing() as conn:
        await people.mark_blocked(conn, office.chat(2), None)
    await office.put("other", 2)
    await office.send()
    assert (await office.row(2, kind="other")).state == "sent"


@pytest.mark.parametrize("words", ["chat not found", "USER_IS_BLOCKED: user is deactivated", "PEER_ID_INVALID"])
async def test_who_cannot_be_found_is_unreachable(office: Office, words: str) -> None:
    await office.people(2)
    office.town.always[office.chat(1)] = Refusal(400, f"Bad Request: {words}")
    await office.put(LETTER, 1, 2)
    await office.send()
    assert await states(office) == [("failed", BLOCKED), ("sent", None)]
    assert await office.blocked() == [1]


async def test_being_put_out_of_a_group_says_nothing_of_the_person(office: Office) -> None:
    await office.people(1)
    office.town.always[-5] = Refusal(403, "Forbidden: bot was kicked from the group chat")
    await office.put("other", 1, chat_id=-5)
    await office.put(LETTER, 1)
    await office.send()
    assert await states(office) == [("failed", BLOCKED), ("sent", None)]
    assert await office.blocked() == []


async def test_a_group_is_written_to_though_its_person_has_blocked_us(office: Office) -> None:
    await office.people(1, blocked_at=NOW)
    await office.put("other", 1, chat_id=-5)
    await office.send()
    assert office.town.delivered[-5] == 1


async def test_a_group_that_has_moved_is_followed(office: Office) -> None:
    await office.people(2)
    office.town.always[-5] = Moved(400, "Bad Request: group chat was upgraded to a supergroup chat", to=-10077)
    await office.put(LETTER, 1, 2, chat_id=-5)
    await office.send()
    assert await states(office) == [("sent", None)] * 2
    assert office.town.delivered == {-10077: 2}
    assert [row.chat_id for row in await office.rows()] == [-10077] * 2
    await office.put("other", 1, chat_id=-5)
    await office.send()
    assert office.town.delivered == {-10077: 3}


async def test_poison_fails_alone(office: Office) -> None:
    await office.people(2 * HANDFUL)
    office.town.always[office.chat(3)] = POISON
    await office.put(LETTER, *range(1, 2 * HANDFUL + 1))
    await office.send()
    failed = [row for row in await office.rows() if row.state != "sent"]
    assert [(row.person_id, row.state, row.reason) for row in failed] == [(3, "failed", "Message is too long")]


@pytest.mark.parametrize("trouble", ["broken", "statement"])
async def test_a_letter_that_cannot_be_written_fails_alone(office: Office, trouble: str) -> None:
    await office.people(HANDFUL + 2)
    await office.put("other", 1, data={trouble: True}, priority=Priority.ANSWER)
    await office.put("nobody's", 2, priority=Priority.ANSWER)
    await office.put(LETTER, *range(1, HANDFUL + 3))
    await office.send()
    assert [state for state, _ in await states(office, kind=LETTER)] == ["sent"] * (HANDFUL + 2)
    assert [state for state, _ in await states(office, kind="other")] == ["failed"]
    assert await states(office, kind="nobody's") == [("failed", "not written: KeyError")]


@pytest.mark.parametrize("raw", [{"kind": "riddle"}, {"text": "without a kind"}, {"kind": "media"}], ids=str)
async def test_an_announcement_that_cannot_be_read_fails_alone(office: Office, raw: dict[str, Any]) -> None:
    await office.people(3)
    number = await office.announce(raw=raw)
    await office.put(LETTER, 1, 2, 3)
    await office.send()
    assert await states(office, lane=LETTERS) == [("sent", None)] * 3
    assert await office.counts(number) == {"failed": 3}


async def test_a_database_that_is_busy_for_a_moment_loses_nothing(office: Office) -> None:
    await office.people(3)
    await office.put(LETTER, 1, 2, 3)
    other = sqlite3.connect(office.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
    await office.send()
    other.close()
    assert await states(office) == [("sent", None)] * 3
    assert set(office.town.delivered.values()) == {1}


# --- Stopping, and dying


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
        await outbox.keep_alive(conn, by="dead", now=NOW, until=NOW.replace(second=30))
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


# --- An announcement that is changed while it is under way


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

"""The postman: what of the outbox arrives, in which order, and what stays undone when one row, or we, fail."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery.postman import HANDFUL, MOST_IN_HAND
from handlers import letters
from handlers.announcing.content import Content, Item
from handlers.letters import Slip
from handlers.screens import Screen
from handlers.turn import Turn
from storage import people
from storage.outbox import BLOCKED, LETTERS, NO_CONSENT, NOT_NEEDED, Priority
from tests.delivery.office import LOST, NOW, Moved, Office, empty, office
from tests.intake.line import BAD_GATEWAY, Refusal
from tests.intake.line import BLOCKED as FORBIDDEN

__all__ = ["empty", "office"]
POISON = Refusal(400, "Bad Request: message is too long")
ALBUM = Content("album", items=(Item("photo", "a"), Item("photo", "b")))
LETTER = "hello"


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

"""Updates are taken in once, together, in order; one that fails takes nothing with it."""

from __future__ import annotations

from typing import Any

import pytest

from handlers import filling
from handlers.turn import Tap, Turn
from tests.intake.desk import Desk

SARI, BUDI, DEWI = 11, 12, 13


async def at_first_item(desk: Desk, *people: int) -> None:
    for person in people:
        await desk.companion(person)
        await desk.take(desk.tap(person, "go:questionnaire"))


def answer(desk: Desk, person: int, choice: int) -> dict[str, Any]:
    """A tap on a choice (1 to 4) of the screen that somebody sees."""
    data = desk.screen(person).buttons[choice - 1][1]
    return desk.tap(person, data)


async def stored(desk: Desk, person: int) -> dict[str, str]:
    rows = await desk.query(
        "SELECT item, value FROM draft_answer JOIN draft ON draft.id = draft_id JOIN person ON person.id = person_id "
        "WHERE telegram_id = :person",
        person=person,
    )
    return dict(rows)


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form's handler that stores the answer and then fails, for the third choice alone."""
    happen = filling.happen

    async def failing(turn: Turn, draft: Any, event: Any) -> None:
        await happen(turn, draft, event)
        await turn.work.flush()
        if isinstance(turn.incoming, Tap) and turn.incoming.data.endswith(":a2"):
            raise RuntimeError("a defect")

    monkeypatch.setattr(filling, "happen", failing)


async def test_an_answer_is_stored_and_the_same_message_moves_on(desk: Desk) -> None:
    await at_first_item(desk, SARI)
    await desk.take(answer(desk, SARI, 4))
    assert await stored(desk, SARI) == {"K01": "4"}
    [*_, acknowledged, moved] = desk.line.made()
    assert (acknowledged.method, moved.method) == ("answerCallbackQuery", "editMessageText")
    assert "2 / 87" in moved.data["text"]


@pytest.mark.usefixtures("breaks")
async def test_a_failing_handler_takes_back_all_of_its_update(desk: Desk) -> None:
    await at_first_item(desk, SARI)
    failing = answer(desk, SARI, 3)
    await desk.take(failing)
    assert await stored(desk, SARI) == {}
    assert await desk.aside() == [(failing["update_id"], "RuntimeError")]
    assert "kendala di pihak kami" in desk.line.made("sendMessage")[-1].data["text"]
    # The person goes on at the same item.
    await desk.take(answer(desk, SARI, 4))
    assert await stored(desk, SARI) == {"K01": "4"}


@pytest.mark.usefixtures("breaks")
async def test_the_others_of_the_same_batch_are_kept(desk: Desk) -> None:
    await at_first_item(desk, SARI, BUDI, DEWI)
    failing = answer(desk, BUDI, 3)
    await desk.take(answer(desk, SARI, 1), failing, answer(desk, DEWI, 4))
    assert [await stored(desk, person) for person in (SARI, BUDI, DEWI)] == [{"K01": "1"}, {}, {"K01": "4"}]
    assert await desk.aside() == [(failing["update_id"], "RuntimeError")]
    apologies = [c.data["chat_id"] for c in desk.line.made("sendMessage") if "kendala" in c.data["text"]]
    assert apologies == [BUDI]


async def test_the_same_number_again_does_nothing_but_show_the_place(desk: Desk) -> None:
    await at_first_item(desk, SARI)
    tap = answer(desk, SARI, 2)
    await desk.take(tap)
    for _ in range(3):
        await desk.take(tap)
        assert "2 / 87" in desk.line.made("editMessageText")[-1].data["text"]
    assert await stored(desk, SARI) == {"K01": "2"}
    assert await desk.query("SELECT step FROM draft") == [(1,)]


async def test_the_same_number_twice_in_one_batch_counts_once(desk: Desk) -> None:
    await desk.companion(SARI)
    await desk.take(desk.text(SARI, "/profil"))
    await desk.take(desk.text(SARI, "Sari"))
    for label in ("Perempuan", "Lewati", "Lewati"):
        await desk.take(desk.tap(SARI, dict(desk.screen(SARI).buttons)[label]))
    # Words that tick a box: acted on twice, they would take the tick away again.
    words = desk.text(SARI, "PKH")
    await desk.take(words, words)
    assert await stored(desk, SARI) == {"nama": "Sari", "gender": "perempuan", "program": "pkh"}


async def test_the_same_tap_under_a_new_number_counts_once(desk: Desk) -> None:
    await at_first_item(desk, SARI)
    first = answer(desk, SARI, 2)
    await desk.take(first, desk.tap(SARI, first["callback_query"]["data"]))
    assert await stored(desk, SARI) == {"K01": "2"}
    toasts = [c.data.get("text", "") for c in desk.line.made("answerCallbackQuery")]
    assert "Sudah tersimpan" in toasts[-1]


async def test_one_person_in_a_batch_keeps_the_order(desk: Desk) -> None:
    await at_first_item(desk, SARI)
    shown = desk.screen(SARI).buttons[0][1].rsplit(":", 2)[0]
    await desk.take(*(desk.tap(SARI, f"{shown}:{step}:a{step % 4}") for step in range(10)))
    assert await stored(desk, SARI) == {f"K{n + 1:02}": str(n % 4 + 1) for n in range(10)}
    # Ten taps are acknowledged; the screen is shown once.
    assert len(desk.line.made("answerCallbackQuery")) == 11
    assert ["11 / 87" in c.data["text"] for c in desk.line.made("editMessageText")] == [False, True]


async def test_different_people_share_a_batch_and_nothing_else(desk: Desk) -> None:
    people = range(101, 131)
    await at_first_item(desk, *people)
    await desk.take(*(answer(desk, person, person % 4 + 1) for person in people))
    for person in people:
        assert await stored(desk, person) == {"K01": str(person % 4 + 1)}


async def test_a_button_of_somebody_elses_form_changes_nothing(desk: Desk) -> None:
    await at_first_item(desk, SARI, BUDI)
    await desk.take(desk.tap(BUDI, desk.screen(SARI).buttons[0][1]))
    assert await stored(desk, SARI) == await stored(desk, BUDI) == {}


async def test_more_than_one_batch_at_once(desk: Desk) -> None:
    people = range(1001, 1121)
    for person in people:
        await desk.companion(person)
    await desk.take(*(desk.tap(person, "go:questionnaire") for person in people))
    assert await desk.query("SELECT count(*) FROM draft") == [(120,)]

"""Two forms open at once: a button of one never puts words into the other."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from storage import drafts, people
from storage.people import Chat
from tests.scenarios.chats import draft_answers, person_id, stored
from tests.scenarios.filling import Filler, fills_in
from tests.world import World

FIRST = """
| survey |
| | type | name | label |
| | text | a | Alamat pertama? |
| | select_one yt | b | Setuju? |
| | text | c | Catatan pertama? |

| choices |
| | list_name | name | label |
| | yt | y | Ya |
| | yt | t | Tidak |
"""
SECOND = """
| survey |
| | type | name | label |
| | text | x | Alamat kedua? |
| | text | y | Catatan kedua? |
| settings |
| | form_id | version | form_title |
| | second | 1 | Formulir kedua |
"""


def opens_the_second(world: World, sari: Filler) -> None:
    world.bot.shelf.put(forms.compile_form(SECOND), current=True)
    who = person_id(world, sari)

    async def begin(connection: AsyncConnection) -> None:
        draft = await drafts.begin(
            connection, person_id=who, form_id="second", version="1", position="x", at=world.clock.now()
        )
        await people.write_chats(connection, [Chat(person_id=who, place="draft", draft_id=draft.id)])

    stored(world, begin)
    sari.send("/bantuan")
    sari.tap("Lanjutkan")


def left(world: World) -> tuple[Filler, tuple[str, int]]:
    """The first form is left at its second question; a button of it."""
    sari = fills_in(world, FIRST)
    sari.send("Jalan Satu")
    sari.at("Setuju?")
    button = sari.data_of("Ya")
    sari.tap("Berhenti dulu")
    return sari, button


def test_a_button_of_a_form_that_was_left_takes_it_up_again_below(world: World) -> None:
    sari, (data, message) = left(world)
    sari.send("/start")
    sari.tap_data(data, message_id=message)
    sari.sees("Catatan pertama?")
    newest = sari.messages()[-1]
    assert newest["message_id"] > message, "what is asked stands where the next words are typed"
    sari.send("baik")
    assert draft_answers(world, sari, "trial") == {"a": "Jalan Satu", "b": "y", "c": "baik"}


def test_a_stale_button_of_another_form_leaves_everything_as_it_is(world: World) -> None:
    sari = fills_in(world, FIRST)
    sari.send("Jalan Satu")
    old, message = sari.data_of("Ya")
    sari.tap("Tidak")
    sari.at("Catatan pertama?")
    sari.tap("Berhenti dulu")
    opens_the_second(world, sari)
    sari.at("Alamat kedua?")
    sari.tap_data(old, message_id=message)
    sari.send("Jalan Merdeka 5")
    assert draft_answers(world, sari, "second") == {"x": "Jalan Merdeka 5"}
    assert draft_answers(world, sari, "trial") == {"a": "Jalan Satu", "b": "t"}

"""A form that is not ours: marks of HTML in its words, every kind of question, a form's own refusal."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from storage import drafts, people
from storage.people import Chat
from tests.scenarios.chats import Patient, companion, draft_answers, live_screen, person_id, stored
from tests.world import World

FORM = """
| survey |
| | type | name | label | hint | required | constraint | constraint_message | relevant |
| | note | n | Read <this> & that | | | | | |
| | text | t | Which <b>? | 1 < 2 | yes | string-length(.) < 5 | Keep it < 5 letters & short | |
| | decimal | d | How much? | | | . < 10 | Less than <10> | |
| | date | when | Which day? | | | | | |
| | select_one c | c | Which one? | | yes | | | |
| | acknowledge | a | Sure? | | | | | |
| | integer | last | Why <3? | | | | | ${c} = 'y' |

| choices |
| | list_name | name | label |
| | c | x | A <x> & B |
| | c | y | <i>Y</i> |

| settings |
| | form_id | version | form_title | default_language |
| | trial | 1 | Trial <form> | English (en) |
"""


def begins(world: World, person: Patient) -> None:
    form = forms.compile_form(FORM)
    world.bot.shelf.put(form, current=True)
    who = person_id(world, person)

    async def begin(connection: AsyncConnection) -> None:
        state = forms.begin(form, world.clock.now())
        draft = await drafts.begin(
            connection,
            person_id=who,
            form_id="trial",
            version="1",
            position=state.position,
            at=world.clock.now(),
            answers={},
        )
        await people.write_chats(connection, [Chat(person_id=who, place="draft", draft_id=draft.id)])

    stored(world, begin)
    person.send("/bantuan")
    person.tap("Lanjutkan")


def test_every_kind_of_question(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    begins(world, ibu_sari)
    ibu_sari.sees("Trial <form>", "Read <this> & that")
    ibu_sari.send("halo")
    ibu_sari.sees("Ketuk tombol di atas untuk melanjutkan.")
    ibu_sari.tap("Lanjut")
    ibu_sari.send("/bantuan")
    ibu_sari.tap("Lanjutkan")
    ibu_sari.sees("Which <b>?", "1 < 2", "1 / 5")
    ibu_sari.send("too long")
    ibu_sari.sees("Keep it < 5 letters & short")
    ibu_sari.sends(sticker=True)
    ibu_sari.sees("tulis jawabannya dengan kata-kata")
    ibu_sari.send("<&>")
    ibu_sari.sees("How much?", "2 / 5")
    ibu_sari.send("12,5")
    ibu_sari.sees("Less than <10>")
    ibu_sari.send("Rp 9,5")
    ibu_sari.sees("Which day?")
    ibu_sari.send("2099-99-99")
    ibu_sari.sees("tanggal belum sesuai")
    # The example that the refusal gives is itself a date.
    ibu_sari.send("07/11/2025")
    ibu_sari.sees("Which one?")
    ibu_sari.tap("<i>Y</i>")
    assert "Sure?" in live_screen(ibu_sari)["text"]
    ibu_sari.tap("Ya, saya mengerti")
    assert "Why <3?" in live_screen(ibu_sari)["text"]
    ibu_sari.send("7")
    ibu_sari.sees("Ringkasan", "Which <b>: <&>", "Which one: <i>Y</i>", "Which day: Jumat, 7 November 2025")
    assert draft_answers(world, ibu_sari, "trial") == {
        "t": "<&>",
        "d": "9.5",
        "when": "2025-11-07",
        "c": "y",
        "a": "OK",
        "last": "7",
    }
    ibu_sari.tap("Kirim")
    ibu_sari.sees("terkirim")

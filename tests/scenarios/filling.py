"""What the scenarios of forms share: somebody with a form open in front of them, and what is stored of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from bot.program import Program
from storage import drafts, people
from storage.people import Chat
from tests.scenarios.chats import Patient, companion, draft_answers, live_screen, person_id, stored
from tests.world import World

SETTINGS = """
| settings |
| | form_id | version | form_title | default_language |
| | trial | 1 | Kunjungan | Indonesia (id) |
"""


class Filler(Patient):
    """Somebody who fills in a form, waiting after each act until the bot has come to rest."""

    def shares(self, *place: float, button: str = "", accuracy: float = 12.0) -> None:
        """Share a place by the attach menu, or by the button that asks for it."""
        super().share_location(*place, button=button, accuracy=accuracy)
        self.world.settle()

    def sends_sample(self, kind: str) -> None:
        """Send an example of a photo, voice, video, video_note or audio."""
        self.sends(**{kind: "sample"})

    def sends_file(self, name: str, content: bytes = b"%PDF-1.4 contoh", mime: str = "") -> None:
        super().send_document(content, name=name, mime=mime)
        self.world.settle()

    @property
    def answers(self) -> dict[str, str]:
        """What is stored of the open draft, times and ids of its own apart."""
        self.world.settle()
        return draft_answers(self.world, self, "trial")

    @property
    def question(self) -> str:
        """The text of the newest message with buttons."""
        return str(live_screen(self)["text"])

    @property
    def rows(self) -> list[list[str]]:
        """The labels of the buttons to tap, row by row."""
        return [[b["text"] for b in row] for row in live_screen(self)["buttons"]]

    def data_of(self, label: str) -> tuple[str, int]:
        """What a button carries, and under which message it stands: for taps on an old screen."""
        message = live_screen(self)
        return next(b["data"] for row in message["buttons"] for b in row if b["text"] == label), message["message_id"]

    def at(self, *texts: str) -> None:
        """The question to tap below shows all of these."""
        missing = [text for text in texts if text not in self.question]
        assert not missing, f"{missing} not in:\n{self.question}\n{self.rows}"


def fills_in(
    world: World,
    form: str,
    *,
    key: str = "ibu_sari",
    language: str = "id",
    files: Mapping[str, bytes] | None = None,
    settings: str = SETTINGS,
) -> Filler:
    """A companion who has just opened this form."""
    compiled = forms.compile_form(form + settings, files=files or {})
    world.bot.shelf.put(compiled, current=True, files=files or {})
    person = Filler(world, companion(world, key, "Sari").key)
    if language != "id":
        person.send("/bahasa")
        person.tap("English")
    who = person_id(world, person)

    async def begin(connection: AsyncConnection) -> None:
        state = forms.begin(compiled, world.clock.now())
        draft = await drafts.begin(
            connection,
            person_id=who,
            form_id="trial",
            version="1",
            position=state.position,
            at=world.clock.now(),
            answers=state.answers,
            instance_id="uuid:00000000-0000-4000-8000-000000000001",
        )
        await people.write_chats(connection, [Chat(person_id=who, place="draft", draft_id=draft.id)])

    stored(world, begin)
    person.send("/bantuan")
    person.tap("Lanjutkan" if language == "id" else "Continue")
    return person


def restarted(world: World) -> None:
    """The bot stops and starts again, with the form at hand as before."""
    form = world.bot.shelf.current("trial")
    world.stop_bot()

    async def put(program: Program) -> None:
        program.shelf.put(form, current=True)

    world.start_bot(prepare=put)


def sent(world: World) -> dict[str, str]:
    """The answers of the form that was sent last."""
    world.settle()
    rows: list[tuple[Any, ...]] = world.query(
        "SELECT item, value FROM submission_answer WHERE submission_id = (SELECT max(id) FROM submission)"
    )
    return {str(item): str(value) for item, value in rows}

"""A companion who walks the questionnaire as a person does: who sees nothing come taps again, then writes /start."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from storage import consents, people
from tests.world import Person, World

ITEMS = [f"K{n:02}" for n in range(1, 25)] + [f"S{n:02}" for n in range(1, 40)] + [f"T{n:02}" for n in range(1, 25)]
# How long a person looks at a screen that does not change, and how often they try before they give up.
LOOKS_FOR = 1.5
MOST_TRIES = 12
# Between two looks: looking costs the bot's process time, too.
BLINK = 0.006


class StuckError(AssertionError):
    """The person has done all that a person does, and nothing came."""


def enrol(world: World, key: str, at: datetime) -> Companion:
    """Somebody who has agreed and stands at the menu (how one gets there has tests of its own)."""
    person = world.person(key, "Sari")
    telegram_id = next(p["user_id"] for p in world.get("/sim/people")["people"] if p["key"] == key)

    async def store() -> None:
        async with world.bot.database.writing() as connection:
            known = await people.add_person(connection, telegram_id=telegram_id, language="id", at=at)
            version = world.bot.shelf.current("persetujuan").version
            await consents.record(
                connection, person_id=known.person.id, version=version, language="id", accepted=True, at=at
            )

    world.on_loop(store())
    return Companion(person)


class Companion:
    """See the module. `nudges` counts how often the person had to do something again."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.nudges = 0

    def begin(self) -> None:
        """From anywhere to the first item that is not answered."""
        self._to_the_questionnaire()
        self._until(self._at_an_item, self._to_the_questionnaire)
        self.nudges = 0

    def answer(self, item: str, value: str) -> None:
        """Tap an answer to this item, until the chat has moved on."""
        number = ITEMS.index(item) + 1
        self._until(lambda: self.number() == number or self._past(number), self._to_the_questionnaire)
        self.tap_answer(number, value)
        self._until(lambda: self._past(number), lambda: self._nudge(number, value))

    def tap_answer(self, number: int, value: str) -> None:
        """One tap; whatever comes of it."""
        self._tap(f"{value} · ", at=number)

    def send_off(self) -> None:
        """From the summary to the result."""
        self._until(self._at_the_end, self._to_the_questionnaire)
        self.tap_send()
        self._until(lambda: "Penilaian diri" in self._newest("Penilaian diri"), self._again_to_the_end)

    def tap_send(self) -> None:
        self._tap("Kirim")

    def number(self) -> int | None:
        """The number of the item that is shown; None elsewhere."""
        message = self._standing()
        return _number(message) if message else None

    def sees_item(self, number: int) -> None:
        """Wait for it, without doing anything."""
        self._until(lambda: self.number() == number, None)

    def sees_result(self) -> None:
        self._until(lambda: bool(self._newest("Penilaian diri")), None)

    # How it is done

    def _messages(self) -> list[dict[str, Any]]:
        chat = self.person.world.get(f"/sim/{self.person.key}/chat?last=40")
        return [m for m in chat["messages"] if m["from"] == "bot" and not m.get("deleted")]

    def _standing(self) -> dict[str, Any] | None:
        """The newest message with buttons: where the person is."""
        return next((m for m in reversed(self._messages()) if m.get("buttons")), None)

    def _newest(self, words: str) -> str:
        return next((m["text"] for m in reversed(self._messages()) if words in m["text"]), "")

    def _at_an_item(self) -> bool:
        return self.number() is not None

    def _at_the_end(self) -> bool:
        message = self._standing()
        return message is not None and "Ringkasan" in message["text"]

    def _past(self, number: int) -> bool:
        now = self.number()
        return self._at_the_end() if number == len(ITEMS) else now is not None and now > number

    def _tap(self, label: str, *, at: int | None = None) -> bool:
        """Tap a button of the newest screen, where it has one that begins with this."""
        message = self._standing()
        if message is None or (at is not None and _number(message) != at):
            return False
        for button in (b for row in message["buttons"] for b in row):
            if button["text"].startswith(label):
                self.person.tap_data(button["data"], message_id=message["message_id"])
                return True
        return False

    def _nudge(self, number: int, value: str) -> None:
        if not self._tap(f"{value} · ", at=number):
            self._to_the_questionnaire()

    def _to_the_questionnaire(self) -> None:
        self.person.send("/start")
        self._seen(lambda: self._tap("Lanjutkan") or self._tap("Kuesioner"))

    def _again_to_the_end(self) -> None:
        if not self._tap("Kirim"):
            self.person.send("/riwayat")

    def _until(self, condition: Callable[[], bool], otherwise: Callable[[], None] | None) -> None:
        for _ in range(MOST_TRIES):
            if self._seen(condition):
                return
            if otherwise is not None:
                self.nudges += 1
                otherwise()
        self._give_up()

    def _seen(self, condition: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + LOOKS_FOR
        while not condition():
            if time.monotonic() > deadline:
                return False
            time.sleep(BLINK)
        return True

    def _give_up(self) -> None:
        shown = "\n---\n".join(f"{m['text']} {m.get('buttons')}" for m in self._messages()[-3:])
        raise StuckError(f"{self.person.key} is stuck; the chat shows:\n{shown}")


def _number(message: dict[str, Any]) -> int | None:
    found = re.search(r"(\d+) / 87", message["text"])
    return int(found[1]) if found and "Ringkasan" not in message["text"] else None

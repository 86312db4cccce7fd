"""A day in the field over a bad line: people who do everything once, and the account of all that they were shown.

Nobody here acts a second time because nothing came: what a person has done is never lost, and what the bot owes them
comes by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from locales import FOLDER
from storage import invites
from tests.scenarios.chats import companion, person_id, stored
from tests.scenarios.filling import Filler
from tests.world import World

# All that the playground can do to a bot. What is held back or comes twice comes within the time of a world's rest.
FAULTS: Mapping[str, Any] = {
    "methods": None,
    "latency_ms": 1,
    "lost_reply": 0.03,
    "server_error": 0.02,
    "too_many": {"count": 2},
    "duplicate_tap": 0.25,
    "duplicate_after_ms": 3,
    "duplicate_update": 0.25,
    "reorder": 0.1,
    "reorder_window_ms": 3,
}
# So often it is looked whether something still has to come, before the test says that it does not.
MOST_LOOKS = 12


class Phone(Filler):
    """Somebody who does everything once, and waits until the bot has come to rest and owes nobody anything."""

    def send(self, text: str) -> None:
        super().send(text)
        comes_to_rest(self.world)

    def sends(self, **what: Any) -> None:
        super().sends(**what)
        comes_to_rest(self.world)

    def tap(self, button: str, *, times: int = 1, message_id: int | None = None) -> None:
        """Tap a button of the screen where they are, else of a letter."""
        if message_id is None and any(label.startswith(button) for row in self.rows for label in row):
            message_id = int(self._place()["message_id"])
        super().tap(button, times=times, message_id=message_id)
        comes_to_rest(self.world)

    def taps(self, *buttons: str) -> None:
        """One button after the other."""
        for button in buttons:
            self.tap(button)

    def opens(self, verb: str, number: int) -> None:
        """Tap the button of a list that opens what has this number."""
        buttons = [button for row in self._place()["buttons"] for button in row]
        self.tap(next(button["text"] for button in buttons if button["data"] == f"{verb}:{number}"))

    def changes(self, words: str) -> None:
        """Tap the number of the line of a summary that begins with these words."""
        number = re.search(rf"^(\d+)\. {words}", self.question, re.MULTILINE)
        assert number is not None, f"no line {words!r} in:\n{self.question}"
        self.tap(number[1])

    def taps_unseen(self, button: str) -> None:
        """Tap, and wait for nothing."""
        self.world.post(f"/sim/{self.key}/tap", {"button": button, "message_id": self._place()["message_id"]})

    def writes_unseen(self, text: str) -> None:
        """Write, and wait for nothing."""
        self.world.post(f"/sim/{self.key}/message", {"text": text})

    def shares(self, *place: float, button: str = "", accuracy: float = 12.0) -> None:
        super().shares(*place, button=button, accuracy=accuracy)
        comes_to_rest(self.world)

    def sends_photo(self, content: bytes, *, caption: str = "") -> None:
        super().send_photo(content, caption=caption)
        comes_to_rest(self.world)

    @property
    def question(self) -> str:
        """The text of the screen that shows where they are; letters below it are not meant."""
        return str(self._place()["text"])

    @property
    def rows(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self._place()["buttons"]]

    def _place(self) -> dict[str, Any]:
        return next(
            message
            for message in reversed(self.messages())
            if any(not button["data"].startswith("l:") for row in message["buttons"] or [] for button in row)
        )

    def writes_and_taps(self, text: str, button: str) -> None:
        """Both at once, and they change places on their way."""
        self.world.faults(reorder=1.0, reorder_window_ms=5000, duplicate_tap=0.0)
        self.writes_unseen(text)
        self.taps_unseen(button)
        self.world.faults(**{name: FAULTS[name] for name in ("reorder", "reorder_window_ms", "duplicate_tap")})
        comes_to_rest(self.world)


def coordinator(world: World, key: str, name: str, region: str, **profile: str) -> Phone:
    """Who answers for a region, and has written to the bot."""
    person = Phone(world, companion(world, key, name, role="coordinator", **profile).key)
    who = person_id(world, person)
    stored(world, lambda connection: invites.add_duty(connection, who, region, ""))
    person.send("/start")
    return person


def starts_again(world: World, *, meanwhile: Callable[[], None] = lambda: None) -> None:
    """The program stops, whatever is under way, and starts; `meanwhile` nobody is there."""
    world.stop_bot()
    meanwhile()
    world.start_bot()
    comes_to_rest(world)


def comes_to_rest(world: World) -> None:
    """Nothing is under way, and nobody is owed a screen: what is owed comes by itself after a while."""
    for _ in range(MOST_LOOKS):
        world.settle()
        world.on_loop(world.bot.postman.idle())
        world.on_loop(world.bot.schedule.deliveries())
        if not world.query("SELECT 1 FROM chat WHERE owed IS NOT NULL"):
            return
        world.advance(seconds=21)
        world.on_loop(world.bot.schedule.owed())
    raise AssertionError("a screen is owed, and does not come")


def post_goes_out(world: World) -> None:
    """What is due is planned, and every letter that may go now has gone, however often it was tried."""
    for _ in range(MOST_LOOKS):
        world.post_out()
        comes_to_rest(world)
        if not world.query(
            "SELECT 1 FROM outbox WHERE state NOT IN ('sent', 'uncertain', 'cancelled') AND attempts > 0"
        ):
            return
        world.advance(seconds=31)
    raise AssertionError(f"letters do not go: {world.query('SELECT key, state, reason FROM outbox')}")


def files_arrive(world: World) -> None:
    """What was sent is fetched and kept, however often it was tried."""
    for _ in range(MOST_LOOKS):
        comes_to_rest(world)
        world.on_loop(world.bot.attachments.look())
        [(again,)] = world.query("SELECT max(next_at) FROM attachment WHERE state <> 'kept'")
        if again is None:
            return
        world.advance(seconds=max(again / 1_000_000 - world.clock.now().timestamp(), 0) + 1)
    raise AssertionError(f"files do not come: {world.query('SELECT state, reason FROM attachment')}")


def tried_to_fetch(world: World) -> int:
    """So often the one file that is wanted has been asked for in vain."""
    comes_to_rest(world)
    world.on_loop(world.bot.attachments.look())
    [(attempts,)] = world.query("SELECT attempts FROM attachment WHERE state = 'wanted'")
    return int(attempts)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the bot has put before somebody: `rows` are the labels of the buttons, `data` what they carry."""

    person: str
    method: str
    text: str
    rows: tuple[tuple[str, ...], ...]
    data: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        return [label for row in self.rows for label in row]

    @property
    def is_letter(self) -> bool:
        """It came by itself, and its buttons open something below."""
        return self.method.startswith("send") and any(data.startswith("l:") for data in self.data)

    def __str__(self) -> str:
        buttons = "".join("\n" + " ".join(f"[ {label} ]" for label in row) for row in self.rows)
        return f"── {self.person or 'di atas obrolan'} · {self.method}\n{self.text}{buttons}"


def shown_to(world: World, *people: Phone) -> list[Shown]:
    """All that has reached them, in order; also the short words above a chat, which are nobody's in the log."""
    names = {int(person.chat()["user_id"]): person.key for person in people}
    return [each for call in world.calls() if (each := _shown(call, names)) is not None]


def _shown(call: Mapping[str, Any], names: Mapping[int, str]) -> Shown | None:
    params = call["params"]
    text = str(params.get("text") or params.get("caption") or "")
    # A short word above a chat names no chat.
    person = names.get(call["chat_id"], "")
    if call["status"] != 200 or not text or not (person or call["method"] == "answerCallbackQuery"):
        return None
    markup = params.get("reply_markup") or "{}"
    markup = json.loads(markup) if isinstance(markup, str) else markup
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return Shown(
        person,
        call["method"],
        text,
        tuple(tuple(str(button["text"]) for button in row) for row in rows),
        tuple(str(button.get("callback_data", "")) for row in rows for button in row),
    )


# Words that nearly every English sentence has one of, and no Indonesian one.
ENGLISH = re.compile(r"\b(the|of|and|to|is|are|was|your|you|this|that|with|for|not|have|has|by|it|in|on|at|or|be)\b")
# What stays when a text is put together wrongly.
REMAINS = re.compile(r"[{}$]|\b(None|True|False|null|nan|uuid)\b|\[\]|\(\)|(?<!▱|▰)  |· *·|, *,| [.,:;?]")
MOST_IN_A_LINE, MOST_ON_A_BUTTON = 400, 40


def faults_of(shown: Shown) -> Iterator[str]:
    """What is wrong with a screen in Indonesian, as far as that can be seen without understanding it."""
    plain = re.sub(r"<[^>]+>", "", shown.text)
    for words in (plain, *shown.labels):
        if found := REMAINS.search(words):
            yield f"{found[0]!r} in {words!r}"
        if found := ENGLISH.search(words):
            yield f"English: {found[0]!r} in {words!r}"
        for key in _keys() & set(re.findall(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+", words)):
            yield f"a key instead of a text: {key}"
    for label in shown.labels:
        if len(label) > MOST_ON_A_BUTTON or label in _english_labels():
            yield f"a button: {label!r}"
    for line in plain.split("\n"):
        if len(line) > MOST_IN_A_LINE:
            yield f"a line of {len(line)} characters: {line[:60]!r}"


@cache
def _keys() -> frozenset[str]:
    """The names of all texts that have a hyphen in them."""
    found = re.findall(r"^([a-z][\w-]*-[\w-]+) =", "\n".join(_files("id")), re.MULTILINE)
    return frozenset(found)


@cache
def _english_labels() -> frozenset[str]:
    """The English labels that have no variable in them, without those that are the same in Indonesian."""
    english, indonesian = (
        set(re.findall(r"^button-[\w-]+ = (.+)$", "\n".join(_files(language)), re.MULTILINE))
        for language in ("en", "id")
    )
    return frozenset(english - indonesian)


def _files(language: str) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((FOLDER / language).glob("*.ftl"))]

"""The real bot on a real playground, for tests that read as a chat does.

Everything runs as in `make run` (HTTP between bot and playground included), on a thread and a loop of its own, with
a frozen clock and a database that holds the library's forms and nobody yet (`tests.ready`). A test talks to it over
HTTP, as any script can (docs/playground.md):

    def test_first_contact(world: World) -> None:
        ibu_sari = world.person("ibu_sari", "Sari")
        ibu_sari.send("/start")
        ibu_sari.sees("Selamat datang")
        ibu_sari.tap("Mulai")
"""

from __future__ import annotations

import asyncio
import base64
import threading
import time
import urllib.error
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.clock import FrozenClock
from bot.playground import Limits, Playground
from bot.program import Program
from bot.settings import Settings
from tests import ready
from tests.line import Line

T = TypeVar("T")
TOKEN = "1:PLAYGROUND"
# A Friday morning in western Indonesia: 08.00 WIB.
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
# How long a test waits for what it expects to see, before it says that it did not come.
PATIENCE_SECONDS = 10.0
# How long a test that waits does not look again while nothing changes in any chat.
GLANCE_SECONDS = 0.05
BOT_COMMANDS = (
    "/start",
    "/lapor",
    "/laporan",
    "/kasus",
    "/belajar",
    "/mentor",
    "/tips",
    "/pengingat",
    "/riwayat",
    "/profil",
    "/bahasa",
    "/data",
    "/bantuan",
    "/batal",
)


class NotSeenError(AssertionError):
    """What was expected in the chat did not appear; shows what did."""


class World:
    """A playground and a bot. The bot may be stopped and started again; the chats stay."""

    def __init__(self, folder: Path, *, limits: Limits | None = None, **settings: Any) -> None:
        self.clock = FrozenClock(START)
        self.folder = folder
        self._settings = settings
        self._line = Line()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.playground = Playground(clock=self.clock, token=TOKEN, limits=limits or Limits.off())
        self.on_loop(self.playground.start())
        self.program: Program | None = None
        self._work: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return self.playground.url

    @property
    def bot(self) -> Program:
        if self.program is None:
            raise LookupError("the bot is not running")
        return self.program

    def on_loop(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run on the world's loop and wait for the result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(60)

    def start_bot(self, *, prepare: Callable[[Program], Awaitable[None]] | None = None) -> None:
        """Start the bot; `prepare` may fill its database before it takes updates in."""

        given = {"_env_file": None, "data": self.folder, "telegram_api_url": self.url, **self._settings}
        settings = Settings(**given)
        if not settings.database.exists():
            ready.filled(settings.database, self.clock.now())

        async def start() -> None:
            program = Program(settings, TOKEN, clock=self.clock)
            with ready.loading_once():
                await program.open()
            if prepare is not None:
                await prepare(program)
            await program.start()
            self.program = program
            self._work = asyncio.create_task(program.run())

        self.on_loop(start())

    def stop_bot(self) -> None:
        """Stop the bot politely."""

        async def stop() -> None:
            if self._work is not None:
                self._work.cancel()
                await asyncio.gather(self._work, return_exceptions=True)
            await self.bot.stop()

        self.on_loop(stop())
        self.program = None

    def close(self) -> None:
        if self.program is not None:
            self.stop_bot()
        self._line.close()
        self.on_loop(self.playground.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def person(self, key: str, first_name: str, *, language: str = "id") -> Person:
        """Somebody new with a phone; they have never written to the bot."""
        self.post("/sim/people", {"key": key, "first_name": first_name, "language_code": language})
        return Person(self, key)

    def faults(self, **faults: Any) -> None:
        """Switch faults of the playground on (docs/playground.md); without arguments, all off."""
        if faults:
            self.post("/sim/faults", faults)
        else:
            self.playground.faults.clear()

    def advance(self, **amount: float) -> None:
        """Let time pass, for example `advance(days=2)`."""
        self.clock.advance(**amount)

    def calls(self, method: str | None = None) -> list[dict[str, Any]]:
        """The Bot API calls so far."""
        log = self.get("/sim/log" + (f"?method={method}" if method else ""))
        return list(log["calls"] if isinstance(log, dict) else log)

    def query(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """Look into the bot's database."""
        from sqlalchemy import text

        async def run() -> list[tuple[Any, ...]]:
            async with self.bot.database.reading() as connection:
                return [tuple(row) for row in await connection.execute(text(sql), values)]

        return self.on_loop(run())

    def settle(self) -> None:
        """Wait until the bot has nothing in hand: no update waits, everything has been handed over."""

        async def settled() -> None:
            for _ in range(2000):
                await self.bot.courier.idle()
                if not self.playground_waits():
                    await asyncio.sleep(0.01)
                    await self.bot.courier.idle()
                    if not self.playground_waits():
                        return
                await asyncio.sleep(0.005)
            raise NotSeenError("the bot does not come to rest")

        self.on_loop(settled())

    def post_out(self) -> None:
        """Plan what is due, and send everything that may go now: reminders, tips, announcements, reports."""

        async def out() -> None:
            await self.bot.schedule.plan()
            for _ in range(2):  # what ends an announcement is a letter again
                await self.bot.announcer.look()
                await self.bot.postman.idle()
            await self.bot.courier.idle()

        self.settle()
        self.on_loop(out())

    def playground_waits(self) -> bool:
        """Whether updates wait to be taken in."""
        return self.playground.pending > 0

    def wait_for_change(self, since: int) -> None:
        """Wait until something in a chat is not as it was when `playground.changes` was `since`, or a glance long."""
        until = time.monotonic() + GLANCE_SECONDS
        while self.playground.changes == since and time.monotonic() < until:
            time.sleep(0.002)

    def get(self, path: str) -> Any:
        return self._line.ask("GET", self.url, path)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._line.ask("POST", self.url, path, body)


class Person:
    """Somebody with a phone. What they do and see, in the words of a test."""

    def __init__(self, world: World, key: str) -> None:
        self.world = world
        self.key = key

    def send(self, text: str) -> None:
        """Write something to the bot."""
        self.world.post(f"/sim/{self.key}/message", {"text": text})

    def sends(self, **what: Any) -> None:
        """Send something else: `sticker=True`, `location={…}`, `voice={…}`, `forward_of=…`."""
        self.world.post(f"/sim/{self.key}/message", what)

    def share_location(
        self, latitude: float = -0.2244, longitude: float = 100.6331, *, accuracy: float = 12.0, button: str = ""
    ) -> int:
        """Share a place, by the attach menu or by a `button` that asks for it; gives the message's id."""
        place = {"latitude": latitude, "longitude": longitude, "horizontal_accuracy": accuracy}
        if not button:
            return self._sent({"location": place})
        self._until(lambda: any(button in label for label in self.keyboard), f"a keyboard with {button!r}")
        tapped = self.world.post(f"/sim/{self.key}/tap", {"button": button, "location": place, "keyboard": True})
        return int(tapped["message_id"])

    def send_photo(self, content: bytes | None = None, *, caption: str = "") -> int:
        """Send a picture as a photo; without content one that says in its EXIF where it was taken."""
        return self._sent({"photo": _file("foto.jpg", content), "caption": caption})

    def send_voice(self, content: bytes | None = None, *, seconds: int = 2) -> int:
        """Speak; without content two seconds of silence."""
        return self._sent({"voice": _file("", content), "duration": seconds})

    def send_audio(self, content: bytes | None = None, *, name: str = "rekaman.mp3") -> int:
        return self._sent({"audio": _file(name, content)})

    def send_video(self, content: bytes | None = None, *, caption: str = "") -> int:
        return self._sent({"video": _file("video.mp4", content), "caption": caption})

    def send_video_note(self, content: bytes | None = None) -> int:
        """Send a round video."""
        return self._sent({"video_note": _file("", content)})

    def send_document(self, content: bytes, *, name: str, mime: str = "", caption: str = "") -> int:
        """Send a file as it is; without `mime` the name says what it is."""
        document = {**_file(name, content), "mime": mime}
        return self._sent({"document": document, "caption": caption})

    def _sent(self, what: dict[str, Any]) -> int:
        return int(self.world.post(f"/sim/{self.key}/message", what)["message_id"])

    def tap(self, button: str, *, times: int = 1, message_id: int | None = None) -> None:
        """Tap the newest button with this label (or its beginning); waits until there is one."""
        body: dict[str, Any] = {"button": button, "times": times}
        if message_id is not None:
            body["message_id"] = message_id
        self._until(lambda: self._tapped(body), f"a button {button!r}")

    def tap_data(self, data: str, *, message_id: int) -> None:
        """Tap what a message once carried, as from an old screen."""
        self.world.post(f"/sim/{self.key}/tap", {"data": data, "message_id": message_id})

    def _tapped(self, body: dict[str, Any]) -> bool:
        try:
            self.world.post(f"/sim/{self.key}/tap", body)
        except urllib.error.HTTPError as error:
            if error.code == 409:
                return False
            raise
        return True

    def chat(self) -> dict[str, Any]:
        chat: dict[str, Any] = self.world.get(f"/sim/{self.key}/chat")
        return chat

    def messages(self) -> list[dict[str, Any]]:
        """What the bot has written, oldest first; deleted messages are not there."""
        return [m for m in self.chat()["messages"] if m["from"] == "bot" and not m.get("deleted")]

    @property
    def screen(self) -> str:
        """The text of the bot's newest message."""
        messages = self.messages()
        return str(messages[-1]["text"]) if messages else ""

    @property
    def buttons(self) -> list[str]:
        """The labels of the newest message's buttons."""
        messages = self.messages()
        return [b["text"] for row in (messages[-1].get("buttons") or []) for b in row] if messages else []

    @property
    def keyboard(self) -> list[str]:
        """The labels of the keyboard in place of the letters; empty when there is none."""
        shown = self.chat()["keyboard"] or {"rows": []}
        return [button["text"] for row in shown["rows"] for button in row]

    @property
    def toasts(self) -> list[str]:
        """The short words above the chat, oldest first."""
        return [toast["text"] for toast in self.chat()["toasts"] if toast["text"]]

    def sees(self, *texts: str) -> None:
        """Wait until the newest message holds all of these."""
        self._until(lambda: all(t in self.screen for t in texts), f"a newest message with {texts}")

    def sees_anywhere(self, text: str) -> None:
        """Wait until some message of the bot holds this."""
        self._until(lambda: any(text in m["text"] for m in self.messages()), f"a message with {text!r}")

    def sees_toast(self, text: str) -> None:
        self._until(lambda: any(text in t for t in self.toasts), f"a toast with {text!r}")

    def does_not_see(self, text: str) -> None:
        """Once the bot has come to rest, no message holds this."""
        self.world.settle()
        assert not any(text in m["text"] for m in self.messages()), f"{text!r} is in the chat"

    def joins(self, *, name: str = "Sari", gender: str = "Perempuan") -> None:
        """From `/start` to the menu, with the shortest profile."""
        self.joins_until_summary(name=name, gender=gender)
        self.tap("Kirim")
        self.sees("Apa yang ingin Anda lakukan")

    def joins_until_summary(self, *, name: str = "Sari", gender: str = "Perempuan") -> None:
        """As `joins`, up to the profile's summary."""
        self.send("/start")
        self.tap("Mulai")
        self.tap("Setuju")
        self.sees("1 / ")
        self.send(name)
        self.tap(gender)
        for skipped in ("Tahun berapa", "Apa pendidikan"):
            self.sees(skipped)
            self.tap("Lewati")
        self.sees("Program apa")
        self.tap("PKH")
        self.sees("✓" if "✓" in self.screen else "Program apa")
        self.tap("Selesai")
        self.sees("Di provinsi mana")
        self.send("sumatera barat")
        self.sees("Di kabupaten")
        self.send("payakumbuh")
        for skipped in ("Berapa tahun", "Berapa kali", "Berapa jumlah", "Berapa insentif"):
            self.sees(skipped)
            self.tap("Lewati")
        self.sees("Ringkasan")

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            before = self.world.playground.changes
            if condition():
                return
            if time.monotonic() > deadline:
                recent = "\n---\n".join(m["text"] + "\n" + str(m.get("buttons") or "") for m in self.messages()[-3:])
                raise NotSeenError(
                    f"{self.key} waited for {what}; the chat shows:\n{recent}\ntoasts: {self.toasts[-3:]}"
                )
            self.world.wait_for_change(before)


def _file(name: str, content: bytes | None) -> Any:
    # The playground has a real file of each kind at hand.
    return "sample" if content is None else {"name": name, "base64": base64.b64encode(content).decode()}

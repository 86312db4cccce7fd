"""What the logs never say: tokens, names, what people write, identity numbers."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bot.logs import configure, log, where, without_token
from tests.bot.conftest import environment

TOKEN = "987654321:AAH-not_a_real-token"
NUMBER = "1234567890123456"


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"https://api.telegram.org/file/bot{TOKEN}/photos/1.png",
        f"see bot{TOKEN} there",
        f"The token `{TOKEN}` was rejected",
        "http://127.0.0.1:8080/bot1:PLAYGROUND/getMe",
    ],
)
def test_a_token_is_taken_out_wherever_it_stands(text: str) -> None:
    without = without_token(text)
    assert "AAH" not in without
    assert "PLAYGROUND" not in without
    assert "[token]" in without


@pytest.mark.parametrize("form", ["json", "console"])
def test_our_logs_and_those_of_libraries_hide_it(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug", form)
    log("test").warning("something", says=f"/bot{TOKEN}/getMe")
    try:
        raise ValueError(f"no answer from /bot{TOKEN}/getMe")
    except ValueError as error:
        logging.getLogger("aiohttp").exception("call to %s failed", f"/bot{TOKEN}/getMe")
        place = where(error)
    configure("error", "json")
    said = capsys.readouterr().err
    assert said.count("[token]") >= 2
    assert "ValueError" in said
    assert "AAH" not in said
    assert place.startswith("test_logs_of_a_chat.py:")


class Chat:
    """A process that runs bot and playground together, and somebody who writes to it."""

    def __init__(self, folder: Path) -> None:
        self.errors = folder / "errors.log"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                env=environment(SAMPLE="0", PORT="0", DATA=str(folder / "data"), LOG_LEVEL="debug"),
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self.process.stdout is not None
        self.url = next(part for part in self.process.stdout.readline().split() if part.startswith("http")).rstrip("/")

    def post(self, path: str, body: Any) -> None:
        request = urllib.request.Request(f"{self.url}/sim{path}", data=json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        urllib.request.urlopen(request, timeout=10).close()

    def tap(self, button: str) -> None:
        deadline = time.monotonic() + 10
        while True:
            try:
                return self.post("/ibu_upik/tap", {"button": button})
            except urllib.error.HTTPError:
                assert time.monotonic() < deadline, button
                time.sleep(0.01)

    def settle(self) -> None:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with urllib.request.urlopen(f"{self.url}/sim/state", timeout=10) as answer:
                if not json.load(answer)["pending"]:
                    return
            time.sleep(0.02)
        raise AssertionError("updates wait for ever")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def test_a_chat_with_every_trouble_leaves_nothing_of_the_person_in_the_logs(tmp_path: Path) -> None:
    chat = Chat(tmp_path)
    try:
        person = {"key": "ibu_upik", "first_name": "Upik-Rahasia", "user_id": 712_345_678}
        chat.post("/people", person)
        chat.post("/ibu_upik/message", {"text": "/start"})
        chat.tap("Mulai")
        chat.tap("Setuju")
        chat.settle()
        chat.post("/faults", {"server_error": 0.2, "lost_reply": 0.2, "duplicate_tap": 0.5})
        for words in (
            "Upik-Rahasia",
            NUMBER,
            f"NIK {NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:12]} {NUMBER[12:]}",
            "/bantuan",
        ):
            chat.post("/ibu_upik/message", {"text": words})
        # Set aside, and one at which PTB itself stumbles.
        sender = {"id": person["user_id"], "is_bot": False, "first_name": "Upik-Rahasia"}
        chat.post("/update", {"callback_query": {"id": "1", "from": "Upik-Rahasia", "data": NUMBER}})
        chat.post("/update", {"message": {"chat": {"id": 1, "type": "private"}, "from": sender, "text": NUMBER}})
        chat.settle()
    finally:
        ended = chat.stop()
    assert ended == 0
    said = chat.errors.read_text()
    assert "update set aside" in said, "the logs are those of the bot"
    assert "Traceback" not in said
    for secret in ("PLAYGROUND", "Rahasia", NUMBER, NUMBER[:4] + " ", "712345678", "/start"):
        assert secret not in said, secret
    for line in said.splitlines():
        assert {"part", "event", "level", "timestamp"} <= json.loads(line).keys()

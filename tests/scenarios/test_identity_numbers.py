"""Sixteen digits (a NIK, a KK number) are refused kindly, and are nowhere once the message has been handled."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.logs import configure
from tests.scenarios.chats import Patient, Respondent, companion, invitation, newcomer
from tests.scenarios.test_bad_input import FILE
from tests.world import Person, World

# Not anybody's: no province has the code 12, month 34, and day 90.
DIGITS = "1234567890123456"
SPELLINGS = (
    DIGITS,
    f"NIK saya {DIGITS}, terima kasih.",
    "1234 5678 9012 3456",
    "1234.5678.9012.3456",
    "1234-5678-9012-3456",
    "1234/5678/9012/3456",
    "１２３４５６７８９０１２３４５６",
    "1234\u00a05678\u00a09012\u00a03456",
    "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦",
    f"KK:{DIGITS}7",
    f"{DIGITS} dan {DIGITS[::-1]}",
    f"/batal {DIGITS}",
    f"/start inv_{DIGITS}",
    f"/{DIGITS}",
)
REFUSAL = "tampaknya berisi NIK atau nomor KK"


@pytest.fixture(scope="module")
def log_lines() -> Iterator[io.StringIO]:
    """Everything that the bot writes to its log, at the most talkative level."""
    buffer, real = io.StringIO(), sys.stderr
    sys.stderr = buffer
    configure("debug", "json")
    try:
        yield buffer
    finally:
        sys.stderr = real
        configure("error", "json")


def plain_digits(content: bytes) -> str:
    """The digits of a file, of any script, with nothing between them but what may stand between groups."""
    text = unicodedata.normalize("NFKC", content.decode("utf-8", errors="replace"))
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return re.sub(r"(?<=\d)[ .\-/](?=\d)", "", text)


def assert_nowhere(folder: Path, log: str, *, wiped: bool = False) -> None:
    """Not in the database, its write-ahead log or any other file, and not in the log, in any spelling."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    # A wipe has just folded the log into the file and emptied it.
    assert any(path.name.endswith("-wal") and (wiped or path.stat().st_size) for path in files)
    for path in files:
        assert DIGITS not in plain_digits(path.read_bytes()), path.name
    assert DIGITS not in plain_digits(log.encode())


def assert_taken_out_of_the_chat(person: Person) -> None:
    newest = next(m for m in reversed(person.chat()["messages"]) if m["from"] == "person")
    assert newest["deleted"]


def test_the_search_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "bot-wal").write_bytes(b"\x00\xff\x01" + "1234 5678.9012３４５６".encode())
    with pytest.raises(AssertionError):
        assert_nowhere(tmp_path, "")
    (tmp_path / "bot-wal").write_bytes(b"\x00")
    assert_nowhere(tmp_path, "")
    with pytest.raises(AssertionError):
        assert_nowhere(tmp_path, f"message {DIGITS}")


@pytest.mark.parametrize("typed", SPELLINGS, ids=range(len(SPELLINGS)))
def test_in_the_middle_of_a_question(log_lines: io.StringIO, respondent: Respondent, typed: str) -> None:
    before = len(respondent.person.messages())
    respondent.person.send(typed)
    [answer] = respondent.person.messages()[before:]
    assert REFUSAL in answer["text"]
    assert "saya hapus dan tidak saya simpan" in answer["text"]
    assert_taken_out_of_the_chat(respondent.person)
    assert_nowhere(respondent.world.folder, log_lines.getvalue())
    respondent.goes_on()


@pytest.mark.parametrize(
    "what",
    [
        {"photo": FILE, "caption": f"KTP {DIGITS}"},
        {"document": FILE, "caption": "1234 5678 9012 3456"},
        {"video": FILE, "caption": DIGITS},
        {"document": {**FILE, "name": f"KTP-{DIGITS}.png"}},
        {"contact": {"phone_number": f"+{DIGITS}"}},
    ],
    ids=["photo", "document", "video", "file name", "contact"],
)
def test_beside_a_file(log_lines: io.StringIO, respondent: Respondent, what: dict[str, Any]) -> None:
    before = len(respondent.person.messages())
    respondent.person.sends(**what)
    [answer] = respondent.person.messages()[before:]
    if "caption" in what:
        assert REFUSAL in answer["text"]
        assert_taken_out_of_the_chat(respondent.person)
    assert DIGITS not in plain_digits(answer["text"].encode())
    assert_nowhere(respondent.world.folder, log_lines.getvalue())
    respondent.goes_on()


def test_forwarded(log_lines: io.StringIO, respondent: Respondent) -> None:
    """Also a message that somebody else has written, forwarded by the person."""
    user_id = respondent.person.chat()["user_id"]
    message = {
        "message_id": 999,
        "date": 1,
        "chat": {"id": user_id, "type": "private"},
        "from": {"id": user_id, "is_bot": False, "first_name": "Sari"},
        "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Ketua RT"},
        "text": f"Mohon dicek: {DIGITS}",
    }
    respondent.world.post("/sim/update", {"message": message})
    respondent.world.settle()
    respondent.person.sees(REFUSAL)
    assert_nowhere(respondent.world.folder, log_lines.getvalue())
    respondent.goes_on()


@pytest.mark.parametrize("field", ["Nama sapaan", "Jumlah KPM", "Kabupaten/kota", "Tahun lahir"])
def test_in_the_profile(log_lines: io.StringIO, shared: World, field: str) -> None:
    person = companion(shared, f"in_{field[:4].lower()}", "Rina", jumlah_kpm="3")
    person.send("/profil")
    person.tap(field)
    for typed in (DIGITS, f"Sari {DIGITS}"):
        person.send(typed)
        person.sees(REFUSAL)
    person.tap("Tetap")
    assert_nowhere(shared.folder, log_lines.getvalue())


@pytest.mark.parametrize("consented", [True, False])
def test_in_the_menu_and_before_consent(log_lines: io.StringIO, shared: World, consented: bool) -> None:
    key = f"person_{consented}".lower()
    person: Patient = companion(shared, key, "Rina") if consented else newcomer(shared, key, "Rina")
    people = shared.query("SELECT count(*) FROM person")
    person.send(DIGITS)
    person.sees(REFUSAL)
    assert shared.query("SELECT count(*) FROM person") == people
    assert_nowhere(shared.folder, log_lines.getvalue())


@pytest.mark.parametrize("role", ["coordinator", "admin"])
def test_as_the_name_on_telegram(log_lines: io.StringIO, shared: World, role: str) -> None:
    """Who comes by an invitation is greeted by the first name on Telegram; that may be anything."""
    person = newcomer(shared, f"named_{role}", f"KTP {DIGITS}")
    person.send(invitation(shared, role=role))
    person.tap("Mulai")
    person.tap("Setuju")
    person.sees("Selamat pagi")
    assert DIGITS not in person.screen
    # What was said before the menu is wiped off the disk once it has been handed over.
    assert_nowhere(shared.folder, log_lines.getvalue(), wiped=True)


def test_in_an_update_that_fails(log_lines: io.StringIO, shared: World) -> None:
    """What is set aside to be looked at keeps its shape, not the number."""
    update = {
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 5, "type": "private"},
            "from": {"id": "five", "is_bot": False, "first_name": f"KTP {DIGITS}"},
            "text": "1234 5678 9012 3456",
        }
    }
    before = shared.query("SELECT count(*) FROM inbox WHERE state = 'aside'")[0][0]
    shared.post("/sim/update", update)
    shared.settle()
    assert shared.query("SELECT count(*) FROM inbox WHERE state = 'aside'") == [(before + 1,)]
    assert_nowhere(shared.folder, log_lines.getvalue())

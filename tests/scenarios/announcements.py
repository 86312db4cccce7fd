"""What the scenarios of announcements share: an admin, readers, and the way through the screens."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import text

from tests.scenarios.chats import Patient, companion, stored
from tests.world import World

# A picture of one pixel.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PICTURE = {"name": "kegiatan.png", "base64": PIXEL}


def admin(world: World, key: str = "dewi", name: str = "Dewi") -> Patient:
    """An admin who has written to the bot."""
    person = companion(world, key, name, role="admin")
    person.send("/start")
    return person


def reader(world: World, key: str, name: str, **profile: str) -> Patient:
    """A companion who has written to the bot, so that it may write to them."""
    person = companion(world, key, name, **profile)
    person.send("/start")
    return person


def begins(author: Patient, text: str) -> None:
    """Up to the audience of a new announcement."""
    author.send("/pengumuman")
    author.tap("✍ Tulis baru")
    author.send(text)
    author.tap("Lanjut")
    author.sees("Penerima")


def reviews(author: Patient, text: str, *, ask: str = "Tidak ada", kind: str = "Tugas") -> None:
    """Up to the review of a new announcement to everyone."""
    begins(author, text)
    author.tap("Lanjut")
    author.sees("Apa yang diminta")
    asks(author, ask)
    author.tap("Lanjut")
    author.sees("Tugas atau kabar")
    author.tap(kind)
    author.tap("Lanjut")
    author.sees("Draf · “", "Waktu: segera")


def asks(author: Patient, ask: str) -> None:
    """Choose what is asked: a button's label, or a question with its choices, a line each."""
    if "\n" in ask:
        author.tap("Pertanyaan dengan pilihan")
        author.send(ask)
    elif ask != "Tidak ada":
        author.tap(ask)


def sends(author: Patient, text: str, **how: str) -> int:
    """Let an announcement to everyone go; gives its number."""
    reviews(author, text, **how)
    author.tap("Kirim sekarang")
    author.tap("Ya, kirim")
    return newest(author.world)


def newest(world: World) -> int:
    """The number of the newest announcement."""
    [(number,)] = world.query("SELECT max(id) FROM announcement")
    return int(number)


def state(world: World, number: int | None = None) -> str:
    """The state of an announcement, of the newest if none is named."""
    number = newest(world) if number is None else number
    [(found,)] = world.query("SELECT state FROM announcement WHERE id = :id", id=number)
    return str(found)


def audience(world: World) -> Any:
    """The audience of the newest announcement."""
    [(found,)] = world.query("SELECT audience FROM announcement ORDER BY id DESC LIMIT 1")
    return json.loads(found)


def answers(world: World, number: int) -> list[tuple[str, str]]:
    """Who has answered what, by name."""
    rows = world.query(
        "SELECT name, answer FROM announcement_answer JOIN person ON id = person_id "
        "WHERE announcement_id = :id ORDER BY name",
        id=number,
    )
    return [(str(name), str(answer)) for name, answer in rows]


def acts(world: World, number: int) -> list[tuple[str, Any]]:
    """What the audit log tells of an announcement."""
    rows = world.query("SELECT act, detail FROM audit WHERE subject = :s ORDER BY id", s=f"announcement {number}")
    return [(str(act), json.loads(detail).get("people")) for act, detail in rows]


def letters(person: Patient, text: str) -> list[dict[str, Any]]:
    """The messages in the person's chat that hold a text."""
    return [m for m in person.messages() if text in m["text"]]


def labels(message: dict[str, Any]) -> list[str]:
    """The labels of a message's buttons."""
    return [b["text"] for row in message["buttons"] or [] for b in row]


def execute(world: World, sql: str) -> None:
    """Change the bot's database by hand."""
    stored(world, lambda connection: connection.execute(text(sql)))

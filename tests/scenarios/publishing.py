"""What the scenarios of publishing share: small forms, and the way from a sent file to a published form."""

from __future__ import annotations

import json
from typing import Any

from tests.scenarios.announcements import admin, reader
from tests.scenarios.chats import Patient, live_screen
from tests.world import World

__all__ = ["FORM", "acts", "admin", "checked", "form", "published", "reader", "shows", "states"]

FORM = """
| survey |
| | type | name | label::Indonesia (id) | label::English (en) | required |
| | text | kelompok | Kelompok mana? | Which group? | yes |
| | integer | hadir | Berapa yang hadir? | How many came? | |
{more}

| choices |
| | list_name | name | label::Indonesia (id) | label::English (en) |
| | ya | y | Ya | Yes |
| | ya | t | Tidak | No |

| settings |
| | form_id | version | form_title | default_language |
| | {id} | {version} | {title} | Indonesia (id) |
"""


def form(version: str = "1", *, id: str = "rukun", title: str = "P2K2", more: str = "") -> bytes:
    """A small form; `more`: further rows of its survey."""
    return FORM.format(version=version, id=id, title=title, more=more).encode()


def checked(author: Patient, content: bytes, name: str = "rukun.md") -> None:
    """The admin sends a file, and it has been looked at."""
    author.send_document(content, name=name)
    looked(author.world)


def looked(world: World) -> None:
    """Everything that was sent has been fetched and checked, and the screens say so."""
    world.settle()
    for _ in range(2):
        world.on_loop(world.bot.uploads.look())
        world.settle()


def shows(person: Patient, *texts: str) -> None:
    """The screen that can be tapped holds all of these, wherever notes stand."""
    person.world.settle()
    screen = live_screen(person)["text"]
    assert all(text in screen for text in texts), f"{texts} not all in:\n{screen}"


def published(author: Patient, content: bytes, name: str = "rukun.md", **terms: str) -> None:
    """From the file to its publication; `rhythm`: the label of its button."""
    checked(author, content, name)
    author.sees("Tidak ada kesalahan")
    if "rhythm" in terms:
        author.tap("Jadwal")
        author.tap(terms["rhythm"])
    author.tap("Terbitkan")
    author.tap("Ya, terbitkan")
    author.sees("· terbit")


def states(world: World) -> list[tuple[Any, ...]]:
    """Version and state of every publication."""
    return world.query("SELECT form_id, version, state FROM publication ORDER BY id")


def acts(world: World) -> list[tuple[str, str]]:
    """What the audit log has of forms."""
    rows = world.query("SELECT act, subject, detail FROM audit WHERE subject LIKE 'form %' ORDER BY id")
    assert all(isinstance(json.loads(detail), dict) for _, _, detail in rows)
    return [(str(act), str(subject)) for act, subject, _ in rows]

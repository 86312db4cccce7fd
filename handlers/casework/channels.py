"""The official channels where somebody is protected at once: data of the program, which an admin can change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from handlers.turn import Turn
from storage import day_settings

# The setting under which an admin's list is kept: `[{"name": …, "contact": …}]`.
SETTING = "case_channels"
MOST = 8
NAME_LENGTH = 60
CONTACT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Channel:
    """Who protects, and how they are reached, both as plain text."""

    name: str
    contact: str


async def channels(turn: Turn) -> list[Channel]:
    """The channels in the reader's language, in their order; what an admin has written is the same in all languages."""
    stored = await stored_list(turn)
    return stored if stored is not None else usual(turn.language)


async def stored_list(turn: Turn) -> list[Channel] | None:
    """What an admin has set; `None` where the program's list holds."""
    found = await day_settings.get(await turn.work.connection(), SETTING)
    return None if found is None else read(found.value)


async def lines(turn: Turn) -> list[str]:
    """One line for each channel, as HTML."""
    return [
        f"• {escape(each.name, quote=False)}: <b>{escape(each.contact, quote=False)}</b>"
        for each in await channels(turn)
    ]


def usual(language: str) -> list[Channel]:
    """The program's own list."""
    ending = "" if language == "id" else f"_{language}"
    return [
        Channel(row.get(f"name{ending}", row["name"]), row.get(f"contact{ending}", row["contact"])) for row in _file()
    ]


def read(stored: Any) -> list[Channel] | None:
    """The list of a stored value; `None` for one that is no list of channels, or empty."""
    if not isinstance(stored, list):
        return None
    rows = [row for row in stored if isinstance(row, Mapping) and row.get("name") and row.get("contact")]
    return [Channel(str(row["name"]), str(row["contact"])) for row in rows] or None


def written(found: Sequence[Channel]) -> list[dict[str, str]]:
    """The list as it is stored."""
    return [{"name": each.name, "contact": each.contact} for each in found]


@cache
def _file() -> tuple[Mapping[str, str], ...]:
    text = Path(__file__).with_name("channels.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["channel"])

"""What the row of an announcement keeps in its column `content`: the content, and how far its author has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.announcing import content as contents
from handlers.announcing.content import Content


@dataclass(frozen=True, slots=True)
class Kept:
    """`correction`: what the author wants it to say instead, until that is confirmed.

    `waits`: the correction waits for another admin's yes; `asks`: how often one was asked for a yes to a correction.
    `reviewed`: every question was answered once, so that a change leads straight back to the review. `nudges`: how
    often those who had not answered were reminded.
    """

    content: Content
    correction: Content | None = None
    reviewed: bool = False
    nudges: int = 0
    waits: bool = False
    asks: int = 0


def to_json(kept: Kept) -> dict[str, Any]:
    """For the database; `handlers.announcing.content.from_json` reads the content of it."""
    stored = contents.to_json(kept.content)
    if kept.correction is not None:
        stored["correction"] = contents.to_json(kept.correction)
    if kept.reviewed:
        stored["reviewed"] = True
    if kept.nudges:
        stored["nudges"] = kept.nudges
    if kept.waits:
        stored["waits"] = True
    if kept.asks:
        stored["asks"] = kept.asks
    return stored


def from_json(stored: Mapping[str, Any]) -> Kept:
    """What `to_json` has written."""
    correction = stored.get("correction")
    return Kept(
        contents.from_json(stored),
        contents.from_json(correction) if correction else None,
        bool(stored.get("reviewed")),
        int(stored.get("nudges", 0)),
        bool(correction and stored.get("waits")),
        int(stored.get("asks", 0)),
    )

"""What an update says before anything is decided: its number, its sender, which message was tapped.

Raw dicts are read by hand, so that an update of a shape never seen before cannot stop those behind it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from handlers.letters import PREFIX
from locales.reading import without_identity_numbers

Raw = dict[str, Any]
# Enough to find out what was wrong with an update that was set aside.
MOST_PAYLOAD = 4000
# What an INTEGER of the database holds; Telegram's own numbers are far below.
LARGEST_UPDATE_ID = 2**63 - 1


class MalformedUpdate(ValueError):  # noqa: N818 - named after what it is
    """Not the shape that the Bot API promises."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who an update is from, in a private chat."""

    telegram_id: int
    first_name: str
    language: str


@dataclass(slots=True)
class Arrival:
    """One update on its way in."""

    update_id: int
    raw: Raw
    sender: Sender | None
    query_id: str | None
    # The message whose button was tapped, and whether it is a text.
    message_id: int | None
    editable: bool
    # The message that the person sent.
    theirs_id: int | None = None
    # The button stood under a letter, not under a screen of the chat (see `handlers.letters`).
    letter: bool = False


def update_id_of(raw: object) -> int | None:
    """The update's number; `None` where it has none, so that it cannot even be claimed."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or abs(number) > LARGEST_UPDATE_ID:
        return None
    return number


def read(raw: Raw) -> Arrival:
    """Raises `MalformedUpdate`. The sender is `None` for what is not from a person in a private chat."""
    update_id = update_id_of(raw)
    if update_id is None:
        raise MalformedUpdate("no update_id")
    try:
        if (query := raw.get("callback_query")) is not None:
            message = query.get("message") or {}
            if (message.get("chat") or {}).get("type", "private") != "private":
                return Arrival(update_id, raw, None, str(query["id"]), None, False)
            return Arrival(
                update_id,
                _lighter(raw),
                _sender(query["from"]),
                str(query["id"]),
                int(message["message_id"]) if "message_id" in message else None,
                "text" in message,
                letter=str(query.get("data", "")).startswith(f"{PREFIX}:"),
            )
        source = raw.get("message") or raw.get("my_chat_member")
        if source is None or source["chat"].get("type") != "private" or "from" not in source:
            return Arrival(update_id, raw, None, None, None, False)
        theirs = raw["message"].get("message_id") if "message" in raw else None
        return Arrival(update_id, raw, _sender(source["from"]), None, None, False, theirs)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MalformedUpdate(f"{type(error).__name__}") from error


def _sender(user: Raw) -> Sender:
    if user.get("is_bot"):
        raise ValueError("from a bot")
    return Sender(int(user["id"]), str(user.get("first_name", ""))[:64], str(user.get("language_code") or ""))


def _lighter(raw: Raw) -> Raw:
    """The tap without the message that it was made on: its number is in the arrival, and PTB would build objects."""
    query = {key: value for key, value in raw["callback_query"].items() if key != "message"}
    return {"update_id": raw["update_id"], "callback_query": query}


def as_payload(raw: object) -> str:
    """The update as text to be set aside, without identity numbers, cut to a sensible length."""
    text = without_identity_numbers(json.dumps(raw, ensure_ascii=False, default=str))[:MOST_PAYLOAD]
    # Half a surrogate is allowed in JSON and nowhere else.
    return text.encode("utf-8", "replace").decode()

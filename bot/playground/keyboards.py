"""Keyboards under messages: reading `reply_markup` strictly, and finding a button by what is written on it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from bot.playground.limits import Limits
from bot.playground.refusal import (
    BUTTON_DATA_INVALID,
    LOCATION_REQUEST_IN_GROUP,
    MARKUP_TOO_LONG,
    PHONE_REQUEST_IN_GROUP,
    PLACEHOLDER_WRONG,
    TOO_MANY_IN_ROW,
    bad_request,
)

Markup = dict[str, Any]
Button = dict[str, Any]

_OTHER_ACTIONS = frozenset(
    {
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)


def read_markup(raw: Any, limits: Limits, *, in_group: bool = False) -> Markup | None:
    """The `reply_markup` of a call as a dict, None when there is none; `RefusalError` where Telegram refuses."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        most = (limits.buttons_per_row, limits.buttons_per_message)
        rows = _rows(raw["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup", most)
        for row in rows:
            for button in row:
                _check_inline(button, limits)
        return {**raw, "inline_keyboard": rows}
    if "keyboard" in raw:
        most = (limits.reply_buttons_per_row, limits.reply_buttons)
        rows = _rows(raw["keyboard"], "keyboard", "ReplyKeyboardMarkup", most)
        if in_group:
            _check_private(rows)
        _check_placeholder(raw, limits)
        # Without a button it is no keyboard, as for TDLib.
        return {**raw, "keyboard": rows} if rows else None
    if "force_reply" in raw:
        _check_placeholder(raw, limits)
    return raw


def read_inline(raw: Any, limits: Limits) -> Markup | None:
    """As `read_markup`, where only an inline keyboard is allowed (edits); an empty one counts as none."""
    markup = read_markup(raw, limits)
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup if any(markup["inline_keyboard"]) else None


def _check_private(rows: list[list[Button]]) -> None:
    for row in rows:
        for button in row:
            if requests(button, "contact"):
                raise bad_request(PHONE_REQUEST_IN_GROUP)
            if requests(button, "location"):
                raise bad_request(LOCATION_REQUEST_IN_GROUP)


def _check_placeholder(raw: Markup, limits: Limits) -> None:
    given = raw.get("input_field_placeholder")
    if given is not None and not (isinstance(given, str) and 1 <= len(given) <= limits.placeholder_length):
        raise bad_request(PLACEHOLDER_WRONG)


def requests(button: Button, what: str) -> bool:
    """Whether a button in place of the letters asks for `what`: "location" or "contact"."""
    return button.get(f"request_{what}") in (True, "true", "True")


def replaces_letters(markup: Markup | None) -> bool:
    """Whether a markup shows, takes away or asks for something where the person writes, and stands under no message."""
    if markup is None:
        return False
    return bool("keyboard" in markup or markup.get("remove_keyboard") or markup.get("force_reply"))


def _rows(raw: Any, name: str, kind: str, most: tuple[int, int]) -> list[list[Button]]:
    if not isinstance(raw, list):
        raise bad_request(f'field "{name}" of the {kind} must be an Array')
    rows: list[list[Button]] = []
    total = 0
    for row in raw:
        if not isinstance(row, list):
            raise bad_request(f'field "{name}" of the {kind} must be an Array of Arrays')
        buttons = [_button(button, kind) for button in row]
        if len(buttons) > most[0]:
            raise bad_request(TOO_MANY_IN_ROW)
        total += len(buttons)
        if buttons:
            rows.append(buttons)
    if total > most[1]:
        raise bad_request(MARKUP_TOO_LONG)
    return rows


def _button(raw: Any, kind: str) -> Button:
    button = {"text": raw} if isinstance(raw, str) else raw
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        where = "inline keyboard" if kind.startswith("Inline") else "keyboard"
        raise bad_request(f"{where} button text must be non-empty")
    return button


def _check_inline(button: Button, limits: Limits) -> None:
    if "callback_data" in button:
        data = button["callback_data"]
        if (
            not isinstance(data, str)
            or not 1 <= len(data.encode("utf-8", "surrogatepass")) <= limits.callback_data_bytes
        ):
            raise bad_request(BUTTON_DATA_INVALID)
    elif "url" in button:
        _check_url(str(button["url"]))
    elif not _OTHER_ACTIONS.intersection(button):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _check_url(url: str) -> None:
    wrong = bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        raise wrong from None
    # Telegram takes no host without a dot, so "http://localhost/" is refused there as well.
    if parts.scheme not in ("http", "https", "tg", "ton") or (
        parts.scheme.startswith("http") and "." not in (parts.hostname or "")
    ):
        raise wrong


def inline_rows(body: dict[str, Any]) -> list[list[Button]]:
    """The rows of inline buttons of a message; empty when it has none."""
    rows: list[list[Button]] = body.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def typed_buttons(keyboard: Markup | None) -> list[Button]:
    """The buttons in place of the letters."""
    return [button for row in (keyboard or {}).get("keyboard", []) for button in row]


class NoSuchButtonError(Exception):
    """No button, or more than one, answers to the label."""


def find_button(label: str, buttons: list[Button]) -> Button | None:
    """The button written exactly `label`, else the only one that begins with it, else the only one that contains it.

    None when nothing fits; `NoSuchButtonError` when more than one fits equally well.
    """
    for button in buttons:
        if button["text"] == label:
            return button
    wanted = label.casefold()
    for fits in (str.startswith, str.__contains__):
        found = [button for button in buttons if fits(button["text"].casefold(), wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(repr(button["text"]) for button in found)
            raise NoSuchButtonError(f"{label!r} fits more than one button: {names}")
    return None

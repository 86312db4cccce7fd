"""Methods that answer a tap, show that the bot is busy, and look up a chat or a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground.call import Call, Stage
from bot.playground.entities import utf16_length
from bot.playground.refusal import FILE_TOO_BIG, FILE_UNKNOWN, FILE_UNNAMED, QUERY_TOO_OLD, TOAST_TOO_LONG, bad_request
from bot.playground.world import Body

_ACTIONS = frozenset(
    f"{verb}_{what}"
    for verb, what in (
        ("upload", "photo"),
        ("record", "video"),
        ("upload", "video"),
        ("record", "voice"),
        ("upload", "voice"),
        ("upload", "document"),
        ("choose", "sticker"),
        ("find", "location"),
        ("record", "video_note"),
        ("upload", "video_note"),
    )
) | {"typing"}


def answer_callback_query(stage: Stage, call: Call) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    text = call.text("text")
    if utf16_length(text) > stage.limits.toast_length:
        raise bad_request(TOAST_TOO_LONG)
    query = stage.world.take_query(call.text("callback_query_id"))
    if query is None:
        raise bad_request(QUERY_TOO_OLD)
    chat = stage.world.chats.get(query.chat_id)
    if chat is not None:
        toast = {"text": text, "alert": call.flag("show_alert"), "date": stage.world.seconds()}
        if text:
            chat.show_toast(toast)
            stage.world.keep_chat(chat)
        chat.tell("answer", toast)
    return True


def send_chat_action(stage: Stage, call: Call) -> bool:
    """https://core.telegram.org/bots/api#sendchataction"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing_until = stage.world.monotonic() + stage.limits.typing_seconds
    chat.tell("typing", stage.limits.typing_seconds)
    return True


def get_chat(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#getchat"""
    chat = stage.world.chat(call.integer("chat_id"))
    return {
        **chat.as_field(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def get_file(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#getfile"""
    if not call.text("file_id"):
        raise bad_request(FILE_UNNAMED)
    stored = stage.shelf.get(call.text("file_id"))
    if stored is None:
        raise bad_request(FILE_UNKNOWN)
    if stored.size > stage.limits.download_bytes:
        raise bad_request(FILE_TOO_BIG)
    stage.shelf.lend(stored, stage.world.seconds())
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.file_unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


METHODS: dict[str, Callable[[Stage, Call], Any]] = {
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "getChat": get_chat,
    "getFile": get_file,
}

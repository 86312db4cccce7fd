"""A chat as JSON: what the person would see on the screen."""

from __future__ import annotations

from typing import Any

from bot.playground.entities import to_html
from bot.playground.keyboards import inline_rows
from bot.playground.world import Body, Chat, Said


def chat_view(chat: Chat, now: float, last: int | None = None) -> dict[str, Any]:
    """A chat; `now` on the monotonic clock of the world, `last` limits the messages to the newest."""
    messages = list(chat.messages.values())
    return {
        "person": chat.person.key,
        "user_id": chat.person.user_id,
        "started": chat.started,
        "blocked": chat.blocked,
        "deactivated": chat.deactivated,
        "typing": chat.typing_until > now,
        "messages": [message_view(said) for said in (messages[-last:] if last else messages)],
        "toasts": list(chat.toasts),
        "keyboard": keyboard_view(chat.keyboard),
    }


def keyboard_view(keyboard: Body | None) -> Body | None:
    """The keyboard in place of the letters; None when there is none."""
    if keyboard is None:
        return None
    return {
        "message_id": keyboard.get("message_id"),
        "rows": keyboard["keyboard"],
        "one_time": bool(keyboard.get("one_time_keyboard")),
        "resize": bool(keyboard.get("resize_keyboard")),
        "persistent": bool(keyboard.get("is_persistent")),
        "placeholder": keyboard.get("input_field_placeholder") or "",
    }


def message_view(said: Said) -> dict[str, Any]:
    """A message, with links to what was sent along. Times are seconds since 1970."""
    body = said.body
    text: Any = body.get("text", body.get("caption", ""))
    entities: Any = body.get("entities", body.get("caption_entities", []))
    sticker = body.get("sticker")
    contact = body.get("contact")
    origin = body.get("forward_origin")
    return {
        "message_id": said.message_id,
        "from": "bot" if said.by_bot else "person",
        "date": body["date"],
        "edit_date": body.get("edit_date"),
        "text": text,
        "html": to_html(text, entities),
        "buttons": [[_button(button) for button in row] for row in inline_rows(body)],
        "photo": _photo(body),
        "document": _file(body.get("document")),
        "voice": _file(body.get("voice")),
        "video": _file(body.get("video")),
        "video_note": _file(body.get("video_note")),
        "audio": _file(body.get("audio")),
        "location": body.get("location"),
        "venue": body.get("venue"),
        "sticker": sticker["emoji"] if sticker else None,
        "contact": contact["phone_number"] if contact else None,
        "forwarded_from": _origin(origin) if origin else None,
        "album": body.get("media_group_id"),
        "reply_to": body.get("reply_to_message", {}).get("message_id"),
        "edits": said.edits,
        "history": [earlier for earlier, _ in said.earlier],
        "deleted": said.deleted,
    }


def _origin(origin: Body) -> str:
    # https://core.telegram.org/bots/api#messageorigin: a user, a hidden user, a group, a channel
    if "sender_user" in origin:
        return str(origin["sender_user"]["first_name"])
    chat = origin.get("chat") or origin.get("sender_chat") or {}
    return str(origin.get("sender_user_name") or chat.get("title", ""))


def _button(button: Body) -> Body:
    return {"text": button["text"], "data": button.get("callback_data"), "url": button.get("url")}


def _photo(body: Body) -> Body | None:
    if "photo" not in body:
        return None
    largest = body["photo"][-1]
    return {
        "url": f"/sim/files/{largest['file_id']}",
        "width": largest["width"],
        "height": largest["height"],
    }


def _file(field: Body | None) -> Body | None:
    if field is None:
        return None
    shown = {
        "url": f"/sim/files/{field['file_id']}",
        "name": field.get("file_name", ""),
        "size": field["file_size"],
        "mime": field.get("mime_type", ""),
    }
    return {**shown, "duration": field["duration"]} if "duration" in field else shown

"""Methods that put a new message into a chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground.call import Call, Stage
from bot.playground.entities import formatted, utf16_length
from bot.playground.files import KINDS, StoredFile, in_message
from bot.playground.keyboards import read_markup, replaces_letters
from bot.playground.limits import Limits
from bot.playground.refusal import (
    CAPTION_TOO_LONG,
    FILE_NOT_SENDABLE,
    LOCATION_WRONG,
    MESSAGE_TO_COPY_NOT_FOUND,
    MESSAGE_TO_FORWARD_NOT_FOUND,
    MESSAGE_TO_REPLY_NOT_FOUND,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    bad_request,
)
from bot.playground.world import Body, Chat, Said

_CONTENT = ("text", "entities", "caption", "caption_entities", *KINDS, "location", "venue", "sticker", "contact")
# What is told of a file rather than read from it: nobody looks into it.
_MEASURES = {
    "voice": ("duration",),
    "audio": ("duration",),
    "video": ("width", "height", "duration"),
    "video_note": ("length", "duration"),
}
_WORDS = {"audio": ("performer", "title")}


def read_text(stage: Stage, call: Call) -> Body:
    """`text` and `entities` of a call, within the limit."""
    text, entities = formatted(call.text("text"), call.text("parse_mode"), call.objects("entities"))
    if not text:
        raise bad_request(TEXT_EMPTY)
    if utf16_length(text) > stage.limits.text_length:
        raise bad_request(TEXT_TOO_LONG)
    return {"text": text, "entities": entities} if entities else {"text": text}


def read_caption(stage: Stage, call: Call) -> Body:
    """`caption` and `caption_entities` of a call, within the limit; empty when there is none."""
    return caption_of(stage, call.text("caption"), call.text("parse_mode"), call.objects("caption_entities"))


def caption_of(stage: Stage, text: str, parse_mode: str, given: list[Body]) -> Body:
    """A caption as the fields of a Message."""
    caption, entities = formatted(text, parse_mode, given)
    if utf16_length(caption) > stage.limits.caption_length:
        raise bad_request(CAPTION_TOO_LONG)
    if not caption:
        return {}
    return {"caption": caption, "caption_entities": entities} if entities else {"caption": caption}


def read_file(stage: Stage, call: Call, kind: str) -> StoredFile:
    """The file a call sends: one that came along, or one known by its `file_id`."""
    upload = call.upload(kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return stage.shelf.add(kind, upload.name, upload.content)
    named = call.text(kind)
    if not named:
        raise bad_request(f"there is no {kind} in the request")
    known = stage.shelf.get(named)
    if known is None:
        raise bad_request(FILE_NOT_SENDABLE)
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def read_media(stage: Stage, call: Call, media: Any) -> tuple[str, Body]:
    """Kind and content of an InputMedia; what it attaches comes with `call`."""
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = str(media.get("type") or "")
    if kind not in KINDS or kind in ("voice", "video_note"):
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    given = media.get("media")
    attached = isinstance(given, str) and given.startswith("attach://")
    if not given or (attached and given.removeprefix("attach://") not in call.uploads):
        raise bad_request("can't parse InputMedia: media not found")
    text, mode = str(media.get("caption") or ""), str(media.get("parse_mode") or "")
    caption = caption_of(stage, text, mode, Call(media, {}).objects("caption_entities"))
    asked = Call({**media, kind: given}, call.uploads)
    return kind, {**measured(in_message(read_file(stage, asked, kind)), asked, kind), **caption}


def measured(content: Body, call: Call, kind: str) -> Body:
    """The content with the sizes, lengths and names that a call tells about a voice, an audio or a video."""
    if kind not in _MEASURES:
        return content
    told: Body = {name: number for name in _MEASURES[kind] if (number := call.integer(name))}
    told |= {name: words for name in _WORDS.get(kind, ()) if (words := call.text(name))}
    return {kind: {**content[kind], **told}}


def put(stage: Stage, call: Call, chat: Chat, content: Body) -> Said:
    """Post `content` with the call's keyboard and reply, and remember a reply keyboard."""
    markup = _markup(stage, call, chat)
    content = {**replied_to(chat, call), **content}
    if markup is not None and markup.get("inline_keyboard"):
        return stage.world.post(chat, {**content, "reply_markup": markup}, by_bot=True)
    said = stage.world.post(chat, content, by_bot=True, fixed=replaces_letters(markup))
    if markup is not None and "keyboard" in markup:
        stage.world.show_keyboard(chat, {**markup, "message_id": said.message_id})
    elif markup is not None and markup.get("remove_keyboard"):
        stage.world.show_keyboard(chat, None)
    return said


def _markup(stage: Stage, call: Call, chat: Chat) -> Body | None:
    return read_markup(call.params.get("reply_markup"), stage.limits, in_group=chat.is_group)


def replied_to(chat: Chat, call: Call) -> Body:
    """The field of a Message that says what it replies to; empty when it is no reply."""
    parameters = call.decoded("reply_parameters") or {}
    wanted = parameters.get("message_id") if isinstance(parameters, dict) else None
    wanted = call.integer("reply_to_message_id") if wanted is None else wanted
    if wanted is None:
        return {}
    said = chat.messages.get(int(wanted))
    if said is not None and not said.deleted:
        return reply_to(said)
    if call.flag("allow_sending_without_reply") or parameters.get("allow_sending_without_reply"):
        return {}
    raise bad_request(MESSAGE_TO_REPLY_NOT_FOUND)


def reply_to(said: Said) -> Body:
    """The field of a Message that replies to `said`; of a reply to a reply only the last is told."""
    return {"reply_to_message": {name: said.body[name] for name in said.body if name != "reply_to_message"}}


def send_message(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#sendmessage"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    return put(stage, call, chat, read_text(stage, call)).body


def _send_file(kind: str) -> Callable[[Stage, Call], Body]:
    def send(stage: Stage, call: Call) -> Body:
        chat = stage.world.open_chat(call.integer("chat_id"))
        # A round video has no caption: it is no parameter of its method, and passed over.
        caption = read_caption(stage, call) if kind != "video_note" else {}
        _markup(stage, call, chat)
        content = measured(in_message(read_file(stage, call, kind)), call, kind)
        return put(stage, call, chat, {**content, **caption}).body

    return send


def send_location(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#sendlocation"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    return put(stage, call, chat, {"location": _place(stage, call)}).body


def send_venue(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#sendvenue"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    place = _place(stage, call)
    for name in ("title", "address"):
        if not call.text(name):
            raise bad_request(f"{name} is empty")
    venue = {"location": place, "title": call.text("title"), "address": call.text("address")}
    return put(stage, call, chat, {"location": place, "venue": venue}).body


def _place(stage: Stage, call: Call) -> Body:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    for name, degrees in (("latitude", latitude), ("longitude", longitude)):
        if degrees is None:
            raise bad_request(f"{name} is empty")
    found = place(latitude, longitude, call.number("horizontal_accuracy"), stage.limits)
    if found is None:
        raise bad_request(LOCATION_WRONG)
    return found


def place(latitude: Any, longitude: Any, accuracy: Any, limits: Limits) -> Body | None:
    """A Location: degrees, and metres of uncertainty within the limit; None when there is no such place on Earth."""
    # Not a number fails both comparisons.
    if not abs(latitude) <= 90 or not abs(longitude) <= 180:
        return None
    found = {"latitude": float(latitude), "longitude": float(longitude)}
    if accuracy is not None and accuracy > 0:
        found["horizontal_accuracy"] = min(float(accuracy), limits.horizontal_accuracy)
    return found


def forward_origin(said: Said) -> Body:
    """The MessageOrigin of a forwarded message; of one that was itself forwarded, the first."""
    origin: Body = said.body.get("forward_origin") or {
        "type": "user",
        "sender_user": said.body["from"],
        "date": said.body["date"],
    }
    return origin


def content_of(said: Said) -> Body:
    """What a message says, without who, when and its keyboard."""
    return {name: said.body[name] for name in _CONTENT if name in said.body}


def _source(stage: Stage, call: Call, missing: str) -> Said:
    said = stage.world.chat(call.integer("from_chat_id")).messages.get(call.integer("message_id") or 0)
    if said is None or said.deleted:
        raise bad_request(missing)
    return said


def forward_message(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#forwardmessage"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    said = _source(stage, call, MESSAGE_TO_FORWARD_NOT_FOUND)
    return stage.world.post(chat, {"forward_origin": forward_origin(said), **content_of(said)}, by_bot=True).body


def copy_message(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#copymessage"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    content = content_of(_source(stage, call, MESSAGE_TO_COPY_NOT_FOUND))
    if "caption" in call.params and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content.update(read_caption(stage, call))
    return {"message_id": put(stage, call, chat, content).message_id}


METHODS: dict[str, Callable[[Stage, Call], Any]] = {
    "sendMessage": send_message,
    "sendPhoto": _send_file("photo"),
    "sendDocument": _send_file("document"),
    "sendVoice": _send_file("voice"),
    "sendVideo": _send_file("video"),
    "sendAudio": _send_file("audio"),
    "sendVideoNote": _send_file("video_note"),
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
}

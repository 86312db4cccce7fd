"""Methods that change or delete what the bot said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground.albums import may_stand_together, message_ids
from bot.playground.call import Call, Stage
from bot.playground.files import KINDS
from bot.playground.keyboards import read_inline
from bot.playground.refusal import (
    ALBUM_WRONG_TYPE,
    MESSAGE_CANT_BE_DELETED,
    MESSAGE_CANT_BE_EDITED,
    MESSAGE_NOT_MODIFIED,
    MESSAGE_TO_DELETE_NOT_FOUND,
    MESSAGE_TO_EDIT_NOT_FOUND,
    MESSAGE_UNIDENTIFIED,
    NO_CAPTION_TO_EDIT,
    NO_TEXT_TO_EDIT,
    bad_request,
)
from bot.playground.sending import read_caption, read_media, read_text
from bot.playground.world import Body, Chat, Said

_TEXT = ("text", "entities")
_CAPTION = ("caption", "caption_entities")
_MEDIA = (*_TEXT, *_CAPTION, *KINDS)


def _target(stage: Stage, call: Call) -> tuple[Chat, Said]:
    if call.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = stage.world.open_chat(call.integer("chat_id"))
    message_id = call.integer("message_id")
    if message_id is None:
        raise bad_request(MESSAGE_UNIDENTIFIED)
    said = chat.messages.get(message_id)
    if said is None or said.deleted:
        raise bad_request(MESSAGE_TO_EDIT_NOT_FOUND)
    # https://core.telegram.org/bots/api#updating-messages: only without reply_markup or with an inline keyboard
    if not said.by_bot or said.fixed or "forward_origin" in said.body:
        raise bad_request(MESSAGE_CANT_BE_EDITED)
    return chat, said


def _change(
    stage: Stage, call: Call, chat: Chat, said: Said, without: tuple[str, ...], content: Body, *, edit: bool = True
) -> Body:
    """Replace the fields `without` by `content`, and the keyboard by that of the call (none removes it)."""
    markup = read_inline(call.params.get("reply_markup"), stage.limits)
    kept = {
        name: value
        for name, value in said.body.items()
        if name not in without and name not in ("reply_markup", "edit_date")
    }
    body = {**kept, **content}
    if markup is not None:
        body["reply_markup"] = markup
    if body == {name: value for name, value in said.body.items() if name != "edit_date"}:
        raise bad_request(MESSAGE_NOT_MODIFIED)
    stage.world.amend(chat, said, body, shown_as_edit=edit)
    return said.body


def edit_message_text(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#editmessagetext"""
    chat, said = _target(stage, call)
    content = read_text(stage, call)
    if "text" not in said.body:
        raise bad_request(NO_TEXT_TO_EDIT)
    return _change(stage, call, chat, said, _TEXT, content)


def edit_message_caption(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#editmessagecaption"""
    chat, said = _target(stage, call)
    caption = read_caption(stage, call)
    if not any(kind in said.body for kind in KINDS if kind != "video_note"):
        raise bad_request(NO_CAPTION_TO_EDIT)
    return _change(stage, call, chat, said, _CAPTION, caption)


def edit_message_media(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#editmessagemedia"""
    chat, said = _target(stage, call)
    if "location" in said.body or "video_note" in said.body:
        raise bad_request(MESSAGE_CANT_BE_EDITED)
    read_inline(call.params.get("reply_markup"), stage.limits)
    kind, content = read_media(stage, call, call.decoded("media"))
    if "media_group_id" in said.body and not may_stand_together([kind, *(one for one in KINDS if one in said.body)]):
        raise bad_request(ALBUM_WRONG_TYPE)
    return _change(stage, call, chat, said, _MEDIA, content)


def edit_message_reply_markup(stage: Stage, call: Call) -> Body:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    chat, said = _target(stage, call)
    return _change(stage, call, chat, said, (), {}, edit=False)


def delete_message(stage: Stage, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    chat = stage.world.chat(call.integer("chat_id"))
    said = chat.messages.get(call.integer("message_id") or 0)
    if said is None or said.deleted:
        raise bad_request(MESSAGE_TO_DELETE_NOT_FOUND)
    if stage.world.seconds() - said.body["date"] > stage.limits.delete_lifetime:
        raise bad_request(MESSAGE_CANT_BE_DELETED)
    stage.world.delete(chat, said)
    return True


def delete_messages(stage: Stage, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletemessages ("messages that can't be found are skipped")"""
    chat = stage.world.chat(call.integer("chat_id"))
    oldest = stage.world.seconds() - stage.limits.delete_lifetime
    for message_id in message_ids(stage, call):
        said = chat.messages.get(message_id)
        if said is not None and not said.deleted and said.body["date"] >= oldest:
            stage.world.delete(chat, said)
    return True


METHODS: dict[str, Callable[[Stage, Call], Any]] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}

"""Methods that put several messages into a chat at once: an album, and copies of several messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from bot.playground.call import Call, Stage
from bot.playground.chats import Body, Chat, Said
from bot.playground.limits import Limits
from bot.playground.refusal import (
    ALBUM_EMPTY,
    ALBUM_TOO_LONG,
    ALBUM_TOO_SHORT,
    IMAGE_REFUSALS,
    RefusalError,
    bad_request,
)
from bot.playground.sending import content_of, forward_origin, read_media, replied_to

_MIXED = frozenset({"photo", "video"})


def may_stand_together(kinds: Sequence[str]) -> bool:
    """Whether files of these kinds can be one album: photos and videos, or documents only, or audio only."""
    return set(kinds) <= _MIXED or set(kinds) in ({"document"}, {"audio"})


def check_album(kinds: Sequence[str], limits: Limits) -> None:
    """Refuse what cannot be an album, in the words of https://github.com/tdlib/telegram-bot-api."""
    if not kinds:
        raise bad_request(ALBUM_EMPTY)
    if len(kinds) > limits.album_items:
        raise bad_request(ALBUM_TOO_LONG)
    if len(kinds) < 2:
        raise bad_request(ALBUM_TOO_SHORT)
    if not may_stand_together(kinds):
        alone = next(kind for kind in ("document", "audio", *kinds) if kind in kinds and kind not in _MIXED)
        raise bad_request(f"{alone} can't be mixed with other media types")


def message_ids(stage: Stage, call: Call) -> list[int]:
    """`message_ids` of a call, as many as one call may name."""
    given = call.decoded("message_ids")
    if not given:
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > stage.limits.messages_per_call:
        raise bad_request("too many message identifiers specified")
    try:
        read = [int(one) for one in given]
    except (TypeError, ValueError):
        raise bad_request("can't parse message identifier as a Number") from None
    if min(read) < 1:
        raise bad_request("invalid message identifier specified")
    return read


def new_messages(method: str, call: Call) -> int:
    """How many messages the call of a method of this module would put into a chat."""
    name = "media" if method == "sendmediagroup" else "message_ids"
    items = call.decoded(name)
    return max(1, len(items)) if isinstance(items, list) else 1


def send_media_group(stage: Stage, call: Call) -> list[Body]:
    """https://core.telegram.org/bots/api#sendmediagroup; a keyboard is not among its parameters and is passed over."""
    chat = stage.world.open_chat(call.integer("chat_id"))
    media = call.decoded("media")
    if media is None or (isinstance(media, str) and not media):
        raise bad_request(ALBUM_EMPTY)
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    kinds = [str(one.get("type") or "") if isinstance(one, dict) else "" for one in media]
    for kind in kinds:
        if kind == "animation":
            raise bad_request("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")
    read = [_item(stage, call, number, one) for number, one in enumerate(media, 1)]
    check_album(kinds, stage.limits)
    reply = replied_to(chat, call)
    album = stage.world.new_album()
    return [stage.world.post(chat, {**reply, "media_group_id": album, **content}, by_bot=True).body for content in read]


def _item(stage: Stage, call: Call, number: int, media: Any) -> Body:
    try:
        return read_media(stage, call, media)[1]
    except RefusalError as refusal:
        reason = refusal.description.removeprefix("Bad Request: ")
        if reason in IMAGE_REFUSALS:
            raise bad_request(f'failed to send message #{number} with the error message "{reason}"') from None
        raise


def _sources(stage: Stage, call: Call) -> list[Said]:
    chat = stage.world.chat(call.integer("from_chat_id"))
    wanted = message_ids(stage, call)
    if any(later <= earlier for earlier, later in pairwise(wanted)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [said for one in wanted if (said := chat.messages.get(one)) is not None and not said.deleted]
    if not found:
        # Copies are forwards too, and Telegram says so.
        raise bad_request("there are no messages to forward")
    return found


def _post_all(stage: Stage, chat: Chat, sources: list[Said], origin: Callable[[Said], Body]) -> list[Body]:
    # "Album grouping is kept for copied messages": what stood together stands together again, as a new album.
    albums: dict[str, str] = {}
    answers = []
    for said in sources:
        content = {**origin(said), **content_of(said)}
        old = said.body.get("media_group_id")
        if old is not None:
            if old not in albums:
                albums[old] = stage.world.new_album()
            content["media_group_id"] = albums[old]
        answers.append({"message_id": stage.world.post(chat, content, by_bot=True).message_id})
    return answers


def copy_messages(stage: Stage, call: Call) -> list[Body]:
    """https://core.telegram.org/bots/api#copymessages"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    sources = _sources(stage, call)
    if call.flag("remove_caption"):
        return _post_all(stage, chat, [_bare(said) for said in sources], lambda said: {})
    return _post_all(stage, chat, sources, lambda said: {})


def _bare(said: Said) -> Said:
    return Said({name: said.body[name] for name in said.body if not name.startswith("caption")}, said.by_bot)


def forward_messages(stage: Stage, call: Call) -> list[Body]:
    """https://core.telegram.org/bots/api#forwardmessages"""
    chat = stage.world.open_chat(call.integer("chat_id"))
    return _post_all(stage, chat, _sources(stage, call), lambda said: {"forward_origin": forward_origin(said)})


METHODS: dict[str, Callable[[Stage, Call], Any]] = {
    "sendMediaGroup": send_media_group,
    "copyMessages": copy_messages,
    "forwardMessages": forward_messages,
}

"""Every limit the playground keeps, with where it comes from."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of the Bot API. Lengths are UTF-16 units, sizes bytes, times seconds unless a name says otherwise."""

    # https://core.telegram.org/bots/faq#broadcasting-to-users ("about 30 messages per second")
    messages_per_second: float = 30
    # https://core.telegram.org/bots/faq#my-bot-is-hitting-limits ("avoid sending more than one message per second",
    # "short bursts that go over this limit" are allowed; how short is not documented: 3 here)
    chat_messages_per_second: float = 1
    chat_burst: int = 3
    # https://core.telegram.org/bots/faq#my-bot-is-hitting-limits (a group: "20 messages per minute")
    group_messages_per_minute: float = 20
    # https://core.telegram.org/bots/api#sendmessage ("1-4096 characters after entities parsing")
    text_length: int = 4096
    # https://core.telegram.org/bots/api#sendphoto ("0-1024 characters after entities parsing")
    caption_length: int = 1024
    # https://core.telegram.org/bots/api#sendmediagroup ("must include 2-10 items")
    album_items: int = 10
    # https://core.telegram.org/bots/api#copymessages, #forwardmessages, #deletemessages ("1-100 identifiers")
    messages_per_call: int = 100
    # https://core.telegram.org/bots/api#inlinekeyboardbutton ("1-64 bytes")
    callback_data_bytes: int = 64
    # not documented; python-telegram-bot's InlineKeyboardMarkupLimit
    buttons_per_row: int = 8
    buttons_per_message: int = 100
    # of a keyboard in place of the letters; not documented, TDLib cuts what is more (ReplyMarkup.cpp)
    reply_buttons_per_row: int = 12
    reply_buttons: int = 300
    # https://core.telegram.org/bots/api#replykeyboardmarkup ("1-64 characters")
    placeholder_length: int = 64
    # https://core.telegram.org/bots/api#location ("0-1500", meters)
    horizontal_accuracy: float = 1500
    # https://core.telegram.org/bots/api#answercallbackquery ("0-200 characters")
    toast_length: int = 200
    # not documented; the time for which the Bot API server keeps a query was measured, see DESIGN.md
    callback_query_lifetime: float = 150
    # https://core.telegram.org/bots/api#getting-updates ("will not be kept longer than 24 hours")
    update_lifetime: float = 24 * 3600
    # https://core.telegram.org/bots/api#deletemessage ("less than 48 hours ago")
    delete_lifetime: float = 48 * 3600
    # https://core.telegram.org/bots/api#sending-files ("10 MB max size for photos, 50 MB for other files")
    photo_bytes: int = 10 * 1024 * 1024
    upload_bytes: int = 50 * 1024 * 1024
    # https://core.telegram.org/bots/api#getfile ("of up to 20MB in size")
    download_bytes: int = 20 * 1024 * 1024
    # https://core.telegram.org/bots/api#getfile ("valid for at least 1 hour")
    file_link_lifetime: float = 3600
    # https://core.telegram.org/api/files#image-thumbnail-types (s, m, x: the longer side, pixels)
    photo_sides: tuple[int, ...] = (90, 320, 800)
    # https://core.telegram.org/bots/api#sendphoto (sides "must not exceed 10000 in total", ratio "at most 20")
    photo_side_sum: int = 10_000
    photo_ratio: float = 20
    # https://core.telegram.org/bots/api#getupdates ("Values between 1-100 are accepted")
    updates_per_call: int = 100
    # https://core.telegram.org/bots/api#setmycommands ("At most 100 commands"), BotCommand (1-32, 1-256 characters)
    commands: int = 100
    command_length: int = 32
    command_description_length: int = 256
    # https://core.telegram.org/bots/api#setmydescription, #setmyshortdescription
    description_length: int = 512
    short_description_length: int = 120
    # https://core.telegram.org/bots/api#sendchataction ("for 5 seconds or less")
    typing_seconds: float = 5
    # https://core.telegram.org/bots/api#setwebhook ("1-100", "Defaults to 40")
    webhook_connections: int = 40
    # not documented
    webhook_timeout: float = 30
    webhook_first_wait: float = 0.1
    webhook_longest_wait: float = 5
    # ours, so that a long run does not fill the memory: the oldest messages of a chat are forgotten
    kept_messages_per_chat: int = 2_000

    @classmethod
    def off(cls) -> Limits:
        """Without the rates (for measurements); everything else stays strict."""
        return dataclasses.replace(
            cls(),
            messages_per_second=math.inf,
            chat_messages_per_second=math.inf,
            group_messages_per_minute=math.inf,
        )

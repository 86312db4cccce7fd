"""What the Bot API answers when it does not do what was asked: one exception and Telegram's own texts.

The texts were taken from the Bot API server (tdlib/telegram-bot-api, `Client.cpp`) and TDLib, which say them.
"""

from __future__ import annotations

from typing import Any


class RefusalError(Exception):
    """A call that is not carried out. `code` is the HTTP status, `parameters` the ResponseParameters.

    Of a 429, `cause` says which limit it was, and `in_halt` whether an earlier 429 was not waited out.
    """

    def __init__(
        self,
        code: int,
        description: str,
        parameters: dict[str, int] | None = None,
        *,
        cause: str = "",
        in_halt: bool = False,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}
        self.cause = cause
        self.in_halt = in_halt

    @property
    def retry_after(self) -> int | None:
        """Whole seconds to wait (429 only)."""
        return self.parameters.get("retry_after")

    def as_json(self) -> dict[str, Any]:
        """The body of the answer, in the shape of https://core.telegram.org/bots/api#making-requests."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(text: str) -> RefusalError:
    """400 with "Bad Request: " in front."""
    return RefusalError(400, f"Bad Request: {text}")


def too_many_requests(seconds: int, cause: str, *, in_halt: bool = False) -> RefusalError:
    """429; everything of the same scope has to wait for `seconds`."""
    description = f"Too Many Requests: retry after {seconds}"
    return RefusalError(429, description, {"retry_after": seconds}, cause=cause, in_halt=in_halt)


def migrated(new_chat_id: int) -> RefusalError:
    """400 for the old id of a group that has become a supergroup; the new id comes along."""
    return RefusalError(400, f"Bad Request: {GROUP_UPGRADED}", {"migrate_to_chat_id": new_chat_id})


# One alone would be sent without an album: refused here as documented (2-10), so that it is noticed.
ALBUM_TOO_SHORT = "an album needs 2 to 10 items"
ALBUM_EMPTY = "there are no messages to send"
ALBUM_TOO_LONG = "too many messages to send as an album"
ALBUM_WRONG_TYPE = "can't use the media of the specified type in the album"
BUTTON_DATA_INVALID = "BUTTON_DATA_INVALID"
CAPTION_TOO_LONG = "message caption is too long"
CHAT_NOT_FOUND = "chat not found"
FILE_TOO_BIG = "file is too big"
FILE_UNKNOWN = "invalid file_id"
FILE_UNNAMED = "file_id not specified"
FILE_NOT_SENDABLE = "wrong file identifier/HTTP URL specified"
GROUP_UPGRADED = "group chat was upgraded to a supergroup chat"
LOCATION_REQUEST_IN_GROUP = "location can be requested in private chats only"
LOCATION_WRONG = "wrong location specified"
MARKUP_TOO_LONG = "reply markup is too long"
MESSAGE_CANT_BE_DELETED = "message can't be deleted for everyone"
MESSAGE_CANT_BE_EDITED = "message can't be edited"
MESSAGE_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
MESSAGE_TO_COPY_NOT_FOUND = "message to copy not found"
MESSAGE_TO_DELETE_NOT_FOUND = "message to delete not found"
MESSAGE_TO_EDIT_NOT_FOUND = "message to edit not found"
MESSAGE_TO_FORWARD_NOT_FOUND = "message to forward not found"
MESSAGE_TO_REPLY_NOT_FOUND = "message to be replied not found"
MESSAGE_UNIDENTIFIED = "message identifier is not specified"
NO_CAPTION_TO_EDIT = "there is no caption in the message to edit"
NO_TEXT_TO_EDIT = "there is no text in the message to edit"
PHONE_REQUEST_IN_GROUP = "phone number can be requested in private chats only"
PHOTO_DIMENSIONS = "PHOTO_INVALID_DIMENSIONS"
PHOTO_UNREADABLE = "IMAGE_PROCESS_FAILED"
IMAGE_REFUSALS = (PHOTO_DIMENSIONS, PHOTO_UNREADABLE)
# Telegram documents 1-64 characters and does not say what becomes of more: refused here, so that it is noticed.
PLACEHOLDER_WRONG = "input_field_placeholder must have 1 to 64 characters"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
TEXT_EMPTY = "message text is empty"
TEXT_TOO_LONG = "message is too long"
TOAST_TOO_LONG = "MESSAGE_TOO_LONG"
# Telegram documents no limit of buttons in a row and may wrap them: refused here, so that it is noticed.
TOO_MANY_IN_ROW = "too many buttons in a row"

BLOCKED = "Forbidden: bot was blocked by the user"
DEACTIVATED = "Forbidden: user is deactivated"
NEVER_STARTED = "Forbidden: bot can't initiate conversation with a user"
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
ENTITY_TOO_LARGE = "Request Entity Too Large"

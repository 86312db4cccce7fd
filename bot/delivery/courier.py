"""The courier carries what turns have brought about to their chats: in order for each chat, chats beside each other.

What certainly failed is tried again. After a time-out nobody knows whether the call was carried out: an edit is made
again (twice the same is once), a new message is not. What could not be handed over stays *owed* in the database and
is shown again later (`bot.schedule`), because every screen can be rendered again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, replace

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.api import Api, says
from bot.delivery.calls import document_call, keyboard, message, piece_call, screen_call
from bot.logs import log
from bot.transport import NotSent
from handlers import screens
from handlers.screens import Document, Replies, Screen

_log = log("delivery")

# A phone that has lost its signal is tried for as long as a person may look at the screen, then the screen is owed.
WAITS = (0.3, 1.0, 3.0)
# Beyond this, taking new updates waits, so that memory stays bounded when the Bot API is slow.
MOST_WAITING = 2000
MOST_LIVE = 4096


@dataclass(slots=True)
class Parcel:
    """What one update brought about, and where it goes."""

    update_id: int
    chat_id: int
    replies: Replies
    query_id: str | None = None
    # The message whose button was tapped, and whether a text can take its place (a picture's can not).
    message_id: int | None = None
    editable: bool = True
    person_id: int | None = None
    # The person's own message, for what must not stay in the chat.
    theirs_id: int | None = None
    # The message that showed the person's place until now; its buttons go when another one takes over.
    live_id: int | None = None
    # The letter under which a button was tapped: it stays, whatever the place becomes.
    letter_id: int | None = None
    # A screen that has only changed (progress): where its message is gone, nothing is sent.
    only_edit: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen of this update has been handed over, as this message (`None`: as the one that was there)."""

    person_id: int
    update_id: int
    message_id: int | None
    # Notes went before it: they stood in the database meanwhile, and may hold what must not stay there.
    with_notes: bool = False


class Courier:
    """See the module. `shown` and `blocked` collect what is to be written with the next transaction."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._waiting: dict[int, deque[Parcel]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        # The newest message with buttons in each chat, until the database knows it too, and what it shows.
        self._live: dict[int, int] = {}
        self._looks: dict[int, int] = {}
        self._room = asyncio.Event()
        self._room.set()
        self.shown: list[Shown] = []
        self.blocked: list[int] = []

    def hand_over(self, parcels: list[Parcel]) -> None:
        """Take parcels on; returns at once."""
        for parcel in parcels:
            row = self._waiting.get(parcel.chat_id)
            if row is not None:
                row.append(parcel)
                continue
            self._waiting[parcel.chat_id] = deque([parcel])
            task = asyncio.create_task(self._serve(parcel.chat_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if len(self._waiting) >= MOST_WAITING:
            self._room.clear()

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    def is_busy(self, chat_id: int) -> bool:
        return chat_id in self._waiting

    async def idle(self) -> None:
        """Wait until everything has been handed over (or given up)."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self, seconds: float = 5.0) -> None:
        """Give what is on its way a little time; what is left stays owed."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()

    async def _serve(self, chat_id: int) -> None:
        row = self._waiting[chat_id]
        while row:
            parcel = row.popleft()
            if parcel.message_id is not None and any(
                later.message_id == parcel.message_id and later.replies.screen is not None for later in row
            ):
                # A later screen takes the same place: showing this one would only make the person wait.
                if parcel.person_id is not None:
                    self.shown.append(Shown(parcel.person_id, parcel.update_id, None))
                parcel.replies.screen = None
            if any(later.replies.notes == parcel.replies.notes for later in row):
                # A long text arrives in pieces; the same hint once is enough.
                parcel.replies.notes = []
            try:
                await self._carry(parcel)
            except Forbidden:
                self.blocked.append(chat_id)
            except BadRequest as refused:
                # It would be refused again every time: the debt is struck off, and the log says what is wrong.
                _log.error("refused for good", update=parcel.update_id, says=refused.message)
                if parcel.person_id is not None:
                    self.shown.append(Shown(parcel.person_id, parcel.update_id, None))
            except TelegramError as error:
                _log.warning("not handed over", update=parcel.update_id, error=type(error).__name__, says=error.message)
            except Exception as error:  # one chat's trouble never stops the others
                _log.error("delivery failed", update=parcel.update_id, error=type(error).__name__)
        del self._waiting[chat_id]
        if len(self._waiting) < MOST_WAITING // 2:
            self._room.set()

    async def _carry(self, parcel: Parcel) -> None:
        if parcel.query_id is None:
            await self._bring(parcel)
            return
        # Beside each other: the new screen need not wait until the tap's answer has gone there and back.
        both = self._answer(parcel.query_id, parcel.replies), self._bring(parcel)
        for outcome in await asyncio.gather(*both, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome

    async def _bring(self, parcel: Parcel) -> None:
        """What is taken away, notes, documents and the screen, in this order."""
        replies = parcel.replies
        if replies.erase_theirs and parcel.theirs_id is not None:
            with contextlib.suppress(BadRequest):  # the person was quicker
                gone: dict[str, object] = {"chat_id": parcel.chat_id, "message_id": parcel.theirs_id}
                await self._persist("deleteMessage", gone, twice_is_once=True)
        if parcel.letter_id is not None:
            await self._mark_letter(parcel.chat_id, parcel.letter_id, replies)
        notes = list(replies.notes)
        if notes and replies.screen is not None and parcel.message_id is not None and parcel.editable:
            # The tapped message becomes the first note, and the screen comes below: newest last.
            await self._edit(parcel.chat_id, parcel.message_id, notes.pop(0))
            parcel.message_id = None
        for note in notes:
            await self._send_screen(parcel.chat_id, note)
        unread = 0
        for piece in replies.pieces:
            if isinstance(piece, screens.Shown) and not isinstance(piece.content, bytes):
                try:
                    piece = replace(piece, content=await asyncio.to_thread(piece.content))
                except OSError as error:  # gone, or its store is away: the others are shown all the same
                    _log.warning("a file cannot be read", error=type(error).__name__)
                    unread += 1
                    continue
            method, data = piece_call(parcel.chat_id, piece)
            try:
                await self._persist(method, data, twice_is_once=False)
            except BadRequest as refused:
                # The post that was to be forwarded is gone, for example; the screen below is shown all the same.
                _log.warning("a piece was refused", says=refused.message)
        if unread and replies.unreadable:
            await self._send_screen(parcel.chat_id, Screen(replies.unreadable))
        for document in replies.documents:
            await self._send_document(parcel.chat_id, document)
        if replies.screen is not None:
            message_id = await self._show(parcel, replies.screen)
            if parcel.person_id is not None:
                self.shown.append(Shown(parcel.person_id, parcel.update_id, message_id, bool(replies.notes)))
            await self._put_away(parcel.chat_id, parcel.live_id, message_id, replies.screen)

    async def _mark_letter(self, chat_id: int, letter_id: int, replies: Replies) -> None:
        """New words or buttons for a letter; it may be too old for that, and nothing depends on it."""
        letter = {"chat_id": chat_id, "message_id": letter_id}
        with contextlib.suppress(BadRequest):
            if replies.rewrite is not None:
                data = message(chat_id, replies.rewrite) | letter
                await self._persist("editMessageText", data, twice_is_once=True)
            elif replies.relabel is not None:
                data = letter | {"reply_markup": keyboard(replies.relabel)}
                await self._persist("editMessageReplyMarkup", data, twice_is_once=True)

    async def _put_away(self, chat_id: int, stored: int | None, now: int | None, screen: Screen) -> None:
        """Take the buttons off the message that showed the place before, so that one keyboard is left to tap."""
        before = self._live.pop(chat_id, stored)
        self._looks.pop(chat_id, None)
        if now is None:
            return
        self._live[chat_id], self._looks[chat_id] = now, _look(screen)
        if len(self._live) > MOST_LIVE:
            oldest = next(iter(self._live))
            del self._live[oldest], self._looks[oldest]
        if before is not None and before != now:
            await self._take_buttons(chat_id, before)

    async def _take_buttons(self, chat_id: int, message_id: int) -> None:
        with contextlib.suppress(BadRequest, NetworkError):  # old buttons do no harm, they are answered softly
            await self._api.call("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id})

    async def _answer(self, query_id: str, replies: Replies) -> None:
        data: dict[str, object] = {"callback_query_id": query_id}
        if replies.toast:
            data["text"] = replies.toast
            if replies.alert:
                data["show_alert"] = True
        try:
            await self._api.call("answerCallbackQuery", data)
        except (BadRequest, NetworkError) as error:
            # Too old, or no signal: the spinner stops by itself, and the screen below says all that matters.
            _log.debug("tap not acknowledged", says=error.message)

    async def _show(self, parcel: Parcel, screen: Screen) -> int | None:
        """Show the screen in the tapped message, or as a new one; gives the message's id."""
        if screen.picture is not None:
            if parcel.message_id is not None and parcel.editable and screen.receipt:
                await self._edit(parcel.chat_id, parcel.message_id, Screen(screen.receipt))
            return await self._send_screen(parcel.chat_id, screen)
        place = parcel.message_id if parcel.editable else None
        live = self._live.get(parcel.chat_id, parcel.live_id)
        if place is not None and live is not None and place < live and not parcel.only_edit:
            # A tap on an old keyboard: the screen is further down by now, and moves no more up.
            await self._take_buttons(parcel.chat_id, place)
            place = live if self._looks.get(parcel.chat_id) == _look(screen) else None
        if place is not None and await self._edit(parcel.chat_id, place, screen):
            return place
        if parcel.only_edit:
            return None
        return await self._send_screen(parcel.chat_id, screen)

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message shows the screen now; `False` where it cannot be edited (any more)."""
        data = message(chat_id, screen) | {"message_id": message_id}
        try:
            await self._persist("editMessageText", data, twice_is_once=True)
        except BadRequest as refused:
            return says(refused, "message is not modified")
        return True

    async def _send_screen(self, chat_id: int, screen: Screen) -> int | None:
        method, data = await screen_call(chat_id, screen)
        return _id(await self._persist(method, data, twice_is_once=False))

    async def _send_document(self, chat_id: int, document: Document) -> None:
        method, data = await document_call(chat_id, document)
        await self._persist(method, data, twice_is_once=False)

    async def _persist(self, method: str, data: dict[str, object], *, twice_is_once: bool) -> object:
        """Call again what certainly failed, and, where twice is once, also what may have failed."""
        for wait in (*WAITS, None):
            try:
                return await self._api.call(method, data)
            except (BadRequest, Forbidden, RetryAfter):
                raise
            except NetworkError as error:
                uncertain = isinstance(error, TimedOut) and not isinstance(error, NotSent)
                if uncertain and not twice_is_once:
                    _log.warning("uncertain whether it arrived", method=method)
                    return None
                if wait is None:
                    raise
                await asyncio.sleep(wait)
        raise AssertionError("the loop returns or raises")


def _look(screen: Screen) -> int:
    """Tells one screen from another; what a picture shows is not looked at."""
    return hash((screen.text, screen.rows))


def _id(answer: object) -> int | None:
    return answer.get("message_id") if isinstance(answer, dict) else None

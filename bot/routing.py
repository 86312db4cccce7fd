"""Which handler an update goes to: PTB's `Application` finds it, a turn is what the handler gets.

Commands and buttons work everywhere, also in the middle of a form. PTB's `ConversationHandler` is not used: its state
lives in one process and is lost with it (DESIGN.md, Telegram); here it is rows in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.api import Api
from bot.turns import sent
from handlers import (  # noqa: F401
    analysing,
    announcement_report,
    casework,
    digest,
    exporting,
    filling,
    help,
    history,
    instrument_results,
    interviewing,
    invites,
    learning,
    mentoring,
    menu,
    own_data,
    profile,
    publishing,
    recap,
    receipt,
    reporting,
    result,
    reviewing,
    testing,
    tipping,
    welcome,
)
from handlers.announcing import answering, approval, dispatch
from handlers.answering import lost
from handlers.reminding import changing, seeing, snooze, wishes
from handlers.turn import Incoming, Said, Sent, Tap, Turn
from locales.reading import has_identity_number
from storage import people

Act = Callable[[Turn], Coroutine[Any, Any, None]]
Callback = Callable[[Update, CallbackContext[Any, Any, Any, Any]], Coroutine[Any, Any, None]]

# What is sent besides words, by the name of its field in a message.
KINDS = (
    "sticker",
    "voice",
    "photo",
    "video",
    "video_note",
    "animation",
    "audio",
    "document",
    "location",
    "contact",
    "poll",
    "dice",
)
COMMANDS = (
    "start",
    "lapor",
    "laporan",
    "kasus",
    "belajar",
    "mentor",
    "tips",
    "pengingat",
    "riwayat",
    "profil",
    "bahasa",
    "data",
    "bantuan",
    "batal",
)
# For some roles only: they are not in the list behind the "/" button.
COMMANDS_OF_ADMINS = ("ringkasan", "ekspor", "analisis", "formulir", "pengumuman", "jadwal")


@dataclass(slots=True)
class _Current:
    turn: Turn
    # The person has blocked the bot (only for changes of membership).
    left: bool = False
    failure: Exception | None = None


_current: ContextVar[_Current] = ContextVar("current turn")


class Routing:
    """See the module."""

    def __init__(self, api: Api) -> None:
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder().bot(api).updater(None).build()
        )
        add = self._application.add_handler
        # The most frequent first: PTB asks one after the other.
        add(CallbackQueryHandler(_consented(publishing.guard.form_tapped), r"^f:"))
        add(CallbackQueryHandler(_always(welcome.tapped), r"^c:"))
        add(CallbackQueryHandler(_consented(menu.go), r"^go:"))
        add(CallbackQueryHandler(_consented(result.tapped), r"^result:"))
        add(CallbackQueryHandler(_consented(profile.tapped), r"^profile:"))
        add(CallbackQueryHandler(_consented(help.change_language), r"^lang:"))
        add(CallbackQueryHandler(_consented(help.cancel_tapped), r"^cancel:"))
        add(CallbackQueryHandler(_consented(own_data.tapped), r"^data:"))
        add(CallbackQueryHandler(_consented(answering.tapped), r"^l:ann:"))
        add(CallbackQueryHandler(_consented(snooze.tapped), r"^l:rem:"))
        add(CallbackQueryHandler(_consented(lost.tapped_letter), r"^l:file:"))
        add(CallbackQueryHandler(_consented(receipt.tapped), r"^sent:"))
        add(CallbackQueryHandler(_consented(reporting.tapped), r"^rep:"))
        add(CallbackQueryHandler(_consented(reporting.letter_tapped), r"^l:rep:"))
        add(CallbackQueryHandler(_consented(reviewing.tapped), r"^rev:"))
        add(CallbackQueryHandler(_consented(casework.tapped), r"^case:"))
        add(CallbackQueryHandler(_consented(casework.letter_tapped), r"^l:case:"))
        add(CallbackQueryHandler(_consented(recap.tapped), r"^recap:"))
        add(CallbackQueryHandler(_consented(digest.tapped), r"^dig(:|$)"))
        add(CallbackQueryHandler(_consented(digest.letter_tapped), r"^l:dig:"))
        add(CallbackQueryHandler(_consented(instrument_results.tapped), r"^ins:"))
        add(CallbackQueryHandler(_consented(testing.tapped), r"^uji:"))
        add(CallbackQueryHandler(_consented(interviewing.tapped), r"^int:"))
        add(CallbackQueryHandler(_consented(interviewing.letter_tapped), r"^l:int:"))
        add(CallbackQueryHandler(_consented(learning.tapped), r"^learn:"))
        add(CallbackQueryHandler(_consented(mentoring.tapped), r"^men:"))
        add(CallbackQueryHandler(_consented(mentoring.letter_tapped), r"^l:men:"))
        add(CallbackQueryHandler(_consented(exporting.tapped), r"^exp:"))
        add(CallbackQueryHandler(_consented(exporting.letter_tapped), r"^l:exp:"))
        add(CallbackQueryHandler(_consented(analysing.tapped), r"^ana:"))
        add(CallbackQueryHandler(_consented(analysing.letter_tapped), r"^l:ana:"))
        add(CallbackQueryHandler(_consented(tipping.letter_tapped), r"^l:tip:"))
        add(CallbackQueryHandler(_consented(approval.tapped_letter), r"^l:apr:"))
        add(CallbackQueryHandler(_consented(announcement_report.place.tapped_letter), r"^l:annrep:"))
        add(CallbackQueryHandler(_consented(dispatch.tapped), r"^ann:"))
        add(CallbackQueryHandler(_consented(changing.tapped), r"^plan:"))
        add(CallbackQueryHandler(_consented(wishes.tapped), r"^remind:"))
        add(CallbackQueryHandler(_consented(tipping.place_tapped), r"^tips(:|$)"))
        add(CallbackQueryHandler(_consented(publishing.dispatch.tapped), r"^pub:"))
        add(CallbackQueryHandler(_consented(publishing.offers.tapped), r"^form:"))
        add(CallbackQueryHandler(_consented(publishing.moving.tapped), r"^move:"))
        add(CallbackQueryHandler(_consented(publishing.checked.tapped_letter), r"^l:pub:"))
        add(CallbackQueryHandler(_consented(_unknown_button)))
        add(CommandHandler("start", _always(_start), filters.UpdateType.MESSAGE))
        add(_command(["bantuan", "help"], _goes("help")))
        add(_command(["riwayat", "history"], _goes(history.PLACE)))
        add(_command(["profil", "profile"], profile.open_profile))
        add(_command(["bahasa", "language"], _goes("language")))
        add(_command(["data"], _goes(own_data.PLACE)))
        add(_command(["batal", "cancel"], help.cancel))
        add(_command(["pengumuman", "announcements"], dispatch.open_list))
        add(_command(["jadwal", "schedule"], seeing.open_schedule))
        add(_command(["pengingat", "reminders"], wishes.open_wishes))
        add(_command(["formulir", "forms"], publishing.listing.open_list))
        add(_command(["tips"], _goes(tipping.PLACE)))
        add(_command(["lapor", "report"], reporting.open_lapor))
        add(_command(["laporan", "reports"], _open_reports))
        add(_command(["kasus", "cases"], casework.open_cases))
        add(_command(["belajar", "learn"], learning.open_own))
        add(_command(["mentor"], mentoring.open_mentoring))
        add(_command(["ringkasan", "digest"], digest.open_digest))
        add(_command(["ekspor", "export"], exporting.open_exports))
        add(_command(["analisis", "analysis"], analysing.open_analyses))
        add(MessageHandler(filters.UpdateType.MESSAGE, _consented(_said)))
        add(ChatMemberHandler(_always(_membership), ChatMemberHandler.MY_CHAT_MEMBER))
        self._application.add_error_handler(_remember)

    async def start(self) -> None:
        await self._application.initialize()

    async def stop(self) -> None:
        await self._application.shutdown()

    async def act(self, update: Update, turn: Turn) -> None:
        """Let the handler of this update act on the turn; raises what the handler raised."""
        turn.incoming = incoming(update)
        if isinstance(turn.incoming, Said) and has_identity_number(turn.incoming.text):
            # Before any handler sees it: what is not read cannot be kept.
            turn.incoming = Said("")
            await help.identity_number(turn)
            return
        change = update.my_chat_member
        current = _Current(turn, left=change is not None and change.new_chat_member.status == ChatMemberStatus.BANNED)
        token = _current.set(current)
        try:
            await self._application.process_update(update)
        finally:
            _current.reset(token)
        if current.failure is not None:
            raise current.failure


def incoming(update: Update) -> Incoming:
    """What the person did."""
    if (query := update.callback_query) is not None:
        return Tap(query.data or "")
    message = update.message
    if message is None:
        return Sent("nothing")
    kind = next((k for k in KINDS if getattr(message, k, None)), None)
    words = message.text or message.caption or ""
    # What is hidden in a file's name or a shared contact counts as words too.
    hidden = [message.document.file_name or ""] if message.document else []
    hidden += [message.contact.phone_number] if message.contact else []
    if any(has_identity_number(text) for text in hidden):
        return Said("\n".join([words, *hidden]))
    if kind is not None and not has_identity_number(words):
        return sent(kind, message)
    if words:
        return Said(words, forwarded=message.forward_origin is not None)
    return Sent("other")


def _always(act: Act) -> Callback:
    async def callback(_update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        await act(_current.get().turn)

    return callback


def _consented(act: Act) -> Callback:
    """Only for people who have consented; everybody else is welcomed, and nothing is stored."""

    async def guarded(turn: Turn) -> None:
        if welcome.has_consented(turn):
            await act(turn)
        else:
            await welcome.knock(turn)

    return _always(guarded)


def _command(names: list[str], act: Act) -> CommandHandler[Any, Any]:
    return CommandHandler(names, _consented(act), filters.UpdateType.MESSAGE)


def _goes(place: str) -> Act:
    async def act(turn: Turn) -> None:
        turn.go(place)

    return act


async def _start(turn: Turn) -> None:
    words = turn.incoming.text.split(maxsplit=1) if isinstance(turn.incoming, Said) else []
    await welcome.start(turn, words[1].strip() if len(words) > 1 else "")


async def _open_reports(turn: Turn) -> None:
    """`/laporan`: what has come in for who looks through reports, one's own for everybody else."""
    if turn.person.role in ("coordinator", "admin"):
        await reviewing.open_incoming(turn)
    else:
        await reporting.open_reports(turn)


async def _said(turn: Turn) -> None:
    """Words, a picture, a file: for the place that waits for them, or else for the form that is being filled in."""
    listeners = (
        dispatch.heard,
        changing.said,
        # A model may come as a file, which elsewhere is a form.
        analysing.heard,
        publishing.guard.heard,
        exporting.heard,
        interviewing.heard,
        learning.heard,
        reviewing.heard,
        casework.heard,
        filling.received,
    )
    for listener in listeners:
        if await listener(turn):
            return
    await help.strange(turn)


async def _unknown_button(turn: Turn) -> None:
    turn.toast(turn.texts.plain("toast-finished"))
    turn.show()


async def _membership(turn: Turn) -> None:
    """The person has blocked the bot, or let it in again."""
    gone = _current.get().left
    await people.mark_blocked(await turn.work.connection(), turn.telegram_id, turn.at if gone else None)


async def _remember(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """PTB's `process_update` returns normally when a handler raises; the failure is kept for the one who called."""
    error = context.error
    _current.get().failure = error if isinstance(error, Exception) else RuntimeError("handler failed")

"""The talk in a case: who said what and when, what happened in between, the files; the newest last, as in any chat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from handlers.answering.fitting import clipped
from handlers.casework.words import LEVELS, person_named, stamp
from handlers.screens import Shown
from handlers.turn import Turn
from storage import case_talk
from storage.case_rows import EVENT, MEDIA, Case, Message

# So many messages are read for a page, and so many letters of them shown; the rest is a page further.
A_PAGE = 8
MOST_LETTERS = 2600
# On the case's own screen: the last few, each only begun.
ON_TOP = 2
BEGUN = 220
# Longer words come in as several messages (see `handlers.casework.saying`): any page holds at least one.
LONGEST = 2000
# What Telegram takes, in bytes: photos, and everything else (https://core.telegram.org/bots/api#sending-files).
LARGEST, LARGEST_OTHERS = {"photo": 10_000_000}, 50_000_000

FILES = {
    "photo": "case-file-photo",
    "voice": "case-file-voice",
    "audio": "case-file-audio",
    "video": "case-file-video",
    "document": "case-file-document",
}
EVENTS = {
    "opened": "case-event-opened",
    "taken": "case-event-taken",
    "released": "case-event-released",
    "handed": "case-event-handed",
    "asked": "case-event-asked",
    "answered": "case-event-answered",
    "closed": "case-event-closed",
    "reopened": "case-event-reopened",
    "escalated": "case-event-escalated",
    "reminded": "case-event-reminded",
    "freed": "case-event-freed",
    "recalled": "case-event-recalled",
}

# What nobody has done.
BY_ITSELF = frozenset({"reminded", "freed", "recalled"})


async def newest(turn: Turn, case: Case) -> list[str]:
    """The last few things that were said, each begun, as HTML; nothing where nobody has said anything."""
    found = await case_talk.messages(await turn.work.connection(), turn.viewer, case.id, most=A_PAGE)
    said = [each for each in found if each.kind != EVENT][:ON_TOP]
    return [line for each in reversed(said) for line in ["", *await _lines(turn, each, BEGUN)]]


async def page(turn: Turn, case: Case, before: int) -> tuple[list[str], list[Message], bool]:
    """A page of the talk that ends before a message (0: with the newest): lines, messages, whether there is more.

    As many as fit on a screen, whole.
    """
    found = await case_talk.messages(await turn.work.connection(), turn.viewer, case.id, before=before, most=A_PAGE + 1)
    shown: list[Message] = []
    lines: list[str] = []
    for each in found[:A_PAGE]:
        block = ["", *await _lines(turn, each, LONGEST)]
        if shown and sum(map(len, lines)) + sum(map(len, block)) > MOST_LETTERS:
            break
        lines = [*block, *lines]
        shown.append(each)
    return lines, shown, len(found) > len(shown)


async def _lines(turn: Turn, message: Message, most: int) -> list[str]:
    t = turn.texts
    when = stamp(turn, message.at)
    word, number = message.event
    if message.kind == EVENT:
        return [f"<i>{escape(when, quote=False)} · {await _event(turn, message, word, number)}</i>"]
    who = escape(await person_named(turn, message.author), quote=False)
    lines = [f"<b>{who}</b> · {escape(when, quote=False)}"]
    if message.kind in MEDIA:
        lines.append(f"📎 {t(FILES[message.kind])}{_state(turn, message)}")
    if message.text:
        lines.append(escape(clipped(message.text, most), quote=False))
    return lines


async def _event(turn: Turn, message: Message, word: str, number: int) -> str:
    """What happened, as HTML; a word that is not known yet is left out."""
    t = turn.texts
    if word not in EVENTS:
        return ""
    who = await person_named(turn, message.author) if message.author is not None else t.plain("case-program")
    if word == "handed":
        return t(EVENTS[word], who=who, to=await person_named(turn, number))
    if word == "escalated":
        return t(EVENTS[word], level=t.plain(LEVELS[min(number, len(LEVELS) - 1)]))
    return t(EVENTS[word]) if word in BY_ITSELF else t(EVENTS[word], who=who)


def _state(turn: Turn, message: Message) -> str:
    """What there is to say of a file that cannot be shown (yet), as HTML."""
    file = message.attachment
    if file is None or file.state in ("refused", "failed"):
        return f" · {turn.texts('case-file-lost')}"
    return "" if file.state == "kept" else f" · {turn.texts('case-file-wanted')}"


def files_of(messages: Sequence[Message]) -> list[Message]:
    """The messages with a file that can be shown."""
    return [each for each in messages if each.attachment is not None and each.attachment.state == "kept"]


def show_files(turn: Turn, messages: Sequence[Message], heading: str) -> int:
    """Show the files of these messages from the store, oldest first, under a heading (HTML); gives how many."""
    found = files_of(messages)
    if found:
        turn.say(heading)
    for each in reversed(found):
        file = each.attachment
        if file is not None and file.sha256 is not None:
            way = "document" if (file.size or 0) > LARGEST.get(each.kind, LARGEST_OTHERS) else each.kind
            turn.replies.pieces.append(Shown(way, file.file_name, partial(turn.files.read, file.sha256)))
    return len(found)

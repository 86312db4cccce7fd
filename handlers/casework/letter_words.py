"""How letters about cases are worded when they go out: by what is true then, and for who may see the case then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape

from handlers.answering.fitting import clipped
from handlers.casework import letter_delays, letters, words
from handlers.casework.letter_parts import About, due, most, screen, title
from handlers.letters import Slip, letter
from handlers.screens import Attached, Screen
from handlers.turn import Turn
from storage import cases
from storage.cases import CLOSED, MEDIA, NEW, WAITING


@letter(letters.KIND)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `case`, `message` (or the event), and `about`, which says what the letter is about."""
    connection = await turn.work.connection()
    about, number = str(slip.data["about"]), int(slip.data["case"])
    if about == letters.UNNAMED:
        return await letter_delays.unnamed(turn, number)
    if about == letters.ERASED:
        # The case is gone, whoever asks.
        name = turn.texts("case-number", number=str(number))
        return Screen(f"<b>{name}</b>\n{turn.texts('case-letter-erased')}", ())
    case = await cases.get(connection, turn.viewer, number)
    if case is None:
        return None
    message = await cases.message(connection, turn.viewer, int(slip.data["message"]))
    return await _WRITERS[about](turn, About(case, message, case.person_id == turn.person.id))


async def _opened(turn: Turn, about: About) -> Screen | None:
    """A new case, or one that was given back: for who is to answer it, as long as nobody has it in hand."""
    case, t = about.case, turn.texts
    if case.state != NEW or about.own:
        return None
    released = about.message is not None and about.message.event[0] in ("released", "freed")
    lines = [title(turn, case, "case-letter-released" if released else "case-letter-new")]
    if case.restricted:
        return screen(turn, about, [*lines, due(turn, case), "", t("case-letter-gate")])
    who = await words.person_named(turn, case.person_id)
    lines += [t("case-letter-from", who=who, region=words.region_words(turn, case)), due(turn, case)]
    lines += ["", escape(clipped(case.summary, most("summary")), quote=False)]
    return screen(turn, about, lines, letters.READ, letters.TAKE)


async def _said(turn: Turn, about: About) -> Screen | None:
    """A message: with its file below the words, where that is kept."""
    case, message, t = about.case, about.message, turn.texts
    if message is None:
        return None
    if not about.own:
        key = "case-letter-message"
    else:
        key = "case-letter-asked" if case.state == WAITING else "case-letter-answer"
    lines = [title(turn, case), t(key, who=await words.person_named(turn, message.author))]
    if case.restricted:
        return screen(turn, about, [*lines, "", t("case-letter-gate-message")])
    file = message.attachment
    kept = file.sha256 if file is not None and file.state == "kept" else None
    said = clipped(message.text, most("words_below_a_file" if kept else "words"))
    if said:
        lines += ["", escape(said, quote=False)]
    if message.kind in MEDIA and kept is None:
        lines += ["", t("case-letter-file-lost-theirs")]
    attached = None
    if file is not None and kept is not None:
        attached = Attached(message.kind, file.file_name, lambda: turn.files.read(kept))
    return screen(turn, about, lines, letters.READ, letters.REPLY, attached=attached)


async def _taken(turn: Turn, about: About) -> Screen | None:
    """Who has it in hand: not needed once that one has answered, or has it no more."""
    case, message = about.case, about.message
    if message is None or case.holder is None or case.holder != message.author or case.due_at is None:
        return None
    who = await words.person_named(turn, case.holder)
    return screen(turn, about, [title(turn, case), turn.texts("case-letter-taken", who=who)], letters.READ)


async def _taken_over(turn: Turn, about: About) -> Screen | None:
    """To who had it in hand before: not needed where they have it again."""
    case, message, t = about.case, about.message, turn.texts
    if message is None or about.own or case.holder == turn.person.id:
        return None
    key = "case-letter-closed-theirs" if case.state == CLOSED else "case-letter-taken-over"
    who = await words.person_named(turn, message.author)
    return screen(turn, about, [title(turn, case), t(key, who=who)], letters.READ)


async def _handed(turn: Turn, about: About) -> Screen | None:
    case, message, t = about.case, about.message, turn.texts
    if message is None or case.state == CLOSED or case.holder != message.event[1]:
        return None
    if about.own:
        who = await words.person_named(turn, case.holder)
        return screen(turn, about, [title(turn, case), t("case-letter-handed", who=who)], letters.READ)
    lines = [title(turn, case), t("case-letter-handed-you", who=await words.person_named(turn, message.author))]
    lines.append(due(turn, case) if case.due_at is not None else t("case-letter-nothing-owed"))
    if case.restricted:
        return screen(turn, about, [*lines, "", t("case-letter-gate")])
    lines += ["", escape(clipped(case.summary, most("summary")), quote=False)]
    return screen(turn, about, lines, letters.READ, letters.REPLY)


async def _closed(turn: Turn, about: About) -> Screen | None:
    case, message, t = about.case, about.message, turn.texts
    if case.state != CLOSED or message is None:
        return None
    if not about.own:
        who = await words.person_named(turn, case.person_id)
        return screen(turn, about, [title(turn, case), t("case-letter-closed-theirs", who=who)], letters.READ)
    outcome, told = words.outcome_words(t, case.outcome)
    lines = [title(turn, case), t("case-letter-closed")]
    if case.restricted:
        return screen(turn, about, [*lines, "", t("case-letter-gate-message")])
    if outcome or told:
        end = ": ".join(one for one in (outcome, clipped(told, most("summary"))) if one)
        lines += ["", f"<b>{t('case-letter-outcome')}</b>", escape(end, quote=False)]
    if case.lesson:
        taught = escape(clipped(case.lesson, most("words")), quote=False)
        lines += ["", f"<b>{t('case-letter-lesson')}</b>", taught]
    return screen(turn, about, [*lines, "", t("case-letter-again")], letters.READ)


async def _reopened(turn: Turn, about: About) -> Screen | None:
    case, message, t = about.case, about.message, turn.texts
    if case.state == CLOSED or message is None:
        return None
    who = await words.person_named(turn, message.author)
    lines = [title(turn, case), t("case-letter-reopened", who=who)]
    if case.due_at is not None:
        lines.append(due(turn, case))
    return screen(turn, about, lines, letters.READ)


async def _lost(turn: Turn, about: About) -> Screen | None:
    """The writer's own file could not be had."""
    if about.message is None or about.case.state == CLOSED:
        return None
    lines = [title(turn, about.case), turn.texts("case-letter-file-lost")]
    return screen(turn, about, lines, letters.READ, letters.REPLY)


_WRITERS: dict[str, Callable[[Turn, About], Awaitable[Screen | None]]] = {
    letters.OPENED: _opened,
    letters.RELEASED: _opened,
    letters.SAID: _said,
    letters.ASKED: _said,
    letters.TAKEN: _taken,
    letters.TAKEN_OVER: _taken_over,
    letters.HANDED: _handed,
    letters.ESCALATED: letter_delays.escalated,
    letters.CLOSED: _closed,
    letters.REOPENED: _reopened,
    letters.LOST: _lost,
    letters.WAITS: letter_delays.waits,
    letters.RECALLED: letter_delays.recalled,
}

"""How letters about cases are worded when they go out: by what is true then, and for who may see the case then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape

from handlers.answering.fitting import clipped
from handlers.casework import deadlines, letters, words
from handlers.letters import Slip, letter
from handlers.screens import Attached, Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import cases
from storage.cases import CLOSED, MEDIA, NEW, WAITING, Case, Message
from storage.visibility import PROGRAM

_LEVELS = ("case-letter-level-regency", "case-letter-level-province", "case-letter-level-country")


@dataclass(frozen=True, slots=True)
class _About:
    """A letter on its way: the case as the reader may see it, and what has happened or was said (None: it is gone)."""

    case: Case
    message: Message | None
    own: bool


@letter(letters.KIND)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `case`, `message` (or the event), and `about`, which says what the letter is about."""
    connection = await turn.work.connection()
    about, number = str(slip.data["about"]), int(slip.data["case"])
    if about == letters.UNNAMED:
        return await _unnamed(turn, number)
    case = await cases.get(connection, turn.viewer, number)
    if case is None:
        return None
    message = await cases.message(connection, turn.viewer, int(slip.data["message"]))
    return await _WRITERS[about](turn, _About(case, message, case.person_id == turn.person.id))


async def _opened(turn: Turn, about: _About) -> Screen | None:
    """A new case, or one that was given back: for who is to answer it, as long as nobody has it in hand."""
    case, t = about.case, turn.texts
    if case.state != NEW or about.own:
        return None
    released = about.message is not None and about.message.event[0] == "released"
    lines = [_title(turn, case, "case-letter-released" if released else "case-letter-new")]
    if case.restricted:
        return _screen(turn, about, [*lines, _due(turn, case), "", t("case-letter-gate")])
    who = await words.person_named(turn, case.person_id)
    lines += [t("case-letter-from", who=who, region=words.region_words(turn, case)), _due(turn, case)]
    lines += ["", escape(clipped(case.summary, _most("summary")), quote=False)]
    return _screen(turn, about, lines, letters.READ, letters.TAKE)


async def _said(turn: Turn, about: _About) -> Screen | None:
    """A message: with its file below the words, where that is kept."""
    case, message, t = about.case, about.message, turn.texts
    if message is None:
        return None
    if not about.own:
        key = "case-letter-message"
    else:
        key = "case-letter-asked" if case.state == WAITING else "case-letter-answer"
    lines = [_title(turn, case), t(key, who=await words.person_named(turn, message.author))]
    if case.restricted:
        return _screen(turn, about, [*lines, "", t("case-letter-gate-message")])
    file = message.attachment
    kept = file.sha256 if file is not None and file.state == "kept" else None
    said = clipped(message.text, _most("words_below_a_file" if kept else "words"))
    if said:
        lines += ["", escape(said, quote=False)]
    if message.kind in MEDIA and kept is None:
        lines += ["", t("case-letter-file-lost-theirs")]
    attached = None
    if file is not None and kept is not None:
        attached = Attached(message.kind, file.file_name, lambda: turn.files.read(kept))
    return _screen(turn, about, lines, letters.READ, letters.REPLY, attached=attached)


async def _taken(turn: Turn, about: _About) -> Screen | None:
    """Who has it in hand: not needed once that one has answered, or has it no more."""
    case, message = about.case, about.message
    if message is None or case.holder is None or case.holder != message.author or case.due_at is None:
        return None
    who = await words.person_named(turn, case.holder)
    return _screen(turn, about, [_title(turn, case), turn.texts("case-letter-taken", who=who)], letters.READ)


async def _handed(turn: Turn, about: _About) -> Screen | None:
    case, message, t = about.case, about.message, turn.texts
    if message is None or case.state == CLOSED or case.holder != message.event[1]:
        return None
    if about.own:
        who = await words.person_named(turn, case.holder)
        return _screen(turn, about, [_title(turn, case), t("case-letter-handed", who=who)], letters.READ)
    lines = [_title(turn, case), t("case-letter-handed-you", who=await words.person_named(turn, message.author))]
    lines.append(_due(turn, case) if case.due_at is not None else t("case-letter-nothing-owed"))
    if case.restricted:
        return _screen(turn, about, [*lines, "", t("case-letter-gate")])
    lines += ["", escape(clipped(case.summary, _most("summary")), quote=False)]
    return _screen(turn, about, lines, letters.READ, letters.REPLY)


async def _escalated(turn: Turn, about: _About) -> Screen | None:
    """A deadline was over: not needed where an answer has come meanwhile."""
    case, message, t = about.case, about.message, turn.texts
    if message is None or case.due_at is None:
        return None
    lines = [_title(turn, case)]
    reminded = message.event[0] == "reminded"
    if about.own:
        to = t.plain(_LEVELS[message.event[1] if not reminded else case.level])
        lines += [t("case-letter-reminded-own" if reminded else "case-letter-escalated-own", to=to), _due(turn, case)]
        return _screen(turn, about, lines, letters.READ)
    lines += [t("case-letter-escalated"), _due(turn, case)]
    if case.restricted:
        return _screen(turn, about, [*lines, "", t("case-letter-gate")])
    who = await words.person_named(turn, case.person_id)
    lines[1:1] = [t("case-letter-from", who=who, region=words.region_words(turn, case))]
    lines += ["", escape(clipped(case.summary, _most("summary")), quote=False)]
    last = letters.REPLY if case.holder == turn.person.id else letters.TAKE
    return _screen(turn, about, lines, letters.READ, last)


async def _closed(turn: Turn, about: _About) -> Screen | None:
    case, message, t = about.case, about.message, turn.texts
    if case.state != CLOSED or message is None:
        return None
    if not about.own:
        who = await words.person_named(turn, case.person_id)
        return _screen(turn, about, [_title(turn, case), t("case-letter-closed-theirs", who=who)], letters.READ)
    outcome, told = words.outcome_words(t, case.outcome)
    lines = [_title(turn, case), t("case-letter-closed")]
    if case.restricted:
        return _screen(turn, about, [*lines, "", t("case-letter-gate-message")])
    if outcome or told:
        end = ": ".join(one for one in (outcome, clipped(told, _most("summary"))) if one)
        lines += ["", f"<b>{t('case-letter-outcome')}</b>", escape(end, quote=False)]
    if case.lesson:
        taught = escape(clipped(case.lesson, _most("words")), quote=False)
        lines += ["", f"<b>{t('case-letter-lesson')}</b>", taught]
    return _screen(turn, about, [*lines, "", t("case-letter-again")], letters.READ)


async def _reopened(turn: Turn, about: _About) -> Screen | None:
    case, message, t = about.case, about.message, turn.texts
    if case.state == CLOSED or message is None:
        return None
    who = await words.person_named(turn, message.author)
    lines = [_title(turn, case), t("case-letter-reopened", who=who)]
    if case.due_at is not None:
        lines.append(_due(turn, case))
    return _screen(turn, about, lines, letters.READ)


async def _lost(turn: Turn, about: _About) -> Screen | None:
    """The writer's own file could not be had."""
    if about.message is None or about.case.state == CLOSED:
        return None
    lines = [_title(turn, about.case), turn.texts("case-letter-file-lost")]
    return _screen(turn, about, lines, letters.READ, letters.REPLY)


async def _waits(turn: Turn, about: _About) -> Screen | None:
    """The companion was asked some days ago: not needed once they have answered."""
    if about.case.state != WAITING or not about.own:
        return None
    who = await words.person_named(turn, about.case.holder)
    lines = [_title(turn, about.case), turn.texts("case-letter-waits", who=who)]
    return _screen(turn, about, lines, letters.READ, letters.REPLY)


async def _unnamed(turn: Turn, number: int) -> Screen | None:
    """To an admin, who may not see the case: only that somebody must be named, and where."""
    connection, t = await turn.work.connection(), turn.texts
    case = await cases.get(connection, PROGRAM, number)
    if case is None or case.state == CLOSED or turn.person.role != "admin":
        return None
    if case.holder is not None or await cases.responsible(connection, case):
        return None
    region = words.region_words(turn, case) or t.plain("region-all")
    lines = [f"<b>{t('case-letter-unnamed-title')}</b>", t("case-letter-unnamed", region=region)]
    row = [button(t.plain("button-case-letter-name"), letters.PREFIX, letters.NAME, case.id, 0)]
    return Screen("\n".join(lines), as_rows([row]))


_WRITERS: dict[str, Callable[[Turn, _About], Awaitable[Screen | None]]] = {
    letters.OPENED: _opened,
    letters.RELEASED: _opened,
    letters.SAID: _said,
    letters.ASKED: _said,
    letters.TAKEN: _taken,
    letters.HANDED: _handed,
    letters.ESCALATED: _escalated,
    letters.CLOSED: _closed,
    letters.REOPENED: _reopened,
    letters.LOST: _lost,
    letters.WAITS: _waits,
}
_LABELS = {
    letters.READ: "button-case-letter-read",
    letters.REPLY: "button-case-letter-reply",
    letters.TAKE: "button-case-letter-take",
}


def _screen(turn: Turn, about: _About, lines: list[str], *verbs: str, attached: Attached | None = None) -> Screen:
    """With the buttons of these verbs; of a restricted case only `READ`."""
    number = about.message.id if about.message is not None else 0
    wanted = verbs if verbs and not about.case.restricted else (letters.READ,)
    row: list[Button] = [
        button(turn.texts.plain(_LABELS[verb]), letters.PREFIX, verb, about.case.id, number) for verb in wanted
    ]
    return Screen("\n".join(lines), as_rows([row]), attached=attached)


def _title(turn: Turn, case: Case, before: str = "") -> str:
    name = escape(words.title(turn, case), quote=False)
    return f"<b>{turn.texts(before)}</b>\n<b>{name}</b>" if before else f"<b>{name}</b>"


def _due(turn: Turn, case: Case) -> str:
    """By when it must be answered; for urgent cases with how urgent."""
    if case.due_at is None:
        return turn.texts("case-letter-nothing-owed")
    when = words.moment_words(turn, case.due_at)
    return turn.texts("case-letter-due", urgency=words.urgency_words(turn.texts, case), when=when)


def _most(what: str) -> int:
    return int(deadlines.file()["letters"][what])

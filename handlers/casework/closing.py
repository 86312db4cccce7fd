"""Closing a case: how it came out, a few words for the companion, and what it teaches; only the first is asked for.

What was chosen and written so far stands in the place, `case-close:{case}:{outcome}:{step}:{words}`, so that it is
still there after a restart; the case is closed at the end, in one step.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote, unquote

from handlers.casework import letters
from handlers.casework.dispatch import CLOSE, act, button_to, changed, found, listens
from handlers.casework.one import instead
from handlers.casework.standing import back, home, is_own
from handlers.casework.words import CHOSEN, OUTCOMES, title
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from storage import cases
from storage.case_rows import Case

WORDS, LESSON = "words", "lesson"
MOST_WORDS, MOST_LESSON = 700, 420


@act("close")
async def begin(turn: Turn, number: int, outcome: str) -> None:
    """`case:close:{case}` asks for the outcome, `case:close:{case}:{outcome}` takes it."""
    case = await found(turn, number)
    if case is None:
        return
    if not await _may_close(turn, case):
        changed(turn, home(turn, case))
    elif outcome in CHOSEN:
        turn.go(f"{CLOSE}:{case.id}:{outcome}:{WORDS}:")
    else:
        turn.go(f"{CLOSE}:{case.id}")


@act("close-skip")
async def skip(turn: Turn, number: int, step: str) -> None:
    """`case:close-skip:{case}:{words|lesson}`: on without them. An old button of another step does nothing."""
    case = await found(turn, number)
    here = _here(turn)
    if case is None:
        return
    if here is None or here[0] != case.id or here[2] != step:
        changed(turn, home(turn, case))
    elif step == WORDS:
        turn.go(f"{CLOSE}:{case.id}:{here[1]}:{LESSON}:")
    else:
        await _close(turn, case, here[1], here[3], "")


@listens(CLOSE)
async def heard(turn: Turn, argument: str) -> None:
    """The words, then the lesson."""
    here = _here(turn)
    words = turn.incoming.text.strip() if isinstance(turn.incoming, Said) else ""
    if here is None or not words:
        turn.say(turn.texts("hint-case-words-only" if here is not None else "hint-case-tap"))
        turn.show()
        return
    number, outcome, step, before = here
    case = await found(turn, number)
    if case is None:
        return
    most = MOST_WORDS if step == WORDS else MOST_LESSON
    if len(words) > most:
        turn.say(turn.texts("hint-case-too-long", count=str(len(words)), most=str(most)))
        turn.show()
    elif step == WORDS:
        turn.go(f"{CLOSE}:{case.id}:{outcome}:{LESSON}:{quote(words)}")
    else:
        await _close(turn, case, outcome, before, words)


@place(CLOSE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-close:{case}`, and with the outcome the two steps after it."""
    case = await cases.get(await turn.work.connection(), turn.viewer, whole_number(argument.partition(":")[0]))
    if case is None:
        return None
    if not await _may_close(turn, case):
        return await instead(turn, case)
    t = turn.texts
    lines = [f"<b>{escape(title(turn, case), quote=False)}</b>", ""]
    here = _read(argument)
    if here is None:
        lines.append(t("case-close-how"))
        rows = [[button_to(t.plain(OUTCOMES[each]), "close", case.id, each)] for each in CHOSEN]
    elif here[2] == WORDS:
        lines += [t("case-close-as", outcome=t.plain(OUTCOMES[here[1]])), "", t("case-close-words")]
        rows = [[button_to(t.plain("button-skip"), "close-skip", case.id, WORDS)]]
    else:
        lines += [t("case-close-lesson"), t("case-close-lesson-how")]
        rows = [[button_to(t.plain("button-case-close-now"), "close-skip", case.id, LESSON)]]
    rows.append([back(turn, case)])
    return Screen("\n".join(lines), as_rows(rows))


async def _close(turn: Turn, case: Case, outcome: str, words: str, lesson: str) -> None:
    stored = f"{outcome}: {words}" if words else outcome
    closed = await cases.close(await turn.work.connection(), turn.viewer, case.id, stored, lesson, turn.at)
    if closed is None:
        changed(turn, home(turn, case))
        return
    await letters.closed(turn, closed)
    turn.toast(turn.texts.plain("toast-case-closed"))
    turn.go(home(turn, closed))


async def _may_close(turn: Turn, case: Case) -> bool:
    return not is_own(turn, case) and "closed" in await cases.may(await turn.work.connection(), turn.viewer, case)


def _here(turn: Turn) -> tuple[int, str, str, str] | None:
    name, _, argument = turn.chat.place.partition(":")
    return _read(argument) if name == CLOSE else None


def _read(argument: str) -> tuple[int, str, str, str] | None:
    """The case, the outcome, the step and the words so far; `None` before there is an outcome."""
    parts = argument.split(":")
    if len(parts) != 4 or parts[1] not in CHOSEN or parts[2] not in (WORDS, LESSON):
        return None
    return whole_number(parts[0]), parts[1], parts[2], unquote(parts[3])

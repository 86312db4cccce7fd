"""Closing a case: how it came out, a few words for the companion, and what it teaches; only the first is asked for.
Of a restricted case no lesson is asked.

What was chosen and written so far stands in the place, `case-close:{case}:{outcome}:{step}:{words}`, so that it is
still there after a restart; the case is closed at the end, in one step. [Kembali] goes one step back with what was
written; who leaves with words unsent is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote, unquote

from handlers.casework import letters
from handlers.casework.dispatch import CLOSE, act, button_to, changed, found, listens
from handlers.casework.one import instead
from handlers.casework.standing import back, home, is_own, is_repeat
from handlers.casework.words import CHOSEN, OUTCOMES, title
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from storage import cases
from storage.case_rows import Case

OUTCOME, WORDS, LESSON, LEAVE = "outcome", "words", "lesson", "leave"
MOST_WORDS, MOST_LESSON = 700, 420
_BEFORE = {WORDS: OUTCOME, LESSON: WORDS, LEAVE: OUTCOME}


@dataclass(frozen=True, slots=True)
class Ending:
    """How far somebody is: the outcome is chosen, `words` are for the companion ("" for none yet)."""

    case: int
    outcome: str
    step: str = WORDS
    words: str = ""

    def __str__(self) -> str:
        return f"{CLOSE}:{self.case}:{self.outcome}:{self.step}:{quote(self.words)}"

    @classmethod
    def read(cls, argument: str) -> Ending | None:
        """`None` before there is an outcome."""
        parts = argument.split(":")
        if len(parts) != 4 or parts[1] not in CHOSEN or parts[2] not in (OUTCOME, WORDS, LESSON, LEAVE):
            return None
        return cls(whole_number(parts[0]), parts[1], parts[2], unquote(parts[3]))


@act("close")
async def begin(turn: Turn, number: int, outcome: str) -> None:
    """`case:close:{case}` asks for the outcome, `case:close:{case}:{outcome}` takes it."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if not await _may_close(turn, case):
        await _too_late(turn, case)
    elif outcome in CHOSEN:
        turn.go(str(Ending(case.id, outcome, words=here.words if here is not None else "")))
    elif here is None:
        turn.go(f"{CLOSE}:{case.id}")
    else:
        turn.show()


@act("close-skip")
async def skip(turn: Turn, number: int, step: str) -> None:
    """`case:close-skip:{case}:{words|lesson}`: on without them. An old button of another step does nothing."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is None:
        await _too_late(turn, case)
    elif here.step != step:
        turn.show()
    elif step == WORDS:
        await _go_on(turn, case, replace(here, words=""))
    elif step == LESSON:
        await _close(turn, case, here, "")


@act("close-keep")
async def keep(turn: Turn, number: int, more: str) -> None:
    """`case:close-keep:{case}`: on with the words that were written before."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is None:
        await _too_late(turn, case)
    elif here.step == WORDS and here.words:
        await _go_on(turn, case, here)
    else:
        turn.show()


@act("close-back")
async def step_back(turn: Turn, number: int, step: str) -> None:
    """`case:close-back:{case}:{step}`: one step back; from the first one to the case."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is None or here.step != step:
        turn.show()
    elif step in _BEFORE:
        turn.go(str(replace(here, step=_BEFORE[step])))
    else:
        turn.go(str(replace(here, step=LEAVE)) if here.words else home(turn, case))


@act("close-out")
async def leave(turn: Turn, number: int, more: str) -> None:
    """`case:close-out:{case}`: to the case, without what was written."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is not None and here.step != LEAVE:
        turn.show()
    else:
        turn.go(home(turn, case))


@listens(CLOSE)
async def heard(turn: Turn, argument: str) -> None:
    """The words, then the lesson."""
    here = Ending.read(argument)
    words = turn.incoming.text.strip() if isinstance(turn.incoming, Said) else ""
    written = here is not None and here.step in (WORDS, LESSON)
    if here is None or not written or not words:
        turn.say(turn.texts("hint-case-words-only" if written else "hint-case-tap"))
        turn.show()
        return
    case = await found(turn, here.case)
    if case is None:
        return
    most = MOST_WORDS if here.step == WORDS else MOST_LESSON
    if len(words) > most:
        turn.say(turn.texts("hint-case-too-long", count=str(len(words)), most=str(most)))
        turn.show()
    elif here.step == WORDS:
        await _go_on(turn, case, replace(here, words=words))
    else:
        await _close(turn, case, here, words)


@place(CLOSE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-close:{case}`, and with the outcome the steps after it."""
    case = await cases.get(await turn.work.connection(), turn.viewer, whole_number(argument.partition(":")[0]))
    if case is None:
        return None
    if not await _may_close(turn, case):
        return await instead(turn, case)
    t, here = turn.texts, Ending.read(argument)
    lines = [f"<b>{escape(title(turn, case), quote=False)}</b>", ""]
    rows: list[list[Button]] = []
    if here is None or here.step == OUTCOME:
        lines.append(t("case-close-how"))
        for each in CHOSEN:
            sign = "✓ " if here is not None and here.outcome == each else ""
            rows.append([button_to(f"{sign}{t.plain(OUTCOMES[each])}", "close", case.id, each)])
    elif here.step == WORDS:
        lines += [t("case-close-as", outcome=t.plain(OUTCOMES[here.outcome])), "", t("case-close-words")]
        if here.words:
            lines += ["", t("case-written"), escape(here.words, quote=False)]
            rows.append([button_to(t.plain("button-case-keep"), "close-keep", case.id)])
        rows.append([button_to(t.plain("button-skip"), "close-skip", case.id, WORDS)])
    elif here.step == LESSON:
        lines += [t("case-close-lesson"), t("case-close-lesson-how")]
        rows.append([button_to(t.plain("button-case-close-now"), "close-skip", case.id, LESSON)])
    else:
        lines += [t("case-leave-close"), "", escape(here.words, quote=False)]
        rows.append([button_to(t.plain("button-case-leave"), "close-out", case.id)])
        rows.append([button_to(t.plain("button-case-stay"), "close-back", case.id, LEAVE)])
        return Screen("\n".join(lines), as_rows(rows))
    rows.append([_back(turn, case, here)])
    return Screen("\n".join(lines), as_rows(rows))


def _back(turn: Turn, case: Case, here: Ending | None) -> Button:
    if here is None or (here.step == OUTCOME and not here.words):
        return back(turn, case)
    return button_to(turn.texts.plain("button-back"), "close-back", case.id, here.step)


async def _go_on(turn: Turn, case: Case, here: Ending) -> None:
    """To the lesson; a restricted case is not to be retold, and closes."""
    if case.restricted:
        await _close(turn, case, here, "")
    else:
        turn.go(str(replace(here, step=LESSON)))


async def _close(turn: Turn, case: Case, here: Ending, lesson: str) -> None:
    stored = f"{here.outcome}: {here.words}" if here.words else here.outcome
    closed = await cases.close(await turn.work.connection(), turn.viewer, case.id, stored, lesson, turn.at)
    if closed is None:
        await _too_late(turn, case)
        return
    await letters.closed(turn, closed)
    turn.toast(turn.texts.plain("toast-case-closed"))
    turn.go(home(turn, closed))


async def _too_late(turn: Turn, case: Case) -> None:
    """It is closed: by a first tap, which is told again, or by somebody else."""
    if await is_repeat(turn, case, "closed"):
        turn.toast(turn.texts.plain("toast-case-closed"))
        turn.go(home(turn, case))
    else:
        changed(turn, home(turn, case))


async def _may_close(turn: Turn, case: Case) -> bool:
    return not is_own(turn, case) and "closed" in await cases.may(await turn.work.connection(), turn.viewer, case)


def _here(turn: Turn, case: Case) -> Ending | None:
    """How far the person is with this case."""
    name, _, argument = turn.chat.place.partition(":")
    here = Ending.read(argument) if name == CLOSE else None
    return here if here is not None and here.case == case.id else None

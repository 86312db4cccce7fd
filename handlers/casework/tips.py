"""A lesson becomes a tip: worded by the coordinator, part by part, and offered to the admins once.

What was written so far stands in the place, `case-tip:{case}:{step}:{title}:{text}:{try}`, as in
`handlers.casework.closing`; with "!" behind the step one part is worded again, and the way leads back to the end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote, unquote

from handlers.casework import tip_letters
from handlers.casework.dispatch import TIP, act, button_to, changed, found, listens
from handlers.casework.one import instead
from handlers.casework.standing import home
from handlers.casework.tip_words import (
    BUTTONS,
    LIMITS,
    PARTS,
    PROMPTS,
    Words,
    found_in,
    lesson_of,
    lines,
    may_offer,
    refusal,
    with_part,
)
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from storage import cases
from storage.case_rows import Case

SURE, LEAVE = "sure", "leave"
STEPS = (*PARTS, SURE)
_AGAIN = "!"


@dataclass(frozen=True, slots=True)
class Wording:
    """How far somebody is with the tip of a case; `again`: one part is worded once more, the others are there."""

    case: int
    step: str
    words: Words
    again: bool = False

    def __str__(self) -> str:
        step = f"{self.step}{_AGAIN if self.again else ''}"
        return ":".join([TIP, str(self.case), step, *(quote(each) for each in self.words)])

    @classmethod
    def read(cls, argument: str) -> Wording | None:
        parts = argument.split(":")
        if len(parts) != 5 or (step := parts[1].removesuffix(_AGAIN)) not in (*STEPS, LEAVE):
            return None
        words = (unquote(parts[2]), unquote(parts[3]), unquote(parts[4]))
        return cls(whole_number(parts[0]), step, words, parts[1].endswith(_AGAIN))

    @property
    def written(self) -> str:
        """The part that is asked for, as it is so far."""
        return self.words[PARTS.index(self.step)]


@act("tip")
async def begin(turn: Turn, number: int, step: str) -> None:
    """`case:tip:{case}`, and `case:tip:{case}:{step}` to word one part again."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if not may_offer(turn, case, await lesson_of(turn, case)):
        await _too_late(turn, case)
    elif here is None:
        turn.go(str(Wording(case.id, STEPS[0], await _at_first(turn, case))))
    elif here.step == SURE and step in LIMITS:
        turn.go(str(replace(here, step=step, again=True)))
    else:
        turn.show()


@act("tip-same")
async def same(turn: Turn, number: int, step: str) -> None:
    """`case:tip-same:{case}:{step}`: this part stays as it is written."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is None:
        await _too_late(turn, case)
    elif here.step != step or step not in LIMITS or not here.written:
        turn.show()
    else:
        await _put(turn, case, here, here.written)


@act("tip-back")
async def step_back(turn: Turn, number: int, step: str) -> None:
    """`case:tip-back:{case}:{step}`: one step back, with all that is written; before the first, the case."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is None or here.step != step:
        turn.show()
    elif here.again:
        turn.go(str(replace(here, step=SURE, again=False)))
    elif step == LEAVE:
        turn.go(str(replace(here, step=STEPS[0])))
    elif step != STEPS[0]:
        turn.go(str(replace(here, step=STEPS[STEPS.index(step) - 1])))
    elif here.words != await _at_first(turn, case):
        turn.go(str(replace(here, step=LEAVE)))
    else:
        turn.go(home(turn, case))


@act("tip-out")
async def leave(turn: Turn, number: int, more: str) -> None:
    """`case:tip-out:{case}`: to the case, without what was written."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is not None and here.step != LEAVE:
        turn.show()
    else:
        turn.go(home(turn, case))


@act("tip-offer")
async def offer(turn: Turn, number: int, more: str) -> None:
    """`case:tip-offer:{case}`: to the admins, once."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn, case)
    if here is None or here.step != SURE or await found_in(turn, case, "\n".join(here.words)):
        await _too_late(turn, case)
        return
    connection = await turn.work.connection()
    offered = await cases.offer_lesson(connection, turn.viewer, case.id, *here.words, turn.at)
    if offered is None:
        await _too_late(turn, case)
        return
    await tip_letters.offered(turn, offered)
    turn.toast(turn.texts.plain("toast-case-tip-offered"))
    turn.go(home(turn, case))


@listens(TIP)
async def heard(turn: Turn, argument: str) -> None:
    """The words of the part that is asked for."""
    here = Wording.read(argument)
    words = " ".join(turn.incoming.text.split()) if isinstance(turn.incoming, Said) else ""
    if here is None or here.step not in LIMITS or not words:
        asked = here is not None and here.step in LIMITS
        turn.say(turn.texts("hint-case-words-only" if asked else "hint-case-tap"))
        turn.show()
        return
    case = await found(turn, here.case)
    if case is not None:
        await _put(turn, case, here, words)


async def _put(turn: Turn, case: Case, here: Wording, words: str) -> None:
    """Keep one part, and go on to the next that is to be looked at; refused words are said, and asked for again."""
    if problem := await refusal(turn, case, here.step, words):
        turn.say(problem)
        turn.show()
        return
    now = with_part(here.words, here.step, words)
    following = SURE
    if not here.again:
        # The text is looked at in any case: the lesson's own words stand there.
        left = STEPS[STEPS.index(here.step) + 1 : -1]
        following = next((each for each in left if each == "text" or not now[PARTS.index(each)]), SURE)
    turn.go(str(Wording(case.id, following, now)))


@place(TIP)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-tip:{case}:{step}:…`: what is asked for now; at the end all of it, to be looked over."""
    here = Wording.read(argument)
    case = await cases.get(await turn.work.connection(), turn.viewer, here.case) if here is not None else None
    if here is None or case is None:
        return None
    if not may_offer(turn, case, await lesson_of(turn, case)):
        return await instead(turn, case)
    t = turn.texts
    shown = [f"<b>{t('case-tip-heading')}</b>", ""]
    rows: list[list[Button]] = []
    if here.step == LEAVE:
        rows.append([button_to(t.plain("button-case-leave"), "tip-out", case.id)])
        rows.append([button_to(t.plain("button-case-stay"), "tip-back", case.id, LEAVE)])
        return Screen("\n".join([*shown, t("case-leave-tip")]), as_rows(rows))
    if here.step in LIMITS:
        shown += [t(PROMPTS[here.step], most=str(LIMITS[here.step])), "", t("case-tip-nobody")]
        if here.written and len(here.written) <= LIMITS[here.step]:
            of_case = here.step == "text" and here.written == case.lesson
            shown += ["", t("case-lesson" if of_case else "case-written"), escape(here.written, quote=False)]
            label = "button-case-tip-same" if of_case else "button-case-keep"
            rows.append([button_to(t.plain(label), "tip-same", case.id, here.step)])
    else:
        shown += [*lines(turn, *here.words), "", t("case-tip-sure")]
        rows.append([button_to(t.plain("button-case-tip-offer"), "tip-offer", case.id)])
        rows.append([button_to(t.plain(BUTTONS[part]), "tip", case.id, part) for part in PARTS])
    rows.append([button_to(t.plain("button-back"), "tip-back", case.id, here.step)])
    return Screen("\n".join(shown), as_rows(rows))


async def _too_late(turn: Turn, case: Case) -> None:
    """Offered already: by a first tap, which is told again, or by somebody else."""
    offered = await lesson_of(turn, case)
    if offered is not None and offered.made_by == turn.person.id and not may_offer(turn, case, offered):
        turn.toast(turn.texts.plain("toast-case-tip-offered"))
        turn.go(home(turn, case))
    else:
        changed(turn, home(turn, case))


async def _at_first(turn: Turn, case: Case) -> Words:
    """What stands there at first: the lesson of the case, or what was offered before and declined."""
    before = await lesson_of(turn, case)
    return (before.title, before.text, before.to_try) if before is not None else ("", case.lesson or "", "")


def _here(turn: Turn, case: Case) -> Wording | None:
    """How far the person is with this case."""
    name, _, argument = turn.chat.place.partition(":")
    here = Wording.read(argument) if name == TIP else None
    return here if here is not None and here.case == case.id else None

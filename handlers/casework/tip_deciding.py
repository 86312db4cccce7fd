"""What an admin does with a lesson that was offered: reads it, mends a word, says yes, or no with a reason."""

from __future__ import annotations

from html import escape

from handlers.casework import tip_letters
from handlers.casework.dispatch import LESSON, LIST, act, button_to, listens
from handlers.casework.tip_words import BUTTONS, LIMITS, PARTS, PROMPTS, Words, lines, refusal, with_part
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Turn, as_rows
from storage import cases, lessons
from storage.case_rows import Lesson

NO = "no"
MOST_REASON = 300


@act("lessons")
async def open_offered(turn: Turn, after: int, more: str) -> None:
    """`case:lessons:{after}`: the longest waiting first, one at a time, or the one behind `after`."""
    await _to_next(turn, after)


@act("lesson-see")
async def see(turn: Turn, number: int, more: str) -> None:
    """`case:lesson-see:{lesson}`."""
    if await _waiting(turn, number) is not None:
        turn.go(f"{LESSON}:{number}")


@act("lesson-word")
async def word(turn: Turn, number: int, part: str) -> None:
    """`case:lesson-word:{lesson}:{part}`: a part is worded anew."""
    if await _waiting(turn, number) is not None:
        turn.go(f"{LESSON}:{number}:{part}" if part in LIMITS else f"{LESSON}:{number}")


@act("lesson-yes")
async def accept(turn: Turn, number: int, more: str) -> None:
    """`case:lesson-yes:{lesson}`: a tip for others."""
    await _decide(turn, number, accepted=True)


@act("lesson-no")
async def why_not(turn: Turn, number: int, more: str) -> None:
    """`case:lesson-no:{lesson}`: why not?"""
    if await _waiting(turn, number) is not None:
        turn.go(f"{LESSON}:{number}:{NO}")


@act("lesson-drop")
async def decline(turn: Turn, number: int, more: str) -> None:
    """`case:lesson-drop:{lesson}`: no, without a reason; from the question for it alone."""
    name, _, argument = turn.chat.place.partition(":")
    if (name, argument) == (LESSON, f"{number}:{NO}"):
        await _decide(turn, number, accepted=False)
    elif await _waiting(turn, number) is not None:
        turn.go(f"{LESSON}:{number}")


@listens(LESSON)
async def heard(turn: Turn, argument: str) -> None:
    """A part worded anew, or why not."""
    number, _, what = argument.partition(":")
    words = " ".join(turn.incoming.text.split()) if isinstance(turn.incoming, Said) else ""
    if what not in (*LIMITS, NO) or not words:
        turn.say(turn.texts("hint-case-words-only" if what else "hint-case-tap"))
        turn.show()
        return
    found = await _waiting(turn, whole_number(number))
    if found is None:
        return
    if what in LIMITS:
        await _reword(turn, found, what, words)
    elif len(words) > MOST_REASON:
        turn.say(turn.texts("hint-case-too-long", count=str(len(words)), most=str(MOST_REASON)))
        turn.show()
    else:
        await _decide(turn, found.id, accepted=False, reason=words)


@place(LESSON)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-lesson:{lesson}`: as its readers will get it, with yes and no; `…:{part}` and `…:no` ask for words."""
    if turn.person.role != "admin":
        return None
    number, _, what = argument.partition(":")
    connection = await turn.work.connection()
    found = await cases.lesson(connection, turn.viewer, whole_number(number))
    if found is None or found.state != lessons.OFFERED:
        return None
    t = turn.texts
    shown = [f"<b>{t('case-lesson-heading')}</b>", ""]
    back = [button_to(t.plain("button-back"), "lesson-see", found.id)]
    if what in LIMITS:
        now = _words(found)[PARTS.index(what)]
        shown += [t(PROMPTS[what], most=str(LIMITS[what])), "", t("case-tip-nobody"), "", t("case-lesson-now")]
        return Screen("\n".join([*shown, escape(now, quote=False)]), as_rows([back]))
    if what == NO:
        shown.append(t("case-lesson-why-not"))
        drop = [button_to(t.plain("button-case-lesson-drop"), "lesson-drop", found.id)]
        return Screen("\n".join(shown), as_rows([drop, back]))
    shown += [*lines(turn, *_words(found)), "", t("case-lesson-decide")]
    rows: list[list[Button]] = [
        [
            button_to(t.plain("button-case-lesson-yes"), "lesson-yes", found.id),
            button_to(t.plain("button-case-lesson-no"), "lesson-no", found.id),
        ],
        [button_to(t.plain(BUTTONS[part]), "lesson-word", found.id, part) for part in PARTS],
    ]
    if len(await cases.lessons_offered(connection, turn.viewer)) > 1:
        rows.append([button_to(t.plain("button-case-lesson-next"), "lessons", found.id)])
    rows.append([button_to(t.plain("button-case-list"), "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(shown), as_rows(rows))


async def _reword(turn: Turn, lesson: Lesson, part: str, words: str) -> None:
    """Keep the part, if it points to nobody either."""
    connection = await turn.work.connection()
    case = await cases.get(connection, turn.viewer, lesson.case_id) if lesson.case_id is not None else None
    if problem := await refusal(turn, case, part, words):
        turn.say(problem)
        turn.show()
        return
    await lessons.reword_lesson(connection, turn.viewer, lesson.id, *with_part(_words(lesson), part, words), turn.at)
    turn.go(f"{LESSON}:{lesson.id}")


async def _decide(turn: Turn, number: int, *, accepted: bool, reason: str = "") -> None:
    connection = await turn.work.connection()
    decided = await cases.decide_lesson(connection, turn.viewer, number, accepted, turn.at, reason=reason)
    if decided is None:
        await _waiting(turn, number)
        return
    await tip_letters.decided(turn, decided)
    turn.toast(turn.texts.plain(_toast(decided)))
    await _to_next(turn, 0, quiet=True)


async def _waiting(turn: Turn, number: int) -> Lesson | None:
    """The lesson, if it waits for this admin's decision; else that is said softly. A second tap hears the first's."""
    found = await cases.lesson(await turn.work.connection(), turn.viewer, number)
    if turn.person.role != "admin" or found is None:
        turn.toast(turn.texts.plain("toast-case-gone"))
        turn.go(LIST)
        return None
    if found.state == lessons.OFFERED:
        return found
    own = found.decided_by == turn.person.id
    turn.toast(turn.texts.plain(_toast(found) if own else "toast-case-tip-decided"))
    if turn.chat.place.partition(":")[0] == LESSON:
        # The next one is on the screen already; where this one still is, the list is shown.
        here = turn.chat.place.split(":")[1]
        turn.go(LIST if here == str(number) else turn.chat.place)
    else:
        turn.go(LIST)
    return None


async def _to_next(turn: Turn, after: int, *, quiet: bool = False) -> None:
    offered = await cases.lessons_offered(await turn.work.connection(), turn.viewer)
    if offered:
        behind = next((each for each in offered if each.id > after), offered[0])
        turn.go(f"{LESSON}:{behind.id}")
        return
    if not quiet:
        turn.toast(turn.texts.plain("toast-case-no-lessons"))
    turn.go(LIST)


def _toast(decided: Lesson) -> str:
    return "toast-case-tip-accepted" if decided.state == lessons.ACCEPTED else "toast-case-tip-declined"


def _words(lesson: Lesson) -> Words:
    return lesson.title, lesson.text, lesson.to_try

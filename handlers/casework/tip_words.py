"""What a tip from a case consists of, what its words must not hold, and how it stands with an admin."""

from __future__ import annotations

from html import escape

from handlers.casework.field_tips import data
from handlers.casework.safe_lesson import CODE, NUMBER, PERSON, REGION, Pointer, pointers
from handlers.casework.standing import is_own
from handlers.turn import Turn
from locales.tips import TEXT_LENGTH, TITLE_LENGTH, TRY_LENGTH
from storage import cases, lessons, people
from storage.case_rows import CLOSED, Case, Lesson

# Its parts, in the order of `Words`.
PARTS = ("title", "text", "try")
LIMITS = {"title": TITLE_LENGTH, "text": TEXT_LENGTH, "try": TRY_LENGTH}
PROMPTS = {"title": "case-tip-title", "text": "case-tip-text", "try": "case-tip-try"}
BUTTONS = {"title": "button-case-tip-title", "text": "button-case-tip-text", "try": "button-case-tip-try"}
_POINTS = {
    PERSON: "hint-case-tip-person",
    CODE: "hint-case-tip-code",
    NUMBER: "hint-case-tip-number",
    REGION: "hint-case-tip-region",
}
_STATES = {
    lessons.OFFERED: "case-tip-waits",
    lessons.ACCEPTED: "case-tip-is-one",
    lessons.DECLINED: "case-tip-not-taken",
}
# Of the talk so many messages are looked at for the names of who wrote them.
MOST_MESSAGES = 200
Words = tuple[str, str, str]


def with_part(words: Words, part: str, now: str) -> Words:
    """The words with one part in place of what it was."""
    title, text, to_try = (now if name == part else before for name, before in zip(PARTS, words, strict=True))
    return title, text, to_try


def lines(turn: Turn, title: str, text: str, to_try: str) -> list[str]:
    """The tip as its readers get it, as HTML."""
    t = turn.texts
    return [
        f"<b>{t('tips-title')}</b> · {escape(title, quote=False)}",
        "",
        escape(text, quote=False),
        "",
        f"<b>{t('tips-try')}</b> {escape(to_try, quote=False)}",
    ]


async def refusal(turn: Turn, case: Case | None, part: str, words: str) -> str:
    """Why these words cannot be that part of a tip, as HTML; "" where they can. No case: it was erased meanwhile."""
    most = LIMITS[part]
    if len(words) > most:
        return turn.texts("hint-case-too-long", count=str(len(words)), most=str(most))
    if any(sign in words for sign in "<>&"):
        return turn.texts("hint-case-tip-signs")
    if problem := await found_in(turn, case, words):
        return turn.texts(_POINTS[problem[0].what], words=problem[0].words)
    return ""


async def found_in(turn: Turn, case: Case | None, words: str) -> list[Pointer]:
    """What in the words points to somebody of the case, or to a place."""
    connection = await turn.work.connection()
    there: set[int | None] = {turn.person.id}
    if case is not None:
        told = await cases.messages(connection, turn.viewer, case.id, most=MOST_MESSAGES)
        there |= {case.person_id, case.holder, *(each.author for each in told)}
    names = [found.name for one in sorted(filter(None, there)) if (found := await people.person_by_id(connection, one))]
    codes = [code for one in turn.shelf.provinces() for code in (one, *turn.shelf.regencies(one))]
    return pointers(
        words,
        names=[name for name in names if name],
        codes=[case.kpm] if case is not None and case.kpm else [],
        regions=[name for code in codes if (name := turn.shelf.region_name(code))],
        ordinary=frozenset(data()["words"]["ordinary"]),
    )


async def lesson_of(turn: Turn, case: Case) -> Lesson | None:
    """What was offered of the case last; None where nothing was, or the reader has nothing to do with that."""
    if case.state != CLOSED or case.restricted or is_own(turn, case):
        return None
    return await lessons.lesson_of(await turn.work.connection(), turn.viewer, case.id)


def may_offer(turn: Turn, case: Case, lesson: Lesson | None) -> bool:
    """Whether the case can teach others: closed, not restricted, not one's own; and nothing of it waits or is a tip."""
    if case.state != CLOSED or case.restricted or is_own(turn, case):
        return False
    return lesson is None or lesson.state == lessons.DECLINED


def standing(turn: Turn, lesson: Lesson | None) -> list[str]:
    """Lines on how it stands with what was offered, as HTML."""
    if lesson is None:
        return []
    found = [turn.texts(_STATES[lesson.state], title=lesson.title)]
    if lesson.reason:
        found.append(turn.texts("case-tip-reason", reason=lesson.reason))
    return found

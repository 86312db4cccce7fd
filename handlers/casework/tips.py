"""A lesson becomes a tip: worded by the coordinator, checked for what points to somebody, decided by an admin.

What was written so far stands in the place, `case-tip:{case}:{step}:{title}:{text}:{try}`, as in
`handlers.casework.closing`.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote, unquote

from handlers.casework.dispatch import LESSON, TIP, act, button_to, changed, found, gone, listens
from handlers.casework.field_tips import data
from handlers.casework.one import instead
from handlers.casework.safe_lesson import CODE, NUMBER, PERSON, REGION, Pointer, pointers
from handlers.casework.standing import back, home, is_own
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Turn, as_rows
from locales.tips import TEXT_LENGTH, TITLE_LENGTH, TRY_LENGTH
from storage import cases, people
from storage.case_rows import CLOSED, Case, Lesson

STEPS = ("title", "text", "try", "sure")
LIMITS = {"title": TITLE_LENGTH, "text": TEXT_LENGTH, "try": TRY_LENGTH}
PROMPTS = {"title": "case-tip-title", "text": "case-tip-text", "try": "case-tip-try"}
POINTS = {
    PERSON: "hint-case-tip-person",
    CODE: "hint-case-tip-code",
    NUMBER: "hint-case-tip-number",
    REGION: "hint-case-tip-region",
}
# Of the talk so many messages are looked at for the names of who wrote them.
MOST_MESSAGES = 200
Words = tuple[str, str, str]


@act("tip")
async def begin(turn: Turn, number: int, step: str) -> None:
    """`case:tip:{case}`, and `case:tip:{case}:{step}` to word one part again."""
    case = await found(turn, number)
    if case is None:
        return
    here = _here(turn)
    if not may_offer(turn, case):
        changed(turn, home(turn, case))
    elif here is not None and here[0] == case.id and step in LIMITS:
        turn.go(_written(case.id, step, here[2]))
    else:
        turn.go(_written(case.id, STEPS[0], ("", case.lesson or "", "")))


@act("tip-same")
async def same(turn: Turn, number: int, more: str) -> None:
    """`case:tip-same:{case}`: the lesson's own words are the text."""
    case, here = await found(turn, number), _here(turn)
    if case is None:
        return
    if here is None or here[0] != case.id or here[1] != "text":
        changed(turn, home(turn, case))
        return
    await _put(turn, case, here[1], here[2], here[2][1])


@act("tip-offer")
async def offer(turn: Turn, number: int, more: str) -> None:
    """`case:tip-offer:{case}`: to the admins, once."""
    case, here = await found(turn, number), _here(turn)
    if case is None:
        return
    if here is None or here[0] != case.id or here[1] != "sure" or await _check(turn, case, here[2]):
        changed(turn, home(turn, case))
        return
    title, text, to_try = here[2]
    offered = await cases.offer_lesson(await turn.work.connection(), turn.viewer, case.id, title, text, to_try, turn.at)
    if offered is None:
        changed(turn, home(turn, case))
        return
    turn.toast(turn.texts.plain("toast-case-tip-offered"))
    turn.go(home(turn, case))


@listens(TIP)
async def heard(turn: Turn, argument: str) -> None:
    """The words of the part that is asked for."""
    here = _read(argument)
    words = " ".join(turn.incoming.text.split()) if isinstance(turn.incoming, Said) else ""
    if here is None or here[1] not in LIMITS or not words:
        turn.say(turn.texts("hint-case-words-only"))
        turn.show()
        return
    case = await found(turn, here[0])
    if case is not None:
        await _put(turn, case, here[1], here[2], words)


async def _put(turn: Turn, case: Case, step: str, before: Words, words: str) -> None:
    """Keep one part, and go on to the next that is empty; refused words are said, and asked for again."""
    most = LIMITS[step]
    if len(words) > most:
        turn.say(turn.texts("hint-case-too-long", count=str(len(words)), most=str(most)))
    elif any(sign in words for sign in "<>&"):
        turn.say(turn.texts("hint-case-tip-signs"))
    elif problem := await _check(turn, case, (words, "", "")):
        turn.say(turn.texts(POINTS[problem[0].what], words=problem[0].words))
    else:
        at = STEPS.index(step)
        now = (*before[:at], words, *before[at + 1 :])
        following = next((each for each in STEPS[at + 1 : -1] if each == "text" or not now[STEPS.index(each)]), "sure")
        turn.go(_written(case.id, following, (now[0], now[1], now[2])))
        return
    turn.show()


@place(TIP)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-tip:{case}:{step}:…`: what is asked for now; at the end all of it, to be looked over."""
    here = _read(argument)
    case = await cases.get(await turn.work.connection(), turn.viewer, here[0]) if here is not None else None
    if here is None or case is None:
        return None
    if not may_offer(turn, case):
        return await instead(turn, case)
    t = turn.texts
    _, step, words = here
    last = [back(turn, case)]
    lines = [f"<b>{t('case-tip-heading')}</b>", ""]
    if step in LIMITS:
        lines += [t(PROMPTS[step], most=str(LIMITS[step])), "", t("case-tip-nobody")]
        rows: list[list[Button]] = []
        if step == "text" and words[1] and len(words[1]) <= LIMITS["text"]:
            lines += ["", escape(words[1], quote=False)]
            rows.append([button_to(t.plain("button-case-tip-same"), "tip-same", case.id)])
        return Screen("\n".join(lines), as_rows([*rows, last]))
    lines += [*_tip_lines(turn, *words), "", t("case-tip-sure")]
    rows = [
        [button_to(t.plain("button-case-tip-offer"), "tip-offer", case.id)],
        [
            button_to(t.plain("button-case-tip-title"), "tip", case.id, "title"),
            button_to(t.plain("button-case-tip-text"), "tip", case.id, "text"),
            button_to(t.plain("button-case-tip-try"), "tip", case.id, "try"),
        ],
        last,
    ]
    return Screen("\n".join(lines), as_rows(rows))


def may_offer(turn: Turn, case: Case) -> bool:
    """Whether the case can teach others: closed, not restricted, and not one's own."""
    return case.state == CLOSED and not case.restricted and not is_own(turn, case)


def _tip_lines(turn: Turn, title: str, text: str, to_try: str) -> list[str]:
    t = turn.texts
    return [
        f"<b>{t('tips-title')}</b> · {escape(title, quote=False)}",
        "",
        escape(text, quote=False),
        "",
        f"<b>{t('tips-try')}</b> {escape(to_try, quote=False)}",
    ]


async def _check(turn: Turn, case: Case, words: Words) -> list[Pointer]:
    """What in the words points to somebody of the case, or to a place."""
    connection = await turn.work.connection()
    told = await cases.messages(connection, turn.viewer, case.id, most=MOST_MESSAGES)
    there = {case.person_id, case.holder, turn.person.id, *(each.author for each in told)} - {None}
    names = [found.name for one in sorted(filter(None, there)) if (found := await people.person_by_id(connection, one))]
    codes = [code for one in turn.shelf.provinces() for code in (one, *turn.shelf.regencies(one))]
    return pointers(
        "\n".join(words),
        names=[name for name in names if name],
        codes=[case.kpm] if case.kpm else [],
        regions=[name for code in codes if (name := turn.shelf.region_name(code))],
        ordinary=frozenset(data()["words"]["ordinary"]),
    )


# What an admin does with it.


@act("lessons")
async def open_offered(turn: Turn, number: int, more: str) -> None:
    """`case:lessons`: the longest waiting first, one at a time."""
    offered = await cases.lessons_offered(await turn.work.connection(), turn.viewer)
    if offered:
        turn.go(f"{LESSON}:{offered[0].id}")
    else:
        turn.toast(turn.texts.plain("toast-case-no-lessons"))
        turn.go("cases")


@act("lesson-yes")
async def accept(turn: Turn, number: int, more: str) -> None:
    """`case:lesson-yes:{lesson}`: a tip for others."""
    await _decide(turn, number, accepted=True)


@act("lesson-no")
async def decline(turn: Turn, number: int, more: str) -> None:
    """`case:lesson-no:{lesson}`."""
    await _decide(turn, number, accepted=False)


async def _decide(turn: Turn, number: int, *, accepted: bool) -> None:
    decided = await cases.decide_lesson(await turn.work.connection(), turn.viewer, number, accepted, turn.at)
    if decided is None:
        gone(turn)
        return
    turn.toast(turn.texts.plain("toast-case-tip-accepted" if accepted else "toast-case-tip-declined"))
    offered = await cases.lessons_offered(await turn.work.connection(), turn.viewer)
    turn.go(f"{LESSON}:{offered[0].id}" if offered else "cases")


@place(LESSON)
async def show_lesson(turn: Turn, argument: str) -> Screen | None:
    """`case-lesson:{lesson}`: as its readers will get it, with yes and no."""
    if turn.person.role != "admin":
        return None
    found_lesson: Lesson | None = await cases.lesson(await turn.work.connection(), turn.viewer, whole_number(argument))
    if found_lesson is None or found_lesson.state != "offered":
        return None
    t = turn.texts
    lines = [f"<b>{t('case-lesson-heading')}</b>", ""]
    lines += _tip_lines(turn, found_lesson.title, found_lesson.text, found_lesson.to_try)
    lines += ["", t("case-lesson-decide")]
    rows = [
        [
            button_to(t.plain("button-case-lesson-yes"), "lesson-yes", found_lesson.id),
            button_to(t.plain("button-case-lesson-no"), "lesson-no", found_lesson.id),
        ],
        [button_to(t.plain("button-case-list"), "list"), button(t.plain("button-menu"), "go", "menu")],
    ]
    return Screen("\n".join(lines), as_rows(rows))


def _here(turn: Turn) -> tuple[int, str, Words] | None:
    name, _, argument = turn.chat.place.partition(":")
    return _read(argument) if name == TIP else None


def _read(argument: str) -> tuple[int, str, Words] | None:
    parts = argument.split(":")
    if len(parts) != 5 or parts[1] not in STEPS:
        return None
    return whole_number(parts[0]), parts[1], (unquote(parts[2]), unquote(parts[3]), unquote(parts[4]))


def _written(case_id: int, step: str, words: Words) -> str:
    return ":".join([TIP, str(case_id), step, *(quote(each) for each in words)])

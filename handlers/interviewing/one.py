"""One interview, in the same words for both who had it."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from zoneinfo import ZoneInfo

from handlers.answering import given
from handlers.interviewing import coming, sending
from handlers.interviewing.dispatch import ONE, act, gone, to
from handlers.interviewing.measure import attitude_of
from handlers.interviewing.words import called_by_id
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import date_long, percent
from storage import about, submissions
from storage.about import About


async def newest(turn: Turn, number: int) -> About | None:
    """The interview with that number, or the one that has corrected it since."""
    connection = await turn.work.connection()
    found = await about.get(connection, turn.viewer, number)
    while found is not None and found.replaced_by is not None:
        found = await about.get(connection, turn.viewer, found.replaced_by)
    return found


@act("read")
async def read(turn: Turn, number: int, page: int) -> None:
    """`int:read:{interview}:{page}`."""
    if await about.get(await turn.work.connection(), turn.viewer, number) is None:
        gone(turn)
    else:
        turn.go(coming.with_way_back(turn, f"{ONE}:{number}:{page}"))


@act("fix")
async def fix(turn: Turn, number: int, _: int) -> None:
    """`int:fix:{interview}`: to be corrected by who led it."""
    found = await newest(turn, number)
    if found is None or found.author != turn.person.id:
        gone(turn)
    else:
        await sending.correct(turn, found)


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`interview:{number}:{page}[|{from}]`."""
    first, _, second = coming.own(argument).partition(":")
    found = await newest(turn, whole_number(first))
    if found is None or not turn.shelf.has(found.form_id, found.version):
        return None
    t, number = turn.texts, found.submission_id
    form = turn.shelf.version(found.form_id, found.version)
    answers = (await submissions.answers(await turn.work.connection(), turn.viewer, [number]))[number]
    about_me = found.person_id == turn.person.id
    other = await called_by_id(turn, found.author if about_me else found.person_id)
    day = date_long(found.sent_at, t.language, turn.zone)
    lines = [f"<b>{t('int-title')}</b> · {day}", t("int-by" if about_me else "int-of", name=other)]
    if found.replaces is not None:
        lines.append(t("int-corrected"))
    pages = given.pages(t, form, answers, found.sent_at.astimezone(ZoneInfo(turn.zone)))
    page = min(whole_number(second), len(pages) - 1)
    lines += ["", pages[page], "", _level(turn, attitude_of(form, answers).percent)]
    if found.remark:
        mine = t("int-remark-own" if about_me else "int-remark", name=other)
        lines += ["", f"{mine} “{escape(found.remark, quote=False)}”"]
    lines += ["", t("int-only-both")]
    turning = [to(f"◂ {page}", "read", number, page - 1)] if page else []
    if page < len(pages) - 1:
        turning.append(to(f"{page + 2} ▸", "read", number, page + 1))
    return Screen("\n".join(lines), as_rows([turning, *await _ways(turn, found)]))


def _level(turn: Turn, found: Fraction | None) -> str:
    """The percent of the highest levels; without enough indicators that there is none."""
    if found is None:
        return turn.texts("int-no-percent")
    return turn.texts("int-percent", percent=percent(found, turn.language, 0))


async def _ways(turn: Turn, found: About) -> list[list[Button]]:
    t = turn.texts
    if found.person_id == turn.person.id:
        label = t.plain("button-int-remark-again" if found.remark else "button-int-remark")
        learning = button(t.plain("button-int-own-learning"), "learn", "own")
        return [[to(label, "say", found.submission_id)], [learning, button(t.plain("button-menu"), "go", "menu")]]
    rows = (
        [[to(t.plain("button-int-fix"), "fix", found.submission_id)]] if await sending.may_correct(turn, found) else []
    )
    back = to(t.plain("button-back"), "with", found.person_id)
    return [*rows, [back, button(t.plain("button-menu"), "go", "menu")]]

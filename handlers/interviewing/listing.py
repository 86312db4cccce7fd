"""With whom to talk: the companions for whom a coordinator answers, and one of them with the interviews so far."""

from __future__ import annotations

from html import escape

from handlers import filling
from handlers.answering.fitting import clipped
from handlers.interviewing import coming
from handlers.interviewing.dispatch import ABOUT, CALLED, FORM, LIST, WITH, act, gone, listens, to
from handlers.interviewing.words import called
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Turn, as_rows
from locales.formats import date_long
from storage import about, drafts
from storage.drafts import Draft

PAGE = 8
MOST_TYPED = 40
MOST_LABEL = 38
# Earlier interviews that have a button of their own.
MOST_EARLIER = 5
# Interviews that were begun and stand above the list.
MOST_OPEN = 3


async def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's row of a coordinator."""
    if turn.person.role != "coordinator":
        return []
    return [[to(turn.texts.plain("button-int-list"), "list")]]


@act("list")
async def open_list(turn: Turn, page: int, _: int) -> None:
    """`int:list:{page}`: all of them."""
    turn.go(f"{LIST}:{page}:")


@act("turn")
async def turn_page(turn: Turn, page: int, _: int) -> None:
    """`int:turn:{page}`: another page of what was searched for."""
    there, typed = turn.chat.place.split(":", 2), ""
    if len(there) == 3 and there[0] == LIST:
        typed = there[2]
    turn.go(f"{LIST}:{page}:{typed}")


@place(LIST)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`interviews:{page}:{typed}`."""
    if turn.person.role != "coordinator":
        return None
    first, _, typed = argument.partition(":")
    page, t = whole_number(first), turn.texts
    found = await about.companions(
        await turn.work.connection(), turn.viewer, typed=typed, first=page * PAGE, most=PAGE + 1
    )
    lines = [f"<b>{t('int-title')}</b>", t("int-what"), ""]
    if typed:
        lines.append(t("int-typed", typed=typed))
    lines.append(t("int-choose" if found else "int-nobody"))
    rows: list[list[Button]] = []
    if not typed and not page:
        for person_id, (_, name) in list((await _open(turn)).items())[:MOST_OPEN]:
            rows.append([to(clipped(t.plain("button-int-open", name=name), MOST_LABEL), "begin", person_id)])
    for one in found[:PAGE]:
        label = one.name or t.plain("int-nameless")
        if one.asked_at is not None:
            day = date_long(one.asked_at, t.language, turn.zone)
            label = f"✓ {clipped(label, MOST_LABEL - len(day) - 5)} · {day}"
        rows.append([to(clipped(label, MOST_LABEL), "with", one.id)])
    turning = [to(f"◂ {page}", "turn", page - 1)] if page else []
    if len(found) > PAGE:
        turning.append(to(f"{page + 2} ▸", "turn", page + 1))
    all_of_them = [to(t.plain("button-int-all"), "list")] if typed else []
    return Screen(
        "\n".join(lines), as_rows([*rows, turning, [*all_of_them, button(t.plain("button-menu"), "go", "menu")]])
    )


@listens(LIST)
async def search(turn: Turn, argument: str) -> None:
    """A part of a name."""
    if not isinstance(turn.incoming, Said) or turn.incoming.forwarded:
        turn.say(turn.texts("hint-int-tap"))
        return
    typed = " ".join(turn.incoming.text.split())[:MOST_TYPED]
    turn.go(f"{LIST}:0:{typed}")


@act("with")
async def open_one(turn: Turn, person_id: int, _: int) -> None:
    """`int:with:{person}`: that companion."""
    if await about.companion(await turn.work.connection(), turn.viewer, person_id) is None:
        gone(turn)
    else:
        turn.go(coming.with_way_back(turn, f"{WITH}:{person_id}"))


@place(WITH)
async def show_one(turn: Turn, argument: str) -> Screen | None:
    """`interview-with:{person}[|{from}]`."""
    person_id, t, connection = whole_number(coming.own(argument)), turn.texts, await turn.work.connection()
    someone = await about.companion(connection, turn.viewer, person_id)
    if someone is None:
        return None
    found = await about.of_person(connection, turn.viewer, person_id, FORM)
    who = escape(called(turn, someone.name, someone.gender), quote=False)
    lines = [f"<b>{t('int-title')}</b> · {who}", "", t("int-how"), t("int-both")]
    going_on = await draft_about(turn, person_id) is not None
    rows = [[to(t.plain("button-int-go-on" if going_on else "button-int-begin"), "begin", person_id)]]
    for one in found[:MOST_EARLIER]:
        day = date_long(one.sent_at, t.language, turn.zone)
        rows.append([to(t.plain("button-int-read", day=day), "read", one.submission_id)])
    rows.append([button(t.plain("button-int-learning"), "learn", "of", person_id)])
    back = coming.back_row(turn) or [to(t.plain("button-int-back"), "list")]
    rows.append([*back, button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


@act("begin")
async def begin(turn: Turn, person_id: int, _: int = 0) -> None:
    """`int:begin:{person}`: to the form; to the draft, where it was begun before, or the button is tapped twice."""
    someone = await about.companion(await turn.work.connection(), turn.viewer, person_id)
    if someone is None or not turn.shelf.has_current(FORM):
        gone(turn)
        return
    filling.leave(turn)
    if (draft := await draft_about(turn, person_id)) is not None:
        await filling.resume(turn, draft)
    else:
        answers = {ABOUT: str(person_id), CALLED: called(turn, someone.name, someone.gender)}
        await filling.begin_new(turn, FORM, answers)


async def draft_about(turn: Turn, person_id: int) -> Draft | None:
    """The newest open draft of an interview with that person, no correction."""
    return (await _open(turn)).get(person_id, (None, ""))[0]


async def _open(turn: Turn) -> dict[int, tuple[Draft, str]]:
    """The newest open draft about each person, with how they are addressed there; no corrections."""
    connection = await turn.work.connection()
    opened = [
        one
        for one in await drafts.open_drafts(connection, turn.viewer)
        if one.form_id == FORM and one.replaces is None and turn.shelf.has(one.form_id, one.version)
    ]
    given = await drafts.answers(connection, turn.viewer, [one.id for one in opened])
    found: dict[int, tuple[Draft, str]] = {}
    for one in opened:
        found.setdefault(whole_number(given[one.id].get(ABOUT, "")), (one, given[one.id].get(CALLED, "")))
    return found

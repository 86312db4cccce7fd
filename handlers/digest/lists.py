"""Lists of people, by name and a page at a time: who has not begun, who needs a talk and why, everybody; one person.

Nobody is ranked: the order is the alphabet's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.answering.fitting import clipped
from handlers.digest import reading, reminding
from handlers.digest.dispatch import ALL, IDLE, ONE, TALK, WHO, act, there, to, view
from handlers.digest.figures import Companion, NeedsTalk
from handlers.digest.place import back_rows, waiting_of
from handlers.digest.results import result_lines
from handlers.digest.scope import Scope, holds, names_shown, own, title
from handlers.digest.words import counted, day_short, report_name
from handlers.reviewing.dispatch import to as to_reports
from handlers.reviewing.filters import Filter
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn
from storage import people

A_PAGE, A_ROW = 8, 4
MOST_NAME = 40
# More report forms than these are counted.
MOST_FORMS = 2
_REASONS = {
    "help_asked": "digest-why-help-asked",
    "case_waits": "digest-why-case-waits",
    "missing_twice": "digest-why-missing",
    "workload": "digest-why-workload",
    "not_started": "digest-why-not-started",
    "below_effective": "digest-why-below",
    "asks_mentor": "digest-why-asks-mentor",
}
_STATES = {"finished": "digest-finished-word", "started": "digest-started-word", "untouched": "digest-untouched-word"}


@view(IDLE)
async def idle(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """Who has neither sent nor begun the questionnaire, with one button that reminds them all."""
    if not names_shown(turn, scope):
        return None
    t = turn.texts
    found = await reading.untouched(turn, scope)
    if not found:
        return Screen(t("digest-idle-none"), back_rows(turn, scope))
    outlook = await reminding.outlook(turn, [one.person_id for one in found])
    lines = [f"<b>{t('digest-idle-title', count=len(found))}</b>", t("digest-list-of", where=title(turn, scope)), ""]
    page = _page(more, len(found))
    for number, one in _numbered(found, page):
        told = [_where(turn, scope, one)]
        if (when := outlook.reminded.get(one.person_id)) is not None:
            told.append(t.plain("digest-reminded", when=reminding.moment_of(turn, when)))
        lines.append(_line(turn, number, one, told))
    lines.append("")
    if outlook.to_remind:
        lines.append(t("digest-remind-what"))
    if left := len(found) - len(outlook.to_remind) - len(outlook.reminded):
        lines.append(t("digest-unreachable", count=left))
    rows = [*_numbers(IDLE, scope, found, page), *_turning(IDLE, scope, page, len(found))]
    if outlook.to_remind:
        label = t.plain("button-digest-remind", count=len(outlook.to_remind))
        rows.insert(0, [to(label, reminding.REMIND, scope, page)])
    return Screen("\n".join(lines), back_rows(turn, scope, *rows))


@view(TALK)
async def talk(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """Who needs a talk, and why."""
    if not names_shown(turn, scope):
        return None
    t = turn.texts
    found = await reading.needs_talk(turn, scope)
    if not found:
        return Screen(t("digest-talk-none"), back_rows(turn, scope))
    lines = [f"<b>{t('digest-talk-title', count=len(found))}</b>", t("digest-list-of", where=title(turn, scope)), ""]
    companions = [one.companion for one in found]
    page = _page(more, len(found))
    waiting = waiting_of(found)
    for number, one in _numbered(companions, page):
        if waiting and number in (1, waiting + 1):
            key = "digest-talk-first" if number == 1 else "digest-talk-others"
            lines.append(t(key, count=waiting if number == 1 else len(found) - waiting))
        lines.append(_line(turn, number, one, reasons(turn, found[number - 1])))
    lines += ["", t("digest-tap-number")]
    rows = [*_numbers(TALK, scope, companions, page), *_turning(TALK, scope, page, len(found))]
    return Screen("\n".join(lines), back_rows(turn, scope, *rows))


@view(ALL)
async def everybody(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """Everybody: how far they are, their last report, their families."""
    if not names_shown(turn, scope):
        return None
    t = turn.texts
    found = await reading.everybody(turn, scope)
    lines = [f"<b>{t('digest-all-title', count=len(found))}</b>", t("digest-list-of", where=title(turn, scope)), ""]
    page = _page(more, len(found))
    for number, one in _numbered(found, page):
        lines.append(_line(turn, number, one, [t.plain(_STATES[one.state]), *_facts(turn, one)]))
    lines += ["", t("digest-tap-number")]
    rows = [*_numbers(ALL, scope, found, page), *_turning(ALL, scope, page, len(found))]
    return Screen("\n".join(lines), back_rows(turn, scope, *rows))


@view(ONE)
async def one_person(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """`{person}.{list}.{page}`: what a coordinator may know of one companion, and ways to what they have sent."""
    who, _, rest = more.partition(".")
    back, _, page = rest.partition(".")
    if not names_shown(turn, scope) or back not in (IDLE, TALK, ALL):
        return None
    t = turn.texts
    found = next((each for each in await reading.everybody(turn, scope) if each.person_id == whole_number(who)), None)
    if found is None:
        return None
    why = next((each for each in await reading.needs_talk(turn, scope) if each.companion == found), None)
    lines = [
        f"<b>{t('digest-one-title', name=_name(turn, found))}</b>",
        t("digest-line", line=_region(turn, found)),
        "",
    ]
    lines.append(t("digest-one-state", state=t.plain(_STATES[found.state])))
    lines += await result_lines(turn, found.person_id)
    lines += [t("digest-line", line=fact[:1].upper() + fact[1:]) for fact in _facts(turn, found)]
    if why is not None:
        lines += ["", t("digest-one-why")]
        lines += [t("digest-bullet", line=each) for each in reasons(turn, why)]
    reports = to_reports(t.plain("button-digest-reports"), "l", Filter("x", "x", 0, found.person_id))
    rows = [[reports, button(t.plain("button-cases"), "case", "list")]]
    if turn.person.role == "coordinator":
        # Both look again at who may.
        interviews = button(t.plain("button-int-list"), "int", "with", found.person_id)
        rows.append([interviews, button(t.plain("button-int-learning"), "learn", "of", found.person_id)])
    last = [to(t.plain("button-back"), back, scope, whole_number(page))]
    return Screen("\n".join(lines), tuple(tuple(row) for row in [*rows, last]))


@act(WHO)
async def open_person(turn: Turn, scope: Scope, more: str) -> None:
    """`dig:who:{person}`: the page of somebody who is in one of the reader's own scopes."""
    wanted = whole_number(more)
    person = await people.person_by_id(await turn.work.connection(), wanted)
    lives = (person.regency or person.province or "") if person is not None else ""
    for each in await own(turn):
        here = each if names_shown(turn, each) else replace(each, region=lives)
        if not holds(each.region, lives) or not names_shown(turn, here):
            continue
        ids = [one.person_id for one in await reading.everybody(turn, here)]
        if wanted in ids:
            turn.go(there(ONE, here, f"{wanted}.{ALL}.{ids.index(wanted) // A_PAGE}"))
            return
    turn.toast(turn.texts.plain("toast-digest-gone"))
    turn.show()


def reasons(turn: Turn, found: NeedsTalk) -> list[str]:
    """Why somebody needs a talk, in words, plain."""
    t, forms = turn.texts, [report_name(turn, form_id) for form_id in found.missing]
    names, rest = ", ".join(forms[:MOST_FORMS]), len(forms[MOST_FORMS:])
    return [t.plain(_REASONS[code], count=number, names=names, rest=rest) for code, number in found.reasons]


def _page(more: str, count: int) -> int:
    return min(whole_number(more), (count - 1) // A_PAGE if count else 0)


def _numbered(found: Sequence[Companion], page: int) -> list[tuple[int, Companion]]:
    first = page * A_PAGE
    return list(enumerate(found[first : first + A_PAGE], first + 1))


def _line(turn: Turn, number: int, one: Companion, told: Sequence[str]) -> str:
    words = " · ".join(each for each in told if each)
    return turn.texts("digest-person", number=number, name=_name(turn, one), told=f" · {words}" if words else "")


def _name(turn: Turn, one: Companion) -> str:
    return clipped(one.name, MOST_NAME) or turn.texts.plain("digest-nameless")


def _where(turn: Turn, scope: Scope, one: Companion) -> str:
    """The regency, where the list is of more than one."""
    return "" if "." in scope.region else _region(turn, one)


def _region(turn: Turn, one: Companion) -> str:
    code = one.regency or one.province
    return (turn.shelf.region_name(code) if code else None) or turn.texts.plain("digest-nowhere")


def _facts(turn: Turn, one: Companion) -> list[str]:
    t = turn.texts
    told = []
    if one.last_report is not None:
        told.append(t.plain("digest-last-report", day=day_short(t, one.last_report)))
    else:
        told.append(t.plain("digest-no-report"))
    if one.kpm is not None:
        told.append(t.plain("digest-kpm", count=counted(t, one.kpm)))
    return told


def _numbers(what: str, scope: Scope, found: Sequence[Companion], page: int) -> list[list[Button]]:
    """A button for each person of the page."""
    buttons = [to(str(number), ONE, scope, f"{one.person_id}.{what}.{page}") for number, one in _numbered(found, page)]
    return [buttons[n : n + A_ROW] for n in range(0, len(buttons), A_ROW)]


def _turning(what: str, scope: Scope, page: int, count: int) -> list[list[Button]]:
    """To the pages before and after."""
    row = [to(f"◂ {page}", what, scope, page - 1)] if page else []
    if (page + 1) * A_PAGE < count:
        row.append(to(f"{page + 2} ▸", what, scope, page + 1))
    return [row]

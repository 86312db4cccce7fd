"""`/kasus`: one's own cases for who opened any; for coordinators and admins the inbox, box by box.

A list shows of a restricted case nothing but its number and that it is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.casework.dispatch import LIST, button_to
from handlers.casework.kinds import FORM, KIND, kind_of
from handlers.casework.words import URGENCY_SIGNS, pressing_words, region_words, sender_words, state_words, title
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import cases, drafts, invites
from storage.case_rows import Case

A_PAGE = 7
LABEL = 40
MOST_DRAFTS = 3
# The boxes, in the order in which they ask for attention; in "all" is also what a colleague has in hand.
BOXES = {
    "overdue": "button-case-box-overdue",
    "new": "button-case-box-new",
    "mine": "button-case-box-mine",
    "waiting": "button-case-box-waiting",
    "closed": "button-case-box-closed",
    "all": "button-case-box-all",
}
TITLES = {
    "overdue": "case-box-overdue",
    "new": "case-box-new",
    "mine": "case-box-mine",
    "waiting": "case-box-waiting",
    "closed": "case-box-closed",
    "all": "case-box-all",
}
# Counts end here; what is more is "99+".
MOST_COUNTED = 99


def has_inbox(turn: Turn) -> bool:
    """Whether the person answers cases of others."""
    return turn.person.role in ("coordinator", "admin")


async def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's row: the inbox with what waits in it, or one's own cases."""
    t = turn.texts
    if not has_inbox(turn):
        return [[button_to(t.plain("button-cases"), "list")]]
    connection = await turn.work.connection()
    waiting = (await cases.inbox_counts(connection, turn.viewer, turn.at)).get("new", 0)
    tips = len(await cases.lessons_offered(connection, turn.viewer))
    if waiting and tips:
        label = t.plain("button-case-inbox-both", count=_figure(waiting), tips=_figure(tips))
    elif tips:
        label = t.plain("button-case-inbox-tips", count=_figure(tips))
    else:
        label = t.plain("button-case-inbox-some", count=_figure(waiting)) if waiting else t.plain("button-case-inbox")
    return [[button_to(label, "list")]]


@place(LIST)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`cases`, `cases:own:{page}`, `cases:box:{box}:{page}` (pages from 0)."""
    what, _, rest = argument.partition(":")
    if what == "own" or not has_inbox(turn):
        return await _own(turn, whole_number(rest) if what == "own" else 0)
    if what == "box":
        box, _, page = rest.partition(":")
        return await _box(turn, box, whole_number(page)) if box in BOXES else None
    return await _boxes(turn)


async def _own(turn: Turn, page: int) -> Screen:
    t = turn.texts
    found = await cases.own(await turn.work.connection(), turn.viewer, skip=page * A_PAGE, most=A_PAGE + 1)
    lines = [f"<b>{t('case-own-title')}</b>", ""]
    rows: list[list[Button]] = []
    if not page:
        rows.append([button_to(t.plain("button-case-new"), "new")])
        rows += await _draft_rows(turn)
    lines += await _listed(turn, found[:A_PAGE], rows, f"own:{page}")
    if not found:
        lines.append(t("case-own-none"))
    rows.append(_turning("own", page, found))
    last = [button(t.plain("button-menu"), "go", "menu")]
    if has_inbox(turn):
        last.insert(0, button_to(t.plain("button-case-inbox"), "list"))
    return Screen("\n".join(lines), as_rows([*rows, last]))


async def _draft_rows(turn: Turn) -> list[list[Button]]:
    """Cases that are written and not sent yet."""
    t, connection = turn.texts, await turn.work.connection()
    opened = [each for each in await drafts.open_drafts(connection, turn.viewer) if each.form_id == FORM]
    given = await drafts.answers(connection, turn.viewer, [each.id for each in opened[:MOST_DRAFTS]])
    rows = []
    for draft in opened[:MOST_DRAFTS]:
        kind = kind_of(turn, given.get(draft.id, {}).get(KIND, ""))
        name = t.plain("case-restricted") if kind is None or kind.restricted else kind.label
        rows.append([button_to(_clipped(t.plain("button-case-draft", kind=name)), "draft", draft.id)])
    return rows


async def _boxes(turn: Turn) -> Screen:
    t, connection = turn.texts, await turn.work.connection()
    counts = await cases.inbox_counts(connection, turn.viewer, turn.at)
    lines = [f"<b>{t('case-inbox-title')}</b>", ""]
    quiet = not any(counts.get(box) for box in ("overdue", "new", "mine"))
    lines.append(t("case-inbox-quiet" if quiet else "case-inbox-how"))
    offered = len(await cases.lessons_offered(connection, turn.viewer))
    if offered:
        lines.append(t("case-inbox-tips", count=_figure(offered)))
    labels = {
        box: button_to(t.plain(name, count=_figure(counts.get(box, 0))), "list", 0, f"box:{box}")
        for box, name in BOXES.items()
    }
    rows = [[labels["overdue"], labels["new"]], [labels["mine"], labels["waiting"]]]
    rows.append([labels["closed"], labels["all"]])
    if await cases.own(connection, turn.viewer, most=1):
        rows.append([button_to(t.plain("button-case-own"), "list", 0, "own:0")])
    if turn.person.role == "admin":
        rows.append(
            [button_to(t.plain("button-case-channels"), "ch"), button_to(t.plain("button-case-deadlines"), "dl")]
        )
        rows.append([button_to(t.plain("button-case-named"), "named")])
        if offered:
            rows.append([button_to(t.plain("button-case-lessons", count=_figure(offered)), "lessons")])
        if not await cases.restricted_duties(connection, turn.viewer):
            lines += ["", t("case-nobody-named")]
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _box(turn: Turn, box: str, page: int) -> Screen:
    t = turn.texts
    found = await cases.inbox(
        await turn.work.connection(), turn.viewer, box, turn.at, skip=page * A_PAGE, most=A_PAGE + 1
    )
    lines = [f"<b>{t('case-inbox-title')}</b> · {t(TITLES[box])}", ""]
    rows: list[list[Button]] = []
    lines += await _listed(turn, found[:A_PAGE], rows, f"box:{box}:{page}")
    if not found:
        lines.append(t("case-box-empty"))
    rows.append(_turning(f"box:{box}", page, found))
    rows.append([button_to(t.plain("button-case-inbox"), "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _listed(turn: Turn, found: Sequence[Case], rows: list[list[Button]], here: str) -> list[str]:
    """A line for each that says from whom and by when, and a button that says what it is about."""
    t = turn.texts
    lines = []
    many = bool(found) and await _of_many_regions(turn)
    for case in found:
        sign = f"{URGENCY_SIGNS[case.urgency]} " if case.state != "closed" and URGENCY_SIGNS[case.urgency] else ""
        code = "" if case.restricted else case.kpm
        if case.person_id == turn.person.id:
            parts = [code, state_words(turn, case)]
        else:
            # Of a restricted one no list says who wrote it.
            who = t.plain("case-restricted") if case.restricted else await sender_words(turn, case)
            parts = [who, code, region_words(turn, case) if many else "", pressing_words(turn, case)]
        number = t.plain("case-number", number=str(case.id))
        lines.append(t("case-line", name=f"{sign}{number}", how=" · ".join(part for part in parts if part)))
        rows.append([button_to(_clipped(f"{sign}{title(turn, case)}"), "see", case.id, here)])
    return lines


async def _of_many_regions(turn: Turn) -> bool:
    """Whether the reader's cases come from more than one regency."""
    if turn.person.role != "coordinator":
        return has_inbox(turn)
    duties = await invites.duties(await turn.work.connection(), turn.person.id)
    regions = {duty.region for duty in duties}
    return len(regions) != 1 or any("." not in region for region in regions)


def _turning(what: str, page: int, found: Sequence[Case]) -> list[Button]:
    """To the pages before and after."""
    row = [button_to(f"◂ {page}", "list", 0, f"{what}:{page - 1}")] if page else []
    if len(found) > A_PAGE:
        row.append(button_to(f"{page + 2} ▸", "list", 0, f"{what}:{page + 1}"))
    return row


def _clipped(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"


def _figure(count: int) -> str:
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"

"""`/lapor`: what is due today and overdue, drafts on top, what is filed often, and the way to all forms."""

from __future__ import annotations

from dataclasses import dataclass

import forms
from handlers import filling
from handlers.places import MENU, place
from handlers.question import form_name
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import Almanac, local_day
from handlers.reminding.matters import About, Matter, open_matters
from handlers.reminding.words import day_words, name_of
from handlers.reporting import catalogue
from handlers.reporting.beginning import PREFIX, draft_words, newest_draft
from handlers.reporting.words import brief, short, title
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import day_long
from storage import drafts, due, report_lists
from storage.drafts import Draft
from storage.reports import RETURNED, Report
from storage.uploads import TRIAL

PLACE, ALL, DRAFTS_PLACE = "reports", "report-forms", "report-drafts"
# What one screen holds: drafts, returned reports, lines of what is due; forms that are begun by one tap.
DRAFTS, GIVEN_BACK, LINES, FORMS = 5, 3, 6, 6
# Among so many of the newest own reports it is looked which forms are filed often, and what was returned.
LOOKED_AT = 60
PAGE = 12
BUTTON = 28


@dataclass(frozen=True, slots=True)
class Day:
    """What a person has before them now."""

    drafts: list[Draft]
    # What was returned, with a correction begun or not.
    returned: list[Report]
    # Matter by matter, the most urgent first, with its name ("P2K2 Oktober 2026").
    due: list[tuple[Matter, str]]
    # Forms to begin by one tap: what is due, what was filed lately, what the list begins with.
    forms: list[forms.Form]


async def open_lapor(turn: Turn) -> None:
    """`/lapor`, and the menu's button."""
    filling.leave(turn)
    turn.go(PLACE)


async def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's row."""
    t = turn.texts
    return [[button(t.plain("button-report"), PREFIX, "start"), button(t.plain("button-my-reports"), PREFIX, "mine")]]


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    day = await before(turn)
    today = local_day(turn.at, turn.zone)
    lines = [t("report-title", day=day_long(today, t.language)), ""]
    lines += [_due_line(turn, matter, name) for matter, name in day.due[:LINES]]
    if len(day.due) > LINES:
        lines.append(t("report-more", count=len(day.due) - LINES))
    lines += [t("report-line-returned", report=title(turn, report)) for report in day.returned]
    words = {draft.id: await draft_words(turn, draft) for draft in day.drafts[:DRAFTS]}
    lines += [t("report-line-draft", draft=line) for line in words.values()]
    if len(lines) == 2:
        lines.append(t("report-nothing-due"))
    if len(day.drafts) > DRAFTS:
        lines.append(t("report-more-drafts", count=len(day.drafts) - DRAFTS))
    rows: list[list[Button]] = []
    correcting = {draft.replaces for draft in day.drafts}
    for report in day.returned:
        if report.submission_id not in correcting:
            label = short(t.plain("button-report-mend", report=brief(turn, report)))
            rows.append([button(label, PREFIX, "fix", report.id)])
    for draft in day.drafts[:DRAFTS]:
        label = short(t.plain("button-report-continue", draft=words[draft.id]))
        rows.append([button(label, PREFIX, "c", draft.id)])
    newest = await newest_draft(turn)
    rows += in_pairs([form_button(turn, form, newest) for form in day.forms])
    dropping = [button(t.plain("button-report-drop"), PREFIX, "drafts")] if day.drafts else []
    rows.append([button(t.plain("button-report-all"), PREFIX, "all"), *dropping])
    rows.append([button(t.plain("button-my-reports"), PREFIX, "mine"), button(t.plain("button-menu"), "go", MENU)])
    return Screen("\n".join(lines), as_rows(rows))


async def before(turn: Turn) -> Day:
    """What the person has before them now."""
    connection = await turn.work.connection()
    there = await catalogue.current(turn)
    opened = [draft for draft in await drafts.open_drafts(connection, turn.viewer) if is_of_reports(turn, draft)]
    latest = await report_lists.own(connection, turn.viewer, most=LOOKED_AT)
    returned = [one for one in latest if one.state == RETURNED]
    almanac, matters = await _matters(turn)
    due_now = [
        (matter, name_of(turn, almanac, matter, there[matter.form]))
        for matter in matters
        if matter.about is About.DUE and matter.form in there
    ]
    programmes = await catalogue.programmes_of(turn)
    order = [matter.form for matter, _ in due_now]
    order += [one.form_id for one in latest]
    order += [form_id for form_id, form in there.items() if catalogue.is_for(form, programmes)]
    shown = [there[form_id] for form_id in dict.fromkeys(order) if form_id in there]
    return Day(opened, returned[:GIVEN_BACK], due_now, shown[:FORMS])


async def _matters(turn: Turn) -> tuple[Almanac, list[Matter]]:
    """What is due by the rhythms, whether the person wants to be reminded of it or not."""
    connection = await turn.work.connection()
    almanac = await almanacs.load(connection)
    facts = await due.facts_of(connection, turn.person.id, forms=list(almanac.rhythms), audiences=almanac.audiences)
    if facts is None:
        return almanac, []
    return almanac, open_matters(almanac, facts, local_day(turn.at, turn.zone), turn.zone, reminding=False)


def is_of_reports(turn: Turn, draft: Draft) -> bool:
    """Whether the draft stands in `/lapor`: a report's or a case's, of a form that is at hand."""
    if draft.form_id.startswith(TRIAL) or not turn.shelf.has(draft.form_id, draft.version):
        return False
    purpose = turn.shelf.version(draft.form_id, draft.version).settings.get("purpose")
    return purpose in (catalogue.REPORT, catalogue.CASE)


def _due_line(turn: Turn, matter: Matter, name: str) -> str:
    """`Hari ini: Laporan harian`, `Terlambat: P2K2 Oktober 2026 (2 hari)`, `Segera: … (sampai Jumat, …)`."""
    t = turn.texts
    if matter.due is None:
        return t("report-line-today", form=name)
    late = (local_day(turn.at, turn.zone) - local_day(matter.due, turn.zone)).days
    if late < 0:
        return t("report-line-soon", form=name, day=day_words(t, matter.due, turn.zone))
    return t("report-line-late", form=name, count=late) if late else t("report-line-today", form=name)


def form_button(turn: Turn, form: forms.Form, newest: int) -> Button:
    """The button that begins a form; see `beginning.is_stale` for the number on it."""
    return button(short(form_name(turn.texts, form)), PREFIX, "b", newest, form.id)


def in_pairs(buttons: list[Button]) -> list[list[Button]]:
    """Two in a row where both are short enough to be read there."""
    rows: list[list[Button]] = []
    for one in buttons:
        fits = rows and len(rows[-1]) == 1 and len(one.label) + len(rows[-1][0].label) <= BUTTON
        if fits:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


@place(DRAFTS_PLACE)
async def show_drafts(turn: Turn, argument: str) -> Screen | None:
    """Which draft is to be thrown away."""
    t = turn.texts
    opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    opened = [draft for draft in opened if is_of_reports(turn, draft)]
    if not opened:
        return None
    page = min(whole_number(argument), (len(opened) - 1) // PAGE)
    rows: list[list[Button]] = []
    for draft in opened[page * PAGE : (page + 1) * PAGE]:
        label = short(t.plain("button-report-drop-one", draft=await draft_words(turn, draft)))
        rows.append([button(label, PREFIX, "d", draft.id)])
    rows.append(_turning(len(opened), page, "drafts"))
    rows.append([button(t.plain("button-report-back"), PREFIX, "start")])
    return Screen(t("report-drop-which"), as_rows(rows))


@place(ALL)
async def show_all(turn: Turn, argument: str) -> Screen | None:
    """All report forms in their groups, those for the person's own programmes first."""
    t = turn.texts
    found = catalogue.grouped((await catalogue.current(turn)).values(), await catalogue.programmes_of(turn))
    listed = [(group, form) for group, there in found for form in there]
    page = min(whole_number(argument), max(0, (len(listed) - 1) // PAGE))
    newest = await newest_draft(turn)
    lines = [f"<b>{t('report-all-title')}</b>"]
    rows: list[list[Button]] = []
    for name, there in found:
        on_page = [form for group, form in listed[page * PAGE : (page + 1) * PAGE] if group == name and form in there]
        if on_page:
            names = ", ".join(form_name(t, form) for form in on_page)
            lines += ["", t("report-group", group=t.plain(f"reporting-group-{name}"), forms=names)]
            rows += in_pairs([form_button(turn, form, newest) for form in on_page])
    if not listed:
        lines += ["", t("report-no-forms")]
    rows.append(_turning(len(listed), page, "all"))
    rows.append([button(t.plain("button-report-back"), PREFIX, "start"), button(t.plain("button-menu"), "go", MENU)])
    return Screen("\n".join(lines), as_rows(rows))


def _turning(count: int, page: int, verb: str) -> list[Button]:
    """The buttons to the pages around this one."""
    turning = [button(f"◂ {page}", PREFIX, verb, page - 1)] if page else []
    if (page + 1) * PAGE < count:
        turning.append(button(f"{page + 2} ▸", PREFIX, verb, page + 1))
    return turning

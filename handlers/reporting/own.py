"""`/laporan`: a companion's own reports by month with what became of each; one of them with all its answers."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import forms
from handlers import filling, recap
from handlers.answering import files, given
from handlers.places import MENU, place
from handlers.question import form_name
from handlers.reporting.beginning import PREFIX
from handlers.reporting.words import called, day_short, form_of, may_correct, moment, short, state_words, title
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import month_title
from storage import report_lists, reports, submissions
from storage.reports import RETURNED, Report

PLACE, ONE, VERSIONS = "my-reports", "my-report", "my-report-versions"
PAGE = 8
# Months that have a button of their own.
MONTHS = 6
# So many of a report's versions are listed, the newest first.
VERSIONS_SHOWN = 12
MARKS = {"new": "⏳", "accepted": "✅", "returned": "↩️"}


async def open_reports(turn: Turn) -> None:
    """`/laporan` of a companion."""
    filling.leave(turn)
    turn.go(PLACE)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t, connection = turn.texts, await turn.work.connection()
    months = await report_lists.own_months(connection, turn.viewer)
    if not months:
        ways = [button(t.plain("button-report"), PREFIX, "start"), button(t.plain("button-menu"), "go", MENU)]
        return Screen(f"<b>{t('my-reports-title')}</b>\n\n{t('my-reports-none')}", as_rows([ways]))
    wanted, _, last = argument.partition(":")
    month = wanted if wanted in dict(months) else months[0][0]
    page = await report_lists.own(connection, turn.viewer, month=month, before=whole_number(last), most=PAGE + 1)
    lines = [t("my-reports-month", month=_month(turn, month), count=dict(months)[month]), ""]
    rows: list[list[Button]] = []
    for number, report in enumerate(page[:PAGE], 1):
        mark, day = MARKS[report.state], day_short(turn, report)
        lines.append(t("my-reports-line", number=str(number), mark=mark, day=day, report=title(turn, report)))
        rows.append([button(short(f"{number}. {called(turn, report)}"), PREFIX, "one", report.id)])
    lines += ["", t("my-reports-marks")]
    turning = [button(t.plain("button-reports-newest"), PREFIX, "mine", month)] if whole_number(last) else []
    if len(page) > PAGE:
        turning.append(button(t.plain("button-reports-older"), PREFIX, "mine", month, page[PAGE - 1].id))
    rows.append(turning)
    others = [
        button(t.plain("button-reports-month", month=_month(turn, one), count=count), PREFIX, "mine", one)
        for one, count in months[:MONTHS]
        if one != month
    ]
    rows += [others[at : at + 2] for at in range(0, len(others), 2)]
    rows.append(recap.menu_row(turn, month))
    rows.append([button(t.plain("button-report"), PREFIX, "start"), button(t.plain("button-menu"), "go", MENU)])
    return Screen("\n".join(lines), as_rows(rows))


def _month(turn: Turn, month: str) -> str:
    return month_title(date.fromisoformat(f"{month}-01"), turn.texts.language)


async def own_report(turn: Turn, number: int) -> Report | None:
    """One of the person's own reports."""
    report = await reports.get(await turn.work.connection(), turn.viewer, number)
    return report if report is not None and report.person_id == turn.person.id else None


@place(ONE)
async def show_one(turn: Turn, argument: str) -> Screen | None:
    """`{report}:{page}:{submission}`; without a submission the newest version."""
    fields = [whole_number(part) for part in argument.split(":")] + [0, 0]
    report = await own_report(turn, fields[0])
    if report is None:
        return None
    t, connection = turn.texts, await turn.work.connection()
    versions = await reports.versions(connection, turn.viewer, report.id)
    wanted = fields[2] if fields[2] in {submission for _, submission, _ in versions} else report.submission_id
    sent = await submissions.get(connection, turn.viewer, wanted)
    form = None if sent is None else form_of(turn, report, sent.version)
    if sent is None or form is None:
        return None
    number = next((number for number, submission, _ in versions if submission == wanted), report.versions)
    lines = [f"<b>{t('my-report-title', form=form_name(t, form), number=str(report.id))}</b>"]
    lines += _told(turn, report, number, sent.sent_at == report.first_sent_at)
    answers = (await submissions.answers(connection, turn.viewer, [sent.id]))[sent.id]
    pages = given.pages(t, form, answers, sent.sent_at.astimezone(ZoneInfo(turn.zone)))
    page = min(fields[1], len(pages) - 1)
    lines += ["", pages[page]]
    turning = [
        button(label, PREFIX, "one", report.id, to, wanted)
        for label, to in ((f"◂ {page}", page - 1), (f"{page + 2} ▸", page + 1))
        if 0 <= to < len(pages)
    ]
    rows: list[list[Button]] = [turning]
    current = wanted == report.submission_id
    if current and turn.shelf.has_current(form.id) and may_correct(turn, turn.shelf.current(form.id), report):
        rows.append([button(t.plain("button-correct"), PREFIX, "fix", report.id)])
    if (label := await files.label(turn, wanted)) is not None:
        rows.append([button(label, PREFIX, "files", report.id, wanted)])
    if not current:
        rows.append([button(t.plain("button-report-newest-version"), PREFIX, "one", report.id)])
    elif len(versions) > 1:
        rows.append([button(t.plain("button-report-versions", count=len(versions)), PREFIX, "vers", report.id)])
    if current:
        rows.append([button(t.plain("button-report-case"), "case", "new", report.id)])
    rows.append([button(t.plain("button-reports-back"), PREFIX, "mine", report.day[:7])])
    return Screen("\n".join(lines), as_rows(rows))


def _told(turn: Turn, report: Report, number: int, first: bool) -> list[str]:
    """When it was sent, what became of it, and what the coordinator said."""
    t = turn.texts
    lines = [t("my-report-sent", moment=moment(turn, report.first_sent_at))]
    if report.versions > 1:
        current = number == report.versions
        key = "my-report-version-now" if current else "my-report-version-old"
        lines.append(t(key, version=number, count=report.versions, moment=moment(turn, report.sent_at)))
    lines.append(t("my-report-state", mark=MARKS[report.state], state=state_words(turn, report)))
    if report.state == RETURNED and report.remark:
        lines.append(t("my-report-remark", remark=report.remark))
    return lines


@place(VERSIONS)
async def show_versions(turn: Turn, argument: str) -> Screen | None:
    """All versions of a report: the old ones stay, linked."""
    report = await own_report(turn, whole_number(argument))
    if report is None:
        return None
    t = turn.texts
    form = form_of(turn, report)
    name = report.form_id if form is None else form_name(t, form)
    lines = [f"<b>{t('my-report-title', form=name, number=str(report.id))}</b>", ""]
    rows: list[list[Button]] = []
    versions = await reports.versions(await turn.work.connection(), turn.viewer, report.id)
    for number, submission, sent_at in versions[:VERSIONS_SHOWN]:
        key = "my-report-version-line" if number > 1 else "my-report-version-first"
        lines.append(t(key, version=number, moment=moment(turn, sent_at)))
        rows.append([button(t.plain("button-report-version", version=number), PREFIX, "one", report.id, 0, submission)])
    rows.append([button(t.plain("button-reports-back"), PREFIX, "mine", report.day[:7])])
    return Screen("\n".join(lines), as_rows(rows))


async def show_files(turn: Turn, report: Report, submission_id: int) -> None:
    """Send the pictures and recordings of a version below."""
    form: forms.Form | None = form_of(turn, report)
    name = report.form_id if form is None else form_name(turn.texts, form)
    await files.show(turn, submission_id, turn.texts("my-report-files", form=name, number=str(report.id)))
    turn.show()

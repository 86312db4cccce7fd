"""After Kirim: the report is filed, and its receipt says what happens next; a correction becomes a new version."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import forms
from handlers import filling
from handlers.places import MENU
from handlers.question import form_name
from handlers.reporting import catalogue
from handlers.reporting.beginning import PREFIX
from handlers.reporting.words import NAME as MOST_NAME
from handlers.reporting.words import correct_until, may_correct, moment, short
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import drafts, reports, submissions
from storage.reports import ACCEPTED, Report
from storage.submissions import Submission

# Where a form gives what is sent a name (settings, `instance_name`), it is kept under this key.
NAME = "instanceName"


async def filed(turn: Turn, submission: Submission, answers: Mapping[str, str], form: forms.Form) -> Report:
    """A form with the purpose `report` was sent: a new report, or a new version of the one that it corrects."""
    key = catalogue.key_of(form)
    return await reports.file(
        await turn.work.connection(),
        submission,
        person=turn.person,
        programmes=await catalogue.programmes_of(turn),
        name=answers.get(NAME, ""),
        key=answers.get(key, "") if key else "",
        day=filling.local(turn).date(),
        restricted=catalogue.is_restricted(form),
    )


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    await filed(turn, submission, answers, turn.shelf.version(submission.form_id, submission.version))
    turn.go(f"sent:{submission.id}")


filling.AFTER_SENDING_FOR[catalogue.REPORT] = _sent


def receipt(turn: Turn, report: Report, form: forms.Form) -> Screen:
    """The receipt: number, time, and what happens next."""
    t = turn.texts
    lines = [
        t("sent-title", form=form_name(t, form)),
        t("report-receipt-when", moment=moment(turn, report.sent_at), number=str(report.id)),
    ]
    if report.name:
        lines.append(escape(short(report.name, 2 * MOST_NAME), quote=False))
    lines.append("")
    if report.versions > 1:
        lines.append(t("report-receipt-version", version=report.versions))
    if report.state == ACCEPTED:
        lines.append(t("report-receipt-accepted"))
    else:
        lines.append(t("report-receipt-next-restricted" if report.restricted else "report-receipt-next"))
    rows: list[list[Button]] = []
    if may_correct(turn, form, report):
        lines.append(t("report-receipt-correct", until=moment(turn, correct_until(form, report))))
        rows.append([button(t.plain("button-correct"), PREFIX, "fix", report.id)])
    rows.append([button(t.plain("button-report-case"), "case", "new", report.id)])
    rows.append([button(t.plain("button-report-again"), PREFIX, "start"), button(t.plain("button-menu"), "go", MENU)])
    return Screen("\n".join(lines), as_rows(rows))


async def correct(turn: Turn, report: Report | None) -> None:
    """Open the newest version again, to be changed and sent in its place; a correction that was begun goes on."""
    connection = await turn.work.connection()
    if report is None or report.person_id != turn.person.id:
        turn.toast(turn.texts.plain("toast-report-gone"))
        turn.show()
        return
    begun = await drafts.correction_of(connection, turn.viewer, report.submission_id)
    if begun is not None and turn.shelf.has(begun.form_id, begun.version):
        await filling.resume(turn, begun)
        return
    if not turn.shelf.has_current(report.form_id):
        turn.toast(turn.texts.plain("toast-form-closed"), alert=True)
        turn.show()
        return
    if not may_correct(turn, turn.shelf.current(report.form_id), report):
        late = "toast-report-accepted" if report.state == ACCEPTED else "toast-report-late"
        turn.toast(turn.texts.plain(late), alert=True)
        turn.show()
        return
    answers = (await submissions.answers(connection, turn.viewer, [report.submission_id]))[report.submission_id]
    filling.leave(turn)
    draft = await filling.begin_new(turn, report.form_id, answers, replaces=report.submission_id)
    # What is to be changed is one tap away in the summary.
    await filling.happen(turn, draft, forms.Review())

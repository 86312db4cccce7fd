"""After Kirim: the report is filed, and its receipt says what happens next; a correction becomes a new version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from html import escape

import forms
from handlers import filling
from handlers.casework import channels
from handlers.places import MENU
from handlers.question import form_name
from handlers.reporting import catalogue
from handlers.reporting.beginning import PREFIX
from handlers.reporting.words import NAME as MOST_NAME
from handlers.reporting.words import correct_until, may_correct, moment, short
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import drafts, people, reports, submissions
from storage.drafts import Draft
from storage.outbox import Letter, Priority
from storage.reports import ACCEPTED, Report
from storage.submissions import Submission

# Where a form gives what is sent a name (settings, `instance_name`), it is kept under this key.
NAME = "instanceName"
# The letter to the admins about a restricted report for which nobody is named.
UNNAMED = "report-unnamed"


async def filed(turn: Turn, submission: Submission, answers: Mapping[str, str], form: forms.Form) -> Report:
    """A form with the purpose `report` was sent: a new report, or a new version of the one that it corrects."""
    key, connection = catalogue.key_of(form), await turn.work.connection()
    old = None
    if submission.replaces is not None:
        old = await reports.of_submission(connection, turn.viewer, submission.replaces)
    return await reports.file(
        connection,
        submission,
        person=turn.person,
        programmes=await catalogue.programmes_of(turn),
        name=answers.get(NAME, ""),
        key=answers.get(key, "") if key else "",
        day=_day_of(turn, answers, form, old),
        restricted=catalogue.is_restricted(form),
    )


def _day_of(turn: Turn, answers: Mapping[str, str], form: forms.Form, old: Report | None) -> date:
    """The day that the report is about: the answer that the form's setting `day` names; without one the day of its
    first sending, which a correction does not change.
    """
    today = filling.local(turn).date()
    try:
        return min(date.fromisoformat(answers.get(form.settings.get("day", ""), "")[:10]), today)
    except ValueError:
        return today if old is None else date.fromisoformat(old.day)


async def _still_open(turn: Turn, draft: Draft, form: forms.Form) -> bool:
    """A correction that was begun in time may be sent too late, or after the report was accepted."""
    if draft.replaces is None:
        return True
    report = await reports.of_submission(await turn.work.connection(), turn.viewer, draft.replaces)
    if report is None or may_correct(turn, form, report):
        return True
    late = "toast-report-accepted" if report.state == ACCEPTED else "toast-report-late"
    turn.toast(turn.texts.plain(late), alert=True)
    return False


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    report = await filed(turn, submission, answers, turn.shelf.version(submission.form_id, submission.version))
    await _see_that_it_is_read(turn, report)
    turn.go(f"sent:{submission.id}")


filling.AFTER_SENDING_FOR[catalogue.REPORT] = _sent


async def _see_that_it_is_read(turn: Turn, report: Report) -> None:
    """A restricted report that nobody may read would lie unread for ever: the admins are asked to name somebody."""
    connection = await turn.work.connection()
    if not report.restricted or await reports.has_named_reader(connection, report.id):
        return
    for admin in await people.with_role(connection, "admin"):
        key = f"{UNNAMED}:{report.id}:{report.versions}:{admin.id}"
        await turn.post(Letter(key, UNNAMED, admin.id, turn.at, {"report": report.id}, Priority.CASE))


async def _first_sent(turn: Turn, submission_id: int) -> datetime:
    """When the report that this is a version of was first sent."""
    report = await reports.of_submission(await turn.work.connection(), turn.viewer, submission_id)
    return turn.at if report is None else report.first_sent_at


filling.JUDGED_AS_OF[catalogue.REPORT] = _first_sent
filling.MAY_BE_SENT_FOR[catalogue.REPORT] = _still_open


async def receipt(turn: Turn, report: Report, form: forms.Form) -> Screen:
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
        lines.append(t(await _what_is_next(turn, report)))
    if report.restricted:
        # The matter may be one of violence: whom to call stands here too.
        lines += ["", *await channels.lines(turn)]
    rows: list[list[Button]] = []
    if may_correct(turn, form, report):
        lines.append(t("report-receipt-correct", until=moment(turn, correct_until(form, report))))
        rows.append([button(t.plain("button-correct"), PREFIX, "fix", report.id)])
    rows.append([button(t.plain("button-report-case"), "case", "new", report.id)])
    rows.append([button(t.plain("button-report-again"), PREFIX, "start"), button(t.plain("button-menu"), "go", MENU)])
    return Screen("\n".join(lines), as_rows(rows))


async def _what_is_next(turn: Turn, report: Report) -> str:
    if not report.restricted:
        return "report-receipt-next"
    named = await reports.has_named_reader(await turn.work.connection(), report.id)
    return "report-receipt-next-restricted" if named else "report-receipt-next-unnamed"


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

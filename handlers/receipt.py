"""The receipt of a form that was sent: what, when, under which number; and the way to correct it.

That of a report says what happens next, see `handlers.reporting`.
"""

from __future__ import annotations

from html import escape

import forms
from handlers import filling, reporting
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from locales.formats import clock_time, date_long
from storage import drafts, reports, submissions
from storage.submissions import Submission

PLACE = "sent"
PREFIX = "sent"
# Where a form gives what is sent a name (settings, `instance_name`), it is kept under this key.
NAME = "instanceName"


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    sent = await _own(turn, whole_number(argument))
    if sent is None:
        return None
    t, connection = turn.texts, await turn.work.connection()
    form = turn.shelf.version(sent.form_id, sent.version)
    report = await reports.of_submission(connection, turn.viewer, sent.id)
    if report is not None:
        return await reporting.receipt(turn, report, form)
    answers = (await submissions.answers(connection, turn.viewer, [sent.id]))[sent.id]
    lines = [
        t("sent-title", form=form_name(t, form)),
        t(
            "sent-when",
            date=date_long(sent.sent_at, t.language, turn.zone),
            time=clock_time(sent.sent_at, t.language, turn.zone),
            number=str(sent.id),
        ),
    ]
    if name := answers.get(NAME, ""):
        lines.append(escape(name, quote=False))
    lines += ["", t("sent-corrected" if sent.replaces is not None else "sent-thanks")]
    rows = [
        [button(t.plain("button-correct"), PREFIX, "fix", sent.id)],
        [button(t.plain("button-menu"), "go", "menu")],
    ]
    return Screen("\n".join(lines), as_rows(rows))


async def tapped(turn: Turn) -> None:
    """`sent:fix:{submission}`: the same answers again, to be changed and sent in its place; the old one stays."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    sent = await _own(turn, whole_number(data.removeprefix(f"{PREFIX}:fix:")))
    connection = await turn.work.connection()
    report = None if sent is None else await reports.of_submission(connection, turn.viewer, sent.id)
    if report is not None:
        await reporting.correct(turn, report)
        return
    if sent is None or await submissions.is_replaced(connection, sent.id):
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    if not turn.shelf.has_current(sent.form_id):
        turn.toast(turn.texts.plain("toast-form-closed"), alert=True)
        turn.show()
        return
    opened = await drafts.open_draft(connection, turn.viewer, sent.form_id)
    if opened is not None and opened.replaces != sent.id:
        turn.toast(turn.texts.plain("toast-form-open"), alert=True)
        await filling.resume(turn, opened)
        return
    answers = (await submissions.answers(connection, turn.viewer, [sent.id]))[sent.id]
    draft = await filling.begin(turn, sent.form_id, answers, replaces=sent.id)
    if opened is None:
        # what is to be changed is one tap away there
        await filling.happen(turn, draft, forms.Review())


async def _own(turn: Turn, number: int) -> Submission | None:
    sent = await submissions.get(await turn.work.connection(), turn.viewer, number)
    return sent if sent is not None and sent.person_id == turn.person.id else None

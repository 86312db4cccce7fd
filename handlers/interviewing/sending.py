"""After Kirim: the interview is kept as one about the companion, who gets a letter; and its correction in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

import forms
from handlers import filling
from handlers.interviewing import letters
from handlers.interviewing.dispatch import ABOUT, FORM, LIST, ONE, gone
from handlers.interviewing.words import called_by_id
from handlers.tokens import whole_number
from handlers.turn import Turn
from locales.formats import clock_time, day_long
from storage import about, audit, drafts, submissions
from storage.about import About
from storage.drafts import Draft
from storage.submissions import Submission

# How long who led an interview may correct it, as with reports.
CORRECT_WITHIN = timedelta(hours=72)


async def _may_be_sent(turn: Turn, draft: Draft, form: forms.Form) -> bool:
    """Only about somebody for whom the sender answers now, and a correction only in time."""
    connection = await turn.work.connection()
    person_id = whole_number((await turn.work.state(draft)).answers.get(ABOUT, ""))
    if await about.companion(connection, turn.viewer, person_id) is None:
        turn.toast(turn.texts.plain("toast-int-not-yours"), alert=True)
        return False
    if draft.replaces is None:
        return True
    corrected = await about.get(connection, turn.viewer, draft.replaces)
    if corrected is None or not await may_correct(turn, corrected):
        turn.toast(turn.texts.plain("toast-int-late"), alert=True)
        return False
    return True


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    connection = await turn.work.connection()
    person_id = whole_number(answers.get(ABOUT, ""))
    if await about.companion(connection, turn.viewer, person_id) is None:
        turn.go(LIST)
        return
    await about.keep(connection, submission, person_id)
    await audit.note(
        connection,
        at=turn.at,
        actor=turn.person.id,
        act="interview",
        subject=f"person {person_id}",
        detail={"submission": submission.id, "corrects": submission.replaces},
    )
    from_ = await letters.sent(turn, submission.id, person_id)
    if from_ > turn.at:
        t, name = turn.texts, await called_by_id(turn, person_id)
        day = day_long(from_.astimezone(ZoneInfo(turn.zone)).date(), t.language)
        turn.toast(t.plain("int-read-from", name=name, day=day, time=clock_time(from_, t.language, turn.zone)))
    turn.go(f"{ONE}:{submission.id}")


filling.AFTER_SENDING[FORM] = _sent
filling.MAY_BE_SENT[FORM] = _may_be_sent


async def may_correct(turn: Turn, interview: About) -> bool:
    """Whether the reader may correct it: their own, the version that counts, not long after it was first sent."""
    if interview.author != turn.person.id or interview.replaced_by is not None:
        return False
    connection, first = await turn.work.connection(), interview
    while first.replaces is not None and (earlier := await about.get(connection, turn.viewer, first.replaces)):
        first = earlier
    return turn.at <= first.sent_at + CORRECT_WITHIN


async def correct(turn: Turn, interview: About) -> None:
    """Open it again with its answers, to be sent in its place; a correction that was begun goes on."""
    connection = await turn.work.connection()
    begun = await drafts.correction_of(connection, turn.viewer, interview.submission_id)
    if begun is not None and turn.shelf.has(begun.form_id, begun.version):
        await filling.resume(turn, begun)
    elif not turn.shelf.has_current(FORM):
        gone(turn)
    elif not await may_correct(turn, interview):
        turn.toast(turn.texts.plain("toast-int-late"), alert=True)
        turn.show()
    else:
        number = interview.submission_id
        answers = (await submissions.answers(connection, turn.viewer, [number]))[number]
        draft = await filling.begin_new(turn, FORM, answers, replaces=number)
        await filling.happen(turn, draft, forms.Review())

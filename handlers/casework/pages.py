"""What one reads of a case beside its own screen: all that was said, the form that it was opened with, the files."""

from __future__ import annotations

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from handlers.answering import files, given
from handlers.casework import talk
from handlers.casework.dispatch import ONE, act, button_to, found
from handlers.casework.standing import back, note_look
from handlers.casework.words import title
from handlers.screens import Button, Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import submissions
from storage.case_rows import Case

TALK, STORY = "talk", "story"


@act("talk")
async def open_talk(turn: Turn, number: int, before: str) -> None:
    """`case:talk:{case}:{before}`: what was said, page by page."""
    case = await found(turn, number)
    if case is not None:
        await note_look(turn, case, "case talk read")
        turn.go(f"{ONE}:{number}:{TALK}:{whole_number(before)}")


@act("story")
async def open_story(turn: Turn, number: int, page: str) -> None:
    """`case:story:{case}:{page}`: the whole form that it was opened with."""
    case = await found(turn, number)
    if case is not None:
        await note_look(turn, case, "case form read")
        turn.go(f"{ONE}:{number}:{STORY}:{whole_number(page)}")


@act("files")
async def show_files(turn: Turn, number: int, before: str) -> None:
    """`case:files:{case}:{before}`: the files of a page of the talk."""
    case = await found(turn, number)
    if case is None:
        return
    await note_look(turn, case, "case files seen")
    _, messages, _ = await talk.page(turn, case, whole_number(before))
    heading = escape(title(turn, case), quote=False)
    if not talk.show_files(turn, messages, heading):
        turn.toast(turn.texts.plain("toast-case-files-wanted"))
    turn.show()


@act("form-files")
async def show_form_files(turn: Turn, number: int, first: str) -> None:
    """`case:form-files:{case}:{first}`: the files of the form."""
    case = await found(turn, number)
    if case is None or case.submission_id is None:
        return
    await note_look(turn, case, "case files seen")
    await files.show(turn, case.submission_id, escape(title(turn, case), quote=False), whole_number(first))
    turn.show()


async def talk_page(turn: Turn, case: Case, before: int) -> Screen:
    """What was said, as far as it fits; older words a page further."""
    t = turn.texts
    lines, messages, more = await talk.page(turn, case, before)
    head = [f"<b>{escape(title(turn, case), quote=False)}</b> · {t('case-talk')}"]
    if not lines:
        lines = ["", t("case-talk-empty")]
    rows: list[list[Button]] = []
    if count := len(talk.files_of(messages)):
        rows.append([button_to(t.plain("button-case-files", count=str(count)), "files", case.id, before)])
    turning = []
    if more:
        turning.append(button_to(t.plain("button-case-older"), "talk", case.id, messages[-1].id))
    if before:
        turning.append(button_to(t.plain("button-case-newest"), "talk", case.id, 0))
    rows.append(turning)
    rows.append([back(turn, case)])
    return Screen("\n".join([*head, *lines]), as_rows(rows))


async def story_page(turn: Turn, case: Case, page: int) -> Screen | None:
    """The form as it was sent."""
    connection = await turn.work.connection()
    sent = None
    if case.submission_id is not None:
        sent = await submissions.get(connection, turn.viewer, case.submission_id)
    if sent is None:
        return None
    t = turn.texts
    form = turn.shelf.version(sent.form_id, sent.version)
    answers = (await submissions.answers(connection, turn.viewer, [sent.id]))[sent.id]
    pages = given.pages(t, form, answers, _local(turn, sent.sent_at))
    page = min(page, len(pages) - 1)
    rows = []
    turning = [button_to(f"◂ {page}", "story", case.id, page - 1)] if page else []
    if page + 1 < len(pages):
        turning.append(button_to(f"{page + 2} ▸", "story", case.id, page + 1))
    rows.append(turning)
    rows.append([back(turn, case)])
    return Screen(f"<b>{escape(title(turn, case), quote=False)}</b>\n\n{pages[page]}", as_rows(rows))


def _local(turn: Turn, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(turn.zone))

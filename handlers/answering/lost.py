"""A photo, a recording or a file that was an answer and could not be fetched: the person is asked for it again."""

from __future__ import annotations

from html import escape
from zlib import crc32

import forms
from forms import Jump
from handlers import filling
from handlers.letters import Slip, letter
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage import drafts, submissions
from storage.drafts import Draft

LOST = "file-lost"
PREFIX = "l:file"
# Why a picture was not kept: what it tells beside what it shows could not be taken out.
NOT_CLEANED = "not_cleaned"


@letter(LOST)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `item`, `file`, `why`, and the `draft` or the `submission`; not needed after another answer."""
    t, connection = turn.texts, await turn.work.connection()
    item, draft_id, submission_id = slip.data["item"], slip.data.get("draft"), slip.data.get("submission")
    if draft_id is not None:
        draft = await _own(turn, draft_id)
        if draft is None:
            return None
        given = (await drafts.answers(connection, turn.viewer, [draft.id]))[draft.id]
        if given.get(item) != slip.data["file"]:
            return None
        question = escape(_label(turn, draft.form_id, draft.version, item), quote=False)
        rows = [[button(t.plain("button-send-again"), PREFIX, draft.id, _mark(item))]]
        cleaned = slip.data.get("why") != NOT_CLEANED
        return Screen(t("file-lost" if cleaned else "file-not-cleaned", question=question), as_rows(rows))
    sent = await submissions.get(connection, turn.viewer, submission_id) if submission_id is not None else None
    if sent is None or sent.person_id != turn.person.id:
        return None
    question = escape(_label(turn, sent.form_id, sent.version, item), quote=False)
    cleaned = slip.data.get("why") != NOT_CLEANED
    return Screen(t("file-lost-sent" if cleaned else "file-not-cleaned-sent", question=question))


async def tapped_letter(turn: Turn) -> None:
    """`l:file:{draft}:{mark of the question}`: to the question, in its draft."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    number, _, mark = data.removeprefix(f"{PREFIX}:").partition(":")
    draft = await _own(turn, whole_number(number))
    if draft is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.relabel()
        return
    turn.relabel()
    await filling.resume(turn, draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    keys = forms.relevant_keys(form, await turn.work.state(draft))
    wanted = next((key for key in keys if str(_mark(key)) == mark), None)
    if wanted is not None:
        await filling.happen(turn, draft, Jump(wanted))


async def _own(turn: Turn, draft_id: int) -> Draft | None:
    opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    return next((draft for draft in opened if draft.id == draft_id), None)


def _label(turn: Turn, form_id: str, version: str, item: str) -> str:
    question = turn.shelf.version(form_id, version).question(item)
    return question.label(turn.language) if question is not None else item


def _mark(key: str) -> int:
    """What a button has room for, where a key might be too long."""
    return crc32(key.encode())

"""`/formulir` of an admin: every form with its version, its state, for whom and how often, and how many were sent."""

from __future__ import annotations

from html import escape

from handlers import filling
from handlers.announcing.words import audience_words
from handlers.places import MENU, place
from handlers.publishing import targets
from handlers.publishing.dispatch import LIST, ONE, UPLOAD, act, button_to, go
from handlers.publishing.words import STATES, rhythm_words
from handlers.question import form_name
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import publications, uploads
from storage.publications import RETIRED, Publication

PAGE = 8
MOST_UPLOADS = 5
LABEL = 38
# Letters of an audience in a line; all of it stands on the form's own screen.
MOST_WHO = 120
_ORDER = ("published", "replaced", "retired")
_SIGNS = {"published": "✓", "replaced": "↺", "retired": "■"}
_UPLOADS = {"wanted": "⏳", "faulty": "✕", "lacking": "…", "ready": "✎", "failed": "✕"}


async def open_list(turn: Turn) -> None:
    """`/formulir`, and the menu's button; for everybody else, the forms that are for them."""
    # What is written there is no answer to a form; the form stays stored as it is.
    filling.leave(turn)
    turn.go(LIST if turn.person.role == "admin" else "my-forms")


@place(LIST)
async def show(turn: Turn, argument: str) -> Screen | None:
    if turn.person.role != "admin":
        return None
    t, page = turn.texts, whole_number(argument)
    connection = await turn.work.connection()
    counts = await publications.sent_by_version(connection)
    found = sorted(turn.shelf.publications(), key=lambda one: _ORDER.index(one.state))
    lines = [f"<b>{t('pub-list-title')}</b>", t("pub-list-how"), ""]
    rows: list[list[Button]] = []
    for one in found[page * PAGE : (page + 1) * PAGE]:
        lines.append(_line(turn, one, counts.get((one.form_id, one.version), 0)))
        label = f"{_SIGNS[one.state]} {targets.title_of(turn, one)} · {one.version}"
        rows.append([go(label[:LABEL], f"{ONE}:{one.id}")])
    if not page:
        published = {one.form_id for one in found}
        for form in turn.shelf.published():
            if form.id not in published:
                sent = sum(count for (form_id, _), count in counts.items() if form_id == form.id)
                lines.append(t("pub-list-builtin", form=form_name(t, form), version=form.version, count=sent))
    if not found and not page:
        lines.append(t("pub-list-empty"))
    turning = [go(f"◂ {page}", f"{LIST}:{page - 1}")] if page else []
    if (page + 1) * PAGE < len(found):
        turning.append(go(f"{page + 2} ▸", f"{LIST}:{page + 1}"))
    rows.append(turning)
    if not page:
        rows += await _upload_rows(turn)
    return Screen("\n".join(lines), as_rows([*rows, [button(t.plain("button-menu"), "go", MENU)]]))


async def _upload_rows(turn: Turn) -> list[list[Button]]:
    """What was sent and is not published: the newest few, and what throws away all that came to nothing."""
    connection = await turn.work.connection()
    found = await uploads.open_ones(connection, turn.person.id)
    rows = [
        [go(f"{_UPLOADS[one.state]} {one.file_name}"[:LABEL], f"{UPLOAD}:{one.id}")] for one in found[:MOST_UPLOADS]
    ]
    if count := await uploads.count_failed(connection, turn.person.id):
        rows.append([button_to(turn.texts.plain("button-pub-drop-failed", count=count), "drop-failed")])
    return rows


@act("drop-failed")
async def drop_failed(turn: Turn, target: str, more: str) -> None:
    count = await uploads.drop_failed(await turn.work.connection(), turn.person.id, turn.at)
    turn.toast(turn.texts.plain("toast-pub-dropped-failed", count=count))
    turn.go(LIST)


def _line(turn: Turn, one: Publication, sent: int) -> str:
    t = turn.texts
    title = escape(targets.title_of(turn, one), quote=False)
    state = t(STATES[one.state])
    line = f"• <b>{title}</b> · {escape(one.version, quote=False)} · {state}"
    if one.state != RETIRED:
        who = audience_words(turn, one.audience)
        who = who if len(who) <= MOST_WHO else f"{who[: MOST_WHO - 1].rstrip()}…"
        line += f" · {escape(who, quote=False)} · {rhythm_words(t, one.rhythm)}"
    return f"{line} · {t('pub-sent', count=sent)}"

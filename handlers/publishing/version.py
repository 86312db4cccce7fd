"""One published version: its terms, which can be changed; the file as it was sent; and its end."""

from __future__ import annotations

from html import escape

from handlers.places import place
from handlers.publishing import targets
from handlers.publishing.dispatch import LIST, ONE, act, button_to, go
from handlers.publishing.words import STATES, terms_lines, terms_rows
from handlers.screens import Document, Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import publications
from storage.publications import PUBLISHED, RETIRED, Publication


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, section = argument.partition(":")
    one = await targets.publication(turn, whole_number(first))
    if one is None:
        return None
    connection = await turn.work.connection()
    drafts = await publications.open_drafts_on(connection, one.form_id, one.version)
    if section == "retire" and one.state != RETIRED:
        return _retire_screen(turn, one, drafts)
    t = turn.texts
    sent = (await publications.sent_by_version(connection)).get((one.form_id, one.version), 0)
    lines = [
        f"<b>{escape(targets.title_of(turn, one), quote=False)}</b> · {t(STATES[one.state])}",
        t("pub-line-form", id=one.form_id, version=one.version),
        t("pub-line-sent", count=sent, drafts=drafts),
    ]
    rows = []
    if one.state == PUBLISHED:
        lines += ["", *await terms_lines(turn, one)]
        rows += terms_rows(t, f"p{one.id}")
    rows.append([button_to(t.plain("button-pub-download"), "file", str(one.id))])
    if one.state != RETIRED:
        rows[-1].append(go(t.plain("button-pub-retire"), f"{ONE}:{one.id}:retire"))
    rows.append([go(t.plain("button-pub-list"), LIST)])
    return Screen("\n".join(lines), as_rows(rows))


def _retire_screen(turn: Turn, one: Publication, drafts: int) -> Screen:
    t = turn.texts
    newer = any(
        other.form_id == one.form_id and other.id != one.id and other.state == PUBLISHED
        for other in turn.shelf.publications()
    )
    key = "pub-retire-newer" if newer else "pub-retire-last"
    text = t(key, form=targets.title_of(turn, one), version=one.version, drafts=drafts)
    rows = [
        [button_to(t.plain("button-pub-retire-surely"), "retire", str(one.id))],
        [go(t.plain("button-back"), f"{ONE}:{one.id}")],
    ]
    return Screen(text, as_rows(rows))


@act("retire")
async def retire(turn: Turn, target: str, more: str) -> None:
    one = await targets.publication(turn, whole_number(target))
    if one is None:
        turn.toast(turn.texts.plain("toast-pub-gone"))
        turn.go(LIST)
        return
    connection = await turn.work.connection()
    if await publications.retire(connection, one.id, turn.at):
        await targets.reindex(turn)
        drafts = await publications.open_drafts_on(connection, one.form_id, one.version)
        await targets.note(turn, "form retired", one.form_id, one.version, drafts=drafts)
        turn.toast(turn.texts.plain("toast-pub-retired"))
    turn.go(f"{ONE}:{one.id}")


@act("file")
async def download(turn: Turn, target: str, more: str) -> None:
    """The file as it was sent, and those that were sent along."""
    one = await targets.publication(turn, whole_number(target))
    connection = await turn.work.connection()
    source = await publications.source(connection, one.form_id, one.version) if one is not None else None
    if one is None or source is None:
        turn.toast(turn.texts.plain("toast-pub-gone"))
        turn.show()
        return
    caption = turn.texts("pub-file-caption", form=targets.title_of(turn, one), version=one.version)
    turn.replies.documents.append(Document(source[0], source[1], caption))
    for name, content in (await publications.files(connection, one.form_id, one.version)).items():
        turn.replies.documents.append(Document(name, content, caption))
    await targets.note(turn, "form downloaded", one.form_id, one.version)
    turn.toast(turn.texts.plain("toast-data-on-its-way"))

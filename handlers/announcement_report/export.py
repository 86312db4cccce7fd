"""The report's XLSX: read in the transaction of the tap, written in a thread when it is sent."""

from __future__ import annotations

from handlers import filling
from handlers.announcement_report.sheet import ReportSheet
from handlers.announcement_report.words import STATE_WORDS, answer_labels, answered_word, moment, reason_words
from handlers.announcing import desk
from handlers.announcing.dispatch import act
from handlers.announcing.words import audience_words, title_of
from handlers.screens import Document
from handlers.turn import Turn
from locales import Texts
from storage import announcement_report
from storage.announcements import Announcement

# The place of the report, and its view that says that the file was sent.
PLACE, SHEET = "announcement-report", "sheet"


@act(SHEET)
async def send_sheet(turn: Turn, number: int, more: str) -> None:
    """The file. The place then says so, which is also how a second tap on the same button is known."""
    announcement = await desk.find(turn, number)
    there = f"{PLACE}:{number}:{SHEET}"
    if announcement is not None and turn.chat.place != there:
        sheet = await report_sheet(turn, announcement)
        name = f"{turn.texts.plain('annrep-file-name')}-{number}-{filling.local(turn):%Y-%m-%d}.xlsx"
        turn.replies.documents.append(Document(name, sheet.xlsx, turn.texts("annrep-file-caption")))
        await desk.note(turn, announcement, "announcement report exported", people=len(sheet.readers))
        turn.toast(turn.texts.plain("toast-data-on-its-way"))
    turn.go(there)


async def report_sheet(turn: Turn, announcement: Announcement) -> ReportSheet:
    """What the file is written from; the rows are read here, the rest happens in a thread."""
    t, shelf = turn.texts, turn.shelf
    connection = await turn.work.connection()
    readers = await announcement_report.readers(connection, announcement.id)
    reasons = {reader.reason for reader in readers if reader.reason is not None}
    title = t.plain("annrep-sheet-title", title=title_of(t, desk.kept_of(announcement).content))
    nowhere = t.plain("annrep-no-region")
    about = (
        title,
        t.plain("ann-to-whom", audience=audience_words(turn, announcement.audience)),
        t.plain("annrep-as-of", at=moment(t, turn.at, turn.zone)),
        "",
    )
    return ReportSheet(
        title=title,
        about=about,
        regions=await announcement_report.report(connection, announcement.id),
        readers=readers,
        answers=answer_labels(t, announcement.ask),
        labels=labels(t, announcement),
        reasons={reason: reason_words(t, reason) for reason in reasons},
        region_name=lambda code: (shelf.region_name(code) or code) if code else nowhere,
        zone_of=lambda province: shelf.zone_of(province or ""),
    )


def labels(t: Texts, announcement: Announcement | None = None) -> dict[str, str]:
    """The words of the file's columns and states (`handlers.announcement_report.sheet.LABELS`)."""
    asked = announcement.ask if announcement is not None else None
    return {state: t.plain(key) for state, key in STATE_WORDS.items()} | {
        "summary": t.plain("annrep-by-region"),
        "readers": t.plain("annrep-column-readers"),
        "code": t.plain("annrep-column-code"),
        "province": t.plain("annrep-column-province"),
        "regency": t.plain("annrep-column-regency"),
        "people": t.plain("annrep-column-readers"),
        "delivered-share": t.plain("annrep-column-delivered-share"),
        "answered": answered_word(t, asked) if asked is not None else t.plain("annrep-answered"),
        "answered-share": t.plain("annrep-column-answered-share"),
        "all": t.plain("annrep-all-regions"),
        "name": t.plain("annrep-column-name"),
        "state": t.plain("annrep-column-state"),
        "reason": t.plain("annrep-column-reason"),
        "sent-at": t.plain("annrep-column-sent-at"),
        "zone": t.plain("annrep-column-zone"),
        "answer": t.plain("annrep-column-answer"),
        "answered-at": t.plain("annrep-column-answered-at"),
    }

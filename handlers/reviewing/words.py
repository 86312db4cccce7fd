"""How reports are named to who reviews them."""

from __future__ import annotations

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from handlers.answering.fitting import clipped
from handlers.question import form_name
from handlers.turn import Turn
from locales.formats import clock, clock_time, date_long, month_short
from storage import people, submissions
from storage.people import Person
from storage.reports import Report

MOST_NAME = 60


def short_moment(turn: Turn, moment: datetime) -> str:
    """`20 Nov 14.05`, where the reader is; with the year where it is another one."""
    local, now = (each.astimezone(ZoneInfo(turn.zone)) for each in (moment, turn.at))
    year = f" {local.year}" if local.year != now.year else ""
    return f"{local.day} {month_short(local.month, turn.language)}{year} {clock(local.time(), turn.language)}"


def long_moment(turn: Turn, moment: datetime) -> str:
    """`20 November 2026 pukul 14.05 WIB`."""
    day = date_long(moment, turn.language, turn.zone)
    return turn.texts.plain("rev-moment", day=day, time=clock_time(moment, turn.language, turn.zone))


async def title_of(turn: Turn, report: Report) -> str:
    """The name of the report's form."""
    if turn.shelf.has_current(report.form_id):
        return form_name(turn.texts, turn.shelf.current(report.form_id))
    sent = await submissions.get(await turn.work.connection(), turn.viewer, report.submission_id)
    if sent is None or not turn.shelf.has(sent.form_id, sent.version):
        return report.form_id
    return form_name(turn.texts, turn.shelf.version(sent.form_id, sent.version))


async def sender_name(turn: Turn, report: Report) -> str:
    """`Sari Contoh`."""
    person = await people.person_by_id(await turn.work.connection(), report.person_id)
    return clipped(person.name, MOST_NAME) if person is not None and person.name else turn.texts.plain("rev-nameless")


async def sender_address(turn: Turn, report: Report) -> str:
    """`Ibu Sari Contoh`."""
    person = await people.person_by_id(await turn.work.connection(), report.person_id)
    return _address(turn, person) or turn.texts.plain("rev-nameless")


async def line(turn: Turn, report: Report) -> str:
    """`Sari Contoh · P2K2 · Kelompok Melati · 20 Nov 14.05` as HTML, the name bold; of a restricted report nobody's."""
    title, when = await title_of(turn, report), short_moment(turn, report.sent_at)
    if report.restricted:
        parts = [f"🔒 {turn.texts.plain('rev-restricted')}", title, when]
    else:
        parts = [await sender_name(turn, report), title, clipped(report.name, MOST_NAME), when]
        if report.versions > 1:
            parts.append(turn.texts.plain("rev-version", number=report.versions))
    first, *rest = (escape(part, quote=False) for part in parts if part)
    return " · ".join([f"<b>{first}</b>", *rest])


async def reviewer_name(turn: Turn, report: Report) -> str:
    """`Ibu Rina Contoh`, who has judged it last."""
    who = None
    if report.reviewer is not None:
        who = await people.person_by_id(await turn.work.connection(), report.reviewer)
    return _address(turn, who) or turn.texts.plain("rev-someone")


async def state_line(turn: Turn, report: Report) -> str:
    """How it stands, by whom and since when; HTML."""
    t = turn.texts
    if report.state == "new" or report.reviewed_at is None:
        return t("rev-state-new")
    by = t.plain("rev-you") if report.reviewer == turn.person.id else await reviewer_name(turn, report)
    when = short_moment(turn, report.reviewed_at)
    if report.state == "accepted":
        return t("rev-state-accepted", by=by, when=when)
    return t("rev-state-returned", by=by, when=when)


def _address(turn: Turn, person: Person | None) -> str:
    """`Ibu Dewi`; "" for somebody without a name, or whose data were erased."""
    if person is None or not person.name:
        return ""
    gender = person.gender if person.gender in ("perempuan", "laki_laki") else "none"
    return turn.texts.plain("address", gender=gender, name=clipped(person.name, MOST_NAME))

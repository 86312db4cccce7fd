"""The figures of a report in words: states, reasons, answers, regions, shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.announcing.copies import ACK, FORM, OK, OPENED, QUESTION
from handlers.shelf import FormShelf
from locales import Texts
from locales.formats import clock_time, date_long, number, percent
from storage import outbox
from storage.announcement_report import RegionRow

Ask = Mapping[str, Any]

STATE_WORDS = {
    "sent": "annrep-state-sent",
    "uncertain": "annrep-state-uncertain",
    "failed": "annrep-state-failed",
    "unreachable": "annrep-state-unreachable",
    "cancelled": "annrep-state-cancelled",
    "waiting": "annrep-state-waiting",
}
REASONS = {
    outbox.BLOCKED: "annrep-reason-blocked",
    outbox.TIMED_OUT: "annrep-reason-timed-out",
    outbox.STOPPED_MIDWAY: "annrep-reason-stopped-midway",
    outbox.NOT_NEEDED: "annrep-reason-not-needed",
    outbox.NO_CONSENT: "annrep-reason-no-consent",
}


def reason_words(t: Texts, reason: str) -> str:
    """Why a copy was not sent, as plain text; what the Bot API said is quoted."""
    return t.plain(REASONS[reason]) if reason in REASONS else t.plain("annrep-reason-refused", says=reason)


def answer_labels(t: Texts, ask: Ask | None) -> dict[str, str]:
    """What each answer that can be given means, by how it is stored; empty where nothing was asked."""
    if ask is None:
        return {}
    if ask["kind"] == QUESTION:
        return {str(place): str(choice) for place, choice in enumerate(ask["choices"], 1)}
    return {OK: t.plain("annrep-read")} if ask["kind"] == ACK else {OPENED: t.plain("annrep-opened")}


def answered_word(t: Texts, ask: Ask) -> str:
    """What it is called that somebody has answered."""
    keys = {ACK: "annrep-read", FORM: "annrep-opened"}
    return t.plain(keys.get(ask["kind"], "annrep-answered"))


def silent_word(t: Texts, ask: Ask) -> str:
    """And that they have their copy, but have not answered."""
    keys = {ACK: "annrep-not-read", FORM: "annrep-not-opened"}
    return t.plain(keys.get(ask["kind"], "annrep-not-answered"))


def region_name(t: Texts, shelf: FormShelf, row: RegionRow) -> str:
    """The regency's name, or the province's where there is no regency; plain text."""
    code = row.regency or row.province
    return (shelf.region_name(code) or code) if code else t.plain("annrep-no-region")


def counted(t: Texts, value: int) -> str:
    """`32.472`."""
    return number(value, t.language)


def in_percent(t: Texts, share: float) -> str:
    """`78,8 %`. All but a few is not all, and a few are not nobody."""
    if 0 < share < 0.1 or 99.9 < share < 100:
        share = 0.1 if share < 50 else 99.9
    return percent(share, t.language, 1)


def moment(t: Texts, at: datetime, zone: str) -> str:
    """`20 November 2026 pukul 08.05 WIB`."""
    return t.plain("annrep-moment", date=date_long(at, t.language, zone), time=clock_time(at, t.language, zone))

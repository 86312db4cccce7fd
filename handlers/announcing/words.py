"""Audiences, numbers of people, times and content in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

import forms
from handlers.announcing import conditions as cond
from handlers.announcing.conditions import Condition
from handlers.announcing.content import ALBUM, FORWARD, TEXT, Content, title
from handlers.announcing.copies import ACK, FORM, QUESTION
from handlers.question import form_name
from handlers.turn import Turn
from locales import Texts
from locales.formats import DEFAULT_ZONE, clock_time, date_long
from storage.announcements import Announcement

PROFILE = "profil"
PROGRAMME_ITEM = "program"
ROLES = {"companion": "ann-role-companion", "coordinator": "ann-role-coordinator", "admin": "ann-role-admin"}
LANGUAGES = {"id": "ann-language-id", "en": "ann-language-en"}
STATES = {
    "draft": "ann-state-draft",
    "waiting": "ann-state-waiting",
    "scheduled": "ann-state-scheduled",
    "sending": "ann-state-sending",
    "paused": "ann-state-paused",
    "stopped": "ann-state-stopped",
    "done": "ann-state-done",
    "deleted": "ann-state-deleted",
}
CONTENTS = {
    "text": "ann-content-text",
    "photo": "ann-content-photo",
    "video": "ann-content-video",
    "animation": "ann-content-animation",
    "document": "ann-content-document",
    "audio": "ann-content-audio",
    "voice": "ann-content-voice",
    ALBUM: "ann-content-album",
    FORWARD: "ann-content-forward",
}


def audience_words(turn: Turn, audience: Mapping[str, Any]) -> str:
    """`PKH · Sumatera Barat atau Kota Jambi · belum mengisi Kompetensi`, as plain text."""
    t = turn.texts
    found = cond.from_audience(audience)
    if found is None:
        return t.plain("ann-audience-own")
    if not found:
        return t.plain("ann-everyone")
    parts = []
    for (negated, _), same in groupby(cond.in_order(found), key=lambda c: (c.negated, c.kind)):
        words = [condition_words(turn, each) for each in same]
        parts.append(" · ".join(words) if negated else f" {t.plain('ann-or')} ".join(words))
    return " · ".join(parts)


def condition_words(turn: Turn, condition: Condition) -> str:
    """One condition, as plain text; an excepted one says so."""
    t = turn.texts
    if condition.kind == "filed":
        key = "ann-not-filed" if condition.negated else "ann-filed"
        return t.plain(key, form=name_of_form(turn, condition.value))
    words = value_words(turn, condition)
    return t.plain("ann-except", what=words) if condition.negated else words


def value_words(turn: Turn, condition: Condition) -> str:
    """What a condition asks for, whether it is wanted or excepted."""
    t, value = turn.texts, condition.value
    match condition.key:
        case "role":
            return t.plain(ROLES[value]) if value in ROLES else value
        case "province" | "regency":
            return turn.shelf.region_name(value) or value
        case "programme":
            return forms.answer_label(turn.shelf.current(PROFILE), PROGRAMME_ITEM, value, t.language)
        case "language":
            return t.plain(LANGUAGES[value]) if value in LANGUAGES else value
        case "joined_since":
            return t.plain("ann-joined-since", date=_day(value, t))
        case "band":
            _, part, band = value.split(".")
            return t.plain("ann-band", part=t.plain(f"dimension-{part}"), band=t.plain(f"band-{band}"))
        case "gap":
            return t.plain("ann-gap", part=t.plain(f"dimension-{value.split('.')[1]}"))
    return name_of_form(turn, value)


def sentence_case(words: str) -> str:
    """Words of a sentence as they stand on a button or at the beginning of a line."""
    return words[:1].upper() + words[1:]


def name_of_form(turn: Turn, form_id: str) -> str:
    """The form's short name; its id, where there is no such form."""
    try:
        return form_name(turn.texts, turn.shelf.current(form_id))
    except KeyError:
        return form_id


def _day(iso: str, t: Texts) -> str:
    return date_long(datetime.combine(date.fromisoformat(iso), time(), UTC), t.language, "UTC")


def duration_words(t: Texts, seconds: float) -> str:
    """`28 detik`, `12 menit`, `1 jam 26 menit`."""
    if seconds < 90:
        return t.plain("ann-seconds", count=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 90:
        return t.plain("ann-minutes", count=minutes)
    return t.plain("ann-hours", hours=minutes // 60, minutes=minutes % 60)


def moment_words(t: Texts, send_at: datetime, *, local: bool) -> str:
    """`Sabtu, 21 November 2026 pukul 09.00 WIB`, or `… waktu setempat masing-masing`."""
    zone = "UTC" if local else DEFAULT_ZONE
    day = format_date(send_at.astimezone(ZoneInfo(zone)).date(), "EEEE", locale=t.language)
    clock = clock_time(send_at, t.language, zone)
    if local:
        clock = f"{clock.split()[0]} {t.plain('ann-local-time')}"
    return t.plain("ann-moment", day=day, date=date_long(send_at, t.language, zone), time=clock)


def earliest(send_at: datetime, *, local: bool) -> datetime:
    """When the first copies are due: of a time in everyone's own zone, when it is that time in the far east (WIT)."""
    return send_at - timedelta(hours=9) if local else send_at


def name_of_content(t: Texts, content: Content) -> str:
    """`foto`, `album (3)`: what it is besides its words."""
    kind = content.items[0].kind if content.kind == "media" else content.kind
    return t.plain(CONTENTS[kind], count=len(content.items)) if kind == ALBUM else t.plain(CONTENTS[kind])


def title_of(t: Texts, content: Content) -> str:
    """The first words, for lists and buttons; what it is, where it has none."""
    words = title(content)
    if content.kind == TEXT:
        return words
    name = name_of_content(t, content)
    return f"{words} ({name})" if words else sentence_case(name)


def ask_words(turn: Turn, ask: Mapping[str, Any] | None) -> str:
    """What readers are asked, as plain text."""
    t = turn.texts
    if ask is None:
        return t.plain("ann-asks-nothing")
    if ask["kind"] == ACK:
        return t.plain("ann-asks-ack", label=t.plain("button-ann-read"))
    if ask["kind"] == QUESTION:
        choices = " / ".join(str(choice) for choice in ask["choices"])
        return t.plain("ann-asks-question", question=str(ask["question"]), choices=choices)
    assert ask["kind"] == FORM
    return t.plain("ann-asks-form", form=name_of_form(turn, str(ask["form"])))


def when_words(t: Texts, announcement: Announcement) -> str:
    """When it is to be sent, as plain text."""
    if announcement.send_at is None:
        return t.plain("ann-at-once")
    return moment_words(t, announcement.send_at, local=announcement.local)

"""What stands on several screens of reports: a report's name in one line, its state, days and moments."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import forms
from handlers.question import form_name, given_words
from handlers.reporting.catalogue import correct_within, key_of
from handlers.turn import Turn
from locales.formats import clock_time, date_long, month_short, month_title
from storage.reports import ACCEPTED, RETURNED, Report

# What a button shows on a phone that has no other beside it.
LABEL = 40
# So much of what a report is called stands in a line, and of the series that it belongs to.
NAME, SERIES = 80, 60


def short(label: str, most: int = LABEL) -> str:
    """A label that fits on a button."""
    return label if len(label) <= most else f"{label[: most - 1].rstrip(' ·,')}…"


def form_of(turn: Turn, report: Report, version: str = "") -> forms.Form | None:
    """The form of a report in a version (without one, in its current version); `None` where it is not at hand."""
    if version and turn.shelf.has(report.form_id, version):
        return turn.shelf.version(report.form_id, version)
    return turn.shelf.current(report.form_id) if turn.shelf.has_current(report.form_id) else None


def title(turn: Turn, report: Report) -> str:
    """`P2K2 · Kelompok Melati · Modul 2 Sesi 1`: the form, and what the report is called, unless it is restricted."""
    form = form_of(turn, report)
    name = report.form_id if form is None else form_name(turn.texts, form)
    return f"{name} · {short(report.name, NAME)}" if report.name and not report.restricted else name


def brief(turn: Turn, report: Report) -> str:
    """`P2K2 · Kelompok Melati`: the form and the series, for a button; without a series as `title`."""
    form = form_of(turn, report)
    key = key_of(form) if form is not None else ""
    if form is None or not key or not report.key or report.restricted:
        return title(turn, report)
    return f"{form_name(turn.texts, form)} · {short(given_words(turn.texts, form, key, report.key), SERIES)}"


def called(turn: Turn, report: Report) -> str:
    """What tells it apart from others of its form: its name, or the form's where it has none, or none may be said."""
    form = form_of(turn, report)
    if report.name and not report.restricted:
        return short(report.name, NAME)
    return report.form_id if form is None else form_name(turn.texts, form)


def day_short(turn: Turn, report: Report) -> str:
    """`20 Nov`: the day that the report is about."""
    day = date.fromisoformat(report.day)
    return f"{day.day} {month_short(day.month, turn.texts.language)}"


def day_full(turn: Turn, report: Report) -> str:
    """`20 November 2026`: the day that the report is about."""
    day = date.fromisoformat(report.day)
    return f"{day.day} {month_title(day, turn.texts.language)}"


def moment(turn: Turn, at: datetime) -> str:
    """`20 November 2026 pukul 14.05 WIB`."""
    t = turn.texts
    return t.plain(
        "report-moment", date=date_long(at, t.language, turn.zone), time=clock_time(at, t.language, turn.zone)
    )


def state_words(turn: Turn, report: Report) -> str:
    """What became of it, in a word."""
    return turn.texts.plain(f"report-state-{report.state}")


def correct_until(form: forms.Form, report: Report) -> datetime:
    """Until when the sender may correct it by themselves; after a correction that was asked for, from that one on."""
    begins = report.first_sent_at if report.reviewed_at is None else report.sent_at
    return begins + timedelta(hours=correct_within(form))


def may_correct(turn: Turn, form: forms.Form, report: Report) -> bool:
    """Whether the sender may correct it now: in time and not accepted yet, or because it was returned."""
    if report.person_id != turn.person.id or report.state == ACCEPTED:
        return False
    return report.state == RETURNED or turn.at <= correct_until(form, report)

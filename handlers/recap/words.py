"""The words of a recap: its title, whose it is, how its figures are to be read."""

from __future__ import annotations

from datetime import date

from handlers.answering.values import in_rupiah
from handlers.recap.answers import MONEY
from handlers.recap.content import Filed, Recap
from handlers.recap.figures import Figures, Total
from locales import Texts
from locales.formats import ZONE_NAMES, clock_time, date_long, day_long, figure, month_title, number
from storage.reports import RETURNED


def file_title(recap: Recap) -> str:
    """`Rekap laporan November 2026`."""
    return recap.texts.plain("recap-title", month=month_title(recap.month, recap.texts.language))


def about(recap: Recap) -> list[tuple[str, str]]:
    """Whose recap of which month it is, line by line: what, and the words."""
    t = recap.texts
    unknown = t.plain("recap-unknown")
    made = t.plain(
        "recap-moment",
        date=date_long(recap.made_at, t.language, recap.zone),
        time=clock_time(recap.made_at, t.language, recap.zone),
    )
    return [
        (t.plain("recap-about-name"), recap.name or unknown),
        (t.plain("recap-about-region"), recap.region or unknown),
        (t.plain("recap-about-programmes"), recap.programmes or unknown),
        (t.plain("recap-about-month"), month_title(recap.month, t.language)),
        (t.plain("recap-about-count"), number(recap.count, t.language)),
        (t.plain("recap-about-made"), made),
    ]


def notes(recap: Recap, counted: Figures) -> list[str]:
    """What must be known to read the figures."""
    t = recap.texts
    found = []
    if any(form.totals and form.states[RETURNED] for form in counted.forms):
        found.append(t.plain("recap-note-returned"))
    if recap.restricted:
        found.append(t.plain("recap-note-restricted"))
    if recap.missing:
        found.append(t.plain("recap-note-missing"))
    return found


def report_heading(filed: Filed) -> str:
    """`P2K2 · Kelompok Melati`."""
    return f"{filed.form_name} · {filed.report.name}" if filed.report.name else filed.form_name


def report_line(recap: Recap, filed: Filed) -> str:
    """Its number, when it was sent, what became of it, and its version where it was corrected."""
    t, report = recap.texts, filed.report
    parts = [
        t.plain("recap-report-number", number=str(report.id)),
        day_long(filed.day, t.language),
        t.plain("recap-report-sent", time=clock_time(report.sent_at, t.language, recap.zone))
        if filed.sent_at.date() == filed.day
        else t.plain(
            "recap-report-sent-later",
            date=date_long(report.sent_at, t.language, recap.zone),
            time=clock_time(report.sent_at, t.language, recap.zone),
        ),
        t.plain(f"recap-state-{report.state}"),
    ]
    if report.versions > 1:
        parts.append(t.plain("recap-report-version", version=report.versions))
    return " · ".join(parts)


def total_words(texts: Texts, total: Total) -> str:
    """`Hadir: 1.234`, `Nilai: Rp2.500.000`."""
    if total.kind == MONEY:
        amount = in_rupiah(texts, total.amount)
    elif total.amount == total.amount.to_integral_value():
        amount = number(total.amount, texts.language)
    else:
        amount = figure(total.amount, texts.language)
    return texts.plain("recap-total", label=total.label, amount=amount)


def weekday(day: date, language: str) -> str:
    """`Jumat`."""
    return day_long(day, language).partition(",")[0]


def zone_name(recap: Recap) -> str:
    """`WITA`."""
    return ZONE_NAMES.get(recap.zone, "WIB")

"""`/riwayat`: earlier results, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from handlers import instrument_results, questionnaire, result
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales import Texts
from locales.formats import clock_time, date_long, day_typed, percent
from scoring.percent import printed

PLACE = "history"
# A screen holds about this many; older ones are in the download of one's data.
MOST = 10


@dataclass(frozen=True, slots=True)
class _Line:
    """A result: when it was sent, of what (nothing for the questionnaire), in a few words of HTML, what opens it."""

    at: datetime
    of: str
    words: str
    opens: tuple[object, ...]


def open_history(turn: Turn) -> None:
    turn.go(PLACE)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    found = await _lines(turn)
    lines = [f"<b>{t('history-title')}</b>", ""]
    rows: list[list[Button]] = []
    dates = [(line.of, date_long(line.at, t.language, turn.zone)) for line in found[:MOST]]
    for line, (of, date) in zip(found, dates, strict=False):
        same_day = dates.count((of, date)) > 1
        when = f"{date}, {clock_time(line.at, t.language, turn.zone)}" if same_day else date
        if not of:
            lines.append(f"{when}: <b>{line.words}</b>")
            rows.append([button(when, *line.opens)])
            continue
        lines.append(f"{when}, {escape(of, quote=False)}: <b>{line.words}</b>")
        day = day_typed(line.at.astimezone(ZoneInfo(turn.zone)).date())
        label = f"{of}, {clock_time(line.at, t.language, turn.zone) if same_day else day}"
        rows.append([button(label, *line.opens)])
    if not found:
        lines.append(t("history-empty"))
        rows.append([button(t.plain("button-questionnaire"), "go", "questionnaire")])
    else:
        lines += ["", t("history-tap")]
    if len(found) > MOST:
        lines.append(t("history-more", shown=MOST, count=len(found)))
    if turn.chat.draft_id is not None:
        rows.append([button(t.plain("button-continue"), "go", "draft")])
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _lines(turn: Turn) -> list[_Line]:
    """All results, newest first."""
    t = turn.texts
    found = [
        _Line(each.submission.sent_at, "", _words(t, each), ("result", result.PLACE, each.submission.id))
        for each in await result.results_of(turn, questionnaire.FORM)
    ]
    found += [
        _Line(
            each.result.sent_at,
            form_name(t, each.form),
            instrument_results.in_short(t, each),
            (instrument_results.PREFIX, "show", each.result.submission_id),
        )
        for each in await instrument_results.everything(turn)
    ]
    return sorted(found, key=lambda line: line.at, reverse=True)


def _words(t: Texts, found: result.Result) -> str:
    overall = found.score.overall
    if overall.percent is None or overall.band is None:
        return t("too-few-answers", answered=overall.answered, items=overall.items)
    return f"{percent(printed(overall.percent), t.language)} · {t('band-' + overall.band.key)}"

"""`/riwayat`: earlier results, newest first."""

from __future__ import annotations

from handlers import questionnaire, result
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales.formats import clock_time, date_long, percent
from scoring.percent import printed

PLACE = "history"
# A screen holds about this many; older ones are in the download of one's data.
MOST = 10


def open_history(turn: Turn) -> None:
    turn.go(PLACE)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    results = await result.results_of(turn, questionnaire.FORM)
    lines = [f"<b>{t('history-title')}</b>", ""]
    rows = []
    dates = [date_long(found.submission.sent_at, t.language, turn.zone) for found in results[:MOST]]
    for found, date in zip(results, dates, strict=False):
        same_day = dates.count(date) > 1
        when = f"{date}, {clock_time(found.submission.sent_at, t.language, turn.zone)}" if same_day else date
        overall = found.score.overall
        if overall.percent is None or overall.band is None:
            what = t("too-few-answers", answered=overall.answered, items=overall.items)
        else:
            what = f"{percent(printed(overall.percent), t.language)} · {t('band-' + overall.band.key)}"
        lines.append(f"{when}: <b>{what}</b>")
        rows.append([button(when, "result", result.PLACE, found.submission.id)])
    if not results:
        lines.append(t("history-empty"))
        rows.append([button(t.plain("button-questionnaire"), "go", "questionnaire")])
    else:
        lines += ["", t("history-tap")]
    if len(results) > MOST:
        lines.append(t("history-more", shown=MOST, count=len(results)))
    if turn.chat.draft_id is not None:
        rows.append([button(t.plain("button-continue"), "go", "draft")])
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))

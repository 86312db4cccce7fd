"""One's own earlier analyses: to be looked at, sent once more, or run again."""

from __future__ import annotations

from html import escape
from zoneinfo import ZoneInfo

from handlers.analysing.dispatch import EARLIER, PREFIX, may
from handlers.analysing.letters import title_of
from handlers.analysing.models import measures
from handlers.analysing.request import Request
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales.formats import clock, day_typed
from storage import analysis_jobs

MOST = 10
IN_A_ROW = 5
_MARKS = {"wanted": "⏳", "running": "⏳", "done": "✓", "failed": "✗", "cancelled": "–"}


@place(EARLIER)
async def show(turn: Turn, argument: str) -> Screen | None:
    """The last ten, the newest first."""
    if not may(turn):
        return None
    t = turn.texts
    buttons: list[Button] = []
    said = []
    for place_, job in enumerate(await analysis_jobs.latest(await turn.work.connection(), turn.viewer, MOST), 1):
        request = Request.loads(job.request)
        made = job.made_at.astimezone(ZoneInfo(turn.zone))
        when = f"{day_typed(made.date())} {clock(made.time(), t.language)}"
        what = " · ".join([title_of(turn, request), *_model(request)])
        said.append(f"{place_}. {_MARKS[job.state]} {when} · {escape(what, quote=False)}")
        buttons.append(button(f"{_MARKS[job.state]} {place_}", PREFIX, "job", job.id))
    lines = [f"<b>{t('ana-earlier')}</b>", "", *said, *([""] if said else [])]
    lines.append(t("ana-earlier-how" if said else "ana-earlier-none"))
    rows = [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
    rows.append([button(t.plain("button-back"), PREFIX, "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


def _model(request: Request) -> list[str]:
    """By which one's own models can be told apart: what they measure, and by which method."""
    method: list[str] = [] if request.estimator == "auto" else [request.estimator]
    return [", ".join(measures(request.model)), *method] if request.kind == "own" else method

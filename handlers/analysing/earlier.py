"""One's own earlier analyses: to be looked at, sent once more, or run again."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from handlers.analysing.dispatch import EARLIER, PREFIX, may
from handlers.analysing.letters import title_of
from handlers.analysing.request import Request
from handlers.places import place
from handlers.reporting.words import short
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales.formats import day_typed
from storage import analysis_jobs

MOST = 10
_MARKS = {"wanted": "⏳", "running": "⏳", "done": "✓", "failed": "✗", "cancelled": "–"}


@place(EARLIER)
async def show(turn: Turn, argument: str) -> Screen | None:
    """The last ten, the newest first."""
    if not may(turn):
        return None
    t = turn.texts
    rows = []
    for job in await analysis_jobs.latest(await turn.work.connection(), turn.viewer, MOST):
        day = day_typed(job.made_at.astimezone(ZoneInfo(turn.zone)).date())
        label = f"{_MARKS[job.state]} {day} · {title_of(turn, Request.loads(job.request))}"
        rows.append([button(short(label), PREFIX, "job", job.id)])
    lines = [f"<b>{t('ana-earlier')}</b>", "", t("ana-earlier-how" if rows else "ana-earlier-none")]
    rows.append([button(t.plain("button-back"), PREFIX, "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))

"""`/pengumuman`: what waits for a yes, what runs, one's own drafts, and the latest."""

from __future__ import annotations

from handlers.announcing import desk
from handlers.announcing.dispatch import LIST, ONE, go
from handlers.announcing.words import STATES, title_of
from handlers.places import MENU, place
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import announcements
from storage.announcements import Announcement

# A phone shows about this many; the reports of older ones are found by their number.
MOST = 12
_LOOKED_AT = 60
# What asks for attention first; drafts only of the admin's own.
_ORDER = ("waiting", "sending", "paused", "scheduled", "draft", "done", "stopped", "deleted")


@place(LIST)
async def show(turn: Turn, argument: str) -> Screen | None:
    if turn.person.role != "admin":
        return None
    t = turn.texts
    connection = await turn.work.connection()
    found = {each.id: each for each in await announcements.recent(connection, _LOOKED_AT)}
    found |= {each.id: each for each in await announcements.open_ones(connection)}
    mine = [each for each in found.values() if each.state != "draft" or each.made_by == turn.person.id]
    shown = sorted(mine, key=lambda each: (_ORDER.index(each.state), -each.id))[:MOST]
    lines = [f"<b>{t('ann-list-title')}</b>", ""]
    rows = [[go(t.plain("button-ann-new"), "announce-content:new")]]
    for each in shown:
        title = title_of(t, desk.kept_of(each).content)
        lines.append(t("ann-list-line", state=t.plain(STATES[each.state]), title=title))
        rows.append([go(f"{_sign(each)} {title}"[:40], f"{ONE}:{each.id}")])
    if not shown:
        lines.append(t("ann-list-empty"))
    rows.append([button(t.plain("button-menu"), "go", MENU)])
    return Screen("\n".join(lines), as_rows(rows))


def _sign(announcement: Announcement) -> str:
    """How it stands, at a glance."""
    return {"waiting": "⏳", "scheduled": "⏳", "sending": "▶", "paused": "⏸", "draft": "✎", "done": "✓"}.get(
        announcement.state, "■"
    )

"""The last word to an announcement's author: it is through, with its picture; or Telegram would not take it."""

from __future__ import annotations

from datetime import timedelta

from handlers.announcement_report.drawing import picture
from handlers.announcement_report.figures import total
from handlers.announcement_report.place import PREFIX
from handlers.announcement_report.words import STATE_WORDS, counted
from handlers.announcing import approval, desk
from handlers.announcing.dispatch import ONE
from handlers.announcing.words import title_of
from handlers.letters import Slip, letter
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import announcement_report
from storage.announcement_silence import refusals
from storage.announcements import Announcement

DONE, REFUSED = "announcement-done", "announcement-refused"
# Who has the progress before them and waited no longer than this has seen it end.
STILL_LOOKING = timedelta(minutes=2)
# What Telegram says, in its own words: as much as helps to look it up.
MOST_SAID = 120
# What is said besides, where it is not nobody.
_BESIDES = ("unreachable", "uncertain", "failed", "cancelled")


@letter(DONE)
async def write_done(turn: Turn, slip: Slip) -> Screen | None:
    """Sent to all: how many it has reached, and where."""
    announcement = await desk.find(turn, int(slip.data["announcement"]))
    if announcement is None or announcement.state != "done" or _is_looking(turn, announcement):
        return None
    t = turn.texts
    rows = await announcement_report.report(await turn.work.connection(), announcement.id)
    whole = total(rows)
    lines = [
        t(
            "annrep-is-done",
            title=title_of(t, desk.kept_of(announcement).content),
            sent=counted(t, whole.sent),
            total=counted(t, whole.copies),
        )
    ]
    for state in _BESIDES:
        if count := getattr(whole, state):
            lines.append(t("annrep-line", what=t.plain(STATE_WORDS[state]), count=counted(t, count)))
    buttons = as_rows([[button(t.plain("button-ann-report"), PREFIX, announcement.id)]])
    return Screen("\n".join(lines), buttons, picture=picture(turn, announcement, rows) if whole.copies else None)


def _is_looking(turn: Turn, announcement: Announcement) -> bool:
    on_it = turn.known is not None and turn.chat.place == f"{ONE}:{announcement.id}"
    return on_it and announcement.begun_at is not None and turn.at - announcement.begun_at < STILL_LOOKING


@letter(REFUSED)
async def write_refused(turn: Turn, slip: Slip) -> Screen | None:
    """It was paused, because Telegram refused every copy so far: what it said, and what can be done."""
    announcement = await desk.find(turn, int(slip.data["announcement"]))
    if announcement is None or announcement.state != "paused":
        return None
    t = turn.texts
    said = await refusals(await turn.work.connection(), announcement.id)
    title = title_of(t, desk.kept_of(announcement).content)
    lines = [t("annrep-is-refused", title=title, count=counted(t, sum(count for _, count in said)))]
    if said:
        lines.append(t("annrep-refused-says", says=said[0][0][:MOST_SAID]))
    lines += ["", t("annrep-refused-remedy")]
    # Where it can be looked at, corrected, gone on with or stopped.
    buttons = [[button(t.plain("button-ann-open"), approval.PREFIX, approval.OPEN, announcement.id)]]
    return Screen("\n".join(lines), as_rows(buttons))

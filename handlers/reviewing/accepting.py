"""Many reports accepted at once, after a second question that says how many and whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from handlers.places import place
from handlers.reviewing import words
from handlers.reviewing.dispatch import LIST, SURE, act, here, may, to
from handlers.reviewing.filters import Spot, signed
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import report_lists, reports
from storage.reports import NEW, Report

# So many people are named; more are counted.
MOST_NAMED = 8


@place(SURE)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, rest = argument.partition(":")
    ticks = [one for one in first.split(".") if one]
    if not may(turn) or not ticks:
        return None
    t, spot = turn.texts, Spot.read(rest)
    found = await _still_new(turn, ticks)
    if not found:
        return Screen(t("rev-sure-none"), as_rows([[to(t.plain("button-rev-list"), "l", spot.filter, spot.cursor)]]))
    names = Counter([await words.sender_name(turn, report) for report in found])
    lines = [t("rev-sure", count=len(found)), ""]
    if left := len(ticks) - len(found):
        lines[1:] = [t("rev-sure-left", count=left), ""]
    lines += [f"• {escape(name, quote=False)}: {count}" for name, count in names.most_common(MOST_NAMED)]
    if len(names) > MOST_NAMED:
        lines.append(t("rev-sure-more", count=len(names) - MOST_NAMED))
    rows = [
        [to(t.plain("button-rev-accept-surely", count=len(found)), "yes", signed(ticks))],
        [to(t.plain("button-rev-not-yet"), "l", spot.filter, spot.cursor)],
    ]
    return Screen("\n".join(lines), as_rows(rows))


@act("yes")
async def accept(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:yes:{sign}`: accept what the second question has shown."""
    argument = here(turn, SURE)
    first, _, rest = (argument or "").partition(":")
    ticks = [one for one in first.split(".") if one]
    if not ticks or str(signed(ticks)) != fields[0]:
        done = Spot.read(here(turn, LIST) or "").done
        if done is not None and str(done[0]) == fields[0]:
            # Tapped twice: what the first tap has done is told again.
            _tell(turn, *done[1:])
        else:
            turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    found = await _still_new(turn, ticks)
    connection = await turn.work.connection()
    accepted = await reports.accept(connection, turn.viewer, [report.id for report in found], turn.at)
    left = len(ticks) - len(accepted)
    _tell(turn, len(accepted), left)
    spot = replace(Spot.read(rest), ticks=None, done=(signed(ticks), len(accepted), left))
    which = await spot.filter.which(turn)
    if spot.cursors and not await report_lists.incoming(connection, turn.viewer, which, before=spot.cursor, most=1):
        # It was the last page: what is left stands before it.
        spot = replace(spot, cursors=())
    turn.go(f"{LIST}:{spot}")


def _tell(turn: Turn, accepted: int, left: int) -> None:
    turn.toast(turn.texts.plain("toast-rev-accepted-many", count=accepted, left=left), alert=left > 0)


async def _still_new(turn: Turn, ticks: Sequence[str]) -> list[Report]:
    """Those that still wait, in the version that was seen."""
    connection = await turn.work.connection()
    found = []
    for number, _, version in (one.partition("-") for one in ticks):
        report = await reports.get(connection, turn.viewer, whole_number(number))
        if report is None or report.person_id == turn.person.id or report.restricted:
            continue
        if report.state == NEW and report.versions == whole_number(version):
            found.append(report)
    return found

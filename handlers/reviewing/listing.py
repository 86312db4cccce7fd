"""Laporan masuk: the reports that have come in, a page of them, newest first; to open, to tick, to accept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import filling, recap
from handlers.answering.fitting import clipped
from handlers.places import place
from handlers.reviewing import words
from handlers.reviewing.dispatch import LIST, SURE, act, gone, here, may, to
from handlers.reviewing.filters import MOST_TICKS, Filter, Spot, signed
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import report_lists
from storage.report_lists import Which
from storage.reports import NEW, Report

PAGE = 8
A_ROW = 4
# So much of a name on a button.
MOST_VALUE = 24
# Beyond this the number of those that wait is not counted.
MOST_COUNTED = 100
_SIGNS = {"new": "⏳", "accepted": "✓", "returned": "↩"}


async def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's button, with how many wait; none for who has no reports to look at."""
    if not may(turn):
        return []
    count = await _count(turn)
    return [[to(turn.texts.plain("button-rev-incoming", count=count, most=MOST_COUNTED), "l")]]


async def open_incoming(turn: Turn) -> None:
    """`/laporan` of a coordinator or an admin."""
    # What is written there is no answer to a form; the form stays stored as it is.
    filling.leave(turn)
    turn.go(LIST)


@act("l")
async def turn_to(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:l:{filter}:{cursor}`: a page of the list; ticks stay as long as the filter does."""
    wanted, cursor = Filter.read(fields[0]), whole_number(fields[1])
    turn.go(f"{LIST}:{_here(turn, wanted).at(cursor)}")


@act("pick")
async def pick(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:pick:{filter}:{cursor}[:off]`: choosing begins, or ends."""
    spot = _here(turn, Filter.read(fields[0])).at(whole_number(fields[1]))
    if fields[2] == "off":
        turn.go(f"{LIST}:{replace(spot, ticks=None)}")
    else:
        turn.go(f"{LIST}:{replace(spot, ticks=spot.ticks or ())}")


@act("t")
async def tick(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:t:{report}-{version}:{on}`: a tap says plainly whether it shall be ticked, so that a double tap is one."""
    argument = here(turn, LIST)
    spot = Spot.read(argument) if argument is not None else None
    number, _, version = fields[0].partition("-")
    if spot is None or spot.ticks is None or not (whole_number(number) and whole_number(version)):
        gone(turn)
        return
    others = tuple(one for one in spot.ticks if one != fields[0])
    if fields[1] == "1" and len(others) >= MOST_TICKS:
        turn.toast(turn.texts.plain("toast-rev-most-ticks", most=MOST_TICKS))
        turn.show()
        return
    turn.go(f"{LIST}:{replace(spot, ticks=(*others, fields[0]) if fields[1] == '1' else others)}")


@act("all")
async def accept_page(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:all:{sign}`: accept all that the page shows, after a second question."""
    argument = here(turn, LIST)
    spot = Spot.read(argument or "")
    ticks = () if argument is None else _tickable(await _page(turn, spot))
    _ask(turn, spot, ticks, fields[0])


@act("some")
async def accept_ticked(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:some:{sign}`: accept what is ticked, after a second question."""
    spot = Spot.read(here(turn, LIST) or "")
    _ask(turn, spot, spot.ticks or (), fields[0])


def _ask(turn: Turn, spot: Spot, ticks: Sequence[str], sign: str) -> None:
    asked = [one for one in (here(turn, SURE) or "").partition(":")[0].split(".") if one]
    if asked and str(signed(asked)) == sign:
        # Tapped twice: the question is on the screen already.
        turn.show()
        return
    if not ticks or str(signed(ticks)) != sign:
        # Something has come in, or somebody else was quicker: the list shows what is there now.
        turn.toast(turn.texts.plain("toast-rev-list-changed"))
        turn.show()
        return
    turn.go(f"{SURE}:{'.'.join(ticks)}:{spot}")


@place(LIST)
async def show(turn: Turn, argument: str) -> Screen | None:
    if not may(turn):
        return None
    t, spot = turn.texts, Spot.read(argument)
    found = await _page(turn, spot, PAGE + 1)
    older = len(found) > PAGE
    last = found[PAGE - 1].id if older else 0
    shown = _shown(found[:PAGE], spot.filter)
    lines = [f"<b>{t('rev-title')}</b>", *await _how_many(turn, spot.filter), ""]
    for number, report in enumerate(shown, 1):
        sign = "" if spot.filter.state != "x" else f"{_SIGNS[report.state]} "
        lines.append(f"<b>{number}.</b> {sign}{await words.line(turn, report)}")
    if not shown:
        lines.append(t("rev-none-waiting" if spot.filter == Filter() and not spot.cursors else "rev-none"))
    elif spot.ticks is None:
        lines += ["", t("rev-tap-number")]
    else:
        lines += ["", t("rev-tap-tick", count=len(spot.ticks))]
    rows = _numbers(shown, spot) + _ways(turn, spot, shown)
    if spot.ticks is None:
        rows += await _filters(turn, spot)
    turning = []
    if spot.cursors:
        newer = spot.cursors[-2] if len(spot.cursors) > 1 else 0
        turning.append(to(t.plain("button-rev-newer"), "l", spot.filter, newer))
    if older:
        turning.append(to(t.plain("button-rev-older"), "l", spot.filter, last))
    rows.append(turning)
    if spot.filter.person and shown and spot.ticks is None:
        rows.append(recap.menu_row(turn, _month(turn, spot.filter, shown), spot.filter.person))
    ways_out = [button(t.plain("button-menu"), "go", "menu")]
    if spot.filter.person and turn.person.role in ("coordinator", "admin"):
        # To the companion's page in the digest, from which one comes here.
        ways_out.insert(0, button(t.plain("button-back"), "dig", "who", spot.filter.person))
    rows.append(ways_out)
    return Screen("\n".join(lines), as_rows(rows))


def _numbers(shown: Sequence[Report], spot: Spot) -> list[list[Button]]:
    """A button for each report: it opens it, or while choosing, ticks it."""
    buttons = []
    for number, report in enumerate(shown, 1):
        if spot.ticks is None:
            buttons.append(to(str(number), "r", report.id))
        elif one := next(iter(_tickable([report])), None):
            ticked = one in spot.ticks
            buttons.append(to(f"{'☑' if ticked else '☐'} {number}", "t", one, int(not ticked)))
    return [buttons[n : n + A_ROW] for n in range(0, len(buttons), A_ROW)]


def _ways(turn: Turn, spot: Spot, shown: Sequence[Report]) -> list[list[Button]]:
    """Several at once."""
    t, ticks = turn.texts, _tickable(shown)
    if spot.ticks is not None:
        done = to(t.plain("button-rev-pick-end"), "pick", spot.filter, spot.cursor, "off")
        if not spot.ticks:
            return [[done]]
        some = to(t.plain("button-rev-accept-some", count=len(spot.ticks)), "some", signed(spot.ticks))
        return [[some], [done]]
    if len(ticks) < 2:
        return []
    return [
        [to(t.plain("button-rev-accept-page", count=len(ticks)), "all", signed(ticks))],
        [to(t.plain("button-rev-pick"), "pick", spot.filter, spot.cursor)],
    ]


async def _filters(turn: Turn, spot: Spot) -> list[list[Button]]:
    """What the list is narrowed to, each a way to change it."""
    t, chosen = turn.texts, spot.filter
    person = form = t.plain("rev-any")
    if chosen.person or chosen.form:
        # Named only where there is something to be seen of them: a button may be made up.
        found = _shown(await _page(turn, Spot(replace(chosen, state="x", period="x"))), chosen)
        if found and chosen.person:
            person = await words.sender_name(turn, found[0])
        if found and chosen.form:
            form = await words.title_of(turn, found[0])

    def way(what: str, value: str) -> Button:
        return to(t.plain(f"button-rev-by-{what}", value=clipped(value, MOST_VALUE)), "by", what, chosen, 0)

    return [
        [way("state", t.plain(f"rev-by-state-{chosen.state}")), way("date", t.plain(f"rev-by-date-{chosen.period}"))],
        [way("person", person), way("form", form)],
    ]


async def _page(turn: Turn, spot: Spot, most: int = PAGE) -> list[Report]:
    which = await spot.filter.which(turn)
    connection = await turn.work.connection()
    return await report_lists.incoming(connection, turn.viewer, which, before=spot.cursor, most=most)


def _shown(found: Sequence[Report], chosen: Filter) -> list[Report]:
    """Of a restricted report no list says who sent it, not even by the filter."""
    return [report for report in found if not (chosen.person and report.restricted)]


def _tickable(shown: Sequence[Report]) -> tuple[str, ...]:
    """What may be accepted without being opened, with the version that the list speaks of; restricted ones may not."""
    return tuple(f"{one.id}-{one.versions}" for one in shown if one.state == NEW and not one.restricted)


def _here(turn: Turn, wanted: Filter) -> Spot:
    """Where the person is in the list, if it is narrowed to the same; its beginning otherwise."""
    argument = here(turn, LIST)
    spot = Spot.read(argument) if argument is not None else Spot(wanted)
    return spot if spot.filter == wanted else Spot(wanted)


async def _how_many(turn: Turn, chosen: Filter) -> list[str]:
    """How many there are of what the list shows, as HTML; of one companion not: restricted ones are not listed then."""
    t, connection = turn.texts, await turn.work.connection()
    if chosen == Filter():
        return [t("rev-waiting", count=await _count(turn), most=MOST_COUNTED)]
    if chosen.person:
        return []
    which = await chosen.which(turn)
    count = await report_lists.incoming_count(connection, turn.viewer, which, most=MOST_COUNTED)
    return [t("rev-matching", count=count, most=MOST_COUNTED)]


def _month(turn: Turn, chosen: Filter, shown: Sequence[Report]) -> str:
    """The month that a recap is offered of: that of the chosen days, else of the newest report here."""
    first = chosen.days(turn)[0] if chosen.period in ("m", "l") else None
    return first.isoformat()[:7] if first is not None else shown[0].day[:7]


async def _count(turn: Turn) -> int:
    connection = await turn.work.connection()
    return await report_lists.incoming_count(connection, turn.viewer, Which(state=NEW), most=MOST_COUNTED)

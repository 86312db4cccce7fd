"""The letter `report-returned`: a coordinator asks for something to be put right; one tap opens the report again."""

from __future__ import annotations

from html import escape

from handlers.casework.dispatch import NAMED
from handlers.letters import Slip, letter
from handlers.reporting.filing import UNNAMED, correct
from handlers.reporting.own import ONE, own_report
from handlers.reporting.words import moment, title
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage import reports
from storage.reports import RETURNED
from storage.visibility import PROGRAM

KIND = "report-returned"
PREFIX = "l:rep"


@letter(KIND)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `report`. Not needed once it was corrected. Of a restricted one only its number is said."""
    report = await own_report(turn, slip.data["report"])
    if report is None or report.state != RETURNED:
        return None
    t = turn.texts
    if report.restricted:
        lines = [t("report-returned-restricted", address=turn.address, number=str(report.id))]
    else:
        when = moment(turn, report.first_sent_at)
        about = {"report": title(turn, report), "number": str(report.id), "moment": when}
        lines = [t("report-returned", address=turn.address, **about)]
        if report.remark:
            lines += ["", t("report-returned-remark", remark=report.remark)]
    rows = [
        [button(t.plain("button-report-mend-now"), PREFIX, "fix", report.id)],
        [button(t.plain("button-report-see"), PREFIX, "see", report.id)],
    ]
    return Screen("\n".join(lines), as_rows(rows))


@letter(UNNAMED)
async def write_unnamed(turn: Turn, slip: Slip) -> Screen | None:
    """To an admin, who may not see the report: only that somebody must be named, and where."""
    connection, t = await turn.work.connection(), turn.texts
    report = await reports.get(connection, PROGRAM, slip.data["report"])
    if report is None or turn.person.role != "admin" or await reports.has_named_reader(connection, report.id):
        return None
    region = turn.shelf.region_name(report.regency or report.province) or t.plain("region-all")
    lines = [f"<b>{t('case-letter-unnamed-title')}</b>", t("report-unnamed", region=escape(region, quote=False))]
    return Screen("\n".join(lines), as_rows([[button(t.plain("button-case-letter-name"), PREFIX, "name", report.id)]]))


async def letter_tapped(turn: Turn) -> None:
    """`l:rep:{fix|see|name}:{report}`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, number = data.removeprefix(f"{PREFIX}:").partition(":")
    if verb == "name":
        if turn.person.role == "admin":
            turn.go(NAMED)
        else:
            turn.toast(turn.texts.plain("toast-report-gone"))
        return
    report = await own_report(turn, whole_number(number))
    if report is None or verb not in ("fix", "see"):
        turn.toast(turn.texts.plain("toast-report-gone"))
    elif verb == "fix":
        await correct(turn, report)
    else:
        turn.go(f"{ONE}:{report.id}")

"""The letter `report-returned`: a coordinator asks for something to be put right; one tap opens the report again."""

from __future__ import annotations

from handlers.letters import Slip, letter
from handlers.reporting.filing import correct
from handlers.reporting.own import ONE, own_report
from handlers.reporting.words import moment, title
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage.reports import RETURNED

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


async def letter_tapped(turn: Turn) -> None:
    """`l:rep:{fix|see}:{report}`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, number = data.removeprefix(f"{PREFIX}:").partition(":")
    report = await own_report(turn, whole_number(number))
    if report is None or verb not in ("fix", "see"):
        turn.toast(turn.texts.plain("toast-report-gone"))
    elif verb == "fix":
        await correct(turn, report)
    else:
        turn.go(f"{ONE}:{report.id}")

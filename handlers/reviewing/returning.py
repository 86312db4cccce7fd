"""What a coordinator says of one report: accepted, or given back with a remark that reaches the companion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.places import place
from handlers.reminding import almanac
from handlers.reviewing import words
from handlers.reviewing.dispatch import LIST, ONE, REMARK, act, gone, here, listens, may, to
from handlers.reviewing.one import Look, find, spot_here, to_next
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from locales import texts
from storage import people, reports
from storage.outbox import Letter, Priority
from storage.reports import ACCEPTED, NEW, RETURNED, Report

KIND = "report-returned"
FEWEST, MOST = 3, 500
# Remarks at hand, each a text of its own.
READY = 4


@act("acc")
async def accept(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:acc:{report}:{version}`: accepted, and on to the next."""
    report, spot = await _to_judge(turn, fields), spot_here(turn)
    if report is None:
        return
    accepted = []
    if report.state == NEW:
        accepted = await reports.accept(await turn.work.connection(), turn.viewer, [report.id], turn.at)
    elif report.state == ACCEPTED and report.reviewer == turn.person.id:
        # Tapped twice: the next one is on the screen already.
        turn.toast(turn.texts.plain("toast-rev-accepted", number=str(report.id)))
        turn.show()
        return
    if not accepted:
        turn.toast(turn.texts.plain("toast-rev-judged"))
        turn.go(f"{ONE}:{Look(report.id, spot=spot)}")
        return
    turn.toast(turn.texts.plain("toast-rev-accepted", number=str(report.id)))
    await to_next(turn, report, spot)


@act("ret")
async def ask_remark(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:ret:{report}:{version}[:accepted]`: what shall be put right?"""
    report = await _to_judge(turn, fields)
    if report is None:
        return
    if report.state == RETURNED:
        turn.toast(turn.texts.plain("toast-rev-judged"))
        turn.show()
        return
    accepted = report.state == ACCEPTED
    if accepted and fields[2] != ACCEPTED and report.reviewer != turn.person.id:
        # What the button stood under has been accepted by somebody else: that is read first.
        turn.toast(turn.texts.plain("toast-rev-just-accepted", by=await words.reviewer_name(turn, report)), alert=True)
        turn.go(f"{ONE}:{Look(report.id, spot=spot_here(turn))}")
        return
    turn.go(f"{REMARK}:{Look(report.id, version=report.versions, accepted=accepted, spot=spot_here(turn))}")


@place(REMARK)
async def show(turn: Turn, argument: str) -> Screen | None:
    look = Look.read(argument)
    report = await find(turn, look.report) if may(turn) else None
    if report is None:
        return None
    t = turn.texts
    who = t.plain("rev-the-companion") if report.restricted else await words.sender_address(turn, report)
    lines = [t("rev-return-title", number=str(report.id)), "", t("rev-return-how", who=who)]
    rows = [
        [to(t.plain(f"rev-ready-{number}"), "say", report.id, look.version, number)] for number in range(1, READY + 1)
    ]
    rows.append([to(t.plain("button-rev-not-yet"), "back", report.id)])
    return Screen("\n".join(lines), as_rows(rows))


@act("back")
async def do_not(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:back:{report}`: not given back after all."""
    look = Look.read(here(turn, REMARK) or "")
    if look.report and look.report == whole_number(fields[0]):
        turn.go(f"{ONE}:{Look(look.report, spot=look.spot)}")
        return
    there = Look.read(here(turn, ONE) or "")
    if not there.report or there.report != whole_number(fields[0]):
        turn.toast(turn.texts.plain("toast-finished"))
    turn.show()


@act("say")
async def say_ready(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:say:{report}:{version}:{number}`: one of the remarks at hand."""
    number = whole_number(fields[2])
    look = Look.read(here(turn, REMARK) or "")
    there = Look.read(here(turn, ONE) or "")
    known = 1 <= number <= READY
    if known and not look.report and there.report == whole_number(fields[0]):
        report = await find(turn, there.report)
        if report is not None and _has_returned(turn, report, await _ready(turn, report, number)):
            # Tapped twice: what the first tap has done is told again.
            turn.toast(turn.texts.plain("toast-rev-returned"))
            turn.show()
            return
    if not known or look.report != whole_number(fields[0]):
        gone(turn)
        return
    report = await _to_judge(turn, fields)
    if report is not None:
        await _give_back(turn, report, await _ready(turn, report, number), look)


async def _ready(turn: Turn, report: Report, number: int) -> str:
    """A remark at hand, in the language of who will read it."""
    sender = await people.person_by_id(await turn.work.connection(), report.person_id)
    return texts(sender.language if sender is not None else turn.language).plain(f"rev-ready-{number}")


def _has_returned(turn: Turn, report: Report, remark: str) -> bool:
    return report.state == RETURNED and report.reviewer == turn.person.id and report.remark == remark


@listens(REMARK)
async def heard(turn: Turn, argument: str) -> None:
    """The remark in the coordinator's own words."""
    look, t = Look.read(argument), turn.texts
    if not isinstance(turn.incoming, Said) or turn.incoming.forwarded:
        turn.say(t("hint-rev-type-remark"))
        return
    remark = "\n".join(" ".join(line.split()) for line in turn.incoming.text.strip().splitlines())
    if not FEWEST <= len(remark) <= MOST:
        turn.say(t("hint-rev-remark-length", fewest=FEWEST, most=MOST, length=len(remark)))
        return
    report = await _to_judge(turn, [str(look.report), str(look.version)])
    if report is not None:
        await _give_back(turn, report, remark, look)


async def _to_judge(turn: Turn, fields: Sequence[str]) -> Report | None:
    """The report of a button or a place, if it is still in the version that was read; else it says so."""
    report = await find(turn, whole_number(fields[0]))
    if report is None:
        turn.toast(turn.texts.plain("toast-rev-gone"))
        turn.go(f"{LIST}:{spot_here(turn)}")
        return None
    look = Look.read(here(turn, ONE) or here(turn, REMARK) or "")
    if report.restricted and (look.report != report.id or look.covered):
        gone(turn)
        return None
    if report.versions != whole_number(fields[1]):
        turn.toast(turn.texts.plain("toast-rev-new-version"), alert=True)
        turn.go(f"{ONE}:{Look(report.id, covered=report.restricted, spot=spot_here(turn))}")
        return None
    return report


async def _give_back(turn: Turn, report: Report, remark: str, look: Look) -> None:
    spot, connection = spot_here(turn), await turn.work.connection()
    if report.state == ACCEPTED and not look.accepted and report.reviewer != turn.person.id:
        # Accepted by somebody else while the remark was written: that is said, and asked again.
        turn.say(turn.texts("rev-accepted-meanwhile", by=await words.reviewer_name(turn, report)))
        turn.go(f"{REMARK}:{replace(look, accepted=True)}")
        return
    returned = await reports.give_back(connection, turn.viewer, report.id, remark, turn.at)
    turn.go(f"{ONE}:{Look(report.id, spot=spot)}")
    if returned is None:
        turn.toast(turn.texts.plain("toast-rev-judged"))
        return
    await _tell(turn, returned)
    turn.toast(turn.texts.plain("toast-rev-returned"))


async def _tell(turn: Turn, report: Report) -> None:
    """A letter to who sent it, not at night."""
    connection = await turn.work.connection()
    sender = await people.person_by_id(connection, report.person_id)
    province = sender.province if sender is not None else None
    hours = (await almanac.load(connection)).hours
    moment = hours.next_moment(turn.at, turn.shelf.zone_of(province or ""), province, almanac.ASKED)
    await turn.post(
        Letter(
            # Once for a version: a report that comes back a second time is told a second time.
            key=f"{KIND}:{report.id}:{report.versions}",
            kind=KIND,
            person_id=report.person_id,
            not_before=moment,
            data={"report": report.id},
            priority=Priority.CASE,
        )
    )

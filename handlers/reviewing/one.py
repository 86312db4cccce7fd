"""One incoming report: all its answers, its files and versions, how it stands, and what may be done with it.

A restricted report shows a cover first. Whoever lifts it is noted in the audit log, and so is every further look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from zoneinfo import ZoneInfo

from handlers.answering import files, given
from handlers.answering.fitting import clipped
from handlers.places import place
from handlers.question import form_name
from handlers.reviewing import cases, words
from handlers.reviewing.dispatch import LIST, ONE, REMARK, SURE, act, gone, here, may, to
from handlers.reviewing.filters import Spot
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import audit, report_lists, reports, submissions
from storage.reports import ACCEPTED, NEW, RETURNED, Report

# Older versions that have a button of their own.
MOST_VERSIONS = 4


@dataclass(frozen=True, slots=True)
class Look:
    """Which report is open and what of it; where in the list it was opened. `version` 0: the newest.

    `covered`: of a restricted report nothing is shown yet. `accepted`: who is about to return it knows that it was
    accepted.
    """

    report: int
    covered: bool = False
    version: int = 0
    page: int = 0
    # The next files to be shown begin here.
    file: int = 0
    spot: Spot = field(default_factory=Spot)
    accepted: bool = False

    def __str__(self) -> str:
        view = f"{int(self.covered)}.{self.version}.{self.page}.{self.file}{'.1' if self.accepted else ''}"
        return f"{self.report}:{view}:{self.spot}"

    @classmethod
    def read(cls, argument: str) -> Look:
        number, _, rest = argument.partition(":")
        view, _, spot = rest.partition(":")
        covered, version, page, file, accepted = ([whole_number(part) for part in view.split(".")] + [0] * 5)[:5]
        return cls(whole_number(number), bool(covered), version, page, file, Spot.read(spot), bool(accepted))


def place_of(report: Report, spot: Spot) -> str:
    """Where a report is opened."""
    return f"{ONE}:{Look(report.id, covered=report.restricted, spot=spot)}"


async def find(turn: Turn, number: int) -> Report | None:
    """A report that somebody else has sent and the person may look at."""
    report = await reports.get(await turn.work.connection(), turn.viewer, number)
    return report if report is not None and report.person_id != turn.person.id else None


async def following(turn: Turn, report: Report, spot: Spot) -> Report | None:
    """The next report of the list, behind this one."""
    which, connection = await spot.filter.which(turn), await turn.work.connection()
    found = await report_lists.incoming(connection, turn.viewer, which, before=report.id, most=1)
    return found[0] if found else None


async def note_look(turn: Turn, report: Report, what: str) -> None:
    """Every look at a restricted report is kept."""
    if report.restricted:
        await audit.note(
            await turn.work.connection(),
            at=turn.at,
            actor=turn.person.id,
            act="look at report",
            subject=f"report {report.id}",
            detail={"form": report.form_id, "what": what},
        )


def spot_here(turn: Turn) -> Spot:
    """Where in the list the person is, or was before they opened a report."""
    if (argument := here(turn, LIST)) is not None:
        return Spot.read(argument)
    for name in (ONE, REMARK):
        if (argument := here(turn, name)) is not None:
            return Look.read(argument).spot
    if (argument := here(turn, SURE)) is not None:
        return Spot.read(argument.partition(":")[2])
    return Spot()


@act("r")
async def open_report(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:r:{report}`: from the list, or from a case."""
    report = await find(turn, whole_number(fields[0]))
    if report is None:
        gone(turn)
        return
    turn.go(place_of(report, replace(spot_here(turn), ticks=None)))


@act("see")
async def lift_cover(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:see:{report}`: a restricted report is opened for good."""
    report = await find(turn, whole_number(fields[0]))
    if report is None:
        gone(turn)
        return
    await note_look(turn, report, "answers")
    turn.go(f"{ONE}:{Look(report.id, spot=spot_here(turn))}")


@act("g")
async def turn_page(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:g:{report}:{version}:{page}`: another version, another page; on a cover nothing."""
    look = await _uncovered(turn, fields)
    if look is None:
        return
    version, page = whole_number(fields[1]), whole_number(fields[2])
    report = await find(turn, look.report)
    if report is not None and version != look.version:
        await note_look(turn, report, f"version {version or report.versions}")
    turn.go(f"{ONE}:{replace(look, version=version, page=page, file=0)}")


@act("pics")
async def show_files(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:pics:{report}:{version}:{first}`: the files of that version, below."""
    look = await _uncovered(turn, fields)
    report = await find(turn, look.report) if look is not None else None
    if look is None or report is None:
        return
    version, first = whole_number(fields[1]), whole_number(fields[2])
    submission_id = await _submission_of(turn, report, version)
    if submission_id is None:
        gone(turn)
        return
    await note_look(turn, report, "files")
    heading = turn.texts("rev-files-of", number=str(report.id))
    further = await files.show(turn, submission_id, heading, first)
    turn.go(f"{ONE}:{replace(look, version=version, file=further)}")


@act("next")
async def go_on(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:next:{report}`: the one behind it in the list."""
    report, spot = await find(turn, whole_number(fields[0])), spot_here(turn)
    if report is None:
        gone(turn)
        return
    await to_next(turn, report, spot)


async def to_next(turn: Turn, report: Report, spot: Spot) -> None:
    """Open what stands behind this report in the list; the list, where it was the last."""
    found = await following(turn, report, spot)
    if found is None:
        turn.go(f"{LIST}:{replace(spot, cursors=(), ticks=None)}")
    else:
        turn.go(place_of(found, spot))


async def _uncovered(turn: Turn, fields: Sequence[str]) -> Look | None:
    """The open report, if it is the one that the button speaks of and its cover is lifted."""
    look = Look.read(here(turn, ONE) or "")
    report = await find(turn, whole_number(fields[0]))
    if report is None or look.report != report.id or (report.restricted and look.covered):
        gone(turn)
        return None
    return look


async def _submission_of(turn: Turn, report: Report, version: int) -> int | None:
    """The submission of a version; 0 means the newest."""
    if version in (0, report.versions):
        return report.submission_id
    known = await reports.versions(await turn.work.connection(), turn.viewer, report.id)
    return next((submission for number, submission, _ in known if number == version), None)


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    look = Look.read(argument)
    report = await find(turn, look.report) if may(turn) else None
    if report is None:
        return None
    t, connection = turn.texts, await turn.work.connection()
    if report.restricted and look.covered:
        return await _cover(turn, report, look)
    number = await _submission_of(turn, report, look.version)
    sent = await submissions.get(connection, turn.viewer, number) if number is not None else None
    if sent is None or not turn.shelf.has(sent.form_id, sent.version):
        return None
    form = turn.shelf.version(sent.form_id, sent.version)
    title = f"<b>{escape(form_name(t, form), quote=False)}</b>"
    if report.name and not look.version:
        title += f" · {escape(clipped(report.name, words.MOST_NAME), quote=False)}"
    sender = await words.sender_address(turn, report)
    region = turn.shelf.region_name(report.regency or report.province) or t.plain("rev-region-unknown")
    lines = [t("rev-restricted-head")] if report.restricted else []
    lines += [
        title,
        t("rev-from", sender=sender, region=region),
        t("rev-sent", number=str(report.id), moment=words.long_moment(turn, sent.sent_at)),
        *await _standing(turn, report, look),
        "",
    ]
    answers = (await submissions.answers(connection, turn.viewer, [sent.id]))[sent.id]
    there = ZoneInfo(turn.shelf.zone_of(report.province))
    pages = given.pages(t, form, answers, sent.sent_at.astimezone(there))
    page = min(look.page, len(pages) - 1)
    lines.append(pages[page])
    opened = await cases.of_report(turn, report)
    lines += cases.lines(turn, opened)
    rows = [_turning(report, look, page, len(pages))]
    if label := await files.label(turn, sent.id):
        label = t.plain("button-rev-more-files") if look.file else label
        rows.append([to(label, "pics", report.id, look.version, look.file)])
    rows += _verdicts(turn, report, look)
    rows += await _versions(turn, report, look)
    rows += cases.rows(turn, opened)
    rows += await _ways(turn, report, look)
    return Screen("\n".join(lines), as_rows(rows))


async def _cover(turn: Turn, report: Report, look: Look) -> Screen:
    """What a restricted report shows before it is opened: that there is one, and that a look is noted."""
    t = turn.texts
    title = escape(await words.title_of(turn, report), quote=False)
    lines = [
        t("rev-restricted-head"),
        f"<b>{title}</b>",
        t("rev-sent", number=str(report.id), moment=words.long_moment(turn, report.sent_at)),
        "",
        t("rev-restricted-why"),
    ]
    rows = [[to(t.plain("button-rev-see"), "see", report.id)], *await _ways(turn, report, look)]
    return Screen("\n".join(lines), as_rows(rows))


async def _standing(turn: Turn, report: Report, look: Look) -> list[str]:
    """The state; of a corrected report also which version this is, and what was asked for."""
    t = turn.texts
    if look.version not in (0, report.versions):
        return [t("rev-old-version", number=look.version, of=report.versions)]
    lines = [await words.state_line(turn, report)]
    if report.versions > 1:
        lines.append(t("rev-new-version" if report.state == NEW else "rev-this-version", number=report.versions))
    if report.remark:
        lines.append(t("rev-remark" if report.state == RETURNED else "rev-remark-before", remark=report.remark))
    return lines


def _turning(report: Report, look: Look, page: int, pages: int) -> list[Button]:
    row = [to(f"◂ {page}", "g", report.id, look.version, page - 1)] if page else []
    return [*row, to(f"{page + 2} ▸", "g", report.id, look.version, page + 1)] if page + 1 < pages else row


def _verdicts(turn: Turn, report: Report, look: Look) -> list[list[Button]]:
    """Accept and give back: the newest version only, which the button names."""
    if look.version not in (0, report.versions) or report.state == RETURNED:
        return []
    t = turn.texts
    row = [to(t.plain("button-rev-accept"), "acc", report.id, report.versions)] if report.state == NEW else []
    known = [report.state] if report.state == ACCEPTED else []
    return [[*row, to(t.plain("button-rev-return"), "ret", report.id, report.versions, *known)]]


async def _versions(turn: Turn, report: Report, look: Look) -> list[list[Button]]:
    t = turn.texts
    if report.versions < 2:
        return []
    if look.version not in (0, report.versions):
        return [[to(t.plain("button-rev-newest-version"), "g", report.id, 0, 0)]]
    known = await reports.versions(await turn.work.connection(), turn.viewer, report.id)
    older = [number for number, _, _ in known if number != report.versions][:MOST_VERSIONS]
    return [[to(t.plain("button-rev-version", number=number), "g", report.id, number, 0) for number in older]]


async def _ways(turn: Turn, report: Report, look: Look) -> list[list[Button]]:
    t, spot = turn.texts, look.spot
    row = [to(t.plain("button-rev-list"), "l", spot.filter, spot.cursor)]
    if await following(turn, report, spot) is not None:
        row.append(to(t.plain("button-rev-next"), "next", report.id))
    return [row, [button(t.plain("button-menu"), "go", "menu")]]

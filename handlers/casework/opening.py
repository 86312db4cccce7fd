"""Opening a case: its kind, what protects people first where that is needed, the form, the receipt.

A kind is chosen before anything is asked. One that is restricted shows first what protects the person now and who does;
from this tap on, nothing of what is written stands in a list, a button or a letter.
"""

from __future__ import annotations

from collections.abc import Mapping

from handlers import filling
from handlers.casework import channels, deadlines, letters
from handlers.casework.dispatch import LIST, NEW, OPENED, act, button_to, gone
from handlers.casework.kinds import FORM, KIND, URGENCIES, Kind, kind_of, kinds
from handlers.casework.words import due_words, kind_words, moment_words
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import cases, drafts, reports, submissions
from storage.case_rows import Case
from storage.submissions import Submission

PROFILE = "profil"
PROGRAMMES = "program"
REPORT = "laporan"
CHOSEN = "dipilih"
CODE = "kpm"
LABEL = 40
NOBODY_TOLD = "case-opened-nobody"
# What is said while the letters wait for the morning.
LATER = {
    "case-opened-next": "case-opened-next-later",
    "case-opened-admin": "case-opened-admin-later",
    "case-opened-named": "case-opened-named-later",
}


@act("new")
async def choose(turn: Turn, report_id: int, more: str) -> None:
    """`case:new:{report}`: which kind? 0 for the report: from the menu."""
    turn.go(f"{NEW}:{report_id}")


@act("kind")
async def chosen(turn: Turn, report_id: int, kind_id: str) -> None:
    """`case:kind:{report}:{kind}`: to the form; where people may be in danger, first to what protects them."""
    kind = kind_of(turn, kind_id)
    if kind is None:
        gone(turn)
    elif kind.restricted:
        turn.go(f"{NEW}:{report_id}:{kind.id}")
    elif turn.chat.place != f"{NEW}:{report_id}":
        # A second tap, or an old screen: a draft begins once.
        await _resume(turn, kind)
    else:
        await _begin(turn, report_id, kind)


@act("go-on")
async def go_on(turn: Turn, report_id: int, kind_id: str) -> None:
    """`case:go-on:{report}:{kind}`: to the form, with what protects people read."""
    kind = kind_of(turn, kind_id)
    if kind is None:
        gone(turn)
    elif turn.chat.place != f"{NEW}:{report_id}:{kind.id}":
        await _resume(turn, kind)
    else:
        await _begin(turn, report_id, kind)


@act("draft")
async def resume(turn: Turn, draft_id: int, more: str) -> None:
    """`case:draft:{draft}`: on with a case that is not sent yet."""
    opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    draft = next((each for each in opened if each.id == draft_id and each.form_id == FORM), None)
    if draft is None:
        gone(turn)
    else:
        await filling.resume(turn, draft)


@place(NEW)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-new:{report}` and, for what is restricted, `case-new:{report}:{kind}`."""
    report, _, kind_id = argument.partition(":")
    if kind_id:
        kind = kind_of(turn, kind_id)
        return await _protection(turn, whole_number(report), kind) if kind is not None and kind.restricted else None
    return _choice(turn, whole_number(report))


def _choice(turn: Turn, report_id: int) -> Screen | None:
    t, found_kinds = turn.texts, kinds(turn)
    if not found_kinds:
        return None
    lines = [f"<b>{t('case-new-title')}</b>", "", t("case-new-choose")]
    if any(kind.restricted for kind in found_kinds):
        lines += ["", t("case-new-restricted")]
    rows = [[button_to(_label(kind), "kind", report_id, kind.id)] for kind in found_kinds]
    rows.append([button_to(t.plain("button-case-list"), "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


def _label(kind: Kind) -> str:
    label = f"🔒 {kind.label}" if kind.restricted else kind.label
    return label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"


async def _protection(turn: Turn, report_id: int, kind: Kind) -> Screen:
    t = turn.texts
    lines = [
        f"<b>{t('case-protect-title')}</b>",
        "",
        f"1. {t('case-protect-safe')}",
        f"2. {t('case-protect-apart')}",
        f"3. {t('case-protect-call')}",
        "",
        *await channels.lines(turn),
        "",
        t("case-protect-who"),
    ]
    rows = [
        [button_to(t.plain("button-case-go-on"), "go-on", report_id, kind.id)],
        [button_to(t.plain("button-back"), "new", report_id)],
    ]
    return Screen("\n".join(lines), as_rows(rows))


async def _begin(turn: Turn, report_id: int, kind: Kind) -> None:
    # With the kind chosen, the form lets nobody change it: what is restricted was so from the first tap.
    answers = {KIND: kind.id, CHOSEN: "ya"}
    report = await reports.get(await turn.work.connection(), turn.viewer, report_id) if report_id else None
    if report is not None and report.person_id == turn.person.id:
        answers[REPORT] = str(report.id)
        if code := await _code_of(turn, report.submission_id):
            answers[CODE] = code
    await filling.begin_new(turn, FORM, answers)


async def _resume(turn: Turn, kind: Kind) -> None:
    """The newest open draft of that kind; the kinds, where there is none."""
    connection = await turn.work.connection()
    opened = [each for each in await drafts.open_drafts(connection, turn.viewer) if each.form_id == FORM]
    given = await drafts.answers(connection, turn.viewer, [each.id for each in opened])
    same = next((each for each in opened if given[each.id].get(KIND) == kind.id), None)
    if same is None:
        turn.go(f"{NEW}:0")
    else:
        await filling.resume(turn, same)


async def _code_of(turn: Turn, submission_id: int) -> str:
    """The local code of the family that a report is about, where it has exactly one."""
    answers = await submissions.answers(await turn.work.connection(), turn.viewer, [submission_id])
    return answers.get(submission_id, {}).get(CODE, "")


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    """The form "kasus" was sent: the case is open, and whoever is responsible gets a letter."""
    turn.go(LIST)
    if submission.replaces is not None:
        return
    connection = await turn.work.connection()
    kind = kind_of(turn, answers.get(KIND, ""))
    # What is not known to be harmless is kept as if it were not.
    restricted = kind is None or kind.restricted
    urgency = answers.get("mendesak", "")
    if urgency not in URGENCIES:
        urgency = kind.urgency if kind is not None else URGENCIES[0]
    report_id = whole_number(answers.get(REPORT, ""))
    report = await reports.get(connection, turn.viewer, report_id) if report_id else None
    case = await cases.open_case(
        connection,
        person=turn.person,
        submission_id=submission.id,
        report_id=report.id if report is not None and report.person_id == turn.person.id else None,
        kind=answers.get(KIND, ""),
        urgency=urgency,
        restricted=restricted,
        kpm=answers.get(CODE, ""),
        summary=answers.get("uraian", ""),
        tried=answers.get("dicoba", ""),
        programmes=await _programmes(turn),
        at=turn.at,
        due_at=await deadlines.due_at(turn, urgency),
    )
    await letters.opened(turn, case)
    turn.go(f"{OPENED}:{case.id}")


async def _programmes(turn: Turn) -> list[str]:
    """The programmes of the person's profile."""
    connection = await turn.work.connection()
    profile = await submissions.latest(connection, turn.viewer, turn.person.id, PROFILE)
    if profile is None:
        return []
    answers = await submissions.answers(connection, turn.viewer, [profile.id])
    return answers.get(profile.id, {}).get(PROGRAMMES, "").split()


@place(OPENED)
async def receipt(turn: Turn, argument: str) -> Screen | None:
    """`case-opened:{case}`: its number, by when an answer is due, what to do until then."""
    case = await cases.get(await turn.work.connection(), turn.viewer, whole_number(argument))
    if case is None or case.person_id != turn.person.id:
        return None
    t, told = turn.texts, await _who_is_told(turn, case)
    lines = [
        t("case-opened", number=str(case.id), kind=kind_words(turn, case)),
        "",
        await _telling(turn, case, told),
        # Nobody can keep a promise that is made for nobody.
        *([due_words(turn, case)] if told != NOBODY_TOLD else []),
        "",
        t("case-opened-restricted" if case.restricted else "case-opened-meanwhile"),
    ]
    if case.restricted:
        lines += ["", *await channels.lines(turn)]
    rows: list[list[Button]] = [
        [button_to(t.plain("button-case-see"), "see", case.id)],
        [button_to(t.plain("button-case-list"), "list"), button(t.plain("button-menu"), "go", "menu")],
    ]
    return Screen("\n".join(lines), as_rows(rows))


async def _who_is_told(turn: Turn, case: Case) -> str:
    """The text that says who has been told; of a restricted case that may be nobody yet."""
    connection = await turn.work.connection()
    level, _ = await cases.asked(connection, case)
    if case.restricted and level == cases.NOBODY:
        return "case-opened-unnamed" if await cases.admins(connection, case) else NOBODY_TOLD
    if level == cases.NOBODY:
        return NOBODY_TOLD
    if case.restricted:
        return "case-opened-named"
    return "case-opened-admin" if level == cases.ADMINS else "case-opened-next"


async def _telling(turn: Turn, case: Case, told: str) -> str:
    """That text, as HTML; where the letters wait for the morning, with when they go."""
    t = turn.texts
    if told in LATER:
        connection = await turn.work.connection()
        moment = await deadlines.first_moment(
            connection, turn.shelf.zone_of, case.province, case.urgency, case.opened_at
        )
        if moment > turn.at:
            return t(LATER[told], when=moment_words(turn, moment))
    return t(told)


filling.AFTER_SENDING[FORM] = _sent

"""One case: what happened, how it stands, what was said last, and what this reader can do now.

Of a restricted case who answers it sees the heading first; its content only after [Buka], which the audit log notes.
"""

from __future__ import annotations

import re
from html import escape

import forms
from handlers.answering import files
from handlers.answering.fitting import clipped
from handlers.casework import pages, talk, tip_words
from handlers.casework.dispatch import ONE, act, button_to, found
from handlers.casework.standing import OPENED, home, is_gated, is_own, last_row, note_look
from handlers.casework.words import (
    LEVELS,
    URGENCY_SIGNS,
    due_words,
    outcome_words,
    person_named,
    region_words,
    state_words,
    title,
    urgency_words,
)
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import cases, reports, submissions
from storage.case_rows import CLOSED, WAITING, Case

# What is shown of the story on the case's own screen.
MOST_SUMMARY, MOST_TRIED = 700, 350
# The question of the form that says it.
WANTED = "minta"
# The page of the list that the case was opened from, as `handlers.casework.lists` has it.
FROM, LISTED = "from", re.compile(r"box:[a-z]{1,10}:[0-9]{1,4}|own:[0-9]{1,4}")


@act("see")
async def see(turn: Turn, number: int, listed: str) -> None:
    """`case:see:{case}`, and from a list `case:see:{case}:{page of the list}`."""
    if await found(turn, number) is not None:
        turn.go(f"{ONE}:{number}:{FROM}:{listed}" if listed else f"{ONE}:{number}")


@act("open")
async def open_restricted(turn: Turn, number: int, more: str) -> None:
    """`case:open:{case}`: the content of a restricted one."""
    case = await found(turn, number)
    if case is not None:
        turn.go(home(turn, case))


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case:{case}`, `case:{case}:from:{page of the list}`, `case:{case}:open`, `case:{case}:talk:{before}`,
    `case:{case}:story:{page}`.
    """
    number, _, rest = argument.partition(":")
    case = await cases.get(await turn.work.connection(), turn.viewer, whole_number(number))
    if case is None:
        return None
    what, _, which = rest.partition(":")
    if what == pages.TALK:
        return await pages.talk_page(turn, case, whole_number(which))
    if what == pages.STORY:
        return await pages.story_page(turn, case, whole_number(which))
    listed = which if what == FROM and LISTED.fullmatch(which) else ""
    if is_gated(turn, case) and what != OPENED:
        return await _gate(turn, case, listed)
    # Here and not with the tap on [Buka]: more than one way leads to the open case.
    await note_look(turn, case, "case opened")
    return await _case(turn, case, listed)


async def instead(turn: Turn, case: Case) -> Screen | None:
    """The case, on a place where what was begun is no longer possible (somebody was faster)."""
    return await show(turn, str(case.id))


async def _gate(turn: Turn, case: Case, listed: str) -> Screen:
    t = turn.texts
    lines = [*await _head(turn, case), "", t("case-gate")]
    rows = [[button_to(t.plain("button-case-open"), "open", case.id)], last_row(turn, listed)]
    return Screen("\n".join(lines), as_rows(rows))


async def _case(turn: Turn, case: Case, listed: str) -> Screen:
    t = turn.texts
    lines = await _head(turn, case)
    code = f" · {escape(case.kpm, quote=False)}" if case.kpm else ""
    lines += ["", f"<b>{t('case-happened')}</b>{code}", _cut(case.summary, MOST_SUMMARY)]
    if case.tried:
        lines += ["", f"<b>{t('case-tried')}</b>", _cut(case.tried, MOST_TRIED)]
    if wanted := await _wanted(turn, case):
        lines += ["", t("case-wanted", what=wanted)]
    lesson = await tip_words.lesson_of(turn, case)
    lines += _ending(turn, case)
    lines += tip_words.standing(turn, lesson)
    if said := await talk.newest(turn, case):
        lines += ["", f"<b>{t('case-said-last')}</b>", *said]
    deeds = await _deeds(turn, case)
    if tip_words.may_offer(turn, case, lesson):
        deeds.append([button_to(t.plain("button-case-tip"), "tip", case.id)])
    rows = [*deeds, *await _ways(turn, case), last_row(turn, listed)]
    return Screen("\n".join(lines), as_rows(rows))


async def _head(turn: Turn, case: Case) -> list[str]:
    """What it is and how it stands: nothing of what happened."""
    t = turn.texts
    name = escape(title(turn, case), quote=False)
    lines = [f"<b>{'🔒 ' if case.restricted else ''}{name}</b>"]
    if case.state == CLOSED:
        return [*lines, *([] if is_own(turn, case) else [await _from(turn, case)])]
    parts = [f"{URGENCY_SIGNS[case.urgency]} {urgency_words(t, case)}".strip(), t.plain(LEVELS[case.level])]
    if is_own(turn, case):
        lines.append(f"{escape(parts[0], quote=False)} · {escape(state_words(turn, case), quote=False)}")
    else:
        lines.append(escape(" · ".join(parts), quote=False))
        lines.append(await _from(turn, case))
    if case.holder is not None:
        lines.append(t("case-held", who=await person_named(turn, case.holder)))
    else:
        lines.append(t("case-held-by-nobody"))
    if due := due_words(turn, case):
        lines.append(due)
    elif case.state == WAITING:
        lines.append(t("case-asked-you" if is_own(turn, case) else "case-asked"))
    elif case.holder is not None:
        lines.append(t("case-answered"))
    return lines


async def _from(turn: Turn, case: Case) -> str:
    who = await person_named(turn, case.person_id)
    return turn.texts("case-from", who=who, region=region_words(turn, case))


async def _wanted(turn: Turn, case: Case) -> str:
    """What help was asked for in the form, as plain text; "" where it is gone, or nothing was said."""
    connection = await turn.work.connection()
    sent = None
    if case.submission_id is not None:
        sent = await submissions.get(connection, turn.viewer, case.submission_id)
    if sent is None:
        return ""
    answers = (await submissions.answers(connection, turn.viewer, [sent.id])).get(sent.id, {})
    given = answers.get(WANTED, "")
    form = turn.shelf.version(sent.form_id, sent.version)
    return forms.answer_label(form, WANTED, given, turn.language) if given else ""


def _ending(turn: Turn, case: Case) -> list[str]:
    if case.state != CLOSED:
        return []
    t = turn.texts
    name, words = outcome_words(t, case.outcome)
    lines = ["", t("case-closed-as", outcome=name or t.plain("case-state-closed"))]
    if words:
        lines.append(_cut(words, MOST_TRIED))
    if case.lesson:
        lines += ["", f"<b>{t('case-lesson')}</b>", _cut(case.lesson, MOST_SUMMARY)]
    return lines


async def _deeds(turn: Turn, case: Case) -> list[list[Button]]:
    """What the reader can do now, the nearest first."""
    t = turn.texts
    possible = await cases.may(await turn.work.connection(), turn.viewer, case)

    def deed(key: str, verb: str, more: str = "") -> Button:
        return button_to(t.plain(key), verb, case.id, more)

    if is_own(turn, case):
        if case.state == CLOSED:
            return [[deed("button-case-reopen", "reopen")]]
        answered = case.holder is not None
        return [
            [deed("button-case-reply" if answered else "button-case-add", "say", "add")],
            [deed("button-case-thanks", "thanks")],
        ]
    return [
        [deed(key, *verb) for name, key, *verb in row if name in possible]
        for row in (
            [("taken", "button-case-take", "take")],
            [("answered", "button-case-answer", "say", "answer"), ("asked", "button-case-ask", "say", "ask")],
            [("handed", "button-case-hand", "hand"), ("closed", "button-case-close", "close")],
            [("released", "button-case-release", "release")],
            [("reopened", "button-case-reopen", "reopen")],
        )
    ]


async def _ways(turn: Turn, case: Case) -> list[list[Button]]:
    """To all that was said, the whole form, its files, the report that it came from."""
    t, connection = turn.texts, await turn.work.connection()
    rows = []
    first = []
    if count := await cases.message_count(connection, turn.viewer, case.id):
        first.append(button_to(t.plain("button-case-talk", count=str(count)), "talk", case.id, 0))
    if case.submission_id is not None:
        first.append(button_to(t.plain("button-case-story"), "story", case.id, 0))
    rows.append(first)
    second = []
    if case.submission_id is not None and (label := await files.label(turn, case.submission_id)):
        # Not those of the talk: these came with the form.
        second.append(button_to(t.plain("button-case-form-files", what=label), "form-files", case.id, 0))
    # Whoever a case was handed over to need not see the report.
    if case.report_id is not None and await reports.get(connection, turn.viewer, case.report_id) is not None:
        second.append(_report_button(turn, case))
    rows.append(second)
    return rows


def _report_button(turn: Turn, case: Case) -> Button:
    """The report that it was opened from: one's own, or one of the region."""
    label = turn.texts.plain("button-case-report", number=str(case.report_id))
    prefix, verb = ("rep", "one") if is_own(turn, case) else ("rev", "r")
    return button(label, prefix, verb, case.report_id)


def _cut(words: str, most: int) -> str:
    return escape(clipped(words.strip(), most), quote=False)

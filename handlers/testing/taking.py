"""Uji: the tests that there are, beginning one with items drawn for this person, going on, and what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from random import SystemRandom
from zoneinfo import ZoneInfo

import forms
from handlers import filling
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Button, Screen
from handlers.testing.bank import CASES, HIGHEST, KNOWLEDGE, bank_of
from handlers.testing.dispatch import GROUP, LIST, RESULT, act, to
from handlers.testing.results import NAMES, packed, score_of, seen_items
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales.formats import date_long, percent
from scoring.drawing import draw
from storage import drafts, results
from storage.drafts import Draft
from storage.submissions import Submission

REST = timedelta(days=14)
"""So long after a test the person can take it again, with other questions."""
SECONDS_AN_ITEM: Mapping[str, int] = {KNOWLEDGE: 30, CASES: 60}
"""About as long as reading a question and choosing takes."""
_SHORT = {form_id: short for short, form_id in NAMES.items()}
_ROLES_WITH_GROUPS = ("coordinator", "admin")


async def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's button; where a test is open, how far it is."""
    t = turn.texts
    label = t.plain("button-tests")
    for draft in (await _open(turn)).values():
        review = await _reviewed(turn, draft)
        label = t.plain("button-tests-open", answered=review.answered, count=review.total)
    return [[to(label, "l")]]


@place(LIST)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    opened = await _open(turn)
    lines = [f"<b>{t('tests-title')}</b>", "", t("tests-purpose")]
    rows: list[list[Button]] = []
    for form_id in HIGHEST:
        if turn.shelf.has_current(form_id):
            said, ways = await _one(turn, form_id, opened.get(form_id))
            lines += ["", *said]
            rows += ways
    if turn.person.role in _ROLES_WITH_GROUPS:
        rows.append([to(t.plain("button-test-group"), "g")])
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _one(turn: Turn, form_id: str, draft: Draft | None) -> tuple[list[str], list[list[Button]]]:
    """What is said of one test, and its ways: the last result, going on, beginning, or from when on again."""
    t, form = turn.texts, turn.shelf.current(form_id)
    name = form_name(t, form)
    lines = [f"<b>{escape(name, quote=False)}</b>"]
    rows: list[list[Button]] = []
    if (bank := bank_of(turn.shelf, form_id, form.version)) is not None:
        minutes = max(1, round(bank.wanted * SECONDS_AN_ITEM[form_id] / 60))
        lines.append(t("tests-size", count=bank.wanted, minutes=minutes))
    kept = await results.of_person(await turn.work.connection(), turn.viewer, turn.person.id, form_id)
    if kept and (scored := score_of(form_id, kept[0].items)) is not None:
        when = date_long(kept[0].sent_at, t.language, turn.zone)
        lines.append(t("tests-last", percent=percent(scored.percent, t.language, 0), date=when))
        rows.append([to(t.plain("button-test-result", form=name), "r", kept[0].submission_id)])
    if draft is not None:
        review = await _reviewed(turn, draft)
        lines.append(t("tests-open", answered=review.answered, count=review.total))
        rows.append([to(t.plain("button-test-continue", form=name), "b", _SHORT[form_id])])
    elif kept and (again := _again(turn, kept[0].sent_at)) is not None:
        lines.append(t("tests-again-from", date=date_long(again, t.language, turn.zone)))
    else:
        label = t.plain("button-test-again" if kept else "button-test-begin", form=name)
        rows.append([to(label, "b", _SHORT[form_id])])
    return lines, rows


@act("l")
async def open_list(turn: Turn, fields: Sequence[str] = ()) -> None:
    """`uji:l`: the tests."""
    turn.go(LIST)


@act("g")
async def open_group(turn: Turn, fields: Sequence[str]) -> None:
    """`uji:g`: what groups have reached, for who answers for people."""
    turn.go(GROUP if turn.person.role in _ROLES_WITH_GROUPS else LIST)


@act("b")
async def begin(turn: Turn, fields: Sequence[str]) -> None:
    """`uji:b:{test}`: begin with items that are drawn now, or go on with what is open."""
    form_id = NAMES.get(fields[0])
    if form_id is None or not turn.shelf.has_current(form_id):
        turn.toast(turn.texts.plain("toast-form-closed"))
        turn.go(LIST)
        return
    connection = await turn.work.connection()
    draft = await drafts.open_draft(connection, turn.viewer, form_id)
    if draft is not None:
        await filling.resume(turn, draft)
        return
    kept = await results.of_person(connection, turn.viewer, turn.person.id, form_id)
    again = _again(turn, kept[0].sent_at) if kept else None
    if again is not None:
        date = date_long(again, turn.language, turn.zone)
        turn.toast(turn.texts.plain("tests-again-from", date=date), alert=True)
        turn.go(LIST)
        return
    bank = bank_of(turn.shelf, form_id, turn.shelf.current(form_id).version)
    if bank is None:
        turn.toast(turn.texts.plain("toast-test-not-ready"), alert=True)
        turn.go(LIST)
        return
    drawn = draw(
        {item.name: item.domain for item in bank.items},
        {domain.name: domain.wanted for domain in bank.domains},
        [seen_items(bank_of(turn.shelf, form_id, row.version), row.items) for row in kept],
        SystemRandom(),
        {domain.name: domain.earliest for domain in bank.domains},
    )
    answers = {"undian": " ".join(drawn.items), "benih": " ".join(map(str, drawn.seeds))}
    await filling.begin_new(turn, form_id, answers)


def _again(turn: Turn, sent_at: datetime) -> datetime | None:
    """From when on the test can be taken again; `None` where it can now. By days where the person is."""
    zone = ZoneInfo(turn.zone)
    due = (sent_at + REST).astimezone(zone)
    return due if turn.at.astimezone(zone).date() < due.date() else None


async def _open(turn: Turn) -> dict[str, Draft]:
    """The open tests, by form."""
    found = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    return {draft.form_id: draft for draft in found if draft.form_id in HIGHEST}


async def _reviewed(turn: Turn, draft: Draft) -> forms.ReviewView:
    form = turn.shelf.version(draft.form_id, draft.version)
    return forms.review_view(form, await turn.work.state(draft), turn.language)


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    """A sent test is scored once: what is sent in its place, with the explanations read, changes nothing."""
    if submission.replaces is not None:
        turn.go(f"{RESULT}:{submission.replaces}")
        return
    bank = bank_of(turn.shelf, submission.form_id, submission.version)
    items = packed(bank, answers) if bank is not None else b""
    if score_of(submission.form_id, items) is None:
        turn.go(LIST)
        return
    await results.keep(await turn.work.connection(), submission, items)
    turn.go(f"{RESULT}:{submission.id}")


for _form in HIGHEST:
    filling.AFTER_SENDING[_form] = _sent

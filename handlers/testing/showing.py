"""A sent test: what was reached and how sure that is, by domain; then item by item, with the key, why, and its source.

Keys and explanations are shown of what has been sent, never before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import forms
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Screen
from handlers.testing.bank import HIGHEST, Bank, Item, bank_of
from handlers.testing.dispatch import RESULT, REVIEW, act, to
from handlers.testing.results import asked, packed, score_of
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales import Texts
from locales.formats import clock_time, date_long, number, percent
from scoring.knowledge import Score, changed
from storage import results, submissions
from storage.submissions import Submission


@dataclass(frozen=True, slots=True)
class SentTest:
    """A test of the person: its questions in their order, each with the name of the choice that was taken."""

    submission: Submission
    form: forms.Form
    bank: Bank
    score: Score
    questions: tuple[tuple[Item, str | None], ...]


async def sent_test(turn: Turn, submission_id: str) -> SentTest | None:
    """One sent test of the person; `None` for anybody else's, and for what was sent in place of one."""
    connection = await turn.work.connection()
    sent = await submissions.get(connection, turn.viewer, whole_number(submission_id))
    if sent is None or sent.person_id != turn.person.id or sent.form_id not in HIGHEST or sent.replaces is not None:
        return None
    bank = bank_of(turn.shelf, sent.form_id, sent.version)
    answers = (await submissions.answers(connection, turn.viewer, [sent.id]))[sent.id]
    score = None if bank is None else score_of(sent.form_id, packed(bank, answers))
    if bank is None or score is None:
        return None
    questions = tuple((item, given) for name, given in asked(answers) if (item := bank.item(name)) is not None)
    return SentTest(sent, turn.shelf.version(sent.form_id, sent.version), bank, score, questions)


@act("r")
async def open_result(turn: Turn, fields: Sequence[str]) -> None:
    """`uji:r:{submission}`"""
    turn.go(f"{RESULT}:{whole_number(fields[0])}")


@act("v")
async def open_question(turn: Turn, fields: Sequence[str]) -> None:
    """`uji:v:{submission}:{number of the question}`"""
    turn.go(f"{REVIEW}:{whole_number(fields[0])}:{whole_number(fields[1])}")


@place(RESULT)
async def show(turn: Turn, argument: str) -> Screen | None:
    found = await sent_test(turn, argument)
    if found is None:
        return None
    t = turn.texts
    sent_at = found.submission.sent_at
    name = form_name(t, found.form)
    date = date_long(sent_at, t.language, turn.zone)
    lines = [f"<b>{escape(name, quote=False)}</b> · {date}", "", *_reached(t, found)]
    if (line := await _since(turn, found)) is not None:
        lines.append(line)
    lines += ["", *_by_domain(t, found), "", f"<i>{t('test-for-learning')}</i>"]
    rows = [[to(t.plain("button-test-review"), "v", found.submission.id, 1)]]
    not_best = [number_ for number_ in range(1, len(found.questions) + 1) if not _is_best(found, number_)]
    if 0 < len(not_best) < len(found.questions):
        label = t.plain("button-test-review-open", count=len(not_best))
        rows.append([to(label, "v", found.submission.id, not_best[0])])
    rows.append([to(t.plain("button-tests"), "l"), button(t.plain("button-menu"), "go", "menu")])
    time = clock_time(sent_at, t.language, turn.zone)
    return Screen("\n".join(lines), as_rows(rows), receipt=t("test-receipt", form=name, date=date, time=time))


def _reached(t: Texts, found: SentTest) -> list[str]:
    score = found.score
    reached = percent(score.percent, t.language, 0)
    if found.bank.highest == 1:
        first = t("test-right", count=score.points, items=score.items, percent=reached)
    else:
        first = t("test-points", count=score.points, most=score.possible, items=score.items, percent=reached)
    low = number(score.low, t.language)
    return [first, t("test-about", low=low, high=percent(score.high, t.language, 0))]


async def _since(turn: Turn, found: SentTest) -> str | None:
    """How it compares with the test before it, where there is one."""
    t, sent = turn.texts, found.submission
    kept = await results.of_person(await turn.work.connection(), turn.viewer, turn.person.id, sent.form_id)
    before = next((row for row in kept if row.sent_at < sent.sent_at), None)
    score = None if before is None else score_of(sent.form_id, before.items)
    if before is None or score is None:
        return None
    date = date_long(before.sent_at, t.language, turn.zone)
    reached = percent(score.percent, t.language, 0)
    differs = changed(found.score, score)
    return t("test-since-changed" if differs else "test-since-chance", percent=reached, date=date)


def _by_domain(t: Texts, found: SentTest) -> list[str]:
    """A line for each domain that was asked, the best one first."""
    lines = []
    for domain in found.bank.domains:
        points = [item.points(given) for item, given in found.questions if item.domain == domain.name]
        if points:
            label = escape(domain.label[t.language], quote=False)
            most = found.bank.highest * len(points)
            lines.append((sum(points) / most, f"{label}: <b>{t('test-of', count=sum(points), most=most)}</b>"))
    return [line for _, line in sorted(lines, key=lambda line: -line[0])]


@place(REVIEW)
async def show_question(turn: Turn, argument: str) -> Screen | None:
    submission_id, _, which = argument.partition(":")
    found = await sent_test(turn, submission_id)
    number_ = whole_number(which)
    if found is None or not 1 <= number_ <= len(found.questions):
        return None
    t, total = turn.texts, len(found.questions)
    item, given = found.questions[number_ - 1]
    lines = [
        f"<b>{t('test-review-title')}</b> · {number_} / {total}",
        "",
        escape(item.text[t.language], quote=False),
        "",
    ]
    lines += [*_answers(t, item, given), "", escape(item.explanation[t.language], quote=False)]
    lines.append(f"<i>{t('test-source', source=item.source[t.language])}</i>")
    row = []
    if number_ > 1:
        row.append(to(t.plain("button-test-before"), "v", submission_id, number_ - 1))
    if number_ < total:
        row.append(to(t.plain("button-test-next"), "v", submission_id, number_ + 1))
    rows = [row]
    if (open_one := _next_not_best(found, number_)) is not None and open_one != number_ + 1:
        rows.append([to(t.plain("button-test-next-open", count=open_one), "v", submission_id, open_one)])
    rows.append([to(t.plain("button-result"), "r", submission_id), to(t.plain("button-tests"), "l")])
    return Screen("\n".join(lines), as_rows(rows))


def _answers(t: Texts, item: Item, given: str | None) -> list[str]:
    """One's own answer, and the best one where that is another."""
    labels: Mapping[str, str] = {choice.name: choice.label[t.language] for choice in item.choices}
    best = t("test-best", answer=item.key.label[t.language])
    if given is None or given not in labels:
        return [t("test-own-none"), best]
    points = item.points(given)
    if points == item.key.points:
        return [t("test-own-best", answer=labels[given])]
    return [t("test-own-half" if points else "test-own", answer=labels[given]), best]


def _next_not_best(found: SentTest, after: int) -> int | None:
    """The number of the next question whose best answer was not taken."""
    later = range(after + 1, len(found.questions) + 1)
    return next((number_ for number_ in later if not _is_best(found, number_)), None)


def _is_best(found: SentTest, number_: int) -> bool:
    item, given = found.questions[number_ - 1]
    return item.points(given) == item.key.points

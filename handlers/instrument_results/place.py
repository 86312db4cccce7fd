"""What a person sees of an instrument that they have sent, and their answers item by item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import forms
from handlers import filling, learning
from handlers.answering.fitting import clipped, shown_length
from handlers.instrument_results import banded, checklists, grouped
from handlers.instrument_results.reading import Scored, one
from handlers.instrument_results.wording import MOST_NAME, Told
from handlers.instruments import BANDS, CHECKLIST, GROUPS, WEIGHTED
from handlers.places import place
from handlers.question import form_name, short_name
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales import Texts
from locales.formats import clock_time, date_long
from storage import submissions
from storage.submissions import Submission

PLACE = "scored"
ITEMS = "scored-items"
PREFIX = "ins"
# So many answers are shown together; parts are not torn apart.
AT_ONCE = 40
# Letters of a caption (https://core.telegram.org/bots/api#sendphoto); a longer result goes without its picture.
MOST_CAPTION = 1024

TOLD: Mapping[str, Callable[[Texts, Scored, str], Told]] = {
    BANDS: banded.told,
    WEIGHTED: banded.told,
    GROUPS: grouped.told,
    CHECKLIST: checklists.told,
}
IN_SHORT: Mapping[str, Callable[[Texts, Scored], str]] = {
    BANDS: banded.in_short,
    WEIGHTED: banded.in_short,
    GROUPS: grouped.in_short,
    CHECKLIST: checklists.in_short,
}


def in_short(t: Texts, scored: Scored) -> str:
    """A result in a few words, as HTML, for lists."""
    return IN_SHORT[scored.instrument.levels](t, scored)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    found = await one(turn, argument)
    if found is None:
        return None
    t, zone = turn.texts, turn.zone
    when = date_long(found.result.sent_at, t.language, zone)
    name = form_name(t, found.form)
    told = TOLD[found.instrument.levels](t, found, zone)
    lines = [f"<b>{t('self-assessment')}</b> · {when}", escape(name, quote=False), "", *told.lines]
    lines += ["", f"<i>{t('result-for-learning')}</i>"]
    rows = [
        [button(t.plain("button-items"), PREFIX, "items", argument, 0)],
        *learning.menu_rows(turn),
        [button(t.plain("button-history"), "go", "history"), button(t.plain("button-instruments"), PREFIX, "list")],
        [button(t.plain("button-menu"), "go", "menu")],
    ]
    receipt = t(
        "receipt",
        form=name,
        date=when,
        time=clock_time(found.result.sent_at, t.language, zone),
        answered=found.answered,
        items=len(found.instrument.items),
    )
    text = "\n".join(lines)
    picture = told.picture if shown_length(text) <= MOST_CAPTION else None
    return Screen(text, as_rows(rows), picture=picture, receipt=receipt)


@place(ITEMS)
async def show_items(turn: Turn, argument: str) -> Screen | None:
    """`{submission}:{page}`: the answers, as many parts at once as fit."""
    submission, _, page_words = argument.partition(":")
    found, page = await one(turn, submission), whole_number(page_words)
    pages = _pages(found) if found is not None else []
    if found is None or page >= len(pages):
        return None
    t = turn.texts
    number = found.result.submission_id
    answers = (await submissions.answers(await turn.work.connection(), turn.viewer, [number]))[number]
    lines = [f"<b>{t('self-assessment')}</b> · {escape(form_name(t, found.form), quote=False)}"]
    for part in pages[page]:
        lines += ["", f"<b>{escape(found.part_name(part, t.language), quote=False)}</b>"]
        lines += [
            _answer(t, found.form, item, answers.get(item, ""))
            for item, of in zip(found.instrument.items, found.instrument.part_of, strict=True)
            if of == part
        ]
    others = [_to_page(t, found, pages, other) for other in range(len(pages)) if other != page]
    back = [button(t.plain("button-result"), PREFIX, "show", submission), button(t.plain("button-menu"), "go", "menu")]
    return Screen("\n".join(lines), as_rows([others, back]))


def _pages(found: Scored) -> list[list[int]]:
    """The parts that are shown together."""
    pages: list[list[int]] = []
    room = 0
    for part in range(len(found.instrument.parts)):
        size = found.instrument.part_of.count(part)
        if not pages or size > room:
            pages.append([])
            room = AT_ONCE
        pages[-1].append(part)
        room -= size
    return pages


def _to_page(t: Texts, found: Scored, pages: list[list[int]], page: int) -> Button:
    label = found.part_name(pages[page][0], t.language) if len(pages[page]) == 1 else str(page + 1)
    return button(label, PREFIX, "items", found.result.submission_id, page)


def _answer(t: Texts, form: forms.Form, item: str, value: str) -> str:
    given = forms.answer_label(form, item, value, t.language) if value else t.plain("answer-none")
    question = form.question(item)
    number = f"{question.number}. " if question is not None and question.number else ""
    short = escape(clipped(short_name(form, item, t.language), MOST_NAME), quote=False)
    return f"{number}{short}: <b>{escape(given, quote=False)}</b>"


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    turn.go(f"{PLACE}:{submission.id}")


filling.AFTER_SENDING_FOR[filling.INSTRUMENT] = _sent

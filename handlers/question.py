"""How a form looks in the chat: the question with its buttons, and the summary at its end."""

from __future__ import annotations

from decimal import Decimal
from html import escape

import forms
from forms import Kind
from handlers import choosing
from handlers.filling import PLACE
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import form_button
from handlers.turn import Turn, as_rows
from locales import Texts
from locales.formats import number
from scoring.percent import enough

BAR = 10
# Up to this many questions the summary lists every answer; beyond, it counts them by part.
LISTED = 20
NUMBERS_A_ROW = 6


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    draft = turn.known.draft if turn.known else None
    if draft is None:
        return None
    state = await turn.work.state(draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    kind, shown = turn.view[:1], int(turn.view[1:] or 0)
    if kind == "g":
        return part_screen(turn.texts, form, state, draft.id, shown)
    if state.position is None:
        return summary_screen(turn.texts, form, state, draft.id)
    return question_screen(turn.texts, form, state, draft.id, page=shown if kind == "p" else None)


def bar(done: int, total: int) -> str:
    """A line of ten blocks: how much of the whole lies behind; full only when it does."""
    filled = min(BAR, done * BAR // total) if total else 0
    return "▰" * filled + "▱" * (BAR - filled)


def form_name(texts: Texts, form: forms.Form) -> str:
    """The form's short name in the chat; its title, where it has none."""
    key = f"form-{form.id}"
    return texts.plain(key) if texts.has(key) else form.title(texts.language)


def question_screen(
    texts: Texts, form: forms.Form, state: forms.State, draft_id: int, *, page: int | None = None
) -> Screen:
    """The question that the person is at."""
    q = forms.question_view(form, state, texts.language)
    head = f"<b>{escape(form_name(texts, form), quote=False)}</b>"
    if q.group_label:
        head += f" · {escape(q.group_label, quote=False)}"
    lines = [head, f"{bar(q.number - 1, q.total)}  {q.number} / {q.total}", "", escape(q.label, quote=False)]
    if q.hint:
        lines += ["", f"<i>{escape(q.hint, quote=False)}</i>"]
    elif choosing.is_long(q.choices) and q.kind is Kind.SELECT_ONE:
        lines += ["", texts("search-by-typing")]
    rows = _answer_rows(texts, q, form.by_name[q.name].index, state, draft_id, page)
    return Screen("\n".join(lines), as_rows([*rows, *_ways(texts, q, state, draft_id)]))


def _answer_rows(
    texts: Texts, q: forms.QuestionView, index: int, state: forms.State, draft_id: int, page: int | None
) -> list[list[Button]]:
    if q.kind is Kind.SELECT_ONE and choosing.is_long(q.choices):
        chosen = next((c.index for c in q.choices if c.chosen), 0)
        at = page if page is not None else chosen // choosing.PAGE
        return choosing.page_rows(q.choices, draft_id=draft_id, step=state.step, page=at)
    if q.kind is Kind.SELECT_ONE:
        numbered = all(c.name.isdigit() for c in q.choices)
        return choosing.choice_rows(q.choices, draft_id=draft_id, step=state.step, numbered=numbered)
    if q.kind is Kind.SELECT_MULTIPLE:
        rows = choosing.tick_rows(q.choices, draft_id=draft_id, step=state.step, question=index)
        if q.current:
            end = index * choosing.TICK_BASE
            rows.append([form_button(texts.plain("button-done"), draft_id, state.step, choosing.END_TICKS, end)])
        return rows
    if q.kind is Kind.NOTE:
        return [[form_button(texts.plain("button-next"), draft_id, state.step, "d")]]
    if q.kind is Kind.ACKNOWLEDGE:
        return [[form_button(texts.plain("button-acknowledge"), draft_id, state.step, "d")]]
    return []


def _ways(texts: Texts, q: forms.QuestionView, state: forms.State, draft_id: int) -> list[list[Button]]:
    """Back, skip or keep, and stop: in that order, so that thumbs learn the places."""
    row = []
    if q.can_go_back:
        row.append(form_button(texts.plain("button-back"), draft_id, state.step, "b"))
    if q.current and q.kind not in (Kind.SELECT_MULTIPLE, Kind.NOTE, Kind.ACKNOWLEDGE):
        row.append(form_button(texts.plain("button-keep"), draft_id, state.step, "d"))
    elif q.skippable and not q.current:
        row.append(form_button(texts.plain("button-skip"), draft_id, state.step, "s"))
    last = [form_button(texts.plain("button-stop"), draft_id, state.step, "x")]
    if state.returning:
        last.insert(0, form_button(texts.plain("button-summary"), draft_id, state.step, "r"))
    return [row, last]


def summary_screen(texts: Texts, form: forms.Form, state: forms.State, draft_id: int) -> Screen:
    """The end of the form: what is there, what is missing, and the button that sends."""
    review = forms.review_view(form, state, texts.language)
    name = escape(form_name(texts, form), quote=False)
    lines = [f"<b>{name}</b> · {texts('summary-title')}"]
    rows: list[list[Button]] = []
    if review.total > LISTED:
        lines += ["", f"{bar(review.answered, review.total)}  {review.answered} / {review.total}", ""]
        for index, group in enumerate(review.groups):
            label = f"{group.label}: {group.answered} / {group.total}"
            lines.append(escape(label, quote=False))
            rows.append([form_button(texts.plain("button-part", part=label), draft_id, state.step, "g", index)])
    else:
        lines.append("")
        names = list(forms.relevant_items(form, state))
        lines += _listed(texts, form, state, names)
        rows += _jumps(form, state, draft_id, names)
    if review.missing:
        if not review.required_missing and form.id != "undangan":
            lines += ["", texts("summary-missing", count=len(review.missing))]
        key = texts.plain("button-fill-missing", count=len(review.missing))
        rows.insert(0, [form_button(key, draft_id, state.step, "e")])
    if any("dimension" in q.columns for q in form.questions) and not all(
        enough(group.answered, group.total) for group in review.groups
    ):
        lines += ["", texts("summary-too-few")]
    lines += ["", texts("summary-cannot-send" if review.required_missing else "summary-ready")]
    if not review.required_missing:
        rows.append([form_button(texts.plain("button-send"), draft_id, state.step, "k")])
    rows.append(
        [
            form_button(texts.plain("button-back"), draft_id, state.step, "b"),
            form_button(texts.plain("button-stop"), draft_id, state.step, "x"),
        ]
    )
    return Screen("\n".join(lines), as_rows(rows))


def part_screen(texts: Texts, form: forms.Form, state: forms.State, draft_id: int, index: int) -> Screen:
    """One part of a long form, answer by answer, each within one tap."""
    review = forms.review_view(form, state, texts.language)
    if index >= len(review.groups):
        return summary_screen(texts, form, state, draft_id)
    group = review.groups[index]
    names = [q.name for q in form.questions if q.group is not None and q.group.name == group.name]
    lines = [
        f"<b>{escape(form_name(texts, form), quote=False)}</b> · {escape(group.label, quote=False)}",
        "",
        *_listed(texts, form, state, names),
        "",
        texts("summary-tap-number"),
    ]
    rows = _jumps(form, state, draft_id, names)
    rows.append([form_button(texts.plain("button-summary"), draft_id, state.step, "r")])
    return Screen("\n".join(lines), as_rows(rows))


def given_words(texts: Texts, form: forms.Form, name: str, answer: str | None) -> str:
    """An answer as a person reads it; numbers with groups of thousands where the form asks for them."""
    if not answer:
        return texts.plain("answer-none")
    if "thousands-sep" in form.by_name[name].appearance:
        return number(Decimal(answer), texts.language)
    return forms.answer_label(form, name, answer, texts.language)


def short_name(form: forms.Form, name: str, language: str) -> str:
    """The question's short name (a column `short` of the form), or its label without the mark at its end."""
    question = form.by_name[name]
    return question.columns.get(f"short::{form.language(language)}") or question.label(language).rstrip("?:. ")


def _listed(texts: Texts, form: forms.Form, state: forms.State, names: list[str]) -> list[str]:
    lines = []
    for name in names:
        question = form.by_name[name]
        answer = state.answers.get(name)
        given = given_words(texts, form, name, answer)
        label = short_name(form, name, texts.language)
        lines.append(f"{question.number}. {escape(label, quote=False)}: <b>{escape(given, quote=False)}</b>")
    return lines


def _jumps(form: forms.Form, state: forms.State, draft_id: int, names: list[str]) -> list[list[Button]]:
    buttons = [
        form_button(
            f"{form.by_name[name].number}{'' if state.answers.get(name) else ' ○'}",
            draft_id,
            state.step,
            "j",
            form.by_name[name].index,
        )
        for name in names
    ]
    return [buttons[i : i + NUMBERS_A_ROW] for i in range(0, len(buttons), NUMBERS_A_ROW)]

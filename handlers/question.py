"""How a form looks in the chat: the question with its buttons; its end is in `handlers.answering.review`."""

from __future__ import annotations

from datetime import datetime
from html import escape

import forms
from forms import Kind
from handlers import choosing
from handlers.answering import together
from handlers.answering.asking import Asking, instance_name
from handlers.answering.review import Review, bar, form_name, given_words, removal_screen, short_name
from handlers.answering.values import clipped, in_words
from handlers.answering.windows import PLACE, PLAIN, Window, window_of
from handlers.filling import local
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import form_button
from handlers.turn import Turn, as_rows
from locales import Texts

__all__ = ["bar", "form_name", "given_words", "question_screen", "short_name", "summary_screen"]

# Telegram takes 4,096 letters in a message.
MOST_LABEL, MOST_HINT = 1400, 400


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    draft = turn.known.draft if turn.known else None
    if draft is None:
        return None
    state = await turn.work.state(draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    window = window_of(turn.chat.place, state.step)
    screen = None
    if window.letter == "x":
        screen = removal_screen(turn.texts, form, state, draft.id, window)
    elif window.letter == "g":
        screen = Review(turn.texts, form, state, draft.id).part(window.number)
    if screen is not None:
        return screen
    if state.position is None:
        return summary_screen(turn.texts, form, state, draft.id, window)
    return question_screen(turn.texts, form, state, draft.id, window=window, now=local(turn))


def question_screen(
    texts: Texts,
    form: forms.Form,
    state: forms.State,
    draft_id: int,
    *,
    window: Window = PLAIN,
    now: datetime | None = None,
) -> Screen:
    """The question that the person is at. `now` where the person is, for calendars."""
    q = forms.question_view(form, state, texts.language)
    views = together.screen_of(form, state, q, texts.language)
    number = max(view.number for view in views) if views else q.number
    lines = [_head(texts, form, q), f"{bar(q.number - 1, q.total)}  {number} / {q.total}", ""]
    if views:
        into = together.typed_into(views, q.name, window)
        lines += together.lines(texts, form, views, into)
        rows = together.rows(texts, views, into, draft_id)
        return Screen("\n".join(lines), as_rows([*rows, *_ways(texts, q, draft_id, together=True)]))
    asking = Asking(texts, q, draft_id, now or state.at, window)
    lines.append(_words(texts, q))
    if q.choices and choosing.is_written_out(q.choices):
        page = window.number if window.letter == "p" else None
        shown = choosing.written_out(choosing.shown_of(q.choices, page))
        lines += ["", *(escape(line, quote=False) for line in shown)]
    if q.kind is Kind.RANK and q.current:
        lines += ["", *_order(q)]
    if q.hint:
        lines += ["", f"<i>{escape(clipped(q.hint, MOST_HINT), quote=False)}</i>"]
    if window.letter == "i" and q.guidance:
        lines += ["", f"ℹ️ {escape(clipped(q.guidance, MOST_HINT), quote=False)}"]
    if how := asking.instruction():
        lines += ["", how]
    if q.current and not q.choices and q.kind not in _SAID_ALREADY:
        given = in_words(texts, form, q.name, q.kind, q.appearance, q.current)
        lines += ["", texts("answer-so-far", answer=clipped(given, MOST_HINT))]
    return Screen("\n".join(lines), as_rows([*asking.rows(), *_ways(texts, q, draft_id, window)]))


def _head(texts: Texts, form: forms.Form, q: forms.QuestionView) -> str:
    """The form, the part of it, and which of several: `Kunjungan · Anak 2`."""
    parts = [f"<b>{escape(form_name(texts, form), quote=False)}</b>"]
    instances = [instance_name(texts, label, number) for label, number in q.instances]
    if q.group_label and not any(label == q.group_label for label, _ in q.instances):
        parts.append(escape(clipped(q.group_label, 80), quote=False))
    parts += [escape(clipped(name, 80), quote=False) for name in instances]
    return " · ".join(parts)


def _words(texts: Texts, q: forms.QuestionView) -> str:
    if q.kind is Kind.REPEAT and q.repeat is not None:
        label = q.repeat.label.rstrip("?:. ") or texts.plain("instance-unnamed")
        return texts("repeat-more" if q.repeat.number else "repeat-any", label=label, number=q.repeat.number)
    return escape(clipped(q.label, MOST_LABEL), quote=False)


def _order(q: forms.QuestionView) -> list[str]:
    """The choices of a ranking that have their place."""
    ranked = sorted((c for c in q.choices if c.rank), key=lambda c: c.rank)
    return [f"{c.rank}. {escape(clipped(c.label or c.name, 100), quote=False)}" for c in ranked]


def _ways(
    texts: Texts, q: forms.QuestionView, draft_id: int, window: Window = PLAIN, *, together: bool = False
) -> list[list[Button]]:
    """Back, skip or keep, and stop: in that order, so that thumbs learn the places."""

    def way(key: str, verb: str, argument: str = "") -> Button:
        return form_button(texts.plain(key), draft_id, q.step, verb, argument)

    row = []
    if q.can_go_back:
        row.append(way("button-back", "b"))
    if together or q.kind is Kind.REPEAT:
        pass
    elif q.current and q.kind not in _GOES_ON_BY_ITSELF:
        row.append(way("button-keep", "d"))
    elif q.skippable and not q.current:
        row.append(way("button-skip", "s"))
    if q.guidance and not together:
        row.append(way("button-guidance", "w", "a" if window.letter == "i" else "i"))
    last = [way("button-stop", "x")]
    if q.returning or q.current:
        # Who goes over what is there already need not go through all of it again.
        last.insert(0, way("button-summary", "r"))
    return [row, last]


_SAID_ALREADY = frozenset({Kind.NOTE, Kind.ACKNOWLEDGE, Kind.GEOTRACE, Kind.GEOSHAPE})
_GOES_ON_BY_ITSELF = frozenset(
    {Kind.SELECT_MULTIPLE, Kind.RANK, Kind.NOTE, Kind.ACKNOWLEDGE, Kind.GEOTRACE, Kind.GEOSHAPE}
)


def summary_screen(texts: Texts, form: forms.Form, state: forms.State, draft_id: int, window: Window = PLAIN) -> Screen:
    """The end of the form: what is there, what is missing, and the button that sends."""
    return Review(texts, form, state, draft_id).summary(window)

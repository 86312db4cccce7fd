"""The words of a question's screen: the label, the choices that are too long for buttons, hints, what is answered.

All of them are one message. What does not fit is told in messages of its own, before the question.
"""

from __future__ import annotations

from html import escape

import forms
from forms import Kind
from handlers import choosing
from handlers.answering import other, together
from handlers.answering.asking import Asking, instance_name
from handlers.answering.fitting import Fitted, Piece, clipped, fitted, messages
from handlers.answering.review import bar, form_name
from handlers.answering.values import in_words
from handlers.answering.windows import PLAIN, Window
from handlers.turn import Turn
from locales import Texts
from storage.drafts import Draft

Lines = list[str | Piece]
LABEL, HINT, GUIDANCE = "label", "hint", "guidance"
# So much of the part's and an instance's name, and of so many of them.
MOST_NAME, MOST_NAMES = 80, 4
# So much of a person's own answer, of all choices that are ticked, and of one of them.
MOST_ANSWER, MOST_TICKED, MOST_CHOICE = 1000, 1000, 60
# A ranking shows so many of its places, with so much of them all.
MOST_RANKS, MOST_RANKED = 30, 1200
# What a window of a question shows; the rest was told when the question was reached.
_SHOWN_BY = {"p": choosing.CHOICES, "i": GUIDANCE}
_SAID_ALREADY = frozenset({Kind.NOTE, Kind.ACKNOWLEDGE, Kind.GEOTRACE, Kind.GEOSHAPE})


def wording(texts: Texts, form: forms.Form, q: forms.QuestionView, asking: Asking, window: Window) -> Fitted:
    """The screen of one question, and the texts that had to be cut."""
    lines: Lines = [*head(texts, form, q), *_words(texts, q)]
    if q.choices and choosing.is_written_out(q.choices):
        page = window.number if window.letter == "p" else None
        lines += ["", *choosing.written_out(choosing.shown_of(q.choices, page))]
    if q.kind is Kind.RANK and q.current:
        lines += ["", *_order(texts, q)]
    if q.kind is Kind.SELECT_MULTIPLE and q.current and choosing.is_long(q.choices):
        lines += ["", _ticked(texts, q)]
    if q.hint:
        lines += ["", Piece(HINT, q.hint, "<i>", "</i>")]
    if window.letter == "i" and q.guidance:
        lines += ["", Piece(GUIDANCE, q.guidance, "ℹ️ ")]
    if how := asking.instruction():
        lines += ["", how]
    if q.current and not q.choices and q.kind not in _SAID_ALREADY:
        given = in_words(texts, form, q.name, q.kind, q.appearance, q.current)
        lines += ["", texts("answer-so-far", answer=clipped(given, MOST_ANSWER))]
    return fitted(lines, texts("whole-text-above"))


def tell(turn: Turn, draft: Draft, form: forms.Form, state: forms.State, window: Window = PLAIN) -> None:
    """Send what the question's screen has to cut: all of it, or with a window what that shows."""
    if state.position is None:
        return
    q = other.question_view(form, state, turn.language)
    if together.screen_of(form, state, q, turn.language):
        return
    cut = wording(turn.texts, form, q, Asking(turn.texts, q, draft.id, state.at, window), window).cut
    if window:
        cut = {part: words for part, words in cut.items() if part == _SHOWN_BY.get(window.letter)}
    for message in messages("\n\n".join(cut.values())):
        turn.say(escape(message, quote=False))


def head(texts: Texts, form: forms.Form, q: forms.QuestionView, last: int = 0) -> Lines:
    """The form, the part of it, and which of several (`Kunjungan · Anak 2`); how far the person has come.

    `last`: the number of the last question on a screen of several.
    """
    parts = [instance_name(texts, label, number) for label, number in q.instances]
    if q.group_label and not any(label == q.group_label for label, _ in q.instances):
        parts.insert(0, q.group_label)
    here = f"{q.number}–{last}" if last > q.number else str(q.number)
    names = [f"<b>{escape(form_name(texts, form), quote=False)}</b>"]
    names += [escape(clipped(name, MOST_NAME), quote=False) for name in parts[-MOST_NAMES:]]
    return [" · ".join(names), f"{bar(q.number - 1, q.total)}  {here} / {q.total}", ""]


def _words(texts: Texts, q: forms.QuestionView) -> Lines:
    if q.kind is Kind.REPEAT and q.repeat is not None:
        label = clipped(q.repeat.label.rstrip("?:. "), MOST_ANSWER) or texts.plain("instance-unnamed")
        return [texts("repeat-more" if q.repeat.number else "repeat-any", label=label, number=q.repeat.number)]
    return [Piece(LABEL, q.label)]


def _order(texts: Texts, q: forms.QuestionView) -> Lines:
    """The choices of a ranking that have their place; of those that are written out above, their numbers."""
    ranked = sorted((c for c in q.choices if c.rank), key=lambda c: c.rank)
    if choosing.is_written_out(q.choices):
        return [texts("ranked-so-far", numbers=clipped(", ".join(str(c.index + 1) for c in ranked), MOST_RANKED))]
    ranked = ranked[:MOST_RANKS]
    room = min(100, MOST_RANKED // len(ranked)) if ranked else 0
    return [f"{c.rank}. {escape(clipped(c.label or c.name, room), quote=False)}" for c in ranked]


def _ticked(texts: Texts, q: forms.QuestionView) -> str:
    """Ticks that may stand on other pages."""
    names = [clipped(" ".join((c.label or c.name).split()), MOST_CHOICE) for c in q.choices if c.chosen]
    return texts("ticked-so-far", count=len(names), names=clipped(", ".join(names), MOST_TICKED))

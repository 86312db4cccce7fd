"""How a form looks in the chat: the question with its buttons; its end is in `handlers.answering.review`."""

from __future__ import annotations

from datetime import datetime

import forms
from forms import Kind
from handlers.answering import other, together
from handlers.answering.asking import Asking
from handlers.answering.fitting import clipped, fitted
from handlers.answering.instances import empty_instance, removal_screen
from handlers.answering.review import Review, bar, form_name, given_words, short_name
from handlers.answering.windows import PLACE, PLAIN, Window, window_of
from handlers.answering.wording import head, wording
from handlers.filling import local
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import form_button, mark
from handlers.turn import Turn, as_rows
from locales import Texts
from storage import reports
from storage.drafts import Draft

__all__ = ["bar", "form_name", "given_words", "question_screen", "short_name", "summary_screen"]


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
        return summary_screen(turn.texts, form, state, draft.id, window, await _remark(turn, draft, form))
    return question_screen(turn.texts, form, state, draft.id, window=window, now=local(turn))


async def _remark(turn: Turn, draft: Draft, form: forms.Form) -> str | None:
    """What the coordinator asked for, where the draft corrects a report; "" where nobody did; `None`: no correction."""
    if draft.replaces is None or not form.settings.get("purpose"):
        return None
    report = await reports.of_submission(await turn.work.connection(), turn.viewer, draft.replaces)
    return report.remark or "" if report is not None and report.state == reports.RETURNED else ""


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
    q = other.question_view(form, state, texts.language)
    views = together.screen_of(form, state, q, texts.language)
    if views:
        into = together.typed_into(views, q.name, window)
        first = next(view for view in views if view.kind is not Kind.NOTE)
        lines = head(texts, form, first, max(view.number for view in views))
        lines += together.lines(texts, form, views, into)
        rows = together.rows(texts, views, into, draft_id)
        return Screen(fitted(lines).text, as_rows([*rows, *_ways(texts, form, state, q, draft_id, together=True)]))
    asking = Asking(texts, q, draft_id, now or state.at, window)
    words = wording(texts, form, q, asking, window)
    return Screen(words.text, as_rows([*asking.rows(), *_ways(texts, form, state, q, draft_id, window)]))


def _ways(
    texts: Texts,
    form: forms.Form,
    state: forms.State,
    q: forms.QuestionView,
    draft_id: int,
    window: Window = PLAIN,
    *,
    together: bool = False,
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
    if empty := empty_instance(form, state, q, texts.language):
        key, label, number, only = empty
        name = clipped(label.rstrip("?:. "), 30) or texts.plain("instance-unnamed")
        words, name = ("button-none-of-it", name) if only else ("button-remove", f"{name} {number}")
        row.append(form_button(texts.plain(words, name=name), draft_id, q.step, "u", mark(key)))
    if q.guidance and not together:
        row.append(way("button-guidance", "w", "a" if window.letter == "i" else "i"))
    last = [way("button-stop", "x")]
    if q.returning or q.current or form.id not in _SUMMARY_LATER:
        last.insert(0, way("button-summary", "r"))
    return [row, last]


# The questionnaires and the tests are gone through in their order; there the summary is for who goes over what is
# answered already.
_SUMMARY_LATER = frozenset(
    {"kompetensi", "kompetensi71", "ringkas36", "kualifikasi_asisten", "kualifikasi_generalis"}
    | {"uji_pengetahuan", "uji_kasus"}
)
_GOES_ON_BY_ITSELF = frozenset(
    {Kind.SELECT_MULTIPLE, Kind.RANK, Kind.NOTE, Kind.ACKNOWLEDGE, Kind.GEOTRACE, Kind.GEOSHAPE}
)


def summary_screen(
    texts: Texts,
    form: forms.Form,
    state: forms.State,
    draft_id: int,
    window: Window = PLAIN,
    remark: str | None = None,
) -> Screen:
    """The end of the form: what is there, what is missing, and the button that sends; `remark` as in `Review`."""
    return Review(texts, form, state, draft_id, remark).summary(window)

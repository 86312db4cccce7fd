"""What goes beside a question when it is reached or left: the button that sends a place, pictures and sounds."""

from __future__ import annotations

import forms
from handlers.answering import wording
from handlers.answering.values import PLACES
from handlers.screens import LettersAgain, PlaceKeyboard, Shown
from handlers.turn import Sent, Turn
from storage.drafts import Draft

# What a form may show with a question, and how Telegram is asked to show it.
_SHOWN = {"image": "photo", "big-image": "photo", "audio": "audio", "video": "video"}
# Telegram's limits for a photo and for any other file.
MOST_BYTES = {"photo": 10_000_000, "audio": 50_000_000, "video": 50_000_000}


def asks_for_place(form: forms.Form, position: str | None) -> bool:
    """Whether the question at this position wants a place, or several."""
    question = form.question(position) if position is not None else None
    return question is not None and question.kind in PLACES


def arrive(turn: Turn, draft: Draft, form: forms.Form, state: forms.State, before: forms.State | None = None) -> None:
    """The person has come to this question, from another one or from elsewhere."""
    leaves = before is not None and asks_for_place(form, before.position)
    if asks_for_place(form, state.position):
        # Telegram folds the button away once it was used: it is put up again for the next place.
        t = turn.texts
        turn.replies.pieces.append(PlaceKeyboard(t("place-keyboard"), t.plain("button-send-place")))
    elif leaves and before is not None:
        _letters(turn, _farewell(turn, state, before))
    if state.position is not None:
        wording.tell(turn, draft, form, state)
        _show_media(turn, draft, form, state)


def depart(turn: Turn, draft: Draft) -> None:
    """The person leaves the form for now, or for good."""
    if turn.shelf.has(draft.form_id, draft.version):
        form = turn.shelf.version(draft.form_id, draft.version)
        if asks_for_place(form, draft.position):
            _letters(turn, turn.texts("place-later"))


def _farewell(turn: Turn, state: forms.State, before: forms.State) -> str:
    """What has become of the place that was asked for; HTML."""
    key = before.position or ""
    value = state.answers.get(key, "")
    if not value or value == before.answers.get(key):
        return turn.texts("place-left")
    return turn.texts("place-received" if isinstance(turn.incoming, Sent) else "place-stored")


def _letters(turn: Turn, words: str) -> None:
    turn.replies.pieces.append(LettersAgain(words))


def _show_media(turn: Turn, draft: Draft, form: forms.Form, state: forms.State) -> None:
    """Pictures, sounds and films of the question, where the published form carries the files."""
    files = turn.shelf.media(draft.form_id, draft.version)
    if not files:
        return
    for medium, name in forms.question_view(form, state, turn.language).media.items():
        kind, content = _SHOWN.get(medium), files.get(name)
        if kind and content and len(content) <= MOST_BYTES[kind]:
            turn.replies.pieces.append(Shown(kind, name, content))

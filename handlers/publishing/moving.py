"""A draft whose version an admin has retired: the person moves it to the new version, or throws it away themselves.

What fits is carried; what does not is shown. Where there is no new version, the answers stay readable.
"""

from __future__ import annotations

from html import escape

import forms
from forms.carrying import Lost, carry
from handlers import filling
from handlers.answering.windows import PLACE
from handlers.places import MENU, gate
from handlers.question import form_name, given_words, short_name
from handlers.screens import Document, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage import drafts
from storage.drafts import Draft

PREFIX = "move"
# What fits into one message with room to spare; the rest goes into a file.
MOST_LETTERS = 2500


def is_retired(turn: Turn, draft: Draft) -> bool:
    """Whether the person has to decide about the draft before going on."""
    return turn.shelf.is_retired(draft.form_id, draft.version)


def newer(turn: Turn, draft: Draft) -> forms.Form | None:
    """The version to move to; `None` where the form is closed."""
    try:
        return turn.shelf.current(draft.form_id)
    except KeyError:
        return None


@gate(PLACE)
async def ask(turn: Turn, argument: str) -> Screen | None:
    """In place of the question: what has happened, and what can be done; nothing vanishes by one tap."""
    draft = turn.known.draft if turn.known else None
    if draft is None or not is_retired(turn, draft):
        return None
    t = turn.texts
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    answered = forms.review_view(form, state, t.language).answered
    name = form_name(t, form)
    to_menu = [button(t.plain("button-menu"), PREFIX, "menu", draft.id)]
    if turn.view == "drop":
        rows = [
            [button(t.plain("button-back"), PREFIX, "back", draft.id)],
            [button(t.plain("button-throw-away-surely"), PREFIX, "drop", draft.id)],
        ]
        return Screen(t("cancel-sure", form=name, answered=answered), as_rows(rows))
    rows = [
        [button(t.plain("button-move-look"), PREFIX, "look", draft.id)],
        [button(t.plain("button-throw-away"), PREFIX, "ask", draft.id)],
        to_menu,
    ]
    if newer(turn, draft) is None:
        return Screen(t("move-closed", form=name, answered=answered), as_rows(rows))
    rows.insert(0, [button(t.plain("button-move"), PREFIX, "go", draft.id)])
    return Screen(t("move-ask", form=name, answered=answered), as_rows(rows))


async def tapped(turn: Turn) -> None:
    """`move:{go|look|ask|drop|back|menu}:{draft}`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, number = data.removeprefix(f"{PREFIX}:").partition(":")
    draft = await own(turn, whole_number(number))
    if draft is None or not is_retired(turn, draft):
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    filling.enter(turn, draft)
    match verb:
        case "go":
            await _move(turn, draft)
        case "look":
            await _look(turn, draft)
        case "ask":
            turn.view = "drop"
        case "drop":
            connection = await turn.work.connection()
            turn.work.forget_draft(draft.id)
            filling.leave(turn)
            await turn.work.flush()
            await drafts.discard(connection, draft.id)
            turn.toast(turn.texts.plain("toast-thrown-away"))
            turn.go(MENU)
        case "menu":
            filling.leave(turn)
            turn.go(MENU)


async def own(turn: Turn, number: int) -> Draft | None:
    """The person's own draft of that number."""
    if turn.known is None:
        return None
    if turn.known.draft is not None and turn.known.draft.id == number:
        return turn.known.draft
    opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    return next((draft for draft in opened if draft.id == number), None)


async def _move(turn: Turn, draft: Draft) -> None:
    new = newer(turn, draft)
    if new is None:
        turn.toast(turn.texts.plain("toast-move-closed"), alert=True)
        return
    t = turn.texts
    old = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    carried = carry(old, state, new, filling.local(turn), t.language)
    step = draft.step + 1
    connection = await turn.work.connection()
    await drafts.move_over(
        connection,
        draft,
        version=new.version,
        position=carried.state.position,
        step=step,
        answers=carried.state.answers,
        at=turn.at,
    )
    turn.work.forget_draft(draft.id)
    name = form_name(t, new)
    if carried.lost:
        turn.say(_lost_words(turn, name, len(carried.kept), carried.lost))
        _as_file(turn, [f"{lost.label}: {lost.value}" for lost in carried.lost], name)
    else:
        turn.say(t("move-all-kept", form=name, kept=len(carried.kept)))
    await filling.resume(turn, draft)


def _lost_words(turn: Turn, name: str, kept: int, lost: tuple[Lost, ...]) -> str:
    t = turn.texts
    lines = [t("move-some-lost", form=name, kept=kept, lost=len(lost))]
    for one in lost:
        line = f"• {escape(one.label, quote=False)}: <b>{escape(one.value, quote=False)}</b>"
        if sum(map(len, lines)) + len(line) > MOST_LETTERS:
            lines.append(t("move-rest-in-file"))
            break
        lines.append(line)
    return "\n".join(lines)


async def _look(turn: Turn, draft: Draft) -> None:
    """All answers so far; where they are too many for a message, as a file."""
    t = turn.texts
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    found = [
        (short_name(form, key, t.language), given_words(t, form, key, state.answers.get(key)))
        for key in forms.relevant_items(form, state)
        if state.answers.get(key)
    ]
    name = form_name(t, form)
    if not found:
        turn.say(t("move-no-answers", form=name))
        return
    lines = [f"• {escape(label, quote=False)}: <b>{escape(given, quote=False)}</b>" for label, given in found]
    if sum(map(len, lines)) <= MOST_LETTERS:
        turn.say("\n".join([t("move-answers", form=name), *lines]))
    else:
        _as_file(turn, [f"{label}: {given}" for label, given in found], name, always=True)


def _as_file(turn: Turn, lines: list[str], name: str, *, always: bool = False) -> None:
    """The lines as a text file, where a message cannot hold them."""
    if always or sum(map(len, lines)) > MOST_LETTERS // 2:
        t = turn.texts
        turn.replies.documents.append(
            Document(t.plain("move-file"), "\n".join(lines).encode(), t("move-file-caption", form=name))
        )

"""Filling in a form: every tap and every typed answer becomes an event for the engine, its effects become rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import forms
from forms import Kind
from handlers import choosing
from handlers.tokens import FormTap
from handlers.turn import Said, Tap, Turn
from locales.reading import number_as_xform, read_number
from storage import drafts, submissions
from storage.drafts import AnswerRow, Draft
from storage.submissions import Submission

PLACE = "draft"

AfterSending = Callable[[Turn, Submission, Mapping[str, str]], Awaitable[None]]
# What follows when a form has been sent, by its id; filled by the modules that own the forms.
AFTER_SENDING: dict[str, AfterSending] = {}
# Forms whose corrections are kept at once, without a look at the summary (see handlers.profile).
KEPT_AT_ONCE: set[str] = set()


def local(turn: Turn) -> datetime:
    """The turn's time where the person is; what a form's `today()` means."""
    return turn.at.astimezone(ZoneInfo(turn.zone))


async def begin(turn: Turn, form_id: str, answers: Mapping[str, str] | None = None) -> Draft:
    """Open the person's draft of a form and make it the one being filled in; begin one, with these answers, if none."""
    connection = await turn.work.connection()
    draft = await drafts.open_draft(connection, turn.person.id, form_id)
    if draft is None:
        form = turn.shelf.current(form_id)
        state = forms.begin(form, local(turn), prefill=answers or {})
        draft = await drafts.begin(
            connection,
            person_id=turn.person.id,
            form_id=form_id,
            version=form.version,
            position=state.position,
            at=turn.at,
            answers=state.answers,
        )
    enter(turn, draft)
    return draft


def enter(turn: Turn, draft: Draft) -> None:
    """This draft is now the one being filled in."""
    if turn.known is not None:
        turn.known.draft = draft
    turn.chat.draft_id = draft.id
    turn.work.chat_changed(turn.chat)
    turn.go(PLACE)


def leave(turn: Turn) -> None:
    """No draft is being filled in any more; what was answered stays stored."""
    if turn.known is not None and turn.known.draft is not None:
        turn.known.draft = None
        turn.chat.draft_id = None
        turn.work.chat_changed(turn.chat)


async def tapped(turn: Turn) -> None:
    """A button of a form's screen."""
    tap = FormTap.read(turn.incoming.data) if isinstance(turn.incoming, Tap) else None
    draft = await _draft_of(turn, tap) if tap else None
    if tap is None or draft is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    state = await turn.work.state(draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    if tap.step != state.step:
        turn.toast(turn.texts.plain("toast-already-stored"))
        enter(turn, draft)
        return
    if tap.verb == "x":
        turn.toast(turn.texts.plain("toast-stored-until-later"))
        leave(turn)
        turn.go("menu")
        return
    turn.go(PLACE)
    if tap.verb in "pg":
        turn.view = f"{tap.verb}{tap.argument}"
        return
    event = _event(form, state, tap, turn.language)
    if event is None:
        turn.toast(turn.texts.plain("toast-already-stored"))
        return
    await happen(turn, draft, event)


async def _draft_of(turn: Turn, tap: FormTap) -> Draft | None:
    """The person's own draft that the button belongs to; a draft that was left is taken up again."""
    if turn.known is None:
        return None
    if turn.known.draft is not None and turn.known.draft.id == tap.draft_id:
        return turn.known.draft
    for draft in await drafts.open_drafts(await turn.work.connection(), turn.person.id):
        if draft.id == tap.draft_id:
            enter(turn, draft)
            return draft
    return None


def _event(form: forms.Form, state: forms.State, tap: FormTap, language: str) -> forms.Event | None:
    match tap.verb:
        case "b":
            return forms.Back(tap.step)
        case "s":
            return forms.Skip(tap.step)
        case "d":
            return forms.Done(tap.step)  # also "keep": the answer that is there stays
        case "k":
            return forms.Submit()
        case "r":
            return forms.Review()
        case "j" if tap.argument < len(form.questions):
            return forms.Jump(form.questions[tap.argument].name)
        case "e":
            missing = forms.review_view(form, state, language).missing
            return forms.Jump(missing[0]) if missing else None
        case "a" | "t" if state.position is not None:
            choices = forms.question_view(form, state, language).choices
            if tap.argument >= len(choices):
                return None
            name = choices[tap.argument].name
            return forms.Answer(tap.step, name) if tap.verb == "a" else forms.Toggle(tap.step, name)
    return None


async def said(turn: Turn) -> None:
    """Words while a form is being filled in: the answer, a search in a long list, or a kind hint."""
    draft = turn.known.draft if turn.known else None
    if draft is None or not isinstance(turn.incoming, Said):
        raise LookupError("words for a form need a draft")
    state = await turn.work.state(draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    if state.position is None:
        turn.say(turn.texts("hint-tap-in-summary"))
        turn.go(PLACE)
        return
    question = forms.question_view(form, state, turn.language)
    typed = turn.incoming.text.strip()
    if turn.incoming.forwarded:
        turn.say(turn.texts("hint-forwarded"))
    elif question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        await _chosen_by_words(turn, draft, question, typed)
    elif question.kind in (Kind.INTEGER, Kind.DECIMAL):
        figure = read_number(typed)
        await happen(turn, draft, forms.Answer(state.step, number_as_xform(figure) if figure is not None else typed))
    elif question.kind in (Kind.NOTE, Kind.ACKNOWLEDGE):
        turn.say(turn.texts("hint-tap-to-go-on"))
    else:
        await happen(turn, draft, forms.Answer(state.step, typed))


async def _chosen_by_words(turn: Turn, draft: Draft, question: forms.QuestionView, typed: str) -> None:
    state = await turn.work.state(draft)
    found = choosing.find(question.choices, typed)
    exact = found.exact
    if exact is not None:
        toggles = question.kind is Kind.SELECT_MULTIPLE
        event = forms.Toggle(state.step, exact.name) if toggles else forms.Answer(state.step, exact.name)
        await happen(turn, draft, event)
    elif choosing.is_long(question.choices) and found.near:
        turn.replies.notes.append(choosing.found_screen(turn.texts, draft.id, state.step, found.near))
    elif choosing.is_long(question.choices):
        turn.say(turn.texts("hint-not-in-list", words=typed[:60]))
    else:
        turn.say(hint_to_tap(turn, question))


def hint_to_tap(turn: Turn, question: forms.QuestionView) -> str:
    """What to do when something else arrives than a tap, and what is stored so far."""
    return turn.texts("hint-tap-one", before=question.number - 1)


async def happen(turn: Turn, draft: Draft, event: forms.Event) -> None:
    """Hand the event to the engine, and carry out its effects."""
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    sprint = forms.step(form, state, event, local(turn))
    new, effects = sprint.state, sprint.effects
    if new is not state:
        draft.position, draft.step, draft.returning, draft.changed_at = new.position, new.step, new.returning, turn.at
        turn.work.keep_state(draft, new, _rows(draft, effects, turn.at))
    turn.go(PLACE)
    for effect in effects:
        match effect:
            case forms.Submitted(answers=answers):
                await _send(turn, draft, answers)
            case forms.Incomplete():
                turn.toast(turn.texts.plain("toast-required-missing"), alert=True)
            case forms.Stale():
                turn.toast(turn.texts.plain("toast-already-stored"))
            case forms.Refused():
                _refuse(turn, form, effect)
            case forms.Saved() if new.position is None and event_keeps_at_once(draft, state, form, new, turn.language):
                await happen(turn, draft, forms.Submit())


def event_keeps_at_once(draft: Draft, before: forms.State, form: forms.Form, after: forms.State, language: str) -> bool:
    """A correction of one field, from the summary and back to it, with nothing required left open."""
    return (
        draft.form_id in KEPT_AT_ONCE
        and before.returning
        and not forms.review_view(form, after, language).required_missing
    )


def _rows(draft: Draft, effects: tuple[forms.Effect, ...], at: datetime) -> list[AnswerRow]:
    rows = []
    for effect in effects:
        match effect:
            case forms.Saved(name=name, value=value):
                rows.append(AnswerRow(draft.id, name, draft.version, value, at))
            case forms.Cleared(name=name):
                rows.append(AnswerRow(draft.id, name, draft.version, None, at))
    return rows


def _refuse(turn: Turn, form: forms.Form, refused: forms.Refused) -> None:
    own = refused.message(turn.language)
    key = "refused-" + refused.reason.name.lower().replace("_", "-")
    text = turn.texts(key) if own is None else own
    if isinstance(turn.incoming, Tap):
        turn.toast(text, alert=True)
    else:
        turn.say(text)
        # The question stands above, still open; showing it again would only push it further up.
        turn.shows = False


async def _send(turn: Turn, draft: Draft, answers: Mapping[str, str]) -> None:
    connection = await turn.work.connection()
    submission = await submissions.submit(connection, draft, language=turn.language, at=turn.at, answers=answers)
    turn.work.forget_draft(draft.id)
    leave(turn)
    turn.go("menu")
    if (after := AFTER_SENDING.get(draft.form_id)) is not None:
        await after(turn, submission, answers)

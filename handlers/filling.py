"""Filling in a form: every tap and every typed answer becomes an event for the engine, its effects become rows."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import forms
from forms import Kind
from handlers import choosing
from handlers.choosing import END_TICKS, TICK, TICK_BASE, UNTICK
from handlers.tokens import FormTap
from handlers.turn import Said, Tap, Turn
from locales.reading import number_as_xform, read_number
from storage import drafts, submissions
from storage.drafts import AnswerRow, Draft
from storage.submissions import Submission

PLACE = "draft"
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")

AfterSending = Callable[[Turn, Submission, Mapping[str, str]], Awaitable[None]]
# What follows when a form has been sent, by its id; filled by the modules that own the forms.
AFTER_SENDING: dict[str, AfterSending] = {}
# Forms whose corrections are kept at once, without a look at the summary, and for whom (see handlers.profile).
KEPT_AT_ONCE: dict[str, Callable[[Turn], bool]] = {}


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
    if tap.verb in (TICK, UNTICK, END_TICKS):
        await _tick(turn, draft, tap)
        return
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
        case "a" if state.position is not None:
            choices = forms.question_view(form, state, language).choices
            return forms.Answer(tap.step, choices[tap.argument].name) if tap.argument < len(choices) else None
    return None


async def _tick(turn: Turn, draft: Draft, tap: FormTap) -> None:
    """A tick of a multiple choice, or its end.

    Two quick ticks come from the same screen, so the step alone would drop the second. These buttons say which
    question they belong to and whether the tick shall be there: they hold as long as that question is asked, in any
    order and however often they are delivered.
    """
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    number, index = divmod(tap.argument, TICK_BASE)
    enter(turn, draft)
    if number >= len(form.questions) or form.questions[number].name != state.position:
        turn.toast(turn.texts.plain("toast-already-stored"))
    elif tap.verb == END_TICKS:
        await happen(turn, draft, forms.Done(state.step))
    else:
        choices = forms.question_view(form, state, turn.language).choices
        if index < len(choices) and choices[index].chosen != (tap.verb == TICK):
            await happen(turn, draft, forms.Toggle(state.step, choices[index].name))


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
        if figure is None:
            whole = question.kind is Kind.INTEGER
            text = turn.texts("refused-not-a-whole-number" if whole else "refused-not-a-number")
            turn.say(f"{text} {escape(question.hint, quote=False)}".strip())
        else:
            await happen(turn, draft, forms.Answer(state.step, number_as_xform(figure)))
    elif question.kind is Kind.DATE:
        # Day first, as it is written here; anything else the form itself accepts or refuses.
        day = _DAY_FIRST.fullmatch(typed)
        value = f"{day['year']}-{day['month']:0>2}-{day['day']:0>2}" if day else typed
        await happen(turn, draft, forms.Answer(state.step, value))
    elif question.kind in (Kind.NOTE, Kind.ACKNOWLEDGE):
        turn.say(turn.texts("hint-tap-to-go-on"))
    else:
        await happen(turn, draft, forms.Answer(state.step, typed))


async def _chosen_by_words(turn: Turn, draft: Draft, question: forms.QuestionView, typed: str) -> None:
    state = await turn.work.state(draft)
    # The form may invite typing (appearance "minimal") also where the list happens to be short.
    searchable = question.minimal or choosing.is_long(question.choices)
    found = choosing.find(question.choices, typed, searchable=searchable)
    exact = found.exact
    if exact is not None:
        toggles = question.kind is Kind.SELECT_MULTIPLE
        event = forms.Toggle(state.step, exact.name) if toggles else forms.Answer(state.step, exact.name)
        await happen(turn, draft, event)
    elif searchable and found.near:
        turn.replies.notes.append(choosing.found_screen(turn.texts, draft.id, state.step, found.near))
    elif searchable:
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
    if keeps_at_once(turn, form, state, new):
        await happen(turn, draft, forms.Submit())


def keeps_at_once(turn: Turn, form: forms.Form, before: forms.State, after: forms.State) -> bool:
    """A correction of one field has led back to the summary, by whichever way, with nothing required left open."""
    return (
        before.returning
        and after.position is None
        and form.id in KEPT_AT_ONCE
        and KEPT_AT_ONCE[form.id](turn)
        and not forms.review_view(form, after, turn.language).required_missing
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
    # Not every reason has words of its own.
    text = turn.texts.plain(key if turn.texts.has(key) else "refused-constraint") if own is None else own
    if isinstance(turn.incoming, Tap):
        turn.toast(text, alert=True)
    else:
        turn.say(escape(text, quote=False))
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

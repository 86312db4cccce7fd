"""Filling in a form: every tap and every typed answer becomes an event for the engine, its effects become rows."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import forms
from forms.instance_xml import instance_xml
from forms.view import left_out
from handlers import instruments
from handlers.answering import beside, other, sent, together, torn, typed, wording
from handlers.answering.asking import example_day
from handlers.answering.fitting import length, messages
from handlers.answering.tapped import event_of as tapped_event
from handlers.answering.windows import PLACE as PLACE
from handlers.answering.windows import PLAIN, open_window, read_window, stay, window_of
from handlers.choosing import END_TICKS, TICK, UNTICK
from handlers.tokens import FormTap, mark
from handlers.turn import Said, Sent, Tap, Turn
from storage import drafts, submissions
from storage.drafts import AnswerRow, Draft
from storage.submissions import Submission

# Telegram's limit for the word above the chat (https://core.telegram.org/bots/api#answercallbackquery).
MOST_TOAST = 200

AfterSending = Callable[[Turn, Submission, Mapping[str, str]], Awaitable[None]]
# What follows when a form has been sent, by its id; filled by the modules that own the forms.
AFTER_SENDING: dict[str, AfterSending] = {}
# The same by a form's setting `purpose`, for every form that has it, published ones too; `INSTRUMENT` stands for those
# without a purpose that are scored.
AFTER_SENDING_FOR: dict[str, AfterSending] = {}
INSTRUMENT = "instrument"
# As of when a correction of a submission is judged, by a form's purpose (see `form_time`).
JUDGED_AS_OF: dict[str, Callable[[Turn, int], Awaitable[datetime]]] = {}
# Whether a draft may be sent now, by a form's purpose; who says no says why.
MAY_BE_SENT_FOR: dict[str, Callable[[Turn, Draft, forms.Form], Awaitable[bool]]] = {}
# The same for one form, by its id.
MAY_BE_SENT: dict[str, Callable[[Turn, Draft, forms.Form], Awaitable[bool]]] = {}
# Forms whose corrections are kept at once, without a look at the summary, and for whom (see handlers.profile).
KEPT_AT_ONCE: dict[str, Callable[[Turn], bool]] = {}


def local(turn: Turn) -> datetime:
    """The turn's time where the person is; what a form's `today()` means."""
    return turn.at.astimezone(ZoneInfo(turn.zone))


async def form_time(turn: Turn, form: forms.Form, replaces: int | None) -> datetime:
    """What `now()` and `today()` are for a form's rules: now, or for a correction when it was first sent.

    A date that was not too old then does not become so because the report was returned two weeks later.
    """
    as_of = JUDGED_AS_OF.get(form.settings.get("purpose", ""))
    if replaces is None or as_of is None:
        return local(turn)
    return (await as_of(turn, replaces)).astimezone(ZoneInfo(turn.zone))


async def begin(
    turn: Turn, form_id: str, answers: Mapping[str, str] | None = None, *, replaces: int | None = None
) -> Draft:
    """Open the person's draft of a form and make it the one being filled in; begin one, with these answers, if none.

    `replaces`: the submission that the new draft corrects.
    """
    draft = await drafts.open_draft(await turn.work.connection(), turn.viewer, form_id)
    if draft is None:
        return await begin_new(turn, form_id, answers, replaces=replaces)
    await resume(turn, draft)
    return draft


async def begin_new(
    turn: Turn, form_id: str, answers: Mapping[str, str] | None = None, *, replaces: int | None = None
) -> Draft:
    """Begin another draft of a form, whatever else is open, and make it the one being filled in."""
    form = turn.shelf.current(form_id)
    instance_id = f"uuid:{uuid.uuid4()}"
    at = await form_time(turn, form, replaces)
    state = forms.begin(form, at, prefill=answers or {}, instance_id=instance_id, person=_who(turn))
    draft = await drafts.begin(
        await turn.work.connection(),
        person_id=turn.person.id,
        form_id=form_id,
        version=form.version,
        position=state.position,
        at=turn.at,
        answers=state.answers,
        instance_id=instance_id,
        replaces=replaces,
    )
    await resume(turn, draft)
    return draft


async def resume(turn: Turn, draft: Draft) -> None:
    """This draft is now the one being filled in, with what belongs beside its question."""
    enter(turn, draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    beside.arrive(turn, draft, form, await turn.work.state(draft))


def _who(turn: Turn) -> forms.Person:
    """What a form may know of the person (metadata of XLSForm): no telephone number, which nobody has told us."""
    return forms.Person(deviceid=f"telegram:{turn.telegram_id}", username=turn.person.name or "")


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
        draft, turn.known.draft = turn.known.draft, None
        beside.depart(turn, draft)
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
    if turn.known is None or turn.known.draft is not draft:
        if tap.verb == "x":
            # Tapped twice: they have gone already, and need not come back for that.
            turn.toast(turn.texts.plain("toast-stored-until-later"))
            turn.show()
            return
        if not _is_live(tap, state):
            # A button from long ago must not take the person out of the form that is in front of them.
            turn.toast(turn.texts.plain("toast-already-stored"))
            turn.show()
            return
        enter(turn, draft)
        # The old message says so, and the question comes below, where the next words are typed.
        turn.say(turn.texts("taken-up-again", form=form.title(turn.language)))
    if tap.verb in (TICK, UNTICK, END_TICKS):
        await _tick(turn, draft, tap)
        return
    if tap.step != state.step:
        turn.toast(turn.texts.plain("toast-already-stored"))
        stay(turn, state.step)
        return
    if tap.verb == "x":
        turn.toast(turn.texts.plain("toast-stored-until-later"))
        leave(turn)
        turn.go("menu")
        return
    if tap.verb in "pgw":
        window = read_window(tap.argument if tap.verb == "w" else tap.verb + tap.argument)
        open_window(turn, state.step, window)
        wording.tell(turn, draft, form, state, window)
        return
    stay(turn, state.step)
    event = tapped_event(form, state, tap, turn.language, local(turn))
    if event is None:
        turn.toast(turn.texts.plain("toast-already-stored"))
        return
    await happen(turn, draft, event)
    there = await turn.work.state(draft)
    if tap.verb == "y" and isinstance(event, forms.Jump) and there.position == event.name:
        # The button has said it already: nobody is asked whether one more is wanted.
        await happen(turn, draft, forms.AddInstance(there.step))


async def _draft_of(turn: Turn, tap: FormTap) -> Draft | None:
    """The person's own draft that the button belongs to; a draft that was left is taken up again."""
    if turn.known is None:
        return None
    if turn.known.draft is not None and turn.known.draft.id == tap.draft_id:
        return turn.known.draft
    for draft in await drafts.open_drafts(await turn.work.connection(), turn.viewer):
        if draft.id == tap.draft_id:
            return draft
    return None


def _is_live(tap: FormTap, state: forms.State) -> bool:
    """The button belongs to what is asked now."""
    if tap.verb in (TICK, UNTICK, END_TICKS):
        return state.position is not None and mark(state.position) == tap.number
    return tap.step == state.step


async def _tick(turn: Turn, draft: Draft, tap: FormTap) -> None:
    """A tick of a multiple choice or a ranking, or its end.

    Two quick ticks come from the same screen, so the step alone would drop the second. These buttons say which
    question they belong to and whether the tick shall be there: they hold as long as that question is asked, in any
    order and however often they are delivered.
    """
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    window = window_of(turn.chat.place, state.step)
    stay(turn, state.step)
    if state.position is None or mark(state.position) != tap.number:
        turn.toast(turn.texts.plain("toast-already-stored"))
    elif tap.verb == END_TICKS:
        await happen(turn, draft, forms.Done(state.step))
    else:
        choices = other.question_view(form, state, turn.language).choices
        index = tap.second or 0
        if index < len(choices) and choices[index].chosen != (tap.verb == TICK):
            await happen(turn, draft, forms.Toggle(state.step, choices[index].name))
            # The page of a long list stays open while ticks are set.
            open_window(turn, (await turn.work.state(draft)).step, window if window.letter == "p" else PLAIN)


async def said(turn: Turn) -> None:
    """Words while a form is being filled in: the answer, a search in a long list, or a kind hint."""
    draft = turn.known.draft if turn.known else None
    if draft is None or not isinstance(turn.incoming, Said):
        raise LookupError("words for a form need a draft")
    found = await _asked(turn, draft)
    if found is None:
        return
    form, state, q = found
    if turn.incoming.forwarded:
        turn.say(turn.texts("hint-forwarded"))
        return
    window = window_of(turn.chat.place, state.step)
    if torn.is_rest(turn, state.step, window):
        return
    views = together.screen_of(form, state, q, turn.language)
    if views:
        q = together.typed_into(views, q.name, window) or q
    event = typed.event_of(turn, draft.id, q, turn.incoming.text, local(turn), window)
    if views and isinstance(event, forms.Answer):
        event = replace(event, key=q.name)
    if event is not None:
        await happen(turn, draft, event)
        if await turn.work.state(draft) is state:
            torn.refused(turn, state.step, turn.incoming.text)


async def received(turn: Turn) -> bool:
    """A place, a picture, a recording, a file while a form is being filled in; False: nobody waits for it here."""
    draft = turn.known.draft if turn.known else None
    if draft is None or not isinstance(turn.incoming, Sent):
        return False
    if (await turn.work.state(draft)).position is None and (key := await sent.open_for(turn, draft, turn.incoming)):
        # At the summary: it may be what was still missing.
        event = await sent.kept_for(turn, draft, key, turn.incoming)
        if event is not None:
            await happen(turn, draft, event)
            sent.caption_left(turn)
        turn.go(PLACE)
        return True
    found = await _asked(turn, draft)
    if found is None:
        return True
    _, state, q = found
    album = sent.album_of(turn)
    if album and window_of(turn.chat.place, state.step) == album:
        turn.say(turn.texts("hint-one-of-album"))
        return True
    event = await sent.answer_of(turn, draft, q, turn.incoming)
    if event is not None:
        await happen(turn, draft, event)
        sent.caption_left(turn)
        if album:
            # The rest of the album is no answer to the next question.
            open_window(turn, (await turn.work.state(draft)).step, album)
    return True


async def _asked(turn: Turn, draft: Draft) -> tuple[forms.Form, forms.State, forms.QuestionView] | None:
    """What is asked now; at the summary, where nothing is, a hint is given instead."""
    state = await turn.work.state(draft)
    form = turn.shelf.version(draft.form_id, draft.version)
    if state.position is None:
        turn.say(turn.texts("hint-tap-in-summary"))
        turn.go(PLACE)
        return None
    return form, state, other.question_view(form, state, turn.language)


async def happen(turn: Turn, draft: Draft, event: forms.Event) -> None:
    """Hand the event to the engine, and carry out its effects."""
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    at = await form_time(turn, form, draft.replaces)
    sprint = forms.step(form, state, together.alone(form, state, event, turn.language), at)
    new, effects = sprint.state, sprint.effects
    if new is not state:
        draft.position, draft.step, draft.returning, draft.changed_at = new.position, new.step, new.returning, turn.at
        turn.work.keep_state(draft, new, _rows(draft, effects, turn.at))
    stay(turn, new.step)
    for effect in effects:
        match effect:
            case forms.Submitted(answers=answers):
                await _send(turn, draft, form, new, answers)
            case forms.Incomplete():
                turn.toast(turn.texts.plain("toast-required-missing"), alert=True)
            case forms.Stale():
                turn.toast(turn.texts.plain("toast-already-stored"))
            case forms.Refused():
                _refuse(turn, form, effect)
    if new.position != state.position:
        beside.arrive(turn, draft, form, new, state)
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
    words = key if turn.texts.has(key) else "refused-constraint"
    text = turn.texts.plain(words, example=example_day(local(turn).date())) if own is None else own
    if isinstance(turn.incoming, Tap) and length(text) <= MOST_TOAST:
        turn.toast(text, alert=True)
        return
    for message in messages(text):
        turn.say(escape(message, quote=False))
    if not isinstance(turn.incoming, Tap):
        # The question stands above, still open; showing it again would only push it further up.
        turn.shows = False


async def _send(turn: Turn, draft: Draft, form: forms.Form, state: forms.State, answers: Mapping[str, str]) -> None:
    purpose = form.settings.get("purpose", "")
    may_be_sent = MAY_BE_SENT.get(draft.form_id) or MAY_BE_SENT_FOR.get(purpose)
    if may_be_sent is not None and not await may_be_sent(turn, draft, form):
        return
    connection = await turn.work.connection()
    old = None if draft.replaces is None else await submissions.get(connection, turn.viewer, draft.replaces)
    xml = instance_xml(
        form,
        answers,
        instance_id=draft.instance_id,
        deprecated_id=old.instance_id or None if old is not None else None,
        left_out=left_out(form, state),
    )
    submission = await submissions.submit(
        connection, draft, language=turn.language, at=turn.at, answers=answers, xml=xml
    )
    turn.work.forget_draft(draft.id)
    leave(turn)
    if await instruments.keep(connection, form, submission, answers):
        purpose = purpose or INSTRUMENT
    after = AFTER_SENDING.get(draft.form_id) or AFTER_SENDING_FOR.get(purpose)
    if after is None:
        turn.go(f"sent:{submission.id}")
        return
    turn.go("menu")
    await after(turn, submission, answers)

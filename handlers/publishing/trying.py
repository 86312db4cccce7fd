"""`Coba dulu`: an admin walks an upload as its readers will, on the same screens; nothing of it is kept.

A trial is a draft under a name of its own (`storage.uploads.TRIAL`) in the place of the form's id. It ends when the
admin leaves it or would send it: nothing ever becomes a submission.
"""

from __future__ import annotations

import forms
from handlers import filling
from handlers.answering import beside
from handlers.publishing import targets
from handlers.publishing.dispatch import LIST, UPLOAD, act
from handlers.tokens import FormTap, whole_number
from handlers.turn import Turn
from storage import drafts
from storage.drafts import Draft
from storage.uploads import TRIAL


def is_trial(draft: Draft) -> bool:
    """Whether nothing of the draft is to be kept."""
    return draft.form_id.startswith(TRIAL)


@act("try")
async def begin(turn: Turn, target: str, more: str) -> None:
    """Begin anew, each time."""
    upload = await targets.own_upload(turn, whole_number(target))
    form = turn.shelf.trial(upload.trial) if upload is not None else None
    if upload is None or upload.state != "ready" or form is None:
        turn.toast(turn.texts.plain("toast-pub-gone"))
        turn.go(LIST)
        return
    connection = await turn.work.connection()
    if (before := await drafts.open_draft(connection, turn.viewer, upload.trial)) is not None:
        turn.work.forget_draft(before.id)
        await drafts.discard(connection, before.id)
    turn.say(turn.texts("pub-trial-begins", form=form.title(turn.language)))
    await filling.begin(turn, upload.trial)


async def tapped(turn: Turn, draft: Draft, tap: FormTap) -> bool:
    """Leaving the trial and sending it end it; every other button is an ordinary one (False)."""
    if tap.verb == "x":
        await end(turn, draft, "toast-pub-trial-left")
        return True
    if tap.verb != "k":
        return False
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    effects = forms.step(form, state, forms.Submit(), filling.local(turn)).effects
    if tap.step != state.step or not any(isinstance(effect, forms.Submitted) for effect in effects):
        return False
    await end(turn, draft, "toast-pub-trial-done")
    return True


async def end(turn: Turn, draft: Draft, toast: str) -> None:
    """Throw the trial away, and go back to where it was begun."""
    connection = await turn.work.connection()
    beside.depart(turn, draft)
    turn.work.forget_draft(draft.id)
    filling.leave(turn)
    await turn.work.flush()
    await drafts.discard(connection, draft.id)
    turn.toast(turn.texts.plain(toast))
    turn.go(f"{UPLOAD}:{draft.form_id.removeprefix(TRIAL)}")

"""What comes before a form's own handlers: drafts that are only tried out, and drafts of retired versions."""

from __future__ import annotations

from handlers import filling
from handlers.answering.windows import PLACE
from handlers.publishing import dispatch, moving, receiving, trying
from handlers.tokens import FormTap
from handlers.turn import Said, Sent, Tap, Turn


async def form_tapped(turn: Turn) -> None:
    """A button `f:…`: to `filling`, unless the draft is one of those."""
    tap = FormTap.read(turn.incoming.data) if isinstance(turn.incoming, Tap) else None
    draft = await moving.own(turn, tap.draft_id) if tap is not None and turn.shelf.publications_or_trials else None
    if tap is not None and draft is not None:
        if moving.is_retired(turn, draft):
            filling.enter(turn, draft)
            return
        if trying.is_trial(draft) and await trying.tapped(turn, draft, tap):
            return
    await filling.tapped(turn)


async def heard(turn: Turn) -> bool:
    """Words or a file; whether they were for us."""
    draft = turn.known.draft if turn.known else None
    command = isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded
    if draft is not None and moving.is_retired(turn, draft) and not command:
        turn.say(turn.texts("hint-move-first"))
        turn.go(PLACE)
        return True
    if isinstance(turn.incoming, Sent) and await receiving.document(turn):
        return True
    return await dispatch.heard(turn)

"""The reader's side: a tap under a copy is kept as the answer, and the button shows it."""

from __future__ import annotations

from handlers import reporting
from handlers.announcing.copies import ACK, FORM, OK, OPENED, PREFIX, QUESTION, Ask, ask_rows
from handlers.tokens import whole_number
from handlers.turn import Tap, Turn
from storage import announcements

TEST = "test"
# Of one that was stopped the copies that arrived hold; of one that was deleted nothing holds any more.
ANSWERABLE = ("sending", "paused", "stopped", "done")


async def tapped(turn: Turn) -> None:
    """`l:ann:{announcement}:{ok|form|1…6}`; with `test` for the number, a dry run that keeps nothing."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    number, _, given = data.removeprefix(f"{PREFIX}:").partition(":")
    t = turn.texts
    if number == TEST:
        turn.toast(t.plain("toast-ann-only-a-test"))
        return
    connection = await turn.work.connection()
    announcement = await announcements.get(connection, whole_number(number))
    if announcement is None or announcement.state not in ANSWERABLE:
        turn.toast(t.plain("toast-ann-over"))
        turn.relabel()
        return
    asked = announcement.ask
    if asked is None or not is_answer(asked, given):
        turn.toast(t.plain("toast-finished"))
        return
    if asked["kind"] == FORM:
        if all(form.id != asked["form"] for form in turn.shelf.announceable()):
            turn.toast(t.plain("toast-ann-over"))
            return
        # Who has read it and opened the form once is counted once, however often they come back to it.
        if await announcements.answer_of(connection, announcement.id, turn.person.id) is None:
            await announcements.answer(connection, announcement.id, turn.person.id, OPENED, turn.at)
        await reporting.open_form(turn, str(asked["form"]))
        return
    before = await announcements.answer(connection, announcement.id, turn.person.id, given, turn.at)
    turn.relabel(ask_rows(announcement.id, asked, t, answer=given))
    if asked["kind"] == ACK:
        turn.toast(t.plain("toast-ann-thanks"))
    else:
        choice = str(asked["choices"][int(given) - 1])
        changed = before is not None and before != given
        key = "toast-ann-answer-changed" if changed else "toast-ann-answer"
        turn.toast(t.plain(key, choice=choice))


def is_answer(asked: Ask, given: str) -> bool:
    """Whether this is one of the answers that were asked for."""
    if asked["kind"] == QUESTION:
        return 1 <= whole_number(given) <= len(asked["choices"]) and given == str(whole_number(given))
    return given == (OK if asked["kind"] == ACK else OPENED)

"""What cannot be undone asks once: stopping, and taking the copies out of all chats."""

from __future__ import annotations

from handlers.announcing import desk
from handlers.announcing.dispatch import ONE, act, button_to, go
from handlers.announcing.progress import sent_of
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import announcement_copies, announcements, outbox
from storage.announcement_copies import CORRECTION
from storage.announcements import Announcement

PLACE = "announce-end"
STOP, DELETE = "stop", "delete"
STOPPABLE = ("scheduled", "sending", "paused")
DELETABLE = ("sending", "paused", "stopped", "done")


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, what = argument.partition(":")
    announcement = await desk.find(turn, whole_number(first))
    if announcement is None:
        return None
    t, number = turn.texts, announcement.id
    back = [go(t.plain("button-back"), f"{ONE}:{number}")]
    sent = await sent_of(turn, number)
    if what == STOP and announcement.state in STOPPABLE:
        surely = button_to(t.plain("button-ann-stop-surely"), STOP, number)
        return Screen(t("ann-stop-sure", sent=sent), as_rows([[surely], back]))
    if what == DELETE and announcement.state in DELETABLE:
        surely = button_to(t.plain("button-ann-delete-surely"), DELETE, number)
        return Screen(t("ann-delete-sure", sent=sent), as_rows([[surely], back]))
    return None


@act(STOP)
async def stop(turn: Turn, number: int, more: str) -> None:
    """What is not sent is taken back; what was sent stays, and a correction that is under way is carried through."""
    announcement = await desk.find(turn, number)
    if announcement is not None and await desk.move(turn, announcement, "stopped", *STOPPABLE):
        connection = await turn.work.connection()
        under_way = (await outbox.counts(connection, number, CORRECTION)).get("queued", 0)
        await outbox.cancel_lane(connection, number, outbox.NOT_NEEDED, turn.at)
        if announcement.revision > announcements.FIRST_REVISION:
            await _correct_anew(turn, announcement, taken_back=bool(under_way))
        await desk.note(turn, announcement, "announcement stopped", people=await sent_of(turn, number))
        turn.toast(turn.texts.plain("toast-ann-stopped"))
    turn.go(f"{ONE}:{number}")


async def _correct_anew(turn: Turn, announcement: Announcement, *, taken_back: bool) -> None:
    """Copies that were on the wire at the time of a correction show the old words.

    Corrections that were `taken_back` with the rest are planned as a new revision: of the same one they are there.
    """
    revision = announcement.revision
    if taken_back:
        revision += 1
        await desk.change(turn, announcement, revision=revision)
    connection = await turn.work.connection()
    await announcement_copies.plan_corrections(connection, announcement.id, revision, turn.at)
    turn.work.posted = True


@act(DELETE)
async def delete(turn: Turn, number: int, more: str) -> None:
    announcement = await desk.find(turn, number)
    if announcement is not None and await desk.move(turn, announcement, "deleted", *DELETABLE):
        connection = await turn.work.connection()
        people = await announcement_copies.plan_deletions(connection, number, turn.at)
        await desk.note(turn, announcement, "announcement deleted", people=people)
        turn.work.posted = True
        turn.toast(turn.texts.plain("toast-ann-deleted"))
    turn.go(f"{ONE}:{number}")

"""Carrying out a correction; of an announcement to many only with a second admin's yes, as for sending it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from handlers.announcing import desk
from handlers.announcing import kept as keeping
from handlers.announcing.compose import show_pieces
from handlers.announcing.copies import addressed
from handlers.announcing.counting import reach
from handlers.announcing.dispatch import ONE, act, button_to
from handlers.announcing.kept import Kept
from handlers.announcing.verdicts import FIX_APPROVED, FIX_REJECTED, OPEN, PREFIX, tell_author, write_to
from handlers.announcing.words import title_of
from handlers.letters import Slip, letter
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import announcement_copies, outbox
from storage.announcement_copies import COPY
from storage.announcements import Announcement

REQUEST = "correction-approval"
SEE, YES, NO = "fsee", "fyes", "fno"
VERBS = (SEE, YES, NO)
CORRECTABLE = ("sending", "paused", "stopped", "done")


async def needs_yes(turn: Turn, announcement: Announcement) -> bool:
    """Whether so many have it, or are to get it, that another admin must agree."""
    above = turn.limits.approval_above
    if announcement.copies > above:
        return True
    # After its end nobody is added.
    going = announcement.state in ("sending", "paused")
    return going and (await reach(turn, announcement)).people > above


async def carry_out(turn: Turn, announcement: Announcement) -> int:
    """Put the correction in place of the content, and have the copies that were sent edited; gives how many."""
    kept = desk.kept_of(announcement)
    assert kept.correction is not None
    revision, connection = announcement.revision + 1, await turn.work.connection()
    corrected = replace(kept, content=kept.correction, correction=None, waits=False)
    await desk.change(turn, announcement, content=keeping.to_json(corrected), revision=revision)
    people = await announcement_copies.plan_corrections(connection, announcement.id, revision, turn.at)
    await desk.note(turn, announcement, "announcement corrected", people=people)
    turn.work.posted = True
    return people


async def ask_others(turn: Turn, announcement: Announcement) -> bool:
    """Have the correction wait, and write to all other admins; whether there is any."""
    others = await desk.other_admins(turn, turn.person.id)
    if not others:
        turn.say(turn.texts("ann-fix-no-other-admin", above=turn.limits.approval_above))
        return False
    number, kept = announcement.id, desk.kept_of(announcement)
    asks = kept.asks + 1
    await desk.keep(turn, announcement, replace(kept, waits=True, asks=asks))
    sent = (await outbox.counts(await turn.work.connection(), number, COPY)).get("sent", 0)
    await desk.note(turn, announcement, "correction approval asked", people=sent)
    data = {"announcement": number, "asks": asks, "sent": sent}
    await write_to(turn, others, REQUEST, f"{number}:{asks}", data)
    return True


def waits_for_yes(announcement: Announcement) -> bool:
    """Whether its correction waits for another admin."""
    return announcement.state in CORRECTABLE and desk.kept_of(announcement).waits


@letter(REQUEST)
async def write_request(turn: Turn, slip: Slip) -> Screen | None:
    """The letter to the other admins; not sent where it is decided already, or taken back."""
    announcement = await desk.find(turn, int(slip.data["announcement"]))
    if announcement is None or not waits_for_yes(announcement):
        return None
    kept = desk.kept_of(announcement)
    if kept.correction is None or kept.asks != slip.data["asks"]:
        return None
    t, mark = turn.texts, _mark_of(announcement)
    lines = [
        f"<b>{t('ann-fix-request-title')}</b>",
        "",
        t("ann-fix-request", name=addressed(await desk.author_of(turn, announcement), t)),
        t("ann-quoted", title=title_of(t, kept.content)),
        "",
        t("ann-fix-becomes"),
        t("ann-quoted", title=title_of(t, kept.correction)),
        "",
        t("ann-fix-reaches", count=int(slip.data["sent"])),
    ]
    verbs = {SEE: t.plain("button-ann-look"), YES: t.plain("button-ann-approve"), NO: t.plain("button-ann-reject")}
    made = {verb: button(label, PREFIX, verb, announcement.id, mark) for verb, label in verbs.items()}
    return Screen("\n".join(lines), as_rows([[made[SEE]], [made[YES], made[NO]]]))


def waiting_line(turn: Turn, announcement: Announcement) -> list[str]:
    """On the announcement's own screen: that a correction waits, and what it would say."""
    kept = desk.kept_of(announcement)
    if not waits_for_yes(announcement) or kept.correction is None:
        return []
    return ["", turn.texts("ann-fix-waits", title=title_of(turn.texts, kept.correction))]


def place_rows(turn: Turn, announcement: Announcement) -> list[list[Button]]:
    """The buttons of the letter on the announcement's own screen, for whoever may decide."""
    if not waits_for_yes(announcement) or announcement.made_by == turn.person.id:
        return []
    t, mark, number = turn.texts, _mark_of(announcement), announcement.id
    return [
        [button_to(t.plain("button-ann-look-fix"), SEE, number)],
        [
            button_to(t.plain("button-ann-approve"), YES, number, mark),
            button_to(t.plain("button-ann-reject"), NO, number, mark),
        ],
    ]


async def tapped_letter(turn: Turn, announcement: Announcement, verb: str, mark: str) -> None:
    """A button under the letter."""
    if verb == SEE:
        await _see(turn, announcement)
        return
    await _decide(turn, announcement, mark, yes=verb == YES)
    after = await desk.find(turn, announcement.id)
    if after is None or not waits_for_yes(after) or _mark_of(after) != mark:
        turn.relabel([[button(turn.texts.plain("button-ann-open"), PREFIX, OPEN, announcement.id)]])


@act(SEE)
async def see(turn: Turn, number: int, more: str) -> None:
    if (announcement := await desk.find(turn, number)) is None:
        turn.go(f"{ONE}:{number}")
    else:
        await _see(turn, announcement)


@act(YES)
async def approve(turn: Turn, number: int, mark: str) -> None:
    await _on_place(turn, number, mark, yes=True)


@act(NO)
async def reject(turn: Turn, number: int, mark: str) -> None:
    await _on_place(turn, number, mark, yes=False)


async def _on_place(turn: Turn, number: int, mark: str, *, yes: bool) -> None:
    if (announcement := await desk.find(turn, number)) is not None:
        await _decide(turn, announcement, mark, yes=yes)
    turn.go(f"{ONE}:{number}")


async def _see(turn: Turn, announcement: Announcement) -> None:
    if waits_for_yes(announcement):
        correction = desk.kept_of(announcement).correction
        await show_pieces(turn, announcement, turn.texts("ann-as-readers-see-it"), correction)
    else:
        turn.toast(turn.texts.plain("toast-ann-fix-decided"))
    turn.go(f"{ONE}:{announcement.id}")


async def _decide(turn: Turn, announcement: Announcement, mark: str, *, yes: bool) -> None:
    """Say yes or no, once; the author hears of it by letter."""
    t = turn.texts
    if not waits_for_yes(announcement):
        turn.toast(t.plain("toast-ann-fix-decided"))
        return
    if announcement.made_by == turn.person.id:
        turn.toast(t.plain("toast-ann-own"), alert=True)
        return
    if _mark_of(announcement) != mark:
        turn.toast(t.plain("toast-ann-changed-meanwhile"), alert=True)
        return
    kept = desk.kept_of(announcement)
    if yes:
        await carry_out(turn, announcement)
    else:
        # What its author has written stays, to be changed and asked for again.
        await desk.keep(turn, announcement, replace(kept, waits=False))
        await desk.note(turn, announcement, "correction rejected")
    verdict = FIX_APPROVED if yes else FIX_REJECTED
    await tell_author(turn, announcement, verdict, f"{announcement.id}:fix:{kept.asks}")
    turn.toast(t.plain("toast-ann-approved" if yes else "toast-ann-rejected"))


def _mark_of(announcement: Announcement) -> str:
    """A mark of the correction and of what it would replace; it rides in the buttons, so that nobody agrees to what
    they did not see."""
    kept = desk.kept_of(announcement)
    shown = [keeping.to_json(Kept(kept.content, kept.correction)), announcement.ask, announcement.revision, kept.asks]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:10]

"""Correcting what was already sent: the copies in people's chats are edited, later ones go out corrected."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from handlers.announcing import amending, desk
from handlers.announcing import content as contents
from handlers.announcing.amending import CORRECTABLE
from handlers.announcing.compose import content_said, show_pieces, too_long_said, wait_on
from handlers.announcing.content import ALBUM, FORWARD, MEDIA, TEXT, Content
from handlers.announcing.dispatch import ONE, act, button_to, go, listens
from handlers.announcing.progress import sent_of
from handlers.announcing.words import title_of
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage.announcements import Announcement

PLACE = "announce-correct"
# `announce-correct:{id}:again`: waits for another content, in place of the one that is shown.
AGAIN = "again"


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, rest = argument.partition(":")
    announcement = await desk.find(turn, whole_number(first))
    if announcement is None or announcement.state not in CORRECTABLE or announcement.made_by != turn.person.id:
        return None
    t, number = turn.texts, announcement.id
    kept = desk.kept_of(announcement)
    back = go(t.plain("button-back"), f"{ONE}:{number}")
    if kept.content.kind == FORWARD:
        return Screen(t("ann-correct-forward"), as_rows([[back]]))
    if kept.correction is None or rest:
        key = "ann-correct-text" if kept.content.kind == TEXT else "ann-correct-file"
        return Screen(t(key), as_rows([[back]]))
    drop = button_to(t.plain("button-ann-no-correction"), "unfix", number)
    again = go(t.plain("button-ann-change-content"), f"{PLACE}:{number}:{AGAIN}")
    if not contents.may_replace(kept.content, kept.correction):
        return Screen(t("ann-correct-unlike"), as_rows([[again], [drop]]))
    look = [button_to(t.plain("button-ann-look"), "look-fix", number), again]
    if kept.waits:
        return Screen(t("ann-fix-waits", title=title_of(t, kept.correction)), as_rows([look, [drop]]))
    sent = await sent_of(turn, number)
    surely = button_to(t.plain("button-ann-correct-surely", count=sent), "fix", number, _mark(kept.correction))
    lines = [t("ann-correct-sure", count=sent)]
    if await amending.needs_yes(turn, announcement):
        lines += ["", t("ann-fix-needs-approval", above=turn.limits.approval_above)]
    return Screen("\n".join(lines), as_rows([[surely], look, [drop]]))


def _mark(correction: Content) -> str:
    return hashlib.sha256(json.dumps(contents.to_json(correction), sort_keys=True).encode()).hexdigest()[:10]


async def _own(turn: Turn, number: int) -> Announcement | None:
    """The admin's own announcement, while it can be corrected."""
    announcement = await desk.find(turn, number)
    if announcement is not None and announcement.made_by == turn.person.id and announcement.state in CORRECTABLE:
        return announcement
    turn.toast(turn.texts.plain("toast-ann-not-yours" if announcement is not None else "toast-ann-gone"), alert=True)
    turn.go(f"{ONE}:{number}")
    return None


@listens(PLACE)
async def heard(turn: Turn, argument: str) -> None:
    first, _, rest = argument.partition(":")
    announcement = await _own(turn, whole_number(first))
    if announcement is None:
        return
    kept = desk.kept_of(announcement)
    if kept.content.kind == FORWARD:
        turn.say(turn.texts("hint-ann-tap"))
        return
    new = content_said(turn, rest)
    if new is None:
        return
    if kept.correction is not None and not rest:
        joined = contents.with_item(kept.correction, new)
        if joined is None:
            turn.say(turn.texts("hint-ann-content-is-there"))
        elif not too_long_said(turn, new, announcement):
            await desk.keep(turn, announcement, replace(kept, correction=joined, waits=False))
            turn.show()
        return
    new = as_caption(kept.content, new)
    if too_long_said(turn, new, announcement):
        wait_on(turn, f"{PLACE}:{first}:{AGAIN}", new)
        return
    if not new.group and not contents.may_replace(kept.content, new):
        turn.say(turn.texts("hint-ann-unlike"))
        return
    await desk.keep(turn, announcement, replace(kept, correction=new, waits=False))
    if not new.group:
        await show_pieces(turn, announcement, turn.texts("ann-as-readers-see-it"), new)
    turn.go(f"{PLACE}:{announcement.id}")


def as_caption(old: Content, new: Content) -> Content:
    """Words alone, sent for a file or an album, are its new caption (of an album, the first file's)."""
    if new.kind != TEXT or old.kind not in (MEDIA, ALBUM):
        return new
    if old.kind == MEDIA:
        return replace(old, text=new.text, entities=new.entities)
    first, *others = old.items
    return replace(old, items=(replace(first, text=new.text, entities=new.entities), *others), group="")


@act("look-fix")
async def look(turn: Turn, number: int, more: str) -> None:
    announcement = await _own(turn, number)
    if announcement is not None:
        correction = desk.kept_of(announcement).correction
        await show_pieces(turn, announcement, turn.texts("ann-as-readers-see-it"), correction)
        turn.go(f"{PLACE}:{number}")


@act("fix")
async def fix(turn: Turn, number: int, mark: str) -> None:
    """Edit what was sent; of an announcement to many, ask the other admins first."""
    announcement = await _own(turn, number)
    if announcement is None:
        return
    kept = desk.kept_of(announcement)
    if kept.correction is None:
        # A double tap: it is on its way.
        turn.go(f"{ONE}:{number}")
        return
    if kept.waits:
        # A double tap: it is asked.
        turn.go(f"{PLACE}:{number}")
        return
    if _mark(kept.correction) != mark or not contents.may_replace(kept.content, kept.correction):
        turn.toast(turn.texts.plain("toast-ann-changed-meanwhile"), alert=True)
        turn.go(f"{PLACE}:{number}")
        return
    if await amending.needs_yes(turn, announcement):
        await amending.ask_others(turn, announcement)
        turn.go(f"{PLACE}:{number}")
        return
    people = await amending.carry_out(turn, announcement)
    turn.toast(turn.texts.plain("toast-ann-corrected", count=people))
    turn.go(f"{ONE}:{number}")


@act("unfix")
async def unfix(turn: Turn, number: int, more: str) -> None:
    announcement = await _own(turn, number)
    if announcement is not None:
        await desk.keep(turn, announcement, replace(desk.kept_of(announcement), correction=None, waits=False))
        turn.go(f"{ONE}:{number}")

"""Saved audiences: kept under a name, used again, thrown away."""

from __future__ import annotations

from handlers.announcing import desk
from handlers.announcing.dispatch import act, button_to, go
from handlers.announcing.ticks import PLACE, way_back
from handlers.announcing.words import audience_words
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from locales.reading import folded
from storage import segments
from storage.announcements import Announcement

MOST_NAME = 40
MOST_SHOWN = 30


async def segment_screen(turn: Turn, announcement: Announcement, head: str, section: str, more: str) -> Screen:
    """`saved`: the list; `segment:{id}`: one of it; `name`: waits for the name of a new one."""
    t, number = turn.texts, announcement.id
    connection = await turn.work.connection()
    if section == "name":
        rows = [[go(t.plain("button-back"), f"{PLACE}:{number}:saved")]]
        return Screen(f"{head}\n\n{t('ann-segment-name')}", as_rows(rows))
    if section == "segment" and (one := await segments.get(connection, whole_number(more))) is not None:
        rows = [
            [button_to(t.plain("button-ann-use"), "use", number, str(one.id))],
            [button_to(t.plain("button-ann-forget"), "forget", number, str(one.id))],
            [go(t.plain("button-back"), f"{PLACE}:{number}:saved")],
        ]
        words = audience_words(turn, one.audience)
        return Screen(t("ann-segment", name=one.name, audience=words), as_rows(rows))
    saved = (await segments.all_segments(connection))[:MOST_SHOWN]
    rows = [[go(one.name, f"{PLACE}:{number}:segment:{one.id}")] for one in saved]
    rows.append([go(t.plain("button-ann-save-audience"), f"{PLACE}:{number}:name")])
    rows.append([way_back(turn, announcement)])
    text = t("ann-segments") if saved else t("ann-segments-none")
    return Screen(f"{head}\n\n{text}", as_rows(rows))


async def keep_named(turn: Turn, announcement: Announcement, typed: str) -> None:
    """Save the audience under the name that was typed."""
    name = " ".join(typed.split())
    if not folded(name):
        turn.say(turn.texts("hint-ann-name-empty"))
        return
    if len(name) > MOST_NAME:
        turn.say(turn.texts("hint-ann-name-long", most=MOST_NAME))
        return
    try:
        await segments.save(
            await turn.work.connection(),
            name=name,
            audience=announcement.audience,
            made_by=turn.person.id,
            at=turn.at,
        )
    except segments.NameTakenError:
        turn.say(turn.texts("hint-ann-name-taken", name=name))
        return
    turn.toast(turn.texts("ann-segment-saved", name=name))
    turn.go(f"{PLACE}:{announcement.id}:saved")


@act("use")
async def use(turn: Turn, number: int, more: str) -> None:
    announcement = await desk.own_draft(turn, number)
    if announcement is None:
        return
    one = await segments.get(await turn.work.connection(), whole_number(more))
    if one is None:
        turn.toast(turn.texts.plain("toast-ann-segment-gone"))
        turn.go(f"{PLACE}:{number}:saved")
        return
    await desk.change(turn, announcement, audience=one.audience)
    turn.go(f"{PLACE}:{number}")


@act("forget")
async def forget(turn: Turn, number: int, more: str) -> None:
    if await desk.own_draft(turn, number) is not None:
        await segments.delete(await turn.work.connection(), whole_number(more))
        turn.toast(turn.texts.plain("toast-ann-segment-forgotten"))
        turn.go(f"{PLACE}:{number}:saved")

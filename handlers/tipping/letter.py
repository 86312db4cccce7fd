"""The letters of tips: the tip of the week, the question some weeks later whether it was tried, and their buttons."""

from __future__ import annotations

from handlers.letters import PREFIX, Slip, letter
from handlers.screens import Screen
from handlers.tipping import showing
from handlers.tipping.choosing import given_tip, tip_of_week
from handlers.tipping.library import find
from handlers.tipping.place import PLACE
from handlers.tipping.rhythm import KIND, OFF, rhythm
from handlers.tipping.saying import said
from handlers.turn import Tap, Turn, as_rows
from storage import preferences
from storage.preferences import TipGiven

# The kinds of letters; also what their keys begin with.
TIP, TRIED = "tip", "tried"
_FRONT = (PREFIX, "tip")


@letter(TIP)
async def write_tip(turn: Turn, slip: Slip) -> Screen | None:
    """The tip of `data["week"]`; nothing for somebody who wants none, or for whom there is none."""
    if await _is_off(turn):
        return None
    week = str(slip.data["week"])
    # The seed is the week's, not the row's: a letter that is planned once more brings the same tip.
    found = await tip_of_week(turn, week, f"{TIP}:{turn.person.id}:{week}")
    if found is None:
        return None
    given, first = found
    return await _tip_screen(turn, given, first=first)


@letter(TRIED)
async def write_tried(turn: Turn, slip: Slip) -> Screen | None:
    """Whether `data["tip"]` was tried; not asked of a tip that is no longer found useful, or was answered for."""
    given = await given_tip(turn, str(slip.data["tip"]))
    if given is None or given.verdict != preferences.USEFUL or given.tried is not None or await _is_off(turn):
        return None
    shown = await find(turn, given.tip_id)
    if shown is None:
        return None
    t = turn.texts
    lines = [
        t("tips-tried", weeks=(turn.at - given.given_at).days // 7, address=turn.address),
        "",
        f"<b>{t('tips-title')}</b> · {showing.html(shown.title)}",
        showing.html(shown.to_try),
        "",
        t("tips-tried-ask"),
    ]
    return Screen("\n".join(lines), as_rows(showing.tried_rows(turn, given, *_FRONT, given.tip_id)))


async def tapped(turn: Turn) -> None:
    """`l:tip:{tip}:{verb}`: a button under one of these letters, however old it is."""
    parts = turn.incoming.data.split(":") if isinstance(turn.incoming, Tap) else []
    if len(parts) != 4:
        return
    tip_id, verb = parts[2:]
    if verb == showing.READ:
        turn.go(f"{PLACE}:read:{tip_id}")
        return
    given = await said(turn, tip_id, verb)
    if given is None:
        turn.relabel()
    elif verb in (showing.TRIED, showing.NOT_YET):
        turn.relabel(as_rows(showing.tried_rows(turn, given, *_FRONT, tip_id)))
    elif verb.startswith(showing.CASE):
        turn.rewrite(await _tip_screen(turn, given))
    else:
        shown = await find(turn, tip_id)
        turn.relabel(showing.rows(turn, shown, given, *_FRONT, tip_id) if shown else ())


async def _tip_screen(turn: Turn, given: TipGiven, *, first: bool = False) -> Screen:
    shown = await find(turn, given.tip_id)
    if shown is None:
        raise LookupError("only tips of the library are shown")
    text = showing.words(turn, shown, given, turn.texts("tips-this-week"), first=first)
    return Screen(text, as_rows(showing.rows(turn, shown, given, *_FRONT, given.tip_id)))


async def _is_off(turn: Turn) -> bool:
    chosen = await preferences.get(await turn.work.connection(), turn.person.id)
    return rhythm(chosen.get(KIND), turn.person.role) == OFF

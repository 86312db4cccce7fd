"""What a reader says of a tip by tapping: the choice in its case, a verdict, to keep it, whether it was tried.

The same for the buttons under a letter and for those of `/tips`. Everything may be said again: a second tap of the
same button (they often come in twos) changes nothing, and another verdict takes the place of the first.
"""

from __future__ import annotations

from handlers.tipping.choosing import given_tip
from handlers.tipping.showing import CASE, DROP, KEEP, LESS, NOT_YET, TRIED, USEFUL
from handlers.turn import Turn
from locales.tips import tip
from storage import preferences
from storage.preferences import TipGiven

_VERDICTS = {USEFUL: preferences.USEFUL, LESS: preferences.LESS}
_TRIED = {TRIED: preferences.YES, NOT_YET: preferences.NOT_YET}


async def said(turn: Turn, tip_id: str, verb: str) -> TipGiven | None:
    """Store what was tapped and thank for it; gives the tip as it stands now.

    `None` for a tip that the reader never got, and for one that the library has no more: nothing is stored then.
    """
    t = turn.texts
    before = await given_tip(turn, tip_id)
    if before is None:
        turn.toast(t.plain("toast-tips-gone"))
        return None
    connection, who = await turn.work.connection(), turn.person.id
    if verb in _VERDICTS:
        await preferences.verdict(connection, who, tip_id, _VERDICTS[verb])
        turn.toast(t.plain("toast-tips-useful" if verb == USEFUL else "toast-tips-less"))
    elif verb in (KEEP, DROP):
        await preferences.keep(connection, who, tip_id, verb == KEEP)
        turn.toast(t.plain("toast-tips-kept" if verb == KEEP else "toast-tips-dropped"))
    elif verb in _TRIED:
        await preferences.tried(connection, who, tip_id, _TRIED[verb])
        turn.toast(t.plain("toast-tips-tried" if verb == TRIED else "toast-tips-not-yet"))
    elif _is_choice(tip_id, verb) and before.case_choice is None:
        # The explanation has been read once it is there: what was chosen first stands.
        await preferences.case(connection, who, tip_id, int(verb[1]))
    return await given_tip(turn, tip_id)


def _is_choice(tip_id: str, verb: str) -> bool:
    known = tip(tip_id)
    return known is not None and known.case is not None and verb in (f"{CASE}0", f"{CASE}1")

"""The letter `digest`: a week of one's own people, with the picture and the same ways on as in the chat."""

from __future__ import annotations

from datetime import date

from handlers.digest import drawing
from handlers.digest.place import caption, nobody, rows_of, talks_of
from handlers.digest.reading import digest_of
from handlers.digest.rhythm import OFF
from handlers.digest.scope import is_open, of_week, title
from handlers.digest.setting import chosen
from handlers.letters import Slip, letter
from handlers.screens import Screen
from handlers.turn import Turn, as_rows
from storage.digests_due import KIND


@letter(KIND)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: region, programme, and the week by its Monday. Nothing for who wants none by now or has lost the
    duty, and where there is nobody yet.
    """
    monday = date.fromisoformat(slip.data["week"])
    scope = of_week(slip.data["region"], slip.data["programme"], monday)
    if (await chosen(turn)).every == OFF or not await is_open(turn, scope):
        return None
    digest = await digest_of(turn, scope)
    where = title(turn, scope)
    if not digest.participation.companions:
        return Screen(nobody(turn, digest, where)) if digest.asked_anew else None
    talks = await talks_of(turn, scope)
    rows = as_rows(rows_of(turn, scope, digest, talks, letter=True))
    return Screen(caption(turn, digest, where, talks), rows, picture=drawing.picture(turn, digest, where))

"""What the companion says of an interview about them: own words, read by who led it."""

from __future__ import annotations

from handlers.interviewing import letters
from handlers.interviewing.dispatch import ONE, REMARK, act, gone, listens, to
from handlers.interviewing.one import newest
from handlers.interviewing.words import called_by_id
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from storage import about
from storage.about import About

FEWEST, MOST = 3, 500


async def _mine(turn: Turn, number: int) -> About | None:
    """An interview about the reader."""
    found = await newest(turn, number)
    return found if found is not None and found.person_id == turn.person.id else None


@act("say")
async def ask(turn: Turn, number: int, _: int) -> None:
    """`int:say:{interview}`: what do you say of it?"""
    found = await _mine(turn, number)
    if found is None:
        gone(turn)
    else:
        turn.go(f"{REMARK}:{found.submission_id}")


@place(REMARK)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`interview-remark:{number}`."""
    found = await _mine(turn, whole_number(argument))
    if found is None:
        return None
    t = turn.texts
    who = await called_by_id(turn, found.author)
    lines = [f"<b>{t('int-say-title')}</b>", "", t("int-say-how", name=who, fewest=FEWEST, most=MOST)]
    return Screen("\n".join(lines), as_rows([[to(t.plain("button-int-not-now"), "read", found.submission_id)]]))


@listens(REMARK)
async def heard(turn: Turn, argument: str) -> None:
    """The companion's own words."""
    t, found = turn.texts, await _mine(turn, whole_number(argument))
    if found is None:
        gone(turn)
        return
    if not isinstance(turn.incoming, Said) or turn.incoming.forwarded:
        turn.say(t("hint-int-type"))
        return
    words = "\n".join(" ".join(line.split()) for line in turn.incoming.text.strip().splitlines())
    if not FEWEST <= len(words) <= MOST:
        turn.say(t("hint-int-length", fewest=FEWEST, most=MOST, length=len(words)))
        return
    if await about.remark(await turn.work.connection(), turn.viewer, found.submission_id, words, turn.at):
        await letters.remarked(turn, found)
        turn.say(t("int-said"))
    turn.go(f"{ONE}:{found.submission_id}")

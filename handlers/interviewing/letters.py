"""Letters about interviews: to the companion that one can be read, to the coordinator that something was said of it.

Buttons: `l:int:{read|say}:{interview}`. The words are found when the letter goes, for who may see the interview then.
"""

from __future__ import annotations

from datetime import datetime

from handlers import filling
from handlers.interviewing.dispatch import ONE, REMARK, gone
from handlers.interviewing.words import called_by_id
from handlers.letters import Slip, letter
from handlers.reminding import almanac
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from locales.formats import date_long
from storage import about, people
from storage.about import About
from storage.outbox import Letter, Priority

SENT, REMARKED = "interview", "interview-remark"
PREFIX = "l:int"


async def sent(turn: Turn, number: int, person_id: int) -> datetime:
    """An interview (or its correction) about somebody was sent: they may read it, not at night. Gives from when on."""
    return await _post(turn, SENT, number, person_id)


async def remarked(turn: Turn, interview: About) -> None:
    """Something was said of it: who led it is told, once for an interview."""
    await _post(turn, REMARKED, interview.submission_id, interview.author)


async def _post(turn: Turn, kind: str, number: int, reader: int) -> datetime:
    connection = await turn.work.connection()
    person = await people.person_by_id(connection, reader)
    province = person.province if person is not None else None
    hours = (await almanac.load(connection)).hours
    moment = hours.next_moment(turn.at, turn.shelf.zone_of(province or ""), province, almanac.ASKED)
    key = f"{kind}:{number}:{reader}"
    await turn.post(Letter(key, kind, reader, moment, {"interview": number}, Priority.CASE))
    return moment


@letter(SENT)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `interview`. Not needed once that was corrected: the correction has a letter of its own."""
    found = await about.get(await turn.work.connection(), turn.viewer, slip.data["interview"])
    if found is None or found.replaced_by is not None or found.person_id != turn.person.id:
        return None
    t = turn.texts
    words = {
        "address": turn.address,
        "name": await called_by_id(turn, found.author),
        "day": date_long(found.sent_at, t.language, turn.zone),
    }
    lines = [t("int-letter-corrected" if found.replaces is not None else "int-letter", **words), t("int-letter-what")]
    rows = [
        [button(t.plain("button-int-letter-read"), PREFIX, "read", found.submission_id)],
        [button(t.plain("button-int-remark"), PREFIX, "say", found.submission_id)],
    ]
    return Screen("\n".join(lines), as_rows(rows))


@letter(REMARKED)
async def write_remarked(turn: Turn, slip: Slip) -> Screen | None:
    """To who led it; nothing of what was said stands in the letter."""
    found = await about.get(await turn.work.connection(), turn.viewer, slip.data["interview"])
    if found is None or found.author != turn.person.id or not found.remark:
        return None
    t = turn.texts
    line = t("int-letter-remark", address=turn.address, name=await called_by_id(turn, found.person_id))
    return Screen(line, as_rows([[button(t.plain("button-int-letter-read"), PREFIX, "read", found.submission_id)]]))


async def letter_tapped(turn: Turn) -> None:
    """`l:int:{read|say}:{interview}`, however old; what it opens comes below."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, number = data.removeprefix(f"{PREFIX}:").partition(":")
    found = await about.get(await turn.work.connection(), turn.viewer, whole_number(number))
    filling.leave(turn)
    if found is None:
        gone(turn)
    elif verb == "say" and found.person_id == turn.person.id:
        turn.go(f"{REMARK}:{found.submission_id}")
    else:
        turn.go(f"{ONE}:{found.submission_id}")

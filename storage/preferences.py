"""What a person wants of what comes by itself: reminders, tips, news; and the tips they were given, with what they
said of each.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, false, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared

# Announcements that are not duty; switched off, they do not come (`storage.announcement_copies`).
NEWS = "news"
OFF = "off"

USEFUL, LESS = "useful", "less"
YES, NOT_YET = "yes", "not_yet"


@dataclass(frozen=True, slots=True)
class TipGiven:
    """A tip that the person was sent, why it was chosen, and what they said of it; None where they said nothing.

    ``verdict``: useful or less; ``kept``: saved to read again; ``case_choice``: the number of the choice in the tip's
    case question; ``tried``: yes or not_yet.
    """

    tip_id: str
    given_at: datetime
    why: str
    verdict: str | None
    kept: bool
    case_choice: int | None
    tried: str | None


_preference, _tip = schema.preference, schema.tip_given
_GIVEN = tuple(_tip.c[name] for name in TipGiven.__slots__)
_person = bindparam("person", type_=Whole)

_ALL = Prepared(
    select(_preference.c.kind, _preference.c.value).where(_preference.c.person_id == _person).order_by("kind")
)
_PUT = Prepared(
    upsert(_preference)
    .values(person_id=_person, kind=bindparam("kind"), value=bindparam("value"), at=bindparam("at"))
    .on_conflict_do_update(
        index_elements=["person_id", "kind"],
        set_={"value": bindparam("value", type_=Text), "at": bindparam("at", type_=Moment)},
    )
)
_GIVE = Prepared(
    upsert(_tip)
    .values(person_id=_person, tip_id=bindparam("tip"), given_at=bindparam("at"), why=bindparam("why"), kept=false())
    .on_conflict_do_update(
        index_elements=["person_id", "tip_id"],
        set_={"given_at": bindparam("at", type_=Moment), "why": bindparam("why", type_=Text)},
    )
)
_this_tip = (_tip.c.person_id == _person, _tip.c.tip_id == bindparam("tip"))
_SAY = {
    name: Prepared(update(_tip).where(*_this_tip).values({name: bindparam("said", type_=_tip.c[name].type)}))
    for name in ("verdict", "kept", "case_choice", "tried")
}
_TIPS = Prepared(select(*_GIVEN).where(_tip.c.person_id == _person).order_by(_tip.c.given_at, _tip.c.tip_id))
_RECORDS = Prepared(
    select(
        _tip.c.tip_id,
        func.count(),
        func.count().filter(_tip.c.verdict == USEFUL),
        func.count().filter(_tip.c.verdict == LESS),
    ).group_by(_tip.c.tip_id)
)


async def get(conn: AsyncConnection, person_id: int) -> dict[str, str]:
    """What the person has set, by kind (`reminder:kompetensi`, `tip`, `news`); without what they never touched."""
    return dict(await _ALL.rows(conn, person=person_id))


async def put(conn: AsyncConnection, person_id: int, kind: str, value: str, at: datetime) -> None:
    """Set one kind to a value, in place of an earlier one."""
    await _PUT.run(conn, person=person_id, kind=kind, value=value, at=at)


async def give(conn: AsyncConnection, person_id: int, tip_id: str, why: str, at: datetime) -> None:
    """Note that the person is sent a tip, chosen for the reason ``why``.

    Given again, it has the new time and reason, and still what was said of it.
    """
    await _GIVE.run(conn, person=person_id, tip=tip_id, why=why, at=at)


async def verdict(conn: AsyncConnection, person_id: int, tip_id: str, said: str) -> bool:
    """Keep ``USEFUL`` or ``LESS``, in place of what was said before. This and the next: False if never given."""
    if said not in (USEFUL, LESS):
        raise ValueError(f"no verdict: {said!r}")
    return await _say(conn, person_id, tip_id, "verdict", said)


async def keep(conn: AsyncConnection, person_id: int, tip_id: str, kept: bool = True) -> bool:
    """Save the tip to read again, or no longer."""
    return await _say(conn, person_id, tip_id, "kept", kept)


async def case(conn: AsyncConnection, person_id: int, tip_id: str, choice: int) -> bool:
    """Keep the number of the choice in the tip's case question."""
    return await _say(conn, person_id, tip_id, "case_choice", choice)


async def tried(conn: AsyncConnection, person_id: int, tip_id: str, said: str) -> bool:
    """Keep whether they have tried it: ``YES`` or ``NOT_YET``."""
    if said not in (YES, NOT_YET):
        raise ValueError(f"neither yes nor not yet: {said!r}")
    return await _say(conn, person_id, tip_id, "tried", said)


async def given(conn: AsyncConnection, person_id: int) -> list[TipGiven]:
    """The tips the person was given, oldest first; one given again stands where it was given last."""
    return [TipGiven(*row) for row in await _TIPS.rows(conn, person=person_id)]


async def records(conn: AsyncConnection) -> dict[str, tuple[int, int, int]]:
    """For each tip ever given: to how many people, how many of them found it useful, and how many less so."""
    return {tip_id: (shown, useful, less) for tip_id, shown, useful, less in await _RECORDS.rows(conn)}


async def _say(conn: AsyncConnection, person_id: int, tip_id: str, what: str, said: object) -> bool:
    return bool(await _SAY[what].run(conn, person=person_id, tip=tip_id, said=said))

"""Counts over the companions of a region and programme: numbers only, no names."""

from dataclasses import dataclass

from sqlalchemy import Text, bindparam, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared
from storage.visibility import works_in


@dataclass(slots=True, frozen=True)
class Participation:
    """How many companions there are, how many have the form open, how many have sent it at least once."""

    companions: int
    started: int
    finished: int


_person, _draft, _submission = schema.person, schema.draft, schema.submission
_region, _programme, _form = (bindparam(name, type_=Text) for name in ("region", "programme", "form"))

_in_region = or_(
    _region == "",
    _person.c.province == _region,
    _person.c.regency == _region,
    # Whole parts of the code only: "1" is not the province of "13.76".
    func.substr(_person.c.regency, 1, func.length(_region) + 1) == _region + ".",
)
_PARTICIPATION = Prepared(
    select(
        func.count(),
        func.count().filter(exists().where(_draft.c.person_id == _person.c.id, _draft.c.form_id == _form)),
        func.count().filter(exists().where(_submission.c.person_id == _person.c.id, _submission.c.form_id == _form)),
    )
    .select_from(_person)
    .where(
        _person.c.role == "companion",
        # Without a consent a person is not a part of any figure.
        _person.c.consent.is_not(None),
        _in_region,
        or_(_programme == "", works_in(_person, _programme)),
    )
)


async def participation(conn: AsyncConnection, *, region_prefix: str, programme: str, form_id: str) -> Participation:
    """Companions with a consent in force, in a region ("13", "13.76", "" for all) and programme ("" for all).

    The programme is looked for in the latest profile a person has sent. Someone who has sent the form and has
    it open again counts as both started and finished.
    """
    row = await _PARTICIPATION.first(conn, region=region_prefix, programme=programme, form=form_id)
    assert row is not None
    return Participation(*row)

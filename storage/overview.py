"""Counts over the companions of a region and programme: numbers only, no names."""

from dataclasses import dataclass

from sqlalchemy import Text, bindparam, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared

# Where a companion's programmes are said: an item of the profile form, names separated by spaces.
PROFILE_FORM = "profil"
PROGRAMME_ITEM = "program"


@dataclass(slots=True, frozen=True)
class Participation:
    """How many companions there are, how many have the form open, how many have sent it at least once."""

    companions: int
    started: int
    finished: int


_person, _draft, _submission = schema.person, schema.draft, schema.submission
_profile, _answer = schema.submission.alias("profile"), schema.submission_answer
_region, _programme, _form = (bindparam(name, type_=Text) for name in ("region", "programme", "form"))

_latest_profile = (
    select(_profile.c.id)
    .where(_profile.c.person_id == _person.c.id, _profile.c.form_id == PROFILE_FORM)
    .order_by(_profile.c.sent_at.desc(), _profile.c.id.desc())
    .limit(1)
    .correlate(_person)
    .scalar_subquery()
)
_has_programme = exists().where(
    _answer.c.submission_id == _latest_profile,
    _answer.c.item == PROGRAMME_ITEM,
    func.instr(literal(" ") + _answer.c.value + " ", literal(" ") + _programme + " ") > 0,
)
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
        or_(_programme == "", _has_programme),
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

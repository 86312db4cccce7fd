"""Packed results of many people at once, for counting: a digest never reads an answer."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, Text, bindparam, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.digest_people import LIVES, PROGRAMMES, Where, counted
from storage.moments import Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import Viewer, person_seen

_result, _person = schema.result, schema.person
_form, _back = bindparam("form", type_=Text), bindparam("back", type_=Integer)
_packed = (
    select(
        _result.c.person_id,
        _result.c.back,
        _result.c.version,
        type_coerce(_result.c.sent_at, Whole),
        _result.c["items"],
    )
    .join_from(_result, _person, _person.c.id == _result.c.person_id)
    .where(_result.c.form_id == _form, _result.c.back <= _back, person_seen(_person))
)
_ALL = Prepared(_packed)
_SOME = Prepared(_packed.where(_result.c.person_id.in_(select(each("people").c.value))))
_COUNTED = Prepared(
    select(LIVES, func.count())
    .join_from(_person, _result, _result.c.person_id == _person.c.id)
    .where(_result.c.form_id == _form, _result.c.back == 0, counted())
    .group_by(LIVES)
)

_CELLS = Prepared(
    select(LIVES, PROGRAMMES, func.count())
    .join_from(_person, _result, _result.c.person_id == _person.c.id)
    .where(_result.c.form_id == _form, _result.c.back == 0, counted())
    .group_by(LIVES, PROGRAMMES)
)


async def packed(
    conn: AsyncConnection, viewer: Viewer, form_id: str, people: Collection[int] | None, most_back: int
) -> list[tuple[Any, ...]]:
    """Results of these people (None: of all) whom the viewer may count: (person, how far back, version, sent at in
    microseconds, items), for 0 (the latest) to ``most_back`` back.
    """
    given = {"viewer": viewer.person_id, "form": form_id, "back": most_back}
    if people is None:
        return await _ALL.rows(conn, **given)
    return await _SOME.rows(conn, **given, people=json_array(people))


async def places(conn: AsyncConnection, viewer: Viewer, form_id: str, where: Where) -> list[tuple[str, int]]:
    """How many people have a result, by where they live ("13.76"; "13" or "" for who has told no more)."""
    rows = await _COUNTED.rows(
        conn, viewer=viewer.person_id, form=form_id, region=where.region, programme=where.programme
    )
    return [(place, count) for place, count in rows]


async def cells(conn: AsyncConnection, viewer: Viewer, form_id: str) -> list[tuple[str, str, int]]:
    """How many people of the country have a result, by where they live and by their programmes ("pkh psm")."""
    rows = await _CELLS.rows(conn, viewer=viewer.person_id, form=form_id, region="", programme="")
    return [(place, programmes, count) for place, programmes, count in rows]

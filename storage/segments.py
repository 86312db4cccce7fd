"""Choices of people that were saved under a name, to be used again."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.audience import Choice, condition
from storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Segment:
    """A named choice of people (``storage.audience``)."""

    id: int
    name: str
    audience: Choice
    made_by: int
    made_at: datetime


class NameTakenError(ValueError):
    """Another segment has this name; compared as it is written, after trimming."""


_segment = schema.segment
_SEGMENT = tuple(_segment.c[name] for name in Segment.__slots__)

_SAVE = Prepared(
    insert(_segment).values({column.name: bindparam(column.name) for column in _SEGMENT[1:]}).returning(*_SEGMENT)
)
_ALL = Prepared(select(*_SEGMENT).order_by(_segment.c.name))
_BY_ID = Prepared(select(*_SEGMENT).where(_segment.c.id == bindparam("id")))
_BY_NAME = Prepared(select(*_SEGMENT).where(_segment.c.name == bindparam("name")))
_DELETE = Prepared(sa.delete(_segment).where(_segment.c.id == bindparam("id")))


async def save(conn: AsyncConnection, *, name: str, audience: Choice, made_by: int, at: datetime) -> Segment:
    """Save a choice under a name. NameTakenError; AudienceError; ValueError for an empty name."""
    condition(audience)
    if not (name := name.strip()):
        raise ValueError("a segment needs a name")
    text = json.dumps(audience, ensure_ascii=False)
    try:
        row = await _SAVE.first(conn, name=name, audience=text, made_by=made_by, made_at=at)
    except IntegrityError:
        # The name is the one thing that may clash; whatever else was wrong is told as it came.
        if await by_name(conn, name) is None:
            raise
        raise NameTakenError(name) from None
    assert row is not None
    return _read(row)


async def all_segments(conn: AsyncConnection) -> list[Segment]:
    """All of them, by name."""
    return [_read(row) for row in await _ALL.rows(conn)]


async def get(conn: AsyncConnection, segment_id: int) -> Segment | None:
    """The segment, or None."""
    row = await _BY_ID.first(conn, id=segment_id)
    return _read(row) if row else None


async def by_name(conn: AsyncConnection, name: str) -> Segment | None:
    """The segment of that name, or None."""
    row = await _BY_NAME.first(conn, name=name.strip())
    return _read(row) if row else None


async def delete(conn: AsyncConnection, segment_id: int) -> bool:
    """Delete it; announcements keep the choice they were made with. False if it is not there."""
    return bool(await _DELETE.run(conn, id=segment_id))


def _read(row: tuple[Any, ...]) -> Segment:
    number, name, choice, made_by, made_at = row
    return Segment(number, name, json.loads(choice), made_by, made_at)

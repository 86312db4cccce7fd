"""The log of privileged acts: who did what, to what, when. Rows are added and read, never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared


@dataclass(slots=True, frozen=True)
class Entry:
    """One act; ``actor`` is a person's id, None for the command line or the program itself."""

    id: int
    at: datetime
    actor: int | None
    act: str
    subject: str
    detail: dict[str, Any]


_audit = schema.audit
_ENTRY = tuple(_audit.c[name] for name in Entry.__slots__)

_NOTE = Prepared(insert(_audit).values({column.name: bindparam(column.name) for column in _ENTRY[1:]}))
_RECENT = Prepared(select(*_ENTRY).order_by(_audit.c.id.desc()).limit(bindparam("limit", type_=Integer)))
_BY_ACTOR = Prepared(select(*_ENTRY).where(_audit.c.actor == bindparam("person")).order_by(_audit.c.id))


async def note(
    conn: AsyncConnection,
    *,
    at: datetime,
    actor: int | None,
    act: str,
    subject: str,
    detail: Mapping[str, Any],
) -> None:
    """Add an act. ``detail`` must be JSON-able and without personal data: it outlives an erasure."""
    text = json.dumps(dict(detail), ensure_ascii=False, sort_keys=True)
    await _NOTE.run(conn, at=at, actor=actor, act=act, subject=subject, detail=text)


async def recent(conn: AsyncConnection, limit: int) -> list[Entry]:
    """The last acts, newest first."""
    return [_entry(row) for row in await _RECENT.rows(conn, limit=limit)]


async def by_actor(conn: AsyncConnection, person_id: int) -> list[Entry]:
    """All acts of one person, oldest first."""
    return [_entry(row) for row in await _BY_ACTOR.rows(conn, person=person_id)]


def _entry(row: tuple[Any, ...]) -> Entry:
    number, at, actor, act, subject, detail = row
    return Entry(number, at, actor, act, subject, json.loads(detail))

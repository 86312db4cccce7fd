"""What an admin has set for the days: hours, limits, forms' rhythms, and days of their own kind.

Without a row here, what the program's data files say holds.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared

EVERYWHERE = ""
KINDS = ("holiday", "leave", "workday", "silent")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: any JSON value, who set it (None: the command line) and when."""

    name: str
    value: Any
    changed_by: int | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what the calendar says. ``province``: a code, or ``EVERYWHERE``; ``kind``: one of ``KINDS``."""

    day: date
    province: str
    kind: str
    name: str
    changed_by: int | None
    changed_at: datetime


_setting, _day = schema.setting, schema.special_day
_SETTING = tuple(_setting.c[name] for name in Setting.__slots__)
_DAY = tuple(_day.c[name] for name in SpecialDay.__slots__)


def _changed(*names: str) -> dict[str, Any]:
    texts = {name: bindparam(name, type_=Text) for name in names}
    return texts | {
        "changed_by": bindparam("changed_by", type_=Whole),
        "changed_at": bindparam("changed_at", type_=Moment),
    }


_SETTINGS = Prepared(select(*_SETTING).order_by(_setting.c.name))
_GET = Prepared(select(*_SETTING).where(_setting.c.name == bindparam("name")))
_PUT = Prepared(
    upsert(_setting)
    .values({column.name: bindparam(column.name) for column in _SETTING})
    .on_conflict_do_update(index_elements=["name"], set_=_changed("value"))
)
_REMOVE = Prepared(delete(_setting).where(_setting.c.name == bindparam("name")))
_DAYS = Prepared(
    select(*_DAY)
    .where(_day.c.day >= bindparam("since"), _day.c.day <= bindparam("until"))
    .order_by(_day.c.day, _day.c.province)
)
_PUT_DAY = Prepared(
    upsert(_day)
    .values({column.name: bindparam(column.name) for column in _DAY})
    .on_conflict_do_update(index_elements=["day", "province"], set_=_changed("kind", "name"))
)
_REMOVE_DAY = Prepared(delete(_day).where(_day.c.day == bindparam("day"), _day.c.province == bindparam("province")))


async def settings(conn: AsyncConnection) -> dict[str, Setting]:
    """All that is set, by name."""
    return {row[0]: _read(row) for row in await _SETTINGS.rows(conn)}


async def get(conn: AsyncConnection, name: str) -> Setting | None:
    """What is set under the name; None: nothing, the data files hold."""
    row = await _GET.first(conn, name=name)
    return _read(row) if row else None


async def put(conn: AsyncConnection, name: str, value: Any, *, by: int | None, at: datetime) -> None:
    """Set a JSON value. Whether it makes sense is for the caller to check before."""
    text = json.dumps(value, ensure_ascii=False)
    await _PUT.run(conn, name=name, value=text, changed_by=by, changed_at=at)


async def remove(conn: AsyncConnection, name: str) -> bool:
    """Let the data files hold again; False if nothing was set."""
    return bool(await _REMOVE.run(conn, name=name))


async def days(conn: AsyncConnection, since: date = date.min, until: date = date.max) -> list[SpecialDay]:
    """The special days from ``since`` up to and with ``until``, in order."""
    found = await _DAYS.rows(conn, since=since.isoformat(), until=until.isoformat())
    return [SpecialDay(date.fromisoformat(row[0]), *row[1:]) for row in found]


async def put_day(
    conn: AsyncConnection, day: date, province: str, kind: str, name: str, *, by: int | None, at: datetime
) -> None:
    """Enter a day, in place of what was entered for it in that province; ValueError for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(f"no kind of day: {kind!r}; known are {', '.join(KINDS)}")
    await _PUT_DAY.run(conn, day=day.isoformat(), province=province, kind=kind, name=name, changed_by=by, changed_at=at)


async def remove_day(conn: AsyncConnection, day: date, province: str = EVERYWHERE) -> bool:
    """Let the calendar hold again for that day and province; False if nothing was entered."""
    return bool(await _REMOVE_DAY.run(conn, day=day.isoformat(), province=province))


def _read(row: tuple[Any, ...]) -> Setting:
    name, value, changed_by, changed_at = row
    return Setting(name, json.loads(value), changed_by, changed_at)

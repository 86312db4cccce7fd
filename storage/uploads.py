"""Forms that admins have sent and not published yet: the file, what came of checking it, and the plan for it.

``wanted``: to be fetched and checked (again); ``faulty``: with problems; ``lacking``: files that it names are still
to be sent; ``ready``: can be tried and published; ``failed``: not fetched; ``published`` and ``dropped``: done.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Text, and_, bindparam, cast, delete, exists, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.audience import Choice
from storage.moments import Moment, Whole
from storage.prepared import Prepared

# A draft that tries an upload out has this and the upload's number in the place of a form's id.
TRIAL = "coba:"
FOR_COMPANIONS: Choice = {"all": [{"role": "companion"}]}
OPEN = ("wanted", "faulty", "lacking", "ready", "failed")
FAILED = ("faulty", "failed")
# Screens of a chat on which nobody is in a trial any more, though the draft may still be at hand there.
ELSEWHERE = ("menu", "data", "data:erase")
CHANGEABLE = frozenset(
    {"state", "reason", "next_at", "form_id", "version", "digest", "converted", "problems", "missing"}
    | {"audience", "from_at", "until_at", "rhythm"}
)
_JSON = ("problems", "missing", "audience")


@dataclass(frozen=True, slots=True)
class Upload:
    """See the module. ``problems``: objects with code, sheet, row, column, message, remedy; ``missing``: file names."""

    id: int
    person_id: int
    file_id: str
    file_name: str
    size: int | None
    state: str
    reason: str | None
    attempts: int
    made_at: datetime
    changed_at: datetime
    form_id: str | None
    version: str | None
    digest: str | None
    problems: list[dict[str, Any]] | None
    missing: list[str] | None
    audience: Choice
    from_at: datetime | None
    until_at: datetime | None
    rhythm: str

    @property
    def trial(self) -> str:
        """What stands for the form's id in a draft that tries it out."""
        return f"{TRIAL}{self.id}"


_row, _file, _draft, _chat = schema.upload, schema.upload_file, schema.draft, schema.chat
_COLUMNS = tuple(_row.c[name] for name in Upload.__slots__)
_JSON_AT = [Upload.__slots__.index(name) for name in _JSON]
_of = _row.c.id == bindparam("of", type_=Whole)

_ADD = Prepared(
    upsert(_row)
    .values(
        {
            **{name: bindparam(name) for name in ("person_id", "file_id", "file_name", "size", "audience")},
            **{name: bindparam(name) for name in ("next_at", "made_at", "changed_at")},
            "state": literal("wanted", Text),
            "attempts": literal(0, Integer),
            "rhythm": literal("on_demand", Text),
        }
    )
    .returning(_row.c.id)
)
_GET = Prepared(select(*_COLUMNS).where(_of))
_WANTED = Prepared(
    select(*_COLUMNS)
    .where(_row.c.state == literal("wanted", Text), _row.c.next_at <= bindparam("now", type_=Moment))
    .order_by(_row.c.next_at)
    .limit(10)
)
_OPEN = Prepared(
    select(*_COLUMNS)
    .where(
        _row.c.person_id == bindparam("who", type_=Whole), _row.c.state.in_([literal(state, Text) for state in OPEN])
    )
    .order_by(_row.c.id.desc())
    .limit(20)
)
_is_failed = and_(
    _row.c.person_id == bindparam("who", type_=Whole), _row.c.state.in_([literal(state, Text) for state in FAILED])
)
_COUNT_FAILED = Prepared(select(func.count()).select_from(_row).where(_is_failed))
_DROP_FAILED = Prepared(
    update(_row).where(_is_failed).values(state=literal("dropped", Text), changed_at=bindparam("now", type_=Moment))
)
_CONTENT = Prepared(select(_row.c.content).where(_of))
_CONVERTED = Prepared(select(_row.c.converted).where(_of))
_READY = Prepared(select(_row.c.id, _row.c.converted).where(_row.c.state == literal("ready", Text)).order_by(_row.c.id))
_KEEP_CONTENT = Prepared(update(_row).where(_of).values(content=bindparam("bytes", type_=_row.c.content.type)))
_TRY = Prepared(
    update(_row)
    .where(_of)
    .values(attempts=_row.c.attempts + literal(1, Integer), next_at=bindparam("again", type_=Moment))
)
_FILES = Prepared(
    select(_file.c.name, _file.c.file_id, _file.c.content)
    .where(_file.c.upload_id == bindparam("of", type_=Whole))
    .order_by(_file.c.name)
)
_FILE_NAMES = Prepared(
    select(_file.c.name).where(_file.c.upload_id == bindparam("of", type_=Whole)).order_by(_file.c.name)
)
_new_file = upsert(_file).values(
    upload_id=bindparam("of", type_=Whole), name=bindparam("name"), file_id=bindparam("file_id"), content=None
)
_WANT_FILE = Prepared(
    _new_file.on_conflict_do_update(
        index_elements=["upload_id", "name"], set_={"file_id": _new_file.excluded.file_id, "content": None}
    )
)
_KEEP_FILE = Prepared(
    update(_file)
    .where(_file.c.upload_id == bindparam("of", type_=Whole), _file.c.name == bindparam("which", type_=Text))
    .values(content=bindparam("bytes", type_=_file.c.content.type))
)
_is_trial = and_(
    _draft.c.person_id == _row.c.person_id, _draft.c.form_id == literal(TRIAL, Text) + cast(_row.c.id, Text)
)
# From the few uploads to their trials: the index of drafts is by person and form.
_left = (
    select(_draft.c.id)
    .select_from(_row)
    .join(_draft, _is_trial)
    .where(
        or_(
            _row.c.state != literal("ready", Text),
            ~exists().where(
                _chat.c.draft_id == _draft.c.id,
                _chat.c.person_id == _draft.c.person_id,
                # From there a draft can be gone on with; a trial is not looked for there.
                _chat.c.place.not_in([literal(place, Text) for place in ELSEWHERE]),
            ),
            _draft.c.begun_at < bindparam("stale", type_=Moment),
        )
    )
)
_LEFT = Prepared(_left)
_END_TRIALS = Prepared(delete(_draft).where(_draft.c.id.in_(_left)))
_FORGET = Prepared(
    delete(_row).where(
        _row.c.changed_at < bindparam("before"),
        _row.c.state != literal("wanted", Text),
        ~exists().where(_is_trial),
    )
)


async def add(
    conn: AsyncConnection, *, person_id: int, file_id: str, file_name: str, size: int | None, at: datetime
) -> int:
    """A file that an admin has sent, to be fetched and checked; gives its number."""
    row = await _ADD.first(
        conn,
        person_id=person_id,
        file_id=file_id,
        file_name=file_name,
        size=size,
        audience=json.dumps(FOR_COMPANIONS),
        next_at=at,
        made_at=at,
        changed_at=at,
    )
    assert row is not None
    return int(row[0])


async def get(conn: AsyncConnection, upload_id: int) -> Upload | None:
    """One upload."""
    row = await _GET.first(conn, of=upload_id)
    return _read(row) if row else None


async def wanted(conn: AsyncConnection, now: datetime) -> list[Upload]:
    """What is to be fetched and checked now, the longest waiting first."""
    return [_read(row) for row in await _WANTED.rows(conn, now=now)]


async def open_ones(conn: AsyncConnection, person_id: int) -> list[Upload]:
    """The person's uploads that are not done, the newest first."""
    return [_read(row) for row in await _OPEN.rows(conn, who=person_id)]


async def count_failed(conn: AsyncConnection, person_id: int) -> int:
    """How many of the person's uploads have faults, or could not be fetched."""
    row = await _COUNT_FAILED.first(conn, who=person_id)
    return int(row[0]) if row else 0


async def drop_failed(conn: AsyncConnection, person_id: int, at: datetime) -> int:
    """Throw all of these away; gives how many there were."""
    return await _DROP_FAILED.run(conn, who=person_id, now=at)


async def content(conn: AsyncConnection, upload_id: int) -> bytes | None:
    """The file's bytes; None while it has not been fetched."""
    row = await _CONTENT.first(conn, of=upload_id)
    return bytes(row[0]) if row and row[0] is not None else None


async def converted(conn: AsyncConnection, upload_id: int) -> str | None:
    """The form as the engine loads it; None where it was not checked without fault."""
    row = await _CONVERTED.first(conn, of=upload_id)
    return row[0] if row else None


async def ready(conn: AsyncConnection) -> list[tuple[int, str]]:
    """The uploads that can be tried out: number and what the engine loads."""
    return [(number, text) for number, text in await _READY.rows(conn) if text is not None]


async def change(conn: AsyncConnection, upload_id: int, *, at: datetime, **columns: Any) -> None:
    """Change what is known or planned of an upload; ValueError for a column that is none of these."""
    if unknown := columns.keys() - CHANGEABLE:
        raise ValueError(f"of an upload cannot be changed: {', '.join(sorted(unknown))}")
    for name in _JSON:
        if columns.get(name) is not None:
            columns[name] = json.dumps(columns[name], ensure_ascii=False)
    await conn.execute(update(_row).where(_row.c.id == upload_id).values(columns | {"changed_at": at}))


async def move(conn: AsyncConnection, upload_id: int, to: str, from_: tuple[str, ...], at: datetime) -> bool:
    """Take it from one state to another; whether it was this call that did so."""
    moved = await conn.execute(
        update(_row)
        .where(_row.c.id == upload_id, _row.c.state.in_(from_))
        .values(state=to, next_at=at, changed_at=at, attempts=0)
    )
    return bool(moved.rowcount)


async def keep_content(conn: AsyncConnection, upload_id: int, data: bytes) -> None:
    """The file has been fetched."""
    await _KEEP_CONTENT.run(conn, of=upload_id, bytes=data)


async def tried(conn: AsyncConnection, upload_id: int, again: datetime) -> None:
    """One more attempt is being made; unless it comes to an end, the next is at ``again``."""
    await _TRY.run(conn, of=upload_id, again=again)


async def files(conn: AsyncConnection, upload_id: int) -> dict[str, tuple[str, bytes | None]]:
    """Files sent along, by name: Telegram's id of each, and its bytes (None while not fetched)."""
    rows = await _FILES.rows(conn, of=upload_id)
    return {name: (file_id, None if data is None else bytes(data)) for name, file_id, data in rows}


async def file_names(conn: AsyncConnection, upload_id: int) -> list[str]:
    """The names of the files sent along, fetched or not."""
    return [name for (name,) in await _FILE_NAMES.rows(conn, of=upload_id)]


async def want_file(conn: AsyncConnection, upload_id: int, name: str, file_id: str) -> None:
    """A file sent along, in place of one of that name, is to be fetched."""
    await _WANT_FILE.run(conn, of=upload_id, name=name, file_id=file_id)


async def keep_file(conn: AsyncConnection, upload_id: int, name: str, data: bytes) -> None:
    """A file sent along has been fetched."""
    await _KEEP_FILE.run(conn, of=upload_id, which=name, bytes=data)


async def left_trials(conn: AsyncConnection, stale: datetime | None = None) -> int:
    """How many trials `end_trials` would throw away."""
    return len(await _LEFT.rows(conn, stale=stale))


async def end_trials(conn: AsyncConnection, stale: datetime | None = None) -> int:
    """Throw away the trials that nobody is in any more: left, begun before ``stale``, or their upload is published or
    dropped.
    """
    return await _END_TRIALS.run(conn, stale=stale)


async def forget(conn: AsyncConnection, before: datetime) -> int:
    """Remove uploads that nobody has touched since; what was published is kept elsewhere."""
    return await _FORGET.run(conn, before=before)


def fetched(found: Mapping[str, tuple[str, bytes | None]]) -> dict[str, bytes]:
    """Of ``files``, those that have been fetched."""
    return {name: data for name, (_, data) in found.items() if data is not None}


def _read(row: tuple[Any, ...]) -> Upload:
    values = list(row)
    for index in _JSON_AT:
        values[index] = None if values[index] is None else json.loads(values[index])
    return Upload(*values)

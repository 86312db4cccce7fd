"""Forms that admins have published: for whom, from when, how often, and the files that they came in.

A version's compiled text is in ``storage.form_versions``. Of each form at most one version is ``published``: new
drafts begin with it. Versions before it are ``replaced`` (their drafts go on) or ``retired`` (their drafts are asked
to move). Forms of the library have no publication.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.audience import Choice, condition
from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array

PUBLISHED, REPLACED, RETIRED = "published", "replaced", "retired"
RHYTHMS = ("once", "daily", "weekly", "monthly", "on_demand")
CHANGEABLE = frozenset({"audience", "from_at", "until_at", "rhythm"})


@dataclass(frozen=True, slots=True)
class Publication:
    """One published version. ``from_at`` None: at once; ``until_at`` (not included) None: for good."""

    id: int
    form_id: str
    version: str
    state: str
    audience: Choice
    from_at: datetime | None
    until_at: datetime | None
    rhythm: str
    made_by: int
    made_at: datetime
    published_at: datetime
    retired_at: datetime | None

    def runs(self, at: datetime) -> bool:
        """Whether it is open at that moment."""
        begun = self.from_at is None or self.from_at <= at
        return self.state == PUBLISHED and begun and (self.until_at is None or at < self.until_at)


_row, _source, _file = schema.publication, schema.form_source, schema.form_file
_draft, _submission, _person = schema.draft, schema.submission, schema.person
_COLUMNS = tuple(_row.c[name] for name in Publication.__slots__)
_AUDIENCE_AT = Publication.__slots__.index("audience")
_form, _version = bindparam("form", type_=Text), bindparam("number", type_=Text)

_ALL = Prepared(select(*_COLUMNS).order_by(_row.c.form_id, _row.c.published_at.desc(), _row.c.id.desc()))
_GET = Prepared(select(*_COLUMNS).where(_row.c.id == bindparam("id")))
_REPLACE = Prepared(
    update(_row)
    .where(_row.c.form_id == _form, _row.c.state == literal(PUBLISHED, Text))
    .values(state=literal(REPLACED, Text))
)
_new = upsert(_row).values(
    {column.name: bindparam(column.name) for column in _COLUMNS if column.name not in ("id", "state", "retired_at")}
    | {"state": literal(PUBLISHED, Text)}
)
_PUBLISH = Prepared(
    _new.on_conflict_do_update(
        index_elements=["form_id", "version"],
        set_={name: _new.excluded[name] for name in ("audience", "from_at", "until_at", "rhythm", "published_at")}
        | {"state": literal(PUBLISHED, Text), "retired_at": None},
    ).returning(_row.c.id)
)
_RETIRE = Prepared(
    update(_row)
    .where(_row.c.id == bindparam("of", type_=Whole), _row.c.state != literal(RETIRED, Text))
    .values(state=literal(RETIRED, Text), retired_at=bindparam("now", type_=Moment))
)
_SENT = Prepared(
    select(_submission.c.form_id, _submission.c.version, func.count()).group_by(
        _submission.c.form_id, _submission.c.version
    )
)
_DRAFTS = Prepared(
    select(func.count()).select_from(_draft).where(_draft.c.form_id == _form, _draft.c.version == _version)
)
_KEEP_SOURCE = Prepared(
    upsert(_source).values({column.name: bindparam(column.name) for column in _source.c}).on_conflict_do_nothing()
)
_KEEP_FILE = Prepared(
    upsert(_file).values({column.name: bindparam(column.name) for column in _file.c}).on_conflict_do_nothing()
)
_GET_SOURCE = Prepared(
    select(_source.c.file_name, _source.c.content).where(_source.c.form_id == _form, _source.c.version == _version)
)
_FILES = Prepared(
    select(_file.c.name, _file.c.content)
    .where(_file.c.form_id == _form, _file.c.version == _version)
    .order_by(_file.c.name)
)
_LAST_SENT = Prepared(
    select(_submission.c.form_id, func.max(_submission.c.sent_at).label("sent_at"))
    .where(
        _submission.c.person_id == bindparam("who", type_=Whole),
        _submission.c.form_id.in_(select(each("forms").c.value)),
    )
    .group_by(_submission.c.form_id)
)


async def publish(
    conn: AsyncConnection,
    *,
    form_id: str,
    version: str,
    audience: Choice,
    from_at: datetime | None,
    until_at: datetime | None,
    rhythm: str,
    by: int,
    at: datetime,
) -> int:
    """Make a version (see ``form_versions``) the one that new drafts begin with; gives the publication's id.

    What was published of the form before is replaced. A version that was retired is published again.
    """
    await _REPLACE.run(conn, form=form_id)
    row = await _PUBLISH.first(
        conn,
        form_id=form_id,
        version=version,
        audience=json.dumps(audience),
        from_at=from_at,
        until_at=until_at,
        rhythm=rhythm,
        made_by=by,
        made_at=at,
        published_at=at,
    )
    assert row is not None
    return int(row[0])


async def all_publications(conn: AsyncConnection) -> list[Publication]:
    """All of them: by form, the newest first."""
    return [_read(row) for row in await _ALL.rows(conn)]


async def get(conn: AsyncConnection, publication_id: int) -> Publication | None:
    """One publication."""
    row = await _GET.first(conn, id=publication_id)
    return _read(row) if row else None


async def change(conn: AsyncConnection, publication_id: int, **columns: Any) -> None:
    """Change for whom it is, from and until when, how often; ValueError for anything else."""
    if unknown := columns.keys() - CHANGEABLE:
        raise ValueError(f"of a publication cannot be changed: {', '.join(sorted(unknown))}")
    if "audience" in columns:
        columns["audience"] = json.dumps(columns["audience"])
    await conn.execute(update(_row).where(_row.c.id == publication_id).values(columns))


async def retire(conn: AsyncConnection, publication_id: int, at: datetime) -> bool:
    """Nobody begins with it any more, and its drafts are asked to move; False if it was retired before."""
    return bool(await _RETIRE.run(conn, of=publication_id, now=at))


async def sent_by_version(conn: AsyncConnection) -> dict[tuple[str, str], int]:
    """How many submissions there are of each version of each form."""
    return {(form, version): count for form, version, count in await _SENT.rows(conn)}


async def open_drafts_on(conn: AsyncConnection, form_id: str, version: str) -> int:
    """How many drafts are on a version."""
    row = await _DRAFTS.first(conn, form=form_id, number=version)
    return int(row[0]) if row else 0


async def keep_files(
    conn: AsyncConnection, form_id: str, version: str, file_name: str, content: bytes, files: Mapping[str, bytes]
) -> None:
    """Keep the file that a version was published from, and those that were sent along. Kept once."""
    await _KEEP_SOURCE.run(conn, form_id=form_id, version=version, file_name=file_name, content=content)
    await _KEEP_FILE.many(
        conn,
        [{"form_id": form_id, "version": version, "name": name, "content": data} for name, data in files.items()],
    )


async def source(conn: AsyncConnection, form_id: str, version: str) -> tuple[str, bytes] | None:
    """The file that a version was published from: its name and bytes."""
    row = await _GET_SOURCE.first(conn, form=form_id, number=version)
    return (row[0], bytes(row[1])) if row else None


async def files(conn: AsyncConnection, form_id: str, version: str) -> dict[str, bytes]:
    """The CSV files and media that were sent along with a version."""
    return {name: bytes(content) for name, content in await _FILES.rows(conn, form=form_id, number=version)}


async def last_sent(conn: AsyncConnection, person_id: int, forms: Collection[str]) -> dict[str, datetime]:
    """When the person last sent each of these forms, of whatever version."""
    return dict(await _LAST_SENT.rows(conn, who=person_id, forms=json_array(forms)))


async def expected_of(conn: AsyncConnection, person_id: int, audiences: Mapping[int, Choice]) -> set[int]:
    """Of the publications (id → audience), those that are for this person."""
    if not audiences:
        return set()
    statement = select(*(condition(choice).label(f"p{number}") for number, choice in audiences.items()))
    row = (await conn.execute(statement.select_from(_person).where(_person.c.id == person_id))).one_or_none()
    return set() if row is None else {number for number, inside in zip(audiences, row, strict=True) if inside}


def _read(row: tuple[Any, ...]) -> Publication:
    values = list(row)
    values[_AUDIENCE_AT] = json.loads(values[_AUDIENCE_AT])
    return Publication(*values)

"""Models of analyses in their authors' own words: typed, or sent as a file that is fetched in the background."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Text, bindparam, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Whole
from storage.prepared import Prepared
from storage.visibility import Viewer

TOO_LARGE, NOT_TEXT, NOT_FETCHED = "too-large", "not-text", "not-fetched"


@dataclass(frozen=True, slots=True)
class Model:
    """``text``: None while the file is not read, or where it could not be (then ``problem`` says why)."""

    id: int
    person_id: int
    form_id: str
    text: str | None
    file_id: str | None
    problem: str | None
    attempts: int
    made_at: datetime


_model = schema.analysis_model
_MODEL = tuple(_model.c[field.name] for field in fields(Model))
_of = bindparam("of", type_=Whole)
_ADD = Prepared(
    insert(_model)
    .values(
        {
            **{name: bindparam(name) for name in ("person_id", "form_id", "text", "file_id", "made_at")},
            "attempts": literal(0, Integer),
        }
    )
    .returning(_model.c.id)
)
_GET = Prepared(select(*_MODEL).where(_model.c.id == _of, _model.c.person_id == bindparam("viewer", type_=Whole)))
_LATEST = Prepared(
    select(*_MODEL)
    .where(
        _model.c.person_id == bindparam("viewer", type_=Whole),
        _model.c.form_id == bindparam("form", type_=Text),
        _model.c.text.is_not(None),
    )
    .order_by(_model.c.id.desc())
    .limit(literal(1, Integer))
)
_UNREAD = Prepared(select(*_MODEL).where(_model.c.file_id.is_not(None)).order_by(_model.c.id))
_READ = Prepared(
    update(_model)
    .where(_model.c.id == _of)
    .values(text=bindparam("content", type_=Text), problem=bindparam("why", type_=Text), file_id=None)
)
_TRIED = Prepared(update(_model).where(_model.c.id == _of).values(attempts=_model.c.attempts + literal(1, Integer)))


async def add(
    conn: AsyncConnection, person_id: int, form_id: str, at: datetime, *, text: str | None, file_id: str | None = None
) -> int:
    """A model for an instrument; gives its number. Either its text or a file to be fetched."""
    row = await _ADD.first(conn, person_id=person_id, form_id=form_id, text=text, file_id=file_id, made_at=at)
    assert row is not None
    return int(row[0])


async def get(conn: AsyncConnection, viewer: Viewer, model_id: int) -> Model | None:
    """One's own model; None for anybody else's."""
    return _made(await _GET.first(conn, of=model_id, viewer=viewer.person_id))


async def latest(conn: AsyncConnection, viewer: Viewer, form_id: str) -> Model | None:
    """One's own last model of an instrument whose text is there."""
    return _made(await _LATEST.first(conn, viewer=viewer.person_id, form=form_id))


async def unread(conn: AsyncConnection) -> list[Model]:
    """Those whose file is still to be fetched, of whomever, the oldest first."""
    return [Model(*row) for row in await _UNREAD.rows(conn)]


async def tried(conn: AsyncConnection, model_id: int) -> None:
    """Its file is being fetched once more."""
    await _TRIED.run(conn, of=model_id)


async def was_read(conn: AsyncConnection, model_id: int, text: str | None, problem: str | None = None) -> None:
    """What the file says, or why it cannot be read."""
    await _READ.run(conn, of=model_id, content=text, why=problem)


def _made(row: tuple[Any, ...] | None) -> Model | None:
    return Model(*row) if row else None

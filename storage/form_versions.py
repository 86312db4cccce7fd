"""Every version of a form that was ever published, in the converted form the engine loads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared


@dataclass(slots=True, frozen=True)
class FormVersion:
    """``converted`` is the text the form engine loads, ``digest`` tells two contents apart."""

    form_id: str
    version: str
    digest: str
    converted: str
    published_at: datetime


class VersionTakenError(ValueError):
    """The version was published with another content: drafts and submissions refer to that one."""


_form = schema.form_version
_FORM = tuple(_form.c[name] for name in FormVersion.__slots__)

_PUBLISH = Prepared(
    insert(_form).values({column.name: bindparam(column.name) for column in _FORM}).on_conflict_do_nothing()
)
_GET = Prepared(select(*_FORM).where(_form.c.form_id == bindparam("form"), _form.c.version == bindparam("number")))
_ALL = Prepared(select(*_FORM).order_by(_form.c.form_id, _form.c.published_at, _form.c.version))


async def publish(
    conn: AsyncConnection, *, form_id: str, version: str, digest: str, converted: str, at: datetime
) -> None:
    """Keep a version. Publishing the same content again does nothing; another raises VersionTakenError."""
    added = await _PUBLISH.run(
        conn, form_id=form_id, version=version, digest=digest, converted=converted, published_at=at
    )
    if not added:
        kept = await get(conn, form_id, version)
        if kept is None or kept.digest != digest:
            raise VersionTakenError(
                f"form {form_id} version {version} is published with another content: give it a new version"
            )


async def get(conn: AsyncConnection, form_id: str, version: str) -> FormVersion | None:
    """One version of a form."""
    row = await _GET.first(conn, form=form_id, number=version)
    return FormVersion(*row) if row else None


async def all_versions(conn: AsyncConnection) -> list[FormVersion]:
    """All versions of all forms: by form, then in the order they were published."""
    return [FormVersion(*row) for row in await _ALL.rows(conn)]

"""The latest tests of the companions whom a viewer answers for, without names: for figures of groups."""

from collections.abc import Sequence

from sqlalchemy import Text, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared
from storage.visibility import Viewer, person_seen

_result, _person = schema.result, schema.person
# Its name is that of a method of the collection, too.
_TEST = (_result.c.version, _result.c["items"])
_LATEST = Prepared(
    select(*_TEST)
    .join_from(_result, _person, _person.c.id == _result.c.person_id)
    .where(
        _result.c.form_id == bindparam("form", type_=Text),
        _result.c.back == 0,
        _person.c.role == "companion",
        person_seen(_person),
    )
    .order_by(_result.c.submission_id)
)


async def latest_of_group(conn: AsyncConnection, viewer: Viewer, form_id: str) -> Sequence[tuple[str, bytes]]:
    """Version of the form and points of each item, of each companion's latest test."""
    return [(version, items) for version, items in await _LATEST.rows(conn, form=form_id, viewer=viewer.person_id)]

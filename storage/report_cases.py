"""The cases that were opened from a report, for who may see them."""

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.case_rows import CASE, Case
from storage.moments import Whole
from storage.prepared import Prepared
from storage.visibility import Viewer, case_seen

_table = schema.case_record
_OF = Prepared(
    select(*CASE).where(_table.c.report_id == bindparam("report", type_=Whole), case_seen()).order_by(_table.c.id)
)


async def opened_from(conn: AsyncConnection, viewer: Viewer, report_id: int) -> list[Case]:
    """The cases of a report that the viewer sees, in the order in which they were opened."""
    return [Case(*row) for row in await _OF.rows(conn, viewer=viewer.person_id, report=report_id)]

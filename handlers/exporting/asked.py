"""Why a cell is empty: the person passed the question over, or was never asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from forms import Positions
from handlers.exporting.fields import Field, fields_of
from handlers.exporting.instances import present
from handlers.exporting.reading import Version
from handlers.exporting.versions import Column
from storage.exports import Record

SKIPPED, NOT_ASKED, UNKNOWN = 1, 2, 3
"""Reasons; ``UNKNOWN`` of what nobody is asked, and of submissions that were not kept as instances."""

ReadXml = Callable[[Sequence[int]], Mapping[int, str]]
_NOWHERE: Final[frozenset[str]] = frozenset()


class Asked:
    """Tells the reasons of some records' empty cells. ``read_xml``: their instances, for those that need to be looked
    at: a question that nothing can hide was asked, one that the version does not have was not.
    """

    def __init__(self, versions: Sequence[Version], read_xml: ReadXml) -> None:
        self._forms = {one.number: one.form for one in versions}
        self._fields: dict[str, dict[str, Field]] = {
            one.number: {field.pattern: field for field in fields_of(one.form, "id")} for one in versions
        }
        self._read_xml = read_xml
        self._records: Sequence[Record] = ()
        self._xml: Mapping[int, str] | None = None
        self._present: dict[int, frozenset[str] | None] = {}

    def look_at(self, records: Sequence[Record]) -> None:
        """These are asked about from now on."""
        self._records, self._xml, self._present = records, None, {}

    def why_empty(self, column: Column, record: Record, positions: Positions) -> int:
        """A reason."""
        field = self._fields.get(record.version, {}).get(column.field.pattern)
        if field is None:
            return NOT_ASKED
        if not field.asked:
            return UNKNOWN
        if field.always:
            return SKIPPED
        there = self._of(record)
        if there is None:
            return UNKNOWN
        node = self._forms[record.version].nodes[field.pattern]
        return SKIPPED if node.key(positions) in there else NOT_ASKED

    def _of(self, record: Record) -> frozenset[str] | None:
        """What is in the record's instance; None where none was kept."""
        if record.id not in self._present:
            if self._xml is None:
                self._xml = self._read_xml([one.id for one in self._records])
            xml = self._xml.get(record.id)
            root = self._forms[record.version].root
            self._present[record.id] = None if xml is None else present(root, xml.encode())
        return self._present[record.id]

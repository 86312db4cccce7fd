"""What people have said of each tip, at hand for the choice of the next one.

Counting it is a walk over everything that was ever sent, too slow for each letter. So it is counted before a round of
tips (`Evidence.refresh`, by the planner) and kept up in between: each tip that is given counts at once, or a whole
country would try the same new tip.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from weakref import WeakKeyDictionary

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.shelf import FormShelf
from scoring.tips import Record
from storage import preferences


class Evidence:
    """See the module; one for each running program."""

    def __init__(self) -> None:
        self._records: dict[str, Record] | None = None

    async def refresh(self, connection: AsyncConnection) -> None:
        """Count again."""
        counted = await preferences.records(connection)
        self._records = {tip: Record(tip, *counts) for tip, counts in counted.items()}

    async def records(self, connection: AsyncConnection) -> Iterable[Record]:
        """One record for each tip that was ever given; counted now if it has not been before."""
        if self._records is None:
            await self.refresh(connection)
        return (self._records or {}).values()

    def shown(self, tip: str) -> None:
        """The tip was given to one more person."""
        if self._records is not None:
            before = self._records.get(tip) or Record(tip, 0, 0, 0)
            self._records[tip] = replace(before, shown=before.shown + 1)


# A program has one shelf; two programs in one process (as in tests) must not share what they have counted.
_EVIDENCE: WeakKeyDictionary[FormShelf, Evidence] = WeakKeyDictionary()


def evidence(shelf: FormShelf) -> Evidence:
    """The evidence of the program to which the shelf belongs."""
    return _EVIDENCE.setdefault(shelf, Evidence())

"""Everybody whom a digest counts, as columns of numbers: what follows is arithmetic on whole columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import questionnaire
from handlers.reporting.catalogue import is_restricted
from handlers.shelf import FormShelf
from locales.formats import DEFAULT_ZONE
from storage import digest_people
from storage.digest_people import Where
from storage.visibility import Viewer

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

MICROS_OF_DAY = 86_400_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
# Above that, the rows of everybody are read and sorted out here; below, only those of the people asked for.
MOST_NAMED = 3_000


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """One entry a person in each column, by id. Moments: microseconds since 1970; days: ordinals (``date.toordinal``).

    ``place``: where they live, a number in ``places`` ("13.76", "13" or ""); ``joined_day``: in their own zone;
    ``finished_at``: when they first sent the competency form, 0 where never; ``kpm``: -1 where not said;
    ``programmes``: a number in ``programme_sets``; ``may_see``: whether the viewer may see this one's results.
    ``zone_of``: the zone of each of ``places``.
    """

    where: Where
    ids: Array
    places: tuple[str, ...]
    place: Array
    zone_of: tuple[str, ...]
    joined: Array
    joined_day: Array
    finished_at: Array
    begun: Array
    active: Array
    kpm: Array
    programme_sets: tuple[frozenset[str], ...]
    programmes: Array
    may_see: Array

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def named(self) -> list[int] | None:
        """The people, to be asked for by name; None where they are so many that all rows are read."""
        return [int(one) for one in self.ids] if len(self) <= MOST_NAMED else None

    def rows_of(self, people: Array) -> Array:
        """Where these ids stand in the columns; -1 for who is not counted."""
        import numpy as np

        if not len(self):
            return np.full(len(people), -1)
        at = np.minimum(np.searchsorted(self.ids, people), len(self) - 1)
        found: Array = np.where(self.ids[at] == people, at, -1)
        return found

    @property
    def untouched(self) -> Array:
        """Who has neither sent nor opened the competency form."""
        found: Array = (self.finished_at == 0) & ~self.begun
        return found

    @property
    def started(self) -> Array:
        """Who has it open and has never sent it."""
        found: Array = (self.finished_at == 0) & self.begun
        return found


async def crowd(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, where: Where, since: datetime, until: datetime
) -> Crowd:
    """Everybody; active: who has sent anything but cases and restricted forms from ``since`` to before ``until``."""
    import numpy as np

    rows = await digest_people.companions(
        conn,
        viewer,
        where,
        form_id=questionnaire.FORM,
        since=since,
        until=until,
        silent=_silent(shelf),
    )
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * 9
    whole = [np.array(columns[index], dtype=np.int64) for index in (0, 2, 3, 4, 5, 6, 8)]
    ids, joined, finished_at, begun, active, kpm, may_see = whole
    places, place = _numbered(columns[1])
    sets, programmes = _numbered(columns[7])
    zones = tuple(shelf.zone_of(code.partition(".")[0]) if code else DEFAULT_ZONE for code in places)
    ahead = np.array([_ahead(zone, until) for zone in zones] or [0], dtype=np.int64)
    return Crowd(
        where,
        ids,
        places,
        place,
        zones,
        joined,
        (joined + ahead[place]) // MICROS_OF_DAY + EPOCH,
        finished_at,
        begun.astype(bool),
        active.astype(bool),
        kpm,
        tuple(frozenset(one.split()) for one in sets),
        programmes,
        may_see.astype(bool),
    )


def micros(at: datetime) -> int:
    """A moment as the columns have it."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def midnight(day: Any, zone: str) -> datetime:
    """The beginning of a local day."""
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)


def _silent(shelf: FormShelf) -> Collection[str]:
    return ["kasus", *(form.id for form in shelf.published() if is_restricted(form))]


def _ahead(zone: str, at: datetime) -> int:
    """How far a zone is ahead of UTC. Indonesia has no summer time."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    return (offset or timedelta(0)) // timedelta(microseconds=1)


def _numbered(values: Collection[str]) -> tuple[tuple[str, ...], Array]:
    """The distinct values in order, and of each entry the number of its value."""
    import numpy as np

    distinct = tuple(sorted(set(values)))
    number: Mapping[str, int] = {value: index for index, value in enumerate(distinct)}
    return distinct, np.array([number[value] for value in values], dtype=np.int64)

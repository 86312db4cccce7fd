"""The rhythms of the forms that admins have published: what the publication says, as a rhythm of reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.reminding.reading import ROLES, read_rhythm
from handlers.reminding.rhythm import Every, Rhythm
from locales.formats import DEFAULT_ZONE
from storage.publications import Publication

# When in its period a form is due, and from when a filing counts for it. The day of daily forms is the day itself; what
# is due at the end of a week or month would never be called to mind after it (`rhythm.comes_late`), so it is due a
# little before. One form asked once is due a week after it was published. The days are the project's own choice.
BEGINS: Mapping[str, Mapping[str, Any]] = {
    "daily": {"every": str(Every.DAILY)},
    "weekly": {"every": str(Every.WEEKLY), "weekday": 4},
    "monthly": {"every": str(Every.MONTHLY), "day": 25},
    "once": {"every": str(Every.ONCE), "days": 7},
}


def rhythm_of(one: Publication, stored: Mapping[str, Any] | None = None) -> Rhythm | None:
    """The rhythm of one publication. RhythmError."""
    given = BEGINS.get(one.rhythm) if stored is None else stored
    if given is None:
        return None
    found = read_rhythm(one.form_id, {**given, "roles": list(ROLES), "audience": one.audience})
    if found is None:
        return None
    zone = ZoneInfo(DEFAULT_ZONE)
    begins = max(one.published_at, one.from_at or one.published_at).astimezone(zone).date()
    ends = None if one.until_at is None else (one.until_at - timedelta(seconds=1)).astimezone(zone).date()
    return replace(found, since=begins, until=ends)

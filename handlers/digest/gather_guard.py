"""Whose results are told to somebody who may not see a single one of them (an admin): never so few, also not by
subtracting what is told of one region or programme from what is told of another.

Who may see each single result (the coordinator in charge) is told of any number.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import questionnaire
from handlers.digest.gather_crowd import Crowd
from scoring.smallgroups import SHOWN_FROM, merged
from storage import digest_results
from storage.digest_people import Where
from storage.visibility import Viewer


def sees_each(crowd: Crowd) -> bool:
    """Whether the viewer may see every single result of the crowd."""
    return bool(crowd.may_see[crowd.finished_at > 0].all())


async def may_be_told(conn: AsyncConnection, viewer: Viewer, crowd: Crowd) -> bool:
    """Whether results of the whole crowd may be told: enough people, in each level up to the country, and in the other
    programmes together.
    """
    if sees_each(crowd):
        return True
    where = crowd.where
    province = where.region.partition(".")[0]
    for region, above in ((province, ""), (where.region, province)):
        if region != above:
            found = await digest_results.places(conn, viewer, questionnaire.FORM, Where(above, where.programme))
            if not _alone(found, above, region):
                return False
    here = await _results(conn, viewer, where)
    if here < SHOWN_FROM:
        return False
    # All less those of one programme are those of the others.
    others = await _results(conn, viewer, Where(where.region)) - here if where.programme else 0
    return not 0 < others < SHOWN_FROM


def child_of(place: str, region: str) -> str:
    """Under which region of the next level somebody counts who lives at a place; "" where that is not known."""
    if region == "":
        return place.partition(".")[0]
    return place if "." in place else ""


def _alone(found: list[tuple[str, int]], above: str, region: str) -> bool:
    """Whether the region is told by itself, beside all others of its level."""
    groups: Counter[str] = Counter()
    for place, count in found:
        groups[child_of(place, above)] += count
    return (region,) in merged(sorted(groups.items()))


async def _results(conn: AsyncConnection, viewer: Viewer, where: Where) -> int:
    return sum(count for _, count in await digest_results.places(conn, viewer, questionnaire.FORM, where))

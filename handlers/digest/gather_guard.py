"""Whose results are told to somebody who may not see a single one of them (an admin): never so few, also not by
subtracting what is told of one region or programme from what is told of another.

Regions and programmes are not told at once: of a programme they hear in the country alone, of a region all programmes
together. Who may see each single result (the coordinator in charge) is told of any number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

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
    """Whether results of the whole crowd may be told: enough people, in each level up to the country, or among the
    programmes.
    """
    if sees_each(crowd):
        return True
    where = crowd.where
    if where.programme:
        # A table of regions by programmes gives its small cells away by its sums.
        cells = await digest_results.cells(conn, viewer, questionnaire.FORM)
        return not where.region and where.programme in told_programmes(cells)
    province = where.region.partition(".")[0]
    for region, above in ((province, ""), (where.region, province)):
        if region != above:
            found = await digest_results.places(conn, viewer, questionnaire.FORM, Where(above, where.programme))
            if not _alone(found, above, region):
                return False
    return await _results(conn, viewer, where) >= SHOWN_FROM


def told_programmes(cells: Iterable[tuple[str, str, int]]) -> set[str]:
    """Which programmes are told apart, of (place, programmes with blanks between them, people with a result).

    Those told divide the people: into those who work in the same of them. No such division is of few people, so neither
    is any difference of them. Nor are few left over in the regions in which a programme is. The smallest ones are left
    out until this holds.
    """
    known = [(place, frozenset(said.split()), count) for place, said, count in cells]
    sizes: Counter[str] = Counter()
    for _, of, count in known:
        sizes.update(dict.fromkeys(of, count))
    told = {one for one in sizes if not _few_beside(known, one)}
    while told:
        divided: Counter[frozenset[str]] = Counter()
        for _, of, count in known:
            divided[of & told] += count
        if min(divided.values()) >= SHOWN_FROM:
            break
        told.remove(min(told, key=lambda one: (sizes[one], one)))
    return told


def _few_beside(known: Sequence[tuple[str, frozenset[str], int]], programme: str) -> bool:
    """Whether the regencies, or the provinces, in which a programme is have only a few people outside of it."""
    provinces = [(place.partition(".")[0], of, count) for place, of, count in known]
    for level in (known, provinces):
        there = {place for place, of, _ in level if programme in of}
        others = sum(count for place, of, count in level if programme not in of and place in there)
        if 0 < others < SHOWN_FROM:
            return True
    return False


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

"""What the competency form says of everybody together: bands, quartiles, means, the weakest indicators.

Everything comes from packed results (``storage.digest_results``); no answer is read, no single person is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import questionnaire
from handlers.digest.figures import Bands, Indicator, PartFigures, Quartiles, Share
from handlers.digest.gather_crowd import Crowd
from handlers.instruments import Instrument, instrument_of
from handlers.shelf import FormShelf
from scoring import digest
from scoring.intervals import bca_mean, wilson
from scoring.smallgroups import FEWEST, SHOWN_FROM
from scoring.spread import quartiles
from storage import digest_results
from storage.results import LEFT_OUT
from storage.visibility import Viewer

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

# The latest result, and the one before it; and as many as anybody may have, for the trend.
TWO, ALL = 1, 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Results, one a row: ``who`` (a row of the crowd), how far ``back``, ``sent_at``, ``items``, and ``percents`` of
    each part and, last, overall (nan where too little was answered).
    """

    instrument: Instrument
    shape: digest.Shape
    who: Array
    back: Array
    sent_at: Array
    items: Array
    percents: Array


async def scored(
    conn: AsyncConnection, shelf: FormShelf, viewer: Viewer, crowd: Crowd, most_back: int = TWO
) -> Scored | None:
    """The results of the crowd; None where the competency form is not at hand.

    An older version's items stand under those of the current one that have their name, part and highest score.
    """
    import numpy as np

    if not shelf.has_current(questionnaire.FORM):
        return None
    instrument = instrument_of(shelf.current(questionnaire.FORM))
    if instrument is None:
        return None
    rows = await digest_results.packed(conn, viewer, questionnaire.FORM, crowd.named, most_back)
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * 5
    people, back, sent_at = (np.array(columns[index], dtype=np.int64) for index in (0, 1, 3))
    items = _matrix(shelf, instrument, columns[2], columns[4])
    who = crowd.rows_of(people)
    inside = who >= 0
    if not inside.all():
        who, back, sent_at, items = who[inside], back[inside], sent_at[inside], items[inside]
    shape = digest.shape_of(instrument.part_of, instrument.maximum, instrument.weights, len(instrument.parts))
    return Scored(instrument, shape, who, back, sent_at, items, digest.percents(items, shape))


def parts_of(found: Scored, companions: int, *, singly: bool) -> tuple[PartFigures, ...]:
    """The figures of each part and, last, overall; nothing where nobody has a result.

    ``singly``: whether the reader may see single results; if not, the change of a few is not told, nor that of all but
    a few.
    """
    latest = found.back == 0
    if not latest.any():
        return ()
    now, before = _by_person(found, 0, companions), _by_person(found, 1, companions)
    names = (*found.instrument.parts, "")
    return tuple(_part(part, now[:, index], before[:, index], companions, singly) for index, part in enumerate(names))


def weakest_of(found: Scored) -> tuple[Indicator, ...]:
    """The three weakest indicators of the latest results."""
    lowest = digest.weakest(found.items[found.back == 0], found.shape)
    return tuple(Indicator(found.instrument.items[item], n, percent) for item, n, percent in lowest)


def bands_of(percents: Array) -> Bands:
    """How many are in each band."""
    a, b, c, d, e = digest.band_counts(percents)
    return a, b, c, d, e


def overall(found: Scored, companions: int) -> Array:
    """The latest overall percent of each of the crowd; nan without one."""
    column: Array = _by_person(found, 0, companions)[:, -1]
    return column


def paired_medians(found: Scored, companions: int, since: int, until: int) -> list[tuple[str, int, float, float]]:
    """Of the parts and overall ("") in which people who have two results rose, and more of them than by chance: (part,
    these people, median before, median now). Nothing where none of the results is of the time asked for.

    By the sign test: of those who changed, so many rose that the Wilson bound of their share lies above one half, at
    95 % for all parts together (Bonferroni).
    """
    import numpy as np

    now, before = _by_person(found, 0, companions), _by_person(found, 1, companions)
    told: list[tuple[str, int, float, float]] = []
    again = np.isin(found.who, found.who[found.back == 1]) & (found.back == 0)
    if not ((found.sent_at >= since) & (found.sent_at < until) & again).any():
        return told
    confidence = 1 - 0.05 / now.shape[1]
    for index, part in enumerate((*found.instrument.parts, "")):
        both = ~np.isnan(now[:, index]) & ~np.isnan(before[:, index])
        rose = int((now[both, index] > before[both, index]).sum())
        changed = int((now[both, index] != before[both, index]).sum())
        surely = changed > 0 and wilson(rose, changed, confidence)[0] > 0.5
        if (n := int(both.sum())) >= FEWEST and surely:
            told.append((part, n, float(np.median(before[both, index])), float(np.median(now[both, index]))))
    return told


def share(count: int, of: int, everybody: int) -> Share:
    """A share of those who have said something; with an interval from ten people on, unless that is everybody."""
    if of < FEWEST or of >= everybody:
        return Share(count, of)
    low, high = wilson(count, of)
    return Share(count, of, 100 * low, 100 * high)


def _part(part: str, now: Array, before: Array, companions: int, singly: bool) -> PartFigures:
    import numpy as np

    known = now[~np.isnan(now)]
    n = len(known)
    both = ~np.isnan(now) & ~np.isnan(before)
    pairs = int(both.sum())
    if not singly and (pairs < SHOWN_FROM or 0 < n - pairs < SHOWN_FROM):
        pairs = 0
    spread = quartiles(known)
    # Where everybody has answered there is nothing to be unsure of.
    interval = bca_mean(known) if n < companions else None
    at_top = digest.ceiling(known)
    bands = bands_of(known)
    return PartFigures(
        part,
        n,
        bands,
        pairs,
        bands_of(before[both]) if pairs else None,
        bands_of(now[both]) if pairs else None,
        share(sum(bands[:2]), n, companions),
        None if spread is None else Quartiles(spread.n, spread.q1, spread.median, spread.q3),
        float(known.mean()) if n >= FEWEST else None,
        None if interval is None else interval[0],
        None if interval is None else interval[1],
        share(at_top, n, companions),
        n >= FEWEST and at_top > digest.CEILING_FLAG * n,
    )


def _by_person(found: Scored, back: int, companions: int) -> Array:
    """The percents of everybody's result so far back, a row a person of the crowd; nan without one."""
    import numpy as np

    spread = np.full((companions, found.percents.shape[1]), np.nan)
    these = found.back == back
    spread[found.who[these]] = found.percents[these]
    return spread


def _matrix(shelf: FormShelf, instrument: Instrument, versions: Iterable[str], packed: Iterable[bytes]) -> Array:
    """The scores of all results under the items of the current version."""
    import numpy as np

    by_version: dict[str, tuple[list[int], list[bytes]]] = {}
    total = 0
    for version, items in zip(versions, packed, strict=True):
        places, contents = by_version.setdefault(version, ([], []))
        places.append(total)
        contents.append(items)
        total += 1
    made = np.full((total, len(instrument.items)), LEFT_OUT, dtype=np.uint8)
    for version, (places, contents) in by_version.items():
        if not shelf.has(instrument.form_id, version):
            continue
        theirs = instrument_of(shelf.version(instrument.form_id, version))
        if theirs is None:
            continue
        given = np.frombuffer(b"".join(contents), dtype=np.uint8).reshape(len(places), len(theirs.items))
        to, taken = _common(instrument, theirs)
        made[np.ix_(places, to)] = given[:, taken]
    return made


def _common(ours: Instrument, theirs: Instrument) -> tuple[list[int], list[int]]:
    """Where the items that two versions share stand in the one and in the other."""
    known = {item: index for index, item in enumerate(theirs.items)}
    pairs = [
        (index, known[item])
        for index, item in enumerate(ours.items)
        if item in known
        and theirs.maximum[known[item]] == ours.maximum[index]
        and theirs.parts[theirs.part_of[known[item]]] == ours.parts[ours.part_of[index]]
    ]
    return [to for to, _ in pairs], [taken for _, taken in pairs]

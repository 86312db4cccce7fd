"""The regions of the next level below: every count adds up to the parent's; those without a region have a row too.

Results of few people are told together with others (``scoring.smallgroups``), so that no row exposes anybody, also not
by subtraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from handlers.digest.figures import Child, MergedBands
from handlers.digest.gather_crowd import Crowd
from handlers.digest.gather_guard import child_of
from handlers.digest.gather_reports import LATE, MISSING, ON_TIME, Outcome
from handlers.digest.gather_results import bands_of
from scoring.smallgroups import SHOWN_FROM, merged
from storage.digest_cases import Counted

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

OVERLOADED = 200
"""Families (KPM) above which a companion has too many to look after (study 003; 001 names 100 as the ideal)."""


def children_of(
    crowd: Crowd, outcomes: Iterable[Outcome], cases: Sequence[Counted], overall: Array | None
) -> tuple[tuple[Child, ...], tuple[MergedBands, ...]]:
    """The rows by code, "" last, and the results that are told together. ``overall``: the latest overall percent of
    each of the crowd; None where results are not told.
    """
    import numpy as np

    region = crowd.where.region
    if "." in region:
        return (), ()
    of_place = [child_of(place, region) for place in crowd.places]
    by_case = [(child_of(one.regency or one.province, region), one) for one in cases]
    codes = sorted({*of_place, *(code for code, _ in by_case)}, key=lambda code: (code == "", code))
    number = {code: index for index, code in enumerate(codes)}
    child = np.array([number[code] for code in of_place], dtype=np.int64)[crowd.place]

    def count(mask: Array, weights: Array | None = None) -> list[int]:
        inside = None if weights is None else weights[mask]
        return [int(n) for n in np.bincount(child[mask], inside, minlength=len(codes))]

    everybody = np.ones(len(crowd), dtype=bool)
    filed = {what: [0] * len(codes) for what in (ON_TIME, LATE, MISSING)}
    for outcome in outcomes:
        for what, sums in filed.items():
            sums[:] = [a + b for a, b in zip(sums, count(outcome.what == what), strict=True)]
    known = crowd.kpm >= 0
    results = [0] * len(codes) if overall is None else count(~np.isnan(overall))
    columns = {
        "companions": count(everybody),
        "active": count(crowd.active),
        "finished": count(crowd.finished_at > 0),
        "started": count(crowd.started),
        "untouched": count(crowd.untouched),
        "due": [sum(sums) for sums in zip(*filed.values(), strict=True)],
        "on_time": filed[ON_TIME],
        "late": filed[LATE],
        "missing": filed[MISSING],
        "kpm_known": count(known),
        "kpm_total": count(known, crowd.kpm),
        "over": count(crowd.kpm > OVERLOADED),
        "open_cases": [sum(one.open for code, one in by_case if code == of) for of in codes],
        "ageing_cases": [sum(one.ageing for code, one in by_case if code == of) for of in codes],
        "results": results,
    }
    groups = merged(list(zip(codes, results, strict=True)))
    alone = {group[0] for group in groups if len(group) == 1 and results[number[group[0]]] >= SHOWN_FROM}
    rows = []
    for index, code in enumerate(codes):
        bands = None
        if overall is not None and code in alone:
            bands = bands_of(overall[child == index])
        rows.append(Child(code, **{name: column[index] for name, column in columns.items()}, bands=bands))
    together = []
    for group in groups:
        told = [number[code] for code in group]
        n = sum(results[index] for index in told)
        if overall is None or not n or group[0] in alone:
            continue
        enough = n >= SHOWN_FROM
        together.append(MergedBands(group, n, bands_of(overall[np.isin(child, told)]) if enough else None))
    return tuple(rows), tuple(together)

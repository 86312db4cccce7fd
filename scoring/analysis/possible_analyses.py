"""Which analyses a table of answers can bear: asked of the very gates that the analyses themselves have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.data import prepare
from scoring.analysis.exploratory import check_correlations
from scoring.analysis.gates import refuse_unusable
from scoring.analysis.item_gates import PEOPLE_PER_ITEM, SMALL_N
from scoring.analysis.item_moments import FEWEST_ROWS, complete, item_moments
from scoring.analysis.item_problems import error, remark
from scoring.analysis.pls_gates import ROWS_EACH, fewest_rows
from scoring.analysis.problems import AnalysisError, Remark
from scoring.analysis.reliability_results import Possible
from scoring.analysis.scale_reliability import total_varies
from scoring.analysis.usable_items import usable_for_factors, usable_for_reliability

Array: TypeAlias = np.ndarray[Any, Any]
Columns: TypeAlias = Mapping[str, Array]
Scales: TypeAlias = Mapping[str, Sequence[str]]
Factors: TypeAlias = Literal["cfa-ml", "cfa-wlsmv"]

FEWEST: Final[Mapping[Factors, int]] = {"cfa-ml": 200, "cfa-wlsmv": 300}
"""Usual lower limits: 200 for maximum likelihood (Kline 2016, Principles and Practice of SEM, 4th ed., p. 16); some
hundreds for WLSMV (Flora & Curran 2004, Psychol Methods 9:466-491)."""


def possible_analyses(
    columns: Columns, scales: Scales, *, ordinal: bool, fewest: int = FEWEST_ROWS
) -> Iterator[Possible]:
    """Of answers by item (NaN as missing) and the items of each scale. `ordinal`: whether answers are categories;
    `fewest`: people from whom on anything is analysed."""
    analyses = {
        "reliability": _reliability,
        "efa": _exploratory,
        "cfa-ml": _maximum_likelihood,
        "cfa-wlsmv": _ordinal if ordinal else _not_ordinal,
        "pls": _pls,
    }
    for name, asked in analyses.items():
        try:
            doubt = asked(columns, scales, fewest)
        except AnalysisError as problem:
            yield Possible(name, "no", Remark(problem.code, problem.facts, grave=True))
        else:
            yield Possible(name, "doubtful" if doubt else "yes", doubt)


def _reliability(columns: Columns, scales: Scales, fewest: int) -> Remark | None:
    """Each scale by its own rows; omega needs more of them than items."""
    usable = usable_for_reliability(
        columns, {name: own for name, own in scales.items() if len(own) > 1}, {}, fewest=fewest
    )
    rows = []
    for scale, names in usable.scales.items():
        moments = item_moments(_table(columns, names), names)
        if not total_varies(moments.covariance):
            raise error(codes.NO_TOTAL, scale=scale)
        rows.append((moments.n, max(SMALL_N, len(names) + 1)))
    lost = [one for one in usable.remarks if "scale" in one.facts]
    return lost[0] if lost else _doubt(*min(rows, key=lambda one: one[0] - one[1]))


def _exploratory(columns: Columns, scales: Scales, fewest: int) -> Remark | None:
    names = _usable(columns, scales, fewest, listwise=True)
    moments = item_moments(_table(columns, names), names)
    check_correlations(moments.correlation, moments.n, names, 1)
    _enough(moments.n, fewest)
    return _doubt(moments.n, max(PEOPLE_PER_ITEM * len(names), SMALL_N))


def _maximum_likelihood(columns: Columns, scales: Scales, fewest: int) -> Remark | None:
    try:
        return _factors("cfa-ml", columns, scales, fewest)
    except AnalysisError as problem:
        try:
            names = _usable(columns, scales, fewest, listwise=False)
            prepared = prepare(columns, names, missing="fiml")
        except AnalysisError:
            raise problem from None
    _enough(len(prepared.groups[0].values), fewest)
    used, whole = len(prepared.groups[0].values), len(complete(_table(columns, names)))
    return remark(codes.POSSIBLE_ALL_ANSWERS, n=whole, used=used)


def _ordinal(columns: Columns, scales: Scales, fewest: int) -> Remark | None:
    return _factors("cfa-wlsmv", columns, scales, fewest)


def _not_ordinal(columns: Columns, scales: Scales, fewest: int) -> Remark | None:
    raise error(codes.POSSIBLE_NOT_ORDINAL)


def _factors(analysis: Factors, columns: Columns, scales: Scales, fewest: int) -> Remark | None:
    """Of complete rows, all scales in one model."""
    names = _usable(columns, scales, fewest, listwise=True)
    prepared = prepare(columns, names, ordered=names if analysis == "cfa-wlsmv" else ())
    _enough(len(prepared.groups[0].values), fewest)
    return _doubt(len(prepared.groups[0].values), max(FEWEST[analysis], PEOPLE_PER_ITEM * len(names)))


def _pls(columns: Columns, scales: Scales, fewest: int) -> Remark | None:
    """Whatever the model is: a construct has at most a path from each other, and its items at most one regression."""
    if len(scales) < 2:
        raise error(codes.POSSIBLE_ONE_SCALE)
    # A model of one's own takes all its items or none: nothing is left out for it.
    names = [name for own in scales.values() for name in own]
    table = _table(columns, names)
    refuse_unusable(table, names, "")
    rows = complete(table)
    n = len(rows)
    _enough(n, max(fewest, fewest_rows(len(scales) - 1)))
    refuse_unusable(rows, names, "")
    return _doubt(n, max(ROWS_EACH * max(len(own) for own in scales.values()), SMALL_N))


def _usable(columns: Columns, scales: Scales, fewest: int, *, listwise: bool) -> list[str]:
    usable = usable_for_factors(columns, scales, {}, listwise=listwise, fewest=fewest)
    return [name for own in usable.scales.values() for name in own]


def _table(columns: Columns, names: Sequence[str]) -> Array:
    return np.column_stack([columns[name] for name in names])


def _enough(n: int, wanted: int) -> None:
    if n < wanted:
        raise error(codes.POSSIBLE_NO, n=n, wanted=wanted)


def _doubt(n: int, wanted: int) -> Remark | None:
    return remark(codes.POSSIBLE_DOUBTFUL, n=n, wanted=wanted) if n < wanted else None

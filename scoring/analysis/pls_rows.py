"""The rows that a PLS model can use: complete ones, of which it needs far fewer than a factor analysis does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import gates
from scoring.analysis.far_values import far_values
from scoring.analysis.item_problems import error, remark
from scoring.analysis.pls_gates import check_size
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.problems import Remark

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class PlsRows:
    """`values`: complete rows × `model.items`. `n_given`: rows before any was left out."""

    values: Array
    n_given: int
    remarks: tuple[Remark, ...]


def rows_for_pls(columns: Mapping[str, Array], model: PlsModel) -> PlsRows:
    """NaN where an answer is missing. How few rows are too few is the model's: its largest regression, not its items.

    AnalysisError: an item that is infinite, empty or without differences, no complete row, too few of them.
    """
    names = model.items
    values = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in names])
    ends = gates.refuse_unusable(values, names, "")
    gaps = np.isnan(values)
    remarks: list[Remark] = []
    rows = values
    if gaps.any():
        remarks.extend(gates.remarks_on_gaps(gaps, names, used=False))
        kept = ~gaps.any(axis=1)
        worst = gates.most_missing(gaps, names)
        if not kept.any():
            raise error(gates.NO_ROWS_PLS, worst, given=len(values))
        remarks.append(remark(gates.LEFT_OUT, worst, rows=int((~kept).sum()), given=len(values)))
        rows = values[kept]
        check_size(len(rows), model)
        ends = gates.refuse_unusable(rows, names, "")
    # Few values are no matter here: PLS takes items as they are.
    remarks.extend(far_values(rows, names))
    remarks.extend(gates.remarks_on_answers(rows, *ends, names, kept=frozenset(names)))
    return PlsRows(rows, len(values), tuple(remarks))

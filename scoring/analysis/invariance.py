"""Whether groups are measured alike: configural, metric and scalar models in turn, and what each step costs.

Configural: the same model in each group; metric: equal loadings; scalar: equal intercepts (thresholds of ordinal items)
as well. The difference of chi2 is scaled by Satorra & Bentler 2001 (Psychometrika 66:507-514) with MLM, by Satorra 2000
with WLSMV. A step that costs at most 0.01 of CFI is taken to hold (Cheung & Rensvold 2002, Struct Equ Modeling
9:233-255), of RMSEA 0.015 (Chen 2007, 14:464-504).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

import numpy as np
from scipy.special import chdtrc

from scoring.analysis.problems import AnalysisError, Remark
from scoring.analysis.sem import Choices, Group, Progress, Study
from scoring.analysis.solution import Chi2, SemResult, Solution
from scoring.analysis.table_building import Equal

if TYPE_CHECKING:
    from scoring.analysis.wls import WlsSolution

Array: TypeAlias = np.ndarray[Any, Any]
Level: TypeAlias = Literal["configural", "metric", "scalar"]

CFI_MAY_FALL: Final = 0.01
RMSEA_MAY_RISE: Final = 0.015

STEP_FAILED: Final = "invariance-step-failed"


@dataclass(frozen=True, slots=True)
class Step:
    """`difference`: chi2 against the step before; `cfi_change`, `rmsea_change`: of the figures in `result.fit`, None at
    the first step. `holds`: whether CFI falls and RMSEA rises by no more than is usually allowed; None at the first."""

    level: Level
    equal: tuple[Equal, ...]
    result: SemResult
    difference: Chi2 | None = None
    cfi_change: float | None = None
    rmsea_change: float | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class InvarianceResult:
    """`group`: the column. `steps` in order; those after one that could not be fitted are missing, and `remarks` say
    so. `reached`: the last level that holds, with all before it; None where not even the first fits anything."""

    group: str
    steps: tuple[Step, ...]
    reached: Level
    remarks: tuple[Remark, ...] = ()


def invariance(
    text: str, columns: Mapping[str, Array], group: Group, *, progress: Progress | None = None, **choices: Any
) -> InvarianceResult:
    """The three models of `text`, with choices as `sem` has them (an `equal` among them is in all three).

    AnalysisError as `sem` where the first model cannot be fitted.
    """
    study = Study(text, columns, Choices(group=group, **choices))
    steps: list[Step] = []
    remarks: list[Remark] = []
    before: Solution | None = None
    for place, (level, equal) in enumerate(_levels(study).items()):
        try:
            solution = study.solve(equal)
        except AnalysisError:
            if not steps:
                raise
            remarks.append(Remark(STEP_FAILED, {"step": level}, grave=True))
            break
        steps.append(_step(level, equal, study.result(solution), solution, before, steps[-1] if steps else None))
        before = solution
        if progress is not None:
            progress((place + 1) / 3)
    return InvarianceResult(group[0], tuple(steps), _reached(steps), tuple(remarks))


def _levels(study: Study) -> dict[Level, tuple[Equal, ...]]:
    own = tuple(study.choices.equal)
    shifts: tuple[Equal, ...] = ("thresholds", "intercepts") if study.estimator == "WLSMV" else ("intercepts",)
    metric: tuple[Equal, ...] = tuple(dict.fromkeys((*own, "loadings")))
    return {"configural": own, "metric": metric, "scalar": tuple(dict.fromkeys((*metric, *shifts)))}


def _step(
    level: Level,
    equal: tuple[Equal, ...],
    result: SemResult,
    solution: Solution,
    before: Solution | None,
    last: Step | None,
) -> Step:
    if before is None or last is None:
        return Step(level, equal, result)
    cfi, rmsea = (_change(result, last.result, name) for name in ("cfi", "rmsea"))
    holds = (cfi is None or cfi >= -CFI_MAY_FALL) and (rmsea is None or rmsea <= RMSEA_MAY_RISE)
    return Step(level, equal, result, difference(solution, before), cfi, rmsea, holds)


def _change(result: SemResult, before: SemResult, name: str) -> float | None:
    now, then = result.fit.get(name), before.fit.get(name)
    return None if now is None or then is None else now - then


def _reached(steps: list[Step]) -> Level:
    reached = steps[0].level
    for step in steps[1:]:
        if not step.holds:
            break
        reached = step.level
    return reached


def difference(restricted: Solution, free: Solution) -> Chi2:
    """Chi2 of the equalities that `restricted` has and `free` has not."""
    if restricted.table.ordered:
        from scoring.analysis.wls_test import wls_difference

        return wls_difference(cast("WlsSolution", restricted), cast("WlsSolution", free))
    df = restricted.test.df - free.test.df
    plain = Chi2(restricted.test.chi2 - free.test.chi2, df, float("nan"))
    if restricted.robust is not None and free.robust is not None and df > 0:
        scaling = (restricted.test.df * restricted.robust.scaling - free.test.df * free.robust.scaling) / df
        plain = replace(plain, chi2=plain.chi2 / scaling if scaling > 0 else float("nan"), scaling=scaling)
    return replace(
        plain, p=float(chdtrc(df, max(plain.chi2, 0.0))) if df > 0 and plain.chi2 == plain.chi2 else float("nan")
    )

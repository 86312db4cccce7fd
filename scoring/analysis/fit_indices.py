"""How well a model fits, in the indices that are reported, each as lavaan 0.6 has it.

CFI and RNI: Bentler 1990 (Psychol Bull 107:238-246); TLI: Tucker & Lewis 1973; NFI: Bentler & Bonett 1980; IFI: Bollen
1989 (Sociol Methods Res 17:303-316); RMSEA: Steiger & Lind 1980, its interval Browne & Cudeck 1992 (Sociol Methods Res
21:230-258), over groups Steiger 1998; GFI, AGFI: Jöreskog & Sörbom 1984; the robust ones: Brosseau-Liard, Savalei & Li
2012 (Multivar Behav Res 47:904-930), Brosseau-Liard & Savalei 2014 (49:460-470).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from scoring.analysis import rmsea
from scoring.analysis.residual_indices import gfi, srmr
from scoring.analysis.solution import Chi2, Solution
from scoring.analysis.table_building_checks import known_moments

OF_SATURATED: Final = (
    "p",
    "cfi",
    "tli",
    "ifi",
    "nfi",
    "rni",
    "rmsea",
    "rmsea_lo",
    "rmsea_hi",
    "rmsea_p",
    "gfi",
    "agfi",
)
"""Of a saturated model these say nothing, since nothing was tested."""


def fit_indices(solution: Solution, rows: float) -> dict[str, float | None]:
    """`rows`: what the fit function is multiplied by in chi2 (n; n less the groups with "wishart" and WLSMV). Keys and
    None as in `SemResult.fit`."""
    plain = _of_test(solution.test, solution.baseline) | _rmsea(solution, rows)
    found: dict[str, float | None] = {**plain}
    if solution.robust is not None and solution.baseline_robust is not None:
        corrected = _of_test(solution.robust, solution.baseline_robust) | _scaled_rmsea(solution, rows)
        found |= {f"{name}_naive": value for name, value in plain.items() if name not in ("df", "baseline_df")}
        found |= {f"{name}_scaled": value for name, value in corrected.items() if name not in ("df", "baseline_df")}
        found |= _robust(solution, rows) if not solution.table.ordered else {}
        found |= corrected
        found |= {"scaling": solution.robust.scaling, "baseline_scaling": solution.baseline_robust.scaling}
        if solution.robust.shift:
            found["shift"] = solution.robust.shift
    found |= _absolute(solution) | _likelihood(solution)
    if not solution.test.df:
        found |= {name: None for name in found if name.removesuffix("_scaled").removesuffix("_naive") in OF_SATURATED}
    return {name: _said(value) for name, value in found.items()}


def _said(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)


def _of_test(test: Chi2, baseline: Chi2) -> dict[str, float | None]:
    return {
        "chi2": test.chi2,
        "df": test.df,
        "p": test.p,
        "baseline_chi2": baseline.chi2,
        "baseline_df": baseline.df,
        "baseline_p": baseline.p,
        "cfi": _cfi(test, baseline),
        "tli": _tli(test, baseline),
        "ifi": _ratio(baseline.chi2 - test.chi2, baseline.chi2 - test.df),
        "nfi": _ratio(baseline.chi2 - test.chi2, baseline.chi2) if test.df <= baseline.df else None,
        "rni": 1 - _ratio(test.chi2 - test.df, baseline.chi2 - baseline.df),
    }


def _ratio(above: float, below: float) -> float:
    return above / below if below else float("nan")


def _cfi(test: Chi2, baseline: Chi2, factor: float = 1.0, baseline_factor: float = 1.0) -> float:
    above = max(test.chi2 - factor * test.df, 0.0)
    below = max(above, baseline.chi2 - baseline_factor * baseline.df)
    return 1 - above / below if below else 1.0


def _tli(test: Chi2, baseline: Chi2, factor: float = 1.0, baseline_factor: float = 1.0) -> float:
    above = (test.chi2 - factor * test.df) * baseline.df
    below = (baseline.chi2 - baseline_factor * baseline.df) * test.df
    return 1 - above / below if below else 1.0


def _rmsea(solution: Solution, rows: float) -> dict[str, float | None]:
    groups = len(solution.sample)
    return rmsea.with_interval(solution.test.chi2, solution.test.df, rows, groups)


def _scaled_rmsea(solution: Solution, rows: float) -> dict[str, float | None]:
    """Of a shifted test its own chi2 and df; of a scaled one the plain chi2 with the trace as df, as lavaan has it."""
    robust, groups = solution.robust, len(solution.sample)
    assert robust is not None
    if robust.shift:
        return rmsea.with_interval(robust.chi2, robust.df, rows, groups)
    return rmsea.with_interval(solution.test.chi2, robust.scaling * robust.df, rows, groups)


def _robust(solution: Solution, rows: float) -> dict[str, float | None]:
    """Of the population as estimated without the test's correction, for continuous items."""
    robust, baseline, groups = solution.robust, solution.baseline_robust, len(solution.sample)
    assert robust is not None
    assert baseline is not None
    factor, below = robust.scaling, baseline.scaling
    found: dict[str, float | None] = {
        "cfi_robust": _cfi(solution.test, solution.baseline, factor, below),
        "tli_robust": _tli(solution.test, solution.baseline, factor, below),
        "rmsea_robust": rmsea.rmsea(solution.test.chi2, solution.test.df, rows, groups, factor),
    }
    low, high = rmsea.interval(robust.chi2, robust.df, rows, groups, factor)
    found |= {"rmsea_lo_robust": low, "rmsea_hi_robust": high}
    found["rmsea_p_robust"] = rmsea.close_fit(robust.chi2, robust.df, rows, groups, factor)
    return found if robust.df else dict.fromkeys(found)


def _absolute(solution: Solution) -> dict[str, float | None]:
    moments = known_moments(solution.table) + _given(solution)
    index = solution.gfi if solution.gfi is not None else gfi(solution)
    df = solution.test.df
    adjusted = solution.agfi
    if adjusted is None:
        adjusted = 1 - moments / df * (1 - index) if df else None
    return {"srmr": srmr(solution), "gfi": index, "agfi": adjusted}


def _given(solution: Solution) -> int:
    """Moments of fixed exogenous variables, which lavaan's GFI and AGFI count."""
    k = len(solution.table.predictors)
    return len(solution.sample) * (k * (k + 1) // 2 + (k if solution.table.means else 0))


def _likelihood(solution: Solution) -> dict[str, float | None]:
    npar, n = solution.table.size, sum(sample.n for sample in solution.sample)
    found: dict[str, float | None] = {"npar": npar, "loglik": solution.loglik}
    found["loglik_saturated"] = solution.loglik_saturated
    if solution.loglik is None:
        return found | {"aic": None, "bic": None, "bic2": None}
    twice = -2 * solution.loglik
    return found | {
        "aic": twice + 2 * npar,
        "bic": twice + npar * np.log(n),
        "bic2": twice + npar * np.log((n + 2) / 24),
    }

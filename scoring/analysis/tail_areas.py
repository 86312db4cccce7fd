"""Tail areas and quantiles that the analysis of items needs, by `scipy.special` alone."""

from __future__ import annotations

from scipy.special import chdtrc, fdtri

from scoring.analysis.reliability_results import FactorFit
from scoring.analysis.rmsea import with_interval


def upper_chi2(value: float, df: float) -> float:
    """P(chi2 of `df` degrees of freedom > `value`); 1 at df = 0."""
    return float(chdtrc(df, max(value, 0.0))) if df > 0 else 1.0


def feldt(alpha: float, n: int, k: int, level: float) -> tuple[float, float]:
    """Interval of a Cronbach's alpha of `k` items from `n` people.

    (1 - alpha) / (1 - its estimate) is F with (n - 1)(k - 1) and n - 1 degrees of freedom (Feldt 1965, Psychometrika
    30:357-370; Feldt, Woodruff & Salih 1987, Appl Psychol Meas 11:93-103).
    """
    tail, df = (1 - level) / 2, n - 1
    upper = 1 - (1 - alpha) * float(fdtri(df, df * (k - 1), tail))
    lower = 1 - (1 - alpha) * float(fdtri(df, df * (k - 1), 1 - tail))
    return lower, upper


def factor_fit(chi2: float, df: int, n: float) -> FactorFit | None:
    """The test of a factor model; `n`: what multiplied the criterion in `chi2`.

    None at df = 0, where the model must fit.
    """
    if df <= 0:
        return None
    figures = with_interval(chi2, df, n, 1)
    return FactorFit(
        chi2=chi2,
        df=df,
        p=upper_chi2(chi2, df),
        rmsea=figures["rmsea"] or 0.0,
        rmsea_lo=figures["rmsea_lo"] or 0.0,
        rmsea_hi=figures["rmsea_hi"] or 0.0,
    )

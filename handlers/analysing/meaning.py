"""What a fitted model means, in sentences, by cut-offs that are named with their source.

RMSEA <= .06, SRMR <= .08, CFI and TLI >= .95 are good (Hu & Bentler 1999, Structural Equation Modeling 6:1-55); RMSEA
<= .08 (Browne & Cudeck 1993), CFI and TLI >= .90 (Bentler & Bonett 1980, Psychological Bulletin 88:588-606) and SRMR
<= .10 (Schermelleh-Engel, Moosbrugger & Müller 2003) acceptable. Loadings .5, composite reliability .7, AVE .5: Hair,
Black, Babin & Anderson 2019.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from handlers.analysing.tables import Grid, text
from handlers.analysing.tables_sem import WEAK_LOADING, correlations_of
from handlers.analysing.words import Writing
from scoring.analysis.factor_reliability import FactorReliability
from scoring.analysis.sem_gates import LATENT_NOT_POSITIVE, NEGATIVE_VARIANCE, NOTHING_SHARED
from scoring.analysis.solution import SemResult

Verdict: TypeAlias = Literal["good", "fair", "poor"]
ALIKE: Final = 0.85
"""Factors that correlate above this are hard to tell apart (Kenny 2020; Brown 2015, Confirmatory Factor Analysis)."""
_FEW_DF, _FEW_PEOPLE = 10, 200
_FIT: Final[Mapping[Verdict, str]] = {"good": "anr-fit-good", "fair": "anr-fit-fair", "poor": "anr-fit-poor"}
_IMPOSSIBLE: Final = frozenset({NEGATIVE_VARIANCE, LATENT_NOT_POSITIVE})
"""Remarks on estimates that no data can have: how well such a solution fits is no praise."""
_WORDS: Final[Mapping[Verdict, str]] = {"good": "anr-v-good", "fair": "anr-v-fair", "poor": "anr-v-poor"}


@dataclass(frozen=True, slots=True)
class CutOff:
    """`good` and `fair` limits of a figure of fit; `high`: whether more is better. `source` names who said so."""

    name: str
    key: str
    good: float
    fair: float
    high: bool
    source: str

    def judge(self, value: float) -> Verdict:
        """Of three decimals, as they are printed: 0.9499 is shown as 0.950."""
        sign = 1 if self.high else -1
        shown = round(value, 3) * sign
        return "good" if shown >= self.good * sign else "fair" if shown >= self.fair * sign else "poor"

    def words(self, w: Writing) -> str:
        """`≥ 0,95 baik; ≥ 0,90 dapat diterima`."""
        mark = "≥" if self.high else "≤"
        return w.plain("anr-cut-off", mark=mark, good=w.fixed(self.good, 2), fair=w.fixed(self.fair, 2))


_HU, _BROWNE = "Hu & Bentler 1999", "Hu & Bentler 1999; Browne & Cudeck 1993"
CUT_OFFS: Final = (
    CutOff("cfi", "CFI", 0.95, 0.90, True, "Hu & Bentler 1999; Bentler & Bonett 1980"),
    CutOff("tli", "TLI", 0.95, 0.90, True, "Hu & Bentler 1999; Bentler & Bonett 1980"),
    CutOff("rmsea", "RMSEA", 0.06, 0.08, False, _BROWNE),
    CutOff("srmr", "SRMR", 0.08, 0.10, False, "Hu & Bentler 1999; Schermelleh-Engel et al. 2003"),
)


def judged(fit: Mapping[str, float | None]) -> dict[str, Verdict]:
    """Each figure with a cut-off that says something."""
    found = {}
    for cut in CUT_OFFS:
        value = fit.get(cut.name)
        if value is not None and np.isfinite(value):
            found[cut.name] = cut.judge(value)
    return found


def overall(verdicts: Sequence[Verdict]) -> Verdict:
    """As good as the worst of them."""
    return "poor" if "poor" in verdicts else "fair" if "fair" in verdicts else "good"


def verdict(result: SemResult, w: Writing) -> Iterator[str]:
    """Sentence by sentence for the first page."""
    fit = result.fit
    if not result.converged:
        yield w.plain("anr-not-converged")
    if result.saturated:
        yield w.plain("anr-saturated")
        return
    found = judged(fit)
    impossible, unrelated = _said_of(result, _IMPOSSIBLE), _said_of(result, {NOTHING_SHARED})
    if impossible:
        yield w.plain("anr-fit-impossible")
    if unrelated:
        yield w.plain("anr-fit-unrelated")
    if found and result.converged and not impossible and not unrelated:
        yield w.plain(_FIT[overall(list(found.values()))])
    # Beside no relations at all, figures of fit say anything: CFI 1 with TLI below zero.
    if found and not unrelated:
        said = [
            w.plain(
                "anr-fit-said", name=cut.key, value=w.fixed(fit[cut.name], 3), words=w.plain(_WORDS[found[cut.name]])
            )
            for cut in CUT_OFFS
            if cut.name in found
        ]
        yield w.plain("anr-fit-by", said="; ".join(said))
    p = fit.get("p")
    if p is not None:
        facts = {"chi2": w.fixed(fit.get("chi2"), 2), "df": w.count(fit.get("df")), "p": w.p_said(p)}
        yield w.plain("anr-chi2-rejects" if p < 0.05 else "anr-chi2-holds", **facts)
    if (fit.get("df") or 99) < _FEW_DF and result.n < _FEW_PEOPLE and found.get("rmsea") != "good":
        yield w.plain("anr-rmsea-few-df")


def _said_of(result: SemResult, codes: Collection[str]) -> bool:
    return any(one.code in codes for one in result.remarks)


def fit_on_paper(result: SemResult, w: Writing) -> Grid:
    """The figures that are usually reported, with cut-off and what it makes of them."""
    fit, rows, flagged = result.fit, [], set()

    def add(name: str, value: str, limit: str = "", words: str = "") -> None:
        rows.append((name, value, limit, words))

    chi2 = w.plain(
        "anr-fit-chi2-value", chi2=w.fixed(fit.get("chi2"), 3), df=w.count(fit.get("df")), p=w.p_said(fit.get("p"))
    )
    add("χ²", chi2)
    if fit.get("scaling") is not None:
        add(w.plain("anr-fit-scaling"), w.fixed(fit.get("scaling"), 3))
        naive = fit.get("chi2_naive")
        if naive is not None:
            add(w.plain("anr-fit-chi2-naive"), w.fixed(naive, 3))
    for cut in CUT_OFFS:
        value = fit.get(cut.name)
        if value is None:
            continue
        shown = w.fixed(value, 3)
        if cut.name == "rmsea" and fit.get("rmsea_lo") is not None:
            shown = w.plain(
                "anr-fit-rmsea", value=shown, lo=w.fixed(fit["rmsea_lo"], 3), hi=w.fixed(fit["rmsea_hi"], 3)
            )
        if result.saturated or _said_of(result, {NOTHING_SHARED, *_IMPOSSIBLE}):
            # What fits because nothing is tested, or what cannot be, is not to be called good.
            add(cut.key, shown)
            continue
        found = cut.judge(value)
        if found == "poor":
            flagged.add(len(rows))
        add(cut.key, shown, f"{cut.words(w)} ({cut.source})", w.plain(_WORDS[found]))
        robust = fit.get(f"{cut.name}_robust")
        if robust is not None and np.isfinite(robust):
            add(w.plain("anr-fit-robust", name=cut.key), w.fixed(robust, 3))
    for name in ("ifi", "gfi", "agfi", "aic", "bic"):
        if fit.get(name) is not None:
            decimals = 1 if name in ("aic", "bic") else 3
            add(name.upper(), w.fixed(fit[name], decimals), w.plain("anr-fit-compare") if decimals == 1 else "")
    if fit.get("npar") is not None:
        add(w.plain("anr-fit-npar"), w.count(fit["npar"]))
    columns = (
        text("anr-c-index"),
        text("anr-c-value"),
        text("anr-c-cut-off"),
        text("anr-c-verdict"),
    )
    note = w.plain("anr-saturated-note") if result.saturated else w.plain("anr-fit-note")
    return Grid("anr-s-fit-words", "anr-t-fit", columns, tuple(rows), note, frozenset(flagged))


def meaning(result: SemResult, reliability: Sequence[FactorReliability], w: Writing) -> Iterator[str]:
    """What may be said of loadings, reliability, factors and paths."""
    yield from _loadings(result, w)
    poor = [one.factor for one in reliability if one.composite is not None and one.composite < 0.7]
    if poor:
        yield w.plain("anr-m-cr-low", names=w.names(dict.fromkeys(poor)))
    elif reliability and all(one.composite is not None for one in reliability):
        yield w.plain("anr-m-cr-good")
    low = [one.factor for one in reliability if one.ave is not None and one.ave < 0.5]
    if low:
        yield w.plain("anr-m-ave-low", names=w.names(dict.fromkeys(low)))
    alike = dict.fromkeys(_alike(result, w))
    if alike:
        yield w.plain("anr-m-alike", pairs=w.names(alike, 4))
    yield from _paths(result, w)
    if reliability:
        yield w.plain("anr-m-reliability-ordinal" if result.ordinal else "anr-m-reliability-is")


def _loadings(result: SemResult, w: Writing) -> Iterator[str]:
    rows = [row for row in result.estimates if row.op == "=~" and row.rhs in result.table.observed]
    rows = [row for row in rows if np.isfinite(row.std)]
    if not rows:
        return
    sizes = [abs(row.std) for row in rows]
    yield w.plain(
        "anr-m-loadings", lo=w.fixed(min(sizes), 2), hi=w.fixed(max(sizes), 2), count=len({row.rhs for row in rows})
    )
    weak = [row.rhs for row in rows if abs(row.std) < WEAK_LOADING]
    if weak:
        yield w.plain("anr-m-weak", names=w.names(dict.fromkeys(weak)), limit=w.fixed(WEAK_LOADING, 2))


def _alike(result: SemResult, w: Writing) -> Iterator[str]:
    higher = {row.lhs for row in result.estimates if row.op == "=~" and row.rhs in result.table.latent}
    for number in range(1, len(result.groups) + 1):
        names, values = correlations_of(result, number)
        for row in range(len(names)):
            for column in range(row):
                if {names[row], names[column]} & higher or not abs(values[row, column]) > ALIKE:
                    continue
                yield f"{names[column]}–{names[row]} ({w.fixed(values[row, column], 2)})"


def _paths(result: SemResult, w: Writing) -> Iterator[str]:
    variables = {*result.table.observed, *result.table.latent}
    rows = [row for row in result.estimates if row.op == "~" and row.rhs in variables and np.isfinite(row.std)]
    if not rows:
        return
    strongest = max(rows, key=lambda row: abs(row.std))
    yield w.plain("anr-m-strongest", source=strongest.rhs, target=strongest.lhs, value=w.fixed(strongest.std, 2))
    weak = [f"{row.rhs} → {row.lhs}" for row in rows if row.p is not None and row.p >= 0.05]
    if weak:
        yield w.plain("anr-m-not-clear", names=w.names(dict.fromkeys(weak), 5), count=len(weak))


def limits(result: SemResult, w: Writing) -> Iterator[str]:
    """What must not be concluded."""
    yield w.plain("anr-l-self")
    if any(row.op == "~" and row.rhs for row in result.estimates):
        yield w.plain("anr-l-causal")
    yield w.plain("anr-l-other-models")
    if result.modifications:
        yield w.plain("anr-l-same-sample")
    yield w.plain("anr-l-cut-offs")

"""What reliability, item analysis, tests of knowledge and exploratory factor analysis give back.

Shares lie between 0 and 1. None stands for "cannot be said" (too few people, no differences, nothing to compare);
NaN never appears in a single figure. Matrices are numpy arrays in the order of the names beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from scoring.analysis.problems import Remark

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One item by itself.

    `n` answers, `missing` without; `sd` with n - 1; `skewness` and `kurtosis` (of a normal distribution 0) adjusted for
    the sample as SPSS, SAS and Excel do (Joanes & Gill 1998, The Statistician 47:183-189, G1 and G2). `floor` and
    `ceiling`: the share of answers in the lowest and highest category of the scale, `lowest` and `highest`.
    `categories`: each value with its number of answers, empty where there are more than 20 different ones.
    """

    name: str
    n: int
    missing: int
    mean: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    lowest: float | None
    highest: float | None
    floor: float | None
    ceiling: float | None
    categories: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class ItemInScale:
    """One item among the items of its scale.

    `item_rest`: correlation with the sum of the others; `alpha_if_dropped`: alpha of the others (None for scales of
    two); `loading`: standardised, of the one-factor model; `loading_raw`: in the item's own unit.
    """

    name: str
    item_rest: float | None
    alpha_if_dropped: float | None
    loading: float | None
    loading_raw: float | None


@dataclass(frozen=True, slots=True)
class ScaleReliability:
    """One scale of `k` items, answered by `n` people.

    `alpha` with `alpha_lo` and `alpha_hi` (Feldt 1965, at `level`); `alpha_standardised` from the correlations;
    `omega`: McDonald's total, from raw loadings; `composite_reliability` and `ave` (Fornell & Larcker 1981) from
    standardised ones, all of the same one-factor model by maximum likelihood; `mean_r` of two items.
    `factor_fit`: chi2 (n times the criterion, as lavaan), df, p, RMSEA of that model; None at df = 0 ("jenuh").
    `ordinal_*`: the same from polychoric correlations, where asked for.
    """

    name: str
    items: tuple[ItemInScale, ...]
    n: int
    k: int
    mean: float
    sd: float
    alpha: float
    alpha_lo: float
    alpha_hi: float
    level: float
    alpha_standardised: float
    omega: float | None
    composite_reliability: float | None
    ave: float | None
    mean_r: float
    factor_fit: FactorFit | None
    ordinal_alpha: float | None
    ordinal_omega: float | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class FactorFit:
    """chi2 of a factor model by maximum likelihood, its df and p, RMSEA with its 90 % interval."""

    chi2: float
    df: int
    p: float
    rmsea: float
    rmsea_lo: float
    rmsea_hi: float


@dataclass(frozen=True, slots=True)
class SamplingAdequacy:
    """Kaiser–Meyer–Olkin of all items and of each, and Bartlett's test that nothing is correlated."""

    kmo: float
    items: tuple[tuple[str, float], ...]
    chi2: float
    df: int
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class ScaleRelations:
    """How scales tell themselves apart; scales × scales in the order of `names`.

    `correlations` of the sums; `factor_correlations` freed of the unreliability, from the one-factor loadings; `htmt`
    (Henseler, Ringle & Sarstedt 2015) and `htmt2` (Roemer, Schuberth & Henseler 2021), NaN on the diagonal and where
    not defined; `fornell_larcker`: the root of AVE on the diagonal, `factor_correlations` beside it; `ave_exceeds`: per
    scale, whether its root is above all its correlations (None without an AVE).
    """

    names: tuple[str, ...]
    n: int
    correlations: Array
    factor_correlations: Array
    htmt: Array
    htmt2: Array
    fornell_larcker: Array
    ave_exceeds: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class ReliabilityResult:
    """`n_given` rows came in, `n` of them complete on all items. `adequacy` is None where it cannot be computed and
    `relations` where there is one scale; the remarks say why. `missing`: "listwise" (per scale) or "pairwise".
    """

    n_given: int
    n: int
    missing: str
    items: tuple[ItemStatistics, ...]
    scales: tuple[ScaleReliability, ...]
    adequacy: SamplingAdequacy | None
    relations: ScaleRelations | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """One option of a question: whether it is the key, how many and which share of the answers took it, and the mean
    of their points on the other questions (None where nobody took it); shares of the upper and lower 27 %."""

    option: str
    is_key: bool
    n: int
    share: float
    mean_rest: float | None
    upper: float
    lower: float


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question of a test. `difficulty`: mean points as a share of the highest (easy = high); `item_rest`:
    correlation with the points on the others; `upper_lower`: difficulty in the upper 27 % minus the lower 27 %;
    `alpha_if_dropped`. `options` is empty where only points were given."""

    name: str
    n: int
    missing: int
    difficulty: float
    item_rest: float | None
    upper_lower: float | None
    alpha_if_dropped: float | None
    options: tuple[OptionFigures, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class TestAnalysis:
    """A test of knowledge of `k` questions. `coefficient` is "KR-20" where all points are 0 or 1, else "alpha"; `sem`:
    standard error of measurement in points, sd·√(1 - reliability). `bank`: how many questions there are where each
    person has drawn `k` of them (`coefficient` as in `scoring.reliability`); None where all had the same."""

    __test__ = False  # pytest: not a class of tests

    n: int
    k: int
    mean: float
    sd: float
    coefficient: str
    reliability: float | None
    reliability_lo: float | None
    reliability_hi: float | None
    sem: float | None
    questions: tuple[QuestionFigures, ...]
    remarks: tuple[Remark, ...]
    bank: int | None = None


@dataclass(frozen=True, slots=True)
class ParallelAnalysis:
    """Horn's parallel analysis. Eigenvalues of the data (of R: `components`; of R with the communalities of one minimum
    residual factor in the diagonal: `factors`), and beside them mean and 95th percentile of `draws` sets of
    uncorrelated normal data of the same size. `components_suggested`, `factors_suggested`: how many come before the
    first that is not above the percentile."""

    n: int
    names: tuple[str, ...]
    draws: int
    seed: int
    percentile: float
    components: Array
    components_mean: Array
    components_percentile: Array
    factors: Array
    factors_mean: Array
    factors_percentile: Array
    components_suggested: int
    factors_suggested: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ExploratoryResult:
    """Exploratory factor analysis of correlations: items × factors, factors in the order of their part of the variance,
    each pointing where its loadings add up to more than 0.

    `loadings` (pattern), `structure` (correlation of item and factor), `factor_correlations`; `communalities`,
    `uniquenesses`, `complexity` (Hofmann) per item; `variance`: sum of squares per factor, `variance_share` of all
    items; `residual_rms`: root mean square of the residual correlations. `fit` (maximum likelihood only): chi2 with
    Bartlett's correction n - 1 - (2p + 5)/6 - 2m/3, df, p, RMSEA; None at df = 0.
    """

    n: int
    names: tuple[str, ...]
    factors: int
    method: str
    rotation: str
    kaiser: bool
    loadings: Array
    structure: Array
    factor_correlations: Array
    communalities: Array
    uniquenesses: Array
    complexity: Array
    variance: Array
    variance_share: Array
    df: int
    residual_rms: float
    fit: FactorFit | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class QuickScale:
    """A scale at a glance; `alpha` None where it cannot be computed. `weakest`: up to three items by item–rest
    correlation, worst first."""

    name: str
    k: int
    n: int
    alpha: float | None
    alpha_lo: float | None
    alpha_hi: float | None
    mean_r: float | None
    weakest: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """Whether an analysis ("reliability", "cfa-ml", "cfa-wlsmv", "efa", "pls") is sound with these data: "yes",
    "doubtful" or "no", and why."""

    analysis: str
    verdict: str
    reason: Remark | None


@dataclass(frozen=True, slots=True)
class QuickCheck:
    """What can be seen before any analysis. `complete`: rows without a gap; `missing`: share of all answers;
    `constant`, `ceiling`, `floor`: names of items that have no differences, or 50 % and more in one end category."""

    n_given: int
    complete: int
    items: int
    missing: float
    constant: tuple[str, ...]
    ceiling: tuple[tuple[str, float], ...]
    floor: tuple[tuple[str, float], ...]
    most_missing: tuple[tuple[str, int], ...]
    scales: tuple[QuickScale, ...]
    possible: tuple[Possible, ...]
    remarks: tuple[Remark, ...]

"""What PLS-SEM answers: every figure with its name, for reports and for JSON (`pls_json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np

from scoring.analysis.pls_model import Mode, PlsModel
from scoring.analysis.problems import Remark

Array: TypeAlias = np.ndarray[Any, Any]
Scheme: TypeAlias = Literal["path", "centroid", "factorial"]


@dataclass(frozen=True, slots=True)
class Spread:
    """What the bootstrap says of one figure. `se`: standard deviation of the replicates, `mean` of them; `t` = figure /
    se and `p` of it by the normal distribution (None where nothing varies); `lo`, `hi`: percentile interval; `lo_bc`,
    `hi_bc`: bias-corrected interval.
    """

    mean: float
    se: float
    t: float | None
    p: float | None
    lo: float
    hi: float
    lo_bc: float
    hi_bc: float


@dataclass(frozen=True, slots=True)
class PathEstimate:
    """A path: standardised coefficient, effect size f² and VIF of the source among the target's sources."""

    source: str
    target: str
    coefficient: float
    f2: float
    vif: float
    spread: Spread | None = None
    f2_spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class ItemEstimate:
    """An item: outer weight (for scores of variance 1), loading, communality = loading², VIF among its block's items
    (None where the block's items repeat one another exactly).
    """

    construct: str
    item: str
    mode: Mode
    weight: float
    loading: float
    communality: float
    vif: float | None
    weight_spread: Spread | None = None
    loading_spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class ConstructEstimate:
    """A construct. `r2`, `r2_adjusted`, `q2` (Stone-Geisser, cross-validated redundancy): None where nothing explains
    it. `alpha` (standardised), `rho_a`, `rho_c`, `ave`: of reflective blocks; None of formative ones and single items.
    """

    name: str
    mode: Mode
    items: tuple[str, ...]
    r2: float | None
    r2_adjusted: float | None
    q2: float | None
    alpha: float | None
    rho_a: float | None
    rho_c: float | None
    ave: float | None
    r2_spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class RouteEffect:
    """The effect along one way through the model: product of its paths. `route`: constructs from first to last."""

    route: tuple[str, ...]
    effect: float
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """All that one construct does to another: directly, over others, and both together."""

    source: str
    target: str
    direct: float
    indirect: float
    total: float
    indirect_spread: Spread | None = None
    total_spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Htmt:
    """Heterotrait-monotrait ratio of two constructs."""

    first: str
    second: str
    value: float
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class ItemPrediction:
    """How well an item of an explained construct is predicted for rows that the model has not seen.

    `q2`: Q²_predict, against the mean of the rows seen; `rmse`, `mae` of the model, and of a linear regression (`_lm`)
    on the items of the construct's own sources, in the item's units; None where there are too few rows for that.
    """

    construct: str
    item: str
    q2: float
    rmse: float
    mae: float
    rmse_lm: float | None
    mae_lm: float | None


@dataclass(frozen=True, slots=True)
class Importance:
    """One dot of an importance-performance map for `target`: what `name` (a construct, or an item of `construct`) does
    to it. `importance`: unstandardised total effect on scores from 0 to 100; `performance`: mean score, 0 to 100.
    """

    target: str
    construct: str
    item: str | None
    importance: float
    performance: float


@dataclass(frozen=True, slots=True)
class Resampling:
    """The bootstrap: replicates `asked` for, those `used`, and those left out: `not_converged`, `singular`.
    `inadmissible`: used ones with a reliability above 1 (PLSc). `level` of the intervals.
    """

    asked: int
    used: int
    not_converged: int
    singular: int
    inadmissible: int
    seed: int
    level: float


@dataclass(frozen=True, slots=True)
class PlsResult:
    """The whole answer. `n`: rows; `cross_loadings` (items x constructs): correlations of items with scores;
    `correlations` (constructs x constructs; with PLSc corrected for unreliability); `fornell_larcker`: the same with
    the root of AVE on the diagonal (1 where there is none). Rows and columns go by `model.items` and `model.names`.
    `srmr_saturated`, `srmr_estimated`: see `pls_quality`. `conventions`: what -> which, as codes.
    """

    n: int
    model: PlsModel
    scheme: Scheme
    consistent: bool
    converged: bool
    iterations: int
    items: tuple[ItemEstimate, ...]
    constructs: tuple[ConstructEstimate, ...]
    paths: tuple[PathEstimate, ...]
    routes: tuple[RouteEffect, ...]
    effects: tuple[Effect, ...]
    htmt: tuple[Htmt, ...]
    cross_loadings: Array
    correlations: Array
    fornell_larcker: Array
    srmr_saturated: float
    srmr_estimated: float
    predictions: tuple[ItemPrediction, ...] = ()
    importance: tuple[Importance, ...] = ()
    resampling: Resampling | None = None
    conventions: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

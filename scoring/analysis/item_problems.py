"""What the analysis of items refuses and warns of. Each code has its text `analysis-<code>` in
`locales/*/analisis_reliabilitas.ftl`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from scoring.analysis.problems import AnalysisError, Fact, Remark

# Refusals
CONSTANT: Final = "items-constant"
CONSTANT_LEFT: Final = "items-constant-left"
NO_TOTAL: Final = "items-no-total"
EMPTY: Final = "items-empty"
INFINITE: Final = "items-infinite"
TWICE: Final = "items-twice"
UNKNOWN: Final = "items-unknown"
FEW_IN_SCALE: Final = "items-few-in-scale"
NO_COMPLETE_ROWS: Final = "items-no-complete-rows"
FEW_ROWS: Final = "items-few-rows"
NO_PAIR: Final = "items-no-pair"
EFA_FEW_PEOPLE: Final = "efa-few-people"
EFA_MANY_FACTORS: Final = "efa-many-factors"
EFA_SINGULAR: Final = "efa-singular"
EFA_NOT_POSITIVE: Final = "efa-not-positive"
EFA_NOT_CONVERGED: Final = "efa-not-converged"
TEST_FEW_QUESTIONS: Final = "test-few-questions"
TEST_NO_KEY: Final = "test-no-key"
# Remarks
LEFT_OUT: Final = "items-left-out"
PAIRWISE: Final = "items-pairwise"
SMALL_N: Final = "items-small-n"
N_PER_ITEM: Final = "items-n-per-item"
N_BELOW_ITEMS: Final = "items-n-below-items"
REVERSED: Final = "items-reversed"
CEILING: Final = "items-ceiling"
FLOOR: Final = "items-floor"
OUT_OF_RANGE: Final = "items-out-of-range"
DUPLICATES: Final = "items-duplicates"
SINGULAR: Final = "items-singular"
ALPHA_NEGATIVE: Final = "items-alpha-negative"
TWO_ITEMS: Final = "items-two"
HEYWOOD: Final = "items-heywood"
OMEGA_FEW_PEOPLE: Final = "items-omega-few-people"
OMEGA_NOT_FOUND: Final = "items-omega-not-found"
SCALES_ALIKE: Final = "scales-alike"
EFA_HEYWOOD: Final = "efa-heywood"
EFA_SATURATED: Final = "efa-saturated"
EFA_KMO_LOW: Final = "efa-kmo-low"
EFA_ROTATION: Final = "efa-rotation"
PARALLEL_NONE: Final = "parallel-none"
TEST_KEY_DOUBTFUL: Final = "test-key-doubtful"
TEST_DISTRACTOR_UNUSED: Final = "test-distractor-unused"
TEST_NOT_DISCRIMINATING: Final = "test-not-discriminating"
TEST_SAME_POINTS: Final = "test-same-points"
TEST_NO_DIFFERENCES: Final = "test-no-differences"
TEST_FEW_PEOPLE: Final = "test-few-people"
POSSIBLE_NO: Final = "possible-no"
POSSIBLE_DOUBTFUL: Final = "possible-doubtful"
POSSIBLE_NOT_ORDINAL: Final = "possible-not-ordinal"
POSSIBLE_ALL_ANSWERS: Final = "possible-all-answers"
POSSIBLE_ONE_SCALE: Final = "possible-one-scale"

_NAMED = 8


def listed(names: Iterable[str]) -> str:
    """Up to eight names, and dots where there are more."""
    every = list(names)
    return ", ".join(every[:_NAMED]) + (" …" if len(every) > _NAMED else "")


def error(code: str, names: Iterable[str] | None = None, **facts: Fact) -> AnalysisError:
    """A refusal; `names` become the facts `names` and `count`."""
    return AnalysisError(code, **_named(names), **facts)


def remark(code: str, names: Iterable[str] | None = None, *, grave: bool = False, **facts: Fact) -> Remark:
    """A warning; `names` become the facts `names` and `count`."""
    return Remark(code, {**_named(names), **facts}, grave)


def _named(names: Iterable[str] | None) -> dict[str, Fact]:
    if names is None:
        return {}
    every = list(names)
    return {"names": listed(every), "count": len(every)}

"""Every figure of maximum likelihood beside lavaan 0.6-14's (`lavaan/ml.R`), on classic and made-up data."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from scoring.analysis.sem import sem
from scoring.analysis.solution import Estimate, SemResult
from tests.scoring.analysis.ml_data import columns

HERE = Path(__file__).parent / "lavaan"
CASES: dict[str, dict[str, Any]] = {
    case["name"]: case for case in json.loads((HERE / "ml_cases.json").read_text(encoding="utf-8"))
}
Key: TypeAlias = tuple[str, str, str, int]

OF_TEST = {
    "chi2": "chisq",
    "df": "df",
    "p": "pvalue",
    "baseline_chi2": "baseline.chisq",
    "baseline_df": "baseline.df",
    "cfi": "cfi",
    "tli": "tli",
    "ifi": "ifi",
    "nfi": "nfi",
    "rni": "rni",
    "rmsea": "rmsea",
    "rmsea_lo": "rmsea.ci.lower",
    "rmsea_hi": "rmsea.ci.upper",
    "rmsea_p": "rmsea.pvalue",
}
ROBUST = {
    "cfi_robust": "cfi.robust",
    "tli_robust": "tli.robust",
    "rmsea_robust": "rmsea.robust",
    "rmsea_lo_robust": "rmsea.ci.lower.robust",
    "rmsea_hi_robust": "rmsea.ci.upper.robust",
    "scaling": "chisq.scaling.factor",
    "baseline_scaling": "baseline.chisq.scaling.factor",
}
OTHER = {
    "srmr": "srmr",
    "gfi": "gfi",
    "agfi": "agfi",
    "aic": "aic",
    "bic": "bic",
    "bic2": "bic2",
    "loglik": "logl",
    "loglik_saturated": "unrestricted.logl",
    "npar": "npar",
}
SATURATED = {"regression"}
VALLEY = {"hs_two_items"}
"""Where a factor hardly is there: parameters move by their thousandth without any change of fit, lavaan's too."""


@cache
def said() -> dict[str, dict[str, Any]]:
    return dict(json.loads((HERE / "ml.json").read_text(encoding="utf-8")))


@cache
def fitted(name: str) -> SemResult:
    case = CASES[name]
    given = columns(case["data"])
    choices = {key: value for key, value in case.items() if key not in ("name", "data", "model", "brief")}
    if "group" in choices:
        choices["group"] = (choices["group"], list(given[choices["group"]]))
    numbers = {name: column for name, column in given.items() if column.dtype != object}
    kept = 0 if case.get("brief") else 500
    return sem("\n".join(case["model"]), numbers, modifications=kept, **choices)


def close(got: float | None, expected: Any, *, relative: float, absolute: float = 0.0) -> bool:
    if not isinstance(expected, int | float):
        return got is None or math.isnan(got)
    return got is not None and abs(got - expected) <= absolute + relative * abs(expected)


@pytest.mark.parametrize("name", [name for name in CASES if name not in SATURATED])
def test_the_fit(name: str) -> None:
    result, theirs = fitted(name), said()[name]["fit"]
    corrected = "chisq.scaled" in theirs
    pairs: dict[str, str] = {**OTHER, **{ours: f"{key}.scaled" if corrected else key for ours, key in OF_TEST.items()}}
    if corrected:
        pairs |= {f"{ours}_naive": key for ours, key in OF_TEST.items() if not ours.endswith("df")} | ROBUST
    differing = {
        ours: (result.fit[ours], theirs[key])
        for ours, key in pairs.items()
        if not close(result.fit[ours], theirs[key], relative=1e-4, absolute=1e-7)
    }
    assert differing == {}
    assert result.n == said()[name]["n"]


@pytest.mark.parametrize("name", [name for name in CASES if name not in VALLEY])
def test_the_parameters(name: str) -> None:
    result, theirs = fitted(name), said()[name]["parameters"]
    ours = by_key(result)
    deviations = list(said()[name].get("std_se") or [])
    differing = []
    for place, key in enumerate(keys(theirs)):
        row = ours[key]
        wanted = (theirs["est"][place], theirs["se"][place], theirs["std.all"][place], theirs["std.lv"][place])
        for got, expected in zip((row.est, row.se or 0.0, row.std, row.std_latent), wanted, strict=True):
            if not close(got, expected, relative=1e-4, absolute=1e-4):
                differing.append((key, got, expected))
        if (
            deviations
            and row.std_se is not None
            and not close(row.std_se, deviations[place], relative=1e-4, absolute=1e-4)
        ):
            differing.append((key, row.std_se, deviations[place]))
    assert differing == []
    assert len(theirs["lhs"]) == len(result.estimates)


@pytest.mark.parametrize("name", [name for name in CASES if name not in VALLEY])
def test_what_is_explained(name: str) -> None:
    result = fitted(name)
    for group, theirs in zip(result.groups, of_groups(said()[name]["r2"]), strict=True):
        for variable, expected in theirs.items():
            assert close(result.r2[group][variable], expected, relative=1e-4, absolute=1e-5), variable


@pytest.mark.parametrize("name", [name for name in CASES if not CASES[name].get("brief") and name not in VALLEY])
def test_the_largest_modification_indices(name: str) -> None:
    result, theirs = fitted(name), said()[name]["indices"] or {"lhs": []}
    ours = {(each.lhs, each.op, each.rhs, group(result, each.group)): each for each in result.modifications}
    ours |= {(rhs, op, lhs, number): each for (lhs, op, rhs, number), each in ours.items() if op == "~~"}
    for place, key in enumerate(keys(theirs)):
        if key[1] == "~" and key[0] in result.table.predictors:
            # What would explain a fixed predictor is no candidate of ours.
            continue
        found = ours[key]
        assert close(found.index, theirs["mi"][place], relative=1e-3, absolute=1e-3), key
        assert close(found.change, theirs["epc"][place], relative=1e-3, absolute=1e-4), key
        if key[0] != key[2]:
            assert close(found.std_change, theirs["sepc.all"][place], relative=1e-3, absolute=1e-4), key


def test_a_model_without_degrees_of_freedom_is_called_saturated() -> None:
    result = fitted("regression")
    assert result.saturated
    assert result.fit["df"] == 0
    assert result.fit["chi2"] == pytest.approx(0, abs=1e-8)
    assert [result.fit[name] for name in ("p", "cfi", "tli", "rmsea", "gfi", "agfi")] == [None] * 6
    assert "sem-saturated" in {remark.code for remark in result.remarks}


def keys(rows: Mapping[str, list[Any]]) -> Iterator[Key]:
    groups = rows.get("group") or [1] * len(rows["lhs"])
    for lhs, op, rhs, number in zip(rows["lhs"], rows.get("op", ()), rows.get("rhs", ()), groups, strict=False):
        yield (lhs, op, rhs.replace(" ", ""), number) if op != ":=" else (lhs, op, "", 0)


def by_key(result: SemResult) -> dict[Key, Estimate]:
    found: dict[Key, Estimate] = {}
    for row in result.estimates:
        if row.op == ":=":
            found[row.lhs, row.op, "", 0] = row
            continue
        number = group(result, row.group)
        found[row.lhs, row.op, row.rhs, number] = row
        if row.op == "~~":
            found[row.rhs, row.op, row.lhs, number] = row
    return found


def group(result: SemResult, name: str) -> int:
    return list(result.groups).index(name) + 1


def of_groups(given: Any) -> list[dict[str, Any]]:
    return [each or {} for each in (given if isinstance(given, list) else given.values())]

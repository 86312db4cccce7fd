"""Reliability, item statistics, KMO, Bartlett, HTMT and factors against what R says of the same answers (psych/)."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest

from scoring.analysis.exploratory import efa
from scoring.analysis.factor_extraction import minimum_residual
from scoring.analysis.reliability import reliability
from scoring.analysis.rotation import RotationName
from tests.scoring.analysis.item_data import every

Array: TypeAlias = np.ndarray[Any, Any]

SAID: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "psych" / "items.json").read_text("utf-8"))


def array(found: Any) -> Array:
    return np.array(found, dtype=np.float64)


def same(ours: Any, theirs: Any, within: float = 1e-8) -> None:
    np.testing.assert_allclose(array(ours), array(theirs), atol=within, rtol=within)


@pytest.mark.parametrize("name", every())
def test_reliability(name: str) -> None:
    answers, said = every()[name], SAID[name]
    found = reliability(answers.values, answers.names, answers.by_scale())
    pairs = reliability(answers.values, answers.names, answers.by_scale(), missing="pairwise")
    scale, with_pairs = found.scales[0], pairs.scales[0]
    assert found.adequacy
    assert pairs.adequacy
    same([scale.alpha, scale.alpha_lo, scale.alpha_hi, scale.alpha_standardised, scale.mean_r], said["alpha"])
    same([with_pairs.alpha, with_pairs.alpha_standardised, pairs.adequacy.kmo], said["pairwise"])
    same([item.item_rest for item in scale.items], said["item_rest"])
    same([item.alpha_if_dropped for item in scale.items], said["dropped"])
    same([found.adequacy.kmo, *(value for _, value in found.adequacy.items)], said["kmo"])
    same([found.adequacy.chi2, found.adequacy.df, found.adequacy.p], said["bartlett"])
    same([[getattr(item, f) for item in found.items] for f in ("mean", "sd", "skewness", "kurtosis")], said["shape"])
    # What lavaan iterates to.
    same([item.loading for item in scale.items], said["loadings"], 1e-5)
    of_one_factor = [scale.omega, scale.composite_reliability, scale.ave]
    # lavaan saw the item of "units" standardised, so that only these two compare.
    same(of_one_factor[name == "units" :], said["one_factor"][name == "units" :], 1e-6)
    assert (scale.factor_fit is None) == ("fit" not in said)
    if scale.factor_fit is not None:
        same(list(asdict(scale.factor_fit).values()), said["fit"], 1e-6)


@pytest.mark.parametrize("name", [name for name, said in SAID.items() if "ordinal" in said])
def test_from_polychoric_correlations(name: str) -> None:
    answers = every()[name]
    first = dict([next(iter(answers.by_scale().items()))])
    scale = reliability(answers.values, answers.names, first, ordinal=True).scales[0]
    same([scale.ordinal_alpha, scale.ordinal_omega], SAID[name]["ordinal"], 1e-5)


@pytest.mark.parametrize("name", [name for name, said in SAID.items() if "htmt" in said])
def test_scales_against_each_other(name: str) -> None:
    answers, said = every()[name], SAID[name]
    between = reliability(answers.values, answers.names, answers.by_scale()).relations
    assert between
    same(between.htmt, said["htmt"])
    same(between.htmt2, said["htmt2"])
    same(between.correlations, said["scales"])


@pytest.mark.parametrize("name", every())
@pytest.mark.parametrize("method", ["minres", "ml"])
def test_factors(name: str, method: Any) -> None:
    answers, said = every()[name], SAID[name][method]

    def found(rotation: RotationName, kaiser: bool | None = None) -> Any:
        return efa(answers.values, answers.names, answers.scales, method=method, rotation=rotation, kaiser=kaiser)

    # They stop earlier than we do.
    near = 2e-4
    plain = found("oblimin" if answers.scales > 1 else "none")
    same(plain.communalities, said["communality"], near)
    same(plain.residual_rms, said["rms"], 1e-5)
    if "test" in said:
        same([plain.fit.chi2, plain.fit.df, plain.fit.p], said["test"], 1e-6)
    else:
        assert plain.fit is None
    if answers.scales > 1:
        same(*matched(plain.loadings, array(said["oblimin"])), near)
        # Each factor may point the other way.
        between, theirs = np.abs(plain.factor_correlations), np.abs(array(said["phi"]))
        same(np.sort(between, axis=None), np.sort(theirs, axis=None), near)
        same(*matched(found("oblimin", True).loadings, array(said["oblimin_kaiser"])), near)
        same(*matched(found("varimax").loadings, array(said["varimax"])), near)


def matched(ours: Array, theirs: Array) -> tuple[Array, Array]:
    """Theirs with the factors in our order and direction, which do not matter."""
    like = ours.T @ theirs
    order = np.abs(like).argmax(axis=1)
    return ours, theirs[:, order] * np.sign(like[np.arange(len(order)), order])


@pytest.mark.parametrize("name", every())
def test_eigenvalues_of_the_reduced_matrix(name: str) -> None:
    """What parallel analysis compares, as fa.parallel has it."""
    values = every()[name].values
    correlation = np.corrcoef(values[~np.isnan(values).any(axis=1)], rowvar=False)
    loadings = minimum_residual(correlation, 1).loadings[:, 0]
    np.fill_diagonal(correlation, loadings**2)
    same(np.linalg.eigvalsh(correlation)[::-1], SAID[name]["reduced"], 2e-4)

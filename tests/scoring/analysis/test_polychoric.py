"""Polychoric correlations and what they rest on: the bivariate normal distribution."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from scoring.analysis.bivariate_normal import FAR, distribution
from scoring.analysis.data import GroupData
from scoring.analysis.model_syntax import parse
from scoring.analysis.ordinal_data import ordinal_data
from scoring.analysis.polychoric import polychoric
from scoring.analysis.table_building import table_of
from scoring.analysis.wls import fit_moments
from tests.scoring.analysis.wls_cases import cases

Array: TypeAlias = np.ndarray[Any, Any]

LAVAAN: dict[str, Any] = json.loads(Path(__file__).with_name("lavaan").joinpath("wls.json").read_text())
CORRELATIONS = np.array([0.0, 0.2, -0.5, 0.8, 0.9249, 0.9251, -0.93, 0.99, -0.999])


def plainly(h: float, k: float, r: float) -> float:
    """The integral of phi(x) Phi((k - r x) / sqrt(1 - r²)) up to h, by many small steps."""
    edges = np.linspace(-9.0, h, 4001)
    nodes, weights = np.polynomial.legendre.leggauss(6)
    step = (h + 9.0) / 8000
    x = (edges[:-1] + edges[1:])[:, None] / 2 + step * nodes
    height = np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * ndtr((k - r * x) / np.sqrt(1 - r * r))
    return float((height @ weights).sum() * step)


def test_the_distribution_is_its_integral() -> None:
    h, k = np.array([-1.7, 0.0, 0.4, 2.9]), np.array([-2.2, 0.4, 0.41, 1.5])
    size = len(CORRELATIONS)
    found = distribution(np.tile(h, (size, 1)), np.tile(k, (size, 1)), CORRELATIONS)
    wanted = [[[plainly(a, b, r) for b in k] for a in h] for r in CORRELATIONS]
    assert np.abs(found - wanted).max() < 1e-10


def test_far_corners_are_the_margins() -> None:
    h = np.tile([-FAR, -0.3, FAR], (len(CORRELATIONS), 1))
    found = distribution(h, h, CORRELATIONS)
    assert np.abs(found[:, 0]).max() < 1e-12
    assert found[:, 1, 2] == pytest.approx(np.full(len(CORRELATIONS), ndtr(-0.3)), abs=1e-12)
    assert found[:, 2, 2] == pytest.approx(np.ones(len(CORRELATIONS)))


def answers(r: float, h: Array, k: Array, people: int) -> Array:
    """As many people in each cell as the correlation makes one expect, nearly."""
    corners = np.zeros((len(h) + 2, len(k) + 2))
    corners[1:-1, 1:-1] = distribution(h[None], k[None], np.array([r]))[0]
    corners[-1, 1:-1], corners[1:-1, -1], corners[-1, -1] = ndtr(k), ndtr(h), 1.0
    counts = np.round(people * np.diff(np.diff(corners, axis=0), axis=1)).astype(int)
    rows, columns = np.indices(counts.shape)
    return np.column_stack([np.repeat(rows.ravel(), counts.ravel()), np.repeat(columns.ravel(), counts.ravel())])


@pytest.mark.parametrize("r", [-0.97, -0.4, 0.0, 0.6, 0.95])
def test_expected_tables_give_back_their_correlation(r: float) -> None:
    found = polychoric(answers(r, np.array([-1.0, 0.2, 1.4]), np.array([-0.5, 0.9]), 1_000_000).astype(float))
    assert found[0, 1] == pytest.approx(r, abs=1e-4)


def test_halves_have_a_formula() -> None:
    table = np.array([[40, 10], [10, 40]])
    values = np.repeat([[0, 0], [0, 1], [1, 0], [1, 1]], table.ravel(), axis=0).astype(float)
    assert polychoric(values)[0, 1] == pytest.approx(-np.cos(2 * np.pi * 0.4))


def test_an_empty_cell_of_four_counts_half_a_person() -> None:
    values = np.repeat([[0, 0], [0, 1], [1, 0], [1, 1]], [30, 0, 20, 50], axis=0).astype(float)
    r = polychoric(values)[0, 1]
    expected = distribution(ndtri([[0.3]]), ndtri([[0.5]]), np.array([r]))[0, 0, 0]
    assert expected == pytest.approx(0.295, abs=1e-8)


@pytest.mark.parametrize("name", ["skewed", "mixed"])
def test_covariances_are_lavaans(name: str) -> None:
    case = cases()[name]
    names = [item for item in case.columns if item[0] in "xab"]
    values = np.column_stack([case.columns[item] for item in names])
    found = ordinal_data(names, case.ordinal, [GroupData("", values)]).groups[0]
    upper = [found.covariance[i, j] for j in range(len(names)) for i in range(j)]
    assert upper == pytest.approx(LAVAAN["covariances"][name], abs=1e-5)


def test_gaps_are_used_pair_by_pair() -> None:
    columns = cases()["skewed"].columns
    names = ("a0", "a1", "a2", "a3")
    values = np.column_stack([columns[name] for name in names])
    for at in range(4):
        values[at::9, at] = np.nan
    found = ordinal_data(names, names, [GroupData("", values)])
    upper = [found.groups[0].covariance[i, j] for j in range(4) for i in range(j)]
    assert upper == pytest.approx(LAVAAN["covariances"]["gaps"], abs=1e-5)
    table = table_of(parse("f =~ a0 + a1 + a2 + a3"), ordered=names, categories=found.thresholds)
    solution = fit_moments(table, found.groups)
    assert solution.robust is not None
    assert solution.robust.chi2 == pytest.approx(LAVAAN["paired"]["chi2"], rel=1e-4)
    se = np.sqrt(np.diag(solution.covariance))[:3]
    assert se == pytest.approx(LAVAAN["paired"]["se"][1:], abs=1e-4)

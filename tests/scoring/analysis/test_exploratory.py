"""Factors that were put in come out, chance is told apart from them, and what cannot be done is refused."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pytest

from scoring.analysis.exploratory import efa, efa_of_correlations, most_factors
from scoring.analysis.parallel_analysis import parallel_analysis, parallel_of_correlations
from scoring.analysis.problems import AnalysisError
from tests.scoring.analysis.item_data import every

Array: TypeAlias = np.ndarray[Any, Any]

NAMES = [f"v{at}" for at in range(9)]
LOADINGS = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]])) * [1.0, 1.1, 0.9]
BETWEEN = np.array([[1.0, 0.4, 0.3], [0.4, 1.0, 0.2], [0.3, 0.2, 1.0]])


def exact() -> Array:
    found: Array = LOADINGS @ BETWEEN @ LOADINGS.T
    np.fill_diagonal(found, 1.0)
    return found


@pytest.mark.parametrize("method", ["minres", "ml"])
def test_an_exact_structure_comes_back(method: Any) -> None:
    found = efa_of_correlations(exact(), 200, NAMES, 3, method=method)
    # Ordered by their part of the variance: the second factor has the highest loadings, the third the lowest.
    np.testing.assert_allclose(found.loadings, LOADINGS[:, [1, 0, 2]], atol=1e-6)
    np.testing.assert_allclose(found.factor_correlations, BETWEEN[np.ix_([1, 0, 2], [1, 0, 2])], atol=1e-6)
    np.testing.assert_allclose(found.structure, found.loadings @ found.factor_correlations)
    np.testing.assert_allclose(found.complexity, 1.0, atol=1e-6)
    assert found.residual_rms == pytest.approx(0.0, abs=1e-7)
    assert found.df == 12
    assert (found.fit is not None) == (method == "ml")
    if found.fit:
        assert [found.fit.chi2, found.fit.rmsea] == pytest.approx([0.0, 0.0], abs=1e-6)


def test_the_order_and_direction_of_items_do_not_matter() -> None:
    answers = every()["holzinger"]
    order = np.random.default_rng(7).permutation(9)
    plain = efa(answers.values, answers.names, 3)
    mixed = efa(answers.values[:, order], answers.names, 3)
    np.testing.assert_allclose(mixed.loadings, plain.loadings[order], atol=1e-6)
    unit = efa(answers.values * np.geomspace(0.001, 1000, 9), answers.names, 3)
    np.testing.assert_allclose(unit.loadings, plain.loadings, atol=1e-6)
    assert (plain.loadings.sum(axis=0) > 0).all()
    assert (np.diff(plain.variance) <= 0).all()


def test_polychoric_correlations_give_back_what_categories_took() -> None:
    answers = every()["likert"]
    plain, ordinal = (efa(answers.values, answers.names, 3, ordinal=which) for which in (False, True))
    assert (ordinal.communalities > plain.communalities).mean() > 0.8


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("ordinal-not-whole", np.random.default_rng(1).standard_normal((60, 3))),
        # Nine in ten said yes to everything: some pairs have no table that fits with the others.
        ("efa-not-positive", every()["yes or no"].values),
    ],
)
def test_what_has_no_polychoric_correlations(code: str, values: Array) -> None:
    with pytest.raises(AnalysisError) as caught:
        efa(values, [f"v{at}" for at in range(values.shape[1])], 1, ordinal=True)
    assert caught.value.code == code


def test_three_items_and_one_factor_are_saturated() -> None:
    three = every()["three"]
    found = efa(three.values, three.names, 1, method="ml")
    assert (found.df, found.fit) == (0, None)
    assert [one.code for one in found.remarks] == ["efa-saturated"]


def test_an_item_without_error_is_named() -> None:
    small = every()["small"]
    found = efa(small.values, small.names, 2, method="ml")
    assert [(one.code, one.facts["names"]) for one in found.remarks if one.code == "efa-heywood"] == [
        ("efa-heywood", "v2")
    ]


@pytest.mark.parametrize(
    ("code", "n", "factors", "pair"),
    [("efa-few-people", 9, 3, 0.0), ("efa-many-factors", 200, 6, 0.0), ("efa-singular", 200, 2, 1.0)],
)
def test_what_is_refused(code: str, n: int, factors: int, pair: float) -> None:
    correlation = exact()
    if pair:
        correlation[1], correlation[:, 1] = correlation[0], correlation[:, 0]
        correlation[1, 1] = correlation[0, 1] = correlation[1, 0] = pair
    with pytest.raises(AnalysisError) as caught:
        efa_of_correlations(correlation, n, NAMES, factors)
    assert caught.value.code == code
    if pair:
        assert caught.value.facts["names"] == "v0, v1"


def test_how_many_factors_there_can_be() -> None:
    # Degrees of freedom ((p - m)² - p - m) / 2 of 0 or more.
    assert [most_factors(items) for items in (2, 3, 4, 5, 6, 9, 20)] == [0, 1, 1, 2, 3, 5, 14]


def test_parallel_analysis() -> None:
    answers = every()["many"]
    found = parallel_analysis(answers.values, answers.names, seed=1, draws=15)
    assert (found.components_suggested, found.factors_suggested) == (5, 5)
    again = parallel_analysis(answers.values, answers.names, seed=1, draws=15)
    np.testing.assert_array_equal(found.factors_percentile, again.factors_percentile)


def test_chance_is_that_of_uncorrelated_normal_answers() -> None:
    """Eigenvalues of correlations of plain draws, which the Wishart distribution stands for."""
    draw, n, p = np.random.default_rng(2), 50, 6
    plain = [np.linalg.eigvalsh(np.corrcoef(draw.standard_normal((n, p)), rowvar=False))[::-1] for _ in range(400)]
    found = parallel_of_correlations(np.eye(p), n, NAMES[:p], seed=3, draws=300)
    np.testing.assert_allclose(found.components_mean, np.mean(plain, axis=0), atol=0.02)
    np.testing.assert_allclose(found.components_percentile, np.percentile(plain, 95, axis=0), atol=0.06)
    assert (found.components_suggested, found.factors_suggested) == (0, 0)
    assert [one.code for one in found.remarks] == ["parallel-none"]

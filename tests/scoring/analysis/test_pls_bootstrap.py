"""The bootstrap beside a plain one: rows drawn, PLS on each sample of rows, one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.analysis import pls_bootstrap
from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls, pls_of_correlations
from scoring.analysis.pls_bootstrap import addends, bootstrap, drawn_counts, resampled_correlations, summarise
from scoring.analysis.pls_json import as_plain
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.pls_weights import Layout
from tests.scoring.analysis.pls.make_data import factors, mediators

SAMPLES = 40


def test_each_sample_has_the_correlations_of_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    # 65 products a row: so the sums go over rows in five steps.
    monkeypatch.setattr(pls_bootstrap, "MOST_PRODUCTS", 65 * 64)
    _, _, values = factors()
    columns = addends(values)
    batches = [resampled_correlations(columns, numbers, seed=5) for numbers in (range(4), range(4, 7))]
    matrices = np.concatenate(batches)
    counts = drawn_counts(len(values), range(7), 5)
    assert (counts.sum(1) == len(values)).all()
    for matrix, count in zip(matrices, counts, strict=True):
        assert matrix == pytest.approx(np.corrcoef(np.repeat(values, count, axis=0).T), abs=1e-12)


def test_the_size_of_batches_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text, columns, values = mediators()
    model = PlsModel.of(parse(text))
    at_once = pls(values, columns, model, bootstraps=20, seed=3)
    monkeypatch.setattr(pls_bootstrap, "MOST_SAMPLES", 7)
    told: list[tuple[int, int]] = []
    in_three = pls(values, columns, model, bootstraps=20, seed=3, progress=lambda done, all_: told.append((done, all_)))
    assert told == [(7, 20), (14, 20), (20, 20)]
    for one, other in zip(at_once.paths, in_three.paths, strict=True):
        assert one.spread is not None
        assert other.spread is not None
        assert (one.spread.se, one.spread.lo) == pytest.approx((other.spread.se, other.spread.lo), rel=1e-12)


def test_answers_on_a_scale_are_summed_exactly_in_single_precision() -> None:
    answers = np.random.default_rng(8).integers(1, 8, (25_048, 3)).astype(float)
    answers[:, 2] += answers[:, 0]
    assert addends(answers).dtype == np.float32
    assert addends(answers * 100.0).dtype == addends(answers + 0.5).dtype == np.float64
    matrices = resampled_correlations(addends(answers), range(2), seed=5)
    for matrix, count in zip(matrices, drawn_counts(25_048, range(2), 5), strict=True):
        assert matrix == pytest.approx(np.corrcoef(np.repeat(answers, count, axis=0).T), abs=1e-12)


def test_spreads_are_those_of_a_plain_loop() -> None:
    text, columns, values = mediators()
    model = PlsModel.of(parse(text))
    result = pls(values, columns, model, bootstraps=SAMPLES, seed=9, level=0.9)
    assert result.resampling is not None
    assert (result.resampling.used, result.resampling.not_converged) == (SAMPLES, 0)
    plain = []
    for count in drawn_counts(len(values), range(SAMPLES), 9):
        plain.append(pls(np.repeat(values, count, axis=0), columns, model))
    for number, path in enumerate(result.paths):
        assert path.spread is not None
        replicates = np.array([each.paths[number].coefficient for each in plain])
        assert path.spread.se == pytest.approx(replicates.std(ddof=1), rel=1e-9)
        assert path.spread.t == pytest.approx(path.coefficient / replicates.std(ddof=1))
        assert (path.spread.lo, path.spread.hi) == pytest.approx(tuple(np.quantile(replicates, [0.05, 0.95])))
    of_each = {
        "routes": [[each.effect for each in one.routes] for one in plain],
        "htmt": [[each.value for each in one.htmt] for one in plain],
        "items": [[each.loading for each in one.items] for one in plain],
        "effects": [[each.total for each in one.effects] for one in plain],
        "r2": [[each.r2 for each in one.constructs if each.r2 is not None] for one in plain],
    }
    spreads = {
        "routes": [each.spread for each in result.routes],
        "htmt": [each.spread for each in result.htmt],
        "items": [each.loading_spread for each in result.items],
        "effects": [each.total_spread for each in result.effects],
        "r2": [each.r2_spread for each in result.constructs if each.r2 is not None],
    }
    for kind, replicates_ in of_each.items():
        errors = [each.se for each in spreads[kind] if each]
        assert errors == pytest.approx(np.array(replicates_).std(0, ddof=1), abs=1e-9), kind
    loadings = summarise(np.array([each.loading for each in result.items]), np.array(of_each["items"]), 0.9)
    for item, spread in zip(result.items, loadings, strict=True):
        assert item.loading_spread is not None
        ours = (item.loading_spread.lo_bc, item.loading_spread.hi_bc)
        assert ours == pytest.approx((spread.lo_bc, spread.hi_bc)), item.item
    # A single item is its construct: nothing about its loading varies.
    single = next(each for each in result.items if each.item == "d1")
    assert single.loading_spread is not None
    assert (single.loading_spread.se, single.loading_spread.t) == (0.0, None)


def test_the_bias_corrected_interval_moves_against_the_bias() -> None:
    """By hand: of 99 replicates 1, 2, … 99 three in four lie below 75: z0 is the normal quantile of 0.75, and the
    limits of 90 % are the quantiles of Phi(2 z0 - 1.645) = 0.383 and Phi(2 z0 + 1.645) = 0.9986.
    """
    replicates = np.arange(1.0, 100.0)[:, None]
    (spread,) = summarise(np.array([75.0]), replicates, 0.9)
    assert [spread.lo, spread.hi] == pytest.approx([5.9, 94.1])
    assert spread.lo_bc == pytest.approx(1 + 98 * 0.3853, abs=0.6)
    assert spread.hi_bc == pytest.approx(1 + 98 * 0.9986, abs=0.1)


def test_the_seed_gives_the_same_and_another_something_else() -> None:
    text, columns, values = factors()
    model = PlsModel.of(parse(text))
    calls: list[tuple[int, int]] = []
    first = pls(values, columns, model, bootstraps=30, seed=1, progress=lambda done, all_: calls.append((done, all_)))
    again = pls(values, columns, model, bootstraps=30, seed=1)
    other = pls(values, columns, model, bootstraps=30, seed=2)
    assert calls == [(30, 30)]
    assert as_plain(first) == as_plain(again)
    assert as_plain(first)["paths"] != as_plain(other)["paths"]


def test_samples_without_a_solution_are_counted_and_left_out() -> None:
    """An item that one of twelve people answers differently is constant in about a third of the samples."""
    chance = np.random.default_rng(4)
    a = chance.normal(size=12)
    values = np.column_stack([a + 0.3 * chance.normal(size=12) for _ in range(4)])
    values[:, 1] = 0.0
    values[np.argmax(a), 1] = 1.0
    model = PlsModel.of(parse("A =~ a1 + a2\nB =~ b1 + b2\nB ~ A"))
    result = pls(values, ["a1", "a2", "b1", "b2"], model, bootstraps=200)
    assert result.resampling is not None
    assert 40 < result.resampling.singular < 100
    assert result.resampling.used + result.resampling.singular + result.resampling.not_converged == 200
    lost = next(each for each in result.remarks if each.code == "pls-lost-samples")
    assert lost.facts["lost"] == 200 - result.resampling.used
    assert lost.grave


def test_intervals_hold_what_is_true_as_often_as_they_say() -> None:
    """200 samples of 150 people, each resampled 120 times: 95 % intervals of a path hold its population value."""
    text = "A =~ a1 + a2 + a3\nB =~ b1 + b2 + b3\nB ~ A"
    model = PlsModel.of(parse(text))
    loadings = np.kron(np.eye(2), np.full((3, 1), 0.8))
    correlations = loadings @ np.array([[1.0, 0.5], [0.5, 1.0]]) @ loadings.T
    np.fill_diagonal(correlations, 1.0)
    true = pls_of_correlations(correlations, 150, model.items, model).paths[0].coefficient
    root = np.linalg.cholesky(correlations)
    held = 0
    for seed in range(200):
        values = np.random.default_rng(seed).normal(size=(150, 6)) @ root.T
        resampled = bootstrap(
            values,
            Layout.of(model),
            scheme="path",
            stop=1e-7,
            most=300,
            consistent=False,
            samples=120,
            seed=seed,
            level=0.95,
        )
        spread = resampled.spreads["paths"][0]
        held += spread.lo <= true <= spread.hi
    assert 0.93 <= held / 200 <= 0.97

"""What articles print, to the last printed digit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls_of_correlations
from scoring.analysis.pls_model import Construct, PlsModel
from scoring.analysis.pls_results import PlsResult

ECSI = """\
Image        =~ IMAG1 + IMAG2 + IMAG3 + IMAG4 + IMAG5
Expectation  =~ CUEX1 + CUEX2 + CUEX3
Quality      =~ PERQ1 + PERQ2 + PERQ3 + PERQ4 + PERQ5 + PERQ6 + PERQ7
Value        =~ PERV1 + PERV2
Satisfaction =~ CUSA1 + CUSA2 + CUSA3
Complaints   =~ CUSCO
Loyalty      =~ CUSL1 + CUSL2 + CUSL3
Expectation  ~ Image
Quality      ~ Expectation
Value        ~ Expectation + Quality
Satisfaction ~ Image + Expectation + Quality + Value
Complaints   ~ Satisfaction
Loyalty      ~ Image + Satisfaction + Complaints
"""

PATHS = {
    ("Image", "Expectation"): 0.50470564,
    ("Expectation", "Quality"): 0.55724786,
    ("Expectation", "Value"): 0.05078755,
    ("Quality", "Value"): 0.55721686,
    ("Image", "Satisfaction"): 0.17883348,
    ("Expectation", "Satisfaction"): 0.06442534,
    ("Quality", "Satisfaction"): 0.51254524,
    ("Value", "Satisfaction"): 0.19181566,
    ("Satisfaction", "Complaints"): 0.52609731,
    ("Image", "Loyalty"): 0.19535970,
    ("Satisfaction", "Loyalty"): 0.48347472,
    ("Complaints", "Loyalty"): 0.07123241,
}

TOTALS = {
    "Image": {"Expectation": 0.505, "Quality": 0.281, "Value": 0.182, "Satisfaction": 0.390, "Complaints": 0.205}
    | {"Loyalty": 0.399},
    "Expectation": {"Quality": 0.557, "Value": 0.361, "Satisfaction": 0.419, "Complaints": 0.221, "Loyalty": 0.218},
    "Quality": {"Value": 0.557, "Satisfaction": 0.619, "Complaints": 0.326, "Loyalty": 0.323},
    "Value": {"Satisfaction": 0.192, "Complaints": 0.101, "Loyalty": 0.100},
    "Satisfaction": {"Complaints": 0.526, "Loyalty": 0.521},
    "Complaints": {"Loyalty": 0.071},
}

LOADINGS = {
    **{"PERQ1": 0.803, "PERQ2": 0.637, "PERQ3": 0.784, "PERQ4": 0.769, "PERQ5": 0.756, "PERQ6": 0.775, "PERQ7": 0.779},
    **{"PERV1": 0.904, "PERV2": 0.938, "CUSA1": 0.799, "CUSA2": 0.846, "CUSA3": 0.852},
    **{"CUSCO": 1.000, "CUSL1": 0.814, "CUSL2": 0.219, "CUSL3": 0.917},
}

WEIGHTS = {
    **{"IMAG1": 0.30, "IMAG2": 0.26, "IMAG3": 0.22, "IMAG4": 0.33, "IMAG5": 0.32},
    **{"CUEX1": 0.52, "CUEX2": 0.47, "CUEX3": 0.45},
    **{"PERQ1": 0.21, "PERQ2": 0.14, "PERQ3": 0.20, "PERQ4": 0.18, "PERQ5": 0.18, "PERQ6": 0.18, "PERQ7": 0.21},
    **{"PERV1": 0.49, "PERV2": 0.60, "CUSA1": 0.38, "CUSA2": 0.38, "CUSA3": 0.44},
    **{"CUSCO": 1.00, "CUSL1": 0.45, "CUSL2": 0.13, "CUSL3": 0.66},
}


@pytest.fixture(scope="module")
def ecsi() -> PlsResult:
    """The mobile phone survey of Tenenhaus et al. (2005), by the centroid scheme as in the article."""
    given: dict[str, Any] = json.loads((Path(__file__).parent / "pls" / "published.json").read_text(encoding="utf-8"))
    size = len(given["items"])
    correlations = np.eye(size)
    # R goes down the columns of the upper triangle, which are the rows of the lower one.
    correlations[np.tril_indices(size, -1)] = given["upper"]
    correlations = correlations + correlations.T - np.eye(size)
    return pls_of_correlations(correlations, given["n"], given["items"], PlsModel.of(parse(ECSI)), scheme="centroid")


def test_mobile_phones_of_monecke_and_leisch(ecsi: PlsResult) -> None:
    """J Stat Softw 48(3), 2012: sections 4.2 and 4.3, and 5.2 for the paths' eight digits."""
    assert {(each.source, each.target): each.coefficient for each in ecsi.paths} == pytest.approx(PATHS, abs=5.1e-9)
    totals: dict[str, dict[str, float]] = {}
    for effect in ecsi.effects:
        totals.setdefault(effect.source, {})[effect.target] = round(effect.total, 3)
    assert totals == TOTALS
    assert {each.item: round(each.loading, 3) for each in ecsi.items if each.item in LOADINGS} == LOADINGS
    assert {each.item: round(each.weight, 2) for each in ecsi.items} == WEIGHTS


def test_two_formative_blocks_are_a_canonical_correlation() -> None:
    """Frets's heads of 25 pairs of brothers, with the canonical correlation and vectors as Mardia, Kent & Bibby (1979,
    example 10.2.2) print them: mode B on both sides is that analysis (Wold 1982).
    """
    correlations = np.eye(4)
    correlations[np.triu_indices(4, 1)] = [0.7346, 0.7108, 0.7040, 0.6932, 0.7086, 0.8392]
    correlations = np.maximum(correlations, correlations.T)
    heads = ["length1", "breadth1", "length2", "breadth2"]
    blocks = (Construct("first", "B", tuple(heads[:2])), Construct("second", "B", tuple(heads[2:])))
    result = pls_of_correlations(correlations, 25, heads, PlsModel(blocks, (("first", "second"),)))
    assert result.paths[0].coefficient == pytest.approx(0.7885, abs=1e-4)
    assert [round(each.weight, 3) for each in result.items] == [0.552, 0.522, 0.505, 0.538]

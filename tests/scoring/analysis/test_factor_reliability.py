"""Reliability of factors against what follows from lavaan's estimates (`lavaan/factor_reliability.R`)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.analysis.factor_reliability import factor_reliability
from scoring.analysis.sem import sem

HERE = Path(__file__).parent
ORACLE = json.loads((HERE / "lavaan" / "factor_reliability.json").read_text(encoding="utf-8"))
THREE = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
MODELS = {"three": THREE, "tied": f"{THREE}\nx1 ~~ x2\nx7 ~~ x9"}


def columns() -> dict[str, np.ndarray[Any, Any]]:
    with (HERE / "data" / "HolzingerSwineford1939.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in (f"x{number}" for number in range(1, 10))}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("standardise", [False, True])
def test_composite_reliability_ave_and_omega(model: str, standardise: bool) -> None:
    """How the factors got their scale does not matter."""
    found = factor_reliability(sem(MODELS[model], columns(), standardise_latent=standardise))
    assert [one.factor for one in found] == list(ORACLE[model])
    for one in found:
        expected = ORACLE[model][one.factor]
        assert (one.composite, one.ave, one.omega) == pytest.approx(
            (expected["composite"], expected["ave"], expected["omega"]), abs=1e-4
        )


def test_factors_of_factors_have_none() -> None:
    """Their indicators are no items that somebody answered."""
    found = factor_reliability(sem(f"{THREE}\ng =~ visual + textual + speed", columns()))
    assert [one.factor for one in found] == ["visual", "textual", "speed"]

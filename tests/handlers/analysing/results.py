"""Results to report on: Holzinger and Swineford's nine tests, and small drawn data."""

from __future__ import annotations

import csv
import io
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from pypdf import PdfReader

from handlers.analysing.report import Result, write_pdf
from handlers.analysing.report_findings import Origin
from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.pls_results import PlsResult
from scoring.analysis.sem import sem
from scoring.analysis.solution import SemResult

DATA = Path(__file__).parents[2] / "scoring" / "analysis" / "data" / "HolzingerSwineford1939.csv"
HOLZINGER = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
WORDING = {"x4": "Memahami bacaan"}
ORIGIN = Origin("Holzinger & Swineford <1939>", 301, date(2026, 11, 22), "Tiga faktor?", HOLZINGER, WORDING)
PATHS = "peran <~ a1 + a2\nmengajar =~ b1 + b2 + b3\nkinerja =~ c1 + c2\nmengajar ~ peran\nkinerja ~ mengajar + peran"


@cache
def holzinger() -> dict[str, np.ndarray[Any, Any]]:
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in (f"x{number}" for number in range(1, 10))}


@cache
def three_factors() -> SemResult:
    return sem(HOLZINGER, holzinger())


@cache
def paths() -> PlsResult:
    random = np.random.default_rng(11)
    role = random.normal(size=150)
    teaching = 0.5 * role + random.normal(size=150)
    outcome = 0.6 * teaching + random.normal(size=150)
    scores = {"a": role, "b": teaching, "c": outcome}
    model = PlsModel.of(parse(PATHS))
    values = np.array([scores[item[0]] + 0.7 * random.normal(size=150) for item in model.items]).T
    return pls(values, model.items, model, bootstraps=60, seed=4)


def pages(result: Result | list[Result], into: Path, language: str = "id", origin: Origin = ORIGIN) -> list[str]:
    """The words of each page, in one line."""
    write_pdf(result, into, language=language, title="Uji alat", origin=origin, versions={"numpy": "2"}, seed=20261122)
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(into.read_bytes())).pages]

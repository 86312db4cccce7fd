"""What follows from the figures of 000 (Hermawati 2017): loadings, t values, paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import chdtri

from scoring.analysis import ml
from scoring.analysis.model_syntax import parse
from scoring.analysis.solution import Moments
from scoring.analysis.table_building import table_of
from scoring.analysis.table_building_checks import known_moments
from tests.studies.lines import UNPRINTED, Line, number

Array: TypeAlias = np.ndarray[Any, Any]

# 000 Tabel 1: standardised loading, t.
COMPETENCE: Final = {"pengetahuan": (0.83, 16.16), "keterampilan": (0.95, 19.35), "sikap": (0.68, 12.82)}
PEOPLE_000: Final = 150
# 000 B: 30 companions, and others who know them, in each of the places.
PLACES_000, ASKED_000 = 5, 60
# 000 Gambar 2 to 4.
CONSTRUCTS: Final = {
    "manajemen (Gambar 2)": (0.79, 0.87, 0.84, 0.78),
    "intervensi (Gambar 3)": (0.84, 0.79, 0.87, 0.14, 0.78, 0.08),
    "pelatihan (Gambar 4)": (0.73, 0.66, 0.60, 0.50),
}
# 000 Gambar 5: coefficient, t.
PATHS: Final = {
    "pelatihan → manajemen": (0.86, 29.11),
    "rekrutmen → pelatihan": (0.18, 3.14),
    "pelatihan → intervensi": (0.17, 2.86),
}
MODEL_000: Final = "kompetensi =~ pengetahuan + keterampilan + sikap\n"


def composite_reliability(loadings: Sequence[float]) -> float:
    """Of standardised loadings l: (sum l)² / ((sum l)² + sum (1 - l²))."""
    shared = sum(loadings) ** 2
    return shared / (shared + sum(1 - each**2 for each in loadings))


def variance_extracted(loadings: Sequence[float]) -> float:
    """The mean of squared standardised loadings."""
    return sum(each**2 for each in loadings) / len(loadings)


def rounded_range(loadings: Sequence[float], decimals: int = 2) -> tuple[list[float], list[float]]:
    """The smallest and largest loadings that are printed so."""
    half = 0.5 * 10.0**-decimals
    return [each - half for each in loadings], [each + half for each in loadings]


def t_of_loadings(loadings: Sequence[float], people: int) -> Array:
    """z of one factor's loadings, fitted by ML to exactly the correlations that they imply."""
    correlations = np.outer(loadings, loadings)
    np.fill_diagonal(correlations, 1.0)
    table = table_of(parse(MODEL_000), standardise_latent=True)
    found = ml.fit_ml(table, [Moments(people, np.zeros(len(loadings)), correlations)])
    return np.asarray((found.theta / np.sqrt(np.diag(found.covariance)))[: len(loadings)])


def t_of_path(coefficient: float, people: int) -> float:
    """z of a standardised slope on one predictor: its standard error is the root of (1 - b²) / n."""
    return float(coefficient * np.sqrt(people / (1 - coefficient**2)))


def study_000() -> Iterator[Line]:
    """Hermawati 2017, Jurnal PKS 16(3)."""
    loadings = [each for each, _ in COMPETENCE.values()]
    low, high = rounded_range(loadings)
    for what, printed, measure in (
        ("CR kompetensi", "0,863", composite_reliability),
        ("VE kompetensi", "0,675", variance_extracted),
    ):
        around = f"{number(measure(low), 3)} sampai {number(measure(high), 3)}"
        yield what, printed, f"{number(measure(loadings), 3)} ({around})"
    table = table_of(parse(MODEL_000))
    known, asked = known_moments(table), table.size
    yield (
        "χ² dan P kompetensi",
        "0,00 dan 1",
        f"{known} varians dan kovarians, {asked} parameter, df = {known - asked}: jenuh",
    )
    for (item, (loading, t)), computed in zip(COMPETENCE.items(), t_of_loadings(loadings, PEOPLE_000), strict=True):
        needed = PEOPLE_000 * (t / computed) ** 2
        yield f"t {item} (λ {number(loading)})", number(t), f"{number(computed)} pada n = 150; butuh n ≈ {needed:.0f}"
    yield "subyek di lima lokasi", "sekitar 60 tiap lokasi", f"{PLACES_000} × {ASKED_000} = {PLACES_000 * ASKED_000}"
    for name, values in CONSTRUCTS.items():
        both = f"CR {number(composite_reliability(values), 3)}; VE {number(variance_extracted(values), 3)}"
        yield f"CR dan VE {name}", UNPRINTED, both
    strong = [each for each in CONSTRUCTS["intervensi (Gambar 3)"] if each > 0.5]
    yield "VE intervensi tanpa implementasi dan terminasi", UNPRINTED, number(variance_extracted(strong), 3)
    least, most = least_for_rmsea(2, 0.08, PEOPLE_000), float(chdtri(2, 0.05))
    yield (
        "χ² pelatihan (df 2), P diterima tetapi RMSEA tidak",
        UNPRINTED,
        f"{number(least)} sampai {number(most)}; RMSEA sampai {number(rmsea(most, 2, PEOPLE_000), 3)}",
    )
    for path, (coefficient, t) in PATHS.items():
        computed, needed = t_of_path(coefficient, PEOPLE_000), t**2 * (1 - coefficient**2) / coefficient**2
        yield f"t {path} ({number(coefficient)})", number(t), f"{number(computed)} pada n = 150; butuh n ≈ {needed:.0f}"
    own = PATHS["pelatihan → manajemen"][0]
    yield "koefisien 0,86 sebagai bagian varians", "86 %", f"{number(own)}² = {number(100 * own**2, 0)} %"
    first = PATHS["rekrutmen → pelatihan"][0]
    for target in ("manajemen", "intervensi"):
        second = PATHS[f"pelatihan → {target}"][0]
        product = f"{number(first)} × {number(second)} = {number(first * second, 3)}"
        yield f"rekrutmen → pelatihan → {target}", UNPRINTED, product
    yield "cara rekrutmen", "37, 106, 7", f"jumlah {37 + 106 + 7}"
    for share in (87, 67):
        yield f"{share} % dari 150 orang", f"{share} %", f"{number(1.5 * share, 1)} orang"


def rmsea(chi2: float, df: int, people: int) -> float:
    """LISREL's, with n - 1."""
    return float(np.sqrt(max(chi2 - df, 0.0) / (df * (people - 1))))


def least_for_rmsea(df: int, bound: float, people: int) -> float:
    """The chi2 from which RMSEA is above a bound."""
    return df * (1 + (people - 1) * bound**2)

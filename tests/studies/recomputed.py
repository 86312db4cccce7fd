"""What the five studies printed, and what follows from their own figures: the rows of the tables in `docs/studi`.

Each page's rows are (what, printed, computed); `test_recomputed.py` holds the pages to them. Printed figures stand here
with their place in the study; everything in the third column is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import chdtri

from locales import formats
from scoring.analysis import ml
from scoring.analysis.identification import degrees_of_freedom
from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls_of_correlations
from scoring.analysis.solution import Moments
from scoring.analysis.table_building import table_of
from scoring.analysis.table_building_checks import known_moments
from tests.studies import pls003

Array: TypeAlias = np.ndarray[Any, Any]
Line: TypeAlias = tuple[str, str, str]

UNPRINTED: Final = "tidak tercetak"

# 000 Tabel 1: standardised loading, t.
COMPETENCE: Final = {"pengetahuan": (0.83, 16.16), "keterampilan": (0.95, 19.35), "sikap": (0.68, 12.82)}
PEOPLE_000: Final = 150
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


def number(value: float, decimals: int = 2) -> str:
    """The Indonesian way."""
    return formats.number(value, "id", decimals)


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
        f"{known} ragam dan kovarians, {asked} parameter, df = {known - asked}: jenuh",
    )
    for (item, (loading, t)), computed in zip(COMPETENCE.items(), t_of_loadings(loadings, PEOPLE_000), strict=True):
        needed = PEOPLE_000 * (t / computed) ** 2
        yield f"t {item} (λ {number(loading)})", number(t), f"{number(computed)} pada n = 150; butuh n ≈ {needed:.0f}"
    for name, values in CONSTRUCTS.items():
        both = f"CR {number(composite_reliability(values), 3)}; VE {number(variance_extracted(values), 3)}"
        yield f"CR dan VE {name}", UNPRINTED, both
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
    yield "ragam manajemen yang dijelaskan pelatihan", "86 %", f"{number(own)}² = {number(100 * own**2, 0)} %"
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


# 001: means of the parts with their numbers of items, of the qualifications with their numbers of people.
PARTS_001: Final = {"pengetahuan": (92.81, 24), "keterampilan": (94.53, 39), "sikap": (99.14, 24)}
QUALIFICATIONS_001: Final = {"Asisten": (92.47, 11), "Generalis": (94.22, 34)}
PEOPLE_001: Final = 45
SHARES_001: Final = {
    "S1": (34, "75,55 %"),
    "SLTA": (11, "24,45 %"),
    "serumpun kesejahteraan sosial": (12, "26,66 %"),
    "penghasilan di bawah UMP": (16, "35,55 %"),
    "pendamping sebagai pekerjaan pokok": (25, "55,55 %"),
}


INCENTIVES_001: Final = (
    *(4_750_000, 5_000_000, 2_700_000, 3_280_000, 500_000, 1_000_000),
    *(300_000, 250_000, 3_000_000, 2_700_000, 300_000, 2_700_000),
)
"""001 Tabel 2, a month; the lower where it gives two."""


def weighted(means: Sequence[tuple[float, int]]) -> float:
    """The mean of means with these weights."""
    return sum(mean * weight for mean, weight in means) / sum(weight for _, weight in means)


def scales_that_give(means: Sequence[tuple[float, int]], people: int) -> list[int]:
    """For which number of points an item (2 to 7) whole sums of points round to all these percentages."""
    return [
        points
        for points in range(2, 8)
        if all(
            round(100 * round(mean / 100 * items * points * people) / (items * points * people), 2) == mean
            for mean, items in means
        )
    ]


def study_001() -> Iterator[Line]:
    """Udiati and Tursilarini 2020, Payakumbuh."""
    kinds = (1, 1, 5, 1, 3, 2, 20, 12)
    yield "orang dalam Tabel 1", str(PEOPLE_001), f"{' + '.join(map(str, kinds))} = {sum(kinds)}"
    for what, (count, printed) in SHARES_001.items():
        yield f"{what}: {count} orang", printed, f"{number(100 * count / PEOPLE_001)} %"
    yield "berpekerjaan sampingan dan tidak", "24 dan 18 orang", f"jumlah {24 + 18} dari {PEOPLE_001}"
    parts = list(PARTS_001.values())
    yield "rerata kompetensi, tiap aspek sama berat", UNPRINTED, number(sum(mean for mean, _ in parts) / 3)
    yield "rerata kompetensi, tiap butir sama berat", UNPRINTED, number(weighted(parts))
    yield "rerata kualifikasi, tiap orang sama berat", UNPRINTED, number(weighted(list(QUALIFICATIONS_001.values())))
    scales = scales_that_give(parts, PEOPLE_001)
    yield (
        "poin tiap butir yang dapat menghasilkan ketiga rerata",
        UNPRINTED,
        f"{', '.join(map(str, scales))} (dicoba 2 sampai 7)",
    )
    yield "kategori kurang efektif", "56–70", f"{40 + 1}–{56 - 1}"
    yield "insentif terendah", "Rp500.000", f"Rp{number(min(INCENTIVES_001), 0)} menurut Tabel 2"
    yield "pendamping yang dibutuhkan pada 1:100", "155.000", number(15_500_000 / 100, 0)
    yield "keluarga tiap pendamping tahun 2018", UNPRINTED, f"15.500.000 / 15.522 = {number(15_500_000 / 15_522, 0)}"


def study_002() -> Iterator[Line]:
    """Komalasari and Nugroho 2023, Al Qalam 17(5)."""
    staff = (782, 1_950, 36_706)
    yield "pelaksana PKH", "39.438", number(sum(staff), 0)
    yield "penerima tiap pendamping", "272", f"10.000.000 / 36.706 = {number(10_000_000 / 36_706, 0)}"
    yield "penerima tiap pelaksana", UNPRINTED, f"10.000.000 / 39.438 = {number(10_000_000 / 39_438, 0)}"
    graduated, natural = 1_321_372, 1_810_098
    yield (
        "graduasi alami dari semua graduasi",
        "1.810.098 dari 1.321.372 (73 %)",
        f"{number(100 * natural / graduated, 0)} %; bila tertukar {number(100 * graduated / natural, 1)} %",
    )
    social, others = 1_892, 34_096
    yield (
        "berlatar kesejahteraan sosial",
        "1.892 (5 %)",
        f"{number(100 * social / (social + others), 1)} % dari {number(social + others, 0)}",
    )
    yield (
        "pendamping menurut latar pendidikan",
        "36.706",
        f"{number(social + others, 0)}; selisih {36_706 - social - others}",
    )
    yield "pendamping Jakarta Timur", "55", f"10 + 45 = {10 + 45}"
    yield "penerima 2008–2016 di Jakarta Timur", "10.905 = 50 %", f"semuanya sekitar {number(2 * 10_905, 0)}"
    yield "penerima itu tiap pendamping", UNPRINTED, f"{number(2 * 10_905, 0)} / 55 = {number(2 * 10_905 / 55, 0)}"


# 003 Tabel 3.1 and 3.2.
COUNTS_003: Final = {
    "jenis kelamin": (12_298, 12_774),
    "usia": (1_463, 17_225, 5_512, 872),
    "lokasi": (4_622, 20_450),
    "pendidikan": (220, 1_955, 21_699, 1_198),
    "bidang pendidikan": (1_338, 3_824, 11_760, 8_150),
    "pelatihan": (653, 8_741, 9_766, 5_912),
}
ANALYSED_003, ASKED_003 = 25_048, 32_472


def study_003() -> Iterator[Line]:
    """BRIN and Kemensos 2025."""
    yield "tingkat jawaban", "25.048 = 76,97 %", f"25.048 / 32.472 = {number(100 * ANALYSED_003 / ASKED_003)} %"
    for table, counts in COUNTS_003.items():
        yield f"jumlah orang menurut {table}", "25.048", number(sum(counts), 0)
    men = COUNTS_003["jenis kelamin"][0]
    yield (
        "laki-laki",
        "49,05 %",
        f"{number(100 * men / 25_072)} % dari 25.072; {number(100 * men / ANALYSED_003)} % dari 25.048",
    )
    yield "kinerja tinggi, sedang, rendah", "57,3; 42,4; 0,3", f"jumlah {number(57.3 + 42.4 + 0.3, 1)} %"
    model = pls003.model()
    found = pls_of_correlations(pls003.item_correlations(), ANALYSED_003, model.items, model)
    effects = {(path.source, path.target): path.f2 for path in found.paths}
    printed = {(source, "kinerja"): f2 for source, f2 in pls003.F2_OF_COMPETENCES.items()}
    printed["lingkungan", "sosial"] = 0.097
    for (source, target), f2 in printed.items():
        t = float(np.sqrt(f2 * (ANALYSED_003 - 4 - 1)))
        simulated = number(effects[source, target], 3)
        yield (
            f"f² {source} → {target}",
            number(f2, 3),
            f"{simulated} pada data tiruan; t ≈ {number(t, 1)} pada n 25.048",
        )
    direct = {(path.source, path.target): path.coefficient for path in found.paths}
    for (source, over), effect in pls003.MEDIATED.items():
        product = direct[source, over] * direct[over, "kinerja"]
        yield f"{source} → {over} → kinerja", number(effect, 3), f"{number(product, 3)} pada data tiruan"
    yield "temuan kualitatif", "empat", "lima dalam daftarnya"


# 004: tasks of each role that it lists.
ROLES_004: Final = {"fasilitator": 12, "broker": 3, "mediator": 8, "pembela": 7, "pelindung": 3}


def study_004() -> Iterator[Line]:
    """Andari 2020, Sosio Informa 6(2): a review, without data of its own."""
    text = "\n".join(
        f"{role} =~ {' + '.join(f'{role}{task}' for task in range(1, count + 1))}" for role, count in ROLES_004.items()
    )
    table = table_of(parse(text))
    tasks = sum(ROLES_004.values())
    yield "tugas dalam lima peran", UNPRINTED, f"{' + '.join(map(str, ROLES_004.values()))} = {tasks}"
    yield "parameter model lima peran", UNPRINTED, str(table.size)
    yield "df model lima peran", UNPRINTED, f"{known_moments(table)} − {table.size} = {degrees_of_freedom(table)}"
    yield "orang, paling sedikit agar dapat dihitung", UNPRINTED, str(tasks + 1)
    yield "orang, agar lima tiap parameter", UNPRINTED, number(5 * table.size, 0)


STUDIES: Final = {"000": study_000, "001": study_001, "002": study_002, "003": study_003, "004": study_004}

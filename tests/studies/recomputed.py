"""What the five studies printed, and what follows from their own figures: the rows of the tables in `docs/studi`.

Each page's rows are (what, printed, computed); `test_recomputed.py` holds the pages to them. Printed figures stand here
with their place in the study; everything in the third column is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from scoring.analysis.identification import degrees_of_freedom
from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls_of_correlations
from scoring.analysis.table_building import table_of
from scoring.analysis.table_building_checks import known_moments
from tests.studies import pls003
from tests.studies.lines import UNPRINTED, Line, number
from tests.studies.recomputed_000 import study_000

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


def scales_that_give(means: Sequence[tuple[float, int]], people: int, *, truncated: bool) -> list[int]:
    """For which number of points an item (2 to 7) whole sums of points give all these percentages to two decimals."""

    def reached(mean: float, most: int) -> bool:
        wanted = round(100 * mean)
        near = wanted * most // 10_000
        half = 0 if truncated else most // 2
        return any((10_000 * points + half) // most == wanted for points in (near - 1, near, near + 1))

    return [points for points in range(2, 8) if all(reached(mean, items * points * people) for mean, items in means)]


def study_001() -> Iterator[Line]:
    """Udiati and Tursilarini 2020, Payakumbuh."""
    kinds = (1, 1, 5, 1, 3, 2, 20, 12)
    yield "orang dalam Tabel 1", str(PEOPLE_001), f"{' + '.join(map(str, kinds))} = {sum(kinds)}"
    for what, (count, printed) in SHARES_001.items():
        yield f"{what}: {count} orang", printed, f"{number(100 * count / PEOPLE_001)} %"
    yield "berpekerjaan sampingan dan tidak", "24 dan 18 orang", f"jumlah {24 + 18} dari {PEOPLE_001}"
    yield "pekerjaan pokoknya lain; pendamping sebagai sampingan", "20 dan 15 orang", f"selisih {20 - 15}"
    parts = list(PARTS_001.values())
    yield "rerata kompetensi, tiap aspek sama berat", UNPRINTED, number(sum(mean for mean, _ in parts) / 3)
    yield "rerata kompetensi, tiap butir sama berat", UNPRINTED, number(weighted(parts))
    yield "rerata kualifikasi, tiap orang sama berat", UNPRINTED, number(weighted(list(QUALIFICATIONS_001.values())))
    rounded, cut = (
        ", ".join(map(str, scales_that_give(parts, PEOPLE_001, truncated=truncated))) for truncated in (False, True)
    )
    yield "poin tiap butir yang memberi ketiga rerata", UNPRINTED, f"dibulatkan: {rounded}; dipotong: {cut}"
    yield (
        "jawaban sikap di bawah nilai tertinggi (skala 5)",
        UNPRINTED,
        (f"paling banyak {number((100 - PARTS_001['sikap'][0]) * 5, 1)} %"),
    )
    yield "kategori kurang efektif", "56–70", f"{40 + 1}–{56 - 1}"
    yield "insentif terendah (abstrak)", "Rp500.000", f"Rp{number(min(INCENTIVES_001), 0)} menurut Tabel 2"
    yield "penghasilan tertinggi", "Rp4.500.000", f"sedikitnya Rp{number(max(INCENTIVES_001), 0)} menurut Tabel 2"
    yield "bagian PKH", f"{100 - 15 - 45} % (yang tersisa)", f"20 / 45 = {number(100 * 20 / 45, 1)} %"
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
    yield "73 % dari 1.321.372", "1.810.098", number(0.73 * graduated, 0)
    yield "1.321.372 dibagi 0,73", UNPRINTED, number(graduated / 0.73, 1)
    yield "sasaran graduasi, yang tercapai 132 %", UNPRINTED, f"1.321.372 / 1,32 = {number(graduated / 1.32, 0)}"
    social, others = 1_892, 34_096
    yield (
        "berlatar kesejahteraan sosial",
        "1.892 (5 %)",
        f"{number(100 * social / (social + others), 1)} % dari {number(social + others, 0)}",
    )
    yield (
        "berlatar lain",
        "34.096 (95 %)",
        f"{number(100 * others / (social + others), 1)} %; dari 36.706: {number(100 * others / staff[-1], 1)} %",
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
    yield "lama survei", "21–31 Juli; 2 minggu", f"{31 - 21 + 1} hari"
    yield (
        "kompetensi sosial tinggi dan sedang (Tabel 3.3)",
        "42,9 dan 56,8",
        f"jumlah {number(42.9 + 56.8, 1)}; sisanya {number(100 - 42.9 - 56.8, 1)} %",
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

"""The margins of study 003: exact in its own size, and in the bot's digest of a small country drawn the same way."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
from sqlalchemy import text

from bot import publishing
from handlers.digest.figures import Digest
from handlers.digest.gathering import gather
from scoring import short_form
from storage.database import Database
from storage.visibility import Viewer
from tests import ready
from tests.studies import margins, nation
from tests.studies.country import Crowd, crowd, group_sizes
from tests.studies.country import short_form as answers
from tests.studies.sharing import counted, shared

PEOPLE, SILENT = 600, 40


@pytest.fixture(scope="module")
def everybody() -> Crowd:
    return crowd()


@pytest.fixture(scope="module")
def constructs(everybody: Crowd) -> np.ndarray[Any, Any]:
    return answers(everybody.tendency)


@pytest.mark.parametrize(
    ("column", "lines", "printed"),
    [
        ("gender", margins.GENDER, [12_298, 12_774]),
        ("education", margins.EDUCATION, [220, 1_955, 21_699, 1_198]),
        ("field", margins.FIELD, [1_338, 3_824, 11_760, 8_150]),
        ("training", margins.TRAINING, [653, 8_741, 9_766, 5_912]),
    ],
)
def test_tables_of_003(everybody: Crowd, column: str, lines: tuple[margins.Line, ...], printed: list[int]) -> None:
    counts = Counter(getattr(everybody, column).tolist())
    assert [sum(counts[code] for code in codes) for _, codes in lines] == printed
    assert sum(counts.values()) == 25_072


def test_ages_places_and_families_of_003(everybody: Crowd) -> None:
    age = margins.ASKED_IN - everybody.born
    assert [int(((age >= low) & (age <= high)).sum()) for low, high in ((21, 30), (31, 40), (41, 50), (51, 75))] == [
        *(1_463, 17_225, 5_512, 872)
    ]
    in_town = [int(code.partition(".")[2]) >= 71 for code in everybody.regency.tolist()]
    assert (sum(in_town), len(in_town) - sum(in_town)) == (4_622, 20_450)
    assert round(100 * float((everybody.families > 200).mean()), 1) == 88.0


def test_everywhere_somebody(everybody: Crowd) -> None:
    assert len(set(everybody.regency.tolist())) == 514
    assert len({code[:2] for code in everybody.regency.tolist()}) == 38


@pytest.mark.parametrize(
    ("construct", "group", "printed"),
    [
        ("kinerja", "tinggi", 57.3),
        ("kinerja", "sedang", 42.4),
        ("kinerja", "rendah", 0.3),
        ("komunikasi", "tinggi", 60.7),
        ("sosial", "tinggi", 42.9),
        ("sosial", "sedang", 56.8),
        ("peran", "tinggi", 75.7),
        ("dtsen", "tinggi", 63.2),
    ],
)
def test_groups_of_003(constructs: np.ndarray[Any, Any], construct: str, group: str, printed: float) -> None:
    first = short_form.CONSTRUCTS.index(construct) * 4
    # Four items with whole points: high from 12 of 16, middle from 8 (scoring.short_form).
    total = constructs[:, first : first + 4].sum(axis=1)
    found = {"tinggi": total >= 12, "sedang": (total >= 8) & (total < 12), "rendah": total < 8}[group]
    assert round(100 * float(found.mean()), 1) == printed


def test_groups_are_those_of_the_short_form(constructs: np.ndarray[Any, Any]) -> None:
    few = [short_form.groups(row.tobytes()) for row in constructs[::250]]
    assert len(few) > 100
    high = sum(each["komunikasi"] == "tinggi" for each in few)
    assert high == int((constructs[::250, 12:16].sum(axis=1) >= 12).sum())
    assert tuple(margins.GROUPS) == short_form.CONSTRUCTS


@dataclass(frozen=True, slots=True)
class Small:
    digest: Digest
    rows: dict[str, int]
    province: Digest
    file: Path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def small(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Small]:
    with ready.loading_once():
        file = tmp_path_factory.mktemp("country") / "country.sqlite3"
        country = nation.write(file, PEOPLE, silent=SILENT, days=1)
        database = Database(file)
        await database.open()
        shelf = await publishing.fill_shelf(database, nation.AT)
    async with database.reading() as connection:
        viewer = Viewer(country.of_country)
        digest = await gather(connection, shelf, viewer, "", "pkh", nation.AT, "Asia/Jakarta", months=0)
        viewer = Viewer(country.of_province)
        of_province = await gather(connection, shelf, viewer, country.province, "", nation.AT, "Asia/Jakarta", months=0)
        found = await connection.execute(
            text("SELECT form_id, count(*) FROM submission JOIN submission_answer ON submission_id = id GROUP BY 1")
        )
        rows = {row[0]: row[1] for row in found}
    yield Small(digest, rows, of_province, file)
    await database.close()


def test_a_smaller_country_has_the_same_shares(small: Small) -> None:
    assert small.digest.participation.companions == PEOPLE + SILENT
    assert small.digest.participation.finished == PEOPLE
    assert small.digest.participation.untouched == SILENT
    workload = small.digest.workload
    assert (workload.known, workload.over.count) == (640, 528 + 35)
    assert [part.n for part in small.digest.parts[:3]] == [PEOPLE] * 3
    # Some of 87 answers are left out, and none is stored for them.
    assert 0.99 < small.rows["kompetensi"] / (87 * PEOPLE) < 1
    assert small.rows["ringkas36"] == 36 * PEOPLE


def test_its_figures_follow_from_the_stored_answers(small: Small) -> None:
    """Every answer is read as it was sent and scored the plain way, with fractions: no packed result is looked at."""
    with closing(sqlite3.connect(small.file)) as database:
        sent = {
            number: Counter[str]()
            for (number,) in database.execute("SELECT id FROM submission WHERE form_id = 'kompetensi'")
        }
        points: dict[str, list[int]] = {}
        answered = {number: Counter[str]() for number in sent}
        for number, item, value in database.execute("SELECT submission_id, item, value FROM submission_answer"):
            if number in sent:
                sent[number][item[0]] += int(value)
                answered[number][item[0]] += 1
                points.setdefault(item, []).append(int(value))
        latest = "SELECT max(id) FROM submission WHERE form_id = 'profil' GROUP BY person_id"
        said = database.execute(
            f"SELECT value FROM submission_answer WHERE item = 'jumlah_kpm' AND submission_id IN ({latest})"
        )
        families = [int(value) for (value,) in said]
    for letter, part in zip("KST", small.digest.parts[:3], strict=True):
        found = sorted(Fraction(100 * sent[one][letter], 4 * answered[one][letter]) for one in sent)
        limits = [Fraction(101), *(Fraction(limit) for limit in (86, 71, 56, 41)), Fraction(0)]
        assert part.bands == tuple(sum(low <= one < high for one in found) for high, low in pairwise(limits))
        assert part.quartiles is not None
        assert part.quartiles.median == pytest.approx(float(found[299] + found[300]) / 2)
        assert part.mean == pytest.approx(float(sum(found) / len(found)))
    means = sorted((Fraction(100 * sum(given), 4 * len(given)), item) for item, given in points.items())
    assert [one.item for one in small.digest.weakest] == [item for _, item in means[:3]]
    assert [one.percent for one in small.digest.weakest] == pytest.approx([float(mean) for mean, _ in means[:3]])
    workload = small.digest.workload
    assert (workload.total, workload.over.count) == (sum(families), sum(one > 200 for one in families))
    assert workload.ratio == pytest.approx(sum(families) / len(families))


def test_a_province_of_it_is_what_the_country_says(small: Small) -> None:
    [child] = [each for each in small.digest.children if each.code == small.province.region]
    assert child.companions == small.province.participation.companions
    assert child.on_time == sum(form.on_time for form in small.province.reports)
    assert child.on_time > 0
    assert sum(each.companions for each in small.digest.children) == PEOPLE + SILENT


def test_sums_are_shared_out_exactly() -> None:
    assert shared(10, [1, 1, 2], 9) == [3, 2, 5]
    assert shared(7, [0, 0, 9], 3) == [2, 2, 3]
    with pytest.raises(ValueError, match="shared"):
        shared(10, [1, 1, 1], 3)
    assert counted(10, [1, 1, 1]) == [4, 3, 3]
    assert group_sizes(margins.PEOPLE, "kinerja") == [14_366, 10_631, 75]

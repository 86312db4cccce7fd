"""What study 001 prints, found again by the bot's own digest of people who have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
import pytest_asyncio
from sqlalchemy import text

from bot import publishing
from handlers.digest.figures import Digest, PartFigures
from handlers.digest.gathering import gather
from handlers.instruments import instrument_of
from handlers.shelf import FormShelf
from scoring.digest import band_counts, percents, shape_of
from scoring.qualification import qualification_of
from storage.database import Database
from storage.visibility import Viewer
from tests import ready
from tests.studies import town
from tests.studies.payakumbuh import BELOW_WAGE, REGION


@dataclass(frozen=True, slots=True)
class Seen:
    """The town's digest as its coordinator has it, and every answer of the latest profiles and checklists."""

    digest: Digest
    shelf: FormShelf
    profiles: dict[int, dict[str, str]]
    lists: dict[str, list[bytes]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def seen(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Seen]:
    database = Database(ready.empty(tmp_path_factory.mktemp("town") / "town.sqlite3"))
    await database.open()
    with ready.loading_once():
        people = await town.settle(database)
        shelf = await publishing.fill_shelf(database, town.AT)
    async with database.reading() as connection:
        digest = await gather(connection, shelf, Viewer(people.coordinator), REGION, "", town.AT, "Asia/Jakarta")
        profiles: dict[int, dict[str, str]] = {}
        for who, item, value in await connection.execute(
            text(
                "SELECT person_id, item, value FROM submission JOIN submission_answer ON submission_id = id "
                "WHERE form_id = 'profil'"
            )
        ):
            profiles.setdefault(who, {})[item] = value
        lists: dict[str, list[bytes]] = {}
        for form_id, items in await connection.execute(
            text("SELECT form_id, items FROM result WHERE form_id LIKE 'kualifikasi%' AND back = 0")
        ):
            lists.setdefault(form_id, []).append(items)
    yield Seen(digest, shelf, profiles, lists)
    await database.close()


def printed(percent: float | None) -> str:
    """As 001 prints it: two decimals, halves up."""
    return str(Decimal(str(percent)).quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


def part(digest: Digest, name: str) -> PartFigures:
    return next(each for each in digest.parts if each.part == name)


@pytest.mark.parametrize(
    ("name", "mean"),
    [
        ("pengetahuan", "92,81"),
        ("keterampilan", "94,53"),
        ("sikap", "99,14"),
        # 001 prints no overall figure; weighted by items its three means make this one.
        ("", "95,33"),
    ],
)
def test_the_means_of_the_parts(seen: Seen, name: str, mean: str) -> None:
    figures = part(seen.digest, name)
    assert figures.n == 45
    assert printed(figures.mean) == mean
    # Everybody "sangat efektif"; and as everybody has answered, there is no interval to tell.
    assert figures.bands == (45, 0, 0, 0, 0)
    assert (figures.mean_low, figures.mean_high) == (None, None)


def test_so_high_means_are_told_as_a_ceiling(seen: Seen) -> None:
    # Of attitude 28 of 3240 points are lost: at least 17 of 45 people have lost none.
    assert part(seen.digest, "sikap").ceiling.count >= 17
    assert part(seen.digest, "sikap").ceiling_flag
    assert not part(seen.digest, "pengetahuan").ceiling_flag


def test_the_weak_spots_that_001_names(seen: Seen) -> None:
    # Resources that people have, media and technology, opening access.
    assert {each.item for each in seen.digest.weakest} == {"K19", "S08", "S27"}


def test_how_many_have_two_results_and_are_compared(seen: Seen) -> None:
    overall = part(seen.digest, "")
    assert overall.before_n == town.TWICE
    assert sum(overall.before or ()) == sum(overall.paired or ()) == town.TWICE
    assert seen.digest.participation.before is not None
    assert seen.digest.participation.before.count == 45 - town.LATELY


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        ("gender", {"perempuan": 32, "laki_laki": 13}),
        ("pendidikan", {"s1": 34, "slta": 11}),
    ],
)
def test_who_they_are(seen: Seen, item: str, counts: dict[str, int]) -> None:
    assert Counter(profile[item] for profile in seen.profiles.values()) == counts


def test_kinds_of_companions_as_in_tabel_1(seen: Seen) -> None:
    kinds = Counter(profile["program"] for profile in seen.profiles.values())
    named = {"pkh": 1 + 20, "bpnt": 1, "psm": 5, "sakti_peksos": 1, "tksk": 3, "tagana": 2}
    assert {kind: kinds.pop(kind) for kind in named} == named
    assert sum(kinds.values()) == 12
    assert set(kinds) == {"napza", "kat", "aslut", "kube", "disabilitas", "pelopor_perdamaian", "abh", "odha"}


def test_age_field_and_wage(seen: Seen) -> None:
    profiles = seen.profiles.values()
    assert sum(21 <= town.AT.year - int(profile["tahun_lahir"]) <= 50 for profile in profiles) == 43
    assert sum(profile.get("bidang") == "kesos" for profile in profiles) == 12
    assert sum(profile["insentif"] in BELOW_WAGE for profile in profiles) == 16


def test_families_of_each_companion_of_pkh(seen: Seen) -> None:
    pkh = [
        int(each["jumlah_kpm"]) for each in seen.profiles.values() if each["program"] == "pkh" and "jumlah_kpm" in each
    ]
    assert len(pkh) == 20
    assert min(pkh) >= 237
    assert max(pkh) <= 400
    # So all twenty are over 200, and nobody else is.
    assert (seen.digest.workload.over.count, seen.digest.workload.over.of) == (20, 44)


@pytest.mark.parametrize(
    ("form_id", "education", "people", "mean"),
    [("kualifikasi_asisten", "slta", 11, "92,47"), ("kualifikasi_generalis", "s1", 34, "94,22")],
)
def test_the_means_of_the_qualifications(seen: Seen, form_id: str, education: str, people: int, mean: str) -> None:
    qualification = qualification_of(education)
    assert qualification is not None
    assert form_id == f"kualifikasi_{qualification.key}"
    instrument = instrument_of(seen.shelf.current(form_id))
    assert instrument is not None
    rows = np.array([list(items) for items in seen.lists[form_id]], dtype=np.uint8)
    shape = shape_of(instrument.part_of, instrument.maximum, None, len(instrument.parts))
    found = percents(rows, shape)[:, -1]
    assert len(found) == people
    assert printed(float(found.mean())) == mean
    assert band_counts(found) == (people, 0, 0, 0, 0)

"""Nobody finds one companion's scores by where somebody is and of which programme, whatever is asked for."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product
from random import Random

import pytest

from handlers.exporting.crowds import Place, crowd_of, shown_places
from handlers.exporting.writing import NothingError
from storage.export_statements import SCORES, Selection
from storage.exports import ByPlace
from tests.handlers.exporting.conftest import Export
from tests.handlers.exporting.test_tables import csv_tables

SHOWN = [
    # Four in all are nobody's business.
    ({("13", "13.76", "pkh"): 4}, {}),
    ({("13", "13.76", "pkh"): 5}, {("13", "13.76", "pkh"): ("13", "13.76", "pkh")}),
    # One of a programme: another goes blank with it, or the total would tell.
    (
        {("13", "13.76", "pkh"): 9, ("13", "13.76", "bpnt"): 6, ("13", "13.76", "kat"): 1},
        {
            ("13", "13.76", "pkh"): ("13", "13.76", "pkh"),
            ("13", "13.76", "bpnt"): ("13", "13.76", ""),
            ("13", "13.76", "kat"): ("13", "13.76", ""),
        },
    ),
    # Small regencies of one province are told together, small provinces of the country too.
    (
        {("13", "13.76", "pkh"): 9, ("13", "13.71", "pkh"): 3, ("13", "13.75", "pkh"): 2, ("51", "51.71", "kat"): 5},
        {
            ("13", "13.76", "pkh"): ("13", "13.76", "pkh"),
            ("13", "13.71", "pkh"): ("13", "", "pkh"),
            ("13", "13.75", "pkh"): ("13", "", "pkh"),
            ("51", "51.71", "kat"): ("51", "51.71", "kat"),
        },
    ),
    (
        {("13", "13.76", "pkh"): 9, ("51", "51.71", "pkh"): 5, ("94", "94.71", "pkh"): 1},
        {
            ("13", "13.76", "pkh"): ("13", "13.76", "pkh"),
            ("51", "51.71", "pkh"): ("", "", "pkh"),
            ("94", "94.71", "pkh"): ("", "", "pkh"),
        },
    ),
]


@pytest.mark.parametrize(("people", "shown"), SHOWN)
def test_what_is_said_of_a_place(
    people: dict[tuple[str, str, str], int], shown: dict[tuple[str, str, str], tuple[str, str, str]]
) -> None:
    counts = {Place(*place, "2026-11"): count for place, count in people.items()}
    found = shown_places(counts, counts)
    assert found == {Place(*place, "2026-11"): Place(*told, "2026-11") for place, told in shown.items()}


def test_a_month_is_told_of_five_or_more() -> None:
    """Whoever has sent it twice is one person to a place, and one in each month."""
    place = ("13", "13.76", "pkh")
    latest = {Place(*place, "2026-09"): 0, Place(*place, "2026-10"): 5, Place(*place, "2026-11"): 6}
    people = {Place(*place, "2026-09"): 2, Place(*place, "2026-10"): 5, Place(*place, "2026-11"): 6}
    told = {one.month: shown.month for one, shown in shown_places(latest, people).items()}
    assert told == {"2026-09": "", "2026-10": "", "2026-11": "2026-11"}
    assert not shown_places({Place(*place, "2026-10"): 4, Place(*place, "2026-11"): 0}, people)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_one_filters_there_are_five_or_nobody(seed: int) -> None:
    random = Random(seed)
    provinces, programmes = ("13", "51", "94", ""), ("pkh", "kat", "kat pkh", "pkh kat", "")
    everybody = [
        ByPlace(province, f"{province}.{number}" if province else "", programme, month, people, people, people)
        for province in provinces
        for number in range(1, 4 if province else 2)
        for programme in programmes
        for month in ("2026-10", "2026-11")
        if (people := random.choice((0, 0, 1, 2, 4, 7)))
    ]
    total = sum(one.people for one in everybody)
    bounds = (("", ""), ("2026-11-20", ""), ("", "2026-11-30"), ("2026-10-02", "2026-10-03"))
    for region in ("", *provinces, *(one.regency for one in everybody)):
        for programme, (since, until) in product(("", "pkh", "kat"), bounds):
            wanted = Selection("kompetensi", SCORES, False, since, until, region, programme)
            crowd = crowd_of(everybody, wanted)
            count = crowd.forms(everybody)
            assert count == 0 or count >= 5
            assert total - count == 0 or count == 0 or total - count >= 5, "nor the rest, by subtraction"
    rows: Counter[Place] = Counter()
    for one in everybody:
        rows[crowd.shown[one.province, one.regency, one.programmes, one.month]] += one.people
    assert min(rows.values()) >= 5


def test_an_admin_learns_nothing_of_the_only_one_somewhere(export: Export) -> None:
    """One in Denpasar, one in Payakumbuh, five in Padang: seven in Indonesia; and a coordinator's trial."""
    rows = csv_tables(export("csv", form="kompetensi"))["kompetensi"]
    assert [one["meta_terbaru"] for one in rows].count("0") == 1, "one has sent it twice"
    assert len(rows) == 8
    assert {(one["meta_provinsi"], one["meta_kabupaten"], one["meta_program"]) for one in rows} == {("", "", "")}
    # The month and no day, and nothing of the clock, which says in which third of the country.
    assert {one["meta_bulan"] for one in rows} == {"2026-11"}
    assert not {"meta_zona", "meta_dimulai", "meta_dikirim"} & rows[0].keys()
    # Days are no way in either: all of a month, or nothing.
    assert len(csv_tables(export("csv", form="kompetensi", since=date(2026, 11, 29)))["kompetensi"]) == 8
    for region in ("51", "51.71", "13"):
        with pytest.raises(NothingError):
            export("csv", form="kompetensi", region=region)
    said = {one["Hal"]: one["Isi"] for one in csv_tables(export("csv", form="kompetensi"))["tentang"]}
    assert "kurang dari 5" in said["Perlindungan"]
    # The coordinator in charge sees whose they are.
    [sari] = csv_tables(export("csv", "Dewi", "kompetensi"))["kompetensi"]
    assert (sari["meta_kabupaten"], sari["meta_zona"], sari["meta_dikirim"][10]) == ("13.76", "WIB", "T")

"""What an admin types for the schedule: which province, which due day; no word is passed over in silence."""

from __future__ import annotations

from typing import Any

import pytest

from bot.publishing import library_files
from handlers.reminding.rhythm import Every
from handlers.reminding.typed import NotRead, as_rhythm, read_day, read_due
from handlers.shelf import FormShelf
from locales import texts

SHELF = FormShelf(library_files())


@pytest.mark.parametrize(
    ("language", "words", "name", "province"),
    [
        ("id", "libur Hari Jadi di Sumatera Barat", "Hari Jadi", "13"),
        ("id", "libur HUT di Jakarta", "HUT", "31"),
        ("id", "libur HUT di DKI Jakarta", "HUT", "31"),
        ("id", "libur Penobatan di Yogyakarta", "Penobatan", "34"),
        ("id", "libur Penobatan di DI Yogyakarta", "Penobatan", "34"),
        ("id", "libur Penobatan DI Yogyakarta", "Penobatan", "34"),
        ("id", "libur HUT di jogja", "HUT", "34"),
        ("id", "libur HUT di Provinsi NTB", "HUT", "52"),
        ("id", "libur Pilgub di West Papua", "Pilgub", "92"),
        ("id", "libur Pilgub di Papua Barat Daya", "Pilgub", "96"),
        ("en", "holiday Founding day in West Sumatra", "Founding day", "13"),
        ("en", "holiday Founding day in East Java", "Founding day", "35"),
        ("en", "holiday Founding day in the Riau Islands", "Founding day", "21"),
        ("en", "holiday Founding day in Southwest Papua", "Founding day", "96"),
        ("en", "silent Nyepi in Bali", "Nyepi", "51"),
        ("id", "libur Pilkada", "Pilkada", ""),
        ("id", "libur Pilkada di seluruh Indonesia", "Pilkada", ""),
    ],
)
def test_a_place_is_a_province(language: str, words: str, name: str, province: str) -> None:
    found = read_day(texts(language), SHELF, f"24/12/2026 {words}")
    assert (found.name, found.province) == (name, province)


@pytest.mark.parametrize("place", ["Kota Padang", "Aceh dan Papua", "Aceh dan di Papua", "Papua, Bali", "Tanah Papua"])
def test_another_place_is_no_day_of_the_whole_country(place: str) -> None:
    with pytest.raises(NotRead) as caught:
        read_day(texts("id"), SHELF, f"24/12/2026 libur HUT di {place}")
    assert (caught.value.key, caught.value.values) == ("schedule-wrong-province", {"place": place})


def test_every_province_is_known_by_its_own_name() -> None:
    for code in SHELF._provinces:
        found = read_day(texts("id"), SHELF, f"24/12/2026 libur HUT di {SHELF.region_name(code)}")
        assert found.province == code


@pytest.mark.parametrize(
    ("every", "words", "wanted"),
    [
        (Every.MONTHLY, "tanggal 20 pukul 16.00 WIB", {"day": 20, "time": "16.00"}),
        (Every.MONTHLY, "paling lambat tanggal 5, bulan lalu", {"day": 5, "about": "previous"}),
        (Every.MONTHLY, "periode ini", {"about": "this"}),
        (Every.WEEKLY, "hari Jumat pukul 15.00", {"weekday": 5, "time": "15.00"}),
        (Every.YEARLY, "30 Juni", {"day": 30, "month": 6}),
        (Every.YEARLY, "30 June", {"day": 30, "month": 6}),
        (Every.YEARLY, "15 Agustus", {"day": 15, "month": 8}),
        (Every.YEARLY, "15 okt", {"day": 15, "month": 10}),
        (Every.HALF_YEARLY, "10 Agustus", {"day": 10, "month": 2}),
        (Every.QUARTERLY, "tanggal 15 bulan ke-3", {"day": 15, "month": 3}),
        (Every.YEARLY, "30 hari", {"days": 30}),
        (Every.YEARLY, "30 hari setelah awal", {"days": 30}),
        (Every.ONCE, "14 hari", {"days": 14}),
        (Every.DAILY, "pukul 17.00", {"time": "17.00"}),
    ],
)
def test_a_due_day(every: Every, words: str, wanted: dict[str, Any]) -> None:
    assert read_due(texts("id"), every, words) == wanted


@pytest.mark.parametrize(
    ("every", "words", "key"),
    [
        (Every.YEARLY, "30 Junu", "schedule-wrong-due-word"),
        (Every.MONTHLY, "tanggal 20 kecuali libur", "schedule-wrong-due-word"),
        (Every.MONTHLY, "20 Juni", "schedule-wrong-due-month"),
        (Every.YEARLY, "30 Juni atau 30 Juli", "schedule-wrong-due"),
        (Every.WEEKLY, "tanggal 5", "schedule-wrong-due"),
        (Every.WEEKLY, "Jumat kalau sempat", "schedule-wrong-due-word"),
        (Every.ON_DEMAND, "tanggal 5", "schedule-wrong-due"),
        (Every.MONTHLY, "", "schedule-wrong-due"),
    ],
)
def test_a_due_day_that_is_not_understood(every: Every, words: str, key: str) -> None:
    with pytest.raises(NotRead) as caught:
        read_due(texts("id"), every, words)
    assert caught.value.key == key


def test_of_this_period_nothing_comes_before_its_first_day() -> None:
    stored = {"every": "monthly", "day": 5, "about": "previous", "counts_from": 7}
    assert as_rhythm(stored, Every.MONTHLY, {"day": 20, "about": "this"}) == {
        "every": "monthly",
        "day": 20,
        "about": "this",
    }
    assert as_rhythm(stored, Every.MONTHLY, {"day": 10})["counts_from"] == 7

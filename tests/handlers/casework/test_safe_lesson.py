"""What points to a person or a place in a lesson is found, and ordinary words are left alone."""

from __future__ import annotations

import pytest

from handlers.casework.field_tips import data
from handlers.casework.safe_lesson import CODE, NUMBER, PERSON, REGION, pointers

NAMES = ["Sari Contoh", "Budi Al Contoh"]
CODES = ["KPM-014"]
REGIONS = ["Sumatera Barat", "Kota Payakumbuh", "Kabupaten Lima Puluh Kota", "Kota Batu", "Kabupaten Serang"]


def found(text: str) -> list[str]:
    ordinary = frozenset(data()["words"]["ordinary"])
    return [each.what for each in pointers(text, names=NAMES, codes=CODES, regions=REGIONS, ordinary=ordinary)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Bu Sari mencetak mutasi.", [PERSON]),
        ("tanya SARI dulu", [PERSON]),
        ("Pak Budi dan Bu Sari datang.", [PERSON, PERSON]),
        ("Lihat KPM-014.", [CODE]),
        ("lihat kpm 014", [CODE]),
        ("lihat kpm014", [CODE]),
        ("Nomornya 08123.", [NUMBER]),
        ("Nomornya 0812-3456", [NUMBER]),
        ("Kartunya 137.101.010.190.0001.", [NUMBER]),
        ("NIK 1.371.010.101.900.001", [NUMBER]),
        ("NIK Rp1371010101900001", [NUMBER]),
        ("Telepon 0812.345.678", [NUMBER]),
        ("Telepon 62 812.345.678", [NUMBER]),
        ("Rp150.000.12345678", [NUMBER]),
        ("Lahir 20-11-2016", [NUMBER]),
        ("Kartu 2024-2025-1234", [NUMBER]),
        ("Di Payakumbuh, agen tutup.", [REGION]),
        ("di kota payakumbuh", [REGION]),
        ("Di lima puluh kota jauh.", [REGION]),
        ("Warga sumatera barat", [REGION]),
        ("Di Kota Batu agen tutup.", [REGION]),
        ("Di kota batu agen tutup.", [REGION]),
        ("Warga Batu datang.", [REGION]),
        ("Warga dari Serang datang.", [REGION]),
    ],
)
def test_what_points_to_somebody_is_found(text: str, what: list[str]) -> None:
    assert found(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "Minta cetak mutasi di agen bank sebelum melapor. Bukti itu mempercepat penelusuran.",
        "Temui 30 KPM pada 2026, tiga kali.",
        "Saat datang, batu di jalan menghambat. Batu itu disingkirkan.",
        "Serangan panik perlu ditenangkan.",
        "Sarira, kebudian, alih bahasa.",
        "Lihat 0140 lembar.",
        "Denda Rp150.000 bisa dihindari.",
        "Saldo Rp250.000, bukan Rp 1.250.000,00 atau rp150000.",
        "Anak SD mendapat 225.000 tiap tahap.",
        "Antara Rp20.000-30.000 sekali jalan, atau 20.000–30.000.",
        "Modal Rp500.000 3 bulan sekali.",
        "Pada tahun ajaran 2024-2025 atau 2025/2026.",
        "Lima puluh keluarga hadir.",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_same_is_told_once() -> None:
    assert [each.words for each in pointers("Sari, Sari, sari", names=NAMES)] == ["Sari", "sari"]

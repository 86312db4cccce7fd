"""What people type: numbers and money as written here, words to search by, and numbers that must not be kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from locales.reading import folded, has_identity_number, number_as_xform, read_number, without_identity_numbers

# Nobody's: no province has the code 12, month 34, and day 90.
DIGITS = "1234567890123456"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("0", "0"),
        ("007", "7"),
        ("-3", "-3"),
        ("+3", "3"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("12 000", "12000"),
        ("1 234 567,5", "1234567.5"),
        ("Rp 500.000,-", "500000"),
        ("Rp500.000", "500000"),
        ("rp. 500.000,00", "500000"),
        ("IDR 2,500,000", "2500000"),
        ("500.000 rupiah", "500000"),
        ("-1.234,5", "-1234.5"),
        ("١٢", "12"),
        ("１２", "12"),
        ("2 juta", "2000000"),
        ("1,5 jt", "1500000"),
        ("1.5jt", "1500000"),
        ("Rp 20 rb", "20000"),
        ("25 ribu rupiah", "25000"),
        ("1,25 miliar", "1250000000"),
        ("Rp 2,198 juta,-", "2198000"),
    ],
)
def test_a_number(typed: str, value: str) -> None:
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "dua",
        "12 kg",
        "1e3",
        "0x10",
        "NaN",
        "inf",
        "1..2",
        "1.2.3",
        "1,2,3",
        "1.23.456",
        "1.234.56,7",
        "1,234,56.7",
        "--1",
        "1-2",
        "½",
        "²",
        "Rp",
        ",-",
        "9" * 30,
        "1,1234567890",
        "5.",
        ",5",
        "3 4",
        "1985 1986",
        "12 00",
        "🙏",
        "1\n2",
        "juta",
        "1.000,5 juta",
        "1 2 jt",
        "2 juta 500",
        "5 m",
    ],
)
def test_no_number(typed: str) -> None:
    assert read_number(typed) is None


@given(st.text(max_size=40))
@example("٣,٤")
@example("-" * 40)
def test_anything_may_be_typed(typed: str) -> None:
    value = read_number(typed)
    assert value is None or (value.is_finite() and abs(value) < 10**18)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
@example(Decimal("100"))
@example(Decimal("0.000"))
@example(Decimal("-0.500"))
def test_an_xform_number_is_the_same_number(value: Decimal) -> None:
    written = number_as_xform(value)
    assert Decimal(written) == value
    assert "E" not in written
    assert not written.endswith(".")
    assert "." not in written or not written.endswith("0")


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("Kota Payakumbuh", "kota payakumbuh"),
        ("  KOTA   payakumbuh. ", "kota payakumbuh"),
        ("Toli-Toli", "toli toli"),
        ("Fak\u2011Fak", "fak fak"),
        ("Café", "cafe"),
        ("ＰＫＨ", "pkh"),
        ("🙏", ""),
        ("", ""),
    ],
)
def test_folded(typed: str, alike: str) -> None:
    assert folded(typed) == alike
    assert folded(alike) == alike


@pytest.mark.parametrize(
    "typed",
    [
        DIGITS,
        f"NIK:{DIGITS}.",
        f"nik{DIGITS}nik",
        f"{DIGITS}7",
        f"0{DIGITS}",
        "1234 5678 9012 3456",
        "1234.5678.9012.3456",
        "1234-5678-9012-3456",
        "1234/5678/9012/3456",
        "123456 789012 3456",
        "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6",
        "1234\u00a05678\u00a09012\u00a03456",
        "１２３４５６７８９０１２３４５６",
        "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦",
        # As people and keyboards break long numbers up.
        "1234  5678  9012  3456",
        "1234 - 5678 - 9012 - 3456",
        "1234–5678–9012–3456",
        "1234_5678_9012_3456",
        "1234\u200b5678\u200b9012\u200b3456",
        "1234\t5678\t9012\t3456",
        # Beside a date or a telephone number it is still one.
        f"20/11/2026 {DIGITS}",
        f"0812-3456-7890 {DIGITS}",
        "0812-3456-7890 1371 0101 0190 0001",
        f"{DIGITS} 0812-3456-7890",
        "1234:5678:9012:3456",
        "1234|5678|9012|3456",
        "1234; 5678; 9012; 3456",
        "1234=5678=9012=3456",
        "1234 # 5678 # 9012 # 3456",
        "1234 + 5678 = 9012 + 3456",
        "123456; 789012; 3456",
        "1\ufe0f\u20e3 2\ufe0f\u20e3 3 4 5 6 7 8 9 0 1 2 3 4 5 6",
        "12:34:56:78:90:12:34:56",
        "12.01.02.03.01.50.00.01",
        "1.234.567.890.123.456",
        '"1234" "5678" "9012" "3456"',
        "1234’5678’9012’3456",
        # A day of birth within it is no date.
        "123456-23-04-1956-3456",
        "1234.01.01.1990.0001",
    ],
)
def test_sixteen_digits(typed: str) -> None:
    assert has_identity_number(typed)
    left = without_identity_numbers(f"nomor {typed} itu")
    assert sum(sign.isdecimal() for sign in left) == 0
    assert left.startswith("nomor ")
    assert left.endswith(" itu")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123456789012345",
        "0812-3456-7890",
        "20 November 2026 pukul 14.05",
        "Rp 2.198.000 dan Rp 3.000.000",
        "1234 5678 dan 9012 3456",
        "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6",
        "12345678; 90123456",
        "12000000\n15000000",
        # Dates and telephone numbers beside each other, as an announcement has them.
        "08/02/2027–09/03/2027",
        "20/11/2026 09.00 - 21/11/2026 16.00",
        "2026-11-20, 2026-11-21",
        "20/11/2026-21/11/2026",
        "20-11-2026 - 21-11-2026 09.00",
        "0812-3456-7890 / 0813 1111 2222",
        "(0752) 123456, 0812 3456 7890",
        "+62 812-3456-7890, +62 813-1111-2222",
        "0812-3456-7890; 0813-1111-2222",
        # Times, and what is reckoned up.
        "20/11/2026 09:00-11:00; 21/11/2026 13:00-15:30",
        "07.30-09.00, 10.00-11.30",
        "07:30 - 09:00 | 10:00 - 11:30",
        "500.000 + 300.000 = 800.000",
        "Rp2.198.000 + 3.000.000 = 5.198.000",
        "500000 + 300000 = 800000",
        "2.198.000, 3.000.000, 4.000.000",
        "-0.9471234°, 100.4171234°",
        "-0,9471234567; 100,4171234567",
        "-0.9471234567 | 100.4171234567",
    ],
)
def test_other_numbers(typed: str) -> None:
    assert not has_identity_number(typed)
    assert without_identity_numbers(typed) == typed


@given(
    st.lists(st.sampled_from(["", " ", ".", "-", "/", ":", "|", ";", "=", "#"]), min_size=15, max_size=15),
    st.text("abc ", max_size=5),
)
def test_however_the_digits_are_grouped(between: list[str], around: str) -> None:
    number = DIGITS[0] + "".join(gap + digit for gap, digit in zip(between, DIGITS[1:], strict=True))
    assert has_identity_number(around + number + around)
    assert not has_identity_number(without_identity_numbers(around + number + around))

"""A form's answers told again: in the summary before it is sent, and in the pages of what was sent."""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from decimal import Decimal

import pytest

import forms
from handlers.answering import given
from handlers.answering.review import Review
from handlers.answering.values import in_rupiah, result_in_words
from handlers.answering.windows import PLAIN
from handlers.screens import Screen
from locales import texts
from tests.forms.transcripts import AT, table

WIB = timezone(timedelta(hours=7))
NOW = AT.astimezone(WIB)


def form_of(survey: str, choices: str = "") -> forms.Form:
    settings = (
        "| settings |\n| | form_id | version | form_title | default_language |\n| | f | 1 | Uji | Indonesia (id) |"
    )
    return forms.compile_form(table(survey, choices, settings=settings))


def summary(form: forms.Form, answers: dict[str, str], language: str = "id") -> Screen:
    state = forms.State.restore(form, position=None, step=3, answers=answers, returning=False, at=NOW)
    return Review(texts(language), form, state, 1).summary(PLAIN)


def part(form: forms.Form, answers: dict[str, str], index: int) -> Screen:
    state = forms.State.restore(form, position=None, step=3, answers=answers, returning=False, at=NOW)
    screen = Review(texts("id"), form, state, 1).part(index)
    assert screen is not None
    return screen


def plain(html: str) -> list[str]:
    return re.sub(r"<[^>]*>", "", html).split("\n")


def pages(form: forms.Form, answers: dict[str, str], language: str = "id") -> list[str]:
    return [line for page in given.pages(texts(language), form, answers, NOW) for line in plain(page)]


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


# one more

TRACED = form_of(
    """
| | type | name | label::Indonesia (id) | label::English (en) | relevant |
| | select_one yn | fits | Cocok semua? | All fits? | |
| | begin_repeat | kpm | KPM | KPM | ${fits} = 'n' |
| | text | code | Kode? | Code? | |
| | text | cause | Sebab? | Cause? | |
| | end_repeat | | | | |
""",
    "| | list_name | name | label::Indonesia (id) |\n| | yn | y | Ya |\n| | yn | n | Tidak |",
)


@pytest.mark.parametrize(("fits", "offered"), [("y", False), ("n", True), ("", False)])
def test_one_more_is_offered_only_where_it_would_be_asked(fits: str, offered: bool) -> None:
    screen = summary(TRACED, {"fits": fits} if fits else {})
    assert ("＋ Tambah KPM" in labels(screen)) is offered


# choices that quote

YEARS = form_of(
    """
| | type | name | label::Indonesia (id) | label::English (en) | calculation |
| | integer | now | Tahun ini? | This year? | |
| | calculate | before | | | ${now} - 1 |
| | select_one year | year | Tahun berapa? | Which year? | |
| | select_multiple year | years | Tahun mana saja? | Which years? | |
""",
    """
| | list_name | name | label::Indonesia (id) | label::English (en) |
| | year | now | Tahun ini, ${now} | This year, ${now} |
| | year | last | ${before} | ${before} |
""",
)
ANSWERED = {"now": "2026", "year": "last", "years": "now last"}


def test_a_choice_that_quotes_an_answer_is_told_with_it() -> None:
    expected = ["2. Tahun berapa: 2025", "3. Tahun mana saja: Tahun ini, 2026, 2025"]
    assert plain(summary(YEARS, ANSWERED).text)[3:5] == expected
    assert pages(YEARS, ANSWERED)[1:] == expected
    assert pages(YEARS, ANSWERED, "en")[2] == "3. Which years: This year, 2026, 2025"


def test_a_choice_that_comes_from_an_answer_is_told_by_its_name() -> None:
    form = form_of("""
| | type | name | label::Indonesia (id) |
| | begin_repeat | child | Anak |
| | text | name | Nama? |
| | end_repeat | | |
| | select_one ${name} | oldest | Siapa tertua? |
""")
    answers = {"child[]": "2", "child[1]/name": "Ani", "child[2]/name": "Budi", "oldest": "Budi"}
    assert pages(form, answers)[-1] == "3. Siapa tertua: Budi"


# instances with one question

MEMBERS = form_of(
    """
| | type | name | label::Indonesia (id) | label::English (en) | repeat_count | short::Indonesia (id) | calculation |
| | integer | invited | Berapa diundang? | How many were invited? | | | |
| | begin_repeat | member | Anggota | Member | ${invited} | | |
| | calculate | number | | | | | position(..) |
| | select_one here | there | Nomor ${number}? | Number ${number}? | | Kehadiran | |
| | end_repeat | | | | | | |
| | calculate | came | | | | Terhitung hadir | count(${member}[${there} = 'y']) |
| | text | note | Catatan? | Note? | | | |
""",
    "| | list_name | name | label::Indonesia (id) |\n| | here | y | Hadir |\n| | here | n | Sakit |",
)


def attended(count: int) -> dict[str, str]:
    answers = {f"member[{n}]/there": "n" if n == 5 else "y" for n in range(1, count + 1)}
    return {"invited": str(count), "member[]": str(count), **answers}


def test_an_instance_with_one_question_says_its_answer() -> None:
    lines = plain(summary(MEMBERS, attended(6)).text)
    assert lines[2:12] == [
        "1. Berapa diundang: 6",
        "",
        "2. Anggota 1: Hadir",
        "3. Anggota 2: Hadir",
        "4. Anggota 3: Hadir",
        "5. Anggota 4: Hadir",
        "6. Anggota 5: Sakit",
        "7. Anggota 6: Hadir",
        "",
        "• Terhitung hadir: 5",
    ]
    assert lines[12] == "8. Catatan: belum diisi"


def test_thirty_of_them_are_one_part_and_one_page() -> None:
    answers = attended(30)
    screen = summary(MEMBERS, answers)
    assert "Anggota 1–30: 30 / 30" in plain(screen.text)
    assert "• Terhitung hadir: 29" in plain(screen.text)
    assert [label for label in labels(screen) if label.startswith("Anggota")] == ["Anggota 1–30: 30 / 30"]
    inside = part(MEMBERS, answers, 1)
    assert plain(inside.text)[2:32][4] == "6. Anggota 5: Sakit"
    assert labels(inside)[:30] == [str(n) for n in range(2, 32)]
    assert len(given.pages(texts("id"), MEMBERS, answers, NOW)) == 1
    assert "6. Anggota 5: Sakit" in pages(MEMBERS, answers)


def test_a_part_holds_no_more_than_a_screen() -> None:
    screen = summary(MEMBERS, attended(90))
    counted = [line for line in plain(screen.text) if line.startswith("Anggota")]
    assert counted == ["Anggota 1–40: 40 / 40", "Anggota 41–80: 40 / 40", "Anggota 81–90: 10 / 10"]


CODES = form_of("""
| | type | name | label::Indonesia (id) | repeat_count | relevant |
| | begin_repeat | house | Rumah | | |
| | begin_repeat | kpm | KPM | | |
| | text | code | Kode? | | |
| | end_repeat | | | | |
| | end_repeat | | | | |
| | begin_repeat | sum | Alasan | | |
| | text | why | Sebab? | | |
| | integer | how | Berapa karena ${why}? | | |
| | end_repeat | | | | |
| | begin_repeat | only | Jumlah | 2 | |
| | integer | many | Berapa menurut ${code_first}? | | |
| | end_repeat | | | | |
| | text | code_first | Siapa? | | |
""")


def test_repeats_in_repeats_and_labels_that_say_more_than_a_number() -> None:
    answers = {
        "house[]": "2",
        "house[1]/kpm[]": "1",
        "house[1]/kpm[1]/code": "KPM-1",
        "house[2]/kpm[]": "2",
        "house[2]/kpm[1]/code": "KPM-2",
        "only[]": "2",
        "only[1]/many": "3",
        "code_first": "Ani",
    }
    assert pages(CODES, answers) == [
        "Rumah 1",
        "1. KPM 1: KPM-1",
        "",
        "Rumah 2",
        "2. KPM 1: KPM-2",
        "3. KPM 2: belum diisi",
        "",
        "4. Jumlah 1 · Berapa menurut Ani: 3",
        "5. Jumlah 2 · Berapa menurut Ani: belum diisi",
        "6. Siapa: Ani",
    ]
    lines = plain(summary(CODES, answers).text)
    assert lines[2:7] == ["Rumah 1", "1. KPM 1: KPM-1", "", "Rumah 2", "2. KPM 1: KPM-2"]


def test_every_instance_can_still_be_taken_out() -> None:
    form = form_of("""
| | type | name | label::Indonesia (id) |
| | text | who | Siapa? |
| | begin_repeat | kpm | KPM |
| | text | code | Kode? |
| | end_repeat | | |
""")
    answers = {"kpm[]": "25", **{f"kpm[{n}]/code": f"KPM-{n}" for n in range(1, 26)}}
    removals = [label for label in labels(part(form, answers, 1)) if label.startswith("Hapus")]
    assert removals == [f"Hapus KPM {n}" for n in range(1, 26)]
    # A single one that stands apart says its answer in the summary.
    few = {"kpm[]": "1", "kpm[1]/code": "KPM-7"}
    assert "2. KPM 1: KPM-7" in plain(summary(form, few).text)


# results

RESULTS = form_of("""
| | type | name | label::ID | label::EN | calculation | relevant | sum | format | short::ID | short::EN |
| | integer | income | Pemasukan? | Income? | | | money | | Masuk | Income |
| | calculate | balance | | | ${income} - 2000000 | | | money | Saldo | Balance |
| | calculate | hidden | | | ${income} * 2 | | | | | |
| | calculate | only_id | | | 'ditunda' | | | | Status | |
| | calculate | only_en | | | 'postponed' | | | | | Status |
| | calculate | never | | | 1 | ${income} < 0 | | | Tidak ada | Never |
| | calculate | empty | | | '' | | | | Kosong | Empty |
| | begin_repeat | part | Komponen | Part | | | | | | |
| | integer | due | Wajib? | Due? | | | | | | |
| | integer | met | Hadir? | Met? | | | | | | |
| | calculate | share | | | ${met} * 100 div ${due} | | | percent | Tercapai | Achieved |
| | end_repeat | | | | | | | | | |
| | calculate | all | | | sum(${met}) * 1000 | | yes | | Semua | All |
""")
FILLED = {
    "income": "1350000",
    "part[]": "2",
    "part[1]/due": "3",
    "part[1]/met": "2",
    "part[2]/due": "4",
    "part[2]/met": "3",
}


def test_results_stand_where_the_form_has_them() -> None:
    expected = [
        "1. Masuk: Rp1.350.000",
        "• Saldo: −Rp650.000",
        "• Status: ditunda",
        "",
        "Komponen 1",
        "2. Wajib: 3",
        "3. Hadir: 2",
        "• Tercapai: 66,67 %",
        "",
        "Komponen 2",
        "4. Wajib: 4",
        "5. Hadir: 3",
        "• Tercapai: 75 %",
        "",
        "• Semua: 5.000",
    ]
    assert pages(RESULTS, FILLED) == expected
    screen = summary(RESULTS, FILLED)
    assert plain(screen.text)[2:17] == expected
    assert [label for label in labels(screen) if label.isdigit()] == ["1", "2", "3", "4", "5"]
    english = pages(RESULTS, FILLED, "en")
    assert english[:3] == ["1. Income: Rp1,350,000", "• Balance: −Rp650,000", "• Status: postponed"]
    assert english[-1] == "• All: 5,000"


def test_a_long_form_shows_its_results_below_the_parts_and_inside_them() -> None:
    answers = {**FILLED, "part[]": "12"}
    screen = summary(RESULTS, answers)
    lines = plain(screen.text)
    assert lines[lines.index("Komponen 12: 0 / 2") + 1 :][:5] == [
        "",
        "• Saldo: −Rp650.000",
        "• Status: ditunda",
        "• Semua: 5.000",
        "",
    ]
    assert "• Tercapai: 66,67 %" in plain(part(RESULTS, answers, 1).text)


@pytest.mark.parametrize(
    ("columns", "value", "indonesian", "english"),
    [
        ({}, "1234567", "1.234.567", "1,234,567"),
        ({}, "1234.5", "1.234,5", "1,234.5"),
        ({}, "66.66666666666667", "66,67", "66.67"),
        ({}, "0", "0", "0"),
        ({}, "007", "007", "007"),
        ({}, "KPM-014", "KPM-014", "KPM-014"),
        ({}, "1.35E7", "13.500.000", "13,500,000"),
        ({"format": "text"}, "2026", "2026", "2026"),
        ({"format": "money"}, "-1500", "−Rp1.500", "−Rp1,500"),
        ({"format": "Money "}, "0", "Rp0", "Rp0"),
        ({"sum": "money"}, "2500", "Rp2.500", "Rp2,500"),
        ({"sum": "yes"}, "2500", "2.500", "2,500"),
        ({"format": "percent"}, "85", "85 %", "85%"),
        ({"format": "percent"}, "NaN", "NaN", "NaN"),
        ({"format": "date"}, "2026-11-07", "Sabtu, 7 November 2026", "Saturday, 7 November 2026"),
        ({"format": "nonsense"}, "2500", "2.500", "2,500"),
    ],
)
def test_a_result_in_words(columns: dict[str, str], value: str, indonesian: str, english: str) -> None:
    assert [result_in_words(texts(tag), columns, value) for tag in ("id", "en")] == [indonesian, english]


def test_a_negative_amount_has_its_sign_in_front() -> None:
    assert in_rupiah(texts("id"), Decimal("-50000.4")) == "−Rp50.000"

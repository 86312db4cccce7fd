"""What a form that was sent says, page by page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import forms
from handlers.answering import given
from handlers.answering.fitting import shown_length
from handlers.answering.lines import RESULT
from locales import texts

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
SETTINGS = """
| settings |
| | form_id | version | form_title | default_language |
| | trial | 1 | Kunjungan | Indonesia (id) |
"""
VISIT = """
| survey |
| | type | name | label::Indonesia (id) | short::Indonesia (id) | relevant | calculation |
| | text | kegiatan | Apa kegiatannya? | Kegiatan | | |
| | select_one ada | ada | Ada kendala? | | | |
| | text | kendala | Apa kendalanya? | Kendala | ${ada} = 'ya' | |
| | geopoint | lokasi | Di mana? | Lokasi | | |
| | calculate | jumlah | | Jumlah KPM | | count(${kpm}) |
| | begin_repeat | kpm | KPM | | | |
| | text | kode | Kode KPM dari ${kegiatan}? | | | |
| | integer | anak | Berapa anaknya? | Anak | | |
| | end_repeat | | | | | |
| | note | selesai | Terima kasih. | | | |

| choices |
| | list_name | name | label::Indonesia (id) |
| | ada | ya | Ya, ada |
| | ada | tidak | Tidak ada |
"""


def _pages(form: str, answers: dict[str, str]) -> list[str]:
    return given.pages(texts("id"), forms.compile_form(form + SETTINGS), answers, NOW)


def test_in_the_order_of_the_form() -> None:
    answers = {"lokasi": "-6.2088 106.8456 0 12", "ada": "tidak", "kegiatan": "Rapat <A> & B", "kpm[]": "2"}
    answers |= {"kpm[1]/kode": "KPM-1", "kpm[1]/anak": "3", "kpm[2]/kode": "KPM-2", "instanceName": "Rapat"}
    [page] = _pages(VISIT, answers)
    assert page.splitlines() == [
        "1. Kegiatan: <b>Rapat &lt;A&gt; &amp; B</b>",
        "2. Ada kendala: <b>Tidak ada</b>",
        '3. Lokasi: <b>-6,2088; 106,8456 (±12 m)</b> <a href="https://maps.google.com/?q=-6.2088,106.8456">📍 peta</a>',
        f"{RESULT} Jumlah KPM: <b>2</b>",
        "",
        "<b>KPM 1</b>",
        "4. Kode KPM dari Rapat &lt;A&gt; &amp; B: <b>KPM-1</b>",
        "5. Anak: <b>3</b>",
        "",
        "<b>KPM 2</b>",
        "6. Kode KPM dari Rapat &lt;A&gt; &amp; B: <b>KPM-2</b>",
        "7. Anak: <b>belum diisi</b>",
    ]


def test_what_was_not_answered_is_said() -> None:
    [page] = _pages(VISIT, {"ada": "ya"})
    assert "3. Kendala: <b>belum diisi</b>" in page


def test_nothing_of_a_long_answer_is_lost() -> None:
    words = [f"kata{n}" for n in range(1200)]
    pages = _pages(VISIT, {"kegiatan": " ".join(words), "ada": "tidak"})
    assert len(pages) > 2
    assert all(shown_length(page) <= given.MOST_LETTERS for page in pages)
    together = " ".join(pages)
    assert all(word in together for word in words)


def test_thirty_people_in_a_repeat() -> None:
    answers = {"kegiatan": "Pertemuan", "ada": "tidak", "kpm[]": "30"}
    answers |= {f"kpm[{n}]/kode": f"KPM-{n:03d}" for n in range(1, 31)}
    pages = _pages(VISIT, answers)
    assert all(len(page.splitlines()) <= given.MOST_LINES for page in pages)
    assert all(f"KPM-{n:03d}" in "".join(pages) for n in range(1, 31))


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("-6.2088 106.8456 0 12", "https://maps.google.com/?q=-6.2088,106.8456"),
        ("3.5 98 0 0", "https://maps.google.com/?q=3.5,98"),
        ("", ""),
        ("-6.2", ""),
        ("a b", ""),
        ("91 200", ""),
        ("NaN NaN", ""),
    ],
)
def test_a_map(value: str, link: str) -> None:
    assert given.map_link(value) == link

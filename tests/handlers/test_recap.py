"""The recap's files, opened again: what stands in them, what does not, and that any month can be written."""

from __future__ import annotations

import hashlib
import io
import random
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

import forms
from handlers.recap.book import xlsx
from handlers.recap.content import Filed, Picture, Recap
from handlers.recap.figures import figures
from handlers.recap.pdf import MOST_PICTURES, pdf
from handlers.recap.pictures import LONGEST, made_small
from locales import texts
from storage.reports import Report

FORM = forms.compile_form(
    """
| survey |
| | type | name | label::Indonesia (id) | label::English (en) | sum | short::Indonesia (id) | appearance |
| | text | kelompok | Kelompok mana? | Which group? | | Kelompok | |
| | date | tanggal | Kapan? | When? | | Tanggal | |
| | date | bulan | Bulan apa? | Which month? | | Bulan | month-year |
| | integer | hadir | Berapa yang hadir? | How many came? | yes | Hadir | |
| | integer | nilai | Berapa rupiah? | How many rupiah? | money | Nilai | |
| | image | foto | Ada foto? | A photo? | | Foto | |
| | begin_repeat | kpm | KPM | KPM | | | |
| | text | kode | Kode? | Code? | | Kode | |
| | end_repeat | | | | | | |
| | note | akhir | Terima kasih | Thank you | | | |

| settings |
| | form_id | version | form_title | default_language |
| | kunjungan | 1 | Kunjungan/rumah: [uji] | Indonesia (id) |
"""
)
MORNING = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)


class Shelf:
    """Kept files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return sha256

    def read(self, sha256: str) -> bytes:
        try:
            return self.files[sha256]
        except KeyError:
            raise FileNotFoundError(sha256) from None


def filed(
    number: int,
    answers: Mapping[str, str],
    *,
    day: str = "2026-11-20",
    state: str = "accepted",
    pictures: tuple[Picture, ...] = (),
    **other: Any,
) -> Filed:
    given: dict[str, Any] = {"name": "Kelompok Melati", "versions": 1, "remark": None, **other}
    report = Report(
        id=number,
        submission_id=number,
        person_id=1,
        form_id=FORM.id,
        province="13",
        regency="13.76",
        programmes=" pkh ",
        restricted=False,
        key="",
        day=day,
        first_sent_at=MORNING,
        sent_at=MORNING,
        state=state,
        reviewer=None,
        reviewed_at=None,
        **given,
    )
    return Filed(report, FORM, answers, pictures, texts("id"), "Asia/Makassar")


def recap(*reports: Filed, shelf: Shelf | None = None, restricted: tuple[date, ...] = (), missing: int = 0) -> Recap:
    return Recap(
        texts=texts("id"),
        month=date(2026, 11, 1),
        name="Sari Contoh",
        region="Kota Payakumbuh, Sumatera Barat",
        programmes="PKH",
        zone="Asia/Makassar",
        made_at=MORNING,
        filed=reports,
        restricted=restricted,
        missing=missing,
        files=shelf or Shelf(),
    )


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def photo(width: int, height: int, *, kind: str = "JPEG", mode: str = "RGB", **how: Any) -> bytes:
    noise = random.Random(width).randbytes(width * height * 3 // 64 + 3)
    small = Image.frombytes("RGB", (width // 8, height // 8), noise[: (width // 8) * (height // 8) * 3])
    out = io.BytesIO()
    small.resize((width, height)).convert(mode).save(out, kind, **how)
    return out.getvalue()


VISIT = {
    "kelompok": "Kelompok Melati",
    "tanggal": "2026-11-20",
    "bulan": "2026-10-01",
    "hadir": "28",
    "nilai": "750000",
}


def test_the_paper_says_whose_month_it_is_and_what_was_filed() -> None:
    told = pages(pdf(recap(filed(1009, VISIT, versions=2), filed(1012, {"hadir": "3"}, day="2026-11-21", state="new"))))
    # The days, and below them on the same page every report.
    first, second = told
    for words in ("Rekap laporan November 2026", "Sari Contoh", "Kota Payakumbuh, Sumatera Barat", "PKH"):
        assert words in first
    assert "Hadir: 31" in first
    assert "Nilai: Rp750.000" in first
    assert "Mengetahui, koordinator" in first
    assert "20 · Jumat 1 1" in second
    assert "21 · Sabtu 1 1" in second
    assert "Nomor 1009 · Jumat, 20 November 2026 · terkirim 10.05 WITA · diterima · versi 2" in second
    assert "Bulan: Oktober 2026" in second
    assert [f"Halaman {number} dari 2" in page for number, page in enumerate(told, 1)] == [True] * 2


def test_numbers_of_returned_reports_are_not_added_and_the_paper_says_so() -> None:
    month = recap(filed(1, VISIT), filed(2, VISIT, state="returned", remark="Mohon <b>foto</b> & alasan"))
    first, reports = pages(pdf(month))
    assert "Hadir: 28" in first
    assert "belum ikut dijumlahkan" in first
    assert "Catatan koordinator: Mohon <b>foto</b> & alasan" in reports
    [row] = figures(month).forms
    assert (row.count, row.states["returned"]) == (2, 1)


def test_restricted_reports_are_counted_and_nothing_else() -> None:
    month = recap(filed(1, VISIT), restricted=(date(2026, 11, 6), date(2026, 11, 6)))
    first, days = pages(pdf(month))
    assert "Laporan terbatas 2 – – –" in first
    assert "Semua 3 1" in first
    assert "6 · Jumat 2 2" in days
    sheets = book(xlsx(month))
    assert sheets.sheetnames == ["Rekap", "Hari", "Kunjungan rumah uji"]
    assert table(sheets["Hari"])[6][2:] == [None, 2, 2]
    only = recap(restricted=(date(2026, 11, 6),))
    assert len(pages(pdf(only))) == 2
    assert book(xlsx(only)).sheetnames == ["Rekap", "Hari"]


def test_what_people_write_stays_text_and_wraps_over_pages() -> None:
    evil = '=HYPERLINK("x") <b>&amp;</b> {page} \x07 ' + "kata " * 3000 + "x" * 500
    month = recap(filed(1, {"kelompok": evil, "kpm[]": "2", "kpm[1]/kode": "KPM-1", "kpm[2]/kode": "@KPM-2"}))
    told = pages(pdf(month))
    assert len(told) > 3
    assert '=HYPERLINK("x") <b>&amp;</b> {page} kata' in told[1]
    assert sum(page.count("kata") for page in told) == 3000
    assert "KPM 1: KPM-1 KPM 2: @KPM-2" in told[-1]
    sheet = book(xlsx(month))["Kunjungan rumah uji"]
    assert sheet["G2"].value.startswith('=HYPERLINK("x")')
    assert (sheet["G2"].data_type, sheet["G2"].quotePrefix) == ("s", True)
    assert sheet["H2"].value == "KPM 1: KPM-1\nKPM 2: @KPM-2"


def test_the_spreadsheet_has_days_as_days_and_money_as_money() -> None:
    sheets = book(xlsx(recap(filed(1009, VISIT), filed(1012, {"hadir": "3"}, day="2026-11-21", state="new"))))
    sheet = sheets["Kunjungan rumah uji"]
    heads, first, second = table(sheet)
    assert heads[:6] == ["Nomor", "Hari", "Terkirim (WITA)", "Keadaan", "Versi", "Tentang"]
    assert heads[6:] == ["Kelompok", "Tanggal", "Bulan", "Hadir", "Nilai"]
    day, sent = datetime(2026, 11, 20), datetime(2026, 11, 20, 10, 5)
    assert first[:6] == [1009, day, sent, "diterima", 1, "Kelompok Melati"]
    assert first[6:] == ["Kelompok Melati", day, "Oktober 2026", 28, 750000]
    assert second[6:] == [None, None, None, 3, None]
    assert (sheet["B2"].number_format, sheet["K2"].number_format) == ("dd/mm/yyyy", '"Rp"#,##0')
    assert sheet.freeze_panes == "B2"
    assert sheets["Rekap"]["A1"].value == "Rekap laporan November 2026"
    sums = table(sheets["Rekap"])
    assert ["Kunjungan/rumah: [uji]", 2, 1, 1, 0, "Hadir", 31] in sums
    assert [None, None, None, None, None, "Nilai", 750000] in sums
    assert all(cell.font.bold for cell in sheets["Rekap"][9][:7])


def test_photos_stand_with_number_and_time_and_what_cannot_be_shown_says_why() -> None:
    shelf = Shelf()
    shown = Picture("foto", shelf.put(photo(1600, 1200)))
    strange, away, waiting = Picture("foto", shelf.put(b"HEIC")), Picture("foto", "0" * 64), Picture("foto", None)
    month = recap(filed(7, VISIT | {"foto": "foto.jpg"}, pictures=(shown, strange, away, waiting)), shelf=shelf)
    content = pdf(month)
    last = pages(content)[-1]
    assert last.count("Nomor 7 · 20 November 2026 pukul 10.05 WITA") == 4
    for words in ("tidak dapat dicetak", "sedang tidak dapat dibuka", "masih diambil dari Telegram"):
        assert last.count(words) == 1
    [image] = PdfReader(io.BytesIO(content)).pages[-1].images
    assert Image.open(io.BytesIO(image.data)).size == (1000, 750)
    assert pdf(month) == content


def test_a_full_month_with_more_photos_than_it_holds_stays_small() -> None:
    shelf = Shelf()
    # Noise: no photo packs worse.
    noise = io.BytesIO()
    Image.frombytes("RGB", (600, 450), random.Random(1).randbytes(600 * 450 * 3)).save(noise, "JPEG", quality=95)
    sha256 = shelf.put(noise.getvalue())
    many = tuple(Picture("foto", sha256) for _ in range(3))
    reports = [filed(n, VISIT, day=f"2026-11-{n // 4 + 1:02}", pictures=many if n < 21 else ()) for n in range(120)]
    content = pdf(recap(*reports, shelf=shelf))
    assert len(content) < 10_000_000
    told = pages(content)
    assert "Dan 3 foto lain" in told[-1]
    assert len(re.findall(r"Nomor \d+ · 20 November 2026 pukul", " ".join(told))) == MOST_PICTURES


@pytest.mark.parametrize(
    ("drawn", "size"),
    [
        (partial(photo, 3000, 2000), (1000, 667)),
        (partial(photo, 2000, 3000, kind="PNG", mode="RGBA"), (667, 1000)),
        (partial(photo, 800, 600, kind="PNG", mode="P"), (800, 600)),
        (partial(photo, 800, 600, kind="WEBP"), (800, 600)),
        (partial(photo, 800, 600, kind="GIF", mode="L"), (800, 600)),
    ],
)
def test_photos_are_made_small(drawn: Callable[[], bytes], size: tuple[int, int]) -> None:
    small = made_small(drawn(), 300_000)
    assert small is not None
    assert len(small.jpeg) <= 300_000
    picture = Image.open(io.BytesIO(small.jpeg))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (small.width, small.height))
    assert max(small.width, small.height) <= LONGEST
    assert (small.width, small.height) == size


def test_a_photo_stands_upright_and_tells_nothing_of_the_phone() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telepon Contoh"
    small = made_small(photo(800, 600, exif=exif), 100_000)
    assert small is not None
    assert (small.width, small.height) == (600, 800)
    assert b"Telepon" not in small.jpeg


@settings(max_examples=15, deadline=None)
@given(
    words=st.lists(st.text(max_size=60), min_size=1, max_size=4),
    title=st.text(max_size=40),
    amount=st.one_of(st.integers(-(10**17), 10**17), st.sampled_from(["1e400", "NaN", "x", "1.5"])),
)
@example(words=[""], title="", amount="1e400")
@example(words=["", "x"], title="", amount="NaN")
@example(words=["x"] * 4, title="'[]:*?/", amount=-(10**15) + 1)
def test_any_words_can_be_written(words: list[str], title: str, amount: object) -> None:
    reports = [filed(n, {"kelompok": word, "hadir": str(amount)}, name=title) for n, word in enumerate(words)]
    month = recap(*reports, missing=1)
    assert len(pages(pdf(month))) >= 2
    assert len(book(xlsx(month)).sheetnames) == 3

"""What a digest says and shows, from made-up figures: the lines, the numbers in words, the pictures."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

import forms
from bot.publishing import LIBRARY, library_files
from handlers.answering.fitting import shown_length
from handlers.digest import alt, drawing, levels, words
from handlers.digest.figures import (
    Bands,
    CaseFigures,
    Child,
    Digest,
    GoodNews,
    Indicator,
    MergedBands,
    PartFigures,
    Participation,
    Quartiles,
    ReportFigures,
    Share,
    TrendMonth,
    Workload,
)
from handlers.digest.place import MOST_CAPTION
from handlers.digest.sheet import DigestSheet
from handlers.pictures.digest import Stretch, _widths
from handlers.shelf import FormShelf
from locales import texts

WHERE = "Kabupaten Administrasi Kepulauan Seribu · Anak berhadapan dengan hukum (ABH)"
FORMS = ("kompetensi", "harian", "p2k2", "komitmen", "dtsen", "hambatan")


@pytest.fixture(scope="module")
def shelf() -> FormShelf:
    files = library_files()
    made = FormShelf(files)
    for name in FORMS:
        made.put(forms.compile_form((LIBRARY / f"{name}.md").read_bytes(), files=files), current=True)
    return made


def reader(shelf: FormShelf, language: str = "id") -> Any:
    return SimpleNamespace(texts=texts(language), language=language, shelf=shelf)


def part(name: str, bands: Bands, before: Bands | None = None, ceiling: int = 0) -> PartFigures:
    n = sum(bands)
    quartiles = Quartiles(n, 71.25, 83.5, 91.75) if n >= 10 else None
    mean, low, high = (84.6, 80.1, 88.4) if n >= 20 else (None, None, None)
    flag = n >= 10 and ceiling >= 0.15 * n
    earlier = sum(before or ())
    paired = (earlier, 0, 0, 0, 0) if before else None
    bounds = (74.7, 96.3) if n >= 10 else (None, None)
    effective, top = Share(sum(bands[:2]), n, *bounds), Share(ceiling, n, *bounds)
    return PartFigures(name, n, bands, earlier, before, paired, effective, quartiles, mean, low, high, top, flag)


DISTRICT = Digest(
    region="31.01",
    programme="abh",
    start=date(2026, 11, 30),
    end=date(2026, 12, 6),
    whole=True,
    participation=Participation(45, 41, 37, 4, 4, Share(37, 45), Share(33, 45), Share(37, 45)),
    parts=(
        part("pengetahuan", (20, 12, 4, 1, 0), (10, 12, 6, 2, 0)),
        part("keterampilan", (13, 17, 6, 1, 0), (8, 12, 8, 2, 0)),
        part("sikap", (30, 6, 1, 0, 0), (20, 9, 1, 0, 0), ceiling=9),
        part("", (19, 14, 3, 1, 0), (12, 12, 5, 1, 0)),
    ),
    weakest=(Indicator("S20", 37, 58.12), Indicator("K09", 37, 61.5), Indicator("K22", 36, 63.25)),
    reports=tuple(
        ReportFigures(form_id, sum(counts), *counts)
        for form_id, counts in {
            "harian": (180, 12, 8),
            "p2k2": (30, 4, 3),
            "komitmen": (9, 1, 0),
            "dtsen": (6, 0, 2),
        }.items()
    ),
    reports_before=(ReportFigures("harian", 200, 190, 5, 5),),
    workload=Workload(44, 4224, 96.0, Share(3, 44, 2.3, 18.2)),
    cases=CaseFigures(5, 1, 4, 3),
    obstacles=(("data", 5), ("medan", 3), ("insentif", 2)),
    good=(
        GoodNews("median_up", 88.4, 83.0, "keterampilan", 30),
        GoodNews("cases_closed", 3),
        GoodNews("nobody_waits", 1),
    ),
    children=(),
    merged=(),
    trend=tuple(TrendMonth(f"2026-{month:02d}", month * 3, month, 12, 80.0 + month) for month in range(1, 13)),
)
FEW = replace(
    DISTRICT,
    participation=Participation(7, 5, 4, 1, 2, Share(4, 7), Share(3, 7), Share(4, 7)),
    parts=(part("", (2, 1, 1, 0, 0)),),
    weakest=(),
    reports=(ReportFigures("harian", 9, 5, 1, 3),),
    workload=Workload(0, 0, None, Share(0, 0)),
    cases=CaseFigures(0, 0, None, 0),
    obstacles=(),
    good=(),
)


def test_ten_lines_with_the_good_news_first(shelf: FormShelf) -> None:
    found = words.lines(reader(shelf), DISTRICT, "Kota Payakumbuh", 4)
    assert found == [
        "<b>Ringkasan Kota Payakumbuh</b> · 30 November–6 Desember 2026",
        "✓ Keterampilan: nilai tengah 30 orang yang sama naik dari 83 % menjadi 88 %.",
        "✓ 3 kasus selesai minggu ini.",
        "<b>41 dari 45</b> pendamping aktif. Penilaian diri selesai sampai hari ini: 37 dari 45, 82 %, naik 9 poin.",
        "Hasil sangat efektif atau efektif: 33 dari 37, 89 % (75–96 %).",
        "Laporan tepat waktu: 225 dari 255, 88 %, turun 7 poin. Terlambat 17, belum masuk 13.",
        "<b>Perlu bantuan.</b> 4 pendamping minta bantuan atau menunggu. "
        "KPM per pendamping: 96 (ideal 100); di atas 200 KPM, dari yang mengisi: 3 dari 44, 7 % (2–18 %). "
        "Kasus terbuka: 5, melewati tenggat: 1, terlama 4 hari.",
        "Indikator yang paling perlu diperkuat: perencanaan program, penyelesaian pada tiap tingkat, tiga tingkat "
        "pendampingan.",
        "Kendala 28 hari terakhir: Data kurang tepat, warga protes (5); Lokasi jauh atau sulit dicapai (3).",
        "Sikap: 9 dari 37, 24 % (75–96 %), memberi nilai tertinggi di semua butir. Beda kemampuan mereka tidak "
        "terlihat di sini.",
    ]


def test_nothing_but_counts_of_fewer_than_ten(shelf: FormShelf) -> None:
    numbers = [line for lines in alt.paragraphs(reader(shelf), FEW) for line in lines]
    said = "\n".join([*words.lines(reader(shelf), FEW, "Kota Payakumbuh"), *numbers])
    assert "Penilaian diri selesai sampai hari ini: 4 dari 7." in said
    assert "Laporan tepat waktu: 5 dari 9. Terlambat 1, belum masuk 3." in said
    assert "Keseluruhan (4 orang): sangat efektif 2, efektif 1, cukup efektif 1." in said
    assert "%" not in said


def test_what_is_withheld_and_what_all_did_is_said(shelf: FormShelf) -> None:
    everybody = Participation(45, 45, 45, 0, 0, Share(45, 45), None, None)
    whole = replace(
        DISTRICT, participation=everybody, parts=(), weakest=(), reports=(ReportFigures("harian", 90, 90, 0, 0),)
    )
    said = words.lines(reader(shelf), whole, "Kota Payakumbuh")
    assert "<b>45 dari 45</b> pendamping aktif. Semua sudah menyelesaikan penilaian diri." in said
    assert "Semua 90 laporan masuk tepat waktu." in said
    assert said[-1] == "Hasil kelompok kecil tidak ditampilkan, agar tidak ada orang yang dikenali."
    assert not any(
        group.heading == "Kategori menurut bagian" for group in drawing.picture(reader(shelf), whole, "X").groups
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_longest_fits_below_a_picture(shelf: FormShelf, language: str) -> None:
    found = words.lines(reader(shelf, language), DISTRICT, WHERE, 4)
    assert len(found) <= words.MOST_LINES
    assert shown_length(words.unbroken("\n".join(found))) <= MOST_CAPTION


def test_the_alt_text_has_every_number_of_the_picture(shelf: FormShelf) -> None:
    many = replace(DISTRICT, participation=Participation(4500, 4100, 3700, 400, 400, Share(3700, 4500), None, None))
    made = drawing.picture(reader(shelf), many, WHERE)
    drawn = [stretch.label for group in made.groups for bar in group.bars for stretch in bar.stretches]
    drawn += [figure.value for figure in made.figures]
    drawn += [word for group in made.groups for word in group.heading.split() if word[0].isdigit()]
    assert {"82 %", "4.500", "255"} <= set(drawn)
    said = set(re.findall(r"[0-9][0-9.,]*[0-9]|[0-9]", made.alt))
    assert {label.removesuffix(" %") for label in drawn if label and label != "0"} <= said
    assert (
        "30 orang yang sama, sebelumnya: sangat efektif 8, efektif 12, cukup efektif 8, kurang efektif 2; "
        "sekarang: sangat efektif 30." in made.alt
    )


def test_the_picture_compares_the_same_people_and_says_how_many(shelf: FormShelf) -> None:
    group = drawing.picture(reader(shelf), DISTRICT, WHERE).groups[1]
    assert [bar.label for bar in group.bars] == [
        "Pengetahuan (37)",
        "Keterampilan (37)",
        "Sikap (37)",
        "Keseluruhan (37)",
    ]
    assert group.note == "Garis tipis: 30 orang yang sama, dulu lalu sekarang"
    assert group.bars[1].thin == ((8, 12, 8, 2, 0), (30, 0, 0, 0, 0))
    # Nobody is in the lowest band.
    assert group.legend == ("sangat efektif", "efektif", "cukup efektif", "kurang efektif", "")


def test_small_regions_are_told_together(shelf: FormShelf) -> None:
    def child(code: str, results: int, bands: Bands | None) -> Child:
        return Child(code, 12, 9, results, 0, 12 - results, 20, 18, 1, 1, 12, 1200, 2, 3, 1, results, bands)

    children = child("13.01", 3, None), child("13.71", 4, None), child("13.76", 12, (6, 4, 2, 0, 0)), child("", 0, None)
    together = MergedBands(("13.01", "13.71"), 7, (3, 4, 0, 0, 0))
    digest = replace(DISTRICT, children=children, merged=(together, MergedBands(("",), 0, None)))
    turn = reader(shelf)
    assert levels._together(turn, digest) == [
        "",
        "Hasil Kabupaten Pesisir Selatan, Kota Padang bersama-sama: sangat efektif 3, efektif 4.",
    ]
    made = DigestSheet(turn.texts, "X", (), digest, None, str, str, partial(levels.region_name, turn))
    heads, rows = [words_ for words_, _ in made._region_columns()], made._regions()
    first = heads.index("Hasil")
    assert [row[1:2] + row[first:] for row in rows] == [
        ["Kabupaten Pesisir Selatan"],
        ["Kota Padang"],
        ["Kota Payakumbuh", 12, 6, 4, 2, 0, 0],
        ["Wilayah belum diisi"],
        ["Kabupaten Pesisir Selatan, Kota Padang", 7, 3, 4, 0, 0, 0],
    ]
    assert len(heads) == len(rows[2])


def test_no_line_ends_within_a_figure() -> None:
    assert words.unbroken("9–15 November: 80 %, 68–91 %") == (
        "9\u2060–\u206015 November: 80\u00a0%, 68\u2060–\u206091\u00a0%"
    )


def test_who_has_not_read_the_new_consent_is_counted(shelf: FormShelf) -> None:
    asked = replace(DISTRICT, asked_anew=44)
    said = words.lines(reader(shelf), asked, "X")
    assert any("44 pendamping belum membaca ketentuan data yang baru." in line for line in said)


def test_both_pictures_are_drawn_for_a_phone(shelf: FormShelf) -> None:
    for made in (drawing.picture(reader(shelf), DISTRICT, WHERE), drawing.trend(reader(shelf), DISTRICT, WHERE)):
        image = Image.open(io.BytesIO(made.png()))
        assert isinstance(image, PngImageFile)
        assert image.width == 1080
        # Telegram makes the longer side 1280: with more than this, letters would fall below a phone's nine pixels.
        assert image.height <= 1620
        assert image.text["Description"] == made.alt


def test_nobody_is_too_thin_to_be_seen_and_bars_keep_their_length() -> None:
    bar = (Stretch(250, "250"), Stretch(1, "1"), Stretch(0, "0"), Stretch(1, "1"))
    widths = _widths(bar, 700)
    assert sum(widths) == pytest.approx(700)
    assert widths[1] == widths[3] > 20
    assert widths[2] == 0
    # Room for the "3" alone: more would make the bar untrue.
    percents = _widths((Stretch(97, "97 %"), Stretch(3, "3 %")), 500)
    assert 15 < percents[1] < 30
    assert _widths((Stretch(0, "0"), Stretch(0, "0")), 700) == [0, 0]

"""What a person gets for a questionnaire: a self-assessment with a next step, and how it has changed."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.scenarios.chats import KNOWN, answers_of, companion, download, has_sent, is_at
from tests.world import START, World

MARCH = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
# Points by hand: knowledge 12 × 4 + 12 × 3 = 84 of 96 (87,5 %); skill 32 × 3 + 7 × 2 = 110 of 156 (70,512… %);
# attitude 20 × 4 + 4 × 3 = 92 of 96 (95,833… %); overall 286 of 348 (82,183… %).
IN_MARCH = answers_of("43" * 12, "3" * 32 + "2" * 7, "4" * 20 + "3" * 4)


def test_strengths_weak_spots_and_one_next_step(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, None, KNOWN)
    ibu_sari.tap("Kirim")
    # Of the many fours one is named from each part, first from the part whose own mean they stand out from most:
    # skill (S02), knowledge (K03), attitude (T01). The twos are S12, S19 and S33.
    ibu_sari.sees(
        "Penilaian diri",
        "Paling kuat: komunikasi efektif, jenis pelayanan sosial, bertanggung jawab.",
        "Dapat diperkuat: memakai data, menilai hasil, diskusi kelompok.",
        "Langkah berikut: Sebelum mengambil satu keputusan, kumpulkan dua data pendukung",
        "Ini untuk belajar, bukan penilaian kinerja resmi.",
    )
    assert "▲" not in ibu_sari.screen
    assert ibu_sari.screen.count("Langkah berikut") == 1

    ibu_sari.tap("Lihat per butir")
    ibu_sari.sees("Penilaian diri · Pengetahuan", "1. dasar pekerjaan sosial: Memahami", "24. ")
    ibu_sari.tap("Keterampilan")
    ibu_sari.sees("Penilaian diri · Keterampilan", "36. memakai data: Kurang mampu", "63. ")
    ibu_sari.tap("Hasil")
    ibu_sari.sees("Keseluruhan 85,34 %")


def test_all_answers_alike_name_no_weak_spot(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, None, answers_of("3" * 24, "3" * 39, "3" * 24))
    ibu_sari.tap("Kirim")
    # Three of four points everywhere: 75 %.
    ibu_sari.sees("Keseluruhan 75,00 % · efektif", "Semua butir Anda nilai sama", "Langkah berikut: Bagikan satu cara")
    assert "Dapat diperkuat" not in ibu_sari.screen


def test_too_few_answers_give_no_percent(world: World) -> None:
    """Four fifths of a part must be answered: 19 of 24 are too few (19,2 needed), 32 of 39 are enough (31,2)."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, None, answers_of("3" * 19 + "-" * 5, "3" * 31 + "4" + "-" * 7, "4" * 24))
    ibu_sari.sees("Belum diisi: 12 butir")
    ibu_sari.tap("Kirim")
    # Skill: 31 × 3 + 4 = 97 of 32 × 4 = 128 points, 75,781… %.
    ibu_sari.sees(
        "Pengetahuan: belum cukup jawaban (19 dari 24)",
        "Keterampilan 75,78 % · efektif",
        "Sikap 100,00 % · sangat efektif",
        "Keseluruhan: belum cukup jawaban (75 dari 87)",
    )
    assert download(world, ibu_sari.messages()[-1]["photo"]).startswith(b"\x89PNG")
    ibu_sari.send("/riwayat")
    ibu_sari.sees("20 November 2026: belum cukup jawaban (75 dari 87)")


def test_taking_it_again_shows_the_change(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    has_sent(world, ibu_sari, IN_MARCH, MARCH)
    is_at(world, ibu_sari, None, KNOWN)
    ibu_sari.tap("Kirim")
    # 84,375 − 87,5 = −3,125; 79,487 − 70,513 = 8,974; none; 85,345 − 82,184 = 3,161.
    ibu_sari.sees(
        "Pengetahuan 84,38 % · efektif (▼ 3,1)",
        "Keterampilan 79,49 % · efektif (▲ 9,0)",
        "Sikap 95,83 % · sangat efektif (=)",
        "Keseluruhan 85,34 % · efektif (▲ 3,2 dari Maret 2026)",
    )
    ibu_sari.send("/riwayat")
    ibu_sari.sees("20 November 2026: 85,34 % · efektif", "10 Maret 2026: 82,18 % · efektif")
    ibu_sari.tap("10 Maret 2026")
    # 70,512… lies between two bands and has not reached 71: cukup efektif.
    ibu_sari.sees("Penilaian diri · 10 Maret 2026", "Keterampilan 70,51 % · cukup efektif", "Keseluruhan 82,18 %")
    assert "▲" not in ibu_sari.screen
    ibu_sari.tap("Riwayat hasil")
    ibu_sari.sees("Ketuk tanggal")
    ibu_sari.tap("20 November 2026")
    ibu_sari.sees("(▲ 3,2 dari Maret 2026)")


def test_history_without_and_with_many_results(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/riwayat")
    ibu_sari.sees("Belum ada hasil")
    assert "Kuesioner kompetensi" in ibu_sari.buttons
    for year in range(2014, 2026):
        has_sent(world, ibu_sari, KNOWN, START.replace(year=year))
    ibu_sari.send("/riwayat")
    ibu_sari.sees("20 November 2025", "20 November 2016", "Ditampilkan 10 dari 12", "/data")
    assert "20 November 2015" not in ibu_sari.screen


def test_two_results_of_one_day_are_told_apart(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    for hour in (1, 3):
        has_sent(world, ibu_sari, KNOWN, START.replace(year=2025, hour=hour))
    ibu_sari.send("/riwayat")
    ibu_sari.sees("20 November 2025, 08.00 WIB", "20 November 2025, 10.00 WIB")
    assert ibu_sari.buttons[:2] == ["20 November 2025, 10.00 WIB", "20 November 2025, 08.00 WIB"]


def test_nobody_sees_the_result_of_another(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    has_sent(world, ibu_sari, KNOWN, START)
    [(result,)] = world.query("SELECT id FROM submission WHERE form_id = 'kompetensi'")
    others = [companion(world, role, "Budi", role=role) for role in ("companion", "coordinator", "admin")]
    for other in others:
        other.send("/start")
        other.sees("Selamat pagi, Ibu Budi")
        menu = other.messages()[-1]["message_id"]
        for forged in (f"result:result:{result}", f"result:items:{result}:0"):
            other.tap_data(forged, message_id=menu)
            other.sees("Selamat pagi, Ibu Budi")
            assert not any("85,34" in m["text"] or "dasar pekerjaan" in m["text"] for m in other.messages())
    ibu_sari.send("/start")
    ibu_sari.sees("Selamat pagi")
    ibu_sari.tap_data(f"result:result:{result}", message_id=ibu_sari.messages()[-1]["message_id"])
    ibu_sari.sees("85,34")

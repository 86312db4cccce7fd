"""Questionnaires beside the one of 87 items: which are offered, and what comes of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import instruments
from storage import drafts, submissions
from tests.scenarios.chats import Patient, companion, download, person_id, stored
from tests.world import World

MARCH = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
SHORT, WEIGHTED = "ringkas36", "kompetensi71"
ASSISTANT, GENERALIST = "kualifikasi_asisten", "kualifikasi_generalis"


def given(world: World, form_id: str, said: str) -> dict[str, str]:
    """Answers in the order of the form, one character an item: its score; "-" leaves it out."""
    instrument = instruments.instrument_of(world.bot.shelf.current(form_id))
    assert instrument is not None
    said = said.replace(" ", "")
    assert len(said) == len(instrument.items)
    names = [{str(score): name for name, score in points.items()} for points in instrument.points]
    rows = zip(instrument.items, names, said, strict=True)
    return {item: by_score[score] for item, by_score, score in rows if score != "-"}


def sends(world: World, person: Patient, form_id: str, answers: Mapping[str, str]) -> None:
    """All is answered but not sent yet; it is taken up from the menu, and sent."""
    who, form = person_id(world, person), world.bot.shelf.current(form_id)

    async def begin(connection: AsyncConnection) -> None:
        await drafts.begin(
            connection,
            person_id=who,
            form_id=form_id,
            version=form.version,
            position=None,
            at=world.clock.now(),
            answers=answers,
        )

    stored(world, begin)
    person.send("/start")
    person.tap("Lanjutkan ")
    person.tap("Kirim")


def has_sent(world: World, person: Patient, form_id: str, answers: Mapping[str, str]) -> None:
    """The person has sent it in March."""
    who, form = person_id(world, person), world.bot.shelf.current(form_id)

    async def finish(connection: AsyncConnection) -> None:
        sent = await submissions.add_finished(
            connection,
            person_id=who,
            form_id=form_id,
            version=form.version,
            language="id",
            begun_at=MARCH,
            sent_at=MARCH,
            answers=answers,
        )
        assert await instruments.keep(connection, form, sent, answers)

    stored(world, finish)


def test_the_short_form_from_the_list_to_its_result(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari", pendidikan="s1")
    ibu_sari.send("/start")
    ibu_sari.tap("Belajar")
    ibu_sari.tap("Semua kuesioner")
    ibu_sari.sees(
        "Semua kuesioner",
        "Kuesioner singkat · 36 butir, kira-kira 5 menit",
        "Kuesioner kompetensi · 87 butir, kira-kira 12 menit",
        "Cek kualifikasi Generalis · 18 butir",
        "belum divalidasi",
    )
    assert "kualifikasi Asisten" not in ibu_sari.screen
    ibu_sari.tap("Kuesioner singkat")
    ibu_sari.sees("1 / 36", "jujur dan berintegritas")
    ibu_sari.tap("3 · Sesuai", times=2)
    ibu_sari.sees("2 / 36")
    ibu_sari.tap("Berhenti dulu")
    assert "Lanjutkan Kuesioner singkat" in ibu_sari.buttons
    ibu_sari.tap("Belajar")
    ibu_sari.tap("Semua kuesioner")
    ibu_sari.sees("Tersimpan 1 dari 36 butir.")
    ibu_sari.tap("Lanjutkan Kuesioner singkat")
    ibu_sari.sees("2 / 36")

    pak_budi = companion(world, "pak_budi", "Budi", gender="laki_laki", pendidikan="slta")
    has_sent(world, pak_budi, SHORT, given(world, SHORT, "4443 2222 3333 2222 4444 3333 1222 3323 3334"))
    sends(world, pak_budi, SHORT, given(world, SHORT, "4443 2122 3333 2222 444- 3--3 1222 3323 3333"))
    # Of 16 points 15, 7, 12, 8; of 12 all; two answers are too few; 7, 11, 12.
    pak_budi.sees(
        "Penilaian diri · 20 November 2026",
        "Kompetensi personal: 93,75 % · kuat (=)",
        "Kompetensi sosial: 43,75 % · perlu dikuatkan (▼ 6,3)",
        "Kompetensi mengajar (P2K2): 75,00 % · kuat",
        "Komunikasi dan inovasi: 50,00 % · berkembang",
        "Pemahaman peran: 100,00 % · kuat",
        "Lingkungan kerja: belum cukup jawaban (2 dari 4)",
        "Kesempatan belajar: 43,75 % · perlu dikuatkan",
        "Pemanfaatan DTSEN: 68,75 % · berkembang",
        "Kinerja: 75,00 % · kuat (▼ 6,3)",
        "Mulai 50 % berkembang, mulai 75 % kuat. Batas ini kami tetapkan sendiri.",
        "perubahan dari Maret 2026",
        "Paling kuat: pemahaman peran.",
        "Dapat diperkuat: kompetensi sosial.",
        # The lowest answer there is the one on mediating.
        "Langkah berikut: Saat menengahi,",
        "bukan penilaian kinerja resmi",
    )
    assert not {"rendah", "sedang", "tinggi"} & set(pak_budi.screen.split())
    assert download(world, pak_budi.messages()[-1]["photo"]).startswith(b"\x89PNG")
    pak_budi.tap("Lihat per butir")
    pak_budi.sees(
        "Kompetensi sosial", "6. menengahi konflik: Sangat tidak sesuai", "20. kaitan P2K2 dan graduasi:", "36. "
    )
    pak_budi.tap("Hasil")
    pak_budi.sees("Kompetensi sosial: 43,75 %")
    pak_budi.tap("Semua kuesioner")
    pak_budi.sees("Terakhir diisi 20 November 2026.", "Cek kualifikasi Asisten · 11 butir, kira-kira 1 menit")

    pak_budi.send("/riwayat")
    pak_budi.sees(
        "20 November 2026, Kuesioner singkat: 4 kuat, 2 berkembang, 2 perlu dikuatkan",
        "10 Maret 2026, Kuesioner singkat: 5 kuat, 3 berkembang, 1 perlu dikuatkan",
    )
    pak_budi.tap("Kuesioner singkat, 10/3/2026")
    pak_budi.sees("Penilaian diri · 10 Maret 2026", "Kinerja: 81,25 % · kuat")

    pak_budi.send("/data")
    pak_budi.sees("2 hasil kuesioner dan uji", "0 rencana belajar")

    # Nobody else opens it, neither by a forged button.
    [(number,)] = world.query("SELECT max(id) FROM submission WHERE form_id = 'ringkas36'")
    ibu_sari.send("/start")
    for forged in (f"ins:show:{number}", f"ins:items:{number}:0", "ins:begin:kualifikasi_asisten"):
        ibu_sari.tap_data(forged, message_id=ibu_sari.messages()[-1]["message_id"])
        assert "43,75" not in ibu_sari.screen
        assert "menengahi" not in ibu_sari.screen
        assert "/ 11" not in ibu_sari.screen


def test_a_checklist_and_the_weighted_questionnaire(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari", pendidikan="s2")
    has_sent(world, ibu_sari, GENERALIST, given(world, GENERALIST, "2" * 6 + "1" * 6 + "0" * 6))
    sends(world, ibu_sari, GENERALIST, given(world, GENERALIST, "2" * 10 + "1" * 3 + "0" * 4 + "-"))
    # 23 of 34 points; in March 18 of 36.
    ibu_sari.sees(
        "Cek kualifikasi Generalis",
        "67,65 % (▲ 17,6 dari Maret 2026)",
        "Sudah biasa: 10 dari 18 indikator.",
        "Dapat dibiasakan: asesmen, rencana perubahan, pemecahan dan pemberdayaan.",
        "Dapat mulai dicoba: menilai hasil, menilai program, belajar terus, membimbing asisten.",
        "Langkah berikut: ",
    )
    assert "efektif" not in ibu_sari.screen
    sends(world, ibu_sari, WEIGHTED, given(world, WEIGHTED, "3" * 22 + "4" * 26 + "2" * 23))
    # (0.83 × 75 + 0.95 × 100 + 0.68 × 50) / 2.46 = 77.743…; of the items alike it would be 216 of 284, 76.06.
    ibu_sari.sees(
        "Kompetensi 71 butir",
        "Pengetahuan 75,00 % · efektif",
        "Sikap 50,00 % · kurang efektif",
        "Keseluruhan 77,74 % · efektif",
        "Keseluruhan memakai bobot tiap bagian: 0,83; 0,95; 0,68.",
    )
    ibu_sari.send("/riwayat")
    ibu_sari.sees("Kompetensi 71 butir: 77,74 % · efektif", "Cek kualifikasi Generalis: 50,00 %")
    ibu_sari.tap("Kompetensi 71 butir, 20/11/2026")
    ibu_sari.tap("Lihat per butir")
    ibu_sari.tap("Sikap")
    ibu_sari.sees("Kompetensi 71 butir", "49. bertanggung jawab: Tidak sesuai", "71. ")

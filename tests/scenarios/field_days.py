"""The story of two days in the field: what a companion and two coordinators do, each of it once.

A chapter sees to it that each screen says what it must; what is left of the days in the database is for the tests.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from bot.playground.samples import photo_file
from tests.scenarios.chats import download
from tests.scenarios.fieldwork import FAULTS, Phone, files_arrive, post_goes_out, starts_again, tried_to_fetch
from tests.world import World

HOMES = "KPM-014, KPM-020"
PLAN = "Tiap keluarga mencatat pengeluaran selama sepekan."
REMARK = "Kapan catatannya dilihat bersama? Mohon lengkapi rencananya."
PLAN_WITH_DAY = "Tiap keluarga mencatat pengeluaran selama sepekan. Dilihat bersama Jumat depan."
HAPPENED = "Saldo kartu tetap nol, padahal bank menyatakan dana sudah masuk."
TRIED = "Sudah dua kali ke agen bank."
ASKED = "Apakah kartunya masih dipegang KPM?"
CARD, PAPER = "Ini kartunya.", "Surat pengantar untuk bank."
DONE = "Kartu diganti bank, dan saldonya sudah masuk."
LESSON = "Minta cetak mutasi di agen bank sebelum melapor."
LEFT = "SELECT form_id, item, value FROM draft_answer JOIN draft ON id = draft_id ORDER BY 1, 2"
# Who was there, by the number on the list.
ROLL = dict.fromkeys(range(1, 31), "hadir") | {4: "sakit", 18: "sakit", 29: "izin"}


@dataclass
class Story:
    """The people, and the numbers of what they have filed."""

    world: World
    sari: Phone
    rina: Phone
    budi: Phone
    numbers: dict[str, int] = field(default_factory=dict)
    # The answers of the two drafts in the evening.
    left: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def people(self) -> tuple[Phone, ...]:
        return self.sari, self.rina, self.budi

    def filed(self, form_id: str) -> None:
        """The receipt is there, with the number under which the report is kept."""
        [(number,)] = self.world.query("SELECT max(id) FROM report WHERE form_id = :form", form=form_id)
        self.sari.at("terkirim", f"Nomor {number} · ")
        self.numbers[form_id] = int(number)


def monday(told: Story) -> None:
    """The day's report, a meeting, and two reports that are left for tomorrow."""
    world, sari = told.world, told.sari
    sari.send("/lapor")
    sari.at("Lapor · Senin, 23 November 2026", "Hari ini: Laporan harian", "Segera: P2K2")
    sari.taps("Laporan harian", "Hari ini", "P2K2", "Kunjungan rumah", "Selesai")
    sari.at("Rumah KPM mana")
    sari.send(HOMES)
    sari.at("Apa tujuan utama")
    sari.writes_and_taps("sebentar", "Memantau")
    sari.at("Di mana lokasi kegiatan Anda?")
    sari.sees_anywhere("Maaf, lokasinya belum terbaca.")
    sari.shares(-0.2244, 100.6331, button="Kirim lokasi")
    sari.at("Adakah foto kegiatannya?")
    # The photo is asked for twice in vain: nothing comes, then half of it. The third time it is kept.
    world.faults(server_error=1.0, methods=["getFile"])
    sari.sends_photo(photo_file(640, 480))
    assert tried_to_fetch(world) >= 1
    world.faults(server_error=0.0, lost_reply=1.0, methods=["download"])
    world.advance(minutes=1)
    assert tried_to_fetch(world) >= 2
    world.faults(**FAULTS)
    sari.at("Adakah kendala")
    sari.tap("Tidak ada")
    sari.at("Ringkasan", "4. Tujuan kunjungan: Memantau keadaan keluarga", "6. Foto: foto")
    sari.tap("Kirim", times=2)
    told.filed("harian")
    files_arrive(world)

    world.advance(hours=3)
    sari.taps("Lapor lagi", "P2K2")
    sari.send("Kelompok Melati")
    sari.taps("Hari ini", "2. Keuangan", "1. Mengelola")
    sari.send("30")
    sari.send("31")
    sari.sees_anywhere("Hadir tidak boleh lebih dari undangan (30).")
    sari.send("27")
    sari.taps("Penjelasan", "Diskusi kelompok", "Selesai", "Lembar balik", "Selesai", "3 · Paham", "Lewati")
    sari.taps("Rencana tindak lanjut", "Daftar hadir semua KPM", "Selesai")
    sari.send(PLAN)
    for number in ROLL:
        sari.at(f"Nomor {number} di daftar hadir?")
        answer = ROLL[number].capitalize()
        if number == 15:
            # The program ends with this tap in hand; it comes again when there is a program again.
            sari.taps_unseen(answer)
            starts_again(world)
        else:
            sari.tap(answer)
    sari.at("Ringkasan", "Anggota 1–30: 30 / 30")
    sari.tap("Kirim")
    told.filed("p2k2")

    sari.taps("Lapor lagi", "Semua formulir", "Penyaluran")
    sari.send("Sungai Beringin")
    sari.taps("Hari ini", "BNI", "Agen bank", "Tahap 4")
    sari.send("120")
    sari.taps("Belum semua")
    sari.send("117")
    sari.at("Mengapa 3 KPM belum menerima?")
    sari.taps("Saldo masih nol", "Kartu hilang")
    # She does not stop, she only goes elsewhere.
    sari.send("/lapor")
    sari.tap("Verifikasi komitmen")
    sari.send("SD Negeri 03 Koto")
    sari.taps("Pendidikan", "SD atau sederajat", "Selesai", "Tetap")
    sari.send("40")
    sari.at("Dari 40 orang (anak SD)")
    sari.tap("Berhenti dulu", times=2)
    sari.at("Ibu Sari Contoh", "Draf laporan yang tersimpan: 2.")
    told.left = world.query(LEFT)
    assert {form for form, _, _ in told.left} == {"komitmen", "penyaluran"}


def tuesday(told: Story) -> None:
    """The two that were left, another one, and a correction of yesterday's."""
    world, sari = told.world, told.sari
    # What she writes while no program is there waits for one.
    starts_again(world, meanwhile=lambda: sari.writes_unseen("/lapor"))
    assert world.query(LEFT) == told.left
    sari.at("Lapor · Selasa, 24 November 2026")
    sari.at(
        "Draf: Verifikasi komitmen · SD Negeri 03 Koto, 5 dari 6",
        "Draf: Penyaluran bantuan · Sungai Beringin, 10 dari 15",
    )
    assert [row[0][:14] for row in sari.rows[:2]] == ["▸ Verifikasi k", "▸ Penyaluran b"]
    sari.tap("▸ Verifikasi komitmen")
    sari.at("Dari 40 orang (anak SD)")
    sari.send("36")
    sari.at("1. Fasilitas: SD Negeri 03 Koto", "Komponen: SD atau sederajat", "40", "36", "90")
    sari.tap("Kirim", times=3)
    told.filed("komitmen")

    sari.send("/lapor")
    sari.tap("▸ Penyaluran bantuan")
    sari.at("Mengapa 3 KPM belum menerima?")
    assert {"✓ Saldo masih nol", "✓ Kartu hilang atau rusak"} <= {label for row in sari.rows for label in row}
    sari.tap("Selesai")
    sari.send("1")
    sari.send("2")
    sari.taps("Tidak ada", "Mengusulkan salur ulang", "Selesai", "Lewati")
    sari.at("1. Desa/kelurahan: Sungai Beringin", "2. Tanggal: Senin, 23 November 2026", "Gagal: 3")
    sari.tap("Kirim")
    told.filed("penyaluran")

    # The place comes before it is asked for, and finds its question.
    sari.taps("Lapor lagi", "Semua formulir", "2 ▸", "Hambatan")
    sari.tap("Lokasi jauh")
    sari.shares(-0.25, 100.64)
    sari.sees_anywhere("Lokasi ini saya simpan untuk: Di mana tempatnya?")
    sari.taps("Sedang", "Biaya perjalanan", "Lewati", "Ringkasan", "Kirim")
    told.filed("hambatan")

    sari.send("/laporan")
    sari.at("Laporan saya · November 2026 (5)")
    sari.opens("rep:one", told.numbers["harian"])
    sari.tap("✏️ Perbaiki isian", times=2)
    sari.at("Ringkasan", f"3. KPM dikunjungi: {HOMES}")
    sari.changes("KPM dikunjungi")
    sari.send("KPM-014")
    sari.at("3. KPM dikunjungi: KPM-014")
    sari.tap("Kirim", times=2)
    sari.at(f"Nomor {told.numbers['harian']} · ", "Ini versi 2.")


def looked_through(told: Story) -> None:
    """The coordinator gives one report back, reads the week's digest, gets the report again, and accepts all five."""
    world, sari, rina = told.world, told.sari, told.rina
    rina.send("/laporan")
    rina.at("Menunggu diperiksa: 5", "5. Sari Contoh · ")
    rina.tap("Formulir: semua")
    rina.tap("P2K2")
    rina.at("1. Sari Contoh · P2K2 · Kelompok Melati")
    rina.tap("1")
    rina.at("P2K2 · Kelompok Melati", "Undangan: 30", "Hadir: 27", PLAN)
    rina.tap("↩ Kembalikan")
    rina.send(REMARK)
    rina.at("Dikembalikan oleh Anda", f"Catatan: “{REMARK}”")
    post_goes_out(world)
    for person, where in ((rina, "Kota Payakumbuh"), (told.budi, "Sumatera Barat")):
        person.sees_anywhere(f"Ringkasan {where} · 16")
    sari.sees_anywhere(f"Catatan koordinator: {REMARK}")
    sari.tap("Perbaiki sekarang", times=2)
    sari.at("Ringkasan")
    sari.tap("Isian utama")
    sari.changes("Tindak lanjut")
    sari.at("Apa rencana tindak lanjutnya?", f"Jawaban Anda: {PLAN}")
    sari.send(PLAN_WITH_DAY)
    sari.tap("Kirim")
    sari.at(f"Nomor {told.numbers['p2k2']} · ", "Ini versi 2.")
    # The digest is a letter: what it opens comes below, and it stays.
    rina.taps("Semua pendamping", "1")
    rina.at("Sari Contoh")
    # A corrected report has the picture of its first version.
    rina.send("/laporan")
    rina.taps("Formulir: semua", "Laporan harian", "1")
    rina.at("Ini versi 2", "3. KPM dikunjungi: KPM-014")
    rina.tap("Foto (1)")
    photo = next(message["photo"] for message in reversed(rina.messages()) if message["photo"])
    assert size(download(world, photo)) == (640, 480)
    rina.send("/laporan")
    rina.tap("✓ Terima semua di halaman ini (5)")
    rina.at("Terima 5 laporan", "Sari Contoh: 5")
    rina.tap("Ya, terima 5 laporan", times=2)
    rina.at("Tidak ada laporan yang menunggu")


def a_case(told: Story) -> None:
    """Asked, not answered in time, answered by the next level, closed."""
    world, sari, rina, budi = told.world, told.sari, told.rina, told.budi
    sari.send("/laporan")
    sari.opens("rep:one", told.numbers["penyaluran"])
    sari.tap("Buka kasus dari laporan ini")
    sari.tap("Saldo bantuan nol", times=2)
    sari.at("Seberapa mendesak?")
    sari.tap("Tetap")
    sari.send("KPM-014")
    sari.send(HAPPENED)
    sari.send(TRIED)
    sari.tap("Penghubung ke bank")
    sari.sends_photo(photo_file(800, 600))
    sari.tap("Kirim", times=2)
    sari.at("Kasus 1", "sudah kami terima", "Paling lambat dijawab: Rabu, 25 November 2026")
    files_arrive(world)
    post_goes_out(world)
    rina.sees_anywhere("Ada kasus baru")

    # She has other things to do; a day later it is the province's.
    world.advance(hours=25)
    post_goes_out(world)
    budi.sees_anywhere("Kasus ini masih menunggu jawaban.")
    sari.sees_anywhere("diteruskan ke koordinator provinsi")
    budi.tap("Ambil", times=2)
    budi.at("Ditangani: Anda", HAPPENED, TRIED, "Bantuan diminta: Penghubung ke bank")
    budi.tap("Tanya balik")
    budi.send(ASKED)
    budi.at("Menunggu balasan pendamping.")
    post_goes_out(world)
    sari.sees_anywhere(ASKED)
    sari.tap("Balas")
    sari.sends_photo(photo_file(960, 720), caption=CARD)
    files_arrive(world)
    post_goes_out(world)
    budi.sees_anywhere(CARD)
    budi.tap("Balas", times=2)
    budi.sends_photo(photo_file(1024, 768), caption=PAPER)
    files_arrive(world)
    post_goes_out(world)
    sari.sees_anywhere(PAPER)
    budi.taps("Selesaikan", "Teratasi")
    budi.send(DONE)
    budi.send(LESSON)
    budi.at("Selesai: Teratasi", DONE, LESSON)
    post_goes_out(world)
    sari.sees_anywhere(f"Teratasi: {DONE}")
    sari.send("/kasus")
    sari.at("Kasus 1", "selesai")


def size(content: bytes) -> tuple[int, int]:
    """Width and height of a picture."""
    return Image.open(io.BytesIO(content)).size

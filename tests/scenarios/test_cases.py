"""A case from its opening to its end: asked, answered, handed over, closed, its lesson a tip for others."""

from __future__ import annotations

from tests.scenarios.casework import HAPPENED, at_desk, files_arrive, fills_in, opens, state_of
from tests.scenarios.chats import Patient, companion, person_id
from tests.scenarios.field_reports import files, puts_forms
from tests.world import World


def test_a_case_is_opened_answered_handed_over_and_closed(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    rina, budi = at_desk(world, "ibu_rina", "Rina Contoh"), at_desk(world, "pak_budi", "Budi Contoh", "13")
    dewi = companion(world, "ibu_dewi", "Dewi Contoh", role="admin")
    opens(sari)
    sari.sees("Kasus 1", "Saldo bantuan nol", "Paling lambat dijawab: Sabtu, 21 November 2026 pukul 08.00 WIB")

    # Only who is nearest is asked; the letter says what it is about.
    world.post_out()
    rina.sees("Ada kasus baru", "Ibu Sari Contoh (pendamping), Kota Payakumbuh", HAPPENED)
    budi.does_not_see("Kasus 1")
    rina.tap("Ambil")
    rina.sees("Ditangani: Anda", "KPM-014", "Bantuan diminta: Pemeriksaan")

    # Asked back: nothing is owed by the coordinator until the companion writes.
    rina.tap("Tanya balik")
    rina.send("Apakah kartunya masih ada pada KPM?")
    rina.sees("Menunggu balasan pendamping")
    world.post_out()
    sari.sees("bertanya kepada Anda", "Apakah kartunya masih ada")
    assert state_of(world)[0] == "waiting"
    sari.tap("Balas")
    sari.send_photo(caption="Ini kartunya.")
    sari.sees("📎 foto · sedang diambil", "Ini kartunya.")
    assert state_of(world)[0] == "open"
    files_arrive(world)
    assert rina.messages()[-1]["photo"]
    rina.sees("Pesan dari Ibu Sari Contoh", "Ini kartunya.")

    # The answer is a voice; the photo can be seen again in the talk.
    rina.tap("Baca")
    rina.tap("Percakapan (2)")
    rina.sees("Ibu Sari Contoh (pendamping) membuka kasus", "Anda bertanya balik", "📎 foto")
    before = len([m for m in rina.messages() if m.get("photo")])
    rina.tap("Lihat berkas (1)")
    assert len([m for m in rina.messages() if m.get("photo")]) == before + 1
    rina.tap("‹ Kembali ke kasus")
    rina.tap("Jawab")
    rina.send_voice()
    rina.sees("Sudah dijawab.")
    files_arrive(world)
    assert sari.messages()[-1]["voice"]
    sari.sees("Jawaban dari Ibu Rina Contoh (koordinator)")

    # What a companion writes with their case in front of them is said in it.
    sari.tap("Baca")
    sari.send("Terima kasih, kartunya masih ada.")
    sari.sees("Terima kasih, kartunya masih ada.", "Paling lambat dijawab")

    # Handed over: the other side is told, and the case is his.
    rina.send("/kasus")
    rina.tap("Saya (1)")
    rina.tap("🟠 Kasus 1")
    rina.tap("Alihkan")
    rina.tap("Ibu Budi Contoh")
    assert state_of(world)[1] == person_id(world, budi)
    world.post_out()
    budi.sees("mengalihkan kasus ini kepada Anda")
    sari.sees("sekarang ditangani Ibu Budi Contoh")
    assert "Jawab" not in rina.buttons
    budi.tap("Baca")
    budi.tap("Selesaikan")
    budi.tap("Teratasi")
    budi.send("Kartu sudah diganti oleh bank.")
    budi.send("Minta cetak mutasi di agen bank sebelum melapor. Bukti itu mempercepat penelusuran.")
    budi.sees("Selesai: Teratasi", "Kartu sudah diganti", "Pelajaran")
    world.post_out()
    sari.sees("Kasus Anda selesai", "Teratasi: Kartu sudah diganti oleh bank.")

    _becomes_a_tip(world, budi, dewi)

    # After its end it can go on.
    sari.send("/kasus")
    sari.tap("Kasus 1")
    sari.send("Masih ada yang kurang.")
    sari.sees_anywhere("Kasus ini sudah selesai")
    sari.tap("Buka lagi")
    sari.sees("Ditangani: Ibu Budi Contoh", "Paling lambat dijawab")
    sari.tap("Selesai, terima kasih")
    sari.sees("Selesai menurut pendamping")


def _becomes_a_tip(world: World, budi: Patient, dewi: Patient) -> None:
    """The lesson is worded without anything that points to somebody, and sent after an admin's yes."""
    budi.tap("Tawarkan sebagai tips")
    for refused, why in (("Pesan untuk Sari", "Ada nama orang"), ("Kasus kpm 014", "Ada kode KPM")):
        budi.send(refused)
        budi.sees_anywhere(why)
    budi.send("Cetak mutasi dulu")
    budi.tap("Pakai pelajaran ini")
    budi.send("Di Payakumbuh, minta mutasi rekening.")
    budi.sees_anywhere("Ada nama daerah: “Payakumbuh”")
    budi.send("Saat saldo nol, minta mutasi rekening sebelum melapor.")
    budi.sees("Cetak mutasi dulu", "Sudah benar?")
    budi.tap("Tawarkan", times=2)
    assert world.query("SELECT count(*) FROM lesson") == [(1,)]
    dewi.send("/kasus")
    dewi.tap("Usulan tips (1)")
    dewi.sees("Cetak mutasi dulu", "Bukti itu mempercepat penelusuran.")
    dewi.tap("Setujui")
    assert world.query("SELECT state FROM lesson") == [("accepted",)]


def test_a_case_comes_from_a_report_and_a_double_tap_opens_one(world: World) -> None:
    puts_forms(world)
    sari = companion(world, "ibu_sari", "Sari Contoh")
    report = files(world, sari, {"kegiatan": "Kunjungan", "kpm": "KPM-009"})
    sari.send("/start")
    sari.send("/laporan")
    message = sari.messages()[-1]["message_id"]
    sari.tap_data(f"case:new:{report.id}", message_id=message)
    sari.tap("Saldo bantuan nol", times=2)
    assert world.query("SELECT count(*) FROM draft WHERE form_id = 'kasus'") == [(1,)]
    # The code of the family is known from the report: it is not asked again.
    fills_in(sari, code="")
    who = person_id(world, sari)
    assert world.query("SELECT report_id, person_id, kpm FROM case_record") == [(report.id, who, "KPM-009")]
    sari.tap("Lihat kasus")
    sari.tap(f"Laporan {report.id}")
    sari.sees("Kunjungan rumah")
    # Whoever reads the report sees that there is a case.
    rina = at_desk(world, "ibu_rina", "Rina Contoh")
    rina.send("/laporan")
    rina.tap("1")
    rina.sees("Dari laporan ini dibuka Kasus 1 · Saldo bantuan nol · menunggu koordinator")
    rina.tap("Kasus 1")
    rina.sees("Belum ada yang menangani")


def test_a_case_that_nobody_answers_goes_up_and_is_never_silent(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    rina, budi = at_desk(world, "ibu_rina", "Rina Contoh"), at_desk(world, "pak_budi", "Budi Contoh", "13")
    dewi = companion(world, "ibu_dewi", "Dewi Contoh", role="admin")
    dewi.send("/start")
    opens(sari, "Konflik keluarga")
    world.post_out()
    world.advance(hours=24, minutes=1)
    rina.send("/kasus")
    rina.tap("Lewat tenggat (1)")
    rina.sees("lewat tenggat")
    world.post_out()
    assert state_of(world) == ("new", None, 1)
    budi.sees("Kasus ini masih menunggu jawaban")
    sari.sees("diteruskan ke koordinator provinsi")
    world.advance(hours=24, minutes=1)
    world.post_out()
    assert state_of(world)[2] == 2
    dewi.sees("Kasus ini masih menunggu jawaban")
    sari.sees("diteruskan ke admin")
    dewi.tap("Ambil")
    dewi.sees("Ditangani: Anda")
    dewi.tap("Baca lengkap")
    dewi.sees(HAPPENED)
    dewi.tap("‹ Kembali ke kasus")
    dewi.tap("Lepaskan")
    assert state_of(world)[1] is None


def test_of_two_coordinators_the_first_has_it(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    rina, budi = at_desk(world, "ibu_rina", "Rina Contoh"), at_desk(world, "pak_budi", "Budi Contoh")
    opens(sari)
    for person in (rina, budi):
        person.send("/kasus")
        person.tap("Baru (1)")
        person.tap("🟠 Kasus 1")
    rina.tap("Jawab")
    hand = rina.messages()[-1]["message_id"]
    budi.tap("Ambil", times=2)
    # What was written too late is not said, and nothing is lost of the case.
    rina.send("Sudah saya urus.")
    rina.sees_anywhere("Keadaannya sudah berubah")
    rina.sees("Ditangani: Ibu Budi Contoh")
    for late in ("take:1", "hand:1:0", "give:1:3", "close:1:solved", "release:1"):
        rina.tap_data(f"case:{late}", message_id=hand)
    rina.sees("Ditangani: Ibu Budi Contoh")
    assert world.query("SELECT kind, text FROM case_message ORDER BY id") == [("event", "opened"), ("event", "taken")]

    # An album is as many files; long words are kept whole, in pieces; numbers of sixteen digits are not.
    budi.tap("Jawab")
    budi.sends(album=[{"photo": "sample", "caption": "Suratnya."}, {"photo": "sample"}])
    budi.tap("Tanya balik")
    budi.sends(sticker=True)
    budi.sees_anywhere("Di sini dapat dikirim tulisan, foto")
    budi.send("Panjang. " * 400)
    budi.tap("Jawab")
    budi.send("NIK 1371010101900001")
    world.settle()
    said = world.query("SELECT kind, length(text) FROM case_message WHERE kind <> 'event' ORDER BY id")
    assert [kind for kind, _ in said] == ["photo", "photo", "text", "text"]
    assert sum(length for _, length in said[2:]) == len(("Panjang. " * 400).strip()) - 1
    # The list and the case stay as they are when the bot begins again.
    world.stop_bot()
    world.start_bot()
    # The letters of before first: one that came now would stand below the case.
    world.post_out()
    sari.send("/kasus")
    sari.tap("🟠 Kasus 1")
    sari.sees_anywhere("Koordinator bertanya. Mohon dibalas.")

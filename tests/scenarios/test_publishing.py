"""An admin sends a form, tries it, publishes it; those whom it is for find it in their menu, as often as it says."""

from __future__ import annotations

import json

from storage.uploads import TRIAL
from tests.scenarios.chats import companion, draft_answers
from tests.scenarios.publishing import acts, admin, checked, form, looked, published, reader, shows, states
from tests.world import World


def test_from_a_file_to_the_first_report(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    assert "Kuesioner" in " ".join(sari.buttons)
    dewi.tap("Formulir")
    dewi.sees("Formulir", "kirim berkas XLSForm", "Kuesioner kompetensi", "bawaan")
    checked(dewi, form())
    dewi.sees("P2K2", "rukun · versi 1", "2 pertanyaan", "Untuk: pendamping = 1 orang", "Mulai: sekarang")
    dewi.tap("Terbitkan")
    dewi.sees("Terbitkan P2K2 untuk pendamping (1 orang), sesuai kebutuhan?")
    dewi.tap("Ya, terbitkan", times=2)
    dewi.sees("P2K2", "terbit", "0 kiriman")
    assert states(world) == [("rukun", "1", "published")]
    assert acts(world) == [("form published", "form rukun 1")]

    sari.send("/start")
    sari.tap("P2K2")
    sari.sees("Kelompok mana?")
    sari.send("Melati")
    sari.sees("Berapa yang hadir?")
    sari.send("12")
    sari.tap("Kirim")
    assert world.query("SELECT form_id, version FROM submission WHERE form_id = 'rukun'") == [("rukun", "1")]
    # On demand: it is there again.
    sari.sees("terkirim")
    sari.tap("Menu")
    sari.sees("Apa yang ingin Anda lakukan")
    assert "P2K2" in sari.buttons
    dewi.send("/formulir")
    dewi.sees("P2K2 · 1 · terbit · pendamping · sesuai kebutuhan · 1 kiriman")


def test_a_published_form_is_there_after_a_restart(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    published(dewi, form())
    sari.send("/start")
    sari.tap("P2K2")
    sari.send("Melati")
    world.stop_bot()
    world.start_bot()
    sari.sees("Berapa yang hadir?")
    sari.send("3")
    sari.sees("Ringkasan")
    assert draft_answers(world, sari, "rukun")["kelompok"] == "Melati"


def test_trying_out_stores_nothing(world: World) -> None:
    dewi = admin(world)
    checked(dewi, form())
    dewi.tap("Coba dulu")
    dewi.sees_anywhere("Jawaban tidak disimpan")
    dewi.sees("Kelompok mana?")
    dewi.send("Melati")
    dewi.sees("Berapa yang hadir?")
    dewi.tap("Berhenti dulu")
    dewi.sees("Tidak ada kesalahan")
    dewi.sees_toast("Tidak ada yang disimpan")
    dewi.tap("Coba dulu")
    dewi.sees("Kelompok mana?")
    dewi.send("Melati")
    dewi.send("4")
    dewi.sees("Ringkasan")
    dewi.tap("Kirim")
    dewi.sees_toast("Uji coba selesai")
    dewi.sees("Tidak ada kesalahan")
    # Left by another way than its buttons, it goes too.
    dewi.tap("Coba dulu")
    dewi.sees("Kelompok mana?")
    dewi.send("/pengumuman")
    looked(world)
    assert world.query(f"SELECT form_id FROM draft WHERE form_id LIKE '{TRIAL}%'") == []
    assert world.query("SELECT * FROM submission WHERE form_id NOT IN ('profil')") == []


def test_a_trial_goes_on_after_a_restart(world: World) -> None:
    dewi = admin(world)
    checked(dewi, form())
    dewi.tap("Coba dulu")
    dewi.send("Melati")
    world.stop_bot()
    world.start_bot()
    dewi.sees("Berapa yang hadir?")
    dewi.send("4")
    dewi.sees("Ringkasan")


def test_whom_it_is_for(world: World) -> None:
    dewi = admin(world)
    sari = reader(world, "sari", "Sari", program="pkh")
    budi = reader(world, "budi", "Budi", program="tksk")
    fitri = reader(world, "fitri", "Fitri", program="pkh", provinsi="82", kabupaten="82.71")
    checked(dewi, form())
    dewi.tap("Untuk siapa")
    dewi.sees("Untuk: pendamping = 3 orang")
    dewi.tap("Program")
    dewi.tap("PKH", times=2)
    dewi.sees("pendamping · PKH = 2 orang")
    dewi.tap("‹ Kembali")
    dewi.tap("Wilayah")
    dewi.send("payakumbuh")
    dewi.tap("Kota Payakumbuh")
    dewi.sees("PKH", "Kota Payakumbuh = 1 orang")
    dewi.send("tidak ada begini")
    dewi.sees_anywhere("tidak ada begini")
    dewi.tap("‹ Kembali")
    dewi.tap("Selesai")
    shows(dewi, "Kota Payakumbuh = 1 orang")
    dewi.tap("Terbitkan")
    dewi.tap("Ya, terbitkan")
    [(audience,)] = world.query("SELECT audience FROM publication")
    assert json.loads(audience) == {"all": [{"role": "companion"}, {"programme": "pkh"}, {"regency": "13.76"}]}
    for person, there in ((sari, True), (budi, False), (fitri, False)):
        person.send("/start")
        person.sees("Apa yang ingin Anda lakukan")
        assert ("P2K2" in person.buttons) == there
    # Who is not meant cannot begin it by an old button either.
    sari_screen = sari.messages()[-1]["message_id"]
    dewi.tap("Untuk siapa")
    dewi.tap("✓ PKH")
    dewi.tap("Program")
    dewi.tap("TKSK")
    sari.tap("P2K2", message_id=sari_screen)
    sari.sees_toast("sekarang tidak perlu diisi")
    assert ("form changed", "form rukun 1") in acts(world)


def test_how_often(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    published(dewi, form(), rhythm="setiap hari")
    sari.send("/start")
    sari.tap("P2K2")
    sari.send("Melati")
    sari.send("12")
    sari.tap("Kirim")
    sari.sees("P2K2", "terkirim")
    sari.tap("Menu")
    sari.sees("Apa yang ingin Anda lakukan")
    assert "P2K2" not in sari.buttons
    # 08.00 WIB on Friday; the next day begins at 00.00 WIB.
    world.advance(hours=15, minutes=59)
    sari.send("/start")
    assert "P2K2" not in sari.buttons
    world.advance(minutes=1)
    sari.send("/start")
    assert "P2K2" in sari.buttons
    dewi.tap("Jadwal")
    dewi.tap("sekali")
    dewi.sees("Jadwal: sekali")
    sari.send("/start")
    assert "P2K2" not in sari.buttons
    sari.send("/formulir")
    sari.sees("Sekarang tidak ada formulir lain")


def test_from_when_until_when(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    checked(dewi, form())
    dewi.tap("Mulai")
    dewi.send("besok sekali")
    dewi.sees_anywhere("Tanggalnya belum terbaca")
    dewi.send("22/11/2026")
    dewi.sees("Mulai: 22 November 2026")
    dewi.tap("Sampai")
    dewi.send("21/11/2026")
    dewi.sees_anywhere("Hari terakhir harus setelah hari pertama")
    dewi.send("23/11/2026")
    dewi.sees("Sampai: 23 November 2026")
    dewi.tap("Terbitkan")
    dewi.tap("Ya, terbitkan")
    for hours, there in ((0, False), (40, True), (47, True), (1, False)):
        world.advance(hours=hours)
        sari.send("/start")
        sari.sees("Apa yang ingin Anda lakukan")
        assert ("P2K2" in sari.buttons) == there, hours


def test_what_is_due_is_reminded(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    published(dewi, form(), rhythm="setiap minggu")
    # Published on a Friday; the next week's is due on Thursday, 26 November, and called to mind on Monday.
    world.advance(days=3)
    for _ in range(16):
        world.advance(minutes=15)
        world.post_out()
    sari.sees("P2K2 pekan 23–29 November 2026", "sampai Kamis, 26 November 2026")
    sari.tap("Isi sekarang")
    sari.sees("Kelompok mana?")


def test_only_admins(world: World) -> None:
    sari = reader(world, "sari", "Sari")
    sari.send_document(form(), name="rukun.xlsx")
    world.settle()
    assert world.query("SELECT * FROM upload") == []
    sari.send("/formulir")
    sari.sees("Sekarang tidak ada formulir lain")
    screen = sari.messages()[-1]["message_id"]
    for data in ("pub:>l:", "pub:publish:1:00000000", "pub:retire:1", "pub:try:1", "pub:on:u1:role.admin", "form:1"):
        sari.tap_data(data, message_id=screen)
    sari.sees("Apa yang ingin Anda lakukan")
    assert states(world) == []


def test_in_english(world: World) -> None:
    dewi = admin(world)
    dewi.send("/bahasa")
    dewi.tap("English")
    dewi.send("/formulir")
    dewi.sees("Forms", "To add a form")
    checked(dewi, form())
    dewi.sees("Nothing is wrong", "For: companions = 0 people")
    dewi.tap("Try it first")
    dewi.sees("Which group?")


def test_a_form_is_checked_while_the_admin_is_elsewhere(world: World) -> None:
    dewi = admin(world)
    dewi.send_document(form(), name="rukun.md")
    dewi.send("/start")
    looked(world)
    world.post_out()
    dewi.sees_anywhere("sudah diperiksa")
    if "Tidak ada kesalahan" not in dewi.screen:
        dewi.tap("Lihat hasil")
    dewi.sees("Tidak ada kesalahan")


def test_a_companion_is_not_bothered(world: World) -> None:
    """The menu of somebody for whom nothing is published looks as before."""
    budi = companion(world, "budi", "Budi", role="coordinator")
    budi.send("/start")
    before = budi.buttons
    published(admin(world), form(), rhythm="sekali")
    budi.send("/start")
    assert budi.buttons == before
    assert "P2K2" not in budi.buttons

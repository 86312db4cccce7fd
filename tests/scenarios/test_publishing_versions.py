"""New versions, retired versions: drafts stay where they were begun, and nothing vanishes silently."""

from __future__ import annotations

from tests.scenarios.chats import Patient, download, draft_answers
from tests.scenarios.publishing import acts, admin, checked, form, published, reader, states
from tests.world import World

MORE = "| | select_one ya | lanjut | Lanjut? | Go on? | |"


def begins(sari: Patient) -> None:
    sari.send("/start")
    sari.tap("P2K2")
    sari.send("Melati")
    sari.sees("Berapa yang hadir?")


def test_a_draft_ends_on_the_version_it_began_with(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    published(dewi, form("1"))
    begins(sari)
    checked(dewi, form("2", more=MORE))
    dewi.tap("Terbitkan")
    dewi.sees("Versi 1 digantikan")
    dewi.tap("Ya, terbitkan")
    assert states(world) == [("rukun", "1", "replaced"), ("rukun", "2", "published")]
    sari.send("12")
    sari.tap("Kirim")
    begins(budi)
    budi.send("9")
    budi.sees("Lanjut?")
    rows = world.query("SELECT version FROM submission WHERE form_id = 'rukun' UNION ALL SELECT version FROM draft")
    assert sorted(rows) == [("1",), ("2",)]


def test_the_same_version_with_other_content_is_refused(world: World) -> None:
    dewi = admin(world)
    published(dewi, form("1"))
    checked(dewi, form("1", more=MORE))
    dewi.sees("belum dapat diterbitkan", "Lembar settings, baris 2, kolom version", "Naikkan version")
    checked(dewi, form("1"))
    dewi.sees("sudah terbit dengan isi yang sama")
    checked(dewi, form("1", id="kompetensi"))
    dewi.sees("dipakai formulir bawaan")
    assert states(world) == [("rukun", "1", "published")]


def test_a_draft_moves_with_all_that_fits(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    published(dewi, form("1"))
    begins(sari)
    sari.send("12")
    sari.sees("Ringkasan")
    old = sari.messages()[-1]["message_id"]
    # In the new version "hadir" asks for a choice: the number does not fit any more.
    new = form("2").replace(b"| | integer | hadir |", b"| | select_one ya | hadir |")
    published(dewi, new)
    dewi.send("/formulir")
    dewi.tap("↺ P2K2 · 1")
    dewi.tap("Tarik")
    dewi.sees("1 draf terbuka akan diminta pindah")
    dewi.tap("Ya, tarik", times=2)
    assert states(world) == [("rukun", "1", "retired"), ("rukun", "2", "published")]
    assert acts(world)[-1] == ("form retired", "form rukun 1")

    # The old screen sends nothing any more.
    sari.tap("Kirim", message_id=old)
    sari.sees("sudah diperbarui", "Jawaban Anda (2) masih tersimpan")
    assert world.query("SELECT * FROM submission WHERE form_id = 'rukun'") == []
    sari.send("tujuh")
    sari.sees_anywhere("Silakan pilih dahulu")
    sari.tap("Lihat jawaban saya")
    sari.sees_anywhere("Kelompok mana: Melati")
    sari.tap("Pindah ke versi baru")
    sari.sees_anywhere("1 jawaban ikut. 1 jawaban tidak cocok lagi")
    sari.sees_anywhere("Berapa yang hadir")
    assert draft_answers(world, sari, "rukun") == {"kelompok": "Melati"}
    sari.sees("Berapa yang hadir?")
    sari.tap("Ya")
    sari.tap("Kirim")
    assert world.query("SELECT version FROM submission WHERE form_id = 'rukun'") == [("2",)]


def test_a_closed_form_keeps_its_drafts_until_they_are_thrown_away(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    published(dewi, form("1"))
    begins(sari)
    dewi.tap("Tarik")
    dewi.sees("formulir ini ditutup", "1 draf")
    dewi.tap("Ya, tarik")
    dewi.sees("ditarik")
    world.stop_bot()
    world.start_bot()
    budi.send("/start")
    budi.sees("Apa yang ingin Anda lakukan")
    assert "P2K2" not in budi.buttons
    sari.send("12")
    sari.sees_anywhere("Silakan pilih dahulu")
    sari.sees("sudah ditutup", "Jawaban Anda (1) masih tersimpan")
    assert "Pindah ke versi baru" not in sari.buttons
    sari.tap("Menu")
    sari.tap("Lanjutkan P2K2")
    sari.sees("sudah ditutup")
    sari.tap("Hapus")
    sari.tap("‹ Kembali")
    sari.tap("Hapus")
    sari.tap("Ya, hapus")
    sari.sees_toast("Draf dihapus")
    assert draft_answers(world, sari, "rukun") == {}
    # The same file may be published again.
    published(dewi, form("1"))
    assert states(world) == [("rukun", "1", "published")]


def test_the_file_comes_back_as_it_was_sent(world: World) -> None:
    dewi = admin(world)
    published(dewi, form("1"), "laporan rukun.md")
    dewi.tap("Unduh berkas")
    [file] = [m["document"] for m in dewi.messages() if m.get("document")]
    assert file["name"] == "laporan rukun.md"
    assert download(world, file) == form("1")
    assert acts(world)[-1] == ("form downloaded", "form rukun 1")


def test_a_new_version_is_for_the_same_people_as_often(world: World) -> None:
    dewi = admin(world)
    published(dewi, form(), rhythm="setiap minggu")
    dewi.tap("Untuk siapa")
    dewi.tap("Peran")
    dewi.tap("koordinator")
    dewi.sees("koordinator")
    before = world.query("SELECT audience, rhythm, from_at, until_at FROM publication")
    checked(dewi, form("2"))
    dewi.sees("versi 2", "Jadwal: setiap minggu", "sama seperti versi 1 yang sedang terbit")
    dewi.tap("Terbitkan")
    dewi.tap("Ya, terbitkan")
    dewi.sees("· terbit")
    after = world.query("SELECT audience, rhythm, from_at, until_at FROM publication WHERE version = '2'")
    assert after == before
    # What was changed before it was looked at again stays changed.
    checked(dewi, form("3", more="| | note | foto | Foto | Photo | |"))
    dewi.tap("Jadwal")
    dewi.tap("setiap hari")
    dewi.sees("Jadwal: setiap hari")
    assert "sama seperti versi" not in dewi.screen


def test_terms_that_are_over_are_not_taken_over(world: World) -> None:
    dewi = admin(world)
    published(dewi, form())
    dewi.tap("Sampai")
    dewi.send("besok")
    dewi.sees("Sampai: ")
    world.advance(days=3)
    checked(dewi, form("2"))
    dewi.sees("versi 2", "Mulai: sekarang", "Sampai: tanpa batas")

"""An admin sends an announcement: from writing it to the readers' answers."""

from __future__ import annotations

from tests.scenarios.announcements import (
    PICTURE,
    acts,
    admin,
    answers,
    audience,
    execute,
    labels,
    letters,
    newest,
    reader,
    reviews,
    sends,
    state,
)
from tests.scenarios.chats import Patient, companion, draft_answers, is_at, live_screen
from tests.world import World

RAPAT = "Rapat koordinasi besok pukul 09.00."
SIGNED = f"{RAPAT}\n\n– Ibu Dewi, admin"


def test_from_the_menu_to_the_readers(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    dewi.tap("Pengumuman")
    dewi.sees("Belum ada pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sees("Kirim isi pengumuman", "Nama Anda akan tercantum")
    dewi.send(RAPAT)
    assert dewi.messages()[-2]["text"] == SIGNED
    dewi.sees("Sudah sesuai?", "Rapat koordinasi besok")
    dewi.tap("Lanjut")
    dewi.sees("Kepada: semua orang = 2 orang, kira-kira 1 detik")
    dewi.tap("Lanjut")
    dewi.tap("Tanda sudah dibaca")
    dewi.sees("Sekarang: tombol “Sudah saya baca”")
    dewi.tap("Lanjut")
    dewi.sees("Tugas atau kabar?")
    dewi.tap("Lanjut")
    dewi.sees("Draf · “Rapat koordinasi besok", "= 2 orang", "Sifat: tugas", "Waktu: segera setelah dikirim")
    assert dewi.buttons == [
        "Coba ke saya",
        "Kirim sekarang",
        "Jadwalkan",
        "Ubah penerima",
        "Ubah isi",
        "Ubah permintaan",
        "Tugas / kabar",
        "Buang",
        "‹ Daftar",
    ]
    dewi.tap("Kirim sekarang")
    dewi.sees("Kirim sekarang kepada 2 orang?")
    dewi.tap("Ya, kirim kepada 2 orang", times=2)
    # Whether it is still on its way when it is looked at, is a matter of moments.
    dewi.sees_anywhere("Terkirim ")
    world.post_out()
    number = newest(world)
    [letter] = letters(sari, RAPAT)
    assert letter["text"] == SIGNED
    assert "<i>– Ibu Dewi, admin</i>" in letter["html"]
    assert labels(letter) == ["Sudah saya baca"]
    # The admin is a reader, too.
    assert letters(dewi, RAPAT)[-1]["buttons"]
    assert state(world) == "done"
    assert acts(world, number) == [("announcement sent", 2)]

    sari.tap("Sudah saya baca", times=2)
    assert sari.toasts[-1] == "Terima kasih, sudah dicatat."
    assert labels(letters(sari, RAPAT)[0]) == ["✓ Sudah saya baca"]
    assert answers(world, number) == [("Sari", "ok")]
    dewi.send("/pengumuman")
    dewi.sees("• Rapat koordinasi besok pukul 09.00. · terkirim")
    dewi.tap("✓ Rapat")
    dewi.sees("Terkirim 2 / 2", "▰▰▰▰▰▰▰▰▰▰", "Tidak terjangkau 0 · belum pasti 0 · gagal 0", "Dibaca 1")


def test_formats_stay_where_they_are(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    entities = [{"type": "bold", "offset": 3, "length": 5}, {"type": "hashtag", "offset": 9, "length": 4}]
    dewi.sends(text="👍 Besok #pkh", entities=entities)
    for label in ("Lanjut", "Lanjut", "Lanjut", "Lanjut", "Kirim sekarang", "Ya, kirim"):
        dewi.tap(label)
    world.post_out()
    [letter] = letters(sari, "Besok")
    assert letter["html"].startswith("👍 <b>Besok</b> #pkh")
    assert "<i>– Ibu Dewi, admin</i>" in letter["html"]


def test_a_picture_with_a_question(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi", gender="laki_laki")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sends(photo=PICTURE, caption="Undangan pelatihan")
    assert dewi.messages()[-2]["photo"]
    dewi.tap("Lanjut")
    dewi.tap("Lanjut")
    dewi.tap("Pertanyaan dengan pilihan")
    dewi.sees("Tulis pertanyaan di baris pertama, lalu 2 sampai 6 pilihan")
    dewi.send("Dapat hadir?\nYa, hadir\nTidak dapat")
    dewi.sees("Sekarang: Dapat hadir? (Ya, hadir / Tidak dapat)")
    for label in ("Lanjut", "Lanjut", "Kirim sekarang", "Ya, kirim"):
        dewi.tap(label)
    world.post_out()
    number = newest(world)
    [letter] = letters(sari, "Undangan pelatihan")
    assert letter["photo"]
    assert letter["text"] == "Undangan pelatihan\n\nDapat hadir?\n\n– Ibu Dewi, admin"
    assert labels(letter) == ["Ya, hadir", "Tidak dapat"]
    sari.tap("Ya, hadir")
    assert sari.toasts[-1] == "Terima kasih. Jawaban Anda: Ya, hadir"
    sari.tap("Tidak dapat")
    assert sari.toasts[-1] == "Jawaban Anda diubah menjadi: Tidak dapat"
    assert labels(letters(sari, "Undangan pelatihan")[0]) == ["Ya, hadir", "✓ Tidak dapat"]
    budi.tap("Ya, hadir")
    assert answers(world, number) == [("Budi", "1"), ("Sari", "2")]
    dewi.send("/pengumuman")
    dewi.tap("✓ Undangan")
    dewi.sees("Jawaban “Dapat hadir?”:", "• Ya, hadir: 1", "• Tidak dapat: 1")


def test_a_form_to_open(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    reviews(dewi, "Mohon isi kuesioner.")
    dewi.tap("Ubah permintaan")
    dewi.tap("Mengisi formulir")
    dewi.tap("Kuesioner kompetensi")
    dewi.sees("Sekarang: membuka formulir Kuesioner kompetensi")
    dewi.tap("Lanjut")
    dewi.sees("Yang diminta: membuka formulir Kuesioner kompetensi")
    dewi.tap("Kirim sekarang")
    dewi.tap("Ya, kirim")
    world.post_out()
    sari.tap("Isi sekarang")
    sari.sees("Kuesioner kompetensi", "1 / 87")
    assert labels(letters(sari, "Mohon isi kuesioner")[0]) == ["Isi sekarang"]
    sari.tap("3 · ")
    sari.send("/start")
    sari.tap("Isi sekarang")
    sari.sees("2 / 87")
    assert answers(world, newest(world)) == [("Sari", "form")]
    assert draft_answers(world, sari) == {"K01": "3"}


def test_a_test_to_myself(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    reviews(dewi, RAPAT, ask="Tanda sudah dibaca")
    before = len(sari.messages())
    dewi.tap("Coba ke saya")
    assert [m["text"][:9] for m in dewi.messages()[-3:]] == ["Percobaan", "Rapat koo", "Draf · “R"]
    shown = dewi.messages()[-2]
    assert labels(shown) == ["Sudah saya baca"]
    dewi.tap("Sudah saya baca")
    assert dewi.toasts[-1] == "Ini percobaan; jawaban tidak dicatat."
    world.post_out()
    assert len(sari.messages()) == before
    assert answers(world, newest(world)) == []
    assert state(world) == "draft"
    dewi.tap("Kirim sekarang")
    dewi.sees("Kirim sekarang kepada 2 orang?")


def test_news_respects_who_has_switched_it_off(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    execute(world, "INSERT INTO preference SELECT id, 'news', 'off', 0 FROM person WHERE name = 'Budi'")
    sends(dewi, "Kabar pekan ini.", kind="Kabar")
    world.post_out()
    sends(dewi, "Tugas pekan ini.")
    world.post_out()
    assert len(letters(sari, "Kabar pekan ini")) == 1
    assert letters(budi, "Kabar pekan ini") == []
    assert len(letters(budi, "Tugas pekan ini")) == 1


def test_a_draft_waits_for_tomorrow_and_a_restart(world: World) -> None:
    dewi = admin(world)
    reviews(dewi, RAPAT)
    world.stop_bot()
    world.advance(days=1)
    world.start_bot()
    dewi.send("/pengumuman")
    dewi.sees("• Rapat koordinasi besok pukul 09.00. · draf")
    dewi.tap("✎ Rapat")
    dewi.sees("Draf · “Rapat koordinasi")
    # Once reviewed, a change leads straight back.
    dewi.tap("Ubah isi")
    dewi.send("Rapat dipindah ke lusa.")
    dewi.tap("Lanjut")
    dewi.sees("Draf · “Rapat dipindah ke lusa.”")
    dewi.tap("Buang")
    dewi.sees("Buang draf ini?")
    dewi.tap("‹ Belum")
    dewi.tap("Buang")
    dewi.tap("Ya, buang")
    dewi.sees("Belum ada pengumuman")
    assert world.query("SELECT count(*) FROM announcement") == [(0,)]


def test_only_admins(world: World) -> None:
    for key, role in (("anwar", "coordinator"), ("sari", "companion")):
        person = companion(world, key, "Anwar", role=role)
        person.send("/pengumuman")
        person.sees("Pengumuman hanya dapat dibuat oleh admin")
        assert person.buttons == ["Menu"]
    dewi = admin(world)
    reviews(dewi, RAPAT)
    number = newest(world)
    # A forged button, and an admin who is one no longer.
    screen = live_screen(dewi)
    sari = Patient(world, "sari")
    sari.tap("Menu")
    for data in (f"ann:>o:{number}", f"ann:send:{number}:now:x", f"ann:drop:{number}", "ann:?:x"):
        sari.tap_data(data, message_id=live_screen(sari)["message_id"])
        assert sari.toasts[-1] == "Bagian ini hanya untuk admin."
        sari.sees("Apa yang ingin Anda lakukan?")
    execute(world, "UPDATE person SET role = 'coordinator' WHERE name = 'Dewi'")
    dewi.tap("Kirim sekarang", message_id=screen["message_id"])
    dewi.sees("Apa yang ingin Anda lakukan?")
    dewi.send("masih di sini?")
    dewi.sees("belum memahami pesan itu")
    assert state(world, number) == "draft"


def test_a_form_that_was_open_stays_as_it_is(world: World) -> None:
    """What an admin writes for an announcement is never an answer in a form."""
    dewi = companion(world, "dewi", "Dewi", role="admin")
    is_at(world, dewi, "K02", {"K01": "3"})
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.send("2")
    dewi.sees("Sudah sesuai?")
    assert draft_answers(world, dewi) == {"K01": "3"}
    dewi.send("/start")
    dewi.sees("1 dari 87")
    dewi.tap("Lanjutkan")
    dewi.sees("2 / 87")


def test_answers_to_one_that_is_over(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    number = sends(dewi, RAPAT, ask="Ya atau tidak?\nYa\nTidak")
    world.post_out()
    letter = letters(sari, RAPAT)[0]["message_id"]
    for data in (f"l:ann:{number}:3", f"l:ann:{number}:0", f"l:ann:{number}:ok", f"l:ann:{number}:"):
        sari.tap_data(data, message_id=letter)
    assert answers(world, number) == []
    sari.tap("Ya", message_id=letter)
    execute(world, "UPDATE announcement SET state = 'deleted'")
    sari.tap_data(f"l:ann:{number}:2", message_id=letter)
    assert sari.toasts[-1] == "Terima kasih. Pengumuman ini sudah tidak berlaku."
    assert letters(sari, RAPAT)[0]["buttons"] in (None, [])
    assert answers(world, number) == [("Sari", "1")]


def test_readers_in_english(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    sari.send("/bahasa")
    sari.tap("English")
    sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()
    [letter] = letters(sari, RAPAT)
    assert labels(letter) == ["I have read it"]
    sari.tap("I have read it")
    assert sari.toasts[-1] == "Thank you, it is noted."
    assert audience(world) == {"all": []}

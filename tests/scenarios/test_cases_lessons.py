"""A lesson from a case is a tip like the others once an admin has said yes: chosen, sent, rated, read again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from locales.tips import tips
from storage import people, preferences, schema
from tests.scenarios.casework import at_desk, opens
from tests.scenarios.chats import companion, person_id, stored
from tests.world import World

LESSON = {"title": "Cetak mutasi dulu", "text": "Minta mutasi di agen. Bukti itu menolong.", "to_try": "Minta mutasi."}


def test_an_accepted_lesson_is_sent_as_a_tip(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    sari.send("/start")
    who, now = person_id(world, sari), world.clock.now()

    async def prepare(connection: AsyncConnection) -> None:
        for state in ("offered", "accepted", "declined"):
            new = {**LESSON, "title": f"{LESSON['title']} {state}", "state": state, "made_at": now}
            await connection.execute(schema.lesson.insert().values(new))
        # She has had every other tip, so that only what came from the field is new to her.
        for number, each in enumerate(tips()):
            await preferences.give(connection, who, each.id, "group:", now - timedelta(days=8 + number))
        await connection.execute(schema.person.update().values(joined_at=now - timedelta(days=30)))
        assert await people.person_by_id(connection, who) is not None

    stored(world, prepare)
    # Wednesday at ten.
    world.advance(days=5, hours=2, minutes=5)
    world.post_out()
    sari.sees("Tips minggu ini", "Cetak mutasi dulu accepted", "Coba minggu ini: Minta mutasi.")
    sari.tap("Bermanfaat")
    sari.tap("Simpan")
    assert world.query("SELECT tip_id, verdict, kept FROM tip_given WHERE tip_id LIKE 'lapangan%'") == [
        ("lapangan-2", "useful", 1)
    ]
    sari.send("/tips")
    sari.sees("Cetak mutasi dulu accepted")
    sari.tap("★ Cetak mutasi dulu")
    sari.sees("Bukti itu menolong.")
    # A lesson that is gone takes its tip along, softly.
    message = sari.messages()[-1]["message_id"]
    stored(world, lambda connection: connection.execute(schema.lesson.delete()))
    sari.tap_data("tips:read:lapangan-2", message_id=message)
    sari.send("/tips")
    sari.does_not_see("error")


def test_a_lesson_is_offered_once_mended_and_decided(world: World) -> None:
    """Steps back keep what was typed; an admin is told, mends a word, says no with a reason, then yes."""
    sari = companion(world, "ibu_sari", "Sari Contoh")
    rina = at_desk(world, "ibu_rina", "Rina Contoh")
    dewi = companion(world, "ibu_dewi", "Dewi Contoh", role="admin")
    dewi.send("/start")
    opens(sari)
    rina.send("/kasus")
    rina.tap("Baru (1)")
    rina.sees("🟠 Kasus 1 · Ibu Sari Contoh · KPM-014 · jawab sampai Sab 08.00")
    assert "Kota Payakumbuh" not in rina.screen
    rina.tap("🟠 Kasus 1")
    rina.tap("‹ Daftar kasus")
    rina.sees("Kotak kasus · baru")
    rina.tap("🟠 Kasus 1")
    rina.tap("Ambil", times=2)
    assert "Kasus ini sekarang Anda tangani" in rina.toasts[-1]
    rina.sees("Ditangani: Anda")

    # Closing: back step by step with the words, out only after a question.
    rina.tap("Selesaikan")
    rina.tap("Teratasi")
    rina.send("Kartu sudah diganti.")
    rina.sees("Apa pelajaran")
    rina.tap("‹ Kembali")
    rina.sees("Tulisan Anda tadi", "Kartu sudah diganti.")
    rina.tap("‹ Kembali")
    rina.tap("‹ Kembali")
    rina.sees("Tulisan ini hilang bila Anda keluar", "Kartu sudah diganti.")
    rina.tap("‹ Lanjut menulis")
    rina.sees("Bagaimana hasilnya?")
    rina.tap("Sudah diberi arahan")
    rina.tap("Pakai yang ini")
    rina.sees("Apa pelajaran")
    rina.tap("Selesaikan tanpa pelajaran", times=2)
    assert "Kasus selesai. Pendamping diberi tahu." in rina.toasts[-1]
    rina.sees("Selesai: Sudah diberi arahan", "Kartu sudah diganti.")

    # A tip: the same, and offered once.
    rina.tap("Tawarkan sebagai tips")
    rina.send("Cetak mutasi dulu")
    rina.send("Minta mutasi di agen. Biayanya paling Rp15.000.")
    rina.tap("‹ Kembali")
    rina.sees("Minta mutasi di agen.")
    rina.tap("‹ Kembali")
    rina.sees("Cetak mutasi dulu")
    rina.tap("‹ Kembali")
    rina.sees("Tulisan Anda hilang bila Anda keluar")
    rina.tap("‹ Lanjut menulis")
    rina.tap("Pakai yang ini")
    rina.tap("Pakai yang ini")
    rina.send("Minta mutasi minggu ini.")
    rina.tap("Judul")
    rina.tap("‹ Kembali")
    rina.sees("Sudah benar?")
    rina.tap("Tawarkan", times=2)
    assert "Terima kasih. Usulan tips sudah dikirim ke admin." in rina.toasts[-1]
    rina.sees("Tips dari kasus ini sudah ditawarkan: Cetak mutasi dulu")
    assert "Tawarkan sebagai tips" not in rina.buttons
    rina.tap_data("case:tip:1", message_id=rina.messages()[-1]["message_id"])
    rina.sees("sudah ditawarkan")

    # The admin hears of it.
    world.post_out()
    dewi.sees("Ada usulan tips dari lapangan", "Cetak mutasi dulu")
    dewi.send("/start")
    assert "Kotak kasus (1 usulan tips)" in dewi.buttons
    dewi.tap("Kotak kasus")
    dewi.sees("Usulan tips yang menunggu Anda: 1.")
    dewi.tap("Usulan tips (1)")
    dewi.tap("Isi")
    dewi.send("Tanya Sari dulu.")
    dewi.sees_anywhere("Ada nama orang")
    dewi.send("Minta mutasi rekening di agen.")
    dewi.sees("Minta mutasi rekening di agen.", "Bila disetujui")
    dewi.tap("Tolak")
    dewi.send("Mohon tambahkan alasannya.")
    dewi.sees("Kotak kasus")
    assert world.query("SELECT state, reason FROM lesson") == [("declined", "Mohon tambahkan alasannya.")]
    world.post_out()
    rina.sees("Usulan tips Anda belum dipakai", "Alasan admin: “Mohon tambahkan alasannya.”")

    # Offered again with the words that were there.
    rina.tap("Lihat kasus")
    rina.sees("Usulan tips belum dipakai", "Mohon tambahkan alasannya.")
    rina.tap("Tawarkan sebagai tips")
    rina.tap("Pakai yang ini")
    rina.sees("Minta mutasi rekening di agen.")
    rina.send("Minta mutasi rekening di agen. Bukti itu mempercepat penelusuran.")
    rina.tap("Tawarkan")
    world.post_out()
    dewi.tap("Baca usulan")
    dewi.sees("mempercepat penelusuran")
    dewi.tap("Setujui", times=2)
    assert "Disetujui. Tips ini ikut dikirim" in dewi.toasts[-1]
    world.post_out()
    rina.sees("Usulan tips Anda disetujui")
    rina.tap("Lihat kasus")
    rina.sees("sudah menjadi tips: Cetak mutasi dulu")
    assert "Tawarkan sebagai tips" not in rina.buttons
    assert [state for (state,) in world.query("SELECT state FROM lesson ORDER BY id")] == ["declined", "accepted"]

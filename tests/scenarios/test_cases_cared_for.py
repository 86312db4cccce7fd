"""In the chat: who was named is named no more, a deadline is missed, nobody is there, and a companion who leaves."""

from __future__ import annotations

from tests.scenarios.casework import at_desk, opens, reports_violence, state_of
from tests.scenarios.chats import Patient, companion
from tests.scenarios.field_reports import named_for_restricted
from tests.world import World


def an_admin(world: World) -> Patient:
    dewi = companion(world, "ibu_dewi", "Dewi Contoh", role="admin")
    dewi.send("/start")
    return dewi


def test_who_is_named_no_more_leaves_no_case_behind(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    rina, budi = at_desk(world, "ibu_rina", "Rina Contoh"), at_desk(world, "pak_budi", "Budi Contoh")
    dewi = an_admin(world)
    named_for_restricted(world, rina, "13.76")
    reports_violence(sari)
    world.post_out()
    rina.tap("Baca")
    rina.tap("Buka")
    rina.tap("Jawab")
    rina.send("Kami ke sana.")
    world.post_out()
    dewi.send("/kasus")
    dewi.tap("Petugas kasus terbatas")
    dewi.tap("Cabut")
    world.post_out()
    dewi.sees("Petugas kasus terbatas belum ditunjuk", "Kota Payakumbuh")
    assert state_of(world) == ("new", None, 0)
    sari.send("/kasus")
    sari.tap("Kasus 1")
    sari.sees("Belum ada yang menangani.")
    sari.does_not_see("Sudah dijawab.")
    dewi.tap("Tunjuk petugas")
    dewi.tap("Tunjuk petugas")
    dewi.tap("Ibu Budi Contoh")
    dewi.tap("Kota Payakumbuh")
    world.post_out()
    budi.sees("Kasus ini perlu seseorang", "Terbatas")
    budi.send("/kasus")
    budi.tap("Baru (1)")
    budi.sees("Kasus 1 · Terbatas")


def test_a_missed_deadline_is_seen_until_somebody_acts(world: World) -> None:
    sari, dewi = companion(world, "ibu_sari", "Sari Contoh"), an_admin(world)
    opens(sari)
    sari.sees("Belum ada koordinator di wilayah Anda; admin sudah kami beri tahu", "Paling lambat dijawab")
    for _ in range(2):
        world.advance(hours=24, minutes=1)
        world.post_out()
    sari.sees("kami ingatkan lagi kepada admin")
    dewi.send("/kasus")
    dewi.tap("Lewat tenggat (1)")
    dewi.sees("Kasus 1", "lewat tenggat")
    dewi.tap("🟠 Kasus 1")
    dewi.sees("Sudah lewat tenggat 24 jam, dan masih menunggu jawaban.", "Paling lambat dijawab")
    dewi.tap("Jawab")
    dewi.send("Kami urus.")
    dewi.send("/kasus")
    dewi.tap("Lewat tenggat (0)")

    # It comes to no end by itself: after two weeks whoever has it in hand is asked, in working hours.
    world.advance(days=14)
    world.post_out()
    world.advance(days=3)
    world.post_out()
    # The week's digest came with it.
    dewi.sees_anywhere("Kasus ini sudah lama dijawab dan belum ditutup.\nSudah selesai?")
    dewi.tap("Baca")
    dewi.tap("Percakapan (1)")
    dewi.sees("Sudah lama tanpa kabar, diingatkan")


def test_at_night_and_with_nobody_there_nothing_untrue_is_said(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    opens(sari)
    sari.sees("Belum ada yang dapat menjawab")
    sari.does_not_see("Paling lambat dijawab")
    rina = at_desk(world, "ibu_rina", "Rina Contoh")
    world.advance(hours=15)
    opens(sari)
    sari.sees("Koordinator kami beri tahu Sabtu, 21 November 2026 pukul 07.00 WIB")

    # Who erases the own data is told what goes with them, and so is who was asked.
    world.advance(hours=10)
    world.post_out()
    rina.sees_anywhere("Ada kasus baru")
    sari.send("/data")
    sari.tap("Tarik persetujuan")
    sari.sees("Kasus yang masih berjalan (2) ikut hilang")
    sari.tap("Ya, hapus semuanya")
    world.post_out()
    rina.sees_anywhere("Pelapornya menghapus datanya")
    assert world.query("SELECT count(*) FROM case_record") == [(0,)]

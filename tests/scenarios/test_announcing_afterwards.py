"""What becomes of an announcement after it has been let go: news switched off, a pause with a mistake, a late deletion,
a holiday declared on the day itself."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import day_settings, outbox
from storage.outbox import Letter, Priority
from tests.scenarios.announcements import admin, letters, reader, reviews, sends, state
from tests.scenarios.chats import Patient, person_id, stored
from tests.scenarios.conftest import PACE
from tests.scenarios.test_announcing_progress import Country
from tests.world import World

RAPAT = "Rapat koordinasi."
FROM = "– Ibu Dewi"


def switches_news_off(reader: Patient) -> None:
    reader.send("/pengingat")
    reader.tap("✓ Kabar dan berita")
    reader.sees("Atur pengingat")


def opens(author: Patient) -> None:
    """The announcement's own screen."""
    author.send("/pengumuman")
    author.tap(next(label for label in author.buttons if "Rapat" in label))


def test_a_mistake_is_mended_while_it_is_paused(world: World) -> None:
    country = Country(world)
    dewi = country.dewi
    country.opens()
    dewi.tap("Jeda")
    dewi.tap("Perbaiki isi")
    dewi.send("Teks yang benar.")
    dewi.tap("Perbaiki 1 yang sudah terkirim")
    world.post_out()
    assert letters(country.fitri, FROM)[0]["text"].startswith("Teks yang benar.")
    # The others go on waiting.
    assert letters(country.sari, FROM) == []


def test_news_is_not_for_who_switches_it_off_while_it_waits(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    budi = reader(world, "budi", "Budi")
    reader(world, "fitri", "Fitri", provinsi="94", kabupaten="94.01")
    reviews(dewi, RAPAT, kind="Kabar")
    dewi.tap("Jadwalkan")
    dewi.tap("Waktu setempat")
    dewi.send("23/11/2026 09.00")
    dewi.tap("Jadwalkan ›")
    dewi.tap("Ya, jadwalkan")
    # 07.05 in the west: in Papua it has gone, here the copies wait.
    world.advance(days=2, hours=23, minutes=5)
    world.post_out()
    switches_news_off(sari)
    world.advance(hours=2)
    world.post_out()
    assert letters(sari, FROM) == []
    assert len(letters(budi, FROM)) == 1


def test_nobody_is_reminded_of_news_they_switched_off(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    sends(dewi, RAPAT, ask="Tanda sudah dibaca", kind="Kabar")
    world.post_out()
    switches_news_off(sari)
    opens(dewi)
    dewi.tap("Ingatkan yang belum")
    dewi.tap("Ya, ingatkan")
    world.advance(hours=30)
    world.post_out()
    assert len(letters(sari, FROM)) == 1


def test_a_young_reminder_is_deleted_with_an_old_copy(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()
    world.advance(days=3)
    opens(dewi)
    dewi.tap("Ingatkan yang belum")
    dewi.tap("Ya, ingatkan")
    world.advance(hours=3)
    world.post_out()
    assert len(letters(sari, FROM)) == 2
    opens(dewi)
    dewi.tap("Hapus dari semua obrolan")
    dewi.tap("Ya, hapus")
    world.post_out()
    # The copy is older than the 48 hours in which Telegram deletes.
    assert [m["text"] for m in letters(sari, FROM)] == ["Rapat koordinasi.\n\n– Ibu Dewi, admin"]


def test_a_day_declared_silent_holds_what_was_planned_before(world: World) -> None:
    sari = reader(world, "sari", "Sari")
    who, now = person_id(world, sari), world.clock.now()

    async def plan(connection: AsyncConnection) -> None:
        tip = Letter(f"tip:{who}:2026-W47:test", "tip", who, now, {}, Priority.TIP)
        await outbox.add(connection, [tip], now)
        await day_settings.put_day(connection, now.date(), "", "silent", "Hari hening contoh", by=None, at=now)

    stored(world, plan)
    world.post_out()
    assert letters(sari, "Tips") == []
    [(state, again)] = world.query("SELECT state, not_before FROM outbox WHERE kind = 'tip'")
    assert state == "queued"
    assert again > now.timestamp() * 1e6


def test_one_that_has_grown_past_the_limit_waits_for_a_second_yes(tmp_path: Path) -> None:
    world = World(tmp_path / "data", **PACE, approval_above=2)
    world.start_bot()
    try:
        dewi, eko = admin(world), admin(world, "eko", "Eko")
        reviews(dewi, RAPAT)
        dewi.tap("Jadwalkan")
        dewi.send("23/11/2026 09.00")
        dewi.tap("Jadwalkan ›")
        dewi.tap("Ya, jadwalkan")
        sari = reader(world, "sari", "Sari")
        world.advance(days=3, hours=2)
        world.post_out()
        assert state(world) == "waiting"
        assert letters(sari, FROM) == []
        eko.sees_anywhere("3 orang")
        eko.tap("Setujui")
        world.post_out()
        assert len(letters(sari, FROM)) == 1
    finally:
        world.close()

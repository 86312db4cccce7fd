"""`/formulir` of an admin: what is published comes first, then what was only sent, and what is of no use goes."""

from __future__ import annotations

from tests.scenarios.publishing import admin, checked, form, looked, published
from tests.world import World

WRONG = form(more="| | intejer | umur | Berapa umurnya? | How old? | |")


def test_published_forms_stand_above_what_was_only_sent(world: World) -> None:
    dewi = admin(world)
    published(dewi, form())
    for number in range(7):
        checked(dewi, WRONG, f"salah{number}.md")
    checked(dewi, form("2"), "baru.md")
    dewi.send("/formulir")
    dewi.sees("P2K2 · 1 · terbit")
    own = [label for label in dewi.buttons if label != "Menu"]
    assert own == [
        "✓ P2K2 · 1",
        "✎ baru.md",
        "✕ salah6.md",
        "✕ salah5.md",
        "✕ salah4.md",
        "✕ salah3.md",
        "Buang semua yang gagal (7)",
    ]
    dewi.tap("Buang semua yang gagal")
    dewi.sees_toast("7 berkas dibuang")
    assert [label for label in dewi.buttons if label != "Menu"] == ["✓ P2K2 · 1", "✎ baru.md"]


def test_what_could_not_be_fetched_is_in_the_list(world: World) -> None:
    dewi = admin(world)
    world.faults(server_error=1.0, methods=["getFile"])
    dewi.send_document(form(), name="rukun.md")
    for _ in range(6):
        looked(world)
        world.advance(minutes=11)
    world.faults()
    dewi.send("/formulir")
    dewi.sees("Belum ada formulir yang diterbitkan")
    assert "✕ rukun.md" in dewi.buttons
    dewi.tap("✕ rukun.md")
    dewi.sees("belum dapat diambil dari Telegram")
    dewi.tap("Buang")
    dewi.sees_toast("Berkas dibuang")
    assert "✕ rukun.md" not in dewi.buttons


def test_one_file_with_faults_is_thrown_away(world: World) -> None:
    dewi = admin(world)
    checked(dewi, WRONG, "salah.md")
    dewi.sees("belum dapat diterbitkan")
    dewi.tap("Buang")
    dewi.sees("Belum ada formulir yang diterbitkan")
    assert "✕ salah.md" not in dewi.buttons


def test_what_nobody_went_on_with_goes_by_itself(world: World) -> None:
    dewi = admin(world)
    checked(dewi, WRONG, "salah.md")
    checked(dewi, form(), "siap.md")
    world.advance(days=29)
    looked(world)
    dewi.send("/formulir")
    assert {"✕ salah.md", "✎ siap.md"} <= set(dewi.buttons)
    world.advance(days=2)
    looked(world)
    dewi.send("/formulir")
    assert not {"✕ salah.md", "✎ siap.md"} & set(dewi.buttons)
    assert world.query("SELECT * FROM upload") == []


def test_a_trial_that_is_left_by_a_command_goes(world: World) -> None:
    dewi = admin(world)
    checked(dewi, form())
    for command in ("/start", "/data", "/formulir", "/pengumuman"):
        dewi.send("/formulir")
        dewi.tap("✎ rukun.md")
        dewi.tap("Coba dulu")
        dewi.sees("Kelompok mana?")
        dewi.send("Melati")
        dewi.sees("Berapa yang hadir?")
        dewi.send(command)
        looked(world)
        assert world.query("SELECT form_id FROM draft") == [], command


def test_a_trial_that_is_forgotten_goes_after_a_day(world: World) -> None:
    dewi = admin(world)
    checked(dewi, form())
    dewi.tap("Coba dulu")
    dewi.sees("Kelompok mana?")
    world.advance(hours=23)
    looked(world)
    assert world.query("SELECT form_id FROM draft") == [("coba:1",)]
    world.advance(hours=2)
    looked(world)
    assert world.query("SELECT form_id FROM draft") == []
    dewi.send("Melati")
    dewi.sees_anywhere("Silakan pilih dari menu")

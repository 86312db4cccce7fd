"""Ticks of a multiple choice: quick thumbs, double taps, taps that arrive in another order."""

from __future__ import annotations

from tests.world import Person, World


def at_the_programmes(world: World) -> Person:
    ibu_sari = world.person("ibu_sari", "Sari")
    ibu_sari.send("/start")
    ibu_sari.tap("Mulai")
    ibu_sari.tap("Setuju")
    ibu_sari.sees("Dengan nama apa")
    ibu_sari.send("Sari")
    ibu_sari.tap("Perempuan")
    for question in ("Tahun berapa", "Apa pendidikan"):
        ibu_sari.sees(question)
        ibu_sari.tap("Lewati")
    ibu_sari.sees("Program apa")
    return ibu_sari


def data_of(person: Person, label: str) -> tuple[str, int]:
    message = person.messages()[-1]
    data = next(b["data"] for row in message["buttons"] for b in row if b["text"] == label)
    return data, message["message_id"]


def ticked(world: World) -> str:
    world.settle()
    rows = world.query("SELECT value FROM draft_answer WHERE item = 'program'")
    return str(rows[0][0]) if rows else ""


def test_two_quick_ticks_from_the_same_screen_both_count(world: World) -> None:
    ibu_sari = at_the_programmes(world)
    pkh, screen = data_of(ibu_sari, "PKH")
    kube, _ = data_of(ibu_sari, "KUBE")
    ibu_sari.tap_data(pkh, message_id=screen)
    ibu_sari.tap_data(kube, message_id=screen)
    assert ticked(world) == "pkh kube"
    assert {"✓ PKH", "✓ KUBE"} <= set(ibu_sari.buttons)


def test_a_double_tap_does_not_take_the_tick_away(world: World) -> None:
    ibu_sari = at_the_programmes(world)
    pkh, screen = data_of(ibu_sari, "PKH")
    for _ in range(3):
        ibu_sari.tap_data(pkh, message_id=screen)
    assert ticked(world) == "pkh"
    ibu_sari.tap("✓ PKH")
    assert ticked(world) == ""


def test_done_from_the_screen_before_the_last_tick_still_ends_the_question(world: World) -> None:
    ibu_sari = at_the_programmes(world)
    ibu_sari.tap("PKH")
    assert ticked(world) == "pkh"
    done, screen = data_of(ibu_sari, "Selesai ›")
    kube, _ = data_of(ibu_sari, "KUBE")
    ibu_sari.tap_data(kube, message_id=screen)
    ibu_sari.tap_data(done, message_id=screen)
    ibu_sari.sees("Di provinsi mana")
    assert ticked(world) == "pkh kube"
    ibu_sari.tap_data(done, message_id=screen)
    ibu_sari.sees_toast("Sudah tersimpan")
    ibu_sari.sees("Di provinsi mana")

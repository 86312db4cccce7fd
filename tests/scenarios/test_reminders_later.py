"""*Ingatkan nanti*: in an hour, this afternoon, tomorrow morning; one at a time, never at night, never for nothing."""

from __future__ import annotations

from tests.scenarios.chats import KNOWN, has_sent
from tests.scenarios.test_reminders import at, companion, labels, letters, texts
from tests.world import World


def test_later_in_three_ways(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9)
    ibu_sari.tap("Ingatkan nanti")
    assert labels(ibu_sari) == ["1 jam lagi", "Sore ini", "Besok pagi", "‹ Kembali"]
    ibu_sari.tap("‹ Kembali")
    assert labels(ibu_sari) == ["Isi sekarang", "Ingatkan nanti", "Atur pengingat"]
    ibu_sari.tap("Ingatkan nanti")
    ibu_sari.tap("1 jam lagi", times=2)
    ibu_sari.sees_toast("Baik, saya ingatkan lagi hari ini pukul 10.30 WIB.")
    assert labels(ibu_sari) == ["Isi sekarang", "✓ hari ini pukul 10.30 WIB", "Atur pengingat"]
    at(world, 12, 18, 10, 25)
    assert len(letters(ibu_sari)) == 1
    at(world, 12, 18, 10, 31)
    assert len(letters(ibu_sari)) == 2
    ibu_sari.tap("Ingatkan nanti")
    ibu_sari.tap("Sore ini")
    ibu_sari.sees_toast("Baik, saya ingatkan lagi hari ini pukul 15.00 WIB.")
    # Another mind: the last word counts, and there is one letter, not two.
    ibu_sari.tap("✓ hari ini")
    ibu_sari.tap("Besok pagi")
    ibu_sari.sees_toast("Baik, saya ingatkan lagi besok pukul 08.00 WIB.")
    at(world, 12, 18, 15, 5)
    assert len(letters(ibu_sari)) == 2
    at(world, 12, 19, 8, 1)
    assert len(letters(ibu_sari)) == 3
    assert "tetapi masih dapat dikirim" in texts(ibu_sari)[-1]


def test_later_is_never_at_night(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9)
    at(world, 12, 18, 19, 40)
    ibu_sari.tap("Ingatkan nanti")
    assert labels(ibu_sari) == ["1 jam lagi", "Besok pagi", "‹ Kembali"]
    ibu_sari.tap("1 jam lagi")
    ibu_sari.sees_toast("Baik, saya ingatkan lagi besok pukul 07.00 WIB.")


def test_one_may_change_ones_mind_back(world: World) -> None:
    """The same minute, chosen, taken back and chosen again: it still comes, once."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9)
    for choice in ("1 jam lagi", "Sore ini", "1 jam lagi"):
        ibu_sari.tap("✓ hari ini" if any(label.startswith("✓") for label in labels(ibu_sari)) else "Ingatkan nanti")
        ibu_sari.tap(choice)
    at(world, 12, 18, 11)
    at(world, 12, 18, 15, 30)
    assert len(letters(ibu_sari)) == 2


def test_later_for_what_has_been_filed_meanwhile(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9)
    ibu_sari.tap("Ingatkan nanti")
    ibu_sari.tap("1 jam lagi")
    has_sent(world, ibu_sari, KNOWN, world.clock.now())
    at(world, 12, 18, 11)
    assert len(letters(ibu_sari)) == 1
    ibu_sari.tap("Isi sekarang")
    ibu_sari.sees_toast("Formulir itu sudah kami terima. Terima kasih.")
    # Nothing is left to be done under that letter, and no second questionnaire was begun.
    assert letters(ibu_sari) == []
    assert world.query("SELECT count(*) FROM draft") == [(0,)]


def test_tomorrow_morning_is_the_next_morning_of_work(world: World) -> None:
    """Asked for on a Saturday, it is Monday; and the moment is said back."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9)
    at(world, 12, 19, 12)
    ibu_sari.tap("Ingatkan nanti")
    ibu_sari.tap("Besok pagi")
    ibu_sari.sees_toast("Baik, saya ingatkan lagi Senin, 21 Desember 2026 pukul 08.00 WIB.")
    assert labels(ibu_sari)[1] == "✓ Senin pukul 08.00 WIB"
    at(world, 12, 21, 8, 5)
    assert len(letters(ibu_sari)) == 2
    # And the scheduled one of that morning does not come beside it.
    at(world, 12, 21, 11)
    assert len(letters(ibu_sari)) == 2


def test_none_is_sent_beside_one_that_was_asked_for_after_it_was_planned(world: World) -> None:
    ibu_sari, ibu_rina = companion(world, "ibu_sari", "Sari"), companion(world, "ibu_rina", "Rina")
    at(world, 12, 18, 9)
    at(world, 12, 21, 8, 45)
    planned = "SELECT count(*) FROM outbox WHERE key LIKE 'reminder:%12-21:1' AND state = 'queued'"
    assert world.query(planned) == [(2,)]
    ibu_sari.tap("Ingatkan nanti")
    ibu_sari.tap("1 jam lagi")
    at(world, 12, 21, 9, 40)
    assert (len(letters(ibu_sari)), len(letters(ibu_rina))) == (1, 2)
    at(world, 12, 21, 9, 46)
    at(world, 12, 21, 14)
    assert (len(letters(ibu_sari)), len(letters(ibu_rina))) == (2, 2)

"""From the first `/start` to the menu."""

from __future__ import annotations

from storage.visibility import OUTDATED
from tests.scenarios.chats import companion, draft_answers, is_at, person_id, stored
from tests.scenarios.field_reports import coordinator
from tests.world import World


def test_a_companion_joins(world: World) -> None:
    ibu_sari = world.person("ibu_sari", "Sari")
    ibu_sari.send("/start")
    ibu_sari.sees("Selamat datang", "Sahabat Pendamping")
    ibu_sari.tap("Mulai")
    ibu_sari.sees("Persetujuan penggunaan data", "5 tahun", "/data")
    ibu_sari.tap("Baca lengkap")
    ibu_sari.sees("Undang-Undang Nomor 27 Tahun 2022")
    assert world.query("SELECT count(*) FROM person") == [(0,)]
    ibu_sari.tap("Setuju")
    ibu_sari.sees("1 / ", "Dengan nama apa")
    ibu_sari.sees_toast("Persetujuan Anda tercatat")
    [(version, accepted)] = world.query("SELECT version, accepted FROM consent")
    assert version == world.bot.shelf.current("persetujuan").version
    assert accepted


def test_declining_stores_the_decision_and_nothing_else(world: World) -> None:
    pak_budi = world.person("pak_budi", "Budi")
    pak_budi.send("/start")
    pak_budi.tap("Mulai")
    pak_budi.tap("Tidak setuju")
    pak_budi.sees("hanya keputusan ini")
    assert world.query("SELECT accepted FROM consent") == [(0,)]
    [(name, gender, province)] = world.query("SELECT name, gender, province FROM person")
    assert (name, gender, province) == (None, None, None)
    pak_budi.send("Kuesioner")
    pak_budi.sees("Silakan ketuk Mulai")
    pak_budi.tap("Mulai")
    pak_budi.tap("Setuju")
    pak_budi.sees("Dengan nama apa")
    assert world.query("SELECT accepted FROM consent ORDER BY id") == [(0,), (1,)]


def test_the_whole_profile(world: World) -> None:
    ibu_sari = world.person("ibu_sari", "Sari")
    ibu_sari.joins(name="Sari")
    ibu_sari.sees("Selamat pagi, Ibu Sari")
    assert world.query("SELECT name, gender, province, regency FROM person") == [("Sari", "perempuan", "13", "13.76")]


def test_who_agreed_to_a_text_that_is_not_true_any_more_is_asked_anew(world: World) -> None:
    """It said that coordinators see no results: until the new one is agreed to, they see none, and no name."""
    sari = companion(world, "ibu_sari", "Sari")
    is_at(world, sari, "K02", {"K01": "3"})
    who = person_id(world, sari)
    stored(world, lambda c: c.exec_driver_sql(f"UPDATE person SET consent = '{OUTDATED[0]}' WHERE id = {who}"))
    anwar = coordinator(world, "anwar", "Anwar")
    anwar.send("/ringkasan")
    anwar.sees("1 pendamping belum membaca ketentuan data yang baru")
    sari.send("/riwayat")
    sari.sees("Ketentuan data berubah", "termasuk hasil penilaian Anda")
    sari.tap("Baca lengkap")
    sari.sees("Wawancara hanya dilihat Anda dan koordinator yang memimpinnya")
    sari.tap("Setuju", times=2)
    # Where she was, with what she had answered.
    sari.sees("2 / 87")
    assert draft_answers(world, sari) == {"K01": "3"}
    anwar.send("/ringkasan")
    anwar.sees("dari 1 pendamping aktif")
    assert world.query("SELECT version FROM consent WHERE person_id = :who ORDER BY id DESC", who=who)[0] == (
        world.bot.shelf.current("persetujuan").version,
    )

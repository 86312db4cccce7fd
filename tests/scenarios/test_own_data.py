"""/data: everything that is stored as a file, and everything gone at once if the person wants it so."""

from __future__ import annotations

from bot.playground.samples import photo_file
from storage import mentoring
from tests.scenarios.chats import (
    KNOWN,
    companion,
    downloaded_json,
    has_sent,
    invitation,
    is_at,
    live_screen,
    person_id,
    stored,
)
from tests.scenarios.field_reports import files, puts_forms
from tests.world import START, World

NAME = "Sarifahdewi"


def test_the_download_holds_everything(world: World) -> None:
    ibu_sari, pak_budi = companion(world, "ibu_sari", NAME), companion(world, "pak_budi", "Budiarto")
    has_sent(world, ibu_sari, KNOWN, START)
    has_sent(world, pak_budi, KNOWN, START)
    is_at(world, ibu_sari, "K03", {"K01": "1", "K02": "2"})
    who, now = person_id(world, ibu_sari), world.clock.now()
    stored(world, lambda connection: mentoring.wants_mentor(connection, who, "yes", now))
    ibu_sari.send("/data")
    ibu_sari.sees("Data saya", "1 hasil kuesioner dan uji", "0 wawancara", "1 draf", "naskah versi 2026112102")
    ibu_sari.sees("1 kesediaan dan pasangan belajar")
    ibu_sari.tap("Unduh data saya")
    ibu_sari.sees_toast("Berkas sedang dikirim.")
    [file] = [m["document"] for m in ibu_sari.messages() if m["document"]]
    assert file["name"] == "data-saya-2026-11-20.json"
    held = downloaded_json(world, file)
    assert held["person"]["name"] == NAME
    assert held["person"]["regency"] == "13.76"
    profile, questionnaire = held["submissions"]
    assert {row["item"]: row["value"] for row in questionnaire["answers"]} == KNOWN
    assert {row["version"] for row in questionnaire["answers"]} == {"2026112001"}
    assert {row["at"] for row in questionnaire["answers"]} == {START.isoformat()}
    assert {row["item"]: row["value"] for row in profile["answers"]}["nama"] == NAME
    [draft] = held["drafts"]
    assert {row["item"]: row["value"] for row in draft["answers"]} == {"K01": "1", "K02": "2"}
    [consent] = held["consents"]
    assert (consent["accepted"], consent["version"], consent["withdrawn_at"]) == (True, "2026112102", None)
    assert "Budiarto" not in str(held)
    assert world.query("SELECT act, actor FROM audit") == [("data exported", person_id(world, ibu_sari))]


def test_reports_and_their_files_are_counted(world: World) -> None:
    puts_forms(world)
    ibu_sari = companion(world, "ibu_sari", "Sari Contoh")
    first = files(world, ibu_sari, {"kegiatan": "Rapat"}, photos={"a.jpg": photo_file(), "b.jpg": b""})
    files(world, ibu_sari, {"kegiatan": "Rapat"}, replaces=first)
    files(world, ibu_sari, {"kegiatan": "Kunjungan"})
    ibu_sari.send("/data")
    ibu_sari.sees("2 laporan", "0 kasus", "2 foto dan berkas lain", "0 draf")


def test_erasing_takes_two_taps_and_leaves_the_consent_alone(world: World) -> None:
    ibu_sari, pak_budi = companion(world, "ibu_sari", NAME), companion(world, "pak_budi", "Budi")
    has_sent(world, ibu_sari, KNOWN, START)
    has_sent(world, pak_budi, KNOWN, START)
    is_at(world, ibu_sari, "K03", {"K01": "1", "K02": "2"})
    old = live_screen(ibu_sari)
    old_tap = old["buttons"][0][0]["data"]
    who = person_id(world, ibu_sari)
    world.advance(hours=1)

    ibu_sari.send("/data")
    ibu_sari.tap("Tarik persetujuan dan hapus data")
    ibu_sari.sees("Yakin menghapus semua data Anda?")
    ibu_sari.tap("Tidak, simpan data saya")
    ibu_sari.sees("Data saya", "1 hasil kuesioner")
    assert world.query("SELECT count(*) FROM draft WHERE person_id = :who", who=who) == [(1,)]
    ibu_sari.tap("Tarik persetujuan dan hapus data")
    ibu_sari.tap("Ya, hapus semuanya")
    ibu_sari.sees("data Anda sudah dihapus")

    for table in ("draft", "submission", "duty"):
        assert world.query(f"SELECT count(*) FROM {table} WHERE person_id = :who", who=who) == [(0,)]
    assert world.query("SELECT count(*) FROM draft_answer") == [(0,)]
    assert world.query("SELECT DISTINCT person_id FROM submission") == [(person_id(world, pak_budi),)]
    assert world.query("SELECT name, gender, province, regency, consent FROM person WHERE id = :who", who=who) == [
        (None, None, None, None, None)
    ]
    [(accepted, given, withdrawn)] = world.query(
        "SELECT accepted, at, withdrawn_at FROM consent WHERE person_id = :who", who=who
    )
    assert (accepted, withdrawn - given) == (1, 3600 * 1_000_000)
    assert world.query("SELECT act FROM audit WHERE actor = :who", who=who) == [("data erased",)]
    assert not any(NAME.encode() in path.read_bytes() for path in world.folder.rglob("*") if path.is_file())

    # A button from before says how to begin again, and brings nothing back.
    ibu_sari.tap_data(old_tap, message_id=old["message_id"])
    ibu_sari.sees_anywhere("Silakan ketuk Mulai")
    assert world.query("SELECT count(*) FROM draft_answer") == [(0,)]

    # Coming back is a fresh start; the history of consents stands.
    ibu_sari.send("/start")
    ibu_sari.tap("Mulai")
    ibu_sari.tap("Setuju")
    ibu_sari.sees("1 / 11", "Dengan nama apa")
    ibu_sari.send("/riwayat")
    ibu_sari.sees("Belum ada hasil")
    assert world.query(
        "SELECT accepted, withdrawn_at IS NULL FROM consent WHERE person_id = :who ORDER BY id", who=who
    ) == [
        (1, 0),
        (1, 1),
    ]


def test_the_button_of_the_question_before_does_not_erase(world: World) -> None:
    """Erasing needs its own question on the screen: an old keyboard is not enough."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/data")
    ibu_sari.tap("Tarik persetujuan")
    asked = live_screen(ibu_sari)
    ibu_sari.tap("Tidak, simpan data saya")
    ibu_sari.tap_data("data:erase", message_id=asked["message_id"])
    ibu_sari.sees("Data saya")
    assert world.query("SELECT name FROM person") == [("Sari",)]


def test_a_coordinator_who_erases_is_a_coordinator_no_more(world: World) -> None:
    person = companion(world, "anwar", "Anwar")
    person.send(invitation(world, role="coordinator", region="13.76"))
    person.send("/data")
    person.tap("Tarik persetujuan")
    person.tap("Ya, hapus semuanya")
    person.send("/start")
    person.tap("Mulai")
    person.tap("Setuju")
    assert world.query("SELECT role FROM person") == [("companion",)]
    person.send("/start")
    assert "Kotak kasus" not in person.buttons

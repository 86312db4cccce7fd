"""Commands work everywhere, also in the middle of a question, and the way leads back to the same item."""

from __future__ import annotations

import re

import pytest

from tests.scenarios.chats import KNOWN, Respondent, answer, companion, draft_answers, is_at, newcomer, person_id
from tests.world import BOT_COMMANDS, World


@pytest.mark.parametrize(
    ("command", "seen", "way_back"),
    [
        ("/bantuan", "Setiap ketukan langsung tersimpan", ["Lanjutkan"]),
        ("/help", "Setiap ketukan langsung tersimpan", ["Lanjutkan"]),
        ("/BANTUAN", "Setiap ketukan langsung tersimpan", ["Lanjutkan"]),
        ("/riwayat", "Belum ada hasil", ["Lanjutkan"]),
        ("/profil", "Nama sapaan: Sari", ["Menu", "Lanjutkan"]),
        ("/data", "1 draf", ["Menu", "Lanjutkan"]),
        ("/bahasa", "Pilih bahasa", ["Lanjutkan"]),
        ("/start", "butir terisi, kira-kira", ["Lanjutkan"]),
        ("/start apa saja", "butir terisi, kira-kira", ["Lanjutkan"]),
        ("/batal", "Keluar dari Kuesioner kompetensi? Ada", ["Lanjutkan mengisi"]),
        ("/batal", "Keluar dari Kuesioner kompetensi? Ada", ["Simpan, lanjut nanti", "Lanjutkan"]),
        ("/batal", "Keluar dari Kuesioner kompetensi? Ada", ["Hapus draf", "Lanjutkan mengisi"]),
    ],
)
def test_a_command_in_the_middle(respondent: Respondent, command: str, seen: str, way_back: list[str]) -> None:
    respondent.person.send(command)
    respondent.person.sees(seen)
    for button in way_back:
        respondent.person.tap(button)
    respondent.goes_on()


def test_the_question_above_still_works_after_a_command(respondent: Respondent) -> None:
    """Nobody need find the way back: the old screen may be tapped as well."""
    above = respondent.person.messages()[-1]
    data = next(button["data"] for row in above["buttons"] for button in row if button["text"].startswith("4"))
    respondent.person.send("/bantuan")
    respondent.person.sees("Setiap ketukan")
    respondent.person.tap_data(data, message_id=above["message_id"])
    respondent.answers[list(KNOWN)[respondent.number - 1]] = "4"
    respondent.number += 1
    respondent.goes_on()


@pytest.mark.parametrize(
    ("role", "more"),
    [
        ("companion", []),
        ("coordinator", ["/ringkasan", "/ekspor"]),
        ("admin", ["/ringkasan", "/ekspor", "/analisis", "/formulir", "/pengumuman", "/jadwal"]),
    ],
)
def test_the_help_names_the_commands_that_are_for_the_reader(shared: World, role: str, more: list[str]) -> None:
    reader = companion(shared, f"reader_{role}", "Sari", role=role)
    for language, named in (("id", "Bantuan"), ("en", "Help")):
        reader.send("/bantuan")
        reader.sees(named)
        commands = re.findall(r"^/\w+", reader.screen, re.MULTILINE)
        assert sorted([*commands, "/bantuan"]) == sorted([*BOT_COMMANDS, *more])
        reader.send("/bahasa")
        reader.tap("English" if language == "id" else "Bahasa Indonesia")
    # And each of them is one that the bot knows, for this reader.
    reader.send("/start")
    for command in commands:
        reader.send(command)
        assert not any("tidak saya kenal" in message["text"] for message in reader.messages()), command
    reader.send("/tidakada")
    reader.sees("tidak saya kenal")


OWN = ["Semua kuesioner", "Uji kemampuan", "Riwayat hasil", "Tips pendampingan"]
SETTINGS = ["Profil saya", "Pengingat", "Bantuan", "Bahasa · English"]


@pytest.mark.parametrize(
    ("role", "work", "behind", "own"),
    [
        (
            "companion",
            ["📝 Lapor", "Laporan saya", "Kasus", "Belajar", "Kuesioner kompetensi", *SETTINGS],
            "Belajar",
            ["Rencana belajar saya", "Mentor", *OWN],
        ),
        (
            "coordinator",
            ["Ringkasan", "Laporan masuk", "Kotak kasus", "Wawancara sikap", "Mentor", "⬇ Ekspor data", "Untuk saya"],
            "Untuk saya",
            ["Kuesioner kompetensi", *OWN, *SETTINGS],
        ),
        (
            "admin",
            [
                *("Ringkasan", "Laporan masuk", "Kotak kasus", "Pengumuman", "Undang"),
                *("⬇ Ekspor data", "📊 Analisis", "Formulir", "Jadwal", "Untuk saya"),
            ],
            "Untuk saya",
            ["Kuesioner kompetensi", *OWN, *SETTINGS],
        ),
    ],
)
def test_the_menu_begins_with_the_work(shared: World, role: str, work: list[str], behind: str, own: list[str]) -> None:
    person = companion(shared, f"menu_{role}", "Sari", role=role)
    person.send("/start")
    assert person.buttons == work
    person.tap(behind)
    person.sees(behind)
    assert person.buttons == [*own, "‹ Kembali"]
    person.tap("Semua kuesioner")
    # Of what is open the way stands on the first screen.
    person.tap("Kuesioner singkat")
    person.tap("Berhenti dulu")
    assert "Lanjutkan Kuesioner singkat" in person.buttons
    [(draft,)] = shared.query("SELECT id FROM draft WHERE person_id = :person", person=person_id(shared, person))
    person.tap("Lanjutkan Kuesioner singkat", times=2)
    person.sees("1 / 36")
    # Nobody else takes it up.
    other = companion(shared, f"other_{role}", "Budi")
    other.send("/start")
    other.tap_data(f"go:draft:{draft}", message_id=other.messages()[-1]["message_id"])
    other.sees_toast("Tombol ini sudah selesai dipakai")
    other.sees("Apa yang ingin Anda lakukan?")


def test_changing_the_language_in_the_middle(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, "K02", {"K01": "3"})
    ibu_sari.send("/bahasa")
    ibu_sari.sees("Pilih bahasa")
    ibu_sari.tap("English")
    ibu_sari.sees_toast("English is used from now on.")
    ibu_sari.sees("Competency questionnaire · Knowledge", "2 / 87", "principles of social work")
    ibu_sari.tap("4 · Understand very well")
    ibu_sari.sees("3 / 87", "kinds of social services")
    ibu_sari.tap("Stop for now")
    ibu_sari.sees("Good morning, Sari", "2 of 87 items filled in")
    ibu_sari.tap("Continue")
    ibu_sari.sees("3 / 87")
    ibu_sari.send("hello")
    ibu_sari.sees("just tap one of the choices")
    for command, seen in (
        ("/bantuan", "Every tap is stored at once"),
        ("/riwayat", "No results yet"),
        ("/profil", "Education: Bachelor (S1)"),
        ("/data", "Stored: your profile"),
        ("/batal", "Leave Competency questionnaire? 2 answers are stored."),
        ("/bahasa", "Choose a language"),
    ):
        ibu_sari.send(command)
        ibu_sari.sees(seen)
    ibu_sari.tap("Bahasa Indonesia")
    ibu_sari.sees("Kuesioner kompetensi · Pengetahuan", "3 / 87")
    assert draft_answers(world, ibu_sari) == {"K01": "3", "K02": "4"}


def test_a_phone_in_english_is_greeted_in_english(world: World) -> None:
    visitor = newcomer(world, "visitor", "Sam", language="en-GB")
    visitor.send("/start")
    visitor.sees("Welcome, I am Sahabat Pendamping")
    visitor.tap("Bahasa Indonesia")
    visitor.sees("Selamat datang")
    visitor.tap("English")
    visitor.sees("Welcome")
    visitor.tap("Begin")
    visitor.sees("Consent to the use of data")
    visitor.tap("Agree")
    visitor.sees("What name should we call you by?")
    assert world.query("SELECT language FROM person") == [("en",)]
    assert world.query("SELECT language FROM consent") == [("en",)]


def test_leaving_a_form_for_good_takes_two_taps(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, "K04", {"K01": "3", "K02": "3", "K03": "3"})
    ibu_sari.send("/batal")
    ibu_sari.tap("Hapus draf")
    ibu_sari.sees("Hapus draf Kuesioner kompetensi dengan 3 jawaban?", "tidak dapat dikembalikan")
    assert draft_answers(world, ibu_sari) == {"K01": "3", "K02": "3", "K03": "3"}
    ibu_sari.tap("Ya, hapus draf")
    ibu_sari.sees_toast("Draf dihapus.")
    ibu_sari.sees("Selamat pagi, Ibu Sari", "Apa yang ingin Anda lakukan?")
    assert world.query("SELECT count(*) FROM draft") == [(0,)]
    assert world.query("SELECT count(*) FROM draft_answer") == [(0,)]
    ibu_sari.send("/batal")
    ibu_sari.sees_anywhere("Tidak ada formulir yang sedang diisi.")
    ibu_sari.tap("Kuesioner kompetensi")
    answer(ibu_sari, 1, "2")
    ibu_sari.sees("2 / 87")


def test_commands_before_consent_store_nothing(world: World) -> None:
    pak_budi = newcomer(world, "pak_budi", "Budi")
    for command in ("/bantuan", "/batal", "/profil", "/bahasa", "/riwayat", "/data", "/tidakada", "halo"):
        pak_budi.send(command)
        pak_budi.sees("Silakan ketuk Mulai atau tulis /start")
    assert len(pak_budi.messages()) == 8
    assert world.query("SELECT count(*) FROM person") == [(0,)]

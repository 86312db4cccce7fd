"""The profile: every field can be changed later, and what cannot be right is refused kindly."""

from __future__ import annotations

import pytest

from tests.scenarios.chats import Patient, Respondent, companion, draft_answers, live_screen, newcomer, person_id
from tests.world import Person, World

FULL = {"masa_kerja": "3", "pelatihan": "t1", "jumlah_kpm": "250", "insentif": "rb2198"}


def latest_profile(world: World, person: Person) -> dict[str, str]:
    rows = world.query(
        "SELECT item, value FROM submission_answer WHERE submission_id = "
        "(SELECT max(id) FROM submission WHERE form_id = 'profil' AND person_id = :who)",
        who=person_id(world, person),
    )
    return {str(item): str(value) for item, value in rows}


@pytest.fixture(scope="module")
def ibu_sari(shared: World) -> Patient:
    person = companion(shared, "sari", "Sari", **FULL)
    person.send("/profil")
    return person


@pytest.mark.parametrize(
    ("field", "shown_before", "question", "given", "shown_after", "stored"),
    [
        ("Nama sapaan", "Sari", "Dengan nama apa", "Sari Dewi", "Sari Dewi", {"nama": "Sari Dewi"}),
        ("Jenis kelamin", "Perempuan", "jenis kelamin", "[Laki-laki]", "Laki-laki", {"gender": "laki_laki"}),
        ("Tahun lahir", "1985", "Tahun berapa", "1990", "1990", {"tahun_lahir": "1990"}),
        ("Pendidikan", "S1", "pendidikan terakhir", "[S2]", "S2", {"pendidikan": "s2"}),
        (
            "Bidang studi",
            "Kesejahteraan",
            "bidang studi",
            "[Ilmu sosial lain]",
            "Ilmu sosial lain",
            {"bidang": "sosial"},
        ),
        ("Masa kerja (tahun)", "3", "Berapa tahun", "4 ", "4", {"masa_kerja": "4"}),
        ("Pelatihan 2 tahun", "1 kali", "ikut pelatihan", "[2–5 kali]", "2–5 kali", {"pelatihan": "t2_5"}),
        ("Jumlah KPM", "250", "keluarga penerima", "1.250", "1.250", {"jumlah_kpm": "1250"}),
        (
            "Insentif sebulan",
            "Rp2.198.000",
            "insentif",
            "[Tidak ingin",
            "Tidak ingin menjawab",
            {"insentif": "tidak_menjawab"},
        ),
        (
            "Kabupaten/kota",
            "Kota Payakumbuh",
            "kabupaten atau kota",
            "padang panjang",
            "Kota Padang Panjang",
            {"kabupaten": "13.74"},
        ),
    ],
)
def test_each_field_can_be_changed(
    shared: World,
    ibu_sari: Patient,
    field: str,
    shown_before: str,
    question: str,
    given: str,
    shown_after: str,
    stored: dict[str, str],
) -> None:
    before = latest_profile(shared, ibu_sari)
    ibu_sari.sees("Profil saya", f": {shown_before}")
    ibu_sari.tap(field)
    ibu_sari.sees(question)
    if given.startswith("["):
        ibu_sari.tap(given.strip("[]"))
    else:
        ibu_sari.send(given)
    ibu_sari.sees("Profil saya", f": {shown_after}\n", "Ketuk bagian yang ingin diubah")
    assert latest_profile(shared, ibu_sari) == before | stored
    assert shared.query("SELECT count(*) FROM draft") == [(0,)]


def test_programmes_are_added_and_taken_back(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/profil")
    ibu_sari.tap("Program")
    ibu_sari.sees("Program apa")
    ibu_sari.tap("Tagana")
    ibu_sari.tap("✓ PKH")
    assert "✓ Tagana" in ibu_sari.buttons
    ibu_sari.tap("Selesai")
    ibu_sari.sees("Program: Tagana\n")
    assert latest_profile(world, ibu_sari)["program"] == "tagana"


def test_another_province_asks_for_the_regency_again(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/profil")
    ibu_sari.tap("Provinsi")
    ibu_sari.sees("Di provinsi mana")
    ibu_sari.send("jawa")
    ibu_sari.sees("Ditemukan 3")
    ibu_sari.send("maluku utara")
    ibu_sari.sees("Di kabupaten atau kota mana")
    # Nothing is kept while the two do not fit together.
    assert world.query("SELECT province, regency FROM person") == [("13", "13.76")]
    ibu_sari.send("payakumbuh")
    ibu_sari.sees("“payakumbuh” tidak ada dalam daftar")
    ibu_sari.send("ternate")
    ibu_sari.sees("Provinsi: Maluku Utara", "Kabupaten/kota: Kota Ternate")
    assert world.query("SELECT province, regency FROM person") == [("82", "82.71")]
    # Ternate is two hours ahead of Payakumbuh: 08.00 there is 10.00, and at 09.30 it is past eleven.
    world.advance(hours=1, minutes=30)
    ibu_sari.send("/start")
    ibu_sari.sees("Selamat siang, Ibu Sari")


@pytest.mark.parametrize(
    ("education", "line"),
    [
        ("slta", "Kualifikasi menurut pendidikan: Asisten Pendamping Sosial"),
        ("s1", "Kualifikasi menurut pendidikan: Pendamping Sosial Generalis"),
        ("s3", "Kualifikasi menurut pendidikan: Pendamping Sosial Spesialis"),
        ("sd", None),
    ],
)
def test_the_qualification(shared: World, education: str, line: str | None) -> None:
    person = companion(shared, education, "Rina", pendidikan=education)
    person.send("/profil")
    person.sees("Profil saya", "Nama sapaan: Rina")
    assert (line in person.screen) if line else ("Kualifikasi" not in person.screen)


def test_what_a_field_does_not_take(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari", **FULL)
    before = latest_profile(world, ibu_sari)
    for field, wrong in (
        ("Tahun lahir", ("2030", "abc", "2020", "1940", "85", "-1985", "1985,5", "٢", "1985 atau 1986")),
        ("Nama sapaan", ("S", "S4ri", "/entah", "😀", "😀😀😀", "a" * 61)),
        ("Jumlah KPM", ("-1", "2001", "1.234,5", "Rp 500.000,-", "banyak", "1e3", "9" * 12)),
        ("Masa kerja", ("46", "setahun", "2,5")),
    ):
        ibu_sari.send("/profil")
        ibu_sari.tap(field)
        for text in wrong:
            notes = len(ibu_sari.messages())
            ibu_sari.send(text)
            assert len(ibu_sari.messages()) == notes + 1, text
            assert any(w in ibu_sari.screen for w in ("belum sesuai", "Mohon", "Maaf")), (text, ibu_sari.screen)
            assert len(ibu_sari.screen) < 200
            assert latest_profile(world, ibu_sari) == before, text
            assert draft_answers(world, ibu_sari, "profil") == before, text
        ibu_sari.tap("Tetap")
        assert "Profil saya" in live_screen(ibu_sari)["text"]
    assert latest_profile(world, ibu_sari) == before


@pytest.mark.parametrize("way", ["‹ Kembali", "Tetap ›", "Ringkasan"])
def test_looking_at_a_field_changes_nothing(shared: World, ibu_sari: Patient, way: str) -> None:
    before = latest_profile(shared, ibu_sari)
    toasts = len(ibu_sari.toasts)
    ibu_sari.send("/profil")
    ibu_sari.sees("Profil saya")
    ibu_sari.tap("Jumlah KPM")
    ibu_sari.sees("keluarga penerima")
    ibu_sari.tap(way)
    ibu_sari.sees("Profil saya")
    assert latest_profile(shared, ibu_sari) == before
    assert len(ibu_sari.toasts) == toasts
    assert shared.query("SELECT count(*) FROM draft WHERE form_id = 'profil'") == [(0,)]


def test_the_first_time_it_is_sent_from_the_summary(world: World) -> None:
    ibu_sari = newcomer(world, "ibu_sari", "Sari")
    ibu_sari.joins_until_summary(name="Sari")
    ibu_sari.sees("Ringkasan", "Belum diisi: 6 butir")
    ibu_sari.tap("Isi yang kosong (6)")
    ibu_sari.sees("Tahun berapa")
    ibu_sari.send("1985")
    ibu_sari.sees("Ringkasan", "Belum diisi: 5 butir")
    assert world.query("SELECT count(*) FROM submission") == [(0,)]
    ibu_sari.tap("Kirim")
    ibu_sari.sees_toast("Profil tersimpan")
    ibu_sari.sees("Selamat pagi, Ibu Sari", "Apa yang ingin Anda lakukan?")


def test_a_change_begun_and_left(world: World) -> None:
    """What was begun and left is no trap: the menu leads back to it, and the profile still stands."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/profil")
    ibu_sari.tap("Tahun lahir")
    ibu_sari.sees("Tahun berapa")
    ibu_sari.tap("Berhenti dulu")
    ibu_sari.sees("Profil Anda belum selesai")
    ibu_sari.tap("Lanjutkan profil")
    ibu_sari.sees("Tahun berapa")
    ibu_sari.send("1991")
    ibu_sari.sees("Profil saya", "Tahun lahir: 1991")
    ibu_sari.tap("Menu")
    ibu_sari.sees("Apa yang ingin Anda lakukan?")


def test_a_name_is_shown_as_it_was_typed(world: World) -> None:
    """Marks of HTML in a name are letters like any other."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/profil")
    ibu_sari.tap("Nama sapaan")
    ibu_sari.sees("Dengan nama apa")
    ibu_sari.send("<b>Sari & Co</b>")
    ibu_sari.sees("Nama sapaan: <b>Sari & Co</b>")
    ibu_sari.tap("Menu")
    ibu_sari.sees("Selamat pagi, Ibu <b>Sari & Co</b>.")


def test_changing_the_profile_in_the_middle_of_a_question(respondent: Respondent) -> None:
    person = respondent.person
    person.send("/profil")
    person.tap("Nama sapaan")
    person.sees("Dengan nama apa")
    person.send("Sari Dewi")
    person.sees("Nama sapaan: Sari Dewi")
    person.tap("Menu")
    person.sees("Ibu Sari Dewi", "11 dari 87")
    person.tap("Lanjutkan")
    respondent.goes_on()

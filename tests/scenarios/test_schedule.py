"""`/jadwal`: what will be sent, and what an admin changes of it; every change is checked and holds at once."""

from __future__ import annotations

import json

import pytest

from handlers.shelf import WITH_WAYS_OF_THEIR_OWN
from storage import audit, submissions
from storage.audit import Entry
from tests.scenarios import chats
from tests.scenarios.announcements import execute
from tests.scenarios.chats import KNOWN, Patient, draft_answers, has_sent, is_at, live_screen, person_id, stored
from tests.scenarios.test_reminders import at, companion, letters, publish
from tests.world import World


def admin(world: World, *, role: str = "admin") -> Patient:
    """Somebody who runs the bot, or looks after a region."""
    person = chats.companion(world, f"ibu_{role}", "Dewi", role=role)
    person.send("/start")
    return person


def changes(world: World) -> list[Entry]:
    """The privileged acts in the log, oldest first."""
    entries = stored(world, lambda conn: audit.recent(conn, 50))
    return [entry for entry in reversed(entries) if entry.act == "schedule changed"]


def test_what_will_happen_is_seen(world: World) -> None:
    for number in range(3):
        companion(world, f"ibu_{number}", "Sari")
    ibu_dewi = admin(world)
    at(world, 12, 14, 8, 0)
    ibu_dewi.send("/jadwal")
    ibu_dewi.sees("Jadwal tujuh hari ke depan", "Selasa, 15 Desember 2026: 3 pengingat", "Jumat, 18 Desember 2026:")
    ibu_dewi.sees("Jumat, 25 Desember 2026: Hari Raya Natal")
    ibu_dewi.sees("WIB: 07.30–16.00 (sekarang 08.00 WIB)", "WITA: 07.30–16.00", "WIT: 07.30–16.00")
    ibu_dewi.sees("Pengingat terjadwal: pukul 09.00, paling banyak 1 kali sehari", "Jam tenang: 20.00–07.00")


def test_a_coordinator_looks_and_a_companion_sets_their_own(world: World) -> None:
    pak_hadi = admin(world, role="coordinator")
    pak_hadi.send("/jadwal")
    pak_hadi.sees("Jadwal tujuh hari ke depan")
    assert pak_hadi.buttons == ["Menu"]
    message = pak_hadi.messages()[-1]["message_id"]
    for data in ("plan:a-day:0", "plan:set:quiet:01.00-02.00", "plan:every:kompetensi=daily", "plan:drop:2026-12-25:"):
        pak_hadi.tap_data(data, message_id=message)
    assert world.query("SELECT count(*) FROM setting") == [(0,)]
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/jadwal")
    ibu_sari.sees("Atur pengingat")


def test_a_special_day_is_typed_and_keeps_reminders_away(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_dewi = admin(world)
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Hari khusus")
    ibu_dewi.send("18/12/2026 cuti bersama Hari Pahlawan Daerah di Sumatera Barat")
    ibu_dewi.sees("18 Desember 2026: cuti bersama · Hari Pahlawan Daerah · Sumatera Barat")
    # The due day moves to the working day before, which nobody had expected until now.
    at(world, 12, 17, 9)
    assert len(letters(ibu_sari)) == 1
    at(world, 12, 18, 9)
    assert len(letters(ibu_sari)) == 1
    ibu_dewi.tap("Hapus 18/12/2026")
    ibu_dewi.sees("Tulis tanggal, jenis, lalu namanya.")
    assert world.query("SELECT count(*) FROM special_day") == [(0,)]
    assert [entry.subject for entry in changes(world)] == ["special day", "special day removed"]


def test_of_which_kind_a_special_day_is(world: World) -> None:
    """A holiday that becomes a working day must not look like a holiday."""
    ibu_dewi = admin(world)
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Hari khusus")
    for typed, says in (
        ("23/12/2026 libur Pilkada", "23 Desember 2026: hari libur · Pilkada · seluruh Indonesia"),
        ("24/12/2026 cuti bersama Natal", "24 Desember 2026: cuti bersama · Natal · seluruh Indonesia"),
        ("28/12/2026 kerja Pengganti cuti di Bali", "28 Desember 2026: hari kerja · Pengganti cuti · Bali"),
        ("29/12/2026 hening Nyepi di Bali", "29 Desember 2026: hari hening · Nyepi · Bali"),
    ):
        ibu_dewi.send(typed)
        ibu_dewi.sees("• " + says)
        ibu_dewi.sees_anywhere(says + ". Berlaku mulai sekarang.")
    # A working day needs no name.
    execute(world, "UPDATE special_day SET name = '' WHERE kind = 'workday'")
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Hari khusus")
    ibu_dewi.sees("• 28 Desember 2026: hari kerja · Bali")
    ibu_dewi.send("/jadwal")
    ibu_dewi.sees("Selasa, 29 Desember 2026: Nyepi (Bali)")


def test_typed_words_belong_to_the_place_that_is_seen(world: World) -> None:
    """Also for an admin who is in the middle of a questionnaire: its answers stay as they are."""
    ibu_dewi = admin(world)
    is_at(world, ibu_dewi, "K02", {"K01": "3"})
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Hari khusus")
    ibu_dewi.send("24/12/2026 libur Natal daerah")
    ibu_dewi.sees("24 Desember 2026: hari libur · Natal daerah")
    assert draft_answers(world, ibu_dewi) == {"K01": "3"}
    ibu_dewi.send("/jadwalkan")
    ibu_dewi.sees_anywhere("perintah itu tidak saya kenal")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("besok libur", "Mohon mulai dengan tanggalnya"),
        ("31/02/2027 libur Apa saja", "Mohon mulai dengan tanggalnya"),
        ("24/12/2026 Natal bersama", "Mohon tulis jenis harinya"),
        ("24/12/2026 libur", "Mohon tulis juga nama harinya"),
        ("24/12/2025 libur Natal", "Tanggal itu sudah lewat"),
        ("24/12/2062 libur Natal", "Tanggal itu masih terlalu jauh"),
        (f"24/12/2026 libur {'Natal ' * 20}", "terlalu panjang"),
        ("24/12/2026 libur HUT di Kota Padang", "Saya tidak menemukan provinsi “Kota Padang”."),
        ("24/12/2026 libur HUT di Aceh dan Papua", "Saya tidak menemukan provinsi “Aceh dan Papua”."),
        ("24/12/2026 libur HUT di Aceh dan di Papua", "Saya tidak menemukan provinsi “Aceh dan di Papua”."),
    ],
)
def test_a_day_that_cannot_be_read(shared: World, typed: str, says: str) -> None:
    if not shared.query("SELECT 1 FROM person"):
        admin(shared)
    ibu_dewi = Patient(shared, "ibu_admin")
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Hari khusus")
    ibu_dewi.send(typed)
    ibu_dewi.sees_anywhere(says)
    assert shared.query("SELECT count(*) FROM special_day") == [(0,)]
    # The place is still there below the word of help.
    ibu_dewi.sees("Hari khusus")


def test_the_slot_and_the_number_a_day(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_dewi = admin(world)
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Jam pengingat")
    ibu_dewi.tap("08.00")
    ibu_dewi.sees("Sekarang pukul 08.00 waktu setempat, paling banyak 1 kali sehari.")
    ibu_dewi.send("17.15")
    ibu_dewi.sees_anywhere("Jam itu belum dapat dipakai.")
    ibu_dewi.send("pagi")
    ibu_dewi.sees_anywhere("Mohon tulis jamnya dengan angka")
    ibu_dewi.send("10.15")
    ibu_dewi.sees("Sekarang pukul 10.15 waktu setempat")
    ibu_dewi.tap("2× sehari")
    at(world, 12, 18, 10, 10)
    assert letters(ibu_sari) == []
    at(world, 12, 18, 10, 45)
    assert len(letters(ibu_sari)) == 1
    at(world, 12, 18, 14, 30)
    assert len(letters(ibu_sari)) == 2
    ibu_dewi.tap("0× sehari")
    at(world, 12, 21, 11)
    assert len(letters(ibu_sari)) == 2
    assert len(changes(world)) == 4


def test_a_rhythm_for_a_form_that_was_published_later(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    has_sent(world, ibu_sari, KNOWN, world.clock.now())
    publish(world, "p2k2", "P2K2")
    stored(world, lambda conn: _published(conn, "p2k2"))
    ibu_dewi = admin(world)
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Ritme formulir")
    ibu_dewi.tap("P2K2: sesuai keperluan")
    ibu_dewi.tap("bulanan")
    ibu_dewi.sees("Sekarang: bulanan, tanggal 5, sampai pukul 16.00, untuk periode lalu.")
    ibu_dewi.send("tanggal 31, periode ini")
    ibu_dewi.sees("Sekarang: bulanan, tanggal 31, sampai pukul 16.00.", "tidak ada pengingat setelah tenggat")
    ibu_dewi.send("tanggal 20 pukul 12.00, periode lalu")
    ibu_dewi.sees("Sekarang: bulanan, tanggal 20, sampai pukul 12.00, untuk periode lalu.")
    ibu_dewi.send("tanggal 45")
    ibu_dewi.sees_anywhere("Ritme itu belum dapat dipakai.")
    ibu_dewi.send("entah")
    ibu_dewi.sees_anywhere("Mohon tulis tenggatnya seperti contoh di atas")
    at(world, 12, 18, 9)
    assert "P2K2 November 2026 ditunggu paling lambat hari ini pukul 12.00 WIB." in letters(ibu_sari)[-1]["text"]
    ibu_dewi.tap("Kembali ke bawaan")
    ibu_dewi.sees("Sekarang: sesuai keperluan.")


def test_what_is_offered_comes_before_on_and_after_the_due_day(world: World) -> None:
    """November's report, due on Saturday the 5th, so on Friday: who has filed in November's last days is not asked."""
    ibu_sari, ibu_rina = companion(world, "ibu_sari", "Sari"), companion(world, "ibu_rina", "Rina")
    publish(world, "p2k2", "P2K2")
    stored(world, lambda conn: _published(conn, "p2k2"))
    for one in (ibu_sari, ibu_rina):
        has_sent(world, one, KNOWN, world.clock.now())
    ibu_dewi = admin(world)
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Ritme formulir")
    ibu_dewi.tap("P2K2: sesuai keperluan")
    ibu_dewi.tap("bulanan")
    at(world, 11, 28, 10)
    number, sent = person_id(world, ibu_rina), world.clock.now()
    stored(
        world,
        lambda conn: submissions.add_finished(
            conn,
            person_id=number,
            form_id="p2k2",
            version="1",
            language="id",
            begun_at=sent,
            sent_at=sent,
            answers={"hadir": "9"},
        ),
    )
    said = []
    for day in range(1, 20):
        before = len(letters(ibu_sari))
        at(world, 12, day, 10)
        if len(letters(ibu_sari)) > before:
            said.append((day, letters(ibu_sari)[-1]["text"].replace("\n", " ")))
    assert [day for day, _ in said] == [1, 4, 7, 11, 18]
    for (_, text), words in zip(said, WORDS_OF_LEVELS, strict=True):
        assert "P2K2 November 2026" in text
        assert words in text
    assert letters(ibu_rina) == []


WORDS_OF_LEVELS = ("", "hari ini pukul 16.00", "masih dapat dikirim", "", "")


def test_choosing_what_is_chosen_changes_nothing(world: World) -> None:
    """The questionnaire counts filings of the last sixty days of a year: a tap on its own rhythm must not lose that."""
    ibu_dewi = admin(world)
    ibu_dewi.send("/jadwal")
    ibu_dewi.tap("Ritme formulir")
    # A form that the button of a reminder could not begin has no rhythm.
    listed = {button["data"] for row in live_screen(ibu_dewi)["buttons"] for button in row}
    assert listed >= {"plan:rhythm:kompetensi", "plan:rhythm:p2k2"}
    assert not {f"plan:rhythm:{form}" for form in WITH_WAYS_OF_THEIR_OWN} & listed
    ibu_dewi.tap("Kuesioner kompetensi: tahunan")
    ibu_dewi.tap("✓ tahunan")
    assert world.query("SELECT count(*) FROM setting") == [(0,)]
    ibu_dewi.tap("tengah tahunan")
    [(value,)] = world.query("SELECT value FROM setting WHERE name = 'rhythm:kompetensi'")
    assert json.loads(value) == {"every": "half-yearly", "days": 30, "counts_from": 56}
    ibu_dewi.sees("Sekarang: tengah tahunan, 30 hari setelah awal")


async def _published(conn: object, form: str) -> None:
    from storage import form_versions
    from tests.world import START

    await form_versions.publish(
        conn,  # type: ignore[arg-type]
        form_id=form,
        version="1",
        digest="0",
        converted="",
        at=START,
    )

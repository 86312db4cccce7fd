"""A correction that was begun in time and is sent too late: it stays a draft, and the reason is said."""

from __future__ import annotations

import pytest

from storage import invites
from tests.scenarios.chats import Patient, companion, person_id, stored
from tests.scenarios.filling import Filler
from tests.scenarios.reports import accepts, gives_back, has_form, reporter
from tests.world import World

DIARY = """
| survey |
| | type | name | label | required | default | constraint |
| | date | tanggal | Untuk tanggal berapa? | yes | today() | . <= today() and . >= today() - 7 |
| | text | catatan | Catatan? | | | |

| settings |
| | form_id | version | form_title | purpose | day |
| | harian | 9 | Laporan harian | report | tanggal |
"""


def rina(world: World) -> Patient:
    """The coordinator of the regency."""
    person = companion(world, "rina", "Rina", role="coordinator")
    who = person_id(world, person)
    stored(world, lambda conn: invites.add_duty(conn, who, "13.76", ""))
    return person


def test_what_was_right_when_it_was_sent_is_right_when_it_is_returned(world: World) -> None:
    """A date is not too old because the report came back two weeks later, and never becomes another by itself."""
    sari = reporter(world)
    has_form(world, form=DIARY)
    sari.send("/lapor")
    sari.tap("Laporan harian")
    sari.tap("Kemarin")
    sari.tap("Lewati")
    sari.tap("Kirim")
    world.advance(days=14)
    [(number,)] = world.query("SELECT id FROM report")
    gives_back(world, rina(world), number, "Mohon lengkapi catatannya.")
    sari.tap("Perbaiki sekarang")
    sari.at("Kamis, 19 November 2026")
    sari.tap("2")
    sari.send("Kunjungan ke tiga keluarga")
    sari.tap("Kirim")
    assert world.query("SELECT versions, day, state FROM report") == [(2, "2026-11-19", "new")]
    sent = "SELECT value FROM submission_answer WHERE item = 'tanggal' ORDER BY submission_id"
    assert world.query(sent) == [("2026-11-19",), ("2026-11-19",)]


def begins_a_correction(world: World) -> Filler:
    sari = reporter(world)
    has_form(world)
    sari.send("/lapor")
    sari.tap("Semua formulir")
    sari.tap("2 ▸")
    data, message = sari.data_of("Pertemuan")
    sari.tap_data(data, message_id=message)
    for words in ("Melati", "1", "30", "28"):
        sari.send(words)
    sari.tap("Lewati")
    sari.tap("Kirim")
    sari.tap("✏️ Perbaiki isian")
    sari.at("Ringkasan")
    return sari


@pytest.mark.parametrize("why", ["accepted", "late"])
def test_a_correction_is_sent_too_late(world: World, why: str) -> None:
    sari = begins_a_correction(world)
    [(number,)] = world.query("SELECT id FROM report")
    if why == "accepted":
        accepts(world, rina(world), number)
    else:
        world.advance(hours=25)
    sari.tap("Kirim")
    said = "sudah diterima" if why == "accepted" else "sudah lewat"
    assert said in sari.toasts[-1]
    state = "accepted" if why == "accepted" else "new"
    assert world.query("SELECT state, versions FROM report") == [(state, 1)]
    # Nothing of what was written is lost.
    assert world.query("SELECT count(*) FROM draft WHERE replaces IS NOT NULL") == [(1,)]
    sari.at("Ringkasan")

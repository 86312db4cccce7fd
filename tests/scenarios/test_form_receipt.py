"""After Kirim: a receipt, and a correction that is sent in place of the first without losing it."""

from __future__ import annotations

from storage import submissions
from storage.visibility import PROGRAM
from tests.scenarios.chats import stored
from tests.scenarios.filling import fills_in
from tests.world import World

VISIT = """
| survey |
| | type | name | label | required |
| | text | head | Nama kepala keluarga? | yes |
| | integer | people | Berapa orang? | |
"""
NAMED = """
| settings |
| | form_id | version | form_title | default_language | instance_name |
| | trial | 1 | Kunjungan | Indonesia (id) | concat('Keluarga ', ${head}) |
"""


def test_who_has_sent_a_form_gets_a_receipt(world: World) -> None:
    sari = fills_in(world, VISIT, settings=NAMED)
    sari.send("Budi")
    sari.send("4")
    sari.tap("Kirim")
    sari.at("Kunjungan", "terkirim", "nomor 2", "Keluarga Budi")
    assert sari.rows == [["✏️ Perbaiki isian"], ["Menu"]]


def test_a_correction_takes_the_place_of_what_was_sent(world: World) -> None:
    sari = fills_in(world, VISIT, settings=NAMED)
    sari.send("Budi")
    sari.send("4")
    sari.tap("Kirim")
    fix, message = sari.data_of("✏️ Perbaiki isian")
    sari.tap("✏️ Perbaiki isian")
    sari.at("Ringkasan")
    assert sari.answers == {"head": "Budi", "people": "4"}
    sari.tap("2")
    sari.send("5")
    sari.tap("Kirim")
    sari.at("terkirim", "Perbaikan Anda tersimpan")
    people = "SELECT value FROM submission_answer WHERE item = 'people' ORDER BY submission_id"
    assert world.query(people) == [("4",), ("5",)]
    rows = world.query("SELECT id, instance_id, replaces FROM submission WHERE form_id = 'trial' ORDER BY id")
    (first, first_id, none), (second, second_id, replaces) = rows
    assert (none, replaces) == (None, first)
    xml = stored(world, lambda connection: submissions.xml(connection, PROGRAM, second)) or ""
    assert f"<deprecatedID>{first_id}</deprecatedID>" in xml.replace("orx:", "")
    assert f"<instanceID>{second_id}</instanceID>" in xml.replace("orx:", "")
    # The first was corrected already: another correction begins at the second.
    sari.tap_data(fix, message_id=message)
    assert world.query("SELECT count(*) FROM draft WHERE form_id = 'trial'") == [(0,)]

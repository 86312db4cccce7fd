"""Data out, in the chat: what is chosen, how the file comes, who gets what, and what stays closed."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.scenarios.chats import KNOWN, Patient, companion, download, has_sent, live_screen, person_id, stored
from tests.scenarios.field_reports import coordinator, files
from tests.world import START, World


def documents(person: Patient) -> list[dict[str, Any]]:
    return [message["document"] for message in person.messages() if message.get("document")]


def taps(person: Patient, data: str) -> None:
    """A tap on a button that carries this."""
    person.tap_data(data, message_id=live_screen(person)["message_id"])


def live_labels(person: Patient) -> list[str]:
    """What stands on the buttons that can be tapped; a file that came lies below them."""
    return [button["text"] for row in live_screen(person)["buttons"] for button in row]


def written(world: World) -> None:
    """What was asked for is written and goes out."""
    world.settle()
    world.on_loop(world.bot.exports.look())
    world.post_out()


def rows_of(world: World, document: dict[str, Any]) -> list[dict[str, Any]]:
    sheet = load_workbook(io.BytesIO(download(world, document))).worksheets[0]
    names, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    return [dict(zip(names, row, strict=True)) for row in rows]


def acts(world: World) -> list[tuple[Any, Any]]:
    sql = "SELECT actor, detail FROM audit WHERE act = 'submissions exported' ORDER BY id"
    return [(actor, json.loads(detail)) for actor, detail in world.query(sql)]


@pytest.fixture
def dewi(world: World) -> Patient:
    """An admin; Sari and Budi have sent the questionnaire, Sari a report too, Rina of another regency both."""
    for key, name, regency in (("sari", "Sari", "13.76"), ("budi", "Budi", "13.76"), ("rina", "Rina", "13.75")):
        person = companion(world, key, name, kabupaten=regency)
        has_sent(world, person, KNOWN, START - timedelta(days=2))
        if name != "Budi":
            files(world, person, {"hambatan": "medan", "uraian": "=HYPERLINK(1)"}, form_id="hambatan")
    # Files are written when a story says so (`written`).
    world.on_loop(world.bot.exports.stop())
    return companion(world, "dewi", "Dewi", role="admin")


def test_an_admin_gets_a_file_without_names(world: World, dewi: Patient) -> None:
    dewi.send("/ekspor")
    dewi.sees("Ekspor data", "Pilih formulir")
    dewi.tap("Hambatan")
    dewi.sees("Waktu: 1/1/2026 – 20/11/2026", "seluruh Indonesia", "Excel (XLSX)", "diganti kode", "2 kiriman")
    dewi.tap("Ubah waktu")
    dewi.tap("Tanggal lain …")
    dewi.send("besok lusa kapan saja")
    dewi.sees_anywhere("belum terbaca")
    dewi.send("20 November 2026 sampai 1/11/2026")
    dewi.sees("Waktu: 1/11/2026 – 20/11/2026", "2 kiriman")
    dewi.tap("Ubah wilayah")
    dewi.tap("Sumatera Barat")
    dewi.sees("Ketik sebagian namanya")
    dewi.send("Atlantis")
    dewi.sees_anywhere("“Atlantis” tidak ada dalam daftar")
    dewi.send("bukittinggi")
    dewi.sees("Ditemukan 1")
    dewi.tap("‹ Provinsi")
    dewi.tap("2 ▸")
    dewi.tap("‹ Kembali")
    dewi.sees("seluruh Indonesia")
    dewi.tap("Ubah wilayah")
    dewi.send("kota bukittinggi")
    dewi.tap("Kota Bukittinggi")
    dewi.sees("Wilayah: Kota Bukittinggi", "1 kiriman")
    dewi.tap("Ubah wilayah")
    dewi.tap("seluruh Indonesia")
    dewi.tap("Buat berkas", times=2)
    dewi.sees("Segera dimulai")
    assert world.query("SELECT count(*) FROM export_job") == [(1,)]
    dewi.tap("‹ Formulir lain")
    dewi.tap("⏳ Berkas yang sedang dibuat")

    written(world)
    dewi.sees_anywhere("Selesai. Berkasnya dikirim")
    [document] = documents(dewi)
    found = rows_of(world, document)
    assert len(found) == 2
    assert {row["uraian"] for row in found} == {"=HYPERLINK(1)"}
    flat = json.dumps(found, default=str)
    assert not any(name in flat for name in ("Sari", "Budi", "Rina"))
    # What was sent is kept no longer.
    world.on_loop(world.bot.exports.look())
    assert not list((world.folder / "exports").glob("*/*"))
    [(actor, detail)] = acts(world)
    assert actor == person_id(world, dewi)
    assert {name: detail[name] for name in ("form_id", "format", "names", "state", "files")} == {
        "form_id": "hambatan", "format": "xlsx", "names": False, "state": "done", "files": 1
    }  # fmt: skip


def test_names_are_for_whom_they_may_be(world: World, dewi: Patient) -> None:
    """Reports carry names for those who see them; what somebody scored, only for the coordinator in charge."""
    anwar = coordinator(world, "anwar", "Anwar")
    anwar.send("/ekspor")
    anwar.tap("Hambatan")
    anwar.sees("semua wilayah saya", "1 kiriman")
    anwar.tap("Dengan nama")
    anwar.sees("Simpan baik-baik")
    anwar.tap("Buat berkas")
    written(world)
    [document] = documents(anwar)
    [row] = rows_of(world, document)
    assert "Sari" in row.values()
    anwar.tap("‹ Formulir lain")
    # Another region: by a button that nobody was given.
    taps(anwar, "exp:form:kompetensi")
    for data in ("exp:region:13.75/", "exp:region:13.75", "exp:region:13", "exp:region:13.76/pkh", "exp:programme:pkh"):
        taps(anwar, data)
        anwar.sees_anywhere("Wilayah: semua wilayah saya")
    anwar.sees_anywhere("2 kiriman")
    assert "Dengan nama" in live_labels(anwar)

    dewi.send("/ekspor")
    taps(dewi, "exp:form:kompetensi")
    dewi.sees("3 kiriman")
    assert "Dengan nama" not in dewi.buttons
    taps(dewi, "exp:names:1")
    dewi.sees("hanya untuk koordinator yang bertugas")
    assert "Buat berkas" not in dewi.buttons
    taps(dewi, "exp:make")
    assert world.query("SELECT count(*) FROM export_job WHERE person_id = :who", who=person_id(world, dewi)) == [(0,)]

    sari = Patient(world, "sari")
    sari.send("/ekspor")
    sari.sees_anywhere("hanya untuk koordinator dan admin")
    for data in ("exp:make", "exp:form:kunjungan", "exp:job:1", "exp:part:region", "l:exp:1"):
        taps(sari, data)
        assert "Selamat" in sari.screen
    assert len(acts(world)) == 1


def test_an_export_survives_a_stop_and_can_be_called_off(world: World, dewi: Patient) -> None:
    dewi.send("/ekspor")
    for data in ("exp:form:tidak-ada", "exp:part:nothing", "exp:x", "exp:job:99", "exp:cancel:99", "exp:again:99"):
        taps(dewi, data)
        dewi.sees("Ekspor data", "Pilih formulir")
    taps(dewi, "exp:form:kompetensi")
    dewi.tap("Ubah bentuk")
    assert "Peta (GeoJSON)" not in dewi.buttons
    taps(dewi, "exp:format:geojson")
    dewi.sees("tidak menanyakan lokasi")
    dewi.tap("‹ Formulir lain")
    dewi.tap("Hambatan")
    dewi.tap("Ubah bentuk")
    assert "Peta (GeoJSON)" in dewi.buttons
    dewi.tap("CSV")
    dewi.tap("Buat berkas")
    dewi.tap("Batalkan")
    dewi.sees("Tidak ada berkas yang dikirim")
    written(world)
    assert not documents(dewi)
    dewi.tap("‹ Formulir lain")
    dewi.tap("Hambatan")
    dewi.tap("Buat berkas")
    # The program was killed with the job in hand, and half a file on the disk.
    stored(world, lambda connection: connection.exec_driver_sql("UPDATE export_job SET state = 'running' WHERE id = 2"))
    (world.folder / "exports" / "2").mkdir(parents=True, exist_ok=True)
    (world.folder / "exports" / "2" / "setengah.xlsx").write_bytes(b"x")
    written(world)
    [document] = documents(dewi)
    assert download(world, document) != b"x"
    # What can no longer be seen when it is written is not written: no admin any more.
    dewi.tap("‹ Formulir lain")
    dewi.tap("Hambatan")
    dewi.tap("Buat berkas")
    who = person_id(world, dewi)
    stored(
        world, lambda connection: connection.exec_driver_sql(f"UPDATE person SET role = 'companion' WHERE id = {who}")
    )
    written(world)
    assert len(documents(dewi)) == 1
    assert world.query("SELECT state, reason FROM export_job WHERE id = 3") == [("failed", "refused-role")]

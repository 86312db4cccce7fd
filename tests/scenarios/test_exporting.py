"""Data out, in the chat: what is chosen, how the file comes, who gets what, and what stays closed."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from storage import form_versions, publications
from storage.publications import Publication
from tests.scenarios.chats import (
    KNOWN,
    Patient,
    companion,
    download,
    draft_answers,
    has_sent,
    is_at,
    live_screen,
    person_id,
    stored,
)
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
    # Three people have sent it: whose scores are whose could be guessed.
    dewi.sees("Belum ada kiriman", "kurang dari 5 orang")
    assert "Buat berkas" not in dewi.buttons
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


LONG = "Pemetaan kerukunan warga dan pengaduan lintas wilayah sepanjang tahun anggaran berjalan"
OURS = f"""
| survey |
| | type | name | label::Indonesia (id) | label::English (en) |
| | text | acara | Acara apa? | Which event? |

| settings |
| | form_id | version | form_title | default_language | purpose |
| | pemetaan_kerukunan_warga_lintas_wilayah_2026 | 1 | {LONG} | Indonesia (id) | report |
"""
NEWER = OURS.replace("_2026 | 1 |", "_2026 | 2 |").replace("Acara apa?", "Acara mana?")


def retired_form(world: World, sender: Patient, publisher: int) -> None:
    """A form of an institution, filed in two versions, and retired since."""
    at = world.clock.now()
    for source in (OURS, NEWER):
        converted = forms.convert(source.encode(), name="rukun")
        form = forms.load(converted, files={})

        async def publish(
            connection: AsyncConnection, form: forms.Form = form, text: str = converted.dumps()
        ) -> list[Publication]:
            await form_versions.publish(
                connection, form_id=form.id, version=form.version, digest=text[:64], converted=text, at=at
            )
            terms: dict[str, Any] = {"audience": {}, "from_at": None, "until_at": None, "rhythm": "on_demand"}
            number = await publications.publish(
                connection, form_id=form.id, version=form.version, by=publisher, at=at, **terms
            )
            if form.version == "2":
                await publications.retire(connection, number, at)
            return await publications.all_publications(connection)

        world.bot.shelf.put(form, current=True)
        files(world, sender, {"acara": f"Arisan {form.version}"}, form_id=form.id)
        world.bot.shelf.index(stored(world, publish))
    assert not world.bot.shelf.has_current(form.id)


def test_a_coordinators_forms_and_places_and_a_draft_that_stays(world: World, dewi: Patient) -> None:
    """What an institution retired can still be had, with what changed in it; nobody is offered an interview."""
    sari = Patient(world, "sari")
    retired_form(world, sari, person_id(world, dewi))
    anwar = coordinator(world, "anwar", "Anwar", "13", "pkh")
    is_at(world, anwar, "K03", {"K01": "3", "K02": "4"})
    anwar.send("/export")
    offered: list[str] = []
    while "▸" in (last := live_labels(anwar)[-2]):
        offered += live_labels(anwar)[:-2]
        anwar.tap(last.partition("▸")[0].rpartition(" ")[0][-1:] + " ▸")
    offered += live_labels(anwar)[:-2]
    assert any(label.startswith("Pemetaan kerukunan") and len(label) <= 40 for label in offered)
    assert not any("Wawancara" in label or "Persetujuan" in label for label in offered)
    assert draft_answers(world, anwar) == {"K01": "3", "K02": "4"}

    taps(anwar, "exp:form:wawancara_sikap")
    anwar.sees("Pilih formulir")
    taps(anwar, "exp:form:kompetensi")
    anwar.tap("Ubah wilayah")
    assert live_labels(anwar) == [
        "✓ semua wilayah saya",
        "Sumatera Barat · PKH",
        "‹ Kembali",
    ]
    anwar.send("kota")
    anwar.sees("Ketuk yang sesuai")
    assert "Kota Padang" in live_labels(anwar)
    assert "Kota Medan" not in live_labels(anwar)
    anwar.tap("Kota Payakumbuh")
    anwar.sees("Wilayah: Kota Payakumbuh", "2 kiriman")
    anwar.tap("Dengan nama")
    anwar.sees("Wilayah: Kota Payakumbuh", "Nama orang: ditulis", "2 kiriman")
    anwar.tap("‹ Formulir lain")
    taps(anwar, "exp:form:pemetaan_kerukunan_warga_lintas_wilayah_2026")
    anwar.sees("2 kiriman")
    anwar.tap("Buat berkas")
    written(world)
    [document] = documents(anwar)
    assert [row["acara"] for row in rows_of(world, document)] == ["Arisan 1", "Arisan 2"]
    changes = load_workbook(io.BytesIO(download(world, document)))["Perubahan"]
    assert any("Acara mana?" in row for row in changes.iter_rows(values_only=True))
    anwar.tap("Menu")
    anwar.tap("Lanjutkan")
    anwar.sees_anywhere("3 / 87")

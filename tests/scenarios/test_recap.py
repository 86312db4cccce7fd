"""A month's recap in the chat: who gets it, as which file, and who gets nothing."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from tests.scenarios.chats import Patient, companion, download, live_screen, person_id
from tests.scenarios.field_reports import coordinator, files, named_for_restricted, puts_forms
from tests.world import World

MONTH = "2026-11"


def documents(person: Patient) -> list[dict[str, Any]]:
    return [message["document"] for message in person.messages() if message.get("document")]


def taps(person: Patient, data: str) -> None:
    """A tap on a button that carries this."""
    person.tap_data(data, message_id=live_screen(person)["message_id"])


def paper(world: World, document: dict[str, Any]) -> str:
    read = PdfReader(io.BytesIO(download(world, document)))
    return " ".join(" ".join(page.extract_text().split()) for page in read.pages)


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "JPEG")
    return out.getvalue()


def test_the_recap_of_a_month(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    puts_forms(world)
    who = person_id(world, sari)
    sari.send("/start")
    # Nothing was filed yet: a button that is older than an erasure, or was never made.
    for data in (
        f"recap:open:{who}:{MONTH}",
        f"recap:pdf:{who}:{MONTH}",
        "recap:pdf:0:2026-13",
        "recap:",
        "recap:pdf:x",
    ):
        taps(sari, data)
        assert "ada di sini" in sari.toasts[-1]
    assert not documents(sari)

    visit = files(
        world,
        sari,
        {"kegiatan": "Kunjungan ke rumah", "hadir": "12", "foto": "foto-1.jpg"},
        name="Sungai Beringin",
        photos={"foto-1.jpg": a_photo()},
    )
    files(world, sari, {"perkara": "Rahasia keluarga"}, form_id="sengketa")

    sari.send("/laporan")
    sari.tap("📄 Rekap November 2026")
    sari.sees("Rekap November 2026")
    sari.sees("2 laporan: 2 menunggu.")
    sari.tap("PDF")
    sari.sees("Berkasnya ada di atas")
    # The second tap of a double one.
    taps(sari, f"recap:pdf:{who}:{MONTH}")
    [sent] = documents(sari)
    assert sent["name"] == "rekap-november-2026-sari-contoh.pdf"
    read = paper(world, sent)
    for words in (
        "Sari Contoh",
        "Kota Payakumbuh",
        f"Nomor {visit.id}",
        "Kunjungan ke rumah",
        "Laporan terbatas 1",
    ):
        assert words in read
    assert "Rahasia" not in read
    assert "sengketa" not in read.lower()
    sari.tap("XLSX")
    book = load_workbook(io.BytesIO(download(world, documents(sari)[1])))
    assert book.sheetnames == ["Rekap", "Hari", "Kunjungan rumah"]
    sari.tap("PDF")
    assert len(documents(sari)) == 3

    _others_get_what_they_may_see(world, sari, who)


def _others_get_what_they_may_see(world: World, sari: Patient, who: int) -> None:
    other = companion(world, "pak_budi", "Budi Contoh")
    elsewhere = coordinator(world, "ibu_rina", "Rina Contoh", region="13.71")
    for stranger in (other, elsewhere):
        stranger.send("/start")
        for verb in ("open", "pdf", "xlsx"):
            taps(stranger, f"recap:{verb}:{who}:{MONTH}")
        assert not documents(stranger)
        assert "Sari" not in str(stranger.messages())

    hendra = coordinator(world, "pak_hendra", "Hendra Contoh")
    hendra.send("/start")
    taps(hendra, f"recap:open:{who}:{MONTH}")
    hendra.sees("Pendamping: Sari Contoh")
    # What is restricted is not even counted for who may not see it.
    hendra.sees("1 laporan: 1 menunggu.")
    hendra.tap("PDF")
    assert "terbatas" not in paper(world, documents(hendra)[0])
    named_for_restricted(world, hendra, "13")
    hendra.tap("XLSX")
    sums = load_workbook(io.BytesIO(download(world, documents(hendra)[1])))["Rekap"]
    assert ["Laporan terbatas", 1] in [[cell.value for cell in row[:2]] for row in sums.iter_rows()]
    noted = world.query("SELECT actor, subject FROM audit WHERE act = 'recap exported'")
    assert noted == [(person_id(world, hendra), f"person {who}")] * 2

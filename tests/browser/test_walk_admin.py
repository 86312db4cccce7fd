"""An admin sends an announcement to the sample district and sees what came of it, with real clicks and keys."""

from __future__ import annotations

import json
import urllib.request

import pytest

from tests.browser.chromium import SMALL_PHONE, Visitor, visit
from tests.browser.test_walk import PICTURE, THUMB
from tests.playground.browser import chromium

pytestmark = pytest.mark.skipif(
    chromium() is None, reason="no Chromium on this machine, so no browser test (Debian: apt install chromium)"
)

# The page's composer sends plain text; formatting comes as Telegram's apps send it, with entities beside the text.
HTML = "<b>Rapat koordinasi</b> Selasa pukul 09.00 di <i>aula</i>.\n\nMohon bawa data KPM terbaru."
SIGNED = "Rapat koordinasi Selasa pukul 09.00 di aula.\n\nMohon bawa data KPM terbaru.\n\n– Dewi, admin"

# The sample's 45 companions, its coordinator, its admin, and Ibu Sari.
EVERYONE = 48
# All but the admin.
CHOSEN = EVERYONE - 1
# Pak Hendra has never written to the bot on this playground, so Telegram lets nobody write to him.
DELIVERED = CHOSEN - 1

# The newest copy of the announcement in the chat: the admin's preview comes before it.
_COPY = """[...document.querySelectorAll("#messages .message.bot")].findLast(
  (one) => one.querySelector(".words").textContent.includes("– Dewi, admin"))"""


async def test_an_admin_announces_and_a_companion_acknowledges(link: str) -> None:
    async with visit(link) as somebody:
        await _ibu_sari_joins(somebody)
        await _ibu_dewi_composes(somebody, link)
        await _ibu_dewi_reviews_and_tries(somebody)
        await _it_goes_out(somebody)
        await _ibu_sari_acknowledges(somebody)
        await _ibu_dewi_reads_the_report(somebody)
        assert min(somebody.heights.values()) >= THUMB
        assert await somebody.complaints() == []


def _written(link: str, key: str, **what: str) -> None:
    """What somebody does with another app than the page's."""
    body = json.dumps(what).encode()
    request = urllib.request.Request(
        f"{link.rstrip('/')}/sim/{key}/message", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


async def _ibu_sari_joins(somebody: Visitor) -> None:
    """She consents, and leaves the profile for later."""
    await somebody.press("Mulai")
    await somebody.tap("Mulai")
    await somebody.sees("Persetujuan penggunaan data")
    await somebody.tap("Setuju")
    await somebody.sees("Dengan nama apa")


async def _ibu_dewi_composes(somebody: Visitor, link: str) -> None:
    await somebody.press("Dewi")
    await somebody.press("Mulai")
    await somebody.sees("Dewi")
    await somebody.tap("Pengumuman")
    await somebody.sees("Belum ada pengumuman")
    await somebody.tap("✍ Tulis baru")
    await somebody.sees("Kirim isi pengumuman")
    _written(link, "ibu_dewi", html=HTML)
    await somebody.sees("Sudah sesuai?")
    assert await somebody.run(f"{_COPY}.querySelector('.words b').textContent") == "Rapat koordinasi"
    assert await somebody.run(f"[...{_COPY}.querySelectorAll('.words i')].map((i) => i.textContent)") == [
        "aula",
        "– Dewi, admin",
    ]
    await somebody.tap("Lanjut")
    await somebody.sees("Penerima", f"Kepada: semua orang = {EVERYONE} orang")
    await somebody.tap("Peran")
    await somebody.sees("Ketuk untuk memilih")
    for role in ("Pendamping", "Koordinator"):
        await somebody.tap(role)
        await somebody.until(f"document.querySelector('#messages').innerText.includes('✓ {role}')")
    await somebody.sees(f"Kepada: pendamping atau koordinator = {CHOSEN} orang")
    assert await somebody.too_wide() == []
    await somebody.tap("‹ Penerima")
    await somebody.sees("Penerima", f"Kepada: pendamping atau koordinator = {CHOSEN} orang")
    await somebody.tap("Lanjut")
    await somebody.sees("Apa yang diminta")
    await somebody.tap("Tanda sudah dibaca")
    await somebody.sees("Sekarang: tombol “Sudah saya baca”")
    await somebody.tap("Lanjut")
    await somebody.sees("Tugas atau kabar?")
    await somebody.tap("Lanjut")


async def _ibu_dewi_reviews_and_tries(somebody: Visitor) -> None:
    review = await somebody.sees("Draf", "Rapat koordinasi", f"{CHOSEN} orang", "Sifat: tugas", "segera setelah")
    assert "Kirim sekarang" in review["buttons"]
    assert await somebody.too_wide() == []
    await somebody.tap("Coba ke saya")
    # A word on the trial and the trial itself have come, and the draft below them.
    messages = "document.querySelectorAll('#messages .message.bot').length"
    await somebody.until(f"{messages} >= {review['count'] + 2}")
    await somebody.until("document.querySelector('#messages').innerText.includes('Percobaan, hanya untuk Anda')")
    await somebody.sees("Draf", "Rapat koordinasi")
    assert await somebody.run(f"{_COPY}.querySelector('.buttons button').innerText.trim()") == "Sudah saya baca"
    for size in (SMALL_PHONE, (390, 844)):
        await somebody.window(size)
        assert await somebody.too_wide() == []


async def _it_goes_out(somebody: Visitor) -> None:
    await somebody.tap("Kirim sekarang")
    await somebody.sees(f"Kirim sekarang kepada {CHOSEN} orang?")
    await somebody.tap(f"Ya, kirim kepada {CHOSEN} orang")
    # The same screen, which nobody taps, goes on by itself to the end.
    done = await somebody.sees("Terkirim · “", f"Terkirim {DELIVERED} / {CHOSEN}")
    assert "Tidak terjangkau 1 · belum pasti 0 · gagal 0" in done["words"]
    assert "Jeda" not in done["buttons"]


async def _ibu_sari_acknowledges(somebody: Visitor) -> None:
    await somebody.press("Sari")
    copy = await somebody.sees("– Dewi, admin")
    assert copy["words"] == SIGNED
    assert copy["buttons"] == ["Sudah saya baca"]
    await somebody.tap("Sudah saya baca")
    await somebody.sees_toast("Terima kasih, sudah dicatat.")
    await somebody.until(f"{_COPY}.querySelector('.buttons button').innerText.trim() === '✓ Sudah saya baca'")
    assert (await somebody.newest())["id"] == copy["id"]


async def _ibu_dewi_reads_the_report(somebody: Visitor) -> None:
    await somebody.press("Dewi")
    await somebody.sees("Terkirim · “")
    await somebody.write("/pengumuman")
    await somebody.sees("Pengumuman", "· terkirim")
    await somebody.tap("✓ Rapat koordinasi")
    await somebody.sees("Dibaca 1")
    await somebody.tap("Laporan")
    report = await somebody.sees("Penerima: 47 orang", "Terkirim: 46 (97,9 %)", "Tidak terjangkau: 1")
    assert "Sudah dibaca: 1 (2,2 % dari yang terkirim)" in report["words"]
    assert report["buttons"] == ["XLSX", f"Ingatkan yang belum ({DELIVERED - 1})", "‹ Kembali"]
    await somebody.until(f"{PICTURE}?.complete && {PICTURE}.naturalWidth > 0")
    assert await somebody.run(f"{PICTURE}.getBoundingClientRect().width > 300")
    assert await somebody.too_wide() == []
    await somebody.tap("XLSX")
    await somebody.sees("Isinya data pribadi")
    name = "[...document.querySelectorAll('#messages .message.bot')].at(-2).innerText"
    assert "laporan-pengumuman" in await somebody.run(name)

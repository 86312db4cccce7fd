"""What `make run` starts, walked through in a real browser from the printed link, with real clicks and keys."""

from __future__ import annotations

import pytest

from tests.browser.chromium import DESK, SMALL_PHONE, Visitor, visit
from tests.playground.browser import chromium

pytestmark = pytest.mark.skipif(
    chromium() is None, reason="no Chromium on this machine, so no browser test (Debian: apt install chromium)"
)

# What a thumb hits without trying: 44 CSS pixels (WCAG 2.2, 2.5.5).
THUMB = 44

# Raw scores by hand: knowledge 8 x 4 + 16 x 3 = 80 of 96, skill 3 x 4 + 36 x 3 = 120 of 156, attitude
# 4 x 3 + 20 x 4 = 92 of 96; overall 292 of 348.
ANSWERS = "4" * 8 + "3" * 16 + "444" + "3" * 36 + "3333" + "4" * 20
RESULT = (
    "Pengetahuan 83,33 % · efektif",
    "Keterampilan 76,92 % · efektif",
    "Sikap 95,83 % · sangat efektif",
    "Keseluruhan 83,91 % · efektif",
)

PICTURE = "document.querySelector('#messages .message:last-child .photo img')"


async def test_a_companion_walks_from_start_to_history(link: str) -> None:
    async with visit(link) as ibu_sari:
        await _joins(ibu_sari)
        await _fills_in_the_profile(ibu_sari)
        await _answers_all_items(ibu_sari, link)
        await _sends_and_sees_the_result(ibu_sari)
        assert min(ibu_sari.heights.values()) >= THUMB
        assert await ibu_sari.complaints() == []


async def _joins(ibu_sari: Visitor) -> None:
    await ibu_sari.press("Mulai")
    await ibu_sari.sees("Selamat datang", "Sahabat Pendamping")
    await ibu_sari.write("/start")
    await ibu_sari.until("document.querySelectorAll('.message.bot').length === 2")
    welcome = await ibu_sari.sees("Selamat datang")
    assert "diedit" not in welcome["time"]
    await ibu_sari.tap("Mulai")
    consent = await ibu_sari.sees("Persetujuan penggunaan data")
    assert (consent["id"], consent["count"]) == (welcome["id"], welcome["count"]), "not edited in place"
    assert "diedit" in consent["time"]
    await ibu_sari.tap("Baca lengkap")
    await ibu_sari.sees("Undang-Undang Nomor 27 Tahun 2022")
    # A long text is read from its beginning.
    title = "document.querySelector('#messages .message:last-child .words b').getBoundingClientRect()"
    assert await ibu_sari.run(f"{title}.top > document.querySelector('#messages').getBoundingClientRect().top")
    assert await ibu_sari.too_wide() == []
    await ibu_sari.tap("Setuju")
    await ibu_sari.sees_toast("Persetujuan Anda tercatat")


async def _fills_in_the_profile(ibu_sari: Visitor) -> None:
    await ibu_sari.sees("Dengan nama apa")
    await ibu_sari.write("Sari")
    await ibu_sari.sees("Apa jenis kelamin")
    await ibu_sari.tap("Perempuan")
    await ibu_sari.sees("Tahun berapa")
    await ibu_sari.write("1988")
    await ibu_sari.sees("pendidikan terakhir")
    await ibu_sari.tap("S1")
    await ibu_sari.sees("bidang studi")
    await ibu_sari.tap("Kesejahteraan")
    await ibu_sari.sees("Program apa")
    for programme in ("PKH", "KUBE"):
        await ibu_sari.tap(programme)
        await ibu_sari.until(f"document.querySelector('#messages').innerText.includes('✓ {programme}')")
    assert await ibu_sari.too_wide() == []
    await ibu_sari.tap("Selesai")
    await ibu_sari.sees("Di provinsi")
    await ibu_sari.write("sumatera")
    await ibu_sari.sees("Ditemukan 3")
    await ibu_sari.tap("Sumatera Barat")
    await ibu_sari.sees("Di kabupaten")
    await ibu_sari.write("payakumbuh")
    await ibu_sari.sees("Berapa tahun")
    await ibu_sari.write("7")
    await ibu_sari.sees("Berapa kali")
    await ibu_sari.tap("Lewati")
    await ibu_sari.sees("Berapa jumlah")
    # More digits than a whole number may have.
    await ibu_sari.write("99999999999")
    refusal = await ibu_sari.sees("Mohon periksa")
    assert "kendala" not in refusal["words"]
    await ibu_sari.write("268")
    await ibu_sari.sees("Berapa insentif")
    await ibu_sari.tap("Rp2.198.000")
    await ibu_sari.sees("Ringkasan", "PKH", "KUBE", "Kota Payakumbuh", "268")
    assert await ibu_sari.too_wide() == []
    await ibu_sari.tap("Kirim")
    await ibu_sari.sees_toast("Profil tersimpan")
    await ibu_sari.sees("Ibu Sari", "Apa yang ingin Anda lakukan")


async def _answers_all_items(ibu_sari: Visitor, link: str) -> None:
    await ibu_sari.tap("Kuesioner kompetensi")
    first = await ibu_sari.sees(" 1 / 87")
    for number, answer in enumerate(ANSWERS, 1):
        item = await ibu_sari.sees(f" {number} / 87")
        assert (item["id"], item["count"]) == (first["id"], first["count"]), f"item {number} is not edited in place"
        if number == 41:
            await ibu_sari.tap("1 · ")
            await ibu_sari.sees(" 42 / 87")
            await ibu_sari.tap("‹ Kembali")
            again = await ibu_sari.sees(" 41 / 87")
            assert any(label.startswith("✓ 1 · ") for label in again["buttons"])
        if number == 60:
            await ibu_sari.open(link)
            await ibu_sari.sees(" 60 / 87")
        await ibu_sari.tap(f"{answer} · ")
    assert number == 87


async def _sends_and_sees_the_result(ibu_sari: Visitor) -> None:
    await ibu_sari.sees("Ringkasan", "87 / 87", "Pengetahuan: 24 / 24", "Keterampilan: 39 / 39", "Sikap: 24 / 24")
    await ibu_sari.tap("Keterampilan")
    await ibu_sari.sees("Ketuk nomor untuk mengubah jawaban", "41.")
    assert await ibu_sari.too_wide() == []
    await ibu_sari.tap("Ringkasan")
    await ibu_sari.sees("Periksa sebentar")
    await ibu_sari.tap("Kirim")
    await ibu_sari.sees("Penilaian diri", *RESULT)
    await ibu_sari.until(f"{PICTURE}?.complete && {PICTURE}.naturalWidth > 0")
    box = f"{PICTURE}.getBoundingClientRect()"
    # On the screen at once, below the head of the page, and wide enough to be read.
    assert await ibu_sari.run(f"{box}.top >= document.querySelector('header').getBoundingClientRect().bottom")
    assert await ibu_sari.run(f"{box}.bottom <= innerHeight && {box}.width > 300")
    for size in (SMALL_PHONE, DESK):
        await ibu_sari.window(size)
        assert await ibu_sari.too_wide() == []
    await ibu_sari.write("/riwayat")
    await ibu_sari.sees("Riwayat hasil", "83,91 % · efektif")


async def test_three_people_each_with_a_chat_of_their_own(link: str) -> None:
    async with visit(link, DESK) as somebody:
        await somebody.press("Mulai")
        await somebody.sees("Selamat datang")
        await somebody.press("Hendra")
        await somebody.press("Mulai")
        await somebody.sees("Hendra")
        await somebody.tap("Ringkasan")
        await somebody.sees("Kota Payakumbuh", "45 pendamping aktif")
        await somebody.press("Dewi")
        await somebody.press("Mulai")
        menu = await somebody.sees("Dewi")
        assert "Undang" in menu["buttons"]
        await somebody.press("Daftar perintah")
        await somebody.press("/bantuan")
        await somebody.sees("/riwayat – hasil sebelumnya")
        await somebody.press("Sari")
        await somebody.sees("Selamat datang")
        await somebody.press("Ganti bahasa halaman")
        await somebody.until("document.querySelector('#text').placeholder === 'Write a message'")
        await somebody.press("Hendra")
        await somebody.sees("Kota Payakumbuh")
        assert await somebody.too_wide() == []
        assert await somebody.complaints() == []

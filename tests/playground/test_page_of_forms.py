"""The page where forms need more than words: reply buttons, places, pictures, voices, documents, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.samples import audio_file, photo_file
from tests.playground.browser import Tab, chromium, open_page
from tests.playground.conftest import SARI, Client, keyboard

pytestmark = pytest.mark.skipif(chromium() is None, reason="no chromium on this machine")

SMALL_PHONE = {"width": 360, "height": 640, "deviceScaleFactor": 1, "mobile": True}
BOARD = {
    "keyboard": [[{"text": "📍 Kirim lokasi saya", "request_location": True}], [{"text": "Batal"}]],
    "resize_keyboard": True,
    "one_time_keyboard": True,
    "input_field_placeholder": "Ketuk tombol di bawah",
}
LAST = "document.querySelector('#messages').lastElementChild"
KEYS = "document.querySelector('#keyboard')"


async def ask(api: Client, board: object) -> None:
    await api.call("sendMessage", chat_id=SARI, text="Di mana rumahnya?", reply_markup=board)


async def pick(tab: Tab, field: str, *paths: Path) -> None:
    """Choose files as in the window that the browser opens."""
    node = (await tab.send("DOM.getDocument"))["root"]["nodeId"]
    found = (await tab.send("DOM.querySelector", nodeId=node, selector=field))["nodeId"]
    await tab.send("DOM.setFileInputFiles", nodeId=found, files=[str(path) for path in paths])


async def nothing_is_wider(tab: Tab) -> None:
    assert await tab.run("document.documentElement.scrollWidth") == 360
    outside = "[...document.querySelectorAll('#messages *')].filter((one) => one.getBoundingClientRect().right > 361)"
    assert await tab.run(f"{outside}.map((one) => one.outerHTML.slice(0, 80))") == []


async def test_a_place_by_a_reply_button(api: Client) -> None:
    await api.begin()
    async with open_page(api.playground.link() + "?person=sari") as tab:
        await tab.send("Emulation.setDeviceMetricsOverride", **SMALL_PHONE)
        await tab.until("document.querySelectorAll('.message').length === 1")
        assert not await tab.run(f"{KEYS}?.checkVisibility()")
        await ask(api, BOARD)
        await tab.until(f"{KEYS}?.checkVisibility()")
        assert await tab.run("document.querySelector('#text').placeholder") == "Ketuk tombol di bawah"
        # Put away and taken out again.
        for seen in (False, True):
            await tab.click("Tombol balasan")
            assert await tab.run(f"{KEYS}?.checkVisibility()") is seen
        await tab.click("📍 Kirim lokasi saya")
        await tab.until("document.querySelector('#place').open")
        await tab.run("document.querySelector('#place [name=latitude]').value = '91'")
        await tab.click("Kirim lokasi")
        assert await tab.run("document.querySelector('#place .problem').checkVisibility()")
        await tab.run("document.querySelector('#place [name=latitude]').value = '-6,2'")
        await tab.click("Kirim lokasi")
        await tab.until(f"{LAST}.innerText.includes('-6,20000; 100,63310 · ± 12 m')")
        # Used once, it steps back, and can be taken out again.
        assert not await tab.run(f"{KEYS}?.checkVisibility()")
        assert await tab.run("document.querySelector('#show-keyboard').checkVisibility()")
        message = (await api.updates())[0]["message"]
        assert message["location"] == {"latitude": -6.2, "longitude": 100.6331, "horizontal_accuracy": 12}
        assert message["reply_to_message"]["text"] == "Di mana rumahnya?"
        await ask(api, BOARD)
        await tab.until(f"{KEYS}?.checkVisibility()")
        await tab.click("Batal")
        await tab.until(f"{LAST}.innerText.startsWith('Batal')")
        await api.call("sendMessage", chat_id=SARI, text="Baik.", reply_markup={"remove_keyboard": True})
        await tab.until("!document.querySelector('#show-keyboard').checkVisibility()")
        assert await tab.run("document.querySelector('#text').placeholder") == "Tulis pesan"
        await ask(api, {**BOARD, "is_persistent": True, "one_time_keyboard": False, "resize_keyboard": False})
        await tab.until(f"{KEYS}?.checkVisibility()")
        assert not await tab.run("document.querySelector('#show-keyboard').checkVisibility()")
        assert await tab.run(f"{KEYS}.clientHeight") > 200
        await nothing_is_wider(tab)
        assert tab.problems == []


async def test_the_keyboard_of_one_person_is_not_shown_to_another(api: Client) -> None:
    await api.begin("sari", "rahmat")
    await ask(api, BOARD)
    async with open_page(api.playground.link() + "?person=sari") as tab:
        await tab.until(f"{KEYS}?.checkVisibility()")
        await tab.click("Rahmat\nkoordinator")
        await tab.until(f"!{KEYS}?.checkVisibility()")
        await tab.click("Sari\npendamping")
        await tab.until(f"{KEYS}?.checkVisibility()")
        assert tab.problems == []


async def test_files_are_chosen_sent_and_shown(api: Client, tmp_path: Path) -> None:
    await api.begin()
    form, picture, song = tmp_path / "formulir rumah tangga 2026.xlsx", tmp_path / "rumah.jpg", tmp_path / "rapat.mp3"
    form.write_bytes(b"PK not opened by the page")
    picture.write_bytes(photo_file(900, 600))
    song.write_bytes(audio_file())
    async with open_page(api.playground.link() + "?person=sari") as tab:
        await tab.send("Emulation.setDeviceMetricsOverride", **SMALL_PHONE)
        await tab.until("document.querySelectorAll('.message').length === 1")
        await pick(tab, "#pick-document", form)
        await tab.until(f"{LAST}.querySelector('.document')?.innerText.includes('{form.name}')")
        await pick(tab, "#pick-photo", picture)
        await tab.until(f"{LAST}.querySelector('.photo img')?.naturalWidth === 900")
        await pick(tab, "#pick-audio", song)
        await tab.until(f"{LAST}.querySelector('.player.audio audio')?.readyState > 0")
        for label, kind in (("Pesan suara (contoh, hening)", "voice"), ("Pesan video (contoh)", "video_note")):
            await tab.click("Lampirkan")
            await tab.click(label)
            await tab.until(f"{LAST}.querySelector('.player.{kind} :is(audio, video)')?.readyState > 0")
            assert await tab.run(f"{LAST}.innerText.includes('0:02')")
        sent = [update["message"] for update in await api.updates()]
        assert [next(kind for kind in ("document", "photo", "audio", "voice", "video_note") if kind in one)
                for one in sent] == ["document", "photo", "audio", "voice", "video_note"]  # fmt: skip
        assert sent[0]["document"]["file_name"] == form.name
        assert sent[0]["document"]["mime_type"].endswith("spreadsheetml.sheet")
        assert len(sent[1]["photo"]) == 4
        await nothing_is_wider(tab)
        assert tab.problems == []


async def test_what_the_bot_sends_is_shown(api: Client) -> None:
    await api.begin()
    async with open_page(api.playground.link() + "?person=sari") as tab:
        await tab.send("Emulation.setDeviceMetricsOverride", **SMALL_PHONE)
        await tab.until("document.querySelectorAll('.message').length === 1")
        venue = {"latitude": -0.2244, "longitude": 100.6331, "title": "Balai desa", "address": "Jalan Contoh 1"}
        await api.call("sendVenue", chat_id=SARI, **venue, reply_markup=keyboard(["Benar", "Ubah"]))
        await tab.until(f"{LAST}.querySelector('.place')?.innerText.includes('Jalan Contoh 1')")
        assert "Balai desa" in await tab.run(f"{LAST}.innerText")
        # What no browser can play is offered as a file.
        await api.upload("sendVoice", "voice", "a.ogg", b"no sound", chat_id=SARI)
        await tab.until(f"{LAST}.querySelector('a.document')?.innerText.includes('Pesan suara')")
        await api.sim("sari/message", video="sample")
        await tab.until(f"{LAST}.querySelector('.player.video video')?.videoWidth === 64")
        await nothing_is_wider(tab)

"""The chat page: its texts, its stream, and a walk through it in a real browser where there is one."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.playground.page import page_texts
from tests.playground.browser import chromium, open_page
from tests.playground.conftest import SARI, Client, keyboard
from tests.playground.test_strictness import png

WEB = Path("bot/playground/web")
WEB_NAMES = [path.name for path in WEB.iterdir()]


def test_both_languages_have_the_same_texts_and_every_text_is_used() -> None:
    indonesian, english = page_texts("id"), page_texts("en")
    assert indonesian.keys() == english.keys()
    source = "".join(path.read_text(encoding="utf-8") for path in WEB.iterdir())
    used = set(re.findall(r"""(?:data-(?:text|label|placeholder)=|\bt\()["']([a-z-]+)["']""", source))
    used |= set(re.findall(r"""t\(chat\.blocked \? "([a-z-]+)" : "([a-z-]+)"\)""", source)[0])
    roles = {"role-companion", "role-coordinator", "role-admin"}
    used |= set(re.findall(r'seconds \? t\("([a-z-]+)"\) : t\("([a-z-]+)"\)', source)[0]) | roles
    assert used == indonesian.keys()
    assert all(text.strip() for text in (*indonesian.values(), *english.values()))


def test_the_page_fetches_nothing_from_elsewhere() -> None:
    for path in WEB.iterdir():
        addresses = re.findall(r"https?://[^\s\"'<>)]+", path.read_text(encoding="utf-8"))
        assert set(addresses) <= {"http://www.w3.org/2000/svg"}, path


async def test_files_of_the_page_and_nothing_else_are_served(api: Client) -> None:
    for name in ("", *(f"web/{name}" for name in WEB_NAMES)):
        async with api.session.get(f"{api.playground.url}/{name}") as answer:
            assert answer.status == 200, name
    for name in ("web/nothing.js", "web/..%2fpage.py", "web/texts/xx", "sim/files/none"):
        async with api.session.get(f"{api.playground.url}/{name}") as answer:
            assert answer.status == 404, name


async def test_a_document_is_downloaded_never_opened(api: Client) -> None:
    await api.begin()
    sent = await api.upload("sendDocument", "document", "x.html", b"<script>alert(1)</script>", chat_id=SARI)
    async with api.session.get(f"{api.playground.url}/sim/files/{sent[1]['result']['document']['file_id']}") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_stream_tells_what_changes(api: Client) -> None:
    events: list[tuple[str, Any]] = []
    async with api.session.get(f"{api.playground.url}/sim/sari/events") as stream:
        assert (await stream.content.readline()).startswith(b":")
        await api.begin()
        said = await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
        query = (await api.sim("sari/tap", button="a"))["query_ids"][0]
        await api.call("answerCallbackQuery", callback_query_id=query, text="toast")
        await api.call("deleteMessage", chat_id=SARI, message_id=said["message_id"])
        async with asyncio.timeout(3):
            while len(events) < 6:
                line = (await stream.content.readline()).decode().strip()
                if line.startswith("event: "):
                    value = json.loads((await stream.content.readline()).decode().removeprefix("data: "))
                    events.append((line.removeprefix("event: "), value))
    assert [name for name, _ in events] == ["chat", "message", "message", "chat", "answer", "message"]
    assert events[2][1]["buttons"][0][0]["text"] == "a"
    assert events[4][1]["text"] == "toast"
    assert events[5][1]["deleted"] is True


async def bot(api: Client) -> None:
    """A bot that welcomes, counts taps in place, and describes what it is sent."""
    offset = taps = 0
    while True:
        for update in await api.updates(offset=offset, timeout=5):
            offset = update["update_id"] + 1
            if query := update.get("callback_query"):
                taps += 1
                await api.call("answerCallbackQuery", callback_query_id=query["id"], text=f"Tersimpan {taps}")
                where = {"chat_id": SARI, "message_id": query["message"]["message_id"]}
                await api.call("editMessageText", **where, text=f"Butir {taps + 1}", reply_markup=keyboard(["Ya"]))
            elif update["message"].get("text") == "/start":
                await api.call(
                    "sendMessage", chat_id=SARI, text="<b>Halo</b> <i>/bantuan</i>", parse_mode="HTML",
                    reply_markup=keyboard(["Ya"]),
                )  # fmt: skip
            else:
                kind = next(name for name in ("text", "location", "photo", "document") if name in update["message"])
                await api.call("sendMessage", chat_id=SARI, text=f"Diterima: {kind}")


@pytest.mark.skipif(chromium() is None, reason="no chromium on this machine")
async def test_a_walk_in_a_real_browser(api: Client) -> None:
    await api.call("setMyCommands", commands=[{"command": "bantuan", "description": "Cara memakai"}])
    answering = asyncio.create_task(bot(api))
    last = "document.querySelector('#messages').lastElementChild.innerText"
    async with open_page(api.playground.link() + "?person=sari") as tab:
        await tab.click("Mulai")
        await tab.until("document.querySelector('.message.bot b')?.innerText === 'Halo'")
        for number in (1, 2):
            await tab.click("Ya")
            await tab.until(f"document.querySelector('#toast').innerText === 'Tersimpan {number}'")
            await tab.until(f"{last}.includes('Butir {number + 1}') && {last}.includes('diedit')")
        assert await tab.run("document.querySelectorAll('.message').length") == 2
        await tab.run("document.querySelector('#text').value = 'apa <b>ini</b>'")
        await tab.click("Kirim")
        await tab.until(f"{last}.includes('Diterima: text')")
        assert await tab.run("document.querySelectorAll('.message.person b').length") == 0
        await tab.click("Daftar perintah")
        await tab.click("/bantuan\nCara memakai")
        await tab.until("document.querySelectorAll('.message').length === 6")
        await tab.click("Lampirkan")
        await tab.click("Lokasi")
        await tab.click("Kirim lokasi")
        await tab.until(f"{last}.includes('Diterima: location')")
        status, _ = await api.upload("sendPhoto", "photo", "p.png", png(), chat_id=SARI)
        assert status == 200
        await tab.until("document.querySelector('.photo img')?.naturalWidth === 30")
        await tab.run("document.querySelector('.photo').click()")
        assert await tab.run("document.querySelector('#viewer').open")
        await tab.run("document.querySelector('#viewer').close()")
        await tab.click("English")
        await tab.until("document.querySelector('#text').placeholder === 'Write a message'")
        await tab.click("Block the bot")
        await tab.click("Unblock")
        await tab.until("document.querySelector('#composer').checkVisibility()")
        assert tab.problems == []
    answering.cancel()
    assert (await api.chat())["blocked"] is False


_PICK = """(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 20;
    const picture = await new Promise((done) => canvas.toBlob(done));
    const picked = new DataTransfer();
    for (let n = 0; n < COUNT; n++) picked.items.add(new File([picture], `${n}.png`, { type: "image/png" }));
    const input = document.querySelector("#pick-photo");
    input.files = picked.files;
    input.dispatchEvent(new Event("change"));
})()"""


@pytest.mark.skipif(chromium() is None, reason="no chromium on this machine")
async def test_albums_in_a_real_browser(api: Client) -> None:
    await api.begin()
    async with open_page(api.playground.link() + "?person=sari") as tab:
        await tab.until("document.querySelectorAll('.message').length === 1")
        await tab.run(_PICK.replace("COUNT", "12"))
        await tab.until("document.querySelectorAll('.album.person .photo img').length === 12")
        groups = [update["message"]["media_group_id"] for update in await api.updates()]
        assert [groups.count(one) for one in dict.fromkeys(groups)] == [10, 2]
        assert await tab.run("document.querySelectorAll('.album.person').length") == 2
        file_id = (await api.updates())[0]["message"]["photo"][0]["file_id"]
        media = [{"type": "photo", "media": file_id, "caption": "<b>lama</b>", "parse_mode": "HTML"}]
        sent = await api.call("sendMediaGroup", chat_id=SARI, media=[*media, *media, {**media[0], "caption": ""}])
        await tab.until("document.querySelectorAll('.album.bot .photo img').length === 3")
        assert await tab.run("document.querySelector('.album.bot b').innerText") == "lama"
        await api.call("editMessageCaption", chat_id=SARI, message_id=sent[1]["message_id"], caption="baru")
        frame = "document.querySelector('.album.bot').innerText"
        await tab.until(f"{frame}.includes('baru') && {frame}.includes('diedit') && {frame}.includes('lama')")
        assert await tab.run("document.querySelectorAll('.album.bot .message').length") == 3
        # The same after the page is opened anew, and nothing is wider than the phone.
        await tab.send("Page.reload")
        await tab.until("document.querySelectorAll('.album.bot .photo').length === 3")
        await tab.send("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True)
        assert await tab.run("document.querySelectorAll('.album').length") == 3
        assert await tab.run("document.documentElement.scrollWidth") == 390
        assert tab.problems == []


@pytest.mark.skipif(chromium() is None, reason="no chromium on this machine")
async def test_one_of_a_crowd_can_be_opened_by_the_id(api: Client) -> None:
    api.playground.add_crowd(1000, 900)
    await api.call("sendMessage", chat_id=1234, text="Halo")
    async with open_page(api.playground.link() + "?person=1234") as tab:
        await tab.until("document.querySelector('.message.bot')?.innerText.includes('Halo')")
        assert await tab.run("document.querySelectorAll('#people button').length") == 4
        await api.sim("1234/deactivate")
        await tab.until("!document.querySelector('#composer').checkVisibility()")
        assert not await tab.run("document.querySelector('#begin').checkVisibility()")
        assert tab.problems == []

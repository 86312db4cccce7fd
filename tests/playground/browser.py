"""A real browser for tests: Debian's chromium, headless, steered over its own debugging socket."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)
_PATIENCE = 20.0


def chromium() -> str | None:
    """The program, where there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Tab:
    """One open page."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.problems: list[str] = []

    async def send(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the DevTools protocol; gives its result."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while True:
            message = json.loads((await self._socket.receive(_PATIENCE)).data)
            if message.get("method") == "Runtime.exceptionThrown":
                self.problems.append(json.dumps(message["params"]["exceptionDetails"]))
            if message.get("method") == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
                self.problems.append(json.dumps(message["params"]["entry"]))
            if message.get("id") == self._number:
                assert "error" not in message, message["error"]
                result: dict[str, Any] = message["result"]
                return result

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        answer = await self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until an expression is true."""
        look = f"const look = () => Boolean({script}) ? done(true) : setTimeout(look, 15); look()"
        try:
            await self.run(f"new Promise((done) => {{ {look} }})")
        except TimeoutError:
            raise AssertionError(f"never true in the page: {script}") from None

    async def click(self, label: str) -> None:
        """Click what is visible and says `label`."""
        found = f"""[...document.querySelectorAll("button")].reverse().find(
            (one) => one.checkVisibility() && (one.innerText.trim() === {json.dumps(label)}
                || one.getAttribute("aria-label") === {json.dumps(label)}))"""
        # In one step: what was found may be drawn anew before it could be clicked.
        await self.until(f"(() => {{ const one = {found}; one?.click(); return one }})()")

    async def picture(self, path: Path, width: int, height: int) -> None:
        """Write a picture of the page as PNG."""
        await self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        await asyncio.sleep(0.2)
        shot = await self.send("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(shot["data"]))


@asynccontextmanager
async def open_page(url: str) -> AsyncIterator[Tab]:
    """A browser with one page; closed afterwards."""
    program = chromium()
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program,
            *_FLAGS,
            f"--user-data-dir={profile}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with aiohttp.ClientSession() as session:
                port = await _port(Path(profile) / "DevToolsActivePort")
                async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                    pages = [page for page in await answer.json() if page["type"] == "page"]
                async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    tab = Tab(socket)
                    for domain in ("Page", "Runtime", "Log"):
                        await tab.send(f"{domain}.enable")
                    await tab.send("Page.navigate", url=url)
                    yield tab
        finally:
            process.terminate()
            await process.wait()


async def _port(file: Path) -> int:
    for _ in range(int(_PATIENCE / 0.05)):
        lines = await asyncio.to_thread(_lines, file)
        if len(lines) > 1:
            return int(lines[0])
        await asyncio.sleep(0.05)
    raise AssertionError("the browser did not start")


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.is_file() else []

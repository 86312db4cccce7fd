"""A person at the page: looks at what is on the screen, clicks with a mouse, writes with a keyboard.

Nothing is set off by script. A click is pressed and released at the middle of what is seen there; it fails where
something else lies on top of it, and when it does not arrive.
"""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.playground.browser import Tab, open_page

PHONE = (390, 844)
DESK = (1280, 900)

# What the page itself says to the console; exceptions and failed requests are noted by the tab.
_LISTEN = """
window.complaints = [];
for (const level of ["error", "warn"]) {
  const before = console[level].bind(console);
  console[level] = (...words) => { window.complaints.push(words.map(String).join(" ")); before(...words); };
}
"""

# The newest message of the bot: its words without the mark of the time, and its place.
_NEWEST = """(() => {
  const all = [...document.querySelectorAll("#messages .message.bot")];
  const one = all.at(-1);
  if (!one) return {id: 0, count: 0, words: "", edited: false, buttons: []};
  const words = one.querySelector(".words").cloneNode(true);
  const mark = words.querySelector("time");
  const time = mark ? mark.innerText : "";
  if (mark) mark.remove();
  return {
    id: Number(one.dataset.id), count: all.length, words: words.textContent, time,
    buttons: [...one.querySelectorAll(".buttons button")].map((key) => key.innerText.trim()),
  };
})()"""

# Where something is, once it has stopped moving (messages rise, the list scrolls): two pictures alike.
_STILL = """new Promise((done) => {
  let before = "";
  const look = () => {
    const one = find();
    if (one) {
      one.scrollIntoView({block: "nearest"});
      const box = one.getBoundingClientRect();
      const now = [box.x, box.y, box.width, box.height].join();
      if (now === before) {
        const x = box.x + box.width / 2, y = box.y + box.height / 2;
        const top = document.elementFromPoint(x, y);
        window.arrived = false;
        one.addEventListener("click", () => (window.arrived = true), {once: true, capture: true});
        const seen = Boolean(top) && (one === top || one.contains(top));
        return done({x, y, width: box.width, height: box.height, seen, above: top ? top.outerHTML.slice(0, 120) : ""});
      }
      before = now;
    }
    requestAnimationFrame(look);
  };
  look();
})"""


class Visitor:
    """Somebody at the page."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        # Width and height in CSS pixels of what was clicked, by its label.
        self.clicked: dict[str, tuple[float, float]] = {}

    async def window(self, size: tuple[int, int], *, sharp: int = 1) -> None:
        """The size of the window in CSS pixels, `sharp` device pixels to each of them."""
        width, height = size
        await self._tab.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=sharp,
            mobile=width < 500,
        )

    async def open(self, link: str) -> None:
        """Go to an address and wait until the page stands."""
        await self._tab.send("Page.addScriptToEvaluateOnNewDocument", source=_LISTEN)
        await self._tab.send("Page.navigate", url=link)
        await self._tab.until("window.complaints && document.querySelector('#people button[aria-selected=true]')")

    async def complaints(self) -> list[str]:
        """Everything that the browser or the page found wrong."""
        own: list[str] = await self._tab.run("window.complaints")
        return [*self._tab.problems, *own]

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        return await self._tab.run(script)

    async def until(self, script: str) -> None:
        """Wait until an expression is true."""
        try:
            await self._tab.until(script)
        except AssertionError as error:
            newest = await self._fresh_look()
            raise AssertionError(f"{error}; the newest message: {newest}") from None

    async def _fresh_look(self) -> str:
        return json.dumps(await self._tab.run(_NEWEST), ensure_ascii=False)

    async def newest(self) -> dict[str, Any]:
        """The bot's newest message: `id`, `count` of all of them, `words`, `time`, labels of its `buttons`."""
        message: dict[str, Any] = await self._tab.run(_NEWEST)
        return message

    async def sees(self, *words: str) -> dict[str, Any]:
        """Wait until the bot's newest message says all of these; gives it."""
        await self.until(f"(() => {{ const m = {_NEWEST}; return {_js(words)}.every((w) => m.words.includes(w)) }})()")
        return await self.newest()

    async def sees_toast(self, words: str) -> None:
        """Wait until these words are shown in short above the composer."""
        await self.until(f"!$toast.hidden && $toast.innerText.includes({_js(words)})".replace("$toast", _TOAST))

    async def press(self, label: str) -> None:
        """Click what is visible on the page and says this, or is described so."""
        await self._click(
            label,
            f"""[...document.querySelectorAll("button, a")].reverse().find((one) => one.checkVisibility()
                && (one.innerText.trim().split("\\n")[0] === {_js(label)} || one.ariaLabel === {_js(label)}))""",
        )

    async def tap(self, label: str) -> None:
        """Click a button of the bot's newest message that has buttons: its label, or what that begins with."""
        await self._click(
            label,
            f"""[...([...document.querySelectorAll("#messages .message.bot .buttons")].at(-1)
                ?.querySelectorAll("button") ?? [])].find((one) => one.innerText.trim().startsWith({_js(label)}))""",
        )

    async def click(self, selector: str) -> None:
        """Click the first element that a CSS selector finds."""
        await self._click(selector, f"document.querySelector({_js(selector)})")

    async def _click(self, label: str, find: str) -> None:
        await self.until(find)
        at = await self._tab.run(f"(() => {{ const find = () => {find}; return {_STILL} }})()")
        assert at["seen"], f"{label!r} is covered by {at['above']}"
        self.clicked[label] = (at["width"], at["height"])
        mouse = {"x": at["x"], "y": at["y"], "button": "left", "clickCount": 1}
        for what in ("mousePressed", "mouseReleased"):
            await self._tab.send("Input.dispatchMouseEvent", type=what, **mouse)
        assert await self._tab.run("window.arrived"), f"the click on {label!r} did not arrive"

    async def write(self, text: str) -> None:
        """Write in the composer and send with Enter."""
        await self.click("#text")
        await self._tab.send("Input.insertText", text=text)
        for what in ("keyDown", "keyUp"):
            enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
            extra = {"text": "\r"} if what == "keyDown" else {}
            await self._tab.send("Input.dispatchKeyEvent", type=what, **enter, **extra)
        await self.until("document.querySelector('#text').value === ''")

    async def picture(self, path: Path) -> None:
        """Write what is on the screen as PNG."""
        shot = await self._tab.send("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))  # noqa: ASYNC240


_TOAST = "document.querySelector('#toast')"


def _js(value: Any) -> str:
    return json.dumps(value)


@asynccontextmanager
async def visit(link: str, size: tuple[int, int] = PHONE) -> AsyncIterator[Visitor]:
    """A browser with the page open in it; closed afterwards."""
    async with open_page("about:blank") as tab:
        visitor = Visitor(tab)
        await visitor.window(size)
        await visitor.open(link)
        yield visitor

"""A person at the page: looks at what is on the screen, clicks with a mouse, writes with a keyboard.

Nothing is set off by script. A click is pressed and released at the middle of what is seen; it fails where something
else lies on top of that, and where it does not arrive.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.playground.browser import Tab, open_page

# Width and height in CSS pixels.
PHONE = (390, 844)
SMALL_PHONE = (360, 640)
DESK = (1280, 900)

# What the page says to the console; exceptions and failed requests are noted by the tab.
_LISTEN = """
window.complaints = [];
for (const level of ["error", "warn"]) {
  const before = console[level].bind(console);
  console[level] = (...words) => { window.complaints.push(words.map(String).join(" ")); before(...words); };
}
"""

_NEWEST = """(() => {
  const all = [...document.querySelectorAll("#messages .message.bot")];
  const one = all.at(-1);
  if (!one) return {id: 0, count: 0, words: "", time: "", buttons: []};
  const words = one.querySelector(".words").cloneNode(true);
  const time = words.querySelector("time");
  time.remove();
  const buttons = [...one.querySelectorAll(".buttons button")].map((key) => key.innerText.trim());
  return {id: Number(one.dataset.id), count: all.length, words: words.textContent, time: time.textContent, buttons};
})()"""

# Where something is once it has stopped moving (messages rise, the list scrolls): the same place in two frames.
_STILL = """new Promise((done) => {
  let before = "";
  const look = () => {
    const one = find();
    one?.scrollIntoView({block: "nearest"});
    const {x, y, width, height} = one?.getBoundingClientRect() ?? {};
    const now = [x, y, width, height].join();
    if (!one || now !== before) {
      before = one ? now : "";
      return requestAnimationFrame(look);
    }
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    window.arrived = false;
    one.addEventListener("click", () => (window.arrived = true), {once: true, capture: true});
    done({x: x + width / 2, y: y + height / 2, height, seen: one.contains(top), above: top?.outerHTML.slice(0, 120)});
  };
  look();
})"""

# What reaches beyond the right edge of the window.
_TOO_WIDE = """[document.documentElement, ...document.querySelectorAll("body, body *")].filter((one) =>
  one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 1
    && getComputedStyle(one).overflowX === "auto")).map((one) => one.outerHTML.slice(0, 120))"""


class Visitor:
    """Somebody at the page."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._heard: list[str] = []
        # The heights in CSS pixels of the bot's buttons that were clicked, by label.
        self.heights: dict[str, float] = {}

    async def window(self, size: tuple[int, int], *, sharp: int = 1) -> None:
        """The size of the window in CSS pixels, with `sharp` device pixels to each of them."""
        width, height = size
        await self._tab.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=sharp,
            mobile=width < 500,
        )

    async def open(self, link: str) -> None:
        """Go to an address, also once more, and wait until the page stands."""
        self._heard = await self.complaints()
        # So that the page that is left is not taken for the one that comes.
        await self._tab.send("Page.navigate", url="about:blank")
        await self._tab.until("location.href === 'about:blank'")
        await self._tab.send("Page.navigate", url=link)
        await self._tab.until("document.querySelector('#people button[aria-selected=true]')")

    async def complaints(self) -> list[str]:
        """Everything that the browser or the page has found wrong, on all pages that were opened."""
        own: list[str] = await self._tab.run("window.complaints ?? []")
        earlier = [one for one in self._heard if one not in self._tab.problems]
        return [*self._tab.problems, *earlier, *own]

    async def too_wide(self) -> list[str]:
        """The elements for which one would have to scroll sideways."""
        wide: list[str] = await self._tab.run(_TOO_WIDE)
        return wide

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression; for looking only."""
        return await self._tab.run(script)

    async def until(self, script: str) -> None:
        """Wait until a JavaScript expression is true."""
        try:
            await self._tab.until(script)
        except AssertionError as error:
            raise AssertionError(f"{error}; the newest message: {await self.newest()}") from None

    async def newest(self) -> dict[str, Any]:
        """The bot's newest message: `id`, `count` of all of them, `words`, `time`, labels of its `buttons`."""
        message: dict[str, Any] = await self._tab.run(_NEWEST)
        return message

    async def sees(self, *words: str) -> dict[str, Any]:
        """Wait until the bot's newest message says all of these; gives it as `newest` does."""
        try:
            await self._tab.until(f"(({{words}}) => {json.dumps(words)}.every((w) => words.includes(w)))({_NEWEST})")
        except AssertionError:
            raise AssertionError(f"waited for {words}; the newest message: {await self.newest()}") from None
        return await self.newest()

    async def sees_toast(self, words: str) -> None:
        """Wait until these words are shown in short on the screen, where they stand in the way of no tap."""
        toast = "document.querySelector('#toast')"
        await self.until(f"{toast}.checkVisibility() && {toast}.innerText.includes({json.dumps(words)})")
        middle = f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({toast}.getBoundingClientRect())"
        assert not await self._tab.run(f"{toast}.contains(document.elementFromPoint(...{middle}))"), (
            "a toast takes taps"
        )

    async def press(self, label: str) -> None:
        """Click what is visible on the page and begins with this line, or is described by it."""
        words = json.dumps(label)
        says = f"""one.innerText.trim().split("\\n")[0] === {words} || one.ariaLabel === {words}"""
        seen = f"(one) => one.checkVisibility() && ({says})"
        await self._click(label, f"[...document.querySelectorAll('button')].reverse().find({seen})")

    async def tap(self, label: str) -> None:
        """Click a button of the bot's newest message with buttons, by its label or the beginning of it."""
        newest = "[...document.querySelectorAll('#messages .message.bot .buttons')].at(-1)"
        says = f"(one) => one.innerText.trim().startsWith({json.dumps(label)})"
        find = f"[...({newest}?.querySelectorAll('button') ?? [])].find({says})"
        self.heights[label] = await self._click(label, find)

    async def write(self, text: str) -> None:
        """Write in the composer and send with Enter."""
        await self._click("composer", "document.querySelector('#text')")
        await self._tab.send("Input.insertText", text=text)
        enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        await self._tab.send("Input.dispatchKeyEvent", type="keyDown", text="\r", **enter)
        await self._tab.send("Input.dispatchKeyEvent", type="keyUp", **enter)
        await self.until("document.querySelector('#text').value === ''")

    async def _click(self, what: str, find: str) -> float:
        await self.until(find)
        at = await self._tab.run(f"(() => {{ const find = () => {find}; return {_STILL} }})()")
        assert at["seen"], f"{what!r} is covered by {at['above']}"
        mouse = {"x": at["x"], "y": at["y"], "button": "left", "clickCount": 1}
        for event in ("mousePressed", "mouseReleased"):
            await self._tab.send("Input.dispatchMouseEvent", type=event, **mouse)
        assert await self._tab.run("window.arrived"), f"the click on {what!r} did not arrive"
        return float(at["height"])

    async def picture(self, path: Path) -> None:
        """Write what is on the screen as PNG."""
        shot = await self._tab.send("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(shot["data"]))


@asynccontextmanager
async def visit(link: str, size: tuple[int, int] = PHONE) -> AsyncIterator[Visitor]:
    """A browser with the page open in it; closed afterwards."""
    async with open_page("about:blank") as tab:
        await tab.send("Page.addScriptToEvaluateOnNewDocument", source=_LISTEN)
        visitor = Visitor(tab)
        await visitor.window(size)
        await visitor.open(link)
        yield visitor

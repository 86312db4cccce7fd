"""The places of the chat, and how each is shown.

A place is a short string in the person's chat row ("menu", "draft", "result:12"). Showing it reads what it needs from
the database, so that the same screen can be shown again at any time: after a second delivery, after a restart, or
because the first attempt at sending it failed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers.screens import Screen
from handlers.turn import Turn

Renderer = Callable[[Turn, str], Awaitable[Screen | None]]
_RENDERERS: dict[str, Renderer] = {}
_GATES: dict[str, Renderer] = {}

MENU = "menu"


def place(name: str) -> Callable[[Renderer], Renderer]:
    """Declare how a place is shown. The renderer gets what follows the colon, and `None` means: no longer there."""

    def declare(renderer: Renderer) -> Renderer:
        if name in _RENDERERS:
            raise ValueError(f"two renderers for the place {name!r}")
        _RENDERERS[name] = renderer
        return renderer

    return declare


def gate(name: str) -> Callable[[Renderer], Renderer]:
    """Declare what may stand in the way to a place: its screen is shown in the place's stead, `None` lets through."""

    def declare(renderer: Renderer) -> Renderer:
        if name in _GATES:
            raise ValueError(f"two gates before the place {name!r}")
        _GATES[name] = renderer
        return renderer

    return declare


async def render(turn: Turn) -> Screen:
    """The screen of the place on which the person is; the menu, where that place is gone (a draft sent elsewhere)."""
    name, _, argument = turn.chat.place.partition(":")
    if name in _GATES and (screen := await _GATES[name](turn, argument)) is not None:
        return screen
    renderer = _RENDERERS.get(name)
    screen = await renderer(turn, argument) if renderer else None
    if screen is not None:
        return screen
    turn.go(MENU)
    menu = await _RENDERERS[MENU](turn, "")
    if menu is None:
        raise LookupError("the menu can always be shown")
    return menu

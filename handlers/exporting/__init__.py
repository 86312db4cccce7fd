"""Data out: what was sent of a form, chosen in the chat, written in the background, brought as a file.

``handlers.exporting.chat`` is what the chat has of it. The process that writes a file imports ``.writing`` and nothing
of the chat, which would take it as long again; so the chat's names are looked up here when they are asked for.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name in ("PREFIX", "heard", "letter_tapped", "open_exports", "tapped"):
        from handlers.exporting import chat

        return getattr(chat, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

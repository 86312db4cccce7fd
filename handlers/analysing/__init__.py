"""Analysis of an instrument on its own answers: chosen in the chat, computed in the background, brought as a report.

``handlers.analysing.chat`` is what the chat has of it. The process that computes imports ``.working`` and nothing of
the chat, which would take it as long again; so the chat's names are looked up here when they are asked for.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name in ("PREFIX", "heard", "letter_tapped", "open_analyses", "tapped"):
        from handlers.analysing import chat

        return getattr(chat, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

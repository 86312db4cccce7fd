"""Exporting as the chat has it. Importing the module declares its places and its letter."""

from handlers.exporting import choosing, parts, regions, running  # noqa: F401 - their places and acts are declared there
from handlers.exporting.dispatch import PREFIX, heard, open_exports, tapped
from handlers.exporting.letters import tapped as letter_tapped

__all__ = ["PREFIX", "heard", "letter_tapped", "open_exports", "tapped"]

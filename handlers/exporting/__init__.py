"""Data out: what was sent of a form, chosen in the chat, written in the background, brought as a file.

Importing the package declares its places and its letter.
"""

from handlers.exporting import choosing, parts, regions, running  # noqa: F401 - their places and acts are declared there
from handlers.exporting.dispatch import PREFIX, heard, open_exports, tapped
from handlers.exporting.letters import tapped as letter_tapped

__all__ = ["PREFIX", "heard", "letter_tapped", "open_exports", "tapped"]

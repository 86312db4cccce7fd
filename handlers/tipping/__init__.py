"""Mentorship tips in the chat: the tip of the week, what one says of it, and `/tips` to read them again.

Importing the package declares its letters (`tip`, `tried`) and its place (`tips`).
"""

from handlers.tipping.evidence import evidence
from handlers.tipping.letter import TIP, TRIED
from handlers.tipping.letter import tapped as letter_tapped
from handlers.tipping.place import PLACE
from handlers.tipping.place import tapped as place_tapped

__all__ = ["PLACE", "TIP", "TRIED", "evidence", "letter_tapped", "place_tapped"]

"""Incoming reports of a coordinator's regions: to look through, to open, to accept, to give back with a remark.

Importing the package declares all its places and buttons.
"""

from handlers.reviewing import accepting, choosing, listing, one, returning
from handlers.reviewing.dispatch import heard, tapped
from handlers.reviewing.listing import menu_rows, open_incoming

__all__ = [
    "accepting",
    "choosing",
    "heard",
    "listing",
    "menu_rows",
    "one",
    "open_incoming",
    "returning",
    "tapped",
]

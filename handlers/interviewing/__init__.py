"""Interviews about attitude: a coordinator talks with a companion, notes examples of behaviour, and both read the same.

Importing the package declares its places, buttons and letters, and what follows when the form was sent.
"""

from handlers.interviewing import letters, listing, one, remarking
from handlers.interviewing.dispatch import FORM, heard, tapped
from handlers.interviewing.letters import letter_tapped
from handlers.interviewing.listing import begin, menu_rows
from handlers.interviewing.measure import latest

__all__ = [
    "FORM",
    "begin",
    "heard",
    "latest",
    "letter_tapped",
    "letters",
    "listing",
    "menu_rows",
    "one",
    "remarking",
    "tapped",
]

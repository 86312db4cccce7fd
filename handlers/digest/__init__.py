"""Ringkasan: what a coordinator or an admin sees of a region and programme, by themselves on Mondays and on demand.

`gathering` counts, `words`, `drawing` and `alt` say it, the others are its screens and letters. Importing the package
declares them all.
"""

from handlers.digest import export, letter, levels, lists, place, reminding, setting
from handlers.digest.dispatch import letter_tapped, menu_rows, open_digest, tapped

__all__ = [
    "export",
    "letter",
    "letter_tapped",
    "levels",
    "lists",
    "menu_rows",
    "open_digest",
    "place",
    "reminding",
    "setting",
    "tapped",
]

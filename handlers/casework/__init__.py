"""Cases: a companion asks for help, a coordinator answers, and the talk runs through the bot.

Importing the package declares its places and letters. Taps: `tapped` (`case:`) and `letter_tapped` (`l:case:`); words
and files: `heard`; `/kasus` and the menu: `open_cases`, `menu_rows`.
"""

from handlers.casework import (  # noqa: F401 - importing declares places, acts, letters
    acting,
    channels_place,
    closing,
    deadlines_place,
    letter_words,
    lists,
    naming,
    one,
    opening,
    pages,
    saying,
    tip_deciding,
    tip_letters,
    tips,
)
from handlers.casework.by_letter import tapped as letter_tapped
from handlers.casework.dispatch import heard, open_cases, tapped
from handlers.casework.lists import menu_rows

__all__ = ["heard", "letter_tapped", "menu_rows", "open_cases", "tapped"]

"""Mentor pairs: who wishes what, whom the coordinator puts together, what the two hear, and what came of it.

Importing the package declares its places, letters and the form of wishes. Taps: `tapped` (`men:`) and `letter_tapped`
(`l:men:`); `/mentor` and the menu: `open_mentoring`, `menu_rows`. What comes by itself is planned by
`bot.planning.mentors`; who is about to erase their data: `letters.leaving`.
"""

from handlers.mentoring import (  # noqa: F401 - importing declares places, acts, letters
    choosing,
    desk,
    letter_words,
    one,
    own,
    wishing,
)
from handlers.mentoring.by_letter import tapped as letter_tapped
from handlers.mentoring.dispatch import OWN as PLACE
from handlers.mentoring.dispatch import menu_rows, open_mentoring, tapped
from handlers.mentoring.letters import leaving

__all__ = ["PLACE", "leaving", "letter_tapped", "menu_rows", "open_mentoring", "tapped"]

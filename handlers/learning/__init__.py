"""The learning plan: what a companion could learn next, by their own results, and what they say they want.

Importing the package declares its places and buttons.
"""

from handlers.learning import beside, place, wishes
from handlers.learning.dispatch import heard, menu_rows, open_own, tapped
from handlers.learning.following import followed

__all__ = ["beside", "followed", "heard", "menu_rows", "open_own", "place", "tapped", "wishes"]

"""Tests of knowledge and of cases: drawn for each person, scored when they are sent, explained item by item.

Importing the package declares all its places and buttons, and what follows when a test was sent.
"""

from handlers.testing import group, showing, taking
from handlers.testing.dispatch import tapped
from handlers.testing.results import TestResult, latest
from handlers.testing.taking import menu_rows

__all__ = ["TestResult", "group", "latest", "menu_rows", "showing", "taking", "tapped"]

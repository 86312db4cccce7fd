"""What came of an announcement: the report with its picture and its XLSX, a reminder to who is silent, the last word.

Importing the package declares its place, its buttons and its letters.
"""

from handlers.announcement_report import export, letters, place, reminding

__all__ = ["export", "letters", "place", "reminding"]

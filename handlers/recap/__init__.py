"""The recap of one companion's reports in a month, for where paper is still asked for: PDF and XLSX.

Importing the package declares its place.
"""

from handlers.recap.place import menu_row, tapped

__all__ = ["menu_row", "tapped"]

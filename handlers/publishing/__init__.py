"""Forms in the hands of an institution: an admin sends, checks, tries and publishes them; companions find theirs.

Importing the package declares all its places, letters and buttons.
"""

from handlers.publishing import (
    checked,
    dispatch,
    guard,
    listing,
    moving,
    offers,
    receiving,
    trying,
    version,
    when,
    who,
)

__all__ = [
    "checked",
    "dispatch",
    "guard",
    "listing",
    "moving",
    "offers",
    "receiving",
    "trying",
    "version",
    "when",
    "who",
]

"""Announcements in the chat: composing, choosing the audience, approval, sending, progress, and the readers' answers.

Importing the package declares all its places, letters and buttons.
"""

from handlers.announcing import (
    answering,
    approval,
    asking,
    audience,
    compose,
    correcting,
    dispatch,
    ending,
    listing,
    progress,
    regions,
    segments,
    sending,
    timing,
)

__all__ = [
    "answering",
    "approval",
    "asking",
    "audience",
    "compose",
    "correcting",
    "dispatch",
    "ending",
    "listing",
    "progress",
    "regions",
    "segments",
    "sending",
    "timing",
]

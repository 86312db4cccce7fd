"""Announcements in the chat: composing, choosing the audience, approval, sending, progress, and the readers' answers.

Importing the package declares all its places, letters and buttons.
"""

from handlers.announcing import (
    amending,
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
    verdicts,
)

__all__ = [
    "amending",
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
    "verdicts",
]

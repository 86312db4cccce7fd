"""What any picture in the chat can do, whatever it shows."""

from __future__ import annotations

from typing import Protocol


class Picture(Protocol):
    """A picture that is not drawn yet: all that it shows, in the reader's language."""

    @property
    def alt(self) -> str:
        """What it says, for those who cannot see it; it goes into the file's description."""

    def png(self) -> bytes:
        """Draw it: the same bytes for the same input and version of matplotlib.

        It takes some tenths of a second, so it is called in a thread; safe to be called from several.
        """

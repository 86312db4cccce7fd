"""The files that people have sent, as handlers may have them: by the hash of what is kept of each."""

from __future__ import annotations

from typing import Protocol


class KeptFiles(Protocol):
    """Where the content of attachments is kept (see `bot.attachments.keeping`)."""

    def read(self, sha256: str) -> bytes:
        """The content. Waits for a disk or a network: only for what is called in a thread when something is sent.

        Raises `FileNotFoundError` where it is not there (any more).
        """
        ...

"""The folder in which files stand under the SHA-256 of their content: each once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PART: Final = ".part"
_DIGITS: Final = frozenset("0123456789abcdef")


class Store:
    """``folder/ab/cdef…``, readable by its owner alone. Its methods wait for the disk: call them in a thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file stands, or would stand; ``ValueError`` for what is no SHA-256 in lower hex."""
        if len(sha256) != 64 or not _DIGITS.issuperset(sha256):
            raise ValueError("no SHA-256")
        return self.folder / sha256[:2] / sha256[2:]

    def put(self, content: bytes) -> str:
        """Keep it, unless it is there already; gives its hash. Once this returns it is on the disk. ``OSError``."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        part = self.folder / f"{secrets.token_hex(8)}{_PART}"
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        # The names too must be on the disk: that of the file, and that of its folder.
        for folder in (path.parent, self.folder):
            _sync(folder)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The content; ``FileNotFoundError``."""
        return self.path(sha256).read_bytes()

    def remove(self, sha256: str) -> None:
        """Delete the file, if it is there."""
        self.path(sha256).unlink(missing_ok=True)

    def clear_parts(self) -> None:
        """Delete what a kill has left half written; only while nothing is being put."""
        for part in self.folder.glob(f"*{_PART}"):
            part.unlink(missing_ok=True)

    def shelves(self) -> Iterator[list[str]]:
        """The hashes of all files, folder by folder."""
        if not self.folder.is_dir():
            return
        for folder in sorted(self.folder.iterdir()):
            if len(folder.name) == 2 and folder.is_dir():
                found = [folder.name + file.name for file in folder.iterdir()]
                yield [name for name in found if len(name) == 64 and _DIGITS.issuperset(name)]


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

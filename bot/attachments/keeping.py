"""Where attachments are kept under the SHA-256 of their content, each once, whole or not at all; and the usual one of
the stores, a folder.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

_PART: Final = ".part"
_DIGITS: Final = frozenset("0123456789abcdef")


class Keeper(Protocol):
    """A store of files. Its methods wait for a disk or a network: call them in a thread. All may raise ``OSError``."""

    def put(self, content: bytes) -> str:
        """Keep it, unless it is there already; gives its hash. Once this returns, it outlives a power cut."""
        ...

    def read(self, sha256: str) -> bytes:
        """The content; ``FileNotFoundError``."""
        ...

    def remove(self, sha256: str) -> None:
        """Delete the file, if it is there."""
        ...

    def clear_parts(self) -> None:
        """Delete what a kill has left half written; only while nothing is being put."""
        ...

    def shelves(self) -> Iterator[list[str]]:
        """The hashes of all files, some at a time."""
        ...

    def check(self) -> None:
        """Whether it can be used now: ``OSError`` with one line for a person, if not."""
        ...


def is_hash(name: str) -> bool:
    """Whether this is a SHA-256 in lower hex."""
    return len(name) == 64 and _DIGITS.issuperset(name)


class Store:
    """``folder/ab/cdef…``, readable by its owner alone: a ``Keeper``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file stands, or would stand; ``ValueError`` for what is no SHA-256 in lower hex."""
        if not is_hash(sha256):
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
                yield [name for name in found if is_hash(name)]

    def check(self) -> None:
        """The folder, or what it will be made in, can be written."""
        existing = next(path for path in (self.folder.absolute(), *self.folder.absolute().parents) if path.exists())
        if not existing.is_dir() or not os.access(existing, os.W_OK):
            raise OSError(f"attachments cannot be written to {self.folder}: choose another folder, or change its owner")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Files fit to be sent: several in one zip, and where that grows too large, in numbered ones."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

LIMIT: Final = 49_000_000
"""Bytes of one file: Telegram takes 50 MB from a bot."""

ROOM: Final = 0.9
"""Of the limit, for what one file holds before a new one is begun: a zip adds some to what cannot be compressed."""


# Tables of a few codes shrink to a tenth at the least effort; the best would take four times as long for a fifth less.
_LEVEL: Final = 1
_COMPRESSED: Final = frozenset({".xlsx", ".zip"})
# Of a zip, for each file's name and place.
_ENTRY: Final = 1_000


def fresh(folder: Path, name: str, ending: str) -> Path:
    """A file that is not there yet: ``name.ending``, or with a number where another table's part is called so."""
    found, number = folder / f"{name}.{ending}", 2
    while found.exists():
        found, number = folder / f"{name}_{number}.{ending}", number + 1
    return found


def packed(files: Sequence[Path], folder: Path, stem: str, limit: int = LIMIT) -> list[Path]:
    """The files as they are to be sent: a single one as it is, several as ``stem.zip`` or ``stem-1.zip`` and so on.

    Parts that are compressed already (workbooks, zips) stay as they are. Each of ``files`` is at most ``ROOM`` of the
    limit. What went into a zip is removed.
    """
    if len(files) < 2 or {file.suffix for file in files} <= _COMPRESSED:
        return list(files)
    groups = _groups(files, limit)
    names = [f"{stem}-{number}.zip" for number in range(1, len(groups) + 1)] if len(groups) > 1 else [f"{stem}.zip"]
    for name, group in zip(names, groups, strict=True):
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            for file in group:
                archive.write(file, file.name)
                file.unlink()
    return [folder / name for name in names]


def _groups(files: Sequence[Path], limit: int) -> list[list[Path]]:
    """The files of each zip, in order."""
    if sum(file.stat().st_size + _ENTRY for file in files) < limit:
        return [list(files)]
    groups: list[list[Path]] = []
    filled = 0
    for file in files:
        size = _compressed(file) + _ENTRY
        if not groups or filled + size > limit:
            groups.append([])
            filled = 0
        groups[-1].append(file)
        filled += size
    return groups


def _compressed(file: Path) -> int:
    """How many bytes it takes in a zip."""
    packer, size = zlib.compressobj(_LEVEL), 0
    with file.open("rb") as opened:
        while piece := opened.read(1 << 20):
            size += len(packer.compress(piece))
    return size + len(packer.flush())

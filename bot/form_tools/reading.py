"""Forms and what lies beside them, read for the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_BESIDE: Final = frozenset({".csv", ".xml", ".geojson"})


class Beside(Mapping[str, bytes]):
    """The files that a form may refer to, by name: those in its folder, and in "<form>-media" as ODK keeps them.

    A file is read when it is asked for.
    """

    def __init__(self, form: Path) -> None:
        self._folders = (form.parent / f"{form.stem}-media", form.parent)

    def _find(self, name: object) -> Path | None:
        # a plain name only: a form never leads out of its folder
        if not isinstance(name, str) or Path(name).name != name or Path(name).suffix.lower() not in _BESIDE:
            return None
        return next((folder / name for folder in self._folders if (folder / name).is_file()), None)

    def __getitem__(self, name: str) -> bytes:
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found.read_bytes()

    def __contains__(self, name: object) -> bool:
        return self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        names = (file.name for folder in self._folders if folder.is_dir() for file in sorted(folder.iterdir()))
        return iter(dict.fromkeys(name for name in names if self._find(name) is not None))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def zone_of(name: str) -> tzinfo:
    """The zone of that name; without one, this machine's. ``ValueError`` for a name that is none."""
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            raise ValueError(f"{name!r} is no time zone: write it as Asia/Jakarta") from None
    for told in (os.environ.get("TZ", "").lstrip(":"), _linked()):
        try:
            if told:
                return ZoneInfo(told)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            continue
    return timezone(datetime.now().astimezone().utcoffset() or timedelta(0))


def _linked() -> str:
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def moment_of(text: str, zone: tzinfo) -> datetime:
    """A moment in a zone: an ISO date, or a date and time, with or without offset; now without a text.

    ``ValueError`` for what is none.
    """
    if not text:
        return datetime.now(zone)
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no moment: write it as 2026-11-21T08:30:00") from None
    return given.replace(tzinfo=zone) if given.tzinfo is None else given.astimezone(zone)

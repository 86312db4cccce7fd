"""Files that people and the bot send: their identifiers, sizes and contents."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import mimetypes
from dataclasses import dataclass
from typing import Any, Final

from bot.playground.keeper import Counter, Keeper
from bot.playground.limits import Limits
from bot.playground.refusal import PHOTO_DIMENSIONS, PHOTO_UNREADABLE, bad_request

KINDS: Final = ("photo", "document", "voice", "video", "video_note", "audio")
_FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "video": "videos",
    "video_note": "video_notes",
    "audio": "music",
}
_EXTENSIONS = {"photo": ".jpg", "voice": ".oga", "video": ".mp4", "video_note": ".mp4", "audio": ".mp3"}
_THUMBNAIL_QUALITY = 60
# What Telegram's apps say of these, whatever the tables of this machine.
_MIMES = {
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".m4a": "audio/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".xls": "application/vnd.ms-excel",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(slots=True)
class StoredFile:
    """A file that was sent. `size` in bytes; `width` and `height` in pixels, of pictures only.

    `smaller` are the PhotoSizes of a picture below the one that was sent, the smallest first.
    """

    file_id: str
    file_unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    path: str
    width: int = 0
    height: int = 0
    smaller: list[dict[str, Any]] = dataclasses.field(default_factory=list)


class FileShelf:
    """Where sent files stand: in memory, and in the keeper's folder when it has one."""

    def __init__(self, keeper: Keeper, limits: Limits) -> None:
        self._keeper = keeper
        self._limits = limits
        self._numbers = Counter(keeper, "file", 1)
        self._files: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._contents: dict[str, bytes] = {}
        for _, stored in keeper.records("file"):
            self._shelve(StoredFile(**stored))
        # Until when a path is served, in seconds since 1970.
        self._links: dict[str, float] = dict(keeper.records("link"))

    def add(self, kind: str, name: str, content: bytes, mime: str = "", *, sizes: bool = False) -> StoredFile:
        """Keep a file; with `sizes` a picture also in the smaller ones that Telegram makes of it.

        Raises `RefusalError` for a picture that Telegram would not take.
        """
        width, height = self._picture_size(content) if kind == "photo" else (0, 0)
        smaller = self._smaller(content, max(width, height)) if sizes and kind == "photo" else []
        return self._keep(kind, name, content, mime, width, height, smaller)

    def _keep(
        self, kind: str, name: str, content: bytes, mime: str, width: int, height: int, smaller: list[dict[str, Any]]
    ) -> StoredFile:
        number = self._numbers.take()
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        extension = _extension(kind, name)
        stored = StoredFile(
            file_id=f"PG{kind[0]}{number:06d}{digest[:24]}",
            file_unique_id=f"{kind[0]}{digest[:16]}",
            kind=kind,
            name=name or f"file_{number}{extension}",
            mime=mime or _mime(name or f"file{extension}"),
            size=len(content),
            path=f"{_FOLDERS[kind]}/file_{number}{extension}",
            width=width,
            height=height,
            smaller=smaller,
        )
        self._shelve(stored)
        if self._keeper.folder is None:
            self._contents[stored.file_id] = content
        self._keeper.put_file(stored.file_id, content)
        self._keeper.put("file", stored.file_id, dataclasses.asdict(stored))
        return stored

    def _shelve(self, stored: StoredFile) -> None:
        self._files[stored.file_id] = stored
        self._by_path[stored.path] = stored

    def close(self) -> None:
        """Give unused numbers back."""
        self._numbers.close()

    def get(self, file_id: str) -> StoredFile | None:
        """A file by its `file_id`."""
        return self._files.get(file_id)

    def lend(self, stored: StoredFile, now: float) -> None:
        """Let a file be fetched by its path from `now` (seconds since 1970) on, as long as Telegram promises."""
        self._links[stored.path] = now + self._limits.file_link_lifetime
        self._keeper.put("link", stored.path, self._links[stored.path])

    def at_path(self, path: str, now: float) -> StoredFile | None:
        """A file by the `file_path` that getFile gave; None when it never gave it, or too long ago."""
        return self._by_path.get(path) if now <= self._links.get(path, 0.0) else None

    def content(self, stored: StoredFile) -> bytes:
        """The bytes of a file."""
        content = self._contents.get(stored.file_id)
        return content if content is not None else self._keeper.file_content(stored.file_id) or b""

    def _picture_size(self, content: bytes) -> tuple[int, int]:
        if len(content) > self._limits.photo_bytes:
            raise bad_request(
                f"file of size {len(content)} bytes is too big for a photo; "
                f"the maximum size is {self._limits.photo_bytes} bytes"
            )
        # Only who sends pictures pays for loading Pillow.
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(io.BytesIO(content)) as picture:
                width, height = picture.size
        except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
            raise bad_request(PHOTO_UNREADABLE) from None
        longest, shortest = max(width, height), min(width, height)
        if width + height > self._limits.photo_side_sum or longest > shortest * self._limits.photo_ratio:
            raise bad_request(PHOTO_DIMENSIONS)
        return width, height

    def _smaller(self, content: bytes, longest: int) -> list[dict[str, Any]]:
        from PIL import Image

        sizes: list[dict[str, Any]] = []
        for side in self._limits.photo_sides:
            if side >= longest:
                break
            with Image.open(io.BytesIO(content)) as picture:
                picture.thumbnail((side, side))
                small = io.BytesIO()
                picture.convert("RGB").save(small, "JPEG", quality=_THUMBNAIL_QUALITY)
                kept = self._keep("photo", "", small.getvalue(), "image/jpeg", *picture.size, [])
            sizes.extend(in_message(kept)["photo"])
        return sizes


def _mime(name: str) -> str:
    known = _MIMES.get(_extension("", name))
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _extension(kind: str, name: str) -> str:
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot > 0 else ""
    if 2 <= len(suffix) <= 9 and suffix[1:].isalnum() and suffix.isascii():
        return suffix
    return _EXTENSIONS.get(kind, "")


def in_message(stored: StoredFile) -> dict[str, Any]:
    """The field of a Message that carries the file."""
    base: dict[str, Any] = {
        "file_id": stored.file_id,
        "file_unique_id": stored.file_unique_id,
        "file_size": stored.size,
    }
    if stored.kind == "photo":
        return {"photo": [*stored.smaller, {**base, "width": stored.width, "height": stored.height}]}
    if stored.kind == "voice":
        return {"voice": {**base, "duration": 1, "mime_type": "audio/ogg"}}
    if stored.kind == "video":
        shown = {"width": 640, "height": 360, "duration": 1, "file_name": stored.name, "mime_type": stored.mime}
        return {"video": {**base, **shown}}
    if stored.kind == "video_note":
        return {"video_note": {**base, "length": 240, "duration": 1}}
    if stored.kind == "audio":
        return {"audio": {**base, "duration": 1, "file_name": stored.name, "mime_type": stored.mime}}
    return {"document": {**base, "file_name": stored.name, "mime_type": stored.mime}}

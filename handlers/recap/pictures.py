"""Photos made small enough for paper: about a thousand pixels, upright, as JPEG within a given number of bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

LONGEST: Final = 1000
"""Pixels of the longer side: 300 to the inch on half of an A4 page."""

# A photo unpacks to three or four bytes a pixel. JPEG can be unpacked at an eighth of its size, others cannot.
_MOST_PIXELS, _MOST_PIXELS_WHOLE = 200_000_000, 40_000_000
_QUALITIES: Final = (75, 60, 45, 30)
_SMALLER: Final = 0.75
_LEAST: Final = 200


@dataclass(frozen=True, slots=True)
class Small:
    """A JPEG, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def made_small(content: bytes, most_bytes: int) -> Small | None:
    """The picture with at most so many bytes; None for what is no picture that can be opened (HEIC, say).

    Nothing of what stood in the file beside the picture is kept.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as found:
            pixels = found.width * found.height
            if pixels > (_MOST_PIXELS if found.format == "JPEG" else _MOST_PIXELS_WHOLE):
                return None
            found.draft("RGB", (LONGEST, LONGEST))
            found.thumbnail((LONGEST, LONGEST))
            picture: Image.Image = ImageOps.exif_transpose(found)
            if picture.mode != "RGB":
                picture = _on_white(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    while True:
        for quality in _QUALITIES:
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= most_bytes or (quality == _QUALITIES[-1] and max(picture.size) <= _LEAST):
                return Small(out.getvalue(), *picture.size)
        width, height = picture.size
        picture = picture.resize((max(1, round(width * _SMALLER)), max(1, round(height * _SMALLER))))


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return picture.convert("RGB")

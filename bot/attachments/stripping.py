"""What a picture or a film tells beside what it shows (place, time, phone, owner) is taken out before it is kept.

Decided by the content, never by a name or type that somebody gave. The picture itself stays as it is, bit by bit; of a
JPEG the orientation is kept, or it would lie on its side. Not touched: GIF, audio and documents. Formats: JPEG (ITU
T.81, annex B; Exif 2.32, 4.5.4), PNG (third edition, 11.3), WebP (RFC 9649), MP4 and QuickTime (ISO/IEC 14496-12),
HEIC and AVIF (`bot.attachments.heif`).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Final

from bot.attachments.heif import is_heif, without_items

_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"

# JPEG: application segments that say how to draw; every other one, and comments, say something about the picture.
_APP0, _APP1, _APP2, _APP14, _APP15, _COM = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_SOS, _EOI, _TEM = 0xDA, 0xD9, 0x01
_EXIF: Final = b"Exif\x00\x00"
_ICC: Final = b"ICC_PROFILE\x00"
_ORIENTATION: Final = 0x0112
_SHORT: Final = 3
# PNG: chunks beside the critical ones that say how to draw, those of animation among them.
_PNG_KEPT: Final = frozenset(
    {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"sPLT", b"cICP", b"mDCV"}
    | {b"cLLI", b"acTL", b"fcTL", b"fdAT"}
)
_WEBP_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
# In the header of an extended WebP: "there are Exif data", "there are XMP data".
_WEBP_FLAGS: Final = 0x08 | 0x04
# MP4: boxes that hold nothing which is needed to play it, and the boxes in which they are looked for. At the top level
# a `meta` may be a whole picture.
_AT_THE_TOP: Final = frozenset({b"uuid"})
_BOXES_BLANKED: Final = frozenset({b"udta", b"meta", b"uuid"})
_BOXES_ENTERED: Final = frozenset({b"moov", b"trak"})
# Raw photographs keep what is needed to draw them in boxes of their own.
_NO_FILMS: Final = frozenset({b"crx "})


def stripped(content: bytes) -> bytes:
    """The content without what it tells beside; itself where it is of no kind that is known here.

    Of a damaged file as much is kept as can be told apart, and nothing that follows the picture's end; only of HEIC and
    AVIF, whose metadata may lie anywhere, what is not understood is refused: ``heif.NotUnderstood``.
    """
    for is_one, strip in _KINDS:
        if is_one(content):
            return strip(content)
    return content


# JPEG


def _jpeg(content: bytes) -> bytes:
    kept = [content[:2]]
    turned = 1
    for marker, begin, end in _segments(content):
        body = content[begin + 4 : end]
        if marker == _APP1 and body.startswith(_EXIF):
            turned = _orientation(body[len(_EXIF) :])
        if _says_how_to_draw(marker, body):
            kept.append(content[begin:end])
    # JFIF wants to be the first segment; Exif comes after it.
    if turned != 1:
        after = 2 if len(kept) > 1 and kept[1][1] == _APP0 else 1
        kept.insert(after, _exif_of(turned))
    return b"".join(kept)


def _says_how_to_draw(marker: int, body: bytes) -> bool:
    if marker == _APP2:
        return body.startswith(_ICC)
    return marker in (_APP0, _APP14) or not (_APP0 <= marker <= _APP15 or marker == _COM)


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The marker, the beginning and the end of each segment after the first; a scan's data belong to its segment."""
    at = 2
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
        elif marker == _EOI:
            yield marker, at, at + 2
            return
        elif marker in (0x00, _TEM) or 0xD0 <= marker <= 0xD8:  # nothing that begins a segment here
            at += 2
        else:
            if at + 4 > len(content):
                return
            end = at + 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
            if marker == _SOS:
                end = _end_of_scan(content, end)
            elif end > len(content):
                return
            yield marker, at, end
            at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker begins that is neither a stuffed byte nor a restart."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        following = content[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0x00 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at
    return len(content)


def _orientation(tiff: bytes) -> int:
    """How the picture is to be turned, 1 to 8; 1 (as it is) where nothing, or nothing sensible, is said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    if first + 2 > len(tiff):
        return 1
    (entries,) = struct.unpack_from(f"{order}H", tiff, first)
    for number in range(entries):
        at = first + 2 + 12 * number
        if at + 12 > len(tiff):
            break
        tag, kind = struct.unpack_from(f"{order}HH", tiff, at)
        if tag == _ORIENTATION and kind == _SHORT:
            (value,) = struct.unpack_from(f"{order}H", tiff, at + 8)
            return int(value) if 1 <= value <= 8 else 1
    return 1


def _exif_of(turned: int) -> bytes:
    """A segment that says nothing but how the picture is to be turned."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, _SHORT, 1, turned, 0, 0)
    body = _EXIF + tiff
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


# PNG


def _png(content: bytes) -> bytes:
    kept = [_PNG]
    at = len(_PNG)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        # A capital first letter: critical, nothing can be drawn without it.
        if name[:1].isupper() or name in _PNG_KEPT:
            kept.append(content[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(kept)


# WebP


def _is_webp(content: bytes) -> bool:
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP"


def _webp(content: bytes) -> bytes:
    kept: list[bytes] = []
    last = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    at = 12
    while at + 8 <= last:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = content[at : min(end, last)]
        name = chunk[:4]
        if name == b"VP8X" and len(chunk) > 8:
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if name in _WEBP_KEPT:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


# MP4 and QuickTime


def _is_film(content: bytes) -> bool:
    return content[4:8] in (b"ftyp", b"moov") and content[8:12] not in _NO_FILMS


def _film(content: bytes) -> bytes:
    changed = bytearray(content)
    _blank(changed, 0, len(changed), _AT_THE_TOP)
    if is_heif(content):
        without_items(changed)
    return bytes(changed)


def _blank(content: bytearray, at: int, end: int, blanked: frozenset[bytes]) -> None:
    """Make empty space ("free") of the boxes that nobody needs: nothing moves, so every offset still holds."""
    while at + 8 <= end:
        size, name = int.from_bytes(content[at : at + 4], "big"), bytes(content[at + 4 : at + 8])
        head = 8
        if size == 1 and at + 16 <= end:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        box_end = end if size == 0 else at + size
        if box_end > end or box_end < at + head:
            return
        if name in blanked:
            content[at + 4 : at + 8] = b"free"
            content[at + head : box_end] = bytes(box_end - at - head)
        elif name in _BOXES_ENTERED:
            _blank(content, at + head, box_end, _BOXES_BLANKED)
        at = box_end


_KINDS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...]] = (
    (lambda content: content.startswith(_JPEG), _jpeg),
    (lambda content: content.startswith(_PNG), _png),
    (_is_webp, _webp),
    (_is_film, _film),
)

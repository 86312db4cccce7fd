"""Small real files to send: a picture that says where it was taken, a voice message, a recording, a video.

All are made in code, so that no binary lies in the repository and every byte can be explained.
"""

from __future__ import annotations

import functools
import io
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.playground.sample_video import video_file

if TYPE_CHECKING:
    from PIL import Image

SAMPLE_SECONDS = 2
# A place in Payakumbuh, as the page proposes it: degrees, and metres of uncertainty.
SAMPLE_PLACE = {"latitude": -0.2244, "longitude": 100.6331, "horizontal_accuracy": 12.0}

_OPUS_RATE = 48_000
_OPUS_FRAME = 960  # samples of 20 ms
# RFC 6716, 3.1 and 3.2.1: one CELT frame of 20 ms, full band, mono, that holds silence.
_OPUS_SILENCE = b"\xf8\xff\xfe"
# ISO 11172-3, 2.4.1.3: MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono, 104 bytes a frame; all zero is silence.
_MP3_FRAME = b"\xff\xfb\x10\xc4" + bytes(100)
_MP3_FRAMES_A_SECOND = 44_100 / 1152


def photo_file(
    width: int = 1280, height: int = 960, *, latitude: float = -0.2244, longitude: float = 100.6331, gps: bool = True
) -> bytes:
    """A JPEG as a phone's camera makes it, with maker, time and (`gps`) the place in its EXIF, and a comment."""
    from PIL import Image

    picture = _house(width, height)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "Contoh", "Contoh 1", "2026:11:20 08:00:00"
    if gps:
        exif.get_ifd(0x8825).update(
            {
                1: "S" if latitude < 0 else "N",
                2: _degrees(latitude),
                3: "W" if longitude < 0 else "E",
                4: _degrees(longitude),
            }
        )
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=70, exif=exif, comment="taken at Contoh")
    return content.getvalue()


def _house(width: int, height: int) -> Image.Image:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (width, height), "#bfe0f2")
    draw = ImageDraw.Draw(picture)

    def at(*shares: float) -> list[tuple[float, float]]:
        return [(width * x, height * y) for x, y in zip(shares[::2], shares[1::2], strict=True)]

    draw.rectangle(at(0, 0.72, 1, 1), fill="#7fae62")
    draw.rectangle(at(0.28, 0.42, 0.72, 0.8), fill="#efe2c8")
    draw.polygon(at(0.22, 0.44, 0.5, 0.2, 0.78, 0.44), fill="#a8472f")
    draw.rectangle(at(0.45, 0.56, 0.55, 0.8), fill="#5d4030")
    draw.rectangle(at(0.33, 0.52, 0.41, 0.63), fill="#6fa7c4")
    draw.rectangle(at(0.59, 0.52, 0.67, 0.63), fill="#6fa7c4")
    return picture


def png_file(width: int = 320, height: int = 240) -> bytes:
    """A PNG with a text and an EXIF chunk that tell about whoever made it."""
    from PIL import Image, PngImagePlugin

    exif = Image.Exif()
    exif[0x0110] = "Contoh 1"
    exif.get_ifd(0x8825).update({1: "S", 2: _degrees(-0.2244), 3: "E", 4: _degrees(100.6331)})
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Contoh")
    content = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "PNG", exif=exif, pnginfo=told)
    return content.getvalue()


def _degrees(value: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(abs(value) * 3600, 60)
    return float(minutes // 60), float(minutes % 60), round(seconds, 2)


def voice_file(seconds: int = SAMPLE_SECONDS) -> bytes:
    """A voice message: silence in Opus, in Ogg (RFC 7845), as Telegram's apps send it."""
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, 0, _OPUS_RATE, 0, 0)
    vendor = b"contoh"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)
    pages = [_ogg_page(0, 2, 0, [head]), _ogg_page(1, 0, 0, [tags])]
    frames = max(1, seconds) * _OPUS_RATE // _OPUS_FRAME
    a_page = _OPUS_RATE // _OPUS_FRAME
    for first in range(0, frames, a_page):
        count = min(a_page, frames - first)
        last = 4 if first + count == frames else 0
        pages.append(_ogg_page(len(pages), last, (first + count) * _OPUS_FRAME, [_OPUS_SILENCE] * count))
    return b"".join(pages)


def _ogg_page(number: int, flags: int, granule: int, packets: list[bytes]) -> bytes:
    # RFC 3533, 6; every packet is shorter than 255 bytes, so that each is one segment.
    lengths = bytes(len(packet) for packet in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, 1, number, 0) + bytes([len(packets)]) + lengths
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_checksum(page)) + page[26:]


@functools.cache
def _checksum_table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return table


def _ogg_checksum(page: bytes) -> int:
    table, value = _checksum_table(), 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ table[(value >> 24) ^ byte]
    return value


def audio_file(seconds: int = SAMPLE_SECONDS) -> bytes:
    """An MP3 of silence."""
    return _MP3_FRAME * max(1, round(seconds * _MP3_FRAMES_A_SECOND))


def text_file() -> bytes:
    """A text document."""
    return b"Catatan kunjungan (contoh)\n"


# By kind: the name under which an app would send it, and what is in it.
SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "photo": ("foto.jpg", photo_file),
    "document": ("catatan.txt", text_file),
    "voice": ("", voice_file),
    "video": ("video.mp4", video_file),
    "video_note": ("", video_file),
    "audio": ("rekaman.mp3", audio_file),
}


@functools.cache
def sample(kind: str) -> tuple[str, bytes]:
    """Name and content of the sample of a kind (one of `files.KINDS`)."""
    name, make = SAMPLES[kind]
    return name, make()

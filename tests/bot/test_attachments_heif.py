"""A HEIC or AVIF picture loses what it tells of place, time and phone; its pixels stay, and nothing moves."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.attachments.heif import NotUnderstood
from bot.attachments.stripping import stripped
from tests.bot.test_attachments_stripping import SECRETS, XMP, box, picture, pixels, telling

# A little longer than what an empty Exif needs.
EXIF = b"\0\0\0\x06Exif\0\0MM\0*" + b"GPS of Jalan Mawar, SAMSUNG"
PIXELS = b"what a camera saw"
DRAWN = b"heic\0\0\0\0mif1heic"


def avif() -> bytes:
    file = io.BytesIO()
    picture().save(file, "AVIF", exif=telling(6), xmp=XMP, quality=100)
    return file.getvalue()


def full(name: bytes, version: int, *parts: bytes) -> bytes:
    return box(name, bytes([version, 0, 0, 0]), *parts)


def described(number: int, kind: bytes, *, wide: bool = False) -> bytes:
    head = struct.pack(">IH" if wide else ">HH", number, 0)
    return full(b"infe", 3 if wide else 2, head, kind, b"\0" + b"application/rdf+xml\0" * (kind == b"mime"))


def lying(version: int, number: int, method: int, *extents: tuple[int, int]) -> bytes:
    """An entry of `iloc` with offsets of four bytes, and with an index of four in the newer versions."""
    head = struct.pack(">I" if version == 2 else ">H", number)
    head += struct.pack(">HH", method, 0) if version else struct.pack(">H", 0)
    index = struct.pack(">I", 1) if version else b""
    body = b"".join(index + struct.pack(">II", *extent) for extent in extents)
    return head + struct.pack(">I", 0) + struct.pack(">H", len(extents)) + body


def heic(version: int, *, main: int = 1, inside: bool = False, torn: bool = False, kind: bytes = b"hvc1") -> bytes:
    """A picture (item 1), Exif (2) and XMP (3), in one of the ways in which a file may say where they lie."""

    def built(start: int) -> bytes:
        exif, xmp = start + len(PIXELS), start + len(PIXELS) + len(EXIF)
        parts = [(exif, 7), (exif + 7, len(EXIF) - 7)] if torn else [(exif, len(EXIF))]
        if inside:
            parts = [(0, len(EXIF))]
        entries = [
            lying(version, 1, 0, (start, len(PIXELS))),
            lying(version, 2, int(inside), *parts),
            lying(version, 3, 0, (xmp, len(XMP))),
        ]
        count = struct.pack(">I" if version == 2 else ">H", 3)
        kinds = [described(1, kind, wide=version == 2), described(2, b"Exif"), described(3, b"mime")]
        meta = full(
            b"meta",
            0,
            full(b"hdlr", 0, b"\0\0\0\0pict" + bytes(13)),
            full(b"pitm", 0, struct.pack(">H", main)),
            full(b"iinf", 0, struct.pack(">H", 3), *kinds),
            full(b"iloc", version, b"\x44\x44" if version else b"\x44\x40", count, *entries),
            box(b"idat", EXIF) if inside else b"",
            box(b"iprp", box(b"ipco", box(b"hvcC", b"how to draw"), full(b"udes", 0, b"Jalan Mawar\0"))),
        )
        return box(b"ftyp", DRAWN) + meta + box(b"mdat", PIXELS, EXIF, XMP)

    return built(len(built(0)) - len(PIXELS) - len(EXIF) - len(XMP))


def with_length(content: bytes, length: int) -> bytes:
    """The same, with another length for the Exif item."""
    begin = content.index(EXIF)
    said = struct.pack(">II", begin, len(EXIF))
    assert content.count(said) == 1
    return content.replace(said, struct.pack(">II", begin, length))


def test_a_real_picture_is_drawn_as_before() -> None:
    content = avif()
    assert any(secret in content for secret in SECRETS)
    clean = stripped(content)
    assert len(clean) == len(content)
    assert not any(secret in clean for secret in SECRETS)
    # Turned as it was: that is a property of the picture.
    assert Image.open(io.BytesIO(clean)).size == Image.open(io.BytesIO(content)).size
    assert pixels(clean) == pixels(content)
    assert not Image.open(io.BytesIO(clean)).getexif().get_ifd(0x8825)


@pytest.mark.parametrize("version", [0, 1, 2])
@pytest.mark.parametrize("torn", [False, True])
def test_what_lies_beside_the_picture_is_blanked(version: int, torn: bool) -> None:
    content = heic(version, torn=torn)
    clean = stripped(content)
    assert len(clean) == len(content)
    assert not any(secret in clean for secret in SECRETS)
    assert PIXELS in clean
    assert b"how to draw" in clean
    # Who reads the Exif that is left finds it empty, and does not stumble.
    begin = content.index(EXIF)
    assert clean[begin : begin + 14] == b"\0\0\0\0MM\0*\0\0\0\x08\0\0"
    assert stripped(clean) == clean


@pytest.mark.parametrize("version", [1, 2])
def test_what_lies_within_the_metadata_is_blanked_too(version: int) -> None:
    content = heic(version, inside=True).replace(PIXELS + EXIF, PIXELS + bytes(len(EXIF)))
    assert content.count(EXIF) == 1
    assert not any(secret in stripped(content) for secret in SECRETS)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (box(b"ftyp", DRAWN), "no picture"),
        (box(b"ftyp", DRAWN) + full(b"meta", 0, full(b"iinf", 0, b"items")), "no items"),
        (heic(0)[:-1], "larger"),
        (heic(0).replace(b"iloc", b"xloc"), "no items"),
        (heic(0).replace(b"\x44\x40", b"\x33\x30"), "unknown way"),
        (heic(0, main=2), "unknown kind"),
        (heic(0, kind=b"jpeg"), "unknown kind"),
        (with_length(heic(0), 100_000), "outside"),
        (with_length(heic(0), 0), "outside"),
        (heic(1, inside=True).replace(b"idat", b"free"), "other items"),
    ],
)
def test_what_is_not_understood_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        stripped(content)


def test_a_film_that_a_phone_puts_behind_is_blanked() -> None:
    clean = stripped(heic(0) + box(b"mpvd", b"GPS") + box(b"sefd", b"2026:11:20"))
    assert not any(secret in clean for secret in SECRETS)
    assert PIXELS in clean


@given(st.sampled_from([heic(0), heic(1, inside=True), heic(2, torn=True)]), st.binary(max_size=8), st.integers(0, 600))
def test_no_damage_brings_anything_but_a_refusal(content: bytes, noise: bytes, at: int) -> None:
    damaged = content[:at] + noise + content[at + len(noise) :]
    try:
        clean = stripped(damaged)
    except NotUnderstood:
        return
    assert len(clean) == len(damaged)
    assert stripped(clean) == clean

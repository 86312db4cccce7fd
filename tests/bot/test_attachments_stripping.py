"""What a picture tells beside what it shows is taken out; what it shows stays, bit by bit."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from bot.attachments.stripping import stripped

SECRET = "Jalan Mawar 7"
SECRETS = (b"Jalan Mawar", b"SAMSUNG", b"GPS", b"xmpmeta", b"2026:11:20")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>Jalan Mawar</rdf></x:xmpmeta>'
ORIENTATION, MAKE, TAKEN, GPS, MAKER_NOTE = 0x0112, 0x010F, 0x0132, 0x8825, 0x927C


def picture(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Not one colour, so that it has something to lose."""
    chance = random.Random(7)
    return Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))


def telling(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[MAKE], exif[TAKEN], exif[ORIENTATION] = "SAMSUNG", "2026:11:20 08:00:00", orientation
    exif.get_ifd(GPS).update({1: "S", 2: (0.0, 13.0, 27.5), 3: "E", 4: (100.0, 37.0, 50.1), 29: "2026:11:20"})
    return exif


def jpeg(*, orientation: int = 1, progressive: bool = False, comment: str = SECRET, profile: bytes = b"") -> bytes:
    file = io.BytesIO()
    picture().save(
        file,
        "JPEG",
        exif=telling(orientation),
        xmp=XMP,
        comment=comment,
        progressive=progressive,
        icc_profile=profile or None,
        restart_marker_rows=1,
    )
    return file.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGBA").tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_loses_place_time_and_phone(progressive: bool) -> None:
    content = jpeg(progressive=progressive)
    assert all(secret in content for secret in (b"Jalan Mawar", b"SAMSUNG", b"xmpmeta"))
    clean = stripped(content)
    assert not any(secret in clean for secret in SECRETS)
    assert pixels(clean) == pixels(content)
    assert dict(Image.open(io.BytesIO(clean)).getexif()) == {}
    assert b"JFIF" in clean


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_photo_keeps_how_it_is_to_be_turned(orientation: int) -> None:
    clean = stripped(jpeg(orientation=orientation))
    exif = Image.open(io.BytesIO(clean)).getexif()
    assert dict(exif) == {ORIENTATION: orientation}
    assert dict(exif.get_ifd(GPS)) == {}
    assert clean[3] == 0xE0, "JFIF wants to be first"
    assert stripped(clean) == clean


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("value", [0, 9, 65535])
def test_a_turn_that_is_none_is_left_out(order: str, value: int) -> None:
    tiff = struct.pack(
        f"{order}2sHIHHHIHHI", b"II" if order == "<" else b"MM", 42, 8, 1, ORIENTATION, 3, 1, value, 0, 0
    )
    body = b"Exif\x00\x00" + tiff
    plain = jpeg()
    told = plain[:2] + struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body + plain[2:]
    assert dict(Image.open(io.BytesIO(stripped(told))).getexif()) == {}


def test_colours_stay_as_they_were_meant() -> None:
    profile = b"\x00" * 128 + b"a profile of colours"
    clean = stripped(jpeg(profile=profile))
    assert Image.open(io.BytesIO(clean)).info["icc_profile"] == profile


def test_what_follows_a_photo_is_cut_off() -> None:
    """Phones put further pictures, with metadata of their own, and notes behind the end."""
    content = jpeg()
    assert stripped(content + jpeg() + b"SEFT Jalan Mawar") == stripped(content)


def test_a_photo_that_breaks_off_keeps_what_there_is() -> None:
    content = jpeg()
    cut = stripped(content[: len(content) * 2 // 3])
    assert not any(secret in cut for secret in SECRETS)
    assert len(cut) > len(content) // 4
    assert content[: len(content) * 2 // 3].endswith(cut[-100:])


def test_a_png_loses_its_texts() -> None:
    file, notes = io.BytesIO(), PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET)
    notes.add_text("Author", SECRET, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    picture().save(file, "PNG", pnginfo=notes, exif=telling(), dpi=(72, 72))
    content = file.getvalue() + b"Jalan Mawar behind the end"
    clean = stripped(content)
    assert not any(secret in clean for secret in (*SECRETS, zlib.compress(SECRET.encode()), b"tEXt", b"zTXt", b"eXIf"))
    assert pixels(clean) == pixels(file.getvalue())
    assert round(Image.open(io.BytesIO(clean)).info["dpi"][0]) == 72
    assert stripped(clean) == clean


@pytest.mark.parametrize("lossless", [False, True])
def test_a_webp_loses_its_metadata(lossless: bool) -> None:
    file = io.BytesIO()
    picture((63, 47)).save(file, "WEBP", exif=telling(), xmp=XMP, lossless=lossless)
    content = file.getvalue()
    assert b"xmpmeta" in content
    clean = stripped(content)
    assert not any(secret in clean for secret in SECRETS)
    assert pixels(clean) == pixels(content)
    assert int.from_bytes(clean[4:8], "little") == len(clean) - 8
    assert "exif" not in Image.open(io.BytesIO(clean)).info


def box(name: bytes, *parts: bytes, long: bool = False) -> bytes:
    body = b"".join(parts)
    if long:
        return struct.pack(">I4sQ", 1, name, len(body) + 16) + body
    return struct.pack(">I4s", len(body) + 8, name) + body


def test_a_film_loses_its_place_and_nothing_moves() -> None:
    place = box(b"\xa9xyz", b"\x00\x13\x15\xc7-0.2243+100.6320/")
    track = box(b"trak", box(b"tkhd", b"t" * 20), box(b"udta", place), box(b"mdia", b"m" * 30, long=True))
    film = (
        box(b"ftyp", b"isom\x00\x00\x02\x00")
        + box(b"moov", box(b"mvhd", b"v" * 20), track, box(b"udta", place), box(b"meta", SECRET.encode()))
        + box(b"uuid", SECRET.encode())
        + box(b"mdat", b"pictures")
    )
    clean = stripped(film)
    assert len(clean) == len(film)
    assert not any(secret in clean for secret in (b"100.63", b"Mawar"))
    for name in (b"udta", b"meta", b"uuid"):
        film, clean = film.replace(name, b"free"), clean.replace(name, b"free")
    changed = [at for at, (before, after) in enumerate(zip(film, clean, strict=True)) if before != after]
    assert all(clean[at] == 0 for at in changed)
    assert clean.endswith(b"mdatpictures")


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8", b"GIF89a", b"%PDF-1.7 \xff\xe1 Exif", b"OggS voice", b"RIFF....WAVE", b"\x00\x00\x00\x18ftyp"],
)
def test_what_is_no_picture_stays_as_it_is(content: bytes) -> None:
    assert stripped(content) == content


@given(
    st.sampled_from([jpeg(), jpeg(orientation=6, progressive=True), b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP"]),
    st.binary(max_size=200),
    st.integers(0, 3000),
)
def test_no_damage_stops_it_and_twice_is_once(content: bytes, noise: bytes, at: int) -> None:
    damaged = content[:at] + noise + content[at + len(noise) :]
    clean = stripped(damaged)
    assert len(clean) <= len(damaged) + 64
    assert stripped(clean) == clean

"""HEIC and AVIF: metadata are items of the file, beside the picture's; their bytes are overwritten where they lie.

Nothing moves, so every offset still holds. What is known to draw the picture stays; every other item loses its content:
Exif (place, time, phone), XMP, and whatever else somebody put there. How the picture is to be turned is a property, not
Exif. Formats: ISO/IEC 14496-12 (8.11: `meta`, `iloc`, `iinf`), ISO/IEC 23008-12 (annex A: Exif and XMP), AVIF 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_BRANDS: Final = frozenset(
    {b"mif1", b"mif2", b"msf1", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
    | {b"avif", b"avio", b"avis", b"miaf"}
)
# Items that are pictures, tiles, or say how pictures are put together.
_PICTURES: Final = frozenset(
    {b"hvc1", b"hvt1", b"lhv1", b"av01", b"avc1", b"vvc1", b"j2k1", b"unci", b"grid", b"iovl", b"iden", b"tmap"}
)
# Properties that describe: words, the moment of making, the moment of the last change.
_DESCRIBING: Final = frozenset({b"udes", b"altt", b"crtt", b"mdft"})
_NOT_NEEDED: Final = frozenset({b"uuid", b"udta"})
# Beside these, phones put films and notes of their own at the end.
_AT_THE_TOP: Final = frozenset(
    {b"ftyp", b"meta", b"mdat", b"moov", b"moof", b"mfra", b"styp", b"sidx", b"free", b"skip"}
)
# An Exif item without a tag: where its TIFF begins, and the TIFF with an empty directory.
_NO_EXIF: Final = b"\0\0\0\0" + b"MM\0*\0\0\0\x08" + b"\0\0" + b"\0\0\0\0"
_IN_FILE, _IN_BOX = 0, 1


class NotUnderstood(ValueError):  # noqa: N818 - it says what happened
    """The file is built in a way that is not known here, so what it tells cannot be taken out for certain."""


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    at: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    # Where its bytes lie: `_IN_FILE`, or `_IN_BOX` of the `meta` that says so.
    method: int
    extents: tuple[tuple[int, int], ...]


def is_heif(content: bytes) -> bool:
    """Whether one of the brands that the file claims is one of pictures."""
    if content[4:8] != b"ftyp":
        return False
    end = min(len(content), int.from_bytes(content[:4], "big"), 1024)
    return any(content[at : at + 4] in _BRANDS for at in (8, *range(16, end, 4)))


def without_items(content: bytearray) -> None:
    """Overwrite what the file tells beside its picture. Raises ``NotUnderstood``."""
    boxes = list(_boxes(content, 0, len(content)))
    metas = [box for box in boxes if box.name == b"meta"]
    if not metas and not any(box.name == b"moov" for box in boxes):
        raise NotUnderstood("no picture in it")
    for box in boxes:
        if box.name not in _AT_THE_TOP:
            _blank_box(content, box)
    for meta in metas:
        _clean(content, meta)


def _boxes(content: bytearray, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        if at + 8 > end:
            raise NotUnderstood("a box breaks off")
        size, name, begin = _number(content, at, 4, end), bytes(content[at + 4 : at + 8]), at + 8
        if size == 1:
            size, begin = _number(content, at + 8, 8, end), at + 16
        box_end = end if size == 0 else at + size
        if not begin <= box_end <= end:
            raise NotUnderstood("a box is larger than what it is in")
        yield _Box(name, at, begin, box_end)
        at = box_end


def _number(content: bytearray, at: int, size: int, end: int) -> int:
    if at + size > end:
        raise NotUnderstood("a number breaks off")
    return int.from_bytes(content[at : at + size], "big")


def _clean(content: bytearray, meta: _Box) -> None:
    inside = list(_boxes(content, meta.begin + 4, meta.end))
    found: dict[bytes, _Box] = {}
    for box in inside:
        if box.name in _NOT_NEEDED:
            _blank_box(content, box)
        elif box.name in found:
            raise NotUnderstood("a box stands twice")
        elif box.name != b"free":
            found[box.name] = box
    if b"iinf" not in found or b"iloc" not in found:
        raise NotUnderstood("no items")
    kinds = _kinds(content, found[b"iinf"])
    main = _main(content, found.get(b"pitm"))
    if main is not None and kinds.get(main) not in _PICTURES:
        raise NotUnderstood("a picture of an unknown kind")
    for item in _items(content, found[b"iloc"]):
        kind = kinds.get(item.number)
        if kind not in _PICTURES:
            _blank_item(content, item, kind, found.get(b"idat"))
    if b"iprp" in found:
        for part in _boxes(content, found[b"iprp"].begin, found[b"iprp"].end):
            for one in _boxes(content, part.begin, part.end) if part.name == b"ipco" else ():
                # An empty box in its place: properties are counted.
                if one.name in _DESCRIBING | _NOT_NEEDED:
                    _blank_box(content, one)


def _blank_box(content: bytearray, box: _Box) -> None:
    content[box.at + 4 : box.at + 8] = b"free"
    content[box.begin : box.end] = bytes(box.end - box.begin)


def _main(content: bytearray, box: _Box | None) -> int | None:
    """The number of the item that is shown."""
    if box is None:
        return None
    return _number(content, box.begin + 4, 4 if _number(content, box.begin, 1, box.end) else 2, box.end)


def _kinds(content: bytearray, box: _Box) -> dict[int, bytes]:
    """The kind of each item by its number; of what is described in the old way, none."""
    wide = _number(content, box.begin, 1, box.end) > 0
    kinds: dict[int, bytes] = {}
    for entry in _boxes(content, box.begin + (8 if wide else 6), box.end):
        version = _number(content, entry.begin, 1, entry.end)
        size = 4 if version >= 3 else 2
        number = _number(content, entry.begin + 4, size, entry.end)
        at = entry.begin + 4 + size + 2
        if entry.name != b"infe" or number in kinds or version > 3:
            raise NotUnderstood("an item is described in an unknown way")
        kinds[number] = bytes(content[at : min(at + 4, entry.end)]) if version >= 2 else b""
    return kinds


def _items(content: bytearray, box: _Box) -> list[_Item]:
    """Where the bytes of each item lie; offsets from the beginning of the file, or of the `idat` box."""
    at, end = box.begin, box.end

    def take(size: int) -> int:
        nonlocal at
        at += size
        return _number(content, at - size, size, end) if size else 0

    version = take(4) >> 24
    sizes = take(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    if version > 2 or not {offset_size, length_size, base_size, index_size} <= {0, 4, 8}:
        raise NotUnderstood("items lie in an unknown way")
    found = []
    for _ in range(take(4 if version == 2 else 2)):
        number = take(4 if version == 2 else 2)
        method = take(2) & 15 if version else _IN_FILE
        elsewhere, base = take(2), take(base_size)
        extents = []
        for _ in range(take(2)):
            take(index_size)
            offset, length = take(offset_size), take(length_size)
            extents.append((base + offset, length))
        if not elsewhere:
            found.append(_Item(number, method, tuple(extents)))
    return found


def _blank_item(content: bytearray, item: _Item, kind: bytes | None, box: _Box | None) -> None:
    if item.method == _IN_BOX and box is not None:
        begin, end = box.begin, box.end
    elif item.method == _IN_FILE:
        begin, end = 0, len(content)
    else:
        raise NotUnderstood("an item is made of other items")
    rest = _NO_EXIF if kind == b"Exif" and sum(length for _, length in item.extents) >= len(_NO_EXIF) else b""
    for offset, length in item.extents:
        # Without a length it is all there is, the picture among it.
        if length == 0 or begin + offset + length > end:
            raise NotUnderstood("an item lies outside")
        part, rest = rest[:length], rest[length:]
        content[begin + offset : begin + offset + length] = part.ljust(length, b"\0")

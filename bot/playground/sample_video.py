"""A small video that plays everywhere: H.264 with every macroblock written out as it is (I_PCM), in MP4."""

from __future__ import annotations

import struct

SIDE = 64  # pixels, both ways
_BLOCKS = SIDE // 16
_FRAMES_A_SECOND = 5
# Luma, and both chroma: no byte is zero, so that only the headers may need escaping.
_SHADES = (60, 90, 120, 150, 180)


class _Bits:
    """Bits in the order of ITU-T H.264, 7.2 and 9.1."""

    def __init__(self) -> None:
        self._bits: list[str] = []
        self._length = 0

    def put(self, value: int, width: int) -> None:
        """`value` in `width` bits."""
        self._bits.append(format(value, f"0{width}b"))
        self._length += width

    def golomb(self, *values: int) -> None:
        """Each as ue(v)."""
        for value in values:
            self.put(value + 1, 2 * (value + 1).bit_length() - 1)

    def align(self) -> None:
        """Zeros up to the next byte."""
        self._bits.append("0" * (-self._length % 8))
        self._length += -self._length % 8

    def raw(self, content: bytes) -> None:
        """Whole bytes; only after `align`."""
        self._bits.append("".join(format(byte, "08b") for byte in content))
        self._length += 8 * len(content)

    def finished(self) -> bytes:
        """With the stop bit at the end."""
        self.put(1, 1)
        self.align()
        bits = "".join(self._bits)
        return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _unit(kind: int, payload: bytes) -> bytes:
    # 7.4.1: three bytes that would look like the start of a unit are kept apart by a 3.
    escaped = bytearray()
    zeros = 0
    for byte in payload:
        if zeros >= 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes([kind]) + bytes(escaped)


def _sequence() -> bytes:
    bits = _Bits()
    for value in (66, 0b11000000, 10):  # baseline, constrained, level 1
        bits.put(value, 8)
    # id, frame numbers of 4 bits, order of pictures as they come (2), no earlier picture is needed
    bits.golomb(0, 0, 2, 0)
    bits.put(0, 1)
    bits.golomb(_BLOCKS - 1, _BLOCKS - 1)
    bits.put(0b1100, 4)  # whole frames, 8x8 inference, not cropped, nothing about its use
    return _unit(0x67, bits.finished())


def _picture_set() -> bytes:
    bits = _Bits()
    bits.golomb(0, 0)
    bits.put(0b00, 2)
    bits.golomb(0, 0, 0)
    bits.put(0b000, 3)
    bits.golomb(0, 0, 0)
    bits.put(0b000, 3)
    return _unit(0x68, bits.finished())


def _frame(number: int) -> bytes:
    bits = _Bits()
    bits.golomb(0, 7, 0)  # from the first macroblock on, all of them I, picture set 0
    bits.put(0, 4)
    bits.golomb(number % 2)  # neighbouring pictures differ in their id
    bits.put(0b00, 2)
    bits.golomb(0)
    for block in range(_BLOCKS * _BLOCKS):
        bits.golomb(25)  # I_PCM
        bits.align()
        shade = _SHADES[(block + number) % len(_SHADES)]
        bits.raw(bytes([shade]) * 256 + bytes([110]) * 64 + bytes([140]) * 64)
    return _unit(0x65, bits.finished())


def _box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), name) + content


def _full(name: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return _box(name, struct.pack(">I", flags), *parts)


_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def video_file(seconds: int = 2) -> bytes:
    """A silent MP4 of 64 x 64 pixels that lasts `seconds`."""
    count = max(1, seconds) * _FRAMES_A_SECOND
    frames = [struct.pack(">I", len(frame)) + frame for frame in map(_frame, range(count))]
    head = _box(b"ftyp", b"isom", struct.pack(">I", 512), b"isomiso2avc1mp41")
    # The length of `moov` does not depend on where the frames lie.
    start = len(head) + len(_movie(frames, 0)) + 8
    return head + _movie(frames, start) + _box(b"mdat", *frames)


def _movie(frames: list[bytes], start: int) -> bytes:
    count = len(frames)
    scale = struct.pack(">4I", 0, 0, _FRAMES_A_SECOND, count)
    movie = _full(b"mvhd", scale, struct.pack(">IHH8x", 0x10000, 0x100, 0), _MATRIX, bytes(24), struct.pack(">I", 2))
    track = _full(
        b"tkhd",
        struct.pack(">5I8xhhhH", 0, 0, 1, 0, count, 0, 0, 0, 0),
        _MATRIX,
        struct.pack(">II", SIDE << 16, SIDE << 16),
        flags=3,
    )
    media = _full(b"mdhd", scale, struct.pack(">HH", 0x55C4, 0))
    handler = _full(b"hdlr", bytes(4), b"vide", bytes(12), b"video\0")
    references = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    table = _box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), _description()),
        _full(b"stts", struct.pack(">III", 1, count, 1)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, count, 1)),
        _full(b"stsz", struct.pack(f">II{count}I", 0, count, *map(len, frames))),
        _full(b"stco", struct.pack(">II", 1, start)),
    )
    content = _box(b"minf", _full(b"vmhd", bytes(8), flags=1), references, table)
    return _box(b"moov", movie, _box(b"trak", track, _box(b"mdia", media, handler, content)))


def _description() -> bytes:
    sequence, pictures = _sequence(), _picture_set()
    how = _box(
        b"avcC",
        bytes([1, *sequence[1:4], 0xFF, 0xE1]),
        struct.pack(">H", len(sequence)) + sequence,
        b"\x01" + struct.pack(">H", len(pictures)) + pictures,
    )
    shown = struct.pack(">6xH16xHHIII H 32s Hh", 1, SIDE, SIDE, 0x480000, 0x480000, 0, 1, b"", 24, -1)
    return _box(b"avc1", shown, how)

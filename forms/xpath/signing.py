"""``digest()``, ``base64-decode()`` and ``extract-signed()``.

Ed25519 is checked by RFC 8032, section 5.1.7, with Python's whole numbers: about ten milliseconds, on public data
only (a signature and a public key), so that it need not hide how long it takes.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from forms.xpath.tree import EvaluationError

ALGORITHMS: Final = ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")
ENCODINGS: Final = ("BASE64", "HEX")

_SIGNS: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
_SIGNATURE: Final = 64
_KEY: Final = 32

_P: Final = 2**255 - 19
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_D: Final = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT: Final = pow(2, (_P - 1) // 4, _P)

_Point = tuple[int, int, int, int]


def is_algorithm(name: str) -> bool:
    return name.upper().replace("-", "") in ALGORITHMS


def is_encoding(name: str) -> bool:
    return name.upper() in ENCODINGS


def digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """A hash of the text's UTF-8. Raises ``EvaluationError`` for an unknown algorithm or encoding."""
    if not is_algorithm(algorithm) or not is_encoding(encoding):
        raise EvaluationError(f"digest() with '{algorithm}' and '{encoding}'")
    # Not for secrecy: the form's author chooses the algorithm.
    found = hashlib.new(algorithm.replace("-", "").lower(), text.encode(), usedforsecurity=False).digest()
    return found.hex() if encoding.upper() == "HEX" else base64.b64encode(found).decode()


def base64_bytes(text: str) -> bytes:
    """Lenient: other signs are passed over; nothing where the number of signs cannot be right."""
    signs = bytes(sign for sign in text.encode() if sign in _SIGNS)
    if len(signs) % 4:
        return b""
    padding = len(signs) - len(signs.rstrip(b"="))
    whole = signs.replace(b"=", b"A")
    return base64.b64decode(whole)[: len(whole) // 4 * 3 - min(padding, 3)]


def base64_text(text: str) -> str:
    return base64_bytes(text).decode(errors="replace")


def extract_signed(contents: str, key: str) -> str:
    """The message behind an Ed25519 signature, "" where the signature does not fit; both in base64."""
    signed, public = base64_bytes(contents), base64_bytes(key)
    message = signed[_SIGNATURE:]
    if len(signed) < _SIGNATURE or not _verified(public, signed[:_SIGNATURE], message):
        return ""
    return message.decode(errors="replace")


def _verified(key: bytes, signature: bytes, message: bytes) -> bool:
    public = _point(key[:_KEY])
    commitment = _point(signature[:_KEY])
    scalar = int.from_bytes(signature[_KEY:], "little")
    if len(key) < _KEY or public is None or commitment is None or scalar >= _ORDER:
        return False
    challenge = hashlib.sha512(signature[:_KEY] + key[:_KEY] + message).digest()
    factor = int.from_bytes(challenge, "little") % _ORDER
    base = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(_KEY, "little"))
    assert base is not None
    return _same(_times(scalar, base), _add(commitment, _times(factor, public)))


def _point(encoded: bytes) -> _Point | None:
    number = int.from_bytes(encoded, "little")
    y, sign = number & (2**255 - 1), number >> 255
    if len(encoded) != _KEY or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _add(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(factor: int, point: _Point) -> _Point:
    result: _Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            result = _add(result, point)
        point = _add(point, point)
        factor >>= 1
    return result


def _same(one: _Point, other: _Point) -> bool:
    return not ((one[0] * other[2] - other[0] * one[2]) % _P or (one[1] * other[2] - other[1] * one[2]) % _P)

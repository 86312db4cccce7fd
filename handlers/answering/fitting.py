"""What fits one message: long texts share its room, and what they lose is told in messages of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

# Telegram's limit for a message, in UTF-16 units without the marks of HTML
# (https://core.telegram.org/bots/api#sendmessage: "1-4096 characters after entities parsing").
MOST = 4096
_MARKS = re.compile(r"<[^>]*>")


def length(words: str) -> int:
    """As Telegram counts: in UTF-16 units, of which a picture sign has two."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le", "surrogatepass")) // 2


def shown_length(html: str) -> int:
    """The length of HTML as it is shown."""
    return length(unescape(_MARKS.sub("", html)))


def _head(words: str, most: int) -> str:
    """The longest beginning that has not more than so many units."""
    if length(words) <= most:
        return words
    beginning = words[:most]
    while length(beginning) > most:
        # each letter beyond the limit takes at least one unit
        beginning = beginning[: len(beginning) - max(1, (length(beginning) - most) // 2)]
    return beginning


def clipped(words: str, most: int) -> str:
    """Not more than so many letters, as Telegram counts them."""
    return words if length(words) <= most else _head(words, max(0, most - 1)).rstrip() + "…"


def messages(words: str) -> list[str]:
    """The words in pieces of a message's size, broken between paragraphs, else lines, else words."""
    made = []
    rest = words.strip()
    while length(rest) > MOST:
        piece = _head(rest, MOST)
        # a break near the beginning would make many small messages
        at = next((n for n in map(piece.rfind, ("\n\n", "\n", " ")) if n > len(piece) // 2), len(piece))
        made.append(piece[:at].rstrip())
        rest = rest[at:].strip()
    return [*made, rest] if rest else made


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that may be long, and what stands around them as HTML. ``part``: of which text they are a part."""

    part: str
    words: str
    before: str = ""
    after: str = ""

    def html(self, most: int) -> str:
        return f"{self.before}{escape(clipped(self.words, most), quote=False)}{self.after}"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A message's HTML, and the texts that had to be cut in it: name and whole words."""

    text: str
    cut: dict[str, str]


def fitted(lines: Sequence[str | Piece], notice: str = "") -> Fitted:
    """Lines of HTML and of long words as one message; what is too long is cut to what its neighbours leave.

    ``notice``: a last line, HTML, that says where the whole is, if anything was cut.
    """
    pieces = [line for line in lines if isinstance(line, Piece)]
    around = sum(shown_length(f"{p.before}{p.after}") for p in pieces)
    room = MOST - around - len(lines) + 1 - sum(shown_length(line) for line in lines if isinstance(line, str))
    lengths = [length(piece.words) for piece in pieces]
    if sum(lengths) <= room:
        return Fitted("\n".join(line if isinstance(line, str) else line.html(MOST) for line in lines), {})
    most = _level(lengths, room - shown_length(notice) - 2)
    parts = {piece.part for piece, long in zip(pieces, lengths, strict=True) if long > most}
    cut = {
        part: "\n".join(unescape(_MARKS.sub("", p.before)) + p.words for p in pieces if p.part == part)
        for part in dict.fromkeys(piece.part for piece in pieces)
        if part in parts
    }
    shown = [line if isinstance(line, str) else line.html(most) for line in lines]
    return Fitted("\n".join([*shown, "", notice] if notice else shown), cut)


def _level(lengths: Sequence[int], room: int) -> int:
    """So much each may have, that all together have room: the short ones leave theirs to the long ones."""
    left = room
    for n, one in enumerate(sorted(lengths)):
        share = left // (len(lengths) - n)
        if one > share:
            return max(1, share)
        left -= one
    return max(lengths, default=1)

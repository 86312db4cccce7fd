"""What a person gets to see: a screen is a text with buttons, perhaps with a picture. It knows nothing of sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlers.pictures.picture import Picture

if TYPE_CHECKING:
    from handlers.announcing.pieces import Piece


@dataclass(frozen=True, slots=True)
class Button:
    """One button; `data` comes back when it is tapped (at most 64 bytes, see `bot.telegram_limits`)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A kept file that a letter brings: `kind` is "photo", "voice", "audio", "video" or "document".

    `content` is called in a thread when the letter is sent. `FileNotFoundError`: the letter goes without it; any other
    `OSError`: later.
    """

    kind: str
    name: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message: HTML as Telegram reads it, rows of buttons, and a picture that is drawn when it is sent."""

    text: str
    rows: Rows = ()
    picture: Picture | None = None
    # A picture cannot take the place of a text message: the message that was tapped then becomes this short line.
    receipt: str | None = None
    # Of letters only: the text stands below it, so it holds 1024 letters.
    attached: Attached | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the person: its name, its bytes, and one line that says what it is.

    `content` may be a function that makes the bytes: it is called in a thread when the file is sent, after the
    transaction, so it must hold all that it needs.
    """

    name: str
    content: bytes | Callable[[], bytes]
    caption: str


@dataclass(frozen=True, slots=True)
class PlaceKeyboard:
    """A message that puts a button in place of the letters: it sends where the person is."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class LettersAgain:
    """A message that takes such a button away."""

    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, a sound or a film: of a question, or of what somebody has sent; `kind` as in `sendPhoto`.

    `content` may be a function, as in `Document`.
    """

    kind: str
    name: str
    content: bytes | Callable[[], bytes]


Aside = PlaceKeyboard | LettersAgain | Shown


@dataclass(slots=True)
class Replies:
    """Everything that one update brings about in the chat, in the order in which it is shown."""

    toast: str | None = None
    alert: bool = False
    # What the person has sent is taken out of the chat.
    erase_theirs: bool = False
    notes: list[Screen] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    # An announcement as its readers get it, and what goes beside a question.
    pieces: list[Piece | Aside] = field(default_factory=list)
    # What is said below them where kept files cannot be read just now, as HTML; "" says nothing.
    unreadable: str = ""
    # For a tap under a letter: its buttons become these, or the whole letter becomes this screen.
    relabel: Rows | None = None
    rewrite: Screen | None = None
    screen: Screen | None = None

"""What a person gets to see: a screen is a text with buttons, perhaps with a picture. It knows nothing of sending."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.pictures.competency import CompetencyPicture


@dataclass(frozen=True, slots=True)
class Button:
    """One button; `data` comes back when it is tapped (at most 64 bytes, see `bot.telegram_limits`)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message: HTML as Telegram reads it, rows of buttons, and a picture that is drawn when it is sent."""

    text: str
    rows: Rows = ()
    picture: CompetencyPicture | None = None
    # A picture cannot take the place of a text message: the message that was tapped then becomes this short line.
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the person: its name, its bytes, and one line that says what it is."""

    name: str
    content: bytes
    caption: str


@dataclass(slots=True)
class Replies:
    """Everything that one update brings about in the chat, in the order in which it is shown."""

    toast: str | None = None
    alert: bool = False
    # What the person has sent is taken out of the chat.
    erase_theirs: bool = False
    notes: list[Screen] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    screen: Screen | None = None

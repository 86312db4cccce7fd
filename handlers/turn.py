"""A turn: one thing that a person did, what is known about the person, and what shall come of it.

Handlers act on a turn inside the transaction that claimed the update: they read and write through `turn.work`, say
where the person is now (`turn.go`), and leave the showing to the end, when the place is rendered once. Nothing is
sent from here; what a turn brings about is handed over after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.kept import KeptFiles
from handlers.limits import SendingLimits
from handlers.screens import Button, Replies, Rows, Screen
from handlers.shelf import FormShelf
from handlers.work import Work
from locales import DEFAULT_LANGUAGE, Texts, texts
from locales.formats import DEFAULT_ZONE
from storage import outbox
from storage.outbox import Letter
from storage.people import Chat, Known, Person
from storage.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was tapped."""

    data: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something was typed (or forwarded)."""

    text: str
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as Telegram keeps it. `size` in bytes and `mime` where it says so; `name` as the sender's phone had it."""

    file_id: str
    unique_id: str
    size: int | None = None
    mime: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SentPlace:
    """A location in degrees (WGS 84); `accuracy` in metres, 0 where it is unknown."""

    latitude: float
    longitude: float
    accuracy: float = 0.0


@dataclass(frozen=True, slots=True)
class Sent:
    """Something else was sent: `sticker`, `voice`, `photo`, `document`, `location`, … as Telegram names it."""

    kind: str
    file: SentFile | None = None
    place: SentPlace | None = None


Incoming = Tap | Said | Sent


def no_exports(job: int, name: str) -> bytes:
    """Where nothing is exported."""
    raise FileNotFoundError(name)


@dataclass(slots=True)
class Turn:
    """See the module. `telegram_id` is the sender's; `known` is `None` until the person has decided about consent."""

    telegram_id: int
    first_name: str
    # What the phone is set to; used only until the person has chosen.
    phone_language: str
    incoming: Incoming
    at: datetime
    known: Known | None
    work: Work
    shelf: FormShelf
    bot_username: str
    limits: SendingLimits
    files: KeptFiles
    replies: Replies = field(default_factory=Replies)
    shows: bool = False
    # The message as Telegram brought it, for who keeps more of it than its words (an announcement's author).
    message: Mapping[str, Any] | None = None
    # The message under which a button was tapped; `None` for a letter.
    tapped_id: int | None = None
    # A view of the place that lasts for this turn only (a page of a long list, a part of the review).
    view: str = ""
    # A file of an export by the job's number and its name; called in a thread when it is sent. `FileNotFoundError`
    # where it is kept no longer.
    exported: Callable[[int, str], bytes] = no_exports
    # The same of a report of an analysis.
    analysed: Callable[[int, str], bytes] = no_exports

    @property
    def person(self) -> Person:
        """The person; only for turns of people who have consented."""
        if self.known is None:
            raise LookupError("nothing is known about this sender")
        return self.known.person

    @property
    def chat(self) -> Chat:
        if self.known is None:
            raise LookupError("nothing is known about this sender")
        return self.known.chat

    @property
    def viewer(self) -> Viewer:
        """The person as who asks for what people have sent (see `storage.visibility`)."""
        return Viewer(self.person.id)

    @property
    def texts(self) -> Texts:
        """The texts in the person's language; before it was chosen, English only for a phone set to English."""
        if self.known is not None:
            return texts(self.known.person.language)
        return texts("en" if self.phone_language.startswith("en") else DEFAULT_LANGUAGE)

    @property
    def language(self) -> str:
        return self.texts.language

    @property
    def zone(self) -> str:
        """The time zone of the person's province; western Indonesian time where it is not known yet."""
        if self.known is None or self.known.person.province is None:
            return DEFAULT_ZONE
        return self.shelf.zone_of(self.known.person.province)

    @property
    def address(self) -> str:
        """How the person is addressed: `Ibu Sari`; without a profile, the word for anyone."""
        if self.known is None or not self.person.name:
            return self.texts.plain("address-unknown")
        gender = self.person.gender if self.person.gender in ("perempuan", "laki_laki") else "none"
        return self.texts.plain("address", gender=gender, name=self.person.name)

    def go(self, place: str) -> None:
        """The person is now on this place (see `handlers.places`), and it will be shown at the end of the turn."""
        self.shows = True
        if self.chat.place != place:
            self.chat.place = place
            self.work.chat_changed(self.chat)

    def show(self) -> None:
        """Show the place that the person is on, as it is."""
        self.shows = True

    def toast(self, text: str, *, alert: bool = False) -> None:
        """A short word above the chat; only a tap can have one, elsewhere it becomes a message."""
        if isinstance(self.incoming, Tap):
            self.replies.toast = text[:200]
            self.replies.alert = alert
        else:
            self.say(text)

    def relabel(self, rows: Sequence[Sequence[Button]] = ()) -> None:
        """Give the tapped letter other buttons (none: take them away); it stays where it is, and so does the place."""
        self.replies.relabel = as_rows(rows)

    def rewrite(self, screen: Screen) -> None:
        """Put other words and buttons into the tapped letter, which has no picture."""
        self.replies.rewrite = screen

    async def post(self, letter: Letter) -> None:
        """Put a letter into the outbox; one with the same key is posted only once."""
        await outbox.add(await self.work.connection(), [letter], self.at)
        self.work.posted = True

    def ready(self) -> Replies:
        """What the turn has brought about, with the words for files that cannot be read when they are sent."""
        if self.replies.pieces:
            self.replies.unreadable = self.texts("files-unreadable")
        return self.replies

    def say(self, text: str, rows: Sequence[Sequence[Button]] = ()) -> None:
        """A message of its own, before the place is shown."""
        self.replies.notes.append(Screen(text, as_rows(rows)))


def as_rows(rows: Sequence[Sequence[Button]]) -> Rows:
    """Rows of buttons as a screen keeps them."""
    return tuple(tuple(row) for row in rows if row)

"""What a case, a message in it and a lesson drawn from it are, as rows of the database."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from storage import schema
from storage.attachments import Attachment

NEW, OPEN, WAITING, CLOSED = "new", "open", "waiting", "closed"
TOP: Final = 2
"""The last level that a case can be escalated to: 0 regency, 1 province, 2 country."""

EVENT: Final = "event"
MEDIA: Final = frozenset({"photo", "voice", "audio", "video", "document"})


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``id``: the number that people see; ``person_id``: the companion who opened it; ``kpm``: a local code
    or "". ``state``: ``new`` while nobody holds it, ``open`` while ``holder`` has it, ``waiting`` while the companion
    is asked, ``closed``. ``due_at``: when the coordinators' side must have answered; None while nothing is owed by
    them (they have answered or asked, or it is closed). ``level``: how far it was escalated; ``escalated_at``: since
    when that has not been heard. ``programmes``: a blank around each.
    """

    id: int
    person_id: int
    submission_id: int | None
    report_id: int | None
    kind: str
    urgency: str
    restricted: bool
    kpm: str
    summary: str
    tried: str
    province: str
    regency: str
    programmes: str
    state: str
    holder: int | None
    level: int
    opened_at: datetime
    changed_at: datetime
    due_at: datetime | None
    escalated_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    lesson: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """What was said in a case, or (``kind`` "event") what happened: then ``text`` is one of the words of ``EVENTS``,
    perhaps with a number behind a colon. ``author`` None: the program, or somebody whose data were erased.
    """

    id: int
    case_id: int
    author: int | None
    kind: str
    text: str
    at: datetime
    attachment: Attachment | None = field(default=None)

    @property
    def event(self) -> tuple[str, int]:
        """What happened, and the number behind it; ("", 0) for what was said."""
        if self.kind != EVENT:
            return "", 0
        word, _, number = self.text.partition(":")
        return word, int(number or 0)


EVENTS: Final = (
    "opened",
    "taken",  # this and the next ones: from the person of the number, where another had it in hand
    "released",
    "handed",  # to the person of the number
    "asked",
    "answered",
    "closed",
    "reopened",
    "escalated",  # to the level of the number
    "reminded",  # once more, at the last level
    "freed",  # who had it in hand cannot go on with it: the program has given it back
    "recalled",  # answered or asked long ago, and not at its end
)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file as Telegram keeps it, sent in a case; ``handlers.turn.SentFile`` has the same fields."""

    file_id: str
    unique_id: str
    size: int | None = None
    mime: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a closed case taught; ``kind``: of the case, "" where that is gone. ``state``: ``offered`` (an admin has not
    decided), ``accepted`` (a tip for others), ``declined`` (perhaps with a ``reason``).
    """

    id: int
    case_id: int | None
    title: str
    text: str
    to_try: str
    state: str
    made_by: int | None
    made_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    kind: str = ""
    reason: str | None = None


CASE: Final = tuple(schema.case_record.c[name] for name in Case.__slots__)
MESSAGE: Final = tuple(schema.case_message.c[name] for name in Message.__slots__ if name != "attachment")

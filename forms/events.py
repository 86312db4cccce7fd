"""What a person can do in a form, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from forms.texts import match_language


@dataclass(frozen=True, slots=True)
class Answer:
    """A tapped choice's name or a typed text; numbers with a point ("1234.5"), dates as ISO 8601.

    For a ``select_multiple`` or ``rank`` several names with spaces between; an empty value is as ``Skip``. Otherwise
    as OpenRosa writes it: "07:30:00.000+07:00", "-6.2 106.8 0 0", the name of a file. ``key``: another question of
    the same screen (``field-list``). ``alone``: the question is shown by itself although it has such a screen.
    """

    step: int
    value: str
    key: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Toggle:
    """One choice of a ``select_multiple`` or ``rank`` is chosen, or taken back; the question stays.

    In a ``geotrace`` or ``geoshape`` one more point ("-6.2 106.8 0 0"); an empty one takes the last point back.
    """

    step: int
    choice: str


@dataclass(frozen=True, slots=True)
class Keep:
    """An answer for another question than the one that is asked, by its key: what was sent without signal arrives in
    any order. The question that is asked stays.
    """

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Done:
    """Go on with what is there: after toggling, from a note, or leaving an answer as it is; from all questions of a
    screen (``field-list``) at once, unless this one is shown ``alone``.
    """

    step: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Skip:
    """Go on without an answer; an answer that was there is taken away."""

    step: int


@dataclass(frozen=True, slots=True)
class AddInstance:
    """Yes, one more instance of the repeat; ``Done`` is no."""

    step: int


@dataclass(frozen=True, slots=True)
class RemoveInstance:
    """Take an instance of a repeat away, with everything in it: "kids[2]". Later ones move up."""

    key: str


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before; to the review for one that was jumped to; from the review to the last."""

    step: int


@dataclass(frozen=True, slots=True)
class Jump:
    """To one question, by its key; answering it leads back to the review."""

    name: str


@dataclass(frozen=True, slots=True)
class Review:
    """To the end, where all answers can be seen."""


@dataclass(frozen=True, slots=True)
class Submit:
    """Send the form, if nothing that is required is missing and every answer holds."""


Event = Answer | Keep | Toggle | Done | Skip | Back | Jump | Review | Submit | AddInstance | RemoveInstance


class Reason(Enum):
    """Why an answer was refused."""

    REQUIRED = "required"
    CONSTRAINT = "constraint"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    TOO_LARGE = "too_large"
    NOT_A_DATE = "not_a_date"
    NOT_A_CHOICE = "not_a_choice"
    TOO_LONG = "too_long"
    NOT_A_TIME = "not_a_time"
    NOT_A_DATETIME = "not_a_datetime"
    NOT_A_PLACE = "not_a_place"
    NOT_IN_RANGE = "not_in_range"
    NOT_ALL_RANKED = "not_all_ranked"
    NOT_A_FILE = "not_a_file"
    TOO_MANY_INSTANCES = "too_many_instances"
    TOO_MUCH_WORK = "too_much_work"
    """What follows from it would take too long to work out."""
    READ_ONLY = "read_only"
    NOT_ASKED = "not_asked"
    """The question is not in the form, or not relevant now."""


@dataclass(frozen=True, slots=True)
class Saved:
    """``name``: the key of a value that is kept; also of how many instances a repeat has ("kids[]")."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """The answer is gone: skipped, no longer among the choices, or not relevant when sent."""

    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    """``messages``: what the form itself says about it, by the form's languages; often empty."""

    name: str
    reason: Reason
    messages: Mapping[str, str] = field(default_factory=dict)
    default_language: str = ""

    def message(self, language: str | None = None) -> str | None:
        """The form's own message for a tag such as "id"; None where the form has none."""
        found = match_language(language, tuple(self.messages), self.default_language)
        return self.messages.get(found) or next(iter(self.messages.values()), None)


@dataclass(frozen=True, slots=True)
class Stale:
    """The event was meant for another screen than the one that is shown: nothing changed."""

    step: int


@dataclass(frozen=True, slots=True)
class Moved:
    """``position``: key of the question that is asked now; "kids[+]" where one more is offered; None at the end."""

    position: str | None


@dataclass(frozen=True, slots=True)
class Submitted:
    """``answers``: everything relevant that has a value, by key, calculations and numbers of instances included, in
    the form's order.
    """

    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Not sent. ``missing``: keys of required questions without an answer, in order."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtStart:
    """There is no question before this one."""


Effect = Saved | Cleared | Refused | Stale | Moved | Submitted | Incomplete | AtStart

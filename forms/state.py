"""Where a person is in a form, and what was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from forms.model import Form
from forms.xpath import Value

if TYPE_CHECKING:
    from forms.sheet import Sheet

FORMAT: Final = 2
"""Of what ``State.dumps`` writes: 2 since answers are told apart by keys ("kids[2]/age")."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the answers; never changed once it belongs to a state.

    ``values``: what is calculated, by key, as it is written; ``typed``: as expressions see it. ``hidden``: keys of
    nodes that are hidden by their own relevance. ``shown``: which entries of a stretch are shown, where some are
    not, by the key of the repeat's instance ("" for the form itself);
    ``partly``: how many such instances a repeat has, by its count's key.
    """

    values: dict[str, str]
    typed: dict[str, Value]
    hidden: set[str]
    shown: dict[str, int]
    partly: dict[str, int]


@dataclass(frozen=True, slots=True)
class State:
    """``position``: key of the question that is asked ("age", "kids[2]/age"), "kids[+]" where one more instance is
    offered, None at the end (review). ``step``: number of the screen; every change of the screen raises it by 1.
    ``returning``: the question was jumped to, so that its answer leads back to the review. ``answers``: values as in
    XForms by key, only what is there, with the number of instances of each repeat ("kids[]").

    ``instance_id``: of this filling-in ("uuid:…"). ``at``: time of the last step, in the person's own time zone.
    ``derived`` follows from the rest and is worked out anew where it is None. The last two do not count when states
    are compared.
    """

    form_id: str
    version: str
    position: str | None
    step: int
    returning: bool
    answers: Mapping[str, str]
    at: datetime = field(compare=False)
    instance_id: str = ""
    derived: Derived | None = field(default=None, compare=False, repr=False)

    def dumps(self) -> str:
        """JSON, the same bytes for the same state."""
        parts = {
            "format": FORMAT,
            "form_id": self.form_id,
            "version": self.version,
            "position": self.position,
            "step": self.step,
            "returning": self.returning,
            "answers": dict(self.answers),
            "at": self.at.isoformat(),
            "instance_id": self.instance_id,
        }
        return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> State:
        """What ``dumps`` wrote, also in format 1; anything else is a ``ValueError``."""
        try:
            parts = json.loads(text)
            if parts.pop("format", 1) > FORMAT:
                raise ValueError("the state was written by a newer program")
            return cls(**{**parts, "at": datetime.fromisoformat(parts["at"])})
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not the state of a form: {error}") from error

    @classmethod
    def restore(
        cls,
        form: Form,
        *,
        position: str | None,
        step: int,
        answers: Mapping[str, str],
        returning: bool,
        at: datetime,
        instance_id: str = "",
    ) -> State:
        """A state from what storage keeps of it. A position that is not in the form is the end."""
        from forms.route import place_of

        bare = cls(form.id, form.version, None, step, returning, dict(answers), at, instance_id)
        sheet = sheet_of(form, bare)
        place = position if position is not None and place_of(sheet, position) is not None else None
        return sheet.state(place, returning and place is not None, step)


def sheet_of(form: Form, state: State, at: datetime | None = None, language: str | None = None) -> Sheet:
    """The answers at hand to be read and worked on. ``at``: now, where it is not the time of the state."""
    from forms.sheet import Sheet

    return Sheet(form, state, state.at if at is None else at, language or form.default_language)

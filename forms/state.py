"""Where a person is in a form, and what was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from forms.dependencies import Computed
from forms.model import Form
from forms.xpath import Moment


@dataclass(frozen=True, slots=True)
class State:
    """``position``: name of the question that is asked, None at the end (review). ``step``: number of the
    screen; every change of the screen raises it by 1. ``returning``: the question was jumped to, so that its
    answer leads back to the review. ``answers``: values as in XForms, only what is answered.

    ``at``: time of the last step, in the person's own time zone. ``computed`` follows from the rest and is
    worked out anew where it is None. Neither counts when states are compared.
    """

    form_id: str
    version: str
    position: str | None
    step: int
    returning: bool
    answers: Mapping[str, str]
    at: datetime = field(compare=False)
    computed: Computed | None = field(default=None, compare=False, repr=False)

    def dumps(self) -> str:
        """JSON, the same bytes for the same state."""
        parts = {
            "form_id": self.form_id,
            "version": self.version,
            "position": self.position,
            "step": self.step,
            "returning": self.returning,
            "answers": dict(self.answers),
            "at": self.at.isoformat(),
        }
        return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> State:
        """What ``dumps`` wrote; anything else is a ``ValueError``."""
        try:
            parts = json.loads(text)
            return cls(**{**parts, "at": datetime.fromisoformat(parts["at"])})
        except (TypeError, KeyError) as error:
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
    ) -> State:
        """A state from what storage keeps of it. A position that is not in the form is the end."""
        kept = dict(answers)
        place = position if position in form.by_name else None
        computed = form.dependencies.from_scratch(kept, at, form.default_language)
        return cls(form.id, form.version, place, step, returning and place is not None, kept, at, computed)


def computed_of(form: Form, state: State) -> Computed:
    """What follows from the answers at the time of the state."""
    if state.computed is not None:
        return state.computed
    return form.dependencies.from_scratch(state.answers, state.at, form.default_language)


def moment_of(form: Form, state: State, language: str) -> Moment:
    """What expressions and quoted answers are computed from. ``language``: the form's own name of it."""
    computed = computed_of(form, state)
    return Moment(state.answers, computed.calculated, computed.relevance, state.at, language)

"""What an admin is putting together: an analysis as it stands in the place of the chat.

`{form}:{kind}:{which}:{estimator}:{model}:{part}`: nothing is computed before "Jalankan" is tapped, and the screen can
be shown again at any time. A model in one's own words is kept (`storage.analysis_models`), here stands its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from handlers.analysing.dispatch import ESTIMATOR, ONE, PART
from handlers.analysing.request import ESTIMATORS, KINDS, WHICH, Estimator, Kind, Which
from handlers.tokens import whole_number
from handlers.turn import Turn

_FORM = re.compile(r"[\w.-]{1,100}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """See the module. ``model``: 0 for any but one's own. ``part``: which of the dimensions, from 1; 0 for all."""

    form_id: str
    kind: Kind
    which: Which = "latest"
    estimator: Estimator = "auto"
    model: int = 0
    part: int = 0

    @classmethod
    def read(cls, argument: str) -> Wanted | None:
        """What ``written`` gave; None for anything else."""
        fields = argument.split(":")
        if len(fields) != 6 or not _FORM.fullmatch(fields[0]):
            return None
        kind = next((each for each in KINDS if each == fields[1]), None)
        which = next((each for each in WHICH if each == fields[2]), None)
        estimator = next((each for each in ESTIMATORS if each == fields[3]), None)
        if kind is None or which is None or estimator is None:
            return None
        return cls(fields[0], kind, which, estimator, whole_number(fields[4]), whole_number(fields[5]))

    def written(self) -> str:
        """As it stands in the place."""
        return ":".join((self.form_id, self.kind, self.which, self.estimator, str(self.model), str(self.part)))


def standing(turn: Turn) -> Wanted | None:
    """The analysis that is being put together, on its own screen or where its estimator or part is chosen."""
    name, _, argument = turn.chat.place.partition(":")
    return Wanted.read(argument) if name in (ONE, ESTIMATOR, PART) else None


def changed(turn: Turn, **what: Any) -> None:
    """Put something else into the analysis that stands there, and show it; an old button changes nothing."""
    wanted = standing(turn)
    if wanted is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    turn.go(f"{ONE}:{replace(wanted, **what).written()}")

"""A checklist of indicators: how much of it is habit already, and what may come next.

001 (Udiati and Tursilarini 2020) describes a qualification by indicators, 11 for Asisten and 18 for Generalis, and
scores how far they are met in percent of the highest score. Its answer options were not published. Ours: not yet (0),
sometimes (1), usually (2). So nothing here may be compared with the means that it prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.percent import enough, percent_of_maximum


@dataclass(frozen=True, slots=True)
class Checklist:
    """`percent` of the highest score, unrounded, None with too few answers (docs/decisions/0002-missing-answers.md).

    The other fields are places of items: `usual`, `sometimes`, `not_yet`, `open` (not answered).
    """

    percent: Fraction | None
    usual: tuple[int, ...]
    sometimes: tuple[int, ...]
    not_yet: tuple[int, ...]
    open: tuple[int, ...]

    @property
    def answered(self) -> int:
        return len(self.usual) + len(self.sometimes) + len(self.not_yet)

    @property
    def next_steps(self) -> tuple[int, ...]:
        """What to begin with: what is done sometimes is nearest to becoming a habit, then what is not done yet."""
        return self.sometimes + self.not_yet


def checklist(scores: Sequence[int | None], highest: Sequence[int]) -> Checklist:
    """The checklist from the score of each indicator, None where there is none, and its highest score.

    Nothing is not yet, the highest is usually, all between is sometimes. ValueError for a score outside.
    """
    given = [(score, most) for score, most in zip(scores, highest, strict=True) if score is not None]
    if wrong := [score for score, most in given if not 0 <= score <= most]:
        raise ValueError(f"an indicator cannot score {wrong[0]}")
    percent = None
    if enough(len(given), len(scores)):
        percent = percent_of_maximum(sum(score for score, _ in given), sum(most for _, most in given))
    said = [
        None if score is None else (score >= most) - (score == 0) for score, most in zip(scores, highest, strict=True)
    ]

    def places(wanted: int | None) -> tuple[int, ...]:
        return tuple(place for place, each in enumerate(said) if each == wanted)

    return Checklist(percent, places(1), places(0), places(-1), places(None))

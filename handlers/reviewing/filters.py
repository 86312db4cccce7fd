"""What a list of incoming reports is narrowed to, and where in it somebody is: short texts for places and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from handlers.tokens import mark, whole_number
from handlers.turn import Turn
from storage import report_lists
from storage.report_lists import Which

STATES = {"n": "new", "r": "returned", "a": "accepted", "x": ""}
PERIODS = ("d", "w", "m", "l", "x")
# So many ticks a list keeps; more at once than anybody has looked at.
MOST_TICKS = 40


@dataclass(frozen=True, slots=True)
class Filter:
    """State and period by their letters ("x": any), the form by its mark (see `handlers.tokens`), the sender by id."""

    state: str = "n"
    period: str = "x"
    form: int = 0
    person: int = 0

    def __str__(self) -> str:
        return f"{self.state}{self.period}.{self.form}.{self.person}"

    @classmethod
    def read(cls, text: str) -> Filter:
        """The filter of a place or a button; what waits, where it is none."""
        letters, _, rest = text.partition(".")
        form, _, person = rest.partition(".")
        if len(letters) != 2 or letters[0] not in STATES or letters[1] not in PERIODS:
            return cls()
        return cls(letters[0], letters[1], whole_number(form), whole_number(person))

    async def which(self, turn: Turn) -> Which:
        """As storage is asked, with the days as they are where the person is."""
        first, last = self.days(turn)
        return Which(
            state=STATES[self.state],
            form_id=await form_marked(turn, self.form) if self.form else "",
            person_id=self.person,
            day_from=first.isoformat() if first is not None else "",
            day_to=last.isoformat() if last is not None else "",
        )

    def days(self, turn: Turn) -> tuple[date | None, date | None]:
        """The first and the last day; None: no bound."""
        today = turn.at.astimezone(ZoneInfo(turn.zone)).date()
        month = today.replace(day=1)
        if self.period == "l":
            before = month - timedelta(days=1)
            return before.replace(day=1), before
        return {"d": today, "w": today - timedelta(days=6), "m": month}.get(self.period), None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is in a list: the filter, the pages turned so far, and, while choosing, what is ticked.

    `cursors`: a page shows what stands behind the last of these report numbers; none on the first page. `ticks`:
    numbers with versions ("12-1"), `None` while nothing is being chosen. `done`: the sign of the question that was
    answered with yes last, and how many reports were accepted and not, so that a second tap hears the same.
    """

    filter: Filter = Filter()
    cursors: tuple[int, ...] = ()
    ticks: tuple[str, ...] | None = None
    done: tuple[int, int, int] | None = None

    def __str__(self) -> str:
        ticks = "" if self.ticks is None else "+" + ".".join(self.ticks)
        done = "" if self.done is None else ":" + ".".join(map(str, self.done))
        return f"{self.filter}:{'.'.join(map(str, self.cursors))}:{ticks}{done}"

    @classmethod
    def read(cls, argument: str) -> Spot:
        first, _, rest = argument.partition(":")
        cursors, _, rest = rest.partition(":")
        ticks, _, done = rest.partition(":")
        sign, _, counts = done.partition(".")
        accepted, _, left = counts.partition(".")
        return cls(
            Filter.read(first),
            tuple(n for n in map(whole_number, cursors.split(".")) if n),
            tuple(one for one in ticks[1:].split(".") if one) if ticks.startswith("+") else None,
            (whole_number(sign), whole_number(accepted), whole_number(left)) if done else None,
        )

    @property
    def cursor(self) -> int:
        return self.cursors[-1] if self.cursors else 0

    def at(self, cursor: int) -> Spot:
        """The page that begins behind this report; back and forth, however often it is asked for."""
        if cursor in self.cursors:
            return replace(self, cursors=self.cursors[: self.cursors.index(cursor) + 1])
        return replace(self, cursors=(*self.cursors, cursor) if cursor else ())


async def form_marked(turn: Turn, wanted: int) -> str:
    """The id of the form with this mark; one that no form has for an unknown mark, so that nothing is found."""
    for form in turn.shelf.published():
        if mark(form.id) == wanted:
            return form.id
    connection = await turn.work.connection()
    for form_id, _ in await report_lists.incoming_forms(connection, turn.viewer, Which()):
        if mark(form_id) == wanted:
            return form_id
    return "?"


def signed(ticks: Sequence[str]) -> int:
    """A number that stands for these reports in a button, so that an old button does not act on others."""
    return mark(".".join(ticks))

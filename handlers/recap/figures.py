"""The figures of a recap: how many reports of each form, on which days, and what their numbers add up to."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from handlers.recap.content import Filed, Recap
from storage.reports import ACCEPTED, NEW, RETURNED

STATES = (ACCEPTED, NEW, RETURNED)


@dataclass(frozen=True, slots=True)
class Total:
    """What one number of a form adds up to. ``kind``: `answers.COUNT` or `answers.MONEY`."""

    label: str
    kind: str
    amount: Decimal


@dataclass(slots=True)
class FormFigures:
    """One form's row. ``states``: reports by state; ``days``: by day of the month; ``totals``: in the form's order.

    Reports that were returned are counted, but their numbers are not added: they are about to be corrected.
    """

    form_id: str
    name: str
    filed: list[Filed] = field(default_factory=list)
    states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    days: dict[int, int] = field(default_factory=dict)
    totals: dict[tuple[str, str], Total] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """`restricted`: how many by day of the month. `days`: the days of the month."""

    forms: tuple[FormFigures, ...]
    restricted: Mapping[int, int]
    days: tuple[date, ...]

    def on(self, day: date) -> int:
        """All reports of a day."""
        return sum(form.days.get(day.day, 0) for form in self.forms) + self.restricted.get(day.day, 0)


def figures(recap: Recap) -> Figures:
    """Counted once for a file; forms in the order in which they were first used that month."""
    rows: dict[str, FormFigures] = {}
    for filed in recap.filed:
        row = rows.setdefault(filed.report.form_id, FormFigures(filed.report.form_id, filed.form_name))
        row.filed.append(filed)
        row.states[filed.report.state] += 1
        row.days[filed.day.day] = row.days.get(filed.day.day, 0) + 1
        if filed.report.state != RETURNED:
            _add(row, filed)
    last = calendar.monthrange(recap.month.year, recap.month.month)[1]
    days = tuple(recap.month.replace(day=number) for number in range(1, last + 1))
    return Figures(tuple(rows.values()), _counted(day.day for day in recap.restricted), days)


def _add(row: FormFigures, filed: Filed) -> None:
    for one in filed.told:
        if one.adds and (amount := one.number) is not None:
            key = (one.name, one.adds)
            before = row.totals[key].amount if key in row.totals else Decimal(0)
            row.totals[key] = Total(one.label, one.adds, before + amount)


def _counted(days: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for day in days:
        found[day] = found.get(day, 0) + 1
    return found

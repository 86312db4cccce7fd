"""What somebody has still to file or to finish on a day, and whether that is a reason to remind them (0008).

Pure, from the facts of `storage.due` and the almanac: the planner, the forecast and the letter ask the same question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.reminding.almanac import Almanac, local_day
from handlers.reminding.rhythm import Every, Period, keeps_patience, level
from locales.calendar import local_slot
from storage.due import WISH_PREFIX, Facts
from storage.uploads import TRIAL

# The switch for drafts of forms that have no rhythm, and so no switch of their own.
DRAFT_SWITCH = "draft"
OFF = "off"


class About(StrEnum):
    """Why a form is spoken of."""

    DUE = "due"
    UNFINISHED = "unfinished"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Matter:
    """One form that a person is reminded of.

    `level`: 0 ahead of time, 1 due today, 2 a little late, 3 later. `today`: this day is one of its reminder days;
    `firm`: the due day, or the first working day after it. `draft`: it has been begun.
    """

    form: str
    about: About
    level: int = 0
    due: datetime | None = None
    period: Period | None = None
    draft: bool = False
    today: bool = False
    firm: bool = False

    @property
    def urgency(self) -> tuple[int, float]:
        """For sorting: due today, late (the latest due first), due soon, never finished, drafts."""
        if self.about is not About.DUE or self.due is None:
            return (3 if self.about is About.UNFINISHED else 4, 0.0)
        late = self.level >= 2
        return ({1: 0, 0: 2}.get(self.level, 1), -self.due.timestamp() if late else self.due.timestamp())


def open_matters(almanac: Almanac, facts: Facts, day: date, zone: str, *, reminding: bool = True) -> list[Matter]:
    """Everything that is open for the person on a local day, the most urgent first.

    `reminding`: only what they are still to be told of by themselves: not what they have switched off, nor a daily form
    that they have not filed for a while.
    """
    workday = almanac.workday(facts.province)
    joined = local_day(facts.joined_at, zone)
    found: dict[str, Matter] = {}
    for rhythm in almanac.rhythms.values():
        form = rhythm.form
        if facts.role not in rhythm.roles or form in facts.outside:
            continue
        if reminding and facts.wishes.get(WISH_PREFIX + form) == OFF:
            continue
        filed = facts.filed.get(form)
        period, counts = almanac.period(rhythm, day, zone)
        if filed is not None and filed >= counts:
            continue
        if rhythm.until is not None and day > rhythm.until:
            continue
        # To be asked from a day on is as joining on the day before: nobody is late from the first day.
        expected = joined if rhythm.since is None else max(joined, rhythm.since - timedelta(days=1))
        this = None if period is None else almanac.occasion(rhythm, period, day, facts.province, expected)
        if this is None or not this.since <= day <= this.until:
            continue
        today, firm = day in this.days, day in this.firm
        if rhythm.every is Every.DAILY:
            last = expected if filed is None else local_day(filed, zone)
            if reminding and not keeps_patience(rhythm.every, day, last, rhythm.at_most, workday):
                continue
            if rhythm.if_missed and last >= almanac.days_before(day, facts.province)[0]:
                today = firm = False
        found[form] = Matter(
            form,
            About.UNFINISHED if this.due is None else About.DUE,
            level(this.due, day),
            None if this.due is None else local_slot(this.due, rhythm.time, zone),
            period,
            form in facts.drafts,
            today,
            firm,
        )
    for form, changed_at in facts.drafts.items():
        _add_draft(found, almanac, facts, form, local_day(changed_at, zone), day)
    return sorted(found.values(), key=lambda matter: matter.urgency)


def _add_draft(found: dict[str, Matter], almanac: Almanac, facts: Facts, form: str, changed: date, day: date) -> None:
    if form in almanac.drafts.without or form.startswith(TRIAL):
        return
    switch = form if form in almanac.rhythms else DRAFT_SWITCH
    if facts.wishes.get(WISH_PREFIX + switch) == OFF:
        return
    days = almanac.draft_days(changed, facts.province)
    if not days or not changed < day <= days[-1]:
        return
    today = day in days
    if (matter := found.get(form)) is None:
        found[form] = Matter(form, About.DRAFT, draft=True, today=today)
    elif today and not matter.today:
        found[form] = Matter(
            form, matter.about, matter.level, matter.due, matter.period, True, today=True, firm=matter.firm
        )


def reasons(
    almanac: Almanac,
    facts: Facts,
    day: date,
    matters: list[Matter],
    slot: int,
    had: Callable[[date], bool],
    asked: Collection[date],
) -> list[Matter]:
    """What gives the reason for a reminder of a slot on a local day; an empty list: none is to be sent.

    `matters`: what is open that day; `had`: whether the person was sent a scheduled reminder on a day; `asked`: the
    days of those that they have asked for. The rule (0008): none beside one that was asked for; what is soft never
    follows a reminder of the working day before; what is firm may, but nobody gets three in a row.
    """
    today = triggers(matters, slot)
    if not today or day in asked:
        return []
    before, earlier = almanac.days_before(day, facts.province)
    firm = any(matter.firm for matter in today)
    if (before in asked or had(before)) and (not firm or earlier in asked or had(earlier)):
        return []
    return today


def triggers(matters: list[Matter], slot: int) -> list[Matter]:
    """Those whose reminder day is today; for the second slot of a day only what is due today."""
    return [matter for matter in matters if matter.today and (slot == 1 or matter.level == 1)]


def key_of(person_id: int, day: date, slot: int) -> str:
    """The key of a scheduled reminder in the outbox."""
    return f"reminder:{person_id}:{day}:{slot}"

"""What a reminder says: names of periods, days in words, a sentence for one matter, a line for one of several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import forms
from handlers.question import form_name
from handlers.reminding.almanac import Almanac, local_day
from handlers.reminding.matters import About, Matter
from handlers.reminding.rhythm import Every, Period, previous
from handlers.turn import Turn
from locales import Texts
from locales.calendar import local_slot
from locales.formats import DEFAULT_ZONE, clock_time, date_long, month_year
from storage import drafts

# How long an item takes, for "about 6 minutes left": our estimate, a short sentence and one tap.
SECONDS_AN_ITEM = 8
QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Told:
    """A matter with what its words need: the form's name with its period, and how far a draft of it is."""

    matter: Matter
    name: str
    answered: int = 0
    total: int = 0


async def told(turn: Turn, almanac: Almanac, matters: list[Matter]) -> list[Told]:
    """The matters with their names; a form that is no longer there is left out."""
    opened = {}
    if any(matter.draft for matter in matters):
        connection = await turn.work.connection()
        # The newest of each form that is no correction: it is what the button opens.
        drafts_of_forms = reversed(await drafts.open_drafts(connection, turn.viewer))
        opened = {draft.form_id: draft for draft in drafts_of_forms if draft.replaces is None}
    found = []
    for matter in matters:
        try:
            form = turn.shelf.current(matter.form)
        except KeyError:
            continue
        draft = opened.get(matter.form)
        if matter.draft and draft is not None:
            form = turn.shelf.version(draft.form_id, draft.version)
            review = forms.review_view(form, await turn.work.state(draft), turn.language)
            found.append(Told(matter, name_of(turn, almanac, matter, form), review.answered, review.total))
        elif matter.about is not About.DRAFT:
            found.append(Told(matter, name_of(turn, almanac, matter, form)))
    return found


def name_of(turn: Turn, almanac: Almanac, matter: Matter, form: forms.Form) -> str:
    """The form's name, with the period that is meant: `P2K2 Oktober 2026`."""
    name = form_name(turn.texts, form)
    rhythm = almanac.rhythms.get(matter.form)
    if rhythm is None or matter.period is None or matter.about is not About.DUE:
        return name
    period = previous(rhythm.every, matter.period) if rhythm.about == "previous" else matter.period
    label = period_label(turn.texts, rhythm.every, period)
    return f"{name} {label}" if label else name


def period_label(t: Texts, every: Every, period: Period) -> str:
    """A period in words; nothing for a day (its report is due on it) and for what is asked once."""
    first = local_slot(period.first, time(12), DEFAULT_ZONE) if every not in (Every.ONCE, Every.DAILY) else None
    if first is None:
        return ""
    year = period.first.year
    match every:
        case Every.WEEKLY:
            last = local_slot(period.last, time(12), DEFAULT_ZONE)
            same = period.first.month == period.last.month
            begins = str(period.first.day) if same else date_long(first, t.language, DEFAULT_ZONE)
            return t.plain("remind-period-week", first=begins, last=date_long(last, t.language, DEFAULT_ZONE))
        case Every.MONTHLY:
            return month_year(first, t.language, DEFAULT_ZONE)
        case Every.QUARTERLY:
            return t.plain("remind-period-quarter", number=QUARTERS[(period.first.month - 1) // 3], year=str(year))
        case Every.HALF_YEARLY:
            return t.plain("remind-period-half", number=QUARTERS[(period.first.month - 1) // 6], year=str(year))
        case _:
            return str(year)


def moment_words(t: Texts, at: datetime, today: date, zone: str, *, short: bool = False) -> str:
    """`hari ini pukul 16.00 WITA`, `besok pukul …`, `Senin, 23 November 2026 pukul …` (`short`: `Senin pukul …`)."""
    clock = clock_time(at, t.language, zone)
    day = local_day(at, zone)
    if day == today:
        return t.plain("remind-today", clock=clock)
    if day == today + timedelta(days=1):
        return t.plain("remind-tomorrow", clock=clock)
    weekday = t.plain("remind-weekday", number=day.isoweekday())
    return t.plain("remind-on", day=weekday if short else day_words(t, at, zone), clock=clock)


def day_words(t: Texts, at: datetime, zone: str) -> str:
    """`Senin, 23 November 2026`."""
    weekday = t.plain("remind-weekday", number=local_day(at, zone).isoweekday())
    return f"{weekday}, {date_long(at, t.language, zone)}"


def sentence(turn: Turn, one: Told) -> str:
    """A reminder of one matter, addressed to the reader."""
    t, matter = turn.texts, one.matter
    head = {"address": turn.address, "form": one.name}
    if matter.about is About.UNFINISHED:
        text = t("remind-one-profile" if matter.form == "profil" else "remind-one-unfinished", **head)
    elif matter.about is About.DRAFT:
        text = t("remind-one-draft", **head)
    else:
        text = t("remind-one-due", level=matter.level, due=_due(turn, matter), **head)
    if matter.draft and one.total:
        left = one.total - one.answered
        text += " " + t("remind-stored", left=left, answered=one.answered, total=one.total, minutes=minutes_left(left))
    return text


def line(turn: Turn, one: Told) -> str:
    """A line of a reminder of several matters."""
    t, matter = turn.texts, one.matter
    if matter.about is About.DUE:
        return t("remind-line-due", level=matter.level, form=one.name, due=_due(turn, matter))
    if matter.draft and one.total:
        return t("remind-line-draft", form=one.name, answered=one.answered, total=one.total)
    return t("remind-line-unfinished", form=one.name)


def minutes_left(items: int) -> int:
    """About how long so many items take, in minutes."""
    return max(1, round(items * SECONDS_AN_ITEM / 60))


def _due(turn: Turn, matter: Matter) -> str:
    if matter.due is None:
        return ""
    return moment_words(turn.texts, matter.due, local_day(turn.at, turn.zone), turn.zone)

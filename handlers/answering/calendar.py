"""Keyboards to tap a day, a month, a year or a time of day; typing it is always possible too."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from handlers.answering.windows import Window
from handlers.screens import Button
from handlers.tokens import form_button
from locales import Texts
from locales.formats import clock, month_short, weekday_letters

DAYS_A_WEEK = 7
MONTHS_A_ROW = 4
YEARS, YEARS_A_ROW = 20, 4
HOURS_A_ROW = 6
MINUTES = tuple(range(0, 60, 5))
# A button must have something written on it.
EMPTY = "·"
FIRST_YEAR, LAST_YEAR = 1900, 2100


class Calendar:
    """The rows of one question at one moment. `now` where the person is; `chosen`: the day that is answered."""

    def __init__(
        self, texts: Texts, draft_id: int, step: int, now: datetime, chosen: date | None, *, with_time: bool = False
    ) -> None:
        self._t = texts
        self._draft, self._step = draft_id, step
        self._now = now
        self._today = now.date()
        self._chosen = chosen
        self._with_time = with_time

    def day_rows(self, window: Window) -> list[list[Button]]:
        """A month with its days; with a window, the month (or the months, the years) that it names."""
        if window.letter == "y":
            return self.month_rows(window, leads_to_days=True)
        if window.letter == "z":
            return self.year_rows(window, leads_on=True)
        first = _month(window.digits) if window.letter == "m" else None
        first = first or (self._chosen or self._today).replace(day=1)
        t = self._t
        rows = [
            [
                self._look("‹", f"m{_moved(first, -1):%Y%m}"),
                self._look(f"{month_short(first.month, t.language)} {first.year}", f"y{first:%Y}"),
                self._look("›", f"m{_moved(first, 1):%Y%m}"),
            ],
            [self._look(name, f"m{first:%Y%m}") for name in weekday_letters(t.language)],
        ]
        blank = self._look(EMPTY, f"m{first:%Y%m}")
        cells = [blank] * first.weekday()
        cells += [self._day(first.replace(day=n + 1)) for n in range(monthrange(first.year, first.month)[1])]
        cells += [blank] * (-len(cells) % DAYS_A_WEEK)
        rows += _rows(cells, DAYS_A_WEEK)
        yesterday = self._today - timedelta(days=1)
        quick = [
            self._on(t.plain("button-yesterday"), yesterday),
            self._on(t.plain("button-today"), self._today),
        ]
        if self._with_time:
            quick.append(self._value(t.plain("button-now"), f"{self._now:%Y%m%d%H%M}"))
        return [*rows, quick]

    def _day(self, day: date) -> Button:
        # Seven in a row leave room for one sign.
        sign = "✓" if day == self._chosen else "•" if day == self._today else ""
        return self._on(f"{sign}{day.day}", day)

    def _on(self, label: str, day: date) -> Button:
        return self._look(label, f"h{day:%Y%m%d}") if self._with_time else self._value(label, f"{day:%Y%m%d}")

    def month_rows(self, window: Window, *, leads_to_days: bool = False) -> list[list[Button]]:
        """The months of a year."""
        if window.letter == "z":
            return self.year_rows(window, leads_on=True)
        year = _year(window.digits) if window.letter == "y" else None
        year = year or (self._chosen or self._today).year
        shown = self._chosen and self._chosen.replace(day=1)
        buttons = []
        for month in range(1, 13):
            first = date(year, month, 1)
            here = "•" if first == self._today.replace(day=1) else ""
            label = ("✓" if first == shown else here) + month_short(month, self._t.language)
            tap = self._look(label, f"m{first:%Y%m}") if leads_to_days else self._value(label, f"{first:%Y%m%d}")
            buttons.append(tap)
        head = [
            self._look("‹", f"y{max(FIRST_YEAR, year - 1)}"),
            self._look(f"{year} ▾", f"z{_first_of(year, self._today)}"),
            self._look("›", f"y{min(LAST_YEAR, year + 1)}"),
        ]
        return [head, *_rows(buttons, MONTHS_A_ROW)]

    def year_rows(self, window: Window, *, leads_on: bool = False) -> list[list[Button]]:
        """Twenty years; the present one is the last of its twenty."""
        first = _year(window.digits) if window.letter == "z" else None
        first = first or _first_of((self._chosen or self._today).year, self._today)
        buttons = []
        for year in range(first, first + YEARS):
            chosen = self._chosen is not None and year == self._chosen.year
            label = ("✓" if chosen else "•" if year == self._today.year else "") + str(year)
            buttons.append(self._look(label, f"y{year}") if leads_on else self._value(label, f"{year}0101"))
        head = [
            self._look("‹", f"z{max(FIRST_YEAR, first - YEARS)}"),
            self._look(f"{first}–{(first + YEARS - 1) % 100:02d}", f"z{first}"),
            self._look("›", f"z{min(LAST_YEAR, first + YEARS)}"),
        ]
        return [head, *_rows(buttons, YEARS_A_ROW)]

    def time_rows(self, window: Window) -> list[list[Button]]:
        """The hours of a day, or the minutes of an hour; the day may be a part of the window."""
        day = window.digits[:8] if len(window.digits) >= 8 else ""
        language = self._t.language
        if window.letter == "n" and len(window.digits) in (2, 10) and int(window.digits[-2:]) < 24:
            hour = int(window.digits[-2:])
            minutes = [
                self._value(clock(time(hour, minute), language), f"{day}{hour:02d}{minute:02d}") for minute in MINUTES
            ]
            back = self._look(self._t.plain("button-other-hour"), f"h{day or 0}")
            return [*_rows(minutes, HOURS_A_ROW - 2), [back]]
        hours = [self._look(f"{hour:02d}", f"n{day}{hour:02d}") for hour in range(24)]
        rows = _rows(hours, HOURS_A_ROW)
        if day:
            rows.append([self._look(self._t.plain("button-other-day"), f"m{day[:6]}")])
        else:
            rows.append([self._value(self._t.plain("button-now"), f"{self._now:%H%M}")])
        return rows

    def _look(self, label: str, window: str) -> Button:
        return form_button(label, self._draft, self._step, "w", window)

    def _value(self, label: str, digits: str) -> Button:
        return form_button(label, self._draft, self._step, "v", digits)


def tapped_day(digits: str) -> date | None:
    """The day that eight digits name."""
    try:
        return datetime.strptime(digits, "%Y%m%d").date() if len(digits) == 8 else None
    except ValueError:
        return None


def tapped_clock(digits: str) -> time | None:
    """The time of day that four digits name."""
    try:
        return time(int(digits[:2]), int(digits[2:])) if len(digits) == 4 else None
    except ValueError:
        return None


def _month(digits: str) -> date | None:
    day = tapped_day(f"{digits}01")
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _year(digits: str) -> int | None:
    year = int(digits) if len(digits) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _first_of(year: int, today: date) -> int:
    """The first of the twenty years in which a year stands; the present year ends its twenty."""
    return year - (year - today.year - 1) % YEARS


def _moved(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    year = min(max(number // 12, FIRST_YEAR), LAST_YEAR)
    return date(year, number % 12 + 1, 1)


def _rows(buttons: Sequence[Button], a_row: int) -> list[list[Button]]:
    return [list(buttons[i : i + a_row]) for i in range(0, len(buttons), a_row)]

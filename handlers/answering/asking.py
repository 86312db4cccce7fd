"""What there is to tap for each kind of question, and a line that says how else it can be answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import forms
from forms import Kind
from handlers import choosing
from handlers.answering.calendar import Calendar, tapped_day
from handlers.answering.values import MEDIA, ONLY_MONTH, ONLY_YEAR, POINTS, day_of, points_of, steps_of
from handlers.answering.windows import Window
from handlers.screens import Button
from handlers.tokens import form_button, mark
from locales import Texts
from locales.formats import day_long, day_typed, figure, month_title, month_typed

Rows = list[list[Button]]
# Up to so many steps a range is all there to tap.
FEW_STEPS = 12
STEPS_A_PAGE = 20
STEPS_A_ROW = 5


class Asking:
    """The question of a draft at one moment, `now` where the person is."""

    def __init__(self, texts: Texts, q: forms.QuestionView, draft_id: int, now: datetime, window: Window) -> None:
        self._t = texts
        self._q = q
        self._draft = draft_id
        self._now = now
        self._window = window

    def rows(self) -> Rows:
        """The buttons that answer; none where the answer is typed or sent."""
        q = self._q
        match q.kind:
            case Kind.SELECT_ONE:
                return self._choices(None)
            case Kind.SELECT_MULTIPLE | Kind.RANK:
                return [*self._choices(mark(q.name)), *self._end_ticks()]
            case Kind.RANGE:
                return self._range_rows()
            case Kind.DATE | Kind.TIME | Kind.DATETIME:
                return self._calendar_rows()
            case Kind.GEOTRACE | Kind.GEOSHAPE:
                return self._points_rows()
            case Kind.NOTE:
                return [[self._button("button-next", "d")]]
            case Kind.ACKNOWLEDGE:
                return [[self._button("button-acknowledge", "d")]]
            case Kind.REPEAT:
                return self._repeat_rows()
        return []

    def _choices(self, ticks_of: int | None) -> Rows:
        page = self._window.number if self._window.letter == "p" else None
        q = self._q
        return choosing.choice_rows(
            q.choices, q.appearance, draft_id=self._draft, step=q.step, page=page, ticks_of=ticks_of
        )

    def _end_ticks(self) -> Rows:
        q = self._q
        ordered = q.kind is Kind.RANK and any(not c.rank for c in q.choices)
        if not q.current or ordered:
            return []
        end = form_button(self._t.plain("button-done"), self._draft, q.step, choosing.END_TICKS, mark(q.name))
        return [[end]]

    def _range_rows(self) -> Rows:
        q = self._q
        if q.range is None or not (count := steps_of(q.range)):
            return []
        values = [q.range.start + q.range.step * n for n in range(count)]
        written = [self._same(q.current, figure(value, "en")) for value in values]
        if count <= FEW_STEPS:
            first, last = 0, count
        else:
            chosen = written.index(True) if True in written else 0
            page = self._window.number if self._window.letter == "p" else chosen // STEPS_A_PAGE
            first = min(page, (count - 1) // STEPS_A_PAGE) * STEPS_A_PAGE
            last = min(first + STEPS_A_PAGE, count)
        buttons = [
            form_button(("✓ " if written[n] else "") + figure(values[n], self._t.language), self._draft, q.step, "v", n)
            for n in range(first, last)
        ]
        a_row = STEPS_A_ROW if len(buttons) != 6 else 6
        rows = [buttons[i : i + a_row] for i in range(0, len(buttons), a_row)]
        if count > FEW_STEPS:
            page = first // STEPS_A_PAGE
            rows.append(choosing.page_row(count, page, draft_id=self._draft, step=q.step, size=STEPS_A_PAGE))
        return rows

    @staticmethod
    def _same(current: str | None, value: str) -> bool:
        return bool(current) and (current == value or current == f"{value}.0")

    def _calendar_rows(self) -> Rows:
        q, window = self._q, self._window
        timed = q.kind is Kind.DATETIME
        calendar = Calendar(self._t, self._draft, q.step, self._now, day_of(q.current), with_time=timed)
        if q.kind is Kind.TIME or (timed and window.letter in ("h", "n") and len(window.digits) >= 8):
            return calendar.time_rows(window)
        if q.kind is Kind.DATE and ONLY_YEAR in q.appearance:
            return calendar.year_rows(window)
        if q.kind is Kind.DATE and ONLY_MONTH in q.appearance:
            return calendar.month_rows(window)
        return calendar.day_rows(window)

    def _points_rows(self) -> Rows:
        q = self._q
        count = len(points_of(q.current))
        row = []
        if count:
            row.append(self._button("button-undo-point", "u", 0))
        if count >= POINTS[q.kind]:
            row.append(self._button("button-done", "d"))
        return [row]

    def _repeat_rows(self) -> Rows:
        t, q = self._t, self._q
        number = q.repeat.number if q.repeat is not None else 0
        rows = [
            [
                self._button("button-one-more" if number else "button-first-one", "n"),
                self._button("button-no-more", "d"),
            ]
        ]
        if number and q.repeat is not None:
            window = f"x{mark(last_instance(q))}"
            label = t.plain("button-remove-last", name=instance_name(t, q.repeat.label[:30], number))
            rows.append([form_button(label, self._draft, q.step, "w", window)])
        return rows

    def _button(self, key: str, verb: str, argument: int | str = "") -> Button:
        return form_button(self._t.plain(key), self._draft, self._q.step, verb, argument)

    def instruction(self) -> str:
        """How to answer, where the buttons do not say it; HTML, "" where nothing needs to be said."""
        t, q, window = self._t, self._q, self._window
        if q.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE) and choosing.is_long(q.choices):
            return "" if q.hint and q.kind is Kind.SELECT_ONE else t("search-by-typing")
        if q.kind is Kind.DATETIME and len(window.digits) >= 8 and (day := tapped_day(window.digits[:8])):
            return t("how-time-of-day", day=day_long(day, t.language))
        if q.kind in POINTS:
            count = len(points_of(q.current))
            least = POINTS[q.kind]
            if not count:
                return t("how-points", least=least)
            return t("how-points-so-far" if count < least else "how-points-enough", count=count, least=least)
        if q.kind is Kind.DATE and ONLY_YEAR in q.appearance:
            return t("how-year")
        if q.kind is Kind.DATE and ONLY_MONTH in q.appearance:
            month = example_month(self._now.date())
            return t("how-month", typed=month_typed(month), named=month_title(month, t.language))
        if q.kind is Kind.DATE:
            return t("how-date", example=example_day(self._now.date()))
        if q.kind is Kind.RANGE and q.range is not None and steps_of(q.range) > FEW_STEPS:
            low, high = (figure(n, t.language) for n in (q.range.start, q.range.end))
            return t("how-range", first=low, last=high)
        if q.kind in _HOW and not (q.hint and q.kind in (Kind.INTEGER, Kind.DECIMAL)):
            return t(_HOW[q.kind])
        return ""


_HOW = {
    Kind.RANK: "how-rank",
    Kind.TIME: "how-time",
    Kind.DATETIME: "how-moment",
    Kind.GEOPOINT: "how-place",
    Kind.IMAGE: "how-image",
    Kind.AUDIO: "how-audio",
    Kind.VIDEO: "how-video",
    Kind.FILE: "how-file",
    Kind.BARCODE: "how-barcode",
}
# What can be answered only by typing or sending: the buttons below do not tell it.
SENT = MEDIA | {Kind.GEOPOINT, Kind.GEOTRACE, Kind.GEOSHAPE}


# An example of a day lies so far back: within what a report may be about, and neither today nor yesterday.
EXAMPLE_DAYS = timedelta(days=3)


def example_day(today: date) -> str:
    """A day that may well be meant, as people type it."""
    return day_typed(today - EXAMPLE_DAYS)


def example_month(today: date) -> date:
    """The month before, by its first day."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def instance_name(texts: Texts, label: str, number: int) -> str:
    """`Anak 2`; a repeat without a label is counted as `Bagian 2`."""
    return f"{label.rstrip('?:. ') or texts.plain('instance-unnamed')} {number}"


def last_instance(q: forms.QuestionView) -> str:
    """The key of the newest instance at the question whether one more is wanted ("kids[+]" → "kids[2]")."""
    number = q.repeat.number if q.repeat is not None else 0
    return f"{q.name.removesuffix('[+]')}[{number}]"

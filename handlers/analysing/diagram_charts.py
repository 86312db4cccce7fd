"""Charts of a report beside the path diagrams: eigenvalues against chance, importance against performance, and how many
answers lie at the ends of a scale (reportlab graphics)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from handlers.analysing.words import Writing
from handlers.recap.paper import GREY, INK, LINE, PLAIN, fonts

_BLUE, _ORANGE = HexColor("#2B5C8A"), HexColor("#C98A1B")
_SIZE: Final = 7.5
_ROW, _ROWS_IN_ONE = 12.0, 22


@dataclass(frozen=True, slots=True)
class Series:
    """A line of values, in order; `dashed` for what is only there to compare with."""

    name: str
    values: Sequence[float]
    dashed: bool = False


class _Plane:
    """Two axes with figures, from data to points."""

    def __init__(self, wide: float, high: float, x: tuple[float, float], y: tuple[float, float], w: Writing) -> None:
        fonts()
        self.drawing = Drawing(wide, high)
        self.w, self._x, self._y = w, x, y
        self._left, self._low, self._right, self._top = 46.0, 34.0, wide - 12, high - 20

    def across(self, value: float) -> float:
        """Points from the left."""
        return self._left + (value - self._x[0]) / (self._x[1] - self._x[0]) * (self._right - self._left)

    def up(self, value: float) -> float:
        """Points from below."""
        return self._low + (value - self._y[0]) / (self._y[1] - self._y[0]) * (self._top - self._low)

    def axes(self, x_name: str, y_name: str, x_marks: Sequence[float], y_marks: Sequence[float]) -> None:
        """Both axes with figures and names."""
        for mark in y_marks:
            self.drawing.add(
                Line(self._left, self.up(mark), self._right, self.up(mark), strokeColor=LINE, strokeWidth=0.4)
            )
            self.words(self._left - 4, self.up(mark) - 2.5, self._figure(mark, y_marks), "end")
        for mark in x_marks:
            self.words(self.across(mark), self._low - 10, self._figure(mark, x_marks), "middle")
        self.drawing.add(Line(self._left, self._low, self._right, self._low, strokeColor=INK, strokeWidth=0.6))
        self.words((self._left + self._right) / 2, 8, x_name, "middle")
        self.words(self._left - 40, self._top + 11, y_name, "start", GREY)

    def words(self, x: float, y: float, words: str, anchor: str, colour: Any = INK, size: float = _SIZE) -> None:
        """One line of text."""
        self.drawing.add(String(x, y, words, fontName=PLAIN, fontSize=size, fillColor=colour, textAnchor=anchor))

    def _figure(self, mark: float, marks: Sequence[float]) -> str:
        whole = all(float(each).is_integer() for each in marks)
        step = abs(marks[1] - marks[0]) if len(marks) > 1 else 1.0
        return self.w.fixed(mark, 0 if whole else max(1, math.ceil(-math.log10(step) - 1e-9)))


def marks(low: float, high: float, most: int = 6) -> list[float]:
    """Round figures from `low` to `high` or a little beyond."""
    span = max(high - low, 1e-9)
    step = 10 ** math.floor(math.log10(span / most))
    step = next(step * by for by in (1, 2, 2.5, 5, 10) if span / (step * by) <= most)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(step * number, 10) for number in range(first, last + 1)]


def scree(series: Sequence[Series], x_name: str, y_name: str, w: Writing, wide: float, high: float) -> Drawing:
    """Eigenvalues in order, beside those of chance."""
    count = max(len(one.values) for one in series)
    every = [value for one in series for value in one.values]
    levels = marks(min(0.0, *every), max(every))
    plane = _Plane(wide, min(high, 230), (0.5, count + 0.5), (levels[0], levels[-1]), w)
    steps = sorted(
        {1, *(number for number in marks(1, count, 12) if 1 <= number <= count and float(number).is_integer())}
    )
    plane.axes(x_name, y_name, steps, levels)
    colours = (_BLUE, _ORANGE, GREY)
    for number, one in enumerate(series):
        points = [part for at, value in enumerate(one.values, 1) for part in (plane.across(at), plane.up(value))]
        colour = colours[number % len(colours)]
        line = PolyLine(points, strokeColor=colour, strokeWidth=1.1)
        if one.dashed:
            line.strokeDashArray = [3, 2]
        plane.drawing.add(line)
        for at, value in enumerate(one.values, 1):
            if not one.dashed and count <= 40:
                plane.drawing.add(Circle(plane.across(at), plane.up(value), 2, fillColor=colour, strokeColor=colour))
        top = plane.drawing.height - 32 - 11 * number
        plane.drawing.add(Line(wide - 190, top + 2.5, wide - 172, top + 2.5, strokeColor=colour, strokeWidth=1.4))
        plane.words(wide - 168, top, one.name, "start")
    return plane.drawing


def importance(
    dots: Sequence[tuple[str, float, float]], x_name: str, y_name: str, w: Writing, wide: float, high: float
) -> Drawing:
    """Each name at (importance, performance); lines at their means make four fields."""
    xs, ys = [dot[1] for dot in dots], [dot[2] for dot in dots]
    across, up = marks(min(0.0, *xs), max(xs)), marks(min(ys) - 2, max(ys) + 2)
    plane = _Plane(wide, min(high, 260), (across[0], across[-1]), (up[0], up[-1]), w)
    plane.axes(x_name, y_name, across, up)
    middle_x, middle_y = plane.across(sum(xs) / len(xs)), plane.up(sum(ys) / len(ys))
    for ends in (
        (middle_x, plane.up(up[0]), middle_x, plane.up(up[-1])),
        (plane.across(across[0]), middle_y, plane.across(across[-1]), middle_y),
    ):
        plane.drawing.add(Line(*ends, strokeColor=_ORANGE, strokeWidth=0.6, strokeDashArray=[3, 2]))
    # No name on any dot, be it another's.
    taken = [(plane.across(x) - 4, plane.across(x) + 4, plane.up(y) - 2.5) for _, x, y in dots]
    for name, x, y in sorted(dots, key=lambda dot: -dot[2]):
        at_x, at_y = plane.across(x), plane.up(y)
        plane.drawing.add(Circle(at_x, at_y, 3, fillColor=_BLUE, strokeColor=_BLUE))
        _name_beside(plane, name, at_x, at_y, taken, wide)
    return plane.drawing


def _name_beside(
    plane: _Plane, name: str, x: float, y: float, taken: list[tuple[float, float, float]], wide: float
) -> None:
    """Right of its dot, or left of it, higher or lower: where no other name is."""
    long = stringWidth(name, PLAIN, _SIZE)
    places = [(x + 5, y - 2.5), (x - 5 - long, y - 2.5), (x - long / 2, y + 6.5), (x - long / 2, y - 11.5)]
    for step in (1, -1, 2, -2, 3, -3, 4, -4):
        places += [(x + 5, y - 2.5 + 9 * step), (x - 5 - long, y - 2.5 + 9 * step)]
    for left, low in places:
        if left < 46 or left + long > wide - 2:
            continue
        if all(left + long < l or left > r or abs(low - b) > 8.5 for l, r, b in taken):  # noqa: E741 - left, right, below
            break
    taken.append((left, left + long, low))
    # A line of the grid through a name would strike it out.
    plane.drawing.add(Rect(left - 1, low - 1, long + 2, 8, fillColor=white, strokeColor=None, strokeWidth=0))
    plane.words(left, low, name, "start")


def ends(rows: Sequence[tuple[str, float, float]], low: str, high: str, w: Writing, wide: float) -> Drawing:
    """Bars of the share of answers in the lowest (left) and the highest category (right), a row each; many rows stand
    in two columns."""
    fonts()
    columns = 2 if len(rows) > _ROWS_IN_ONE else 1
    each = -(-len(rows) // columns)
    drawing = Drawing(wide, _ROW * each + 26)
    room = (wide - 24 * (columns - 1)) / columns
    for column in range(columns):
        _bars(drawing, rows[column * each : (column + 1) * each], (low, high), w, column * (room + 24), room)
    return drawing


def _bars(
    drawing: Drawing,
    rows: Sequence[tuple[str, float, float]],
    heads: tuple[str, str],
    w: Writing,
    left: float,
    wide: float,
) -> None:
    names = min(wide * 0.35, max(stringWidth(name, PLAIN, _SIZE) for name, _, _ in rows) + 8)
    room = (wide - names - 56) / 2
    middle, tall = left + names + room + 28, drawing.height
    for at, (name, floor, ceiling) in enumerate(rows):
        y = tall - 24 - _ROW * (at + 1) + 4
        drawing.add(String(left, y, _fitting(name, names), fontName=PLAIN, fontSize=_SIZE, fillColor=INK))
        for share, side, colour in ((floor, -1, _ORANGE), (ceiling, 1, _BLUE)):
            long = room * share
            start = middle - long if side < 0 else middle
            drawing.add(Rect(start, y - 1.5, long, 8, fillColor=colour, strokeColor=None, strokeWidth=0))
            anchor = "end" if side < 0 else "start"
            end = middle + side * (long + 3)
            drawing.add(
                String(end, y, w.share(share, 0), fontName=PLAIN, fontSize=6.5, fillColor=GREY, textAnchor=anchor)
            )
    low = tall - 24 - _ROW * len(rows)
    drawing.add(Line(middle, low, middle, tall - 20, strokeColor=INK, strokeWidth=0.6))
    for words, x, anchor in ((heads[0], middle - 4, "end"), (heads[1], middle + 4, "start")):
        drawing.add(String(x, tall - 12, words, fontName=PLAIN, fontSize=_SIZE, fillColor=GREY, textAnchor=anchor))


def _fitting(words: str, room: float) -> str:
    if stringWidth(words, PLAIN, _SIZE) <= room - 4:
        return words
    while words and stringWidth(words + "…", PLAIN, _SIZE) > room - 4:
        words = words[:-1]
    return words + "…"

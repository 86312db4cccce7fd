"""The picture of a digest's months: one panel of columns for each figure, a column a month, its value above it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.pictures.canvas import ONE_AT_A_TIME, Canvas, cut, fitting_size, wrapped
from handlers.pictures.competency import INK, INK_SOFT, LINE, MARGIN, TRACK, WIDTH
from handlers.pictures.digest import HEADING, LEGEND, NOTE, SHADES, TITLE

PANEL, PLOT = 372, 216
_COLUMN = SHADES[1][0]


@dataclass(frozen=True, slots=True)
class Column:
    """One month. `height` 0..1 of the panel; None: there is nothing to show, which `value` says with a dash."""

    label: str
    height: float | None
    value: str

    def __post_init__(self) -> None:
        """ValueError for a height outside 0 to 1."""
        if self.height is not None and not 0 <= self.height <= 1:
            raise ValueError(f"a column is between 0 and 1 high, not {self.height}")


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns under a heading; `note` says what they count."""

    heading: str
    note: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """All that the picture shows, in the reader's language; `alt` as in `handlers.pictures.picture`."""

    title: str
    notes: tuple[str, ...]
    panels: tuple[Panel, ...]
    alt: str

    def png(self) -> bytes:
        """The picture as PNG, 1080 pixels wide; it takes about 0.3 s."""
        with ONE_AT_A_TIME:
            return _draw(self)


def _draw(picture: TrendPicture) -> bytes:
    title = wrapped(picture.title, TRACK, TITLE, lines=2, bold=True)
    top = 30 + 60 * len(title) + 44 * len(picture.notes)
    canvas = Canvas(WIDTH, top + PANEL * len(picture.panels) + 24)
    y = 30.0
    for line in title:
        canvas.text(MARGIN, y + 46, line, TITLE, INK, bold=True)
        y += 60
    for note in picture.notes:
        canvas.text(MARGIN, y + 33, cut(note, TRACK, NOTE), NOTE, INK_SOFT)
        y += 44
    for panel in picture.panels:
        _draw_panel(canvas, y, panel)
        y += PANEL
    return canvas.png(picture.alt)


def _draw_panel(canvas: Canvas, top: float, panel: Panel) -> None:
    canvas.rectangle(MARGIN, top + 12, TRACK, 3, LINE)
    canvas.text(MARGIN, top + 56, cut(panel.heading, TRACK, HEADING, bold=True), HEADING, INK, bold=True)
    canvas.text(MARGIN, top + 96, cut(panel.note, TRACK, LEGEND), LEGEND, INK_SOFT)
    ground = top + 96 + PLOT
    step = TRACK / max(1, len(panel.columns))
    size = min((fitting_size(one.value, step - 4, LEGEND, 22, bold=True) for one in panel.columns), default=LEGEND)
    for number, one in enumerate(panel.columns):
        middle = MARGIN + step * (number + 0.5)
        # Room for the value above the highest.
        high = 0.0 if one.height is None else max(3.0, (PLOT - 60) * one.height)
        canvas.rectangle(middle - step * 0.36, ground - high, step * 0.72, high, _COLUMN)
        canvas.text(middle, ground - high - 10, one.value, size, INK, bold=True, align="center")
        canvas.text(middle, ground + 34, cut(one.label, step, LEGEND), LEGEND, INK_SOFT, align="center")
    canvas.rectangle(MARGIN, ground, TRACK, 3, LINE)

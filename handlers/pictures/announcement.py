"""The picture of an announcement's report: for each region how much was delivered, and how much of it was answered.

Every bar is as long as its region's readers, so that regions of any size can be compared; how many they are stands
beside it. Two blues and a pale ground, told apart by their lightness alone: colour blindness and Telegram's JPEG lose
nothing, and no colour says "bad". Sizes as in `handlers.pictures.competency`.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.pictures.canvas import ONE_AT_A_TIME, Canvas, cut, text_width, wrapped
from handlers.pictures.competency import INK, INK_SOFT, LINE, MARGIN, TRACK, WIDTH

DARK, LIGHT, GROUND = "#14508F", "#86B2E0", "#E4E9F0"
PARTS = (DARK, LIGHT)

TITLE, HEADING, LABEL, NOTE, LEGEND = 46, 38, 34, 30, 30
TEXT_HEIGHT, THICKNESS, GAP = 45, 22, 15


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One bar. `parts`: percents of its whole length, from the left, dark then light; they add up to 100 at most.

    `value` and `note` are ready to be read; `total` sets the bar of the whole apart.
    """

    label: str
    parts: tuple[float, ...]
    value: str
    note: str
    total: bool = False

    def __post_init__(self) -> None:
        """ValueError for parts that cannot be (or not be drawn)."""
        if len(self.parts) > len(PARTS):
            raise ValueError(f"at most {len(PARTS)} parts, not {len(self.parts)}")
        # The sum of percents that were divided may be a hair above 100.
        if not all(part >= 0 for part in self.parts) or not sum(self.parts) <= 100 + 1e-6:
            raise ValueError(f"parts lie between 0 and 100 together, not at {self.parts}")


@dataclass(frozen=True, slots=True)
class Section:
    """Bars that are read together. `legend`: what the parts mean, and last what the rest of the length means."""

    heading: str
    bars: tuple[ShareBar, ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnouncementPicture:
    """All that the picture shows, in the reader's language; `alt` as in `handlers.pictures.picture`.

    `notes`: below the title, each on a line of its own.
    """

    title: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    alt: str

    def png(self) -> bytes:
        """The picture as PNG, 1080 pixels wide; with twelve bars it takes about 0.2 s."""
        with ONE_AT_A_TIME:
            return _draw(self)


def _draw(picture: AnnouncementPicture) -> bytes:
    title = wrapped(picture.title, TRACK, TITLE, lines=2, bold=True)
    top = 32 + 58 * len(title) + 44 * len(picture.notes)
    height = top + sum(_height(section) for section in picture.sections) + 40
    canvas = Canvas(WIDTH, height)
    y = 32.0
    for line in title:
        canvas.text(MARGIN, y + 44, line, TITLE, INK, bold=True)
        y += 58
    for note in picture.notes:
        canvas.text(MARGIN, y + 34, cut(note, TRACK, NOTE), NOTE, INK_SOFT)
        y += 44
    for section in picture.sections:
        _draw_section(canvas, y, section)
        y += _height(section)
    return canvas.png(picture.alt)


def _height(section: Section) -> int:
    bars = sum(TEXT_HEIGHT + THICKNESS + GAP + 14 * bar.total for bar in section.bars)
    legend = 46 * len(_legend_lines(section.legend)) + 8 * bool(section.legend)
    return 24 + 56 * bool(section.heading) + legend + bars


def _draw_section(canvas: Canvas, top: float, section: Section) -> None:
    y = top + 24
    if section.heading:
        canvas.rectangle(MARGIN, y - 8, TRACK, 3, LINE)
        canvas.text(MARGIN, y + 40, cut(section.heading, TRACK, HEADING, bold=True), HEADING, INK, bold=True)
        y += 56
    for line in _legend_lines(section.legend):
        x = float(MARGIN)
        for colour, word in line:
            canvas.rectangle(x, y + 6, 30, 30, colour, radius=5)
            canvas.text(x + 42, y + 32, word, LEGEND, INK_SOFT)
            x += 42 + text_width(word, LEGEND) + 36
        y += 46
    y += 8 * bool(section.legend)
    for bar in section.bars:
        _draw_bar(canvas, y, bar)
        y += TEXT_HEIGHT + THICKNESS + GAP + 14 * bar.total


def _legend_lines(legend: tuple[str, ...]) -> list[list[tuple[str, str]]]:
    """The legend in lines that fit: colour and word. The last word is for the ground."""
    colours = (*PARTS[: len(legend) - 1], GROUND) if legend else ()
    lines: list[list[tuple[str, str]]] = []
    room = 0.0
    for colour, word in zip(colours, legend, strict=True):
        shown = cut(word, TRACK - 42, LEGEND)
        needed = 42 + text_width(shown, LEGEND)
        if not lines or needed > room:
            lines.append([])
            room = TRACK
        lines[-1].append((colour, shown))
        room -= needed + 36
    return lines


def _draw_bar(canvas: Canvas, top: float, bar: ShareBar) -> None:
    baseline = top + TEXT_HEIGHT - 12
    right = MARGIN + TRACK
    value = cut(bar.value, TRACK / 4, LABEL, bold=True)
    note = cut(bar.note, TRACK / 3, NOTE)
    reading = text_width(value, LABEL, bold=True) + text_width(note, NOTE) + (20 if note else 0)
    canvas.text(right, baseline, value, LABEL, INK, bold=True, align="right")
    if note:
        canvas.text(right - text_width(value, LABEL, bold=True) - 20, baseline, note, NOTE, INK_SOFT, align="right")
    label = cut(bar.label, TRACK - reading - 32, LABEL, bold=bar.total)
    canvas.text(MARGIN, baseline, label, LABEL, INK, bold=bar.total)
    thick = THICKNESS + (8 if bar.total else 0)
    frame = (MARGIN, top + TEXT_HEIGHT, TRACK, thick, 7.0)
    canvas.rectangle(MARGIN, top + TEXT_HEIGHT, TRACK, thick, GROUND, radius=7)
    left = float(MARGIN)
    for part, colour in zip(bar.parts, PARTS, strict=False):
        # One of thousands is still somebody: a thin stroke, while nobody is nothing.
        length = max(TRACK * part / 100, 5) if part else 0
        canvas.rectangle(left, top + TEXT_HEIGHT, length, thick, colour, within=frame)
        left += TRACK * part / 100

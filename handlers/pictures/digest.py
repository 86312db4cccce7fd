"""The picture of a digest: rows of stacked bars with their counts, and below them a few figures by themselves.

One hue from dark to pale carries what has an order (bands, on time to missing); every stretch that has room for it
carries its number, so that neither colour blindness nor Telegram's JPEG loses anything, and no colour says "bad". The
last colour of a legend is hatched: what is still missing is told from the ground by its pattern as well. Sizes as in
`handlers.pictures.competency`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.pictures.canvas import ONE_AT_A_TIME, Canvas, cut, fitting_size, text_width, wrapped
from handlers.pictures.competency import INK, INK_SOFT, LINE, MARGIN, TRACK, WIDTH

# Blues of one hue, told apart by lightness alone (differences of 14 or more in CIE L*).
SHADES = {
    1: ("#1B5C9E",),
    2: ("#14508F", "#E4E9F0"),
    3: ("#14508F", "#86B2E0", "#E4E9F0"),
    5: ("#0A2F5C", "#2A6CB2", "#7BAADB", "#B9D2EC", "#E4E9F0"),
}
GROUND, HATCH = "#EEF1F5", "#9AA6B6"
# Below this luminance letters on a shade are white.
DARK = frozenset({"#0A2F5C", "#14508F", "#1B5C9E", "#2A6CB2"})

TITLE, NOTE, HEADING, LABEL, LEGEND, COUNT, FIGURE, UNIT = 50, 32, 38, 34, 32, 30, 46, 30
SIDE, BAR, THIN, GAP = 288, 42, 11, 12
# The smallest number on a stretch that is too narrow for `COUNT`.
LEAST_COUNT = 24
# Lines of a note, and the height of each.
MOST_NOTE, NOTE_LINE = 2, 42


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: how much of the bar's sum, and what is written on it."""

    amount: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A row. `thin`: some of them alone, drawn below it without words, a line each; empty for none."""

    label: str
    stretches: tuple[Stretch, ...]
    thin: tuple[tuple[float, ...], ...] = ()
    total: bool = False

    def __post_init__(self) -> None:
        """ValueError for more stretches than there are shades for, and for amounts below nothing."""
        if len(self.stretches) not in SHADES or any(len(line) != len(self.stretches) for line in self.thin):
            raise ValueError(f"no shades for {len(self.stretches)} stretches with {self.thin} below")
        if any(amount < 0 for line in ([one.amount for one in self.stretches], *self.thin) for amount in line):
            raise ValueError("an amount cannot be below nothing")

    @property
    def height(self) -> int:
        """In pixels, with the gap to the next."""
        return BAR + (THIN + 4) * len(self.thin) + GAP


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one heading. `legend`: a word for each shade, "" where it is not to be seen; `note`: two lines at most
    below the heading; `side`: the room for the labels, in pixels.
    """

    heading: str
    bars: tuple[StackedBar, ...]
    legend: tuple[str, ...] = ()
    note: str = ""
    side: int = SIDE


@dataclass(frozen=True, slots=True)
class Figure:
    """A number by itself, ready to be read, and what it is."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class DigestPicture:
    """All that the picture shows, in the reader's language; `alt` as in `handlers.pictures.picture`."""

    title: str
    notes: tuple[str, ...]
    groups: tuple[Group, ...]
    figures: tuple[Figure, ...]
    alt: str

    def png(self) -> bytes:
        """The picture as PNG, 1080 pixels wide; it takes about 0.3 s."""
        with ONE_AT_A_TIME:
            return _draw(self)


def _draw(picture: DigestPicture) -> bytes:
    title = wrapped(picture.title, TRACK, TITLE, lines=2, bold=True)
    top = 30 + 60 * len(title) + 44 * len(picture.notes)
    height = top + sum(_height(group) for group in picture.groups) + (166 if picture.figures else 0) + 16
    canvas = Canvas(WIDTH, height)
    y = 30.0
    for line in title:
        canvas.text(MARGIN, y + 46, line, TITLE, INK, bold=True)
        y += 60
    for note in picture.notes:
        canvas.text(MARGIN, y + 33, cut(note, TRACK, NOTE), NOTE, INK_SOFT)
        y += 44
    for group in picture.groups:
        _draw_group(canvas, y, group)
        y += _height(group)
    if picture.figures:
        _draw_figures(canvas, y, picture.figures)
    return canvas.png(picture.alt)


def _height(group: Group) -> int:
    legend = 42 * len(_legend_lines(group.legend)) + 8 * bool(group.legend)
    return 72 + NOTE_LINE * len(_note_lines(group.note)) + legend + sum(bar.height for bar in group.bars)


def _note_lines(note: str) -> list[str]:
    return wrapped(note, TRACK, LEGEND, lines=MOST_NOTE) if note else []


def _draw_group(canvas: Canvas, top: float, group: Group) -> None:
    canvas.rectangle(MARGIN, top + 12, TRACK, 3, LINE)
    canvas.text(MARGIN, top + 54, cut(group.heading, TRACK, HEADING, bold=True), HEADING, INK, bold=True)
    y = top + 70
    for words in _note_lines(group.note):
        canvas.text(MARGIN, y + 30, words, LEGEND, INK_SOFT)
        y += NOTE_LINE
    for line in _legend_lines(group.legend):
        x = float(MARGIN)
        for shade, last, word in line:
            _fill(canvas, x, y + 6, 28, 28, shade, hatched=last)
            canvas.text(x + 38, y + 31, word, LEGEND, INK_SOFT)
            x += 38 + text_width(word, LEGEND) + 28
        y += 42
    y += 8 * bool(group.legend)
    for bar in group.bars:
        _draw_bar(canvas, y, bar, group.side)
        y += bar.height


def _legend_lines(legend: tuple[str, ...]) -> list[list[tuple[str, bool, str]]]:
    """The legend in lines that fit: shade, whether it is hatched, and word."""
    lines: list[list[tuple[str, bool, str]]] = []
    room = 0.0
    for number, word in enumerate(legend):
        if not word:
            continue
        shown = cut(word, TRACK - 38, LEGEND)
        needed = 38 + text_width(shown, LEGEND)
        if not lines or needed > room:
            lines.append([])
            room = TRACK
        shades = SHADES[len(legend)]
        lines[-1].append((shades[number], _is_hatched(number, len(legend)), shown))
        room -= needed + 28
    return lines


def _is_hatched(number: int, of: int) -> bool:
    return of > 1 and number == of - 1


def _draw_bar(canvas: Canvas, top: float, bar: StackedBar, side: int) -> None:
    size = fitting_size(bar.label, side - 18, LABEL, 30, bold=bar.total)
    label = cut(bar.label, side - 18, size, bold=bar.total)
    canvas.text(MARGIN, top + BAR / 2 + size * 0.36, label, size, INK, bold=bar.total)
    left, track = float(MARGIN + side), TRACK - side
    canvas.rectangle(left, top, track, BAR, GROUND, radius=6)
    widths = _widths(bar.stretches, track)
    shades = SHADES[len(bar.stretches)]
    for number, (stretch, width) in enumerate(zip(bar.stretches, widths, strict=True)):
        if width:
            _fill(canvas, left, top, width, BAR, shades[number], hatched=_is_hatched(number, len(widths)))
            if left > MARGIN + side:
                canvas.rectangle(left - 1.5, top, 3, BAR, "white")
            for words in dict.fromkeys((stretch.label, _bare(stretch.label))):
                size = fitting_size(words, width - 6, COUNT, LEAST_COUNT, bold=True)
                if words and text_width(words, size, bold=True) + 6 <= width:
                    _write_on(canvas, left + width / 2, top, words, shades[number], size)
                    break
            left += width
    for row, thin in enumerate(bar.thin):
        left = float(MARGIN + side)
        for number, amount in enumerate(thin):
            width = track * amount / (sum(thin) or 1)
            y = top + BAR + 4 + (THIN + 4) * row
            _fill(canvas, left, y, width, THIN, shades[number], hatched=_is_hatched(number, len(thin)))
            left += width


def _bare(label: str) -> str:
    """A number without its sign: between others that have it, it is read as they are."""
    return label.removesuffix("%").rstrip()


def _widths(stretches: Sequence[Stretch], track: float) -> list[float]:
    """The widths in pixels: by the amounts, but nobody is thinner than their number needs, where that is one of one or
    two digits (without a sign); the widest gives up the room.
    """
    whole = sum(one.amount for one in stretches)
    if not whole:
        return [0.0] * len(stretches)
    widths = [track * one.amount / whole for one in stretches]
    for number, one in enumerate(stretches):
        bare = _bare(one.label)
        least = text_width(bare, LEAST_COUNT, bold=True) + 8 if 0 < len(bare) <= 2 else 5.0
        if one.amount and widths[number] < least:
            widths[widths.index(max(widths))] -= least - widths[number]
            widths[number] = least
    return widths


def _write_on(canvas: Canvas, middle: float, top: float, words: str, shade: str, size: float) -> None:
    colour = "white" if shade in DARK else INK
    if shade == SHADES[2][-1]:
        half = text_width(words, size, bold=True) / 2 + 5
        # The number stands clear of the hatching.
        canvas.rectangle(middle - half, top + 6, 2 * half, BAR - 12, shade)
    canvas.text(middle, top + BAR / 2 + size * 0.36, words, size, colour, bold=True, align="center")


def _fill(canvas: Canvas, x: float, y: float, width: float, height: float, shade: str, *, hatched: bool) -> None:
    canvas.rectangle(x, y, width, height, shade)
    if hatched:
        at = x + 10
        while at < x + width - 1:
            canvas.rectangle(at, y, 2, height, HATCH)
            at += 12


def _draw_figures(canvas: Canvas, top: float, figures: Sequence[Figure]) -> None:
    canvas.rectangle(MARGIN, top + 12, TRACK, 3, LINE)
    width = TRACK / len(figures)
    for number, figure in enumerate(figures):
        x = MARGIN + number * width
        size = fitting_size(figure.value, width - 12, FIGURE, 30, bold=True)
        canvas.text(x, top + 68, cut(figure.value, width - 12, size, bold=True), size, INK, bold=True)
        for line, words in enumerate(wrapped(figure.label, width - 12, UNIT, lines=2)):
            canvas.text(x, top + 108 + 36 * line, words, UNIT, INK_SOFT)

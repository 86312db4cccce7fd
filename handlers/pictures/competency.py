"""The picture of a competency result: a bar for each part and for the whole, on a scale shaded by the bands.

Made for a 5-inch phone. Telegram scales photos down to 1280 pixels on the longer side, and a chat shows
them about 300 density-independent pixels wide, so text is 30 of 1080 pixels high or more; only long
names of zones go lower. One hue from pale to dark carries the bands, so that colour blindness and Telegram's
JPEG lose nothing; no colour says "bad".
"""

from dataclasses import dataclass

from handlers.pictures.canvas import ONE_AT_A_TIME, Canvas, cut, fitting_size, text_width, wrapped

WIDTH = 1080
MARGIN = 44
TRACK = WIDTH - 2 * MARGIN

INK = "#16202E"
INK_SOFT = "#465164"
BAR = "#1B5C9E"
BAR_TOTAL = "#0A2F5C"
ZONE_LOWEST = (0xF0, 0xF3, 0xF7)
ZONE_HIGHEST = (0xA6, 0xC1, 0xDE)
MARKER = "#D55E00"  # vermilion of Okabe and Ito's palette: told from blue with every colour blindness
LINE = "#C9D1DC"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `percent` is None where there is no value; `value` and `note` (the band) are ready to be read.

    `total` sets the bar of the whole apart from its parts.
    """

    label: str
    percent: float | None
    value: str
    note: str
    total: bool = False

    def __post_init__(self) -> None:
        """ValueError for a percent outside 0 to 100, or NaN."""
        _check(self.percent)


@dataclass(frozen=True, slots=True)
class CompetencyPicture:
    """All that the picture shows, in the reader's language.

    `zones`: (lower bound in percent, label) of each band, in any order, the lowest at 0. `before`: for each
    bar the percent of last time, or None; `before_label` says when that was. `alt`: what the picture says,
    for those who cannot see it; it goes into the file's description.
    """

    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    zones: tuple[tuple[float, str], ...]
    alt: str
    before: tuple[float | None, ...] | None = None
    before_label: str = ""

    def __post_init__(self) -> None:
        """ValueError where the zones do not cover 0 to 100, or `before` does not go with the bars."""
        bounds = sorted(lower for lower, _ in self.zones)
        if not bounds or bounds[0] != 0 or bounds[-1] >= 100 or len(set(bounds)) != len(bounds):
            raise ValueError(f"zones must begin at 0 and rise below 100, not {bounds}")
        if self.before is not None and len(self.before) != len(self.bars):
            raise ValueError(f"{len(self.before)} earlier values for {len(self.bars)} bars")
        for percent in self.before or ():
            _check(percent)

    def png(self) -> bytes:
        """The picture as PNG, 1080 pixels wide; it takes about 0.15 s, the first time 0.7 s more."""
        with ONE_AT_A_TIME:
            return _draw(self)


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its place: the lines of its label, and whether the value stands on the last of them."""

    bar: Bar
    before: float | None
    lines: list[str]
    beside: bool

    @property
    def size(self) -> int:
        return 50 if self.bar.total else 44

    @property
    def thickness(self) -> int:
        return 84 if self.bar.total else 66

    @property
    def text_height(self) -> int:
        return (len(self.lines) + (not self.beside)) * (self.size + 16)

    @property
    def height(self) -> int:
        return self.text_height + self.thickness + 44


def _draw(picture: CompetencyPicture) -> bytes:
    earlier = picture.before or (None,) * len(picture.bars)
    rows = [_row(bar, before) for bar, before in zip(picture.bars, earlier, strict=True)]
    title = wrapped(picture.title, TRACK, 58, lines=2, bold=True)
    subtitle = wrapped(picture.subtitle, TRACK, 38, lines=2)
    legend = any(before is not None for before in earlier)
    top = 36 + 70 * len(title) + 52 * len(subtitle)
    height = top + 152 + sum(row.height for row in rows) + 24 * any(bar.total for bar in picture.bars) + 40
    canvas = Canvas(WIDTH, height + 64 * legend)

    y = 36.0
    for line in title:
        canvas.text(MARGIN, y + 54, line, 58, INK, bold=True)
        y += 70
    for line in subtitle:
        canvas.text(MARGIN, y + 40, line, 38, INK_SOFT)
        y += 52
    _zone_header(canvas, y + 24, picture.zones)
    y += 152
    for row in rows:
        if row.bar.total:
            canvas.rectangle(MARGIN, y + 2, TRACK, 3, LINE)
            y += 24
        _draw_row(canvas, y, row, picture.zones)
        y += row.height
    _bounds(canvas, y - 2, picture.zones)
    if legend:
        canvas.diamond(MARGIN + 18, y + 58, 32, 44, MARKER, "white")
        canvas.text(MARGIN + 48, y + 71, cut(picture.before_label, TRACK - 52, 36), 36, INK_SOFT)
    return canvas.png(picture.alt)


def _row(bar: Bar, before: float | None) -> _Row:
    size = 50 if bar.total else 44
    reading = _reading_width(bar, size)
    if text_width(bar.label, size, bold=True) + 32 + reading <= TRACK:
        return _Row(bar, before, [bar.label], beside=True)
    return _Row(bar, before, wrapped(bar.label, TRACK, size, lines=2, bold=True), beside=False)


def _reading_width(bar: Bar, size: int) -> float:
    gap = 22 if bar.value and bar.note else 0
    return text_width(bar.value, size + 6, bold=True) + gap + text_width(bar.note, size - 6)


def _draw_row(canvas: Canvas, top: float, row: _Row, zones: tuple[tuple[float, str], ...]) -> None:
    size, bar = row.size, row.bar
    baseline = top
    for line in row.lines:
        baseline += size + 16
        canvas.text(MARGIN, baseline - 14, line, size, INK, bold=True)
    if not row.beside:
        baseline += size + 16
    right = MARGIN + TRACK
    room = TRACK - (text_width(bar.label, size, bold=True) + 32 if row.beside else 0)
    value, note = bar.value, bar.note
    if _reading_width(bar, size) > room:
        value = cut(value, room / 2, size + 6, bold=True)
        note = cut(note, room - text_width(value, size + 6, bold=True) - 22, size - 6)
    canvas.text(right, baseline - 14, note, size - 6, INK_SOFT, align="right")
    edge = right - text_width(note, size - 6) - (22 if note else 0)
    canvas.text(edge, baseline - 14, value, size + 6, INK, bold=True, align="right")
    _track(canvas, top + row.text_height, row, zones)


def _track(canvas: Canvas, top: float, row: _Row, zones: tuple[tuple[float, str], ...]) -> None:
    thick, percent = row.thickness, row.bar.percent
    _shaded(canvas, top, thick, zones)
    if percent is not None:
        inset = thick * 0.22
        # Nothing at all would look like a missing value, so zero is a thin stroke.
        length = max(TRACK * percent / 100, 6)
        frame = (MARGIN, top, TRACK, thick, 12.0)
        colour = BAR_TOTAL if row.bar.total else BAR
        canvas.rectangle(MARGIN, top + inset, length, thick - 2 * inset, colour, within=frame)
    if row.before is not None:
        canvas.diamond(MARGIN + TRACK * row.before / 100, top + thick / 2, 34, thick * 0.8, MARKER, "white")


def _shaded(canvas: Canvas, top: float, height: float, zones: tuple[tuple[float, str], ...]) -> None:
    frame = (MARGIN, top, TRACK, height, 12.0)
    for number, (lower, upper, _) in enumerate(_spans(zones)):
        left, right = MARGIN + TRACK * lower / 100, MARGIN + TRACK * upper / 100
        canvas.rectangle(left, top, right - left, height, _shade(number, len(zones)), within=frame)
        if lower:
            canvas.rectangle(left - 1.5, top, 3, height, "white")


def _zone_header(canvas: Canvas, top: float, zones: tuple[tuple[float, str], ...]) -> None:
    _shaded(canvas, top, 100, zones)
    spans = _spans(zones)
    fits = [
        fitting_size(word, (upper - lower) / 100 * TRACK - 22, 34, 22)
        for lower, upper, label in spans
        for word in label.split()
    ]
    size = min(fits, default=34)
    for lower, upper, label in spans:
        lines = wrapped(label, (upper - lower) / 100 * TRACK - 8, size, lines=2)
        middle = MARGIN + TRACK * (lower + upper) / 200
        for number, line in enumerate(lines):
            baseline = top + 50 + size * 0.36 + (number - (len(lines) - 1) / 2) * size * 1.2
            canvas.text(middle, baseline, line, size, INK, align="center")


def _bounds(canvas: Canvas, top: float, zones: tuple[tuple[float, str], ...]) -> None:
    """The bounds of the zones as numbers under the last bar."""
    canvas.text(MARGIN, top, "0", 30, INK_SOFT)
    canvas.text(MARGIN + TRACK, top, "100", 30, INK_SOFT, align="right")
    for lower, _, _ in _spans(zones)[1:]:
        canvas.text(MARGIN + TRACK * lower / 100, top, f"{lower:g}", 30, INK_SOFT, align="center")


def _spans(zones: tuple[tuple[float, str], ...]) -> list[tuple[float, float, str]]:
    rising = sorted(zones)
    uppers = [lower for lower, _ in rising[1:]] + [100.0]
    return [(lower, upper, label) for (lower, label), upper in zip(rising, uppers, strict=True)]


def _shade(number: int, of: int) -> str:
    part = number / max(of - 1, 1)
    mixed = (round(a + (b - a) * part) for a, b in zip(ZONE_LOWEST, ZONE_HIGHEST, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _check(percent: float | None) -> None:
    if percent is not None and not 0 <= percent <= 100:
        raise ValueError(f"a percent lies between 0 and 100, not at {percent}")

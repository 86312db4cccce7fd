"""Relations of many variables as shaded cells, where arrows and curves would hide one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import HexColor, linearlyInterpolatedColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from handlers.recap.paper import INK, LINE, PLAIN, fonts

_PALE, _FULL, _BELOW = HexColor("#FFFFFF"), HexColor("#6F9CC4"), HexColor("#E3B25C")
_ROW: Final = 16.0
_WIDEST: Final = 46.0
_NAMES: Final = 130.0
_FEW: Final = 14


def shaded(names: Sequence[str], cells: Mapping[tuple[int, int], tuple[float, str]], wide: float) -> Drawing:
    """A row and a column for each name; a cell (row, column) has a figure of -1 to 1 and how it is written. The
    stronger the darker, negative ones in another colour. Columns have the numbers of the rows, so that long names
    stand once."""
    fonts()
    count = len(names)
    size = 8.0 if count <= _FEW else 6.5
    left = min(_NAMES, max(stringWidth(f"{at}. {name}", PLAIN, size) for at, name in enumerate(names, 1)) + 8)
    columns = 1 + max((column for _, column in cells), default=0)
    room = min(_WIDEST, (wide - left) / columns)
    drawing = Drawing(wide, _ROW * (count + 1) + 6)
    top = drawing.height - _ROW

    def words(x: float, y: float, what: str, anchor: str, most: float = size) -> None:
        drawing.add(String(x, y, what, fontName=PLAIN, fontSize=most, fillColor=INK, textAnchor=anchor))

    for at, name in enumerate(names):
        words(0, top - _ROW * (at + 1) + 5, _fitting(f"{at + 1}. {name}", left - 4, size), "start")
        if at < columns:
            words(left + room * (at + 0.5), top + 5, str(at + 1), "middle")
    for (row, column), (value, written) in cells.items():
        x, low = left + room * column, top - _ROW * (row + 1)
        drawing.add(Rect(x, low, room, _ROW, fillColor=_shade(value), strokeColor=LINE, strokeWidth=0.4))
        fits = min(1.0, (room - 2) / stringWidth(written, PLAIN, size)) if written else 1.0
        words(x + room / 2, low + 5, written, "middle", size * fits)
    return drawing


def _shade(value: float) -> Any:
    return linearlyInterpolatedColor(_PALE, _BELOW if value < 0 else _FULL, 0.0, 1.0, min(abs(value), 1.0))


def _fitting(words: str, room: float, size: float) -> str:
    shown = words
    while shown and stringWidth(shown + ("" if shown == words else "…"), PLAIN, size) > room:
        shown = shown[:-1]
    return shown if shown == words else shown + "…"

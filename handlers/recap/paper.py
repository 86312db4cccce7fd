"""A4 pages as reportlab sets them: fonts, styles, page numbers. Imported when the first recap is written (0.3 s)."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from matplotlib import get_data_path
from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

PLAIN, BOLD = "Recap", "Recap-Bold"
MARGIN, BELOW = 17 * mm, 18 * mm
WIDTH = A4[0] - 2 * MARGIN
# What reportlab leaves free around what it sets, in points.
PADDING = 6
INK, GREY, LINE, SHADE = HexColor("#1F2933"), HexColor("#5B6770"), HexColor("#B8C2CC"), HexColor("#EAF0F6")
# Letters for printers that know nothing but ASCII would make photos a quarter larger.
rl_config.useA85 = 0
# What neither the font nor a page can show.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


@cache
def fonts() -> None:
    """DejaVu Sans out of matplotlib, the same as on our pictures: it has every letter that is written here."""
    folder = f"{get_data_path()}/fonts/ttf"
    registerFont(TTFont(PLAIN, f"{folder}/DejaVuSans.ttf"))
    registerFont(TTFont(BOLD, f"{folder}/DejaVuSans-Bold.ttf"))
    registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


@cache
def style(size: float, *, bold: bool = False, grey: bool = False, centred: bool = False, after: float = 0) -> Any:
    """A style of text; sizes in points."""
    fonts()
    return ParagraphStyle(
        f"{size}{bold}{grey}{centred}{after}",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.3,
        textColor=GREY if grey else INK,
        alignment=TA_CENTER if centred else 0,
        spaceAfter=after,
        splitLongWords=1,
    )


def safe(words: str) -> str:
    """What people wrote, as a paragraph may hold it."""
    return escape(words.translate(_CONTROLS))


def text(words: str, size: float = 9, **how: Any) -> Paragraph:
    """A paragraph of plain words: nothing in them is markup."""
    return Paragraph(safe(words), style(size, **how))


def labelled(label: str, words: str, size: float = 8.5) -> Paragraph:
    """`Label: words`, which may go on over pages."""
    return Paragraph(f'<font color="{_hex(GREY)}">{safe(label)}:</font> {safe(words)}', style(size, after=1))


def _hex(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"


class _Jpeg:
    """A JPEG that goes into the file as it is. What reportlab makes of other sources it unpacks, and keeps so."""

    def __init__(self, jpeg: bytes) -> None:
        self._jpeg = jpeg

    def __str__(self) -> str:
        """By this reportlab knows it again."""
        return hashlib.sha256(self._jpeg).hexdigest()

    def jpeg_fh(self) -> io.BytesIO:
        return io.BytesIO(self._jpeg)


class Photo(Flowable):
    """A JPEG of this size on paper, in points."""

    def __init__(self, jpeg: bytes, width: float, height: float) -> None:
        super().__init__()
        self.hAlign = "CENTER"
        self.width, self.height = width, height
        self._jpeg = _Jpeg(jpeg)

    def draw(self) -> None:
        self.canv.drawImage(self._jpeg, 0, 0, self.width, self.height)


class NumberedCanvas(Canvas):
    """Pages that say at their foot what they belong to, and which of how many they are."""

    foot = ""
    page_words = "{page} / {pages}"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab calls it so
        # Kept until it is known how many there will be.
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._foot(number, len(self._pages))
            super().showPage()
        super().save()

    def _foot(self, number: int, of: int) -> None:
        self.setStrokeColor(LINE)
        self.line(MARGIN, BELOW - 4 * mm, A4[0] - MARGIN, BELOW - 4 * mm)
        self.setFont(PLAIN, 7.5)
        self.setFillColor(GREY)
        self.drawString(MARGIN, BELOW - 8 * mm, self.foot)
        self.drawRightString(A4[0] - MARGIN, BELOW - 8 * mm, self.page_words.format(page=number, pages=of))

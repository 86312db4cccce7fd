"""A sheet to draw on in pixels, with text that is measured before it is set.

Matplotlib's object interface on Agg only: `pyplot` would keep global state. The import costs 0.6 s and some
40 MB, so it happens when the first picture is drawn. Fonts are the DejaVu Sans files inside matplotlib, so
that the same input gives the same bytes on every machine with the same version. One pixel is one
typographic point here (72 dpi).
"""

from __future__ import annotations

import io
import threading
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Patch
    from PIL.ImageFont import FreeTypeFont

DPI = 72
ELLIPSIS = "…"

# Matplotlib does not promise to be safe between threads. Drawing holds the interpreter's lock anyway.
ONE_AT_A_TIME = threading.Lock()


class Canvas:
    """A white sheet of `width` × `height` pixels; x runs right and y down from the top left corner."""

    def __init__(self, width: int, height: int) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor="white")

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Set one line of text with its baseline at `baseline`; `$` and `_` mean themselves."""
        self._figure.text(
            x,
            self.height - baseline,
            text,
            transform=None,
            fontproperties=_font(size, bold),
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        radius: float = 0,
        within: tuple[float, float, float, float, float] | None = None,
    ) -> None:
        """Fill a rectangle, its corners rounded by `radius`, cut off outside the rounded rectangle `within`.

        `within` is (x, y, width, height, radius).
        """
        patch = self._box(x, y, width, height, radius, colour)
        self._figure.add_artist(patch)
        if within is not None:
            # Added before it is clipped, because adding sets the clip to the whole figure.
            patch.set_clip_path(self._box(*within, "none"))

    def diamond(self, x: float, y: float, width: float, height: float, colour: str, edge: str) -> None:
        """Fill a diamond around (x, y) with an outline of 4 pixels in `edge`."""
        from matplotlib.patches import Polygon

        middle = self.height - y
        corners = [
            (x, middle + height / 2),
            (x + width / 2, middle),
            (x, middle - height / 2),
            (x - width / 2, middle),
        ]
        self._figure.add_artist(
            Polygon(corners, closed=True, transform=None, facecolor=colour, edgecolor=edge, linewidth=4)
        )

    def png(self, alt: str) -> bytes:
        """The sheet as PNG, with `alt` as its description; it carries neither date nor program version."""
        from PIL import Image
        from PIL.PngImagePlugin import PngInfo

        pixels = io.BytesIO()
        self._figure.savefig(pixels, format="rgba", dpi=DPI)
        full = Image.frombytes("RGBA", (self.width, self.height), pixels.getvalue()).convert("RGB")
        # 256 colours take a third of the bytes; flat colours stay within 4 of 255, white stays white.
        small = full.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        about = PngInfo()
        about.add_itxt("Description", alt)
        out = io.BytesIO()
        small.save(out, "PNG", pnginfo=about)
        return out.getvalue()

    def _box(self, x: float, y: float, width: float, height: float, radius: float, colour: str) -> Patch:
        from matplotlib.patches import FancyBboxPatch, Rectangle

        corner = (x, self.height - y - height)
        if not radius:
            return Rectangle(corner, width, height, transform=None, facecolor=colour, edgecolor="none")
        style = f"round,pad=0,rounding_size={min(radius, width / 2, height / 2)}"
        return FancyBboxPatch(
            corner,
            width,
            height,
            boxstyle=style,
            transform=None,
            facecolor=colour,
            edgecolor="none",
        )


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of `text` in pixels."""
    return _measure(size, bold).getlength(text)


def fitting_size(text: str, width: float, size: float, smallest: float, *, bold: bool = False) -> float:
    """The largest font size from `size` down to `smallest` at which `text` is at most `width` pixels wide."""
    while size > smallest and text_width(text, size, bold=bold) > width:
        size -= 1
    return size


def wrapped(text: str, width: float, size: float, *, lines: int, bold: bool = False) -> list[str]:
    """`text` broken at spaces into `lines` lines of `width` pixels at most; an ellipsis marks a cut."""
    words = text.split()
    done: list[str] = []
    while words and len(done) < lines - 1:
        count = len(words)
        while count > 1 and text_width(" ".join(words[:count]), size, bold=bold) > width:
            count -= 1
        done.append(cut(" ".join(words[:count]), width, size, bold=bold))
        words = words[count:]
    return [*done, cut(" ".join(words), width, size, bold=bold)] if words else done


def cut(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """`text` on one line of at most `width` pixels, with an ellipsis in place of what does not fit."""
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size, bold=bold) > width:
        text = text[:-1].rstrip()
    return text + ELLIPSIS


@cache
def _font_file(bold: bool) -> str:
    from matplotlib import get_data_path

    return f"{get_data_path()}/fonts/ttf/{'DejaVuSans-Bold.ttf' if bold else 'DejaVuSans.ttf'}"


@cache
def _font(size: float, bold: bool) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_font_file(bold), size=size)


@cache
def _measure(size: float, bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_font_file(bold), size)

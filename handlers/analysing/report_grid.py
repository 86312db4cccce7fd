"""A table of a report on A4: words wrap where they must, narrow tables stand beside themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

from handlers.analysing.tables import Column, Grid, written
from handlers.analysing.words import CONTROLS, Writing
from handlers.recap import paper
from handlers.recap.paper import INK, LINE, PLAIN, SHADE, WIDTH, safe, style, text

_CELL: Final = 7.5
_FLAG: Final = HexColor("#FBE9E7")
_NARROWEST, _KEPT = 58.0, 20
_FOLDS, _FOLDED, _LONGEST, _BETWEEN = 3, 14, 44, 12.0
"""Narrow tables stand beside themselves: in up to so many parts, from so many rows on, none longer than a page."""


def heading(words: str, size: float = 11) -> Iterator[Flowable]:
    """A heading with its space."""
    yield Spacer(1, 9)
    yield text(words, size, bold=True, after=4)


def table(grid: Grid, w: Writing) -> Iterator[Flowable]:
    """The table, its heading never alone at a page's foot."""
    rows = grid.rows[: grid.most] if grid.most else grid.rows
    widths = _widths(grid.columns, _needs(grid.columns, rows, w))
    columns = grid.columns[: len(widths)]
    sides = ["LEFT" if column.how == "text" else "RIGHT" for column in columns]
    head = [_head(column.title(w), side) for column, side in zip(columns, sides, strict=True)]
    body = [
        [_cell(written(row[at], column.how, w), widths[at] - 6, sides[at]) for at, column in enumerate(columns)]
        for row in rows
    ]
    lines = _lines(sides) + [("BACKGROUND", (0, at + 1), (-1, at + 1), _FLAG) for at in grid.flagged if at < len(rows)]
    notes = [*([grid.note] if grid.note else []), *_cuts(grid, len(rows), len(columns), w)]
    above = [*heading(grid.heading(w)), *(text(note, 8, grey=True, after=3) for note in notes)]
    folds = min(_FOLDS, int(WIDTH // (sum(widths) + _BETWEEN)))
    if folds > 1 and _FOLDED < len(rows) <= folds * _LONGEST:
        yield KeepTogether([*above, _folded(head, body, widths, sides, grid.flagged, folds)])
        return
    whole = Table([head, *body], widths, style=lines, repeatRows=1, hAlign="LEFT")
    if len(rows) <= _KEPT:
        yield KeepTogether([*above, whole])
        return
    yield CondPageBreak(110)
    yield from above
    yield whole


def _folded(
    head: list[Any], body: list[list[Any]], widths: list[float], sides: list[str], flagged: frozenset[int], folds: int
) -> Flowable:
    """A long, narrow table beside itself."""
    each = -(-len(body) // folds)
    parts = []
    for start in range(0, len(body), each):
        part = body[start : start + each]
        marks = [
            ("BACKGROUND", (0, at - start + 1), (-1, at - start + 1), _FLAG)
            for at in flagged
            if 0 <= at - start < len(part)
        ]
        parts.append(Table([head, *part], widths, style=_lines(sides) + marks, hAlign="LEFT"))
    bare = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table([parts], [sum(widths) + _BETWEEN] * len(parts), style=bare, hAlign="LEFT")


def _lines(sides: Sequence[str]) -> list[Any]:
    lines: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONT", (0, 0), (-1, -1), PLAIN, _CELL),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("TOPPADDING", (0, 0), (-1, -1), 1.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    return lines + [("ALIGN", (at, 0), (at, -1), side) for at, side in enumerate(sides)]


def _cuts(grid: Grid, shown: int, columns: int, w: Writing) -> Iterator[str]:
    if shown < len(grid.rows):
        yield w.plain("anr-only-first", count=w.count(shown), of=w.count(len(grid.rows)))
    if columns < len(grid.columns):
        yield w.plain("anr-only-columns", count=columns, of=len(grid.columns))


def _needs(columns: Sequence[Column], rows: Sequence[Sequence[Any]], w: Writing) -> list[float]:
    """How wide each column would be without a page's edge."""
    needs = []
    for at, column in enumerate(columns):
        longest = max((stringWidth(written(row[at], column.how, w), PLAIN, _CELL) for row in rows), default=0.0)
        title = max((stringWidth(word, paper.BOLD, _CELL) for word in column.title(w).split()), default=0.0)
        needs.append(max(longest, title, 24.0) + 8)
    return needs


def _widths(columns: Sequence[Column], needs: Sequence[float]) -> list[float]:
    """Words wrap where all is too wide for the page, those of the widest columns first; as many columns as fit."""
    words = [need for need, column in zip(needs, columns, strict=True) if column.how == "text"]
    most = max(words, default=0.0)

    def fitted(limit: float) -> list[float]:
        return [min(need, limit) if c.how == "text" else need for need, c in zip(needs, columns, strict=True)]

    while most > _NARROWEST and sum(fitted(most)) > WIDTH:
        most -= 4
    widths = fitted(most)
    while sum(widths) > WIDTH and len(widths) > 1:
        widths.pop()
    # Some air between columns, but a narrow table stays narrow.
    air = min((WIDTH - sum(widths)) / len(widths), 14.0)
    return [width + air for width in widths]


def _head(words: str, side: str) -> Any:
    how = style(_CELL, bold=True)
    if side == "RIGHT":
        how = ParagraphStyle("right", parent=how, alignment=TA_RIGHT)
    return Paragraph(safe(words), how)


def _cell(words: str, room: float, side: str) -> Any:
    """A string where it fits, which is fast; a paragraph that wraps where it does not."""
    words = words.translate(CONTROLS)
    if stringWidth(words, PLAIN, _CELL) <= room + 1:
        return words
    how = style(_CELL)
    return Paragraph(safe(words), ParagraphStyle("r", parent=how, alignment=TA_RIGHT) if side == "RIGHT" else how)

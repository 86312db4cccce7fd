"""An answer for a terminal: the verdict in words, the tables in columns of fixed width, the warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from handlers.analysing.tables import Grid, written
from handlers.analysing.words import Writing

if TYPE_CHECKING:
    from handlers.analysing.report_findings import Findings, Story

_GAP: Final = "  "
_MOST_COLUMNS: Final = 140


def lines(story: Story, w: Writing, warnings: Sequence[str]) -> Iterator[str]:
    """The lines of a report for a terminal."""
    yield story.title
    for one in story.findings:
        yield from _findings(one, w)
    if warnings:
        yield ""
        yield w.plain("analyse-warnings")
        yield from (f"- {sentence}" for sentence in warnings)


def _findings(found: Findings, w: Writing) -> Iterator[str]:
    yield ""
    yield from found.verdict
    for grid in found.grids:
        if grid.on_paper:
            yield ""
            yield from table(grid, w)
    yield ""
    yield from (f"{what}: {how}" for what, how in found.conventions)


def table(grid: Grid, w: Writing) -> Iterator[str]:
    """A table: words to the left, figures to the right; what is wider than a line goes on below."""
    yield grid.heading(w)
    rows = grid.rows[: grid.most] if grid.most else grid.rows
    cells = [[written(value, column.how, w) for value, column in zip(row, grid.columns, strict=True)] for row in rows]
    heads = [column.title(w) for column in grid.columns]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    for part in _parts(widths):
        for row in (heads, *cells):
            shown = (_cell(row[at], widths[at], grid.columns[at].how == "text") for at in part)
            yield _GAP.join(shown).rstrip()
    if len(rows) < len(grid.rows):
        yield w.plain("analyse-more-rows", count=len(grid.rows) - len(rows))


def _cell(text: str, width: int, words: bool) -> str:
    return text.ljust(width) if words else text.rjust(width)


def _parts(widths: Sequence[int]) -> list[list[int]]:
    """Which columns fit on one line together; each further part begins with the first column again."""
    parts, used = [[0]], widths[0]
    for at in range(1, len(widths)):
        if used + len(_GAP) + widths[at] > _MOST_COLUMNS and len(parts[-1]) > 1:
            parts.append([0])
            used = widths[0]
        parts[-1].append(at)
        used += len(_GAP) + widths[at]
    return parts

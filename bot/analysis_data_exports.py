"""The bot's own exports as data of an analysis: one row a person, and what stands beside the answers known."""

from __future__ import annotations

from itertools import compress
from pathlib import Path
from typing import Final

from bot.analysis_data import Table, label
from bot.analysis_data_files import read
from scoring.analysis.problems import AnalysisError, Remark

ONLY_EARLIER: Final = "file-only-earlier"
EARLIER_LEFT_OUT: Final = "file-earlier-left-out"

_LATEST: Final = "meta_terbaru"
"""1 in the row of what a person sent last, 0 in those of before."""
_OF_EXPORTS: Final = "meta_kunci"
_BESIDE: Final = ("meta_", "persen_", "kategori_")


def answers(path: Path, every_row: bool) -> tuple[Table, tuple[Remark, ...]]:
    """A file, of an export only what each person sent last unless `every_row` is wanted: whoever sent twice is still
    one person. `AnalysisError` as `read`, and where all rows are earlier ones.
    """
    table = read(path)
    if every_row or _LATEST not in table.cells or _LATEST in table.twice:
        return table, ()
    last = [label(cell) == "1" for cell in table.cells[_LATEST]]
    if all(last):
        return table, ()
    if not any(last):
        raise AnalysisError(ONLY_EARLIER, file=str(path))
    lines = table.lines or range(2, table.rows + 2)
    cells = {name: tuple(compress(column, last)) for name, column in table.cells.items()}
    kept = Table(cells, sum(last), table.twice, tuple(compress(lines, last)))
    return kept, (Remark(EARLIER_LEFT_OUT, {"count": table.rows - kept.rows, "given": table.rows}),)


def beside_answers(table: Table) -> frozenset[str]:
    """The columns of an export that no person answered: about the record, and results computed from its answers."""
    if _OF_EXPORTS not in table.cells:
        return frozenset()
    return frozenset(name for name in table.cells if name.startswith(_BESIDE))

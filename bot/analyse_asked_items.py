"""The items of an analysis: the text of its model, and which columns that, or the data themselves, ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.analysis_data import Columns, Table, is_numeric, no_column
from scoring.analysis.problems import AnalysisError, Remark

if TYPE_CHECKING:
    from scoring.analysis.model_syntax import Statement

NO_MODEL: Final = "model-file-missing"
MODEL_UNREADABLE: Final = "model-file-unreadable"
NO_SCALE: Final = "asked-no-scale"
NO_NUMBERS: Final = "asked-no-numbers"
COLUMNS_LEFT_OUT: Final = "asked-columns-left-out"
LINES_LEFT_OUT: Final = "asked-lines-left-out"

MEASURES: Final = ("=~", "<~")
"""The relations of a factor to its items."""
_ALL_DIFFERENT: Final = 20
"""From so many rows on, a column of whole numbers that are all different is a running number, not an answer."""


def text_of(model: Path) -> str:
    """A model's text. `AnalysisError` where the file is not there or is none of text."""
    try:
        content = model.read_bytes()
    except FileNotFoundError:
        raise AnalysisError(NO_MODEL, file=str(model)) from None
    except OSError as error:
        raise AnalysisError(MODEL_UNREADABLE, file=str(model), why=error.strerror or "") from None
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise AnalysisError(MODEL_UNREADABLE, file=str(model), why="biner")
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AnalysisError(MODEL_UNREADABLE, file=str(model), why="UTF-8")


def scales_of(text: str, table: Table) -> tuple[Mapping[str, Sequence[str]], tuple[Remark, ...]]:
    """Each factor of a text that is measured by columns; factors of factors are left out, and that is told."""
    from scoring.analysis.model_syntax import parse

    statements = parse(text)
    check_items(statements, table.cells)
    scales: dict[str, list[str]] = {}
    for each in statements:
        if each.op in MEASURES and (items := [term.name for term in each.terms if term.name in table.cells]):
            scales.setdefault(each.lhs, []).extend(items)
    if not scales:
        raise AnalysisError(NO_SCALE)
    skipped = [each.lhs for each in statements if each.op in MEASURES and each.lhs not in scales]
    return scales, (Remark(LINES_LEFT_OUT, {"names": ", ".join(skipped)}),) if skipped else ()


def check_items(statements: Sequence[Statement], known: Mapping[str, object]) -> None:
    """That each item is a column or a factor; `AnalysisError` with line, column and the nearest name otherwise."""
    from scoring.analysis.table_building_checks import UNKNOWN_ITEM, UNKNOWN_ITEM_NEAR, nearest

    measured = [each for each in statements if each.op in MEASURES]
    factors = {each.lhs for each in measured}
    for term in (term for each in measured for term in each.terms):
        if term.name not in known and term.name not in factors:
            near = nearest(term.name, [*known, *factors])
            code = UNKNOWN_ITEM_NEAR if near else UNKNOWN_ITEM
            raise AnalysisError(code, line=term.line, column=term.column, name=term.name, near=near)


def items_of(table: Table) -> tuple[list[str], tuple[Remark, ...]]:
    """All columns of numbers in which people differ, without running numbers; the others are told."""
    items: list[str] = []
    others: list[str] = []
    for name in table.cells:
        (items if is_numeric(table, name) and _differs(table, name) else others).append(name)
    if not items:
        raise AnalysisError(NO_NUMBERS)
    remark = Remark(COLUMNS_LEFT_OUT, {"names": ", ".join(others[:6]), "count": len(others)})
    return items, (remark,) if others else ()


def _differs(table: Table, name: str) -> bool:
    """Whether people differ in it, and not by a running number."""
    import numpy as np

    values = Columns(table)[name]
    there = values[np.isfinite(values)]
    different = len(np.unique(there))
    runs = different == len(values) >= _ALL_DIFFERENT and bool(np.all(there == np.round(there)))
    return different > 1 and not runs


def matrix(table: Table, names: Sequence[str]) -> Any:
    """Rows × these columns, NaN where missing."""
    import numpy as np

    columns = Columns(table)
    for name in names:
        if name not in columns:
            raise no_column(name, columns)
    return np.column_stack([columns[name] for name in names])

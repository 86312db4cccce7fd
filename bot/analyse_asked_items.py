"""The items of an analysis: the text of its model, and which columns that, or the data themselves, ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.analysis_data import TWICE, Columns, Table, holds_text, no_column
from bot.analysis_data_exports import beside_answers
from scoring.analysis.problems import AnalysisError, Remark

if TYPE_CHECKING:
    from scoring.analysis.model_syntax import Statement

NO_MODEL: Final = "model-file-missing"
MODEL_UNREADABLE: Final = "model-file-unreadable"
MODEL_FOLDER: Final = "model-file-folder"
NO_SCALE: Final = "asked-no-scale"
NO_NUMBERS: Final = "asked-no-numbers"
ALL_THE_SAME: Final = "asked-all-the-same"
TEXTS_LEFT_OUT: Final = "asked-texts-left-out"
EMPTY_LEFT_OUT: Final = "asked-empty-left-out"
BESIDE_LEFT_OUT: Final = "asked-beside-left-out"
RUNNING_LEFT_OUT: Final = "asked-running-left-out"
LINES_LEFT_OUT: Final = "asked-lines-left-out"

MEASURES: Final = ("=~", "<~")
"""The relations of a factor to its items."""
_ALL_DIFFERENT: Final = 20
"""From so many rows on, a column of whole numbers that are all different is a running number, not an answer."""
_MOST_NAMED: Final = 6


def text_of(model: Path) -> str:
    """A model's text. `AnalysisError` where the file is not there or is none of text."""
    try:
        content = model.read_bytes()
    except FileNotFoundError:
        raise AnalysisError(NO_MODEL, file=str(model)) from None
    except IsADirectoryError:
        raise AnalysisError(MODEL_FOLDER, file=str(model)) from None
    except (OSError, ValueError):
        raise AnalysisError(MODEL_UNREADABLE, file=str(model)) from None
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise AnalysisError(MODEL_UNREADABLE, file=str(model))
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AnalysisError(MODEL_UNREADABLE, file=str(model))


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
    """All columns of numbers; those of text, empty ones, running numbers and what an export adds are left out and told.

    `AnalysisError` where a column of numbers has text in it or the same number everywhere, and where two columns have
    one name: leaving it out would silently change the scale.
    """
    columns = Columns(table)
    items: list[str] = []
    left: dict[str, list[str]] = {BESIDE_LEFT_OUT: [], TEXTS_LEFT_OUT: [], EMPTY_LEFT_OUT: [], RUNNING_LEFT_OUT: []}
    beside = beside_answers(table)
    for name in table.cells:
        why_not = BESIDE_LEFT_OUT if name in beside else _why_not(table, columns, name)
        left.get(why_not, items).append(name)
    if not items:
        raise AnalysisError(NO_NUMBERS)
    if same := [name for name in items if _different(columns[name]) == 1]:
        raise AnalysisError(ALL_THE_SAME, names=_listed(same))
    told = ((code, names) for code, names in left.items() if names)
    return items, tuple(Remark(code, {"names": _listed(names), "count": len(names)}) for code, names in told)


def _why_not(table: Table, columns: Columns, name: str) -> str:
    """The code of why a column is no item, "" if it is one."""
    import numpy as np

    if name in table.twice:
        raise AnalysisError(TWICE, name=name)
    try:
        values = columns[name]
    except AnalysisError:
        if holds_text(table, name):
            return TEXTS_LEFT_OUT
        raise
    if not np.isfinite(values).any():
        return EMPTY_LEFT_OUT
    runs = len(values) >= _ALL_DIFFERENT and _different(values) == len(values)
    return RUNNING_LEFT_OUT if runs and bool(np.all(values == np.round(values))) else ""


def _different(values: Any) -> int:
    """How many different numbers there are."""
    import numpy as np

    return len(np.unique(values[~np.isnan(values)]))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


def matrix(table: Table, names: Sequence[str]) -> Any:
    """Rows × these columns, NaN where missing."""
    import numpy as np

    columns = Columns(table)
    for name in names:
        if name not in columns:
            raise no_column(name, columns)
    return np.column_stack([columns[name] for name in names])

"""What was asked of scales and of tests of knowledge on the command line, and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.analyse_asked import Answer, Progress, chosen, listed
from bot.analyse_asked_items import items_of, matrix, scales_of, text_of
from bot.analysis_data import TWICE, Table, no_column
from bot.analysis_data_exports import answers
from bot.analysis_data_files import read
from scoring.analysis.problems import AnalysisError, Remark

if TYPE_CHECKING:
    from scoring.analysis.reliability_results import ReliabilityResult

TWO_WAYS: Final = "asked-two-ways"
KEY_COLUMNS: Final = "asked-key-columns"
KEY_TWICE: Final = "asked-key-twice"
KEY_EMPTY: Final = "asked-key-empty"
KR20: Final = "asked-kr20"

_ITEM, _KEY = ("item", "butir"), ("key", "kunci")
"""What the columns of a key file may be called."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Scales and their items: those of a model, else `items` as one scale named `whole`, else all numbers."""

    data: Path
    every_row: bool
    model: Path | None
    items: str
    missing: str
    ordinal: str
    whole: str
    title: str = "analyse-title-reliability"

    def answer(self, progress: Progress) -> Answer:
        from scoring.analysis.reliability import reliability

        missing = chosen("--missing", self.missing, ("listwise", "pairwise"))
        ordinal = bool(self.ordinal) and chosen("--ordinal", self.ordinal, ("all",)) == "all"
        if self.model and self.items:
            raise AnalysisError(TWO_WAYS, first="--model", second="--items")
        text = text_of(self.model) if self.model else ""
        table, told = answers(self.data, self.every_row)
        scales, remarks = self._scales(text, table)
        names = list(dict.fromkeys(item for items in scales.values() for item in items))
        values = matrix(table, names)
        progress(0.5)
        result = reliability(values, names, scales, missing=missing, ordinal=ordinal)
        return Answer((result,), table.rows, (*told, *remarks, *_of_right_and_wrong(result)), model=text)

    def _scales(self, text: str, table: Table) -> tuple[Mapping[str, Sequence[str]], tuple[Remark, ...]]:
        if text:
            return scales_of(text, table)
        if self.items:
            return {self.whole: listed("--items", self.items)}, ()
        items, remarks = items_of(table)
        return {self.whole: items}, remarks


def _of_right_and_wrong(result: ReliabilityResult) -> Iterator[Remark]:
    """That alpha of items that are only 0 or 1 is KR-20 (Kuder & Richardson 1937)."""
    from bot.analysis_json import kr20

    for name, value in kr20(result).items():
        yield Remark(KR20, {"name": name, "value": round(value, 3)})


@dataclass(frozen=True, slots=True)
class KnowledgeTest:
    """Questions with options, what each person chose, and a file with the right option of each question. `besides`:
    an option that does not go with a key.
    """

    data: Path
    every_row: bool
    key: Path
    besides: str = ""
    title: str = "analyse-title-test"

    def answer(self, progress: Progress) -> Answer:
        from scoring.analysis.knowledge_tests import analyse_test, points_of

        if self.besides:
            raise AnalysisError(TWO_WAYS, first="--key", second=self.besides)
        key = _right_options(read(self.key), self.key)
        table, told = answers(self.data, self.every_row)
        for name in key:
            if name not in table.cells:
                raise no_column(name, table.cells)
        options = {name: [option or "" for option in table.labels(name)] for name in key}
        progress(0.5)
        result = analyse_test(points_of(options, key), list(key), options=options, key=key)
        return Answer((result,), table.rows, told)


def _right_options(table: Table, file: Path) -> dict[str, str]:
    """The right option of each question."""
    item, right = _column(table, _ITEM, file), _column(table, _KEY, file)
    key: dict[str, str] = {}
    for name, option in zip(table.labels(item), table.labels(right), strict=True):
        if name is None or option is None:
            raise AnalysisError(KEY_EMPTY, file=str(file), name=name or option or "…")
        if name in key:
            raise AnalysisError(KEY_TWICE, file=str(file), name=name)
        key[name] = option
    return key


def _column(table: Table, names: Sequence[str], file: Path) -> str:
    found = [column for column in table.cells if column.casefold() in names]
    if not found:
        raise AnalysisError(KEY_COLUMNS, file=str(file))
    if len(found) > 1 or found[0] in table.twice:
        raise AnalysisError(TWICE, name=found[0])
    return found[0]

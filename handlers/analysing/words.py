"""How a report of an analysis writes: texts of its language, numbers in the language's manner, remarks as sentences."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from handlers.analysing.joining import joined
from locales import Texts, Value, texts
from locales.formats import number, percent
from scoring.analysis.problems import Remark

NOTHING: Final = "–"
CONTROLS: Final = dict.fromkeys([*range(32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
"""What neither paper nor a spreadsheet can show in one line."""
_SMALLEST, _LARGEST = 1e-5, 1e6
_RATIOS: Final = frozenset({"htmt", "value", "lo", "hi", "correlation", "kmo"})
"""Facts of a remark that are figures near one."""
STARS: Final = ((0.001, "***"), (0.01, "**"), (0.05, "*"))
"""What a reader of a diagram expects: p below 0.001, 0.01, 0.05."""


class Writing:
    """Texts and figures of one language. NaN, infinity and None are written as a dash: there is nothing to say."""

    def __init__(self, language: str) -> None:
        self.texts: Texts = texts(language)
        self.language = self.texts.language

    def plain(self, key: str, **values: Value) -> str:
        """The text of this key; raises as `Texts.plain` does."""
        return self.texts.plain(key, **values)

    def count(self, value: float | None) -> str:
        """`25.048`."""
        return self.fixed(value, 0)

    def fixed(self, value: float | None, decimals: int = 2) -> str:
        """With so many decimals: `0,84`. What rounds to zero has no sign."""
        if value is None or not math.isfinite(value):
            return NOTHING
        shown = round(float(value), decimals) + 0.0
        if abs(shown) >= 1e15:
            return self._power(shown)
        return number(shown, self.language, decimals)

    def figure(self, value: float | None, decimals: int = 3) -> str:
        """An estimate, whatever its scale: at least two digits that say something, `0,00042`, `1.234,5`, `3,1e-08`."""
        if value is None or not math.isfinite(value):
            return NOTHING
        size = abs(value)
        if size == 0 or 10**-decimals * 5 <= size < 1000:
            return self.fixed(value, decimals)
        if size >= 1000:
            return self.fixed(value, 1) if size < _LARGEST else self._power(value)
        if size < _SMALLEST:
            return self._power(value)
        return self.fixed(value, 1 - math.floor(math.log10(size)))

    def p(self, value: float | None) -> str:
        """`0,034`, `< 0,001`."""
        if value is None or not math.isfinite(value):
            return NOTHING
        return f"< {self.fixed(0.001, 3)}" if value < 0.001 else self.fixed(value, 3)

    def p_said(self, value: float | None) -> str:
        """`p = 0,034`, `p < 0,001`."""
        shown = self.p(value)
        return f"p {shown}" if shown.startswith("<") else f"p = {shown}"

    def share(self, value: float | None, decimals: int = 1) -> str:
        """A share of 1 in percent: `84,4 %`."""
        if value is None or not math.isfinite(value):
            return NOTHING
        return percent(100 * float(value), self.language, decimals)

    def names(self, some: Iterable[str], most: int = 6) -> str:
        """`a, b, c` and how many more."""
        every = list(some)
        shown = ", ".join(every[:most])
        more = len(every) - most
        return self.plain("anr-and-more", names=shown, count=more) if more > 0 else shown

    def sentences(self, remarks: Iterable[Remark]) -> list[str]:
        """The remarks as sentences, grave ones first, none twice, those of one kind joined."""
        return list(dict.fromkeys(joined(remarks, self._said)))

    def _said(self, key: str, **facts: Value) -> str:
        """The text, with all figures of its kind as the tables have them: `1,00` beside `0,93`."""
        shown = dict(facts)
        for name, value in facts.items():
            if name in _RATIOS and isinstance(value, float):
                shown[name] = self.fixed(value, 2)
        return self.plain(key, **shown)

    def _power(self, value: float) -> str:
        shown = f"{value:.1e}"
        return shown.replace(".", ",") if self.language == "id" else shown


def sentences(remarks: Iterable[Remark], language: str) -> list[str]:
    """The remarks of an analysis as sentences in this language, grave ones first. KeyError for a code without text."""
    return Writing(language).sentences(remarks)


def stars(p: float | None) -> str:
    """`**` for p = 0.004; nothing where there is no p."""
    if p is None or not math.isfinite(p):
        return ""
    return next((mark for limit, mark in STARS if p < limit), "")

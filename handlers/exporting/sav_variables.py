"""The variables of an SPSS file: numbers with labels, days or strings, and codes for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from handlers.exporting.asked import NOT_ASKED, SKIPPED
from handlers.exporting.columns import Value, Written
from handlers.exporting.fields import Type
from handlers.exporting.sav_names import STRING_BYTES, value_label
from handlers.exporting.values import cut, names_are_whole, number_of

MOST_DECIMALS: Final = 10
_NARROWEST: Final = 3

MOST_CODES: Final = 200
"""A list with more choices stays strings."""

_LABELLED_BYTES: Final = 8
"""Of a string that may have a label in SPSS."""

_DAY_ZERO: Final = 12_219_379_200
"""Seconds from 14 October 1582, where SPSS begins to count, to 1970."""

_FORMATS: Final = {
    Type.DATE: "SDATE10",
    Type.MOMENT: "DATETIME20",
}
# As SPSS users have it: the highest numbers of so many digits.
_MISSING_OF_CHOICES: Final = tuple((10**digits - 2, 10**digits - 1) for digits in (2, 3, 4, 5, 6, 7, 8, 9, 10))
_MISSING_OF_NUMBERS: Final = ((-98, -99), (-998, -999), (-9998, -9999), (-999_999_998, -999_999_999))


@dataclass(frozen=True, slots=True)
class Made:
    """A variable as ``pyreadstat`` takes it."""

    values: Any
    labels: Mapping[Any, str]
    missing: Sequence[Any]
    measure: str
    format: str


@dataclass(slots=True)
class Variable:
    """Values as they are gathered: numbers (NaN for none) where ``codes`` or ``numeric``, else texts.

    ``reasons``: for each value 0, or why there is none (``handlers.exporting.asked``).
    """

    written: Written
    codes: dict[Any, float] | None
    labels: dict[float, str]
    measure: str
    values: list[Any] = field(default_factory=list)
    reasons: bytearray = field(default_factory=bytearray)

    @property
    def has_reasons(self) -> bool:
        """Whether blanks are told apart: in numbers, and of answers only."""
        return self.written.column is not None and (self.codes is not None or self.written.type in _NUMERIC)

    def add(self, values: Iterable[Value]) -> None:
        """More of them, as they are in rows."""
        if self.codes is not None:
            codes = self.codes
            try:
                self.values += [codes[value] for value in values]
            except KeyError:
                self.values += [self._coded(value) for value in values]
        elif self.written.type in _NUMERIC:
            self.values += [
                _NAN if value is None else _number(value) if value.__class__ is str else value for value in values
            ]
        elif self.written.type in _DAYS:
            self.values += ["NaT" if value is None else value for value in values]
        else:
            self.values += ["" if value is None else value for value in values]

    def clear(self) -> None:
        self.values, self.reasons = [], bytearray()

    def made(self, words: Mapping[int, str]) -> Made:
        """All of them. ``words``: what the missing codes are called, by reason."""
        import numpy as np

        kind = self.written.type
        if self.codes is not None or kind in _NUMERIC:
            values = np.array(self.values, dtype=np.float64)
            missing = self._mark(values) if self.has_reasons else ()
            labels = {code: value_label(text) for code, text in self.labels.items()}
            labels |= {code: words[reason] for code, reason in zip(missing, (SKIPPED, NOT_ASKED), strict=False)}
            return Made(values, labels, list(missing), self.measure, number_format(values))
        if kind in _DAYS:
            return Made(_seconds(self.values), {}, (), "scale", _FORMATS[kind])
        texts = [text if len(text) < STRING_BYTES // 4 else cut(text, STRING_BYTES) for text in self.values]
        return Made(np.array(texts, dtype=object), _labels_of_strings(self.written), (), "nominal", "")

    def _coded(self, value: Value) -> float:
        """Of a choice that no version has: a code of its own, so that nothing is lost."""
        assert self.codes is not None
        found = self.codes.get(value)
        if found is None:
            found = self.codes[str(value)] = max(self.labels, default=0.0) + 1
            self.labels[found] = str(value)
        return found

    def _mark(self, values: Any) -> Sequence[float]:
        """Put the missing codes in; gives the two, none that a value has."""
        import numpy as np

        reasons = np.frombuffer(bytes(self.reasons), dtype=np.uint8)
        held = {*self.labels, *values[np.isin(values, _ALL_CODES)].tolist()}
        pairs = _MISSING_OF_NUMBERS if self.codes is None else _MISSING_OF_CHOICES
        highest = max(self.labels, default=0.0)
        pair = next((one for one in pairs if held.isdisjoint(one) and (self.codes is None or one[0] > highest)), ())
        for code, reason in zip(pair, (SKIPPED, NOT_ASKED), strict=False):
            values[reasons == reason] = code
        return [float(code) for code in pair]


_NAN: Final = float("nan")
_NUMERIC: Final = frozenset({Type.WHOLE, Type.DECIMAL, Type.FLAG})
_DAYS: Final = frozenset({Type.DATE, Type.MOMENT})
_ALL_CODES: Final = [float(code) for pair in (*_MISSING_OF_CHOICES, *_MISSING_OF_NUMBERS) for code in pair]


def variable(written: Written) -> Variable:
    """An empty variable for a column."""
    if written.type is Type.ONE and 0 < len(written.options) <= MOST_CODES:
        codes = _codes(written)
        labels = {codes[option.name]: option.label for option in written.options}
        return Variable(written, {**codes, None: _NAN, "": _NAN}, labels, "ordinal" if _rises(written) else "nominal")
    if written.type is Type.FLAG:
        return Variable(written, None, {}, "nominal")
    return Variable(written, None, {}, "scale" if written.type in _NUMERIC | _DAYS else "nominal")


def coded(written: Written) -> list[str]:
    """What the values of a column are in the file: "4 = ss = Sangat setuju", or "13.76 = Kota Payakumbuh"."""
    if written.type is Type.ONE and 0 < len(written.options) <= MOST_CODES and not names_are_whole(written.options):
        codes = _codes(written)
        return [f"{codes[option.name]:g} = {option.name} = {option.label}" for option in written.options]
    return [f"{option.name} = {option.label}" for option in written.options]


def _codes(written: Written) -> dict[str, float]:
    options = written.options
    if names_are_whole(options):
        return {option.name: float(option.name) for option in options}
    if _rises(written):
        return {option.name: float(option.score or 0) for option in options}
    return {option.name: float(number) for number, option in enumerate(options, 1)}


def _rises(written: Written) -> bool:
    """Whether the choices stand for more and more of something: each has a score of its own, in every version."""
    if written.column is not None and written.column.scores:
        return False
    scores = [option.score for option in written.options]
    return None not in scores and len(set(scores)) == len(scores) > 0


def number_format(values: Any) -> str:
    """As wide, and with as many decimals, as the numbers need: SPSS and PSPP write no more into other files."""
    import numpy as np

    held = values[~np.isnan(values)]
    if not len(held):
        return f"F{_NARROWEST}.0"
    decimals = next((n for n in range(MOST_DECIMALS) if np.array_equal(np.round(held, n), held)), MOST_DECIMALS)
    whole = len(f"{int(np.abs(held).max())}") + int(held.min() < 0)
    return f"F{max(whole + (decimals + 1 if decimals else 0), _NARROWEST)}.{decimals}"


def _labels_of_strings(written: Written) -> dict[str, str]:
    if written.type is not Type.ONE:
        return {}
    fit = (option for option in written.options if len(option.name.encode()) <= _LABELLED_BYTES)
    return {option.name: value_label(option.label) for option in fit}


def _number(value: Value) -> float:
    found = None if value is None else number_of(value)
    return _NAN if found is None else float(found)


def _seconds(texts: Sequence[str]) -> Any:
    """Days and times without an offset as SPSS counts them; what is none is missing."""
    import numpy as np

    try:
        moments = np.array(texts, dtype="datetime64[s]")
    except ValueError:
        moments = np.array([_moment(text) for text in texts], dtype="datetime64[s]")
    seconds = moments.astype(np.int64).astype(np.float64) + _DAY_ZERO
    seconds[np.isnat(moments)] = np.nan
    return seconds


def _moment(text: str) -> str:
    import numpy as np

    try:
        np.datetime64(text, "s")
    except ValueError:
        return "NaT"
    return text

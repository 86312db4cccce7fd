"""A report's answers, one by one, as they are read and as a spreadsheet sorts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

import forms
from forms import Kind
from handlers.answering.lines import Line, heading_of, lines_of
from handlers.answering.review import short_name
from handlers.answering.values import COUNT, MONEY, SUM
from locales import Texts

# From here on a spreadsheet loses digits, and a sum is no sum.
MOST_NUMBER = 10**15
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})

__all__ = ["COUNT", "MONEY", "Told", "column_of", "told"]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, or one result. ``name``: the field's pattern ("kids[]/age"), ``key`` with its place ("kids[2]/age").

    ``heading``: the instances of repeats that it is told under ("Anak 2"), "" outside any, and where the label names
    the instance itself. ``within``: all instances that it is of. ``written``: as the form keeps it; ``words``: as a
    person reads it. ``kind``: of a result that is a number, DECIMAL. ``adds``: `COUNT` or `MONEY` for a number that is
    added up, else "".
    """

    key: str
    name: str
    heading: str
    within: str
    label: str
    kind: Kind
    written: str
    words: str
    adds: str

    @property
    def is_media(self) -> bool:
        """A photo, recording or file: its words only say so."""
        return self.kind in forms.MEDIA

    @property
    def number(self) -> Decimal | None:
        """The number that it is; None for anything else, and for more than can be added up exactly."""
        if self.kind not in NUMBERS:
            return None
        return _decimal(self.written)


def told(texts: Texts, form: forms.Form, answers: Mapping[str, str], at: datetime) -> list[Told]:
    """The answers and results that there are, in the form's order. `at`: when it was sent; `today()` means that day."""
    state = forms.State.restore(form, position=None, step=0, answers=answers, returning=False, at=at)
    sheet = forms.sheet_of(form, state, language=form.language(texts.language))
    return [_told(texts, form, line) for line in lines_of(texts, form, sheet) if line.words]


def _told(texts: Texts, form: forms.Form, line: Line) -> Told:
    columns = form.columns.get(line.pattern.partition("#")[0], {})
    kind = line.kind or (Kind.TEXT if _decimal(line.value) is None else Kind.DECIMAL)
    return Told(
        key=line.key,
        name=line.pattern,
        heading=heading_of(texts, line.instances),
        within=heading_of(texts, line.within),
        label=line.label,
        kind=kind,
        written=line.value,
        words=" ".join(line.words.split()),
        adds=_kind_of_sum(columns) if kind in NUMBERS else "",
    )


def _decimal(written: str) -> Decimal | None:
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < MOST_NUMBER else None


def _kind_of_sum(columns: Mapping[str, str]) -> str:
    wanted = columns.get(SUM, "").strip().lower()
    return wanted if wanted in (COUNT, MONEY) else ""


def column_of(form: forms.Form, name: str, language: str) -> str:
    """What a column of a field's answers is called, whoever's they are."""
    question = form.by_name.get(name)
    if question is None:
        return form.short_name(name, form.language(language)) or name
    return short_name(form, question.key((1,) * len(question.node.repeats)), language)

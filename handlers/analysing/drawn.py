"""Tests whose questions are drawn for each person: as an instrument to choose, and their answers as they are read.

The banks are looked up where they are needed: importing them would bring all the tests' screens into a process that
computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import forms
from handlers.analysing.reading import shortened
from handlers.analysing.request import TESTS
from handlers.exporting.reading import versions_of
from handlers.instruments import BANDS, Instrument
from storage.analyses import Answers, Whose
from storage.results import LEFT_OUT

if TYPE_CHECKING:
    import numpy as np

    from handlers.shelf import FormShelf
    from handlers.testing.bank import Bank

    Array: TypeAlias = np.ndarray[Any, Any]

_LIBRARY: Final = Path(forms.__file__).parent / "library"


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """``points``: people × questions of the bank, `LEFT_OUT` where one was not drawn. ``chosen``: by question, what
    each person chose, "" for nothing. ``title``: of the form; ``words``: what each question asks.
    """

    bank: Bank
    title: str
    words: Mapping[str, str]
    points: Array
    chosen: Mapping[str, list[str]]
    people: int
    versions: int


def test_of(shelf: FormShelf, form_id: str) -> Instrument | None:
    """A test as it is asked now: the questions of its bank, a dimension for each of its fields. None for any other
    form, and for a test without a bank."""
    from handlers.testing.bank import bank_of

    if form_id not in TESTS or not shelf.has_current(form_id):
        return None
    version = shelf.current(form_id).version
    bank = bank_of(shelf, form_id, version)
    if bank is None:
        return None
    parts = [domain.name for domain in bank.domains]
    return Instrument(
        form_id,
        version,
        tuple(item.name for item in bank.items),
        tuple(parts),
        tuple(parts.index(item.domain) if item.domain in parts else -1 for item in bank.items),
        tuple(bank.highest for _ in bank.items),
        None,
        BANDS,
        tuple({choice.name: choice.points for choice in item.choices} for item in bank.items),
    )


def read_drawn(source: Answers, whose: Whose, language: str) -> Drawn | None:
    """None where there is no such test (any more). Tests of older versions count where the bank still has their
    questions."""
    import numpy as np

    tests = list(source.tests(whose))
    versions = versions_of(source, whose.form_id, {version for version, _, _ in tests})
    newest = versions[-1] if versions else None
    banks = {one.number: _bank(source, whose.form_id, one.number) for one in versions}
    bank = banks[newest.number] if newest is not None else None
    if newest is None or bank is None:
        return None
    points = np.full((len(tests), len(bank.items)), LEFT_OUT, dtype=np.uint8)
    chosen = {item.name: [""] * len(tests) for item in bank.items}
    for row, (version, kept, answers) in enumerate(tests):
        places = of.places if (of := banks.get(version)) is not None else {}
        for number, name in enumerate(answers.get("undian", "").split(), 1):
            place, before = bank.places.get(name), places.get(name)
            if place is None or before is None or before >= len(kept):
                continue
            points[row, place] = kept[before]
            chosen[name][row] = answers.get(f"soal[{number}]/jawab", "")
    had = (points != LEFT_OUT).any(axis=1)
    return Drawn(
        bank,
        newest.form.title(language),
        {item.name: shortened(item.text[language]) for item in bank.items},
        points,
        chosen,
        int(had.sum()),
        len({version for version, _, _ in tests}),
    )


def _bank(source: Answers, form_id: str, version: str) -> Bank | None:
    from handlers.testing.bank import bank_from, lists_of

    sent = source.files(form_id, version)
    library = {name: _LIBRARY / name for name in lists_of(form_id)}
    files = {name: sent.get(name) or (path.read_bytes() if path.is_file() else b"") for name, path in library.items()}
    return bank_from(form_id, files)


def analysed(drawn: Drawn) -> Any:
    """The figures of its questions. AnalysisError."""
    from scoring.analysis.drawn_tests import Question, analyse_drawn

    questions = [
        Question(item.name, item.domain, item.key.name, tuple(choice.name for choice in item.choices))
        for item in drawn.bank.items
    ]
    return analyse_drawn(drawn.points, drawn.chosen, questions, drawn.bank.highest)

"""Answers that a person might give, and wrong ones, always the same for the same question.

What to answer depends on what is asked, and what is asked on what was answered: the form is walked again and again,
each time with answers to the questions that were new.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.oracle.compare import Line

ROUNDS: Final = 8
"""Questions that show up only after so many others were answered stay unanswered."""

MOST_INSTANCES: Final = 6
"""Where a number says how many instances a repeat has, it is smaller than this."""

LEFT_EMPTY: Final = 0.12
"""The part of the questions that is passed over."""

_REPEAT: Final = re.compile(r'<(?:\w+:)?repeat\b[^>]*\bnodeset="([^"]+)"')

# The wrong ones first: all are tried in turn until one is taken.
_WRITTEN: Final[dict[str, tuple[str, ...]]] = {
    "integer": ("tiga", "1.5", "-5", "999", "150", "42", "17", "3", "1", "0", "2026", "100000"),
    "decimal": ("satu", "1,5", "-2.5", "1000.25", "36.6", "12.5", "3", "0.5", "0"),
    "range": ("lima", "3", "5", "1", "0", "10", "2.5"),
    "text": ("Siti Rahmawati", "dusun  Ombak", "a", "0812345678", "test@contoh.id", "12345", "ABC123", "yes", "1"),
    "barcode": ("8991002101234", "x"),
    "date": ("besok", "2026-13-40", "2030-01-01", "2026-11-07", "2001-02-28", "1990-06-15"),
    "time": ("nanti", "25:00:00", "07:30:00.000+07:00", "18:05:00.000+07:00"),
    "dateTime": ("kapan", "2026-11-07T07:30:00.000+07:00", "2020-01-31T23:59:00.000+07:00"),
    "geopoint": ("di rumah", "-6.2 106.8 0 0", "91 10 0 0", "-0.2289 100.6325 514.5 4.2"),
    "geotrace": ("x", "-6.2 106.8 0 0;-6.3 106.9 0 0", "-6.2 106.8 0 0;-6.3 106.9 0 0;-6.25 106.95 0 0"),
    "geoshape": ("x", "-6.2 106.8 0 0;-6.3 106.9 0 0;-6.25 106.95 0 0;-6.2 106.8 0 0"),
    "boolean": ("1", "0"),
    "acknowledge": ("OK",),
    "image": ("foto.jpg",),
    "audio": ("suara.m4a",),
    "video": ("film.mp4",),
    "file": ("surat.pdf",),
}


def repeats_of(xform: str) -> list[str]:
    """The paths of the form's repeats."""
    return _REPEAT.findall(xform)


def guesses_for(line: Line, seed: int = 0, *, small: bool = False) -> list[str] | None:
    """What to try at a question; None where it cannot be said yet, because it has no choices so far.

    ``small``: no large numbers.
    """
    chance = random.Random(f"{seed}|{line['path']}|{line['type']}")
    if chance.random() < LEFT_EMPTY:
        return []
    tries = [""] if chance.random() < 0.1 else []
    if line["choices"] is None:
        written = _WRITTEN.get(line["type"], _WRITTEN["text"])
        if small:
            written = tuple(answer for answer in written if not answer.isdecimal() or int(answer) < MOST_INSTANCES)
        start = chance.randrange(len(written))
        return tries + list(written[start:] + written[:start])
    values = [value for value, _ in line["choices"] if value]
    if not values:
        return None
    if chance.random() < 0.1:
        tries.append("bukan-pilihan")
    if line["type"] == "rank":
        return [*tries, " ".join(chance.sample(values, len(values)))]
    for _ in range(4):
        number = 1 if line["type"] == "select_one" else chance.randint(1, min(3, len(values)))
        tries.append(" ".join(chance.sample(values, number)))
    return tries


def guess(ask: Callable[[dict[str, Any]], list[Line]], xform: Path, seed: int = 0) -> dict[str, Any]:
    """Answers for a whole form; ``ask`` walks it with those found so far, and gives the questions."""
    written = xform.read_text("utf-8", errors="replace")
    chance = random.Random(f"{seed}|{xform.name}")
    small = "jr:count" in written
    answers: dict[str, Any] = {path: chance.choice((0, 1, 2, 2, 3)) for path in repeats_of(written)}
    for _ in range(ROUNDS):
        before = len(answers)
        if not (lines := ask(answers)):
            break
        for line in lines:
            if line["path"] not in answers and (tries := guesses_for(line, seed, small=small)) is not None:
                answers[line["path"]] = tries
        if len(answers) == before:
            break
    return answers

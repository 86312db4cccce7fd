"""The themes of trainings, as the form about trainings lists them: data that an institution may change."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from handlers.turn import Turn

FILE = "diklat_tema.csv"


@lru_cache(maxsize=4)
def _read(content: bytes, column: str) -> tuple[tuple[str, str], ...]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return tuple((row["name"], row.get(column) or row["label"]) for row in rows)


def trainings(turn: Turn) -> dict[str, str]:
    """Name → label in the reader's language, in the order of the list."""
    return dict(_read(turn.shelf.files[FILE], "label::English (en)" if turn.language == "en" else "label"))


def training_name(turn: Turn, name: str) -> str:
    """The label of one; its name, where the list has it no more."""
    return trainings(turn).get(name, name)

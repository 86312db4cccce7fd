"""Made-up answers as files, and `pendamping analyse` on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tests.bot.conftest import Pendamping

ITEMS = tuple(f"a{number}" for number in range(1, 7))
TWO_FACTORS = "sikap =~ a1 + a2 + a3\nlaku =~ a4 + a5 + a6\n"


def answers(rows: int = 120) -> dict[str, list[Any]]:
    """Six items of two related factors, answered from 1 to 5."""
    random = np.random.default_rng(20261122)
    common = random.standard_normal((rows, 1))
    own = np.repeat(random.standard_normal((rows, 2)), 3, axis=1)
    values = np.clip(np.rint(3 + 0.6 * common + 0.7 * own + 0.8 * random.standard_normal((rows, 6))), 1, 5)
    return {name: [int(value) for value in values[:, place]] for place, name in enumerate(ITEMS)}


def csv_of(columns: Mapping[str, Sequence[Any]], separator: str = ",") -> str:
    rows = zip(*columns.values(), strict=True)
    return "\n".join(separator.join(str(cell) for cell in row) for row in (columns, *rows)) + "\n"


def figures(pendamping: Pendamping, *words: str) -> dict[str, Any]:
    said = pendamping("analyse", *words, "--json")
    assert (said.exit_code, said.stderr) == (0, ""), said.output
    assert "NaN" not in said.stdout
    assert "Infinity" not in said.stdout
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def refused(pendamping: Pendamping, *words: str, language: str = "en") -> str:
    said = pendamping("analyse", *words, "--language", language)
    assert said.exit_code == 2, said.output
    [line] = said.stderr.splitlines()
    assert line.startswith("pendamping: ")
    assert not said.stdout
    return str(line.removeprefix("pendamping: "))


def with_cell(place: int, cell: Any, item: str = "a2") -> str:
    """The answers with another one in that place."""
    columns = answers()
    columns[item][place] = cell
    return csv_of(columns)


def all_cells(cell: Any, item: str) -> str:
    """The answers with one everywhere in that item."""
    return csv_of({**answers(), item: [cell] * 120})

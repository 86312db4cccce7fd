"""The form engine beside JavaRosa, on the same forms in the same run: opening a form, a step, the size of a draft.

A step is an answer with the question after it made ready to be shown. JavaRosa runs in a Java process of its own that
has been warmed up; it measures itself, so that no time is lost on the way to it.
"""

from __future__ import annotations

import gc
import json
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import forms
from benchmarks.report import Figure, Report, middle
from benchmarks.screens import NOON
from tests.oracle.oracle import Oracle, why_not

SIZES: Final = (10, 87, 500, 1000)
INSTANCES: Final = 200
ROUNDS: Final = 7
WARM_UP: Final = 12
"""Walks of JavaRosa before anything counts: Java compiles what it has seen often."""

REPEATED: Final = f"""\
| survey |
| | type | name | label | relevant | calculation |
| | begin_repeat | warga | Warga | | |
| | select_one skala | nilai | Nilai | | |
| | integer | umur | Umur | | |
| | calculate | lipat | | | ${{umur}} * 2 |
| | select_one skala | dewasa | Nilai orang dewasa | ${{lipat}} > 2 | |
| | end_repeat | | | | |
| choices |
| | list_name | name | label |
| | skala | 1 | Satu |
| | skala | 2 | Dua |
| | skala | 3 | Tiga |
| settings |
| | form_title | form_id | version |
| | {INSTANCES} warga | warga | 1 |
"""


def questionnaire(items: int) -> str:
    """So many questions in three groups, each with four choices."""
    lines = ["| survey |", "| | type | name | label |"]
    for part in range(3):
        lines.append(f"| | begin_group | bagian{part} | Bagian {part} |")
        for number in range(part * items // 3, (part + 1) * items // 3):
            lines.append(f"| | select_one skala | p{number} | Pernyataan {number} dari semuanya. |")
        lines.append("| | end_group | | |")
    lines += ["| choices |", "| | list_name | name | label |"]
    lines += [f"| | skala | {number} | Tingkat {number} |" for number in range(1, 5)]
    lines += ["| settings |", "| | form_title | form_id | version |", f"| | Butir | butir{items} | 1 |"]
    return "\n".join(lines)


@dataclass(slots=True)
class Taken:
    """Of one form: a figure for each round. ``draft``: bytes of what is kept of a whole draft."""

    open_ms: list[float] = field(default_factory=list)
    step_us: list[float] = field(default_factory=list)
    draft: int = 0


def walked(form: forms.Form, instances: int) -> tuple[forms.State, int]:
    """A draft with every question answered, and how many there were."""
    state = forms.begin(form, NOON)
    steps = 0
    while state.position is not None:
        view = forms.question_view(form, state, "id")
        event: forms.Event
        if view.repeat is not None:
            event = forms.AddInstance(state.step) if view.repeat.number < instances else forms.Done(state.step)
        else:
            value = view.choices[steps % len(view.choices)].name if view.choices else "3"
            event = forms.Answer(state.step, value)
            steps += 1
        state = forms.step(form, state, event, NOON).state
    return state, steps


def ours(converted: forms.Converted, instances: int, into: Taken) -> None:
    """A round of ours."""
    gc.collect()
    begun = time.perf_counter()
    form = forms.load(converted, files={})
    ready = time.perf_counter()
    state, steps = walked(form, instances)
    done = time.perf_counter()
    into.open_ms.append((ready - begun) * 1e3)
    into.step_us.append((done - ready) * 1e6 / steps)
    into.draft = len(json.dumps([state.position, state.step, state.returning, dict(state.answers)]).encode())


def theirs(oracle: Oracle, xform: Path, instances: int, rounds: int, into: Taken) -> None:
    """Some rounds of JavaRosa."""
    request = {"xform": str(xform), "rounds": rounds, "instances": instances, "now": NOON.isoformat()}
    answer: dict[str, Any] = oracle.ask({"measure": request})
    into.open_ms += answer["open_ms"]
    into.step_us += answer["step_us"]
    into.draft = answer["instance_bytes"]


async def measure() -> Report:
    """The forms in turns, ours and JavaRosa's, so that all meet the same disturbances."""
    if reason := why_not():
        return Report("javarosa", [], reason)
    sheets = {f"{size} questions": (questionnaire(size), 0) for size in SIZES}
    sheets[f"{INSTANCES} instances"] = (REPEATED, INSTANCES)
    mine = {name: Taken() for name in sheets}
    others = {name: Taken() for name in sheets}
    with tempfile.TemporaryDirectory() as room, Oracle(optimising=True) as oracle:
        converted = {name: forms.convert(sheet.encode(), name="items") for name, (sheet, _) in sheets.items()}
        xforms = {name: Path(room) / f"{number}.xml" for number, name in enumerate(sheets)}
        for name, (_, instances) in sheets.items():
            xforms[name].write_text(converted[name].xform, "utf-8")
            theirs(oracle, xforms[name], instances, WARM_UP, Taken())
        for _ in range(ROUNDS):
            for name, (_, instances) in sheets.items():
                ours(converted[name], instances, mine[name])
                theirs(oracle, xforms[name], instances, 1, others[name])
    figures = [figure for name in sheets for figure in _figures(name, mine[name], others[name])]
    longest, shortest = (middle(mine[f"{size} questions"].step_us) for size in (SIZES[-1], SIZES[0]))
    figures.append(Figure(f"ours: a step, {SIZES[-1]} / {SIZES[0]} questions", longest / shortest, "times"))
    raw = {name: {"ours": mine[name].step_us, "javarosa": others[name].step_us} for name in sheets}
    return Report("javarosa", figures, raw)


def _figures(name: str, mine: Taken, other: Taken) -> list[Figure]:
    return [
        Figure(f"opening, {name}: ours", middle(mine.open_ms), "ms"),
        Figure(f"opening, {name}: JavaRosa", middle(other.open_ms), "ms"),
        Figure(f"a step, {name}: ours", middle(mine.step_us), "µs"),
        Figure(f"a step, {name}: JavaRosa", middle(other.step_us), "µs"),
        Figure(f"a draft, {name}: ours", mine.draft, "bytes"),
        Figure(f"a draft, {name}: JavaRosa's instance", other.draft, "bytes"),
    ]

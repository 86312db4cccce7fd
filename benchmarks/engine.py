"""The form engine alone: an answer and the next question, in forms of 10, 87, 500 and 1,000 items.

The cost of a step must not grow with the length of the form: each figure is beside that of the ten-item form.
"""

from __future__ import annotations

import gc
import time

import forms
from benchmarks.report import Figure, Report, middle
from benchmarks.screens import NOON

SIZES = (10, 87, 500, 1000)
ROUNDS = 15
STEPS_A_ROUND = 2000
CHOICES = 4


def form_of(items: int) -> forms.Form:
    """A questionnaire of that many questions in three groups, each with four scored choices, in two languages."""
    lines = ["| survey |", "| | type | name | label::Indonesia (id) | label::English (en) |"]
    for part in range(3):
        lines.append(f"| | begin_group | part{part} | Part {part} | Part {part} |")
        for number in range(part * items // 3, (part + 1) * items // 3):
            lines.append(f"| | select_one scale | i{number} | Statement {number} of all. | Statement {number}. |")
        lines.append("| | end_group | | | |")
    lines += ["| choices |", "| | list_name | name | label::Indonesia (id) | label::English (en) | score |"]
    lines += [f"| | scale | {n} | Degree {n} | Degree {n} | {n} |" for n in range(1, CHOICES + 1)]
    lines += ["| settings |", "| | form_title | form_id | version | default_language |"]
    lines.append(f"| | Items | items{items} | 1 | Indonesia (id) |")
    return forms.compile_form("\n".join(lines).encode(), name=f"items{items}")


def walk(form: forms.Form, steps: int) -> float:
    """Microseconds a step: an answer given, and the question after it made ready to be shown."""
    begun = time.perf_counter()
    done = 0
    while done < steps:
        state = forms.begin(form, NOON)
        while state.position is not None and done < steps:
            answer = str(1 + done % CHOICES)
            state = forms.step(form, state, forms.Answer(state.step, answer), NOON).state
            if state.position is not None:
                forms.question_view(form, state, "id")
            done += 1
    return (time.perf_counter() - begun) / done * 1e6


async def measure() -> Report:
    """The sizes in turns, so that all of them meet the same disturbances."""
    compiled = {size: form_of(size) for size in SIZES}
    compiled_in: dict[int, float] = {}
    for size in SIZES:
        begun = time.perf_counter()
        form_of(size)
        compiled_in[size] = (time.perf_counter() - begun) * 1000
    runs: dict[int, list[float]] = {size: [] for size in SIZES}
    gc.collect()
    for _ in range(ROUNDS):
        for size, form in compiled.items():
            runs[size].append(walk(form, STEPS_A_ROUND))
    mid = {size: middle(of) for size, of in runs.items()}
    smallest = mid[SIZES[0]]
    figures = [Figure(f"a step, {size} items", us, "µs") for size, us in mid.items()]
    figures += [Figure(f"a step, {size} / {SIZES[0]} items", mid[size] / smallest, "times") for size in SIZES[1:]]
    figures += [Figure(f"compiling, {size} items", ms, "ms") for size, ms in compiled_in.items()]
    return Report("engine", figures, {str(size): of for size, of in runs.items()})

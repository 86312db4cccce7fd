"""What the bots beside ours have in common: a walk through the same 87 screens, its place kept in the buttons."""

from __future__ import annotations

from pathlib import Path

from benchmarks import screens

TOKEN = "1:PLAYGROUND"
Rows = list[list[tuple[str, str]]]


class Walk:
    """Screens by number, from 0; after the last comes the first again."""

    def __init__(self, file: Path) -> None:
        self._questions = screens.read(file)

    def screen(self, number: int) -> tuple[str, Rows]:
        """The text, and the rows of buttons as (label, data)."""
        question = self._questions[number % len(self._questions)]
        keyboard = question.keyboard(lambda choice: data_of(number, choice))
        return question.text, [[(b["text"], b["callback_data"]) for b in row] for row in keyboard]

    def answered(self, data: str) -> tuple[int, int]:
        """The number of the screen and the choice that a button carries."""
        _, number, choice = data.split(":")
        return int(number), int(choice)


def data_of(number: int, choice: int) -> str:
    """What a button carries: about as long as ours."""
    return f"q:{number}:{choice}"

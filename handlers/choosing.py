"""Choosing from a list: short ones as buttons, long ones by pages or by typing a part of the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms import ChoiceView
from handlers.screens import Button, Screen
from handlers.tokens import form_button
from handlers.turn import as_rows
from locales import Texts
from locales.reading import folded

# The verbs of a multiple choice's buttons (see `handlers.filling`); their argument holds the question's index and
# the choice's.
TICK, UNTICK, END_TICKS = "i", "o", "m"
TICK_BASE = 1000
# More than this is a long list: it is paged and can be searched by typing. A dozen buttons fill a 5-inch screen.
SHORT_LIST = 12
PAGE = 10
MOST_FOUND = 10
# Two buttons fit beside each other up to this many letters each (a 360-pixel screen).
HALF_ROW = 16


@dataclass(frozen=True, slots=True)
class Found:
    """The choice that was meant, or those that it might be."""

    exact: ChoiceView | None
    near: tuple[ChoiceView, ...]


def is_long(choices: Sequence[ChoiceView]) -> bool:
    return len(choices) > SHORT_LIST


def find(choices: Sequence[ChoiceView], typed: str, *, searchable: bool) -> Found:
    """Choices whose label holds all typed words; meant is the one with exactly this label, or a search's only match."""
    words = folded(typed)
    if not words:
        return Found(None, ())
    near = []
    for choice in choices:
        label = folded(choice.label)
        if label == words:
            return Found(choice, (choice,))
        if all(word in label for word in words.split()):
            near.append(choice)
    only = near[0] if len(near) == 1 and searchable else None
    return Found(only, tuple(near))


def found_screen(texts: Texts, draft_id: int, step: int, found: Sequence[ChoiceView]) -> Screen:
    """The matches of a search, as buttons; with more than fit, the person is asked to type a little more."""
    rows = [[form_button(c.label, draft_id, step, "a", c.index)] for c in found[:MOST_FOUND]]
    text = texts("search-found", count=len(found))
    if len(found) > MOST_FOUND:
        text += "\n" + texts("search-more", shown=MOST_FOUND)
    return Screen(text, as_rows(rows))


def choice_rows(choices: Sequence[ChoiceView], *, draft_id: int, step: int, numbered: bool) -> list[list[Button]]:
    """The buttons of a short list to choose one from."""
    buttons = [form_button(_label(c, numbered), draft_id, step, "a", c.index) for c in choices]
    return [[b] for b in buttons] if numbered else _paired(choices, buttons)


def tick_rows(choices: Sequence[ChoiceView], *, draft_id: int, step: int, question: int) -> list[list[Button]]:
    """The buttons of a multiple choice; each says what it does, on or off (see `handlers.filling`)."""
    buttons = [
        form_button(_label(c, False), draft_id, step, UNTICK if c.chosen else TICK, question * TICK_BASE + c.index)
        for c in choices
    ]
    return _paired(choices, buttons)


def _paired(choices: Sequence[ChoiceView], buttons: Sequence[Button]) -> list[list[Button]]:
    """Short neighbours share a row, so that the question stays in sight; a tick does not move them."""
    rows: list[list[Button]] = []
    half = False
    for choice, button in zip(choices, buttons, strict=True):
        short = len(choice.label) <= HALF_ROW
        if half and short:
            rows[-1].append(button)
            half = False
        else:
            rows.append([button])
            half = short
    return rows


def page_rows(choices: Sequence[ChoiceView], *, draft_id: int, step: int, page: int) -> list[list[Button]]:
    """One page of a long list, with buttons to the pages before and after."""
    last = (len(choices) - 1) // PAGE
    page = min(page, last)
    shown = choices[page * PAGE : (page + 1) * PAGE]
    rows = [[form_button(_label(c, False), draft_id, step, "a", c.index)] for c in shown]
    turning = []
    if page > 0:
        turning.append(form_button(f"◂ {page}", draft_id, step, "p", page - 1))
    if page < last:
        turning.append(form_button(f"{page + 2} ▸", draft_id, step, "p", page + 1))
    return [*rows, turning]


def _label(choice: ChoiceView, numbered: bool) -> str:
    label = f"{choice.name} · {choice.label}" if numbered else choice.label
    return f"✓ {label}" if choice.chosen else label

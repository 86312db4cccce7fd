"""Choosing from a list: short ones as buttons, long ones by pages or by typing a part of the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms import ChoiceView
from handlers.answering.fitting import Piece, fitted
from handlers.screens import Button, Screen
from handlers.tokens import form_button
from handlers.turn import as_rows
from locales import Texts
from locales.reading import folded

# The verbs of a multiple choice's buttons (see `handlers.filling`); their argument holds the question's mark and
# the choice's place.
TICK, UNTICK, END_TICKS = "i", "o", "m"
# More than this is a long list: it is paged and can be searched by typing. A dozen buttons fill a 5-inch screen.
SHORT_LIST = 12
PAGE = 10
MOST_FOUND = 10
# Two buttons fit beside each other up to this many letters each (a 360-pixel screen).
HALF_ROW = 16
# What one line of a button shows on such a screen; longer choices are written out above, and the buttons numbered.
WHOLE_ROW = 46
# Together the labels of one row may have so many letters.
IN_A_ROW = 26
MOST_IN_A_ROW = 8
NUMBERS_A_ROW = 6
# The name of the choices among the texts of a screen (see `handlers.answering.fitting`).
CHOICES = "choices"
# A scale has at least and at most so many points; more numbers, or fewer, are an author's codes.
SCALE = range(3, 8)
_COLUMNS = re.compile(r"columns-([0-9]{1,2})")
_BESIDE = frozenset({"likert", "columns", "columns-pack", "horizontal", "horizontal-compact", "quickcompact"})


@dataclass(frozen=True, slots=True)
class Found:
    """The choice that was meant, or those that it might be."""

    exact: ChoiceView | None
    near: tuple[ChoiceView, ...]


def is_long(choices: Sequence[ChoiceView]) -> bool:
    return len(choices) > SHORT_LIST


def find(choices: Sequence[ChoiceView], typed: str, *, searchable: bool) -> Found:
    """Choices whose label holds all typed words; meant is the one with exactly this label, or a search's only match.

    The number of a choice that is written out with numbers means that one.
    """
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
    if is_written_out(choices) and words.isdecimal() and 0 < int(words) <= len(choices):
        meant = choices[int(words) - 1]
        return Found(meant, (meant,))
    only = near[0] if len(near) == 1 and searchable else None
    return Found(only, tuple(near))


def found_screen(
    texts: Texts, draft_id: int, step: int, found: Sequence[ChoiceView], *, ticks_of: int | None = None
) -> Screen:
    """The matches of a search, as buttons; with more than fit, the person is asked to type a little more.

    `ticks_of`: the mark of a multiple choice, whose matches are ticked.
    """
    shown = found[:MOST_FOUND]
    lines: list[str | Piece] = [texts("search-found", count=len(found))]
    if len(found) > MOST_FOUND:
        lines.append(texts("search-more", shown=MOST_FOUND))
    if is_written_out(shown):
        lines += ["", *written_out(shown)]
        rows = _number_rows(shown, draft_id, step, ticks_of)
    else:
        rows = [[_choice_button(_label(c), draft_id, step, c, ticks_of)] for c in shown]
    return Screen(fitted(lines).text, as_rows(rows))


def is_written_out(choices: Sequence[ChoiceView]) -> bool:
    """Whether a choice is too long for a button: then all are listed in the text, with numbers."""
    return any(len(choice.label) > WHOLE_ROW for choice in choices)


def shown_of(choices: Sequence[ChoiceView], page: int | None) -> Sequence[ChoiceView]:
    """The choices of a page; all of a short list. Without a page, the one with the first chosen."""
    if not is_long(choices):
        return choices
    if page is None:
        page = next((c.index for c in choices if c.chosen), 0) // PAGE
    page = min(page, (len(choices) - 1) // PAGE)
    return choices[page * PAGE : (page + 1) * PAGE]


def written_out(choices: Sequence[ChoiceView]) -> list[str | Piece]:
    """The lines of choices that are too long for buttons."""
    return [Piece(CHOICES, choice.label or choice.name, f"{choice.index + 1}. ") for choice in choices]


def choice_rows(
    choices: Sequence[ChoiceView],
    appearance: frozenset[str],
    *,
    draft_id: int,
    step: int,
    page: int | None = None,
    ticks_of: int | None = None,
) -> list[list[Button]]:
    """The buttons to choose by: one of them, or with a mark (`ticks_of`) any number of them."""
    shown = shown_of(choices, page)
    if is_written_out(choices):
        rows = _number_rows(shown, draft_id, step, ticks_of)
    elif _numbered(choices, appearance, ticks_of):
        rows = [[_choice_button(_label(c, numbered=True), draft_id, step, c, None)] for c in shown]
    else:
        buttons = [_choice_button(_label(c), draft_id, step, c, ticks_of) for c in shown]
        if is_long(choices) and ticks_of is None and not appearance & _BESIDE:
            rows = [[b] for b in buttons]
        else:
            a_row = _beside(choices, appearance)
            rows = _by(buttons, a_row) if a_row else _paired(shown, buttons)
    if is_long(choices):
        rows.append(page_row(len(choices), shown[0].index // PAGE, draft_id=draft_id, step=step))
    return rows


def page_row(count: int, page: int, *, draft_id: int, step: int, size: int = PAGE, verb: str = "p") -> list[Button]:
    """Buttons to the pages before and after."""
    turning = []
    if page > 0:
        turning.append(form_button(f"◂ {page}", draft_id, step, verb, page - 1))
    if page < (count - 1) // size:
        turning.append(form_button(f"{page + 2} ▸", draft_id, step, verb, page + 1))
    return turning


def _numbered(choices: Sequence[ChoiceView], appearance: frozenset[str], ticks_of: int | None) -> bool:
    """A scale of points: each choice with its number. Other numbers are the author's codes, which say nothing."""
    if ticks_of is not None or len(choices) not in SCALE or _beside(choices, appearance):
        return False
    names = [c.name for c in choices]
    up = [[str(start + n) for n in range(len(names))] for start in (0, 1)]
    return names in up or names[::-1] in up


def _beside(choices: Sequence[ChoiceView], appearance: frozenset[str]) -> int:
    """How many buttons the form wants beside each other, as far as their labels can be read; 0: it does not say."""
    wanted = 0
    for word in appearance:
        if found := _COLUMNS.fullmatch(word):
            wanted = int(found[1])
        elif word in _BESIDE:
            wanted = wanted or MOST_IN_A_ROW
    wanted = min(wanted, MOST_IN_A_ROW, len(choices))
    longest = max((len(c.label) for c in choices), default=0)
    while wanted > 1 and wanted * max(longest, 2) > IN_A_ROW + 2 * wanted:
        wanted -= 1
    return wanted if wanted > 1 else 0


def _choice_button(label: str, draft_id: int, step: int, choice: ChoiceView, ticks_of: int | None) -> Button:
    if ticks_of is None:
        return form_button(label, draft_id, step, "a", choice.index)
    # Each says what it does, on or off (see `handlers.filling`).
    return form_button(label, draft_id, step, UNTICK if choice.chosen else TICK, f"{ticks_of}.{choice.index}")


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


def _number_rows(choices: Sequence[ChoiceView], draft_id: int, step: int, ticks_of: int | None) -> list[list[Button]]:
    """The numbers of choices that are written out; a place in an order beside them would be a second number."""
    buttons = [_choice_button(f"{'✓ ' if c.chosen else ''}{c.index + 1}", draft_id, step, c, ticks_of) for c in choices]
    return _by(buttons, NUMBERS_A_ROW)


def _by(buttons: Sequence[Button], a_row: int) -> list[list[Button]]:
    return [list(buttons[i : i + a_row]) for i in range(0, len(buttons), a_row)]


def _sign(choice: ChoiceView) -> str:
    """The place in the order, or a tick."""
    if choice.rank:
        return f"({choice.rank}) "
    return "✓ " if choice.chosen else ""


def _label(choice: ChoiceView, *, numbered: bool = False) -> str:
    # A choice may have no label in this language, and a button must have one.
    label = " ".join(choice.label.split()) or choice.name
    return _sign(choice) + (f"{choice.name} · {label}" if numbered else label)

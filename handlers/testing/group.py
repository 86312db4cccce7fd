"""What the companions of a coordinator (or all, for an admin) reached together: counts and means, never one person.

Nothing is said of fewer than ten people; coefficients and figures of items need twenty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

from handlers.answering.fitting import clipped
from handlers.places import place
from handlers.question import form_name
from handlers.screens import Screen
from handlers.testing.bank import Bank, bank_of
from handlers.testing.dispatch import GROUP, to
from handlers.testing.results import NAMES
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales.formats import number, percent
from scoring.reliability import FEWEST, item_figures, reliability
from scoring.smallgroups import FEWEST as FEWEST_SHOWN
from storage import tests_taken
from storage.results import LEFT_OUT

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

HARDEST = 3
LITTLE = 0.1
"""Below this discrimination an item is to be looked at."""
MOST_TEXT = 120


@place(GROUP)
async def show(turn: Turn, argument: str) -> Screen | None:
    if turn.person.role not in ("coordinator", "admin"):
        return None
    t = turn.texts
    lines = [f"<b>{t('test-group-title')}</b>"]
    for form_id in NAMES.values():
        if turn.shelf.has_current(form_id):
            lines += ["", *await _of_form(turn, form_id)]
    lines += ["", f"<i>{t('test-group-note')}</i>"]
    rows = [[to(t.plain("button-tests"), "l"), button(t.plain("button-menu"), "go", "menu")]]
    return Screen("\n".join(lines), as_rows(rows))


async def _of_form(turn: Turn, form_id: str) -> list[str]:
    t = turn.texts
    form = turn.shelf.current(form_id)
    name = form_name(t, form)
    bank = bank_of(turn.shelf, form_id, form.version)
    kept = await tests_taken.latest_of_group(await turn.work.connection(), turn.viewer, form_id)
    banks = {version: bank_of(turn.shelf, form_id, version) for version in {version for version, _ in kept}}
    tests = None if bank is None else matrix(bank, banks, kept)
    if bank is None or tests is None or len(tests) < FEWEST_SHOWN:
        return [t("test-group-few", form=name, count=0 if tests is None else len(tests), fewest=FEWEST_SHOWN)]
    mean = percent(_mean(tests, bank.highest), t.language, 0)
    lines = [t("test-group-mean", form=name, count=len(tests), percent=mean), *_by_domain(turn, bank, tests)]
    reliable = reliability(tests, bank.highest, [item.domain for item in bank.items])
    if reliable is None:
        lines.append(t("test-group-no-reliability", fewest=FEWEST))
    else:
        value = number(reliable[1], t.language, 2)
        lines.append(t("test-group-reliability", method=reliable[0], value=value))
    return [*lines, *_items(turn, bank, tests)]


def matrix(bank: Bank, banks: Mapping[str, Bank | None], kept: Sequence[tuple[str, bytes]]) -> Array:
    """People × items of the bank, from tests by version: they may have been drawn from earlier banks of other items."""
    import numpy as np

    blocks = [np.empty((0, len(bank.items)), dtype=np.uint8)]
    for version, of in banks.items():
        if of is None:
            continue
        # Items that were added to the bank since stand at its end.
        rows = [items[: len(of.items)].ljust(len(of.items), bytes([LEFT_OUT])) for at, items in kept if at == version]
        given = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), len(of.items))
        block = np.full((len(rows), len(bank.items)), LEFT_OUT, dtype=np.uint8)
        for place_, item in enumerate(of.items):
            if item.name in bank.places:
                block[:, bank.places[item.name]] = given[:, place_]
        blocks.append(block)
    tests: Array = np.concatenate(blocks)
    had: Array = (tests != LEFT_OUT).any(axis=1)
    given_any: Array = tests[had]
    return given_any


def _mean(tests: Array, highest: int) -> float:
    """The mean of the people's percents, over those who had any of the items."""
    there = tests != LEFT_OUT
    had = there.any(axis=1)
    points = (tests * there)[had].sum(axis=1)
    return float((100 * points / (highest * there[had].sum(axis=1))).mean())


def _by_domain(turn: Turn, bank: Bank, tests: Array) -> list[str]:
    lines = []
    for domain in bank.domains:
        part = tests[:, [place_ for place_, item in enumerate(bank.items) if item.domain == domain.name]]
        if (part != LEFT_OUT).any():
            label = escape(domain.label[turn.language], quote=False)
            lines.append(f"{label}: {percent(_mean(part, bank.highest), turn.language, 0)}")
    return lines


def _items(turn: Turn, bank: Bank, tests: Array) -> list[str]:
    t = turn.texts
    figures = list(zip(bank.items, item_figures(tests, bank.highest), strict=True))
    known = sorted((pair for pair in figures if pair[1].n >= FEWEST_SHOWN), key=lambda pair: pair[1].difficulty)
    lines = ["", t("test-group-hardest")] if known else []
    for item, found in known[:HARDEST]:
        words = clipped(item.text[t.language], MOST_TEXT)
        share = percent(found.difficulty, t.language, 0)
        lines.append("• " + t("test-group-item", text=words, percent=share, count=found.n))
    weak = [item.name for item, found in figures if found.discrimination is not None and found.discrimination < LITTLE]
    if weak and turn.person.role == "admin":
        lines.append(t("test-group-look", items=", ".join(weak)))
    return lines

"""A form read through: its questions with what is worked out between them, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator

from forms.model import Loop, Question, Stretch
from forms.nodes import NO_POSITIONS, Node, Positions
from forms.sheet import Sheet

Read = tuple[Question | Node, Positions]
"""A question that wants an answer, or a field with a result (``Form.results``), and the positions of its instance."""


def read_through(sheet: Sheet) -> list[Read]:
    """Every relevant question that wants an answer, and between them every result that there is.

    A result has a short name in the sheet's language; without a value it is left out.
    """
    return list(_in_stretch(sheet, sheet.form.stretch, NO_POSITIONS))


def stands_alone(loop: Loop, sheet: Sheet) -> bool:
    """Whether an instance of this repeat tells one thing only: it has one question and no result."""
    inner = loop.inner
    return inner.countable.bit_count() == 1 and not inner.loops and not _named(sheet, loop.node)


def _in_stretch(sheet: Sheet, stretch: Stretch, positions: Positions) -> Iterator[Read]:
    shown = sheet.shown(stretch, positions)
    results = _named(sheet, stretch.loop.node if stretch.loop is not None else None)
    for entry in stretch.entries:
        while results and results[0].number < entry.node.number:
            yield from _result(sheet, results.pop(0), positions)
        if not shown >> entry.place & 1:
            continue
        if isinstance(entry, Question):
            if entry.countable:
                yield entry, positions
            continue
        for number in range(1, sheet.count(entry.node, positions) + 1):
            inner = (*positions, number)
            if sheet.is_relevant(entry.node, inner):
                yield from _in_stretch(sheet, entry.inner, inner)
    for node in results:
        yield from _result(sheet, node, positions)


def _named(sheet: Sheet, around: Node | None) -> list[Node]:
    form = sheet.form
    return [node for node in form.results.get(around, ()) if form.short_name(node.pattern, sheet.language)]


def _result(sheet: Sheet, node: Node, positions: Positions) -> Iterator[Read]:
    if sheet.is_relevant(node, positions) and sheet.text(node, positions):
        yield node, positions

"""The way through a form: which question comes after which, through groups and the instances of repeats.

The order is that of JavaRosa's ``FormEntryController``: the body from top to bottom, every instance of a repeat in
turn, then, where the person decides how many there are, the question whether one more is wanted. Instances that a
count asks for are made when they are reached.
"""

from __future__ import annotations

from forms.model import MORE, Loop, Question, Stretch
from forms.nodes import NO_POSITIONS, Positions, pattern_of
from forms.sheet import MOST_INSTANCES, Sheet
from forms.xpath import EvaluationError, to_number

Place = tuple[Question | Loop, Positions]
"""A question with the positions of its instance, or a repeat (with the positions around it) where one more is
offered.
"""


def position_of(place: Place | None) -> str | None:
    """The place as a state keeps it."""
    if place is None:
        return None
    entry, positions = place
    if isinstance(entry, Question):
        return entry.key(positions)
    return entry.node.count_key(positions)[: -len("[]")] + MORE


def place_of(sheet: Sheet, position: str) -> Place | None:
    """The place of a kept position; None where the form, or the repeat, does not have it (any more)."""
    form = sheet.form
    if position.endswith(MORE):
        pattern, around = pattern_of(position[: -len(MORE)] + "[]")
        loop = form.loops.get(pattern)
        if loop is None or len(around) != len(loop.node.repeats) - 1:
            return None
        outside = loop.node.parent
        return (loop, around) if outside is not None and sheet.has(outside, around) else None
    pattern, positions = pattern_of(position)
    question = form.by_name.get(pattern)
    if question is None or len(question.node.repeats) != len(positions):
        return None
    return (question, positions) if sheet.has(question.node, positions) else None


def is_shown(sheet: Sheet, place: Place) -> bool:
    """Whether it is relevant now: its own stretch shows it, and so do those around."""
    entry, positions = place
    while True:
        stretch = entry.stretch
        if not sheet.shown(stretch, positions) >> entry.place & 1:
            return False
        if stretch.loop is None:
            return True
        if not sheet.is_relevant(stretch.loop.node, positions):
            return False
        entry, positions = stretch.loop, positions[:-1]


def first(sheet: Sheet) -> Place | None:
    """The first question of the form; None where there is nothing to ask."""
    return _from(sheet, sheet.form.stretch, NO_POSITIONS, 0)


def after(sheet: Sheet, place: Place) -> Place | None:
    """The next place; None at the end. Instances that a count asks for are made on the way."""
    entry, positions = place
    while True:
        found = _from(sheet, entry.stretch, positions, entry.place + 1)
        loop = entry.stretch.loop
        if found is not None or loop is None:
            return found
        found = _enter(sheet, loop, positions[:-1], positions[-1] + 1)
        if found is not None:
            return found
        entry, positions = loop, positions[:-1]


def past_quiet(sheet: Sheet, place: Place | None) -> Place | None:
    """The place itself, or the next one after questions that need not be asked: they have an answer, and are passed
    over then (``Question.quiet``), or it was sent before they were asked (``Form.sent_ahead``).
    """
    while place is not None and not sheet.faithful:
        question, positions = place
        if not isinstance(question, Question):
            break
        quiet = question.quiet or question in sheet.form.sent_ahead
        if not quiet or not sheet.kept(question.node.key(positions)):
            break
        place = after(sheet, place)
    return place


def before(sheet: Sheet, place: Place) -> Place | None:
    """The place before; None at the beginning."""
    entry, positions = place
    if isinstance(entry, Loop):
        found = _last_of(sheet, entry, positions, sheet.count(entry.node, positions))
        if found is not None:
            return found
    while True:
        found = _until(sheet, entry.stretch, positions, entry.place)
        loop = entry.stretch.loop
        if found is not None or loop is None:
            return found
        found = _last_of(sheet, loop, positions[:-1], positions[-1] - 1)
        if found is not None:
            return found
        entry, positions = loop, positions[:-1]


def last(sheet: Sheet) -> Place | None:
    """The last place of the form."""
    return _until(sheet, sheet.form.stretch, NO_POSITIONS, len(sheet.form.stretch.entries))


def added(sheet: Sheet, loop: Loop, around: Positions) -> Place | None:
    """Where the newest instance begins; without a question in it, what comes after."""
    number = sheet.count(loop.node, around)
    return _enter(sheet, loop, around, number) or after(sheet, (loop, around))


def wanted(sheet: Sheet, loop: Loop, around: Positions) -> int:
    """How many instances a count asks for."""
    if loop.count is None:
        return 0
    try:
        if loop.counter is not None:
            number = to_number(sheet.text(loop.counter, around[: len(loop.counter.repeats)]))
        else:
            number = to_number(loop.count.evaluate(sheet, around))
    except EvaluationError:
        return 0
    return int(min(max(number, 0), MOST_INSTANCES)) if number == number else 0


def offered(sheet: Sheet, loop: Loop, around: Positions) -> bool:
    """Whether one more instance could be relevant: its condition is asked where it would stand."""
    if loop.relevant is None:
        return True
    return sheet.true(loop.relevant, (*around, sheet.count(loop.node, around) + 1), otherwise=True)


def make_counted(sheet: Sheet, stretch: Stretch | None = None, positions: Positions = NO_POSITIONS) -> None:
    """Make every instance that a count asks for, also where nobody has been yet; empty ones too many go."""
    stretch = sheet.form.stretch if stretch is None else stretch
    shown = sheet.shown(stretch, positions)
    for loop in stretch.loops:
        if not shown >> loop.place & 1:
            continue
        if loop.count is not None:
            sheet.trim(loop, positions, wanted(sheet, loop, positions))
        while loop.count is not None and sheet.count(loop.node, positions) < wanted(sheet, loop, positions):
            if not offered(sheet, loop, positions) or not sheet.add_instance(loop, positions, settle=False):
                break
        sheet.settle()
        for number in range(1, sheet.count(loop.node, positions) + 1):
            if loop.inner.loops:
                make_counted(sheet, loop.inner, (*positions, number))


def walk(sheet: Sheet, stretch: Stretch | None = None, positions: Positions = NO_POSITIONS) -> list[Place]:
    """Every relevant question there is, in order of asking; offers of one more instance are left out."""
    stretch = sheet.form.stretch if stretch is None else stretch
    shown = sheet.shown(stretch, positions)
    found: list[Place] = []
    for entry in stretch.entries:
        if not shown >> entry.place & 1:
            continue
        if isinstance(entry, Question):
            found.append((entry, positions))
            continue
        for number in range(1, sheet.count(entry.node, positions) + 1):
            inner = (*positions, number)
            if sheet.is_relevant(entry.node, inner):
                found += walk(sheet, entry.inner, inner)
    return found


def total(sheet: Sheet, stretch: Stretch, positions: Positions) -> int:
    """How many relevant questions want an answer; of instances that a count still asks for, as many as they are sure
    to have.
    """
    shown = sheet.shown(stretch, positions)
    number = (shown & stretch.countable).bit_count()
    for loop in stretch.loops:
        if shown >> loop.place & 1:
            there = sheet.count(loop.node, positions)
            number += _in_instances(sheet, loop, positions, there)
            to_come = max(0, wanted(sheet, loop, positions) - there)
            if to_come and offered(sheet, loop, positions):
                number += to_come * loop.inner.always
    return number


def number_before(sheet: Sheet, place: Place) -> int:
    """How many relevant questions that want an answer come before."""
    entry, positions = place
    number = 0
    if isinstance(entry, Loop):
        number = _in_instances(sheet, entry, positions, sheet.count(entry.node, positions))
    while True:
        stretch = entry.stretch
        shown = sheet.shown(stretch, positions)
        number += (shown & stretch.countable & ((1 << entry.place) - 1)).bit_count()
        for loop in stretch.loops:
            if loop.place < entry.place and shown >> loop.place & 1:
                number += _in_instances(sheet, loop, positions, sheet.count(loop.node, positions))
        if stretch.loop is None:
            return number
        entry, positions, here = stretch.loop, positions[:-1], positions[-1]
        number += _in_instances(sheet, entry, positions, here - 1)


def _in_instances(sheet: Sheet, loop: Loop, around: Positions, most: int) -> int:
    if not loop.inner.loops and loop.relevant is None:
        return sheet.asked_in(loop, around, most)
    return sum(
        total(sheet, loop.inner, (*around, number))
        for number in range(1, most + 1)
        if sheet.is_relevant(loop.node, (*around, number))
    )


def _from(sheet: Sheet, stretch: Stretch, positions: Positions, start: int) -> Place | None:
    shown = sheet.shown(stretch, positions) >> start
    place = start
    while shown:
        ahead = (shown & -shown).bit_length()
        place += ahead
        entry = stretch.entries[place - 1]
        if isinstance(entry, Question):
            return entry, positions
        found = _enter(sheet, entry, positions, 1)
        if found is not None:
            return found
        # what is asked may have changed: an instance was made
        shown = sheet.shown(stretch, positions) >> place
    return None


def _enter(sheet: Sheet, loop: Loop, around: Positions, number: int) -> Place | None:
    """The first place in an instance or a later one, else the offer of one more, else None."""
    if number == 1 and loop.count is not None and not sheet.faithful:
        sheet.trim(loop, around, wanted(sheet, loop, around))
    while True:
        if number > sheet.count(loop.node, around):
            if loop.count is None or number > wanted(sheet, loop, around) or not offered(sheet, loop, around):
                break
            if not sheet.add_instance(loop, around):
                break
        positions = (*around, number)
        if sheet.is_relevant(loop.node, positions):
            found = _from(sheet, loop.inner, positions, 0)
            if found is not None:
                return found
        number += 1
    return (loop, around) if loop.open and offered(sheet, loop, around) else None


def _until(sheet: Sheet, stretch: Stretch, positions: Positions, end: int) -> Place | None:
    """The last place of a stretch before an entry."""
    shown = sheet.shown(stretch, positions) & ((1 << end) - 1)
    while shown:
        place = shown.bit_length() - 1
        entry = stretch.entries[place]
        if isinstance(entry, Question):
            return entry, positions
        found = _last_of(sheet, entry, positions, sheet.count(entry.node, positions))
        if found is not None:
            return found
        if entry.open and offered(sheet, entry, positions):
            return entry, positions
        shown ^= 1 << place
    return None


def _last_of(sheet: Sheet, loop: Loop, around: Positions, number: int) -> Place | None:
    for instance in range(number, 0, -1):
        positions = (*around, instance)
        if sheet.is_relevant(loop.node, positions):
            found = _until(sheet, loop.inner, positions, len(loop.inner.entries))
            if found is not None:
                return found
    return None

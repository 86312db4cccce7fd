"""A form being sent: what still stands in the way, and what is sent."""

from __future__ import annotations

from forms.answers import judged
from forms.events import Refused
from forms.model import Question
from forms.nodes import NO_POSITIONS, Node, Positions
from forms.route import walk
from forms.sheet import Sheet


def faults(sheet: Sheet) -> tuple[tuple[str, ...], list[Refused]]:
    """Keys of required questions without an answer, and answers that do not hold (any more)."""
    missing: list[str] = []
    refused: list[Refused] = []
    for question, positions in walk(sheet):
        if not isinstance(question, Question) or sheet.is_readonly(question, positions):
            continue
        value = sheet.text(question.node, positions)
        if not value:
            if sheet.is_required(question, positions):
                missing.append(question.key(positions))
            continue
        verdict = judged(question, value, sheet, positions)
        if isinstance(verdict, Refused):
            refused.append(verdict)
    return tuple(missing), refused


def end(sheet: Sheet) -> None:
    """Fill in the time at which the form was ended; as in JavaRosa nothing follows from it."""
    for preset in sheet.form.presets:
        if preset.preload == "end":
            for positions in sheet.instances(preset.node, NO_POSITIONS):
                sheet.hold(preset.node.key(positions), sheet.at.isoformat(timespec="milliseconds"))


def prune(sheet: Sheet) -> None:
    """Answers that are no longer relevant go."""
    gone = []
    for key in sheet.answers:
        found = None if key.endswith("[]") else sheet.form.place(key)
        if found is not None and not sheet.is_relevant(*found):
            gone.append(found)
    for node, positions in gone:
        sheet.put(node, positions, "")


def sent(sheet: Sheet) -> dict[str, str]:
    """Everything relevant that has a value, by key, in the form's order, each instance as a whole."""
    found: dict[str, str] = {}

    def gather(node: Node, positions: Positions) -> None:
        for child in node.children:
            if child.repeat:
                there = sheet.count(child, positions)
                if there and sheet.is_relevant(node, positions):
                    found[child.count_key(positions)] = str(there)
                for number in range(1, there + 1):
                    if sheet.is_relevant(child, (*positions, number)):
                        gather(child, (*positions, number))
            elif sheet.is_relevant(child, positions):
                value = sheet.text(child, positions)
                if value:
                    found[child.key(positions)] = value
                gather(child, positions)

    gather(sheet.form.root, NO_POSITIONS)
    return found

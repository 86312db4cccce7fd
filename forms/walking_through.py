"""A form walked through from its first question to its last with answers given beforehand, as JavaRosa's
``FormEntryController`` walks: what is asked, what is accepted and refused, and the instance at the end.

Stricter manners of a chat (a range, an order that is not whole) are left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from forms.answers import judged
from forms.engine import NOBODY, Person, opened
from forms.events import Reason, Refused
from forms.instance_xml import instance_xml
from forms.model import Form, Loop, Question
from forms.nodes import NO_POSITIONS, Node, Positions
from forms.route import Place, added, after, first
from forms.sheet import Sheet
from forms.turn import Turn

Given = Mapping[str, Sequence[str] | int]
"""By path: the answers to try in turn, or of an open repeat the number of its instances."""


def walk(
    form: Form,
    answers: Given,
    *,
    at: datetime,
    language: str | None = None,
    instance_id: str = "",
    person: Person = NOBODY,
) -> Iterator[dict[str, Any]]:
    """A mapping for each question (``path``, ``type``, ``label``, ``choices``, ``tries``), at last ``instance``.

    ``at``: now, aware. ``language``: the form's own name of a language, or a tag.
    """
    turn = Turn.of(opened(form, at, instance_id=instance_id, person=person, language=language))
    sheet = turn.sheet
    sheet.faithful = True
    place = first(sheet)
    while place is not None:
        entry, positions = place
        if isinstance(entry, Loop):
            place = _more(sheet, entry, positions, answers) or after(sheet, place)
            continue
        yield _asked(turn, entry, positions, answers)
        place = after(sheet, (entry, positions))
    turn.end()
    own_id = instance_id if form.fills_in_id else ""
    yield {"instance": instance_xml(form, _all(sheet), instance_id=own_id, left_out=_hidden(sheet))}


def path_of(node: Node, positions: Positions) -> str:
    """The path of an instance with the numbers of the repeats around: "/data/kids[2]/age"."""
    steps: list[str] = []
    left = len(node.repeats)
    part: Node | None = node
    while part is not None:
        if part.repeat:
            left -= 1
            steps.append(f"{part.name}[{positions[left]}]" if left < len(positions) else part.name)
        else:
            steps.append(part.name)
        part = part.parent
    return "/" + "/".join(reversed(steps))


def _more(sheet: Sheet, loop: Loop, around: Positions, answers: Given) -> Place | None:
    given = answers.get(path_of(loop.node, around), answers.get(loop.node.path))
    number = given if isinstance(given, int) else 0
    there = sheet.count(loop.node, around)
    if there >= number or not sheet.add_instance(loop, around):
        return None
    return added(sheet, loop, around)


def _asked(turn: Turn, question: Question, positions: Positions, answers: Given) -> dict[str, Any]:
    sheet, language = turn.sheet, turn.sheet.language
    turn.drop_closed(question, positions)
    path = path_of(question.node, positions)
    choices = None
    if question.choices is not None:
        open_now = question.choices.at(sheet, positions)
        choices = [[choice.name, choice.label(language, sheet, positions)] for choice in open_now]
    line = {
        "path": path,
        "type": question.kind.value,
        "label": question.text.render(language, sheet, positions),
        "choices": choices,
    }
    given = answers.get(path, answers.get(question.node.path, ()))
    tries: list[list[str | None]] = []
    if not sheet.is_readonly(question, positions) and not isinstance(given, int):
        for value in given:
            verdict, message = _try(turn, question, positions, value)
            tries.append([value, verdict, message])
            if verdict == "ok":
                break
    return {**line, "tries": tries}


def _try(turn: Turn, question: Question, positions: Positions, value: str) -> tuple[str, str | None]:
    sheet = turn.sheet
    kept = judged(question, value, sheet, positions, strict=False)
    if isinstance(kept, Refused):
        if kept.reason is Reason.CONSTRAINT:
            return "constraint", kept.messages.get(sheet.language)
        return "invalid", None
    if not kept and sheet.is_required(question, positions):
        message = question.required_text.render(sheet.language, sheet, positions)
        return "required", message or None
    if kept or sheet.text(question.node, positions):
        turn.put(question, positions, kept)
    return "ok", None


def _all(sheet: Sheet) -> dict[str, str]:
    """Every value there is, relevant or not, with the numbers of instances."""
    found = dict(sheet.answers)
    for node in sheet.form.plan.calculated:
        for positions in sheet.instances(node, NO_POSITIONS):
            value = sheet.text(node, positions)
            if value:
                found[node.key(positions)] = value
    return found


def _hidden(sheet: Sheet) -> Callable[[Node, Positions], bool]:
    return lambda node, positions: not sheet.is_relevant(node, positions)

"""A form read through, answer by answer: what the summary, the receipt and the recap have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import forms
from forms import Kind
from forms.results import Read, read_through, stands_alone
from forms.sheet import Sheet
from forms.view import instances_around
from handlers.answering import other
from handlers.answering.asking import instance_name
from handlers.answering.values import in_words, result_in_words
from locales import Texts

RESULT = "•"
"""Stands before a result, where a question has its number."""

Instances = tuple[tuple[str, int], ...]
"""Label and number of each instance of a repeat around, outermost first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, or one result (`number` 0: it is worked out, and nobody can change it by a tap).

    `number`: the place among the questions that want an answer, from 1. `within`: the instances that it is of;
    `instances`: those under which it is told. An instance that has one question needs no heading: its name stands in
    the `label` ("Anggota 5"). `words`: as a person reads it, "" without an answer; `value`: as the form keeps it.
    `kind`: None for a result.
    """

    key: str
    pattern: str
    number: int
    within: Instances
    instances: Instances
    label: str
    words: str
    value: str
    kind: Kind | None


def lines_of(texts: Texts, form: forms.Form, sheet: Sheet) -> Iterator[Line]:
    """All that is relevant, in the form's order. `sheet`: in the person's language (`forms.Form.language`)."""
    number = 0
    for read in read_through(sheet):
        number += isinstance(read[0], forms.Question)
        yield line_of(texts, form, sheet, read, number)


def line_of(texts: Texts, form: forms.Form, sheet: Sheet, read: Read, number: int) -> Line:
    """One of `read_through`. `number`: of a question; of no meaning for a result."""
    entry, positions = read
    if not isinstance(entry, forms.Question):
        value, pattern = sheet.text(entry, positions), entry.pattern
        within = instances_around(sheet, entry, positions)
        return Line(
            key=entry.key(positions),
            pattern=pattern,
            number=0,
            within=within,
            instances=within,
            label=form.short_name(pattern, sheet.language),
            words=result_in_words(texts, form.columns.get(pattern, {}), value),
            value=value,
            kind=None,
        )
    key, value = entry.key(positions), sheet.text(entry.node, positions)
    within = instances = instances_around(sheet, entry.node, positions)
    short = entry.columns.get(f"short::{sheet.language}", "")
    label = short or other.label_of(entry, sheet, positions, texts.language) or key
    if is_alone(entry, sheet):
        name = instance_name(texts, *instances[-1])
        # What quotes an answer says more than the number of the instance.
        label = f"{name} · {label}" if entry.text.reads and not short else name
        instances = instances[:-1]
    words = in_words(texts, form, key, entry.kind, entry.appearance, value, sheet) if value else ""
    return Line(key, entry.name + entry.suffix, number, within, instances, label, words, value, entry.kind)


def is_alone(question: forms.Question, sheet: Sheet) -> bool:
    """Whether it is all that an instance of its repeat tells."""
    loop = question.stretch.loop
    return loop is not None and stands_alone(loop, sheet)


def heading_of(texts: Texts, instances: Instances) -> str:
    """`Rumah 2 · Anak 1`; "" outside any repeat."""
    return " · ".join(instance_name(texts, label, number) for label, number in instances)

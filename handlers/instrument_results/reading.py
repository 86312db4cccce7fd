"""What a person has sent of an instrument, with what it scored and the one before it."""

from __future__ import annotations

from dataclasses import dataclass

import forms
from handlers import filling
from handlers.instruments import Instrument, instrument_of
from handlers.tokens import whole_number
from handlers.turn import Turn
from storage import results, submissions
from storage.results import LEFT_OUT, Result


@dataclass(frozen=True, slots=True)
class Scored:
    """A sent instrument. `before`: the one sent before it, if it asked the same items with the same highest scores."""

    result: Result
    form: forms.Form
    instrument: Instrument
    before: Result | None

    @property
    def answered(self) -> int:
        """How many items are answered."""
        return len(self.result.items) - self.result.items.count(LEFT_OUT)

    def part(self, number: int, result: Result | None = None) -> bytes:
        """The scores of the items of one part: of this result, or of another of the same items."""
        items = (result or self.result).items
        return bytes(score for score, part in zip(items, self.instrument.part_of, strict=True) if part == number)

    def part_name(self, number: int, language: str) -> str:
        """The title of the group of questions that the part begins in; the form's own word for it without one."""
        first = self.instrument.items[self.instrument.part_of.index(number)]
        question = self.form.question(first)
        label = question.group.label(language) if question is not None and question.group is not None else ""
        return label or self.instrument.parts[number]


async def all_of(turn: Turn, form_id: str) -> list[Scored]:
    """What the person has sent of a form, newest first."""
    kept = await results.of_person(await turn.work.connection(), turn.viewer, turn.person.id, form_id)
    known = []
    for result in kept:
        form = turn.shelf.version(form_id, result.version) if turn.shelf.has(form_id, result.version) else None
        instrument = instrument_of(form) if form is not None else None
        if form is not None and instrument is not None and len(instrument.items) == len(result.items):
            known.append((result, form, instrument))
    return [
        Scored(result, form, instrument, _comparable(instrument, known[place + 1 : place + 2]))
        for place, (result, form, instrument) in enumerate(known)
    ]


async def one(turn: Turn, submission_id: str) -> Scored | None:
    """One of the person's own; `None` for anything else."""
    sent = await submissions.get(await turn.work.connection(), turn.viewer, whole_number(submission_id))
    if sent is None or sent.person_id != turn.person.id:
        return None
    return next((each for each in await all_of(turn, sent.form_id) if each.result.submission_id == sent.id), None)


def _comparable(instrument: Instrument, earlier: list[tuple[Result, forms.Form, Instrument]]) -> Result | None:
    for result, _, before in earlier:
        if (before.items, before.part_of, before.maximum) == (instrument.items, instrument.part_of, instrument.maximum):
            return result
    return None


async def everything(turn: Turn) -> list[Scored]:
    """All that the person has sent of instruments that are told by this package, newest first."""
    scored = {form.id for form in turn.shelf.all_versions() if _is_told_here(form)}
    found = [each for form_id in sorted(scored) for each in await all_of(turn, form_id)]
    return sorted(found, key=lambda each: (each.result.sent_at, each.result.submission_id), reverse=True)


def _is_told_here(form: forms.Form) -> bool:
    """Forms with a purpose or a result of their own are told elsewhere."""
    return form.id not in filling.AFTER_SENDING and not form.settings.get("purpose") and instrument_of(form) is not None

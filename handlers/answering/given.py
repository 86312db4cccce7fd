"""What a form that was sent says, to be read: every answer in the form's order, in pages that fit a message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from html import escape

import forms
from forms import Kind
from handlers.answering.fitting import clipped, length, shown_length
from handlers.answering.lines import RESULT, Instances, heading_of, lines_of
from locales import Texts
from locales.formats import figure

# So many letters and lines a page; the rest of a message's 4,096 letters is for what stands around it.
MOST_LETTERS, MOST_LINES = 2400, 60
# A label without a short name may be a whole sentence; an answer that is longer goes on in a line of its own.
MOST_LABEL, MOST_ANSWER = 160, 1200
MAP = "https://maps.google.com/?q={latitude},{longitude}"


def pages(texts: Texts, form: forms.Form, answers: Mapping[str, str], at: datetime) -> list[str]:
    """The answers as HTML, at least one page. `at`: when it was sent, where the sender was; `today()` means that."""
    made: list[list[str]] = [[]]
    room = MOST_LETTERS
    for line in _lines(texts, form, answers, at):
        needed = shown_length(line) + 1
        if made[-1] and (needed > room or len(made[-1]) >= MOST_LINES):
            made.append([])
            room = MOST_LETTERS
        if line or made[-1]:
            made[-1].append(line)
            room -= needed
    return ["\n".join(page).rstrip() for page in made]


def map_link(value: str) -> str:
    """The address of a map with a place as forms keep it ("-6.2 106.8 0 12"); "" for what is none."""
    try:
        latitude, longitude = [round(Decimal(part), 6) for part in value.split()[:2]]
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return ""
    except (ValueError, InvalidOperation):  # the latter also where no number is compared with one
        return ""
    return MAP.format(latitude=figure(latitude, "en"), longitude=figure(longitude, "en"))


def _lines(texts: Texts, form: forms.Form, answers: Mapping[str, str], at: datetime) -> Iterator[str]:
    """A line for each question and each result, instances of a repeat under their own headings."""
    state = forms.State.restore(form, position=None, step=0, answers=answers, returning=False, at=at)
    sheet = forms.sheet_of(form, state, language=form.language(texts.language))
    before: Instances = ()
    for line in lines_of(texts, form, sheet):
        if line.instances != before:
            yield ""
            if line.instances:
                yield f"<b>{escape(clipped(heading_of(texts, line.instances), MOST_LABEL), quote=False)}</b>"
        before = line.instances
        label = f"{f'{line.number}.' if line.number else RESULT} {clipped(line.label, MOST_LABEL)}: "
        yield from _said(texts, label, line.words, line.kind, line.value)


def _said(texts: Texts, label: str, words: str, kind: Kind | None, value: str) -> Iterator[str]:
    """The line of one answer; a long answer is several, none of it left out."""
    label = escape(label, quote=False)
    link = map_link(value) if kind is Kind.GEOPOINT and value else ""
    for piece in _split(words.strip() or texts.plain("answer-none")):
        yield f"{label}<b>{escape(piece, quote=False)}</b>" + (
            f' <a href="{link}">{texts("given-map")}</a>' if link else ""
        )
        label = link = ""


def _split(words: str) -> Iterator[str]:
    while length(words) > MOST_ANSWER:
        head = clipped(words, MOST_ANSWER)[:-1]
        cut = max(head.rfind(" "), head.rfind("\n"))
        head = head[:cut] if cut > len(head) // 2 else head
        yield head
        words = words[len(head) :].lstrip()
    yield words

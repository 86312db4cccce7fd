"""The end of a form: all answers by parts, what is missing, ways to change each of them, and the button that sends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from html import escape

import forms
from forms.results import Read, read_through
from handlers.answering.fitting import clipped, length
from handlers.answering.instances import offers
from handlers.answering.lines import RESULT, line_of
from handlers.answering.parts import Part, divided, homes
from handlers.answering.values import in_words
from handlers.answering.windows import Window
from handlers.choosing import page_row
from handlers.screens import Button, Screen
from handlers.tokens import form_button, mark
from handlers.turn import as_rows
from locales import Texts
from scoring.percent import enough

BAR = 10
# Up to this many questions the summary lists every answer; beyond, it counts them by part.
LISTED = 20
NUMBERS_A_ROW = 6
# So many parts are on one screen, and so many results below them.
PARTS, MOST_RESULTS = 20, 8
MOST_OFFERS = 6
# Buttons to take instances out: two a row, and three where there are many.
FEW_REMOVALS = 6
# The letters of a screen's answers, headings apart (a message has at most 4,096), of one heading and of one result.
MOST_LETTERS, MOST_HEADING, MOST_RESULT = 2800, 50, 120
MOST_TITLE, MOST_REMARK = 120, 500


def bar(done: int, total: int) -> str:
    """A line of ten blocks: how much of the whole lies behind; full only when it does."""
    filled = max(0, min(BAR, done * BAR // total)) if total else 0
    return "▰" * filled + "▱" * (BAR - filled)


def form_name(texts: Texts, form: forms.Form) -> str:
    """The form's short name in the chat; its title, where it has none."""
    key = f"form-{form.id}"
    return texts.plain(key) if texts.has(key) else clipped(form.title(texts.language) or form.id, MOST_TITLE)


def given_words(texts: Texts, form: forms.Form, key: str, answer: str | None) -> str:
    """An answer as a person reads it."""
    question = form.question(key)
    if question is None:
        return answer or texts.plain("answer-none")
    return in_words(texts, form, key, question.kind, question.appearance, answer)


def short_name(form: forms.Form, key: str, language: str) -> str:
    """The question's short name (a column `short` of the form), or its label without the mark at its end."""
    question = form.question(key)
    if question is None:
        return key
    return question.columns.get(f"short::{form.language(language)}") or question.label(language).rstrip("?:. ")


class Review:
    """The summary of one draft at one moment.

    ``remark``: of the correction of a report, what its coordinator asked for ("" for nothing); `None`: no correction.
    """

    def __init__(
        self, texts: Texts, form: forms.Form, state: forms.State, draft_id: int, remark: str | None = None
    ) -> None:
        self._t = texts
        self._form = form
        self._state = state
        self._draft = draft_id
        self._remark = remark
        self._sheet = forms.sheet_of(form, state, language=form.language(texts.language))
        self._view = forms.review_view(form, state, texts.language)
        self._missing = frozenset(self._view.missing)
        self._ordinals = {key: n for n, key in enumerate(forms.relevant_keys(form, state))}
        self._numbers = {key: n for n, key in enumerate(forms.relevant_items(form, state), 1)}
        self._parts = divided(texts, self._view, self._sheet)

    def summary(self, window: Window) -> Screen:
        """What is there, what is missing, and the button that sends."""
        t, form, view = self._t, self._form, self._view
        name = form_name(t, form)
        corrects = self._remark is not None
        if corrects:
            name = t.plain("report-correction-of", form=name)
        lines = [f"<b>{escape(name, quote=False)}</b> · {t('summary-title')}"]
        if self._remark:
            lines += ["", t("my-report-remark", remark=clipped(self._remark, MOST_REMARK))]
        rows: list[list[Button]] = []
        if view.total > LISTED:
            lines += ["", f"{bar(view.answered, view.total)}  {view.answered} / {view.total}", ""]
            rows += self._part_rows(lines, window)
            lines += self._results()
        else:
            lines += ["", *self._listed_by_part()]
            rows += self._jumps(tuple(self._numbers))
            rows += self._removals(self._parts)
        rows += self._additions()
        if view.missing:
            if not view.required_missing and form.id != "undangan":
                # Of a report or a case nothing "does not fit one's duties": its questions follow from what happened.
                missing = "summary-missing-sent" if form.settings.get("purpose") else "summary-missing"
                lines += ["", t(missing, count=len(view.missing))]
            rows.insert(0, [self._button(t.plain("button-fill-missing", count=len(view.missing)), "e")])
        if any("dimension" in q.columns for q in form.questions) and not all(
            enough(group.answered, group.total) for group in view.groups
        ):
            lines += ["", t("summary-too-few")]
        ready = "summary-ready-correction" if corrects else "summary-ready"
        lines += ["", t("summary-cannot-send" if view.required_missing else ready)]
        if not view.required_missing:
            rows.append([self._button(t.plain("button-send-correction" if corrects else "button-send"), "k")])
        rows.append([self._button(t.plain("button-back"), "b"), self._button(t.plain("button-stop"), "x")])
        return Screen("\n".join(lines), as_rows(rows))

    def part(self, index: int) -> Screen | None:
        """One part, answer by answer, each within one tap; `None` where there is no such part."""
        t = self._t
        if index >= len(self._parts):
            return None
        part = self._parts[index]
        heading = escape(clipped(part.label, MOST_HEADING), quote=False)
        lines = [
            f"<b>{escape(form_name(t, self._form), quote=False)}</b> · {heading}",
            "",
            *self._listed(index),
            "",
            t("summary-tap-number"),
        ]
        rows = [*self._jumps(part.keys), *self._removals([part])]
        rows.append([self._button(t.plain("button-summary"), "r")])
        return Screen("\n".join(lines), as_rows(rows))

    def _part_rows(self, lines: list[str], window: Window) -> list[list[Button]]:
        t, parts = self._t, self._parts
        page = min(window.number, (len(parts) - 1) // PARTS) if window.letter == "l" else 0
        rows = []
        for index, part in list(enumerate(parts))[page * PARTS : (page + 1) * PARTS]:
            label = f"{clipped(part.label, MOST_HEADING)}: {self._state_of(part)}"
            lines.append(escape(label, quote=False))
            rows.append([self._button(t.plain("button-part", part=label), "g", index)])
        turning = page_row(len(parts), page, draft_id=self._draft, step=self._state.step, size=PARTS, verb="wl")
        return [*rows, turning]

    def _state_of(self, part: Part) -> str:
        """How much of it is answered; of an instance that has one question, the answer itself."""
        if part.together and len(part.keys) == 1:
            read = next(read for read in self._reads if read[0].key(read[1]) == part.keys[0])
            words = line_of(self._t, self._form, self._sheet, read, 0).words or self._t.plain("answer-none")
            return clipped(" ".join(words.split()), MOST_HEADING)
        return f"{part.answered} / {len(part.keys)}"

    @cached_property
    def _reads(self) -> list[Read]:
        return read_through(self._sheet)

    @cached_property
    def _homes(self) -> list[int]:
        return homes(self._reads, self._parts)

    def _listed_by_part(self) -> list[str]:
        """All answers and results in the form's order; instances of a repeat under their own headings."""
        lines: list[str] = []
        before: Part | None = None
        room = MOST_LETTERS // max(1, len(self._reads))
        for read, home in zip(self._reads, self._homes, strict=True):
            part = self._parts[home] if home >= 0 else None
            around = part.heading if part else ""
            apart = (part and part.repeated) or (before and before.repeated)
            if part is not before and apart and not (around and before and around == before.heading):
                lines += [""] if lines else []
                lines += [f"<b>{escape(clipped(around, MOST_HEADING), quote=False)}</b>"] if around else []
            lines.append(self._line(read, room))
            before = part
        return lines

    def _listed(self, index: int) -> list[str]:
        """The answers and results of one part."""
        reads = [read for read, home in zip(self._reads, self._homes, strict=True) if home == index]
        return [self._line(read, MOST_LETTERS // len(reads)) for read in reads]

    def _results(self) -> list[str]:
        """What was worked out of the form as a whole, for a summary that only counts the answers."""
        there = [read for read in self._reads if not isinstance(read[0], forms.Question) and not read[1]]
        lines = [self._line(read, MOST_RESULT) for read in there[:MOST_RESULTS]]
        return ["", *lines] if lines else []

    def _line(self, read: Read, room: int) -> str:
        entry, positions = read
        number = self._numbers[entry.key(positions)] if isinstance(entry, forms.Question) else 0
        line = line_of(self._t, self._form, self._sheet, read, number)
        words = clipped(" ".join(line.words.split()) or self._t.plain("answer-none"), room // 2)
        label = escape(clipped(line.label, room - length(words)), quote=False)
        return f"{f'{number}.' if number else RESULT} {label}: <b>{escape(words, quote=False)}</b>"

    def _jumps(self, keys: Sequence[str]) -> list[list[Button]]:
        buttons = [
            self._button(f"{self._numbers[key]}{' ○' if key in self._missing else ''}", "j", self._ordinals[key])
            for key in keys
        ]
        return [buttons[i : i + NUMBERS_A_ROW] for i in range(0, len(buttons), NUMBERS_A_ROW)]

    def _removals(self, parts: Sequence[Part]) -> list[list[Button]]:
        """A button for each instance that may go."""
        buttons = [
            self._button(self._t.plain("button-remove", name=clipped(name, 30)), "w", f"x{mark(instance)}")
            for part in parts
            for instance, name in part.removable
        ]
        a_row = 2 if len(buttons) <= FEW_REMOVALS else 3
        return [buttons[i : i + a_row] for i in range(0, len(buttons), a_row)]

    def _additions(self) -> list[list[Button]]:
        """A button for each repeat that may have one more."""
        return [
            [self._button(self._t.plain("button-add", name=clipped(label, 30)), "y", mark(key))]
            for key, label in offers(self._t, self._form, self._state)
        ][:MOST_OFFERS]

    def _button(self, label: str, verb: str, argument: int | str = "") -> Button:
        return form_button(label, self._draft, self._state.step, verb, argument)

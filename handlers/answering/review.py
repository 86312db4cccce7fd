"""The end of a form: all answers by parts, what is missing, ways to change each of them, and the button that sends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import forms
from forms import Kind
from forms.route import is_shown, position_of
from handlers.answering import other
from handlers.answering.asking import instance_name
from handlers.answering.fitting import clipped, length
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
# So many answers, and so many parts, are on one screen.
PART, PARTS = 40, 20
MOST_OFFERS = 6
# The letters of a screen's answers, headings apart (a message has at most 4,096), and of one heading.
MOST_LETTERS, MOST_HEADING = 2800, 50
MOST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Part:
    """Questions that stand together: those of a group, or of one instance of a repeat."""

    label: str
    keys: tuple[str, ...]
    missing: tuple[str, ...]
    # It is of an instance of a repeat.
    repeated: bool
    # The instance that may be taken out with it; "" for what stays.
    instance: str = ""

    @property
    def answered(self) -> int:
        return len(self.keys) - len(self.missing)


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
    """The summary of one draft at one moment."""

    def __init__(self, texts: Texts, form: forms.Form, state: forms.State, draft_id: int) -> None:
        self._t = texts
        self._form = form
        self._state = state
        self._draft = draft_id
        self._view = forms.review_view(form, state, texts.language)
        self._missing = frozenset(self._view.missing)
        self._ordinals = {key: n for n, key in enumerate(forms.relevant_keys(form, state))}
        self._numbers = {key: n for n, key in enumerate(forms.relevant_items(form, state), 1)}
        self._parts = self._divided()

    def summary(self, window: Window) -> Screen:
        """What is there, what is missing, and the button that sends."""
        t, form, view = self._t, self._form, self._view
        lines = [f"<b>{escape(form_name(t, form), quote=False)}</b> · {t('summary-title')}"]
        rows: list[list[Button]] = []
        if view.total > LISTED:
            lines += ["", f"{bar(view.answered, view.total)}  {view.answered} / {view.total}", ""]
            rows += self._part_rows(lines, window)
        else:
            lines += ["", *self._listed_by_part()]
            rows += self._jumps(tuple(self._numbers))
            rows += self._removals(self._parts)
        rows += self._additions()
        if view.missing:
            if not view.required_missing and form.id != "undangan":
                lines += ["", t("summary-missing", count=len(view.missing))]
            rows.insert(0, [self._button(t.plain("button-fill-missing", count=len(view.missing)), "e")])
        if any("dimension" in q.columns for q in form.questions) and not all(
            enough(group.answered, group.total) for group in view.groups
        ):
            lines += ["", t("summary-too-few")]
        lines += ["", t("summary-cannot-send" if view.required_missing else "summary-ready")]
        if not view.required_missing:
            rows.append([self._button(t.plain("button-send"), "k")])
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
            *self._listed(part.keys),
            "",
            t("summary-tap-number"),
        ]
        rows = [*self._jumps(part.keys), *self._removals([part])]
        rows.append([self._button(t.plain("button-summary"), "r")])
        return Screen("\n".join(lines), as_rows(rows))

    def _divided(self) -> tuple[Part, ...]:
        """The parts in the form's order; one that is too long for a screen is several."""
        found: list[Part] = []
        for group in self._view.groups:
            label = self._part_name(group)
            pieces = [group.keys[n : n + PART] for n in range(0, len(group.keys), PART)]
            for number, keys in enumerate(pieces, 1):
                name = label if len(pieces) == 1 else f"{label} ({number})"
                missing = tuple(key for key in keys if key in self._missing)
                instance = group.name if group.removable and group.name and number == 1 else ""
                found.append(Part(name, keys, missing, bool(group.instances), instance))
        return tuple(found)

    def _part_name(self, group: forms.GroupReview) -> str:
        """`Anak 2`, `Anak 2 · Kesehatan`, `Kesehatan`."""
        names = [instance_name(self._t, label, number) for label, number in group.instances]
        if group.label and group.label not in [label for label, _ in group.instances]:
            names.append(group.label)
        return " · ".join(names) or self._t.plain("part-unnamed")

    def _part_rows(self, lines: list[str], window: Window) -> list[list[Button]]:
        t, parts = self._t, self._parts
        page = min(window.number, (len(parts) - 1) // PARTS) if window.letter == "l" else 0
        rows = []
        for index, part in list(enumerate(parts))[page * PARTS : (page + 1) * PARTS]:
            label = f"{clipped(part.label, MOST_HEADING)}: {part.answered} / {len(part.keys)}"
            lines.append(escape(label, quote=False))
            rows.append([self._button(t.plain("button-part", part=label), "g", index)])
        turning = page_row(len(parts), page, draft_id=self._draft, step=self._state.step, size=PARTS, verb="wl")
        return [*rows, turning]

    def _listed_by_part(self) -> list[str]:
        """All answers in the form's order; instances of a repeat under their own headings."""
        parts = {key: part for part in self._parts for key in part.keys}
        lines: list[str] = []
        before: Part | None = None
        for key in self._numbers:
            part = parts[key]
            if part is not before and (part.repeated or (before is not None and before.repeated)):
                lines += [""] if lines else []
                lines += [f"<b>{escape(clipped(part.label, MOST_HEADING), quote=False)}</b>"] if part.repeated else []
            lines += self._listed((key,), len(self._numbers))
            before = part
        return lines

    def _listed(self, keys: Sequence[str], of: int = 0) -> list[str]:
        """A line for each; `of`: how many there are on the screen."""
        room = MOST_LETTERS // max(of, len(keys))
        lines = []
        for key in keys:
            q = other.view_of(self._form, self._state, key, self._t.language)
            given = in_words(self._t, self._form, key, q.kind, q.appearance, q.current)
            given = clipped(" ".join(given.split()), room // 2)
            label = clipped(self._label(q), room - length(given))
            lines.append(f"{self._numbers[key]}. {escape(label, quote=False)}: <b>{escape(given, quote=False)}</b>")
        return lines

    def _label(self, q: forms.QuestionView) -> str:
        columns = q.definition.columns if q.definition is not None else {}
        short = columns.get(f"short::{self._form.language(self._t.language)}")
        return short or " ".join(q.label.split()).rstrip("?:. ") or q.name

    def _jumps(self, keys: Sequence[str]) -> list[list[Button]]:
        buttons = [
            self._button(f"{self._numbers[key]}{' ○' if key in self._missing else ''}", "j", self._ordinals[key])
            for key in keys
        ]
        return [buttons[i : i + NUMBERS_A_ROW] for i in range(0, len(buttons), NUMBERS_A_ROW)]

    def _removals(self, parts: Sequence[Part]) -> list[list[Button]]:
        """A button for each instance that may go."""
        buttons = [
            self._button(self._t.plain("button-remove", name=clipped(part.label, 30)), "w", f"x{mark(part.instance)}")
            for part in parts
            if part.instance
        ]
        return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]

    def _additions(self) -> list[list[Button]]:
        """A button for each repeat that may have one more."""
        return [
            [self._button(self._t.plain("button-add", name=clipped(label, 30)), "y", mark(key))]
            for key, label in offers(self._t, self._form, self._state)
        ][:MOST_OFFERS]

    def _button(self, label: str, verb: str, argument: int | str = "") -> Button:
        return form_button(label, self._draft, self._state.step, verb, argument)


def offers(texts: Texts, form: forms.Form, state: forms.State) -> list[tuple[str, str]]:
    """Where one more instance of a repeat may be added: the position at which it is asked, and what it is called
    (`Penghuni · Rumah 2`).
    """
    sheet = forms.sheet_of(form, state, language=form.language(texts.language))
    found = []
    for loop in form.loops.values():
        if not loop.open or loop.node.parent is None:
            continue
        for around in sheet.instances(loop.node.parent, ()):
            position = position_of((loop, around))
            if position is not None and is_shown(sheet, (loop, around)):
                names = [
                    loop.text.render(sheet.language, sheet, around).rstrip("?:. ") or texts.plain("instance-unnamed")
                ]
                for depth, outer in enumerate(loop.node.repeats[:-1]):
                    label = form.loops[outer.pattern].text.render(sheet.language, sheet, around[:depth])
                    names.append(instance_name(texts, label, around[depth]))
                found.append((position, " · ".join(names)))
    return found


def instance_marked(form: forms.Form, state: forms.State, wanted: int, language: str) -> tuple[str, str, int] | None:
    """The open instance with this mark: its key, its repeat's label, its number."""
    return next((one for one in forms.open_instances(form, state, language) if mark(one[0]) == wanted), None)


def empty_instance(
    form: forms.Form, state: forms.State, q: forms.QuestionView, language: str
) -> tuple[str, str, int, bool] | None:
    """At the first question of an open instance without any answer: its key, its repeat's label, its number, and
    whether it is the only one. Nobody has to make something up to get out of it.
    """
    if not q.instances or q.current or q.kind is Kind.REPEAT:
        return None
    there = forms.open_instances(form, state, language)
    around = [one for one in there if q.name.startswith(f"{one[0]}/")]
    if not around:
        return None
    key, label, number = max(around, key=lambda one: len(one[0]))
    inside = [one for one in forms.relevant_keys(form, state) if one.startswith(f"{key}/")]
    if inside[0] != q.name or any(state.answers.get(one) for one in inside):
        return None
    stem = key.rpartition("[")[0]
    return key, label, number, sum(one[0].rpartition("[")[0] == stem for one in there) == 1


def removal_screen(texts: Texts, form: forms.Form, state: forms.State, draft_id: int, window: Window) -> Screen | None:
    """Whether an instance shall really go, with how many answers; `None` where there is no such instance."""
    found = instance_marked(form, state, window.number, texts.language)
    if found is None:
        return None
    key, label, number = found
    name = instance_name(texts, label, number)
    answered = sum(
        1 for item in forms.relevant_items(form, state) if item.startswith(f"{key}/") and state.answers.get(item)
    )
    rows = [
        [form_button(texts.plain("button-remove-surely", name=name), draft_id, state.step, "u", mark(key))],
        [form_button(texts.plain("button-keep-it"), draft_id, state.step, "w", "a")],
    ]
    return Screen(texts("remove-sure", name=name, answered=answered), as_rows(rows))

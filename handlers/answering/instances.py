"""Instances of repeats that a person adds or takes away: which there are, and whether one shall really go."""

from __future__ import annotations

import forms
from forms import Kind
from forms.route import is_shown, offered, position_of
from handlers.answering.asking import instance_name
from handlers.answering.windows import Window
from handlers.screens import Screen
from handlers.tokens import form_button, mark
from handlers.turn import as_rows
from locales import Texts


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
            if position is not None and is_shown(sheet, (loop, around)) and offered(sheet, loop, around):
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

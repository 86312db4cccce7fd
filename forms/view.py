"""What a screen shows of a form: data to render, apart from acting."""

from __future__ import annotations

from dataclasses import dataclass

from forms.model import Form, Kind, Question
from forms.state import State, moment_of
from forms.xpath import Moment


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """``index``: place among the choices that are open now, from 0."""

    name: str
    label: str
    index: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """``number`` of ``total``: the place among the relevant questions that want an answer, from 1; for a
    note, the number of those before it. ``current``: the stored value. ``minimal``: the form wants
    a short display (a search instead of all choices). Empty texts are "".
    """

    name: str
    kind: Kind
    step: int
    label: str
    hint: str
    guidance: str
    group_label: str
    group_name: str | None
    number: int
    total: int
    choices: tuple[ChoiceView, ...]
    current: str | None
    required: bool
    skippable: bool
    can_go_back: bool
    returning: bool
    appearance: frozenset[str]
    minimal: bool


@dataclass(frozen=True, slots=True)
class GroupReview:
    """``name``: the innermost group, None for questions outside any; ``missing``: names, in order."""

    name: str | None
    label: str
    answered: int
    total: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """``complete``: nothing is missing; ``sendable``: nothing that is required is."""

    groups: tuple[GroupReview, ...]
    missing: tuple[str, ...]
    required_missing: tuple[str, ...]
    answered: int
    total: int
    complete: bool
    sendable: bool


def question_view(form: Form, state: State, language: str | None = None) -> QuestionView:
    """The question at the state's position. ``ValueError`` at the end, where there is none."""
    question = form.by_name.get(state.position or "")
    if question is None:
        raise ValueError("no question is asked at the end of a form")
    tongue = form.language(language)
    moment = moment_of(form, state, tongue)
    shown = moment.relevance & form.asked_mask
    counted = shown & form.countable_mask
    before = (1 << question.index) - 1
    current = state.answers.get(question.name)
    if current is None:
        current = moment.calculated.get(question.name)
    readonly = question.is_readonly(moment)
    required = not readonly and question.is_required(moment)
    return QuestionView(
        name=question.name,
        kind=Kind.NOTE if readonly else question.kind,
        step=state.step,
        label=question.text.render(tongue, moment),
        hint=question.hint_text.render(tongue, moment),
        guidance=question.guidance_text.render(tongue, moment),
        group_label=question.group.text.render(tongue, moment) if question.group else "",
        group_name=question.group.name if question.group else None,
        number=(counted & before).bit_count() + question.countable,
        total=counted.bit_count(),
        choices=_choices(question, moment, tongue, current),
        current=current,
        required=required,
        skippable=not readonly and not required,
        can_go_back=state.returning or bool(shown & before),
        returning=state.returning,
        appearance=question.appearance,
        minimal="minimal" in question.appearance or "autocomplete" in question.appearance,
    )


def _choices(question: Question, moment: Moment, tongue: str, current: str | None) -> tuple[ChoiceView, ...]:
    if question.choices is None:
        return ()
    chosen = (current or "").split() if question.kind is Kind.SELECT_MULTIPLE else [current]
    return tuple(
        ChoiceView(choice.name, choice.text.render(tongue, moment), index, choice.name in chosen)
        for index, choice in enumerate(question.choices.at(moment))
    )


def review_view(form: Form, state: State, language: str | None = None) -> ReviewView:
    """What is answered and what is missing, group by group, of what is relevant now."""
    tongue = form.language(language)
    moment = moment_of(form, state, tongue)
    relevant = [question for question in form.items() if moment.relevance >> question.index & 1]
    members: dict[str | None, list[Question]] = {}
    for question in relevant:
        members.setdefault(question.group.name if question.group else None, []).append(question)
    groups = []
    for name, questions in members.items():
        missing = tuple(question.name for question in questions if question.name not in state.answers)
        label = form.groups[name].text.render(tongue, moment) if name is not None else ""
        groups.append(GroupReview(name, label, len(questions) - len(missing), len(questions), missing))
    missing = tuple(question.name for question in relevant if question.name not in state.answers)
    required = tuple(name for name in missing if form.by_name[name].is_required(moment))
    return ReviewView(
        groups=tuple(groups),
        missing=missing,
        required_missing=required,
        answered=len(relevant) - len(missing),
        total=len(relevant),
        complete=not missing,
        sendable=not required,
    )


def relevant_items(form: Form, state: State) -> tuple[str, ...]:
    """The names of the questions that want an answer and are relevant now, in order."""
    relevance = moment_of(form, state, form.default_language).relevance
    return tuple(question.name for question in form.items() if relevance >> question.index & 1)


def answer_label(form: Form, name: str, value: str, language: str | None = None) -> str:
    """A stored value as a person reads it: the labels of its choices with commas between, else as it is."""
    question = form.by_name.get(name)
    if question is None or question.choices is None:
        return value
    tongue = form.language(language)
    names = value.split() if question.kind is Kind.SELECT_MULTIPLE else [value]
    found = ((one, question.choices.by_name.get(one)) for one in names)
    return ", ".join(one if choice is None else choice.label(tongue) for one, choice in found)

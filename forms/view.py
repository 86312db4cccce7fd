"""What a screen shows of a form: data to render, apart from acting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from forms.choices import ChoiceList
from forms.model import CHOOSING, SEVERAL, Form, Kind, Loop, Question, Range
from forms.nodes import Node, Positions, pattern_of
from forms.route import Place, before, is_shown, number_before, place_of, position_of, total, walk
from forms.sheet import Sheet
from forms.state import State, sheet_of

NO_MEDIA: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """``index``: place among the choices that are open now, from 0. ``rank``: place in the order, from 1, 0 without.
    ``media``: names of files by form ("image").
    """

    name: str
    label: str
    index: int
    chosen: bool
    media: Mapping[str, str]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class RepeatView:
    """The offer of one more instance. ``name``: key up to the brackets' content ("kids[]"); ``number``: how many
    there are.
    """

    name: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class QuestionView:
    """``name``: the key. ``number`` of ``total``: the place among the relevant questions that want an answer, from 1;
    for a note, the number of those before it. ``current``: the stored value. ``minimal``: the form wants a short
    display (a search instead of all choices). Empty texts are "". ``definition``: None for the offer of one more
    instance. ``instances``: label and number of each repeat around, outermost first. ``screen``: keys of all
    questions of the same ``field-list`` that are relevant now, this one included; () outside one.
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
    definition: Question | None
    media: Mapping[str, str]
    range: Range | None
    repeat: RepeatView | None
    instances: tuple[tuple[str, int], ...]
    screen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupReview:
    """``name``: key of the innermost group ("kids[2]" for an instance), None for questions outside any. ``keys``: its
    questions that want an answer, ``missing`` those without one, in order. ``instances``: as in ``QuestionView``.
    ``removable``: it is an instance that may be taken away (``RemoveInstance(name)``).
    """

    name: str | None
    label: str
    answered: int
    total: int
    missing: tuple[str, ...]
    keys: tuple[str, ...]
    instances: tuple[tuple[str, int], ...]
    removable: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """``total``: with what instances that a count still asks for are sure to have, as in ``QuestionView``;
    ``complete``: nothing is missing; ``sendable``: nothing that is required is.
    """

    groups: tuple[GroupReview, ...]
    missing: tuple[str, ...]
    required_missing: tuple[str, ...]
    answered: int
    total: int
    complete: bool
    sendable: bool


def question_view(form: Form, state: State, language: str | None = None) -> QuestionView:
    """The question at the state's position. ``ValueError`` at the end, where there is none."""
    if state.position is None:
        raise ValueError("no question is asked at the end of a form")
    return view_of(form, state, state.position, language)


def view_of(form: Form, state: State, key: str, language: str | None = None) -> QuestionView:
    """Any question there is, by its key. ``ValueError`` where there is no such question."""
    sheet = sheet_of(form, state, language=form.language(language))
    place = place_of(sheet, key) if key else None
    if place is None:
        raise ValueError("no question is asked there")
    entry, positions = place
    if isinstance(entry, Loop):
        return _offer(sheet, state, entry, positions)
    return _question(sheet, state, entry, positions)


def _offer(sheet: Sheet, state: State, loop: Loop, around: Positions) -> QuestionView:
    form, place = sheet.form, (loop, around)
    label = loop.text.render(sheet.language, sheet, around)
    number = sheet.count(loop.node, around)
    return QuestionView(
        name=position_of(place) or "",
        kind=Kind.REPEAT,
        step=state.step,
        label=label,
        hint="",
        guidance="",
        group_label=label,
        group_name=loop.node.pattern,
        number=number_before(sheet, place),
        total=total(sheet, form.stretch, ()),
        choices=(),
        current=None,
        required=False,
        skippable=False,
        can_go_back=state.returning or before(sheet, place) is not None,
        returning=state.returning,
        appearance=frozenset(),
        minimal=False,
        definition=None,
        media={},
        range=None,
        repeat=RepeatView(loop.node.count_key(around), label, number),
        instances=instances_around(sheet, loop.node.parent, around),
        screen=(),
    )


def _question(sheet: Sheet, state: State, question: Question, positions: Positions) -> QuestionView:
    form, tongue, place = sheet.form, sheet.language, (question, positions)
    current = sheet.text(question.node, positions) or None
    readonly = sheet.is_readonly(question, positions)
    required = not readonly and sheet.is_required(question, positions)
    group = question.group
    return QuestionView(
        name=question.key(positions),
        kind=Kind.NOTE if readonly else question.kind,
        step=state.step,
        label=question.text.render(tongue, sheet, positions),
        hint=question.hint_text.render(tongue, sheet, positions),
        guidance=question.guidance_text.render(tongue, sheet, positions),
        group_label=group.text.render(tongue, sheet, positions) if group else "",
        group_name=group.name if group else None,
        number=number_before(sheet, place) + question.countable,
        total=total(sheet, form.stretch, ()),
        choices=_choices(sheet, question, positions, current),
        current=current,
        required=required,
        skippable=not readonly and not required,
        can_go_back=state.returning or before(sheet, place) is not None,
        returning=state.returning,
        appearance=question.appearance,
        minimal="minimal" in question.appearance or "autocomplete" in question.appearance,
        definition=question,
        media=question.text.files(tongue, sheet, positions) if question.text.media else NO_MEDIA,
        range=question.range,
        repeat=None,
        instances=instances_around(sheet, question.node, positions),
        screen=tuple(one.key(positions) for one in question.together if is_shown(sheet, (one, positions))),
    )


def _choices(sheet: Sheet, question: Question, positions: Positions, current: str | None) -> tuple[ChoiceView, ...]:
    choices = question.choices
    if choices is None or question.kind not in CHOOSING:
        return ()
    tongue = sheet.language
    chosen = (current or "").split() if question.kind in SEVERAL else [current]
    ranks = {name: place for place, name in enumerate(chosen, 1)} if question.kind is Kind.RANK else {}
    if choices.fixed:
        untouched = _untouched(choices, tongue)
        if current is None:
            return untouched
        return tuple(
            ChoiceView(one.name, one.label, one.index, True, NO_MEDIA, ranks.get(one.name, 0))
            if one.name in chosen
            else one
            for one in untouched
        )
    return tuple(
        ChoiceView(
            choice.name,
            choice.text.render(tongue, sheet, positions),
            index,
            choice.name in chosen,
            choice.text.files(tongue, sheet, positions) if choice.text.media else NO_MEDIA,
            ranks.get(choice.name, 0),
        )
        for index, choice in enumerate(choices.at(sheet, positions))
    )


def _untouched(choices: ChoiceList, tongue: str) -> tuple[ChoiceView, ...]:
    """The views of choices that are always the same, none chosen: made once for each language of the form."""
    made = choices.views.get(tongue)
    if made is None:
        made = tuple(
            ChoiceView(choice.name, choice.text.render(tongue), index, False, NO_MEDIA)
            for index, choice in enumerate(choices.all)
        )
        choices.views[tongue] = made
    return made


def instances_around(sheet: Sheet, node: Node | None, positions: Positions) -> tuple[tuple[str, int], ...]:
    """Label and number of each instance around, outermost first."""
    if node is None or not positions:
        return ()
    found = []
    for depth, repeat in enumerate(node.repeats[: len(positions)], 1):
        loop = sheet.form.loops.get(repeat.pattern)
        label = loop.text.render(sheet.language, sheet, positions[: depth - 1]) if loop is not None else ""
        found.append((label, positions[depth - 1]))
    return tuple(found)


def review_view(form: Form, state: State, language: str | None = None) -> ReviewView:
    """What is answered and what is missing, group by group, of what is relevant now."""
    sheet = sheet_of(form, state, language=form.language(language))
    members: dict[str | None, list[tuple[Question, Positions]]] = {}
    relevant = _countable(walk(sheet))
    for question, positions in relevant:
        members.setdefault(_group_key(question, positions), []).append((question, positions))
    groups = [_group_review(sheet, key, places) for key, places in members.items()]
    open_places = [place for place in relevant if not sheet.text(place[0].node, place[1])]
    missing = tuple(question.key(positions) for question, positions in open_places)
    required = tuple(
        question.key(positions)
        for question, positions in open_places
        if sheet.is_required(question, positions) and not sheet.is_readonly(question, positions)
    )
    return ReviewView(
        groups=tuple(groups),
        missing=missing,
        required_missing=required,
        answered=len(relevant) - len(missing),
        total=total(sheet, form.stretch, ()),
        complete=not missing,
        sendable=not required,
    )


def _group_key(question: Question, positions: Positions) -> str | None:
    group = question.group
    if group is None:
        return None
    node = group.node
    if node is None or node.parent is None:
        # a group that only shows: the data do not tell it apart
        return f"{group.name}{''.join(f'[{position}]' for position in positions)}"
    return node.key(positions[: len(node.repeats)])


def _group_review(sheet: Sheet, key: str | None, places: list[tuple[Question, Positions]]) -> GroupReview:
    question, positions = places[0]
    group = question.group
    keys = tuple(one.key(at) for one, at in places)
    missing = tuple(one.key(at) for one, at in places if not sheet.text(one.node, at))
    loop = sheet.form.loops.get(group.name) if group is not None else None
    return GroupReview(
        name=key,
        label=group.text.render(sheet.language, sheet, positions) if group is not None else "",
        answered=len(places) - len(missing),
        total=len(places),
        missing=missing,
        keys=keys,
        instances=instances_around(sheet, question.node, positions),
        removable=loop is not None and loop.open,
    )


def _countable(places: list[Place]) -> list[tuple[Question, Positions]]:
    return [(entry, at) for entry, at in places if isinstance(entry, Question) and entry.countable]


def relevant_keys(form: Form, state: State) -> tuple[str, ...]:
    """The keys of all questions that are relevant now, notes included, in the order of asking."""
    sheet = sheet_of(form, state)
    return tuple(entry.key(at) for entry, at in walk(sheet) if isinstance(entry, Question))


def relevant_items(form: Form, state: State) -> tuple[str, ...]:
    """The keys of the questions that want an answer and are relevant now, in order."""
    return tuple(question.key(at) for question, at in _countable(walk(sheet_of(form, state))))


def open_instances(form: Form, state: State, language: str | None = None) -> tuple[tuple[str, str, int], ...]:
    """The instances that may be taken away: key for ``RemoveInstance``, label of the repeat, number."""
    sheet = sheet_of(form, state, language=form.language(language))
    found = []
    for loop in form.loops.values():
        if not loop.open:
            continue
        for positions in sheet.instances(loop.node, ()):
            if sheet.count(loop.node, positions[:-1]) <= form.least(loop):
                continue
            if sheet.is_relevant(loop.node, positions):
                label = loop.text.render(sheet.language, sheet, positions[:-1])
                found.append((loop.node.key(positions), label, positions[-1]))
    return tuple(found)


def left_out(form: Form, state: State) -> Callable[[Node, Positions], bool]:
    """Which instances are not relevant: they are not in the XML of what is sent."""
    sheet = sheet_of(form, state)
    return lambda node, positions: not sheet.is_relevant(node, positions)


def answer_label(form: Form, name: str, value: str, language: str | None = None, sheet: Sheet | None = None) -> str:
    """A stored value as a person reads it: the labels of its choices with commas between, else as it is.

    ``name``: the question's key. ``sheet``: the answers that labels quote; without it there is "…" in their place, and
    choices that come from answers are not known.
    """
    question = form.question(name)
    if question is None or question.choices is None:
        return value
    choices, tongue, positions = question.choices, form.language(language), pattern_of(name)[1]
    found = []
    for one in value.split() if question.kind in SEVERAL else [value]:
        choice = choices.by_name.get(one) if sheet is None else choices.find(one, sheet, positions)
        found.append((choice.label(tongue, sheet, positions) if choice is not None else "") or one)
    return ", ".join(found)

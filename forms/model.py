"""A form, ready to be walked: what the engine and the views read, never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from forms.nodes import NO_POSITIONS, Node, Positions, pattern_of
from forms.outline import PLAIN, Outline
from forms.texts import NO_TEXT, Text, match_language
from forms.xpath import Compiled, Moment

if TYPE_CHECKING:
    from forms.choices import ChoiceList
    from forms.plan import Plan

_NO_COLUMNS: Mapping[str, str] = {}

MORE = "[+]"
"""End of the position at which the person is asked whether one more instance of a repeat is wanted: "kids[+]"."""


AT_LEAST = "at_least"
"""Column of the survey sheet, at ``begin_repeat``: so many instances stay (docs/forms.md)."""

PREFILL = "prefill"
"""Column of the survey sheet: ``last``, ``suggest``, ``profile(kabupaten)`` ... (docs/forms.md)."""


SHORT = "short::"
"""Beginning of the columns with a field's short name in a language: ``short::English (en)``."""


class Kind(Enum):
    """What a question wants to have."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    """Only read; also every other question that is read-only throughout."""
    REPEAT = "repeat"
    """Whether one more instance of an open repeat is wanted; never the kind of a ``Question``."""


CHOOSING = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
MEDIA = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
SENT_AHEAD = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.GEOPOINT})
SEVERAL = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})
"""Kinds whose written value is several names with spaces between."""


@dataclass(frozen=True, slots=True)
class Range:
    """From ``start`` to ``end`` in steps; ``whole``: whole numbers only."""

    start: Decimal
    end: Decimal
    step: Decimal
    whole: bool


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """A titled part of the form. ``name``: its pattern ("family", "kids[]"); ``parent``: that of the group around it.

    ``node``: its place in the data, None for a group that only shows. ``together``: its questions are shown on one
    screen (``field-list``).
    """

    name: str
    parent: str | None
    text: Text
    languages: tuple[str, ...]
    default_language: str
    node: Node | None = None
    together: bool = False

    def label(
        self, language: str | None = None, moment: Moment | None = None, positions: Positions = NO_POSITIONS
    ) -> str:
        return self.text.render(match_language(language, self.languages, self.default_language), moment, positions)


@dataclass(frozen=True, slots=True)
class Action:
    """Set ``target`` to a value: by ``formula``, or the text ``fixed``. ``located``: to the phone's place."""

    target: Node
    formula: Compiled | None
    fixed: str = ""
    located: bool = False


@dataclass(eq=False)
class Question:
    """One asked control. ``index``: its place among all asked, notes included, from 0.

    ``name``: its pattern ("age", "kids[]/age"). ``number``: its place among those that want an answer, from 1 (None
    for a note), if all were relevant and every repeat had one instance. ``stretch`` and ``place``: where it is walked.
    ``suffix``: sets it apart from an earlier control of the same node ("#2"), else "".
    """

    name: str
    path: str
    kind: Kind
    index: int
    number: int | None
    node: Node
    group: Group | None
    groups: tuple[Group, ...]
    appearance: frozenset[str]
    columns: Mapping[str, str]
    text: Text
    hint_text: Text
    guidance_text: Text
    choices: ChoiceList | None
    required: Compiled | None
    readonly: Compiled | None
    constraint: Compiled | None
    relevant: Compiled | None
    required_text: Text
    constraint_text: Text
    languages: tuple[str, ...]
    default_language: str
    range: Range | None = None
    readonly_around: tuple[Compiled, ...] = ()
    """What makes the groups around it read-only."""
    suffix: str = ""
    on_change: tuple[Action, ...] = ()
    together: tuple[Question, ...] = field(default=(), repr=False)
    """The questions of its ``field-list``, itself included, in order."""
    stretch: Stretch = field(init=False, repr=False)
    place: int = field(init=False, default=0)

    @cached_property
    def quiet(self) -> bool:
        """It is passed over while it has an answer: its column ``prefill`` says where that comes from, and the person
        need not be asked. Its answer stands in the summary, and Back leads to it. One with ``suggest`` is asked.
        """
        prefill = self.columns.get(PREFILL, "").strip()
        return bool(prefill) and not prefill.startswith("suggest") and len(self.together) < 2

    @property
    def countable(self) -> bool:
        """It wants an answer: everything but notes."""
        return self.kind is not Kind.NOTE

    def key(self, positions: Positions = NO_POSITIONS) -> str:
        """Where the person is when it is asked: the key of its value, and the suffix."""
        return self.node.key(positions) + self.suffix

    def label(
        self, language: str | None = None, moment: Moment | None = None, positions: Positions = NO_POSITIONS
    ) -> str:
        return self.text.render(match_language(language, self.languages, self.default_language), moment, positions)

    def hint(
        self, language: str | None = None, moment: Moment | None = None, positions: Positions = NO_POSITIONS
    ) -> str:
        return self.hint_text.render(match_language(language, self.languages, self.default_language), moment, positions)


@dataclass(eq=False)
class Loop:
    """A repeat as it is walked. ``count``: how many instances it has, by a formula (``counter``: what the formula is
    the plain path of, read also where it is not relevant, as in JavaRosa); ``fixed``: nobody may add any.

    ``stretch`` and ``place``: where it stands; ``inner``: what is asked in each instance. ``on_add``: what is set
    in a new instance.
    """

    node: Node
    text: Text
    group: Group | None
    count: Compiled | None
    fixed: bool
    inner: Stretch = field(repr=False)
    counter: Node | None = None
    relevant: Compiled | None = None
    on_add: tuple[Action, ...] = ()
    stretch: Stretch = field(init=False, repr=False)
    place: int = field(init=False, default=0)

    @property
    def open(self) -> bool:
        """The person decides how many instances there are."""
        return self.count is None and not self.fixed


Entry = Question | Loop


@dataclass(eq=False)
class Stretch:
    """What is asked one after the other: the whole form, or one instance of a repeat (``loop``).

    ``all``: a bit for each entry. ``countable``: a bit for each question that wants an answer; ``always``: how many of
    them nothing can hide. ``covers``: which
    entries a node with a condition of its own may hide. ``conditions``: of each entry, the nodes that may hide it.
    """

    loop: Loop | None = None
    entries: tuple[Entry, ...] = ()
    all: int = 0
    countable: int = 0
    always: int = 0
    covers: Mapping[Node, int] = field(default_factory=dict, repr=False)
    conditions: tuple[tuple[Node, ...], ...] = field(default=(), repr=False)
    loops: tuple[Loop, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """A value set when the form is begun, or an instance is added. ``preload``: "start", "end", "today", or
    "property:deviceid" and the like.
    """

    node: Node
    fixed: str = ""
    preload: str | None = None


@dataclass(frozen=True, eq=False)
class Form:
    """A form. ``questions``: asked controls in order. ``nodes``: all that can hold a value, by pattern.

    ``first``: what the first instances of the data hold when the form is begun, counts of repeats included, by key.
    """

    id: str
    version: str
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    default_language: str
    questions: tuple[Question, ...]
    groups: Mapping[str, Group]
    root: Node
    nodes: Mapping[str, Node]
    first: Mapping[str, str]
    presets: tuple[Preset, ...]
    on_load: tuple[Action, ...]
    stretch: Stretch
    loops: Mapping[str, Loop]
    plan: Plan
    first_instances: Mapping[Node, int] = field(default_factory=dict)
    """Of a repeat inside a repeat, how many instances each new one begins with."""
    stretch_of: Mapping[Node, Stretch] = field(default_factory=dict)
    """Of a node with a relevance of its own, the stretch whose entries it may hide."""
    presets_of: Mapping[Node, tuple[Preset, ...]] = field(default_factory=dict)
    """Of a node inside a repeat, what fills itself in."""
    name_formula: Compiled | None = None
    """``instance_name``: what a sent form is called."""
    fills_in_id: bool = False
    """The form itself has a place for the id of what is sent (``meta/instanceID``)."""
    outline: Outline = PLAIN
    """How the form writes its data down."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """The author's own columns of the settings sheet, by heading: ``purpose``."""
    prefills: Mapping[str, str] = field(default_factory=dict)
    """By pattern, what the column ``prefill`` says of a field: where a first answer of it comes from."""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """By pattern, the author's own columns of a field; of one that is never asked too."""
    _tags: dict[str | None, str] = field(default_factory=dict, repr=False)

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        """Questions by their pattern ("age", "kids[]/age")."""
        return {question.name + question.suffix: question for question in self.questions}

    @cached_property
    def sent_ahead(self) -> frozenset[Question]:
        """Questions for a photo, a recording, a place, of which only the person can have given the answer: one that was
        sent ahead of its question (``Keep``) need not be asked for again. Not where the form itself proposes a value.
        """
        actions = [*self.on_load]
        for question in self.questions:
            actions += question.on_change
        for loop in self.loops.values():
            actions += loop.on_add
        presets = [*self.presets, *(preset for some in self.presets_of.values() for preset in some)]
        filled = {action.target for action in actions} | {preset.node for preset in presets}
        filled |= {cell.node for cell in self.plan.cells if not cell.is_relevance}
        return frozenset(
            question
            for question in self.questions
            if question.kind in SENT_AHEAD
            and len(question.together) < 2
            and question.node not in filled
            and not question.node.text
            and not question.columns.get(PREFILL, "").strip()
        )

    @cached_property
    def results(self) -> Mapping[Node | None, tuple[Node, ...]]:
        """Fields that are never asked and have a short name for people to read: by the innermost repeat around them
        (None: outside any), in the order of the form.
        """
        found: dict[Node | None, tuple[Node, ...]] = {}
        for pattern, columns in self.columns.items():
            node = self.nodes[pattern]
            if node in self.asking or node.children or not any(heading.startswith(SHORT) for heading in columns):
                continue
            around = node.repeats[-1] if node.repeats else None
            found[around] = (*found.get(around, ()), node)
        return {around: tuple(sorted(nodes, key=lambda one: one.number)) for around, nodes in found.items()}

    @cached_property
    def filtered_by(self) -> Mapping[Node, tuple[tuple[Question, int], ...]]:
        """Of a node, the questions whose choices depend on it, and how many leading positions both share."""
        found: dict[Node, tuple[tuple[Question, int], ...]] = {}
        for question in self.questions:
            for node, shared in question.choices.reads.items() if question.choices is not None else ():
                found[node] = (*found.get(node, ()), (question, shared))
        return found

    @cached_property
    def counters(self) -> frozenset[Node]:
        """Nodes whose value says how many instances a repeat has."""
        return frozenset(loop.counter for loop in self.loops.values() if loop.counter is not None)

    @cached_property
    def choosing(self) -> frozenset[Node]:
        """Nodes whose value is one or more choices, whatever the type of their bind."""
        return frozenset(question.node for question in self.questions if question.choices is not None)

    @cached_property
    def asking(self) -> Mapping[Node, tuple[Question, ...]]:
        """The questions of a node: nearly always one."""
        found: dict[Node, tuple[Question, ...]] = {}
        for question in self.questions:
            found[question.node] = (*found.get(question.node, ()), question)
        return found

    def least(self, loop: Loop) -> int:
        """How many instances of a repeat nobody can take away; 0 where the form does not say."""
        written = self.columns.get(loop.node.pattern, _NO_COLUMNS).get(AT_LEAST, "")
        return int(written) if written.isascii() and written.isdigit() else 0

    def question(self, key: str) -> Question | None:
        """The question that a key belongs to: "kids[2]/age"."""
        return self.by_name.get(pattern_of(key)[0])

    def place(self, key: str) -> tuple[Node, Positions] | None:
        """The node and the positions that a key stands for; None for one that is not of this form."""
        pattern, positions = pattern_of(key)
        node = self.nodes.get(pattern)
        if node is None or len(node.repeats) != len(positions):
            return None
        return node, positions

    def items(self) -> tuple[Question, ...]:
        """The questions that want an answer, in order."""
        return tuple(question for question in self.questions if question.countable)

    def short_name(self, pattern: str, language: str) -> str:
        """A field's short name; "" where it has none. ``language``: the form's own name of it."""
        return self.columns.get(pattern, _NO_COLUMNS).get(f"{SHORT}{language}", "")

    def language(self, tag: str | None) -> str:
        """The form's own name of the language for a tag such as "id"; the default language if it has none."""
        found = self._tags.get(tag)
        if found is None:
            found = match_language(tag, self.languages, self.default_language)
            # callers hand in a few tags; anything may come, so what is kept is bounded
            if len(self._tags) < 32:
                self._tags[tag] = found
        return found

    def title(self, language: str | None = None) -> str:
        default = match_language(self.default_language, tuple(self.titles), next(iter(self.titles), ""))
        return self.titles.get(match_language(language, tuple(self.titles), default), "")


__all__ = [
    "CHOOSING",
    "MEDIA",
    "MORE",
    "NO_TEXT",
    "SEVERAL",
    "Action",
    "Entry",
    "Form",
    "Group",
    "Kind",
    "Loop",
    "Preset",
    "Question",
    "Range",
    "Stretch",
]

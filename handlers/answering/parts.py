"""The parts of a form as its summary counts them: groups, instances of repeats, many short instances together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import forms
from forms.model import Loop
from forms.nodes import Node, Positions
from forms.results import Read
from forms.sheet import Sheet
from handlers.answering.asking import instance_name
from handlers.answering.lines import heading_of, is_alone
from locales import Texts

# So many answers are on one screen.
PART = 40


@dataclass(frozen=True, slots=True)
class Part:
    """Questions that stand together: those of a group, of one instance of a repeat, or of many that have one each.

    `heading`: what stands above its lines where other parts are on the screen. `repeated`: it is of a repeat;
    `together`: its lines name the instances themselves. `removable`: key and name of instances that may be taken out.
    """

    label: str
    keys: tuple[str, ...]
    missing: tuple[str, ...]
    heading: str = ""
    repeated: bool = False
    together: bool = False
    removable: tuple[tuple[str, str], ...] = ()

    @property
    def answered(self) -> int:
        return len(self.keys) - len(self.missing)


def divided(texts: Texts, view: forms.ReviewView, sheet: Sheet) -> tuple[Part, ...]:
    """The parts in the form's order; one that is too long for a screen is several."""
    found: list[Part] = []
    for place, groups in groupby(view.groups, lambda group: _together(group, sheet)):
        if place is None:
            for group in groups:
                found += _of_group(texts, group)
        else:
            alone = list(groups)
            found += [_of_many(texts, alone[n : n + PART]) for n in range(0, len(alone), PART)]
    return tuple(found)


def homes(reads: Sequence[Read], parts: Sequence[Part]) -> list[int]:
    """Of each answer and result, the part in which it is listed, by index; a result beside its nearest question."""
    of_key = {key: index for index, part in enumerate(parts) for key in part.keys}
    asked = [of_key.get(one[0].key(one[1]), -1) if isinstance(one[0], forms.Question) else -1 for one in reads]
    nearest: dict[tuple[Node | None, Positions], int] = {}
    found = list(asked)
    # Behind a question of its own instance; what stands before all of them goes with the first that follows.
    for order in (range(len(reads)), range(len(reads) - 1, -1, -1)):
        nearest.clear()
        for place in order:
            if asked[place] >= 0:
                nearest[_around(reads[place])] = asked[place]
            elif found[place] < 0:
                found[place] = nearest.get(_around(reads[place]), -1)
    return [max(0, index) if parts else -1 for index in found]


def _around(read: Read) -> tuple[Node | None, Positions]:
    entry, positions = read
    node = entry.node if isinstance(entry, forms.Question) else entry
    return (node.repeats[-1] if node.repeats else None), positions


def _together(group: forms.GroupReview, sheet: Sheet) -> tuple[Loop, Positions] | None:
    """The repeat, where this is the only question of one of its instances."""
    question = sheet.form.question(group.keys[0])
    if question is None or not is_alone(question, sheet) or question.stretch.loop is None:
        return None
    return question.stretch.loop, forms.pattern_of(group.keys[0])[1][:-1]


def _of_group(texts: Texts, group: forms.GroupReview) -> list[Part]:
    names = [instance_name(texts, label, number) for label, number in group.instances]
    if group.label and group.label not in [label for label, _ in group.instances]:
        names.append(group.label)
    label = " · ".join(names) or texts.plain("part-unnamed")
    pieces = [group.keys[n : n + PART] for n in range(0, len(group.keys), PART)]
    open_ones = frozenset(group.missing)
    made = []
    for number, keys in enumerate(pieces, 1):
        name = label if len(pieces) == 1 else f"{label} ({number})"
        repeated = bool(group.instances)
        missing = tuple(key for key in keys if key in open_ones)
        removable = ((group.name, name),) if group.removable and group.name and number == 1 else ()
        made.append(Part(name, keys, missing, name if repeated else "", repeated, removable=removable))
    return made


def _of_many(texts: Texts, groups: Sequence[forms.GroupReview]) -> Part:
    around, (label, first) = groups[0].instances[:-1], groups[0].instances[-1]
    name = instance_name(texts, label, first)
    if len(groups) > 1:
        label = label.rstrip("?:. ") or texts.plain("instance-unnamed")
        name = texts.plain("part-together", label=label, first=first, last=groups[-1].instances[-1][1])
    heading = heading_of(texts, around)
    return Part(
        label=" · ".join(part for part in (heading, name) if part),
        keys=tuple(key for group in groups for key in group.keys),
        missing=tuple(key for group in groups for key in group.missing),
        heading=heading,
        repeated=True,
        together=True,
        removable=tuple(
            (group.name, heading_of(texts, group.instances)) for group in groups if group.removable and group.name
        ),
    )

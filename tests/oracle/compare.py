"""Two walks through the same form, ours and JavaRosa's: what differs, and how much."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

Line = dict[str, Any]

PARTS: Final = ("order", "label", "choices", "tries", "leaves")
"""What is compared; "order" are the questions themselves."""

_UUID: Final = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same. ``part``: one of PARTS, or "error" where one side gave up."""

    part: str
    path: str
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        return f"{self.part} {self.path}: ours {self.ours!r}, JavaRosa {self.theirs!r}"


@dataclass(slots=True)
class Comparison:
    """Of one walk, or of many added up. ``asked``: how many things of a part there were; ``equal``: so many equal."""

    differences: list[Difference] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    equal: Counter[str] = field(default_factory=Counter)

    def add(self, other: Comparison) -> None:
        """Another form's figures to these."""
        self.differences += other.differences
        self.asked += other.asked
        self.equal += other.equal

    def percent(self, part: str) -> float:
        """Of 100; 100 where there was nothing to compare."""
        return 100.0 * self.equal[part] / self.asked[part] if self.asked[part] else 100.0


@dataclass(frozen=True, slots=True)
class Walked:
    """A walk: the questions in their order, the instance (None if not reached), why it was given up ("" if not)."""

    lines: list[Line]
    instance: str | None
    error: str = ""


def compare(ours: Walked, theirs: Walked) -> Comparison:
    """Everything that a walk shows."""
    result = Comparison()
    if theirs.error and not ours.error:
        # JavaRosa gave up on the way: what it asked until then is compared, the answer that was too much for it is not
        before = max(len(theirs.lines) - 1, 0)
        _compare_lines(result, ours.lines[:before], theirs.lines[:before])
        return result
    if ours.error:
        result.differences.append(Difference("error", "", ours.error, theirs.error))
    _compare_lines(result, ours.lines, theirs.lines)
    if ours.instance is not None and theirs.instance is not None:
        _compare_leaves(result, leaves(ours.instance), leaves(theirs.instance))
    return result


def _compare_lines(result: Comparison, ours: Sequence[Line], theirs: Sequence[Line]) -> None:
    """Questions are lined up first, so that one that is missing does not make all after it different."""
    mine, others = [line["path"] for line in ours], [line["path"] for line in theirs]
    result.asked["order"] += len(others)
    for how, i, i_end, j, j_end in SequenceMatcher(None, mine, others, autojunk=False).get_opcodes():
        if how != "equal":
            # what is asked beyond JavaRosa's questions counts as well
            result.asked["order"] += max(0, (i_end - i) - (j_end - j))
            result.differences.append(Difference("order", "", mine[i:i_end], others[j:j_end]))
            continue
        result.equal["order"] += i_end - i
        for one, other in zip(ours[i:i_end], theirs[j:j_end], strict=True):
            _compare_question(result, one, other)


def _compare_question(result: Comparison, ours: Line, theirs: Line) -> None:
    _one(result, "label", ours["path"], _text(ours["label"]), _text(theirs["label"]))
    _one(result, "choices", ours["path"], _choices(ours["choices"]), _choices(theirs["choices"]))
    for number, (one, other) in enumerate(_pairs(ours["tries"], theirs["tries"])):
        _one(result, "tries", f"{ours['path']} ({number + 1})", _try(one), _try(other))


def _pairs(ours: Sequence[Any], theirs: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for number in range(max(len(ours), len(theirs))):
        yield (ours[number] if number < len(ours) else None, theirs[number] if number < len(theirs) else None)


def _one(result: Comparison, part: str, path: str, ours: Any, theirs: Any) -> None:
    result.asked[part] += 1
    if ours == theirs:
        result.equal[part] += 1
    else:
        result.differences.append(Difference(part, path, ours, theirs))


def _text(written: str | None) -> str:
    """pyxform pads labels that have an output in them; no label and an empty one look the same."""
    return _UUID.sub("(uuid)", (written or "").strip())


def _choices(choices: Sequence[Sequence[str | None]] | None) -> list[tuple[str, str]] | None:
    return None if choices is None else [(value or "", _text(label)) for value, label in choices]


def _try(tried: Sequence[str | None] | None) -> tuple[str, str, str] | None:
    if tried is None:
        return None
    answer, outcome, message = tried
    return answer or "", outcome or "", _text(message)


def leaves(instance: str) -> list[tuple[str, str]]:
    """The elements without children: path and text, in the order of the document.

    Siblings of one name are numbered where there are several. Random ids are all the same.
    """
    return list(_leaves(ET.fromstring(instance.strip()), ""))


def _leaves(element: ET.Element, path: str) -> Iterator[tuple[str, str]]:
    if not len(element):
        yield path, _UUID.sub("(uuid)", element.text or "")
    numbers: Counter[str] = Counter()
    names = Counter(_local(child.tag) for child in element)
    for child in element:
        name = _local(child.tag)
        numbers[name] += 1
        yield from _leaves(child, f"{path}/{name}[{numbers[name]}]" if names[name] > 1 else f"{path}/{name}")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _compare_leaves(result: Comparison, ours: Iterable[tuple[str, str]], theirs: Iterable[tuple[str, str]]) -> None:
    mine, others = dict(ours), dict(theirs)
    for path in others | mine:
        _one(result, "leaves", path, mine.get(path), others.get(path))

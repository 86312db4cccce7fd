"""Remarks of one kind as one sentence: what differs stands in a list, what is the same is said once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from locales import Value
from scoring.analysis.problems import Fact, Remark

Say = Callable[..., str]
"""The text of a key with its values."""

_PAIR, _SCALE, _ITEMS = "anr-each-pair", "anr-each-scale", "anr-each-items"
JOINED: Final[Mapping[str, tuple[str, str]]] = {
    "scales-alike": ("anr-many-scales-alike", "anr-each-pair-htmt"),
    "pls-htmt": ("anr-many-htmt", "anr-each-pair-value"),
    "pls-htmt-interval": ("anr-many-htmt", "anr-each-pair-interval"),
    "pls-correlation-above-one": ("anr-many-above-one", _PAIR),
    "data-same": ("anr-many-same", _PAIR),
    "left-out-same": ("anr-many-same", _PAIR),
    "left-out-scale-small": ("anr-many-scale-small", _SCALE),
    "left-out-scale-few-rows": ("anr-many-scale-few-rows", "anr-each-scale-rows"),
    "ordinal-nearly-same": ("anr-many-nearly-same", "anr-each-pair-correlation"),
    "ordinal-never-chosen": ("anr-many-never-chosen", "anr-each-category"),
    "ordinal-joined": ("anr-many-joined", "anr-each-category-group"),
    "items-reversed": ("anr-many-reversed", _ITEMS),
    "items-duplicates": ("anr-many-duplicates", _ITEMS),
    "items-heywood": ("anr-many-heywood", _ITEMS),
    "items-alpha-negative": ("anr-many-alpha-negative", _SCALE),
    "items-two": ("anr-many-two", _SCALE),
    "items-omega-few-people": ("anr-many-omega-few-people", "anr-each-scale-people"),
    "items-omega-not-found": ("anr-many-omega-not-found", _SCALE),
    "test-key-doubtful": ("anr-many-key-doubtful", "anr-each-options"),
    "test-distractor-unused": ("anr-many-distractor-unused", "anr-each-options"),
    "test-not-discriminating": ("anr-many-not-discriminating", "anr-each-question-value"),
    "test-same-points": ("anr-many-same-points", "anr-each-question"),
}
"""By code: the sentence with `$list`, and how one of the list is written."""

_LISTED, _SAID = 8, 3
"""So many stand in a list, and so many sentences that cannot be joined; of the rest it is said how many there are."""


def joined(remarks: Iterable[Remark], say: Say) -> Iterator[str]:
    """Each kind where its first remark stands, grave ones before others; nothing twice."""
    kinds: dict[tuple[bool, str], list[Remark]] = {}
    for one in remarks:
        kinds.setdefault((not one.grave, one.code), []).append(one)
    for _, alike in sorted(kinds.items(), key=lambda kind: kind[0][0]):
        yield from _of_one_kind(alike, say)


def _of_one_kind(alike: Sequence[Remark], say: Say) -> Iterator[str]:
    code = alike[0].code
    sentences = {say(f"analysis-{code}", **one.facts): one.facts for one in alike}
    if len(sentences) == 1:
        yield from sentences
        return
    if code in JOINED:
        many, each = JOINED[code]
        yield say(many, list=_listed([say(each, **facts) for facts in sentences.values()], say))
        return
    together = _names_together(list(sentences.values()))
    if together is not None:
        yield say(f"analysis-{code}", **together)
        return
    yield from list(sentences)[:_SAID]
    if len(sentences) > _SAID:
        yield say("anr-more-alike", count=len(sentences) - _SAID)


def _listed(parts: Sequence[str], say: Say) -> str:
    every = list(dict.fromkeys(parts))
    shown = "; ".join(every[:_LISTED])
    return say("anr-and-more", names=shown, count=len(every) - _LISTED) if len(every) > _LISTED else shown


def _names_together(facts: Sequence[Mapping[str, Fact]]) -> dict[str, Value] | None:
    """The facts of all, where they differ in nothing but the names and how many there are."""
    rest = [{key: value for key, value in one.items() if key not in ("names", "count")} for one in facts]
    if "names" not in facts[0] or any(one != rest[0] for one in rest):
        return None
    names = dict.fromkeys(name for one in facts for name in str(one["names"]).removesuffix(" …").split(", "))
    more = " …" if any(str(one["names"]).endswith(" …") for one in facts) else ""
    return {**rest[0], "names": ", ".join(names) + more, "count": len(names)}

"""Expressions in our evaluation and in JavaRosa's: what is equal, what is not, and why it is not."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.form_tools.evaluating import WrongContext, evaluate, read_document
from forms.errors import FormError
from forms.xpath import EvaluationError
from tests.oracle.oracle import Oracle
from tests.oracle.theirs import NOW, ZONE

Asked = tuple[str, str]
"""An expression, and the path of its context."""

NEAR: Final = 1e-12
"""Numbers nearer than this, as a part of them, are equal: the sine of Java is not the sine of C to the last bit."""

KNOWN: Final[tuple[tuple[str, str], ...]] = (
    (r"/\*", "all children of a group: JavaRosa fails in most contexts, or finds only some"),
    (r"position\(\.\./\.\.\).*IndexOutOfBounds", "the position of what is above the root: JavaRosa fails, ours is 1"),
    (r"date value out of range|must have magnitude", "no dates before the year 1 or after 9999; JavaRosa goes on"),
    (r"digest\(.*\b(a?tan2?|a?cos|a?sin|exp10|log10)\(", "the last digit of a long number, through a digest"),
    (r"'%Z' in a date format", "an unknown date format is refused even where there is no date to be written"),
    (r"/data/ya\b.*ours .*'nodeset'", "a set of nodes is told as it is written, JavaRosa's as it was understood"),
)
"""Where we differ from JavaRosa and mean to: a pattern of the verdict's text, and the reason. See docs/javarosa.md."""

_LONG: Final = re.compile(r"[0-9]+\.[0-9]{13,}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one expression. ``reason``: why a difference is accepted, "" for one that is not."""

    asked: Asked
    ours: dict[str, Any]
    theirs: dict[str, Any]
    equal: bool
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.asked[0]}  at {self.asked[1]}: ours {self.ours}, JavaRosa {self.theirs}"


def verdicts(asked: list[Asked], oracle: Oracle, document: str, xform: str = "") -> list[Verdict]:
    """Each expression over a document; ``xform``: the path under which JavaRosa finds it, where it is a form."""
    where = {"xform": xform} if xform else {"instance": document}
    theirs = oracle.evaluate(asked, now=NOW.isoformat(), tz=ZONE, **where)
    ours = read_document(document, NOW)
    found = []
    for one, other in zip(asked, theirs, strict=True):
        try:
            mine = evaluate(one[0], ours, one[1])
        except (FormError, EvaluationError, WrongContext) as error:
            mine = {"error": type(error).__name__, "message": str(error)}
        equal = same(mine, other)
        verdict = Verdict(one, mine, other, equal)
        reason = "" if equal else next((why for pattern, why in KNOWN if re.search(pattern, str(verdict))), "")
        found.append(replace(verdict, reason=reason))
    return found


def same(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Two values, or two refusals. A date is written as the text that it becomes."""
    if "error" in ours or "error" in theirs:
        return "error" in ours and "error" in theirs
    kind = {"date": "string"}.get(theirs["type"], theirs["type"])
    if kind != ours["type"]:
        return False
    if kind == "number":
        one, other = float(ours["value"]), float(theirs["value"])
        return one == other or (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=NEAR)
    if kind == "string":
        return _near(ours["value"]) == _near(theirs["value"])
    return bool(ours["value"] == theirs["value"])


def _near(text: str) -> str:
    """Without the last digits of long numbers in it."""
    return _LONG.sub(lambda found: f"{float(found[0]):.11g}", text)

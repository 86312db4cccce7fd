"""What an analysis refuses, and what it warns of: codes with facts, worded in `locales/*/analisis*.ftl`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Fact: TypeAlias = str | int | float


class AnalysisError(Exception):
    """An analysis that cannot be done rightly, so it is not done.

    `code` names the text `analysis-<code>`; `facts` are its arguments (names of items, numbers, line and column of a
    model's text). Nothing here is for reading as it stands.
    """

    def __init__(self, code: str, /, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: dict[str, Fact] = facts


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader of the result must know: `code` names the text `analysis-<code>`, `facts` its arguments.

    `grave`: the numbers may mislead (Heywood case, too few people); otherwise it is a note (rows left out).
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    grave: bool = False

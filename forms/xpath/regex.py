"""``regex()``: Java's patterns, matched in time that grows with the text and never runs away.

A pattern is read as ``java.util.regex`` reads it and run as a set of states, all at once, so that nested
quantifiers cost nothing special (R. Cox, "Regular Expression Matching Can Be Simple And Fast", 2007). Only whether
the whole text matches is asked for: greedy and reluctant quantifiers are then the same. A possessive quantifier is
kept for a single sign or class (``[0-9]++``). References back to a group and atomic groups are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from forms.xpath.parts import Alternatives, Assertion, Look, Part, PatternError, Repeat, Sequence, Sign
from forms.xpath.patterns import read
from forms.xpath.tree import EvaluationError

BUDGET: Final = 1_000_000
"""Most visits of a state for one text: about half a second of work."""

PROGRAM_LENGTH: Final = 4_000
"""Most states of a pattern with its repetitions written out."""

_Test = Callable[[str], bool]
_States = frozenset[int]
_CACHED: Final = 5_000

# One step of a program: a sign to take, places to go on from, something to look at, or the end.
_Step = tuple[str, object, tuple[int, ...]]


def check(pattern: str) -> None:
    """Raises ``PatternError`` where the pattern cannot be used."""
    _program(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches. Raises ``EvaluationError``."""
    try:
        program = _program(pattern)
    except PatternError as error:
        raise EvaluationError(f"regex(): {error}") from error
    return _Run(text).whole(program)


@lru_cache(maxsize=256)
def _program(pattern: str) -> Program:
    program = Program()
    program.add(read(pattern))
    program.end()
    return program


class Program:
    """A pattern as numbered steps; ``looks``: whether a step depends on more than the sign at hand."""

    def __init__(self) -> None:
        self.steps: list[_Step] = []
        self.looks = False
        self.moves: dict[tuple[_States, str], _States] = {}

    def _put(self, kind: str, what: _Test | Assertion | Program | None, *targets: int) -> int:
        if len(self.steps) >= PROGRAM_LENGTH:
            raise PatternError("it is too large with its repetitions")
        self.steps.append((kind, what, targets))
        return len(self.steps) - 1

    def _aim(self, step: int, *targets: int) -> None:
        kind, what, _ = self.steps[step]
        self.steps[step] = (kind, what, targets)

    def end(self) -> None:
        self._put("end", None)

    def add(self, part: Part) -> None:
        """Appends a part; whoever comes next stands behind it."""
        here = len(self.steps)
        if isinstance(part, Sign):
            self._put("sign", part.test, here + 1)
        elif isinstance(part, Sequence):
            for each in part.parts:
                self.add(each)
        elif isinstance(part, Alternatives):
            self._alternatives(part)
        elif isinstance(part, Repeat):
            self._repeat(part)
        elif isinstance(part, Look):
            self.looks = True
            inner = Program()
            inner.add(part.part)
            inner.end()
            kind = ("behind" if part.behind else "ahead") if part.wanted else ("not behind" if part.behind else "not")
            self._put(kind, inner, here + 1)
        else:
            self.looks = True
            self._put("at", part, here + 1)

    def _alternatives(self, part: Alternatives) -> None:
        ends: list[int] = []
        for each in part.parts[:-1]:
            fork = self._put("fork", None)
            self.add(each)
            ends.append(self._put("fork", None))
            self._aim(fork, fork + 1, len(self.steps))
        self.add(part.parts[-1])
        for end in ends:
            self._aim(end, len(self.steps))

    def _repeat(self, part: Repeat) -> None:
        if part.possessive:
            self._possessive(part)
            return
        for _ in range(part.least):
            self.add(part.part)
        if part.most is None:
            fork = self._put("fork", None)
            self.add(part.part)
            self._put("fork", None, fork)
            self._aim(fork, fork + 1, len(self.steps))
            return
        forks: list[int] = []
        for _ in range(part.most - part.least):
            forks.append(self._put("fork", None))
            self.add(part.part)
        for fork in forks:
            self._aim(fork, fork + 1, len(self.steps))

    def _possessive(self, part: Repeat) -> None:
        """``X{n,m}+`` of one sign X: as many as there are, so it ends at m of them or before no X."""
        if not isinstance(part.part, Sign):
            raise PatternError("a possessive quantifier behind more than one sign is not supported")
        none = Look(part.part, wanted=False, behind=False)
        if part.most is None:
            self.add(Sequence((Repeat(part.part, part.least, None), none)))
            return
        most = Repeat(part.part, part.most, part.most)
        if part.most == part.least:
            self.add(most)
            return
        fewer = Sequence((Repeat(part.part, part.least, part.most - 1), none))
        self.add(Alternatives((fewer, most)))


class _Run:
    """One text, and how much work it has taken so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = BUDGET
        self._seen: dict[tuple[int, int], bool] = {}

    def whole(self, program: Program) -> bool:
        return self._runs(program, 0, len(self._text), whole=True)

    def _runs(self, program: Program, start: int, end: int, *, whole: bool) -> bool:
        """From ``start``: whether it ends exactly at ``end`` (``whole``), or anywhere up to it."""
        last = len(program.steps) - 1
        states = self._reached(program, (0,), start)
        for at in range(start, end):
            if not whole and last in states:
                return True
            if not states:
                return False
            states = self._moved(program, states, at)
        return last in states

    def _moved(self, program: Program, states: _States, at: int) -> _States:
        key = (states, self._text[at])
        if not program.looks and (known := program.moves.get(key)) is not None:
            self._spend(1)
            return known
        self._spend(len(states))
        sign = self._text[at]
        targets = [
            target
            for state in states
            if program.steps[state][0] == "sign" and program.steps[state][1](sign)  # type: ignore[operator]
            for target in program.steps[state][2]
        ]
        moved = self._reached(program, tuple(targets), at + 1)
        if not program.looks and len(program.moves) < _CACHED:
            program.moves[key] = moved
        return moved

    def _reached(self, program: Program, from_states: tuple[int, ...], at: int) -> _States:
        """The states that take a sign or are the end, reached without taking one."""
        waiting, seen, reached = list(from_states), set(from_states), set[int]()
        while waiting:
            self._spend(1)
            state = waiting.pop()
            kind, what, targets = program.steps[state]
            if kind in ("sign", "end"):
                reached.add(state)
            elif kind == "fork" or self._holds(kind, what, at):
                for target in targets:
                    if target not in seen:
                        seen.add(target)
                        waiting.append(target)
        return frozenset(reached)

    def _holds(self, kind: str, what: object, at: int) -> bool:
        if isinstance(what, Assertion):
            return what.holds(self._text, at)
        assert isinstance(what, Program)
        key = (id(what), at)
        if key not in self._seen:
            if kind.endswith("behind"):
                found = any(self._runs(what, start, at, whole=True) for start in range(at, -1, -1))
            else:
                found = self._runs(what, at, len(self._text), whole=False)
            self._seen[key] = found
        return self._seen[key] != kind.startswith("not")

    def _spend(self, visits: int) -> None:
        self._left -= visits
        if self._left < 0:
            raise EvaluationError("regex(): the pattern takes too long for this text")

"""Patterns of ``java.util.regex`` (Java 17), read into parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

from forms.xpath import signs
from forms.xpath.parts import Alternatives, Assertion, Look, Part, PatternError, Repeat, Sequence, Sign
from forms.xpath.signs import Test

NESTING: Final = 50
LARGEST_COUNT: Final = 2_000

_BOUNDARIES: Final = {"b": "boundary", "B": "no boundary", "A": "start", "z": "end", "Z": "end", "G": "start"}


def read(pattern: str) -> Part:
    """The parts of a pattern. Raises ``PatternError``."""
    reader = _Reader(pattern)
    part = reader.alternatives()
    if reader.left():
        raise PatternError("there is a ) too many")
    return part


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0
        self._flags: frozenset[str] = frozenset()

    def left(self) -> bool:
        return self._at < len(self._pattern)

    def _peek(self, ahead: int = 0) -> str:
        return self._pattern[self._at + ahead : self._at + ahead + 1]

    def _take(self) -> str:
        sign = self._peek()
        if not sign:
            self._fail("it ends too early")
        self._at += 1
        return sign

    def _accept(self, text: str) -> bool:
        if self._pattern.startswith(text, self._at):
            self._at += len(text)
            return True
        return False

    def _fail(self, why: str) -> NoReturn:
        raise PatternError(f"{why} (place {self._at + 1} of '{self._pattern}')")

    def alternatives(self) -> Part:
        self._depth += 1
        if self._depth > NESTING:
            self._fail("it is nested too deeply")
        flags = self._flags
        parts = [self._sequence()]
        while self._accept("|"):
            parts.append(self._sequence())
        self._flags = flags
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Alternatives(tuple(parts))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self.left() and self._peek() not in "|)":
            part = self._quantified()
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _quantified(self) -> Part | None:
        if self._accept("\\Q"):
            end = self._pattern.find("\\E", self._at)
            end = len(self._pattern) if end < 0 else end
            quoted = [self._sign(sign) for sign in self._pattern[self._at : end]]
            self._at = min(end + 2, len(self._pattern))
            if quoted:
                quoted[-1:] = [self._times(quoted[-1])]
            return Sequence(tuple(quoted))
        part = self._atom()
        return part if part is None else self._times(part)

    def _times(self, part: Part) -> Part:
        while self._peek() and self._peek() in "*+?{":
            mark = self._take()
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1), "{": (0, None)}[mark]
            if mark == "{":
                least, most = self._counts()
            if not self._accept("?"):
                part = Repeat(part, least, most, possessive=self._accept("+"))
            else:
                part = Repeat(part, least, most)
        return part

    def _counts(self) -> tuple[int, int | None]:
        least = self._number()
        most: int | None = least
        if self._accept(","):
            most = None if self._peek() == "}" else self._number()
        if not self._accept("}") or (most is not None and most < least):
            self._fail("a number of times {…} is not right")
        return least, most

    def _number(self) -> int:
        digits = ""
        while self._peek() and self._peek() in "0123456789":
            digits += self._take()
        if not digits or len(digits) > 9:
            self._fail("a number of times {…} is not right")
        if int(digits) > LARGEST_COUNT:
            self._fail(f"more than {LARGEST_COUNT} times")
        return int(digits)

    def _sign(self, sign: str) -> Part:
        return Sign(signs.one(sign, "i" in self._flags))

    def _atom(self) -> Part | None:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return Sign(self._class())
        if sign == ".":
            return Sign(signs.anything if "s" in self._flags else signs.no_line_end)
        if sign == "^":
            return Assertion("line start" if "m" in self._flags else "start")
        if sign == "$":
            return Assertion("line end" if "m" in self._flags else "end")
        if sign == "\\":
            return self._escape()
        if sign in "*+?{":
            self._fail(f"there is nothing that '{sign}' could repeat")
        return self._sign(sign)

    def _escape(self) -> Part:
        sign = self._peek()
        if sign in _BOUNDARIES and sign:
            self._at += 1
            return Assertion("very end" if sign == "z" else _BOUNDARIES[sign])
        if sign == "R":
            self._at += 1
            pair = Sequence((Sign(signs.one("\r", False)), Sign(signs.one("\n", False))))
            return Alternatives((pair, Sign(signs.of_category("v"))))
        if sign == "k" or (sign and sign in "123456789"):
            self._fail("a reference back to a group is not supported")
        return Sign(self._escaped())

    def _escaped(self) -> Test:
        """What stands behind a backslash, in a class or outside one."""
        sign = self._take()
        if sign in "dDwWsShHvV":
            return signs.of_category(sign)
        if sign in "pP":
            name = self._take()
            if name == "{":
                end = self._pattern.find("}", self._at)
                if end < 0:
                    self._fail("a } is missing")
                name, self._at = self._pattern[self._at : end], end + 1
            test = signs.of_property(name, "i" in self._flags)
            if test is None:
                self._fail(f"'{name}' is no known kind of sign")
            return signs.not_(test) if sign == "P" else test
        return signs.one(self._coded(sign), "i" in self._flags)

    def _coded(self, sign: str) -> str:
        """The single sign that an escape stands for."""
        if sign in signs.CONTROLS:
            return signs.CONTROLS[sign]
        if sign == "x" and self._accept("{"):
            return self._code(self._until("}"), 16)
        if sign in "xu":
            length = 2 if sign == "x" else 4
            digits, self._at = self._pattern[self._at : self._at + length], self._at + length
            return self._code(digits if len(digits) == length else "", 16)
        if sign == "0":
            digits = ""
            while self._peek() and self._peek() in "01234567" and len(digits) < (3 if digits[:1] in "0123" else 2):
                digits += self._take()
            return self._code(digits, 8)
        if sign == "c":
            return chr(ord(self._take()) ^ 64)
        if sign.isascii() and sign.isalpha():
            self._fail(f"'\\{sign}' is no known escape")
        return sign

    def _until(self, mark: str) -> str:
        end = self._pattern.find(mark, self._at)
        if end < 0:
            self._fail(f"a {mark} is missing")
        text, self._at = self._pattern[self._at : end], end + 1
        return text

    def _code(self, digits: str, base: int) -> str:
        try:
            return chr(int(digits, base))
        except (ValueError, OverflowError):
            self._fail("the number of a sign is not right")

    def _group(self) -> Part | None:
        if not self._accept("?"):
            return self._closed(self.alternatives())
        for mark, wanted, behind in (("=", True, False), ("!", False, False), ("<=", True, True), ("<!", False, True)):
            if self._accept(mark):
                return Look(self._closed(self.alternatives()), wanted, behind)
        if self._accept(">"):
            self._fail("an atomic group is not supported")
        if self._accept("<"):
            if not self._until(">").isalnum():
                self._fail("the name of a group is not right")
            return self._closed(self.alternatives())
        return self._flagged()

    def _flagged(self) -> Part | None:
        before, on, flags = self._flags, True, set(self._flags)
        while (sign := self._take()) not in ":)":
            if sign == "-":
                on = False
            elif sign not in "imsuU":
                self._fail(f"'(?{sign}' is not supported")
            elif on:
                flags.add(sign)
            else:
                flags.discard(sign)
        self._flags = frozenset(flags)
        if sign == ")":
            return None
        part = self._closed(self.alternatives())
        self._flags = before
        return part

    def _closed(self, part: Part) -> Part:
        if not self._accept(")"):
            self._fail("a ) is missing")
        return part

    def _class(self) -> Test:
        """Behind "[": signs, ranges, classes inside (together) and behind && (in both)."""
        self._depth += 1
        if self._depth > NESTING:
            self._fail("it is nested too deeply")
        negated = self._accept("^")
        both: list[Test] = []
        tests: list[Test] = []
        first = True
        while first or self._peek() != "]":
            if not self.left():
                self._fail("a ] is missing")
            first = False
            if self._accept("&&"):
                if tests:
                    both.append(signs.any_of(tests))
                tests = []
            else:
                tests.append(self._member())
        self._at += 1
        self._depth -= 1
        if tests:
            both.append(signs.any_of(tests))
        test = signs.all_of(both)
        return signs.not_(test) if negated else test

    def _member(self) -> Test:
        if self._accept("["):
            return self._class()
        low = self._low()
        if callable(low):
            return low
        if self._peek() == "-" and self._peek(1) not in ("]", "[", "") and self._pattern[self._at + 1 :][:2] != "&&":
            self._at += 1
            high = self._low()
            if callable(high) or high < low:
                self._fail("a range is not right")
            return signs.between(low, high, "i" in self._flags)
        return signs.one(low, "i" in self._flags)

    def _low(self) -> str | Callable[[str], bool]:
        if not self._accept("\\"):
            return self._take()
        if self._accept("Q"):
            end = self._pattern.find("\\E", self._at)
            quoted = self._pattern[self._at : len(self._pattern) if end < 0 else end]
            self._at = len(self._pattern) if end < 0 else end + 2
            return signs.any_of([signs.one(sign, "i" in self._flags) for sign in quoted])
        if self._peek() and self._peek() in "dDwWsShHvVpP":
            return self._escaped()
        return self._coded(self._take())

"""A model's text in lavaan's language, read into statements.

The language is that of Rosseel (2012, J Stat Softw 48(2), section 3): one relation a line or between semicolons, a line
that ends or begins with a sign goes on, # and ! begin a comment. What lavaan has and this reader has not is refused by
name: blocks ("group: 1"), products ("x:z"), bounds, priors, exploratory blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scoring.analysis.model_modifiers import UNCLOSED, UNKNOWN_FUNCTION, Modifier, read_modifier
from scoring.analysis.model_words import Cursor, Word, cleaned, words, wrong
from scoring.analysis.problems import AnalysisError

EMPTY: Final = "model-empty"
NO_OPERATOR: Final = "model-operator-missing"
NO_LEFT: Final = "model-left-missing"
LEFT_MODIFIER: Final = "model-left-modifier"
NO_TERM: Final = "model-term-missing"
NO_PLUS: Final = "model-plus-missing"
SINGLE_EQUALS: Final = "model-single-equals"
BLOCK: Final = "model-block"
PRODUCT: Final = "model-product"
NUMBER_AS_TERM: Final = "model-number-term"
MANY_EQUAL: Final = "model-many-equal"
NO_EXPRESSION: Final = "model-expression-missing"

_RELATIONS: Final = ("=~", "<~", "~*~", "~~", "~", "|")
_CONSTRAINTS: Final = (":=", "==", "<", ">", "<=", ">=")
_OPERATORS: Final = (*_RELATIONS, *_CONSTRAINTS)


@dataclass(frozen=True, slots=True)
class Term:
    """One variable on the right, or "1" for an intercept. Of ":=" and "==" the expression as it was written."""

    name: str
    modifiers: tuple[Modifier, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation: `lhs` `op` `terms`. Several variables on the left are several statements. A variable that stands
    twice on the right is one term with all its modifiers. `line` and `column` of what stands left."""

    lhs: str
    op: str
    terms: tuple[Term, ...]
    line: int
    column: int


def parse(text: str) -> tuple[Statement, ...]:
    """The statements of a text, in order.

    `AnalysisError` with `line` and `column` (from 1) and mostly `found`, what stands there.
    """
    text = cleaned(text)
    reader = _Reader(text)
    statements = tuple(statement for each in _lines(list(words(text))) for statement in reader.read(each))
    if not statements:
        raise AnalysisError(EMPTY)
    return statements


def _lines(found: list[Word]) -> list[list[Word]]:
    """The words of each statement with an "end" behind: a break inside parentheses, after a sign, or before a plus or
    an operator separates nothing."""
    lines: list[list[Word]] = []
    current: list[Word] = []
    depth = 0
    for place, word in enumerate(found):
        if word.kind not in ("break", "end"):
            depth += word.is_sign("(") - word.is_sign(")")
            current.append(word)
            continue
        following = next((each for each in found[place:] if each.kind != "break"), word)
        goes_on = current and (depth > 0 or _left_open(current[-1]) or _continues(following))
        if current and (word.text != "\n" or not goes_on or following.kind == "end"):
            lines.append([*current, Word("end", "", word.line, word.column, word.start, word.start)])
            current, depth = [], 0
    return lines


def _left_open(word: Word) -> bool:
    return word.kind == "sign" and word.text != ")"


def _continues(word: Word) -> bool:
    return word.kind == "sign" and word.text != "("


class _Reader:
    """Reads one statement after another out of their words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: list[Word] = []
        self._cursor = Cursor([])

    def read(self, found: list[Word]) -> list[Statement]:
        self._words, self._cursor = found, Cursor(found)
        operator = self._operator()
        if operator.text in _CONSTRAINTS:
            return [self._constraint(operator)]
        left = self._left(operator)
        self._cursor.place = self._words.index(operator) + 1
        terms = self._terms(operator)
        return [Statement(word.text, operator.text, terms, word.line, word.column) for word in left]

    # The parts of a statement

    def _operator(self) -> Word:
        for word in self._words:
            if word.is_sign("=", "%"):
                raise wrong(SINGLE_EQUALS if word.text == "=" else BLOCK, word)
            if word.is_sign(":"):
                raise wrong(BLOCK, word)
            if word.is_sign(*_OPERATORS):
                return word
        raise wrong(NO_OPERATOR, self._words[0])

    def _left(self, operator: Word) -> list[Word]:
        left = self._words[: self._words.index(operator)]
        if len(left) > 1 and left[0].text == "efa" and left[1].is_sign("("):
            raise wrong(UNKNOWN_FUNCTION, left[0])
        if any(word.is_sign("*", "(") for word in left):
            raise wrong(LEFT_MODIFIER, left[0])
        for place, word in enumerate(left):
            if place % 2 and not word.is_sign("+"):
                raise wrong(NO_OPERATOR, word)
            if place % 2 == 0 and word.kind != "name":
                raise wrong(NO_LEFT, word)
        if len(left) % 2 == 0:
            raise wrong(NO_LEFT, operator)
        return left[0::2]

    def _constraint(self, operator: Word) -> Statement:
        split = self._words.index(operator)
        left, right = self._words[:split], self._words[split + 1 : -1]
        if not left:
            raise wrong(NO_LEFT, operator)
        if not right:
            raise wrong(NO_EXPRESSION, self._words[-1])
        for word in right:
            if word.is_sign("==") and operator.text == "==":
                raise wrong(MANY_EQUAL, word)
            if word.is_sign(*_OPERATORS, "="):
                raise wrong(NO_PLUS, word)
        if operator.text == ":=" and (len(left) != 1 or left[0].kind != "name"):
            raise wrong(NO_LEFT, left[0])
        expression = self._text[right[0].start : right[-1].stop]
        lhs = left[0].text if len(left) == 1 else self._text[left[0].start : left[-1].stop]
        term = Term(expression, (), right[0].line, right[0].column)
        return Statement(lhs, operator.text, (term,), left[0].line, left[0].column)

    def _terms(self, operator: Word) -> tuple[Term, ...]:
        terms: dict[str, Term] = {}
        if self._cursor.next.is_sign("+"):
            self._cursor.take()
        while True:
            term = self._term(operator)
            known = terms.get(term.name, term)
            both = known.modifiers + term.modifiers if known is not term else term.modifiers
            terms[term.name] = Term(term.name, both, known.line, known.column)
            if self._cursor.next.kind == "end":
                return tuple(terms.values())
            if not self._cursor.next.is_sign("+"):
                raise self._unexpected(self._cursor.next)
            self._cursor.take()

    def _unexpected(self, word: Word) -> AnalysisError:
        if word.is_sign(":"):
            return wrong(PRODUCT, word)
        if word.is_sign(")"):
            return wrong(UNCLOSED, word)
        return wrong(NO_PLUS, word)

    def _term(self, operator: Word) -> Term:
        modifiers: list[Modifier] = []
        while (modifier := read_modifier(self._cursor)) is not None:
            modifiers.append(modifier)
        word = self._cursor.take()
        if word.kind == "name":
            if self._cursor.next.is_sign("("):
                raise wrong(UNKNOWN_FUNCTION, word)
            return Term(word.text, tuple(modifiers), word.line, word.column)
        if word.kind == "number" and operator.text == "~" and word.text in ("0", "1"):
            if word.text == "0":
                modifiers.append(Modifier("fixed", (0.0,), word.line, word.column))
            return Term("1", tuple(modifiers), word.line, word.column)
        if word.kind == "end":
            raise wrong(NO_TERM, self._cursor.before)
        raise wrong(NUMBER_AS_TERM if word.kind == "number" else NO_TERM, word)

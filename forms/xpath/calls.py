"""Calls of functions: arguments checked when the form is read, and the functions that need the form or the moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forms.nodes import Item
from forms.xpath import chance, dates, lists, lookups, repeats, signing, timing
from forms.xpath.functions import FUNCTIONS, Function
from forms.xpath.here import Closure, Here, State
from forms.xpath.parts import PatternError
from forms.xpath.regex import check
from forms.xpath.scope import Moment
from forms.xpath.tree import Call, EvaluationError, Literal, Path, Step, Tree, XPathError
from forms.xpath.values import Nodes, Place, Value, is_null, to_boolean, to_string

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler

Build = Callable[["Compiler", Call, Here], Closure]

OWN: Final = Path(".", (Step("self"),))
_NODE_SET_CALLS: Final = frozenset({"if", "coalesce", "depend", "once", "randomize"})


@dataclass(frozen=True, slots=True)
class Form:
    """A function with a shape of its own: how many arguments it takes, and what makes its closure."""

    least: int
    most: int | None
    build: Build
    odd: bool = False
    sets: tuple[int, ...] = ()

    @property
    def expected(self) -> str:
        if self.odd:
            return f"an odd number from {self.least} to {self.most}"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"

    def takes(self, given: int) -> bool:
        return self.least <= given and (self.most is None or given <= self.most) and (given % 2 == 1 or not self.odd)


def may_be_nodes(tree: Tree) -> bool:
    """Whether an expression can come to a node-set."""
    if not isinstance(tree, Call) or tree.function == "indexed-repeat":
        return isinstance(tree, (Call, Path))
    return tree.function in _NODE_SET_CALLS and any(map(may_be_nodes, tree.arguments))


def call(compiler: Compiler, tree: Call, here: Here) -> Closure:
    """Raises ``XPathError`` for an unknown function, a wrong number of arguments, or a literal that cannot be used."""
    given = len(tree.arguments)
    form = FORMS.get(tree.function)
    if form is not None and not form.takes(given) and tree.function in FUNCTIONS:
        form = None
    shape: Form | Function | None = form or FUNCTIONS.get(tree.function)
    try:
        _check(tree, shape)
    except XPathError as error:
        if compiler.scope.strict:
            raise
        return _failing(str(error))
    assert shape is not None
    if isinstance(shape, Form):
        return shape.build(compiler, tree, here)
    read = compiler.raw if shape.raw else compiler.value
    return _applied(shape.call, tuple(read(argument, here) for argument in tree.arguments))


def _applied(function: Callable[..., Value], arguments: tuple[Closure, ...]) -> Closure:
    if not arguments:
        return lambda moment, state: function()
    if len(arguments) == 1:
        (only,) = arguments
        return lambda moment, state: function(only(moment, state))
    if len(arguments) == 2:
        one, other = arguments
        return lambda moment, state: function(one(moment, state), other(moment, state))
    return lambda moment, state: function(*[argument(moment, state) for argument in arguments])


def _failing(why: str) -> Closure:
    """JavaRosa opens such a form, and throws when the call is computed."""

    def run(moment: Moment, state: State) -> Value:
        raise EvaluationError(why)

    return run


def _check(tree: Call, shape: Form | Function | None) -> None:
    given = len(tree.arguments)
    if shape is None:
        raise XPathError("function_not_supported", function=tree.function)
    if not shape.takes(given):
        raise XPathError("function_arguments", function=tree.function, given=given, expected=shape.expected)
    for place in shape.sets:
        if not may_be_nodes(tree.arguments[place]):
            raise XPathError("expression_malformed", detail=f"{tree.function}() takes a path there, not a value")
    _check_literals(tree)


def _check_literals(tree: Call) -> None:
    """What is fixed is checked now, so that it cannot fail when somebody answers."""
    fixed = [argument.value if isinstance(argument, Literal) else None for argument in tree.arguments]
    if tree.function == "regex" and fixed[1] is not None:
        try:
            check(fixed[1])
        except PatternError as error:
            raise XPathError("regex_invalid", detail=str(error)) from error
    if tree.function == "digest":
        if fixed[1] is not None and not signing.is_algorithm(fixed[1]):
            raise XPathError("expression_not_supported", detail=f"the algorithm '{fixed[1]}'")
        if len(fixed) > 2 and fixed[2] is not None and not signing.is_encoding(fixed[2]):
            raise XPathError("expression_not_supported", detail=f"the encoding '{fixed[2]}'")
    if tree.function in ("format-date", "format-date-time") and fixed[1] is not None:
        wrong = dates.wrong_sign(fixed[1])
        if wrong is not None:
            raise XPathError("expression_not_supported", detail=f"'{wrong}' in a date format")


def _if(compiler: Compiler, tree: Call, here: Here) -> Closure:
    condition = compiler.value(tree.arguments[0], here)
    then, otherwise = (compiler.raw(argument, here) for argument in tree.arguments[1:])
    return lambda moment, state: (then if to_boolean(condition(moment, state)) else otherwise)(moment, state)


def _coalesce(compiler: Compiler, tree: Call, here: Here) -> Closure:
    first, second = (compiler.raw(argument, here) for argument in tree.arguments)

    def run(moment: Moment, state: State) -> Value:
        value = first(moment, state)
        return second(moment, state) if is_null(value) else value

    return run


def own_value(compiler: Compiler, here: Here) -> Closure:
    """The value of the context itself, without that being a dependency."""
    here.touched = True
    if here.node is None:
        return lambda moment, state: state.chain[-1].text
    node, candidate = here.node, compiler.scope.candidate

    def run(moment: Moment, state: State) -> Value:
        if candidate and moment.candidate is not None:
            return moment.candidate
        return moment.value(node, here.positions(state))

    return run


def _on_own(compiler: Compiler, tree: Call, here: Here) -> Closure:
    return _applied(FUNCTIONS[tree.function].call, (own_value(compiler, here),))


def _once(compiler: Compiler, tree: Call, here: Here) -> Closure:
    compiler.found.once = True
    fresh, own = compiler.raw(tree.arguments[0], here), own_value(compiler, here)

    def run(moment: Moment, state: State) -> Value:
        value, kept = fresh(moment, state), own(moment, state)
        return value if to_string(kept) == "" else kept

    return run


def _position(compiler: Compiler, tree: Call, here: Here) -> Closure:
    if not tree.arguments:
        return repeats.own_position(compiler, here)
    argument = tree.arguments[0]
    if isinstance(argument, Path) and lists.is_list_path(argument, here):
        chains = lists.chains_of(compiler, argument, here)
        return lambda moment, state: _place_in_list(chains(moment, state))
    nodes = compiler.raw(argument, here)

    def run(moment: Moment, state: State) -> Value:
        found = nodes(moment, state)
        if not isinstance(found, Nodes):
            raise EvaluationError("position() needs a node-set")
        return _place(found.found[0]) if found.found else 0.0

    return run


def _place(place: Place) -> float:
    if isinstance(place, Item):
        return 1.0
    node, positions = place
    return float(positions[-1]) if node.repeat else 1.0


def _place_in_list(chains: list[lists.Items]) -> float:
    if not chains:
        return 0.0
    chain = chains[0]
    if len(chain) < 2:
        return 1.0
    same = lists.children_named(chain[-2], chain[-1].name)
    return float(next((place for place, item in enumerate(same, 1) if item is chain[-1]), 1))


def _now(compiler: Compiler, tree: Call, here: Here) -> Closure:
    compiler.found.volatile = True
    if tree.function == "today":
        return lambda moment, state: moment.at.date()
    return lambda moment, state: moment.at.replace(microsecond=moment.at.microsecond // 1000 * 1000)


def _timed(function: Callable[..., Value], raw: bool = False) -> Build:
    """A function of dates: it is told the moment, for the person's zone. ``raw``: node-sets are left to it."""

    def build(compiler: Compiler, tree: Call, here: Here) -> Closure:
        read = compiler.raw if raw else compiler.value
        arguments = tuple(read(argument, here) for argument in tree.arguments)
        if len(arguments) == 1:
            (only,) = arguments
            return lambda moment, state: function(moment.at, only(moment, state))
        return lambda moment, state: function(moment.at, *[argument(moment, state) for argument in arguments])

    return build


FORMS: Final[dict[str, Form]] = {
    "if": Form(3, 3, _if),
    "coalesce": Form(2, 2, _coalesce),
    "once": Form(1, 1, _once),
    "position": Form(0, 1, _position),
    "indexed-repeat": Form(3, 11, repeats.indexed_repeat, odd=True),
    "string-length": Form(0, 0, _on_own),
    "normalize-space": Form(0, 0, _on_own),
    "random": Form(0, 0, chance.random_call),
    "uuid": Form(0, 1, chance.uuid_call),
    "randomize": Form(1, 2, chance.randomize_call, sets=(0,)),
    "pulldata": Form(4, 4, lookups.pulldata),
    "jr:choice-name": Form(2, 2, lookups.choice_name),
    "jr:itext": Form(1, 1, lookups.itext),
    "property": Form(1, 1, lookups.property_call),
    "version": Form(0, 0, lookups.version_call),
    "today": Form(0, 0, _now),
    "now": Form(0, 0, _now),
    "date": Form(1, 1, _timed(timing.date_of)),
    "date-time": Form(1, 1, _timed(timing.date_time)),
    "decimal-date-time": Form(1, 1, _timed(timing.decimal_date_time)),
    "decimal-time": Form(1, 1, _timed(timing.decimal_time)),
    "format-date": Form(2, 2, _timed(timing.format_date, raw=True)),
    "format-date-time": Form(2, 2, _timed(timing.format_date, raw=True)),
}
_MATHEMATICAL: Final = "abs acos asin atan atan2 cos exp exp10 log log10 pow sin sqrt tan"
for _name in _MATHEMATICAL.split(" "):
    _function = FUNCTIONS[_name]
    FORMS[_name] = Form(_function.least, _function.most, _timed(timing.exact(_function.call), raw=True))
NAMES: Final = frozenset(FORMS) | frozenset(FUNCTIONS)
"""Every function there is, and ``instance`` and ``current`` besides, which begin a path."""

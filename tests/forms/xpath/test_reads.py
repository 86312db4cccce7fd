"""What an expression depends on: the engine computes again only where this says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.nodes import Node
from forms.xpath.compiler import Compiled
from tests.forms.xpath.cases import CASES, ERROR
from tests.forms.xpath.world import compiled, placed, value, world


def reads(found: Compiled) -> dict[str, int]:
    return {node.path.removeprefix("/data/"): shared for node, shared in found.reads.items()}


@pytest.mark.parametrize(
    ("context", "expression", "expected"),
    [
        ("/data", "age > 3 and ./name != ''", {"age": 0, "name": 0}),
        ("/data", "count(kids)", {"kids": 0}),
        ("/data", "sum(kids/age)", {"kids": 0, "kids/age": 0}),
        ("/data", "kids[age > 3]/name", {"kids": 0, "kids/age": 0, "kids/name": 0}),
        ("/data", "sum(kids/toys/price)", {"kids": 0, "kids/toys": 0, "kids/toys/price": 0}),
        ("/data", "string(place)", {"place": 0}),
        ("/data/kids/age", "../name", {"kids/name": 1}),
        ("/data/kids/age", "/data/kids/name", {"kids/name": 1}),
        ("/data/kids/age", ".", {"kids/age": 1}),
        ("/data/kids/age", "/data/age", {"age": 0}),
        ("/data/kids/age", "sum(../toys/price)", {"kids/toys": 1, "kids/toys/price": 1}),
        ("/data/kids/age", "count(../../kids)", {"kids": 0}),
        ("/data/kids/age", "position(..)", {"kids": 1}),
        ("/data/kids/age", "../../kids[name = current()/../name]/age", {"kids": 0, "kids/name": 0, "kids/age": 0}),
        ("/data/kids/toys/toy", "/data/kids/name", {"kids/name": 1}),
        ("/data/kids/toys/toy", "../price + 1", {"kids/toys/price": 2}),
        (
            "/data/kids/toys/toy",
            "/data/kids/toys[price > 1]/toy",
            {"kids/toys": 1, "kids/toys/price": 1, "kids/toys/toy": 1},
        ),
        ("/data/kids/age", "indexed-repeat(/data/kids/name, /data/kids, 1)", {"kids": 0, "kids/name": 0}),
        (
            "/data/kids/toys/toy",
            "indexed-repeat(/data/kids/toys/price, /data/kids/toys, /data/age)",
            {"age": 0, "kids/toys": 1, "kids/toys/price": 1},
        ),
        ("/data/kids/age", "instance('towns')/root/item[name = current()/../name]/label", {"kids/name": 1}),
        ("/data/age", "once(../name)", {"name": 0}),
        ("/data/age", "string-length()", {}),
        ("/data/age", "instance('towns')/root/item[position() = 1]/label", {}),
    ],
)
def test_what_is_read_and_how_near(context: str, expression: str, expected: dict[str, int]) -> None:
    assert reads(compiled(expression, context)) == expected


def test_what_depends_on_the_hour_on_chance_or_on_itself() -> None:
    assert [(c.volatile, c.random, c.once) for c in map(compiled, ("1", "now()", "today() + 1"))] == [
        (False, False, False),
        (True, False, False),
        (True, False, False),
    ]
    assert compiled("random()").random
    assert compiled("uuid()").random
    assert compiled("randomize(kids)").random
    assert not compiled("randomize(kids, 5)").random
    assert compiled("once(random())").once
    assert compiled("kids[age > random()]").random


EXPRESSIONS = [
    (context, expression) for context, cases in CASES.items() for expression, expected in cases if expected is not ERROR
]


@given(st.sampled_from(EXPRESSIONS))
def test_nothing_is_read_that_was_not_announced(case: tuple[str, str]) -> None:
    context, expression = case
    _, own = placed(context)
    moment = world()
    moment.reads.clear()
    value(expression, context)
    announced = compiled(expression, context).reads
    context_node = moment.find(placed(context)[0])
    for node, positions in moment.reads:
        if node is context_node and expression in ("string-length()", "normalize-space()", "once('fresh')"):
            continue
        assert node in announced, node.path
        shared = announced[node]
        assert positions[:shared] == own[:shared], node.path


def test_a_group_is_read_without_what_is_in_it() -> None:
    found = compiled("string(place) = ''")
    assert [node.path for node in found.reads if isinstance(node, Node)] == ["/data/place"]

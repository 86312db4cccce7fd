"""Lookups in lists: by an index where that comes to the same as looking at every row."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.nodes import Item
from forms.xpath import EvaluationError, Nodes, XPathError, compile_expression, to_string
from forms.xpath.lists import Index
from forms.xpath.values import equal
from tests.forms.xpath.world import World, lists, scope, shown, world


def found(expression: str, rows: list[dict[str, str]], moment: World | None = None) -> list[str]:
    root = Item("root", "", tuple(Item.row(row) for row in rows))
    compiled = compile_expression(expression, replace(scope(), lists={"list": root}, indexes={}))
    first = [compiled.evaluate(moment or world(), ()) for _ in range(2)]
    assert all(isinstance(each, Nodes) for each in first)
    texts = [[to_string(value) for value in each.values()] for each in first if isinstance(each, Nodes)]
    assert texts[0] == texts[1]
    return texts[0]


CELLS = st.sampled_from(["", "1", "1.0", "01", "2", " 2", "2,0", "x", "true", "1985-02-03", "0.9999999999999"])
ROWS = st.lists(st.fixed_dictionaries({"name": CELLS, "col": CELLS}), max_size=12)
VALUES = [
    "'1'",
    "'x'",
    "''",
    "1",
    "2",
    "1.5",
    "true()",
    "/data/born",
    "/data/nothing",
    "/data/word",
    "0 div 0",
    "1 div 0",
]


@given(ROWS, st.sampled_from(VALUES), st.booleans())
def test_an_index_finds_what_looking_at_every_row_finds(rows: list[dict[str, str]], value: str, turned: bool) -> None:
    equation = f"{value} = col" if turned else f"col = {value}"
    by_index = found(f"instance('list')/root/item[{equation}]/name", rows)
    # an "or" takes no index
    assert by_index == found(f"instance('list')/root/item[{equation} or false()]/name", rows)
    joined = found(f"instance('list')/root/item[{equation} and position() > 2]/name", rows)
    assert joined == found(f"instance('list')/root/item[position() > 2 and {equation}]/name", rows)


@given(st.lists(CELLS), st.one_of(CELLS, st.floats(), st.sampled_from([1.0, 2.0, 1.0 + 1e-13, 0.5])))
def test_the_places_of_an_index_are_those_of_the_equal_rows(texts: list[str], value: str | float) -> None:
    assert Index(texts).places(value) == [place for place, text in enumerate(texts) if equal(text, value)]


def test_an_index_is_built_once_for_all_expressions_of_a_form() -> None:
    shared = replace(scope(), indexes={})
    for expression in ("[province = '13']/name", "[province = 14]", "[14 = province and label]/label", "[size = 5]"):
        compile_expression(f"instance('towns')/root/item{expression}", shared).evaluate(world(), ())
    assert len([key for key in shared.indexes if key[0] == "index"]) == 2


def test_a_list_need_not_be_called_root_and_item_and_may_have_attributes() -> None:
    deep = Item(
        "regions",
        "",
        (
            Item("region", "", (Item("town", "Solok", (), {"code": "1"}), Item("town", "Agam", (), {"code": "2"}))),
            Item("region", "", (Item("town", "Kampar", (), {"code": "3"}),), {"id": "14"}),
        ),
    )
    here = replace(scope(), lists={"deep": deep}, indexes={})

    def run(expression: str) -> list[str]:
        value = compile_expression(expression, here).evaluate(world(), ())
        assert isinstance(value, Nodes)
        return [to_string(each) for each in value.values()]

    assert run("instance('deep')/regions/region/town") == ["Solok", "Agam", "Kampar"]
    assert run("instance('deep')/regions/region/town/@code") == ["1", "2", "3"]
    assert run("instance('deep')/regions/region[@id = 14]/town") == ["Kampar"]
    assert run("instance('deep')/regions/region/town[@code = '2']") == ["Agam"]
    assert run("instance('deep')/regions/region[count(town) = 2]/town[position() = 2]") == ["Agam"]
    assert run("instance('deep')/regions/region/town[count(../town) = 1]") == ["Kampar"]
    assert run("instance('deep')/regions/*/*") == ["Solok", "Agam", "Kampar"]
    with pytest.raises(EvaluationError):
        run("instance('deep')/regions/region[town = 'Solok']")
    with pytest.raises(EvaluationError):
        run("instance('deep')/regions/region[../../../x = 1]")


def test_pulldata_takes_the_first_row_with_the_key() -> None:
    assert shown("pulldata('towns', 'label', 'name', '1401')") == "Kampar"
    assert shown("pulldata('towns.csv', 'label', 'province', place/province)") == "Pesisir"
    assert shown("pulldata('towns', 'label', 'province', 13)") == "Pesisir"
    assert shown("pulldata('towns', 'label', 'name', 'none')") == ""


def test_without_strictness_a_missing_list_fails_only_when_it_is_asked() -> None:
    with pytest.raises(XPathError):
        shown("instance('kab')/root/item/name")
    with pytest.raises(EvaluationError):
        shown("instance('kab')/root/item/name", strict=False)
    assert shown("if(false(), instance('kab')/root/item/name, 'a')", strict=False) == "a"
    assert set(lists()) == {"towns", "one"}

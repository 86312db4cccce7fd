"""Diagrams by their positions: nothing covers anything, nothing is left out."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.analysing.diagram import Edge, Layout, Node, at, layered
from handlers.analysing.diagram_blocks import Block, Item, Tie, packed, placed, stacked
from handlers.analysing.diagram_names import told_apart
from handlers.analysing.diagram_sem import readable

SUPPORTS, COMPETENCES = ("peran", "lingkungan", "belajar", "dtsen"), ("personal", "sosial", "mengajar", "komunikasi")


def inside(layout: Layout) -> bool:
    """Whether everything lies on the drawing."""
    boxes = [*layout.boxes.values(), *(curve.label for curve in layout.curves)]
    corners = [(box.x + x * box.wide / 2, box.y + y * box.high / 2) for box in boxes for x in (-1, 1) for y in (-1, 1)]
    points = [at(curve.points, step / 20) for curve in layout.curves for step in range(21)]
    return all(0 <= x <= layout.wide and 0 <= y <= layout.high for x, y in [*corners, *points])


def model_of_003() -> tuple[list[Node], list[Edge]]:
    paths = [(s, c) for s in SUPPORTS for c in COMPETENCES] + [(c, "kinerja") for c in COMPETENCES]
    names = [*COMPETENCES, *SUPPORTS, "kinerja"]
    return [Node(name, under="R² = 0,31") for name in names], [Edge(s, t, "0,34***") for s, t in paths]


def test_the_model_of_003_is_legible() -> None:
    nodes, edges = model_of_003()
    layout = layered(nodes, edges)
    boxes, labels = list(layout.boxes.values()), [curve.label for curve in layout.curves]
    assert len(boxes) == 9
    assert len(labels) == 20
    assert not any(one.meets(other, 8) for one, other in combinations(boxes, 2))
    assert not any(one.meets(other) for one, other in combinations(labels, 2))
    assert not any(label.meets(box) for label in labels for box in boxes)
    assert inside(layout)
    columns = [{layout.boxes[name].x for name in layer} for layer in (SUPPORTS, COMPETENCES, ("kinerja",))]
    assert [len(column) for column in columns] == [1, 1, 1]
    assert min(columns[0]) < min(columns[1]) < min(columns[2])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), min_size=1, max_size=16))
def test_any_model_has_its_boxes_apart_and_every_arrow_once(drawn: list[tuple[int, int, bool]]) -> None:
    """Circles and covariances of any two among them."""
    pairs = {(one, other): both for one, other, both in drawn if one != other}
    edges = [Edge(f"v{one}", f"v{other}", "0,12*", both=both) for (one, other), both in pairs.items()]
    layout = layered([Node(f"v{number}", "latent" if number % 2 else "observed") for number in range(10)], edges)
    assert len(layout.boxes) == 10
    assert not any(one.meets(other, 8) for one, other in combinations(layout.boxes.values(), 2))
    assert sorted(map(repr, (curve.edge for curve in layout.curves))) == sorted(map(repr, edges))
    assert inside(layout)


def test_an_arrow_over_a_layer_goes_round_the_box_between() -> None:
    layout = layered([Node("a"), Node("b"), Node("c")], [Edge("a", "b", "1"), Edge("b", "c", "2"), Edge("a", "c", "3")])
    over = next(curve for curve in layout.curves if curve.edge.label == "3")
    assert not any(layout.boxes["b"].holds(at(over.points, step / 30)) for step in range(31))


def test_many_layers_run_down_the_page() -> None:
    names = [f"v{number}" for number in range(7)]
    edges = [Edge(one, other, "0,5") for one, other in pairwise(names)]
    layout = layered([Node(name, "observed") for name in names], edges)
    assert layout.high > 2 * layout.wide
    assert [layout.boxes[name].y for name in names] == sorted((b.y for b in layout.boxes.values()), reverse=True)


@pytest.mark.parametrize("count", [1, 3, 24, 25, 39, 87])
def test_a_factor_has_each_item_once_and_apart(count: int) -> None:
    items = tuple(Item(f"PGT{number:02d}", "0,71") for number in range(count))
    ties = (Tie("PGT00", f"PGT{count - 1:02d}", "0,20"),) if count > 1 else ()
    layout = placed(Block("pengetahuan", items, ties=ties))
    assert [arrow.item for arrow in layout.arrows] == list(items)
    boxes = [layout.factor, *(arrow.box for arrow in layout.arrows)]
    labels = [arrow.label for arrow in layout.arrows]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(one.meets(other) for one, other in combinations(labels, 2))
    assert not any(label.meets(box) for label in labels for box in boxes)
    for box in [*boxes, *labels, *(arc.label for arc in layout.arcs)]:
        assert box.x - box.wide / 2 >= 0
        assert box.x + box.wide / 2 <= layout.wide
        assert box.y - box.high / 2 >= 0
        assert box.y + box.high / 2 <= layout.high


def test_blocks_fill_sheets_without_covering_one_another() -> None:
    sizes = [3, 39, 12, 1, 24, 8, 87, 5, 30]
    blocks = [Block(f"f{n}", tuple(Item(f"i{n}_{k}", "0,7") for k in range(size))) for n, size in enumerate(sizes)]
    sheets = packed([placed(block) for block in blocks], 490, 640)
    assert sorted(layout.block.name for sheet in sheets for layout, _, _ in sheet) == sorted(b.name for b in blocks)
    for sheet in sheets:
        areas = [(x, y, x + each.wide * scale, y + each.high * scale) for each, (x, y), scale in sheet]
        assert all(x >= 0 and y >= -0.1 and right <= 490.1 and top <= 640.1 for x, y, right, top in areas)
        for (x, y, right, top), (x2, y2, right2, top2) in combinations(areas, 2):
            assert right <= x2 or right2 <= x or top <= y2 or top2 <= y


def test_a_small_model_stands_in_one_picture() -> None:
    blocks = [Block(name, tuple(Item(f"{name}{k}", "0,7") for k in range(3))) for name in "abcd"]
    made = stacked(blocks, [Tie(one, other, "0,44***") for one, other in combinations("abcd", 2)])
    labels = [arc.label for arc in made.arcs]
    assert len(labels) == 6
    assert not any(one.meets(other) for one, other in combinations(labels, 2))
    assert all(label.x - label.wide / 2 >= 0 for label in labels)


def test_too_long_a_chain_is_not_drawn_with_arrows() -> None:
    """Twelve factors, each on the three before: figures would be smaller than 4.5 points."""
    names = [f"f{number}" for number in range(12)]
    edges = [Edge(names[s], names[t], "0,34***") for t in range(12) for s in range(max(0, t - 3), t)]
    assert not readable(layered([Node(name) for name in names], edges))
    assert readable(layered(*model_of_003()))


@given(st.lists(st.text(alphabet="ab_ ", min_size=1, max_size=90), min_size=1, max_size=12, unique=True))
def test_cut_names_still_tell_items_apart(endings: list[str]) -> None:
    names = [f"Saya_memahami_hak_{ending}" for ending in endings]
    shown = told_apart(names, 38)
    assert list(shown) == names
    assert len(set(shown.values())) == len(names)
    assert all(len(words) <= 38 for words in shown.values())


def test_what_names_have_in_common_is_what_is_cut() -> None:
    names = [
        "Saya_memahami_hak_dan_kewajiban_penerima_manfaat_PKH",
        "Saya_memahami_hak_dan_kewajiban_penerima_manfaat_x",
    ]
    assert list(told_apart([*names, "a1"], 38).values()) == ["…PKH", "…x", "a1"]

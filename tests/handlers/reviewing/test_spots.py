"""Where somebody is among incoming reports, as the short texts that places and buttons keep."""

from __future__ import annotations

import pytest

from handlers.reviewing.dispatch import to
from handlers.reviewing.filters import PERIODS, STATES, Filter, Spot, signed
from handlers.reviewing.one import Look

FULL = Spot(Filter("a", "w", 4_294_967_295, 999_999_999), (900, 800), ("12-1", "13-2"), (4_294_967_295, 40, 40))
LARGEST = 10**15


@pytest.mark.parametrize(
    "spot",
    [
        Spot(),
        FULL,
        Spot(Filter("x", "m"), (7,)),
        Spot(ticks=()),
        Spot(done=(4_294_967_295, 8, 0)),
        Spot(Filter("x", "m"), (7,), (), (1, 2, 3)),
        *(Spot(Filter(s, p)) for s in STATES for p in PERIODS),
    ],
    ids=str,
)
def test_a_spot_is_read_back(spot: Spot) -> None:
    assert Spot.read(str(spot)) == spot


@pytest.mark.parametrize(
    "look", [Look(5), Look(5, covered=True), Look(5, version=2, page=1, file=8, spot=FULL)], ids=str
)
def test_a_look_is_read_back(look: Look) -> None:
    assert Look.read(str(look)) == look


@pytest.mark.parametrize(
    "text", ["", ":", "zz.0.0", "n.0.0", "nx", "nx..", "nx.a.b", "nx.²:٣:+", "nx.0.0:a.b:", "nx.-1.-1:-5", "a" * 300]
)
def test_anything_else_is_a_list_all_the_same(text: str) -> None:
    """A made-up button or a place from before a change never fails."""
    spot = Spot.read(text)
    assert Spot.read(str(spot)) == spot
    assert spot.filter.state in STATES
    assert spot.filter.period in PERIODS
    assert Look.read(text).report >= 0


def test_pages_back_and_forth() -> None:
    """A page turned twice by two taps is one page further; back leads over the same pages."""
    third = Spot().at(90).at(80).at(70)
    assert third.cursors == (90, 80, 70)
    assert third.at(70) == third
    assert third.at(80).cursors == (90, 80)
    assert third.at(80).at(90).cursors == (90,)
    assert third.at(0).cursors == ()
    # Reports that came in on one day are not in the order of their numbers.
    assert third.at(95).cursors == (90, 80, 70, 95)


def test_buttons_hold_the_largest() -> None:
    for button in (
        to("x", "l", FULL.filter, LARGEST),
        to("x", "by", "person", FULL.filter, 999),
        to("x", "pick", FULL.filter, LARGEST, "off"),
        to("x", "say", LARGEST, 9999, 4),
        to("x", "pics", LARGEST, 9999, 300),
        to("x", "t", f"{LARGEST}-9999", 1),
    ):
        assert len(button.data.encode()) <= 64


def test_an_old_button_does_not_act_on_others() -> None:
    assert signed(["12-1", "13-1"]) == signed(["12-1", "13-1"])
    assert len({signed(ticks) for ticks in (["12-1"], ["12-2"], ["12-1", "13-1"], ["13-1", "12-1"])}) == 4

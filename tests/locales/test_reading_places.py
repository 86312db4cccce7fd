"""Places as people type them or share them from a map."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.reading import has_identity_number
from locales.reading_places import is_map_link, read_place


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("-6.2, 106.8", "-6.2 106.8 0 0"),
        ("-6.2,106.8", "-6.2 106.8 0 0"),
        ("-6.2 106.8", "-6.2 106.8 0 0"),
        ("-6.2 106.8 12.5 4", "-6.2 106.8 12.5 4"),
        ("-6.2 106.8 -3 4", "-6.2 106.8 -3 4"),
        ("-6,2 106,8", "-6.2 106.8 0 0"),
        ("-6,2; 106,8", "-6.2 106.8 0 0"),
        ("-6,2, 106,8", "-6.2 106.8 0 0"),
        ("−6.2, 106.8", "-6.2 106.8 0 0"),
        ("6,2 LS 106,8 BT", "-6.2 106.8 0 0"),
        ("6,2° LS, 106,8° BT", "-6.2 106.8 0 0"),
        ("6.2 S, 106.8 E", "-6.2 106.8 0 0"),
        ("106.8 BT dan 2.5 LU", "2.5 106.8 0 0"),
        ("6°12'30\"S 106°49'30\"E", "-6.2083333 106.825 0 0"),
        # The longitude first, as some write it.
        ("106.8, -6.2", "-6.2 106.8 0 0"),
        ("https://maps.google.com/?q=-6.2087634,106.845599", "-6.2087634 106.845599 0 0"),
        ("https://www.google.com/maps/search/?api=1&query=-6.2%2C106.8", "-6.2 106.8 0 0"),
        ("https://www.google.com/maps/@-6.2,106.8,17z", "-6.2 106.8 0 0"),
        (
            "https://www.google.com/maps/place/Kantor/@-6.1,106.7,17z/data=!3m1!4b1!4m5!3m4!1s0x0!8m2!3d-6.2!4d106.8",
            "-6.2 106.8 0 0",
        ),
        ("geo:-6.2,106.8", "-6.2 106.8 0 0"),
        ("Kantor Dinas https://maps.google.com/?q=-6.2,106.8", "-6.2 106.8 0 0"),
        ("https://www.openstreetmap.org/?mlat=-6.2&mlon=106.8", "-6.2 106.8 0 0"),
    ],
)
def test_a_place(typed: str, written: str) -> None:
    place = read_place(typed)
    assert place is not None
    assert place.written() == written
    # It is a place and no number of an identity card.
    assert not has_identity_number(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "5", "-6.2", "91, 181", "-6.2, 206.8", "200 200", "-6.2 106.8 1 2 3", "https://maps.app.goo.gl/AbC123",
     "6,2 LS 106,8 LU", "6,2 LS", "jalan 6.2 nomor 106.8", "🙏", "NaN NaN", "1e5 2e5"],
)  # fmt: skip
def test_no_place(typed: str) -> None:
    assert read_place(typed) is None


def test_a_shortened_link_is_seen_as_a_link() -> None:
    assert is_map_link("https://maps.app.goo.gl/AbC123")
    assert not is_map_link("-6.2, 106.8")


@pytest.mark.parametrize(
    "typed", ["-6.2087634, 106.845599", "-6.20876341234567,106.84559912345678", "-6,2087634 106,845599"]
)
def test_many_digits_of_a_place_are_no_identity_number(typed: str) -> None:
    assert not has_identity_number(typed)
    assert has_identity_number(f"{typed} 1234567890123456")


@given(
    st.decimals(-90, 90, places=7, allow_nan=False),
    st.decimals(91, 180, places=7, allow_nan=False).flatmap(lambda x: st.sampled_from([x, -x])),
    st.sampled_from([", ", ",", " ", "; "]),
)
def test_every_pair_is_that_place(latitude: Decimal, longitude: Decimal, between: str) -> None:
    for first, second in ((latitude, longitude), (longitude, latitude)):
        place = read_place(f"{first:f}{between}{second:f}")
        assert place is not None
        assert (place.latitude, place.longitude) == (latitude, longitude)


@given(st.text(max_size=80) | st.text("0123456789.,-°'\" NSELTB;", max_size=60))
def test_anything_may_be_typed(typed: str) -> None:
    place = read_place(typed)
    if place is not None:
        assert abs(place.latitude) <= 90
        assert abs(place.longitude) <= 180
        assert len(place.written().split()) == 4

"""Which of the published forms stand in the menu itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from handlers.publishing import offers
from handlers.publishing.offers import Offer
from locales import texts

TURN = cast("Any", SimpleNamespace(texts=texts("id")))


def offer(name: str, *, begun: bool) -> Offer:
    form = cast("Any", SimpleNamespace(id=name, title=lambda _language: name))
    return Offer(1, form, "once", cast("Any", object()) if begun else None)


@pytest.mark.parametrize(
    ("begun", "waiting", "room", "shown"),
    [
        ("", "", 2, []),
        ("", "a", 0, ["a"]),
        ("", "ab", 2, ["a", "b"]),
        ("", "ab", 1, ["Semua formulir (2)"]),
        ("", "abc", 2, ["a", "Semua formulir (3)"]),
        ("", "abcde", 9, ["a", "b", "Semua formulir (5)"]),
        # What is begun is never hidden.
        ("ab", "c", 1, ["Lanjutkan a", "Lanjutkan b", "Semua formulir (3)"]),
    ],
)
def test_as_many_as_there_is_room_for(begun: str, waiting: str, room: int, shown: list[str]) -> None:
    found = [offer(name, begun=True) for name in begun] + [offer(name, begun=False) for name in waiting]
    assert [button.label for row in offers.rows(TURN, found, room) for button in row] == shown

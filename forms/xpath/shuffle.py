"""``randomize()`` with a seed: the same order as in every other OpenRosa client.

"Inside-out" Fisher-Yates with Park and Miller's minimal standard generator, as the ODK XForms specification lays
down and JavaRosa's ``FisherYates``, ``ParkMiller`` and ``RandomizeHelper`` do.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from forms.xpath.values import Value, as_long, plain, to_number, to_string

_MODULUS: Final = 2_147_483_647
_MULTIPLIER: Final = 16_807

T = TypeVar("T")


def seed_of(value: Value) -> int:
    """A number without its decimals; any other text by the first 64 bits of its SHA-256, the empty one is 0."""
    number = to_number(value)
    if not math.isnan(number):
        return as_long(number)
    text = to_string(plain(value))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True) if text else 0


def seeded(seed: int) -> Callable[[], float]:
    """Numbers from 0 up to 1 by Park and Miller."""
    # The seed passes through a double, as in Java.
    state = math.fmod(float(seed), _MODULUS)
    if state <= 0:
        state += _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = math.fmod(state * _MULTIPLIER, _MODULUS)
        return (int(state) - 1) / (_MODULUS - 1)

    return draw


def shuffled(items: Sequence[T], draw: Callable[[], float]) -> list[T]:
    """A new list in another order; ``draw`` gives numbers from 0 up to 1."""
    order: list[T] = []
    for place, item in enumerate(items):
        target = int(draw() * (place + 1))
        if target == place:
            order.append(item)
        else:
            order.append(order[target])
            order[target] = item
    return order

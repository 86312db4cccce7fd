"""Faults that can be switched on: what a network and a busy Telegram do to a bot."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

CALL_FAULTS = ("lost_reply", "server_error", "too_many")
DELIVERY_FAULTS = ("duplicate_tap", "duplicate_update", "reorder")


@dataclass
class Times:
    """A fault that strikes the next `count` times, and then no more."""

    count: int


Chance = float | Times


@dataclass
class Faults:
    """Each fault is a probability (0 never … 1 always) or `Times(n)`; all off by default.

    - `latency_ms`: every answer of the Bot API comes this much later.
    - `lost_reply`: the call is carried out, then the connection is closed without an answer.
    - `server_error`: 502 "Bad Gateway", not carried out.
    - `too_many`: 429 with `retry_after` 1, not carried out; the chat is halted for that second.
    - `duplicate_tap`: the tap comes again a moment later under a new `update_id` and a new query id.
    - `duplicate_update`: an acknowledged update is delivered once more under the same `update_id`.
    - `reorder`: a text and a tap of one person sent within `reorder_window_ms` come in swapped order.

    `methods` restricts the faults of calls to these methods (None: all). `seed` makes a run repeatable.
    """

    latency_ms: float = 0.0
    lost_reply: Chance = 0.0
    server_error: Chance = 0.0
    too_many: Chance = 0.0
    duplicate_tap: Chance = 0.0
    duplicate_update: Chance = 0.0
    reorder: Chance = 0.0
    reorder_window_ms: float = 300.0
    duplicate_after_ms: float = 50.0
    methods: list[str] | None = None
    seed: int = 0
    _random: random.Random | None = field(default=None, repr=False, compare=False)
    _seeded: int = field(default=0, repr=False, compare=False)

    def concerns(self, method: str) -> bool:
        """Whether the faults of calls apply to this method (compared without regard to case)."""
        return self.methods is None or method.lower() in {name.lower() for name in self.methods}

    def strikes(self, name: str) -> bool:
        """Draw once for the fault `name`; a `Times` is used up by one."""
        chance: Chance = getattr(self, name)
        if isinstance(chance, Times):
            if chance.count <= 0:
                return False
            chance.count -= 1
            return True
        return chance > 0 and self._draw() < chance

    def _draw(self) -> float:
        if self._random is None or self._seeded != self.seed:
            self._random = random.Random(self.seed)
            self._seeded = self.seed
        return self._random.random()

    def clear(self) -> None:
        """Switch every fault off."""
        blank = Faults(seed=self.seed)
        for name in ("latency_ms", "reorder_window_ms", "duplicate_after_ms", "methods"):
            setattr(self, name, getattr(blank, name))
        for name in CALL_FAULTS + DELIVERY_FAULTS:
            setattr(self, name, 0.0)

    def change(self, wanted: dict[str, Any]) -> None:
        """Set the faults named in `wanted`, leave the others.

        A chance is a number 0..1 or `{"count": n}`. Raises ValueError, with nothing changed, when something is wrong.
        """
        checked = {name: _checked(name, value) for name, value in wanted.items()}
        for name, value in checked.items():
            setattr(self, name, value)
        if "seed" in checked:
            self._random = None

    def as_json(self) -> dict[str, Any]:
        """What is switched on, in the shape `change` takes."""
        shown: dict[str, Any] = {
            "latency_ms": self.latency_ms,
            "reorder_window_ms": self.reorder_window_ms,
            "duplicate_after_ms": self.duplicate_after_ms,
            "methods": self.methods,
            "seed": self.seed,
        }
        for name in CALL_FAULTS + DELIVERY_FAULTS:
            chance = getattr(self, name)
            shown[name] = {"count": chance.count} if isinstance(chance, Times) else chance
        return shown


def _checked(name: str, value: Any) -> Any:
    if name in CALL_FAULTS + DELIVERY_FAULTS:
        return _chance(name, value)
    if name in ("latency_ms", "reorder_window_ms", "duplicate_after_ms"):
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{name} must be a number of milliseconds, 0 or more")
        return float(value)
    if name == "methods":
        if value is not None and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise ValueError("methods must be null or a list of method names")
        return value
    if name == "seed":
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("seed must be a whole number")
        return value
    known = ", ".join(sorted(Faults().as_json()))
    raise ValueError(f"there is no fault named {name!r}; there are: {known}")


def _chance(name: str, value: Any) -> Chance:
    if isinstance(value, dict) and set(value) == {"count"} and isinstance(value["count"], int):
        return Times(value["count"])
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f'{name} must be a probability from 0 to 1, or {{"count": n}} for the next n times')
    return float(value)

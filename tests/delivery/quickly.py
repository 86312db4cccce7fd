"""An event loop whose seconds pass at once: waiting costs nothing, and every moment is exact."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any


class _Leaping(selectors.SelectSelector):
    now = 1000.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout > 0:
            self.now += timeout
        return super().select(0)


class LeapingLoop(asyncio.SelectorEventLoop):
    """Its time stands still while there is work, and leaps to the next timer when there is none."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now


def run_quickly(main: Callable[[Callable[[], float]], Coroutine[Any, Any, None]]) -> None:
    """Run `main(clock)` to its end; `clock` tells the seconds of this loop."""
    loop = LeapingLoop()
    try:
        loop.run_until_complete(main(loop.time))
    finally:
        loop.close()

"""Equal long values kept once: an announcement goes to everybody, and its text need not be there once a person."""

from __future__ import annotations

import json
from typing import Any

_SHORT = 24
"""Characters below which a text is not worth a look."""

_KEPT = 256
"""Values looked for: an announcement at a time and what is written beside it, not every text of a year."""


class Pool:
    """Gives, for a value, an equal one that was seen before. What it gives must never be changed."""

    def __init__(self) -> None:
        self._seen: dict[str, Any] = {}

    def share(self, value: Any) -> Any:
        """`value`, or an equal text, list or object that stands in memory already."""
        if isinstance(value, str):
            return value if len(value) < _SHORT else self._kept(value, value)
        if isinstance(value, dict | list) and value:
            # A list and a text can be written alike.
            return self._kept("\0" + json.dumps(value), value)
        return value

    def share_in(self, values: dict[str, Any]) -> dict[str, Any]:
        """The same names with shared values."""
        return {name: self.share(value) for name, value in values.items()}

    def _kept(self, key: str, value: Any) -> Any:
        known = self._seen.get(key)
        if known is not None:
            return known
        if len(self._seen) >= _KEPT:
            del self._seen[next(iter(self._seen))]
        self._seen[key] = value
        return value

"""Names for narrow boxes: long ones lose what they have in common, not what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def told_apart(names: Sequence[str], most: int) -> dict[str, str]:
    """Each name, of so many letters at most. Where cut names are the same, their numbers stand before them."""
    long = [name for name in names if len(name) > most]
    common = _beginning(long) if len(long) > 1 else ""
    common = common[: max(common.rfind(letter) for letter in " _.-") + 1]
    shown = {name: name if len(name) <= most else _cut(name, common, most) for name in names}
    counted = Counter(shown.values())
    for number, name in enumerate(names, 1):
        if counted[shown[name]] > 1:
            before = f"{number}. "
            shown[name] = before + _cut(name, common, most - len(before))
    return shown


def _beginning(names: Sequence[str]) -> str:
    first, last = min(names), max(names)
    alike = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:alike]


def _cut(name: str, common: str, most: int) -> str:
    rest = name.removeprefix(common)
    rest = f"…{rest}" if rest != name else rest
    return rest if len(rest) <= most else rest[: most - 1] + "…"

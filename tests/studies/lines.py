"""A row of the tables in `docs/studi`, and its figures in the Indonesian way."""

from __future__ import annotations

from typing import Final, TypeAlias

from locales import formats

Line: TypeAlias = tuple[str, str, str]
"""What is computed, what the study printed, what follows from its own figures."""

UNPRINTED: Final = "tidak tercetak"


def number(value: float, decimals: int = 2) -> str:
    """The Indonesian way."""
    return formats.number(value, "id", decimals)

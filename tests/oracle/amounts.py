"""How many generated cases are tried: few with every `make test`, as many as one likes by the environment."""

from __future__ import annotations

import os
from typing import Final

VARIABLE: Final = "ORACLE_EXAMPLES"
"""A number of examples for each generated test: ``ORACLE_EXAMPLES=5000 python -m pytest tests/oracle``."""


def examples(usually: int) -> int:
    """So many of this test."""
    return int(os.environ.get(VARIABLE, usually))


def is_long() -> bool:
    """Whether somebody asked for more than usual: then the cases are other ones each time."""
    return VARIABLE in os.environ

"""The code of the rooms, parsed."""

from __future__ import annotations

import ast
from functools import cache

from locales import FOLDER

ROOT = FOLDER.parent


@cache
def python_files(folder: str) -> tuple[tuple[str, ast.Module], ...]:
    """The code of a room, parsed, by path."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return tuple((str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)

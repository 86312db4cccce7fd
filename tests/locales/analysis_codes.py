"""The codes of everything that an analysis refuses or remarks on: each has a text `analysis-<code>`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.locales.code import python_files

FOLDERS = ("scoring", "bot")
PLACES = re.compile(r"scoring/analysis/|bot/analys(e_asked|is_data)")
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
# How they are made.
MAKERS = {"AnalysisError", "Remark", "error", "remark"}


def codes() -> set[str]:
    """Module constants in capitals that look like a code, and codes that stand in a call themselves."""
    return {
        code
        for folder in FOLDERS
        for path, module in python_files(folder)
        if PLACES.match(path)
        for code in _in(module)
    }


def _in(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        target: ast.expr = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if isinstance(target, ast.Name) and target.id.isupper() and not target.id.startswith("_"):
            yield from _code(node.value)
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and call.args and getattr(call.func, "id", "") in MAKERS:
            yield from _code(call.args[0])


def _code(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _code(node.body)
        yield from _code(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value

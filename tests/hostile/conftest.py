"""While a hostile file is read, nothing is opened and nobody is called."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest

# openpyxl looks for the machine's types of files when it is imported, and never again
importlib.import_module("openpyxl")

_CALLS = ("socket.", "subprocess.", "os.system", "os.posix_spawn", "os.fork", "urllib.")


class Doors:
    """Every file opened and every connection made while ``watched``; Python's own files apart."""

    def __init__(self) -> None:
        self.watched = False
        self.opened: list[str] = []
        places = (sys.prefix, sys.base_prefix, os.getcwd())
        self._own = tuple({os.path.realpath(path) for path in places})

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.watched:
            return
        if event == "open" and isinstance(arguments[0], str):
            path = os.path.realpath(arguments[0])
            if f"{os.sep}.hypothesis{os.sep}" in path:
                return
            # What Python compiles it writes beside its place first, under a number.
            path = re.sub(r"\.pyc\.\d+$", ".pyc", path)
            if not (path.startswith(self._own) and path.endswith((".py", ".pyc", ".so", ".json", ".lark", ".txt"))):
                self.opened.append(path)
        elif event.startswith(_CALLS):
            self.opened.append(f"{event} {arguments!r}")


_DOORS = Doors()
sys.addaudithook(_DOORS)


@pytest.fixture
def doors() -> Iterator[Doors]:
    """Watches; at the end nothing may have been opened."""
    _DOORS.opened.clear()
    _DOORS.watched = True
    yield _DOORS
    _DOORS.watched = False
    assert _DOORS.opened == []

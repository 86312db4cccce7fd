"""The walk of ours, through what is behind ``pendamping form walk``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import forms
from forms.source import convert_xform
from forms.walking_through import walk
from tests.oracle.compare import Line, Walked
from tests.oracle.theirs import NOW

INSTANCE_ID: Final = "uuid:00000000-0000-4000-8000-000000000000"
_MOST: Final = 50_000_000
"""Bytes of files beside a form that are read along."""


def files_beside(path: Path) -> dict[str, bytes]:
    """The tables and lists in the folder of a form, by name."""
    found = sorted(each for each in path.parent.iterdir() if each.suffix.lower() in (".csv", ".xml", ".geojson"))
    return {each.name: each.read_bytes() for each in found if each != path and each.stat().st_size < _MOST}


def opened(xform: str, files: dict[str, bytes]) -> forms.Form:
    """Our form of an XForm. Raises FormError."""
    return forms.load(convert_xform(xform), files=files, lenient=True)


def walked(form: forms.Form, answers: dict[str, Any], language: str = "") -> Walked:
    """A walk of ours."""
    lines: list[Line] = []
    instance = None
    for line in walk(form, answers, at=NOW, language=language or None, instance_id=INSTANCE_ID):
        if "instance" in line:
            instance = line["instance"]
        else:
            lines.append(line)
    return Walked(lines, instance)

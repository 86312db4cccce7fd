"""Accepted lessons as tips of the library: theme `lapangan`, one for everybody, without a case question."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from locales.tips import GROUPS, Tip
from storage.case_rows import Lesson
from storage.lessons import lessons_accepted

THEME = "lapangan"
# All of them are about doing something in the field.
COMPETENCE = "keterampilan"


async def field_tips(connection: AsyncConnection) -> dict[str, Tip]:
    """All accepted lessons by their ids as tips, oldest first."""
    found = [as_tip(lesson) for lesson in await lessons_accepted(connection)]
    return {each.id: each for each in found}


def is_field_tip(tip_id: str) -> bool:
    """Whether an id is of this theme; its lesson may be gone."""
    return tip_id.startswith(f"{THEME}-")


def as_tip(lesson: Lesson) -> Tip:
    """The lesson as a tip; what it strengthens follows from the kind of its case."""
    about = data()["kinds"].get(lesson.kind, data()["usual"])
    return Tip(
        id=f"{THEME}-{lesson.id}",
        theme=THEME,
        title=lesson.title,
        text=lesson.text,
        to_try=lesson.to_try,
        competence=COMPETENCE,
        track=str(about["track"]),
        items=tuple(about["items"]),
        groups=GROUPS,
        source=f"{THEME} {lesson.id}",
    )


@cache
def data() -> Mapping[str, Any]:
    """`lessons.toml`."""
    return tomllib.loads(Path(__file__).with_name("lessons.toml").read_text(encoding="utf-8"))

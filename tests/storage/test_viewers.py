"""A query without a viewer does not exist: who asks for what people have sent is always said."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Iterator
from types import ModuleType
from typing import Any

import pytest

from storage import (
    attachments,
    case_care,
    case_lists,
    case_people,
    case_steps,
    case_talk,
    cases,
    drafts,
    lessons,
    report_cases,
    report_lists,
    reports,
    submissions,
)
from storage.visibility import Viewer

# Not asked by anybody: they write what was checked before, or work in the background and give nothing to a chat.
WITHOUT_VIEWER = {
    attachments: {
        "want", "hand_over", "due", "keep", "give_up", "try_again", "orphans", "delete_orphans", "used", "forget"
    },
    case_lists: {"asked_between", "overdue", "unanswered_restricted"},
    case_care: {"free", "quiet", "recall", "stranded"},
    case_people: {"admins", "asked", "by_level", "in_charge", "next_level", "responsible", "told"},
    case_steps: {"write"},
    case_talk: {"add", "add_file", "last_event", "last_of", "note", "offered_event", "remove", "went_unheard"},
    cases: {"escalate", "open_case"},
    drafts: {"begin", "discard", "move_over", "progress", "write_answers", "write_steps"},
    # What was accepted is a tip, for everybody.
    lessons: {"lessons_accepted"},
    report_cases: set(),
    report_lists: set(),
    # Whether anybody is named, not what was sent.
    reports: {"file", "has_named_reader"},
    submissions: {"submit", "add_finished", "is_replaced"},
}  # fmt: skip


@pytest.mark.parametrize("module", WITHOUT_VIEWER, ids=lambda module: module.__name__)
def test_a_query_without_a_viewer_does_not_exist(module: ModuleType) -> None:
    """Every function that reads what people have sent is told who asks, right after the connection, always."""
    without = set()
    for name, function in _functions(module):
        parameters = list(inspect.signature(function).parameters.values())
        assert parameters[0].name == "conn", name
        second = parameters[1] if len(parameters) > 1 else None
        told = second is not None and second.name == "viewer" and second.annotation in (Viewer, "Viewer")
        if not (told and second is not None and second.default is inspect.Parameter.empty):
            without.add(name)
    assert without == WITHOUT_VIEWER[module]


def _functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Coroutine[Any, Any, Any]]]]:
    for name, function in inspect.getmembers(module, inspect.iscoroutinefunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield name, function

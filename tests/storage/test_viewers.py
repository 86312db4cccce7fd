"""A query without a viewer does not exist: who asks for what people have sent is always said."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Iterator
from types import ModuleType
from typing import Any

import pytest

from storage import (
    about,
    analyses,
    analysis_jobs,
    analysis_models,
    attachments,
    case_care,
    case_lists,
    case_people,
    case_steps,
    case_talk,
    cases,
    digest_cases,
    digest_people,
    digest_reports,
    digest_results,
    drafts,
    exports,
    learning_plans,
    lessons,
    mentor_pairs,
    mentoring,
    report_cases,
    report_lists,
    reports,
    results,
    submissions,
    tests_taken,
)
from storage.visibility import Viewer

# Not asked by anybody: they write what was checked before, or work in the background and give nothing to a chat.
WITHOUT_VIEWER = {
    about: {"keep", "forget"},
    analyses: set(),
    analysis_jobs: {"tell"},
    analysis_models: {"add", "tried", "unread", "was_read"},
    attachments: {
        "want", "hand_over", "due", "keep", "give_up", "try_again", "orphans", "delete_orphans", "used", "forget"
    },
    case_lists: {"asked_between", "overdue", "unanswered_restricted"},
    case_care: {"free", "quiet", "recall", "stranded"},
    case_people: {"admins", "asked", "by_level", "in_charge", "next_level", "responsible", "told"},
    case_steps: {"write"},
    case_talk: {"add", "add_file", "last_event", "last_of", "note", "offered_event", "remove", "went_unheard"},
    cases: {"escalate", "open_case"},
    digest_cases: set(),
    # Of whom an audience's condition holds, among people who were asked about.
    digest_people: {"among"},
    digest_reports: set(),
    digest_results: set(),
    exports: {"ensure_secret"},
    drafts: {"begin", "discard", "move_over", "progress", "write_answers", "write_steps"},
    learning_plans: {"add", "forget"},
    # What was accepted is a tip, for everybody.
    lessons: {"lessons_accepted"},
    mentor_pairs: {
        "begin", "change_mentor", "decide", "end", "follow_plan", "look_back", "note", "propose", "say", "take_back"
    },
    mentoring: {"apart", "put_wish", "wants_mentor", "wish"},
    report_cases: set(),
    report_lists: set(),
    # Whether anybody is named, not what was sent.
    reports: {"file", "has_named_reader"},
    results: {"any_of", "keep", "missing", "order"},
    submissions: {"submit", "add_finished", "is_replaced"},
    tests_taken: set(),
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

"""Every form of the library, walked with its own answers: in both languages, as in the chat, and beside JavaRosa."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import pytest

import forms
from forms.checking import check_form
from forms.walking_through import walk
from tests.forms.library.following import (
    CASES,
    FILES,
    FORMS,
    LIBRARY,
    ORDINARY,
    Case,
    cases_of,
    converted,
    filled_in,
    form_of,
)
from tests.oracle import ours, theirs
from tests.oracle.compare import compare
from tests.oracle.oracle import Oracle
from tests.oracle.theirs import NOW

REPORTING: Final = [name for name in FORMS if "purpose" in form_of(name).settings]
MOST_TAPS: Final = 9
"""Of an ordinary report, *Kirim* included."""


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_wrong(name: str) -> None:
    check_form(f"{name}.md", (LIBRARY / f"{name}.md").read_bytes(), FILES)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("language", ["Indonesia (id)", "English (en)"], ids=["id", "en"])
def test_a_walk_takes_and_refuses_what_it_should(case: Case, language: str) -> None:
    form = form_of(case.form, lenient=True)
    *asked, end = walk(form, case.given(form), at=NOW, language=language)
    for line in asked:
        outcomes = [verdict for _, verdict, _ in line["tries"]]
        assert line["type"] == "note" or _is_taken(outcomes), f"{line['path']}: {line['tries']}"
        assert not [tried for tried in line["tries"] if tried[1] == "constraint" and not tried[2]], line["path"]
        assert line["label"], line["path"]
        assert "${" not in line["label"], line["label"]
        assert all(label for _, label in line["choices"] or ()), line["path"]
    assert end["instance"]


def _is_taken(outcomes: list[str]) -> bool:
    """The last answer is taken, those before it are not."""
    return not outcomes or (outcomes[-1] == "ok" and "ok" not in outcomes[:-1])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_answer_belongs_to_a_question_that_is_asked(case: Case) -> None:
    form = form_of(case.form)
    hidden = {node.path for node in form.root.walk() if node not in form.asking}
    repeats = {loop.node.path for loop in form.loops.values()}
    assert {_plain(path) for path in case.given(form)} - asked_in(form, case) - hidden - repeats == set()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_filled_in_as_in_the_chat_it_can_be_sent(case: Case) -> None:
    form = form_of(case.form)
    filled = filled_in(form, case.given(form), known=hidden_of(form, case))
    assert filled.missing == ()
    assert filled.sent


@pytest.mark.parametrize("name", REPORTING)
def test_the_cases_of_a_form_ask_and_answer_every_question_and_refuse_something(name: str) -> None:
    form, cases = form_of(name), cases_of(name)
    assert ORDINARY in [case.name for case in cases]
    assert {question.node.path for question in form.questions} - set().union(
        *(asked_in(form, case) for case in cases)
    ) == set()
    answers = [(path, tries) for case in cases for path, tries in case.answers.items()]
    answered = {_plain(path) for path, tries in answers if tries}
    assert {question.node.path for question in form.questions if question.countable} - answered == set()
    assert any(len(tries) > 1 for _, tries in answers)


def asked_in(form: forms.Form, case: Case) -> set[str]:
    """The paths of the questions that come in the walk, or in the chat, where the bot knows what is hidden."""
    given = case.given(form)
    walked = {line["path"] for line in walk(form, given, at=NOW) if "path" in line}
    filled = filled_in(form, given, known=hidden_of(form, case))
    nodes = [form.by_name[forms.pattern_of(key)[0]].node.path for key in filled.asked]
    return {_plain(path) for path in walked} | set(nodes)


def _plain(path: str) -> str:
    return forms.pattern_of(path)[0].replace("[]", "")


@pytest.mark.parametrize("name", REPORTING)
def test_an_ordinary_report_takes_fewer_than_ten_taps(name: str) -> None:
    form = form_of(name)
    [case] = [case for case in cases_of(name) if case.name == ORDINARY]
    assert filled_in(form, case.given(form), known=known_of(form, case)).taps <= MOST_TAPS


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("language", ["Indonesia (id)", "English (en)"], ids=["id", "en"])
def test_javarosa_walks_the_same_way(case: Case, language: str, oracle: Oracle, tmp_path: Path) -> None:
    xform = tmp_path / f"{case.form}.xml"
    xform.write_text(beginning_with(converted(case.form).xform, hidden_of(form_of(case.form), case)), "utf-8")
    form = ours.opened(xform.read_text("utf-8"), FILES)
    given: dict[str, Any] = dict(case.given(form))
    other = theirs.walked(oracle, xform, given, folder=LIBRARY, language=language)
    assert other.error == ""
    assert other.lines
    assert [str(each) for each in compare(ours.walked(form, given, language), other).differences] == []


def beginning_with(xform: str, known: dict[str, str]) -> str:
    """The form with what the bot knows of its hidden fields written into its data, as a walk cannot be told of it."""
    for name, value in known.items():
        assert f"<{name}/>" in xform, name
        xform = xform.replace(f"<{name}/>", f"<{name}>{escape(value)}</{name}>", 1)
    return xform


def hidden_of(form: forms.Form, case: Case) -> dict[str, str]:
    """What is filled in without being asked: of hidden fields."""
    asked = {question.name for question in form.questions}
    return {key: value for key, value in known_of(form, case).items() if key not in asked}


def known_of(form: forms.Form, case: Case) -> dict[str, str]:
    """What the bot knows when a report is begun once more: the case's own answers, where the form says ``prefill``."""
    columns, answers = converted(case.form).columns, case.answers
    found = {}
    for node in form.root.walk():
        below = node.path.removeprefix(f"{form.root.path}/")
        tries = answers.get(node.path, []) if columns.get(below, {}).get("prefill") and not node.repeats else []
        if tries and tries[-1]:
            found[node.key(())] = tries[-1]
    return found

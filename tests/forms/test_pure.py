"""The engine touches nothing outside itself, writes the same bytes for the same state, and never contradicts itself."""

import ast
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forms
from forms import State, begin, question_view, relevant_items, relevant_keys, review_view, step
from forms.walking_through import walk
from tests.forms.transcripts import trial

FOLDER = Path(forms.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
AT = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=7)))
INSTANCE = "uuid:3f0c9d3e-1111-4222-8333-944455566677"

# What computes, and what reads bytes that it was given. Whoever adds to it looks whether it can reach outside.
MAY_BE_IMPORTED = {
    *("__future__", "collections", "dataclasses", "decimal", "enum", "functools", "heapq", "itertools", "operator"),
    *("typing", "warnings", "math", "struct", "hashlib", "hmac", "base64", "binascii", "zlib", "unicodedata", "re"),
    *("string", "codecs", "io", "csv", "json", "zipfile", "xml", "html", "forms", "pyxform", "xlrd", "openpyxl"),
    # of these only what the next test lets pass
    *("datetime", "random", "uuid", "pathlib"),
}
READS_THE_CLOCK = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime"}
REACHES_OUTSIDE = {"open", "input", "exec", "eval", "__import__", "breakpoint", "print"}
CHANCE = {"random": {"Random"}, "uuid": {"UUID"}, "pathlib": {"PurePosixPath", "PurePath"}}


def named(module: Path) -> str:
    return str(module.relative_to(FOLDER))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[tuple[str, str, ast.Call]]:
    """What stands before the point ("" without one), the name, and the call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id, node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr, node


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_imports_no_clock_network_or_database(module: Path) -> None:
    for name in imported(ast.parse(module.read_text("utf-8"))):
        first, _, rest = name.partition(".")
        assert first in MAY_BE_IMPORTED, name
        assert not rest or first not in CHANCE or rest in CHANCE[first], name


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_asks_nobody_for_time_chance_or_files(module: Path) -> None:
    for owner, name, call in called(ast.parse(module.read_text("utf-8"))):
        where = f"{named(module)}:{call.lineno}: {owner}.{name}"
        assert owner or name not in REACHES_OUTSIDE, where
        assert owner not in ("datetime", "date", "time", "datetime.datetime") or name not in READS_THE_CLOCK, where
        assert owner not in CHANCE or name in CHANCE[owner], where
        if (owner, name) == ("random", "Random"):
            assert call.args, f"{where} without a seed"


# data of a household: an open repeat in which a number asks for a nested one, formulas, a trigger, a filter
SURVEY = """
| | type | name | label | relevance | calculate | required | choice_filter | count | constraint | default | trigger |
| | select_one kab | kab | Kab | | | yes | | | | | |
| | select_one desa | desa | Desa | | | | kab = ${kab} | | | | |
| | integer | luas | Luas | | ${lebar} * 2 | | | | | | |
| | integer | lebar | Lebar | | | | | | . < 100 | 3 | |
| | begin_repeat | anak | Anak | ${lebar} < 50 | | | | | | | |
| | text | nama | Nama | | | yes | | | | | |
| | integer | mainan | Mainan | ${nama} != '' | | | | | . <= 3 | | |
| | begin_repeat | benda | Benda | | | | | ${mainan} | | | |
| | text | apa | Apa | | | | | | | concat('b', position(..)) | |
| | calculate | ke | | | position(..) + ${lebar} | | | | | | |
| | end_repeat | | | | | | | | | | |
| | end_repeat | | | | | | | | | | |
| | calculate | jumlah | | | count(${anak}) + sum(${mainan}) | | | | | | |
| | text | jejak | Jejak | | concat(${kab}, '!') | | | | | | ${kab} |
| | calculate | acak | | | once(random()) | | | | | | |
| | note | akhir | ${jumlah} | ${jumlah} > 1 | | | | | | | |
"""
FORM = trial(
    SURVEY,
    "| | list_name | name | label | kab |\n| | kab | agam | Agam | |\n| | kab | solok | Solok | |\n"
    "| | desa | baso | Baso | agam |\n| | desa | kinari | Kinari | solok |",
)
TEXTS = st.sampled_from(["agam", "solok", "baso", "kinari", "Ani", "2", "0", "3", "60", "120", "", "a b", "\x00", "-"])
KEYS = st.sampled_from(
    [
        "kab",
        "desa",
        "luas",
        "lebar",
        "jejak",
        "akhir",
        "nobody",
        "anak[1]/nama",
        "anak[2]/nama",
        "anak[9]/nama",
        "anak[1]/mainan",
        "anak[2]/mainan",
        "anak[1]/benda[1]/apa",
        "anak[1]/benda[2]/apa",
        "anak[+]",
        "anak[1]/benda[+]",
    ]
)
INSTANCES = st.sampled_from(["anak[1]", "anak[2]", "anak[3]", "anak[1]/benda[1]", "anak[2]/benda[1]", "anak", "kab"])


@st.composite
def events(draw: st.DrawFn, now: int) -> forms.Event:
    at = now + draw(st.sampled_from([0, 0, 0, 0, 0, 0, 1, -1]))
    makers: list[st.SearchStrategy[forms.Event]] = [
        st.builds(forms.Answer, st.just(at), TEXTS),
        st.builds(forms.Answer, st.just(at), TEXTS),
        st.builds(forms.Answer, st.just(at), TEXTS, KEYS),
        st.builds(forms.Toggle, st.just(at), TEXTS),
        st.sampled_from([forms.Done(at), forms.Skip(at), forms.AddInstance(at), forms.AddInstance(at), forms.Back(at)]),
        st.sampled_from([forms.Review(), forms.Submit()]),
        st.builds(forms.Jump, KEYS),
        st.builds(forms.RemoveInstance, INSTANCES),
    ]
    return draw(st.one_of(makers))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_effects_say_everything_that_becomes_of_a_draft(data: st.DataObject) -> None:
    state = begin(FORM, AT, instance_id=INSTANCE)
    stored = dict(state.answers)
    for number in range(data.draw(st.integers(0, 30))):
        event = data.draw(events(state.step))
        at = AT + timedelta(minutes=number)
        sprint = step(FORM, state, event, at)
        for effect in sprint.effects:
            if isinstance(effect, forms.Saved):
                stored[effect.name] = effect.value
            elif isinstance(effect, forms.Cleared):
                del stored[effect.name]
        assert dict(sprint.state.answers) == stored
        again = step(FORM, state, event, at)
        assert (again.state, again.effects) == (sprint.state, sprint.effects)
        state = sprint.state
        check_what_follows(state)


def check_what_follows(state: State) -> None:
    """What was worked out step by step is what follows from the stored answers alone, and every screen can be drawn."""
    restored = State.restore(
        FORM,
        position=state.position,
        step=state.step,
        answers=state.answers,
        returning=state.returning,
        at=state.at,
        instance_id=state.instance_id,
    )
    assert restored == state
    assert restored.derived == state.derived
    assert relevant_keys(FORM, restored) == relevant_keys(FORM, state)
    assert State.loads(state.dumps()) == state
    assert State.loads(state.dumps()).dumps() == state.dumps()
    if state.position is not None:
        view = question_view(FORM, state)
        assert 0 <= view.number <= view.total
        assert view == question_view(FORM, restored)
    review = review_view(FORM, state)
    assert review.total == len(relevant_items(FORM, state)) == review.answered + len(review.missing)


def answered() -> State:
    state = begin(FORM, AT, instance_id=INSTANCE)
    for value in ("agam", "baso", "", "4"):
        state = step(FORM, state, forms.Answer(state.step, value), AT).state
    for value in ("Ani", "2", "bola", "buku"):
        state = step(FORM, state, forms.Answer(state.step, value), AT).state
    return step(FORM, state, forms.AddInstance(state.step), AT).state


GOLDEN = (
    '{"answers":{"acak":"0.3676932680989874","anak[1]/benda[1]/apa":"bola","anak[1]/benda[2]/apa":"buku",'
    '"anak[1]/benda[]":"2","anak[1]/mainan":"2","anak[1]/nama":"Ani","anak[]":"2","desa":"baso","jejak":"agam!",'
    '"kab":"agam","lebar":"4","luas":"8"},"at":"2026-11-20T09:30:00+07:00","form_id":"trial","format":2,'
    '"instance_id":"uuid:3f0c9d3e-1111-4222-8333-944455566677","position":"anak[2]/nama","returning":false,'
    '"step":9,"version":"1"}'
)


def test_the_bytes_of_a_state_stay_the_same() -> None:
    """A state that an earlier program wrote must be read by a later one: change ``forms.state.FORMAT`` with this."""
    state = answered()
    assert state.dumps() == GOLDEN
    assert State.loads(GOLDEN) == state


OUTSIDE = {"open", "socket", "subprocess", "os", "shutil", "sqlite3", "urllib"}


def test_nothing_is_opened_while_a_form_is_begun_walked_and_sent() -> None:
    touched: list[str] = []
    watching = [True]

    def watch(event: str, arguments: object) -> None:
        if watching and event.partition(".")[0] in (
            "open",
            "socket",
            "subprocess",
            "os",
            "shutil",
            "sqlite3",
            "urllib",
        ):
            touched.append(f"{event} {arguments}")

    # a hook cannot be taken away again, only be told to sleep
    sys.addaudithook(watch)
    try:
        state = step(FORM, answered(), forms.Submit(), AT).state
        review_view(FORM, state)
        assert len(list(walk(FORM, {"/data/anak": 3}, at=AT))) > 10
    finally:
        watching.clear()
    assert touched == []

"""A draft moves to a newer version of its form: what fits is carried, the rest is told, nothing vanishes silently."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forms
from forms import Form, State, compile_form
from forms.carrying import Carried, Lost, Why, carry
from forms.events import Reason

AT = datetime(2026, 11, 20, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
LATER = datetime(2026, 11, 21, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
ID = "uuid:0b1c7a9e-52c4-4d7e-8f1e-6b1d9c0a4f21"
HEADS = ("type", "name", "label", "relevant", "constraint", "required", "calculation", "default")
CHOICES = """
| choices |
| | list_name | name | label |
| | ya | ya | Ya |
| | ya | tidak | Tidak |
| | buah | apel | Apel |
| | buah | jeruk | Jeruk |
| | buah | salak | Salak |
"""


def form(*rows: str, version: str = "1", choices: str = CHOICES) -> Form:
    """Rows as "type | name | label | relevant | constraint | required | calculation | default", the end left out."""
    lines = ["| survey |", "| | " + " | ".join(HEADS) + " |"]
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        lines.append("| | " + " | ".join(cells + [""] * (len(HEADS) - len(cells))) + " |")
    settings = f"\n| settings |\n| | form_id | version |\n| | uji | {version} |\n"
    return compile_form("\n".join(lines) + choices + settings)


def filled(of: Form, **answers: str) -> State:
    """A draft with these answers, at the summary."""
    return State.restore(of, position=None, step=7, answers=answers, returning=False, at=AT, instance_id=ID)


def moved(old: Form, state: State, new: Form) -> Carried:
    before = state.dumps()
    carried = carry(old, state, new, LATER, "id")
    assert state.dumps() == before
    assert (carried.state.version, carried.state.instance_id) == (new.version, ID)
    assert carried.state.step == state.step + 1
    # What is stored of it restores to the same.
    again = State.restore(
        new,
        position=carried.state.position,
        step=carried.state.step,
        answers=carried.state.answers,
        returning=False,
        at=LATER,
        instance_id=ID,
    )
    assert again == carried.state
    return carried


def one(old: str, value: str, new: str | None, *, choices: str = CHOICES) -> tuple[str, Why | None, Reason | None]:
    """What becomes of one answer: the value that the new version has, and why it was lost."""
    rows = ["text | awal | Awal"] if new is None else ["text | awal | Awal", new]
    before, after = form("text | awal | Awal", old), form(*rows, version="2", choices=choices)
    name = old.split("|")[1].strip()
    carried = moved(before, filled(before, **{"awal": "x", name: value}), after)
    assert "awal" in carried.kept
    lost = carried.lost[0] if carried.lost else None
    return carried.state.answers.get(name, ""), lost.why if lost else None, lost.reason if lost else None


@pytest.mark.parametrize(
    ("old", "value", "new", "expected"),
    [
        ("text | a | A", "Sari", "text | a | Lain", ("Sari", None, None)),
        ("text | a | A", "Sari", None, ("", Why.GONE, None)),
        ("text | a | A", "Sari", "note | a | A", ("", Why.GONE, None)),
        ("integer | a | A", "12", "decimal | a | A", ("12", None, None)),
        ("decimal | a | A", "1.5", "integer | a | A", ("", Why.VALUE, Reason.NOT_A_WHOLE_NUMBER)),
        ("decimal | a | A", "2", "integer | a | A", ("2", None, None)),
        ("integer | a | A", "12", "text | a | A", ("12", None, None)),
        ("text | a | A", "12", "integer | a | A", ("12", None, None)),
        ("text | a | A", "dua", "integer | a | A", ("", Why.VALUE, Reason.NOT_A_NUMBER)),
        ("integer | a | A", "12", "integer | a | A | | . < 10", ("", Why.VALUE, Reason.CONSTRAINT)),
        ("select_one ya | a | A", "ya", "select_one ya | a | A", ("ya", None, None)),
        ("select_one ya | a | A", "ya", "select_one buah | a | A", ("", Why.VALUE, Reason.NOT_A_CHOICE)),
        ("select_one buah | a | A", "apel", "select_multiple buah | a | A", ("apel", None, None)),
        ("select_multiple buah | a | A", "apel", "select_one buah | a | A", ("apel", None, None)),
        (
            "select_multiple buah | a | A",
            "apel jeruk",
            "select_one buah | a | A",
            ("", Why.VALUE, Reason.NOT_A_CHOICE),
        ),
        ("select_one ya | a | A", "ya", "text | a | A", ("", Why.KIND, None)),
        ("date | a | A", "2026-11-07", "integer | a | A", ("", Why.KIND, None)),
        ("date | a | A", "2026-11-07", "date | a | A", ("2026-11-07", None, None)),
        ("geopoint | a | A", "-6.2 106.8 0 0", "geopoint | a | A", ("-6.2 106.8 0 0", None, None)),
        ("image | a | A", "foto-1.jpg", "file | a | A", ("foto-1.jpg", None, None)),
        ("image | a | A", "foto-1.jpg", "audio | a | A", ("", Why.KIND, None)),
        ("rank buah | a | A", "salak apel jeruk", "rank buah | a | A", ("salak apel jeruk", None, None)),
    ],
)
def test_an_answer_is_carried_where_it_still_fits(
    old: str, value: str, new: str | None, expected: tuple[str, Why | None, Reason | None]
) -> None:
    assert one(old, value, new) == expected


def test_what_is_lost_is_told_as_it_was_read() -> None:
    old = form("select_one buah | suka | Buah apa yang disukai?", "integer | umur | Umur")
    new = form("integer | umur | Umur | | . < 18", "text | nama | Nama", version="2")
    carried = moved(old, filled(old, suka="salak", umur="40"), new)
    assert carried.kept == ()
    assert carried.lost == (
        Lost("suka", "Buah apa yang disukai?", "Salak", Why.GONE),
        Lost("umur", "Umur", "40", Why.VALUE, Reason.CONSTRAINT),
    )
    assert dict(carried.state.answers) == {}
    assert carried.state.position == "umur"


def test_of_several_ticks_those_that_are_still_there_stay() -> None:
    fewer = CHOICES.replace("| | buah | jeruk | Jeruk |\n", "")
    old, new = (
        form("select_multiple buah | suka | Suka"),
        form("select_multiple buah | suka | Suka", version="2", choices=fewer),
    )
    carried = moved(old, filled(old, suka="apel jeruk salak"), new)
    assert carried.state.answers["suka"] == "apel salak"
    assert carried.kept == ("suka",)
    assert carried.lost == (Lost("suka", "Suka", "Jeruk", Why.VALUE, Reason.NOT_A_CHOICE),)


def test_a_question_that_has_moved_keeps_its_answer() -> None:
    old = form("text | nama | Nama", "text | alamat | Alamat")
    new = form("begin_group | g | G", "text | alamat | Alamat", "text | nama | Nama", "end_group", version="2")
    carried = moved(old, filled(old, nama="Sari", alamat="Mawar"), new)
    assert dict(carried.state.answers) == {"nama": "Sari", "alamat": "Mawar"}
    assert (carried.lost, carried.state.position) == ((), None)


def test_a_name_that_is_there_twice_is_no_ones() -> None:
    old = form("text | nama | Nama")
    new = form(
        *("begin_group | a | A", "text | nama | Nama", "end_group"),
        *("begin_group | b | B", "text | nama | Nama", "end_group"),
        version="2",
    )
    carried = moved(old, filled(old, nama="Sari"), new)
    assert [lost.why for lost in carried.lost] == [Why.GONE]


KIDS = ("begin_repeat | anak | Anak", "text | nama | Nama", "integer | umur | Umur", "end_repeat")


def test_instances_of_a_repeat_are_carried() -> None:
    old = form(*KIDS)
    new = form(
        "text | kepala | Kepala keluarga", *KIDS[:2], "integer | umur | Umur | | . < 18", "end_repeat", version="2"
    )
    answers = {"anak[]": "2", "anak[1]/nama": "Ani", "anak[1]/umur": "7", "anak[2]/nama": "Budi", "anak[2]/umur": "30"}
    carried = moved(old, filled(old, **answers), new)
    assert dict(carried.state.answers) == {k: v for k, v in answers.items() if k != "anak[2]/umur"}
    assert carried.kept == ("anak[1]/nama", "anak[1]/umur", "anak[2]/nama")
    assert [(lost.key, lost.why, lost.reason) for lost in carried.lost] == [
        ("anak[2]/umur", Why.VALUE, Reason.CONSTRAINT)
    ]
    assert carried.state.position == "kepala"


def test_instances_that_were_taken_away_do_not_come_back() -> None:
    old, new = form(*KIDS, "text | akhir | Akhir"), form(*KIDS, "text | akhir | Akhir", version="2")
    carried = moved(old, filled(old, **{"anak[]": "0", "akhir": "x"}), new)
    assert carried.state.answers.get("anak[]", "0") == "0"
    assert (carried.kept, carried.lost, carried.state.position) == (("akhir",), (), None)


def test_repeats_in_repeats_are_carried() -> None:
    rows = ("begin_repeat | rumah | Rumah", *KIDS, "end_repeat")
    old, new = form(*rows), form(*rows, "text | akhir | Akhir", version="2")
    answers = {
        "rumah[]": "2",
        "rumah[1]/anak[]": "1",
        "rumah[1]/anak[1]/nama": "Ani",
        "rumah[2]/anak[]": "2",
        "rumah[2]/anak[2]/umur": "9",
    }
    carried = moved(old, filled(old, **answers), new)
    assert dict(carried.state.answers) == answers
    assert carried.lost == ()


def test_a_repeat_that_is_none_any_more_is_told() -> None:
    old, new = form(*KIDS), form("text | nama | Nama", "integer | umur | Umur", version="2")
    carried = moved(old, filled(old, **{"anak[]": "1", "anak[1]/nama": "Ani"}), new)
    assert carried.lost == (Lost("anak[1]/nama", "Nama", "Ani", Why.GONE),)


def test_what_is_not_asked_now_is_told_and_kept_for_later() -> None:
    old = form("select_one ya | kerja | Kerja?", "text | di | Di mana?")
    new = form("select_one ya | kerja | Kerja?", "text | di | Di mana? | ${kerja} = 'ya'", version="2")
    carried = moved(old, filled(old, kerja="tidak", di="Pasar"), new)
    assert carried.kept == ("kerja",)
    assert carried.lost == (Lost("di", "Di mana?", "Pasar", Why.NOT_NOW),)
    assert carried.state.answers["di"] == "Pasar"


def test_what_was_not_asked_before_either_is_no_loss() -> None:
    rows = ("select_one ya | kerja | Kerja?", "text | di | Di mana? | ${kerja} = 'ya'")
    old, new = form(*rows), form(rows[0], version="2")
    carried = moved(old, filled(old, kerja="tidak", di="Pasar"), new)
    assert (carried.kept, carried.lost) == (("kerja",), ())


def test_a_default_of_the_new_version_is_not_taken_for_the_answer() -> None:
    old, new = form("integer | a | A"), form("integer | a | A | | . < 10 | | | 5", version="2")
    carried = moved(old, filled(old, a="12"), new)
    assert carried.state.answers["a"] == "5"
    assert carried.lost == (Lost("a", "A", "12", Why.VALUE, Reason.CONSTRAINT),)


def test_what_was_kept_and_never_asked_stays_and_what_is_written_in_the_form_is_new() -> None:
    rows = ("start | mulai | ", "calculate | kelompok | | | | | once(random())", "text | a | A")
    old = form(*rows, "hidden | terbitan | | | | | | satu")
    new = form(*rows, "hidden | terbitan | | | | | | dua", "text | b | B", version="2")
    begun = forms.begin(old, AT, instance_id=ID)
    carried = moved(old, begun, new)
    for kept in ("mulai", "kelompok"):
        assert carried.state.answers[kept] == begun.answers[kept]
    assert (begun.answers["terbitan"], carried.state.answers["terbitan"]) == ("satu", "dua")
    assert (carried.kept, carried.lost) == ((), ())


def test_what_is_calculated_is_calculated_anew() -> None:
    old = form("integer | a | A", "calculate | ganda | | | | | ${a} * 2")
    new = form("integer | a | A", "calculate | ganda | | | | | ${a} * 3", "note | n | ${ganda}", version="2")
    carried = moved(old, filled(old, a="4"), new)
    assert forms.view_of(new, carried.state, "n", "id").label == "12"


def test_it_goes_on_where_something_is_open() -> None:
    rows = ["text | a | A", "text | b | B", "text | c | C", "text | d | D"]
    old = form(*rows)
    state = State.restore(old, position="c", step=3, answers={"a": "1"}, returning=False, at=AT, instance_id=ID)
    # What was passed over stays passed over.
    assert moved(old, state, form(*rows, version="2")).state.position == "c"
    # But not where it is required now, or where something new comes before.
    needed = form("text | a | A", "text | b | B | | | yes", *rows[2:], version="2")
    assert moved(old, state, needed).state.position == "b"
    assert moved(old, state, form("text | baru | Baru", *rows, version="2")).state.position == "baru"
    # Where the question is gone, the next open one.
    assert moved(old, state, form(rows[0], rows[1], rows[3], version="2")).state.position == "d"
    # With nothing open, the summary.
    assert moved(old, state, form("text | a | A", version="2")).state.position is None


def test_it_goes_on_with_the_offer_of_one_more() -> None:
    old = form(*KIDS)
    answers = {"anak[]": "1", "anak[1]/nama": "Ani", "anak[1]/umur": "7"}
    state = State.restore(old, position="anak[+]", step=3, answers=answers, returning=False, at=AT, instance_id=ID)
    assert moved(old, state, form(*KIDS, version="2")).state.position == "anak[+]"
    assert moved(old, state, form(*KIDS, "text | akhir | Akhir", version="2")).state.position == "akhir"


def test_the_same_version_again_changes_nothing() -> None:
    old = form("text | a | A", *KIDS)
    answers = {"a": "x", "anak[]": "1", "anak[1]/nama": "Ani"}
    carried = moved(old, filled(old, **answers), form("text | a | A", *KIDS, version="2"))
    assert dict(carried.state.answers) == answers


KINDS = ["text", "integer", "decimal", "date", "select_one ya", "select_one buah", "select_multiple buah", "note"]
VALUES = ["ya", "apel", "apel jeruk", "12", "1.5", "2026-11-07", "Sari", ""]


@settings(max_examples=60, deadline=None)  # each compiles two forms
@given(
    before=st.dictionaries(st.sampled_from("abcd"), st.sampled_from(KINDS), min_size=1),
    after=st.dictionaries(st.sampled_from("abcd"), st.sampled_from(KINDS), min_size=1),
    values=st.dictionaries(st.sampled_from("abcd"), st.sampled_from(VALUES)),
)
def test_every_answer_is_kept_or_told(before: dict[str, str], after: dict[str, str], values: dict[str, str]) -> None:
    old = form(*(f"{kind} | {name} | {name}" for name, kind in before.items()))
    new = form(*(f"{kind} | {name} | {name}" for name, kind in after.items()), version="2")
    asked = {name: value for name, value in values.items() if before.get(name) != "note"}
    state = forms.begin(old, AT, prefill=asked, instance_id=ID)
    carried = moved(old, state, new)
    told = {lost.key for lost in carried.lost}
    assert told | set(carried.kept) == set(state.answers)
    assert all(carried.state.answers[key] for key in carried.kept)
    assert set(carried.state.answers) == set(carried.kept)

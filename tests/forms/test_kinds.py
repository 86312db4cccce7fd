"""Every kind of question: what is taken, how it is kept, and why something is refused."""

import pytest

from forms import (
    Answer,
    Done,
    Form,
    Kind,
    Reason,
    Refused,
    State,
    Submit,
    Toggle,
    begin,
    question_view,
    step,
)
from tests.forms.transcripts import AT, trial

CHOICES = "| | list_name | name | label |\n| | abc | a | Ani |\n| | abc | b | Budi |\n| | abc | c | Citra |"


def one(kind: str, **columns: str) -> Form:
    """A form of one question of this type."""
    names = ["type", "name", "label", *columns]
    cells = [kind, "q", "Q", *columns.values()]
    return trial(f"| | {' | '.join(names)} |\n| | {' | '.join(cells)} |", CHOICES if "abc" in kind else "")


def given(form: Form, value: str) -> str | Reason:
    """The value as it is kept, or why it is refused."""
    sprint = step(form, begin(form, AT), Answer(0, value), AT)
    for effect in sprint.effects:
        if isinstance(effect, Refused):
            assert sprint.state.answers.get("q", "") == ""
            return effect.reason
    return sprint.state.answers.get("q", "")


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("time", "07:30", "07:30:00.000+00:00"),
        ("time", "07:30:15", "07:30:15.000+00:00"),
        ("time", "07:30:15.5+07", "07:30:15.500+07:00"),
        ("time", "07:30:15.500+07:00", "07:30:15.500+07:00"),
        ("time", "24:00", Reason.NOT_A_TIME),
        ("time", "07:60", Reason.NOT_A_TIME),
        ("time", "half past seven", Reason.NOT_A_TIME),
        ("datetime", "2026-11-07T07:30", "2026-11-07T07:30:00.000+00:00"),
        ("datetime", "2026-11-07T07:30:00.000+07:00", "2026-11-07T07:30:00.000+07:00"),
        ("datetime", "2026-11-07", "2026-11-07T00:00:00.000+00:00"),
        ("datetime", "2026-02-30T07:30", Reason.NOT_A_DATETIME),
        ("datetime", "07:30", Reason.NOT_A_DATETIME),
        ("date", "2026-02-28", "2026-02-28"),
        ("date", "2026-02-29", Reason.NOT_A_DATE),
        ("geopoint", "-6.2 106.8", "-6.2 106.8 0 0"),
        ("geopoint", "-6.2 106.8 12.5 4", "-6.2 106.8 12.5 4"),
        ("geopoint", "-96.2 106.8", Reason.NOT_A_PLACE),
        ("geopoint", "-6.2 186.8", Reason.NOT_A_PLACE),
        ("geopoint", "Jakarta", Reason.NOT_A_PLACE),
        ("geopoint", "-6.2", Reason.NOT_A_PLACE),
        ("geotrace", "1 1; 2 2", "1 1 0 0;2 2 0 0"),
        ("geotrace", "1 1", Reason.NOT_A_PLACE),
        ("geoshape", "1 1; 2 2; 3 1; 1 1", "1 1 0 0;2 2 0 0;3 1 0 0;1 1 0 0"),
        ("geoshape", "1 1; 2 2", Reason.NOT_A_PLACE),
        ("image", "rumah.jpg", "rumah.jpg"),
        ("audio", "../rumah.ogg", Reason.NOT_A_FILE),
        ("video", "a\x00b", Reason.NOT_A_FILE),
        ("file", "x" * 300, Reason.NOT_A_FILE),
        ("barcode", " 8991234 ", "8991234"),
        ("acknowledge", "OK", "OK"),
        ("acknowledge", "yes", Reason.NOT_A_CHOICE),
        ("integer", "2147483647", "2147483647"),
        ("integer", "2147483648", Reason.TOO_LARGE),
        ("integer", "-2147483648", "-2147483648"),
        ("integer", "+7", "7"),
        ("integer", "1.5", Reason.NOT_A_WHOLE_NUMBER),
        ("integer", "dua", Reason.NOT_A_NUMBER),
        ("decimal", "1.50", "1.5"),
        ("decimal", "-0.0", "0"),
        ("decimal", "1e3", "1000"),
        ("decimal", "1e99", Reason.TOO_LARGE),
        ("rank abc", "c a b", "c a b"),
        ("rank abc", "c a", Reason.NOT_ALL_RANKED),
        ("rank abc", "c a z", Reason.NOT_A_CHOICE),
        ("select_multiple abc", "c a c", "a c"),
        ("select_one abc", "z", Reason.NOT_A_CHOICE),
        ("note", "x", Reason.READ_ONLY),
    ],
)
def test_what_is_taken_and_how_it_is_kept(kind: str, value: str, kept: str | Reason) -> None:
    assert given(one(kind), value) == kept


@pytest.mark.parametrize(
    ("parameters", "value", "kept"),
    [
        ("start=0 end=10 step=2", "4", "4"),
        ("start=0 end=10 step=2", "5", Reason.NOT_IN_RANGE),
        ("start=0 end=10 step=2", "12", Reason.NOT_IN_RANGE),
        ("start=0 end=10 step=2", "-2", Reason.NOT_IN_RANGE),
        ("start=0 end=1 step=0.25", "0.75", "0.75"),
        ("start=0 end=1 step=0.25", "0.8", Reason.NOT_IN_RANGE),
        ("start=10 end=0 step=5", "5", "5"),
    ],
)
def test_a_range_takes_its_steps_alone(parameters: str, value: str, kept: str | Reason) -> None:
    form = one("range", parameters=parameters)
    assert question_view(form, begin(form, AT)).range is not None
    assert given(form, value) == kept


def ranked(*taps: str) -> tuple[Form, State]:
    form = one("rank abc", required="yes")
    state = begin(form, AT)
    for tap in taps:
        state = step(form, state, Toggle(state.step, tap), AT).state
    return form, state


def test_an_order_is_tapped_one_after_the_other() -> None:
    form, state = ranked("b", "a")
    view = question_view(form, state, "en")
    assert view.kind is Kind.RANK
    assert [(choice.name, choice.rank) for choice in view.choices] == [("a", 2), ("b", 1), ("c", 0)]
    refused = step(form, state, Done(state.step), AT)
    assert [effect.reason for effect in refused.effects if isinstance(effect, Refused)] == [Reason.NOT_ALL_RANKED]
    state = step(form, state, Toggle(state.step, "c"), AT).state
    state = step(form, state, Done(state.step), AT).state
    assert (state.position, state.answers) == (None, {"q": "b a c"})


def test_a_second_tap_takes_a_choice_out_of_the_order() -> None:
    _, state = ranked("b", "a", "b")
    assert state.answers == {"q": "a"}


def test_an_area_grows_point_by_point_and_is_closed() -> None:
    form = one("geoshape")
    state = begin(form, AT)
    for point in ("1 1", "2 2", "9 9"):
        state = step(form, state, Toggle(state.step, point), AT).state
    state = step(form, state, Toggle(state.step, ""), AT).state
    assert state.answers == {"q": "1 1 0 0;2 2 0 0"}
    refused = step(form, state, Done(state.step), AT)
    assert [effect.reason for effect in refused.effects if isinstance(effect, Refused)] == [Reason.NOT_A_PLACE]
    state = step(form, state, Toggle(state.step, "3 1 5 4"), AT).state
    state = step(form, state, Done(state.step), AT).state
    assert state.answers == {"q": "1 1 0 0;2 2 0 0;3 1 5 4;1 1 0 0"}
    assert state.position is None


def test_an_area_that_was_left_open_is_not_sent() -> None:
    form = one("geoshape")
    state = begin(form, AT)
    state = step(form, state, Toggle(0, "1 1"), AT).state
    sprint = step(form, state, Submit(), AT)
    assert [effect.reason for effect in sprint.effects if isinstance(effect, Refused)] == [Reason.NOT_A_PLACE]


def test_a_time_is_kept_in_the_persons_own_zone() -> None:
    from zoneinfo import ZoneInfo

    form = one("time")
    at = AT.astimezone(ZoneInfo("Asia/Jayapura"))
    sprint = step(form, begin(form, at), Answer(0, "07:30"), at)
    assert sprint.state.answers == {"q": "07:30:00.000+09:00"}

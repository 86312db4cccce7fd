"""Defaults, ``trigger``, what fills itself in, and what is kept though it is calculated."""

from datetime import timedelta

from forms import Answer, Jump, Person, Review, State, Submit, Submitted, begin, question_view, step
from tests.forms.transcripts import AT, trial

PERSON = Person(username="sari", deviceid="bot:7")


def test_a_trigger_sets_another_value_each_time_the_answer_changes() -> None:
    form = trial(
        """
        | | type | name | label | trigger | calculation |
        | | text | who | Who | | |
        | | text | greeting | Greeting | ${who} | concat('Halo ', ${who}) |
        | | calculate | when | | ${who} | now() |
        """
    )
    state = step(form, begin(form, AT), Answer(0, "Sari"), AT).state
    assert state.answers["greeting"] == "Halo Sari"
    when = state.answers["when"]
    state = step(form, state, Answer(1, "Selamat pagi"), AT + timedelta(minutes=5)).state
    assert state.answers["greeting"] == "Selamat pagi"
    assert state.answers["when"] == when
    state = step(form, step(form, state, Jump("who"), AT).state, Answer(3, "Ani"), AT + timedelta(minutes=9)).state
    assert state.answers["greeting"] == "Halo Ani"
    assert state.answers["when"] != when


def test_a_calculation_may_be_corrected_and_stays_so_until_what_it_depends_on_changes() -> None:
    form = trial(
        """
        | | type | name | label | calculation |
        | | integer | a | A | |
        | | integer | twice | Twice | ${a} * 2 |
        """
    )
    state = step(form, begin(form, AT), Answer(0, "4"), AT).state
    assert question_view(form, state).current == "8"
    state = step(form, state, Answer(1, "9"), AT).state
    restored = State.restore(form, position=None, step=2, answers=state.answers, returning=False, at=AT)
    assert restored.answers["twice"] == "9"
    state = step(form, step(form, restored, Jump("a"), AT).state, Answer(3, "5"), AT).state
    assert state.answers["twice"] == "10"


def test_chance_is_thrown_once_and_comes_back_with_the_draft() -> None:
    form = trial(
        """
        | | type | name | label | calculation |
        | | calculate | dice | | once(random()) |
        | | calculate | code | | uuid() |
        | | text | q | Q ${dice} | |
        """
    )
    state = begin(form, AT, instance_id="uuid:1")
    assert state.answers.keys() == {"dice", "code"}
    assert begin(form, AT, instance_id="uuid:1").answers == state.answers
    assert begin(form, AT, instance_id="uuid:2").answers["dice"] != state.answers["dice"]
    later = step(form, state, Answer(0, "x"), AT + timedelta(days=1)).state
    assert later.answers["dice"] == state.answers["dice"]


def test_what_fills_itself_in() -> None:
    form = trial(
        """
        | | type | name | label |
        | | start | started | |
        | | end | ended | |
        | | today | day | |
        | | username | user | |
        | | deviceid | device | |
        | | text | q | Q |
        """
    )
    state = begin(form, AT, person=PERSON)
    assert state.answers == {
        "started": "2026-11-20T09:30:00.000+00:00",
        "day": "2026-11-20",
        "user": "sari",
        "device": "bot:7",
    }
    later = AT + timedelta(hours=1)
    sprint = step(form, step(form, state, Review(), later).state, Submit(), later)
    (sent,) = [effect for effect in sprint.effects if isinstance(effect, Submitted)]
    assert sent.answers["ended"] == "2026-11-20T10:30:00.000+00:00"


def test_defaults_fixed_and_worked_out() -> None:
    form = trial(
        """
        | | type | name | label | default |
        | | text | province | Province | Bali |
        | | date | day | Day | today() |
        | | begin_repeat | rows | Row | |
        | | text | same | Same | ${province} |
        | | integer | one | One | 1 |
        | | end_repeat | | | |
        """
    )
    state = begin(form, AT)
    assert state.answers == {
        "province": "Bali",
        "day": "2026-11-20",
        "rows[]": "1",
        "rows[1]/same": "Bali",
        "rows[1]/one": "1",
    }


def test_the_time_of_day_is_one_moment_throughout_a_step() -> None:
    form = trial(
        """
        | | type | name | label | calculation |
        | | calculate | a | | now() |
        | | calculate | b | | now() |
        | | note | n | ${a} ${b} | |
        """
    )
    state = begin(form, AT)
    first, second = question_view(form, state).label.split()
    assert first == second

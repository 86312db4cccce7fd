"""Walks through a form, as transcripts: what comes of each event, and what is shown then."""

from datetime import timedelta
from textwrap import dedent

from forms import Answer, Back, Done, Event, Jump, Review, Skip, State, Submit, Toggle, begin, step
from tests.forms.transcripts import AT, trial, walk

YES_NO = "| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |"
FORM = trial(
    """
    | | type | name | label | required | relevant | constraint | constraint_message | required_message |
    | | note | hello | Hello | | | | | |
    | | text | nick | Name? | yes | | string-length(.) >= 2 | Too short. | Please. |
    | | select_one yn | kids | Children? | | | | | |
    | | integer | count | How many children has ${nick}? | yes | ${kids} = 'y' | . > 0 and . < 20 | | |
    | | select_multiple yn | days | Days? | | | count-selected(.) < 2 | One only. | |
    | | acknowledge | agree | Agree? | yes | | | | |
    """,
    YES_NO,
)


def told(*events: Event) -> str:
    return walk(FORM, begin(FORM, AT), *events)[1]


def test_straight_through() -> None:
    events: list[Event] = [
        Done(0),
        Answer(1, " Sari "),
        Answer(2, "y"),
        Answer(3, "3"),
        Toggle(4, "n"),
        Done(5),
        Done(6),
    ]
    assert told(*events, Submit()) == dedent("""\
        | 0/4 Hello
        to nick
        | 1/4 Name?
        saved nick=Sari, to kids
        | 2/4 Children? [y] [n]
        saved kids=y, to count
        | 3/5 How many children has Sari?
        saved count=3, to days
        | 4/5 Days? [y] [n]
        saved days=n
        | 4/5 Days? [y] [x n]
        to agree
        | 5/5 Agree?
        saved agree=OK, to the end
        | the end
        sent nick=Sari kids=y count=3 days=n agree=OK
        | the end""")


def test_refusals_change_nothing() -> None:
    events: list[Event] = [
        Answer(0, "x"),
        Done(0),
        Answer(1, "S"),
        Skip(1),
        Done(1),
        Answer(1, "  "),
        Answer(1, "Sari"),
    ]
    assert told(*events, Answer(2, "maybe"), Toggle(2, "y"), Skip(2), Toggle(3, "maybe")) == dedent("""\
        | 0/4 Hello
        refused hello read_only
        | 0/4 Hello
        to nick
        | 1/4 Name?
        refused nick constraint: Too short.
        | 1/4 Name?
        refused nick required: Please.
        | 1/4 Name?
        refused nick required: Please.
        | 1/4 Name?
        refused nick required: Please.
        | 1/4 Name?
        saved nick=Sari, to kids
        | 2/4 Children? [y] [n]
        refused kids not_a_choice
        | 2/4 Children? [y] [n]
        refused kids not_a_choice
        | 2/4 Children? [y] [n]
        to days
        | 3/4 Days? [y] [n]
        refused days not_a_choice
        | 3/4 Days? [y] [n]""")


def test_back_then_again_forward() -> None:
    events: list[Event] = [
        Back(0),
        Done(0),
        Answer(1, "Sari"),
        Answer(2, "n"),
        Back(3),
        Back(4),
        Answer(5, "Budi"),
    ]
    assert told(*events, Done(6), Back(7)) == dedent("""\
        | 0/4 Hello
        at the start
        | 0/4 Hello
        to nick
        | 1/4 Name?
        saved nick=Sari, to kids
        | 2/4 Children? [y] [n]
        saved kids=n, to days
        | 3/4 Days? [y] [n]
        to kids
        | 2/4 Children? [y] [x n]
        to nick
        | 1/4 Name?
        saved nick=Budi, to kids
        | 2/4 Children? [y] [x n]
        to days
        | 3/4 Days? [y] [n]
        to kids
        | 2/4 Children? [y] [x n]""")


def test_review_jump_and_what_is_missing() -> None:
    events: list[Event] = [
        *(Review(), Submit(), Jump("nick"), Answer(2, "Sari"), Jump("kids"), Answer(4, "y"), Submit()),
        *(Back(5), Jump("count"), Answer(7, "2"), Jump("agree"), Answer(9, "OK")),
        *(Jump("kids"), Answer(11, "n"), Jump("count"), Jump("nobody"), Submit()),
    ]
    assert told(*events) == dedent("""\
        | 0/4 Hello
        to the end
        | the end
        incomplete nick agree
        | the end
        to nick
        | 1/4 Name?
        saved nick=Sari, to the end
        | the end
        to kids
        | 2/4 Children? [y] [n]
        saved kids=y, to count
        | 3/5 How many children has Sari?
        incomplete count agree
        | 3/5 How many children has Sari?
        to the end
        | the end
        to count
        | 3/5 How many children has Sari?
        saved count=2, to the end
        | the end
        to agree
        | 5/5 Agree?
        saved agree=OK, to the end
        | the end
        to kids
        | 2/5 Children? [x y] [n]
        saved kids=n, to the end
        | the end
        refused count not_asked
        | the end
        refused nobody not_asked
        | the end
        cleared count, sent nick=Sari kids=n agree=OK
        | the end""")


def test_an_old_screen_changes_nothing() -> None:
    events: list[Event] = [
        Done(0),
        Answer(1, "Sari"),
        Answer(1, "Budi"),
        Back(1),
        Toggle(9, "y"),
        Review(),
        Answer(3, "y"),
    ]
    assert told(*events, Back(3), Done(4), Back(4)) == dedent("""\
        | 0/4 Hello
        to nick
        | 1/4 Name?
        saved nick=Sari, to kids
        | 2/4 Children? [y] [n]
        stale 1
        | 2/4 Children? [y] [n]
        stale 1
        | 2/4 Children? [y] [n]
        stale 9
        | 2/4 Children? [y] [n]
        to the end
        | the end
        stale 3
        | the end
        to agree
        | 4/4 Agree?
        saved agree=OK, to the end
        | the end
        stale 4
        | the end""")


def test_skip_takes_an_answer_away_and_done_leaves_it() -> None:
    events: list[Event] = [Done(0), Answer(1, "Sari"), Answer(2, "y"), Back(3), Done(4), Back(5), Skip(6)]
    state, text = walk(FORM, begin(FORM, AT), *events)
    assert text.endswith("cleared kids, to days\n| 3/4 Days? [y] [n]")
    assert state.answers == {"nick": "Sari"}


def test_a_constraint_on_several_choices_waits_for_done() -> None:
    events: list[Event] = [Done(0), Answer(1, "Sari"), Skip(2), Toggle(3, "y"), Toggle(4, "n"), Done(5)]
    state, text = walk(FORM, begin(FORM, AT), *events)
    assert text.endswith("refused days constraint: One only.\n| 3/4 Days? [x y] [x n]")
    later = walk(FORM, state, Back(5), Review(), Jump("agree"), Done(8), Submit())[1]
    assert later.endswith("refused days constraint: One only.\n| the end")


def test_refused_and_stale_give_the_same_state_back() -> None:
    state = begin(FORM, AT)
    for event in (Answer(0, "x"), Answer(7, "x"), Back(0), Jump("count"), Submit()):
        assert step(FORM, state, event, AT).state is state


def test_prefill_keeps_what_is_an_answer() -> None:
    state = begin(FORM, AT, prefill={"nick": "Sari", "kids": "y", "count": "900", "days": "x", "gone": "1"})
    assert (state.position, state.answers) == ("hello", {"nick": "Sari", "kids": "y"})


def test_defaults_presets_and_calculations() -> None:
    form = trial(
        """
        | | type | name | label | default | calculation | read_only |
        | | start | begun | | | | |
        | | end | ended | | | | |
        | | today | day | | | | |
        | | hidden | kept | | seven | | |
        | | integer | age | Age? | 30 | | |
        | | date | since | Since? | today() | | |
        | | calculate | first | | | once(format-date-time(now(), '%H:%M')) | |
        | | calculate | next | | | ${age} + 1 | |
        | | calculate | none | | | ${age} div 'x' | |
        | | integer | shown | Next year ${next} | | ${age} + 1 | yes |
        """
    )
    state = begin(form, AT)
    assert state.answers == {
        "begun": "2026-11-20T09:30:00.000+00:00",
        "day": "2026-11-20",
        "kept": "seven",
        "age": "30",
        "since": "2026-11-20",
        "first": "09:30",
    }
    later = AT + timedelta(hours=1)
    state, text = walk(form, state, Answer(0, "41"), Done(1), Done(2), Submit(), at=later)
    assert "| 2/2 Next year 42" in text
    assert text.endswith(
        "saved ended=2026-11-20T10:30:00.000+00:00, sent begun=2026-11-20T09:30:00.000+00:00"
        " ended=2026-11-20T10:30:00.000+00:00 day=2026-11-20 kept=seven age=41 since=2026-11-20"
        " first=09:30 next=42 shown=42\n| the end"
    )


def test_a_day_that_passes_is_seen() -> None:
    form = trial(
        """
        | | type | name | label | relevant |
        | | text | first | First | |
        | | text | late | Late | today() > date('2026-11-20') |
        """
    )
    state = begin(form, AT)
    assert walk(form, state, Skip(0))[0].position is None
    assert walk(form, state, Skip(0), at=AT + timedelta(days=1))[0].position == "late"


def test_a_state_is_rebuilt_from_its_parts() -> None:
    state = walk(FORM, begin(FORM, AT), Review(), Jump("kids"))[0]
    restored = State.restore(
        FORM, position=state.position, step=state.step, answers=state.answers, returning=True, at=AT
    )
    assert restored == state == State.loads(state.dumps())
    assert State.loads(state.dumps()).dumps() == state.dumps()
    gone = State.restore(FORM, position="gone", step=3, answers={}, returning=True, at=AT)
    assert (gone.position, gone.returning) == (None, False)

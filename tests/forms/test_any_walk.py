"""Whatever a person does, in whatever order, the stored answers are those of a simple model."""

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import (
    Answer,
    Back,
    Cleared,
    Done,
    Event,
    Incomplete,
    Jump,
    Refused,
    Review,
    Saved,
    Skip,
    Stale,
    State,
    Submit,
    Submitted,
    Toggle,
    begin,
    question_view,
    review_view,
    step,
)
from tests.forms.transcripts import AT, trial

FORM = trial(
    """
    | | type | name | label | required | relevant | constraint | choice_filter |
    | | note | hello | Hello | | | | |
    | | select_one yn | one | One | yes | | | |
    | | begin_group | g | G | | ${one} = 'y' | | |
    | | integer | number | Number | | | . < 3 | |
    | | select_multiple yn | many | Many | | ${number} > 0 | | |
    | | end_group | | | | | | |
    | | select_one yn | tied | Tied | | | | ${one} = name |
    | | text | last | Last | | | | |
    """,
    "| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |",
)
VALUES = st.sampled_from(["y", "n", "y n", "1", "2", "9", "", "x" * 3000, "\x00"])
NAMES = st.sampled_from(["hello", "one", "number", "many", "tied", "last", "nobody"])
LAG = st.sampled_from([0, 0, 0, 0, 0, 1, -1])


@st.composite
def events(draw: st.DrawFn, now: int) -> Event:
    at = now + draw(LAG)
    makers: list[st.SearchStrategy[Event]] = [
        st.builds(Answer, st.just(at), VALUES),
        st.builds(Answer, st.just(at), VALUES),
        st.builds(Toggle, st.just(at), VALUES),
        st.sampled_from([Done(at), Skip(at), Back(at), Review(), Submit()]),
        st.builds(Jump, NAMES),
    ]
    return draw(st.one_of(makers))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_answers_are_those_of_a_simple_model(data: st.DataObject) -> None:
    state, model = begin(FORM, AT), dict[str, str]()
    for _ in range(data.draw(st.integers(0, 25))):
        event = data.draw(events(state.step))
        sprint = step(FORM, state, event, AT)
        for effect in sprint.effects:
            if isinstance(effect, Saved):
                model[effect.name] = effect.value
            elif isinstance(effect, Cleared):
                del model[effect.name]
        assert sprint.state.answers == model
        check_step(state, event, sprint.state, sprint.effects)
        check_effects(state, event, sprint.effects)
        state = sprint.state
        check_rebuilt(state)


def check_step(before: State, event: Event, after: State, effects: tuple[object, ...]) -> None:
    if after is before:
        return
    rise = 0 if isinstance(event, Submit) else 1
    assert after.step == before.step + rise
    assert effects


def check_effects(before: State, event: Event, effects: tuple[object, ...]) -> None:
    wanted = getattr(event, "step", before.step)
    if wanted != before.step:
        assert effects == (Stale(wanted),)
    if any(isinstance(effect, Refused | Incomplete | Stale) for effect in effects):
        assert not any(isinstance(effect, Saved | Cleared | Submitted) for effect in effects)
    for effect in effects:
        if isinstance(effect, Submitted):
            sent = dict(effect.answers)
            assert sent["one"] in ("y", "n")
            assert sent.get("tied", sent["one"]) == sent["one"]
            assert "number" not in sent or sent["one"] == "y"
            assert "many" not in sent or int(sent["number"]) > 0


def check_rebuilt(state: State) -> None:
    assert State.loads(state.dumps()) == state
    restored = State.restore(
        FORM,
        position=state.position,
        step=state.step,
        answers=state.answers,
        returning=state.returning,
        at=AT,
    )
    assert restored == state
    assert restored.derived == state.derived
    if state.position is not None:
        view = question_view(FORM, restored)
        assert 0 <= view.number <= view.total
        assert view == question_view(FORM, state)
    review = review_view(FORM, state)
    assert review.answered + len(review.missing) == review.total
    assert sum(group.total for group in review.groups) == review.total

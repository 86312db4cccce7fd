"""Choices from lists and files, filtered by earlier answers."""

from forms import Answer, Cleared, Jump, Moved, Saved, State, begin, question_view, step
from tests.forms.transcripts import AT, trial

PROVINCES = b"name,label,zone\n13,West Sumatra,west\n14,Riau,west\n91,Papua,east\n"
REGENCIES = b"""\xef\xbb\xbfname,label,label::English (en),province
13.76,Kota P,City of P,13
13.06,Agam,,13
14.01,Kampar,,14
"""
FORM = trial(
    """
    | | type | name | label::Indonesia (id) | label::English (en) | choice_filter | required |
    | | select_one_from_file prov.csv | p | Prov | Province | | yes |
    | | select_one_from_file kab.csv | k | Kab | Regency | province = ${p} | yes |
    | | text | t | Teks | Text | | |
    """,
    files={"prov.csv": PROVINCES, "kab.csv": REGENCIES},
)


def offered(state: State, language: str = "en") -> list[str]:
    return [choice.label for choice in question_view(FORM, state, language).choices]


def after(*values: str) -> State:
    state = begin(FORM, AT)
    for value in values:
        state = step(FORM, state, Answer(state.step, value), AT).state
    return state


def test_choices_follow_the_earlier_answer() -> None:
    assert offered(after()) == ["West Sumatra", "Riau", "Papua"]
    assert offered(after("13")) == ["City of P", "Agam"]
    assert offered(after("13"), "id") == ["Kota P", "Agam"]
    assert offered(after("91")) == []


def test_a_choice_of_another_filter_is_refused() -> None:
    state = after("13")
    assert step(FORM, state, Answer(state.step, "14.01"), AT).state is state


def test_columns_of_the_file_can_be_read() -> None:
    choices = FORM.by_name["p"].choices
    assert choices is not None
    assert choices.by_name["91"].columns == {"zone": "east"}


def test_an_answer_that_is_no_longer_offered_is_cleared_and_asked_next() -> None:
    state = step(FORM, after("13", "13.76", "x"), Jump("p"), AT).state
    sprint = step(FORM, state, Answer(state.step, "14"), AT)
    assert sprint.effects == (Saved("p", "14"), Cleared("k"), Moved("k"))
    assert sprint.state.returning
    sprint = step(FORM, sprint.state, Answer(sprint.state.step, "14.01"), AT)
    assert sprint.effects == (Saved("k", "14.01"), Moved(None))
    assert not sprint.state.returning


def test_an_answer_that_is_still_offered_stays() -> None:
    state = step(FORM, after("13", "13.76"), Jump("p"), AT).state
    assert step(FORM, state, Answer(state.step, "13"), AT).effects == (Saved("p", "13"), Moved(None))


def test_a_long_chain_of_filters_is_cleared_to_its_end() -> None:
    choices = """
        | | list_name | name | label | of |
        | | a | 1 | One | |
        | | a | 2 | Two | |
        | | b | 11 | OneOne | 1 |
        | | b | 22 | TwoTwo | 2 |
        | | c | 111 | Deep | 11 |
        | | c | 222 | Deeper | 22 |
        """
    form = trial(
        """
        | | type | name | label | choice_filter | calculation |
        | | select_one a | qa | A | | |
        | | calculate | same | | | ${qa} |
        | | select_one b | qb | B | of = ${same} | |
        | | select_multiple c | qc | C | selected(of, ${qb}) and of != '' | |
        """,
        choices,
    )
    state = begin(form, AT)
    for value in ("1", "11", "111"):
        state = step(form, state, Answer(state.step, value), AT).state
    state = step(form, state, Jump("qa"), AT).state
    effects = step(form, state, Answer(state.step, "2"), AT).effects
    assert effects == (Saved("qa", "2"), Cleared("qb"), Cleared("qc"), Moved("qb"))


def test_a_number_finds_choices_spelt_otherwise() -> None:
    choices = "| | list_name | name | label | least |\n| | c | a | A | 1.0 |\n| | c | b | B | 2 |"
    form = trial(
        """
        | | type | name | label | choice_filter |
        | | integer | n | N? | |
        | | select_one c | q | Q | least = ${n} |
        """,
        choices,
    )
    state = step(form, begin(form, AT), Answer(0, "1"), AT).state
    assert [choice.name for choice in question_view(form, state).choices] == ["a"]

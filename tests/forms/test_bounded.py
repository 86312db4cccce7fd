"""Forms that would run for ever or fill the memory: each event is bounded, and nothing stored is lost."""

import pytest

from forms import Answer, FormError, Reason, Refused, Review, begin, convert_xform, load, step
from forms.data import MOST_WORK
from tests.forms.transcripts import AT, trial


def test_texts_that_double_and_double_come_to_an_end() -> None:
    rows = "\n".join(f"| | calculate | c{n} | | concat(${{c{n - 1}}}, ${{c{n - 1}}}) |" for n in range(1, 42))
    form = trial(f"| | type | name | label | calculation |\n| | text | c0 | C | |\n{rows}\n| | note | n | ${{c41}} | |")
    state = step(form, begin(form, AT), Answer(0, "abcdefghijklmnop"), AT).state
    assert state.derived is not None
    assert max(len(value) for value in state.derived.values.values()) <= 65_536
    assert state.answers == {"c0": "abcdefghijklmnop"}


def test_instances_that_compare_themselves_with_all_others_are_refused_when_it_takes_too_long() -> None:
    form = trial(
        """
        | | type | name | label | calculation | repeat_count |
        | | integer | n | N | | |
        | | begin_repeat | r | R | | ${n} |
        | | text | x | X | | |
        | | calculate | before | | count(../../r[position() < position(current()/..)]) | |
        | | calculate | twice | | count(../../r[position() < position(current()/..)]) + 1 | |
        | | calculate | thrice | | count(../../r[position() < position(current()/..)]) + 2 | |
        | | end_repeat | | | | |
        """
    )
    state = step(form, begin(form, AT), Answer(0, "1000"), AT).state
    sprint = step(form, state, Review(), AT)
    assert sprint.state is state
    assert [effect.reason for effect in sprint.effects if isinstance(effect, Refused)] == [Reason.TOO_MUCH_WORK]
    small = step(form, begin(form, AT), Answer(0, "20"), AT).state
    assert step(form, small, Review(), AT).state.answers["r[]"] == "20"
    assert MOST_WORK > 20 * 20


def test_repeats_in_repeats_end_at_a_number_of_values() -> None:
    form = trial(
        """
        | | type | name | label | repeat_count |
        | | text | a | A | |
        | | begin_repeat | r | R | 1000 |
        | | begin_repeat | s | S | 1000 |
        | | text | x | X | |
        | | end_repeat | | | |
        | | end_repeat | | | |
        """
    )
    state = step(form, begin(form, AT), Review(), AT).state
    assert sum(int(value) for key, value in state.answers.items() if key.endswith("[]")) <= 5_000


def test_more_instances_than_can_be_asked_are_refused_as_an_answer() -> None:
    form = trial(
        """
        | | type | name | label | repeat_count |
        | | integer | n | N | |
        | | begin_repeat | r | R | ${n} |
        | | text | x | X | |
        | | end_repeat | | | |
        """
    )
    sprint = step(form, begin(form, AT), Answer(0, "1001"), AT)
    assert [effect.reason for effect in sprint.effects if isinstance(effect, Refused)] == [Reason.TOO_LARGE]


def test_an_xform_with_endless_data_is_refused_when_it_is_loaded() -> None:
    with pytest.raises(FormError) as refused:
        load(convert_xform(endless(60_000)))
    assert [problem.code for problem in refused.value.problems] == ["xml_too_large"]


def endless(instances: int) -> str:
    rows = "<r><x>1</x></r>" * instances
    return f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
    <h:head><h:title>t</h:title><model><instance><data id="t" version="1">{rows}</data></instance>
    <bind nodeset="/data/r/x" type="int"/></model></h:head>
    <h:body><repeat nodeset="/data/r"><input ref="/data/r/x"><label>X</label></input></repeat></h:body></h:html>"""

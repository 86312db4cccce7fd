"""What the form of an interview promises: attitudes of the long questionnaire, four levels each."""

from __future__ import annotations

from handlers.interviewing.dispatch import ABOUT, CALLED, FORM
from handlers.interviewing.measure import INDICATOR, attitude_of
from tests.forms.library.following import form_of

INDICATORS = 8


def test_each_indicator_is_an_attitude_of_the_questionnaire_on_four_levels() -> None:
    form, questionnaire = form_of(FORM), form_of("kompetensi")
    attitudes = {item.name: item for item in questionnaire.items() if item.columns["dimension"] == "sikap"}
    asked = [question for question in form.items() if question.columns.get(INDICATOR)]
    names = [question.columns[INDICATOR] for question in asked]
    assert len(set(names)) == len(names) == INDICATORS
    assert set(names) <= set(attitudes)
    for question in asked:
        item = attitudes[question.columns[INDICATOR]]
        # The same thing under the same short name, resting on the same source.
        assert question.columns["source"] == item.columns["source"]
        for language in ("Indonesia (id)", "English (en)"):
            assert form.short_name(question.name, language) == questionnaire.short_name(item.name, language) != ""
        assert question.choices is not None
        assert [(c.name, c.columns["score"]) for c in question.choices.all] == [(str(n), str(n)) for n in range(1, 5)]


def test_whom_it_is_about_is_never_asked() -> None:
    form = form_of(FORM)
    assert not {ABOUT, CALLED} & {question.name for question in form.questions}
    assert {ABOUT, CALLED} <= set(form.prefills)


def test_levels_of_answers() -> None:
    form = form_of(FORM)
    found = attitude_of(form, {f"W0{n}": "4" for n in range(1, 8)})
    assert (found.asked, found.indicators) == (7, INDICATORS)
    assert found.percent == 100
    # A questionnaire without indicators is no interview.
    assert attitude_of(form_of("diklat"), {}).percent is None

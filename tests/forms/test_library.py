"""The built-in forms compile, are whole in both languages, and can be walked to their end."""

from collections import Counter

import pytest

from forms import (
    Answer,
    Done,
    Form,
    Kind,
    Submit,
    Submitted,
    Toggle,
    begin,
    question_view,
    step,
)
from tests.forms.library import following
from tests.forms.library.following import form_of
from tests.forms.transcripts import AT

FORMS = {name: form_of(name) for name in following.FORMS}
TYPED = {Kind.TEXT: "Sari", Kind.INTEGER: "5", Kind.DECIMAL: "5", Kind.DATE: "2026-01-01"}


def test_all_are_there() -> None:
    assert {"kompetensi", "persetujuan", "profil"} <= set(FORMS)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_text_is_there_in_both_languages(form: Form) -> None:
    assert set(form.languages) == {"Indonesia (id)", "English (en)"}
    assert form.id in FORMS
    for question in form.questions:
        texts = [question.text, question.hint_text, question.required_text, question.constraint_text]
        assert question.text
        assert all(set(text.languages) == set(form.languages) for text in texts if text), question.name


# Reports and interviews, whose days must fit, are walked with answers of their own, in tests/forms/library.
WITH_ANSWERS = {form.id for form in FORMS.values() if "purpose" in form.settings} | {"wawancara_sikap"}


@pytest.mark.parametrize("form", [form for form in FORMS.values() if form.id not in WITH_ANSWERS], ids=lambda f: f.id)
def test_a_walk_reaches_the_end_and_is_sent(form: Form) -> None:
    state, asked = begin(form, AT), set()
    for _ in range(2 * len(form.questions)):
        if state.position is None:
            break
        view = question_view(form, state, "id")
        asked.add(view.name)
        if view.kind is Kind.NOTE:
            state = step(form, state, Done(view.step), AT).state
        elif view.kind is Kind.SELECT_MULTIPLE:
            state = step(form, state, Toggle(view.step, view.choices[-1].name), AT).state
            state = step(form, state, Done(state.step), AT).state
        else:
            born = "1985" if view.name == "tahun_lahir" else TYPED.get(view.kind, "OK")
            value = view.choices[-1].name if view.choices else born
            state = step(form, state, Answer(view.step, value), AT).state
    sent = step(form, state, Submit(), AT).effects[-1]
    assert isinstance(sent, Submitted)
    assert set(sent.answers) == {name for name in asked if form.by_name[name].countable}
    assert form.id not in ("kompetensi", "profil") or len(asked) == len(form.questions)


def test_the_questionnaire_has_its_87_items_in_three_parts() -> None:
    form = FORMS["kompetensi"]
    parts = Counter(question.group.name for question in form.items() if question.group)
    assert parts == {"pengetahuan": 24, "keterampilan": 39, "sikap": 24}
    for question in form.items():
        assert question.choices is not None
        assert question.columns["dimension"] == (question.group.name if question.group else "")
        assert [choice.columns["score"] for choice in question.choices.all] == ["1", "2", "3", "4"]


def test_each_province_has_its_regencies() -> None:
    form = FORMS["profil"]
    regencies, provinces = form.by_name["kabupaten"].choices, form.by_name["provinsi"].choices
    assert provinces is not None
    assert regencies is not None
    assert (len(provinces.all), len(regencies.all)) == (38, 514)
    assert {choice.columns["province"] for choice in regencies.all} == set(provinces.by_name)


def test_the_consent_asks_for_a_decision() -> None:
    choices = FORMS["persetujuan"].by_name["keputusan"].choices
    assert choices is not None
    assert set(choices.by_name) == {"setuju", "tidak"}

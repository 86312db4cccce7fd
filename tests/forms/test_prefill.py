"""First answers: what the columns `prefill` and the settings say, what is passed over, what arrives out of order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import forms

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
FORM = forms.compile_form("""
| survey |
| | type | name | label | prefill | constraint | relevant |
| | hidden | sesi_lalu | | last(sesi) | | |
| | text | kelompok | Kelompok mana? | key | string-length(.) < 10 | |
| | text | desa | Desa mana? | last | | |
| | integer | undangan | Berapa diundang? | suggest | | |
| | integer | hadir | Berapa hadir? | | . <= ${undangan} | |
| | image | foto | Foto kegiatan? | | | |
| | text | catatan | Catatan? | | | ${hadir} < 5 |

| settings |
| | form_id | version | form_title | purpose | Correct_Within | restricted |
| | p2k2 | 1 | P2K2 | report | 48 | |
""")


def begun(**prefill: str) -> forms.State:
    return forms.begin(FORM, NOW, prefill=prefill)


def after(state: forms.State, *events: forms.Event) -> forms.State:
    for event in events:
        state = forms.step(FORM, state, event, NOW).state
    return state


def test_what_a_form_says_of_itself_is_kept_beside_what_pyxform_knows() -> None:
    assert FORM.settings == {"purpose": "report", "correct_within": "48"}
    assert FORM.prefills == {"sesi_lalu": "last(sesi)", "kelompok": "key", "desa": "last", "undangan": "suggest"}


def test_it_is_stored_with_the_form() -> None:
    stored = forms.Converted.loads(
        forms.convert(
            "| survey |\n| | type | name | label |\n| | text | q | Q? |\n"
            + """
| settings |
| | form_id | version | form_title | purpose |
| | f | 1 | F | report |
"""
        ).dumps()
    )
    assert forms.load(stored).settings == {"purpose": "report"}


@pytest.mark.parametrize(
    ("prefill", "asked"),
    [
        ({}, "kelompok"),
        ({"desa": "Koto"}, "kelompok"),
        ({"kelompok": "Melati"}, "desa"),
        ({"kelompok": "Melati", "desa": "Koto"}, "undangan"),
        # A suggestion is asked; an answer that no longer holds is none.
        ({"kelompok": "Melati", "desa": "Koto", "undangan": "30"}, "undangan"),
        ({"kelompok": "Melati yang panjang", "desa": "Koto"}, "kelompok"),
    ],
)
def test_what_is_known_is_passed_over(prefill: dict[str, str], asked: str) -> None:
    assert begun(**prefill).position == asked


def test_a_field_that_is_never_asked_is_filled_too() -> None:
    assert begun(sesi_lalu="m1s2").answers["sesi_lalu"] == "m1s2"


def test_back_leads_to_what_was_passed_over_and_the_walk_goes_on_behind_it() -> None:
    state = begun(desa="Koto")
    state = after(state, forms.Answer(0, "Mawar"))
    assert state.position == "undangan"
    state = after(state, forms.Back(state.step))
    assert state.position == "desa"
    state = after(state, forms.Answer(state.step, "Balai"))
    assert (state.position, state.answers["desa"]) == ("undangan", "Balai")


def test_an_answer_for_another_question_is_kept_and_the_question_stays() -> None:
    state = begun(kelompok="Melati", desa="Koto")
    sprint = forms.step(FORM, state, forms.Keep("foto", "foto-1.jpg"), NOW)
    assert sprint.effects == (forms.Saved("foto", "foto-1.jpg"),)
    assert (sprint.state.position, sprint.state.step) == ("undangan", state.step + 1)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("catatan", "x", forms.Reason.NOT_ASKED),  # not relevant yet
        ("nobody", "x", forms.Reason.NOT_ASKED),
        ("hadir", "31", forms.Reason.CONSTRAINT),
        ("hadir", "", forms.Reason.REQUIRED),
    ],
)
def test_an_answer_for_another_question_is_judged_as_any(key: str, value: str, reason: forms.Reason) -> None:
    state = after(begun(kelompok="Melati", desa="Koto"), forms.Answer(0, "30"))
    state = after(state, forms.Answer(state.step, "20"))
    sprint = forms.step(FORM, state, forms.Keep(key, value), NOW)
    [refused] = sprint.effects
    assert isinstance(refused, forms.Refused)
    assert (refused.reason, sprint.state) == (reason, state)


def test_an_answer_that_closes_the_question_being_asked_leads_on() -> None:
    state = after(begun(kelompok="Melati", desa="Koto", undangan="30", hadir="3"), forms.Jump("catatan"))
    assert state.position == "catatan"
    assert after(state, forms.Keep("hadir", "20")).position is None


VISIT = forms.compile_form("""
| survey |
| | type | name | label | default | prefill | calculation |
| | text | siapa | Siapa? | | | |
| | image | foto | Foto? | | | |
| | geopoint | lokasi | Di mana? | | | |
| | geopoint | kantor | Kantornya di mana? | -0.22 100.63 0 0 | | |
| | geopoint | balai | Balainya di mana? | | suggest | |
| | geopoint | pos | Posnya di mana? | | | ${lokasi} |
| | text | akhir | Catatan? | | | |

| settings |
| | form_id | version | form_title |
| | v | 1 | V |
""")


def test_what_was_sent_before_its_question_is_not_asked_for_again() -> None:
    """But what the form itself proposes is."""

    def then(state: forms.State, event: forms.Event) -> forms.State:
        return forms.step(VISIT, state, event, NOW).state

    state = forms.begin(VISIT, NOW, prefill={"balai": "-0.22 100.63 0 0"})
    state = then(state, forms.Keep("foto", "foto-1.jpg"))
    state = then(state, forms.Keep("lokasi", "-0.2244 100.6331 0 0"))
    assert state.position == "siapa"
    state = then(state, forms.Answer(state.step, "KPM-014"))
    assert state.position == "kantor"
    # Back leads to it, and on from it as from any other.
    state = then(state, forms.Back(state.step))
    assert state.position == "lokasi"
    state = then(state, forms.Back(state.step))
    assert state.position == "foto"
    state = then(state, forms.Done(state.step))
    assert state.position == "kantor"
    for asked in ("balai", "pos", "akhir"):
        state = then(state, forms.Done(state.step))
        assert state.position == asked


ASKED = forms.compile_form("""
| survey |
| | type | name | label | required | relevant |
| | select_multiple tambahan | tambahan | Ada tambahan? | | |
| | text | rencana | Apa rencananya? | yes | selected(${tambahan}, 'rtl') |
| | text | akhir | Catatan? | | |

| choices |
| | list_name | name | label |
| | tambahan | rtl | Rencana |
| | tambahan | lain | Lain |

| settings |
| | form_id | version | form_title |
| | f | 1 | F |
""")


def test_a_correction_by_ticks_leads_to_what_it_opens() -> None:
    """Ticks come one by one: what they open was shown before they are done."""
    state = forms.begin(ASKED, NOW, prefill={"akhir": "x"})
    state = forms.step(ASKED, state, forms.Review(), NOW).state
    state = forms.step(ASKED, state, forms.Jump("tambahan"), NOW).state
    state = forms.step(ASKED, state, forms.Toggle(state.step, "rtl"), NOW).state
    state = forms.step(ASKED, state, forms.Done(state.step), NOW).state
    assert (state.position, state.returning) == ("rencana", True)
    state = forms.step(ASKED, state, forms.Answer(state.step, "Kunjungan"), NOW).state
    assert state.position is None


def test_the_last_instance_stays_where_the_form_wants_one() -> None:
    form = forms.compile_form("""
| survey |
| | type | name | label | at_least |
| | begin_repeat | kpm | KPM | 1 |
| | text | kode | Kode? | |
| | end_repeat | | | |

| settings |
| | form_id | version | form_title |
| | f | 1 | F |
""")
    state = forms.begin(form, NOW)
    assert forms.open_instances(form, state) == ()
    [refused] = forms.step(form, state, forms.RemoveInstance("kpm[1]"), NOW).effects
    assert isinstance(refused, forms.Refused)
    state = forms.step(form, state, forms.Answer(0, "KPM-1"), NOW).state
    state = forms.step(form, state, forms.AddInstance(state.step), NOW).state
    assert [key for key, _, _ in forms.open_instances(form, state)] == ["kpm[1]", "kpm[2]"]
    state = forms.step(form, state, forms.RemoveInstance("kpm[1]"), NOW).state
    assert forms.open_instances(form, state) == ()

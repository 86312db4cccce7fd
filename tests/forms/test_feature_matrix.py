"""Every row of the table of features does what it says, and docs/forms.md says what the table says."""

import re
from string import Formatter

import pytest
from pyxform import aliases, constants
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from forms import begin, compile_form
from forms.errors import CATALOGUE
from forms.walking_through import walk
from forms.xpath.calls import NAMES
from handlers.publishing.problems import problem_parts
from handlers.reporting.prefilling import Known, prefilled
from locales import texts
from tests.forms.features import (
    AT,
    DOCUMENT,
    HERE,
    Feature,
    Support,
    added,
    begun,
    chatted,
    compiled,
    document,
    features,
    filed,
    in_a_chat,
    line_of,
    problems,
    reported,
    shown,
    walked,
)

FEATURES = features()
SPELT = [feature.spelt(word) for feature in FEATURES for word in feature.also]
BY_PART = {path.stem: [row for row in FEATURES if row.part == path.stem] for path in HERE.glob("*.toml")}


def named(feature: Feature) -> str:
    return f"{feature.part}: {feature.name}"


@pytest.mark.parametrize("feature", [*FEATURES, *SPELT], ids=named)
def test_a_feature_does_what_the_table_says(feature: Feature) -> None:
    found = problems(feature)
    if feature.state is Support.NOT_SUPPORTED:
        code, sheet, *row = feature.refused
        assert set(found) == {(code, sheet, row[0] if row else None)}
        assert sheet, "a refusal names its sheet"
        return
    assert found == []
    lines, leaves = walked(feature)
    if feature.asked is not None:
        assert lines == list(feature.asked)
    assert {key: leaves.get(key) for key in feature.leaves} == feature.leaves
    for number, (formula, value) in enumerate(feature.values):
        assert leaves[f"v{number}"] == value, formula
    if feature.told:
        assert chatted(feature)[0] == list(feature.told)
    if feature.title:
        assert compiled(feature).title(feature.language) == feature.title
    if feature.reads:
        value, words_of_it = feature.reads
        assert in_a_chat(feature, value) == words_of_it
    if feature.begun:
        assert begun(feature) == feature.begun
    if feature.reported:
        assert reported(compiled(feature), feature.sent, feature.language) == list(feature.reported)
    assert not feature.adds or added(feature) == feature.adds
    assert not feature.filed or filed(compiled(feature)) == feature.filed
    if feature.view or feature.buttons or feature.first_buttons:
        view, rows = shown(feature)
        assert view == feature.view
        assert not feature.buttons or rows == list(feature.buttons)
        assert not feature.first_buttons or feature.first_buttons == tuple(rows[0])


@pytest.mark.parametrize("feature", FEATURES, ids=named)
def test_a_row_can_be_wrong(feature: Feature) -> None:
    """Each says something that could be seen to be false, and tells what differs where something does."""
    seen = (feature.asked, feature.leaves, feature.told, feature.view, feature.buttons, feature.first_buttons)
    report = (feature.begun, feature.reported, feature.adds, feature.filed)
    assert any((*seen, *report, feature.values, feature.title, feature.reads)) != bool(feature.refused)
    assert (feature.state is Support.NOT_SUPPORTED) == bool(feature.refused)
    assert feature.state is Support.SUPPORTED or feature.says.endswith(".")


def test_the_document_is_what_the_table_says() -> None:
    told = "docs/forms.md is not what the table makes of it: python -m tests.forms.features"
    assert DOCUMENT.read_text("utf-8") == document(), told


def test_no_feature_is_there_twice() -> None:
    names = [named(feature) for feature in FEATURES]
    assert sorted(set(names)) == sorted(names)


def words(part: str) -> set[str]:
    """Every word of the names in a part, and the spellings as a whole."""
    names = [name for row in BY_PART[part] for name in (row.name, *row.also)]
    return {word for name in names for word in [*re.split(r"[^\w:*-]+", name), name]}


# Made with the name of a list behind another type, or in JSON alone.
ONLY_WITH_A_LIST = {
    *("q select", "q select1", "select one using", "select multiple using", "select multiple from"),
    "select one external",
}


def test_every_type_that_pyxform_knows_has_a_row() -> None:
    known = {*QUESTION_TYPE_DICT, *aliases.select, *aliases._type_alias_map} - ONLY_WITH_A_LIST
    spelt = words("a_types") | words("b_metadata")
    deprecated = {name for name in known if name.startswith("add ")}
    assert known - deprecated - spelt == set()


def test_every_column_that_pyxform_knows_has_a_row() -> None:
    spelt = words("c_structure") | words("d_columns") | words("g_appearances") | words("h_parameters")
    # words of SMS that no client reads; names that mean another column of the table
    beside = {name for name in aliases.survey_header if name.startswith("sms_")}
    beside |= {"command", "tag", "value", "count", "jr:count", "body", "no_app_error_string", "noapperrorstring"}
    assert set(aliases.survey_header) - beside - spelt - {"appearance", "parameters"} == set()


def test_every_parameter_that_pyxform_knows_has_a_row() -> None:
    kinds = [one for name, one in vars(constants).items() if name.startswith("Parameters")]
    known = {str(parameter.value) for kind in kinds for parameter in kind}
    located = {name for name in known if name.startswith(("location-", "track-changes"))}
    assert known - located - words("h_parameters") == set()


def test_every_function_of_the_engine_has_a_row() -> None:
    rows = {name.removesuffix("()") for row in BY_PART["i_functions"] for name in (row.name, *row.also)}
    assert rows == NAMES | {"instance", "current"}


GUIDE = DOCUMENT.parent / "panduan" / "formulir.md"


def test_the_example_of_the_guide_can_be_sent_and_answered_as_it_stands() -> None:
    example = GUIDE.read_text("utf-8").split("```")[1].strip()
    form = compile_form(example, name="kunjungan.md")
    assert (form.id, form.version, form.title()) == ("kunjungan", "2026112101", "Laporan kunjungan")
    answers: dict[str, list[str] | int] = {
        "tanggal": ["2026-11-21", "2026-11-20"],
        "nama": ["Ani"],
        "kondisi": ["baik"],
        "anggota": ["30", "4"],
        "anak": 2,
        "anak[1]/nama_anak": ["Budi"],
        "anak[1]/usia": ["9"],
        "anak[1]/sekolah": ["tidak"],
        "anak[2]/nama_anak": ["Citra"],
        "anak[2]/usia": ["4"],
    }
    *lines, _ = walk(form, {f"/data/{key}": value for key, value in answers.items()}, at=AT)
    assert [line_of(line) for line in lines] == [
        "tanggal date 'Kapan kunjungannya?' '2026-11-21' constraint: Tanggalnya belum tiba.; '2026-11-20' ok",
        "nama text 'Siapa yang dikunjungi?' 'Ani' ok",
        "kondisi select_one 'Bagaimana keadaan rumahnya?' [baik Baik, rusak Ada yang rusak] 'baik' ok",
        "anggota integer 'Berapa orang tinggal di rumah ini?' '30' constraint: Antara 1 dan 29 orang.; '4' ok",
        "anak[1]/nama_anak text 'Nama anak' 'Budi' ok",
        "anak[1]/usia integer 'Usia Budi (tahun)' '9' ok",
        "anak[1]/sekolah select_one 'Apakah Budi bersekolah?' [ya Ya, tidak Tidak] 'tidak' ok",
        "anak[2]/nama_anak text 'Nama anak' 'Citra' ok",
        "anak[2]/usia integer 'Usia Citra (tahun)' '4' ok",
        "ingat note 'Ada 1 anak yang tidak bersekolah. Mohon ditindaklanjuti.'",
        "catatan text 'Catatan'",
    ]


def test_the_report_of_the_guide_does_what_the_guide_says() -> None:
    form = compile_form(GUIDE.read_text("utf-8").split("```")[3].strip(), name="arisan.md")
    assert filed(form) == {"report": True, "restricted": False, "hours": 48, "by": ["pkh"]}
    last = {"kelompok": "Melati", "tanggal": "2026-10-09", "anggota": "20", "hadir": "18", "iuran": "5000"}
    state = begin(form, AT, prefill=prefilled(form, Known(last=last, key="Melati")))
    assert (state.position, state.answers["anggota"], state.answers["iuran"]) == ("tanggal", "20", "5000")
    assert reported(form, {**last, "hadir": "15"}, "id") == [
        "1. Kelompok: Melati",
        "2. Tanggal: Jumat, 9 Oktober 2026",
        "3. Anggota: 20",
        "4. Hadir: 15",
        "5. Iuran: Rp5.000",
        "• Terkumpul: Rp75.000",
        "• Kehadiran: 75 %",
        "6. Foto: belum diisi",
    ]


def told(code: str, **details: str) -> str:
    """What an Indonesian reader is told of a problem, with its details as the guide writes them."""
    names = {name for sentence in CATALOGUE[code] for _, name, _, _ in Formatter().parse(sentence) if name}
    return problem_parts(texts("id"), {"code": code, "details": {**dict.fromkeys(names, "…"), **details}})[1]


def test_the_messages_that_the_guide_explains_are_those_that_are_shown() -> None:
    messages = " ".join(told(code) for code in CATALOGUE)
    table = GUIDE.read_text("utf-8").split("| yang tertulis |")[1].split("\n\n")[0]
    quotes = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    assert len(quotes) == 6
    assert [quoted for quoted in quotes if quoted not in messages] == []


def test_the_problem_that_the_guide_shows_is_shown_so() -> None:
    assert f"> {told('reference_unknown', name='kondis')}\n" in GUIDE.read_text("utf-8")

"""`pendamping form …`: check, walk, eval; each where all is well and where it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import Pendamping, one_line
from tests.hostile.makers import good, markdown, xform

COLUMNS = "type | name | label::Indonesia (id) | label::English (en) | constraint | constraint_message | required"
FORM = markdown(
    "integer | age | Umur? | Age? | . > 5 | Harus di atas 5 | yes",
    "begin_repeat | kids | Anak | Child | | |",
    "text | name | Nama | Name | | |",
    "end_repeat | | | | | |",
    "select_one_from_file kota.csv | city | Kota? | City? | | |",
    "note | thanks | Terima kasih, ${age} | Thanks, ${age} | | |",
    columns=COLUMNS,
    settings=False,
)
CITIES = "name,label\n1,Bandung\n2,Bogor\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kunjungan.md").write_text(FORM)
    (tmp_path / "kota.csv").write_text(CITIES)
    return tmp_path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_good_form_is_checked_with_what_lies_beside_it(pendamping: Pendamping, folder: Path) -> None:
    said = pendamping("form", "check", str(folder / "kunjungan.md"))
    assert said.exit_code == 0
    assert "kunjungan without a version" in said.stdout
    assert "nothing wrong" in said.stdout
    (folder / "kota.csv").unlink()
    said = pendamping("form", "check", str(folder / "kunjungan.md"))
    assert said.exit_code == 1
    assert "kota.csv" in said.stdout


def test_problems_as_json(pendamping: Pendamping, folder: Path) -> None:
    bad = folder / "bad.md"
    bad.write_text(markdown("text | a | A | ${z} = 1", "textt | b | B |", columns="type | name | label | relevant"))
    (folder / "good.xlsx").write_bytes(good())
    said = pendamping("form", "check", "--json", str(folder / "good.xlsx"), str(bad))
    assert said.exit_code == 1
    problems = json.loads(said.stdout)
    assert [(found["sheet"], found["row"], found["column"], found["code"]) for found in problems] == [
        ("survey", 2, "relevant", "reference_unknown"),
        ("survey", 3, "type", "type_unknown"),
    ]
    assert all(found["message"] and found["remedy"] and found["file"] == str(bad) for found in problems)
    said = pendamping("form", "check", "--json", str(folder / "good.xlsx"))
    assert (said.exit_code, json.loads(said.stdout)) == (0, [])


def test_words_that_only_the_bot_reads_are_checked_too(pendamping: Pendamping, folder: Path) -> None:
    bad = folder / "bad.md"
    rows = ("text | a | A | key", "text | b | B | key", "text | c | C | yesterday", "text | d | D | last(a)")
    settings = "| settings |\n| | form_id | version | purpose | restricted | correct_within |\n"
    form = markdown(*rows, columns="type | name | label | prefill", settings=False)
    bad.write_text(f"{form}\n{settings}| | f | 1 | laporan | maybe | soon |\n")
    said = pendamping("form", "check", "--json", str(bad))
    assert said.exit_code == 1
    assert [(found["sheet"], found["row"], found["column"], found["code"]) for found in json.loads(said.stdout)] == [
        ("settings", 2, "purpose", "purpose_unknown"),
        ("settings", 2, "restricted", "restricted_invalid"),
        ("settings", 2, "correct_within", "correct_within_invalid"),
        ("survey", 3, "prefill", "key_twice"),
        ("survey", 4, "prefill", "prefill_unknown"),
    ]


def test_a_hostile_file_is_one_problem(pendamping: Pendamping, folder: Path) -> None:
    bomb = folder / "bomb.xml"
    bomb.write_text('<!DOCTYPE a [<!ENTITY x "y">]>' + xform("<a>&x;</a>"))
    said = pendamping("form", "check", "--json", str(bomb))
    assert said.exit_code == 1
    assert [found["code"] for found in json.loads(said.stdout)] == ["xml_not_allowed"]


def test_a_walk_tells_each_question_and_the_instance(pendamping: Pendamping, folder: Path) -> None:
    answers = folder / "answers.json"
    given = {"/data/age": ["", "3", "x", "12"], "/data/kids": 2, "/data/kids[2]/name": ["Budi"], "/data/city": ["2"]}
    answers.write_text(json.dumps(given))
    said = pendamping("form", "walk", str(folder / "kunjungan.md"), "--answers", str(answers), "--trace")
    assert said.exit_code == 0, said.output
    *asked, end = lines(said.stdout)
    assert [line["path"] for line in asked] == [
        "/data/age",
        "/data/kids[1]/name",
        "/data/kids[2]/name",
        "/data/city",
        "/data/thanks",
    ]
    assert [(verdict, message) for _, verdict, message in asked[0]["tries"]] == [
        ("required", None),
        ("constraint", "Harus di atas 5"),
        ("invalid", None),
        ("ok", None),
    ]
    assert asked[3]["choices"] == [["1", "Bandung"], ["2", "Bogor"]]
    assert (asked[4]["label"], asked[4]["tries"]) == ("Terima kasih, 12", [])
    assert "<name>Budi</name>" in end["instance"]
    assert "<instanceID>uuid:" in end["instance"]


def test_a_walk_in_another_language_without_a_trace(pendamping: Pendamping, folder: Path) -> None:
    said = pendamping("form", "walk", str(folder / "kunjungan.md"))
    assert [list(line) for line in lines(said.stdout)] == [["instance"]]
    said = pendamping("form", "walk", str(folder / "kunjungan.md"), "--trace", "--language", "English (en)")
    assert lines(said.stdout)[0]["label"] == "Age?"


def test_a_walk_has_its_own_now(pendamping: Pendamping, folder: Path) -> None:
    (folder / "today.md").write_text(markdown("today | t | | ", "text | a | A ${t}", columns="type | name | label"))
    moment = ("--now", "2026-11-21T20:00:00+00:00", "--tz", "Asia/Jayapura", "--trace")
    said = pendamping("form", "walk", str(folder / "today.md"), *moment)
    assert lines(said.stdout)[0]["label"] == "A 2026-11-22"


def test_an_xform_is_walked_too(pendamping: Pendamping, folder: Path) -> None:
    (folder / "uji.xml").write_text(xform())
    said = pendamping("form", "walk", str(folder / "uji.xml"), "--trace")
    assert [line.get("path") for line in lines(said.stdout)] == ["/data/a", None]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"{", "no JSON"), (b"[]", "an object"), (b'{"/data/age": {"a": 1}}', "/data/age"), (b"\xff\xfe\xfa", "no JSON")],
)
def test_answers_that_are_none_are_one_line(pendamping: Pendamping, folder: Path, content: bytes, told: str) -> None:
    (folder / "answers.json").write_bytes(content)
    words = ("form", "walk", str(folder / "kunjungan.md"), "--answers", str(folder / "answers.json"))
    assert told in one_line(pendamping(*words))


def test_a_form_that_cannot_be_walked_is_one_line(pendamping: Pendamping, folder: Path) -> None:
    assert "cannot be read" in one_line(pendamping("form", "walk", str(folder / "nowhere.md")))
    (folder / "bad.md").write_text(markdown("text | a | A | 1 +", columns="type | name | label | relevant"))
    line = one_line(pendamping("form", "walk", str(folder / "bad.md")))
    assert "survey row 2, relevant" in line


@pytest.mark.parametrize(("option", "value"), [("--tz", "Mars/Base"), ("--now", "yesterday")])
def test_a_zone_or_a_moment_that_is_none_is_wrong_use(
    pendamping: Pendamping, folder: Path, option: str, value: str
) -> None:
    for words in (("walk", str(folder / "kunjungan.md")), ("eval", "1")):
        said = pendamping("form", *words, option, value)
        assert said.exit_code == 2
        assert value in said.stderr


DOCUMENT = """<data id="x"><age>12</age>
<kids><name>Ani</name><toy>a</toy><toy>b</toy></kids><kids><name>Budi</name><toy/></kids></data>"""


@pytest.mark.parametrize(
    ("expression", "context", "kind", "value"),
    [
        ("1 + 1", "", "number", 2),
        ("-1 + 2.5", "", "number", 1.5),
        ("1 div 0", "", "number", "Infinity"),
        ("number('a')", "", "number", "NaN"),
        ("concat('a', 1)", "", "string", "a1"),
        ("/data/age > 5", "", "boolean", True),
        ("/data/age", "", "nodeset", ["12"]),
        ("/data/kids/name", "", "nodeset", ["Ani", "Budi"]),
        ("../name", "/data/kids[2]/toy", "nodeset", ["Budi"]),
        ("string(.)", "/data/kids[1]/toy[2]", "string", "b"),
        ("position(..)", "/data/kids[2]/name", "number", 2),
        ("count(/data/kids)", "", "number", 2),
        ("date('2026-11-07')", "", "string", "2026-11-07"),
        ("today()", "", "string", "2026-11-21"),
    ],
)
def test_an_expression_has_a_value(
    pendamping: Pendamping, tmp_path: Path, expression: str, context: str, kind: str, value: object
) -> None:
    file = tmp_path / "instance.xml"
    file.write_text(DOCUMENT)
    words = ("form", "eval", expression, "--instance", str(file), "--now", "2026-11-21", "--tz", "Asia/Jakarta")
    said = pendamping(*words, *(("--context", context) if context else ()))
    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout) == {"type": kind, "value": value}


def test_an_expression_looks_into_the_lists_of_an_xform(pendamping: Pendamping, tmp_path: Path) -> None:
    item = "<item><name>a</name><label>Apel</label></item>"
    listed = f'<instance id="f"><root>{item}</root></instance><bind nodeset="/data/a" type="int"/>'
    (tmp_path / "form.xml").write_text(xform("<a>3</a>", listed))
    for expression, value in [("instance('f')/root/item[name = 'a']/label", ["Apel"]), ("/data/a + 1", 4)]:
        said = pendamping("form", "eval", expression, "--instance", str(tmp_path / "form.xml"))
        assert json.loads(said.stdout)["value"] == value


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("1 +",), "cannot be understood"),
        (("nothing()",), "not a known function"),
        (("count(1, 2)",), "count"),
        (("1", "--context", "/other"), "/other"),
        (("1", "--context", "/data/a[2]"), "/data/a[2]"),
        (("1", "--instance", "/nowhere.xml"), "cannot be read"),
    ],
)
def test_an_expression_without_a_value_is_one_line(pendamping: Pendamping, words: tuple[str, ...], told: str) -> None:
    assert told in one_line(pendamping("form", "eval", *words))

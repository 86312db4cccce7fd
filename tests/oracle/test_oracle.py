"""The harness itself: that it asks JavaRosa what it seems to ask."""

from __future__ import annotations

from pathlib import Path

from tests.oracle import theirs
from tests.oracle.compare import Walked, compare, leaves
from tests.oracle.oracle import Oracle

FORM = """\
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Anak</h:title><model>
<instance><data xmlns="" id="anak"><mulai/><anak jr:template=""><umur/></anak><jumlah/><kota>x</kota></data></instance>
<bind nodeset="/data/mulai" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
<bind nodeset="/data/anak/umur" type="int" required="true()" jr:requiredMsg="Umurnya?" constraint=". &lt; 25"
  jr:constraintMsg="Sudah besar."/>
<bind nodeset="/data/jumlah" type="int" calculate="sum(/data/anak/umur)"/>
<bind nodeset="/data/kota" type="string" readonly="true()"/>
</model></h:head>
<h:body><group><label>Anak</label><repeat nodeset="/data/anak">
<input ref="/data/anak/umur"><label>Umur</label></input></repeat></group>
<input ref="/data/kota"><label>Kota</label></input></h:body></h:html>
"""


def test_a_walk_tries_each_answer_until_one_is_taken(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "anak.xml"
    path.write_text(FORM, "utf-8")
    walk = theirs.walked(
        oracle, path, {"/data/anak": 2, "/data/anak[1]/umur": ["", "lima", "30", "5", "6"], "/data/anak[2]/umur": ["7"]}
    )
    assert [(line["path"], line["tries"]) for line in walk.lines] == [
        (
            "/data/anak[1]/umur",
            [
                ["", "required", "Umurnya?"],
                ["lima", "invalid", None],
                ["30", "constraint", "Sudah besar."],
                ["5", "ok", None],
            ],
        ),
        ("/data/anak[2]/umur", [["7", "ok", None]]),
        ("/data/kota", []),
    ]
    assert walk.instance is not None
    assert leaves(walk.instance) == [
        ("/mulai", "2026-11-21T09:30:15.250+07:00"),
        ("/anak[1]/umur", "5"),
        ("/anak[2]/umur", "7"),
        ("/jumlah", "12"),
        ("/kota", "x"),
    ]


def test_the_clock_stands_still_in_every_zone(oracle: Oracle) -> None:
    asked = [("format-date-time(now(), '%Y-%m-%d %H:%M')", ""), ("string(today())", "")]
    for zone, written, day in (
        ("Asia/Jakarta", "2026-11-20 23:30", "2026-11-20"),
        ("Asia/Jayapura", "2026-11-21 01:30", "2026-11-21"),
    ):
        values = [each["value"] for each in oracle.evaluate(asked, now="2026-11-20T16:30:00Z", tz=zone)]
        assert values == [written, day]


def test_a_form_that_javarosa_refuses_has_no_walk(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "salah.xml"
    path.write_text(FORM.replace("sum(/data/anak/umur)", "sum(/data/anak/umur"), "utf-8")
    walk = theirs.walked(oracle, path, {})
    assert not theirs.is_open(walk)
    assert "Invalid calculate" in walk.error


def test_every_kind_of_difference_is_found() -> None:
    def line(path: str, **other: object) -> dict[str, object]:
        return {"path": path, "label": "a", "choices": None, "tries": [["1", "ok", None]], **other}

    ours = Walked([line("/d/a"), line("/d/b"), line("/d/c", tries=[])], "<d><a>1</a><e><f/></e></d>")
    other = Walked([line("/d/a", label="b"), line("/d/c", choices=[["1", "x"]])], "<d><a>2</a><e><g/></e></d>")
    found = compare(ours, other)
    assert [(each.part, each.path) for each in found.differences] == [
        ("label", "/d/a"),
        ("order", ""),
        ("choices", "/d/c"),
        ("tries", "/d/c (1)"),
        ("leaves", "/a"),
        ("leaves", "/e/g"),
        ("leaves", "/e/f"),
    ]
    assert found.percent("order") == 100 * 2 / 3
    assert found.percent("leaves") == 0
    assert compare(ours, ours).differences == []

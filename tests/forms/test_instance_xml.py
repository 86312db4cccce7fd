"""Submissions as OpenRosa XML: as JavaRosa writes them, and back again."""

from __future__ import annotations

import contextlib
import string
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import AddInstance, Answer, Done, Submit, Submitted, begin, compile_form, step
from forms.instance_xml import InstanceError, instance_xml, nothing_left_out, read_instance
from forms.model import Form
from forms.nodes import Node, Positions
from forms.outline import OPENROSA, PLAIN, Outline, outline_of
from forms.view import left_out

Tree = Mapping[str, Any]
"""Children by name: "" a leaf, a mapping a group; "name*" repeats."""

ID = "uuid:0b1c7a9e-52c4-4d7e-8f1e-6b1d9c0a4f21"
OLD = "uuid:11111111-52c4-4d7e-8f1e-6b1d9c0a4f21"


def form(tree: Tree, outline: Outline = PLAIN) -> Form:
    """What the writer needs of a form: its nodes and its outline."""
    root = Node("data", "/data", None, 0)
    _grow(root, tree)
    names = [node.name for node in root.walk()]
    for node in root.walk():
        node.short = node is not root and not node.repeats and names.count(node.name) == 1
    plan = SimpleNamespace(calculated=frozenset())
    return cast(Form, SimpleNamespace(id="uji", root=root, outline=outline, plan=plan, choosing=frozenset()))


def _grow(node: Node, tree: Tree) -> None:
    for name, inside in tree.items():
        child = Node(name.rstrip("*"), f"{node.path}/{name.rstrip('*')}", node, 0, repeat=name.endswith("*"))
        child.repeats = (*node.repeats, child) if child.repeat else node.repeats
        node.children.append(child)
        if inside:
            _grow(child, inside)


# The form and what JavaRosa 5.1.0 made of it (the order of its prefixes is by chance, the form's here).
XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:orx="http://openrosa.org/xforms" xmlns:foo="urn:foo"><h:head><model><instance>
<data id="uji" version="1" foo:bar="b&lt;&quot;'&amp;x" plain="q"><nama/><g attr="7" foo:x="y"><a/><b/><fc/></g>
<anak><n/><cucu><m/></cucu></anak><tengah/><kosong/>
<orx:meta><orx:instanceID/><orx:instanceName/></orx:meta></data></instance></model></h:head></h:html>"""
TREE = {
    "nama": "",
    "g": {"a": "", "b": "", "fc": ""},
    "anak*": {"n": "", "cucu": {"m": ""}},
    "tengah": "",
    "kosong": "",
    "meta": {"instanceID": "", "instanceName": ""},
}
ROOT = (
    """<data id="uji" version="1" foo:bar='b&lt;"&apos;&amp;x' plain="q" xmlns:h="http://www.w3.org/1999/xhtml" """
    """xmlns:orx="http://openrosa.org/xforms" xmlns:foo="urn:foo">"""
)


def test_a_submission_is_written_as_javarosa_writes_it() -> None:
    answers = {
        "nama": "x <&> \" ' ]]> é😀 \t\nz",
        "b": "def",
        "anak[]": "2",
        "anak[1]/n": "3",
        "instanceName": "Sari!",
    }
    assert instance_xml(form(TREE, outline_of(XFORM)), answers, instance_id=ID) == (
        f"{ROOT}<nama>x &lt;&amp;&gt; \" ' ]]&gt; é😀 \t\nz</nama>"
        '<g attr="7" foo:x="y"><a /><b>def</b><fc /></g>'
        "<anak><n>3</n><cucu><m /></cucu></anak><anak><n /><cucu><m /></cucu></anak><tengah /><kosong />"
        f"<orx:meta><orx:instanceID>{ID}</orx:instanceID><orx:instanceName>Sari!</orx:instanceName></orx:meta></data>"
    )


def test_what_is_not_relevant_is_not_there_with_all_that_is_in_it() -> None:
    def left_out(node: Node, positions: Positions) -> bool:
        return node.key(positions) in ("g", "anak[1]", "anak[3]/cucu", "tengah")

    answers = {"anak[]": "3", "anak[1]/n": "1", "anak[2]/n": "2", "anak[3]/n": "3"}
    written = instance_xml(form(TREE), answers, left_out=left_out)
    assert written == (
        "<data><nama /><anak><n>2</n><cucu><m /></cucu></anak><anak><n>3</n></anak><kosong />"
        "<meta><instanceID /><instanceName /></meta></data>"
    )


def test_a_group_of_which_nothing_is_relevant_is_empty() -> None:
    written = instance_xml(form({"g": {"a": ""}}), {}, left_out=lambda node, _: node.name == "a")
    assert written == "<data><g /></data>"
    assert instance_xml(form({"a": ""}), {}, left_out=lambda node, _: node.name == "a") == "<data />"


def test_repeats_inside_repeats_keep_their_order_and_their_numbers() -> None:
    homes = form({"rumah*": {"alamat": "", "anak*": {"n": ""}}, "catatan": ""})
    answers = {
        "rumah[]": "2",
        "rumah[1]/anak[]": "0",
        "rumah[2]/alamat": "B",
        "rumah[2]/anak[]": "2",
        "rumah[2]/anak[2]/n": "x",
    }
    assert instance_xml(homes, answers) == (
        "<data><rumah><alamat /></rumah><rumah><alamat>B</alamat><anak><n /></anak><anak><n>x</n></anak></rumah>"
        "<catatan /></data>"
    )


def test_without_a_count_the_answers_say_how_many_there_are() -> None:
    homes = form({"rumah*": {"alamat": "", "anak*": {"n": ""}}})
    assert instance_xml(homes, {"rumah[2]/anak[1]/n": "x"}) == (
        "<data><rumah><alamat /></rumah><rumah><alamat /><anak><n>x</n></anak></rumah></data>"
    )


def test_the_same_name_in_two_places_is_told_apart() -> None:
    twice = form({"a": {"n": ""}, "b": {"n": ""}, "n": ""})
    assert instance_xml(twice, {"a/n": "1", "b/n": "2", "n": "3"}) == (
        "<data><a><n>1</n></a><b><n>2</n></b><n>3</n></data>"
    )


@pytest.mark.parametrize(
    ("meta", "outline", "expected"),
    [
        ({"meta": {"instanceID": "", "x": ""}}, PLAIN, f"<meta><instanceID>{ID}</instanceID><x /><deprecatedID>"),
        ({"meta": {"deprecatedID": "", "instanceID": ""}}, PLAIN, f"<meta><deprecatedID>{OLD}</deprecatedID><inst"),
        ({"meta": {"x": ""}}, PLAIN, f"<meta><x /><instanceID>{ID}</instanceID><deprecatedID>{OLD}</deprecatedID></"),
        (
            {"meta": {"instanceID": ""}},
            Outline("", (("orx", OPENROSA),), {"/data/meta": "orx:meta", "/data/meta/instanceID": "orx:instanceID"}),
            f"<orx:meta><orx:instanceID>{ID}</orx:instanceID><orx:deprecatedID>{OLD}</orx:deprecatedID></orx:meta>",
        ),
        (
            {},
            PLAIN,
            f'<data xmlns:orx="{OPENROSA}"><a /><orx:meta><orx:instanceID>{ID}</orx:instanceID><orx:deprecatedID>',
        ),
        (
            {},
            Outline("", (("orx", "urn:other"),)),
            f'<data xmlns:orx="urn:other" xmlns:orxx="{OPENROSA}"><a /><orxx:meta><orxx:instanceID>',
        ),
        ({}, Outline("", (("o", OPENROSA),)), f'<data xmlns:o="{OPENROSA}"><a /><o:meta><o:instanceID>{ID}<'),
    ],
    ids=["in its place", "of its own", "none", "prefixed", "no meta", "prefix taken", "prefix known"],
)
def test_a_correction_names_what_it_replaces(meta: Tree, outline: Outline, expected: str) -> None:
    written = instance_xml(form({"a": "", **meta}, outline), {}, instance_id=ID, deprecated_id=OLD)
    assert expected in written
    root = ElementTree.fromstring(written)
    assert [e.text for e in root.iter() if e.tag.endswith("instanceID")] == [ID]
    assert [e.text for e in root.iter() if e.tag.endswith("deprecatedID")] == [OLD]


def test_only_metas_own_children_are_ids() -> None:
    odd = form({"g": {"instanceID": ""}, "meta": {"instanceID": ""}})
    written = instance_xml(odd, {"g/instanceID": "mine"}, instance_id=ID)
    assert written == f"<data><g><instanceID>mine</instanceID></g><meta><instanceID>{ID}</instanceID></meta></data>"


def test_an_id_among_the_answers_stays_where_none_is_handed_in() -> None:
    assert instance_xml(form({"meta": {"instanceID": ""}}), {"instanceID": ID}) == (
        f"<data><meta><instanceID>{ID}</instanceID></meta></data>"
    )
    assert instance_xml(form({"a": ""}), {}) == "<data><a /></data>"


def test_the_roots_namespace_is_kept() -> None:
    written = instance_xml(form({"a": ""}, Outline("http://example.org/uji", (("h", "urn:h"),))), {"a": "1"})
    assert written == '<data xmlns:h="urn:h" xmlns="http://example.org/uji"><a>1</a></data>'


def test_signs_that_xml_cannot_hold_are_dropped() -> None:
    bad = "a\x00b\x01c\x0bd\x1fe\ufffef\uffffg\ud800h\x7fi\x85j"
    written = instance_xml(form({"a": ""}), {"a": bad})
    assert read_instance(form({"a": ""}), written) == {"a": "abcdefgh\x7fi\x85j"}


# Back again

NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=3)
TREES = st.recursive(
    st.dictionaries(NAMES, st.just(""), min_size=1, max_size=3),
    lambda inner: st.dictionaries(
        st.tuples(NAMES, st.sampled_from(["", "*"])).map("".join),
        st.one_of(st.just(""), inner),
        min_size=1,
        max_size=4,
    ),
    max_leaves=12,
).map(lambda tree: _without_twins(tree))


def _without_twins(tree: Tree) -> Tree:
    """No name both repeated and not, and only groups repeat."""
    found: dict[str, Any] = {}
    for name, inside in tree.items():
        plain = name.rstrip("*")
        if plain in found or f"{plain}*" in found:
            continue
        found[name if inside else plain] = _without_twins(inside) if inside else ""
    return found


# Signs that XML can hold; a line's end is given back as it was.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\n\r<>&\"'"))


@st.composite
def filled(draw: st.DrawFn) -> tuple[Form, dict[str, str]]:
    made = form(draw(TREES))
    answers: dict[str, str] = {}

    def fill(node: Node, at: Positions) -> None:
        for child in node.children:
            if child.repeat:
                count = draw(st.integers(0, 3))
                answers[child.count_key(at)] = str(count)
                for number in range(1, count + 1):
                    fill(child, (*at, number))
            elif child.children:
                fill(child, at)
            elif text := draw(TEXTS):
                answers[child.key(at)] = text.replace("\ufffe", "").replace("\uffff", "") or "x"

    fill(made.root, ())
    return made, answers


@given(filled())
def test_what_was_written_is_read_again(given_: tuple[Form, dict[str, str]]) -> None:
    made, answers = given_
    written = instance_xml(made, answers)
    assert read_instance(made, written) == answers
    assert read_instance(made, written.encode()) == answers
    assert instance_xml(made, read_instance(made, written)) == written


@given(filled(), st.randoms(use_true_random=False))
def test_any_of_it_may_be_left_out(given_: tuple[Form, dict[str, str]], chance: Any) -> None:
    made, answers = given_
    gone: set[str] = set()

    def left_out(node: Node, positions: Positions) -> bool:
        if chance.random() < 0.3:
            gone.add(node.path)
            return True
        return False

    written = ElementTree.fromstring(instance_xml(made, answers, left_out=left_out))
    whole = ElementTree.fromstring(instance_xml(made, answers, left_out=nothing_left_out))
    assert len(list(written.iter())) <= len(list(whole.iter()))
    assert gone or ElementTree.tostring(written) == ElementTree.tostring(whole)


def test_elements_that_the_form_does_not_have_are_passed_over() -> None:
    text = (
        '<x:data xmlns:x="urn:x" id="uji"><!-- c --><new>1<n>2</n></new><anak><n>3</n><tua/></anak>'
        "<?p i?><a> b &lt; <![CDATA[<c>]]></a></x:data>"
    )
    assert read_instance(form({"a": "", "anak*": {"n": ""}}), text) == {
        "a": " b < <c>",
        "anak[]": "1",
        "anak[1]/n": "3",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "<data",
        "<data></dat>",
        "<other><a>1</a></other>",
        '<data id="another"><a>1</a></data>',
        '<!DOCTYPE data [<!ENTITY a "b">]><data><a>&a;</a></data>',
        '<!DOCTYPE data SYSTEM "file:///etc/passwd"><data/>',
        "<data>" + "<a>" * 300 + "</a>" * 300 + "</data>",
        "<data><a>\ud800</a></data>",
    ],
)
def test_what_is_no_instance_of_the_form_is_refused(text: str) -> None:
    with pytest.raises(InstanceError):
        read_instance(form({"a": ""}), text)


def test_what_it_says_of_its_encoding_does_not_count() -> None:
    """OpenRosa is UTF-8, and a name of an encoding is nothing to look up."""
    text = '<?xml version="1.0" encoding="no-such"?><data><a>é</a></data>'
    assert read_instance(form({"a": ""}), text) == read_instance(form({"a": ""}), text.encode()) == {"a": "é"}


def test_reading_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module(instance_xml.__module__), "MOST_ELEMENTS", 10)
    read_instance(form({"a*": {"b": ""}}), "<data>" + "<a/>" * 9 + "</data>")
    with pytest.raises(InstanceError, match="too many"):
        read_instance(form({"a*": {"b": ""}}), "<data>" + "<a/>" * 10 + "</data>")
    monkeypatch.setattr(import_module(instance_xml.__module__), "MOST_CHARACTERS", 20)
    with pytest.raises(InstanceError, match="longer than"):
        read_instance(form({"a": ""}), "<data><a>" + "x" * 20 + "</a></data>")


@given(st.text() | st.binary())
def test_anything_is_read_or_refused(text: str | bytes) -> None:
    with contextlib.suppress(InstanceError):
        read_instance(form({"a": ""}), text)


FAMILY = """
| survey |
| | type | name | label | relevant |
| | text | nama | Nama | |
| | begin_repeat | anak | Anak | |
| | text | panggilan | Panggilan | |
| | integer | umur | Umur | |
| | begin_group | sekolah | Sekolah | ${umur} > 6 |
| | text | kelas | Kelas | |
| | end_group | | | |
| | end_repeat | | | |

| settings |
| | form_id | version | instance_name |
| | keluarga | 3 | concat('Keluarga ', ${nama}) |
"""


def test_what_the_engine_sends_is_written_and_read_again() -> None:
    family = compile_form(FAMILY)
    at = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    state = begin(family, at, instance_id=ID)
    for value in ("Sari", "Ani", "4"):
        state = step(family, state, Answer(state.step, value), at).state
    state = step(family, state, AddInstance(state.step), at).state
    for value in ("Budi", "9", "tiga"):
        state = step(family, state, Answer(state.step, value), at).state
    state = step(family, state, Done(state.step), at).state
    sprint = step(family, state, Submit(), at)
    [sent] = [effect for effect in sprint.effects if isinstance(effect, Submitted)]
    hidden = left_out(family, sprint.state)
    written = instance_xml(family, sent.answers, instance_id=ID, deprecated_id=OLD, left_out=hidden)
    start, _, rest = written.partition(">")
    assert start.startswith('<data id="keluarga" version="3" xmlns:h="http://www.w3.org/1999/xhtml"')
    assert rest == (
        "<nama>Sari</nama><anak><panggilan>Ani</panggilan><umur>4</umur></anak>"
        "<anak><panggilan>Budi</panggilan><umur>9</umur><sekolah><kelas>tiga</kelas></sekolah></anak>"
        f"<meta><instanceID>{ID}</instanceID><instanceName>Keluarga Sari</instanceName>"
        f"<deprecatedID>{OLD}</deprecatedID></meta></data>"
    )
    assert read_instance(family, written) == {**sent.answers, "instanceID": ID}

"""How a form writes its own data: names, prefixes, attributes."""

from __future__ import annotations

import pytest

from forms.outline import DEEPEST, Outline, outline_of

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"><h:head><model>'
)
PREFIXES = (
    ("h", "http://www.w3.org/1999/xhtml"),
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
)


def of(data: str, *, head: str = HEAD) -> Outline:
    return outline_of(f"{head}<instance>{data}</instance><instance><item/></instance></model></h:head></h:html>")


def test_a_form_as_pyxform_writes_it() -> None:
    found = of('<data id="uji" version="1"><a/><orx:meta><orx:instanceID/></orx:meta></data>')
    assert found == Outline(
        "",
        PREFIXES,
        {"/data/meta": "orx:meta", "/data/meta/instanceID": "orx:instanceID"},
        {"/data": (("id", "uji"), ("version", "1"))},
    )
    assert found.prefix_of("http://openrosa.org/xforms") == "orx"
    assert found.prefix_of("http://example.org") is None


def test_the_roots_own_namespace_is_kept() -> None:
    assert of('<data xmlns="http://example.org/uji"><a/></data>').xmlns == "http://example.org/uji"
    assert of('<data xmlns="http://www.w3.org/2002/xforms"><a/></data>').xmlns == ""
    assert of("<data><a/></data>").xmlns == ""


def test_a_namespace_without_a_prefix_gets_one() -> None:
    found = of(
        '<data xmlns:n0="urn:x"><meta xmlns="urn:meta"><instanceID/></meta><o:a xmlns:o="urn:o" o:b="c"/></data>'
    )
    assert found.prefixes == (*PREFIXES, ("n0", "urn:x"), ("n1", "urn:meta"), ("n2", "urn:o"))
    assert found.names == {"/data/meta": "n1:meta", "/data/meta/instanceID": "n1:instanceID", "/data/a": "n2:a"}
    assert found.attributes == {"/data/a": (("n2:b", "c"),)}


def test_the_prefix_that_the_form_declares_is_taken_whatever_the_element_wrote() -> None:
    found = of('<data><meta xmlns="http://openrosa.org/xforms"><instanceID/></meta></data>')
    assert found.names == {"/data/meta": "orx:meta", "/data/meta/instanceID": "orx:instanceID"}


def test_marks_of_the_form_itself_are_not_sent_and_others_are() -> None:
    found = of(
        '<data><anak jr:template="" urut="1"><n/></anak><anak urut="2"/>'
        '<g jr:recordset="x"/><b xml:lang="id" jr:x="y"/></data>'
    )
    assert found.attributes == {"/data/anak": (("urut", "1"),), "/data/b": (("xml:lang", "id"), ("jr:x", "y"))}


def test_only_the_primary_instance_is_read() -> None:
    """What follows it may be anything: large lists, even what is no XML."""
    text = f'{HEAD}<instance><data id="1"><a/></data></instance><instance id="l"><root><item x:y="1"></nonsense'
    assert outline_of(text).attributes == {"/data": (("id", "1"),)}
    assert outline_of(text.encode()).attributes == {"/data": (("id", "1"),)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no XML",
        "<a/>",
        f"{HEAD}<instance/></model></h:head></h:html>",
        '<!DOCTYPE x [<!ENTITY a "b">]><x><instance><data/></instance></x>',
        "<x>" * (DEEPEST + 2) + "<instance><data/></instance>",
        "<instance><data><a>",
    ],
)
def test_what_is_no_xform_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no XForm"):
        outline_of(text)

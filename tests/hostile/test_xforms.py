"""XForms that mean harm."""

from __future__ import annotations

import pytest

from forms.errors import FormError
from forms.sheets.limits import FILE_BYTES, XFORM_DEPTH, XFORM_ELEMENTS
from forms.source import convert_xform, read_form_file
from tests.hostile.makers import xform

pytestmark = pytest.mark.usefixtures("doors")

LEVELS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))

DOCUMENTS = [
    ("a billion laughs", "xml_not_allowed", f'<!DOCTYPE a [<!ENTITY l0 "ha">{LEVELS}]>' + xform("<a>&l9;</a>")),
    ("quadratic", "xml_not_allowed", f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]>' + xform(f"<a>{'&x;' * 1_000}</a>")),
    ("a file", "xml_not_allowed", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + xform("<a>&x;</a>")),
    ("a page", "xml_not_allowed", '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>' + xform("<a>&x;</a>")),
    ("an outer type", "xml_not_allowed", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + xform()),
    ("a parameter", "xml_not_allowed", '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///dev/zero">%x;]>' + xform()),
    ("an unknown entity", "xml_malformed", xform("<a>&x;</a>")),
    ("a staircase", "xml_too_large", xform("<a>" * XFORM_DEPTH + "</a>" * XFORM_DEPTH)),
    ("a crowd", "xml_too_large", xform("<a/>" * (XFORM_ELEMENTS + 1))),
    ("a thousand attributes", "xml_too_large", xform("<a " + " ".join(f'b{i}="1"' for i in range(1_000)) + "/>")),
    ("half of it", "xml_malformed", xform()[:-30]),
    ("a page of the web", "not_a_form", "<html><body>404</body></html>"),
    ("no XML at all", "xml_malformed", "<<<<>>>>"),
    ("a strange encoding", "xml_malformed", '<?xml version="1.0" encoding="rot13"?>' + xform()),
    ("an encoding that it has not", "encoding_wrong", '<?xml version="1.0" encoding="ascii"?>' + xform("<a>é</a>")),
    ("half a letter", "encoding_wrong", xform("<a>\udcff</a>")),
]


@pytest.mark.parametrize(("code", "text"), [found[1:] for found in DOCUMENTS], ids=[found[0] for found in DOCUMENTS])
def test_an_xform_that_means_harm_is_refused(code: str, text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    with pytest.raises(FormError) as raised:
        read_form_file("form.xml", data) if len(data) <= FILE_BYTES else convert_xform(data)
    [found] = raised.value.problems
    # a crowd is also more than may be sent
    assert found.code == code or (len(data) > FILE_BYTES and found.code == "file_too_large")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_what_is_forbidden_is_forbidden_in_every_encoding(encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>' + xform("<a>&x;</a>")
    with pytest.raises(FormError) as raised:
        read_form_file("form.xml", text.encode(encoding))
    assert raised.value.problems[0].code == "xml_not_allowed"

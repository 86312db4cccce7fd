"""Whatever is put into a file: a form comes out of it, or a list of problems; never anything else."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forms.errors import FormError
from forms.loading import load
from forms.source import Converted, convert_xform, read_form_file
from tests.hostile.makers import good, workbook, xform

pytestmark = pytest.mark.usefixtures("doors")

TYPES = [
    "text",
    "integer",
    "select_one yn",
    "select_multiple yn or_other",
    "select_one_from_file a.csv",
    "rank yn",
    "range",
    "note",
    "calculate",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
    "begin loop over yn",
    "end loop",
    "audit",
    "start",
    "username",
    "geopoint",
    "image",
    "select_one ${a}",
    "xml-external",
    "osm yn",
]
HEADINGS = [
    "type",
    "name",
    "label",
    "label::Indonesia (id)",
    "hint",
    "relevant",
    "constraint",
    "calculation",
    "required",
    "default",
    "choice_filter",
    "repeat_count",
    "appearance",
    "parameters",
    "trigger",
    "media::image",
    "bind::jr:preload",
    "jr:",
    "a::b::c::d",
    "disabled",
    "save_to",
]
PIECES = [
    "${a}",
    "${",
    "}",
    "a",
    "b",
    "yes",
    "1",
    ". > ",
    "(",
    ")",
    "position(..)",
    "count(${b})",
    "now()",
    "randomize=true",
    "start=1 end=5 step=1",
    "'",
    '"',
    "<b>",
    "&amp;",
    "]]>",
    "|",
    "\\",
    "#",
    "-",
    "../",
    "instance('yn')/root/item[name = ",
    "]",
    "é",
    "\u202e",
    "\ufffe",
    "🙂",
    "field-list",
]
CELLS = st.one_of(
    st.sampled_from(TYPES),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
)
NAMES = st.sampled_from(["a", "b", "c", "meta", "data", "g", "A", "a b", "_", "1", ""])


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """A survey in which much is in order, so that what is not is met deep inside."""
    more = draw(st.lists(st.sampled_from(HEADINGS[2:]), max_size=5, unique=True))
    rows = draw(st.lists(st.tuples(st.sampled_from(TYPES), NAMES, *[CELLS] * len(more)), max_size=12))
    made = {"survey": [["type", "name", *more], *map(list, rows)]}
    if draw(st.booleans()):
        choices = draw(st.lists(st.tuples(st.just("yn"), NAMES, CELLS), max_size=4))
        made["choices"] = [["list_name", "name", "label"], *map(list, choices)]
    if draw(st.booleans()):
        keys = ["form_id", "version", "form_title", "instance_name", "default_language", "name", "namespaces"]
        made["settings"] = [keys, draw(st.lists(CELLS, min_size=7, max_size=7))]
    return made


def as_csv(made: dict[str, list[list[str]]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for name, rows in made.items():
        writer.writerow([name])
        writer.writerows(["", *row] for row in rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def decided(data: bytes, *, lenient: bool = True) -> Converted | None:
    """A form that can be loaded, or None; anything but a ``FormError`` is a fault of ours."""
    try:
        converted = read_form_file("uji", data, lenient=lenient, formulas=lenient)
        load(converted, files={"a.csv": b"name,label\n1,A\n"})
    except FormError as error:
        for found in error.problems:
            assert found.message
            assert found.remedy
            assert found.row is None or found.row >= 1
        return None
    return converted


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets(), st.booleans())
def test_any_table_is_a_form_or_a_list_of_problems(made: dict[str, list[list[str]]], lenient: bool) -> None:
    converted = decided(as_csv(made), lenient=lenient)
    if converted is not None:
        assert Converted.loads(converted.dumps()) == converted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets())
def test_any_workbook_is_decided_as_its_table(made: dict[str, list[list[str]]]) -> None:
    strange = any("\ufffe" in cell or not cell.isprintable() for rows in made.values() for row in rows for cell in row)
    book = decided(workbook(made))
    table = decided(as_csv(made))
    if not strange:
        assert (book is None) == (table is None)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1 << 16), st.binary(min_size=1, max_size=12), st.booleans())
@example(0, b"\xff\xfe", False)
def test_a_file_with_bytes_changed_is_decided(place: int, other: bytes, as_xform: bool) -> None:
    data = xform().encode() if as_xform else good()
    place %= len(data)
    decided(data[:place] + other + data[place + len(other) :])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"| survey |\n{text}".encode())))
def test_any_bytes_are_decided(data: bytes) -> None:
    decided(data)


TAGS = ["a", "b", "input", "select1", "group", "repeat", "bind", "setvalue", "itemset", "instance", "model", "label"]
KEYS = ["ref", "nodeset", "value", "type", "relevant", "calculate", "constraint", "id", "src", "event", "bind"]


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    tag = draw(st.sampled_from(TAGS))
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))
    values = [*PIECES[:13], "/data/a", "/data", "a/b", "jr:itext('a')", "string", "odk-new-repeat"]
    given_ = "".join(
        f' {key}="{draw(st.sampled_from(values)).replace("<", "").replace("&", "").replace(chr(34), "")}"'
        for key in keys
    )
    inside = "".join(draw(st.lists(elements(depth - 1), max_size=3))) if depth else ""
    return f"<{tag}{given_}>{inside}</{tag}>"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(elements(), elements(), elements())
def test_any_xform_is_decided(data: str, binds: str, body: str) -> None:
    try:
        converted = read_form_file("uji.xml", xform(data, binds, body).encode())
        load(converted, files={}, lenient=True)
    except FormError:
        pass


def test_a_prefix_that_nobody_has_declared_is_told() -> None:
    """Found by the test above: well-formed without namespaces, and no form with them."""
    assert "xmlns:h=" in xform()
    made = xform().replace("xmlns:h=", "x-lns:h=", 1)
    with pytest.raises(FormError) as caught:
        convert_xform(made)
    assert [found.code for found in caught.value.problems] == ["xml_malformed"]

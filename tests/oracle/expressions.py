"""Expressions at random: each function with arguments of the kind that it wants, and now and then of another."""

from __future__ import annotations

from functools import cache
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

INSTANCE: Final = """\
<data>
  <satu>1</satu><tiga>3</tiga><pecah>-2.5</pecah><besar>1234567.89</besar><nol>0</nol><kosong/>
  <nama>Siti Rahmawati</nama><kata>  dua  kata </kata><kode>AB-12</kode><pilih>a b c</pilih><ya>true</ya>
  <hari>2026-11-07</hari><dulu>1990-02-28</dulu><saat>2026-11-07T07:30:00.000+07:00</saat><jam>18:05:00.000+07:00</jam>
  <titik>-6.2 106.8 0 0</titik><garis>-6.2 106.8 0 0;-6.3 106.9 0 0;-6.25 106.95 0 0</garis>
  <bidang>-6.2 106.8 0 0;-6.3 106.9 0 0;-6.25 106.95 0 0;-6.2 106.8 0 0</bidang>
  <kelompok><dalam>7</dalam><kosong2/></kelompok>
  <anak><nama>Ani</nama><umur>3</umur><mainan><jenis>bola</jenis></mainan><mainan><jenis>layang</jenis></mainan></anak>
  <anak><nama>Budi</nama><umur>11</umur><mainan><jenis>gasing</jenis></mainan></anak>
  <anak><nama/><umur/></anak>
</data>
"""
"""What the expressions are evaluated over. Nothing in it has a type."""

_TYPES: Final = {
    "int": "satu tiga nol kelompok/dalam anak/umur",
    "decimal": "pecah besar",
    "date": "hari dulu",
    "dateTime": "saat",
    "time": "jam",
    "geopoint": "titik",
    "geotrace": "garis",
    "geoshape": "bidang",
    "boolean": "ya",
}

FORM: Final = f"""\
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Ungkapan</h:title><model>
<instance>{INSTANCE.replace("<data>", '<data xmlns="" id="ungkapan">')}</instance>
{"".join(f'<bind nodeset="/data/{path}" type="{kind}"/>' for kind, paths in _TYPES.items() for path in paths.split())}
</model></h:head>
<h:body><group><repeat nodeset="/data/anak"><input ref="/data/anak/nama"/><input ref="/data/anak/umur"/>
<group><repeat nodeset="/data/anak/mainan"><input ref="/data/anak/mainan/jenis"/></repeat></group></repeat></group>
</h:body></h:html>
"""
"""The same in a form, where most have a type."""

CONTEXTS: Final = (
    "/data/satu",
    "/data/kelompok/dalam",
    "/data/anak[2]/umur",
    "/data/anak[1]/mainan[2]/jenis",
    "/data/anak[3]",
)

Expressions = SearchStrategy[str]

_NUMBERS: Final = (
    "0", "1", "2", "3", "-1", "2.5", "-0.5", "10", "100", "7.005", "1000000", "12345678901", "0.1", ".5", "3.0",
    "365.25",
)  # fmt: skip
_TEXTS: Final = (
    "''", "'a'", "'b'", "'abc'", '"dua kata"', "'12'", "' 7 '", "'-3.50'", "'1e3'", "'x;y'", "'true'", "'false'",
    "'a b c'", "'NaN'", "'2026-11-07'", "'2026-02-30'", "'Sungai Nyaring'", "'Åß☃'", "'.'", "'%'",
)  # fmt: skip
_DATES: Final = (
    "date('2026-11-07')", "date('1990-02-28')", "date(0)", "date(20000)", "date('1969-12-31')", "/data/hari",
    "/data/dulu", "today()", "now()", "date-time('2026-11-07T07:30:00.000+07:00')",
    "date-time('2024-02-29T23:59:59.500+07:00')", "date(/data/dulu)", "date-time(/data/saat)", "'2020-02-29'",
    "date-time(20000.25)", "date(18000.75)",
)  # fmt: skip
_SINGLE: Final = (
    "/data/satu", "/data/tiga", "/data/pecah", "/data/besar", "/data/nol", "/data/kosong", "/data/nama", "/data/kata",
    "/data/kode", "/data/pilih", "/data/ya", "/data/hari", "/data/kelompok/dalam", "/data/kelompok/kosong2",
    "/data/anak[1]/umur", "/data/anak[2]/nama", "/data/anak[position() = 3]/umur", "/data/anak[nama = 'Budi']/umur",
)  # fmt: skip
_SETS: Final = (
    "/data/anak", "/data/anak/umur", "/data/anak/nama", "/data/anak[umur > 3]", "/data/anak[umur > 3]/nama",
    "/data/anak[nama != '']/umur", "/data/anak[position() < 3]/umur", "/data/anak/mainan", "/data/anak/mainan/jenis",
    "/data/anak[2]/mainan/jenis", "/data/anak[9]/umur", "/data/anak[umur = /data/tiga]/nama",
    "/data/anak[count(./mainan) > 1]/nama", "/data/*", "/data/kelompok/*", "..", "../*",
    "/data/anak[umur > 1][1]/nama", "/data/anak[not(umur = '')]/umur",
)  # fmt: skip
_FORMATS: Final = (
    "'%Y-%m-%d'",
    "'%d/%m/%y'",
    "'%e %b %Y'",
    "'%a'",
    "'%H:%M:%S'",
    "'%h.%M %3'",
    "'%n'",
    "'%W'",
    "'%%'",
    "'hari %d'",
    "'%Z'",
)
_PATTERNS: Final = (
    "'[a-z]+'",
    "'^[0-9]{2}$'",
    "'.*'",
    "'a|abc'",
    "'[A-Z][a-z]+ [A-Z][a-z]+'",
    "'\\d+'",
    "'(a)(b)?c'",
    "''",
    "'[^;]*;.'",
)
_SHAPES: Final = ("/data/garis", "/data/bidang", "'-6.2 106.8 0 0;-6.3 106.9 0 0;-6.4 106.8 0 0'", "/data/titik")


def _join(name: str, *arguments: Expressions) -> Expressions:
    return st.tuples(*arguments).map(lambda given: f"{name}({', '.join(given)})")


def _several(name: str, argument: Expressions, least: int, most: int) -> Expressions:
    return st.lists(argument, min_size=least, max_size=most).map(lambda given: f"{name}({', '.join(given)})")


def _between(operators: tuple[str, ...], one: Expressions, other: Expressions) -> Expressions:
    return st.tuples(one, st.sampled_from(operators), other).map(lambda made: f"({made[0]}{made[1]}{made[2]})")


@cache
def expressions(depth: int = 3) -> Expressions:
    """Of any kind."""
    return st.one_of(numbers(depth), texts(depth), truths(depth), dates(depth), sets())


@cache
def _loosely(proper: Expressions, depth: int) -> Expressions:
    """Mostly of the kind that is wanted, of any kind one time in eight."""
    if depth <= 0:
        return proper
    return st.integers(0, 7).flatmap(lambda number: proper if number else expressions(depth - 1))


@cache
def sets() -> Expressions:
    """Paths to one or more nodes."""
    return st.sampled_from(_SETS + _SINGLE)


@cache
def numbers(depth: int) -> Expressions:
    """What is a number, or looks like one."""
    simple = st.sampled_from(_NUMBERS) | st.sampled_from(_SINGLE[:8])
    if depth <= 0:
        return simple
    number, text = _loosely(numbers(depth - 1), depth), _loosely(texts(depth - 1), depth)
    date, many = _loosely(dates(depth - 1), depth), sets()
    one = (
        "abs",
        "acos",
        "asin",
        "atan",
        "cos",
        "exp",
        "exp10",
        "log",
        "log10",
        "sin",
        "sqrt",
        "tan",
        "int",
        "round",
        "number",
    )
    return st.one_of(
        simple,
        _between((" + ", " - ", " * ", " div ", " mod "), number, number),
        number.map(lambda made: f"-({made})"),
        st.sampled_from(one).flatmap(lambda name: _join(name, number)),
        _join("round", number, st.sampled_from(("0", "1", "2", "-1", "3"))),
        _join("pow", number, st.sampled_from(("0", "1", "2", "3", "0.5", "-1"))),
        _join("atan2", number, number),
        st.just("pi()"),
        _join("string-length", text),
        _join("count", many),
        _join("count-non-empty", many),
        _join("sum", many),
        _join("min", many) | _several("min", number, 1, 4),
        _join("max", many) | _several("max", number, 1, 4),
        _join("count-selected", text),
        _join("position", st.sampled_from(("..", "/data/anak[2]", "../..", "."))) | st.just("position()"),
        _join("decimal-date-time", date),
        _join("decimal-time", date),
        _join("number", date),
        _between((" - ",), date, date),
        _join("area", st.sampled_from(_SHAPES)).map(_rounded),
        _join("distance", st.sampled_from(_SHAPES)).map(_rounded),
        _join("distance", st.just("/data/titik"), st.just("'-6.3 106.9 0 0'")).map(_rounded),
        _several("checklist", st.sampled_from(("1", "2", "true()", "false()", "/data/satu > 2")), 2, 6),
        st.sampled_from((4, 6)).flatmap(
            lambda size: _several("weighted-checklist", st.sampled_from(("1", "2", "true()", "3", "0.5")), size, size)
        ),
        _join("if", truths(depth - 1), number, number),
    )


def _rounded(made: str) -> str:
    """Distances on the globe agree to a millimetre, not to the last bit."""
    return f"round({made}, 3)"


@cache
def texts(depth: int) -> Expressions:
    """What is a text."""
    simple = st.sampled_from(_TEXTS) | st.sampled_from(_SINGLE)
    if depth <= 0:
        return simple
    text, number = _loosely(texts(depth - 1), depth), _loosely(numbers(depth - 1), depth)
    many, small = sets(), st.sampled_from(("0", "1", "2", "-1", "5", "1.7", "99"))
    return st.one_of(
        simple,
        _several("concat", text | number, 1, 4),
        _join("concat", many),
        st.tuples(st.sampled_from(("', '", "''", "'-'")), many).map(lambda made: f"join({made[0]}, {made[1]})"),
        _several("join", text, 2, 4),
        _join("substr", text, small) | _join("substr", text, small, small),
        _join("substring-before", text, st.sampled_from(_TEXTS))
        | _join("substring-after", text, st.sampled_from(_TEXTS)),
        _join("translate", text, st.sampled_from(("'abc'", "'aS '", "''")), st.sampled_from(("'xyz'", "'A'", "''"))),
        _join("normalize-space", text),
        _join("string", expressions(depth - 1)),
        _join("selected-at", text, small),
        _join("coalesce", text, text),
        _join("if", truths(depth - 1), text, text),
        _join("format-date", dates(depth - 1), st.sampled_from(_FORMATS)),
        _join("format-date-time", dates(depth - 1), st.sampled_from(_FORMATS)),
        _join("digest", text, st.sampled_from(("'MD5'", "'SHA-1'", "'SHA-256'", "'SHA-512'"))),
        _join("digest", text, st.just("'SHA-256'"), st.sampled_from(("'hex'", "'base64'"))),
        _join("base64-decode", st.sampled_from(("'U2l0aQ=='", "'w4XDnw=='", "'bukan base64'"))),
        _join("indexed-repeat", st.sampled_from(("/data/anak/nama", "/data/anak/umur")), st.just("/data/anak"), small),
    )


@cache
def truths(depth: int) -> Expressions:
    """What is true or false."""
    simple = st.sampled_from(("true()", "false()", "/data/ya", "/data/satu", "/data/kosong", "1", "0"))
    if depth <= 0:
        return simple
    number, text = _loosely(numbers(depth - 1), depth), _loosely(texts(depth - 1), depth)
    truth, any_kind = _loosely(truths(depth - 1), depth), expressions(depth - 1)
    return st.one_of(
        simple,
        _between((" = ", " != "), any_kind, any_kind),
        _between((" = ", " != ", " < ", " <= ", " > ", " >= "), number, number),
        _between((" = ", " != ", " < ", " > "), dates(depth - 1), dates(depth - 1)),
        _between((" and ", " or "), truth, truth),
        _join("not", truth),
        _join("boolean", any_kind),
        _join("boolean-from-string", text),
        _join("contains", text, text) | _join("starts-with", text, text) | _join("ends-with", text, text),
        _join("selected", text, st.sampled_from(("'a'", "'b'", "''", "'x'"))),
        _join("regex", text, st.sampled_from(_PATTERNS)),
        _join("geofence", st.just("/data/titik"), st.just("/data/bidang")),
    )


@cache
def dates(depth: int) -> Expressions:
    """What is a day, a moment, or looks like one."""
    simple = st.sampled_from(_DATES)
    if depth <= 0:
        return simple
    text, number = texts(depth - 1), numbers(depth - 1)
    return st.one_of(
        simple,
        _join("date", _between((" + ", " - "), simple, st.sampled_from(_NUMBERS[:8]))),
        _join("date", text | number),
        _join("date-time", text | number),
        _join("if", truths(depth - 1), simple, simple),
    )

"""Formatting: HTML to entities and back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.entities import formatted, parse_html, to_html, utf16_length
from bot.playground.refusal import RefusalError


def span(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#65;&#x42; &copy;", 'a <b> & "c" AB &copy;', []),
        ("<b>x</b><i>y</i>", "xy", [span("bold", 0, 1), span("italic", 1, 1)]),
        ("<STRONG>x</strong><em>y</em>", "xy", [span("bold", 0, 1), span("italic", 1, 1)]),
        ("😀<u>é😀</u>", "😀é😀", [span("underline", 2, 3)]),
        ("<b>a<i>b</i></b>", "ab", [span("bold", 0, 2), span("italic", 1, 1)]),
        ("<s>a</s><code>b</code><pre>c</pre>", "abc", [
            span("strikethrough", 0, 1), span("code", 1, 1), span("pre", 2, 1)]),
        ('<a href="https://x.id/?a=1&amp;b=2">x</a>', "x", [span("text_link", 0, 1, url="https://x.id/?a=1&b=2")]),
        ("<a>x</a>", "x", []),
        ("<blockquote expandable>x</blockquote>", "x", [span("expandable_blockquote", 0, 1)]),
        ('<tg-spoiler>x</tg-spoiler><span class="tg-spoiler">y</span>', "xy", [
            span("spoiler", 0, 1), span("spoiler", 1, 1)]),
        ("<b></b>x", "x", []),
    ],
)  # fmt: skip
def test_html_is_read(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("é<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused(source: str, refusal: str) -> None:
    with pytest.raises(RefusalError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {refusal}"


def test_texts_are_trimmed_and_their_entities_with_them() -> None:
    assert formatted("\n <b> x</b> \n", "HTML", None) == ("x", [span("bold", 0, 1)])
    assert formatted("  y ", "", [span("bold", 2, 2)]) == ("y", [span("bold", 0, 1)])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<b>a<i>b</i></b> &lt;script&gt;", "<b>a<i>b</i></b> &lt;script&gt;"),
        ("😀<u>é</u>", "😀<u>é</u>"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        (
            '<a href="https://x.id/">x</a>',
            '<a href="https://x.id/" target="_blank" rel="noopener noreferrer">x</a>',
        ),
    ],
)
def test_the_page_shows_harmless_html(source: str, shown: str) -> None:
    assert to_html(*parse_html(source)) == shown


def test_crossing_entities_are_nested_for_the_page() -> None:
    assert to_html("abc", [span("bold", 0, 2), span("italic", 1, 2)]) == "<b>a<i>b</i></b><i>c</i>"


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("é", 1), ("😀", 2), ("\ud800", 1)])
def test_length_is_counted_in_utf16_units(text: str, length: int) -> None:
    assert utf16_length(text) == length

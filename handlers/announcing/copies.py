"""One reader's copy: the pieces of an announcement in the reader's language, signed, with what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.announcing.content import TEXT, Content, title
from handlers.announcing.pieces import GAP, Piece, pieces, tail_of
from handlers.screens import Button, Rows
from locales import LANGUAGES, Texts, texts
from storage.people import Person

# What a reader may be asked (the column `ask`), by its key "kind".
ACK, QUESTION, FORM = "ack", "question", "form"
# The answers that are stored; a choice is stored by its number, from 1.
OK, OPENED = "ok", "form"
PREFIX = "l:ann"
Ask = Mapping[str, Any]


def addressed(admin: Person | None, t: Texts) -> str:
    """How an admin is named to others: `Ibu Dewi`; somebody whose data were erased has no name."""
    if admin is None or not admin.name:
        return t.plain("ann-admin-nameless")
    gender = admin.gender if admin.gender in ("perempuan", "laki_laki") else "none"
    return t.plain("address", gender=gender, name=admin.name)


def signature(author: Person | None, institution: str | None, t: Texts) -> str:
    """Who sent it: `– Ibu Dewi, admin · Dinas Sosial`; without a name where the author's data were erased."""
    named = author is not None and author.name
    name = t.plain("ann-admin-named", name=addressed(author, t)) if named else addressed(None, t)
    return t.plain("ann-signature", name=f"{name} · {institution}" if institution else name)


def question_of(ask: Ask | None) -> str:
    """The question below the content; empty where none is asked."""
    return str(ask["question"]) if ask is not None and ask["kind"] == QUESTION else ""


def longest_tail(author: Person | None, institution: str | None, ask: Ask | None) -> str:
    """What is added to the words, in the language in which it is longest."""
    tails = (tail_of(signature(author, institution, texts(tag)), question_of(ask)) for tag in LANGUAGES)
    return max(tails, key=len)


def ask_rows(number: int, ask: Ask | None, t: Texts, *, answer: str | None = None, test: bool = False) -> Rows:
    """The buttons under a copy of announcement `number`; the one that was chosen is ticked."""
    if ask is None:
        return ()
    head = f"{PREFIX}:test" if test else f"{PREFIX}:{number}"
    if ask["kind"] == QUESTION:
        return tuple(
            (Button(f"✓ {label}" if answer == str(place) else label, f"{head}:{place}"),)
            for place, label in enumerate(ask["choices"], 1)
        )
    if ask["kind"] == FORM:
        return ((Button(t.plain("button-ann-open-form"), f"{head}:{OPENED}"),),)
    label = t.plain("button-ann-read")
    return ((Button(f"✓ {label}" if answer == OK else label, f"{head}:{OK}"),),)


def copy_of(
    number: int,
    content: Content,
    ask: Ask | None,
    author: Person | None,
    *,
    institution: str | None,
    t: Texts,
    answer: str | None = None,
    test: bool = False,
) -> tuple[Piece, ...]:
    """The pieces for one reader. `answer`: what the reader has answered already, for a copy that is edited."""
    return pieces(
        content,
        signature=signature(author, institution, t),
        question=question_of(ask),
        ask_rows=ask_rows(number, ask, t, answer=answer, test=test),
    )


def nudge_of(
    number: int, content: Content, ask: Ask | None, author: Person | None, *, institution: str | None, t: Texts
) -> Piece:
    """A short word to a reader who has not answered yet, with the same buttons; best sent as a reply to the copy."""
    words = t.plain("ann-nudge-named", title=title(content)) if title(content) else t.plain("ann-nudge")
    signed = signature(author, institution, t)
    text = GAP.join(part for part in (words, question_of(ask), signed) if part)
    return Piece(TEXT, text, rows=ask_rows(number, ask, t))

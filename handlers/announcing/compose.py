"""Writing the content of an announcement: whatever the admin sends is shown back as its readers will see it."""

from __future__ import annotations

from dataclasses import replace

from handlers.announcing import content as contents
from handlers.announcing import desk
from handlers.announcing.conditions import EVERYONE
from handlers.announcing.content import TEXT_LIMIT, Content, utf16
from handlers.announcing.copies import copy_of
from handlers.announcing.dispatch import LIST, act, button_to, go, listens
from handlers.announcing.kept import Kept, to_json
from handlers.announcing.words import title_of
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import announcements
from storage.announcements import Announcement

PLACE = "announce-content"
# `announce-content:new` and `announce-content:{id}:again` wait for content, `announce-content:{id}` shows it.
NEW, AGAIN = "new", "again"
# The next pieces of a text that a phone has cut into messages come with the same date, or a second later.
CUT_SECONDS = 2
# A phone cuts a long text at the limit of a message, or a little before it, at a blank.
CUT_FROM = TEXT_LIMIT - 200


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    if turn.person.role != "admin":
        return None
    t = turn.texts
    first, _, rest = argument.partition(":")
    if first == NEW:
        return Screen(t("ann-write"), as_rows([[go(t.plain("button-ann-list"), LIST)]]))
    announcement = await desk.find(turn, whole_number(first))
    if announcement is None or announcement.state != "draft" or announcement.made_by != turn.person.id:
        return None
    if rest:
        return Screen(t("ann-write"), as_rows([[go(t.plain("button-ann-keep-content"), f"{PLACE}:{first}")]]))
    kept = desk.kept_of(announcement)
    key = "ann-preview-album" if kept.content.group else "ann-preview"
    rows = [
        [button_to(t.plain("button-ann-look"), "look", announcement.id)],
        [
            go(t.plain("button-ann-change-content"), f"{PLACE}:{announcement.id}:{AGAIN}"),
            go(t.plain("button-ann-on"), next_place(announcement, kept, "announce-to")),
        ],
    ]
    return Screen(t(key, title=title_of(t, kept.content)), as_rows(rows))


def next_place(announcement: Announcement, kept: Kept, following: str) -> str:
    """The next step of a new draft; back to the review, once that was seen."""
    return f"announcement:{announcement.id}" if kept.reviewed else f"{following}:{announcement.id}"


@act("look")
async def look(turn: Turn, number: int, more: str) -> None:
    """Show the announcement as its readers see it, with buttons that do nothing yet."""
    if (announcement := await desk.find(turn, number)) is None:
        turn.go(LIST)
        return
    await show_pieces(turn, announcement, turn.texts("ann-as-readers-see-it"))
    turn.show()


async def show_pieces(turn: Turn, announcement: Announcement, note: str, content: Content | None = None) -> None:
    """A line, and below it the announcement (or what it may become) as a reader gets it."""
    author = await desk.author_of(turn, announcement)
    turn.say(note)
    turn.replies.pieces += copy_of(
        announcement.id,
        content or desk.kept_of(announcement).content,
        announcement.ask,
        author,
        institution=turn.shelf.institution,
        t=turn.texts,
        test=True,
    )


@listens(PLACE)
async def heard(turn: Turn, argument: str) -> None:
    first, _, rest = argument.partition(":")
    stored = None if first == NEW else await desk.own_draft(turn, whole_number(first))
    if first != NEW and stored is None:
        return
    content = content_said(turn, rest)
    if content is None:
        return
    if stored is not None and not rest:
        await _more(turn, stored, content)
        return
    if too_long_said(turn, content, stored):
        wait_on(turn, f"{PLACE}:{first}" if stored is None else f"{PLACE}:{first}:{AGAIN}", content)
        return
    if stored is None:
        await _begin(turn, content)
    else:
        await _keep(turn, stored, replace(desk.kept_of(stored), content=content))


def content_said(turn: Turn, rest: str) -> Content | None:
    """The content of what was just sent; `None` (and one line) for what cannot be announced."""
    raw = turn.message or {}
    cut_at = whole_number(rest.rpartition(":")[2])
    if cut_at and int(raw.get("date", 0)) <= cut_at + CUT_SECONDS:
        # The rest of what was too long: it must not pass for a whole announcement.
        return None
    content = contents.from_message(raw)
    if content is None:
        turn.say(turn.texts("hint-ann-cannot", what=contents.kind_of(raw)))
    return content


def too_long_said(turn: Turn, content: Content, stored: Announcement | None) -> bool:
    """Whether the words are too long; then says by how much."""
    over = desk.too_long_by(turn, content, stored.ask if stored is not None else None, turn.person)
    if over:
        turn.say(turn.texts("hint-ann-too-long", limit=content.limit or contents.CAPTION_LIMIT, over=over))
    return bool(over)


def wait_on(turn: Turn, place: str, refused: Content) -> None:
    """Go on waiting for content, and note when the refused one came, if more of it may follow by itself."""
    if turn.message is not None and (refused.group or utf16(refused.text) >= CUT_FROM):
        place += f":{turn.message.get('date', 0)}"
    if turn.chat.place != place:
        turn.chat.place = place
        turn.work.chat_changed(turn.chat)


async def _more(turn: Turn, announcement: Announcement, new: Content) -> None:
    """Something more, where the content is there already: another part of the album, or one thing too many."""
    kept = desk.kept_of(announcement)
    joined = contents.with_item(kept.content, new)
    if joined is None:
        turn.say(turn.texts("hint-ann-content-is-there"))
    elif not too_long_said(turn, new, announcement):
        # Nothing is shown again: the parts of an album come one after the other, and the screen is there already.
        await desk.keep(turn, announcement, replace(kept, content=joined))


async def _begin(turn: Turn, content: Content) -> None:
    connection = await turn.work.connection()
    number = await announcements.add(
        connection, made_by=turn.person.id, at=turn.at, content=to_json(Kept(content)), audience=EVERYONE
    )
    announcement = await announcements.get(connection, number)
    assert announcement is not None
    await _preview(turn, announcement, content)


async def _keep(turn: Turn, announcement: Announcement, kept: Kept) -> None:
    await desk.keep(turn, announcement, kept)
    await _preview(turn, announcement, kept.content)


async def _preview(turn: Turn, announcement: Announcement, content: Content) -> None:
    if not content.group:
        # Of an album only the first part is here as yet.
        await show_pieces(turn, announcement, turn.texts("ann-as-readers-see-it"), content)
    turn.go(f"{PLACE}:{announcement.id}")

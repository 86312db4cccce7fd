"""From the review to the outbox: a test to oneself, one more look at the number, and a second admin's yes for many."""

from __future__ import annotations

from dataclasses import replace

from handlers.announcing import desk
from handlers.announcing.approval import ask_others
from handlers.announcing.compose import show_pieces
from handlers.announcing.copies import addressed
from handlers.announcing.counting import reach, reach_words
from handlers.announcing.dispatch import LIST, ONE, act, button_to, go
from handlers.announcing.timing import moved_words
from handlers.announcing.words import ask_words, earliest, title_of, when_words
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import announcements
from storage.announcements import Announcement

PLACE = "announce-sure"
NOW, LATER, DROP = "now", "later", "drop"


async def review_screen(turn: Turn, announcement: Announcement) -> Screen:
    """The whole draft on one screen, and where it can go from here."""
    t, number = turn.texts, announcement.id
    kept = desk.kept_of(announcement)
    lines = [
        f"<b>{t('ann-draft')}</b> · {t('ann-quoted', title=title_of(t, kept.content))}",
        "",
        reach_words(turn, announcement, await reach(turn, announcement)),
        t("ann-review-ask", ask=ask_words(turn, announcement.ask)),
        t("ann-review-duty") if announcement.duty else t("ann-review-news"),
        t("ann-review-when", when=when_words(t, announcement)),
    ]
    back = [go(t.plain("button-ann-list"), LIST)]
    if announcement.made_by != turn.person.id:
        author = await desk.author_of(turn, announcement)
        lines += ["", t("ann-draft-of", name=addressed(author, t))]
        return Screen("\n".join(lines), as_rows([[button_to(t.plain("button-ann-look"), "look", number)], back]))
    rows = [
        [button_to(t.plain("button-ann-test"), "test", number)],
        [
            go(t.plain("button-ann-send-now"), f"{PLACE}:{number}:{NOW}"),
            go(t.plain("button-ann-schedule"), f"announce-when:{number}"),
        ],
        [
            go(t.plain("button-ann-change-audience"), f"announce-to:{number}"),
            go(t.plain("button-ann-change-content"), f"announce-content:{number}:again"),
        ],
        [go(t.plain("button-ann-change-ask"), f"announce-ask:{number}")],
        [go(t.plain("button-ann-change-duty"), f"announce-duty:{number}")],
        [go(t.plain("button-ann-drop"), f"{PLACE}:{number}:{DROP}"), *back],
    ]
    return Screen("\n".join(lines), as_rows(rows))


@act("review")
async def review(turn: Turn, number: int, more: str) -> None:
    """The last question of a new draft is answered: from now on changes lead back here."""
    if (announcement := await desk.own_draft(turn, number)) is not None:
        kept = desk.kept_of(announcement)
        if not kept.reviewed:
            await desk.keep(turn, announcement, replace(kept, reviewed=True))
        turn.go(f"{ONE}:{number}")


@act("test")
async def test(turn: Turn, number: int, more: str) -> None:
    """Send it to the admin alone, as it will look."""
    if (announcement := await desk.find(turn, number)) is None:
        turn.go(LIST)
        return
    await show_pieces(turn, announcement, turn.texts("ann-test"))
    turn.show()


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, what = argument.partition(":")
    announcement = await desk.find(turn, whole_number(first))
    if announcement is None or announcement.state != "draft" or announcement.made_by != turn.person.id:
        return None
    t, number = turn.texts, announcement.id
    back = [go(t.plain("button-ann-not-yet"), f"{ONE}:{number}")]
    if what == DROP:
        surely = [button_to(t.plain("button-ann-drop-surely"), "drop", number)]
        return Screen(t("ann-drop-sure"), as_rows([surely, back]))
    if what not in (NOW, LATER) or (what == LATER and announcement.send_at is None):
        return None
    found = await reach(turn, announcement)
    lines = [reach_words(turn, announcement, found)]
    if found.people > turn.limits.approval_above:
        lines += ["", t("ann-needs-approval", above=turn.limits.approval_above)]
    if what == LATER:
        lines += ["", t("ann-sure-later", when=when_words(t, announcement), count=found.people)]
        lines += await moved_words(turn, announcement)
        label = t.plain("button-ann-surely-later", count=found.people)
    else:
        lines += ["", t("ann-sure-now", count=found.people)]
        label = t.plain("button-ann-surely-now", count=found.people)
    # The mark: of what is on this screen, so that nothing else goes out by this button.
    surely = [button_to(label, "send", number, f"{what}:{desk.mark_of(announcement)}")] if found.people else []
    return Screen("\n".join(lines), as_rows([surely, back]))


@act("send")
async def send(turn: Turn, number: int, more: str) -> None:
    """`{now|later}:{mark}`: the admin is sure."""
    what, _, mark = more.partition(":")
    announcement = await desk.find(turn, number)
    if announcement is not None and announcement.state != "draft":
        # A double tap: it is on its way.
        turn.go(f"{ONE}:{number}")
        return
    announcement = await desk.own_draft(turn, number)
    if announcement is None:
        return
    t = turn.texts
    if desk.mark_of(announcement) != mark or what not in (NOW, LATER):
        turn.toast(t.plain("toast-ann-changed-meanwhile"), alert=True)
        turn.go(f"{ONE}:{number}")
        return
    over = desk.too_long_by(turn, desk.kept_of(announcement).content, announcement.ask, turn.person)
    if over:
        # The name below it has grown since it was written.
        turn.say(t("hint-ann-name-too-long", over=over))
        turn.go(f"{ONE}:{number}")
        return
    if what == LATER and (
        announcement.send_at is None or earliest(announcement.send_at, local=announcement.local) <= turn.at
    ):
        turn.toast(t.plain("toast-ann-time-is-past"), alert=True)
        turn.go(f"announce-when:{number}")
        return
    found = await reach(turn, announcement)
    if not found.people:
        turn.toast(t.plain("toast-ann-nobody"), alert=True)
        turn.go(f"announce-to:{number}")
        return
    if what == NOW and (announcement.send_at is not None or announcement.local):
        await desk.change(turn, announcement, send_at=None, local=False)
    if found.people > turn.limits.approval_above:
        await ask_others(turn, number, found)
        return
    await desk.let_go(turn, announcement, "draft", later=what == LATER, people=found.people)
    turn.go(f"{ONE}:{number}")


@act("drop")
async def drop(turn: Turn, number: int, more: str) -> None:
    announcement = await desk.find(turn, number)
    if announcement is not None and await desk.own_draft(turn, number) is None:
        return
    if announcement is not None:
        await announcements.discard(await turn.work.connection(), number)
    turn.toast(turn.texts.plain("toast-ann-dropped"))
    turn.go(LIST)


@act("unschedule")
async def unschedule(turn: Turn, number: int, more: str) -> None:
    """Back to a draft, from waiting for its time or for another admin's yes; only its author does that."""
    announcement = await desk.find(turn, number)
    if announcement is None:
        turn.go(LIST)
        return
    if announcement.made_by != turn.person.id:
        turn.toast(turn.texts.plain("toast-ann-not-yours"), alert=True)
    elif await desk.move(
        turn,
        announcement,
        "draft",
        "scheduled",
        "waiting",
        # What was approved was that one; asking again is asking anew.
        revision=announcement.revision + 1,
        approved_by=None,
    ):
        await desk.note(turn, announcement, "announcement taken back")
    turn.go(f"{ONE}:{number}")

"""A second admin's yes, for announcements to many: asked for by letter, given once, never to one's own."""

from __future__ import annotations

from handlers.announcing import amending, desk
from handlers.announcing.compose import show_pieces
from handlers.announcing.copies import addressed
from handlers.announcing.counting import Reach, reach, reach_of, reach_words
from handlers.announcing.dispatch import ONE, act, button_to
from handlers.announcing.verdicts import APPROVED, OPEN, PREFIX, REJECTED, tell_author, write_to
from handlers.announcing.words import ask_words, earliest, title_of, when_words
from handlers.letters import Slip, letter
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage.announcements import Announcement

__all__ = ["OPEN", "PREFIX", "ask_others", "place_rows", "request_words", "tapped_letter"]

REQUEST = "approval"
YES, NO, SEE = "yes", "no", "see"


async def ask_others(turn: Turn, number: int, found: Reach) -> None:
    """Have the draft wait for another admin, and write to all of them."""
    announcement = await desk.find(turn, number)
    if announcement is None:
        return
    t = turn.texts
    others = await desk.other_admins(turn, turn.person.id)
    if not others:
        turn.say(t("ann-no-other-admin", above=turn.limits.approval_above))
        turn.go(f"{ONE}:{number}")
        return
    if await desk.move(turn, announcement, "waiting", "draft"):
        await desk.note(turn, announcement, "approval asked", people=found.people)
        # Counted once, not again for each letter.
        counted = {"people": found.people, "blocked": found.blocked}
        data = {"announcement": number, "revision": announcement.revision, **counted}
        await write_to(turn, others, REQUEST, f"{number}:{announcement.revision}", data)
    turn.go(f"{ONE}:{number}")


@letter(REQUEST)
async def write_request(turn: Turn, slip: Slip) -> Screen | None:
    """The letter to the other admins; not sent where it is decided already."""
    announcement = await desk.find(turn, int(slip.data["announcement"]))
    if announcement is None or announcement.state != "waiting" or announcement.revision != slip.data["revision"]:
        return None
    found = reach_of(turn, announcement, int(slip.data["people"]), int(slip.data["blocked"]))
    return Screen(await request_words(turn, announcement, found), as_rows(_letter_rows(turn, announcement)))


async def request_words(turn: Turn, announcement: Announcement, found: Reach) -> str:
    """Who wants to send what to whom."""
    t = turn.texts
    author = await desk.author_of(turn, announcement)
    kept = desk.kept_of(announcement)
    lines = [
        f"<b>{t('ann-request-title')}</b>",
        "",
        t("ann-request", name=addressed(author, t)),
        t("ann-quoted", title=title_of(t, kept.content)),
        "",
        reach_words(turn, announcement, found),
        t("ann-review-ask", ask=ask_words(turn, announcement.ask)),
        t("ann-review-duty") if announcement.duty else t("ann-review-news"),
        t("ann-review-when", when=when_words(t, announcement)),
    ]
    return "\n".join(lines)


def _letter_rows(turn: Turn, announcement: Announcement) -> list[list[Button]]:
    t, mark = turn.texts, desk.mark_of(announcement)
    verbs = {SEE: t.plain("button-ann-look"), YES: t.plain("button-ann-approve"), NO: t.plain("button-ann-reject")}
    made = {verb: button(label, PREFIX, verb, announcement.id, mark) for verb, label in verbs.items()}
    return [[made[SEE]], [made[YES], made[NO]]]


def place_rows(turn: Turn, announcement: Announcement) -> list[list[Button]]:
    """The same buttons on the announcement's own screen."""
    t, mark, number = turn.texts, desk.mark_of(announcement), announcement.id
    return [
        [button_to(t.plain("button-ann-look"), "look", number)],
        [
            button_to(t.plain("button-ann-approve"), "approve", number, mark),
            button_to(t.plain("button-ann-reject"), "reject", number, mark),
        ],
    ]


async def tapped_letter(turn: Turn) -> None:
    """`l:apr:{see|yes|no|open}:{announcement}[:{mark}]`: a button under the letter; `amending` has more of them."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, number, mark = (*data.removeprefix(f"{PREFIX}:").split(":"), "", "", "")[:3]
    announcement = await desk.find(turn, whole_number(number))
    if announcement is None:
        turn.toast(turn.texts.plain("toast-ann-gone"))
        turn.relabel()
    elif verb == OPEN:
        turn.go(f"{ONE}:{announcement.id}")
    elif verb == SEE:
        await show_pieces(turn, announcement, turn.texts("ann-as-readers-see-it"))
        turn.go(f"{ONE}:{announcement.id}")
    elif verb in amending.VERBS:
        await amending.tapped_letter(turn, announcement, verb, mark)
    else:
        await _decide(turn, announcement, mark, yes=verb == YES)
        after = await desk.find(turn, announcement.id)
        if after is None or after.state != "waiting" or after.revision != announcement.revision:
            turn.relabel([[button(turn.texts.plain("button-ann-open"), PREFIX, OPEN, announcement.id)]])


@act("approve")
async def approve(turn: Turn, number: int, mark: str) -> None:
    await _on_place(turn, number, mark, yes=True)


@act("reject")
async def reject(turn: Turn, number: int, mark: str) -> None:
    await _on_place(turn, number, mark, yes=False)


async def _on_place(turn: Turn, number: int, mark: str, *, yes: bool) -> None:
    if (announcement := await desk.find(turn, number)) is not None:
        await _decide(turn, announcement, mark, yes=yes)
    turn.go(f"{ONE}:{number}")


async def _decide(turn: Turn, announcement: Announcement, mark: str, *, yes: bool) -> None:
    """Say yes or no, once; the author hears of it by letter."""
    t = turn.texts
    if announcement.state != "waiting":
        turn.toast(t.plain("toast-ann-decided"))
        return
    if announcement.made_by == turn.person.id:
        turn.toast(t.plain("toast-ann-own"), alert=True)
        return
    if desk.mark_of(announcement) != mark:
        turn.toast(t.plain("toast-ann-changed-meanwhile"), alert=True)
        return
    if not yes:
        if await desk.move(turn, announcement, "draft", "waiting", revision=announcement.revision + 1):
            await desk.note(turn, announcement, "announcement rejected")
            await tell_author(turn, announcement, REJECTED, f"{announcement.id}:{announcement.revision}")
            turn.toast(t.plain("toast-ann-rejected"))
        return
    later = announcement.send_at is not None and earliest(announcement.send_at, local=announcement.local) > turn.at
    found = await reach(turn, announcement)
    if await desk.let_go(turn, announcement, "waiting", later=later, people=found.people):
        await tell_author(turn, announcement, APPROVED, f"{announcement.id}:{announcement.revision}")
        turn.toast(t.plain("toast-ann-approved"))

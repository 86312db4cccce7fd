"""One announcement: a draft to be reviewed, one that waits, or how far one that is being sent has got.

While it is being sent the same screen is shown again and again (`bot.delivery`), so it reads counts only.
"""

from __future__ import annotations

from handlers.announcing import amending, desk
from handlers.announcing.approval import place_rows, request_words
from handlers.announcing.copies import ACK, FORM, OK, OPENED
from handlers.announcing.counting import reach, reach_words
from handlers.announcing.dispatch import LIST, ONE, act, button_to, go
from handlers.announcing.sending import review_screen
from handlers.announcing.words import STATES, ask_words, audience_words, duration_words, title_of, when_words
from handlers.places import place
from handlers.question import bar
from handlers.screens import Button, Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from locales.formats import number as formatted
from storage import announcements, outbox
from storage.announcement_copies import COPY, CORRECTION, DELETION, NUDGE
from storage.announcements import Announcement

WAITS = ("queued", "sending")
RETRIABLE = ("done", "stopped")


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    announcement = await desk.find(turn, whole_number(argument))
    if announcement is None:
        return None
    match announcement.state:
        case "draft":
            return await review_screen(turn, announcement)
        case "waiting":
            return await _waiting_screen(turn, announcement)
        case "scheduled":
            return await _scheduled_screen(turn, announcement)
    return await _progress_screen(turn, announcement)


async def _waiting_screen(turn: Turn, announcement: Announcement) -> Screen:
    """For another admin's yes: the author may take it back, the others decide."""
    t = turn.texts
    text = await request_words(turn, announcement, await reach(turn, announcement))
    back = [go(t.plain("button-ann-list"), LIST)]
    if announcement.made_by != turn.person.id:
        return Screen(text, as_rows([*place_rows(turn, announcement), back]))
    rows = [
        [button_to(t.plain("button-ann-look"), "look", announcement.id)],
        [button_to(t.plain("button-ann-take-back"), "unschedule", announcement.id), *back],
    ]
    return Screen(f"{text}\n\n{t('ann-waits-for-yes')}", as_rows(rows))


async def _scheduled_screen(turn: Turn, announcement: Announcement) -> Screen:
    t, number = turn.texts, announcement.id
    lines = [
        _head(turn, announcement),
        "",
        reach_words(turn, announcement, await reach(turn, announcement)),
        t("ann-review-ask", ask=ask_words(turn, announcement.ask)),
        t("ann-review-when", when=when_words(t, announcement)),
    ]
    mine = announcement.made_by == turn.person.id
    # Any admin may hold it up; only its author changes it.
    halt = (
        button_to(t.plain("button-ann-unschedule"), "unschedule", number)
        if mine
        else go(t.plain("button-ann-stop"), f"announce-end:{number}:stop")
    )
    rows = [[button_to(t.plain("button-ann-look"), "look", number)], [halt, go(t.plain("button-ann-list"), LIST)]]
    return Screen("\n".join(lines), as_rows(rows))


def _head(turn: Turn, announcement: Announcement) -> str:
    t = turn.texts
    title = title_of(t, desk.kept_of(announcement).content)
    name = t(STATES[announcement.state])
    return f"<b>{name[:1].upper()}{name[1:]}</b> · {t('ann-quoted', title=title)}"


async def _progress_screen(turn: Turn, announcement: Announcement) -> Screen:
    t = turn.texts
    connection = await turn.work.connection()
    counts = await outbox.counts(connection, announcement.id, COPY)
    lines = [
        _head(turn, announcement),
        t("ann-to-whom", audience=audience_words(turn, announcement.audience)),
        "",
        *_how_far(turn, announcement, counts),
        *await _answers(turn, announcement),
        *await _afterwards(turn, announcement),
        *amending.waiting_line(turn, announcement),
    ]
    rows = _act_rows(turn, announcement, counts)
    if await _may_try_again(turn, announcement):
        rows.insert(0, [button_to(t.plain("button-ann-again", count=counts["failed"]), "again", announcement.id)])
    rows = [*rows, [go(t.plain("button-ann-list"), LIST)]]
    return Screen("\n".join(lines), as_rows(rows))


def _how_far(turn: Turn, announcement: Announcement, counts: dict[str, int]) -> list[str]:
    """Sent of all, the rate and the time that is left, and what did not arrive."""
    t = turn.texts
    sent, left = counts.get("sent", 0), sum(counts.get(state, 0) for state in WAITS)
    total = max(announcement.copies, sum(counts.values()))
    lines = [t("ann-sent", sent=sent, total=total), f"{bar(total - left, total)}"]
    rate = turn.limits.rate_of(announcement.id) if announcement.state == "sending" else None
    if rate and left:
        words = duration_words(t, left / rate)
        lines.append(t("ann-rate", rate=formatted(rate, t.language, 1), left=words))
    lines.append(
        t(
            "ann-not-arrived",
            unreachable=counts.get("unreachable", 0),
            uncertain=counts.get("uncertain", 0),
            failed=counts.get("failed", 0),
        )
    )
    if taken_back := counts.get("cancelled", 0) + counts.get("expired", 0):
        lines.append(t("ann-taken-back", count=taken_back))
    return lines


async def _answers(turn: Turn, announcement: Announcement) -> list[str]:
    """What readers have answered, each answer with its number."""
    t, asked = turn.texts, announcement.ask
    if asked is None:
        return []
    given = await announcements.answers(await turn.work.connection(), announcement.id)
    if asked["kind"] == ACK:
        return [t("ann-answers-ack", count=given.get(OK, 0))]
    if asked["kind"] == FORM:
        return [t("ann-answers-form", count=given.get(OPENED, 0))]
    lines = [t("ann-answers-question", question=str(asked["question"]))]
    for place_, choice in enumerate(asked["choices"], 1):
        lines.append(t("ann-answers-choice", choice=str(choice), count=given.get(str(place_), 0)))
    return lines


async def _afterwards(turn: Turn, announcement: Announcement) -> list[str]:
    """Corrections, deletions and reminders, while they are on their way and how many were carried out."""
    t = turn.texts
    connection = await turn.work.connection()
    lines = []
    kinds = {CORRECTION: "ann-corrected", DELETION: "ann-removed", NUDGE: "ann-nudged"}
    for kind, key in kinds.items():
        counts = await outbox.counts(connection, announcement.id, kind)
        if total := sum(count for state, count in counts.items() if state != "cancelled"):
            lines.append(t(key, sent=counts.get("sent", 0), total=total))
    return lines


def _act_rows(turn: Turn, announcement: Announcement, counts: dict[str, int]) -> list[list[Button]]:
    """What can be done with it now."""
    t, number, state = turn.texts, announcement.id, announcement.state
    rows = amending.place_rows(turn, announcement)
    if state == "sending":
        rows.append([button_to(t.plain("button-ann-pause"), "pause", number)])
    if state == "paused":
        rows.append([button_to(t.plain("button-ann-resume"), "resume", number)])
    if state in ("sending", "paused"):
        rows[-1].append(go(t.plain("button-ann-stop"), f"announce-end:{number}:stop"))
    report = [button_to(t.plain("button-ann-look"), "look", number)]
    # Who may have it and who has not are of interest, too, where nothing is certain to have arrived.
    if any(counts.values()):
        report.append(go(t.plain("button-ann-report"), f"announcement-report:{number}"))
    rows.append(report)
    if state == "deleted":
        return rows
    if announcement.ask is not None and counts.get("sent"):
        rows.append([go(t.plain("button-ann-nudge"), f"announcement-report:{number}:nudge")])
    if announcement.made_by == turn.person.id:
        rows.append([go(t.plain("button-ann-correct"), f"announce-correct:{number}")])
    # A row of its own: its words do not fit half of one.
    rows.append([go(t.plain("button-ann-delete"), f"announce-end:{number}:delete")])
    return rows


@act("pause")
async def pause(turn: Turn, number: int, more: str) -> None:
    announcement = await desk.find(turn, number)
    if announcement is not None and await desk.move(turn, announcement, "paused", "sending"):
        await desk.note(turn, announcement, "announcement paused", people=await sent_of(turn, number))
        turn.toast(turn.texts.plain("toast-ann-paused"))
    turn.go(f"{ONE}:{number}")


@act("resume")
async def resume(turn: Turn, number: int, more: str) -> None:
    announcement = await desk.find(turn, number)
    if announcement is not None and _held_up(turn, announcement):
        return
    if announcement is not None and await desk.move(turn, announcement, "sending", "paused"):
        # It may have paused by itself because Telegram refused the content, which was corrected since.
        await outbox.try_again(await turn.work.connection(), number, COPY, turn.at)
        await desk.note(turn, announcement, "announcement resumed", people=await sent_of(turn, number))
        turn.work.posted = True
        turn.toast(turn.texts.plain("toast-ann-resumed"))
    turn.go(f"{ONE}:{number}")


def _held_up(turn: Turn, announcement: Announcement) -> bool:
    """Whether a correction waits for another admin: until then nobody is sent what is known to be wrong."""
    if amending.waits_for_yes(announcement):
        turn.toast(turn.texts.plain("toast-ann-fix-waits"), alert=True)
        turn.go(f"{ONE}:{announcement.id}")
        return True
    return False


@act("again")
async def again(turn: Turn, number: int, more: str) -> None:
    """After its end: the copies that Telegram refused, and only those, once more."""
    announcement = await desk.find(turn, number)
    if announcement is None or not await _may_try_again(turn, announcement):
        turn.go(f"{ONE}:{number}")
        return
    if _held_up(turn, announcement):
        return
    # Only what failed goes again: nobody who has joined since, nor who was left out by a stop.
    if await desk.move(turn, announcement, "sending", *RETRIABLE, planned_to=announcements.ALL_PLANNED):
        people = await outbox.try_again(await turn.work.connection(), number, COPY, turn.at)
        await desk.note(turn, announcement, "announcement tried again", people=people)
        turn.work.posted = True
        turn.toast(turn.texts.plain("toast-ann-tried-again", count=people))
    turn.go(f"{ONE}:{number}")


async def _may_try_again(turn: Turn, announcement: Announcement) -> bool:
    """Whether it is at its end, and copies have failed."""
    if announcement.state not in RETRIABLE:
        return False
    return bool((await outbox.counts(await turn.work.connection(), announcement.id, COPY)).get("failed"))


async def sent_of(turn: Turn, number: int) -> int:
    """How many copies have arrived."""
    return (await outbox.counts(await turn.work.connection(), number, COPY)).get("sent", 0)

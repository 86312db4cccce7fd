"""What is done with a case by a tap: taken, given back, handed over, opened again; and a companion's thanks."""

from __future__ import annotations

from html import escape

from handlers.casework import deadlines, letters
from handlers.casework.dispatch import HAND, act, button_to, changed, found
from handlers.casework.one import instead
from handlers.casework.standing import back, home, is_own, is_repeat
from handlers.casework.words import colleague_words, title
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import cases
from storage.case_rows import CLOSED, Case

A_PAGE = 8
LABEL = 40
THANKED = "thanked"
# What is said of each event that these buttons bring about.
TOASTS = {
    "taken": "toast-case-taken",
    "released": "toast-case-released",
    "reopened": "toast-case-reopened",
    "closed": "toast-case-thanked",
    "handed": "toast-case-handed",
}


@act("take")
async def take(turn: Turn, number: int, more: str) -> None:
    """`case:take:{case}`."""
    case = await found(turn, number)
    if case is not None:
        taken = await cases.take(await turn.work.connection(), turn.viewer, case.id, turn.at)
        await _done(turn, case, taken, "taken")
        if taken is not None:
            await letters.taken(turn, taken)


@act("release")
async def release(turn: Turn, number: int, more: str) -> None:
    """`case:release:{case}`: anybody may take it again."""
    case = await found(turn, number)
    if case is not None:
        connection = await turn.work.connection()
        due_at = await deadlines.due_again(turn, case)
        released = await cases.release(connection, turn.viewer, case.id, turn.at, due_at=due_at)
        await _done(turn, case, released, "released")
        if released is not None:
            await letters.released(turn, released)


@act("reopen")
async def reopen(turn: Turn, number: int, more: str) -> None:
    """`case:reopen:{case}`."""
    case = await found(turn, number)
    if case is not None:
        connection = await turn.work.connection()
        due_at = await deadlines.due_again(turn, case)
        again = await cases.reopen(connection, turn.viewer, case.id, turn.at, due_at=due_at)
        await _done(turn, case, again, "reopened")
        if again is not None:
            await letters.reopened(turn, again)


@act("thanks")
async def thanks(turn: Turn, number: int, more: str) -> None:
    """`case:thanks:{case}`: the companion needs no more."""
    case = await found(turn, number)
    if case is None:
        return
    closed = None
    if is_own(turn, case) and case.state != CLOSED:
        closed = await cases.close(await turn.work.connection(), turn.viewer, case.id, THANKED, "", turn.at)
    await _done(turn, case, closed, "closed")
    if closed is not None:
        await letters.closed(turn, closed)


@act("hand")
async def hand(turn: Turn, number: int, page: str) -> None:
    """`case:hand:{case}:{page}`: to whom?"""
    case = await found(turn, number)
    if case is not None:
        turn.go(f"{HAND}:{case.id}:{whole_number(page)}")


@act("give")
async def give(turn: Turn, number: int, to: str) -> None:
    """`case:give:{case}:{person}`."""
    case = await found(turn, number)
    if case is None:
        return
    given = await cases.hand_over(await turn.work.connection(), turn.viewer, case.id, whole_number(to), turn.at)
    await _done(turn, case, given, "handed")
    if given is not None:
        await letters.handed_over(turn, given)


@place(HAND)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-hand:{case}:{page}`: who may take it over, the nearest first."""
    number, _, rest = argument.partition(":")
    connection = await turn.work.connection()
    case = await cases.get(connection, turn.viewer, whole_number(number))
    if case is None:
        return None
    if "handed" not in await cases.may(connection, turn.viewer, case):
        return await instead(turn, case)
    t = turn.texts
    people = await cases.may_take_over(connection, turn.viewer, case.id)
    page = min(whole_number(rest), max(0, (len(people) - 1) // A_PAGE))
    lines = [f"<b>{escape(title(turn, case), quote=False)}</b>", ""]
    lines.append(t("case-hand-to") if people else t("case-hand-nobody"))
    if case.restricted:
        lines += ["", t("case-hand-restricted")]
    rows = []
    for person in people[page * A_PAGE : (page + 1) * A_PAGE]:
        label = await colleague_words(turn, person)
        label = label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"
        rows.append([button_to(label, "give", case.id, person.id)])
    turning = [button_to(f"◂ {page}", "hand", case.id, page - 1)] if page else []
    if (page + 1) * A_PAGE < len(people):
        turning.append(button_to(f"{page + 2} ▸", "hand", case.id, page + 1))
    rows.append(turning)
    rows.append([back(turn, case)])
    return Screen("\n".join(lines), as_rows(rows))


async def _done(turn: Turn, before: Case, after: Case | None, event: str) -> None:
    """Show the case as it is now; `None`: the step was not possible any more, or has been made by a first tap."""
    if after is None and not await is_repeat(turn, before, event):
        changed(turn, home(turn, before))
        return
    turn.toast(turn.texts.plain(TOASTS[event]))
    # Who has handed a case over may not see it any more: the place then falls back to the list.
    turn.go(home(turn, after or before))

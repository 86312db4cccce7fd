"""`/mentor` for a coordinator: what there is by state, new proposals, all of them approved at once."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.mentoring import letters, matching, words
from handlers.mentoring.dispatch import DESK, act, button_to, home
from handlers.mentoring.figures import group_lines
from handlers.mentoring.matching import Lapsed
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import audit, mentor_pairs
from storage.mentor_pairs import ACTIVE, ASKED, DECLINED, ENDED, PROPOSED, Pair

A_PAGE = 6
A_ROW = 4
ALL = "all"
# What is shown, in the order in which it asks for attention.
LISTED = (PROPOSED, ASKED, DECLINED, ACTIVE, ENDED)
# So many are approved in one turn; the rest by another tap.
AT_ONCE = 100


def _is_coordinator(turn: Turn) -> bool:
    return turn.person.role == "coordinator"


@act("list")
async def open_list(turn: Turn, number: int, state: str) -> None:
    """`men:list:{page}:{state}`. Proposals are looked at again first."""
    if state == PROPOSED and _is_coordinator(turn):
        connection = await turn.work.connection()
        await tell(
            turn, await look_again(turn, await mentor_pairs.of_region(connection, turn.viewer, state, most=AT_ONCE))
        )
    turn.go(f"{DESK}:{state}:{number}" if state in LISTED and _is_coordinator(turn) else home(turn))


@act("propose")
async def propose(turn: Turn, number: int, more: str) -> None:
    """`men:propose`: the best pairs of those who have none."""
    if not _is_coordinator(turn):
        turn.go(home(turn))
        return
    connection = await turn.work.connection()
    # Who is in a proposal that holds no longer is free for another.
    await look_again(turn, await mentor_pairs.of_region(connection, turn.viewer, PROPOSED))
    count = await matching.propose(turn)
    if count:
        await note(turn, "mentor pairs proposed", "pairs", count=count)
        turn.toast(turn.texts.plain("toast-mentor-proposed", count=count))
        turn.go(f"{DESK}:{PROPOSED}:0")
    elif (await mentor_pairs.counts(connection, turn.viewer)).get(PROPOSED):
        # Tapped twice, or those of before are still to be decided.
        turn.go(f"{DESK}:{PROPOSED}:0")
    else:
        turn.toast(turn.texts.plain("toast-mentor-nobody"), alert=True)
        turn.go(DESK)


@act("all")
async def ask_all(turn: Turn, number: int, more: str) -> None:
    """`men:all`: shall all proposals be approved?"""
    turn.go(f"{DESK}:{ALL}" if _is_coordinator(turn) else home(turn))


@act("all-sure")
async def approve_all(turn: Turn, number: int, more: str) -> None:
    """`men:all-sure`: they are; only from the question."""
    if _is_coordinator(turn) and turn.chat.place == f"{DESK}:{ALL}":
        connection = await turn.work.connection()
        pairs = await mentor_pairs.of_region(connection, turn.viewer, PROPOSED, most=AT_ONCE)
        done, lapsed = await approve(turn, pairs)
        await tell(turn, lapsed, turn.texts.plain("toast-mentor-asked-all", count=done))
        turn.go(DESK)
    else:
        turn.go(home(turn))


async def approve(turn: Turn, pairs: Sequence[Pair]) -> tuple[int, list[tuple[Pair, Lapsed]]]:
    """Everything is looked at again, then both of each pair are asked; gives how many were, and what held no longer."""
    connection, lapsed, done = await turn.work.connection(), await look_again(turn, pairs), 0
    for pair in pairs:
        if await mentor_pairs.decide(connection, pair.id, ASKED, turn.person.id, turn.at):
            await letters.post(turn, pair, letters.QUESTION, pair.mentee, pair.mentor)
            await note(turn, "mentor pair approved", f"pair {pair.id}")
            done += 1
    return done, lapsed


async def look_again(turn: Turn, pairs: Sequence[Pair]) -> list[tuple[Pair, Lapsed]]:
    """`matching.look_again`, with a note of what was taken back."""
    lapsed = await matching.look_again(turn, pairs)
    for pair, why in lapsed:
        await note(turn, "mentor proposal taken back", f"pair {pair.id}", why=why.value)
    return lapsed


async def tell(turn: Turn, lapsed: Sequence[tuple[Pair, Lapsed]], said: str = "") -> None:
    """After what is `said`, which proposals are gone and why; nothing where there is nothing to say."""
    told = [said] if said else []
    if len(lapsed) == 1:
        [(pair, why)] = lapsed
        names = {"mentor": await words.name(turn, pair.mentor), "mentee": await words.name(turn, pair.mentee)}
        told.append(turn.texts.plain("toast-mentor-lapsed", why=why.value, **names))
    elif lapsed:
        told.append(turn.texts.plain("toast-mentor-lapsed-some", count=len(lapsed)))
    if told:
        turn.toast(" ".join(told), alert=bool(lapsed))


async def note(turn: Turn, what: str, subject: str, **detail: object) -> None:
    """What a coordinator decided about companions, in the audit log: numbers of pairs, no names."""
    connection = await turn.work.connection()
    await audit.note(connection, at=turn.at, actor=turn.person.id, act=what, subject=subject, detail=detail)


@place(DESK)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`mentor-desk`, `mentor-desk:{state}:{page}`, `mentor-desk:all`."""
    if not _is_coordinator(turn):
        return None
    what, _, page = argument.partition(":")
    if what in LISTED:
        return await _list(turn, what, whole_number(page))
    counts = await mentor_pairs.counts(await turn.work.connection(), turn.viewer)
    if what == ALL and counts.get(PROPOSED):
        return _sure(turn, counts[PROPOSED])
    return await _overview(turn, counts)


async def _overview(turn: Turn, counts: dict[str, int]) -> Screen:
    t = turn.texts
    lines = [f"<b>{t('mentor-desk-title')}</b>", t("mentor-desk-what"), ""]
    rows: list[list[Button]] = [[button_to(t.plain("button-mentor-propose"), "propose")]]
    some = False
    for state in LISTED:
        if count := counts.get(state, 0):
            some = True
            label = t.plain(words.STATES[state])
            lines.append(f"{label}: <b>{count}</b>")
            rows.append([button_to(f"{label} ({count})", "list", 0, state)])
    if not some:
        lines.append(t("mentor-desk-none"))
    if figures := group_lines(turn, await mentor_pairs.outcomes(await turn.work.connection(), turn.viewer)):
        lines += ["", *figures]
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _list(turn: Turn, state: str, page: int) -> Screen:
    """A page of pairs in a state, each with its sentence."""
    t, connection = turn.texts, await turn.work.connection()
    found = await mentor_pairs.of_region(connection, turn.viewer, state, skip=page * A_PAGE, most=A_PAGE + 1)
    lines = [f"<b>{t('mentor-desk-title')}</b> · {t(words.STATES[state])}"]
    if found:
        lines.append(t("mentor-who-is-who"))
    buttons: list[Button] = []
    for number, pair in enumerate(found[:A_PAGE], page * A_PAGE + 1):
        both = t.plain(
            "mentor-pair", mentor=await words.name(turn, pair.mentor), mentee=await words.name(turn, pair.mentee)
        )
        lines += ["", t("mentor-line", number=str(number), pair=both, why=words.why(turn, pair))]
        buttons.append(button_to(str(number), "see", pair.id))
    lines += ["", t("mentor-tap-number" if found else "mentor-list-empty")]
    rows = [*in_rows(buttons), _turning(state, page, found)]
    if state == PROPOSED and len(found) > 1:
        rows.append([button_to(t.plain("button-mentor-all"), "all")])
    rows.append([button_to(t.plain("button-mentor-desk"), "home"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


def _turning(state: str, page: int, found: Sequence[Pair]) -> list[Button]:
    row = [button_to(f"◂ {page}", "list", page - 1, state)] if page else []
    if len(found) > A_PAGE:
        row.append(button_to(f"{page + 2} ▸", "list", page + 1, state))
    return row


def _sure(turn: Turn, count: int) -> Screen:
    t = turn.texts
    rows = [
        [button_to(t.plain("button-mentor-all-sure"), "all-sure")],
        [button_to(t.plain("button-back"), "list", 0, PROPOSED)],
    ]
    return Screen(t("mentor-all-sure", count=min(count, AT_ONCE)), as_rows(rows))


def in_rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """The numbers of a list, some in a row."""
    return [list(buttons[n : n + A_ROW]) for n in range(0, len(buttons), A_ROW)]

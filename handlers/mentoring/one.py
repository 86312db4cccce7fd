"""One pair at the coordinator's desk: who, why, how far, and what can be decided."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.mentoring import letters, matching, words
from handlers.mentoring.desk import LISTED, approve, look_again, note, tell
from handlers.mentoring.dispatch import DESK, ONE, act, button_to, changed, found, home, is_at_desk
from handlers.mentoring.matching import Lapsed
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import date_long
from storage import mentor_pairs
from storage.mentor_pairs import ACTIVE, ASKED, PROPOSED, REJECTED, Pair

END = "end"


async def at_desk(turn: Turn, number: int) -> Pair | None:
    """The pair, where the person decides about it; else the beginning is shown."""
    pair = await found(turn, number)
    if pair is not None and not is_at_desk(turn, pair):
        turn.go(home(turn))
        return None
    return pair


@act("see")
async def see(turn: Turn, number: int, more: str) -> None:
    """`men:see:{pair}`. A proposal is looked at again first."""
    if (pair := await at_desk(turn, number)) is None:
        return
    lapsed = await look_again(turn, [pair])
    await tell(turn, lapsed)
    turn.go(f"{DESK}:{PROPOSED}:0" if lapsed else f"{ONE}:{number}")


@act("ok")
async def approve_one(turn: Turn, number: int, more: str) -> None:
    """`men:ok:{pair}`: both are asked."""
    if (pair := await at_desk(turn, number)) is None:
        return
    done, lapsed = await approve(turn, [pair])
    if done or lapsed:
        await _next(turn, turn.texts.plain("toast-mentor-asked") if done else "", lapsed)
    elif pair.state == ASKED:
        await _next(turn)
    else:
        changed(turn, f"{ONE}:{number}")


@act("reject")
async def reject(turn: Turn, number: int, more: str) -> None:
    """`men:reject:{pair}`: these two are not put together again."""
    if (pair := await at_desk(turn, number)) is None:
        return
    connection = await turn.work.connection()
    if await mentor_pairs.decide(connection, pair.id, REJECTED, turn.person.id, turn.at):
        await note(turn, "mentor pair rejected", f"pair {pair.id}")
        await _next(turn, turn.texts.plain("toast-mentor-rejected"))
    elif pair.state == REJECTED:
        await _next(turn)
    else:
        changed(turn, f"{ONE}:{number}")


async def _next(turn: Turn, said: str = "", lapsed: Sequence[tuple[Pair, Lapsed]] = ()) -> None:
    """The next proposal that holds, or the desk where there is none; also for the second of two taps."""
    connection, gone = await turn.work.connection(), list(lapsed)
    while left := await mentor_pairs.of_region(connection, turn.viewer, PROPOSED, most=1):
        if not (more := await look_again(turn, left)):
            break
        gone += more
    await tell(turn, gone, said)
    turn.go(f"{ONE}:{left[0].id}" if left else DESK)


@act("end")
async def ask_end(turn: Turn, number: int, more: str) -> None:
    """`men:end:{pair}`: shall it be over?"""
    if await at_desk(turn, number) is not None:
        turn.go(f"{ONE}:{number}:{END}")


@act("ended")
async def end(turn: Turn, number: int, more: str) -> None:
    """`men:ended:{pair}`: it is; only from the question."""
    if (pair := await at_desk(turn, number)) is None:
        return
    asked = turn.chat.place == f"{ONE}:{number}:{END}"
    if asked and pair.state in (ASKED, ACTIVE) and await letters.end(turn, pair):
        await note(turn, "mentor pair ended", f"pair {pair.id}")
        turn.toast(turn.texts.plain("toast-mentor-ended"))
    turn.go(f"{ONE}:{number}")


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`mentor-pair:{pair}`, `mentor-pair:{pair}:end`."""
    number, _, what = argument.partition(":")
    pair = await mentor_pairs.get(await turn.work.connection(), turn.viewer, whole_number(number))
    if pair is None or not is_at_desk(turn, pair):
        return None
    t = turn.texts
    names = {"mentor": await words.name(turn, pair.mentor), "mentee": await words.name(turn, pair.mentee)}
    if what == END and pair.state in (ASKED, ACTIVE):
        rows = [
            [button_to(t.plain("button-mentor-keep"), "see", pair.id)],
            [button_to(t.plain("button-mentor-stop-sure"), "ended", pair.id)],
        ]
        return Screen(t("mentor-end-sure", **names), as_rows(rows))
    lines = [f"<b>{t('mentor-pair', **names)}</b> · {t(words.STATES[pair.state])}"]
    lines += ["", t("mentor-pair-mentor", **names), t("mentor-pair-mentee", **names)]
    lines += ["", t("mentor-pair-why", why=words.why(turn, pair)), *_how_far(turn, pair)]
    return Screen("\n".join(lines), as_rows(await _rows(turn, pair)))


def _how_far(turn: Turn, pair: Pair) -> list[str]:
    """What is known of it: no answers of a single person to the look back, no figures."""
    t = turn.texts
    if pair.state == PROPOSED:
        return ["", t("mentor-pair-next")]
    if pair.state == ASKED:
        count = (pair.mentor_said is not None) + (pair.mentee_said is not None)
        return ["", t("mentor-pair-answers", count=count)]
    if pair.begun_at is None:
        return []
    lines = ["", t("mentor-pair-since", since=date_long(pair.begun_at, t.language, turn.zone))]
    talks = sum(any(said.values()) for said in pair.outcome.get("talks", {}).values())
    lines.append(t("mentor-pair-talks", count=talks))
    if pair.looked_back_at is not None:
        lines.append(t("mentor-pair-looked-back"))
    return lines


async def _rows(turn: Turn, pair: Pair) -> list[list[Button]]:
    t = turn.texts
    rows: list[list[Button]] = []
    if pair.state == PROPOSED:
        there = bool(await matching.others(turn, pair))
        other = [button_to(t.plain("button-mentor-other"), "choose", pair.id)] if there else []
        rows.append([button_to(t.plain("button-mentor-approve"), "ok", pair.id)])
        rows.append([*other, button_to(t.plain("button-mentor-reject"), "reject", pair.id)])
    elif pair.state in (ASKED, ACTIVE):
        rows.append([button_to(t.plain("button-mentor-end"), "end", pair.id)])
    back = button_to(t.plain("button-back"), "list", 0, pair.state) if pair.state in LISTED else None
    rows.append([back or button_to(t.plain("button-back"), "home"), button(t.plain("button-menu"), "go", "menu")])
    return rows

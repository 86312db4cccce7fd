"""Another mentor for a proposal: who else there is, the best first."""

from __future__ import annotations

from handlers.mentoring import matching, words
from handlers.mentoring.desk import A_PAGE, in_rows, note
from handlers.mentoring.dispatch import ONE, act, button_to, changed, is_at_desk
from handlers.mentoring.one import at_desk
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import whole_number
from handlers.turn import Turn, as_rows
from storage import mentor_pairs
from storage.mentor_pairs import PROPOSED

CHOOSE = "mentor-choose"


@act("choose")
async def open_choice(turn: Turn, number: int, page: str) -> None:
    """`men:choose:{pair}:{page}`."""
    if await at_desk(turn, number) is not None:
        turn.go(f"{CHOOSE}:{number}:{whole_number(page)}")


@act("take")
async def take(turn: Turn, number: int, mentor: str) -> None:
    """`men:take:{pair}:{mentor}`: this one instead; whether they still fit is looked at anew."""
    if (pair := await at_desk(turn, number)) is None:
        return
    new = None
    if pair.state == PROPOSED:
        new = next((one for one in await matching.others(turn, pair) if one.mentor == whole_number(mentor)), None)
    if new is not None and await mentor_pairs.change_mentor(await turn.work.connection(), pair.id, new):
        await note(turn, "mentor changed", f"pair {pair.id}")
        turn.toast(turn.texts.plain("toast-mentor-other"))
        turn.go(f"{ONE}:{number}")
    elif pair.mentor == whole_number(mentor):
        turn.go(f"{ONE}:{number}")
    else:
        changed(turn, f"{ONE}:{number}")


@place(CHOOSE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`mentor-choose:{pair}:{page}`."""
    number, _, page_ = argument.partition(":")
    pair = await mentor_pairs.get(await turn.work.connection(), turn.viewer, whole_number(number))
    if pair is None or not is_at_desk(turn, pair) or pair.state != PROPOSED:
        return None
    t, page = turn.texts, whole_number(page_)
    found = await matching.others(turn, pair)
    mentee = await words.name(turn, pair.mentee)
    lines = [f"<b>{t('mentor-choose-title', mentee=mentee)}</b>"]
    buttons: list[Button] = []
    for n, new in enumerate(found[page * A_PAGE : (page + 1) * A_PAGE], page * A_PAGE + 1):
        name = await words.name(turn, new.mentor)
        why = words.reasons(turn, new.programme, new.theme, new.why)
        lines += ["", t("mentor-line", number=str(n), pair=name, why=why)]
        buttons.append(button_to(str(n), "take", pair.id, new.mentor))
    lines += ["", t("mentor-tap-number" if found else "mentor-choose-none")]
    turning = [button_to(f"◂ {page}", "choose", pair.id, page - 1)] if page else []
    if len(found) > (page + 1) * A_PAGE:
        turning.append(button_to(f"{page + 2} ▸", "choose", pair.id, page + 1))
    rows = [*in_rows(buttons), turning, [button_to(t.plain("button-back"), "see", pair.id)]]
    return Screen("\n".join(lines), as_rows(rows))

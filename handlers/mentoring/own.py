"""`/mentor` for a companion: the own wishes, the own pairs, and an answer that is still awaited."""

from __future__ import annotations

from handlers.mentoring import letters, words
from handlers.mentoring.dispatch import OWN, act, button_to, changed, found, home, is_of_pair
from handlers.mentoring.figures import change_lines
from handlers.mentoring.letter_words import is_mentor, question_words
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import date_long
from storage import mentor_pairs, mentoring
from storage.mentor_pairs import ACTIVE, ASKED, ENDED, NO, YES, Pair
from storage.mentoring import Wish

END = "end"


@act("yes")
async def accept(turn: Turn, number: int, more: str) -> None:
    """`men:yes:{pair}`: willing to learn together."""
    await _answer(turn, number, YES)


@act("no")
async def decline(turn: Turn, number: int, more: str) -> None:
    """`men:no:{pair}`: not now."""
    await _answer(turn, number, NO)


async def _answer(turn: Turn, number: int, said: str) -> None:
    pair = await found(turn, number)
    if pair is None:
        return
    if not is_of_pair(turn, pair):
        turn.go(home(turn))
    elif await letters.answer(turn, pair, said):
        turn.toast(turn.texts.plain("toast-mentor-yes" if said == YES else "toast-mentor-no"))
        turn.go(OWN)
    elif _said(turn, pair) == said:
        turn.go(OWN)
    else:
        changed(turn, OWN)


@act("stop")
async def ask_stop(turn: Turn, number: int, more: str) -> None:
    """`men:stop:{pair}`: shall it end?"""
    turn.go(f"{OWN}:{END}:{number}" if number else OWN)


@act("stopped")
async def stop(turn: Turn, number: int, more: str) -> None:
    """`men:stopped:{pair}`: it ends; only from the question."""
    pair = await found(turn, number)
    if pair is None:
        return
    asked = turn.chat.place == f"{OWN}:{END}:{number}"
    if asked and is_of_pair(turn, pair) and pair.state == ACTIVE and await letters.end(turn, pair):
        turn.toast(turn.texts.plain("toast-mentor-ended"))
    turn.go(OWN)


@place(OWN)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`mentor`, `mentor:end:{pair}`."""
    if turn.person.role != "companion":
        return None
    connection, t = await turn.work.connection(), turn.texts
    pairs = [
        pair for pair in await mentor_pairs.of_person(connection, turn.viewer, turn.person.id) if is_of_pair(turn, pair)
    ]
    what, _, number = argument.partition(":")
    if what == END:
        ending = next((one for one in pairs if one.id == whole_number(number) and one.state == ACTIVE), None)
        if ending is not None:
            return await _sure(turn, ending)
    lines, rows = [f"<b>{t('mentor-title')}</b>", t("mentor-what")], []
    for pair in _shown(turn, pairs):
        more, buttons = await _of_pair(turn, pair)
        lines += more
        rows += buttons
    if any(pair.state == ACTIVE for pair in pairs):
        lines += ["", t("mentor-contact")]
    wish = await mentoring.wish(connection, turn.person.id)
    lines += ["", *_wish_lines(turn, wish)]
    label = t.plain("button-mentor-wish" if wish is None else "button-mentor-wish-change")
    rows += [[button_to(label, "wish")], [button(t.plain("button-menu"), "go", "menu")]]
    return Screen("\n".join(lines), as_rows(rows))


def _shown(turn: Turn, pairs: list[Pair]) -> list[Pair]:
    """What goes on, one question at a time, and of what is over the last that has changed something."""
    asked = [pair for pair in pairs if pair.state == ASKED]
    open_ = [pair for pair in asked if _said(turn, pair) is None][-1:] or asked[:1]
    over = [pair for pair in pairs if pair.state == ENDED and not is_mentor(turn, pair) and change_lines(turn, pair)]
    return [*open_, *(pair for pair in pairs if pair.state == ACTIVE), *over[:1]]


def _said(turn: Turn, pair: Pair) -> str | None:
    return pair.mentor_said if is_mentor(turn, pair) else pair.mentee_said


async def _of_pair(turn: Turn, pair: Pair) -> tuple[list[str], list[list[Button]]]:
    """What is shown of one pair: a question that is open, who it is, what has changed (to the mentee alone)."""
    t = turn.texts
    mine = _said(turn, pair)
    changed_lines = [] if is_mentor(turn, pair) else change_lines(turn, pair)
    if pair.state == ASKED and mine is None:
        rows = [
            [
                button_to(t.plain("button-mentor-yes"), "yes", pair.id),
                button_to(t.plain("button-mentor-no"), "no", pair.id),
            ]
        ]
        return ["", await question_words(turn, pair)], rows
    if pair.state == ASKED and mine == YES:
        return ["", t("mentor-waits")], []
    if pair.state == ACTIVE and pair.begun_at is not None:
        other = await words.person(turn, pair.other(turn.person.id))
        key = "mentor-with-mentor" if is_mentor(turn, pair) else "mentor-with-mentee"
        since = date_long(pair.begun_at, t.language, turn.zone)
        # The name is HTML already.
        lines = ["", t.plain(key, other=words.contact(turn, other), since=since)]
        row = [button_to(t.plain("button-mentor-stop", other=words.called(turn, other)), "stop", pair.id)]
        return [*lines, *_with_title(turn, changed_lines)], [row]
    return _with_title(turn, changed_lines), []


def _with_title(turn: Turn, lines: list[str]) -> list[str]:
    return ["", turn.texts("mentor-measured-title"), *lines] if lines else []


def _wish_lines(turn: Turn, wish: Wish | None) -> list[str]:
    t = turn.texts
    if wish is None:
        return [t("mentor-wish-none")]
    mentee = {YES: "mentor-wish-mentee-yes", NO: "mentor-wish-mentee-no"}.get(wish.as_mentee, "mentor-wish-mentee-open")
    mentor = {YES: "mentor-wish-mentor-yes", NO: "mentor-wish-mentor-no"}.get(wish.as_mentor, "mentor-wish-mentor-open")
    parts = [t(mentee), t(mentor, count=wish.capacity)]
    if wish.as_mentee != NO:
        parts.append(t("mentor-wish-shares" if wish.shares else "mentor-wish-shares-not"))
    if wish.languages.strip():
        parts.append(t("mentor-wish-languages", languages=words.languages(turn, wish.languages.strip())))
    return [t("mentor-wish"), *(f"• {part}" for part in parts)]


async def _sure(turn: Turn, pair: Pair) -> Screen:
    t = turn.texts
    other = await words.name(turn, pair.other(turn.person.id))
    rows = [
        [button_to(t.plain("button-mentor-keep"), "home")],
        [button_to(t.plain("button-mentor-stop-sure"), "stopped", pair.id)],
    ]
    return Screen(t("mentor-stop-sure", other=other), as_rows(rows))

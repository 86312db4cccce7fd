"""Where an admin changes the official channels: one is written anew by typing, added, taken out, or all reset (both
after a second question); the audit log keeps what has gone and what has come.
"""

from __future__ import annotations

from html import escape

from handlers.casework.channels import (
    CONTACT_LENGTH,
    MOST,
    NAME_LENGTH,
    SETTING,
    Channel,
    channels,
    stored_list,
    usual,
    written,
)
from handlers.casework.dispatch import CHANNELS, LIST, act, button_to, listens
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Turn, as_rows
from storage import audit, day_settings

ADD, DROP, RESET = "add", "drop", "reset"
LABEL = 40


@act("ch")
async def open_channels(turn: Turn, number: int, more: str) -> None:
    """`case:ch` shows all, `case:ch:{n}` one (from 1), `case:ch:0:add` asks for a new one."""
    which = more if more == ADD else str(number) if number else ""
    place_ = f"{CHANNELS}:{which}" if which else CHANNELS
    turn.go(place_ if turn.person.role == "admin" else LIST)


@act("ch-drop")
async def ask_drop(turn: Turn, number: int, length: str) -> None:
    """`case:ch-drop:{n}:{length of the list}`: shall it go? The length tells an old screen from the present one."""
    fits = await _may_drop(turn, number, length)
    turn.go(f"{CHANNELS}:{DROP}{number}" if fits else CHANNELS if turn.person.role == "admin" else LIST)


@act("ch-gone")
async def drop(turn: Turn, number: int, length: str) -> None:
    """`case:ch-gone:{n}:{length of the list}`: it goes; only from the question."""
    if await _may_drop(turn, number, length) and turn.chat.place == f"{CHANNELS}:{DROP}{number}":
        await _keep(turn, [each for n, each in enumerate(await channels(turn), 1) if n != number])
    turn.go(CHANNELS if turn.person.role == "admin" else LIST)


@act("ch-reset")
async def ask_reset(turn: Turn, number: int, more: str) -> None:
    """`case:ch-reset`: shall the program's own list hold again?"""
    turn.go(f"{CHANNELS}:{RESET}" if turn.person.role == "admin" else LIST)


@act("ch-usual")
async def reset(turn: Turn, number: int, more: str) -> None:
    """`case:ch-usual`: it does; only from the question."""
    if turn.person.role != "admin":
        turn.go(LIST)
        return
    connection, before = await turn.work.connection(), await channels(turn)
    if turn.chat.place == f"{CHANNELS}:{RESET}" and await day_settings.remove(connection, SETTING):
        await _note(turn, before, await channels(turn))
        turn.toast(turn.texts.plain("toast-case-channels"))
    turn.go(CHANNELS)


async def _may_drop(turn: Turn, number: int, length: str) -> bool:
    found = await channels(turn)
    fits = 0 < number <= len(found) and length == str(len(found)) and len(found) > 1
    return fits and turn.person.role == "admin"


@listens(CHANNELS)
async def heard(turn: Turn, argument: str) -> None:
    """`Name: contact`, for the channel in front or a new one."""
    words = turn.incoming.text if isinstance(turn.incoming, Said) else ""
    name, _, contact = (part.strip() for part in " ".join(words.split()).partition(":"))
    found = await channels(turn)
    number = whole_number(argument)
    if turn.person.role != "admin" or not (argument == ADD or 0 < number <= len(found)):
        turn.say(turn.texts("hint-case-tap"))
    elif not name or not contact or len(name) > NAME_LENGTH or len(contact) > CONTACT_LENGTH:
        turn.say(turn.texts("hint-case-channel"))
    elif argument == ADD and len(found) >= MOST:
        turn.say(turn.texts("hint-case-channels-full", most=str(MOST)))
    else:
        new = Channel(name, contact)
        changed = [*found, new] if argument == ADD else [*found[: number - 1], new, *found[number:]]
        await _keep(turn, changed)
        turn.go(CHANNELS)
        return
    turn.show()


@place(CHANNELS)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-channels`, `case-channels:{n}`, `case-channels:add`; the questions `case-channels:drop{n}`, `…:reset`."""
    if turn.person.role != "admin":
        return None
    t = turn.texts
    found = await channels(turn)
    number = whole_number(argument)
    lines = [f"<b>{t('case-channels-title')}</b>", ""]
    back = [button_to(t.plain("button-back"), "ch")]
    dropped = whole_number(argument.removeprefix(DROP)) if argument.startswith(DROP) else 0
    if 0 < dropped <= len(found) and len(found) > 1:
        lines += [t("case-channel-drop-sure"), "", _line(found[dropped - 1])]
        row = [button_to(t.plain("button-case-channel-gone"), "ch-gone", dropped, len(found))]
        return Screen("\n".join(lines), as_rows([row, back]))
    if argument == RESET:
        lines += [t("case-channels-reset-sure"), "", *(_line(each) for each in usual(turn.language))]
        row = [button_to(t.plain("button-case-channels-usual"), "ch-usual")]
        return Screen("\n".join(lines), as_rows([row, back]))
    if argument == ADD:
        return Screen("\n".join([*lines, t("case-channel-type")]), as_rows([back]))
    if 0 < number <= len(found):
        each = found[number - 1]
        lines += [_line(each), "", t("case-channel-type")]
        rows = [[button_to(t.plain("button-case-channel-drop"), "ch-drop", number, len(found))]]
        return Screen("\n".join(lines), as_rows([*(rows if len(found) > 1 else []), back]))
    lines += [t("case-channels-how"), ""]
    rows = []
    for n, each in enumerate(found, 1):
        lines.append(f"{n}. {_line(each)}")
        label = f"{n}. {each.name}"
        rows.append([button_to(label if len(label) <= LABEL else f"{label[: LABEL - 1]}…", "ch", n)])
    rows.append([button_to(t.plain("button-case-channel-add"), "ch", 0, ADD)])
    if await stored_list(turn) is not None:
        rows.append([button_to(t.plain("button-case-channels-reset"), "ch-reset")])
    rows.append(_last(turn))
    return Screen("\n".join(lines), as_rows(rows))


def _line(channel: Channel) -> str:
    return f"{escape(channel.name, quote=False)}: <b>{escape(channel.contact, quote=False)}</b>"


async def _keep(turn: Turn, found: list[Channel]) -> None:
    connection, before = await turn.work.connection(), await channels(turn)
    await day_settings.put(connection, SETTING, written(found), by=turn.person.id, at=turn.at)
    await _note(turn, before, found)
    turn.toast(turn.texts.plain("toast-case-channels"))


async def _note(turn: Turn, before: list[Channel], now: list[Channel]) -> None:
    """What has gone and what has come, in the audit log."""
    await audit.note(
        await turn.work.connection(),
        at=turn.at,
        actor=turn.person.id,
        act="case channels changed",
        subject=SETTING,
        detail={
            "gone": written([each for each in before if each not in now]),
            "come": written([each for each in now if each not in before]),
        },
    )


def _last(turn: Turn) -> list[Button]:
    t = turn.texts
    return [button_to(t.plain("button-case-list"), "list"), button(t.plain("button-menu"), "go", "menu")]

"""The words of letters about what does not go on: deadlines that were missed, cases without anybody, long silence."""

from __future__ import annotations

from html import escape

from handlers.answering.fitting import clipped
from handlers.casework import channels, letters, words
from handlers.casework.letter_parts import About, due, most, screen, title
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import cases
from storage.cases import CLOSED, TOP, WAITING, Message
from storage.visibility import PROGRAM

_LEVELS = (
    "case-letter-level-regency",
    "case-letter-level-province",
    "case-letter-level-country",
    "case-letter-level-admin",
)


async def escalated(turn: Turn, about: About) -> Screen | None:
    """A deadline was over: not needed where an answer has come meanwhile."""
    case, message, t = about.case, about.message, turn.texts
    if message is None or case.due_at is None:
        return None
    if about.own:
        return await _delayed(turn, about, message)
    level, asked = await cases.asked(await turn.work.connection(), case)
    # Who was asked before, and may still take it.
    passed_on = level >= case.level and case.holder != turn.person.id and turn.person not in asked
    if passed_on and turn.person.role != "admin":
        said = t("case-letter-passed-on", to=t.plain(_LEVELS[level]))
    else:
        said = t("case-letter-escalated")
    lines = [title(turn, case), said, due(turn, case)]
    if case.restricted:
        return screen(turn, about, [*lines, "", t("case-letter-gate")])
    who = await words.person_named(turn, case.person_id)
    lines[1:1] = [t("case-letter-from", who=who, region=words.region_words(turn, case))]
    lines += ["", escape(clipped(case.summary, most("summary")), quote=False)]
    last = letters.REPLY if case.holder == turn.person.id else letters.TAKE
    return screen(turn, about, lines, letters.READ, last)


async def _delayed(turn: Turn, about: About, message: Message) -> Screen | None:
    """To the companion: who is asked now, and nothing that is not so. Not needed where it has gone on since."""
    case, t, connection = about.case, turn.texts, await turn.work.connection()
    word, level = message.event
    if word == "escalated" and level < case.level:
        return None
    lines = [title(turn, case)]
    asked, _ = await cases.asked(connection, case)
    # At the last level admins are written to as well.
    admins = case.level == TOP and not case.restricted and bool(await cases.admins(connection, case))
    holder = await cases.in_charge(connection, case)
    if word == "escalated" and (asked == case.level or admins):
        to = t.plain(_LEVELS[asked if asked == case.level else cases.ADMINS])
        lines += [t("case-letter-escalated-own", to=to), due(turn, case)]
    elif asked != cases.NOBODY:
        lines += [t("case-letter-reminded-own", to=t.plain(_LEVELS[asked])), due(turn, case)]
    elif holder is not None:
        lines += [t("case-letter-reminded-own", to=words.person_words(t, holder)), due(turn, case)]
    elif case.restricted:
        named_by = bool(await cases.admins(connection, case))
        lines += [t("case-letter-unnamed-own" if named_by else "case-letter-nobody-own"), ""]
        lines += [t("case-letter-danger-own"), *await channels.lines(turn)]
    else:
        lines.append(t("case-letter-nobody-own"))
    return screen(turn, about, lines, letters.READ)


async def waits(turn: Turn, about: About) -> Screen | None:
    """The companion was asked some days ago: not needed once they have answered."""
    if about.case.state != WAITING or not about.own:
        return None
    who = await words.person_named(turn, about.case.holder)
    lines = [title(turn, about.case), turn.texts("case-letter-waits", who=who)]
    return screen(turn, about, lines, letters.READ, letters.REPLY)


async def recalled(turn: Turn, about: About) -> Screen | None:
    """Nothing was heard for long: not needed once something was said or done."""
    case, message, t = about.case, about.message, turn.texts
    if message is None or about.own or case.due_at is not None or case.changed_at > message.at:
        return None
    if case.state == CLOSED:
        return None
    lines = [title(turn, case)]
    if case.state == WAITING:
        lines.append(t("case-letter-recalled-asked", who=await words.person_named(turn, case.person_id)))
    else:
        lines.append(t("case-letter-recalled-answered"))
    lines.append(t("case-letter-recalled-how"))
    return screen(turn, about, lines, letters.READ, letters.REPLY)


async def unnamed(turn: Turn, number: int) -> Screen | None:
    """To an admin, who may not see the case: only that somebody must be named, and where."""
    connection, t = await turn.work.connection(), turn.texts
    case = await cases.get(connection, PROGRAM, number)
    if case is None or case.state == CLOSED or turn.person.role != "admin":
        return None
    if await cases.in_charge(connection, case) is not None or await cases.responsible(connection, case):
        return None
    region = words.region_words(turn, case) or t.plain("region-all")
    lines = [f"<b>{t('case-letter-unnamed-title')}</b>", t("case-letter-unnamed", region=region)]
    row = [button(t.plain("button-case-letter-name"), letters.PREFIX, letters.NAME, case.id, 0)]
    return Screen("\n".join(lines), as_rows([row]))

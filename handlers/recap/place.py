"""The screen of a month's recap, and the two files that it sends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from handlers.places import place
from handlers.recap.book import xlsx
from handlers.recap.content import Recap
from handlers.recap.figures import STATES
from handlers.recap.gathering import MOST, filed_in, gather, is_month
from handlers.recap.pdf import pdf
from handlers.screens import Button, Document, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from locales.formats import month_title
from locales.reading import folded
from storage import audit, people
from storage.reports import Report

PREFIX = PLACE = "recap"
# So much of month and name stands in the name of a file.
MOST_NAME = 60
FILES: dict[str, Callable[[Recap], bytes]] = {"pdf": pdf, "xlsx": xlsx}


def menu_row(turn: Turn, month: str, person_id: int | None = None) -> list[Button]:
    """The way to a month's recap ("2026-11"): one's own, or, for a coordinator, that of `person_id`."""
    if not is_month(month):
        return []
    whose = turn.person.id if person_id is None else person_id
    return [button(turn.texts.plain("button-recap", month=_month(turn, month)), PREFIX, "open", whose, month)]


async def tapped(turn: Turn) -> None:
    """`recap:{open|pdf|xlsx}:{person}:{month}`."""
    fields = turn.incoming.data.split(":") if isinstance(turn.incoming, Tap) else []
    _, verb, person, month = [*fields, "", "", "", ""][:4]
    whose = whole_number(person)
    here = f"{PLACE}:{whose}:{month}"
    if not is_month(month) or not await filed_in(turn, whose, month):
        turn.toast(turn.texts.plain("toast-recap-gone"))
        turn.show()
    elif verb in FILES:
        # The place says which file was sent, which is also how a second tap on the same button is known.
        if turn.chat.place != f"{here}:{verb}":
            await _send(turn, verb, whose, month)
        turn.go(f"{here}:{verb}")
    else:
        turn.go(here)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`{person}:{month}:{file that was just sent}`."""
    person, _, rest = argument.partition(":")
    month, _, sent = rest.partition(":")
    whose = whole_number(person)
    found = await filed_in(turn, whose, month) if is_month(month) else []
    if not found:
        return None
    t = turn.texts
    lines = [t("recap-screen-title", month=_month(turn, month))]
    if whose != turn.person.id:
        someone = await people.person_by_id(await turn.work.connection(), whose)
        lines.append(t("recap-screen-whose", name=(someone and someone.name) or t.plain("recap-unknown")))
    lines += ["", _counted(turn, found), "", t("recap-screen-sent") if sent in FILES else t("recap-screen-what")]
    files = [button(t.plain(f"button-recap-{kind}"), PREFIX, kind, whose, month) for kind in FILES if kind != sent]
    back = (
        button(t.plain("button-recap-back"), "rep", "mine", month)
        if whose == turn.person.id
        else button(t.plain("button-menu"), "go", "menu")
    )
    return Screen("\n".join(lines), as_rows([files, [back]]))


async def _send(turn: Turn, kind: str, whose: int, month: str) -> None:
    recap = await gather(turn, whose, month)
    if recap is None:
        return
    t = turn.texts
    # The tapped message becomes this line, the file follows, and the screen comes below it.
    turn.say(t("recap-screen-title", month=_month(turn, month)))
    words = folded(f"{_month(turn, month)} {recap.name}")[:MOST_NAME]
    name = "-".join([t.plain("recap-file-name"), *words.split()]) + f".{kind}"
    caption = t("recap-file-caption", month=_month(turn, month), name=recap.name or t.plain("recap-unknown"))
    turn.replies.documents.append(Document(name, partial(FILES[kind], recap), caption))
    if whose != turn.person.id:
        await audit.note(
            await turn.work.connection(),
            at=turn.at,
            actor=turn.person.id,
            act="recap exported",
            subject=f"person {whose}",
            detail={"month": month, "reports": recap.count},
        )
    turn.toast(t.plain("toast-data-on-its-way"))


def _counted(turn: Turn, found: list[Report]) -> str:
    t = turn.texts
    states = [(state, sum(report.state == state for report in found)) for state in STATES]
    parts = [
        t("recap-screen-state", state=t.plain(f"recap-state-{state}"), count=count) for state, count in states if count
    ]
    many = f"{MOST}+" if len(found) > MOST else str(len(found))
    return t("recap-screen-count", count=many) + " " + ", ".join(parts) + "."


def _month(turn: Turn, month: str) -> str:
    return month_title(date.fromisoformat(f"{month}-01"), turn.texts.language)

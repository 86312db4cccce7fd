"""An admin names who answers restricted cases (and reads restricted reports), region by region."""

from __future__ import annotations

from html import escape

from handlers.casework import caring
from handlers.casework.dispatch import LIST, NAMED, act, button_to, gone, listens
from handlers.casework.words import colleague_words, person_words
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Turn, as_rows
from locales.reading import folded
from storage import cases, invites, people
from storage.people import Person

A_PAGE = 8
LABEL = 40
MOST_FOUND = 6
COUNTRY = "-"


@act("named")
async def open_named(turn: Turn, page: int, more: str) -> None:
    """`case:named:{page}`."""
    turn.go(f"{NAMED}:{page}" if turn.person.role == "admin" else LIST)


@act("name-who")
async def pick_person(turn: Turn, page: int, more: str) -> None:
    """`case:name-who:{page}`: whom?"""
    turn.go(f"{NAMED}:who:{page}" if turn.person.role == "admin" else LIST)


@act("name-for")
async def pick_region(turn: Turn, person_id: int, more: str) -> None:
    """`case:name-for:{person}`: for which region?"""
    turn.go(f"{NAMED}:for:{person_id}" if turn.person.role == "admin" else LIST)


@act("name")
async def name(turn: Turn, person_id: int, region: str) -> None:
    """`case:name:{person}:{region}`; "-" is the whole country."""
    code = "" if region == COUNTRY else region
    known = not code or turn.shelf.region_name(code) is not None
    connection = await turn.work.connection()
    if not known or not await cases.name_for_restricted(connection, turn.viewer, person_id, code, turn.at):
        gone(turn)
        return
    turn.toast(turn.texts.plain("toast-case-named"))
    turn.go(NAMED)


@act("unname")
async def unname(turn: Turn, person_id: int, region: str) -> None:
    """`case:unname:{person}:{region}`."""
    code = "" if region == COUNTRY else region
    if await cases.unname(await turn.work.connection(), turn.viewer, person_id, code, turn.at):
        # Of the cases that they had in hand others are told at once.
        await caring.let_go_now(turn)
        turn.toast(turn.texts.plain("toast-case-unnamed"))
    turn.go(NAMED if turn.person.role == "admin" else LIST)


@listens(NAMED)
async def heard(turn: Turn, argument: str) -> None:
    """A part of a region's name, where one is asked for."""
    what, _, rest = argument.partition(":")
    words = folded(turn.incoming.text) if isinstance(turn.incoming, Said) else ""
    if what != "for" or not words or turn.person.role != "admin":
        turn.say(turn.texts("hint-case-tap"))
        turn.show()
        return
    person_id = whole_number(rest)
    matches = [
        code
        for province in turn.shelf.provinces()
        for code in (province, *turn.shelf.regencies(province))
        if all(word in folded(turn.shelf.region_name(code) or "") for word in words.split())
    ]
    rows = [[_region_button(turn, person_id, code)] for code in matches[:MOST_FOUND]]
    turn.say(turn.texts("case-name-found" if rows else "hint-case-no-region", count=str(len(matches))), rows)


@place(NAMED)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-named:{page}`, `case-named:who:{page}`, `case-named:for:{person}`."""
    if turn.person.role != "admin":
        return None
    what, _, rest = argument.partition(":")
    if what == "who":
        return await _people(turn, whole_number(rest))
    if what == "for":
        return await _regions(turn, whole_number(rest))
    return await _named(turn, whole_number(what))


async def _named(turn: Turn, page: int) -> Screen:
    t = turn.texts
    connection = await turn.work.connection()
    duties = await cases.restricted_duties(connection, turn.viewer)
    page = min(page, max(0, (len(duties) - 1) // A_PAGE))
    lines = [f"<b>{t('case-named-title')}</b>", "", t("case-named-how"), ""]
    rows: list[list[Button]] = []
    for each in duties[page * A_PAGE : (page + 1) * A_PAGE]:
        person = await people.person_by_id(connection, each.person_id)
        label = f"{person_words(t, person)} · {_region(turn, each.region)}"
        lines.append(f"• {escape(label, quote=False)}")
        drop = t.plain("button-case-unname", name=_clipped(f"{each.name or ''} · {_region(turn, each.region)}", 30))
        rows.append([button_to(drop, "unname", each.person_id, each.region or COUNTRY)])
    if not duties:
        lines.append(t("case-nobody-named"))
    rows.append(_turning("named", page, len(duties)))
    rows.append([button_to(t.plain("button-case-name"), "name-who", 0)])
    rows.append([button_to(t.plain("button-case-list"), "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _people(turn: Turn, page: int) -> Screen:
    t = turn.texts
    connection = await turn.work.connection()
    found: list[Person] = [
        person
        for role in ("coordinator", "admin")
        for person in await people.with_role(connection, role)
        if person.consent is not None
    ]
    page = min(page, max(0, (len(found) - 1) // A_PAGE))
    named = {each.person_id for each in await cases.restricted_duties(connection, turn.viewer)}
    rows = []
    for person in found[page * A_PAGE : (page + 1) * A_PAGE]:
        sign = "✓ " if person.id in named else ""
        rows.append([button_to(_clipped(f"{sign}{await colleague_words(turn, person)}", LABEL), "name-for", person.id)])
    rows.append(_turning("name-who", page, len(found)))
    rows.append([button_to(t.plain("button-back"), "named")])
    lines = [f"<b>{t('case-named-title')}</b>", "", t("case-name-whom")]
    if any(person.id in named for person in found):
        lines.append(t("case-name-already"))
    return Screen("\n".join(lines), as_rows(rows))


async def _regions(turn: Turn, person_id: int) -> Screen | None:
    """The regions of the person's own duties first; any other by typing."""
    t = turn.texts
    connection = await turn.work.connection()
    person = await people.person_by_id(connection, person_id)
    if person is None or person.role not in ("coordinator", "admin") or person.consent is None:
        return None
    codes = [duty.region for duty in await invites.duties(connection, person.id)]
    codes += [code for code in (person.regency, person.province) if code]
    named = [
        each.region for each in await cases.restricted_duties(connection, turn.viewer) if each.person_id == person.id
    ]
    rows = [[_region_button(turn, person.id, code, there=code in named)] for code in dict.fromkeys([*codes, ""])][
        :A_PAGE
    ]
    rows.append([button_to(t.plain("button-back"), "name-who", 0)])
    who = person_words(t, person)
    lines = [f"<b>{t('case-named-title')}</b>", "", t("case-name-where", who=who), t("case-name-type")]
    if named:
        lines += ["", t("case-name-there", regions=", ".join(_region(turn, code) for code in named))]
    return Screen("\n".join(lines), as_rows(rows))


def _region_button(turn: Turn, person_id: int, code: str, *, there: bool = False) -> Button:
    label = f"{'✓ ' if there else ''}{_region(turn, code)}"
    return button_to(_clipped(label, LABEL), "name", person_id, code or COUNTRY)


def _region(turn: Turn, code: str) -> str:
    return (turn.shelf.region_name(code) or code) if code else turn.texts.plain("region-all")


def _turning(verb: str, page: int, count: int) -> list[Button]:
    row = [button_to(f"◂ {page}", verb, page - 1)] if page else []
    if (page + 1) * A_PAGE < count:
        row.append(button_to(f"{page + 2} ▸", verb, page + 1))
    return row


def _clipped(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"

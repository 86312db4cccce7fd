"""What the list of incoming reports is narrowed to: the state, the date, the companion, the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.answering.fitting import clipped
from handlers.places import place
from handlers.question import form_name
from handlers.reviewing.dispatch import BY, act, listens, may, to
from handlers.reviewing.filters import PERIODS, STATES, Filter
from handlers.screens import Button, Screen
from handlers.tokens import mark, whole_number
from handlers.turn import Said, Turn, as_rows
from storage import report_lists

PAGE = 10
LABEL = 38
# Of so many companions a page is turned; more are found by writing a part of the name.
MOST_PEOPLE = 500
MOST_TYPED = 60
_WHAT = ("state", "date", "person", "form")


@act("by")
async def open_choices(turn: Turn, fields: Sequence[str]) -> None:
    """`rev:by:{what}:{filter}:{page}`: what there is to choose from."""
    what = fields[0] if fields[0] in _WHAT else "state"
    turn.go(f"{BY}:{what}:{Filter.read(fields[1])}:{whole_number(fields[2])}:")


@place(BY)
async def show(turn: Turn, argument: str) -> Screen | None:
    what, _, rest = argument.partition(":")
    first, _, rest = rest.partition(":")
    page, _, typed = rest.partition(":")
    if not may(turn) or what not in _WHAT:
        return None
    t, chosen = turn.texts, Filter.read(first)
    lines = [f"<b>{t(f'rev-choose-{what}')}</b>"]
    if what == "person":
        rows = await _people(turn, chosen, whole_number(page), typed, lines)
    elif what == "form":
        rows = await _forms(turn, chosen, lines)
    else:
        rows = _fixed(turn, chosen, what)
    rows.append([to(t.plain("button-back"), "l", chosen, 0)])
    return Screen("\n".join(lines), as_rows(rows))


@listens(BY)
async def search(turn: Turn, argument: str) -> None:
    """A part of a companion's name."""
    what, _, rest = argument.partition(":")
    if what != "person" or not isinstance(turn.incoming, Said) or turn.incoming.forwarded:
        turn.say(turn.texts("hint-rev-tap"))
        return
    typed = " ".join(turn.incoming.text.split())[:MOST_TYPED]
    turn.go(f"{BY}:person:{rest.partition(':')[0]}:0:{typed}")


def _fixed(turn: Turn, chosen: Filter, what: str) -> list[list[Button]]:
    rows = []
    for value in STATES if what == "state" else PERIODS:
        there = (chosen.state if what == "state" else chosen.period) == value
        other = replace(chosen, state=value) if what == "state" else replace(chosen, period=value)
        rows.append([_choice(turn.texts.plain(f"rev-by-{what}-{value}"), other, there)])
    return rows


async def _people(turn: Turn, chosen: Filter, page: int, typed: str, lines: list[str]) -> list[list[Button]]:
    t = turn.texts
    which = await replace(chosen, person=0).which(turn)
    found = await report_lists.incoming_people(await turn.work.connection(), turn.viewer, which, most=MOST_PEOPLE)
    if typed:
        found = [one for one in found if typed.casefold() in one[1].casefold()]
        lines += ["", t("rev-people-typed", typed=typed, count=len(found))]
    elif found:
        lines += ["", t("rev-people-how")]
    else:
        lines += ["", t("rev-none")]
    rows = [[_choice(t.plain("rev-anybody"), replace(chosen, person=0), not chosen.person)]]
    for person_id, name, count in found[page * PAGE : (page + 1) * PAGE]:
        label = f"{clipped(name, 28) or t.plain('rev-nameless')} ({count})"
        rows.append([_choice(label, replace(chosen, person=person_id), chosen.person == person_id)])
    turning = [to(f"◂ {page}", "by", "person", chosen, page - 1)] if page and not typed else []
    if (page + 1) * PAGE < len(found) and not typed:
        turning.append(to(f"{page + 2} ▸", "by", "person", chosen, page + 1))
    return [*rows, turning]


async def _forms(turn: Turn, chosen: Filter, lines: list[str]) -> list[list[Button]]:
    t = turn.texts
    which = await replace(chosen, form=0).which(turn)
    found = await report_lists.incoming_forms(await turn.work.connection(), turn.viewer, which)
    if not found:
        lines += ["", t("rev-none")]
    rows = [[_choice(t.plain("rev-any-form"), replace(chosen, form=0), not chosen.form)]]
    for form_id, count in found[: 2 * PAGE]:
        name = form_name(t, turn.shelf.current(form_id)) if turn.shelf.has_current(form_id) else form_id
        other = replace(chosen, form=mark(form_id))
        rows.append([_choice(f"{clipped(name, 28)} ({count})", other, chosen.form == mark(form_id))])
    return rows


def _choice(label: str, filter_: Filter, there: bool) -> Button:
    return to(f"✓ {label}"[:LABEL] if there else label[:LABEL], "l", filter_, 0)

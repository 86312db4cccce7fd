"""The screens on which an analysis begins: which instrument, and what to do with it."""

from __future__ import annotations

from html import escape

import forms
from handlers.analysing import modelling
from handlers.analysing.dispatch import EARLIER, LIST, ONE, PREFIX, WHAT, act, may
from handlers.analysing.drawn import test_of
from handlers.analysing.models import items_of_study
from handlers.analysing.request import FEWEST, KINDS, TESTS, kinds_for
from handlers.analysing.wanted import Wanted
from handlers.instruments import Instrument, instrument_of, instruments
from handlers.places import place
from handlers.question import form_name
from handlers.reporting.words import short
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import number
from storage import analyses, analysis_jobs
from storage.jobs import RUNNING, WANTED

PAGE = 8
# Of the 64 bytes of a button, the verb leaves these for a form's id; one with a longer id goes by the command line.
LONGEST = 50


def form_of(turn: Turn, form_id: str) -> tuple[forms.Form, Instrument] | None:
    """A published instrument (or test) as it is asked now."""
    if not turn.shelf.has_current(form_id):
        return None
    form = turn.shelf.current(form_id)
    instrument = instrument_of(form) or test_of(turn.shelf, form_id)
    return (form, instrument) if instrument is not None else None


@place(LIST)
async def show_list(turn: Turn, argument: str) -> Screen | None:
    """`{page}`: every instrument that somebody has filled in, those of most people first."""
    if not may(turn):
        return None
    t, page = turn.texts, whole_number(argument)
    connection = await turn.work.connection()
    people = await analyses.by_form(connection, turn.viewer)
    tests = [test for form_id in TESTS if (test := test_of(turn.shelf, form_id)) is not None]
    every = [*instruments(turn.shelf), *tests]
    found = [one for one in every if people.get(one.form_id) and len(one.form_id.encode()) <= LONGEST]
    found.sort(key=lambda one: (-people[one.form_id], one.form_id))
    rows = []
    for one in found[page * PAGE : (page + 1) * PAGE]:
        label = t.plain(
            "ana-instrument",
            form=short(form_name(t, turn.shelf.current(one.form_id)), 26),
            people=number(people[one.form_id], t.language),
        )
        rows.append([button(label, PREFIX, "form", one.form_id)])
    turning = [button(f"◂ {page}", PREFIX, "list", page - 1)] if page else []
    if (page + 1) * PAGE < len(found):
        turning.append(button(f"{page + 2} ▸", PREFIX, "list", page + 1))
    lines = [f"<b>{t('ana-title')}</b>", "", t("ana-which" if found else "ana-no-answers")]
    jobs = await analysis_jobs.latest(connection, turn.viewer)
    under_way = next((job for job in jobs if job.state in (WANTED, RUNNING)), None)
    if under_way is not None:
        rows.insert(0, [button(t.plain("button-ana-running"), PREFIX, "job", under_way.id)])
    earlier = [button(t.plain("button-ana-earlier"), PREFIX, "earlier")] if jobs else []
    return Screen("\n".join(lines), as_rows([*rows, turning, earlier, [button(t.plain("button-menu"), "go", "menu")]]))


@act("list")
async def turn_page(turn: Turn, value: str) -> None:
    turn.go(f"{LIST}:{whole_number(value)}" if whole_number(value) else LIST)


@act("earlier")
async def open_earlier(turn: Turn, value: str) -> None:
    turn.go(EARLIER)


@act("form")
async def choose_form(turn: Turn, value: str) -> None:
    turn.go(f"{WHAT}:{value}" if form_of(turn, value) is not None else LIST)


@place(WHAT)
async def show_what(turn: Turn, argument: str) -> Screen | None:
    """`{form}`: what can be done with it, the simplest first."""
    found = form_of(turn, argument) if may(turn) else None
    if found is None:
        return None
    form, instrument = found
    t = turn.texts
    count = await analyses.count(await turn.work.connection(), turn.viewer, analyses.Whose(form.id))
    shown, complete = number(count.people, t.language), number(count.complete, t.language)
    said = "ana-count-test" if form.id in TESTS else "ana-count"
    lines = [
        f"<b>{escape(form_name(t, form), quote=False)}</b>",
        t(said, count=count.people, shown=shown, complete=complete, items=len(instrument.items)),
        "",
    ]
    rows = []
    if count.people < FEWEST:
        lines.append(t("ana-too-few", fewest=FEWEST))
    else:
        lines.append(t("ana-what"))
        for kind in kinds_for(instrument, items_of_study()):
            lines.append(t(f"ana-about-{kind}"))
            rows.append([button(t.plain(f"button-ana-kind-{kind}"), PREFIX, "kind", kind)])
    rows.append([button(t.plain("button-back"), PREFIX, "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


@act("kind")
async def choose_kind(turn: Turn, value: str) -> None:
    name, _, form_id = turn.chat.place.partition(":")
    kind = next((each for each in KINDS if each == value), None)
    found = form_of(turn, form_id) if name == WHAT else None
    if found is None or kind is None or kind not in kinds_for(found[1], items_of_study()):
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
    elif kind == "own":
        modelling.begin(turn, form_id)
    else:
        turn.go(f"{ONE}:{Wanted(form_id, kind).written()}")


@act("what")
async def back_to_what(turn: Turn, value: str) -> None:
    turn.go(f"{WHAT}:{value}" if form_of(turn, value) is not None else LIST)

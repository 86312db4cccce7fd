"""The screens on which an export is put together: which form, and one screen with everything else, to be changed."""

from __future__ import annotations

from html import escape

import forms
from handlers.exporting import words
from handlers.exporting.dispatch import JOB, LIST, ONE, PREFIX, act, may
from handlers.exporting.reading import hours_of
from handlers.exporting.request import count, kind_of, refused
from handlers.exporting.wanted import THIS_YEAR, Wanted
from handlers.places import place
from handlers.question import form_name
from handlers.reporting.words import short
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from locales.formats import number
from storage import export_jobs, exports
from storage.export_jobs import RUNNING, WANTED
from storage.exports import CASES, REPORTS, SCORES

PAGE = 8
# Of the 64 bytes of a button, the verb leaves these for a form's id; one with a longer id goes by the command line.
LONGEST = 50
# Reports first: they are asked for most.
_ORDER = (REPORTS, SCORES, CASES)


@place(LIST)
async def show_list(turn: Turn, argument: str) -> Screen | None:
    """`{page}`: every form that can be exported, reports first."""
    if not may(turn):
        return None
    t, page = turn.texts, whole_number(argument)
    found = exportable(turn)
    rows = [
        [button(short(form_name(t, form)), PREFIX, "form", form.id)] for form in found[page * PAGE : (page + 1) * PAGE]
    ]
    turning = [button(f"◂ {page}", PREFIX, "list", page - 1)] if page else []
    if (page + 1) * PAGE < len(found):
        turning.append(button(f"{page + 2} ▸", PREFIX, "list", page + 1))
    lines = [f"<b>{t('export-title')}</b>", "", t("export-which")]
    open_one = next(
        (
            job
            for job in await export_jobs.latest(await turn.work.connection(), turn.viewer)
            if job.state in (WANTED, RUNNING)
        ),
        None,
    )
    if open_one is not None:
        rows.insert(0, [button(t.plain("button-export-running"), PREFIX, "job", open_one.id)])
    return Screen("\n".join(lines), as_rows([*rows, turning, [button(t.plain("button-menu"), "go", "menu")]]))


def exportable(turn: Turn) -> list[forms.Form]:
    """The forms whose submissions can be exported from here, by kind and name."""
    found = [form for form in words.exportable(turn.shelf) if len(form.id.encode()) <= LONGEST]

    def order(form: forms.Form) -> tuple[int, str]:
        kind = kind_of(form)
        return _ORDER.index(kind) if kind in _ORDER else len(_ORDER), form_name(turn.texts, form).casefold()

    return sorted(found, key=order)


@act("list")
async def turn_page(turn: Turn, value: str) -> None:
    turn.go(f"{LIST}:{whole_number(value)}")


@act("form")
async def choose_form(turn: Turn, value: str) -> None:
    form = words.form_of(turn, value)
    if form is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.go(LIST)
        return
    # Of reports this year's; what people score is kept for five years and compared over them.
    wanted = Wanted(form.id, period=THIS_YEAR) if kind_of(form) == REPORTS else Wanted(form.id)
    turn.go(f"{ONE}:{wanted.written()}")


@place(ONE)
async def show(turn: Turn, argument: str) -> Screen | None:
    wanted = Wanted.read(argument)
    form = words.form_of(turn, wanted.form_id) if wanted is not None and may(turn) else None
    if wanted is None or form is None:
        return None
    t = turn.texts
    connection = await turn.work.connection()
    request = wanted.request(turn, words.today(turn))
    refusal = await refused(connection, turn.viewer, request, form)
    lines = [f"<b>{t('export-title')}</b> · {escape(form_name(t, form), quote=False)}", ""]
    lines += words.lines_of(turn, form, wanted)
    rows = _change_rows(turn, form, wanted)
    if refusal is not None:
        lines += ["", t(f"export-refused-{refusal}")]
    else:
        hours = hours_of(turn.shelf.files["provinces.csv"])
        rows_found = await count(connection, turn.viewer, request, form, hours)
        lines += ["", t("export-rows", count=rows_found, shown=number(rows_found, t.language))]
        if rows_found:
            rows.insert(0, [button(t.plain("button-export-make"), PREFIX, "make")])
    if wanted.names:
        lines += ["", t("export-names-care")]
    if turn.person.role == "admin" and kind_of(form) == SCORES:
        lines += ["", t("export-crowd")]
    rows.append(
        [button(t.plain("button-export-other"), PREFIX, "list", 0), button(t.plain("button-menu"), "go", "menu")]
    )
    return Screen("\n".join(lines), as_rows(rows))


def _change_rows(turn: Turn, form: forms.Form, wanted: Wanted) -> list[list[Button]]:
    """What can be changed, two in a row."""
    t = turn.texts
    names = t.plain("button-export-names-no" if wanted.names else "button-export-names-yes")
    first = [
        button(t.plain("button-export-period"), PREFIX, "part", "period"),
        button(t.plain("button-export-region"), PREFIX, "part", "region"),
    ]
    second = [button(t.plain("button-export-format"), PREFIX, "part", "format")]
    if turn.person.role == "admin":
        second.insert(0, button(t.plain("button-export-programme"), PREFIX, "part", "programme"))
    allowed = wanted.names or turn.person.role == "coordinator" or kind_of(form) != SCORES
    third = [button(names, PREFIX, "names", "0" if wanted.names else "1")] if allowed else []
    return [first, second, third]


@act("make")
async def make(turn: Turn, value: str) -> None:
    """Ask for the file. A second tap finds the same export under way."""
    name, _, argument = turn.chat.place.partition(":")
    wanted = Wanted.read(argument) if name == ONE else None
    form = words.form_of(turn, wanted.form_id) if wanted is not None else None
    if wanted is None or form is None:
        turn.show()
        return
    connection = await turn.work.connection()
    for job in await export_jobs.latest(connection, turn.viewer):
        if job.state in (WANTED, RUNNING):
            turn.toast(turn.texts.plain("toast-export-one-at-a-time"), alert=True)
            turn.go(f"{JOB}:{job.id}")
            return
    request = wanted.request(turn, words.today(turn))
    if await refused(connection, turn.viewer, request, form) is not None:
        turn.show()
        return
    await exports.ensure_secret(connection, turn.at)
    job_id = await export_jobs.add(connection, turn.person.id, request.dumps(), turn.at)
    turn.work.posted = True
    turn.go(f"{JOB}:{job_id}")


@act("names")
async def choose_names(turn: Turn, value: str) -> None:
    words.changed(turn, names=value == "1")


@act("job")
async def open_job(turn: Turn, value: str) -> None:
    job = await export_jobs.get(await turn.work.connection(), turn.viewer, whole_number(value))
    turn.go(f"{JOB}:{job.id}" if job is not None else LIST)

"""How an export is said: its form, period, region, format; and how a tap changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import forms
from handlers import filling
from handlers.exporting.dispatch import ONE, PARTS
from handlers.exporting.request import NOT_EXPORTED
from handlers.exporting.wanted import Wanted
from handlers.invites import scope_words
from handlers.shelf import FormShelf
from handlers.turn import Turn
from locales.formats import day_typed
from storage import invites


def today(turn: Turn) -> date:
    """The day where the person is."""
    return filling.local(turn).date()


def form_of(turn: Turn, form_id: str) -> forms.Form | None:
    """The newest version of a form that can be exported, though it may be retired."""
    return next((form for form in exportable(turn.shelf) if form.id == form_id), None)


def exportable(shelf: FormShelf) -> list[forms.Form]:
    """The newest version of each form whose submissions can be exported; what is only tried out is none."""
    newest = {
        form.id: form
        for form in shelf.all_versions()
        if shelf.has(form.id, form.version) and shelf.version(form.id, form.version) is form
    }
    newest |= {form_id: shelf.current(form_id) for form_id in newest if shelf.has_current(form_id)}
    return [form for form_id, form in newest.items() if form_id not in NOT_EXPORTED]


def lines_of(turn: Turn, form: forms.Form, wanted: Wanted) -> list[str]:
    """What is chosen, a line each."""
    t = turn.texts
    whole = t.plain("export-all-mine") if turn.person.role == "coordinator" else t.plain("region-all")
    region = scope_words(turn, wanted.region, wanted.programme)
    if not wanted.region:
        region = region.replace(t.plain("region-all"), whole, 1)
    return [
        t("export-line-period", period=period_words(turn, *wanted.bounds(today(turn)))),
        t("export-line-region", region=region),
        t("export-line-format", format=t.plain(f"export-format-{wanted.format}")),
        t("export-line-names", names=t.plain("export-names-yes" if wanted.names else "export-names-no")),
    ]


def period_words(turn: Turn, first: date | None, last: date | None) -> str:
    """From which day to which."""
    t = turn.texts
    if first is None or last is None:
        return t.plain("export-period-all")
    return t.plain("export-period-days", first=day_typed(first), last=day_typed(last))


def standing(turn: Turn) -> Wanted | None:
    """The export that is being put together, on its own screen or on that of one of its parts."""
    name, _, argument = turn.chat.place.partition(":")
    parts = {f"{ONE}-{part}" for part in PARTS}
    if name in parts:
        argument = argument.partition("|")[0]
    return Wanted.read(argument) if name == ONE or name in parts else None


def changed(turn: Turn, **what: Any) -> None:
    """Put something else into the export that stands there, and show it; an old button changes nothing."""
    wanted = standing(turn)
    if wanted is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    turn.go(f"{ONE}:{replace(wanted, **what).written()}")


async def duties(turn: Turn) -> list[tuple[str, str]]:
    """A coordinator's own regions and programmes."""
    return [(one.region, one.programme) for one in await invites.duties(await turn.work.connection(), turn.person.id)]

"""The published forms that are for somebody now: in the menu, and in a list of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import forms
from handlers import reporting
from handlers.places import MENU, place
from handlers.publishing import targets
from handlers.publishing.words import rhythm_words
from handlers.question import form_name
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage import drafts, publications
from storage.drafts import Draft

PLACE = "my-forms"
PREFIX = "form"
# So many rows they have in the menu at most, unless more of them are begun.
IN_MENU = 3
LABEL = 40
PAGE = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that can be begun or gone on with; `draft`: of whatever version it is."""

    number: int
    form: forms.Form
    rhythm: str
    draft: Draft | None


async def offers(turn: Turn) -> list[Offer]:
    """What the person may fill in now; drafts first, of forms that are closed too."""
    known = turn.shelf.publications()
    if not known:
        return []
    connection = await turn.work.connection()
    opened = {draft.form_id: draft for draft in await drafts.open_drafts(connection, turn.viewer)}
    begun = {one.form_id: one for one in known if one.form_id in opened}
    # Of the versions of a form the one that the draft is on.
    begun |= {one.form_id: one for one in known if one.form_id in opened and opened[one.form_id].version == one.version}
    open_now = [one for one in known if one.runs(turn.at) and one.form_id not in opened]
    open_now = [one for one in open_now if targets.form_of(turn, one) is not None]
    mine = await publications.expected_of(connection, turn.person.id, {one.id: one.audience for one in open_now})
    open_now = [one for one in open_now if one.id in mine]
    sent = await publications.last_sent(connection, turn.person.id, [one.form_id for one in open_now])
    waiting = [one for one in open_now if is_due(one.rhythm, sent.get(one.form_id), turn.at, turn.zone)]
    found = []
    for one in [*begun.values(), *waiting]:
        draft = opened.get(one.form_id)
        key = (one.form_id, one.version if draft is None else draft.version)
        if turn.shelf.has(*key):
            found.append(Offer(one.id, turn.shelf.version(*key), one.rhythm, draft))
    return found


def is_due(rhythm: str, sent_at: datetime | None, now: datetime, zone: str) -> bool:
    """Whether the rhythm asks for (or allows) another one in the present day, week or month of the zone."""
    if sent_at is None or rhythm == "on_demand":
        return True
    if rhythm == "once":
        return False
    today, sent = (at.astimezone(ZoneInfo(zone)).date() for at in (now, sent_at))
    if rhythm == "daily":
        return sent < today
    if rhythm == "weekly":
        return sent < today - timedelta(days=today.weekday())
    return (sent.year, sent.month) < (today.year, today.month)


def rows(turn: Turn, found: list[Offer], most: int = IN_MENU) -> list[list[Button]]:
    """The menu's rows: what is begun, a few more forms where there is room for them, and the way to all of them."""
    begun = sum(offer.draft is not None for offer in found)
    most = min(max(most, 1), IN_MENU)
    shown = len(found) if len(found) <= most else max(begun, most - 1)
    rows = [[_button(turn, offer)] for offer in found[:shown]]
    if shown < len(found):
        rows.append([button(turn.texts.plain("button-forms-all", count=len(found)), "go", PLACE)])
    return rows


def _button(turn: Turn, offer: Offer) -> Button:
    t = turn.texts
    name = form_name(t, offer.form)
    label = t.plain("button-form-continue", form=name) if offer.draft is not None else t.plain("button-form", form=name)
    return button(label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…", PREFIX, offer.number)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    found = await offers(turn)
    if not found:
        return Screen(t("forms-none"), as_rows([[button(t.plain("button-menu"), "go", MENU)]]))
    page = whole_number(argument)
    lines = [f"<b>{t('forms-title')}</b>", ""]
    rows: list[list[Button]] = []
    for offer in found[page * PAGE : (page + 1) * PAGE]:
        key = "forms-line-begun" if offer.draft is not None else "forms-line"
        lines.append(t(key, form=form_name(t, offer.form), rhythm=rhythm_words(t, offer.rhythm)))
        rows.append([_button(turn, offer)])
    turning = [button(f"◂ {page}", PREFIX, f"page{page - 1}")] if page else []
    if (page + 1) * PAGE < len(found):
        turning.append(button(f"{page + 2} ▸", PREFIX, f"page{page + 1}"))
    return Screen("\n".join(lines), as_rows([*rows, turning, [button(t.plain("button-menu"), "go", MENU)]]))


async def tapped(turn: Turn) -> None:
    """`form:{publication}`: begin it, or go on; `form:page{number}`."""
    which = turn.incoming.data.removeprefix(f"{PREFIX}:") if isinstance(turn.incoming, Tap) else ""
    if which.startswith("page"):
        turn.go(f"{PLACE}:{whole_number(which.removeprefix('page'))}")
        return
    number = whole_number(which)
    one = next((one for one in turn.shelf.publications() if one.id == number), None)
    # A button of before a new version leads to that version.
    found = {offer.form.id: offer for offer in await offers(turn)}
    if one is None or one.form_id not in found:
        turn.toast(turn.texts.plain("toast-form-not-now"))
        turn.go(MENU)
        return
    await reporting.open_form(turn, one.form_id)

"""The menu: a greeting, what is open, and the ways from here."""

from __future__ import annotations

import forms
from handlers import (
    casework,
    digest,
    exporting,
    filling,
    history,
    instrument_results,
    interviewing,
    learning,
    mentoring,
    profile,
    questionnaire,
    reporting,
    reviewing,
    testing,
)
from handlers.places import MENU, place
from handlers.publishing import offers
from handlers.publishing.listing import open_list
from handlers.question import form_name
from handlers.reminding.words import SECONDS_AN_ITEM
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Tap, Turn, as_rows
from locales.formats import part_of_day
from storage import drafts


@place(MENU)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    lines = [t("menu-greeting", part=part_of_day(turn.at, turn.zone), address=turn.address)]
    rows: list[list[Button]] = []
    found = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    opened = {draft.form_id: draft for draft in found}
    rows += digest.menu_rows(turn)
    if turn.person.role == "companion":
        rows += await reporting.menu_rows(turn)
    rows += [*await reviewing.menu_rows(turn), *await casework.menu_rows(turn)]
    if turn.person.role == "coordinator":
        # What a coordinator does with one person, side by side.
        rows += _side_by_side(await interviewing.menu_rows(turn), await mentoring.menu_rows(turn))
        rows.append([button(t.plain("button-export"), exporting.PREFIX, "list", 0)])
    if turn.person.role == "admin":
        rows += [
            [button(t.plain("button-announcements"), "go", "announcements")],
            [
                button(t.plain("button-export"), exporting.PREFIX, "list", 0),
                button(t.plain("button-invite"), "go", "invite"),
            ],
            [button(t.plain("button-forms"), "go", "forms"), button(t.plain("button-schedule"), "go", "schedule")],
        ]
    if (draft := opened.get(questionnaire.FORM)) is not None:
        form = turn.shelf.version(draft.form_id, draft.version)
        state = await turn.work.state(draft)
        lines += ["", _where_left(turn, form, state)]
        rows.append([button(t.plain("button-continue"), "go", "questionnaire")])
    else:
        rows.append([button(t.plain("button-questionnaire"), "go", "questionnaire")])
    if turn.person.role == "companion":
        rows += _side_by_side(learning.menu_rows(turn), await mentoring.menu_rows(turn))
    rows += _side_by_side(
        [[button(t.plain("button-instruments"), instrument_results.PREFIX, "list")]], await testing.menu_rows(turn)
    )
    rows += await offers.menu_rows(turn)
    if profile.FORM in opened:
        lines += ["", t("menu-profile-open", form=form_name(t, turn.shelf.current(profile.FORM)))]
        rows.append([button(t.plain("button-profile-continue"), "go", "profile-continue")])
    rows.append(
        [button(t.plain("button-history"), "go", "history"), button(t.plain("button-profile"), "go", "profile")]
    )
    rows.append([button(t.plain("button-tips"), "go", "tips"), button(t.plain("button-reminders"), "go", "reminders")])
    rows.append([button(t.plain("button-help"), "go", "help"), button(t.plain("button-language"), "go", "language")])
    if turn.person.role == "companion" and (left := sum(reporting.is_of_reports(turn, draft) for draft in found)):
        lines += ["", t("menu-drafts", count=left)]
    if not opened:
        lines += ["", t("menu-choose")]
    return Screen("\n".join(lines), as_rows(rows))


def _side_by_side(left: list[list[Button]], right: list[list[Button]]) -> list[list[Button]]:
    """Two ways in one row, where each is a single button."""
    alone = len(left) == len(right) == 1 and len(left[0]) == len(right[0]) == 1
    return [[*left[0], *right[0]]] if alone else [*left, *right]


def _where_left(turn: Turn, form: forms.Form, state: forms.State) -> str:
    review = forms.review_view(form, state, turn.language)
    left = review.total - review.answered
    if not left:
        return turn.texts("menu-draft-ready", form=form_name(turn.texts, form))
    minutes = max(1, round(left * SECONDS_AN_ITEM / 60))
    return turn.texts(
        "menu-draft-open",
        form=form_name(turn.texts, form),
        answered=review.answered,
        total=review.total,
        minutes=minutes,
    )


async def go(turn: Turn) -> None:
    """`go:{where}`: a button that leads to another place."""
    where = turn.incoming.data.removeprefix("go:") if isinstance(turn.incoming, Tap) else MENU
    match where:
        case "questionnaire":
            await questionnaire.begin(turn)
        case "profile":
            await profile.open_profile(turn)
        case "profile-continue":
            await profile.go_on(turn)
        case "invite" if turn.person.role == "admin":
            await filling.begin(turn, "undangan")
        case "history":
            history.open_history(turn)
        case "announcements" | "schedule" if turn.person.role == "admin":
            # What is written there is no answer to a form; the form stays stored as it is.
            filling.leave(turn)
            turn.go(where)
        case "forms" if turn.person.role == "admin":
            await open_list(turn)
        case offers.PLACE:
            turn.go(offers.PLACE)
        case "draft" if turn.known is not None and turn.known.draft is not None:
            turn.go(filling.PLACE)
        case "help" | "language" | "data" | "tips" | "reminders":
            turn.go(where)
        case _:
            turn.go(MENU)

"""The menu: a greeting, what is open, and the ways from here; what a person does for themselves has a place behind it.

The first screen is for the work of the day. Behind it are `study` (a companion's plan, mentor, questionnaires, tests)
and `mine` (the same, with profile and settings, of a coordinator or an admin).
"""

from __future__ import annotations

import forms
from handlers import (
    analysing,
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
from handlers.answering.fitting import clipped
from handlers.interviewing.dispatch import CALLED
from handlers.places import MENU, place
from handlers.publishing import offers
from handlers.publishing.listing import open_list
from handlers.question import form_name
from handlers.reminding.words import SECONDS_AN_ITEM
from handlers.reporting.beginning import own_draft
from handlers.screens import Button, Screen
from handlers.testing.bank import HIGHEST as TESTS
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from locales.formats import part_of_day
from storage import drafts
from storage.drafts import Draft
from storage.uploads import TRIAL

STUDY, MINE = "study", "mine"
# So many buttons are on the first screen, as far as what is open leaves them room.
MOST = {"companion": 10, "coordinator": 9, "admin": 10}
LABEL = 40


@place(MENU)
async def show(turn: Turn, argument: str) -> Screen | None:
    t, role = turn.texts, turn.person.role
    lines = [t("menu-greeting", part=part_of_day(turn.at, turn.zone), address=turn.address)]
    found = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    opened = {draft.form_id: draft for draft in found}
    if (draft := opened.get(questionnaire.FORM)) is not None:
        form = turn.shelf.version(draft.form_id, draft.version)
        lines += ["", _where_left(turn, form, await turn.work.state(draft))]
    if profile.FORM in opened:
        lines += ["", t("menu-profile-open", form=form_name(t, turn.shelf.current(profile.FORM)))]
    if role == "companion" and (left := sum(reporting.is_of_reports(turn, draft) for draft in found)):
        lines += ["", t("menu-drafts", count=left)]
    if not opened:
        lines += ["", t("menu-choose")]
    # To an admin forms are work, and those that are for themselves are behind "For me".
    asked = await offers.offers(turn) if role != "admin" else []
    work, settings = await _work(turn), _settings(turn)
    going_on = await _going_on(turn, found, {offer.form.id for offer in asked})
    room = MOST[role] - sum(len(row) for row in [*work, *going_on, *settings])
    return Screen("\n".join(lines), as_rows([*work, *going_on, *offers.rows(turn, asked, room), *settings]))


async def _work(turn: Turn) -> list[list[Button]]:
    """What the day brings to somebody in this role."""
    t, role = turn.texts, turn.person.role
    if role == "companion":
        cases = await casework.menu_rows(turn)
        study = [[button(t.plain("button-study"), "go", STUDY)]]
        return [*await reporting.menu_rows(turn), *_side_by_side(cases, study)]
    rows = [*digest.menu_rows(turn), *await reviewing.menu_rows(turn), *await casework.menu_rows(turn)]
    export = button(t.plain("button-export"), exporting.PREFIX, "list", 0)
    if role == "coordinator":
        # What a coordinator does with one person, side by side.
        rows += _side_by_side(await interviewing.menu_rows(turn), await mentoring.menu_rows(turn))
        return [*rows, [export]]
    return [
        *rows,
        [
            button(t.plain("button-announcements"), "go", "announcements"),
            button(t.plain("button-invite"), "go", "invite"),
        ],
        [export, button(t.plain("button-ana"), analysing.PREFIX, "list")],
        [button(t.plain("button-forms"), "go", "forms"), button(t.plain("button-schedule"), "go", "schedule")],
    ]


async def _going_on(turn: Turn, found: list[Draft], elsewhere: set[str]) -> list[list[Button]]:
    """The questionnaire, and the way to each draft; a companion's reports have theirs in `/lapor`.

    `elsewhere`: forms that have a button in other rows.
    """
    t, companion = turn.texts, turn.person.role == "companion"
    opened = {draft.form_id for draft in found}
    rows: list[list[Button]] = []
    if questionnaire.FORM in opened:
        rows.append([button(t.plain("button-continue"), "go", "questionnaire")])
    elif companion:
        rows.append([button(t.plain("button-questionnaire"), "go", "questionnaire")])
    if profile.FORM in opened:
        rows.append([button(t.plain("button-profile-continue"), "go", "profile-continue")])
    if opened & TESTS.keys():
        rows += await testing.menu_rows(turn)
    elsewhere = {questionnaire.FORM, profile.FORM, *TESTS, *elsewhere}
    for draft in found:
        known = turn.shelf.has(draft.form_id, draft.version) and not draft.form_id.startswith(TRIAL)
        if known and draft.form_id not in elsewhere and not (companion and reporting.is_of_reports(turn, draft)):
            rows.append([button(clipped(await _to_draft(turn, draft), LABEL), "go", "draft", draft.id)])
    return rows


async def _to_draft(turn: Turn, draft: Draft) -> str:
    """What the button to a draft says; of several interviews each is with somebody else."""
    form, t = turn.shelf.version(draft.form_id, draft.version), turn.texts
    about = (await turn.work.state(draft)).answers.get(CALLED) if draft.form_id == interviewing.FORM else None
    return t.plain("button-int-open", name=about) if about else t.plain("button-form-continue", form=form_name(t, form))


def _settings(turn: Turn) -> list[list[Button]]:
    """A companion's profile and settings; those of others are behind one button."""
    t = turn.texts
    if turn.person.role != "companion":
        return [[button(t.plain("button-mine"), "go", MINE)]]
    return [
        [button(t.plain("button-profile"), "go", "profile"), button(t.plain("button-reminders"), "go", "reminders")],
        [button(t.plain("button-help"), "go", "help"), button(t.plain("button-language"), "go", "language")],
    ]


@place(STUDY)
async def show_study(turn: Turn, argument: str) -> Screen | None:
    """What a companion learns with."""
    if turn.person.role != "companion":
        return None
    t = turn.texts
    rows = [
        *learning.menu_rows(turn),
        *await mentoring.menu_rows(turn),
        *await _about_oneself(turn),
        [button(t.plain("button-back"), "go", MENU)],
    ]
    return Screen(f"<b>{t('button-study')}</b>\n\n{t('study-what')}", as_rows(rows))


@place(MINE)
async def show_mine(turn: Turn, argument: str) -> Screen | None:
    """What a coordinator or an admin does for themselves."""
    if turn.person.role == "companion":
        return None
    t = turn.texts
    rows = [
        [button(t.plain("button-questionnaire"), "go", "questionnaire")],
        *(offers.rows(turn, await offers.offers(turn)) if turn.person.role == "admin" else []),
        *await _about_oneself(turn),
        [button(t.plain("button-profile"), "go", "profile"), button(t.plain("button-reminders"), "go", "reminders")],
        [button(t.plain("button-help"), "go", "help"), button(t.plain("button-language"), "go", "language")],
        [button(t.plain("button-back"), "go", MENU)],
    ]
    return Screen(f"<b>{t('button-mine')}</b>\n\n{t('mine-what')}", as_rows(rows))


async def _about_oneself(turn: Turn) -> list[list[Button]]:
    """All questionnaires, tests, what has come of them, and tips."""
    t = turn.texts
    questionnaires = [[button(t.plain("button-instruments"), instrument_results.PREFIX, "list")]]
    return [
        *_side_by_side(questionnaires, await testing.menu_rows(turn)),
        [button(t.plain("button-history"), "go", "history"), button(t.plain("button-tips"), "go", "tips")],
    ]


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


async def _take_up(turn: Turn, draft_id: int) -> None:
    """Go on with one of the person's own drafts."""
    draft = await own_draft(turn, draft_id)
    if draft is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.go(MENU)
    else:
        filling.leave(turn)
        await filling.resume(turn, draft)


async def go(turn: Turn) -> None:
    """`go:{where}`: a button that leads to another place; `go:draft:{draft}`: to that draft."""
    data = turn.incoming.data.removeprefix("go:") if isinstance(turn.incoming, Tap) else MENU
    where, _, which = data.partition(":")
    match where:
        case "draft" if which:
            await _take_up(turn, whole_number(which))
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
        case "help" | "language" | "data" | "tips" | "reminders" | "study" | "mine":
            turn.go(where)
        case _:
            turn.go(MENU)

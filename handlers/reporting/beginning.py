"""Beginning a report: of which series it is, what is known already, and which draft is meant where there are some."""

from __future__ import annotations

from html import escape

import forms
from handlers import filling
from handlers.places import place
from handlers.question import form_name, given_words
from handlers.reporting import catalogue
from handlers.reporting.prefilling import Known, prefilled
from handlers.reporting.words import NAME, SERIES, day_full, short
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Turn, as_rows
from storage import drafts, report_lists, reports, submissions
from storage.drafts import Draft
from storage.reports import Report

PREFIX = "rep"
# Where it is asked what is meant, before the form is opened; and where a draft is thrown away.
PLACE, DROP = "report-begin", "report-drop"
FRESH = "new"
# Drafts of one form, and series, that are offered.
MOST = 6
# A person has hundreds of families at most.
MOST_PAGES = 99


async def newest_draft(turn: Turn) -> int:
    """The number of the person's newest draft; 0 without one. Buttons that begin a form carry it (see `is_stale`)."""
    opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    return max((draft.id for draft in opened), default=0)


async def is_stale(turn: Turn, newest: str) -> bool:
    """Whether a draft was begun since the button was shown: a second tap on it begins no second one."""
    return await newest_draft(turn) > whole_number(newest)


async def begin(turn: Turn, form_id: str) -> None:
    """Open the form; where a draft of it is open, or it has several series, that is asked first."""
    form = (await catalogue.current(turn)).get(form_id)
    if form is None:
        turn.toast(turn.texts.plain("toast-report-not-now"))
        turn.go("reports")
        return
    if await _drafts_of(turn, form_id):
        filling.leave(turn)
        turn.go(f"{PLACE}:{form_id}")
    else:
        await begin_fresh(turn, form)


async def open_form(turn: Turn, form_id: str) -> None:
    """As `filling.begin`, from a letter or the menu: the newest draft, else a new one; a report with what is known."""
    begun = [draft for draft in await _drafts_of(turn, form_id) if draft.replaces is None]
    form = (await catalogue.current(turn)).get(form_id)
    if form is None:
        await filling.begin(turn, form_id)
    elif begun:
        await filling.resume(turn, begun[0])
    else:
        await begin_fresh(turn, form)


async def begin_fresh(turn: Turn, form: forms.Form) -> None:
    """A new one, whatever drafts there are."""
    connection = await turn.work.connection()
    if catalogue.key_of(form) and await report_lists.own_keys(connection, turn.viewer, form.id, 1):
        filling.leave(turn)
        turn.go(f"{PLACE}:{form.id}:{FRESH}")
    else:
        await start(turn, form)


async def start(turn: Turn, form: forms.Form, key: str = "") -> Draft:
    """Begin the form with what is known; `key`: of which series it is, "" for a new one."""
    filling.leave(turn)
    known = Known(
        last=await _last(turn, form, key),
        profile=await catalogue.profile_of(turn),
        person={"name": turn.person.name or ""},
        key=key,
    )
    return await filling.begin_new(turn, form.id, prefilled(form, known))


async def _last(turn: Turn, form: forms.Form, key: str) -> dict[str, str]:
    """The answers of the person's last report of the form, of that series."""
    if catalogue.key_of(form) and not key:
        return {}
    connection = await turn.work.connection()
    last = await report_lists.own_last(connection, turn.viewer, form.id, key)
    if last is None:
        return {}
    return (await submissions.answers(connection, turn.viewer, [last.submission_id]))[last.submission_id]


async def series_of(turn: Turn, report_id: int) -> tuple[forms.Form, str] | None:
    """The form and the series of one of the person's own reports; `None` where it cannot be begun (any more)."""
    report = await reports.get(await turn.work.connection(), turn.viewer, report_id)
    if report is None or report.person_id != turn.person.id:
        return None
    form = (await catalogue.current(turn)).get(report.form_id)
    return None if form is None else (form, report.key)


async def own_draft(turn: Turn, draft_id: int) -> Draft | None:
    """The person's own draft, where its form is at hand."""
    opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    found = next((draft for draft in opened if draft.id == draft_id), None)
    return found if found is not None and turn.shelf.has(found.form_id, found.version) else None


async def _drafts_of(turn: Turn, form_id: str) -> list[Draft]:
    opened = await drafts.open_drafts(await turn.work.connection(), turn.viewer)
    return [draft for draft in opened if draft.form_id == form_id and turn.shelf.has(form_id, draft.version)]


async def draft_words(turn: Turn, draft: Draft) -> str:
    """`P2K2 · Melati, 7 dari 12`: a draft in one line."""
    t = turn.texts
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    review = forms.review_view(form, state, t.language)
    name, key = form_name(t, form), catalogue.key_of(form)
    if key and (given := state.answers.get(key)):
        name = f"{name} · {short(given_words(t, form, key, given), 24)}"
    if draft.replaces is not None:
        name = t.plain("report-correction-of", form=name)
    return t.plain("report-draft", form=name, answered=review.answered, total=review.total)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`{form}`, or `{form}:new:{page}` for its series."""
    form_id, _, rest = argument.partition(":")
    fresh, _, page = rest.partition(":")
    form = (await catalogue.current(turn)).get(form_id)
    if form is None:
        return None
    newest = await newest_draft(turn)
    if fresh != FRESH and (opened := await _drafts_of(turn, form_id)):
        return await _which_draft(turn, form, opened, newest)
    return await _which_series(turn, form, newest, min(whole_number(page), MOST_PAGES))


async def _which_draft(turn: Turn, form: forms.Form, opened: list[Draft], newest: int) -> Screen:
    t = turn.texts
    lines = [t("report-drafts-open", form=form_name(t, form), count=len(opened))]
    rows: list[list[Button]] = []
    for draft in opened[:MOST]:
        words = await draft_words(turn, draft)
        rows.append([button(short(t.plain("button-report-continue", draft=words)), PREFIX, "c", draft.id)])
    rows.append([button(t.plain("button-report-fresh"), PREFIX, "n", newest, form.id)])
    rows.append([button(t.plain("button-report-back"), PREFIX, "start")])
    return Screen("\n".join(lines), as_rows(rows))


async def _which_series(turn: Turn, form: forms.Form, newest: int, page: int) -> Screen | None:
    """The series that the person has filed before, the newest first; one tap, and nothing is typed."""
    t, key = turn.texts, catalogue.key_of(form)
    connection, ahead = await turn.work.connection(), MOST * (page + 1)
    known = await report_lists.own_keys(connection, turn.viewer, form.id, ahead + 1)
    found = known[ahead - MOST : ahead]
    if not key or not found:
        return None
    question = form.by_name.get(key)
    asked = question.label(t.language) if question is not None else form_name(t, form)
    lines = [f"<b>{escape(form_name(t, form), quote=False)}</b>", "", escape(asked, quote=False), ""]
    rows: list[list[Button]] = []
    for report in found:
        name = short(given_words(t, form, key, report.key), SERIES)
        when = day_full(turn, report)
        what = short(_beside(report, name), NAME)
        words = t("report-series-named", name=name, date=when, what=what) if what else ""
        lines.append(words or t("report-series", name=name, date=when))
        rows.append([button(short(name), PREFIX, "k", newest, report.id)])
    turning = [button(f"◂ {page}", PREFIX, "series", page - 1, form.id)] if page else []
    if len(known) > ahead:
        turning.append(button(f"{page + 2} ▸", PREFIX, "series", page + 1, form.id))
    rows.append(turning)
    rows.append([button(t.plain("button-report-other"), PREFIX, "o", newest, form.id)])
    rows.append([button(t.plain("button-report-back"), PREFIX, "start")])
    return Screen("\n".join(lines), as_rows(rows))


def _beside(report: Report, name: str) -> str:
    """What the report's own name says beside that of its series."""
    return report.name.replace(name, "", 1).strip(" ·,:-") if report.name else ""


@place(DROP)
async def show_drop(turn: Turn, argument: str) -> Screen | None:
    """The second question before a draft is thrown away."""
    draft = await own_draft(turn, whole_number(argument))
    if draft is None:
        return None
    t = turn.texts
    rows = [
        [button(t.plain("button-report-keep"), PREFIX, "start")],
        [button(t.plain("button-throw-away-surely"), PREFIX, "drop", draft.id)],
    ]
    return Screen(t("report-drop-sure", draft=await draft_words(turn, draft)), as_rows(rows))


async def drop(turn: Turn, draft: Draft) -> None:
    """Throw the draft away, after the second question."""
    if turn.known is not None and turn.known.draft is not None and turn.known.draft.id == draft.id:
        filling.leave(turn)
    turn.work.forget_draft(draft.id)
    await drafts.discard(await turn.work.connection(), draft.id)
    turn.toast(turn.texts.plain("toast-thrown-away"))
